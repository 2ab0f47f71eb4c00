"""Paints original and result of a photo: one over the other with a line to draw, side by side, or
one in the place of the other."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from facespace_desk.language import tr
from facespace_desk.skylab.fullsize import Level, Pyramid
from facespace_desk.skylab.model.compare import Side
from facespace_desk.skylab.view.checkerboard import checkerboard
from facespace_desk.skylab.view.eye import STEP, Eye, fit_scale
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.icons import icon

GRIP_PX: Final = 10  # so near to the line, it is the line that is dragged
SLIDE_STEP: Final = 0.02
_HANDLE_PX: Final = 28
_GAP_PX: Final = 4
_TURN: Final = 120  # of a wheel, in eighths of a degree
_SIGN_PX: Final = 28


class Way(Enum):
    """How two pictures are compared."""

    SLIDER = "Slider"
    SIDE_BY_SIDE = "Side by side"
    FLICKER = "Flicker"


WAY_WORDS: Final = {
    Way.SLIDER: tr("Slider"),
    Way.SIDE_BY_SIDE: tr("Side by side"),
    Way.FLICKER: tr("Flicker"),
}
_BEFORE: Final = tr("Before", "a picture")
_AFTER: Final = tr("After", "a picture")


class CompareCanvas(QWidget):
    """Both pictures are looked at by one eye: zoom and place are the same in both.

    Signals:
        zoom_changed: another size, or other pictures.
        stepped(int): to the next photo (1) or the one before (-1).
        judged(str): "accepted" or "flagged".
        left: the operator has seen enough.
    """

    zoom_changed = Signal()
    stepped = Signal(int)
    judged = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before: Side = None
        self._after: Side = None
        self._images: dict[int, tuple[Level, QImage]] = {}
        self._way = Way.SLIDER
        self._eye = Eye()
        self._line = 0.5  # of the width
        self._shows_before = False  # the one of two that takes its place
        self._dragged: QPointF | None = None
        self._is_sliding = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Before and after"))

    # what is shown

    @property
    def way(self) -> Way:
        return self._way

    @property
    def eye(self) -> Eye:
        return self._eye

    @property
    def line(self) -> float:
        """Where the slider is, as a share of the width: the original is at its left."""
        return self._line

    @property
    def shows_before(self) -> bool:
        """Of `Way.FLICKER`: whether the original is shown."""
        return self._shows_before

    @property
    def percent(self) -> int | None:
        """How large a pixel of the original is on screen; None without a picture."""
        size = self._size()
        if size is None:
            return None
        scale = fit_scale(size, self._panes()[0]) * self._eye.zoom * self.devicePixelRatioF()
        return round(scale * 100)

    def show_sides(self, before: Side, after: Side, *, is_same_photo: bool) -> None:
        """Show these; another photo is looked at from where the one before was."""
        self._before, self._after = before, after
        levels = {
            id(lv) for each in (before, after) if isinstance(each, Pyramid) for lv in each.levels
        }
        self._images = {key: held for key, held in self._images.items() if key in levels}
        if not is_same_photo:
            self._shows_before = False
        self.update()
        self.zoom_changed.emit()

    def set_way(self, way: Way) -> None:
        """Compare in this way."""
        self._way = way
        self._look_from(self._eye)

    # zoom

    def zoom(self, by: float) -> None:
        """Nearer (above 1) or farther."""
        size = self._size()
        if size is not None:
            pane = self._panes()[0]
            self._look_from(self._eye.zoomed(by, pane.center(), size, pane))

    def fit(self) -> None:
        """Show all of it."""
        self._look_from(Eye())

    def actual_size(self) -> None:
        """A pixel of the original is one of the screen."""
        size = self._size()
        if size is not None:
            pane = self._panes()[0]
            wanted = 1 / (fit_scale(size, pane) * self.devicePixelRatioF())
            self._look_from(self._eye.zoomed(wanted / self._eye.zoom, pane.center(), size, pane))

    def flip(self) -> None:
        """Of `Way.FLICKER`: the other picture."""
        self._shows_before = not self._shows_before
        self.update()

    def slide(self, by: float) -> None:
        """Move the slider by this share of the width."""
        self._line = min(max(self._line + by, 0.0), 1.0)
        self.update()

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self.stepped.emit(-1),
            Qt.Key.Key_Right: lambda: self.stepped.emit(1),
            Qt.Key.Key_BracketLeft: lambda: self.slide(-SLIDE_STEP),
            Qt.Key.Key_BracketRight: lambda: self.slide(SLIDE_STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_1: self.actual_size,
            Qt.Key.Key_Space: self.flip,
            Qt.Key.Key_A: lambda: self.judged.emit("accepted"),
            Qt.Key.Key_F: lambda: self.judged.emit("flagged"),
            Qt.Key.Key_Escape: self.left.emit,
        }
        act = keys.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if act is None or plain:
            super().keyPressEvent(event)
        else:
            act()

    def wheelEvent(self, event: QWheelEvent) -> None:
        size = self._size()
        if size is not None:
            by = STEP ** (event.angleDelta().y() / _TURN)
            pane = self._pane_at(event.position())
            self._look_from(self._eye.zoomed(by, event.position(), size, pane))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._dragged = event.position()
            self._is_sliding = self._is_on_line(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._dragged is None:
            on_line = self._is_on_line(place)
            self.setCursor(
                Qt.CursorShape.SplitHCursor if on_line else Qt.CursorShape.OpenHandCursor
            )
            return
        if self._is_sliding:
            self._line = min(max(place.x() / max(1, self.width()), 0.0), 1.0)
            self.update()
        elif (size := self._size()) is not None:
            pane = self._pane_at(self._dragged)
            self._look_from(self._eye.moved(place - self._dragged, size, pane))
        self._dragged = place

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        self._is_sliding = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._eye.zoom > 1:
            self.fit()
        else:
            self.actual_size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_from(self._eye)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("canvas"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = self._panes()[0], self._panes()[-1]
        if self._way is Way.FLICKER:
            side = self._before if self._shows_before else self._after
            self._paint_side(painter, side, first, first)
            self._paint_title(painter, _BEFORE if self._shows_before else _AFTER, first)
        elif self._way is Way.SIDE_BY_SIDE:
            self._paint_side(painter, self._before, first, first)
            self._paint_side(painter, self._after, last, last)
            self._paint_title(painter, _BEFORE, first)
            self._paint_title(painter, _AFTER, last, is_right=True)
        else:
            self._paint_slider(painter, first)
        if self.hasFocus():
            painter.setPen(QPen(theme.current().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_slider(self, painter: QPainter, pane: QRectF) -> None:
        x = self._line * self.width()
        left, right = QRectF(pane), QRectF(pane)
        left.setRight(x)
        right.setLeft(x)
        self._paint_side(painter, self._before, pane, left)
        self._paint_side(painter, self._after, pane, right)
        painter.setClipRect(left)
        self._paint_title(painter, _BEFORE, pane)
        painter.setClipRect(right)
        self._paint_title(painter, _AFTER, pane, is_right=True)
        painter.setClipping(False)
        look = theme.current()
        painter.fillRect(QRectF(x - 1, 0, 2, self.height()), look.colour("accent"))
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(look.colour("panel"))
        handle = QRectF(0, 0, _HANDLE_PX, _HANDLE_PX)
        handle.moveCenter(QPointF(x, self.height() / 2))
        painter.drawEllipse(handle)
        sign = QRect(0, 0, 14, 14)
        for name, by in (("chevron-left", -5), ("chevron-right", 5)):
            sign.moveCenter(handle.center().toPoint())
            sign.translate(by, 0)
            icon(name, "text").paint(painter, sign)

    def _paint_side(self, painter: QPainter, side: Side, pane: QRectF, clip: QRectF) -> None:
        if clip.isEmpty():
            return
        painter.save()
        painter.setClipRect(clip)
        if isinstance(side, Pyramid):
            self._paint_picture(painter, side, pane, clip)
        else:
            self._paint_words(painter, side, clip)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, picture: Pyramid, pane: QRectF, clip: QRectF
    ) -> None:
        area = self._eye.area(self._size_of(picture), pane)
        shown = area & clip
        if shown.isEmpty():
            return
        level = picture.level_for(area.width() * self.devicePixelRatioF())
        scale_x, scale_y = level.width / area.width(), level.height / area.height()
        part = QRectF(
            (shown.x() - area.x()) * scale_x,
            (shown.y() - area.y()) * scale_y,
            shown.width() * scale_x,
            shown.height() * scale_y,
        )
        if picture.has_alpha:
            painter.setBrushOrigin(area.topLeft())
            painter.fillRect(shown, checkerboard())
        is_smooth = scale_x > 0.5 / self.devicePixelRatioF()  # beyond, one wants to see pixels
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # of edges: it is slow
        painter.drawImage(shown, self._image(level, has_alpha=picture.has_alpha), part)

    def _paint_words(self, painter: QPainter, side: str | None, clip: QRectF) -> None:
        look = theme.current()
        painter.setFont(fonts.ui(13))
        painter.setPen(look.colour("muted"))
        sign = QRect(0, 0, _SIGN_PX, _SIGN_PX)
        sign.moveCenter(clip.center().toPoint())
        sign.translate(0, -_SIGN_PX)
        icon("image" if side is None else "image-off", "muted").paint(painter, sign)
        text = clip.adjusted(16, clip.height() / 2 + 4, -16, -8)
        words = tr("The picture is on its way…") if side is None else side
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(text, int(flags), words)

    def _paint_title(
        self, painter: QPainter, words: str, pane: QRectF, *, is_right: bool = False
    ) -> None:
        look = theme.current()
        painter.setFont(fonts.ui(fonts.CAPTION_PX))
        width = painter.fontMetrics().horizontalAdvance(words) + 16
        chip = QRectF(pane.left() + 10, pane.top() + 10, width, 22)
        if is_right:
            chip.moveRight(pane.right() - 10)
        back = look.colour("panel")
        back.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(look.colour("text"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)

    def _image(self, level: Level, *, has_alpha: bool) -> QImage:
        """Wrapped once; it shares the pixels of *level*."""
        found = self._images.get(id(level))
        if found is None:
            kind = QImage.Format.Format_RGBX8888
            if has_alpha:
                kind = QImage.Format.Format_RGBA8888_Premultiplied
            image = QImage(level.data, level.width, level.height, 4 * level.width, kind)
            found = self._images[id(level)] = (level, image)
        return found[1]

    # where things are

    def _panes(self) -> list[QRectF]:
        whole = QRectF(self.rect())
        if self._way is not Way.SIDE_BY_SIDE:
            return [whole]
        half = (whole.width() - _GAP_PX) / 2
        return [
            QRectF(whole.left(), whole.top(), half, whole.height()),
            QRectF(whole.right() - half, whole.top(), half, whole.height()),
        ]

    def _pane_at(self, place: QPointF) -> QRectF:
        panes = self._panes()
        return panes[-1] if place.x() >= panes[-1].left() else panes[0]

    def _is_on_line(self, place: QPointF) -> bool:
        on_line = abs(place.x() - self._line * self.width()) <= GRIP_PX
        return self._way is Way.SLIDER and on_line

    def _size(self) -> QSizeF | None:
        """Of the original, or of the result where there is no original."""
        for side in (self._before, self._after):
            if isinstance(side, Pyramid):
                return self._size_of(side)
        return None

    @staticmethod
    def _size_of(picture: Pyramid) -> QSizeF:
        return QSizeF(picture.full_width, picture.full_height)

    def _look_from(self, eye: Eye) -> None:
        size = self._size()
        self._eye = eye if size is None else eye.kept_inside(size, self._panes()[0])
        self.update()
        self.zoom_changed.emit()
