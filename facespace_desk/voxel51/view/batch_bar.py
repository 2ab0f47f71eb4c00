"""What can be done with all jobs that are selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from facespace_desk.voxel51.model.job_states import Act, JobRow
from facespace_desk.voxel51.view.job_commands import label_of, offered, reason_against
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel


class BatchBar(QFrame):
    """Hidden while fewer than two are.

    Signals:
        wanted(Act): do it to them.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self._words = ElidedLabel(role="strong")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(6)
        self._row.addWidget(self._words, 1)
        self._buttons = {act: button(label_of(act)) for act in Act}
        for act, each in self._buttons.items():
            each.clicked.connect(lambda _checked=False, act=act: self.wanted.emit(act))
            self._row.addWidget(each)
        self._buttons[Act.DELETE].setProperty("kind", "danger")
        self.hide()

    def show_rows(self, rows: Sequence[JobRow]) -> None:
        """Offer what can be done with one of these at least."""
        self.setVisible(bool(rows))
        if not rows:
            return
        self._words.setText(f"{len(rows)} jobs selected")
        acts = offered(rows)
        for act, each in self._buttons.items():
            reason = reason_against(act, rows)
            each.setVisible(act in acts)
            each.setEnabled(not reason)
            each.setToolTip(reason)
