"""The kept events as a table: read in pages, searched where they lie, capped.

The store holds them; in memory are the newest and what somebody looks at. A filter is judged from
the newest event back, by the database as far as it can.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.event_rows import Row, absent, event_columns, gap_words
from facespace_desk.amigocloud.model.event_search import narrowing
from facespace_desk.amigocloud.model.paged_log import PAGE, PagedLog
from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Filter, Predicate
from facespace_desk.modelkit.ids import IdList
from facespace_desk.modelkit.order import ArrivalOrder
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.event_records import EventCaps, HeldEvents
from facespace_desk.store.events import NUMBER_MASK
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.store import Store

log = logging.getLogger("desk.amigocloud.events")

KIND: Final = "amigocloud.events"
CAPS: Final = "caps"
FIRST_BLOCK: Final = 2_000  # searched at once, so that something is shown soon
BLOCK: Final = 20_000
MOST_WANTED: Final = 12  # pages; who scrolls past more of them has not looked at them
PIN_LIMIT: Final = 20_000
_TIME: Final = "at"


class KeptEvents(RecordTableModel[Row]):
    """A row's id is the event's number in the store.

    Signals:
        trouble_changed(str): why kept events cannot be read just now; empty when they can.
    """

    trouble_changed = Signal(str)

    def __init__(
        self,
        store: Store,
        profile: str,
        display: Display,
        *,
        sources: Sources | None = None,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*sources* know what datasets are called."""
        super().__init__(
            event_columns(display, None if sources is None else sources.text),
            display=display,
            row_kind=lambda row: "gap" if row.kind == "gap" else "row",
            gap_text=lambda row: gap_words(row, display),
            parent=parent,
        )
        self._sources = sources
        self._names: dict[int, str] = {}
        self._store = store
        self._profile = profile
        self._clock = clock
        self._paged = PagedLog(self._want_page, absent)
        self._log = self._paged
        self._tasks = TaskScope("events", report)
        self._muted: frozenset[str] = frozenset()
        self._object: ObjectKey | None = None
        self._is_open = False
        self._is_finding = False
        self._found_from = 0  # gaps before it are not in the order yet
        self._wanted: dict[int, None] = {}
        self._since_cap = 0
        self.caps = EventCaps()
        self.trouble = ""

        if sources is not None:
            self._names = sources.names
            sources.changed.connect(self._take_names)

    async def close(self) -> None:
        """End what is under way, and wait until it has ended."""
        await self._tasks.close()
        await super().close()

    async def _read_held(self) -> HeldEvents:
        """Begin with what is kept. Raises StoreTrouble."""
        self.caps = await self._read_caps()
        held = await self._store.events.open(self._profile)
        self._gaps = set(held.gaps)
        self._paged.become(IdList.of(held.numbers), held.end)
        self._is_open = True
        self._look_again()
        return held

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def shown_count(self) -> int:
        return self._rows - sum(number >= self._found_from for number in self._gaps)

    @property
    def is_searching(self) -> bool:
        return self._is_finding

    @property
    def object(self) -> ObjectKey | None:
        """The only object whose events are shown; None: all are."""
        return self._object

    def set_muted(self, names: Collection[str]) -> None:
        """Do not show events of these types; they go on being kept."""
        if frozenset(names) != self._muted:
            self._muted = frozenset(names)
            self.set_filter(self._filter)

    def set_object(self, key: ObjectKey | None) -> None:
        """Show only events that tell of one object, or (None) all."""
        if key != self._object:
            self._object = key
            self.set_filter(self._filter)

    def set_sorting(self, levels: Sequence[tuple[str, bool]]) -> None:
        """Only by time, which is the order of arrival: a million rows are not in memory."""
        if not levels:
            self._turn((), newest_first=True)
        elif levels[0][0] == _TIME:
            self._turn(tuple(levels[:1]), newest_first=levels[0][1])

    def set_newest_first(self, newest_first: bool) -> None:
        self._turn(self._levels, newest_first=newest_first)

    def passing(self, row_ids: Iterable[int]) -> list[int]:
        """Those of *row_ids* that are shown."""
        wanted = list(row_ids)
        rows = self._order.rows_of(wanted)
        return [number for number, row in zip(wanted, rows, strict=True) if row >= 0]

    def _turn(self, levels: tuple[tuple[str, bool], ...], *, newest_first: bool) -> None:
        self._levels = levels
        if newest_first != self._newest_first:
            self._newest_first = newest_first
            self._become(self._arrival(self._shown()))

    def _compiled(self, spec: Filter | None) -> Predicate | None:
        passes, muted, key = super()._compiled(spec), self._muted, self._object
        if not muted and key is None:
            return passes

        def holds(row: Row) -> bool:
            if row.name in muted or (key is not None and not _tells_of(row, key)):
                return False
            return passes is None or passes(row)

        return holds

    def _look_again(self) -> None:
        if self._passes is None or not self._is_open:
            self._tasks.cancel("find")
            self._is_finding = False
            self._found_from = 0
            self._become(self._arrival(self._paged.ids()))
            self._tell_counts()
            return
        self._is_finding = True
        self._tasks.start(self._find(), name="find", replacing="find")
        self._tell_counts()

    async def _find(self) -> None:
        """Look through what is kept, from the newest back."""
        end = stop = self._paged.end
        first, size = self._paged.first, FIRST_BLOCK
        narrow = narrowing(self._filter, self._muted, self._object, self._names.values())
        test = self._passes if self._filter is not None or self._object is not None else None
        try:
            await self._store.flush()
            while True:
                start = max(first, stop - size)
                found = await self._store.events.find(self._profile, start, stop, narrow, test)
                self._put_found(found, start, end if stop == end else None)
                if start <= first:
                    break
                stop, size = start, BLOCK
                self._tell_counts()
        except StoreTrouble as trouble:
            self._say_trouble(str(trouble))
        else:
            self._say_trouble("")
        self._is_finding = False
        self._tell_counts()
        if not self.shown_count:
            self.blamed.emit(())

    def _put_found(self, found: array[int], start: int, end: int | None) -> None:
        """Show what was *found* from *start* on: below what is newer, or, where the search began at
        *end*, in the place of what another filter had found."""
        ids = self._shown()
        self._found_from = start
        if end is not None:
            newer = ids.tail(ids.place_ascending(end))
            self._become(self._arrival(IdList((*IdList.of(found).chunks, *newer.chunks))))
        elif found:
            order = self._arrival(IdList((*IdList.of(found).chunks, *ids.chunks)))
            self._insert_run(order, self._rows if self._newest_first else 0, len(found))

    def _shown(self) -> IdList:
        order = self._order
        assert isinstance(order, ArrivalOrder)
        return order.ids

    def _arrival(self, ids: IdList) -> ArrivalOrder:
        return ArrivalOrder(ids, newest_first=self._newest_first)

    def _take_names(self) -> None:
        """Datasets may have other names: the cells say so, and the filter goes by it."""
        assert self._sources is not None
        if self._names != (names := self._sources.names):
            self._names = names
            self.rewrite()

    # -- what is kept ----------------------------------------------------------------------------

    async def whole(self, number: int) -> Row | None:
        """The event with all of its payload; None when it is not kept any more.

        Raises:
            StoreTrouble: the store could not be read.
        """
        await self._store.flush()
        return await self._store.events.one(self._profile, number)

    async def before(self, row: Row, object_id: str) -> Row | None:
        """The event before *row* that told of the same object. Raises StoreTrouble."""
        return await self._store.events.previous(
            self._profile, row.dataset_id, object_id, row.number
        )

    async def latest(self, key: ObjectKey) -> Row | None:
        """The last event that told of an object. Raises StoreTrouble."""
        await self._store.flush()
        return await self._store.events.previous(
            self._profile, key.dataset_id, key.object_id, NUMBER_MASK
        )

    async def some(self, numbers: Sequence[int]) -> list[Row]:
        """The whole events with *numbers*, as far as they are kept. Raises StoreTrouble."""
        await self._store.flush()
        return await self._store.events.some(self._profile, numbers)

    def shown_numbers(self) -> IdList:
        """The numbers of the rows shown at this moment, gaps among them, ascending."""
        return self._shown()

    def pin(self, numbers: Sequence[int]) -> None:
        """Have these in memory, as far as `PIN_LIMIT` allows: somebody may copy them."""
        missing = any(not self._paged.is_loaded(number) for number in numbers)
        if missing and len(numbers) <= PIN_LIMIT:
            self._tasks.start(self._pin(list(numbers)), name="pin", replacing="pin")

    def set_caps(self, caps: EventCaps) -> None:
        """Keep no more than *caps* allow, from now on."""
        self.caps = caps
        self._tasks.start(self._keep_caps(caps), name="keep caps", replacing="keep caps")
        self.cap_now()

    def cap_now(self) -> None:
        """Remove what is beyond the caps."""
        self._since_cap = 0
        self._tasks.start(self._cap(self.caps), name="cap", replacing="cap")

    def forget_all(self) -> None:
        """Remove every event from the store."""
        self._tasks.start(self._cap(EventCaps(count=0)), name="cap", replacing="cap")

    def _want_page(self, number: int) -> None:
        self._wanted.pop(number, None)
        self._wanted[number] = None
        while len(self._wanted) > MOST_WANTED:
            del self._wanted[next(iter(self._wanted))]
        if not self._tasks.is_running("pages"):
            self._tasks.start(self._read_pages(), name="pages")

    async def _read_pages(self) -> None:
        try:
            while self._wanted:
                number, _ = self._wanted.popitem()  # the last wanted is the one looked at
                await self._read_page(number)
        except StoreTrouble as trouble:
            self._wanted.clear()
            self._say_trouble(str(trouble))
        else:
            self._say_trouble("")

    async def _read_page(self, number: int) -> None:
        first = number * PAGE
        rows = await self._store.events.block(self._profile, first, first + PAGE)
        if self._missing(first, rows):
            await self._store.flush()  # raises while rows wait in memory
            rows = await self._store.events.block(self._profile, first, first + PAGE)
            self._forget_rows(self._missing(first, rows))
        fresh = [row.number for row in rows if not self._paged.is_loaded(row.number)]
        self._paged.put_page(number, rows)
        self._say_changed([number for number in fresh if number in self._paged])

    def _missing(self, first: int, rows: Sequence[Row]) -> list[int]:
        """Those of a page that should be among *rows* and are not."""
        ids = self._paged.ids()
        found = {row.number for row in rows}
        places = ids.place_ascending(first), ids.place_ascending(first + PAGE)
        return [
            number
            for number in ids.between(*places)
            if number not in found and not self._paged.is_loaded(number)
        ]

    def _forget_rows(self, numbers: Sequence[int]) -> None:
        """These are not kept any more."""
        if numbers:
            ids = self._paged.ids()
            self._hold(ids.deleted([ids.place_ascending(number) for number in numbers]))

    def _hold(self, ids: IdList) -> None:
        """Hold only *ids*, which all were held before."""
        gone = len(self._paged) - len(ids)
        self._paged.become(ids, self._paged.end)
        self._gaps = {number for number in self._gaps if number in self._paged}
        if self._passes is None:
            self._become(self._arrival(ids))
        else:
            import numpy as np  # large; not needed before events are removed

            held = ids.to_numpy()
            self._become(self._arrival(self._shown().kept(lambda each: np.isin(each, held))))
        self.trimmed += gone
        self.rows_trimmed.emit(gone)
        self._tell_counts()

    async def _cap(self, caps: EventCaps) -> None:
        try:
            removed = await self._store.events.cap(self._profile, caps, self._clock())
            if removed:
                log.info("removed %d events beyond the limits", removed)
                await self._synchronise()
        except StoreTrouble as trouble:
            self._say_trouble(str(trouble))

    async def _synchronise(self) -> None:
        """Hold what the store holds. While paused, pages find out by themselves what has gone."""
        held = await self._store.events.open(self._profile)
        stop = held.numbers[-1] + 1 if held.numbers else held.end
        if stop <= self._paged.end:
            mine = self._paged.ids()
            newer = mine.tail(mine.place_ascending(stop))
            self._hold(IdList((*IdList.of(held.numbers).chunks, *newer.chunks)))

    async def _pin(self, numbers: Sequence[int]) -> None:
        try:
            self._paged.pin(await self.some(numbers))
        except StoreTrouble as trouble:
            self._say_trouble(str(trouble))

    async def _read_caps(self) -> EventCaps:
        for document in await self._store.views.list(self._profile, KIND):
            if document.name == CAPS:
                try:
                    return msgspec.json.decode(document.json, type=EventCaps)
                except msgspec.DecodeError:
                    log.warning("the limits of kept events could not be read")
        return EventCaps()

    async def _keep_caps(self, caps: EventCaps) -> None:
        try:
            text = msgspec.json.encode(caps).decode()
            await self._store.views.put(self._profile, KIND, CAPS, text)
        except StoreTrouble as trouble:
            self._say_trouble(str(trouble))

    def _say_trouble(self, words: str) -> None:
        if words != self.trouble:
            self.trouble = words
            self.trouble_changed.emit(words)


def _tells_of(row: Row, key: ObjectKey) -> bool:
    return key.object_id in row.objects and row.dataset_id == key.dataset_id
