"""Where a window was: remembered by name, and never restored to a place that no screen shows."""

import base64
import binascii

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_GRIP_PX = 80  # so much of the title bar must be on a screen, or the window cannot be moved


def geometry_text(window: QWidget) -> str:
    """The geometry of *window* as text for the settings."""
    return base64.b64encode(window.saveGeometry().data()).decode("ascii")


def restore_geometry(window: QWidget, text: str | None, default: QSize) -> None:
    """Put *window* where *text* says; without a usable one, in the middle with size *default*."""
    if not (text and _restore(window, text)):
        window.resize(default.boundedTo(_primary_area().size()))
        _centre(window)
        return
    if not is_reachable(window.frameGeometry(), screen_areas()):
        window.resize(window.size().boundedTo(_primary_area().size()))
        _centre(window)


def is_reachable(frame: QRect, screens: list[QRect]) -> bool:
    """Whether enough of the frame's title bar lies on one of *screens* to grab it."""
    title = QRect(frame.topLeft(), QSize(frame.width(), 24))
    for screen in screens:
        seen = title.intersected(screen)
        if seen.width() >= min(_GRIP_PX, frame.width()) and seen.height() >= 12:
            return True
    return False


def screen_areas() -> list[QRect]:
    """What windows may use of each screen."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


def _restore(window: QWidget, text: str) -> bool:
    try:
        content = base64.b64decode(text, validate=True)
    except binascii.Error:
        return False
    return window.restoreGeometry(QByteArray(content))


def _primary_area() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def _centre(window: QWidget) -> None:
    area = _primary_area()
    spare = area.size() - window.size()
    window.move(area.topLeft() + QPoint(spare.width() // 2, spare.height() // 2))
