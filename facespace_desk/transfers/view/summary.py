"""The line above a list of transfers: the sums, and what asks for attention."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.store.transfers import State
from facespace_desk.transfers.holding import Hold
from facespace_desk.transfers.rows import count_text, left_text, speed_text
from facespace_desk.transfers.tally import Totals
from facespace_desk.transfers.view.progress_cell import paint_bar
from facespace_desk.widgets import theme
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label, restyle

_SEPARATOR: Final = "  ·  "
_LINK_TIPS: Final[dict[State, str]] = {
    "waiting": tr("Show only the files that wait"),
    "paused": tr("Show only the paused files"),
    "failed": tr("Show only the files that failed"),
}
_BAR: Final = QSize(140, 6)


class SummaryLine(QFrame):
    """Shows `Totals`.

    Signals:
        state_chosen(str): the operator wants to see the files in this state.
    """

    state_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "truth")
        self._bar = _Bar()
        self._files = label("", "strong")
        self._rest = ElidedLabel(role="muted")
        self._links = {state: button("", "link", tip=tip) for state, tip in _LINK_TIPS.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(10)
        row.addWidget(self._bar)
        row.addWidget(self._files)
        row.addWidget(self._rest, 1)
        for state, link in self._links.items():
            link.clicked.connect(lambda _checked=False, state=state: self.state_chosen.emit(state))
            row.addWidget(link)
        self.setFixedHeight(30)
        self.show_totals(Totals(), is_stopping=False)

    @property
    def text(self) -> str:
        """All that it says."""
        links = [link.text() for link in self._links.values() if not link.isHidden()]
        return _SEPARATOR.join(filter(None, [self._files.text(), self._rest.text(), *links]))

    def show_totals(self, totals: Totals, *, is_stopping: bool, quits: bool = False) -> None:
        """Say how the files stand; *is_stopping*: no other one begins; *quits*: after the last."""
        self._files.setText(totals.done_words)
        self._rest.setText(_SEPARATOR.join(_parts(totals, is_stopping, quits)))
        self._bar.show_share(totals.share, "accent" if totals.to_go else "live")
        for state, link in self._links.items():
            count = totals.states.get(state, 0)
            link.setVisible(count > 0)
            link.setText(count_text(state, count))


class HoldBanner(QFrame):
    """Says why nothing of a service, or nothing at all, begins; hidden when nothing is held.

    Signals:
        go_on_pressed: the operator has seen to it.
    """

    go_on_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        restyle(self, "tone", "warn")
        self._words = ElidedLabel()
        self._go_on = button(tr("Go on"), "plain", icon_name="play")
        self._go_on.clicked.connect(self.go_on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self._go_on)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def show_holds(self, holds: dict[str, str], of_queue: Collection[Hold] = ()) -> None:
        """By service, why nothing of it begins, and why nothing of the whole queue does."""
        said = [
            tr("Nothing of {service} is carried: {why}", service=service, why=why)
            for service, why in holds.items()
        ]
        said += [each.words for each in of_queue]
        self._words.setText("  ".join(said))
        self._go_on.setVisible(bool(holds) or any(each.needs_operator for each in of_queue))
        self.setVisible(bool(said))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._tone = "accent"
        self.setFixedSize(_BAR)

    def show_share(self, share: float, tone: str) -> None:
        self._share, self._tone = share, tone
        self.setAccessibleName(tr("{share:.0%} carried", share=share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = theme.current().colour(self._tone)
        paint_bar(painter, QRectF(self.rect()), self._share, colour)
        painter.end()


def _parts(totals: Totals, is_stopping: bool, quits: bool) -> list[str]:
    parts = []
    if totals.bytes_all:
        parts.append(
            tr(
                "{done} of {size}",
                done=size_text(totals.bytes_done),
                size=size_text(totals.bytes_all),
            )
        )
    if totals.count("running"):
        parts.append(speed_text(totals.bytes_per_s))
    if totals.left_s is not None:
        parts.append(tr("{time} left", time=left_text(totals.left_s)))
    if is_stopping:
        parts.append(tr("stopping after those under way"))
    if quits:
        parts.append(tr("quits when all is done"))
    return parts
