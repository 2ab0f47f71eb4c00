"""What the simulated cameras answer, kind by kind."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pyvips

from facespace_desk.demo.cam2.bomb import SIDE, png_bomb
from facespace_desk.demo.cam2.stills import Shot, draw
from tests.cam2_simulator import RunningCam2
from tests.limits import PATIENCE_S

JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
MOMENT_S = 1_772_625_600  # 12:00 UTC on 4 March 2026


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as made:
        yield made


def address(camera: dict[str, Any], path: str = "image_path") -> str:
    retrieval = camera["retrieval"]
    if "ip" in retrieval:
        return f"http://{retrieval['ip']}:{retrieval['port']}{retrieval[path]}"
    return str(retrieval.get("snapshot_url") or retrieval.get("m3u8_url"))


def camera(cam2: RunningCam2, kind: str, camera_type: str = "ip") -> dict[str, Any]:
    """A camera of that type; its picture is made to behave like *kind* if need be."""
    found = cam2.control.cameras_of_kind("still", count=100)
    chosen = next(each for each in found if each["type"] == camera_type)
    cam2.control.set_pictures({chosen["cameraID"]: kind})
    return chosen


async def beginning(http: httpx.AsyncClient, url: str, size: int) -> tuple[httpx.Response, bytes]:
    """The answer, and at least *size* bytes of its body (or all)."""
    got = b""
    async with http.stream("GET", url) as reply:
        async for piece in reply.aiter_raw():
            got += piece
            if len(got) >= size:
                break
    return reply, got


async def until_nothing_pours(cam2: RunningCam2) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while cam2.control.call("GET", "state")["pouring"]:  # noqa: ASYNC110  # no event there
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("camera_type", ["ip", "non_ip"])
async def test_a_still_is_a_picture_of_the_cameras_size_that_changes(
    cam2: RunningCam2, http: httpx.AsyncClient, camera_type: str
) -> None:
    chosen = camera(cam2, "still", camera_type)
    cam2.control.fix_clock(MOMENT_S)
    first = await http.get(address(chosen))
    assert first.headers["content-type"] == "image/jpeg"
    again = await http.get(address(chosen))
    cam2.control.fix_clock(MOMENT_S + 1)
    later = await http.get(address(chosen))
    assert first.content == again.content != later.content
    image = pyvips.Image.new_from_buffer(first.content, "")
    assert image.bands == 3
    if chosen["resolution_width"]:
        assert image.width == min(chosen["resolution_width"], 1280)


def test_pictures_are_bright_by_day_and_dark_by_night() -> None:
    for number in range(10):
        means = [
            pyvips.Image.new_from_buffer(
                draw(Shot(number, "Accra", "GH", "0", 5, 0, 0, moment_s, (640, 480))), ""
            ).avg()
            for moment_s in (MOMENT_S, MOMENT_S + 12 * 3600)
        ]
        assert means[0] > 90 > 60 > means[1], number


@pytest.mark.parametrize("size", [(320, 240), (1280, 720), (1920, 1080)])
def test_pictures_can_be_drawn_of_every_camera(size: tuple[int, int]) -> None:
    for number in range(100, 115):
        hour_s = number % 24 * 3600
        shot = Shot(number, "Zürich & <東京>", "CH", "0", 47, 8, 0, MOMENT_S + hour_s, size)
        assert draw(shot).startswith(JPEG_START)


async def test_drawing_does_not_hold_the_service_up(
    cam2: RunningCam2, http: httpx.AsyncClient
) -> None:
    stills = cam2.control.cameras_of_kind("still", count=36)

    async def longest_share(some: list[dict[str, Any]]) -> float:
        """Of the time in which pictures were drawn, what the slowest other answer took."""
        drawing = [asyncio.create_task(http.get(address(each))) for each in some]
        took_s = []
        while not all(task.done() for task in drawing):
            begun_s = time.perf_counter()
            await http.get(f"{cam2.origin}/_sim/state")
            took_s.append(time.perf_counter() - begun_s)
        await asyncio.gather(*drawing)
        return max(took_s) / sum(took_s)

    shares = [await longest_share(stills[start : start + 12]) for start in (0, 12, 24)]
    assert min(shares) < 0.5


@pytest.mark.parametrize(
    ("kind", "status", "sort", "body"),
    [
        ("denied", 401, "text/plain", b"login needed"),
        ("missing", 404, "text/plain", b"no such picture"),
        ("empty", 200, "image/jpeg", b""),
    ],
)
async def test_short_answers(
    cam2: RunningCam2,
    http: httpx.AsyncClient,
    kind: str,
    status: int,
    sort: str,
    body: bytes,
) -> None:
    reply = await http.get(address(camera(cam2, kind)))
    assert (reply.status_code, reply.content) == (status, body)
    assert reply.headers["content-type"].startswith(sort)


async def test_html_is_no_picture(cam2: RunningCam2, http: httpx.AsyncClient) -> None:
    reply = await http.get(address(camera(cam2, "html")))
    assert reply.status_code == 200
    assert "<html>" in reply.text


async def test_a_cut_picture_ends_in_the_middle(cam2: RunningCam2, http: httpx.AsyncClient) -> None:
    body = (await http.get(address(camera(cam2, "cut")))).content
    assert body.startswith(JPEG_START)
    assert not body.endswith(JPEG_END)


async def test_a_slow_picture_comes_after_its_delay(
    cam2: RunningCam2, http: httpx.AsyncClient
) -> None:
    cam2.control.set_switch(picture_delay_s=0.3)
    reply = await http.get(address(camera(cam2, "slow")))
    assert reply.elapsed.total_seconds() >= 0.3
    assert reply.content.startswith(JPEG_START)


async def test_dead_cameras_refuse_drop_or_say_nothing(
    cam2: RunningCam2, http: httpx.AsyncClient
) -> None:
    (refused,) = cam2.control.cameras_of_kind("refused")
    with pytest.raises(httpx.ConnectError):
        await http.get(address(refused))
    with pytest.raises(httpx.RemoteProtocolError):
        await http.get(address(camera(cam2, "dropped")))
    with pytest.raises(httpx.ReadTimeout):
        await http.get(address(camera(cam2, "silent")), timeout=0.3)


@pytest.mark.parametrize("kind", ["huge", "flood", "never", "mjpeg"])
async def test_bodies_without_end_stop_when_the_reader_leaves(
    cam2: RunningCam2, http: httpx.AsyncClient, kind: str
) -> None:
    reply, got = await beginning(http, address(camera(cam2, kind)), 20_000)
    assert reply.status_code == 200
    assert JPEG_START in got
    assert reply.headers.get("content-length") == (str(2 * 2**30) if kind == "huge" else None)
    await until_nothing_pours(cam2)


async def test_a_video_is_a_multipart_stream(cam2: RunningCam2, http: httpx.AsyncClient) -> None:
    found = cam2.control.cameras_of_kind("still", count=100)
    chosen = next(each for each in found if each["retrieval"].get("video_path"))
    reply, got = await beginning(http, address(chosen, "video_path"), 1_000)
    assert reply.headers["content-type"] == "multipart/x-mixed-replace; boundary=frame"
    head, _, picture = got.partition(b"\r\n\r\n")
    assert head.startswith(b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ")
    assert picture.startswith(JPEG_START)
    await until_nothing_pours(cam2)


def test_the_bomb_is_small_and_valid_and_enormous() -> None:
    bomb = png_bomb()
    image = pyvips.Image.new_from_buffer(bomb, "")  # reads the header only
    assert (image.width, image.height) == (SIDE, SIDE)
    assert len(bomb) < 200_000


async def test_redirects_lead_to_the_picture_or_inside(
    cam2: RunningCam2, http: httpx.AsyncClient
) -> None:
    own = await http.get(address(camera(cam2, "redirect")), follow_redirects=True)
    assert own.content.startswith(JPEG_START)
    inside = await http.get(address(camera(cam2, "inside")))
    assert (inside.status_code, inside.headers["location"][:23]) == (302, "http://169.254.169.254/")


async def test_private_addresses_are_in_the_catalogue(cam2: RunningCam2) -> None:
    texts = str(cam2.control.cameras_of_kind("private", count=50))
    assert any(text in texts for text in ("10.", "192.168.", "169.254.", "127.0.0.1:22", "etc"))
    assert str(cam2.camera_origin) not in texts


async def test_a_stream_answers_a_playlist_that_moves_on(
    cam2: RunningCam2, http: httpx.AsyncClient
) -> None:
    url = address(camera(cam2, "still", "stream"))
    cam2.control.fix_clock(MOMENT_S)
    first = await http.get(url)
    assert first.text.splitlines()[0] == "#EXTM3U"
    segment = await http.get(url.rpartition("/")[0] + "/" + first.text.splitlines()[-1])
    assert segment.content.startswith(b"\x47")
    assert len(segment.content) % 188 == 0
    cam2.control.fix_clock(MOMENT_S + 60)
    assert (await http.get(url)).text != first.text


async def test_one_switch_makes_all_pictures_alike(
    cam2: RunningCam2, http: httpx.AsyncClient
) -> None:
    cam2.control.set_switch(picture="denied")
    for chosen in cam2.control.cameras_of_kind("still", count=3):
        assert (await http.get(address(chosen))).status_code == 401


async def test_pictures_are_recorded_and_secrets_at_a_camera_noted(
    cam2: RunningCam2, http: httpx.AsyncClient
) -> None:
    await http.get(address(camera(cam2, "html")), headers={"Authorization": "Bearer x"})
    (recorded,) = cam2.control.requests("picture")
    assert recorded["headers"]["authorization"] == "Bearer x"
    assert cam2.control.take_faults() == ["the header authorization reached a camera"]


@pytest.mark.parametrize("path", ["/", "/7", "/999999999/x.jpg", "/x/y.jpg", "/auth"])
async def test_other_addresses_are_404(
    cam2: RunningCam2, http: httpx.AsyncClient, path: str
) -> None:
    assert (await http.get(cam2.camera_origin + path)).status_code == 404


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ({"nobody": "slow"}, "no camera 'nobody'"),
        ({"": "slow"}, "no camera ''"),
    ],
)
def test_mistakes_in_steering_are_refused_in_words(
    cam2: RunningCam2, kinds: dict[str, str], words: str
) -> None:
    with pytest.raises(AssertionError, match=words):
        cam2.control.set_pictures(kinds)
    chosen = cam2.control.cameras_of_kind("still")[0]["cameraID"]
    with pytest.raises(AssertionError, match="cannot be 'refused'"):
        cam2.control.set_pictures({chosen: "refused"})
    with pytest.raises(AssertionError, match="no kind 'odd'"):
        cam2.control.cameras_of_kind("odd")
