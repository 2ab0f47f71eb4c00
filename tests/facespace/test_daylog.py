"""The day log counts people, not rows, and forgets in order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.facespace.daylog import DayLog, Stay, people_per_bin

MINUTE = 60_000


def filled(*stays: Stay) -> DayLog:
    log = DayLog()
    for stay in stays:
        log.add(stay)
    return log


def test_same_stay_is_added_once() -> None:
    log = DayLog()
    assert log.add(Stay("gate", "Mira", 0, MINUTE)) == 0
    assert log.add(Stay("gate", "Mira", 0, 5 * MINUTE)) is None
    assert len(log) == 1


def test_stay_counts_in_every_bin_it_touches() -> None:
    log = filled(Stay("gate", "Mira", MINUTE, 3 * MINUTE))
    assert log.people_per_bin(0, 5 * MINUTE, 5).tolist() == [[0, 1, 1, 1, 0]]


def test_one_person_counts_once_in_a_bin() -> None:
    log = filled(
        Stay("gate", "Mira", 0, 10), Stay("gate", "Mira", 20, 30), Stay("gate", "Jon", 5, 5)
    )
    assert log.people_per_bin(0, MINUTE, 1).tolist() == [[2]]


def test_camera_without_anybody_has_an_empty_lane() -> None:
    log = DayLog()
    log.know_camera("dock")
    assert log.people_per_bin(0, MINUTE, 3).tolist() == [[0, 0, 0]]


def test_trim_forgets_the_oldest_and_tickets_stay_good() -> None:
    log = DayLog()
    log.add(Stay("gate", "Mira", 0, 10))
    ticket = log.add(Stay("gate", "Jon", 50, 60))
    assert ticket is not None
    log.trim(before_ms=50)
    log.extend(ticket, 90)
    assert list(log.stays()) == [Stay("gate", "Jon", 50, 90)]
    log.trim(before_ms=1000)
    log.extend(ticket, 5000)
    assert list(log.stays()) == []


def test_trimmed_stay_may_come_again() -> None:
    log = filled(Stay("gate", "Mira", 0, 10))
    log.trim(before_ms=100)
    assert log.add(Stay("gate", "Mira", 0, 10)) is not None


stays = st.lists(
    st.builds(
        lambda camera, label, first, length: Stay(camera, label, first, first + length),
        st.sampled_from(["gate", "dock", "hall"]),
        st.sampled_from(["Mira", "Jon", "Unknown-1"]),
        st.integers(0, 1000),
        st.integers(0, 400),
    ),
    max_size=30,
)


@given(stays, st.integers(1, 12))
def test_counts_equal_a_plain_count(rows: list[Stay], bins: int) -> None:
    log = filled(*rows)
    start, end = 100, 900
    width = (end - start) // bins
    expected = np.zeros((len(log.cameras), bins), int)
    for row, camera in enumerate(log.cameras):
        for column in range(bins):
            low = start + column * width
            high = end if column == bins - 1 else low + width
            people = {
                s.label
                for s in log.stays()
                if s.camera == camera and s.first_ms < high and s.last_ms >= low
            }
            expected[row, column] = len(people)
    assert np.array_equal(log.people_per_bin(start, end, bins), expected)


def test_moments_are_counted_by_person_and_bin() -> None:
    camera, label = np.array([0, 0, 1]), np.array([0, 0, 1])
    counts = people_per_bin(camera, label, np.array([0, 0, 2]), (2, 2, 3))
    assert counts.tolist() == [[1, 0, 0], [0, 0, 1]]
