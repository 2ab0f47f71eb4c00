"""A table with what belongs to it: filter, count, export, and words where rows are missing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filter_shelf import FilterShelf
from facespace_desk.modelkit.filters import (
    Chip,
    Filter,
    FilterError,
    Op,
    chip_words,
    from_json,
    to_json,
    without_name,
)
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.filter_bar import FilterBar
from facespace_desk.widgets.newest_pill import NewestPill
from facespace_desk.widgets.pages import EmptyPage, no_match
from facespace_desk.widgets.record_table import RecordTable

FILES: Final = "Filters (*.json)"
FILE_BYTES: Final = 1 << 20


class TablePage(QWidget):
    """Signals:

    chosen(record): the operator moved to a row.
    opened(record): Enter or a double click on a row.
    export_wanted: the shown rows shall become a file.
    trouble(str): what the operator asked for did not work, in words.
    """

    chosen = Signal(object)
    opened = Signal(object)
    export_wanted = Signal()
    trouble = Signal(str)

    def __init__(
        self,
        model: RecordTableModel[Any],
        empty: EmptyPage,
        display: Display,
        *,
        frozen_key: str | None = None,
        table: RecordTable | None = None,
    ) -> None:
        """*table* is one that does more than others; without it, the page makes its own."""
        super().__init__()
        self.model = model
        self._display = display
        self.table = table or RecordTable(model, frozen_key=frozen_key)
        self.pill = NewestPill(self.table)
        self.filter_bar = FilterBar(model, display=display)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self._shelf: FilterShelf | None = None
        self._empty = empty
        self._no_match = no_match("No row matches the filter")
        self._no_match.pressed.connect(self.clear_filter)
        self._export = tool_button("download", "Export the rows shown (Ctrl+E)", text="Export")
        self._export.clicked.connect(self.export_wanted)
        self._stack = QStackedWidget()
        for page in (self.table, self._empty, self._no_match):
            self._stack.addWidget(page)
        self._lay_out()
        self.filter_bar.to_file_wanted.connect(self._ask_where_to_write)
        self.filter_bar.from_file_wanted.connect(self._ask_what_to_read)
        model.counts_changed.connect(self._show_counts)
        model.blamed.connect(self._blame)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(self._choose_selected)
        self.table.clicked.connect(self._choose)
        self.table.activated.connect(self._open)
        self._show_counts(model.shown_count, model.held_count, False)

    def use_shelf(self, shelf: FilterShelf) -> None:
        """Keep this table's filters on *shelf*, and offer those that are there."""
        self.filter_bar.save_wanted.connect(shelf.keep)
        self.filter_bar.forget_wanted.connect(shelf.forget)
        self._shelf = shelf
        shelf.changed.connect(self._show_saved)  # bound: a shelf may outlive the page
        self._show_saved()

    def set_filter(self, spec: Filter | None) -> None:
        """Filter by *spec*, and show its chips."""
        self.model.set_filter(spec)

    def filter_to(self, column: str, text: str) -> None:
        """Show only rows whose *column* is *text*, besides the filter in force."""
        spec = self.model.filter or Filter()
        chips = tuple(chip for chip in spec.chips if chip.column != column)
        self.set_filter(Filter((*chips, Chip(column, Op.EQUALS, text)), spec.match, spec.groups))

    def clear_filter(self) -> None:
        """Show every row."""
        self.set_filter(None)

    def add_tools(self, *tools: QWidget) -> None:
        """Put *tools* before the filter, for the eye and for the Tab key."""
        bar = self.filter_bar
        for tool in tools:
            self.tools.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        stops = (*tools, bar.text, bar.add, bar.saved, bar.clear, self._export, self.table)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def columns_text(self) -> str:
        """What to remember of the columns."""
        return self.table.header.layout_text()

    def restore_columns(self, text: str) -> None:
        """Take up what was remembered of the columns."""
        if text:
            self.table.header.restore_layout(text)

    def current(self) -> Any | None:
        """The record of the current row, or None."""
        index = self.table.currentIndex()
        if not index.isValid() or index.data(RecordTableModel.KindRole) == "gap":
            return None
        return self.model.record_at(index.row())

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("kind", "toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addLayout(self.tools)
        row.addWidget(self.filter_bar, 1, Qt.AlignmentFlag.AlignTop)  # chips come below
        row.addWidget(self._export, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)

    def _ask_where_to_write(self) -> None:
        dialog = QFileDialog(self, "Write the filter to a file", "filter.json", FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.write_filter)
        dialog.open()

    def _ask_what_to_read(self) -> None:
        dialog = QFileDialog(self, "Read a filter from a file", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read_filter)
        dialog.open()

    def write_filter(self, path: str) -> None:
        """Write the filter in force to a file, for a colleague."""
        text = to_json(Path(path).stem, self.filter_bar.spec() or Filter())
        try:
            Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            self.trouble.emit(f"The filter could not be written: {error.strerror}")

    def read_filter(self, path: str) -> None:
        """Use the filter in a file."""
        try:
            self.set_filter(from_json(Path(path).read_bytes()[:FILE_BYTES]).filter)
        except OSError as error:
            self.trouble.emit(f"The filter could not be read: {error.strerror}")
        except FilterError as error:
            self.trouble.emit(error.words)

    def _show_saved(self) -> None:
        assert self._shelf is not None
        self.filter_bar.set_saved(self._shelf.filters)

    def _show_counts(self, shown: int, held: int, is_searching: bool) -> None:
        if shown or is_searching or self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
        elif held:
            self._stack.setCurrentWidget(self._no_match)
        else:
            self._stack.setCurrentWidget(self._empty)

    def _blame(self, chips: tuple[Chip, ...]) -> None:
        titles = {column.key: column.title for column in self.model.columns}
        if self._display.is_masked:
            chips = tuple(without_name(chip, self.model.columns) for chip in chips)
        words = "; ".join(chip_words(chip, titles) for chip in chips)
        hint = f"This alone holds everything back: {words}" if words else ""
        self._no_match.set_sentence("No row matches the filter", hint)

    def tell_selected(self) -> None:
        """Emit `chosen` again for the current row, if it is selected."""
        current = self.table.currentIndex()
        if self.table.selectionModel().isSelected(current):
            self._choose(current)

    def _choose_selected(self, selected: QItemSelection) -> None:
        if selected.contains(self.table.currentIndex()):
            self._choose(self.table.currentIndex())

    def _choose(self, current: QModelIndex) -> None:
        self._tell(current, self.chosen.emit)

    def _open(self, index: QModelIndex) -> None:
        self._tell(index, self.opened.emit)

    def _tell(self, index: QModelIndex, emit: Callable[[Any], None]) -> None:
        if index.isValid() and index.data(RecordTableModel.KindRole) != "gap":
            emit(self.model.record_at(index.row()))
