"""`realtime` is read tolerantly in form and strictly in substance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.amigocloud.live.reports import Dropped, ObjectReport, number, read_reports

ENTRY = {
    "object_id": "204-north",
    "timestamp": "1700000123",
    "latitude": "45.5017",
    "longitude": "-73.5673",
    "altitude": "31.0",
    "speed": "12.5",
    "track": "274.0",
    "satellites": "8",
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = ("object_id", "timestamp", "latitude", "longitude", "speed", "track", "altitude", "more")


def test_the_published_example_is_read() -> None:
    reports = read_reports({"dataset_id": 9, "data": [ENTRY]})
    assert reports.taken == [
        ObjectReport(
            9,
            "204-north",
            1_700_000_123_000,
            45.5017,
            -73.5673,
            12.5,
            274.0,
            31.0,
            {"satellites": "8"},
        )
    ]
    assert not reports.dropped


def test_numbers_and_texts_are_the_same() -> None:
    plain = {
        "object_id": 7,
        "timestamp": 1700000123,
        "latitude": 45.5,
        "longitude": -73,
        "track": 0.0,
    }
    text = {
        "object_id": "7",
        "timestamp": "1700000123",
        "latitude": " 45.50",
        "longitude": "-73.0",
        "track": "0.0",
    }
    first, second = read_reports({"dataset_id": "9", "data": [plain, text]}).taken
    assert first == second
    assert first.key == (9, "7")
    assert first.track == 0.0


def test_reports_keep_their_order_and_one_alone_needs_no_list() -> None:
    entries = [{**ENTRY, "timestamp": str(1_700_000_000 + second)} for second in range(5)]
    taken = read_reports({"dataset_id": 9, "data": entries}).taken
    assert [report.at_ms for report in taken] == [1_700_000_000_000 + 1000 * n for n in range(5)]
    assert len(read_reports({"dataset_id": 9, "data": ENTRY}).taken) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"latitude": "-73.5673", "longitude": "145.5"}, None),  # in range: nobody can know
        ({"latitude": "-173.5673", "longitude": "45.5017"}, Dropped.OUT_OF_RANGE),
        ({"latitude": "90.001"}, Dropped.OUT_OF_RANGE),
        ({"longitude": -180.5}, Dropped.OUT_OF_RANGE),
        ({"latitude": "north"}, Dropped.UNREADABLE),
        ({"latitude": ""}, Dropped.UNREADABLE),
        ({"latitude": None}, Dropped.UNREADABLE),
        ({"latitude": True}, Dropped.UNREADABLE),
        ({"latitude": "nan"}, Dropped.UNREADABLE),
        ({"longitude": "inf"}, Dropped.UNREADABLE),
        ({"longitude": 10**400}, Dropped.UNREADABLE),
        ({"longitude": "1_0"}, Dropped.UNREADABLE),
        ({"longitude": "٤٥"}, Dropped.UNREADABLE),
        ({"longitude": [1]}, Dropped.UNREADABLE),
        ({"object_id": ""}, Dropped.NO_OBJECT),
        ({"object_id": None}, Dropped.NO_OBJECT),
        ({"object_id": False}, Dropped.NO_OBJECT),
    ],
)
def test_what_cannot_be_placed_is_counted(change: dict[str, Any], why: Dropped | None) -> None:
    good = {**ENTRY, "object_id": "good"}
    reports = read_reports({"dataset_id": 9, "data": [{**ENTRY, **change}, good]})
    assert dict(reports.dropped) == ({} if why is None else {why: 1})
    assert reports.taken[-1].object_id == "good"


@pytest.mark.parametrize("timestamp", ["", "now", None, "-5", "1e300", [], True, 0])
def test_a_report_without_a_readable_time_is_kept(timestamp: object) -> None:
    (report,) = read_reports({"dataset_id": 9, "data": [{**ENTRY, "timestamp": timestamp}]}).taken
    assert report.at_ms is None


@pytest.mark.parametrize("data", [None, 7, "text", [], {}, {"data": None}, {"data": "text"}, b""])
def test_other_data_is_counted(data: object) -> None:
    assert dict(read_reports(data).dropped) == {Dropped.NO_LIST: 1}


@given(st.dictionaries(st.sampled_from(["dataset_id", "data"]), ANYTHING) | ANYTHING)
def test_whatever_comes_is_taken_or_counted(data: Any) -> None:
    reports = read_reports(data)
    assert not reports.taken or "data" in data


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), ANYTHING | st.just("1")) | ANYTHING))
def test_each_entry_is_taken_or_counted(entries: list[Any]) -> None:
    reports = read_reports({"dataset_id": 9, "data": entries})
    assert len(reports.taken) + reports.dropped.total() == len(entries)
    for report in reports.taken:
        assert abs(report.latitude) <= 90
        assert abs(report.longitude) <= 180


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_itself_as_text(value: float) -> None:
    assert number(repr(value)) == number(value) == value
