"""History: the server's log merged with what this desk saw, each row marked with its source."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from facespace_desk.facespace.model.day import DayModel
from facespace_desk.facespace.model.history import HistoryModel, Outcome, Progress, Query
from facespace_desk.facespace.model.rows import HistoryRow
from facespace_desk.facespace.view.history_form import HistoryForm
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.widgets.labels import ElidedLabel
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage

FIRST_SENTENCE: Final = tr("Choose a range to look into the past")
FIRST_HINT: Final = tr("The server's log and what this desk saw are shown together.")


class HistoryPage(QWidget):
    """Signals:

    person_chosen(label, camera, at_ms): a row was chosen.
    sign_in: the operator wants to enter another key.
    """

    person_chosen = Signal(str, str, object)
    sign_in = Signal()

    def __init__(self, model: HistoryModel, day: DayModel, display: Display) -> None:
        super().__init__()
        self._model = model
        self._day = day
        self._before: Outcome | None = None  # the answer that was there when the query began
        self._was_running = False
        self._got_words = ""
        self.form = HistoryForm(display)
        self._empty = empty = nothing_yet(
            FIRST_SENTENCE,
            tr("Look into the last hour"),
            hint=FIRST_HINT,
        )
        empty.pressed.connect(lambda: self.form.ask_preset("hour"))
        self.page = TablePage(model.table, empty, display, frozen_key="at")
        self._banner = StateBanner()
        self._banner.retry.connect(model.ask_again)
        self._banner.sign_in.connect(self.sign_in)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self._words = ElidedLabel(role="caption")
        self._line = QFrame()
        self._line.setProperty("kind", "truth")
        row = QHBoxLayout(self._line)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.form, self._progress, self._banner, self._line):
            column.addWidget(part)
        column.addWidget(self.page, 1)
        self._progress.hide()
        self._line.hide()
        self.form.asked.connect(self._ask)
        self.form.cancelled.connect(model.cancel)
        self.page.chosen.connect(self._choose)
        model.state_changed.connect(self._show_state)
        model.progress_changed.connect(self._show_progress)
        model.answered.connect(self._show_outcome)
        day.cameras_changed.connect(self._offer_cameras)

    def _ask(self, query: Query) -> None:
        self._before = self._model.outcome
        self._got_words = ""
        self._model.ask(query)

    def _offer_cameras(self) -> None:
        if self.isVisible():
            self.form.show_cameras(self._day.cameras)

    def showEvent(self, event: object) -> None:
        self._offer_cameras()

    def _show_state(self, state: LoadState) -> None:
        is_running = self._model.is_running and state.phase is Phase.LOADING
        self.form.show_running(is_running)
        self._progress.setVisible(is_running)
        if is_running and not self._before:
            self._empty.set_sentence(
                tr("Asking the server"), tr("Rows appear when the answer is whole.")
            )
        if self._was_running and not is_running and self._model.outcome is self._before:
            self._show_cancelled()
        self._was_running = is_running
        self._banner.show_state(state if state.error is not None else LoadState.off())

    def _show_progress(self, progress: Progress) -> None:
        """Real units: parts and bytes."""
        total = progress.total_bytes
        if progress.parts > 1:
            self._progress.setRange(0, progress.parts)
            self._progress.setValue(progress.part)
        elif total:
            self._progress.setRange(0, total)
            self._progress.setValue(min(progress.got_bytes, total))
        else:
            self._progress.setRange(0, 0)
        self._got_words = got = size_text(progress.got_bytes)
        if total:
            words = [tr("Asking the server: {got} of {total}", got=got, total=size_text(total))]
        else:
            words = [tr("Asking the server: {got}", got=got)]
        if progress.parts > 1:
            part, parts = progress.part + 1, progress.parts
            words.append(tr("part {part:,} of {parts:,}", part=part, parts=parts))
        words.append(tr_n("{n:,} entries so far", "{n:,} entry so far", progress.rows))
        self._line.show()
        self._words.setText("  ·  ".join(words))

    def _show_cancelled(self) -> None:
        got = self._got_words
        words = tr("Cancelled after {size}", size=got) if got else tr("Cancelled")
        if self._before:
            words = tr("{cancelled}, what is shown is the answer before", cancelled=words)
        else:
            words = tr("{cancelled}, nothing was kept", cancelled=words)
            self._empty.set_sentence(FIRST_SENTENCE, FIRST_HINT)
        self._words.setText(words)

    def _show_outcome(self, outcome: Outcome) -> None:
        words = _outcome_words(outcome)
        self._line.show()
        self._words.setText("  ·  ".join(words))
        if not outcome.rows:
            hint = tr("Neither the server's log nor this desk knows of anybody.")
            self._empty.set_sentence(
                tr("Nobody was reported in this range"), outcome.missing or hint
            )

    def _choose(self, row: HistoryRow) -> None:
        self.person_chosen.emit(row.label, row.camera, row.at_ms)


def _outcome_words(outcome: Outcome) -> list[str]:
    entries = outcome.server_entries
    words = [
        tr_n("{n:,} rows", "{n:,} row", outcome.rows),
        tr_n("{n:,} entries from the server", "{n:,} entry from the server", entries),
    ]
    if outcome.gaps:
        gaps = len(outcome.gaps)
        words.append(
            tr_n("{n:,} gaps in what this desk saw", "{n:,} gap in what this desk saw", gaps)
        )
    if outcome.unreadable:
        words.append(
            tr_n(
                "{n:,} without a readable time, shown as received",
                "{n:,} without a readable time, shown as received",
                outcome.unreadable,
            )
        )
    if outcome.problems:
        words.append(
            tr_n("{n:,} values were no entries", "{n:,} value was no entry", outcome.problems)
        )
    if outcome.missing:
        words.append(outcome.missing)
    return words
