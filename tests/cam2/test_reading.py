"""What servers really send, read field by field."""

import json

import hypothesis.strategies as some
import pytest
from hypothesis import given

from facespace_desk.cam2.reading import read_camera, read_cameras, read_changes, read_one
from facespace_desk.net.errors import BadPayload
from tests.cam2.making import entry

ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=5,
)


def test_a_whole_entry_is_read():
    camera = read_camera(entry(7))
    assert camera.camera_id == f"{7:024x}"
    assert (camera.legacy_id, camera.type, camera.source) == (7, "ip", "city-harbour")
    assert (camera.country, camera.state, camera.city) == ("NZ", None, "Napier")
    assert camera.place == (-39.4867, 176.9192)
    assert (camera.width, camera.height, camera.frame_rate) == (800, 600, None)
    assert (camera.has_image, camera.has_video) == (True, False)
    assert (camera.ip, camera.port, camera.brand, camera.model) == ("192.0.2.17", 80, "Axis", None)
    assert (camera.unread, camera.unread_values, camera.extra) == ((), (), ())


def test_coordinates_come_as_text_too():
    camera = read_camera(entry(latitude=" -39.4867 ", longitude="176.9192"))
    assert camera.place == (-39.4867, 176.9192)
    assert camera.unread == ()


def test_swapped_coordinates_are_named_and_not_put_right():
    camera = read_camera(entry(latitude=176.9192, longitude=-39.4867))
    assert camera.latitude is None
    assert not camera.has_place
    assert camera.unread == ("latitude",)
    assert camera.unread_values == ("176.9192",)
    assert camera.looks_swapped


def test_swapped_coordinates_are_noticed_as_text():
    assert read_camera(entry(latitude="176.9192", longitude="-39.4867")).looks_swapped


def test_nonsense_in_a_latitude_does_not_look_swapped():
    for nonsense in ("north", 1e6, [1], "nan"):
        camera = read_camera(entry(latitude=nonsense, longitude=12.0))
        assert camera.unread == ("latitude",)
        assert not camera.looks_swapped


@pytest.mark.parametrize(
    ("wire_name", "name", "value"),
    [
        ("legacy_cameraID", "legacy_id", "seven"),
        ("legacy_cameraID", "legacy_id", 1.5),
        ("legacy_cameraID", "legacy_id", 10**400),
        ("legacy_cameraID", "legacy_id", True),
        ("type", "type", 4),
        ("city", "city", {"name": "Napier"}),
        ("city", "city", "x" * 5000),
        ("latitude", "latitude", "1_0"),
        ("latitude", "latitude", "inf"),
        ("longitude", "longitude", 200),
        ("resolution_width", "width", [800]),
        ("frame_rate", "frame_rate", "often"),
        ("is_active_image", "has_image", "perhaps"),
        ("is_active_video", "has_video", 2),
        ("utc_offset", "utc_offset", 5.5),
        ("reference_url", "reference_url", 80),
        ("retrieval", "retrieval", "{not json"),
        ("retrieval", "retrieval", [1, 2]),
        ("retrieval", "port", {"ip": "192.0.2.1", "port": 99999}),
        ("retrieval", "ip", {"ip": 4}),
    ],
)
def test_a_field_of_the_wrong_kind_costs_only_itself(wire_name, name, value):
    camera = read_camera(entry(**{wire_name: value}))
    sound = read_camera(entry())
    assert camera.unread == (name,)
    assert len(camera.unread_values[0]) <= 200
    untouched = {"camera_id", "source", "height", "timezone_id"}
    assert all(getattr(camera, other) == getattr(sound, other) for other in untouched)


def test_ports_and_numbers_come_as_text_too():
    camera = read_camera(
        entry(retrieval={"port": "8080"}, resolution_width="1280", legacy_cameraID="12")
    )
    assert (camera.port, camera.width, camera.legacy_id) == (8080, 1280, 12)


def test_flags_come_in_any_case_and_as_digits():
    for value in (True, "true", "True", "TRUE", 1, "1"):
        assert read_camera(entry(is_active_image=value)).has_image is True
    for value in (False, "false", "False", 0, "0"):
        assert read_camera(entry(is_active_image=value)).has_image is False


def test_nothing_is_nothing():
    camera = read_camera(entry(city="  ", latitude="", retrieval={"port": ""}, utc_offset=None))
    assert (camera.city, camera.latitude, camera.port, camera.utc_offset) == (None,) * 4
    assert camera.unread == ()


def test_retrieval_data_may_be_a_json_text():
    packed = read_camera(entry(retrieval=json.dumps(entry()["retrieval"])))
    assert packed == read_camera(entry())


def test_retrieval_data_may_stand_beside_the_other_fields():
    camera = read_camera(entry(type="non_ip", retrieval=..., snapshot_url="http://h.example/a.jpg"))
    assert camera.snapshot_url == "http://h.example/a.jpg"


@pytest.mark.parametrize("absent", [..., None, "", {}])
def test_a_camera_without_retrieval_data_is_a_camera(absent):
    camera = read_camera(entry(retrieval=absent))
    assert camera.ip is None
    assert camera.unread == ()
    assert camera.still_url is None


def test_what_is_not_known_is_kept_as_text():
    camera = read_camera(entry(heading=90, retrieval={"ip": "192.0.2.1", "codec": "h264"}))
    assert camera.extra == (("heading", "90"), ("retrieval.codec", "h264"))


@pytest.mark.parametrize(
    "content", [None, 5, "text", [], {}, {"cameraID": None}, {"cameraID": {}}, {"cameraID": " "}]
)
def test_what_has_no_id_is_no_camera(content):
    assert read_camera(content) is None


def test_a_number_is_an_id_too():
    assert read_camera(entry(cameraID=17)).camera_id == "17"


def test_one_bad_row_costs_no_other():
    rows = read_cameras(json.dumps([entry(1), 5, {"no": "id"}, entry(2)]).encode(), "search")
    assert [camera.legacy_id for camera in rows.cameras] == [1, 2]
    assert (rows.received, rows.unread) == (4, 2)


@pytest.mark.parametrize("body", [b"", b"{}", b'{"message": "no"}', b"[{", b"<html>", b"null"])
def test_what_is_no_list_is_said(body):
    with pytest.raises(BadPayload):
        read_cameras(body, "search")


def test_a_page_beyond_all_measure_is_refused():
    with pytest.raises(BadPayload, match="2,000 entries"):
        read_cameras(json.dumps([{}] * 2000).encode(), "search")


def test_one_camera_needs_an_id():
    with pytest.raises(BadPayload, match="no camera ID"):
        read_one(b"{}", "camera")


@pytest.mark.parametrize(
    ("stamp", "at_ms"),
    [
        ("2018-07-04T19:52:52.337Z", 1_530_733_972_337),
        ("2018-07-04T19:52:52Z", 1_530_733_972_000),
        ("2018-07-04T19:52:52", 1_530_733_972_000),
        ("2018-07-04T21:52:52+02:00", 1_530_733_972_000),
        ("yesterday", None),
        (None, None),
        (1_530_733_972_337, None),
    ],
)
def test_moments_of_the_change_log(stamp, at_ms):
    body = json.dumps([{"cameraID": "a", "timestamp": stamp}, {"timestamp": "x"}, 7]).encode()
    (change,), received = read_changes(body, "change log")
    assert (change.camera_id, change.at_ms, received) == ("a", at_ms, 3)
    assert change.raw == ("" if stamp is None else str(stamp))


@given(some.dictionaries(some.sampled_from([*entry(), "camera_type", "ip"]), ANYTHING))
def test_no_entry_is_too_strange(strange):
    camera = read_camera({"cameraID": "a"} | strange)
    if camera is None:
        assert "cameraID" in strange
        return
    assert len(camera.unread) == len(camera.unread_values)
    if camera.place is not None:
        assert abs(camera.latitude) <= 90
        assert abs(camera.longitude) <= 180
    assert camera.flat()["cameraID"] == camera.camera_id
    for url in (camera.still_url, camera.stream_url, camera.reference_link):
        assert url is None or url.partition("://")[0].lower() in ("http", "https", "rtsp", "rtmp")
