"""Paints one frame of a film with the boxes of its labels, as the analytic gave them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facespace_desk.pictures.raster import RGB, Raster
from facespace_desk.voxel51.labels import SeenObject
from facespace_desk.voxel51.model.frames import FramePlayer
from facespace_desk.widgets import fonts, theme

HUES: Final = 5
SHAPE: Final = (16, 9)  # of the ground where there is no picture
_EDGE_PX: Final = 12
_PLATE_PX: Final = 17
_TEXT_CHARS: Final = 60


def hue_of(name: str, names: tuple[str, ...]) -> str:
    """The colour token of a label: by its place among all of them."""
    place = names.index(name) if name in names else 0
    return f"hue_{place % HUES + 1}"


class FrameCanvas(QWidget):
    """Follows a FramePlayer.

    Signals:
        chosen(int): a box was pressed: its place among the objects of the frame; -1 beside all.
        pressed_twice: a double click.
    """

    chosen = Signal(int)
    pressed_twice = Signal()

    def __init__(self, player: FramePlayer) -> None:
        super().__init__()
        self._player = player
        self._raster: Raster | None = None
        self._image = QImage()  # looks into the raster's bytes
        self._highlighted = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 135)
        self.setAccessibleName("Frame with labels")
        for signal in (player.loaded, player.picture_changed, player.filter_changed):
            signal.connect(self._show)
        player.frame_changed.connect(self._frame_changed)
        self._show()

    def highlight(self, place: int) -> None:
        """Let this object of the frame stand out; -1 is none."""
        if place != self._highlighted:
            self._highlighted = place
            self.update()

    def picture_area(self) -> QRectF:
        """Where the frame is painted, in this widget."""
        room = QRectF(self.rect()).adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        width, height = SHAPE
        if self._raster is not None:
            width, height = self._raster.width, self._raster.height
        share = min(room.width() / width, room.height() / height)
        area = QRectF(0, 0, width * share, height * share)
        area.moveCenter(room.center())
        return area

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        area, at = self.picture_area(), event.position()
        hits = [
            (box.width() * box.height(), place)
            for place, each in enumerate(self._player.objects)
            if (box := _placed(each, area)).contains(at)
        ]
        self.chosen.emit(min(hits)[1] if hits else -1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pressed_twice.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area, look = self.picture_area(), theme.DARK  # a film is looked at in the dark
        painter.fillRect(self.rect(), look.colour("canvas"))
        if self._raster is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self._image)
        else:
            painter.fillRect(area, look.colour("raised"))
            painter.setPen(look.colour("muted"))
            words = self._player.trouble or ("No picture" if self._player.count else "")
            painter.setFont(fonts.ui())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = self._player.labels.names
        for place, each in enumerate(self._player.objects):
            colour = look.colour(hue_of(each.label, names))
            _paint_object(painter, each, area, colour, is_strong=place == self._highlighted)
        painter.end()

    def _frame_changed(self) -> None:
        if not self._player.has_film:
            self.update()

    def _show(self) -> None:
        raster = self._player.picture
        if raster is not self._raster:
            self._raster = raster
            self._image = QImage() if raster is None else _image_of(raster)
        self.update()


def _image_of(raster: Raster) -> QImage:
    kind = QImage.Format.Format_RGB888 if raster.channels == RGB else QImage.Format.Format_RGBA8888
    return QImage(raster.data, raster.width, raster.height, raster.stride, kind)


def _placed(seen: SeenObject, area: QRectF) -> QRectF:
    box = seen.box
    first = QPointF(area.left() + box.left * area.width(), area.top() + box.top * area.height())
    last = QPointF(area.left() + box.right * area.width(), area.top() + box.bottom * area.height())
    return QRectF(first, last).intersected(area)


def _paint_object(
    painter: QPainter, seen: SeenObject, area: QRectF, colour: QColor, *, is_strong: bool
) -> None:
    box = _placed(seen, area)
    if box.isEmpty():
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 160), 5 if is_strong else 3.5))
    painter.drawRect(box)
    painter.setPen(QPen(colour, 3 if is_strong else 1.8))
    painter.drawRect(box)
    painter.setFont(fonts.ui(fonts.CAPTION_PX, QFont.Weight.DemiBold))
    words = plate_words(seen)
    width = min(painter.fontMetrics().horizontalAdvance(words) + 10, int(area.width()))
    left = min(box.left() - 1, area.right() - width)
    top = box.top() - _PLATE_PX if box.top() - _PLATE_PX >= area.top() else box.top()
    plate = QRectF(left, top, width, _PLATE_PX)
    painter.fillRect(plate, colour)
    painter.setPen(QColor("#101010"))
    painter.drawText(plate.adjusted(5, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)


def plate_words(seen: SeenObject) -> str:
    """What stands at a box: label, number of the thing, confidence."""
    parts = [seen.label[:_TEXT_CHARS]]
    parts += [f"#{seen.index}"] if seen.index is not None else []
    parts += [f"{seen.confidence:.2f}"] if seen.confidence is not None else []
    return " ".join(parts)
