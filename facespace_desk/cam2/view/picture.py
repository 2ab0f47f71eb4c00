"""A camera's picture on the screen, with its time and age below it, in the same dark frame.

It is painted and that is all: no menu, no drag, no drop, no copy and no file (terms of CAM2). Words
stand beside the picture, for owners write their notices upon it; only a trouble covers its top.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from facespace_desk.cam2.model.preview import PreviewState
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.net.errors import ErrorKind, explain
from facespace_desk.pictures.raster import RGB, Raster
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.ages import age_text
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.ticker import VisibleTick

SHAPE: Final = 0.72  # height to width: between 3:4 and 9:16, and room for a line of words
OLD_MS: Final = 60_000  # an age worth a colour
_FOOT_PX: Final = 24
_EDGE_PX: Final = 8
_CORNER_PX: Final = 6
_ICON_PX: Final = 28
_ICONS: Final = {ErrorKind.BLOCKED: "lock", ErrorKind.LOGIN_WANTED: "lock"}


class PictureView(QWidget):
    """Shows one PreviewState as a whole: nothing yet, waiting, the picture, the trouble."""

    def __init__(self, display: Display, *, invitation: str = "", has_title: bool = False) -> None:
        """*invitation* is said while nobody has asked for the picture. With *has_title* the place
        is written upon it."""
        super().__init__()
        self._display = display
        self._invitation = invitation
        self._title = ""
        self._has_title = has_title
        self._state = PreviewState()
        self._image = QImage()  # looks into the raster's bytes: `_state` holds on to them
        self._scaled = QImage()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(not has_title)
        self.setSizePolicy(policy)
        self.setMinimumHeight(120)
        display.changed.connect(self._say)
        VisibleTick(self, self._say)

    @property
    def state(self) -> PreviewState:
        """What is shown."""
        return self._state

    @property
    def text(self) -> str:
        """All that is said upon and instead of the picture, a line each."""
        if self._state.still is not None:
            lines = [*self._foot(), self._trouble()]
        else:
            lines = [self._title, *self._message()]
        return "\n".join(line for line in lines if line)

    def show_state(self, state: PreviewState, title: str = "") -> None:
        """Show *state*; *title* says which camera it is."""
        before, self._state, self._title = self._state.still, state, title
        if state.still is not before:
            self._image = QImage() if state.still is None else _image_of(state.still.raster)
            self._scaled = QImage()
        self._say()

    def hasHeightForWidth(self) -> bool:
        return not self._has_title

    def heightForWidth(self, width: int) -> int:
        return round(width * SHAPE)

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(
            theme.DARK.colour("canvas") if self._has_picture else look.colour("raised")
        )
        painter.drawRoundedRect(frame, _CORNER_PX, _CORNER_PX)
        if self._has_picture:
            self._paint_picture(painter)
            self._paint_foot(painter)
            self._paint_head(painter)
        else:
            self._paint_message(painter)
            if self._has_title:
                self._write(painter, self._head_area, self._title, look.colour("muted"))
        painter.end()

    @property
    def _has_picture(self) -> bool:
        return not self._image.isNull()

    @property
    def _head_area(self) -> QRect:
        return QRect(_EDGE_PX, 0, self.width() - 2 * _EDGE_PX, _FOOT_PX)

    def _say(self) -> None:
        """Write the words anew, for eyes and for screen readers."""
        self.setAccessibleDescription(self.text)
        self.update()

    def _message(self) -> list[str]:
        """What stands where there is no picture."""
        state = self._state
        if state.is_loading:
            return [tr("Fetching the picture … {waited}", waited=self._waited())]
        if state.error is not None:
            words = explain(state.error)
            return [words.happened, words.cause, words.remedy]
        if state.camera is None:
            return []
        return [self._invitation]

    def _waited(self) -> str:
        began_ms = self._state.began_ms
        return "" if began_ms is None else f"{max(0, wall_ms() - began_ms) // 1000} s"

    def _trouble(self) -> str:
        """Why the picture is no newer one."""
        state = self._state
        if state.is_loading:
            return tr("Fetching … {waited}", waited=self._waited())
        if state.error is None:
            return ""
        return tr("No newer one: {reason}", reason=state.error.message)

    def _foot(self) -> tuple[str, str]:
        """Which camera it is, when it was fetched, and how old that is."""
        still = self._state.still
        if still is None:
            return "", ""
        clock = self._display.clock_text(still.fetched_ms)
        taken = f"{clock} {self._display.zone_label.partition(',')[0]}"
        if self._has_title:
            taken = f"{self._title} · {taken}"
        return taken, tr("{age} old", age=age_text(wall_ms() - still.fetched_ms))

    def _paint_picture(self, painter: QPainter) -> None:
        scale = self.devicePixelRatioF()
        frame = self.rect().adjusted(1, 1, -1, -_FOOT_PX)
        room = frame.size() * scale
        wanted = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if self._image.width() < wanted.width() / 3:  # a thumbnail would only get coarser
            wanted = self._image.size() * 3
        if self._scaled.size() != wanted:
            self._scaled = self._image.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        area = QRectF(0, 0, wanted.width() / scale, wanted.height() / scale)
        area.moveCenter(QRectF(frame).center())
        painter.drawImage(area, self._scaled)

    def _paint_foot(self, painter: QPainter) -> None:
        area = QRect(_EDGE_PX, self.height() - _FOOT_PX, self._head_area.width(), _FOOT_PX)
        taken, age = self._foot()
        still = self._state.still
        is_old = still is not None and wall_ms() - still.fetched_ms >= OLD_MS
        tone = "warn" if is_old or self._state.error is not None else "text"
        age_px = QFontMetrics(fonts.ui(fonts.CAPTION_PX)).horizontalAdvance(age) + _EDGE_PX
        beside = QStyle.visualRect(self.layoutDirection(), area, area.adjusted(0, 0, -age_px, 0))
        self._write(painter, beside, taken, theme.DARK.colour("text"))
        self._write(painter, area, age, theme.DARK.colour(tone), is_right=True)

    def _paint_head(self, painter: QPainter) -> None:
        trouble = self._trouble()
        if trouble:
            _paint_scrim(painter, QRect(1, 1, self.width() - 2, _FOOT_PX))
            tone = "text" if self._state.is_loading else "bad"
            self._write(painter, self._head_area, trouble, theme.DARK.colour(tone))

    def _write(
        self, painter: QPainter, area: QRect, text: str, colour: QColor, *, is_right: bool = False
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(fonts.ui(fonts.CAPTION_PX))
        painter.setPen(colour)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, cut)

    def _paint_message(self, painter: QPainter) -> None:
        """An icon and up to three sentences in the middle; the last ones go where room is short."""
        lines = self._message()
        look = theme.current()
        wraps = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        width = self.width() - 4 * _EDGE_PX
        room = self.height() - 2 * _EDGE_PX - (_FOOT_PX if self._has_title else 0)
        blocks: list[tuple[str, QRect]] = []
        used = _ICON_PX + _EDGE_PX
        for number, line in enumerate(lines):
            painter.setFont(_font(number))
            area = painter.boundingRect(0, 0, width, 1000, wraps, line)
            if number and used + area.height() > room:
                break
            blocks.append((line, area))
            used += area.height() + 4
        top = max(_EDGE_PX, (self.height() - used) // 2)
        drawing = QRect((self.width() - _ICON_PX) // 2, top, _ICON_PX, _ICON_PX)
        icon(self._icon_name, "muted").paint(painter, drawing)
        top += _ICON_PX + _EDGE_PX
        for number, (line, area) in enumerate(blocks):
            painter.setFont(_font(number))
            painter.setPen(look.colour("muted" if number else "text"))
            painter.drawText(QRect(2 * _EDGE_PX, top, width, area.height()), wraps, line)
            top += area.height() + 4

    @property
    def _icon_name(self) -> str:
        error = self._state.error
        if self._state.is_loading or error is None:
            return "image"
        return _ICONS.get(error.kind, "image-off")


def _font(number: int) -> QFont:
    return fonts.ui() if number == 0 else fonts.ui(fonts.CAPTION_PX)


def _image_of(raster: Raster) -> QImage:
    """The pixels as an image; the bytes are not copied."""
    kind = QImage.Format.Format_RGB888 if raster.channels == RGB else QImage.Format.Format_RGBA8888
    return QImage(raster.data, raster.width, raster.height, raster.stride, kind)


def _paint_scrim(painter: QPainter, area: QRect) -> None:
    """Darken the picture where words stand upon it, so that they can be read on any picture."""
    dark = theme.DARK.colour("canvas")
    shade = QLinearGradient(area.topLeft(), area.bottomLeft())
    for place, alpha in ((0.0, 235), (0.7, 190), (1.0, 150)):
        dark.setAlpha(alpha)
        shade.setColorAt(place, dark)
    painter.fillRect(area, shade)
