"""The live line as the tab sees it: how it stands, what arrives, what was missed.

The line itself lives on a thread of its own (`live.threaded`). Batches of it are told here, on the
window's loop, one at a time; the thread hears when a batch has been worked on.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.feed import Clocks, EventFeed
from facespace_desk.amigocloud.live.records import (
    FeedInfo,
    LiveAddress,
    LiveEvent,
    LiveState,
    StateChange,
    Transport,
    Unreadable,
)
from facespace_desk.amigocloud.live.records import Protocol as Dialect
from facespace_desk.amigocloud.live.reports import whole
from facespace_desk.amigocloud.live.threaded import LiveBatch, LiveThread, Tally
from facespace_desk.amigocloud.live.tickets import TicketOffice, Tickets
from facespace_desk.amigocloud.model.gaps import Gap, Gaps
from facespace_desk.amigocloud.model.rates import Rates
from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.amigocloud.records import Dataset
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope

LOOK_S: Final = 1.0  # between two looks at network, ages and pongs
# Reserved for documents (RFC 5737, RFC 3849): which of our addresses would be used to get out.
_FAR_AWAY: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


OpenOffice = Callable[[], AbstractAsyncContextManager[TicketOffice]]
"""Makes a client of the thread's own, which gives tickets."""


@dataclass(frozen=True)
class LineOptions:
    """How the line is to be made. *proxy* holds its login, and so is a secret."""

    address: LiveAddress
    protocol: Dialect = "auto"
    transports: Sequence[Transport] | None = None
    proxy: str | None = None
    clocks: Clocks | None = None
    why_none: str = ""  # why there cannot be a line; empty when there can

    def __repr__(self) -> str:
        return f"LineOptions({self.address!r}, {self.protocol!r})"


class Link(QObject):
    """Signals:

    batch(LiveBatch): what arrived; at most thirty a second.
    changed: `state`, `info`, `tally` or anything that follows from them.
    state_changed(LoadState): for the window; renewed once a second while events come.
    gap_changed(Gap): a gap has begun or ended.
    """

    batch = Signal(object)
    changed = Signal()
    state_changed = Signal(object)
    gap_changed = Signal(object)

    def __init__(
        self,
        options: LineOptions,
        open_office: OpenOffice,
        sources: Sources,
        *,
        clock: Callable[[], int] = wall_ms,
        network: Callable[[], object] | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*open_office* is called on the thread. *network* answers something that changes with
        the way out of this computer; when None, the addresses that it would be taken from."""
        super().__init__(parent)
        self._options = options
        self._open_office = open_office
        self._sources = sources
        self._clock = clock
        self._network = network or way_out
        self._tasks = TaskScope("AmigoCloud link", report)
        self._loop = asyncio.get_running_loop()
        self._thread: LiveThread | None = None
        self._change: StateChange | None = None
        self._info = FeedInfo(LiveState.LOST, socket_path=options.address.socket_path)
        self._tally = Tally()
        self._past = Tally()  # of the threads before this one
        self._past_info = (0, 0, 0)  # connections, events, unreadable of these
        self._past_event_ms: int | None = None
        self._gaps = Gaps()
        self._rates = Rates()
        self._by_dataset: Counter[int | None] = Counter()
        self._state = LoadState.off(options.why_none or "Not connected")
        self._told_ms = 0
        sources.wanted_changed.connect(self._take_wishes)

    # what is known

    @property
    def is_on(self) -> bool:
        """Whether there is to be a line."""
        return self._thread is not None

    @property
    def why_none(self) -> str:
        """Why there cannot be a line, in words; empty when there can."""
        return self._options.why_none

    @property
    def state(self) -> LoadState:
        return self._state

    @property
    def change(self) -> StateChange | None:
        """The last step of the line; None while there is to be none."""
        return self._change

    @property
    def stand(self) -> LiveState | None:
        return self._change.state if self._change is not None else None

    @property
    def info(self) -> FeedInfo:
        """The line at this moment, or as it was at its end."""
        current = self._thread.info if self._thread is not None else None
        return current or self._info

    @property
    def namespace(self) -> str:
        """The part of the socket that events come on."""
        return self._options.address.namespace

    @property
    def tally(self) -> Tally:
        """Since the slice was opened."""
        return _sum(self._past, self._tally)

    @property
    def events(self) -> int:
        return self._past_info[1] + self.info.events

    @property
    def event_ms(self) -> int | None:
        """When the last event came, on this line or one before it."""
        return self.info.event_ms or self._past_event_ms

    @property
    def unreadable(self) -> int:
        return self._past_info[2] + self.info.unreadable

    @property
    def reconnects(self) -> int:
        return max(0, self._past_info[0] + self.info.connections - 1)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return self._gaps.all

    @property
    def gap_count(self) -> int:
        return self._gaps.count

    @property
    def now_ms(self) -> int:
        return self._clock()

    @property
    def per_s(self) -> float:
        """Events a second."""
        return self._rates.per_s(self._clock())

    def rates(self) -> list[int]:
        """Events in each of the last seconds, see `Rates.seconds`."""
        return self._rates.seconds(self._clock())

    def count_of(self, dataset_id: int | None) -> int:
        """Events that name this dataset; with None, those that name none."""
        return self._by_dataset[dataset_id]

    # what can be done

    def connect_line(self) -> None:
        """Make a line, and keep it up."""
        if self._thread is None and not self.why_none:
            self._begin()

    def disconnect_line(self) -> None:
        """Listen no longer."""
        if self._thread is None:
            return
        self._end_thread()
        self._change = None
        gap = self._gaps.leave(self._clock())
        if gap is not None:
            self.gap_changed.emit(gap)
        self._show(LoadState.off("Disconnected"))

    def reconnect(self) -> None:
        """Make a new line now, whatever the present one seems to be."""
        if self._thread is None:
            self.connect_line()
        else:
            self._gaps.renew(self._clock())
            self._end_thread()
            self._begin()

    def reauthenticate(self) -> None:
        """Fetch all tickets anew and send them, on the line as it is."""
        if self._thread is not None:
            self._thread.authenticate()

    async def close(self) -> None:
        """End the thread."""
        self._tasks.cancel("watch")
        self.disconnect_line()
        await self._tasks.finish()

    # the thread

    def _begin(self) -> None:
        self._tally, self._info = Tally(), FeedInfo(LiveState.CONNECTING)
        self._change = StateChange(self._clock(), LiveState.CONNECTING)
        holder: list[LiveThread] = []

        def deliver(batch: LiveBatch) -> None:
            self._on_window(lambda: self._take(holder[0], batch))

        thread = LiveThread(self._open_feed, deliver)
        holder.append(thread)
        self._thread = thread
        self._tasks.start(self._watch(), name="watch", replacing="watch")
        thread.start()
        self._show(LoadState.loading("Connecting"))

    def _end_thread(self) -> None:
        thread, self._thread = self._thread, None
        assert thread is not None
        self._info = thread.info or self._info
        self._remember()
        self._tasks.start(thread.stop(), name="stop")

    def _open_feed(self) -> AbstractAsyncContextManager[EventFeed]:
        return self._feed()

    @asynccontextmanager
    async def _feed(self) -> AsyncIterator[EventFeed]:
        """On the thread: the feed with a client of its own."""
        options = self._options
        async with self._open_office() as office:
            yield EventFeed(
                options.address,
                Tickets(office, self._wishes, self._refused),
                protocol=options.protocol,
                transports=options.transports,
                proxy=options.proxy,
                clocks=options.clocks,
            )

    def _wishes(self) -> tuple[bool, Sequence[Dataset]]:
        """On the thread, which only reads."""
        sources = self._sources.wanted_sources()
        return self._sources.wanted.user, [source.dataset() for source in sources]

    def _refused(self, refused: Mapping[int | None, str]) -> None:
        self._on_window(lambda: self._sources.note_refused(refused))

    def _on_window(self, deed: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the window's loop has ended
            self._loop.call_soon_threadsafe(deed)

    def _take(self, thread: LiveThread, batch: LiveBatch) -> None:
        try:
            if thread is self._thread:
                self._take_batch(batch)
        finally:
            thread.taken()

    def _take_batch(self, batch: LiveBatch) -> None:
        self._tally, self._info = batch.tally, batch.info
        changes = []
        for item in batch.items:
            if isinstance(item, StateChange):
                changes.append(item)
            elif isinstance(item, LiveEvent):
                self._by_dataset[dataset_of(item)] += 1
        arrived = sum(1 for item in batch.items if not isinstance(item, StateChange))
        self._rates.add(arrived, self._clock())
        for change in changes:
            for gap in self._gaps.take(change, batch.info.heard_ms):
                self.gap_changed.emit(gap)
        self.batch.emit(batch)
        for change in changes:
            self._take_change(change)
        if not changes and self._clock() - self._told_ms >= 1000:
            self._renew()
        self.changed.emit()

    def _take_change(self, change: StateChange) -> None:
        self._change = change
        if change.state is LiveState.LOST:
            assert change.error is not None
            self._show(LoadState.failed(change.error, updated_ms=self.event_ms))
        elif change.state in (LiveState.CONNECTING, LiveState.JOINED):
            if self._state.error is None:  # else it stays lost until it is back
                words = "Connecting" if change.state is LiveState.CONNECTING else "Subscribing"
                self._show(LoadState.loading(words, updated_ms=self.event_ms))
        else:
            self._renew()

    def _renew(self) -> None:
        """Say that the line is well."""
        if self.stand is LiveState.WAITING:
            self._show(LoadState.live(self.event_ms, "Waiting for events"))
        elif self.stand is LiveState.RECEIVING:
            self._show(LoadState.live(self.event_ms, "Receiving events"))

    def _show(self, state: LoadState) -> None:
        self._told_ms = self._clock()
        self._state = state.after(self._state)
        self.state_changed.emit(self._state)
        self.changed.emit()

    def _remember(self) -> None:
        """Add the counts of a thread that ends to those before."""
        connections, events, unreadable = self._past_info
        info = self._info
        self._past_info = (
            connections + info.connections,
            events + info.events,
            unreadable + info.unreadable,
        )
        self._past, self._tally = self.tally, Tally()
        self._past_event_ms = self.event_ms
        self._info = FeedInfo(LiveState.LOST, event_ms=info.event_ms, heard_ms=info.heard_ms)

    def _take_wishes(self, is_only_more: bool) -> None:
        """There is no word for leaving, so less is a new line. More is asked for on the same one,
        also where it is still being made."""
        if self._thread is None:
            return
        if not is_only_more:
            self.reconnect()
        elif self.stand is LiveState.LOST:
            self._thread.reconnect()
        else:
            self._thread.authenticate()

    async def _watch(self) -> None:
        """A line may seem open for minutes after the network under it has gone."""
        if self._options.address.base_url.is_loopback and self._network is way_out:
            return
        before = self._network()
        while True:
            await asyncio.sleep(LOOK_S)
            now = self._network()
            if now != before:
                before = now
                if self._thread is not None and now:
                    self._thread.reconnect()


def way_out() -> tuple[str, ...]:
    """The addresses of this computer that connections to far away would come from; empty without
    a network. Nothing is sent."""
    found = []
    for family, far in _FAR_AWAY:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            found.append(str(probe.getsockname()[0]))
    return tuple(found)


def dataset_of(event: LiveEvent | Unreadable) -> int | None:
    """The dataset that an event names."""
    data = event.data if isinstance(event, LiveEvent) else None
    return whole(data.get("dataset_id")) if isinstance(data, Mapping) else None


def _sum(one: Tally, other: Tally) -> Tally:
    return Tally(
        one.events + other.events,
        one.reports + other.reports,
        one.merged + other.merged,
        one.left_out + other.left_out,
        one.unplaced + other.unplaced,
        dict(Counter(one.dropped) + Counter(other.dropped)),
        one.batches + other.batches,
    )
