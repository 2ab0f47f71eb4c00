"""A batch before, while and after its jobs are made: how many, how large, how fast, and what became
of each."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from facespace_desk.modelkit.sizes import size_text
from facespace_desk.voxel51.model.matrix import (
    DEFAULT_AT_ONCE,
    MOST_AT_ONCE,
    MatrixModel,
    Phase,
    Speed,
)
from facespace_desk.voxel51.model.matrix_columns import RowState
from facespace_desk.voxel51.model.matrix_plan import Planned, totals_of
from facespace_desk.widgets.fields import whole_number
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.record_table import RecordTable

MOST_PER_MINUTE: Final = 600
_TOLD: Final = (
    (RowState.FAILED, "failed"),
    (RowState.UNSURE, "not known"),
    (RowState.REFUSED, "cannot be sent"),
)


def plan_words(plan: tuple[Planned, ...]) -> str:
    """How much this would be: "12 jobs · 340 MB in all, and 2 of a size that is not known"."""
    totals = totals_of(plan)
    words = "1 job" if totals.jobs == 1 else f"{totals.jobs:,} jobs"
    if totals.jobs:
        words += f" · {size_text(totals.known_bytes)} of data to be read"
    if totals.unknown_sizes:
        words += f", and {totals.unknown_sizes:,} of a size that is not known"
    if totals.refused:
        words += f" · {totals.refused:,} cannot be sent"
    return words


class MatrixRun(QWidget):
    """Shows the batch of *model*."""

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self._model = model
        self.totals = label("", "title", wraps=True)
        self.at_once = whole_number(1, MOST_AT_ONCE, "at once")
        self.at_once.setValue(DEFAULT_AT_ONCE)
        self.per_minute = whole_number(0, MOST_PER_MINUTE, "a minute", step=10)
        self.per_minute.setSpecialValueText("as fast as it goes")
        self.per_minute.setMinimumWidth(170)
        self.start = QCheckBox("Start the jobs at once")
        self.fetch = QCheckBox("Download the outputs")
        self.progress = QProgressBar()
        self.words = label("", wraps=True)
        self._waits = label("", "warning", wraps=True)
        self.table = RecordTable(model.table)
        self._lay_out()
        model.changed.connect(self._show)
        self._show()

    @property
    def speed(self) -> Speed:
        return Speed(at_once=self.at_once.value(), per_minute=self.per_minute.value())

    def _lay_out(self) -> None:
        self.at_once.setAccessibleName("Requests at once")
        self.per_minute.setAccessibleName("Jobs a minute")
        self.progress.setTextVisible(False)
        speed = QHBoxLayout()
        speed.setSpacing(12)
        speed.addWidget(label("Speed", "muted"))
        speed.addWidget(self.at_once)
        speed.addWidget(self.per_minute)
        speed.addSpacing(12)
        speed.addWidget(self.start)
        speed.addWidget(self.fetch)
        speed.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.totals)
        column.addLayout(speed)
        column.addWidget(self.progress)
        column.addWidget(self.words)
        column.addWidget(self._waits)
        column.addWidget(self.table, 1)
        self.table.header.set_column_visible("name", False)

    def _show(self) -> None:
        model = self._model
        refused = model.count(RowState.REFUSED)
        wanted = model.total - refused
        ended = model.count(RowState.MADE, RowState.FAILED, RowState.UNSURE)
        self.progress.setRange(0, max(1, wanted))
        self.progress.setValue(ended)
        has_begun = model.phase not in {Phase.EMPTY, Phase.PLANNED}
        self.progress.setVisible(has_begun)
        self.words.setText(self._counts(wanted) if has_begun else "Nothing is sent yet.")
        self._waits.setText(model.words)
        self._waits.setVisible(bool(model.words))
        for widget in (self.at_once, self.per_minute):
            widget.setEnabled(not model.is_running)
        self.start.setEnabled(not has_begun)
        self.fetch.setEnabled(not has_begun)

    def _counts(self, wanted: int) -> str:
        """What was done, whatever comes: "7 of 12 made · 1 failed · stopped"."""
        model = self._model
        words = [f"{model.count(RowState.MADE):,} of {wanted:,} made"]
        words += [f"{model.count(state):,} {word}" for state, word in _TOLD if model.count(state)]
        return " · ".join([*words, model.phase.value])
