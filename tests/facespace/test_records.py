"""Entries, pictures and whole bodies, read however odd they are (wire 3.1, 3.3)."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facespace_desk.facespace.dates import from_ms, second_text
from facespace_desk.facespace.payload import read_logs
from facespace_desk.facespace.records import (
    Notice,
    Picture,
    Sighting,
    Stop,
    read_entry,
    read_recognition,
)
from facespace_desk.net.errors import BadPayload

AT_MS = 1_709_539_143_000  # 07:59:03 04/03/24


def test_entry_has_label_and_time():
    entry = read_entry("north-gate", "Mira Holt @ 07:59:03 04/03/24")
    assert entry == Sighting("north-gate", "Mira Holt", AT_MS)


def test_label_may_hold_the_separator():
    assert read_entry("c", "a @ b @ 07:59:03 04/03/24") == Sighting("c", "a @ b", AT_MS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mira Holt",
        "Mira Holt @ ",
        "Mira Holt @ 07:59 04/03/24",
        "Mira Holt @ 07:59:03 13/13/24",
        "Mira Holt @ 24:00:00 04/03/24",
        "Mira Holt @07:59:03 04/03/24",
        "Mira Holt @ 07:59:03 04/03/24 ",
        "Mira Holt @ 07:59:03T04/03/24",
        "Mira Holt @ 2024-03-04 07:59:03",
    ],
)
def test_unreadable_entry_is_kept_as_it_came(text):
    assert read_entry("c", text) == Sighting("c", text, None, text)


@given(st.text(), st.integers(946_684_800, 4_102_444_799))
def test_any_label_survives(label, second):
    entry = read_entry("c", f"{label} @ {second_text(from_ms(second * 1000))}")
    assert entry == Sighting("c", label, second * 1000)


def test_body_is_sorted_by_time_with_unreadable_entries_last():
    body = json.dumps(
        {
            "b": ["late @ 10:00:00 04/03/24", "odd", "tie-1 @ 09:00:00 04/03/24"],
            "a": ["tie-2 @ 09:00:00 04/03/24", "early @ 08:00:00 04/03/24"],
        }
    ).encode()
    answer = read_logs(body)
    assert [row.label for row in answer] == ["early", "tie-1", "tie-2", "late", "odd"]
    assert (answer.problems, answer.unreadable) == (0, 1)


def test_duplicates_are_kept():
    body = json.dumps({"a": ["x @ 08:00:00 04/03/24"] * 3}).encode()
    assert len(read_logs(body)) == 3


def test_what_is_no_entry_is_counted_and_the_rest_is_read():
    entry = "x @ 08:00:00 04/03/24"
    odd = {"a": [entry, 7, None, [entry], {"z": [1]}], "b": 5, "c": "no", "d": {}}
    body = json.dumps(odd).encode()
    answer = read_logs(body)
    assert [row.label for row in answer] == ["x"]
    assert answer.problems == 4 + 3


def test_bounds_are_exact_and_unreadable_entries_pass():
    body = json.dumps(
        {"a": [f"x @ 08:00:0{second} 04/03/24" for second in range(5)] + ["odd"]}
    ).encode()
    first = read_entry("a", "x @ 08:00:01 04/03/24").at_ms
    answer = read_logs(body, start_ms=first, end_ms=first + 2000)
    assert [row.at_ms and (row.at_ms - first) // 1000 for row in answer] == [0, 1, 2, None]


def test_other_cameras_are_left_out_should_the_server_send_them():
    body = json.dumps({"a": ["x @ 08:00:00 04/03/24"], "b": ["y @ 08:00:00 04/03/24"]}).encode()
    assert [row.camera for row in read_logs(body, camera="b")] == ["b"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"text"',
        b"<html></html>",
        b"{",
        b'{"a"}',
        b'{"a": [}',
        b'{"a": ["x"}',
        b'{"a": ["x",]}',
        b'{"a": ["x" "y"]}',
        b'{"a": [],}',
        b'{"a": []} more',
        b'{"a": ["\xff"]}',
        b'{"a": [nope]}',
        b'{"a": ["x',
    ],
)
def test_what_is_not_a_json_object_is_refused(body):
    with pytest.raises(BadPayload):
        read_logs(body)


@settings(max_examples=30)
@given(st.text(max_size=30), st.integers(2040, 2060))
def test_long_lists_of_hostile_labels_are_read_whole(label, count):
    body = json.dumps({"a": [f"{label} @ 08:00:00 04/03/24"] * count}).encode()
    assert [row.label for row in read_logs(body)] == [label] * count


def test_equal_labels_are_one_object_in_memory():
    body = json.dumps({"a": [f"Mira Holt @ 08:00:0{second} 04/03/24" for second in range(9)]})
    answer = read_logs(body.encode())
    assert len({id(row.label) for row in answer}) == 1
    assert len({id(row.camera) for row in answer}) == 1


def recognition(payload: dict[str, object]):
    return read_recognition(payload, received_ms=5, elapsed_ms=1.0)


def test_picture_has_labels_by_camera():
    picture = recognition({"north-gate": ["Mira Holt"], "dock": []})
    assert isinstance(picture, Picture)
    assert picture.cameras == {"north-gate": ("Mira Holt",), "dock": ()}


@pytest.mark.parametrize(
    "text", ["No cameras active: all streams closed", "  no CAMERAS Active", "No cameras active"]
)
def test_stop_text_stops(text):
    assert recognition({"stop": text}) == Stop(text, 5)


@pytest.mark.parametrize("text", ["maintenance", "", "Some: No cameras active"])
def test_other_stop_text_is_a_notice(text):
    assert recognition({"stop": text, "a": ["x"]}) == Notice(text, 5)


def test_stop_with_a_list_is_a_camera():
    picture = recognition({"stop": ["Mira Holt"]})
    assert isinstance(picture, Picture)
    assert picture.cameras == {"stop": ("Mira Holt",)}


def test_unreadable_camera_is_named_and_not_taken_for_empty():
    picture = recognition({"a": ["x", 7, None], "b": 5})
    assert isinstance(picture, Picture)
    assert picture.cameras == {"a": ("x",)}
    assert (picture.unread, picture.problems) == (frozenset({"b"}), 3)


@pytest.mark.parametrize("payload", [{"stop": 42}, {"error": "no"}, {"a": None, "b": {}}])
def test_object_that_says_nothing_is_refused(payload):
    with pytest.raises(ValueError, match="no camera"):
        recognition(payload)


def test_empty_object_is_an_empty_picture():
    picture = recognition({})
    assert isinstance(picture, Picture)
    assert picture.cameras == {}


def test_names_are_not_in_any_repr():
    picture = recognition({"a": ["Canary Name"]})
    answer = read_logs(b'{"a": ["Canary Name @ 08:00:00 04/03/24", "Canary Name"]}')
    assert "Canary" not in f"{picture!r} {answer!r} {answer[0]!r} {[*answer]} {answer[1]}"
