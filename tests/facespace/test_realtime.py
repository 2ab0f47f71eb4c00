"""The realtime feed keeps its schedule, tells misses, and ends for a reason (wire 3.3, 4, 7.2)."""

import asyncio
import math

import pytest

from facespace_desk.facespace.errors import APIKeyError, HTTPRequestError, InvalidUsageError
from facespace_desk.facespace.realtime import LONGEST_BACKOFF_S, Miss, RealtimeFeed
from facespace_desk.facespace.records import EndReason, Notice, Picture, Stop
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.http import Limits
from tests.facespace.making import FakeClock, client_for
from tests.limits import AT_ONCE_S

PICTURE = Picture(0, 1.0, {"gate": ("Mira Holt",)})


class Script:
    """Polls that answer one step each, then the last again; a step may take time or fail."""

    def __init__(self, clock: FakeClock, *steps: object, takes_s: float = 0.0) -> None:
        self.clock = clock
        self.steps = list(steps)
        self.takes_s = takes_s
        self.starts: list[float] = []

    async def __call__(self):
        self.starts.append(round(self.clock.now - 1000, 6))
        self.clock.now += self.takes_s
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        if isinstance(step, Exception):
            raise step
        return step


def feed_of(clock: FakeClock, script: Script, **options) -> RealtimeFeed:
    return RealtimeFeed(
        script,
        monotonic=clock,
        pause=clock.pause,
        now_ms=lambda: 7,
        spread=lambda low, high: high,
        **options,
    )


def trouble(kind=ErrorKind.SERVER_TROUBLE, retry_after_s=None):
    return HTTPRequestError("no", operation="recognition", kind=kind, retry_after_s=retry_after_s)


async def collected(feed: RealtimeFeed) -> list[object]:
    return [update async for update in feed]


async def test_polls_start_one_refresh_apart_whatever_they_take():
    clock = FakeClock()
    script = Script(clock, PICTURE, takes_s=0.2)
    await collected(feed_of(clock, script, refresh_s=0.5, limit=4))
    assert script.starts == [0, 0.5, 1.0, 1.5]


async def test_missed_ticks_are_skipped():
    clock = FakeClock()
    script = Script(clock, PICTURE, takes_s=1.2)
    await collected(feed_of(clock, script, refresh_s=0.5, limit=3))
    assert script.starts == [0, 1.5, 3.0]


async def test_slow_consumer_does_not_cause_a_burst():
    clock = FakeClock()
    script = Script(clock, PICTURE)
    feed = feed_of(clock, script, refresh_s=0.5, limit=3)
    async for _update in feed:
        clock.now += 10.1
    assert script.starts == [0, 10.5, 21.0]


async def test_ten_a_second_is_the_fastest():
    clock = FakeClock()
    script = Script(clock, PICTURE)
    feed = feed_of(clock, script, refresh_s=0.001, limit=3)
    await collected(feed)
    assert feed.refresh_s == 0.1
    assert script.starts == [0, 0.1, 0.2]


async def test_limit_counts_the_polls_that_bring_something():
    clock = FakeClock()
    notice = Notice("maintenance", 0)
    script = Script(clock, PICTURE, trouble(), notice, PICTURE)
    feed = feed_of(clock, script, limit=3)
    updates = await collected(feed)
    assert [type(update) for update in updates] == [Picture, Miss, Notice, Picture]
    assert feed.end_reason is EndReason.LIMIT
    assert len(script.starts) == 4


@pytest.mark.parametrize("refresh_s", [0, -1, True, False, "1", None, math.nan, -math.inf, 1j])
def test_refresh_that_is_no_positive_number_is_refused(refresh_s):
    with pytest.raises(InvalidUsageError):
        client_for("https://example.org").realtime(refresh_s)


@pytest.mark.parametrize("limit", [0, -1, True, False, 1.0, "1"])
def test_limit_that_is_no_positive_whole_number_is_refused(limit):
    with pytest.raises(InvalidUsageError):
        client_for("https://example.org").realtime(limit=limit)


async def test_stop_signal_ends_the_feed_quietly():
    clock = FakeClock()
    feed = feed_of(clock, Script(clock, PICTURE, Stop("No cameras active", 0)))
    assert await collected(feed) == [PICTURE]
    assert feed.end_reason is EndReason.NO_CAMERAS
    assert feed.error is None
    assert await collected(feed) == []


async def test_misses_are_counted_and_the_wait_doubles_up_to_half_a_minute():
    clock = FakeClock()
    script = Script(clock, trouble())
    feed = feed_of(clock, script, refresh_s=0.5)
    misses = await collected(feed)
    assert [miss.misses for miss in misses] == list(range(1, 11))
    waits = [miss.next_try_in_s for miss in misses]
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30, 30, None]
    assert feed.end_reason is EndReason.ERROR
    assert feed.error is misses[-1].error
    assert clock.waits == waits[:-1]


async def test_recovery_resets_the_count():
    clock = FakeClock()
    steps = [*[trouble()] * 9, PICTURE] * 3
    feed = feed_of(clock, Script(clock, *steps), limit=3)
    updates = await collected(feed)
    assert len(updates) == 30
    assert feed.end_reason is EndReason.LIMIT
    assert feed.misses == 0


async def test_slow_refresh_is_not_sped_up_by_a_miss():
    clock = FakeClock()
    script = Script(clock, trouble(), PICTURE)
    await collected(feed_of(clock, script, refresh_s=10, limit=1))
    assert script.starts == [0, 10]


async def test_retry_after_is_obeyed_up_to_half_a_minute():
    clock = FakeClock()
    limited = ErrorKind.RATE_LIMITED
    script = Script(clock, trouble(limited, 7), trouble(limited, 3600), PICTURE)
    first, second, _picture = await collected(feed_of(clock, script, limit=1))
    assert (first.next_try_in_s, second.next_try_in_s) == (7, LONGEST_BACKOFF_S)


@pytest.mark.parametrize("kind", [ErrorKind.SIGNED_OUT, ErrorKind.RETIRED, ErrorKind.USAGE])
async def test_what_asking_again_cannot_help_ends_the_feed_at_once(kind):
    clock = FakeClock()
    feed = feed_of(clock, Script(clock, APIKeyError("no", operation="recognition", kind=kind)))
    (miss,) = await collected(feed)
    assert (miss.misses, miss.next_try_in_s) == (1, None)
    assert feed.end_reason is EndReason.ERROR


async def test_refresh_now_cuts_the_wait_short():
    clock = FakeClock()
    script = Script(clock, PICTURE, trouble(), PICTURE)
    feed = feed_of(clock, script, refresh_s=60, limit=3)
    await anext(feed)
    clock.now += 1
    feed.refresh_now()
    await anext(feed)
    clock.now += 1
    feed.refresh_now()
    await anext(feed)
    assert script.starts == [0, 1, 2]


async def test_refresh_now_keeps_to_the_floor():
    clock = FakeClock()
    script = Script(clock, PICTURE)
    feed = feed_of(clock, script, refresh_s=60, limit=3)
    async for _update in feed:
        feed.refresh_now()
    assert script.starts == [0, 0.1, 0.2]


async def test_refresh_now_wakes_a_feed_that_waits(simulators):
    async with client_for(simulators.base_url, simulators.api_key) as client:
        feed = client.realtime(refresh_s=600)
        await anext(feed)
        waiting = asyncio.ensure_future(anext(feed))
        await asyncio.sleep(0)
        feed.refresh_now()
        async with asyncio.timeout(AT_ONCE_S):
            assert isinstance(await waiting, Picture)


async def test_shorter_refresh_takes_effect_while_waiting(simulators):
    async with client_for(simulators.base_url, simulators.api_key) as client:
        feed = client.realtime(refresh_s=600)
        await anext(feed)
        waiting = asyncio.ensure_future(anext(feed))
        await asyncio.sleep(0)
        feed.refresh_s = 0.1
        async with asyncio.timeout(AT_ONCE_S):
            assert isinstance(await waiting, Picture)


async def test_stop_ends_a_feed_that_waits(simulators):
    async with client_for(simulators.base_url, simulators.api_key) as client:
        feed = client.realtime(refresh_s=600)
        await anext(feed)
        rest = asyncio.ensure_future(collected(feed))
        await asyncio.sleep(0)
        feed.stop()
        feed.stop()
        async with asyncio.timeout(AT_ONCE_S):
            assert await rest == []
        assert feed.end_reason is EndReason.STOPPED


async def test_stop_ends_a_poll_under_way(simulators):
    simulators.control.fault("hold", operation="recognition")
    async with client_for(simulators.base_url, simulators.api_key) as client:
        feed = client.realtime()
        rest = asyncio.ensure_future(collected(feed))
        await simulators.control.arrived(operation="recognition")
        feed.stop()
        async with asyncio.timeout(AT_ONCE_S):
            assert await rest == []
        assert feed.end_reason is EndReason.STOPPED
    simulators.control.release()


async def test_cancelling_the_consumer_takes_effect_at_once_and_leaves_no_task(simulators):
    simulators.control.fault("hold", operation="recognition")
    async with client_for(simulators.base_url, simulators.api_key) as client:
        feed = client.realtime(limit=1)
        before = asyncio.all_tasks()
        consumer = asyncio.ensure_future(collected(feed))
        await simulators.control.arrived(operation="recognition")
        consumer.cancel()
        async with asyncio.timeout(AT_ONCE_S):
            with pytest.raises(asyncio.CancelledError):
                await consumer
        assert asyncio.all_tasks() == before
        simulators.control.release()
        assert len(await collected(feed)) == 1  # taken up again
        assert feed.end_reason is EndReason.LIMIT


async def test_closing_the_client_stops_its_feeds(simulators):
    client = client_for(simulators.base_url, simulators.api_key)
    feed = client.realtime(refresh_s=600)
    await anext(feed)
    rest = asyncio.ensure_future(collected(feed))
    await asyncio.sleep(0)
    await client.close()
    assert await rest == []


async def test_second_consumer_is_refused(simulators):
    async with client_for(simulators.base_url, simulators.api_key) as client:
        feed = client.realtime(refresh_s=600)
        first = asyncio.ensure_future(anext(feed))
        await asyncio.sleep(0)
        with pytest.raises(InvalidUsageError):
            await anext(feed)
        await first


async def test_script_of_the_service_is_played_to_its_end(simulators):
    simulators.control.play("end")
    async with client_for(simulators.base_url, simulators.api_key) as client:
        feed = client.realtime(refresh_s=0.1)
        pictures = await collected(feed)
        assert [picture.cameras["north-gate"] for picture in pictures] == [
            ("Mira Holt",),
            ("Mira Holt", "Unknown-12"),
        ]
        assert feed.end_reason is EndReason.NO_CAMERAS


async def test_maintenance_is_a_notice_and_polling_goes_on(simulators):
    simulators.control.play("maintenance")
    async with client_for(simulators.base_url, simulators.api_key) as client:
        updates = await collected(client.realtime(refresh_s=0.1, limit=3))
    assert [type(update) for update in updates] == [Notice, Picture, Picture]
    assert updates[0].text == "maintenance"


async def test_nothing_is_repeated_inside_a_poll(simulators):
    simulators.control.fault("status", status=503, times=2)
    async with client_for(simulators.base_url, simulators.api_key) as client:
        updates = await collected(client.realtime(refresh_s=0.1, limit=1))
    assert [type(update) for update in updates] == [Miss, Miss, Picture]
    assert len(simulators.control.requests("recognition")) == 3


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "html"},
        {"kind": "empty"},
        {"kind": "truncated"},
        {"kind": "cut"},
        {"kind": "drop"},
        {"kind": "redirect"},
        {"kind": "shape", "shape": "list"},
        {"kind": "status", "status": 429, "retry_after": 0},
        {"kind": "body", "body": '{"stop": 7}'},
        {"kind": "body", "body": '{"error": "no"}'},
    ],
)
async def test_trouble_of_any_kind_is_a_miss_and_no_empty_picture(simulators, fault):
    simulators.control.script({"gate": ["Mira Holt"]})
    simulators.control.fault(**fault)
    async with client_for(simulators.base_url, simulators.api_key) as client:
        miss, picture = await collected(client.realtime(refresh_s=0.1, limit=1))
    assert isinstance(miss, Miss)
    assert picture.cameras == {"gate": ("Mira Holt",)}
    assert simulators.control.trapped() == []


async def test_server_that_is_silent_is_a_miss(simulators):
    simulators.control.fault("hold", operation="recognition")
    limits = Limits(read_s=0.2)
    async with client_for(simulators.base_url, simulators.api_key, limits=limits) as client:
        miss = await anext(client.realtime())
    assert miss.error.kind is ErrorKind.TIMED_OUT
    simulators.control.release()
