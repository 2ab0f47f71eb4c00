"""A camera as it is typed: what each field may be, what is missing, what a pasted address tells."""

from __future__ import annotations

import msgspec
import pytest

from facespace_desk.cam2.model.drafts import (
    FIELDS,
    Draft,
    fields_of,
    prefilled,
    read_draft,
    text_of,
    texts_of,
)
from facespace_desk.cam2.records import RETRIEVAL_FIELDS, Camera

GOOD = {"ip": "192.0.2.17", "has_image": "yes", "has_video": "no"}
HARBOUR = Camera(
    camera_id="5b1f00aa36517f0004ed10c2",
    type="ip",
    city="Napier",
    latitude=-39.4867,
    longitude=176.9192,
    has_image=True,
    has_video=False,
    ip="192.0.2.17",
    port=80,
    image_path="/jpg/image.jpg",
)


def draft_of(**texts: str) -> Draft:
    return read_draft("ip", GOOD | texts)


def test_every_type_offers_its_own_retrieval_fields_and_no_other() -> None:
    for camera_type, members in RETRIEVAL_FIELDS.items():
        offered = set(fields_of(camera_type))
        assert set(members) <= offered
        others = {name for name in FIELDS if name not in offered}
        assert others.isdisjoint(members)
        assert "latitude" in offered


def test_a_good_draft_has_values_of_the_right_types() -> None:
    draft = draft_of(latitude="-39.4867", longitude="176.9192", port="8080", width="800")
    assert draft.is_good
    assert draft.values == {
        "type": "ip",
        "ip": "192.0.2.17",
        "has_image": True,
        "has_video": False,
        "latitude": -39.4867,
        "longitude": 176.9192,
        "port": 8080,
        "width": 800,
    }
    assert draft.retrieval == {"ip": "192.0.2.17", "port": 8080}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("latitude", "91", "The latitude must be a number from -90 to 90."),
        ("latitude", "39°", "The latitude must be a number from -90 to 90."),
        ("latitude", "nan", "The latitude must be a number from -90 to 90."),
        ("longitude", "1_0", "The longitude must be a number from -180 to 180."),
        ("port", "0", "The port must be a whole number from 1 to 65535."),
        ("port", "8o", "The port must be a whole number from 1 to 65535."),
        ("width", "-1", "The width must be a whole number from 1 to 100000."),
        ("width", "٣", "The width must be a whole number from 1 to 100000."),
        ("utc_offset", "50401", "The UTC offset must be a whole number from -50400 to 50400."),
        ("city", "Na\x07pier", "The city contains characters that cannot be sent."),
        ("city", "N" * 2001, "The city must have at most 2,000 characters."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(field: str, typed: str, words: str) -> None:
    draft = draft_of(**{"latitude": "1", "longitude": "1"} | {field: typed})
    assert draft.errors == {field: words}


@pytest.mark.parametrize(
    ("camera_type", "missing"),
    [
        ("ip", {"ip", "has_image", "has_video"}),
        ("non_ip", {"snapshot_url", "has_image", "has_video"}),
        ("stream", {"m3u8_url", "has_image", "has_video"}),
    ],
)
def test_an_addition_needs_type_flags_and_where_the_picture_is(
    camera_type: str, missing: set[str]
) -> None:
    draft = read_draft(camera_type, {"has_image": "unknown", "has_video": ""})
    assert set(draft.errors) == missing
    assert draft.errors["has_image"] == "Say whether there is a still picture."
    assert all(draft.errors.values())


def test_one_coordinate_alone_is_an_error_at_the_other() -> None:
    assert draft_of(latitude="10").errors == {"longitude": "The longitude belongs to the latitude."}


def test_an_edit_holds_only_what_differs() -> None:
    texts = texts_of(HARBOUR)
    assert read_draft("ip", texts, HARBOUR).values == {}
    changed = read_draft("ip", texts | {"city": "Ahuriri", "port": "8080"}, HARBOUR)
    assert changed.is_good
    assert changed.values == {"city": "Ahuriri", "port": 8080}


def test_an_emptied_field_is_a_change_to_nothing() -> None:
    assert read_draft("ip", texts_of(HARBOUR) | {"city": " "}, HARBOUR).values == {"city": None}


def test_what_is_odd_at_the_service_stands_in_the_way_of_no_other_edit() -> None:
    odd = msgspec.structs.replace(HARBOUR, longitude=None, width=0, utc_offset=90_000)
    draft = read_draft("ip", texts_of(odd) | {"city": "Ahuriri"}, odd)
    assert draft.is_good
    assert draft.values == {"city": "Ahuriri"}


def test_a_place_with_many_digits_is_no_change() -> None:
    exact = msgspec.structs.replace(HARBOUR, latitude=-39.486712345678)
    assert read_draft("ip", texts_of(exact), exact).values == {}


def test_another_type_is_a_change_of_its_own() -> None:
    texts = texts_of(HARBOUR) | {"snapshot_url": "https://harbour.example/a.jpg"}
    assert read_draft("non_ip", texts, HARBOUR).values == {
        "type": "non_ip",
        "snapshot_url": "https://harbour.example/a.jpg",
    }


@pytest.mark.parametrize("camera", [HARBOUR, Camera(camera_id="x", type="ip")])
def test_fields_survive_the_form(camera: Camera) -> None:
    texts = texts_of(camera)
    assert not read_draft(camera.type, texts, camera).values
    assert text_of(None) == ""


@pytest.mark.parametrize(
    ("address", "camera_type", "fields"),
    [
        (
            "http://192.0.2.17:8080/jpg/image.jpg?size=big#top",
            "ip",
            {"ip": "192.0.2.17", "port": "8080", "image_path": "/jpg/image.jpg?size=big"},
        ),
        ("192.0.2.17/mjpg/1.mjpg", "ip", {"port": "80", "video_path": "/mjpg/1.mjpg"}),
        (
            "https://harbour.example/pier.jpg",
            "non_ip",
            {"snapshot_url": "https://harbour.example/pier.jpg", "has_image": "yes"},
        ),
        (
            "https://user:word@harbour.example/live/x.m3u8",
            "stream",
            {"m3u8_url": "https://harbour.example/live/x.m3u8", "has_video": "yes"},
        ),
    ],
)
def test_a_pasted_address_fills_in_what_it_says(
    address: str, camera_type: str, fields: dict[str, str]
) -> None:
    found = prefilled(address)
    assert found is not None
    assert found[0] == camera_type
    assert fields.items() <= found[1].items()
    assert "word" not in str(found)


@pytest.mark.parametrize("text", ["", "pier", "ftp://host.example/a.jpg", "http://[::1", "a b.c d"])
def test_what_is_no_address_fills_in_nothing(text: str) -> None:
    assert prefilled(text) is None
