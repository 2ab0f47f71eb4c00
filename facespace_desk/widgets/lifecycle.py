"""The way of a job as a strip: where it is, what lies behind it, what is still to come."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facespace_desk.modelkit.lifecycle import Step, StepState
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.shapes import paint_shape

HEIGHT_PX: Final = 58
_DOT_PX: Final = 14
_TOP_PX: Final = 8
_TITLE_PX: Final = 16
_LOOKS: Final = {  # shape and colour of the mark, colour of the title
    StepState.PAST: ("disc", "live", "muted"),
    StepState.NOW: ("half", "accent", "text"),
    StepState.AHEAD: ("ring", "muted", "muted"),
    StepState.BAD: ("cross", "bad", "bad"),
}


class LifecycleStrip(QWidget):
    """Paints steps from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("How far the job is")

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is painted."""
        return self._steps

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Paint *steps*."""
        if steps != self._steps:
            self._steps = steps
            words = (f"{step.title}: {step.state.value} {step.note}".strip() for step in steps)
            self.setAccessibleDescription(", ".join(words))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self._steps)
        for number, step in enumerate(self._steps):
            middle = (number + 0.5) * width
            if number:
                self._paint_line(painter, middle - width, middle, step)
        for number, step in enumerate(self._steps):
            self._paint_step(painter, number * width, width, step)
        painter.end()

    def _paint_line(self, painter: QPainter, left: float, right: float, step: Step) -> None:
        is_behind = step.state is not StepState.AHEAD
        token = "live" if is_behind and step.state is not StepState.BAD else "line"
        y, gap = _TOP_PX + _DOT_PX / 2, _DOT_PX / 2 + 3
        painter.setPen(QPen(theme.current().colour(token), 2))
        painter.drawLine(QPointF(left + gap, y), QPointF(right - gap, y))

    def _paint_step(self, painter: QPainter, left: float, width: float, step: Step) -> None:
        shape, mark, words = _LOOKS[step.state]
        look = theme.current()
        dot = QRectF(left + (width - _DOT_PX) / 2, _TOP_PX, _DOT_PX, _DOT_PX)
        paint_shape(painter, dot, shape, look.colour(mark))
        is_now = step.state in (StepState.NOW, StepState.BAD)
        painter.setFont(fonts.ui(fonts.CAPTION_PX, _BOLD if is_now else _NORMAL))
        painter.setPen(look.colour(words))
        place = QRectF(left, _TOP_PX + _DOT_PX + 2, width, _TITLE_PX)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, step.title)
        if step.note:
            painter.setFont(fonts.ui(11))
            painter.setPen(look.colour("muted"))
            whole = QRectF(place.translated(0, _TITLE_PX - 1))
            room = painter.fontMetrics().horizontalAdvance(step.note) + 4
            whole.setLeft(min(max(0.0, whole.center().x() - room / 2), self.width() - room))
            whole.setWidth(room)
            painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, step.note)


_BOLD: Final = QFont.Weight.DemiBold
_NORMAL: Final = QFont.Weight.Normal
