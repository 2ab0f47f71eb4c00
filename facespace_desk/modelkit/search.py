"""Finding and sorting the rows of a table in slices short enough for the GUI thread. Pure: no Qt.

Each search is a generator over a snapshot of the records. It yields None when a slice is used up,
and a callable when the next step may run in another thread; the callable's answer is sent in.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator, Iterable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from facespace_desk.modelkit.filters import Predicate
from facespace_desk.modelkit.ids import Chunk, IdList
from facespace_desk.modelkit.order import (
    BLOCK,
    SLICE_S,
    ArrivalOrder,
    SortedOrder,
    Sorting,
)

if TYPE_CHECKING:
    from facespace_desk.modelkit.rows import Snapshot

Search = Generator[Callable[[], Any] | None, Any, None]
AnyOrder = ArrivalOrder | SortedOrder

_CHUNK = 4_096
_SORTED_EARLY = 1_000  # so many first results are sorted at once; more wait for the end
_SECOND_LOOK_S = 0.1  # when results are shown again; each later time waits thrice as long


class RowSearch:
    """Looks for the rows that pass, from the top of the table down, and sorts what it found."""

    def __init__(
        self,
        records: Snapshot[Any],
        *,
        newest_first: bool,
        passes: Predicate | None,
        sorting: Sorting | None,
        first: Iterable[int] = (),
        get: Callable[[int], Any],
        publish: Callable[[AnyOrder], None],
    ) -> None:
        """*first* are ids known to pass that belong into the earliest results; *publish* is told
        each order found, the last of them complete; *get* gives a sorted order its records."""
        self._records = records
        self._newest_first = newest_first
        self._passes = passes
        self._sorting = sorting
        self._first = sorted(first)
        self._get = get
        self._publish = publish
        self._full: list[array[int]] = []
        self._pending: array[int] = array("q")
        self._count = 0

    def run(self, ids: IdList | Callable[[], IdList]) -> Search:
        """Search *ids*, ascending, given as such or as a callable for another thread."""
        found = ids if isinstance(ids, IdList) else (yield ids)
        if self._passes is not None:
            yield from self._filter(found)
            found = IdList(self._chunks())
        if self._sorting is None:
            self._publish(ArrivalOrder(found, newest_first=self._newest_first))
            return
        arranged = yield from self._sorting.order(found, self._records.some)
        self._publish(SortedOrder(arranged, self._sorting, self._get))

    def _filter(self, ids: IdList) -> Generator[None, None, None]:
        passes, some = self._passes, self._records.some
        assert passes is not None
        always = set(self._first)
        begun = perf_counter()
        until, show_at, shown = begun + SLICE_S, begun, -1
        reached: Chunk | None = None
        for block in ids.blocks(BLOCK, backwards=self._newest_first):
            now = perf_counter()
            if reached is not None and now > until:
                if now > show_at and self._count != shown:
                    self._show_early(reached)
                    shown = self._count
                    show_at = now + max(_SECOND_LOOK_S, 2 * (now - begun))
                yield None
                until = perf_counter() + SLICE_S
            hits = [
                row_id
                for row_id, record in zip(block, some(block), strict=True)
                if row_id in always or passes(record)
            ]
            self._keep(hits)
            reached = block

    def _keep(self, hits: list[int]) -> None:
        """Put *hits* behind, or for a search from the newest before, what was found."""
        self._count += len(hits)
        fresh = array("q", hits)
        self._pending = fresh + self._pending if self._newest_first else self._pending + fresh
        if len(self._pending) >= _CHUNK:
            self._full.append(self._pending)
            self._pending = array("q")

    def _chunks(self) -> list[array[int]]:
        """What was found, ascending."""
        found = [*self._full, self._pending]
        return found[::-1] if self._newest_first else found

    def _show_early(self, reached: Chunk) -> None:
        """Publish what was found down to the block *reached*, and what was asked for first."""
        if self._newest_first:
            ahead = array("q", [row_id for row_id in self._first if row_id < reached[0]])
            ids = IdList((ahead, *self._chunks()))
        else:
            behind = array("q", [row_id for row_id in self._first if row_id > reached[-1]])
            ids = IdList((*self._chunks(), behind))
        if self._sorting is None:
            self._publish(ArrivalOrder(ids, newest_first=self._newest_first))
        elif len(ids) <= _SORTED_EARLY:
            self._publish(SortedOrder(IdList(), self._sorting, self._get).added(ids))


def blame(
    records: Snapshot[Any], ids: IdList, tests: Sequence[tuple[Any, Predicate]]
) -> Generator[None, None, list[Any]]:
    """Which of the named *tests* alone lets none of *ids* through."""
    guilty = []
    until = perf_counter() + SLICE_S
    for name, passes in tests:
        for block in ids.blocks(BLOCK, backwards=False):
            if any(map(passes, records.some(block))):
                break
            if perf_counter() > until:
                yield None
                until = perf_counter() + SLICE_S
        else:
            guilty.append(name)
    return guilty
