"""Fields for numbers, made so that they look like the other fields and report finished numbers."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

_TEXT_INDENT_PX = 6  # the style sheet cannot reach the text of a spin box


def whole_number(least: int, most: int, unit: str, *, step: int = 1) -> QSpinBox:
    """A field for a whole number with its unit behind it."""
    result = QSpinBox()
    result.setRange(least, most)
    result.setSingleStep(step)
    result.setSuffix(f" {unit}")
    return _finished(result)


def decimal_number(
    least: float, most: float, unit: str, *, step: float = 0.1, decimals: int = 1
) -> QDoubleSpinBox:
    """A field for a number with decimals and its unit behind it."""
    result = QDoubleSpinBox()
    result.setDecimals(decimals)
    result.setRange(least, most)
    result.setSingleStep(step)
    result.setSuffix(f" {unit}")
    return _finished(result)


S = TypeVar("S", bound=QAbstractSpinBox)


def _finished(box: S) -> S:
    box.setKeyboardTracking(False)  # "15" is not first 1 and then 15
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel must not change it in passing
    box.lineEdit().setTextMargins(_TEXT_INDENT_PX, 0, 0, 0)
    box.setMinimumWidth(130)
    return box
