"""Raster tiles over the built-in map: from a loopback server that answers well, ill or not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QColor, QImage

from facespace_desk.map.mbtiles import MbtilesSource
from facespace_desk.map.raster import decode
from facespace_desk.map.sources import TileImage
from facespace_desk.map.view import MapView
from facespace_desk.map.xyz import XyzSource, XyzTemplate
from tests.conftest import LoopRunner
from tests.limits import LIMITS
from tests.map.conftest import MakeView
from tests.map.pictures import jpeg, png
from tests.map.test_mbtiles import made
from tests.map.views import HEIGHT, WIDTH, is_near, picture, pixel
from tests.servers.faulty import Answer, FaultyServer, html, huge, reply, stall, truncated

PAINT = QColor("#d020d0")


def tile(colour: QColor = PAINT, kind: str = "PNG", side: int = 256) -> bytes:
    """A picture of one colour."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(colour)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]  # the stub wants bytes, Qt takes text
    return bytes(data.data())


Scenario = Callable[[MapView, FaultyServer, list[str]], Awaitable[None]]


def with_server(
    app_loop: LoopRunner, view: MapView, scenario: Scenario, *answers: Answer
) -> list[str]:
    """Run *scenario* with a view on a server's tiles; what the view complained of."""
    told: list[str] = []
    view.trouble.connect(told.append)

    async def run() -> None:
        async with FaultyServer() as server:
            server.play(*answers)
            template = XyzTemplate.parse(server.origin + "/{z}/{x}/{y}.png")
            source = XyzSource(template, attribution="© the test")
            view.set_source(source)
            await scenario(view, server, told)
            server.release.set()
            await view.finish()
            await source.close()

    app_loop.run(run())
    return told


def shown(view: MapView, x: float = WIDTH / 2 + 30, y: float = HEIGHT / 2 + 30) -> QColor:
    return pixel(picture(view), QPointF(x, y))


def test_tiles_of_a_server_cover_the_built_in_map_and_name_their_owner(
    app_loop: LoopRunner, make_view: MakeView
) -> None:
    view = make_view()
    view.go_to(48, 10, 6)

    async def scenario(view: MapView, server: FaultyServer, told: list[str]) -> None:
        await app_loop.until(lambda: len(view._raster._pictures) >= 12)
        assert is_near(shown(view), PAINT)
        asked = {request.target for request in server.requests}
        await app_loop.until(lambda: not view._raster._asked)
        assert all(target.startswith("/6/") for target in asked)  # what is seen, nothing ahead
        assert len(server.requests) == len({request.target for request in server.requests})
        assert len(server.requests) <= 5 * 4

    told = with_server(app_loop, view, scenario, reply(200, tile(), {"Content-Type": "image/png"}))
    assert told == []
    assert view.attribution == "© the test · Natural Earth · GeoNames"


def test_with_a_source_one_zooms_by_whole_steps(app_loop: LoopRunner, make_view: MakeView) -> None:
    view = make_view()
    view.go_to(48, 10, 5.3)

    async def scenario(view: MapView, server: FaultyServer, told: list[str]) -> None:
        for act, zoom in ((view.zoom_in, 6), (view.zoom_in, 7), (view.zoom_out, 6)):
            act()
            assert view.viewport.zoom == zoom
        view.go_to(48, 10, 5.3)
        view.zoom_out()
        assert view.viewport.zoom == 5
        for _ in range(4):  # a fine wheel: one notch in all
            view._pointer.zoom_by(0.125)
        assert view.viewport.zoom == 6

    with_server(app_loop, view, scenario, reply(404, b""))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (reply(500, b"no"), "trouble"),
        (reply(404, b"no"), ""),
        (html(200), "no PNG"),
        (truncated(), ""),
        (reply(200, b"\x89PNG\r\n\x1a\n" + b"x" * 300), "no PNG"),
        (reply(200, png(20_000, 20_000)), "pixels"),
        (huge(64 << 20), ""),
        (reply(200, tile(kind="BMP")), "no PNG"),
    ],
)
def test_what_cannot_be_had_lets_the_built_in_map_be_seen(
    app_loop: LoopRunner, make_view: MakeView, answer: Answer, words: str
) -> None:
    view = make_view()
    view.go_to(23.5, 14.0, 6)  # the Sahara

    async def scenario(view: MapView, server: FaultyServer, told: list[str]) -> None:
        await server.arrived()
        await app_loop.until(lambda: view._raster._failed)
        assert is_near(shown(view), view.style_now.land)

    told = with_server(app_loop, view, scenario, answer)
    assert len(told) <= 1  # once, not for each tile
    assert words in " ".join(told)


def test_a_server_that_asks_for_peace_gets_it(app_loop: LoopRunner, make_view: MakeView) -> None:
    view = make_view()
    view.go_to(48, 10, 6)

    async def scenario(view: MapView, server: FaultyServer, told: list[str]) -> None:
        await app_loop.until(lambda: told)
        await app_loop.until(lambda: not view._raster._asked)
        count = len(server.requests)
        for _ in range(5):
            view.set_viewport(view.viewport.pan(-120, 0))
            view.repaint()
            await asyncio.sleep(0)
        assert len(server.requests) == count <= 2
        assert view._raster._peace.isActive()
        server.play(reply(200, tile()))

    told = with_server(app_loop, view, scenario, reply(429, b"", {"Retry-After": "600"}))
    assert "fewer requests" in told[0]


def test_a_server_that_never_answers_holds_up_nothing(
    app_loop: LoopRunner, make_view: MakeView
) -> None:
    view = make_view()
    view.go_to(23.5, 14.0, 6)

    async def scenario(view: MapView, server: FaultyServer, told: list[str]) -> None:
        await server.arrived()
        assert is_near(shown(view), view.style_now.land)
        view.go_to(48, 10, 8)  # what was asked for is not wanted any more
        view.repaint()
        await app_loop.until(lambda: all(number[0] == 8 for number in view._raster._asked))
        view.set_source(None)
        assert view.attribution == "Natural Earth · GeoNames"
        await server.lost.wait()

    assert with_server(app_loop, view, scenario, stall()) == []
    assert app_loop.longest_stall_ms() < LIMITS.stall_ms


def test_a_coarser_tile_stands_in_for_one_that_is_missing(
    app_loop: LoopRunner, make_view: MakeView
) -> None:
    view = make_view()
    view.go_to(48, 10, 6)

    async def scenario(view: MapView, server: FaultyServer, told: list[str]) -> None:
        await app_loop.until(lambda: len(view._raster._pictures) >= 12)
        await app_loop.until(lambda: not view._raster._asked)
        server.play(reply(404, b""))
        view.go_to(48, 10, 8)
        view.repaint()
        await app_loop.until(lambda: view._raster._failed)
        assert is_near(shown(view), PAINT)

    with_server(app_loop, view, scenario, reply(200, tile()))


def test_tiles_of_a_file_are_shown(
    app_loop: LoopRunner, make_view: MakeView, tmp_path: Path
) -> None:
    view = make_view()
    tiles: dict[tuple[int, int, int], object] = {
        (3, x, y): tile(side=256) for x in range(8) for y in range(8)
    }
    path = made(tmp_path / "m.mbtiles", tiles, name="M", attribution="the file", format="png")

    async def scenario() -> None:
        source = MbtilesSource(path)
        view.set_source(source)
        view.go_to(48, 10, 3)
        view.repaint()
        await app_loop.until(lambda: len(view._raster._pictures) >= 6)
        await app_loop.until(lambda: not view._raster._asked)
        assert is_near(shown(view), PAINT)
        assert view.attribution.startswith("the file")
        view.go_to(48, 10, 5)  # the file has no more: its tiles are enlarged
        assert is_near(shown(view), PAINT)
        await view.finish()
        await source.close()

    app_loop.run(scenario())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='256' height='256'/>",
        b"\x89PNG\r\n\x1a\n",
        tile()[:200],
        jpeg(256, 256),
        tile(side=2048),
        tile(kind="BMP"),
    ],
)
@pytest.mark.qt_log_ignore("Invalid JPEG", extend=True)
def test_only_whole_small_pictures_are_decoded(
    data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert decode(TileImage(data, 256, 256)) is None
    capfd.readouterr()  # what the library says of broken files


def test_pictures_of_tiles_are_decoded_whatever_their_kind() -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        image = decode(TileImage(tile(kind=kind), 256, 256))
        assert image is not None
        assert (image.width(), image.height()) == (256, 256)
        assert is_near(image.pixelColor(100, 100), PAINT, 8)
