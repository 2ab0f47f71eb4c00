"""The entry of the status bar: how many files are carried, with a line that grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from facespace_desk.language import tr
from facespace_desk.transfers.rows import ATTENTION, count_text, left_text, speed_text
from facespace_desk.widgets import theme
from facespace_desk.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facespace_desk.transfers.holding import Hold
    from facespace_desk.transfers.tally import Totals

LINE_PX: Final = 2


class StatusEntry(QPushButton):
    """Says "transfers 3/120" while there are any; a click leads to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._share = 0.0
        self._tone = "accent"
        self.hide()

    def show_totals(self, totals: Totals, holds: Sequence[Hold] = ()) -> None:
        """Say how the transfers stand, and why nothing begins; nothing when there are none."""
        self._share = totals.share
        self._tone = _tone(totals)
        failed = totals.count("failed")
        said = [tr("transfers {done:,}/{files:,}", done=totals.done, files=totals.files)]
        said += [count_text("failed", failed)] if failed else []
        self.setText(" · ".join([*said, *(hold.short for hold in holds)]))
        words = ", ".join(totals_words(totals))
        why = [hold.words for hold in holds]
        self.setToolTip(plain_tip("\n".join([words, *why, tr("Click to see them")])))
        self.setAccessibleName(" ".join([tr("Transfers: {state}", state=words), *why]))
        self.setVisible(totals.files > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        room = QRectF(6, self.height() - LINE_PX - 1, self.width() - 12, LINE_PX)
        painter = QPainter(self)
        painter.fillRect(room, look.colour("line"))
        room.setWidth(room.width() * self._share)
        painter.fillRect(room, look.colour(self._tone))
        painter.end()


def totals_words(totals: Totals) -> list[str]:
    """How the transfers stand, in parts: "3 of 120 files", "8.3 MB/s", "2 min left", ..."""
    parts = [totals.done_words]
    if totals.count("running"):
        parts.append(speed_text(totals.bytes_per_s))
    if totals.left_s is not None:
        parts.append(tr("{time} left", time=left_text(totals.left_s)))
    for state in ATTENTION:
        if count := totals.states.get(state, 0):
            parts.append(count_text(state, count))
    return parts


def _tone(totals: Totals) -> str:
    if totals.count("failed"):
        return "bad"
    if totals.to_go and not totals.count("running", "queued"):
        return "warn" if totals.count("waiting") else "stale"
    return "accent" if totals.to_go else "live"
