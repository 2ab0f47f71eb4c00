"""The simulated cameras themselves, on a port of their own: `/<number>/<whatever path>`.

A camera's address says its number; `kinds.py` says what it answers. Paths that end in .m3u8 answer
a playlist, paths of a video a multipart stream of stills. A second port is taken and never
listened on: connections to it are refused, for as long as the simulator runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncGenerator, Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from facespace_desk.demo.cam2.bomb import png_bomb
from facespace_desk.demo.cam2.catalogue import Catalogue
from facespace_desk.demo.cam2.kinds import Kind
from facespace_desk.demo.cam2.stills import Shot, Stills
from facespace_desk.demo.cam2.world import World
from facespace_desk.demo.control import Panel, first_of
from facespace_desk.demo.faults import Broken

HOST = "127.0.0.1"
HUGE_BYTES = 2 * 2**30
INSIDE_URL = "http://169.254.169.254/latest/meta-data/"
BOUNDARY = "frame"
_PATH = re.compile(r"/(\d{1,9})/(.+)")
_VIDEO_LEAVES = ("video.cgi", "nphMotionJpeg", "image", "video.mjpg")
_SEGMENT_S = 4
_NULL_PACKETS = (b"\x47\x1f\xff\x10" + b"\xff" * 184) * 7  # a transport stream of nothing
_PIECE = bytes(65_536)
_PAGE = b"<!DOCTYPE html><html><body><h1>Camera login</h1><form>...</form></body></html>\n"
_FRAME_S = 1.0
_TRICKLE_S = 0.5


class Cameras:
    """Answers for every camera of the world; see `facespace_desk.demo.server.Annex`."""

    def __init__(self, world: World, catalogue: Catalogue, panel: Panel) -> None:
        self._world = world
        self._catalogue = catalogue
        self._panel = panel
        self._stills = Stills()
        self._behaviour: dict[int, Kind] = {}  # by number; wins over the world's
        self.pouring = 0  # bodies without end that are being sent
        self._dead: socket.socket | None = None

    def open(self, port: int) -> None:
        self._dead = socket.socket()
        self._dead.bind((HOST, 0))
        self._world.camera_port, self._world.dead_port = port, self._dead.getsockname()[1]

    def close(self) -> None:
        if self._dead is not None:
            self._dead.close()

    def behave(self, kinds: Mapping[str, str] | None) -> None:
        """Let these cameras (by id) answer so; None: all as at the start."""
        if kinds is None:
            self._behaviour.clear()
            return
        for camera_id, kind in kinds.items():
            row = self._catalogue.row(camera_id)
            assert row is not None
            retrieval = self._catalogue.document(row)["retrieval"]
            assert isinstance(retrieval, dict)
            for address in retrieval.values():
                if match := re.search(r"/(\d{1,9})/", str(address)):
                    self._behaviour[int(match[1])] = Kind(kind)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        recorded = await self._panel.record(request, "picture")
        for header in ("authorization", "cookie", "referer", "x-api-key"):
            if header in recorded.headers:
                self._panel.fault(f"the header {header} reached a camera")
        await self._panel.pause(self._panel.number("picture_latency_s"))
        match = _PATH.fullmatch(scope["path"])
        if match is None or int(match[1]) >= self._world.count:
            await Response("no such camera", 404, media_type="text/plain")(scope, receive, send)
            return
        await self._answer(int(match[1]), match[2], scope, receive, send)

    async def _answer(
        self, number: int, rest: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        kind = Kind.STILL if rest.startswith("again/") else self._kind(number)
        leaf = rest.rpartition("/")[2]
        if kind is Kind.SILENT:
            await first_of(self._panel.stopping.wait(), _until_hung_up(receive))
        elif kind is Kind.DROPPED:
            await Broken(None)(scope, receive, send)
        elif kind in _STREAMED or (kind in _WELL and leaf in _VIDEO_LEAVES):
            kind = Kind.MJPEG if kind in _WELL else kind
            await self._pour(number, kind, receive, send)
        else:
            response = await self._response(number, kind, rest)
            await response(scope, receive, send)

    def _kind(self, number: int) -> Kind:
        for_all = str(self._panel.switches["picture"])
        kind = Kind(for_all) if for_all else self._behaviour.get(number, self._world.kind(number))
        return Kind.STILL if kind in (Kind.REFUSED, Kind.PRIVATE) else kind

    async def _response(self, number: int, kind: Kind, rest: str) -> Response:
        if kind in _CANNED:
            status, body, sort, headers = _CANNED[kind]
            return Response(body, status, headers, sort)
        if kind is Kind.REDIRECT:
            return RedirectResponse(f"/{number}/again/{rest}", 302)
        if kind is Kind.BOMB:
            return Response(await asyncio.to_thread(png_bomb), media_type="image/png")
        if kind is Kind.SLOW:
            await self._panel.pause(self._panel.number("picture_delay_s"))
        return await self._right(number, kind, rest)

    async def _right(self, number: int, kind: Kind, rest: str) -> Response:
        if rest.endswith(".m3u8"):
            return self._playlist()
        if rest.endswith(".ts"):
            return Response(_NULL_PACKETS, media_type="video/mp2t")
        picture = await self._still(number)
        if kind is Kind.CUT:
            picture = picture[: len(picture) // 2]
        return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "no-store"})

    def _playlist(self) -> Response:
        first = int(self._panel.clock.now_s()) // _SEGMENT_S
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{_SEGMENT_S}"]
        lines.append(f"#EXT-X-MEDIA-SEQUENCE:{first}")
        for segment in range(first, first + 3):
            lines += [f"#EXTINF:{_SEGMENT_S}.0,", f"{segment}.ts"]
        body = "\n".join(lines) + "\n"
        return Response(body, media_type="application/vnd.apple.mpegurl")

    async def _still(self, number: int) -> bytes:
        world = self._world
        city = world.city(number)
        lat, lon = world.place(number)
        return await self._stills.jpeg(
            Shot(
                number=number,
                city=city.name,
                country=city.zone.country,
                name=world.camera_id(number)[-6:],
                lat=lat,
                lon=lon,
                utc_offset_s=city.zone.utc_offset_s,
                moment_s=int(self._panel.clock.now_s()),
                size=world.size(number) or (640, 480),
            )
        )

    # bodies that do not end

    async def _pour(self, number: int, kind: Kind, receive: Receive, send: Send) -> None:
        """Send a body in pieces until it ends, the client hangs up or the simulator stops."""
        sort = f"multipart/x-mixed-replace; boundary={BOUNDARY}"
        headers = [(b"content-type", sort.encode() if kind is Kind.MJPEG else b"image/jpeg")]
        if kind is Kind.HUGE:
            headers.append((b"content-length", str(HUGE_BYTES).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        gone = asyncio.create_task(_until_hung_up(receive), name="camera's client")
        self.pouring += 1
        try:
            async with contextlib.aclosing(self._pieces(number, kind)) as pieces:
                async for piece in pieces:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                    if gone.done() or self._panel.stopping.is_set():
                        break
        finally:
            self.pouring -= 1
            gone.cancel()

    async def _pieces(self, number: int, kind: Kind) -> AsyncGenerator[bytes, None]:
        picture = await self._still(number)
        if kind is Kind.MJPEG:
            while True:
                yield _frame(picture)
                await self._panel.pause(_FRAME_S)
                picture = await self._still(number)
        yield picture[: len(picture) // 2]
        while kind is Kind.NEVER:
            await self._panel.pause(_TRICKLE_S)
            yield b"\0"
        left = HUGE_BYTES - len(picture) // 2
        while kind is Kind.FLOOD or left > 0:
            yield _PIECE[:left] if kind is Kind.HUGE else _PIECE
            left -= len(_PIECE)
            await asyncio.sleep(0)  # others are served meanwhile


_CANNED: Mapping[Kind, tuple[int, bytes, str, dict[str, str]]] = {
    Kind.DENIED: (401, b"login needed", "text/plain", {"WWW-Authenticate": 'Basic realm="camera"'}),
    Kind.MISSING: (404, b"no such picture", "text/plain", {}),
    Kind.HTML: (200, _PAGE, "text/html", {}),
    Kind.EMPTY: (200, b"", "image/jpeg", {}),
    Kind.INSIDE: (302, b"", "text/plain", {"Location": INSIDE_URL}),
}
_WELL = (Kind.STILL, Kind.SLOW)
_STREAMED = (Kind.MJPEG, Kind.HUGE, Kind.FLOOD, Kind.NEVER)


def _frame(picture: bytes) -> bytes:
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
    return head.encode() + picture + b"\r\n"


async def _until_hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
