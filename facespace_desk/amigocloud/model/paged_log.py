"""A log of which only the newest rows and some pages are in memory. Pure: no Qt.

The others are asked for when somebody looks at them; until they come, something else stands in
their place.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from facespace_desk.modelkit.ids import IdList
from facespace_desk.modelkit.rows import RecordLog, Snapshot
from facespace_desk.store.event_records import StoredEvent

PAGE: Final = 512
_PAGES: Final = 96
TAIL: Final = 16_384  # more than can arrive before the store has written


class PagedLog(RecordLog[StoredEvent]):
    """Events by number. *want* is told the page that is missing."""

    def __init__(self, want: Callable[[int], None], stand_in: Callable[[int], StoredEvent]) -> None:
        super().__init__()
        self._want = want
        self._stand_in = stand_in
        self._ids = IdList()
        self._tail: dict[int, StoredEvent] = {}
        self._pages: OrderedDict[int, dict[int, StoredEvent]] = OrderedDict()
        self._pinned: dict[int, StoredEvent] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, row_id: object) -> bool:
        if not isinstance(row_id, int) or not self.first <= row_id < self.end:
            return False
        place = self._ids.place_ascending(row_id)
        return place < len(self._ids) and self._ids.at(place) == row_id

    def get(self, row_id: int) -> StoredEvent:
        """The event, or what stands for it until its page comes."""
        found = self._tail.get(row_id) or self._pinned.get(row_id)
        if found is not None:
            return found
        number = row_id // PAGE
        page = self._pages.get(number)
        found = None if page is None else page.get(row_id)
        if found is None:  # also where the page was read before it was full
            self._want(number)
            return self._stand_in(row_id)
        self._pages.move_to_end(number)
        return found

    def ids(self) -> IdList:
        return self._ids

    def become(self, ids: IdList, end: int) -> None:
        """Hold *ids* and no others; *end* is the next one's."""
        self._ids = ids
        self.first = ids.at(0) if len(ids) else end
        self.end = end
        if not len(ids):
            self._tail.clear()
            self._pages.clear()
            self._pinned.clear()

    def extend(self, first: int, rows: Sequence[StoredEvent]) -> range:
        """Append *rows*, whose numbers begin with *first*; the oldest leave memory."""
        fresh = range(first, first + len(rows))
        self._ids = self._ids.appended(fresh)
        if len(self._ids) == len(fresh):
            self.first = first
        self.end = fresh.stop
        self._tail.update(zip(fresh, rows, strict=True))
        surplus = len(self._tail) - TAIL
        if surplus > 0:
            for number in list(self._tail)[:surplus]:
                del self._tail[number]
        return fresh

    def put_page(self, number: int, rows: Iterable[StoredEvent]) -> None:
        """Take in a page that was wanted."""
        self._pages[number] = {row.number: row for row in rows}
        self._pages.move_to_end(number)
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)

    def pin(self, rows: Iterable[StoredEvent]) -> None:
        """Keep *rows* in memory until others are pinned."""
        self._pinned = {row.number: row for row in rows}

    def is_loaded(self, row_id: int) -> bool:
        """Whether the event itself is in memory."""
        page = self._pages.get(row_id // PAGE)
        return (
            row_id in self._tail or row_id in self._pinned or (page is not None and row_id in page)
        )

    def put(self, row: StoredEvent) -> None:
        """Show *row* in the place of the one with its number."""
        for held in (self._tail, self._pinned, self._pages.get(row.number // PAGE, {})):
            if row.number in held:
                held[row.number] = row

    def snapshot(self) -> Snapshot[StoredEvent]:
        """Only where it begins and ends: nobody reads a million rows from here."""
        return Snapshot({}, self.first, self.end)
