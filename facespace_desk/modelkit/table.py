"""RecordTableModel: up to a million records in a table that never makes the window wait.

There is no proxy. The model keeps its records by id in order of arrival (`rows`) and shows an order
of ids (`order`): all of them or those that a filter lets through, as they arrived or sorted
(`searched`). A row keeps its identity through all of it: selections and the current row stay on
their records. Records should be `msgspec.Struct` with `gc=False`, see `rows`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from facespace_desk.modelkit.arranged import NO_PARENT, Index
from facespace_desk.modelkit.cells import Cells
from facespace_desk.modelkit.columns import ANY_COLUMN, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import FilterError
from facespace_desk.modelkit.order import ArrivalOrder
from facespace_desk.modelkit.rows import Chunks, Packed, let_go
from facespace_desk.modelkit.searched import SearchedModel

__all__ = ["ANY_COLUMN", "Column", "FilterError", "RecordTableModel"]

T = TypeVar("T")

_TRIM_SHARE = 64  # a full table forgets one part in so many at a time


class RecordTableModel(SearchedModel[T]):
    """Records of one type as rows, described by columns.

    Signals:
        appended: the range of row ids of a batch that arrived.
        rows_trimmed: how many of the oldest records were forgotten because of the row cap.
    """

    RecordRole = Cells.RECORD
    ToneRole = Cells.TONE
    IconRole = Cells.ICON
    MonoRole = Cells.MONO
    SortRole = Cells.SORT
    KindRole = Cells.KIND
    RowIdRole = Cells.ROW_ID

    appended = Signal(object)
    rows_trimmed = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        row_cap: int = 1_000_000,
        newest_first: bool = True,
        display: Display | None = None,
        row_kind: Callable[[T], str] | None = None,
        gap_text: Callable[[T], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """At most *row_cap* records are held; *newest_first* is the order without sorting.

        *row_kind* tells "gap" from "row": a gap is a stretch of time without data. It passes every
        filter, is not counted, and shows *gap_text* across its row.
        """
        super().__init__(columns, newest_first=newest_first, parent=parent)
        self.trimmed = 0
        self._row_cap = row_cap
        self._row_kind = row_kind
        self._cells: Cells[T] = Cells(self, display, gap_text)
        if display is not None:
            display.changed.connect(self.rewrite)

    # -- what views ask --------------------------------------------------------------------------

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        reader = self._cells.readers.get(role)
        if reader is None or not index.isValid():
            return None
        row = index.row()
        if row >= self._rows:
            return None
        row_id = self.row_id(row)
        return reader(self.columns[index.column()], self._log.get(row_id), row_id)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        return self._cells.header(self.columns[section], role)

    def row_of(self, row_id: int) -> int:
        """The row in which a record is shown, or -1."""
        return self._order.rows_of([row_id])[0] if row_id in self._log else -1

    def rows_of(self, row_ids: Sequence[int]) -> list[int]:
        """As `row_of`, for many ids that are held."""
        return self._order.rows_of(row_ids)

    def is_gap(self, row_id: int) -> bool:
        """Whether the record is a stretch of time without data."""
        return row_id in self._gaps

    def is_visible(self, key: str) -> bool:
        """Whether views show the column."""
        return key in self._visible

    def gap_text(self, record: T) -> str:
        """What a gap says across its row."""
        return self._cells.gap(record)

    @property
    def end_id(self) -> int:
        """The id that the next record will get."""
        return self._log.end

    def passing(self, row_ids: Iterable[int]) -> list[int]:
        """Those of *row_ids* that are held and that the filter lets through."""
        return list(self._passing([row_id for row_id in row_ids if row_id in self._log]))

    def record(self, row_id: int) -> T | None:
        """The record of an id, shown or not; None when it is not held."""
        return self._log.get(row_id) if row_id in self._log else None

    def record_at(self, row: int) -> T:
        """The record in *row*."""
        return self._log.get(self.row_id(row))

    def shown(self, first: int = 0, stop: int | None = None) -> Iterator[T]:
        """The records from row *first* up to *stop*, gaps among them, in the order shown."""
        return map(self._log.get, self.shown_ids(first, stop))

    def rewrite(self) -> None:
        """Texts are out of date: write every cell anew, and judge by the new texts."""
        if self._rows:
            last = self.index(self._rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._passes is not None:
            self.set_filter(self._filter)

    # -- records ---------------------------------------------------------------------------------

    def append(self, batch: Sequence[T]) -> range:
        """Take in *batch*, oldest first, with one insert; the ids it got."""
        row_ids = self._take(batch)
        if not row_ids:
            return row_ids
        self._note_changed(row_ids)
        passing = self._passing(row_ids)
        if passing:
            self._show(passing)
        self._trim()
        self.appended.emit(row_ids)
        self._tell_counts()
        return row_ids

    def replace_all(self, rows: Sequence[T]) -> range:
        """Hold *rows* and nothing else. Selections are lost; see `synchronise` to keep them."""
        self.clear()
        row_ids = self._take(rows[-self._row_cap :])
        self._look_again()
        return row_ids

    async def load(self, rows: Sequence[T]) -> range:
        """As `replace_all`, for any number of rows: a thread does what takes long."""
        packed, gaps = await asyncio.to_thread(self._pack, rows)
        held = self._forget()
        row_ids = self._log.hold(packed)
        self._gaps.update(row_ids[place] for place in gaps)
        self._look_again()
        self._tell_counts()
        asyncio.get_running_loop().run_in_executor(None, let_go, held)
        return row_ids

    def clear(self) -> None:
        """Forget every record; filter and sorting stay."""
        self._forget()
        self._tell_counts()

    def update(self, changes: Mapping[int, T]) -> None:
        """Put newer records in the place of those with these ids; unknown ids are ignored.

        Rows move, appear and disappear as filter and sorting ask.
        """
        changes = {row_id: record for row_id, record in changes.items() if row_id in self._log}
        if not changes:
            return
        self._note_changed(changes)
        shown = {
            row_id
            for row_id, row in zip(changes, self._order.rows_of(list(changes)), strict=True)
            if row >= 0
        }
        self._tell_gaps(changes.items())
        passing = {row_id for row_id, record in changes.items() if self._lets(row_id, record)}
        moved = shown ^ passing | {row_id for row_id in shown if self._moves(row_id, changes)}
        order = self._order.without(moved & shown) if moved else None  # by the old records
        self._log.replace(changes)
        if order is not None:
            self._become(order.added(moved & passing))
        self._say_changed(passing)
        self._tell_counts()

    def remove(self, row_ids: Iterable[int]) -> None:
        """Forget these records; unknown ids are ignored."""
        gone = {row_id for row_id in row_ids if row_id in self._log}
        if not gone:
            return
        self._note_changed(gone)
        order = self._order.without(gone)
        self._gaps -= gone
        if len(order) != len(self._order):
            self._become(order)
        self._log.remove(gone)
        self._tell_counts()

    def synchronise(self, rows: Sequence[T], key: Callable[[T], Any]) -> None:
        """Hold *rows* and nothing else, keeping the row of each record whose *key* was held.

        For tables of a few thousand rows: selections and the current row survive a refresh.
        """
        get = self._log.get
        known = {key(get(row_id)): row_id for row_id in self._log.ids()}
        changes: dict[int, T] = {}
        fresh: list[T] = []
        for record in rows:
            row_id = known.pop(key(record), None)
            if row_id is None:
                fresh.append(record)
            elif get(row_id) != record:
                changes[row_id] = record
        self.remove(known.values())
        self.update(changes)
        self.append(fresh)

    def _forget(self) -> Chunks[T]:
        self._search = None
        self._is_complete = True
        self._gaps.clear()
        self._reset_to(self._empty_order())
        return self._log.clear()

    def _pack(self, rows: Sequence[T]) -> tuple[Packed[T], list[int]]:
        """The newest of *rows*, and which of them are gaps."""
        kept, kind = rows[-self._row_cap :], self._row_kind
        gaps = [place for place, record in enumerate(kept) if kind and kind(record) == "gap"]
        return Packed(kept), gaps

    def _take(self, batch: Sequence[T]) -> range:
        row_ids = self._log.add(batch)
        self._tell_gaps(zip(row_ids, batch, strict=True))
        return row_ids

    def _tell_gaps(self, records: Iterable[tuple[int, T]]) -> None:
        """Note which of *records* are gaps, and which are not any more."""
        kind = self._row_kind
        if kind is not None:
            for row_id, record in records:
                if kind(record) == "gap":
                    self._gaps.add(row_id)
                elif self._gaps:
                    self._gaps.discard(row_id)

    def _moves(self, row_id: int, changes: Mapping[int, T]) -> bool:
        """Whether a shown row's change is one of its sort key."""
        order = self._order
        if isinstance(order, ArrivalOrder):
            return False
        return order.key(row_id) != order.sorting.key(changes[row_id], row_id)

    def _show(self, row_ids: Sequence[int]) -> None:
        """Show newly arrived rows where they belong."""
        order = self._order
        if isinstance(order, ArrivalOrder):
            self._extend(row_ids)
            return
        places = order.places(row_ids)
        first = places[0][0]
        if places[-1][0] == first:
            self._insert_run(order.inserted(places), first, len(places))
        else:
            self._become(order.inserted(places))

    def _say_changed(self, row_ids: Collection[int]) -> None:
        """One `dataChanged` for each run of rows."""
        rows = sorted(row for row in self._order.rows_of(list(row_ids)) if row >= 0)
        last_column = len(self.columns) - 1
        start = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                first = self.index(rows[start], 0)
                self.dataChanged.emit(first, self.index(row, last_column))
                start = place + 1

    def _trim(self) -> None:
        excess = len(self._log) - self._row_cap
        if excess <= 0:
            return
        count = min(excess + self._row_cap // _TRIM_SHARE, len(self._log))
        first = self._log.id_after(count)
        order = self._order.since(first)
        self._gaps = {row_id for row_id in self._gaps if row_id >= first}
        gone = len(self._order) - len(order)
        if gone and isinstance(order, ArrivalOrder):
            self._drop_run(order, len(order) if self._newest_first else 0, gone)
        elif gone:
            self._become(order)
        self._log.forget_before(first)
        self.trimmed += count
        self.rows_trimmed.emit(count)
