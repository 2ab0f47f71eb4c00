"""Templates of XYZ servers, and how politely their tiles are fetched."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from facespace_desk import __version__
from facespace_desk.map.sources import MOST_BYTES, TileTrouble
from facespace_desk.map.tile_cache import TileCache
from facespace_desk.map.xyz import FIRST_PAUSE_S, LONGEST_PAUSE_S, XyzSource, XyzTemplate
from tests.map.pictures import png
from tests.servers.faulty import (
    FaultyServer,
    gzip_bomb,
    gzipped,
    html,
    huge,
    not_http,
    redirect,
    reply,
    reset,
    stall,
    truncated,
)

PICTURE = png()


class Clock:
    def __init__(self) -> None:
        self.now_s = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    async with FaultyServer() as running:
        running.play(reply(200, PICTURE, {"Content-Type": "image/png"}))
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[TileCache]:
    made = TileCache(tmp_path / "tiles.db")
    yield made
    made.close()


Open = Callable[..., XyzSource]


@pytest.fixture
async def open_source(server: FaultyServer, clock: Clock) -> AsyncIterator[Open]:
    made: list[XyzSource] = []

    def make(path: str = "/{z}/{x}/{y}.png", **options: Any) -> XyzSource:
        template = XyzTemplate.parse(server.origin + path)
        options = {"attribution": "© the test", "clock": clock, **options}
        made.append(XyzSource(template, **options))
        return made[-1]

    yield make
    for source in made:
        await source.close()


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org/5/7/11.png"),
        (" https://T.example.org:8443/a/{z}-{x}-{y} ", "https://t.example.org:8443/a/5-7-11"),
        ("https://e.org/{z}/{x}/{-y}.png", "https://e.org/5/7/20.png"),
        ("https://e.org/tile?z={z}&x={x}&y={y}&style=b", "https://e.org/tile?z=5&x=7&y=11&style=b"),
        ("http://127.0.0.1:8080/{z}/{x}/{y}", "http://127.0.0.1:8080/5/7/11"),
        ("http://localhost/{z}/{x}/{y}", "http://localhost/5/7/11"),
        ("https://e.org/größe/{z}/{x}/{y}", "https://e.org/gr%C3%B6%C3%9Fe/5/7/11"),
    ],
)
def test_templates_make_addresses(text: str, url: str) -> None:
    assert XyzTemplate.parse(text).url(5, 7, 11) == url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "look like"),
        ("tiles.example.org/{z}/{x}/{y}", "look like"),
        ("ftp://e.org/{z}/{x}/{y}", "look like"),
        ("file:///{z}/{x}/{y}", "look like"),
        ("https://e.org", "look like"),
        ("https://e.org/{z}/{x}/{y}#here", "look like"),
        ("http://tiles.example.org/{z}/{x}/{y}", "https"),
        ("http://192.168.1.5/{z}/{x}/{y}", "https"),
        ("http://127.1/{z}/{x}/{y}", "not valid"),
        ("https://user:word@e.org/{z}/{x}/{y}", "user name or password"),
        ("https://{s}.e.org/{z}/{x}/{y}", "host"),
        ("https://e.org/{z}/{x}/y", "must contain"),
        ("https://e.org/{z}/{y}", "must contain"),
        ("https://e.org/{x}/{y}", "must contain"),
        ("https://e.org/{z}/{x}/{y}/{-y}", "must contain"),
        ("https://e.org/{z}/{x}/{y}{r}.png", "{r} is not known"),
        ("https://e.org/{z}/{x}/{y.__class__}", "not known"),
        ("https://e.org/{z}/{x}/{y", "brace"),
        ("https://e.org/{z}/{x}/{{y}}", "brace"),
        ("https://e.org/{z}/{x}/{y}?apikey=abc", "key"),
        ("https://e.org/{z}/{x}/{y}?access_token=abc", "key"),
        ("https://e.org/{z}/{x}/{y} .png", "blanks"),
        ("https://e.org\\@evil.org/{z}/{x}/{y}", "characters"),
        ("https://e.org/{z}/{x}/{y}\r\nHost: evil", "characters"),
        ("https://e.org/{z}/{x}/{y}/" + "a" * 3000, "too long"),
    ],
)
def test_other_templates_are_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("{", r"\{").replace("}", r"\}")):
        XyzTemplate.parse(text)


async def test_a_tile_comes_with_our_name_and_nothing_personal(
    server: FaultyServer, open_source: Open
) -> None:
    server.play(reply(200, PICTURE, {"Set-Cookie": "track=1"}))
    source = open_source("/map/{z}/{x}/{y}.png")
    image = await source.tile(3, 4, 5)
    await source.tile(3, 4, 6)
    assert image is not None
    assert (image.width, image.height, image.data) == (256, 256, PICTURE)
    first, second = server.requests
    assert first.target == "/map/3/4/5.png"
    assert first.headers["user-agent"] == f"FaceSpaceDesk/{__version__}"
    assert not {"cookie", "referer", "authorization"} & set(first.headers)
    assert "cookie" not in second.headers
    assert (source.name, source.attribution) == ("127.0.0.1", "© the test")


async def test_nothing_is_asked_beyond_the_zooms_and_the_world(
    server: FaultyServer, open_source: Open
) -> None:
    source = open_source(min_zoom=2, max_zoom=5)
    for tile in ((1, 0, 0), (6, 0, 0), (3, 8, 0), (3, 0, -1)):
        assert await source.tile(*tile) is None
    assert server.requests == []


async def test_at_most_two_connections(server: FaultyServer, open_source: Open) -> None:
    server.play(stall(then=reply(200, PICTURE)))
    source = open_source()
    asked = [asyncio.create_task(source.tile(5, n, 0)) for n in range(10)]
    await server.arrived(2)
    assert server.is_open == 2
    server.release.set()
    images = await asyncio.gather(*asked)
    assert all(images)
    assert len(server.requests) == 10
    assert server.connections == 2


async def test_a_cancelled_tile_gives_its_turn_away(
    server: FaultyServer, open_source: Open
) -> None:
    server.play(stall(), stall(), reply(200, PICTURE))
    source = open_source()
    stuck = [asyncio.create_task(source.tile(5, n, 0)) for n in range(2)]
    await server.arrived(2)
    for task in stuck:
        task.cancel()
    await asyncio.gather(*stuck, return_exceptions=True)
    assert await source.tile(5, 9, 9) is not None


async def test_a_fresh_tile_is_not_asked_for_again(
    server: FaultyServer, open_source: Open, cache: TileCache, clock: Clock
) -> None:
    server.play(reply(200, PICTURE, {"Cache-Control": "max-age=100"}))
    source = open_source(cache=cache)
    assert await source.tile(1, 0, 0) == await source.tile(1, 0, 0)
    assert len(server.requests) == 1
    clock.now_s += 99
    await open_source(cache=cache).tile(1, 0, 0)  # another start of the program
    assert len(server.requests) == 1
    clock.now_s += 2
    await source.tile(1, 0, 0)
    assert len(server.requests) == 2


async def test_a_stale_tile_is_confirmed_by_its_tag(
    server: FaultyServer, open_source: Open, cache: TileCache, clock: Clock
) -> None:
    changed = "Tue, 14 Nov 2023 20:00:00 GMT"
    headers = {"Cache-Control": "max-age=10", "ETag": '"v1"', "Last-Modified": changed}
    server.play(reply(200, PICTURE, headers), reply(304, headers={"Cache-Control": "max-age=50"}))
    source = open_source(cache=cache)
    await source.tile(1, 0, 0)
    clock.now_s += 11
    image = await source.tile(1, 0, 0)
    assert image is not None
    assert image.data == PICTURE
    assert server.requests[1].headers["if-none-match"] == '"v1"'
    assert server.requests[1].headers["if-modified-since"] == changed
    clock.now_s += 49
    await source.tile(1, 0, 0)
    assert len(server.requests) == 2


async def test_a_tile_that_may_not_be_stored_is_asked_for_each_time(
    server: FaultyServer, open_source: Open, cache: TileCache
) -> None:
    server.play(reply(200, PICTURE, {"Cache-Control": "no-store"}))
    source = open_source(cache=cache)
    await source.tile(1, 0, 0)
    await source.tile(1, 0, 0)
    assert len(server.requests) == 2
    assert cache.size_bytes == 0


@pytest.mark.parametrize("status", [204, 404, 410])
async def test_a_tile_that_is_not_there_is_not_asked_for_again_soon(
    status: int, server: FaultyServer, open_source: Open, clock: Clock
) -> None:
    server.play(reply(status))
    source = open_source()
    assert await source.tile(1, 0, 0) is None
    assert await source.tile(1, 0, 0) is None
    assert len(server.requests) == 1
    clock.now_s += 3601
    assert await source.tile(1, 0, 0) is None
    assert len(server.requests) == 2


async def test_429_leaves_the_server_in_peace_as_long_as_it_asks(
    server: FaultyServer, open_source: Open, clock: Clock
) -> None:
    server.play(reply(429, headers={"Retry-After": "120"}), reply(200, PICTURE))
    source = open_source()
    with pytest.raises(TileTrouble, match=r"127\.0\.0\.1 asks for fewer requests\.") as caught:
        await source.tile(1, 0, 0)
    assert caught.value.retry_after_s == 120
    clock.now_s += 119
    with pytest.raises(TileTrouble, match="fewer requests"):
        await source.tile(1, 1, 0)
    assert len(server.requests) == 1
    clock.now_s += 2
    assert await source.tile(1, 0, 0) is not None


async def test_pauses_double_until_a_tile_comes(
    server: FaultyServer, open_source: Open, clock: Clock
) -> None:
    server.play(*[html(503)] * 3, reply(200, PICTURE), html(503))
    source = open_source()
    pauses = []
    for _ in range(3):
        with pytest.raises(TileTrouble, match="trouble") as caught:
            await source.tile(1, 0, 0)
        pauses.append(caught.value.retry_after_s)
        clock.now_s += pauses[-1]
    assert pauses == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S, 4 * FIRST_PAUSE_S]
    await source.tile(1, 0, 0)
    with pytest.raises(TileTrouble) as caught:
        await source.tile(1, 1, 1)
    assert caught.value.retry_after_s == FIRST_PAUSE_S


async def test_no_pause_is_longer_than_ten_minutes(server: FaultyServer, open_source: Open) -> None:
    server.play(reply(429, headers={"Retry-After": "999999"}))
    with pytest.raises(TileTrouble) as caught:
        await open_source().tile(1, 0, 0)
    assert caught.value.retry_after_s == LONGEST_PAUSE_S


async def test_a_server_that_refuses_is_not_pressed(
    server: FaultyServer, open_source: Open
) -> None:
    server.play(html(403))
    source = open_source()
    for _ in range(3):
        with pytest.raises(TileTrouble, match="refuses"):
            await source.tile(1, 0, 0)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (huge(MOST_BYTES + 1), "larger than 2 MiB"),
        (huge(MOST_BYTES + 1, says_size=False), "larger than 2 MiB"),
        (gzip_bomb(300 * 2**20), "larger than 2 MiB"),
        (reply(200, png(5000, 5000)), "5000 × 5000 pixels"),
        (reply(200, b"<html>log in</html>", {"Content-Type": "image/png"}), "no PNG"),
        (reply(200, b""), "no PNG"),
        (redirect("http://127.0.0.1:1/"), r"gave no tile \(302\)"),
        (reply(418), r"gave no tile \(418\)"),
        (reset(), "broke off|connection"),
        (truncated(), "broke off"),
        (not_http(), "not HTTP"),
    ],
)
async def test_what_is_no_tile_ends_in_words(
    answer: Any, words: str, server: FaultyServer, open_source: Open, cache: TileCache
) -> None:
    server.play(answer)
    with pytest.raises(TileTrouble, match=words):
        await open_source(cache=cache).tile(1, 0, 0)
    assert cache.size_bytes == 0
    assert len(server.requests) == 1  # a redirection is not followed


async def test_a_gzipped_tile_is_unpacked(server: FaultyServer, open_source: Open) -> None:
    server.play(gzipped(PICTURE))
    image = await open_source().tile(1, 0, 0)
    assert image is not None
    assert image.data == PICTURE


async def test_an_unreachable_server_is_told_and_left_in_peace(
    open_source: Open, server: FaultyServer, unused_tcp_port: int
) -> None:
    template = XyzTemplate.parse(f"http://127.0.0.1:{unused_tcp_port}/{{z}}/{{x}}/{{y}}")
    source = XyzSource(template, attribution="")
    with pytest.raises(TileTrouble, match="refused") as caught:
        await source.tile(1, 0, 0)
    assert caught.value.retry_after_s > 0
    await source.close()


async def test_a_closed_source_gives_nothing(server: FaultyServer, open_source: Open) -> None:
    source = open_source()
    await source.tile(1, 0, 0)
    await source.close()
    with pytest.raises(TileTrouble, match="closed"):
        await source.tile(1, 1, 0)
    assert len(server.requests) == 1
