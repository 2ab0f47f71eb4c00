"""What lies behind a picture that is see-through."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

from facespace_desk.widgets import theme

_CHECK_PX: Final = 8


def checkerboard() -> QBrush:
    """Of the theme that is on."""
    return _board(theme.current().is_dark)


@lru_cache(maxsize=2)
def _board(is_dark: bool) -> QBrush:
    light, dark = QColor("#ffffff"), QColor("#d5dae0")
    if is_dark:
        light, dark = QColor("#565f6b"), QColor("#434b56")
    tile = QPixmap(2 * _CHECK_PX, 2 * _CHECK_PX)
    tile.fill(light)
    painter = QPainter(tile)
    painter.fillRect(0, 0, _CHECK_PX, _CHECK_PX, dark)
    painter.fillRect(_CHECK_PX, _CHECK_PX, _CHECK_PX, _CHECK_PX, dark)
    painter.end()
    return QBrush(tile)
