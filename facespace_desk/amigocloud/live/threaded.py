"""A feed on a thread of its own, handed over in batches: a window that stands still costs no line.

    feed ──▶ what waits ──▶ deliver(batch)  one at a time until `taken()`; 30 a second, or full ones

Every event is handed over, in order. Positions are read here, too; while the window is busy with
a batch, or very many wait, newer positions of an object replace older ones, and are counted. So
the room that positions take is bounded by their objects. Events that wait are bounded as well, by a
limit that takes minutes to reach: beyond it the newest are left out and counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from facespace_desk.amigocloud.live.feed import EventFeed
from facespace_desk.amigocloud.live.records import FeedInfo, Item, LiveEvent, StateChange
from facespace_desk.amigocloud.live.reports import (
    REALTIME,
    Dropped,
    ObjectKey,
    ObjectReport,
    read_reports,
)

log = logging.getLogger("desk.amigocloud.live")

INTERVAL_S = 1 / 30
BATCH_ITEMS = 1_000  # of one batch: what a window can take in without standing still
BATCH_POSITIONS = 1_000  # from here on they are merged as if the window were busy
STOP_S = 5.0
NAME = "amigocloud-live"


@dataclass(frozen=True)
class HeldLimits:
    """How much may wait for a window that does not take it."""

    events: int = 500_000
    bytes: int = 256 * 2**20  # of packets as they arrived
    objects: int = 200_000


@dataclass(frozen=True)
class Tally:
    """Counts since the thread began."""

    events: int = 0
    reports: int = 0
    merged: int = 0  # positions that a newer one of the same object replaced before a batch left
    left_out: int = 0  # events beyond the limits
    unplaced: int = 0  # positions of more objects than the limits allow
    dropped: Mapping[Dropped, int] = field(default_factory=dict)
    batches: int = 0


@dataclass(frozen=True)
class LiveBatch:
    """What arrived since the batch before: `items` in order, `positions` as far as not merged."""

    items: tuple[Item, ...]
    positions: tuple[ObjectReport, ...]
    tally: Tally
    info: FeedInfo

    @property
    def events(self) -> tuple[LiveEvent, ...]:
        return tuple(item for item in self.items if isinstance(item, LiveEvent))


Deliver = Callable[[LiveBatch], None]
OpenFeed = Callable[[], AbstractAsyncContextManager[EventFeed]]


class Held:
    """What waits for the next batch; pure."""

    def __init__(self, limits: HeldLimits) -> None:
        self.tally = Tally()
        self._limits = limits
        self._items: list[Item] = []
        self._bytes = 0
        self._positions: list[ObjectReport] = []
        self._places: dict[ObjectKey, int] = {}  # of each object's last, in the list
        self._dropped: Counter[Dropped] = Counter()
        self._events = self._reports = self._merged = self._left_out = self._unplaced = 0
        self._batches = 0

    @property
    def is_empty(self) -> bool:
        return not self._items and not self._positions

    @property
    def is_full(self) -> bool:
        """Whether a batch of the largest size is waiting."""
        return len(self._items) >= BATCH_ITEMS

    def take(self, item: Item, *, is_busy: bool) -> None:
        """*is_busy*: the window still works on a batch, so that positions are merged."""
        if isinstance(item, StateChange):
            self._items.append(item)
            return
        self._events += 1
        if len(self._items) >= self._limits.events or self._bytes > self._limits.bytes:
            self._left_out += 1
        else:
            self._items.append(item)
            self._bytes += item.size
        if isinstance(item, LiveEvent) and item.name == REALTIME:
            self._place(item.data, is_busy=is_busy)

    def batch(self, info: FeedInfo) -> LiveBatch:
        """The oldest BATCH_ITEMS of what waits, and all positions."""
        self._batches += 1
        self.tally = Tally(
            self._events,
            self._reports,
            self._merged,
            self._left_out,
            self._unplaced,
            dict(self._dropped),
            self._batches,
        )
        items = self._items[:BATCH_ITEMS]
        del self._items[:BATCH_ITEMS]
        self._bytes -= sum(item.size for item in items if not isinstance(item, StateChange))
        positions, self._positions, self._places = self._positions, [], {}
        return LiveBatch(tuple(items), tuple(positions), self.tally, info)

    def _place(self, data: object, *, is_busy: bool) -> None:
        reports = read_reports(data)
        if reports.dropped:
            self._dropped += reports.dropped
        self._reports += len(reports.taken)
        for report in reports.taken:
            place = self._places.get(report.key)
            if place is not None and (is_busy or len(self._positions) >= BATCH_POSITIONS):
                self._merged += 1
                if not _is_older(report, self._positions[place]):
                    self._positions[place] = report
            elif len(self._positions) >= self._limits.objects:
                self._unplaced += 1
            else:
                self._places[report.key] = len(self._positions)
                self._positions.append(report)


def _is_older(report: ObjectReport, than: ObjectReport) -> bool:
    """Feeders send late reports after newer ones; without times the last that came is newest."""
    return report.at_ms is not None and than.at_ms is not None and report.at_ms < than.at_ms


class LiveThread:
    """One feed, one thread, one plain event loop.

    *open_feed* is called on the thread; what the feed needs, such as a client for tickets, is
    made and closed there with it. *deliver* is called on the thread, too, and must only pass the
    batch on; whoever has worked on it calls `taken` from any thread.
    """

    def __init__(
        self,
        open_feed: OpenFeed,
        deliver: Deliver,
        *,
        interval_s: float = INTERVAL_S,
        limits: HeldLimits | None = None,
    ) -> None:
        self._open_feed = open_feed
        self._deliver = deliver
        self._interval_s = interval_s
        self._held = Held(limits or HeldLimits())
        self._feed: EventFeed | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._main: asyncio.Task[None] | None = None
        self._is_in_flight = False
        self._arrived = asyncio.Event()
        self._free = asyncio.Event()
        self._is_stopping = threading.Event()
        self._begun = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=NAME)

    @property
    def info(self) -> FeedInfo | None:
        """The line at this moment; None before it began and after its end."""
        feed = self._feed
        return feed.info if feed is not None else None

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def start(self) -> None:
        """Once."""
        self._thread.start()

    async def stop(self, timeout_s: float = STOP_S) -> bool:
        """Ends feed and thread, politely; whether they ended in time. Again does no harm."""
        self._is_stopping.set()
        self._call(self._cancel)
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join, timeout_s)
        if self._thread.is_alive():
            log.warning("AmigoCloud: the live thread does not end")
        return not self._thread.is_alive()

    def taken(self) -> None:
        """The window has worked on the batch, and is ready for the next."""
        self._call(self._set_free)

    def reconnect(self) -> None:
        """See `EventFeed.reconnect`."""
        self._call(lambda: self._with_feed(EventFeed.reconnect))

    def authenticate(self) -> None:
        """See `EventFeed.authenticate`."""
        self._call(lambda: self._with_feed(EventFeed.authenticate))

    def _call(self, deed: Callable[[], object]) -> None:
        with self._begun:
            loop = self._loop
            if loop is not None:
                loop.call_soon_threadsafe(deed)

    def _with_feed(self, deed: Callable[[EventFeed], None]) -> None:
        if self._feed is not None:
            deed(self._feed)

    def _cancel(self) -> None:
        if self._main is not None:
            self._main.cancel()

    def _set_free(self) -> None:
        self._is_in_flight = False
        self._free.set()

    # On the thread.

    def _run(self) -> None:
        # Its own pool, which nobody waits for: a name server that never answers must not hold us.
        pool = ThreadPoolExecutor(2, thread_name_prefix=f"{NAME}-names")
        loop = asyncio.new_event_loop()
        loop.set_default_executor(pool)
        try:
            self._main = loop.create_task(self._live())
            with self._begun:
                self._loop = loop
            if self._is_stopping.is_set():
                self._main.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                loop.run_until_complete(self._main)
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            with self._begun:
                self._loop = None
            pool.shutdown(wait=False, cancel_futures=True)
            loop.close()

    async def _live(self) -> None:
        async with self._open_feed() as feed:
            self._feed = feed
            running = asyncio.create_task(feed.run(self._take), name="amigocloud-feed")
            handing = asyncio.create_task(self._hand_over(feed), name="amigocloud-batches")
            tasks = (running, handing)
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in tasks:
                    if task.done():
                        task.result()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
                self._feed = None

    def _take(self, item: Item) -> None:
        self._held.take(item, is_busy=self._is_in_flight)
        self._arrived.set()

    async def _hand_over(self, feed: EventFeed) -> None:
        while True:
            await self._arrived.wait()
            if not self._held.is_full:  # else the next follows as soon as the window is ready
                await asyncio.sleep(self._interval_s)
            while self._is_in_flight:
                self._free.clear()
                await self._free.wait()
            self._arrived.clear()
            if not self._held.is_empty:
                self._pass_on(self._held.batch(feed.info))
            if not self._held.is_empty:
                self._arrived.set()

    def _pass_on(self, batch: LiveBatch) -> None:
        self._is_in_flight = True
        try:
            self._deliver(batch)
        except Exception:
            # A window that is gone or mistaken must not end the line.
            log.exception("AmigoCloud: a batch of live events was not taken")
            self._is_in_flight = False
