"""Buttons: one primary in a form or dialog, plain ones beside it, quiet ones in tool bars, danger
where it hurts."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from facespace_desk.widgets.icons import icon

Kind = Literal["primary", "plain", "quiet", "danger", "link", "status"]

_ICON_TOKENS: dict[Kind, str] = {
    "primary": "on_accent",
    "danger": "bad",
    "link": "accent",
    "status": "muted",
}
_ICON_SIZE = QSize(16, 16)
_ICON_BEFORE_TEXT = QSize(20, 16)  # the style leaves too small a gap


def button(
    text: str, kind: Kind = "plain", *, icon_name: str | None = None, tip: str = ""
) -> QPushButton:
    """A button that says with a verb what it does."""
    result = QPushButton(text.replace("&", "&&"))
    result.setProperty("kind", kind)
    result.setAutoDefault(False)
    result.setIconSize(_ICON_BEFORE_TEXT if text else _ICON_SIZE)
    if icon_name is not None:
        result.setIcon(icon(icon_name, _ICON_TOKENS.get(kind, "text")))
    if tip:
        result.setToolTip(tip)
    return result


def tool_button(
    icon_name: str, tip: str, *, text: str = "", checkable: bool = False
) -> QToolButton:
    """A quiet button with a drawing; *tip* is also its name for screen readers."""
    result = QToolButton()
    result.setIcon(icon(icon_name, "text"))
    result.setIconSize(_ICON_SIZE)
    result.setToolTip(tip)
    result.setAccessibleName(text or tip)
    result.setCheckable(checkable)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if text:
        result.setIconSize(_ICON_BEFORE_TEXT)
        result.setText(text)
        result.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return result
