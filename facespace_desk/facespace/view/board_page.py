"""The board: who is here now and where, and who was last seen when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from facespace_desk.facespace.model.day import DayModel
from facespace_desk.facespace.model.rows import PersonRow
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.ticker import VisibleTick

MINUTE_MS: Final = 60_000
WINDOWS: Final = (
    (tr("at this moment"), None),
    (tr("within 5 min"), 5 * MINUTE_MS),
    (tr("within 15 min"), 15 * MINUTE_MS),
    (tr("within 1 h"), 60 * MINUTE_MS),
)
SHOWN: Final = (tr("Everybody"), tr("Here now"), tr("Not seen for 15 min"), tr("Not seen for 1 h"))
RENEW_MS: Final = 15_000
_NOT_SEEN_MS: Final = {2: 15 * MINUTE_MS, 3: 60 * MINUTE_MS}


class BoardPage(QWidget):
    """Signals:

    person_chosen(label, camera, first_ms): a row was chosen; first_ms is always None.
    """

    person_chosen = Signal(str, str, object)

    def __init__(self, model: DayModel, display: Display) -> None:
        super().__init__()
        self._model = model
        self._chip: Chip | None = None  # the one that stands for what is chosen here
        self._applied_ms = 0
        # Who is here stands on top; names, unlike ages, do not change places by themselves.
        model.people.set_sorting((("here", True), ("person", False)))
        self.page = TablePage(
            model.people,
            nothing_yet(
                tr("Nobody is known of the last 24 hours"),
                hint=tr("The board fills from the server's log and the live feed."),
            ),
            display,
            frozen_key="person",
        )
        self._shown = QComboBox()
        self._shown.addItems(list(SHOWN))
        self._shown.setAccessibleName(tr("Who is shown"))
        self._window = QComboBox()
        self._window.setAccessibleName(tr("Who counts as here"))
        for title, window_ms in WINDOWS:
            self._window.addItem(title, window_ms)
        between = label(tr("here means"), "muted")
        between.setFixedHeight(self._window.sizeHint().height())  # on a line with the boxes
        self.page.add_tools(self._shown, between, self._window)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._shown.activated.connect(self._apply)
        self._window.activated.connect(self._set_window)
        self.page.chosen.connect(self._choose)
        model.people.filter_changed.connect(self._show_choice)
        display.changed.connect(self._renew)
        VisibleTick(self, self._age)

    def _apply(self, number: int) -> None:
        """The choice is a filter like any other: it can be seen and changed as a chip."""
        spec = self._model.people.filter or Filter()
        chips = tuple(chip for chip in spec.chips if chip != self._chip)
        self._applied_ms = wall_ms()
        self._chip = self._chip_for(number)
        if self._chip is not None:
            chips = (*chips, self._chip)
        self.page.set_filter(Filter(chips, spec.match, spec.groups) if chips else None)

    def _chip_for(self, number: int) -> Chip | None:
        if number in _NOT_SEEN_MS:
            limit_ms = self._applied_ms - _NOT_SEEN_MS[number]
            return Chip("last", Op.LESS, self._model.typed(limit_ms))
        return Chip("here", Op.EMPTY, negated=True) if number == 1 else None

    def _show_choice(self, spec: Filter | None) -> None:
        """Somebody took the chip away: the choice is not in force any more."""
        if self._chip is not None and (spec is None or self._chip not in spec.chips):
            self._chip = None
            self._shown.setCurrentIndex(0)

    def _renew(self) -> None:
        """ "Not seen for" means until now, in the zone in force; so does a filter over ages."""
        number = self._shown.currentIndex()
        self._applied_ms = wall_ms()
        if number in _NOT_SEEN_MS and not self.page.filter_bar.text.text():
            self._apply(number)
        elif self._model.people.filter is not None:
            self.page.set_filter(self._model.people.filter)

    def _set_window(self) -> None:
        self._model.set_window(self._window.currentData())

    def _age(self) -> None:
        """ "3 min ago" ages by itself; rows do not move for it."""
        self.page.table.viewport().update()
        if wall_ms() - self._applied_ms >= RENEW_MS:
            self._renew()

    def _choose(self, row: PersonRow) -> None:
        self.person_chosen.emit(row.label, row.camera, None)
