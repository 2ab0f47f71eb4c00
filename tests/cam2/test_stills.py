"""Stills of cameras: fetched politely, decoded within limits, each failure in words."""

from __future__ import annotations

import asyncio
import dataclasses
import pickle
import time

import pytest

from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.stills import LIMITS, PICTURE_LIMITS
from facespace_desk.demo.cam2.bomb import png_bomb
from facespace_desk.net.address_range import Reach
from facespace_desk.net.errors import ErrorKind, ServiceError, explain
from tests.cam2.picture_making import camera_at, darkroom, jpeg, picture, stream
from tests.limits import AT_ONCE_S
from tests.servers import faulty
from tests.servers.faulty import Answer, FaultyServer, refusing_port

HURRIED = dataclasses.replace(LIMITS, connect_s=0.5, read_s=0.5, total_s=0.8)


async def failure_of(camera: Camera, **options: object) -> ServiceError:
    """What `fetch` raises; its words never show the query of an address."""
    async with darkroom(**options) as room:  # type: ignore[arg-type]
        with pytest.raises(ServiceError) as caught:
            await room.stills.fetch(camera)
    words = explain(caught.value)
    assert all((words.happened, words.cause, words.remedy))
    assert "secret" not in f"{words} {caught.value!r}"
    return caught.value


async def test_picture_comes_with_its_facts(server: FaultyServer) -> None:
    server.play(picture(64, 48))
    async with darkroom() as room:
        before_ms = time.time_ns() // 1_000_000
        still = await room.stills.fetch(camera_at(server))
    raster = still.raster
    assert (raster.full_width, raster.full_height, raster.format) == (64, 48, "JPEG")
    assert len(raster.data) == raster.stride * raster.height
    assert before_ms <= still.fetched_ms <= time.time_ns() // 1_000_000
    assert still.size_bytes == len(jpeg(64, 48))
    assert still.address == f"{server.origin}/camera/1.jpg"
    assert not still.is_stream


async def test_nothing_that_could_be_a_credential_is_sent(server: FaultyServer) -> None:
    server.play(
        faulty.reply(200, jpeg(), {"Content-Type": "image/jpeg", "Set-Cookie": "who=me"}),
        picture(),
    )
    async with darkroom() as room:
        await room.stills.fetch(camera_at(server))
        await room.stills.fetch(camera_at(server))
    for seen in server.requests:
        assert not {"authorization", "cookie", "referer", "origin"} & set(seen.headers)


async def test_first_picture_of_a_stream_is_taken_and_the_stream_left(
    server: FaultyServer,
) -> None:
    server.play(stream(jpeg(64, 48), jpeg(32, 32)))
    async with darkroom() as room:
        still = await room.stills.fetch(camera_at(server))
    assert still.is_stream
    assert (still.raster.full_width, still.raster.full_height) == (64, 48)
    async with asyncio.timeout(AT_ONCE_S):
        await server.lost.wait()


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (faulty.fault(401), ErrorKind.LOGIN_WANTED, "wants a login"),
        (faulty.fault(404), ErrorKind.NOT_FOUND, "nothing at this address"),
        (faulty.html(200), ErrorKind.NOT_A_PICTURE, "web page"),
        (faulty.reply(200, b"{}"), ErrorKind.NOT_A_PICTURE, "not a picture"),
        (faulty.reply(200, b""), ErrorKind.NOT_A_PICTURE, "nothing at all"),
        (faulty.huge(2**31), ErrorKind.TOO_LARGE, "8 MiB"),
        (faulty.huge(40 * 2**20, says_size=False), ErrorKind.TOO_LARGE, "8 MiB"),
        (faulty.reply(200, png_bomb()), ErrorKind.TOO_LARGE, "too large to unpack"),
        (faulty.reply(200, jpeg(640, 480)[:900]), ErrorKind.BROKE_OFF, "ends in the middle"),
        (faulty.truncated(jpeg()), ErrorKind.BROKE_OFF, "ends in the middle"),
        (faulty.redirect("http://224.0.0.1/secret"), ErrorKind.BLOCKED, "leads to"),
        (faulty.redirect("file:///etc/passwd"), ErrorKind.USAGE, "file:"),
    ],
)
async def test_each_failure_has_its_words(
    server: FaultyServer, answer: Answer, kind: ErrorKind, words: str
) -> None:
    server.play(answer)
    error = await failure_of(camera_at(server, image_path="/a.jpg?secret"))
    assert error.kind is kind
    assert words in explain(error).happened


@pytest.mark.parametrize("answer", [faulty.stall(), faulty.drip(jpeg(), pause_s=0.05)])
async def test_waiting_has_an_end_and_words(server: FaultyServer, answer: Answer) -> None:
    server.play(answer)
    error = await failure_of(camera_at(server), limits=HURRIED)
    assert error.kind is ErrorKind.TIMED_OUT
    assert "within" in explain(error).happened


async def test_name_that_is_not_there_is_told() -> None:
    gone = Camera(camera_id="x", type="non_ip", snapshot_url="http://camera.invalid/a.jpg")
    error = await failure_of(gone)
    assert error.kind is ErrorKind.HOST_NOT_FOUND
    assert "camera.invalid" in error.message


async def test_refused_connection_is_told() -> None:
    with refusing_port() as port:
        camera = Camera(camera_id="x", type="ip", ip="127.0.0.1", port=port, image_path="/a")
        error = await failure_of(camera)
    assert error.kind is ErrorKind.UNREACHABLE
    assert "refused" in error.message


async def test_private_address_is_not_asked_unless_the_profile_allows_it(
    server: FaultyServer,
) -> None:
    error = await failure_of(camera_at(server), reach=Reach.PUBLIC)
    assert error.kind is ErrorKind.BLOCKED
    assert not server.requests


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        (Camera(camera_id="x", type="stream", m3u8_url="http://a.example/b"), "no still picture"),
        (Camera(camera_id="x", type="ip", ip="192.0.2.1"), "no address for a still"),
        (Camera(camera_id="x", type="non_ip", snapshot_url="ftp://a.example/b"), "no address for"),
    ],
)
async def test_camera_without_a_still_says_so(camera: Camera, words: str) -> None:
    assert words in (await failure_of(camera)).message


async def test_one_address_is_asked_only_so_often(server: FaultyServer) -> None:
    server.play(picture())
    async with darkroom(floor_s=0.3) as room:
        began = time.monotonic()
        await asyncio.gather(*(room.stills.fetch(camera_at(server)) for _ in range(3)))
        assert time.monotonic() - began >= 0.6
    assert len(server.requests) == 3


async def test_request_given_up_while_waiting_delays_nobody(server: FaultyServer) -> None:
    server.play(picture())
    async with darkroom(floor_s=1) as room:  # 20 of them would be more than is waited for
        began = time.monotonic()
        await room.stills.fetch(camera_at(server))
        for _ in range(20):
            waiting = asyncio.create_task(room.stills.fetch(camera_at(server)))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.wait({waiting})
        await room.stills.fetch(camera_at(server))
        assert 1 <= time.monotonic() - began < AT_ONCE_S
    assert len(server.requests) == 2


async def test_no_more_than_a_few_are_asked_at_once(server: FaultyServer) -> None:
    server.play(faulty.stall(then=picture()))
    async with darkroom(at_once=2) as room:
        tasks = [
            asyncio.create_task(room.stills.fetch(camera_at(server, number)))
            for number in range(1, 6)
        ]
        await server.arrived(2)
        await asyncio.sleep(0.1)  # time enough for a third, if it were let through
        assert len(server.requests) == 2
        server.release.set()
        assert len(await asyncio.gather(*tasks)) == 5


async def test_cancelled_request_hangs_up_at_once(server: FaultyServer) -> None:
    server.play(faulty.stall())
    async with darkroom() as room:
        task = asyncio.create_task(room.stills.fetch(camera_at(server)))
        await server.arrived()
        task.cancel()
        async with asyncio.timeout(AT_ONCE_S):
            await asyncio.wait({task})
            await server.lost.wait()


async def test_picture_is_tagged_and_cannot_be_pickled(server: FaultyServer) -> None:
    server.play(picture())
    async with darkroom() as room:
        still = await room.stills.fetch(camera_at(server))
    assert still.origin == "cam2"
    with pytest.raises(TypeError, match="memory"):
        pickle.dumps(still)


async def test_large_picture_is_made_smaller_while_it_is_decoded(server: FaultyServer) -> None:
    server.play(picture(4000, 3000))
    async with darkroom() as room:
        still = await room.stills.fetch(camera_at(server))
    assert (still.raster.full_width, still.raster.width) == (4000, 1280)
    assert 4000 * 3000 < PICTURE_LIMITS.pixels == 40_000_000
