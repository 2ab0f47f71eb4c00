"""Following a live table: at its newest row until a person looks elsewhere, then quite still."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QTimer, Signal

from facespace_desk.widgets.scroll_anchor import ScrollAnchor

if TYPE_CHECKING:
    from facespace_desk.widgets.record_table import RecordTable

_SELECTION_KEPT = 2_000  # selected rows that stay selected while rows change places
_FRESH_S = 1.0
_FRESH_BATCH = 500  # more at once are history, not news
_FRESH_STEP_MS = 100
_Flag = QItemSelectionModel.SelectionFlag


class Follower(QObject):
    """Where a table stands while its rows come, go and change places.

    It stops following when a person scrolls away from the newest row or selects something, and
    goes on once they are back there with nothing selected. Rows that arrive meanwhile are counted,
    unless the sorting puts them anywhere.

    Signals:
        changed: whether it follows.
        unseen_changed: rows that arrived since it stopped.
    """

    changed = Signal(bool)
    unseen_changed = Signal(int)

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self.is_following = True
        self.unseen = 0
        self._table = table
        self._anchor = ScrollAnchor(table)
        self._is_moving = False
        self._unseen_from: int | None = None
        self._known_sorting = table.records.sorting
        self._fresh: deque[tuple[float, int]] = deque()
        self._fresh_timer = QTimer(self)
        self._fresh_timer.setSingleShot(True)
        self._fresh_timer.timeout.connect(self._age)
        model = table.records
        model.rowsAboutToBeInserted.connect(self._before_change)
        model.rowsAboutToBeRemoved.connect(self._before_change)
        model.layoutAboutToBeChanged.connect(self._before_rearranging)
        model.modelReset.connect(self._anchor.drop)
        model.about_to_rearrange.connect(self._let_go_of_large_selection)
        model.appended.connect(self._note_arrival)
        table.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- following -------------------------------------------------------------------------------

    def edge(self) -> Literal["top", "bottom"] | None:
        """Where the newest row is; None when the sorting puts it anywhere."""
        model = self._table.records
        levels = model.sorting
        if not levels:
            return "top" if model.newest_first else "bottom"
        column = next(each for each in model.columns if each.key == levels[0][0])
        if column.moment_ms is None:
            return None
        return "top" if levels[0][1] else "bottom"

    def set_following(self, follows: bool) -> None:
        """Follow the newest rows, or stay."""
        if follows:
            self._see_everything()
            self._to_edge()
        if follows != self.is_following:
            self.is_following = follows
            self.changed.emit(follows)

    def jump_to_live(self) -> None:
        """Let go of the selection, go to the newest row and follow."""
        self._table.clearSelection()
        self.set_following(True)

    def next_unseen(self) -> int:
        """The row of the next one that arrived since it stopped, or -1."""
        if self._unseen_from is None:
            return -1
        model = self._table.records
        for row_id in range(self._unseen_from, model.end_id):
            row = model.row_of(row_id)
            if row >= 0:
                self._unseen_from = row_id + 1
                return row
        return -1

    def selection_changed(self) -> None:
        """A person selected something, or nothing any more."""
        if self._is_moving:
            return
        if self._table.selectionModel().hasSelection():
            self.set_following(False)
        elif self._is_at_edge():
            self.set_following(True)

    def _scrolled(self, _value: int) -> None:
        if self._is_moving:
            return
        at_edge = self._is_at_edge()
        if self.is_following and not at_edge:
            self.set_following(False)
        elif not self.is_following and at_edge and not self._table.selectionModel().hasSelection():
            self.set_following(True)

    def _is_at_edge(self) -> bool:
        bar, edge = self._table.verticalScrollBar(), self.edge()
        if edge is None:
            return False
        return bar.value() == (bar.minimum() if edge == "top" else bar.maximum())

    def _to_edge(self) -> None:
        bar, edge = self._table.verticalScrollBar(), self.edge()
        if edge is not None:
            was_moving, self._is_moving = self._is_moving, True
            bar.setValue(bar.minimum() if edge == "top" else bar.maximum())
            self._is_moving = was_moving

    def _see_everything(self) -> None:
        self._unseen_from = None
        if self.unseen:
            self.unseen = 0
            self.unseen_changed.emit(0)

    # -- changes of the model --------------------------------------------------------------------

    def begin_layout(self) -> None:
        """The table is about to measure itself anew; what scrolls now is not a person."""
        self._is_moving = True

    def end_layout(self) -> None:
        """It has: put what was under the hand back there."""
        if self.is_following and self.edge() is not None:
            self._anchor.drop()
            self._to_edge()
        elif self._anchor.is_set:
            self._anchor.restore()
        self._is_moving = False

    def _before_change(self) -> None:
        self._anchor.take()

    def _before_rearranging(self) -> None:
        sorting = self._table.records.sorting
        # After a click on a head one wants the first rows, not the row that happened to be on top.
        self._anchor.take(with_top=sorting == self._known_sorting)
        self._known_sorting = sorting

    def _let_go_of_large_selection(self) -> None:
        """Thousands of persistent indexes would take longer to move than a frame may last."""
        selection = self._table.selectionModel()
        if sum(map(len, selected_runs(self._table))) > _SELECTION_KEPT:
            current = selection.currentIndex()
            kept = QItemSelection(current, current) if current.isValid() else QItemSelection()
            selection.select(kept, _Flag.ClearAndSelect | _Flag.Rows)

    def _note_arrival(self, row_ids: range) -> None:
        if not self.is_following and self.edge() is not None:
            shown = len(self._table.records.passing(row_ids))
            if shown:
                self.unseen += shown
                if self._unseen_from is None:
                    self._unseen_from = row_ids.start
                self.unseen_changed.emit(self.unseen)
        if len(row_ids) <= _FRESH_BATCH and self._table.isVisible():
            self._fresh.append((time.monotonic() + _FRESH_S, row_ids.start))
            if not self._fresh_timer.isActive():
                self._fresh_timer.start(int(_FRESH_S * 1000))

    # -- fresh rows ------------------------------------------------------------------------------

    def is_fresh(self, row_id: int) -> bool:
        """Whether the record arrived within the last second."""
        return bool(self._fresh) and row_id >= self._fresh[0][1]

    def _age(self) -> None:
        now = time.monotonic()
        while self._fresh and self._fresh[0][0] <= now:
            self._fresh.popleft()
        self._table.viewport().update()
        if self._fresh:
            wait_ms = int((self._fresh[0][0] - now) * 1000)
            self._fresh_timer.start(max(wait_ms, _FRESH_STEP_MS))


def selected_runs(table: RecordTable) -> list[range]:
    """The runs of rows selected, in no order; a million selected rows are one run."""
    selection = table.selectionModel().selection()
    ranges = [selection.at(place) for place in range(selection.count())]
    return [range(each.top(), each.bottom() + 1) for each in ranges]
