"""The service's work in the background, below the data; out of sight while there is none."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.amigocloud.model.jobs import JobsModel, JobStage
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label, line
from facespace_desk.widgets.record_table import RecordTable

ROWS_SHOWN = 4


class JobsStrip(QWidget):
    """The jobs of this sitting, the newest first."""

    def __init__(self, jobs: JobsModel, display: Display) -> None:
        super().__init__()
        self._jobs = jobs
        self._words = ElidedLabel("", "caption")
        self._again = button(tr("Ask again"), "quiet", icon_name="refresh-cw")
        self._clear = button(
            tr("Clear", "jobs that have ended"),
            "quiet",
            tip=tr("Take those off the list that have ended"),
        )
        self.table = RecordTable(jobs.table)
        self.table.setAccessibleName(tr("Jobs"))
        self.table.header.set_column_visible("status", False)
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(label(tr("Jobs"), "section"))
        row.addWidget(self._words, 1)
        row.addWidget(self._again)
        row.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line())
        column.addWidget(head)
        column.addWidget(self.table)
        self._again.clicked.connect(jobs.look_again)
        self._clear.clicked.connect(jobs.forget_ended)
        jobs.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        stages = [row.stage for row in self._jobs.table.shown()]
        working = self._jobs.working
        self._words.setText(
            tr_n("{n:,} jobs at work", "{n:,} job at work", working) if working else ""
        )
        self._again.setVisible(JobStage.UNKNOWN in stages)
        self._clear.setVisible(JobStage.DONE in stages or JobStage.FAILED in stages)
        rows = min(max(len(stages), 1), ROWS_SHOWN)
        height = self.table.header.sizeHint().height() + rows * self.table.row_height + 16
        self.table.setFixedHeight(height)
        self.setVisible(bool(stages))
