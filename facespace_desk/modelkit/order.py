"""Which rows a table shows, and in what order, as values. Pure: no Qt.

`ArrivalOrder` keeps ids ascending and shows them from the newest or from the oldest; `SortedOrder`
keeps them as sorted. Both find the row of an id in logarithmic time. Neither changes in place, so
that a model can hold the old and the new order side by side while views follow.
"""

from __future__ import annotations

import heapq
import math
import sys
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from facespace_desk.modelkit.columns import AnyColumn, SortKey
from facespace_desk.modelkit.ids import IdList

if TYPE_CHECKING:
    import numpy.typing as npt

Part = tuple[float, Any]

SLICE_S = 0.006
"""Work on the GUI thread between two looks at its events."""
BLOCK = 256
"""Rows between two looks at the clock."""
AT_ONCE = 10_000
"""So many ids are sorted faster than a thread is started."""
_RUN = 500
_FEW = 500
_NATURAL_LENGTH = 200
_NATURAL_MEMO = 200_000
_LARGEST = sys.float_info.max


class Order(Protocol):
    """Rows as ids in the order shown."""

    def __len__(self) -> int: ...
    def id_at(self, row: int) -> int:
        """The id in *row*."""

    def rows_of(self, row_ids: Sequence[int]) -> list[int]:
        """The row of each held id, -1 where it is not shown."""

    def ids_between(self, first: int, stop: int) -> list[int]:
        """The ids of the rows from *first* up to *stop*."""

    def without(self, row_ids: Collection[int]) -> Order:
        """The same order lacking *row_ids*."""

    def without_changed(self, row_ids: Collection[int]) -> Order:
        """The same, for records that may have changed or gone since they were ordered."""

    def since(self, first_id: int) -> Order:
        """The same order lacking all ids before *first_id*."""

    def added(self, row_ids: Iterable[int]) -> Order:
        """The same order with *row_ids*, none of them shown yet, where they belong."""


class ArrivalOrder:
    """Ids in order of arrival, the newest on top or at the bottom."""

    def __init__(self, ids: IdList, *, newest_first: bool) -> None:
        self.ids = ids
        self.newest_first = newest_first

    def __len__(self) -> int:
        return len(self.ids)

    def id_at(self, row: int) -> int:
        return self.ids.at(len(self.ids) - 1 - row if self.newest_first else row)

    def rows_of(self, row_ids: Sequence[int]) -> list[int]:
        places = map(self._place_of, row_ids)
        if not self.newest_first:
            return list(places)
        last = len(self.ids) - 1
        return [place if place < 0 else last - place for place in places]

    def _place_of(self, row_id: int) -> int:
        """Its place among the ids, which are ascending whatever is on top; -1 if not shown."""
        place = self.ids.place_ascending(row_id)
        return place if place < len(self.ids) and self.ids.at(place) == row_id else -1

    def ids_between(self, first: int, stop: int) -> list[int]:
        if not self.newest_first:
            return self.ids.between(first, stop)
        size = len(self.ids)
        found = self.ids.between(max(size - stop, 0), size - first)
        found.reverse()
        return found

    def extended(self, row_ids: Sequence[int]) -> ArrivalOrder:
        """The same order with *row_ids*, ascending and newer than all others."""
        return self._with(self.ids.appended(row_ids))

    def without(self, row_ids: Collection[int]) -> ArrivalOrder:
        places = sorted(place for place in map(self._place_of, row_ids) if place >= 0)
        return self._with(self.ids.deleted(places))

    def without_changed(self, row_ids: Collection[int]) -> ArrivalOrder:
        return self.without(row_ids)

    def since(self, first_id: int) -> ArrivalOrder:
        return self._with(self.ids.tail(self.ids.place_ascending(first_id)))

    def added(self, row_ids: Iterable[int]) -> ArrivalOrder:
        fresh = sorted(row_ids)
        return self._with(self.ids.inserted([(self.ids.place_ascending(i), i) for i in fresh]))

    def _with(self, ids: IdList) -> ArrivalOrder:
        return ArrivalOrder(ids, newest_first=self.newest_first)


class SortedOrder:
    """Ids as *sorting* says; each record must still be the one it was sorted by."""

    def __init__(self, ids: IdList, sorting: Sorting, get: Callable[[int], Any]) -> None:
        self.ids = ids
        self.sorting = sorting
        self._get = get

    def __len__(self) -> int:
        return len(self.ids)

    def id_at(self, row: int) -> int:
        return self.ids.at(row)

    def key(self, row_id: int) -> tuple[Any, ...]:
        """What the place of *row_id* follows from."""
        return self.sorting.key(self._get(row_id), row_id)

    def rows_of(self, row_ids: Sequence[int]) -> list[int]:
        """See `Order`. Many ids at once go through a table of all rows."""
        if len(row_ids) <= _FEW:
            return [self._row_of(row_id) for row_id in row_ids]
        import numpy as np

        ids = self.ids.to_numpy()
        if not len(ids):
            return [-1] * len(row_ids)
        low = int(ids.min())
        rows = np.full(int(ids.max()) - low + 1, -1, np.int64)
        rows[ids - low] = np.arange(len(ids))
        wanted = np.asarray(row_ids, np.int64) - low
        inside = (wanted >= 0) & (wanted < len(rows))
        found: list[int] = np.where(inside, rows[np.where(inside, wanted, 0)], -1).tolist()
        return found

    def _row_of(self, row_id: int) -> int:
        place = self._place_of(self.key(row_id))
        return place if place < len(self.ids) and self.ids.at(place) == row_id else -1

    def _place_of(self, key: tuple[Any, ...]) -> int:
        return self.ids.place(lambda other: self.key(other) < key)

    def places(self, row_ids: Iterable[int]) -> list[tuple[int, int]]:
        """Where ids not shown yet belong: pairs of the row to insert before and the id."""
        keyed = sorted((self.key(row_id), row_id) for row_id in row_ids)
        return [(self._place_of(key), row_id) for key, row_id in keyed]

    def ids_between(self, first: int, stop: int) -> list[int]:
        return self.ids.between(first, stop)

    def without(self, row_ids: Collection[int]) -> SortedOrder:
        rows = sorted(row for row in self.rows_of(list(row_ids)) if row >= 0)
        return self._with(self.ids.deleted(rows))

    def without_changed(self, row_ids: Collection[int]) -> SortedOrder:
        """The same, for records that may have changed or gone since they were sorted."""
        import numpy as np

        gone = np.fromiter(row_ids, np.int64, len(row_ids))
        return self._with(self.ids.kept(lambda ids: ~np.isin(ids, gone)))

    def since(self, first_id: int) -> SortedOrder:
        return self._with(self.ids.kept(lambda ids: ids >= first_id))

    def added(self, row_ids: Iterable[int]) -> SortedOrder:
        return self.inserted(self.places(row_ids))

    def inserted(self, places: Sequence[tuple[int, int]]) -> SortedOrder:
        """The same order with what `places` answered put in."""
        return self._with(self.ids.inserted(places))

    def _with(self, ids: IdList) -> SortedOrder:
        return SortedOrder(ids, self.sorting, self._get)


class _Down:
    """Turns the comparison of a key round."""

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key

    def __lt__(self, other: _Down) -> bool:
        return bool(other.key < self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Down) and bool(self.key == other.key)

    __hash__ = None  # type: ignore[assignment]


class Sorting:
    """The columns to sort by, the most important first, each upwards or downwards.

    Missing keys come before numbers, numbers before texts; texts sort naturally and without regard
    to case; equal rows lie in order of arrival.
    """

    def __init__(self, levels: Sequence[tuple[AnyColumn, bool]], *, newest_first: bool) -> None:
        """*levels* are pairs of a column and whether it goes downwards."""
        self.levels = tuple((column.sort_value, down) for column, down in levels)
        self._newest_first = newest_first
        self._natural: dict[str, tuple[Any, ...]] = {}
        self._split: Callable[[str], tuple[Any, ...]] | None = None

    def key(self, record: Any, row_id: int) -> tuple[Any, ...]:
        """What `SortedOrder` compares: one part for each column, and the id."""
        parts: list[Any] = []
        for value, down in self.levels:
            rank, text = self._part(value(record))
            parts.append(-rank if down else rank)
            parts.append(_Down(text) if down else text)
        parts.append(-row_id if self._newest_first else row_id)
        return tuple(parts)

    def _part(self, key: SortKey) -> Part:
        if isinstance(key, str):
            return math.inf, self._natural_key(key)
        return _as_number(key), ()

    def _natural_key(self, text: str) -> tuple[Any, ...]:
        found = self._natural.get(text)
        if found is None:
            if self._split is None:
                from natsort import natsort_keygen, ns

                self._split = natsort_keygen(alg=ns.IGNORECASE)
            found = self._split(text[:_NATURAL_LENGTH])
            if len(self._natural) < _NATURAL_MEMO:
                self._natural[text] = found
        return found

    def order(
        self, ids: IdList, some: Callable[[Sequence[int]], Sequence[Any]]
    ) -> Generator[Callable[[], Any] | None, Any, IdList]:
        """Sort *ids* in slices; *some* gives their records.

        Yields None after each slice of work on the calling thread, and for many ids now and then a
        callable which may run in another thread and whose answer is to be sent in. Returns the
        sorted ids.
        """
        if len(ids) > AT_ONCE:
            yield _warm_up
        keys: list[npt.NDArray[Any]] = []
        for value, down in self.levels:
            numbers, ranks = yield from self._gather(value, ids, some)
            keys += [-numbers, -ranks] if down else [numbers, ranks]
        newest_first = self._newest_first

        def arrange() -> IdList:
            import numpy as np

            base, order = ids.to_numpy(), slice(None, None, -1 if newest_first else 1)
            # lexsort is stable: what is equal keeps the order given
            ranks = np.lexsort([key[order] for key in reversed(keys)])
            return IdList.from_numpy(base[order][ranks])

        if len(ids) <= AT_ONCE:
            return arrange()
        arranged: IdList = yield arrange
        return arranged

    def _gather(
        self,
        value: Callable[[Any], SortKey],
        ids: IdList,
        some: Callable[[Sequence[int]], Sequence[Any]],
    ) -> Generator[None, None, tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
        import numpy as np

        numbers = np.empty(len(ids), np.float64)
        codes = np.full(len(ids), -1, np.int64)
        texts: dict[str, int] = {}
        until = perf_counter() + SLICE_S
        stop = 0
        for block in ids.blocks(BLOCK, backwards=False):
            if stop and perf_counter() > until:
                yield None
                until = perf_counter() + SLICE_S
            found = [value(record) for record in some(block)]
            start, stop = stop, stop + len(found)
            kinds = set(map(type, found))
            if kinds == {int}:
                numbers[start:stop] = found
            else:
                is_text = str in kinds
                numbers[start:stop] = [
                    math.inf if isinstance(key, str) else _as_number(key) for key in found
                ]
                if is_text:
                    codes[start:stop] = [
                        texts.setdefault(key, len(texts)) if isinstance(key, str) else -1
                        for key in found
                    ]
        if not texts:
            return numbers, np.zeros(len(ids), np.int8)
        ranks = yield from self._ranks(texts)
        return numbers, ranks[codes]

    def _ranks(self, texts: dict[str, int]) -> Generator[None, None, npt.NDArray[Any]]:
        """For each code its place among the texts; the last entry, for code -1, comes first."""
        import numpy as np

        runs = []
        names = list(texts)
        until = perf_counter() + SLICE_S
        for start in range(0, len(names), _RUN):
            if start and perf_counter() > until:
                yield None
                until = perf_counter() + SLICE_S
            part = [(self._natural_key(name), name) for name in names[start : start + _RUN]]
            runs.append(sorted(part))
        ranks = np.full(len(names) + 1, -1, np.int64)
        rank, last = -1, None
        for place, (key, text) in enumerate(heapq.merge(*runs), 1):
            if key != last:
                rank, last = rank + 1, key
            ranks[texts[text]] = rank
            if place % _RUN == 0 and perf_counter() > until:
                yield None
                until = perf_counter() + SLICE_S
        return ranks


def _warm_up() -> None:
    """Import what sorting needs; it takes longer than a frame may last."""
    import natsort  # noqa: F401
    import numpy as np  # noqa: F401


def _as_number(key: float | None) -> float:
    """A finite number, or the place below all numbers for what is missing."""
    if key is None or key != key:  # noqa: PLR0124 - nan differs from itself
        return -math.inf
    return min(max(float(key), -_LARGEST), _LARGEST)
