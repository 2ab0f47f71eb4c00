"""Objects on their way between reports: without jumps, never ahead of what was reported."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.amigocloud.model.fleet import AgeLimits, Fleet
from facespace_desk.amigocloud.model.glide import SILENT_MS, Shown
from facespace_desk.map import geo
from tests.amigocloud.mover_making import CITY, METRE, NOW_MS, Clock, moving, report


def north(metres: float) -> float:
    return CITY[0] + metres * METRE


def fleet_of(*moments: tuple[int, float]) -> Fleet:
    """One object that reported at these milliseconds to be so many metres north."""
    fleet = Fleet()
    for at_ms, metres in moments:
        fleet.take([report(at_ms=NOW_MS + at_ms, latitude=north(metres))], NOW_MS + at_ms)
    return fleet


def shown(fleet: Fleet, at_ms: int) -> Shown:
    return fleet.shown(NOW_MS + at_ms, glides=True)


def metres(fleet: Fleet, at_ms: int) -> float:
    """How far north the object is shown."""
    _lon, lat = geo.to_lonlat(0.5, shown(fleet, at_ms).y[0])
    return float((lat - CITY[0]) / METRE)


def test_an_object_is_on_its_way_as_long_as_usually_lies_between_its_reports() -> None:
    fleet = fleet_of((0, 0), (2_000, 100))
    told = [metres(fleet, 2_000 + wait) for wait in (0, 500, 1_000, 2_000, 9_000)]
    assert told == pytest.approx([0, 25, 50, 100, 100], abs=0.01)
    assert [bool(shown(fleet, at).is_moving[0]) for at in (2_000, 3_999, 4_000)] == [1, 1, 0]


def test_the_first_report_is_where_the_object_is_shown() -> None:
    fleet = fleet_of((0, 70))
    assert metres(fleet, 0) == pytest.approx(70, abs=0.01)
    assert not shown(fleet, 0).is_moving.any()


def test_a_report_that_comes_early_makes_nothing_jump() -> None:
    fleet = fleet_of((0, 0), (2_000, 100))
    before = metres(fleet, 3_000)
    fleet.take([report(at_ms=NOW_MS + 3_000, latitude=north(200))], NOW_MS + 3_000)
    assert metres(fleet, 3_000) == pytest.approx(before, abs=0.01)
    assert metres(fleet, 3_000) < metres(fleet, 3_500) < metres(fleet, 9_000)
    assert metres(fleet, 9_000) == pytest.approx(200, abs=0.01)


def test_nobody_glides_over_a_long_silence() -> None:
    later = 2_000 + SILENT_MS + 1
    fleet = fleet_of((0, 0), (2_000, 100), (later, 5_000))
    assert metres(fleet, later) == pytest.approx(5_000, abs=0.1)


def test_stale_objects_stand_where_they_reported_to_be() -> None:
    fleet = fleet_of((0, 0), (30_000, 100))
    assert metres(fleet, 45_000) == pytest.approx(50, abs=0.01)
    fleet.grow_old(NOW_MS + 45_000, AgeLimits(15.0, 60.0))
    assert metres(fleet, 45_000) == pytest.approx(100, abs=0.01)
    assert not shown(fleet, 45_000).is_moving.any()


def test_without_gliding_objects_are_shown_where_they_reported_to_be() -> None:
    fleet = fleet_of((0, 0), (2_000, 100))
    assert fleet.shown(NOW_MS + 2_000, glides=False).y.tolist() == fleet.y.tolist()


def test_the_short_way_is_taken_across_180_degrees() -> None:
    fleet = Fleet()
    for at_ms, longitude in ((0, 179.9), (1_000, -179.9)):
        fleet.take([report(at_ms=NOW_MS + at_ms, longitude=longitude)], NOW_MS + at_ms)
    lon, _lat = geo.to_lonlat(shown(fleet, 1_250).x, shown(fleet, 1_250).y)
    assert lon[0] == pytest.approx(179.95)


def test_a_trail_ends_where_the_object_is_shown() -> None:
    fleet = fleet_of((0, 0), (2_000, 100), (4_000, 200))
    row, now = np.array([0]), shown(fleet, 5_000)
    ways = fleet.trails.ways(row, now.x, now.y, NOW_MS + 5_000, until_ms=now.at_ms)
    known = ways.y[ways.known]
    assert (known >= now.y[0]).all()  # none further north
    assert known[-1] == now.y[0]
    assert np.count_nonzero(ways.is_line) == len(known) - 1


@given(
    st.lists(
        st.tuples(st.integers(0, 5_000), st.floats(-1_000, 1_000), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_no_place_lies_outside_what_was_reported_and_none_is_jumped_to(
    steps: list[tuple[int, float, bool]],
) -> None:
    fleet, now_ms, reported = Fleet(), NOW_MS, []
    for wait_ms, to, has_time in steps:
        now_ms += wait_ms
        before = None if not reported else fleet.shown(now_ms, glides=True).y[0]
        at_ms = now_ms if has_time else None
        fleet.take([report(at_ms=at_ms, latitude=north(to))], now_ms)
        reported.append(float(fleet.y[0]))
        for later in (0, 300, 10_000):
            y = fleet.shown(now_ms + later, glides=True).y[0]
            assert min(reported) - 1e-12 <= y <= max(reported) + 1e-12
            if later == 0 and before is not None and wait_ms:
                assert y == pytest.approx(before, abs=1e-12)
        assert fleet.shown(now_ms + 10_000, glides=True).y[0] == fleet.y[0]


async def test_movers_say_where_an_object_is_shown() -> None:
    clock = Clock()
    async with moving(clock) as movers:
        told: list[Any] = []
        movers.settings_changed.connect(lambda: told.append(movers.glides))
        movers.take([report(latitude=CITY[0])])
        clock.go(2)
        movers.take([report(at_ms=clock.now_ms, latitude=north(100))])
        assert movers.place(0) == pytest.approx((north(100), CITY[1]))
        movers.set_glides(True)
        clock.go(1)
        assert movers.place(0) == pytest.approx((north(50), CITY[1]))
        movers.set_glides(True)
        assert told == [True]
