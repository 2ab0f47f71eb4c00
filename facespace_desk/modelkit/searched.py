"""Which of the records a table shows, and in what order: filter, sorting, and the search for both.

Filtering and sorting happen in slices of `SLICE_S` on the GUI thread (arranging the sort keys, in
a thread). The first slice runs within the call that asked, so that something is shown at once; a
table of a few thousand rows is finished with it. What arrives meanwhile is judged by the new
filter. Without a running event loop everything is finished before the call returns.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from facespace_desk.modelkit.arranged import ArrangedModel
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.filters import Chip, Filter, Predicate, compile_filter
from facespace_desk.modelkit.ids import IdList
from facespace_desk.modelkit.order import AT_ONCE, ArrivalOrder, SortedOrder, Sorting
from facespace_desk.modelkit.rows import RecordLog, Snapshot
from facespace_desk.modelkit.search import AnyOrder, RowSearch, Search, blame
from facespace_desk.modelkit.tasks import TaskScope

T = TypeVar("T")

_SORT_LEVELS = 3


class SearchedModel(ArrangedModel, Generic[T]):
    """Records by id, of which a filter and a sorting decide what is shown.

    Signals:
        counts_changed: rows shown, rows held, and whether a search or sort is still under way.
        filter_changed: another filter (or None) is in force.
        blamed: after a filter has shown no row, a tuple of its chips that alone hold everything
            back; empty when only together they do.
    """

    counts_changed = Signal(int, int, bool)
    filter_changed = Signal(object)
    blamed = Signal(object)

    def __init__(
        self, columns: Sequence[Column[T]], *, newest_first: bool, parent: QObject | None
    ) -> None:
        super().__init__(ArrivalOrder(IdList(), newest_first=newest_first), parent)
        self.columns = tuple(columns)
        self._newest_first = newest_first
        self._log: RecordLog[T] = RecordLog()
        self._gaps: set[int] = set()
        self._filter: Filter | None = None
        self._passes: Predicate | None = None
        self._visible = frozenset(column.key for column in columns)
        self._levels: tuple[tuple[str, bool], ...] = ()
        self._search: Search | None = None
        self._is_complete = True  # whether the order holds all that the filter lets through
        self._searched = self._log.snapshot()
        self._touched: set[int] = set()
        self._scope = TaskScope(type(self).__name__)

    async def close(self) -> None:
        """End what is under way, and wait until it has ended."""
        self._search = None
        await self._scope.close()

    @property
    def shown_count(self) -> int:
        """Rows shown, without gaps."""
        return self._rows - len(self._gaps)

    @property
    def held_count(self) -> int:
        """Records held, without gaps."""
        return len(self._log) - len(self._gaps)

    @property
    def is_searching(self) -> bool:
        """Whether a filter or a sort is still under way."""
        return self._search is not None

    @property
    def filter(self) -> Filter | None:
        """The filter in force."""
        return self._filter

    def set_filter(self, spec: Filter | None) -> None:
        """Show only what *spec* lets through.

        Raises:
            FilterError: it cannot be used; the filter before stays in force.
        """
        passes = self._compiled(spec)
        is_other = spec != self._filter
        self._filter, self._passes = spec, passes
        if is_other:
            self.filter_changed.emit(spec)
        self._look_again()

    def snapshot_shown(self) -> ShownRows[T]:
        """The rows shown now, for reading on while the table lives."""
        return ShownRows(self._order, self._log.snapshot(), frozenset(self._gaps))

    def set_visible_columns(self, keys: Collection[str]) -> None:
        """Say which columns are shown: a filter over any column looks at those."""
        if frozenset(keys) != self._visible:
            self._visible = frozenset(keys)
            if self._filter is not None and self._filter.looks_everywhere:
                self.set_filter(self._filter)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by *column*, then by the columns sorted by before; -1 is the order of arrival."""
        if column < 0:
            self.set_sorting(())
            return
        key = self.columns[column].key
        before = tuple(level for level in self._levels if level[0] != key)
        self.set_sorting(((key, order == Qt.SortOrder.DescendingOrder), *before))

    @property
    def sorting(self) -> tuple[tuple[str, bool], ...]:
        """Column keys and whether each goes downwards, the most important first."""
        return self._levels

    def set_sorting(self, levels: Sequence[tuple[str, bool]]) -> None:
        """Sort by several columns; unknown keys are left out."""
        keys = {column.key for column in self.columns}
        known = tuple(level for level in levels if level[0] in keys)[:_SORT_LEVELS]
        if known != self._levels:
            self._levels = known
            if self._is_complete:
                self._begin(self._arrange(self._order_ids()))
            else:
                self._look_again()

    @property
    def newest_first(self) -> bool:
        """Whether, unsorted, the newest record is on top."""
        return self._newest_first

    def set_newest_first(self, newest_first: bool) -> None:
        """Turn the order of arrival round."""
        if newest_first != self._newest_first:
            self._newest_first = newest_first
            self._look_again()

    def _compiled(self, spec: Filter | None) -> Predicate | None:
        """The test that decides what is shown; a model that knows more than chips adds to it.

        Raises:
            FilterError: *spec* cannot be used.
        """
        return None if spec is None else compile_filter(spec, self.columns, self._visible)

    def _order_ids(self) -> IdList | Callable[[], IdList]:
        """The ids shown, ascending, or the way to get them in another thread."""
        if isinstance(self._order, SortedOrder):
            work = partial(_ascending, self._order.ids)
            return work if len(self._order) > AT_ONCE else work()
        return self._order.ids

    def _look_again(self) -> None:
        self._is_complete = False
        self._begin(self._look())

    def _look(self) -> Search:
        yield from self._row_search(self._passes).run(self._log.ids())
        self._is_complete = True
        self._tell_counts()
        if self._filter is not None and self._passes is not None and not self.shown_count:
            yield from self._find_blame(self._filter)

    def _arrange(self, ids: IdList | Callable[[], IdList]) -> Search:
        return self._row_search(None).run(ids)

    def _row_search(self, passes: Predicate | None) -> RowSearch:
        kept = {self.row_id(index.row()) for index in self.persistentIndexList()}
        self._searched = self._log.snapshot()
        return RowSearch(
            self._searched,
            newest_first=self._newest_first,
            passes=passes,
            sorting=self._sorting(),
            first=self._gaps.union(self._passing(list(kept))),
            get=self._log.get,
            publish=self._settle,
        )

    def _sorting(self) -> Sorting | None:
        by_key = {column.key: column for column in self.columns}
        levels = [(by_key[key], down) for key, down in self._levels]
        return Sorting(levels, newest_first=self._newest_first) if levels else None

    def _empty_order(self) -> AnyOrder:
        """The order of no rows, sorted as asked."""
        sorting = self._sorting()
        if sorting is None:
            return ArrivalOrder(IdList(), newest_first=self._newest_first)
        return SortedOrder(IdList(), sorting, self._log.get)

    def _find_blame(self, spec: Filter) -> Generator[None, None, None]:
        tests = []
        parts: tuple[Chip | Filter, ...] = (*spec.chips, *spec.groups)
        for part in parts:
            alone = Filter(chips=(part,)) if isinstance(part, Chip) else Filter(groups=(part,))
            test = compile_filter(alone, self.columns, self._visible)
            if test is not None:
                tests.append((part, test))
        guilty = yield from blame(self._log.snapshot(), self._log.ids(), tests)
        chips = [part.all_chips() if isinstance(part, Filter) else (part,) for part in guilty]
        self.blamed.emit(tuple(chip for some in chips for chip in some))

    def _note_changed(self, row_ids: Iterable[int]) -> None:
        """A search under way has not seen these."""
        if self._search is not None:
            self._touched.update(row_ids)

    def _settle(self, order: AnyOrder) -> None:
        """Show what a search found, brought up to date."""
        if self._log.first > self._searched.first:
            order = order.since(self._log.first)
        changed = [row_id for row_id in self._touched if row_id < self._searched.end]
        if changed:
            order = order.without_changed(changed)
        if self._touched:
            held = sorted(row_id for row_id in self._touched if row_id in self._log)
            order = order.added(self._passing(held))
        self._become(order)
        self._tell_counts()

    def _begin(self, search: Search) -> None:
        """Run *search* in the place of the one under way: a slice at once, the rest in slices."""
        self._search = search
        self._touched = set()
        try:
            step = next(search)
            try:
                asyncio.get_running_loop()
            except RuntimeError:
                while True:
                    step = search.send(None if step is None else step())
        except StopIteration:
            self._end(search)
            return
        self._tell_counts()
        self._scope.start(self._drive(search, step), name="search", replacing="search")

    async def _drive(self, search: Search, step: Callable[[], Any] | None) -> None:
        try:
            while self._search is search:
                answer = None
                if step is None:
                    await asyncio.sleep(0)
                else:
                    answer = await asyncio.to_thread(step)
                if self._search is search:
                    step = search.send(answer)
        except StopIteration:
            pass
        finally:
            self._end(search)

    def _end(self, search: Search) -> None:
        if self._search is search:
            self._search = None
            self._touched = set()
            self._tell_counts()

    def _lets(self, row_id: int, record: T) -> bool:
        return self._passes is None or row_id in self._gaps or self._passes(record)

    def _passing(self, row_ids: Sequence[int]) -> Sequence[int]:
        """Those of *row_ids* that the filter lets through."""
        if self._passes is None:
            return row_ids
        return [row_id for row_id in row_ids if self._lets(row_id, self._log.get(row_id))]

    def _tell_counts(self) -> None:
        self.counts_changed.emit(self.shown_count, self.held_count, self.is_searching)


class ShownRows(Generic[T]):
    """The rows a table showed at one moment, whatever becomes of it."""

    def __init__(self, order: AnyOrder, records: Snapshot[T], gaps: frozenset[int]) -> None:
        self._order = order
        self._records = records
        self._gaps = gaps

    def __len__(self) -> int:
        return len(self._order)

    def some(self, first: int, stop: int) -> Iterator[tuple[T, bool]]:
        """The records of the rows from *first* up to *stop*, and whether each is a gap."""
        row_ids = self._order.ids_between(first, min(stop, len(self._order)))
        records = self._records.some(row_ids)
        return zip(records, map(self._gaps.__contains__, row_ids), strict=True)


def _ascending(ids: IdList) -> IdList:
    import numpy as np

    return IdList.from_numpy(np.sort(ids.to_numpy()))
