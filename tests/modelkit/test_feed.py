"""Feed keeps a source open and is honest about its age."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.modelkit.feed import (
    Clocks,
    Feed,
    Freshness,
    jittered_wait_s,
    polled,
)
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.net.errors import ErrorKind, ServerTrouble, SignedOut, Unreachable

if TYPE_CHECKING:
    from tests.conftest import AllowLogs


class Time:
    """A clock that moves only when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept = 0.0  # by the machine: wall time only
        self.starting: list[Callable[[], None]] = []
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = itertools.count()
        self.clocks = Clocks(
            monotonic=lambda: self.now,
            wall=lambda: 1_700_000_000 + self.now + self.slept,
            sleep=self.sleep,
            wait_s=float,
        )

    async def sleep(self, wait_s: float) -> None:
        until: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + wait_s, next(self._number), until))
        await until

    async def go(self, duration_s: float) -> None:
        end = self.now + duration_s
        while self.starting:
            self.starting.pop()()
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            self.now, _number, until = heapq.heappop(self._sleepers)
            if not until.done():
                until.set_result(None)
            await settle()
        self.now = end


async def settle() -> None:
    for _ in range(12):
        await asyncio.sleep(0)


class Service:
    """What a poll answers, changed by the test."""

    def __init__(self) -> None:
        self.answer: Callable[[], int] = lambda: 1
        self.asked = 0

    async def ask(self) -> int:
        self.asked += 1
        return self.answer()

    def fail(self, error: Exception) -> None:
        def answer() -> int:
            raise error

        self.answer = answer


def offline() -> Unreachable:
    return Unreachable("no answer", service="FaceSpace", operation="poll")


class Bench:
    def __init__(self, service: Service, time: Time) -> None:
        self.items: list[int] = []
        self.states: list[LoadState] = []
        self.feed = Feed(
            "FaceSpace",
            polled(service.ask, 2.0, time.clocks.sleep),
            interval_s=2.0,
            on_item=self.items.append,
            on_state=self.states.append,
            clocks=time.clocks,
        )

    def phases(self) -> list[Phase]:
        return [phase for phase, _same in itertools.groupby(state.phase for state in self.states)]


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
async def bench(service: Service, time: Time) -> AsyncIterator[Bench]:
    """A feed that begins with the first step of the clock, when the test has set the scene."""
    bench = Bench(service, time)
    tasks: list[asyncio.Task[None]] = []
    time.starting.append(lambda: tasks.append(asyncio.create_task(bench.feed.run())))
    yield bench
    for task in tasks:
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled() or task.exception() is None


async def test_every_interval_brings_an_item_and_the_state_is_live(
    bench: Bench, time: Time
) -> None:
    await time.go(7)
    assert len(bench.items) == 4
    assert bench.phases() == [Phase.LOADING, Phase.LIVE]
    assert bench.feed.state.updated_ms == 1_700_000_106_000


async def test_a_lost_service_ages_through_slow_and_stale_to_offline(
    bench: Bench, service: Service, time: Time, allow_logs: AllowLogs
) -> None:
    allow_logs("desk.feed: FaceSpace is lost")
    await time.go(1)
    service.fail(offline())
    await time.go(60)
    assert bench.phases() == [Phase.LOADING, Phase.LIVE, Phase.SLOW, Phase.STALE, Phase.OFFLINE]
    assert bench.feed.state.updated_ms == 1_700_000_100_000


async def test_three_missed_intervals_show_within_a_second(
    bench: Bench, service: Service, time: Time, allow_logs: AllowLogs
) -> None:
    allow_logs("lost")
    await time.go(1)
    service.fail(offline())
    await time.go(6)
    assert bench.feed.state.phase is Phase.STALE


async def test_loss_and_return_are_logged_once_each(
    bench: Bench,
    service: Service,
    time: Time,
    allow_logs: AllowLogs,
    caplog: pytest.LogCaptureFixture,
) -> None:
    allow_logs("lost")
    caplog.set_level("INFO", "desk.feed")
    await time.go(1)
    service.fail(offline())
    await time.go(40)
    service.answer = lambda: 2
    await time.go(20)
    assert [record.getMessage() for record in caplog.records] == [
        "FaceSpace is lost: unreachable",
        "FaceSpace is back after 45 s",
    ]
    assert bench.feed.state.phase is Phase.LIVE


async def test_attempts_become_rarer(
    bench: Bench, service: Service, time: Time, allow_logs: AllowLogs
) -> None:
    allow_logs("lost")
    service.fail(offline())
    await time.go(54.9)  # 0, 1, 1+2, ... 1+2+...+9
    assert service.asked == 10


async def test_a_server_that_asks_for_patience_gets_it(
    bench: Bench, service: Service, time: Time, allow_logs: AllowLogs
) -> None:
    allow_logs("lost")
    service.fail(
        ServerTrouble(
            "busy",
            service="FaceSpace",
            operation="poll",
            kind=ErrorKind.RATE_LIMITED,
            retry_after_s=20,
        )
    )
    await time.go(19.5)
    assert service.asked == 1
    await time.go(1)
    assert service.asked == 2


async def test_a_refused_key_ends_the_attempts(
    bench: Bench, service: Service, time: Time, allow_logs: AllowLogs
) -> None:
    allow_logs("lost")
    service.fail(SignedOut("wrong key", service="FaceSpace", operation="poll"))
    await time.go(100)
    assert service.asked == 1
    assert bench.feed.state.phase is Phase.SIGNED_OUT


async def test_asking_now_cuts_the_wait_short(
    bench: Bench, service: Service, time: Time, allow_logs: AllowLogs
) -> None:
    allow_logs("lost")
    service.fail(offline())
    await time.go(50)
    asked = service.asked
    bench.feed.probe_now()
    await settle()
    assert service.asked == asked + 1


async def test_a_machine_that_wakes_asks_at_once(
    bench: Bench, service: Service, time: Time, allow_logs: AllowLogs
) -> None:
    allow_logs("lost")
    service.fail(offline())
    await time.go(50)
    asked = service.asked
    time.slept += 3_600
    await time.go(1.1)
    assert service.asked == asked + 1


async def test_a_dead_stream_is_replaced_after_waking(time: Time) -> None:
    opened = 0
    items: list[int] = []

    async def stream() -> AsyncIterator[int]:
        nonlocal opened
        opened += 1
        yield opened
        await asyncio.Event().wait()  # a connection that died in the sleep says nothing

    feed = Feed(
        "events",
        stream,
        interval_s=10,
        on_item=items.append,
        on_state=lambda state: None,
        clocks=time.clocks,
    )
    task = asyncio.create_task(feed.run())
    await time.go(2)
    time.slept += 600
    await time.go(1.5)
    assert items == [1, 2]
    task.cancel()
    await asyncio.wait({task})


async def test_a_silent_stream_is_stale_without_any_error(time: Time) -> None:
    async def stream() -> AsyncIterator[int]:
        yield 1
        await asyncio.Event().wait()

    states: list[LoadState] = []
    feed = Feed(
        "events",
        stream,
        interval_s=2,
        on_item=lambda item: None,
        on_state=states.append,
        clocks=time.clocks,
    )
    task = asyncio.create_task(feed.run())
    await time.go(120)
    assert states[-1].phase is Phase.STALE
    task.cancel()
    await asyncio.wait({task})


async def test_an_error_of_ours_ends_the_feed_loudly(service: Service, time: Time) -> None:
    service.fail(KeyError("bug"))
    feed = Bench(service, time).feed
    with pytest.raises(KeyError):
        await feed.run()


async def test_it_can_run_again_after_it_was_cancelled(service: Service, time: Time) -> None:
    bench = Bench(service, time)
    for _ in range(2):
        task = asyncio.create_task(bench.feed.run())
        await time.go(1)
        task.cancel()
        await asyncio.wait({task})
    assert bench.items == [1, 1]


def test_without_any_answer_yet_an_error_means_offline() -> None:
    fresh = Freshness(2, begun_at=0)
    assert fresh.judge(1).phase is Phase.LOADING
    fresh.bad(offline())
    assert fresh.judge(1).phase is Phase.OFFLINE


@given(st.integers(1, 10_000))
def test_waits_are_between_half_a_second_and_a_minute(attempt: int) -> None:
    assert 0.5 <= jittered_wait_s(attempt) <= 60
