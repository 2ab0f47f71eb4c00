"""What went wrong, in a narrow place: the words, and another try."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.model.words import failure_words
from facespace_desk.language import tr
from facespace_desk.modelkit.state import LoadState
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import label


class TroubleLine(QWidget):
    """Out of sight while all is well.

    Signals:
        retry: the operator wants another try.
    """

    retry = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "error", wraps=True, selectable=True)
        again = button(tr("Try again"), "link", icon_name="refresh-cw")
        again.clicked.connect(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 6)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(again)
        self.hide()

    def show_state(self, state: LoadState) -> None:
        """Say what is wrong with *state*, if anything is."""
        error = state.error
        if isinstance(error, AmigoCloudError):
            self._words.setText(failure_words(error))
        self.setVisible(error is not None)
