"""A feed on its own thread: batches, one at a time, merged positions, every event."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.amigocloud.live.feed import EventFeed
from facespace_desk.amigocloud.live.records import (
    FeedInfo,
    Item,
    LiveAddress,
    LiveEvent,
    LiveState,
    StateChange,
)
from facespace_desk.amigocloud.live.reports import Dropped
from facespace_desk.amigocloud.live.threaded import (
    BATCH_ITEMS,
    NAME,
    Held,
    HeldLimits,
    LiveBatch,
    LiveThread,
)
from facespace_desk.net.base_url import BaseUrl
from tests.amigocloud.live.listening import QUICK, Tickets, eventually
from tests.conftest import AllowLogs
from tests.servers.socketio import RealServer, real_server

INFO = FeedInfo(LiveState.RECEIVING)


class Window:
    """Collects batches on the thread that hands them over, and takes each at once if it may."""

    def __init__(self) -> None:
        self.batches: list[LiveBatch] = []
        self.threads: set[str] = set()
        self.takes = True
        self.thread: LiveThread | None = None

    def deliver(self, batch: LiveBatch) -> None:
        self.threads.add(threading.current_thread().name)
        self.batches.append(batch)
        if self.takes:
            self.take()

    def take(self) -> None:
        assert self.thread is not None
        self.thread.taken()

    @property
    def items(self) -> list[Item]:
        return [item for batch in self.batches for item in batch.items]

    def named(self, name: str) -> list[Any]:
        return [
            each.data for each in self.items if isinstance(each, LiveEvent) and each.name == name
        ]

    @property
    def states(self) -> list[LiveState]:
        return [each.state for each in self.items if isinstance(each, StateChange)]

    async def until_waiting(self, times: int = 1) -> None:
        await eventually(lambda: self.states.count(LiveState.WAITING) >= times)


@contextlib.asynccontextmanager
async def live(
    server: RealServer, open_feed: Callable[[], Any] | None = None, **options: Any
) -> AsyncIterator[Window]:
    window = Window()

    def usual() -> EventFeed:
        address = LiveAddress(BaseUrl.parse(server.url))
        return EventFeed(address, Tickets(), protocol=server.protocol, clocks=QUICK)

    window.thread = LiveThread(open_feed or usual, window.deliver, **options)
    window.thread.start()
    try:
        yield window
    finally:
        assert await window.thread.stop(30)


def report(object_id: str, second: int, latitude: float = 1.0) -> dict[str, Any]:
    return {
        "object_id": object_id,
        "timestamp": str(1_700_000_000 + second),
        "latitude": str(latitude),
        "longitude": "2.0",
    }


def realtime(*reports: Any) -> LiveEvent:
    return LiveEvent(1, "realtime", {"dataset_id": 9, "data": list(reports)}, 100, True)


@pytest.mark.parametrize("version", ["1.7", "4.8"])
async def test_every_event_of_a_burst_is_handed_over_in_order(version: str) -> None:
    async with real_server(version) as server, live(server) as window:
        await window.until_waiting()
        await server.do("burst", start=0, count=10_000)
        await eventually(lambda: len(window.named("tick")) == 10_000)

    assert [data["n"] for data in window.named("tick")] == list(range(10_000))
    assert max(len(batch.items) for batch in window.batches) <= BATCH_ITEMS
    assert window.batches[-1].tally.events == 10_000
    assert window.batches[-1].tally.left_out == 0
    assert window.threads == {NAME}


async def test_a_busy_window_gets_one_batch_and_then_the_newest_positions() -> None:
    async with real_server("1.7") as server, live(server) as window:
        await window.until_waiting()
        window.takes = False
        await server.emit("first", {})
        await eventually(lambda: window.named("first"))
        count = len(window.batches)
        for second in range(50):
            reports = [report("bus", second, second / 10), report("tram", second, second / 20)]
            await server.emit("realtime", {"dataset_id": 9, "data": reports})
        thread = window.thread
        assert thread is not None
        await eventually(lambda: thread.info is not None and thread.info.events == 51)
        assert len(window.batches) == count  # at most one in flight
        window.takes = True
        window.take()
        await eventually(lambda: len(window.named("realtime")) == 50)

    later = window.batches[count:]
    positions = [each for batch in later for each in batch.positions]
    newest = {each.object_id: each.latitude for each in positions}
    assert newest == {"bus": 4.9, "tram": 2.45}
    assert len(positions) == 2
    tally = later[-1].tally
    assert (tally.reports, tally.merged, tally.left_out) == (100, 98, 0)


async def test_a_window_that_stands_still_loses_no_line() -> None:
    """The loop of this test stands for the window's: it sleeps over several heartbeats."""
    async with (
        real_server("1.7", pingInterval=200, pingTimeout=2_000) as server,
        live(server) as window,
    ):
        await window.until_waiting()
        time.sleep(3.0)  # noqa: ASYNC251  # that is the point
        await server.emit("after", {})
        await eventually(lambda: window.named("after"))
    assert LiveState.LOST not in window.states


async def test_the_line_comes_back_and_says_so(allow_logs: AllowLogs) -> None:
    allow_logs(r"WARNING desk\.amigocloud\.live: AmigoCloud: live events lost")
    async with real_server("2.5") as server, live(server) as window:
        await window.until_waiting()
        await server.restart()
        await window.until_waiting(2)
        assert window.thread is not None
        window.thread.reconnect()
        await window.until_waiting(3)
        window.thread.authenticate()
        await server.until(lambda: len(server.tickets()) == 4)
    assert window.states.count(LiveState.LOST) >= 2


async def test_what_a_feed_needs_is_made_and_closed_on_its_thread() -> None:
    told: list[tuple[str, str]] = []

    async with real_server("4.8") as server:

        @contextlib.asynccontextmanager
        async def open_feed() -> AsyncIterator[EventFeed]:
            told.append(("opened", threading.current_thread().name))
            try:
                yield EventFeed(LiveAddress(BaseUrl.parse(server.url)), Tickets())
            finally:
                told.append(("closed", threading.current_thread().name))

        async with live(server, open_feed) as window:
            await window.until_waiting()
    assert told == [("opened", NAME), ("closed", NAME)]


async def test_stopping_at_any_moment_ends_the_thread(server: RealServer) -> None:
    for delay_s in (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3):
        async with live(server) as window:
            await asyncio.sleep(delay_s)
        assert window.thread is not None
        assert not window.thread.is_alive
        assert await window.thread.stop()
        window.thread.taken()  # too late is no error
        window.thread.reconnect()
        assert window.thread.info is None


async def test_a_thread_that_never_began_can_be_stopped() -> None:
    def open_feed() -> Any:
        raise AssertionError("nobody asked")

    assert await LiveThread(open_feed, lambda _batch: None).stop()


def test_an_idle_window_gets_every_position() -> None:
    held = Held(HeldLimits())
    for second in range(3):
        held.take(realtime(report("bus", second)), is_busy=False)
    batch = held.batch(INFO)
    assert [each.at_ms for each in batch.positions] == [
        1_700_000_000_000 + 1000 * second for second in range(3)
    ]
    assert batch.tally.merged == 0
    assert held.is_empty


def test_a_late_report_does_not_replace_a_newer_one() -> None:
    held = Held(HeldLimits())
    held.take(realtime(report("bus", 60, 6.0)), is_busy=True)
    held.take(realtime(report("bus", 30, 3.0)), is_busy=True)
    (position,) = held.batch(INFO).positions
    assert position.latitude == 6.0


def test_the_same_object_of_two_datasets_is_two() -> None:
    held = Held(HeldLimits())
    for dataset in (9, 10):
        data = {"dataset_id": dataset, "data": [report("bus", 1)]}
        held.take(LiveEvent(1, "realtime", data, 100, True), is_busy=True)
    assert len(held.batch(INFO).positions) == 2


def test_dropped_reports_are_counted_by_reason() -> None:
    held = Held(HeldLimits())
    held.take(realtime(report("", 1), report("bus", 1, 91.0), report("bus", 2)), is_busy=False)
    tally = held.batch(INFO).tally
    assert tally.dropped == {Dropped.NO_OBJECT: 1, Dropped.OUT_OF_RANGE: 1}
    assert tally.reports == 1


@pytest.mark.parametrize("limits", [HeldLimits(events=5), HeldLimits(bytes=499)])
def test_what_waits_is_bounded_and_what_is_left_out_is_counted(limits: HeldLimits) -> None:
    held = Held(limits)
    for second in range(8):
        held.take(realtime(report("bus", second, float(second))), is_busy=True)
    held.take(StateChange(1, LiveState.LOST), is_busy=True)
    batch = held.batch(INFO)
    assert len(batch.items) == 6  # the state is always told
    assert (batch.tally.events, batch.tally.left_out, batch.tally.merged) == (8, 3, 7)
    assert [each.latitude for each in batch.positions] == [7.0]
    held.take(realtime(), is_busy=True)
    assert len(held.batch(INFO).items) == 1


def test_more_objects_than_the_limit_are_counted() -> None:
    held = Held(HeldLimits(objects=3))
    for number in range(5):
        held.take(realtime(report(f"bus {number}", 1)), is_busy=False)
    batch = held.batch(INFO)
    assert (len(batch.positions), batch.tally.unplaced) == (3, 2)


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans()), max_size=60))
def test_whatever_the_rhythm_every_event_and_each_last_position_arrives(
    steps: list[tuple[int, bool, bool]],
) -> None:
    """Each step: an object that reports, whether the window is busy, whether a batch leaves."""
    held = Held(HeldLimits())
    batches: list[LiveBatch] = []
    last: dict[str, int] = {}
    for moment, (number, is_busy, leaves) in enumerate(steps):
        last[str(number)] = 1_700_000_000_000 + 1000 * moment
        held.take(realtime(report(str(number), moment)), is_busy=is_busy)
        if leaves:
            batches.append(held.batch(INFO))
    batches.append(held.batch(INFO))

    seen: dict[str, int | None] = {}
    for batch in batches:
        seen |= {each.object_id: each.at_ms for each in batch.positions}
    assert seen == last
    assert sum(len(batch.items) for batch in batches) == len(steps)
    handed_over = sum(len(batch.positions) for batch in batches)
    assert handed_over + batches[-1].tally.merged == len(steps)
