"""The board: who is here now and where, and who was last seen when (features.md L12)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from facespace_desk.facespace.model.day import DayModel
from facespace_desk.facespace.model.rows import PersonRow
from facespace_desk.facespace.view.table_page import TablePage
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.ticker import VisibleTick

MINUTE_MS: Final = 60_000
WINDOWS: Final = (
    ("at this moment", None),
    ("within 5 min", 5 * MINUTE_MS),
    ("within 15 min", 15 * MINUTE_MS),
    ("within 1 h", 60 * MINUTE_MS),
)
SHOWN: Final = ("Everybody", "Here now", "Not seen for 15 min", "Not seen for 1 h")
_NOT_SEEN_MS: Final = {2: 15 * MINUTE_MS, 3: 60 * MINUTE_MS}


class BoardPage(QWidget):
    """Signals:

    person_chosen(label, camera, first_ms): a row was chosen; first_ms is always None.
    """

    person_chosen = Signal(str, str, object)

    def __init__(self, model: DayModel, display: Display) -> None:
        super().__init__()
        self._model = model
        self.page = TablePage(
            model.people,
            nothing_yet(
                "Nobody is known of the last 24 hours",
                hint="The board fills from the server's log and the live feed.",
            ),
            display,
            frozen_key="person",
        )
        self._shown = QComboBox()
        self._shown.addItems(list(SHOWN))
        self._shown.setAccessibleName("Who is shown")
        self._window = QComboBox()
        self._window.setAccessibleName("Who counts as here")
        for title, window_ms in WINDOWS:
            self._window.addItem(title, window_ms)
        self.page.add_tools(self._shown, label("here means", "muted"), self._window)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._shown.activated.connect(self._apply)
        self._window.activated.connect(self._set_window)
        self.page.chosen.connect(self._choose)
        VisibleTick(self, self._age)

    def _apply(self, number: int) -> None:
        """The choice is a filter like any other: it can be seen and changed as a chip."""
        if number == 0:
            self.page.clear_filter()
        elif number == 1:
            self.page.set_filter(Filter((Chip("here", Op.EMPTY, negated=True),)))
        else:
            limit_ms = wall_ms() - _NOT_SEEN_MS[number]
            self.page.set_filter(Filter((Chip("last", Op.LESS, self._model.typed(limit_ms)),)))

    def _set_window(self) -> None:
        self._model.set_window(self._window.currentData())

    def _age(self) -> None:
        """ "3 min ago" ages by itself; rows do not move for it."""
        self.page.table.viewport().update()

    def _choose(self, row: PersonRow) -> None:
        self.person_chosen.emit(row.label, row.camera, None)
