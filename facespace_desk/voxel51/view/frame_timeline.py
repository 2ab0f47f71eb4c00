"""The length of a film as a strip: how much is seen where, and which frame it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facespace_desk.voxel51.model.frames import FramePlayer
from facespace_desk.widgets import fonts, theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEIGHT_PX: Final = 52
_EDGE_PX: Final = 12
_FOOT_PX: Final = 16  # for times
_TICK_PX: Final = 90  # between two of them, at least
_NICE_S: Final = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 36_000)


def clock_words(moment_s: float) -> str:
    """ "1:02:03.450"; hours are left out while there are none."""
    whole_ms = round(moment_s * 1000)
    seconds, milli = divmod(whole_ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    head = f"{hours}:{minute:02}" if hours else str(minute)
    return f"{head}:{second:02}.{milli:03}"


class FrameTimeline(QWidget):
    """Follows a FramePlayer.

    Signals:
        wanted(int): the frame that was pressed, or dragged to.
    """

    wanted = Signal(int)

    def __init__(self, player: FramePlayer) -> None:
        super().__init__()
        self._player = player
        self._density: NDArray[np.int64] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Position in the film")
        player.loaded.connect(self._reckon)
        player.filter_changed.connect(self._reckon)
        player.frame_changed.connect(self._moved)
        self._reckon()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT_PX)

    def frame_at(self, x: float) -> int:
        """The frame that stands at *x*."""
        track = self._track()
        share = (x - track.left()) / max(1.0, track.width())
        return min(max(1, round(share * (self._player.count - 1)) + 1), max(1, self._player.count))

    def x_of(self, number: int) -> float:
        """Where frame *number* stands."""
        track, count = self._track(), self._player.count
        return track.left() + track.width() * (number - 1) / max(1, count - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._player.count:
            self.wanted.emit(self.frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._player.count:
            return
        number = self.frame_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.wanted.emit(number)
        QToolTip.showText(event.globalPosition().toPoint(), self._tip(number), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -25,
                 Qt.Key.Key_PageDown: 25}  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.wanted.emit(self._player.number + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, track = theme.current(), self._track()
        painter.fillRect(track, look.colour("raised"))
        self._paint_density(painter, track)
        self._paint_times(painter, track)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(track)
        if self._player.number:
            self._paint_head(painter, track)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(track.adjusted(-2, -2, 2, 2))
        painter.end()

    def _paint_density(self, painter: QPainter, track: QRectF) -> None:
        """A column of pixels each shows the most that any of its frames has."""
        if self._density is None or not len(self._density):
            return
        most = max(1, int(self._density.max()))
        painter.setPen(Qt.PenStyle.NoPen)
        colour = theme.current().colour("accent")
        colour.setAlpha(150)
        columns = max(1, int(track.width()))
        count = len(self._density)
        for column in range(columns):
            first = column * count // columns
            last = max(first + 1, (column + 1) * count // columns)
            value = int(self._density[first:last].max())
            if value:
                height = 2 + (track.height() - 4) * value / most
                bar = QRectF(track.left() + column, track.bottom() - height, 1.0, height)
                painter.fillRect(bar, colour)

    def _paint_times(self, painter: QPainter, track: QRectF) -> None:
        length_s = self._player.time_s(self._player.count)
        if length_s <= 0:
            return
        most = max(1, int(track.width() / _TICK_PX))
        step_s = next((each for each in _NICE_S if length_s / each <= most), _NICE_S[-1])
        painter.setFont(fonts.ui(11))
        painter.setPen(theme.current().colour("muted"))
        for number in range(int(length_s / step_s) + 1):
            x = track.left() + track.width() * (number * step_s) / length_s
            painter.drawLine(QPointF(x, track.bottom()), QPointF(x, track.bottom() + 3))
            words = (
                clock_words(number * step_s).partition(".")[0]
                if step_s >= 1
                else (clock_words(number * step_s)[:-2])
            )
            width = painter.fontMetrics().horizontalAdvance(words) + 2
            left = min(max(track.left() - 4, x - width / 2), self.width() - width - 2)
            place = QRectF(left, track.bottom() + 2, width, _FOOT_PX - 2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_head(self, painter: QPainter, track: QRectF) -> None:
        x, look = self.x_of(self._player.number), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("text"), 2))
        painter.drawLine(QPointF(x, track.top() - 4), QPointF(x, track.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("text"))
        tip = QPointF(x, track.top() + 3)
        painter.drawPolygon(
            QPolygonF([tip, QPointF(x - 5, track.top() - 5), QPointF(x + 5, track.top() - 5)])
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _track(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_EDGE_PX, 7, -_EDGE_PX, -_FOOT_PX)

    def _tip(self, number: int) -> str:
        words = f"frame {number:,}, {clock_words(self._player.time_s(number))}"
        if self._density is None or number > len(self._density):
            return words
        count = int(self._density[number - 1])
        return f"{words}, {count} object{'' if count == 1 else 's'}"

    def _reckon(self) -> None:
        self._density = self._player.density()
        self.update()

    def _moved(self) -> None:
        count, number = self._player.count, self._player.number
        self.setAccessibleDescription(f"frame {number} of {count}")
        self.update()
