"""The first question when somebody connects: which service?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facespace_desk.shell.choice import Choice
from facespace_desk.shell.service_entry import ServiceEntry
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog

_COLUMNS = 3
_CHOICE_PX = (280, 170)


class ServiceChoice(DeskDialog):
    """One large button for each service.

    Signals:
        chosen: id (str) of the service; the dialog has closed.
    """

    chosen = Signal(str)

    def __init__(self, services: Sequence[ServiceEntry], parent: QWidget | None = None) -> None:
        super().__init__(
            "Connect to a server",
            parent,
            sentence="Which service does it offer? Others can join the same profile later.",
        )
        grid = QGridLayout()
        grid.setSpacing(12)
        for index, entry in enumerate(services):
            choice = Choice(entry.icon, entry.title, entry.sentence, size_px=_CHOICE_PX)
            choice.clicked.connect(partial(self._choose, entry.id))
            grid.addWidget(choice, index // _COLUMNS, index % _COLUMNS)
        self.body.addLayout(grid)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self.add_button(cancel)

    def _choose(self, service_id: str) -> None:
        self.accept()
        self.chosen.emit(service_id)
