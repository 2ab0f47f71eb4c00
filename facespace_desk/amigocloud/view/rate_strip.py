"""Events of each second of the last minutes, with the times hatched in which nobody listened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facespace_desk.amigocloud.model.rates import KEPT_S
from facespace_desk.language import tr, tr_n
from facespace_desk.widgets import theme
from facespace_desk.widgets.ages import age_text
from facespace_desk.widgets.ticker import VisibleTick

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from facespace_desk.amigocloud.model.link import Link

HEIGHT_PX: Final = 52
_EDGE_PX: Final = 12
_WORDS_PX: Final = 14


class RateStrip(QWidget):
    """The newest second is at the right."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = link
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Events a second"))
        VisibleTick(self, self._refresh)

    @property
    def text(self) -> str:
        """What the picture says, in words."""
        seconds = self._link.rates()
        gaps = len(self._spans())
        minutes = KEPT_S // 60
        words = [
            tr_n(
                "{n:,} events in the last {minutes} minutes",
                "{n:,} event in the last {minutes} minutes",
                sum(seconds),
                minutes=minutes,
            )
        ]
        words += [tr("at most {count:,} a second", count=max(seconds))] if any(seconds) else []
        words += [tr_n("{n:,} gaps", "{n:,} gap", gaps)] if gaps else []
        return "  ·  ".join(words)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT_PX)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("panel"))
        area = QRectF(self.rect()).adjusted(_EDGE_PX, _WORDS_PX + 4, -_EDGE_PX, -4)
        step = area.width() / KEPT_S
        for begin, end in self._spans():
            span = QRectF(
                area.left() + begin * step,
                area.top(),
                max(2.0, (end - begin) * step),
                area.height(),
            )
            painter.fillRect(span, look.colour("raised"))
            painter.fillRect(span, QBrush(look.colour("stale"), Qt.BrushStyle.BDiagPattern))
        seconds = self._link.rates()
        most = max(1, *seconds)
        for place, count in enumerate(seconds):
            if count:
                height = max(1.0, area.height() * count / most)
                bar = QRectF(
                    area.left() + place * step, area.bottom() - height, max(1.0, step - 0.5), height
                )
                painter.fillRect(bar, look.colour("live"))
        painter.setPen(look.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(look.colour("muted"))
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        head = QRectF(_EDGE_PX, 2, self.width() - 2 * _EDGE_PX, _WORDS_PX)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, self.text)
        painter.end()

    def _spans(self) -> list[tuple[float, float]]:
        """Gaps as seconds from the left."""
        now_ms = self._link.now_ms
        first_ms = (now_ms // 1000 - KEPT_S) * 1000
        found = []
        for gap in self._link.gaps:
            end_ms = now_ms if gap.to_ms is None else gap.to_ms
            if end_ms > first_ms:
                begin = max(0.0, (gap.from_ms - first_ms) / 1000)
                found.append((begin, min(float(KEPT_S), (end_ms - first_ms) / 1000)))
        return found

    def _tip(self, x: int) -> str:
        step = (self.width() - 2 * _EDGE_PX) / KEPT_S
        place = int((x - _EDGE_PX) / step) if step > 0 else -1
        if not 0 <= place < KEPT_S:
            return ""
        ago = age_text((KEPT_S - place) * 1000)
        if any(begin <= place <= end for begin, end in self._spans()):
            return tr("{age} ago: nobody listened", age=ago)
        count = self._link.rates()[place]
        if not count:
            return tr("{age} ago: no events in a second", age=ago)
        return tr_n(
            "{age} ago: {n:,} events in a second",
            "{age} ago: {n:,} event in a second",
            count,
            age=ago,
        )

    def _refresh(self) -> None:
        self.setAccessibleDescription(self.text)
        self.update()
