"""The list of profiles, with what can be begun from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.skylab.model.profile_columns import HIDDEN_AT_FIRST
from facespace_desk.skylab.records import Profile
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.table_page import TablePage


class ProfileList(QWidget):
    """Signals:

    chosen: the operator moved to a profile; see `current`.
    new_wanted: begin a profile with nothing switched on.
    copy_wanted(Profile): begin one like this.
    difference_wanted(Profile, Profile): say what differs between these two.
    """

    chosen = Signal()
    new_wanted = Signal()
    copy_wanted = Signal(object)
    difference_wanted = Signal(object, object)

    def __init__(self, model: RecordTableModel[Profile], display: Display) -> None:
        super().__init__()
        self._model = model
        self._is_open = True
        self._unknown = EmptyPage("layers", "")
        empty = EmptyPage("layers", tr("The account has no profile"), tr("New profile"))
        self.page = TablePage(model, empty, display, frozen_key="name")
        for key in HIDDEN_AT_FIRST:
            self.page.table.header.set_column_visible(key, False)
        self._stack = QStackedWidget()
        self._new = button(
            tr("New"), icon_name="plus", tip=tr("A profile with nothing switched on")
        )
        self._copy = button(
            tr("Copy"), icon_name="copy", tip=tr("A new profile like the chosen one")
        )
        self._two = button(tr("Differences"), tip=tr("What differs between two chosen profiles"))
        self._lay_out()
        empty.pressed.connect(self.new_wanted)
        self._new.clicked.connect(self.new_wanted)
        self._copy.clicked.connect(lambda: self.copy_wanted.emit(self.current()))
        self._two.clicked.connect(self._want_difference)
        self.page.chosen.connect(lambda _: self.chosen.emit())
        self.page.table.selectionModel().selectionChanged.connect(self._show_tools)
        model.counts_changed.connect(self._show_tools)
        self._show_tools()

    def current(self) -> Profile | None:
        """The profile that the operator went to."""
        found = self.page.current()
        return found if isinstance(found, Profile) else None

    def go_to(self, profile_id: int) -> None:
        """Select this profile, if it is among those shown."""
        for row in range(self._model.rowCount()):
            if self._model.record_at(row).id == profile_id:
                self.page.table.go_to_row(row)

    def set_open(self, is_open: bool) -> None:
        """Whether another profile may be chosen or begun."""
        self._is_open = is_open
        self.page.setEnabled(is_open)
        self._show_tools()

    def show_state(self, state: LoadState) -> None:
        """How the list stands; before it was read once, no rows are no news."""
        sentence = (
            tr("The profiles could not be read") if state.error else tr("Reading the profiles…")
        )
        self._unknown.set_sentence(sentence)
        self._stack.setCurrentWidget(self._unknown if state.updated_ms is None else self.page)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for tool in (self._new, self._copy, self._two):
            tools.addWidget(tool)
        tools.addStretch(1)
        self._stack.addWidget(self._unknown)
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def _show_tools(self) -> None:
        self._new.setEnabled(self._is_open)
        self._copy.setEnabled(self._is_open and self.current() is not None)
        self._two.setEnabled(self._is_open and self.page.table.selected_count() == 2)

    def _want_difference(self) -> None:
        one, other = self.page.table.selected_records()
        self.difference_wanted.emit(one, other)
