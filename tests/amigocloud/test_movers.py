"""Moving objects: the latest of each, where it is heading, how old it is, where it has been."""

from __future__ import annotations

import asyncio
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.amigocloud.model.fleet import (
    FRESH,
    LATE_MOST_MS,
    LOST,
    OBJECTS_MOST,
    STALE,
    AgeLimits,
    Fleet,
)
from facespace_desk.amigocloud.model.glide import SILENT_MS
from facespace_desk.amigocloud.model.series import FIELDS_MOST, SAMPLES
from facespace_desk.amigocloud.model.trails import POINTS, TrailSpan
from tests.amigocloud.event_making import until
from tests.amigocloud.mover_making import CITY, METRE, NOW_MS, Clock, key, moving, report


def state(fleet: Fleet, object_id: str) -> int:
    return int(fleet.state[fleet.row(key(object_id))])


def heading(fleet: Fleet, object_id: str = "bus-1") -> float:
    return float(fleet.heading[fleet.row(key(object_id))])


def way(fleet: Fleet, object_id: str, now_ms: int) -> tuple[Any, Any]:
    """World y of the known points of a trail, the object last, and where lines lead."""
    row = np.array([fleet.row(key(object_id))])
    ways = fleet.trails.ways(row, fleet.x[row], fleet.y[row], now_ms)
    return ways.y[ways.known], ways.is_line[ways.known]


def test_the_latest_report_of_each_object_is_held() -> None:
    fleet = Fleet()
    rows = fleet.take([report("a"), report("b"), report("a", latitude=41.0)], NOW_MS)
    assert rows.tolist() == [0, 1]
    assert [each.object_id for each in fleet.keys] == ["a", "b"]
    assert fleet.lat.tolist() == [41.0, CITY[0]]
    assert fleet.latest[0].latitude == 41.0
    assert fleet.count.tolist() == [2, 1]


def test_one_id_in_two_datasets_is_two_objects() -> None:
    fleet = Fleet()
    fleet.take(
        [report("a", dataset_id=1), report("a", dataset_id=2), report("a", dataset_id=None)], 1
    )
    assert [each.dataset_id for each in fleet.keys] == [1, 2, None]


def test_a_late_report_does_not_move_an_object_back() -> None:
    fleet = Fleet()
    fleet.take([report(at_ms=NOW_MS, latitude=41.0)], NOW_MS)
    fleet.take([report(at_ms=NOW_MS - 5_000, latitude=40.0)], NOW_MS + 100)
    assert fleet.lat.tolist() == [41.0]
    assert fleet.late == 1
    assert fleet.count.tolist() == [2]


def test_a_late_report_within_a_batch_does_not_either() -> None:
    fleet = Fleet()
    fleet.take(
        [report(at_ms=NOW_MS, latitude=41.0), report(at_ms=NOW_MS - 1, latitude=40.0)], NOW_MS
    )
    assert fleet.lat.tolist() == [41.0]


def test_a_tracker_whose_clock_was_set_back_is_believed_after_a_while() -> None:
    fleet = Fleet()
    fleet.take([report(at_ms=NOW_MS, latitude=41.0)], NOW_MS)
    fleet.take([report(at_ms=NOW_MS - 86_400_000, latitude=40.0)], NOW_MS + LATE_MOST_MS + 1)
    assert fleet.lat.tolist() == [40.0]


def test_reports_without_a_time_count_in_their_order() -> None:
    fleet = Fleet()
    fleet.take([report(at_ms=None, latitude=40.0), report(at_ms=None, latitude=41.0)], NOW_MS)
    assert fleet.lat.tolist() == [41.0]


def test_the_heading_is_the_track_where_one_is_given() -> None:
    fleet = Fleet()
    fleet.take([report(track=274.0)], NOW_MS)
    assert heading(fleet) == 274.0
    fleet.take([report(track=-90.0, at_ms=NOW_MS + 1)], NOW_MS + 1)
    assert heading(fleet) == 270.0


@pytest.mark.parametrize("track", [None, 0.0])
def test_without_a_track_the_heading_is_the_way_it_went(track: float | None) -> None:
    fleet = Fleet()
    fleet.take([report(track=track)], NOW_MS)
    assert math.isnan(heading(fleet))
    east = CITY[1] + 50 * METRE
    fleet.take([report(at_ms=NOW_MS + 1, longitude=east, track=track)], NOW_MS + 1)
    assert heading(fleet) == pytest.approx(90.0, abs=0.1)


def test_standing_still_keeps_the_heading() -> None:
    fleet = Fleet()
    for step, north in enumerate((0, 50, 50.5, 51)):
        place = CITY[0] + north * METRE
        fleet.take([report(at_ms=NOW_MS + step, latitude=place)], NOW_MS + step)
    assert heading(fleet) == pytest.approx(0.0, abs=0.1)


def test_the_way_across_180_degrees_is_the_short_one() -> None:
    fleet = Fleet()
    fleet.take([report(latitude=0.0, longitude=179.999)], NOW_MS)
    fleet.take([report(at_ms=NOW_MS + 1, latitude=0.0, longitude=-179.999)], NOW_MS + 1)
    assert heading(fleet) == pytest.approx(90.0, abs=0.1)


def test_objects_grow_stale_then_lost_and_a_report_revives_them() -> None:
    fleet, limits = Fleet(), AgeLimits(60.0, 600.0)
    fleet.take([report("a"), report("b")], NOW_MS)
    assert fleet.grow_old(NOW_MS + 59_999, limits).tolist() == []
    assert fleet.grow_old(NOW_MS + 60_000, limits).tolist() == [0, 1]
    assert fleet.counts() == (0, 2, 0)
    fleet.grow_old(NOW_MS + 600_000, limits)
    fleet.take([report("b", at_ms=NOW_MS + 600_000)], NOW_MS + 600_000)
    assert (state(fleet, "a"), state(fleet, "b")) == (LOST, FRESH)
    assert fleet.counts() == (1, 0, 1)


def test_a_batch_of_many_rounds_is_as_if_they_came_one_by_one() -> None:
    entries = [
        report(f"o{n % 7}", at_ms=NOW_MS + n, latitude=40 + n * METRE, speed=float(n))
        for n in range(200)
    ]
    together, single = Fleet(), Fleet()
    together.take(entries, NOW_MS)
    for entry in entries:
        single.take([entry], NOW_MS)
    assert together.lat.tolist() == single.lat.tolist()
    assert together.heading.tolist() == pytest.approx(single.heading.tolist(), nan_ok=True)
    assert together.latest == single.latest


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.integers(0, 20)), max_size=40))
def test_the_newest_time_wins_whatever_the_order(entries: list[tuple[str, int | None]]) -> None:
    fleet = Fleet()
    fleet.take([report(each, None if at is None else NOW_MS + at) for each, at in entries], NOW_MS)
    for each in {name for name, _ in entries}:
        mine = [at for name, at in entries if name == each]
        held = fleet.latest[fleet.row(key(each))].at_ms
        since = len(mine) - 1 - mine[::-1].index(None) if None in mine else -1
        after = [at for at in mine[since + 1 :] if at is not None]
        assert held == (NOW_MS + max(after) if after else None)


def test_no_more_objects_are_held_than_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert OBJECTS_MOST >= 10_000
    monkeypatch.setattr("facespace_desk.amigocloud.model.fleet.OBJECTS_MOST", 3)
    fleet = Fleet()
    fleet.take([report(f"o{n}") for n in range(5)], NOW_MS)
    assert (len(fleet), fleet.untaken) == (3, 2)


# -- trails


def test_a_trail_reaches_as_far_back_as_its_time() -> None:
    fleet = Fleet()
    fleet.trails.span = TrailSpan(60.0)
    for second in range(200):
        at_ms = NOW_MS + second * 1000
        fleet.take([report(at_ms=at_ms, latitude=40 + second * METRE)], at_ms)
    places, is_line = way(fleet, "bus-1", NOW_MS + 199_000)
    assert len(places) == 62  # 61 seconds, and the object itself
    assert is_line[1:].all()
    assert (np.diff(places) <= 0).all()  # it goes north


def test_a_trail_by_length_is_thinned_to_its_length() -> None:
    fleet = Fleet()
    fleet.trails.span = TrailSpan(None, 500.0)
    for metre in range(2_000):
        at_ms = NOW_MS + metre * 100
        fleet.take([report(at_ms=at_ms, latitude=40 + metre * METRE)], at_ms)
    places, _ = way(fleet, "bus-1", at_ms)
    assert len(places) == POINTS + 1
    world = (places[0] - places[-1]) * 40_075_017 * math.cos(math.radians(40))
    assert 500 <= world < 800


def test_where_nothing_was_heard_a_trail_is_broken() -> None:
    fleet = Fleet()
    moments = [0, 5_000, 10_000, 10_000 + SILENT_MS + 1, 15_001 + SILENT_MS]
    for moment in moments:
        at_ms = NOW_MS + moment
        fleet.take([report(at_ms=at_ms, latitude=40 + moment / 1000 * METRE)], at_ms)
    _, is_line = way(fleet, "bus-1", at_ms)
    assert is_line.tolist() == [False, True, True, False, True, True]


def test_no_trails_are_kept_when_none_are_wanted() -> None:
    fleet = Fleet()
    fleet.trails.span = TrailSpan(None, None)
    fleet.take([report()], NOW_MS)
    places, is_line = way(fleet, "bus-1", NOW_MS)
    assert len(places) == 1
    assert not is_line.any()


# -- series


def test_values_of_every_numeric_field_are_kept_in_order() -> None:
    fleet = Fleet()
    for second in range(SAMPLES + 30):
        at_ms = NOW_MS + second * 1000
        extra = {"battery": str(second), "route": "M7"}
        fleet.take([report(at_ms=at_ms, speed=float(second), extra=extra)], at_ms)
    assert fleet.series.fields == ("speed", "battery")
    expected = list(range(30, SAMPLES + 30))
    assert fleet.series.values(0, "speed").tolist() == expected
    assert fleet.series.values(0, "battery").tolist() == expected
    assert not len(fleet.series.values(0, "route"))


def test_at_most_one_value_a_second_is_kept() -> None:
    fleet = Fleet()
    for tenth in range(50):
        at_ms = NOW_MS + tenth * 100
        fleet.take([report(at_ms=at_ms, speed=float(tenth))], at_ms)
    assert fleet.series.values(0, "speed").tolist() == [0, 10, 20, 30, 40]


def test_a_report_without_the_number_is_a_gap() -> None:
    fleet = Fleet()
    for second, speed in enumerate((1.0, None, 3.0)):
        at_ms = NOW_MS + second * 1000
        fleet.take([report(at_ms=at_ms, speed=speed)], at_ms)
    assert np.isnan(fleet.series.values(0, "speed")).tolist() == [False, True, False]


def test_fields_without_end_do_not_take_memory_without_end() -> None:
    fleet = Fleet()
    fleet.take([report(extra={f"f{n}": n for n in range(500)})], NOW_MS)
    assert len(fleet.series.fields) == FIELDS_MOST


# -- telling


async def test_a_burst_is_told_at_once_and_then_in_one_piece() -> None:
    clock = Clock()
    async with moving(clock) as movers:
        told: list[list[int]] = []
        movers.changed.connect(lambda rows: told.append(rows.tolist()))
        for number in range(100):
            movers.take([report(f"o{number}", NOW_MS + number)])
        assert told == [[0]]
        await until(lambda: len(told) == 2)
        assert told[1] == list(range(1, 100))


async def test_nothing_is_told_when_nothing_changed() -> None:
    clock = Clock()
    async with moving(clock) as movers:
        movers.take([report()])
        await asyncio.sleep(0)
        told: list[object] = []
        movers.changed.connect(told.append)
        movers.grow_old()
        movers.take([])
        assert not told


async def test_an_object_that_grew_stale_is_told() -> None:
    clock = Clock()
    async with moving(clock) as movers:
        movers.take([report()])
        told: list[list[int]] = []
        movers.changed.connect(lambda rows: told.append(rows.tolist()))
        clock.go(61)
        movers.grow_old()
        await until(lambda: told == [[0]])
        assert state(movers.fleet, "bus-1") == STALE


async def test_other_limits_count_at_once() -> None:
    clock = Clock()
    async with moving(clock) as movers:
        movers.take([report()])
        clock.go(20)
        movers.set_limits(AgeLimits(10.0, 15.0))
        assert state(movers.fleet, "bus-1") == LOST


async def test_live_positions_are_taken_in_unseen_while_a_recording_is_shown() -> None:
    clock = Clock()
    async with moving(clock) as movers:
        movers.take([report("live")])
        movers.begin_replay(1_000)
        assert len(movers.fleet) == 0
        assert movers.now_ms == 1_000
        movers.take([report("also live")])
        movers.take_replayed([report("then", at_ms=900)], 900)
        assert [each.object_id for each in movers.fleet.keys] == ["then"]
        clock.go(1)
        movers.end_replay()
        assert [each.object_id for each in movers.fleet.keys] == ["live", "also live"]
        assert movers.now_ms == NOW_MS + 1_000


async def test_clearing_forgets_objects_and_keeps_settings() -> None:
    async with moving(Clock()) as movers:
        movers.set_span(TrailSpan(None, 500.0))
        movers.take([report()])
        told: list[bool] = []
        movers.replaced.connect(lambda: told.append(True))
        movers.clear()
        assert told
        assert len(movers.fleet) == 0
        assert movers.fleet.trails.span == TrailSpan(None, 500.0)
        assert movers.report(key("bus-1")) is None
