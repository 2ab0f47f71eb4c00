"""The list of cameras: a table whose selection is everybody's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal

from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.columns import HIDDEN_AT_FIRST
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Filter
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.table_page import TablePage

SELECTED_MOST: Final = 5_000  # cameras; more would hold up the window
_Flag = QItemSelectionModel.SelectionFlag


class CameraPage(TablePage):
    """Signals, besides those of every table page:

    limited(bool): the table shall show only what the map shows, or everything again.
    """

    limited = Signal(bool)

    def __init__(self, cameras: CameraList, empty: EmptyPage, display: Display) -> None:
        super().__init__(cameras.table, empty, display, frozen_key="camera_id")
        self._cameras = cameras
        for key in HIDDEN_AT_FIRST:
            self.table.header.set_column_visible(key, False)
        self.only_in_view = tool_button(
            "crosshair",
            tr("List only the cameras that the map shows (Alt+M)"),
            text=tr("In view"),
            checkable=True,
        )
        self.only_in_view.toggled.connect(self.limited)
        self.coverage = tool_button("chart-column", tr("Coverage of the cameras listed"))
        self.add_tools(self.only_in_view, self.coverage)
        # What the table selects is looked at once all is settled: rows that a filter takes away
        # lose their selection, which is nobody's choice.
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._tell_selection)
        self._is_showing = False
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        cameras.selection_changed.connect(self._show_selection)
        cameras.cleared.connect(self.table.jump_to_live)  # what comes is another list, not news
        cameras.table.counts_changed.connect(self._rows_changed)

    def show_box(self, box: Box | None) -> None:
        """List only what lies in *box*."""
        self._cameras.table.set_box(box)

    def clear_filter(self) -> None:
        """Show every row, wherever it lies."""
        self.only_in_view.setChecked(False)
        super().clear_filter()

    def set_filter(self, spec: Filter | None) -> None:
        """Filter by *spec*; see `TablePage`."""
        super().set_filter(spec)
        self._say_why_empty()

    def shown_selected(self) -> list[str]:
        """Ids of the cameras selected that the table shows."""
        chosen = self._cameras.selected
        return [each for each, row in zip(chosen, self._rows(chosen), strict=True) if row >= 0]

    def _rows(self, camera_ids: Sequence[str]) -> list[int]:
        """The row of each camera, -1 for one that is not shown, or held no more."""
        row_ids = [self._cameras.row_id(each) for each in camera_ids]
        held = [row_id for row_id in row_ids if row_id is not None]
        rows: dict[int | None, int] = dict(zip(held, self.model.rows_of(held), strict=True))
        return [rows.get(row_id, -1) for row_id in row_ids]

    def _selection_changed(self, *_: Any) -> None:
        if not self._is_showing:
            self._settled.start()

    def _tell_selection(self) -> None:
        """The operator selected other rows than those that are selected."""
        rows = self.table.selected_rows()
        now = [self.model.record_at(row).camera.camera_id for row in rows[:SELECTED_MOST]]
        if set(now) == set(self.shown_selected()):
            return
        if len(rows) > SELECTED_MOST:
            self.trouble.emit(
                tr(
                    "Only the first {most:,} of {count:,} rows are chosen.",
                    most=SELECTED_MOST,
                    count=len(rows),
                )
            )
        current = self.current()
        first = current.camera.camera_id if current is not None else ""
        if first in now:
            now.remove(first)
            now.insert(0, first)
        self._cameras.select(now, source=self)

    def _show_selection(self, camera_ids: tuple[str, ...]) -> None:
        if self._cameras.selected_by is self:
            return
        rows = [row for row in self._rows(camera_ids[:SELECTED_MOST]) if row >= 0]
        chosen = QItemSelection()
        for row in rows:
            index = self.model.index(row, 0)
            chosen.select(index, index)
        selection = self.table.selectionModel()
        self._is_showing = True
        selection.select(chosen, _Flag.ClearAndSelect | _Flag.Rows)
        if rows:
            index = self.model.index(rows[0], max(self.table.currentIndex().column(), 0))
            selection.setCurrentIndex(index, _Flag.NoUpdate)
            self.table.scrollTo(index)
        self._is_showing = False

    def _rows_changed(self, shown: int, held: int, is_searching: bool) -> None:
        """Rows that are selected may have come back into the table."""
        self._say_why_empty()
        is_quiet = not is_searching and not self._settled.isActive()
        has_none = not self.table.selectionModel().hasSelection()
        if is_quiet and has_none and self._cameras.selected and self.shown_selected():
            self._cameras.selected_by = None
            self._show_selection(self._cameras.selected)

    def _say_why_empty(self) -> None:
        if self.model.filter is None and self._cameras.table.box is not None:
            self._no_match.set_sentence(
                tr("The map shows none of the cameras listed"),
                tr("The list is limited to what the map shows."),
            )
