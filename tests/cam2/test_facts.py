"""All that is known of a camera: complete, honest about the unknown, and no clock made up."""

from __future__ import annotations

import json

import pytest

from facespace_desk.cam2.model.facts import (
    Fact,
    Knowledge,
    geo_address,
    local_time,
    raw_text,
    sections,
)
from facespace_desk.cam2.records import RETRIEVAL_FIELDS, WIRE_NAMES, Camera

SUMMER_MS = 1_784_000_000_000  # 2026-07-14 03:33:20 UTC
WINTER_MS = 1_768_000_000_000  # 2026-01-09 23:06:40 UTC


def fact(camera: Camera, field: str) -> Fact:
    [found] = [
        each for section in sections(camera) for each in section.facts if each.field == field
    ]
    return found


@pytest.mark.parametrize("kind", ["ip", "non_ip", "stream"])
def test_every_field_of_the_type_is_shown_once(kind: str) -> None:
    others = {
        name for each, names in RETRIEVAL_FIELDS.items() if each != kind for name in names
    } - set(RETRIEVAL_FIELDS[kind])
    shown = [
        each.field for part in sections(Camera(camera_id="a", type=kind)) for each in part.facts
    ]
    assert sorted(shown) == sorted(set(WIRE_NAMES) - others)


def test_retrieval_data_of_another_type_are_not_hidden() -> None:
    camera = Camera(camera_id="a", type="ip", snapshot_url="http://a.example/b.jpg")
    assert fact(camera, "snapshot_url").text == "http://a.example/b.jpg"
    hologram = Camera(camera_id="a", type="hologram")
    assert fact(hologram, "m3u8_url").knowledge is Knowledge.UNKNOWN


def test_unknown_is_said_and_unread_shows_what_came() -> None:
    camera = Camera(
        camera_id="a",
        type="ip",
        unread=("latitude", "retrieval"),
        unread_values=('"95,5"', "[1]"),
    )
    assert fact(camera, "longitude") == Fact("longitude", "Longitude", "unknown", Knowledge.UNKNOWN)
    assert fact(camera, "latitude").knowledge is Knowledge.UNREAD
    assert '"95,5"' in fact(camera, "latitude").text
    assert "[1]" in fact(camera, "retrieval").text


def test_known_values_are_written_for_people() -> None:
    camera = Camera(
        camera_id="5b",
        type="ip",
        width=1280,
        frame_rate=12.5,
        has_image=False,
        latitude=0.0,
        utc_offset=-12600,
    )
    assert fact(camera, "width").text == "1280 px"
    assert fact(camera, "frame_rate").text == "12.5 per s"
    assert fact(camera, "has_image").text == "not active"
    assert fact(camera, "latitude").text == "0°"
    assert fact(camera, "utc_offset").text == "-12600 s (-03:30)"
    assert fact(camera, "camera_id").can_be_copied
    assert not fact(camera, "legacy_id").can_be_copied


def test_unknown_fields_of_the_server_are_shown() -> None:
    camera = Camera(camera_id="a", extra=(("heading", "270"),))
    assert sections(camera)[-1].facts == (Fact("", "heading", "270", is_code=True),)


@pytest.mark.parametrize(
    ("fields", "at_ms", "text", "how"),
    [
        ({"timezone_id": "Europe/London"}, SUMMER_MS, "Tue 04:33:20  UTC+01:00", "Europe/London"),
        ({"timezone_id": "Europe/London"}, WINTER_MS, "Fri 23:06:40  UTC+00:00", "Europe/London"),
        (
            {"timezone_id": "Eastern Standard Time"},
            SUMMER_MS,
            "Mon 23:33:20  UTC-04:00",
            "taken as America/New_York",
        ),
        ({"timezone_name": "Asia/Tokyo"}, SUMMER_MS, "Tue 12:33:20  UTC+09:00", "Asia/Tokyo"),
        ({"utc_offset": 19800}, SUMMER_MS, "Tue 09:03:20  UTC+05:30", "19,800 s"),
        ({"utc_offset": -18000}, SUMMER_MS, "Mon 22:33:20  UTC-05:00", "summer time"),
        ({"timezone_id": "Nowhere/Land", "utc_offset": 3600}, SUMMER_MS, "Tue 04:33:20", "3,600"),
    ],
)
def test_local_time_says_how_it_is_known(
    fields: dict[str, object], at_ms: int, text: str, how: str
) -> None:
    local = local_time(Camera(camera_id="a", **fields), at_ms)  # type: ignore[arg-type]
    assert local.text.startswith(text)
    assert how in local.how


@pytest.mark.parametrize(
    ("fields", "how"),
    [
        ({"utc_offset": 9}, "9, in a unit that is not known"),
        ({"utc_offset": -14}, "-14, in a unit"),
        ({"utc_offset": 0}, "0, in a unit"),
        ({"utc_offset": 999_999}, "cannot be right"),
        ({"timezone_id": "../../etc/passwd"}, "is not known here"),
        ({"timezone_id": "America"}, "is not known here"),
        ({"timezone_id": "half \ud800"}, "is not known here"),
        ({}, "Neither"),
    ],
)
def test_doubtful_offset_is_never_made_into_a_clock(fields: dict[str, object], how: str) -> None:
    local = local_time(Camera(camera_id="a", **fields), SUMMER_MS)  # type: ignore[arg-type]
    assert local.text == ""
    assert how in local.how


def test_place_is_written_as_maps_read_it() -> None:
    camera = Camera(camera_id="a", latitude=-39.4867, longitude=176.9192)
    assert geo_address(camera) == "geo:-39.486700,176.919200"
    assert geo_address(Camera(camera_id="a", latitude=1.0)) == ""


def test_raw_record_has_wire_names_and_what_was_not_understood() -> None:
    camera = Camera(
        camera_id="a",
        type="non_ip",
        snapshot_url="http://a.example/b",
        extra=(("heading", "270"), ("odd", "{")),
        unread=("port",),
        unread_values=("[80]",),
    )
    record = json.loads(raw_text(camera))
    assert record["cameraID"] == "a"
    assert record["snapshot_url"] == "http://a.example/b"
    assert record["heading"] == 270
    assert record["odd"] == "{"
    assert record["could not be read"] == {"port": "[80]"}
