"""Speeds and times to come, on a clock of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.transfers.rows import left_text
from facespace_desk.transfers.speed import LEFT_AFTER_S, WINDOW_S, SpeedMeter


def steady(meter: SpeedMeter, bytes_per_s: int, until_s: float, begin_s: float = 0.0) -> None:
    meter.begin(begin_s)
    for tenth in range(1, round((until_s - begin_s) * 10) + 1):
        meter.add(bytes_per_s // 10, begin_s + tenth / 10)


def test_a_meter_that_has_not_begun_says_nothing() -> None:
    meter = SpeedMeter()
    assert not meter.is_measuring
    assert meter.bytes_per_s(5.0) == 0.0
    assert meter.left_s(1_000, 5.0) is None


@pytest.mark.parametrize("after_s", [1.0, 4.0, 20.0, 600.0])
def test_a_steady_flow_has_one_speed_from_the_first_second_on(after_s: float) -> None:
    meter = SpeedMeter()
    steady(meter, 100_000, after_s)
    assert meter.bytes_per_s(after_s) == pytest.approx(100_000, rel=0.03)


def test_only_the_last_seconds_count() -> None:
    meter = SpeedMeter()
    steady(meter, 1_000_000, 10.0)
    for second in range(11, 11 + round(WINDOW_S)):
        meter.add(10_000, float(second))
    assert meter.bytes_per_s(10 + WINDOW_S) == pytest.approx(10_000, rel=0.01)


def test_a_flow_that_stops_comes_down_to_nothing() -> None:
    meter = SpeedMeter()
    steady(meter, 100_000, 10.0)
    assert 0 < meter.bytes_per_s(10 + WINDOW_S / 2) < 60_000
    assert meter.bytes_per_s(10 + WINDOW_S) == 0
    assert meter.left_s(1_000, 10 + WINDOW_S) is None


def test_the_first_bytes_are_not_taken_for_a_second() -> None:
    meter = SpeedMeter()
    meter.begin(0.0)
    meter.add(64_000, 0.001)
    assert meter.bytes_per_s(0.001) <= 128_000


def test_the_time_left_is_said_after_five_seconds() -> None:
    meter = SpeedMeter()
    steady(meter, 100_000, LEFT_AFTER_S - 0.1)
    assert meter.left_s(1_000_000, LEFT_AFTER_S - 0.1) is None
    meter.add(10_000, LEFT_AFTER_S)
    assert meter.left_s(1_000_000, LEFT_AFTER_S) == pytest.approx(10, rel=0.03)


def test_what_was_before_a_new_beginning_is_forgotten() -> None:
    meter = SpeedMeter()
    steady(meter, 1_000_000, 10.0)
    steady(meter, 1_000, 11.0, begin_s=10.0)
    assert meter.bytes_per_s(11.0) == pytest.approx(1_000, rel=0.01)
    meter.end()
    assert meter.bytes_per_s(11.0) == 0


@given(st.lists(st.tuples(st.floats(0, 30, allow_nan=False), st.integers(0, 10**9)), max_size=60))
def test_a_meter_never_counts_more_than_went(pieces: list[tuple[float, int]]) -> None:
    meter = SpeedMeter()
    meter.begin(0.0)
    for at_s, count in sorted(pieces):
        meter.add(count, at_s)
        carried = sum(each for when, each in pieces if when <= at_s)
        assert 0 <= meter.bytes_per_s(at_s) <= carried / 0.5 + 1


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (8.4, "8 s"),
        (59.6, "1 min"),
        (131, "2 min 10 s"),
        (1_500, "25 min"),
        (3_900, "1 h 5 min"),
        (7_200, "2 h"),
    ],
)
def test_times_to_come_are_as_exact_as_they_are_worth(seconds: float, words: str) -> None:
    assert left_text(seconds) == words
