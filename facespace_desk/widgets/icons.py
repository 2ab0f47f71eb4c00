"""Icons: Lucide's line drawings and the shapes of states, in the colours of the theme.

An icon draws itself when it is painted, so one made under the dark theme is right under the light
one too.
"""

from functools import cache
from typing import ClassVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from facespace_desk import assets
from facespace_desk.widgets import theme
from facespace_desk.widgets.shapes import SHAPE_NAMES, paint_shape

_STATE = "state-"


@cache
def icon(name: str, tone: str = "text") -> QIcon:
    """The drawing *name* (a file of resources/icons, or `state-` and a shape) in the colour *tone*.

    Raises:
        KeyError: there is no such drawing, or no such colour.
    """
    if tone not in theme.DARK.tokens():
        raise KeyError(tone)
    if name.startswith(_STATE):
        if name.removeprefix(_STATE) not in SHAPE_NAMES:
            raise KeyError(name)
    elif not assets.path("icons", f"{name}.svg").is_file():
        raise KeyError(name)
    return QIcon(_Engine(name, tone))


def pixmap(name: str, tone: str, size_px: int, scale: float = 1.0) -> QPixmap:
    """The drawing as a picture of *size_px* device-independent pixels, in today's colour."""
    colour = theme.current().colour(tone)
    return _drawn(name, colour.rgba(), round(size_px * scale), scale)


@cache
def _drawing(name: str) -> bytes:
    return assets.path("icons", f"{name}.svg").read_bytes()


@cache
def _drawn(name: str, rgba: int, size_px: int, scale: float) -> QPixmap:
    """*size_px* counts the pixels of the screen."""
    result = QPixmap(size_px, size_px)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, QRectF(0, 0, size_px, size_px), name, QColor.fromRgba(rgba))
    painter.end()
    result.setDevicePixelRatio(scale)
    return result


def _draw(painter: QPainter, area: QRectF, name: str, colour: QColor) -> None:
    if name.startswith(_STATE):
        paint_shape(painter, area, name.removeprefix(_STATE), colour)
        return
    tinted = _drawing(name).replace(b"currentColor", colour.name().encode())
    QSvgRenderer(QByteArray(tinted)).render(painter, area)


class _Engine(QIconEngine):
    """Draws in the theme's colour of the moment; dimmed when the control is disabled."""

    # Qt owns a clone, but Python would free it: a reference is kept (there are few).
    _clones: ClassVar[list["_Engine"]] = []

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        side = min(rect.width(), rect.height())
        corner = QPoint(
            rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2
        )
        painter.drawPixmap(corner, self._picture(side, scale, mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """*size* is independent of the device. A button asks for more width than height, to get
        a gap before its text: the drawing stands at the left, or at the right where text does."""
        drawing = self._picture(min(size.width(), size.height()), scale, mode)
        if size.width() <= size.height():
            return drawing
        result = QPixmap(size * scale)
        result.setDevicePixelRatio(scale)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        gap_px = size.width() - size.height()
        painter.drawPixmap(gap_px if QGuiApplication.isRightToLeft() else 0, 0, drawing)
        painter.end()
        return result

    def clone(self) -> QIconEngine:
        twin = _Engine(self._name, self._tone)
        self._clones.append(twin)
        return twin

    def _picture(self, side_px: int, scale: float, mode: QIcon.Mode) -> QPixmap:
        tone = "disabled" if mode is QIcon.Mode.Disabled else self._tone
        return pixmap(self._name, tone, side_px, scale)
