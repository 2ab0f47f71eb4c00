"""A recording is shown again: same map, same list, slower or faster, and truly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from facespace_desk.amigocloud.model.event_rows import GapNote, gap_event, new_event
from facespace_desk.amigocloud.model.fleet import AgeLimits
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.replay import SPEEDS, Replay, ReplayPhase, ReplayState
from facespace_desk.amigocloud.model.tape import ProfileRecording, Tape
from facespace_desk.modelkit.display import Display
from facespace_desk.store.event_records import NewEvent, StoredEvent
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.store import Store
from tests.amigocloud.event_making import NOW_MS, PROFILE, live, memory_store, realtime, until
from tests.amigocloud.mover_making import Clock, key, moving, report
from tests.limits import PATIENCE_S

FIRST_MS = NOW_MS - 3_600_000
MINUTE_MS = 60_000


@dataclass
class Time:
    """Seconds that go by only while somebody sleeps."""

    now_s: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now_s

    async def sleep(self, seconds: float) -> None:
        self.now_s += seconds
        self.slept.append(seconds)
        await asyncio.sleep(0)


class Held:
    """Time that stands still: sleepers wait until `go`."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._gone = asyncio.Event()

    def __call__(self) -> float:
        return self.now_s

    async def sleep(self, _seconds: float) -> None:
        self._gone.clear()
        await self._gone.wait()

    def go(self, seconds: float) -> None:
        self.now_s += seconds
        self._gone.set()


def drive() -> list[NewEvent]:
    """Ten minutes of a bus that goes north, a report each second, and one event of another kind."""
    events = [
        realtime("bus-1", FIRST_MS + second * 1000, latitude=str(40 + second / 10_000))
        for second in range(600)
    ]
    deleted = live("project:deleted", {"project_id": 4}, FIRST_MS + 300_500)
    return [
        new_event(each) for each in sorted([*events, deleted], key=lambda each: each.received_ms)
    ]


@pytest.fixture
async def store(qapp: object) -> AsyncIterator[Store]:
    opened = await memory_store()
    await opened.events.open(PROFILE)
    yield opened
    await opened.close()


async def record(store: Store, events: Sequence[NewEvent]) -> ProfileRecording:
    """*events*, kept."""
    store.events.add(PROFILE, events)
    last_ms = max(each.at_ms for each in events)
    recording = ProfileRecording(store.events, PROFILE)
    while (await recording.span() or (0, 0))[1] < last_ms:  # noqa: ASYNC110  # no event tells
        await asyncio.sleep(0.01)
    return recording


@asynccontextmanager
async def replaying(
    recording: Any, time: Any = None, *, tick_most_s: float = PATIENCE_S
) -> AsyncIterator[tuple[Replay, Movers]]:
    """A replay on movers, both closed in the end."""
    time = time or Time()
    async with moving(Clock()) as movers:
        replay = Replay(
            recording,
            movers,
            Display(),
            clock=time,
            sleep=time.sleep,
            tick_most_s=tick_most_s,
        )
        fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
        QAbstractItemModelTester(replay.table, fatal, replay.table)
        try:
            yield replay, movers
        finally:
            await replay.close()


async def paused(replay: Replay) -> None:
    await until(lambda: replay.state.phase is ReplayPhase.PAUSED)


async def ended(replay: Replay) -> None:
    await until(lambda: replay.state.phase is ReplayPhase.ENDED)


async def arrived(replay: Replay, at_ms: int) -> None:
    await until(lambda: replay.state.at_ms == at_ms)


def latitude(movers: Movers, object_id: str = "bus-1") -> float:
    found = movers.report(key(object_id))
    assert found is not None
    return found.latitude


def names(replay: Replay) -> list[str]:
    return [row.name for row in replay.table.shown()]


async def test_it_begins_paused_at_the_first_event(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, movers):
        replay.begin()
        await paused(replay)
        state = replay.state
        assert (state.first_ms, state.last_ms, state.at_ms) == (
            FIRST_MS,
            FIRST_MS + 599_000,
            FIRST_MS,
        )
        assert movers.is_replaying
        assert movers.now_ms == FIRST_MS
        assert latitude(movers) == 40.0


async def test_all_of_it_arrives_on_map_and_list(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, movers):
        replay.begin()
        await paused(replay)
        replay.set_speed(1000)
        replay.play()
        await ended(replay)
        assert latitude(movers) == pytest.approx(40.0599)
        assert movers.fleet.count.tolist() == [600]
        assert replay.table.rowCount() == 601
        assert names(replay).count("project:deleted") == 1
        moments = [row.at_ms for row in replay.table.shown()]
        assert moments == sorted(moments, reverse=True)
        assert replay.state.at_ms == replay.state.last_ms


@pytest.mark.parametrize("speed", [0.1, 1.0, 60.0, 1000.0])
async def test_the_position_goes_at_the_speed_asked_for(store: Store, speed: float) -> None:
    time = Held()
    async with replaying(await record(store, drive()), time) as (replay, movers):
        replay.begin()
        await paused(replay)
        replay.set_speed(speed)
        replay.play()
        await until(lambda: replay.state.phase is ReplayPhase.PLAYING)
        await asyncio.sleep(0)
        time.go(0.5)
        wanted = FIRST_MS + round(500 * speed)
        await until(lambda: replay.state.at_ms == wanted)
        assert movers.now_ms == wanted
        assert latitude(movers) == pytest.approx(40 + (wanted - FIRST_MS) // 1000 / 10_000)


async def test_a_speed_that_cannot_be_held_is_told_and_loses_nothing(store: Store) -> None:
    async with replaying(await record(store, drive()), tick_most_s=0.0) as (replay, movers):
        told: list[float | None] = []

        def note(state: ReplayState) -> None:
            told.append(state.reached)

        replay.state_changed.connect(note)
        replay.begin()
        await paused(replay)
        replay.set_speed(1000)
        for _ in range(3):
            replay.seek(FIRST_MS)
            await paused(replay)
        replay.play()
        await ended(replay)
        assert all(reached is None or reached < 1000 for reached in told)
        assert movers.fleet.count.tolist() == [600]
        assert replay.table.rowCount() == 601


async def test_speeds_reach_from_a_tenth_to_a_thousand(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, _movers):
        assert (SPEEDS[0], SPEEDS[-1]) == (0.1, 1000.0)
        replay.set_speed(5_000)
        assert replay.state.speed == 1000.0
        replay.set_speed(0)
        assert replay.state.speed == 0.1


async def test_a_pause_stays_and_playing_goes_on_from_there(store: Store) -> None:
    time = Held()
    async with replaying(await record(store, drive()), time) as (replay, movers):
        replay.begin()
        await paused(replay)
        replay.play()
        await until(lambda: replay.state.phase is ReplayPhase.PLAYING)
        await asyncio.sleep(0)
        time.go(10)
        await until(lambda: replay.state.at_ms == FIRST_MS + 10_000)
        replay.pause()
        time.go(100)
        await asyncio.sleep(0.02)
        assert replay.state.at_ms == FIRST_MS + 10_000
        replay.play()
        await until(lambda: replay.state.phase is ReplayPhase.PLAYING)
        await asyncio.sleep(0)
        time.go(5)
        await until(lambda: replay.state.at_ms == FIRST_MS + 15_000)
        assert movers.fleet.count.tolist() == [16]


async def test_steps_go_to_the_next_event_and_back(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, movers):
        replay.begin()
        await paused(replay)
        for second in (1, 2, 3):
            replay.step()
            await arrived(replay, FIRST_MS + second * 1000)
        assert latitude(movers) == pytest.approx(40.0003)
        replay.step_back()
        await until(lambda: replay.state.at_ms == FIRST_MS + 2_000)
        await paused(replay)
        assert latitude(movers) == pytest.approx(40.0002)
        assert replay.table.rowCount() == 3


async def test_a_jump_shows_all_as_it_was_then(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, movers):
        replay.begin()
        await paused(replay)
        at_ms = FIRST_MS + 400_500
        replay.seek(at_ms)
        await until(
            lambda: replay.state.at_ms == at_ms and replay.state.phase is ReplayPhase.PAUSED
        )
        assert latitude(movers) == pytest.approx(40.04)
        assert movers.now_ms == at_ms
        replay.seek(FIRST_MS + 100_000)
        await until(lambda: replay.state.at_ms == FIRST_MS + 100_000)
        await paused(replay)
        assert latitude(movers) == pytest.approx(40.01)
        assert movers.fleet.count.tolist() == [101]


async def test_a_jump_while_it_plays_plays_on(store: Store) -> None:
    time = Held()
    async with replaying(await record(store, drive()), time) as (replay, _movers):
        replay.begin()
        await paused(replay)
        replay.play()
        await until(lambda: replay.state.phase is ReplayPhase.PLAYING)
        replay.seek(FIRST_MS + 200_000)
        await until(
            lambda: (
                replay.state.phase is ReplayPhase.PLAYING
                and replay.state.at_ms >= FIRST_MS + 200_000
            )
        )


async def test_at_the_end_play_begins_anew(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, movers):
        replay.begin(FIRST_MS + 590_000)
        await paused(replay)
        replay.set_speed(100)
        replay.play()
        await ended(replay)
        counts = movers.fleet.count.tolist()
        phases: list[ReplayPhase] = []

        def note(state: ReplayState) -> None:
            phases.append(state.phase)

        replay.state_changed.connect(note)
        replay.play()
        await until(lambda: ReplayPhase.ENDED in phases)
        assert movers.fleet.count.tolist() == counts == [10]
        assert ReplayPhase.PLAYING in phases


async def test_what_grew_stale_then_is_stale_now(store: Store) -> None:
    events = [
        new_event(realtime("parked", FIRST_MS)),
        *(new_event(realtime("bus-1", FIRST_MS + second * 1000)) for second in range(120)),
    ]
    async with replaying(await record(store, events)) as (replay, movers):
        movers.set_limits(AgeLimits(60, 600))
        replay.begin()
        await paused(replay)
        replay.seek(FIRST_MS + 119_000)
        await until(lambda: replay.state.at_ms == FIRST_MS + 119_000)
        await paused(replay)
        assert movers.fleet.counts() == (1, 1, 0)


async def test_a_window_keeps_only_what_is_recent_in_the_list(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, _movers):
        replay.set_window(60.0)
        replay.begin()
        await paused(replay)
        replay.set_speed(100)
        replay.play()
        await ended(replay)
        oldest = min(row.at_ms for row in replay.table.shown())
        assert oldest == replay.state.last_ms - MINUTE_MS
        assert replay.table.rowCount() == 61


async def test_gaps_of_the_recording_are_told(store: Store) -> None:
    events = [
        new_event(realtime("bus-1", FIRST_MS)),
        gap_event(GapNote(FIRST_MS + 1000, FIRST_MS + 61_000, "The line was lost")),
        new_event(realtime("bus-1", FIRST_MS + 62_000)),
    ]
    async with replaying(await record(store, events)) as (replay, movers):
        replay.begin()
        await paused(replay)
        replay.set_speed(1000)
        replay.play()
        await ended(replay)
        gaps = [row for row in range(3) if replay.table.is_gap(replay.table.row_id(row))]
        assert len(gaps) == 1
        assert "The line was lost" in replay.table.index(gaps[0], 0).data()
        assert movers.fleet.count.tolist() == [2]


async def test_live_goes_on_unseen_and_comes_back(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, movers):
        movers.take([report("live-1")])
        replay.begin()
        await paused(replay)
        movers.take([report("live-2")])
        assert [each.object_id for each in movers.fleet.keys] == ["bus-1"]
        replay.leave()
        await until(lambda: replay.state.phase is ReplayPhase.OFF)
        assert [each.object_id for each in movers.fleet.keys] == ["live-1", "live-2"]
        assert replay.table.rowCount() == 0


async def test_nothing_recorded_is_said(store: Store) -> None:
    async with replaying(ProfileRecording(store.events, PROFILE)) as (replay, movers):
        replay.begin()
        await until(lambda: replay.state.trouble)
        assert replay.state.trouble == "Nothing was recorded yet."
        assert replay.state.phase is ReplayPhase.OFF
        assert not movers.is_replaying


async def test_a_range_without_events_is_said(store: Store) -> None:
    async with replaying(await record(store, drive())) as (replay, _movers):
        replay.begin(NOW_MS + 1)
        await until(lambda: replay.state.trouble)
        assert replay.state.trouble == "Nothing was recorded in that time."


class Broken:
    """A recording of which the second page cannot be read, once."""

    def __init__(self) -> None:
        self.is_broken = True

    async def span(self) -> tuple[int, int]:
        return FIRST_MS, FIRST_MS + 2_000

    async def between(self, from_ms: int, to_ms: int) -> AsyncIterator[list[StoredEvent]]:
        for number in range(3):
            at_ms = FIRST_MS + number * 1000
            if not from_ms <= at_ms <= to_ms:
                continue
            if number == 1 and self.is_broken:
                raise StoreTrouble("The store is busy.")
            yield [StoredEvent(number, at_ms, "realtime", "{}")]


async def test_a_store_in_trouble_pauses_with_words_and_can_go_on(qapp: object) -> None:
    recording = Broken()
    async with replaying(recording) as (replay, _movers):
        replay.begin()
        await until(lambda: replay.state.trouble)
        assert replay.state.trouble == "The store is busy."
        await paused(replay)
        recording.is_broken = False
        replay.set_speed(100)
        replay.play()
        await ended(replay)
        assert replay.table.rowCount() == 3
        assert not replay.state.trouble


async def test_a_reader_that_was_interrupted_leaves_nothing_out_and_repeats_nothing(
    store: Store,
) -> None:
    events = [new_event(realtime("bus-1", FIRST_MS + number // 4)) for number in range(9_000)]
    recording = await record(store, events)
    tape = Tape(recording, FIRST_MS, NOW_MS)
    seen: list[int] = []
    while True:
        try:
            async with asyncio.timeout(0.002):
                taken = await tape.take(NOW_MS, 500)
        except TimeoutError:
            taken = await tape.take(NOW_MS, 500)
        if not taken:
            break
        seen += [each.event.number for each in taken]
    await tape.close()
    assert seen == list(range(9_000))


async def test_events_of_any_kind_do_no_harm(store: Store) -> None:
    odd = [
        NewEvent(at_ms=FIRST_MS, name="realtime", payload="{broken"),
        NewEvent(at_ms=FIRST_MS, name="realtime", payload="[1,2]"),
        NewEvent(at_ms=FIRST_MS, name="(unreadable packet)", payload="{}", kind="unreadable"),
        new_event(realtime("bus-1", FIRST_MS + 1)),
    ]
    async with replaying(await record(store, odd)) as (replay, movers):
        replay.begin()
        await paused(replay)
        replay.play()
        await ended(replay)
        assert replay.table.rowCount() == 4
        assert len(movers.fleet) == 1
