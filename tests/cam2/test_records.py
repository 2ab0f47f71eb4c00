"""Addresses and views that a camera makes of itself."""

import pytest

from facespace_desk.cam2.reading import read_camera
from facespace_desk.cam2.records import Camera
from tests.cam2.making import entry


def ip_camera(**values):
    return Camera(camera_id="a", type="ip", **values)


@pytest.mark.parametrize(
    ("values", "url"),
    [
        ({"ip": "192.0.2.1", "image_path": "/a.jpg"}, "http://192.0.2.1/a.jpg"),
        ({"ip": "192.0.2.1", "port": 8080, "image_path": "a.jpg"}, "http://192.0.2.1:8080/a.jpg"),
        ({"ip": "192.0.2.1", "port": 443, "image_path": "/a"}, "https://192.0.2.1/a"),
        ({"ip": "2001:db8::1", "image_path": "/a"}, "http://[2001:db8::1]/a"),
        ({"ip": "cam.example", "image_path": "/a?x=1&y=2"}, "http://cam.example/a?x=1&y=2"),
        (
            {"ip": "cam.example", "image_path": "//evil.example/a"},
            "http://cam.example/evil.example/a",
        ),
        ({"ip": "cam.example", "image_path": "/a b\r\nc"}, "http://cam.example/a%20b%0D%0Ac"),
        ({"ip": "cam.example", "image_path": None}, None),
        ({"ip": None, "image_path": "/a"}, None),
        ({"ip": "user@evil.example", "image_path": "/a"}, None),
        ({"ip": "evil.example/x", "image_path": "/a"}, None),
        ({"ip": "evil.example:99", "image_path": "/a"}, None),
        ({"ip": "a b", "image_path": "/a"}, None),
    ],
)
def test_the_still_of_an_ip_camera(values, url):
    assert ip_camera(**values).still_url == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://h.example/a.jpg?x=1", "http://h.example/a.jpg?x=1"),
        ("HTTPS://h.example/a", "HTTPS://h.example/a"),
        ("h.example/a.jpg", "http://h.example/a.jpg"),
        ("//h.example/a.jpg", "http://h.example/a.jpg"),
        ("h.example:8080/a", "http://h.example:8080/a"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:image/png;base64,AAAA", None),
        ("rtsp://h.example/a", None),
        ("http:///a", None),
        ("http://[::1", None),
        ("http://h.example:0/a", None),
        ("http://h.example:99999/a", None),
        ("-o/tmp/x http://h.example/a", None),
        ("http://h.example/\u202egpj.a", None),
        ("http://h.example\\@evil.example/", None),
        ("x" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_the_still_of_other_cameras(text, url):
    assert Camera(camera_id="a", type="non_ip", snapshot_url=text).still_url == url
    assert Camera(camera_id="a", type="new", snapshot_url=text).still_url == url


def test_streams_are_for_players():
    stream = Camera(camera_id="a", type="stream", m3u8_url="rtsp://h.example/live")
    assert stream.stream_url == "rtsp://h.example/live"
    assert stream.still_url is None
    assert ip_camera(ip="192.0.2.1", video_path="/v").stream_url == "http://192.0.2.1/v"
    assert Camera(camera_id="a", type="stream", m3u8_url="--help").stream_url == "http://--help"


def test_a_reference_may_lack_its_scheme():
    assert Camera(camera_id="a", reference_url="www.h.example").reference_link == (
        "http://www.h.example"
    )


@pytest.mark.parametrize(
    ("offset", "seconds"), [(32400, 32400), (-18000, -18000), (9, None), (-5, None), (None, None)]
)
def test_an_offset_counts_as_seconds_only_beyond_doubt(offset, seconds):
    assert Camera(camera_id="a", utc_offset=offset).utc_offset_s == seconds


def test_the_flat_view_is_that_of_the_official_client():
    flat = read_camera(entry(1)).flat()
    assert flat["camera_type"] == "ip"
    assert "type" not in flat
    assert "retrieval" not in flat
    assert "snapshot_url" not in flat
    assert (flat["ip"], flat["model"]) == ("192.0.2.17", None)
    assert flat["resolution_width"] == 800


def test_the_flat_view_of_a_camera_without_retrieval_data_has_none():
    assert not {"ip", "port", "brand"} & read_camera(entry(retrieval=None)).flat().keys()
