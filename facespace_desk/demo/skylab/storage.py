"""The studio's storage, on a port of its own: `/in/ID` takes and gives originals, `/out/ID` gives
outputs, `/bg/ID` backgrounds; only to addresses that were signed for just that (signing.py).

Its errors are XML, as such storages write them. Wire sections 4.3, 5 and 11.5 to 11.9.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import re
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from facespace_desk.demo.cam2.bomb import png_bomb
from facespace_desk.demo.control import Panel, Recorded
from facespace_desk.demo.faults import Broken, Injection, faulty
from facespace_desk.demo.pace import Pace
from facespace_desk.demo.skylab.account import Account, Photo
from facespace_desk.demo.skylab.darkroom import Darkroom, Unusable, Work
from facespace_desk.demo.skylab.shelf import Shelf
from facespace_desk.demo.skylab.signing import TAGGING, Signer, Verdict
from facespace_desk.demo.skylab.switches import chosen

HOST = "127.0.0.1"
MOST_BYTES = 27 * 1024 * 1024  # wire section 4.1
HUGE_BYTES = 200 * 2**20 + 1  # one more than the client's cap (wire SK-5)
PICTURES = (
    *("right", "missing", "html", "redirect", "huge", "endless", "truncated", "cut", "bomb"),
    *("opaque", "slow"),
)
_PATH = re.compile(r"/(in|out|bg)/(\d{1,9})")
_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")
_FOREIGN = ("x-slt-api-key", "x-slt-api-client", "authorization", "cookie", "referer")
_SORTS = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
_PIECE_BYTES = 262_144
_SLOW_S = 4.0
_PAGE = b"<!DOCTYPE html><html><body><h1>Storage console</h1></body></html>\n"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code></Error>'
_CANNED = {
    "missing": (404, _XML.format(code="NoSuchKey").encode(), "application/xml"),
    "html": (200, _PAGE, "text/html"),
}


class Storage:
    """See `facespace_desk.demo.server.Annex`."""

    def __init__(
        self,
        panel: Panel,
        shelf: Shelf,
        darkroom: Darkroom,
        changed: Callable[[], None],
        closed: Callable[[], None],
    ) -> None:
        """*changed* is called before an upload is answered, *closed* at the end."""
        self._panel = panel
        self._changed = changed
        self._closed = closed
        self._shelf = shelf
        self._darkroom = darkroom
        self.signer = Signer()
        self.account = Account()
        self.kinds: dict[int, str] = {}  # how the outputs of single photos come; PICTURES
        self._origin = ""

    def open(self, port: int) -> None:
        self._origin = f"http://{HOST}:{port}"

    def close(self) -> None:
        self._closed()

    # addresses

    def upload_url(self, photo: Photo) -> str:
        return self._signed("PUT", f"/in/{photo.id}", self._upload_headers(photo))

    def original_url(self, photo: Photo) -> str:
        return self._signed("GET", f"/{'in' if photo.job_id else 'bg'}/{photo.id}")

    def output_url(self, photo: Photo) -> str:
        is_old = chosen(self._panel, "retouched") == "expired"
        return self._signed("GET", f"/out/{photo.id}", life_s=-1.0 if is_old else None)

    def _signed(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        life_s: float | None = None,
    ) -> str:
        life_s = self._panel.number("url_life_s") if life_s is None else life_s
        return self._origin + self.signer.signed(method, path, headers or {}, time.time(), life_s)

    def _upload_headers(self, photo: Photo) -> dict[str, str]:
        headers = {"content-md5": base64.b64encode(photo.md5).decode()}
        if self._is_regular(photo):
            headers["x-amz-tagging"] = TAGGING
        return headers

    def _is_regular(self, photo: Photo) -> bool:
        return photo.job_id is not None and self.account.jobs[photo.job_id].type == "regular"

    # requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        operation = {"PUT": "put", "GET": "get"}.get(request.method, "storage")
        recorded = self._recorded(request, operation)
        await self._panel.keep(recorded)
        await self._panel.pause(self._panel.number("latency_s"))
        with contextlib.suppress(ClientDisconnect):
            response = await self._answer(request, recorded)
            await response(scope, receive, send)

    def _recorded(self, request: Request, operation: str) -> Recorded:
        return Recorded(
            at_s=self._panel.clock.now_s(),
            method=request.method,
            path=request.url.path,
            query=request.scope["query_string"].decode("latin-1"),
            headers={name.lower(): value for name, value in request.headers.items()},
            body="",
            operation=operation,
        )

    async def _answer(self, request: Request, recorded: Recorded) -> Response:
        match = _PATH.fullmatch(recorded.path)
        if match is None or recorded.operation == "storage":
            self._panel.trapped.append(recorded)
            self._panel.fault(f"storage: {recorded.method} {recorded.path}")
            return _error(404, "NoSuchBucket")
        for header in _FOREIGN:
            if header in recorded.headers:
                self._panel.fault(f"{recorded.operation}: the header {header} reached the storage")
                return _error(403, "AccessDenied")
        if denial := self._denial(request, recorded):
            return denial
        photo = self.account.photos.get(int(match[2]))
        injection = self._panel.take_injection(recorded.operation)
        if recorded.operation == "put":
            return await self._put(request, recorded, photo, injection)
        return await self._get(match[1], recorded, photo, injection)

    def _denial(self, request: Request, recorded: Recorded) -> Response | None:
        raw = request.scope["raw_path"].decode("latin-1") + "?" + recorded.query
        verdict = self.signer.verdict(recorded.method, raw, recorded.headers, time.time())
        if verdict is Verdict.GOOD:
            return None
        if verdict is Verdict.ALTERED:
            headers = ", ".join(
                name
                for name in ("content-md5", "content-type", "x-amz-tagging")
                if name in recorded.headers
            )
            words = f"another address or other headers than signed (it has {headers or 'none'})"
            self._panel.fault(f"{recorded.operation}: {words}")
        return _error(403, verdict.value)

    # uploads

    async def _put(
        self, request: Request, recorded: Recorded, photo: Photo | None, injection: Injection | None
    ) -> Response:
        length = recorded.headers.get("content-length", "")
        if not length.isdecimal():
            self._panel.fault("put: no Content-Length")
            return _error(411, "MissingContentLength")
        if int(length) > MOST_BYTES:
            return _error(400, "EntityTooLarge")
        if injection is not None and injection.kind == "drop":
            async for _piece in request.stream():
                break
            return Broken(None)
        path = self._shelf.new_upload()
        digest = await self._receive(request, path)

        async def right() -> Response:
            return await self._stored(photo, path, digest, recorded)

        if injection is None:
            return await right()
        return await faulty(injection, self._panel, recorded.path, right)

    async def _receive(self, request: Request, path: Path) -> bytes:
        """Write the body to *path*; its MD5.

        Raises:
            ClientDisconnect: it ended too early; nothing is left.
        """
        digest = hashlib.md5(usedforsecurity=False)
        pace = Pace(self._panel)
        try:
            with path.open("wb") as file:
                async for piece in request.stream():
                    digest.update(piece)
                    file.write(piece)
                    await pace.after(len(piece))
        except BaseException:
            _remove(path)
            raise
        return digest.digest()

    async def _stored(
        self, photo: Photo | None, path: Path, digest: bytes, recorded: Recorded
    ) -> Response:
        if photo is None or photo.id not in self.account.photos:
            _remove(path)
            return _error(404, "NoSuchKey")
        if recorded.headers["content-md5"] != base64.b64encode(digest).decode():
            _remove(path)
            return _error(400, "BadDigest")
        photo.is_usable = await self._darkroom.is_usable(path)
        if photo.original is not None:
            self._shelf.drop(photo.original)
        photo.original, photo.sketch = self._shelf.keep(path), None
        self._changed()
        return Response(b"", 200, {"ETag": f'"{digest.hex()}"'})

    # downloads

    async def _get(
        self, folder: str, recorded: Recorded, photo: Photo | None, injection: Injection | None
    ) -> Response:
        if photo is None or photo.original is None:
            return _error(404, "NoSuchKey")
        kind = "right"
        if folder == "out":
            if self._is_thrown_away(photo):
                return _error(404, "NoSuchKey")
            kind = self.kinds.get(photo.id, chosen(self._panel, "retouched"))
        try:
            if injection is None:
                return await self._picture(folder, photo, kind, recorded)

            async def right() -> Response:
                found = await self._file(folder, photo, kind)
                return Response(found.read_bytes(), media_type=_SORTS.get(found.suffix))

            return await faulty(injection, self._panel, recorded.path, right)
        except Unusable:
            return _error(404, "NoSuchKey")

    def _is_thrown_away(self, photo: Photo) -> bool:
        assert photo.job_id is not None
        return self._panel.clock.now_s() > self.account.jobs[photo.job_id].outputs_end_s

    async def _file(self, folder: str, photo: Photo, kind: str) -> Path:
        if folder != "out":
            return await self._darkroom.original(photo)
        work = self.work(photo)
        return await self._darkroom.output(
            photo, "opaque" if kind == "opaque" and work == "extract" else work
        )

    def work(self, photo: Photo) -> Work:
        """What the studio does with a photo of a job."""
        assert photo.job_id is not None
        profile = self.account.profiles[self.account.jobs[photo.job_id].profile_id]
        return "extract" if profile.is_on("enableExtract") else "retouch"

    async def _picture(self, folder: str, photo: Photo, kind: str, recorded: Recorded) -> Response:
        if kind == "redirect":
            return RedirectResponse(self._panel.trap_url + recorded.path, 302)
        if kind == "bomb":
            return Response(await asyncio.to_thread(png_bomb), media_type="image/png")
        if kind in _CANNED:
            status, body, sort = _CANNED[kind]
            return Response(body, status, media_type=sort)
        path = await self._file(folder, photo, kind)
        if kind in ("huge", "endless"):
            return self._pouring(path, is_endless=kind == "endless")
        if kind in ("truncated", "cut"):
            content = path.read_bytes()
            return Broken(content) if kind == "cut" else Response(content[: len(content) // 2])
        if kind == "slow":
            await self._panel.pause(_SLOW_S)
        return self._sent(path, recorded)

    def _sent(self, path: Path, recorded: Recorded) -> Response:
        """The file, or the range of it that was asked for."""
        size = path.stat().st_size
        etag = f'"{path.name}-{size}"'
        headers = {"ETag": etag, "Cache-Control": "private"}
        first, last, status = 0, size - 1, 200
        if self._panel.is_on("ranges"):
            headers["Accept-Ranges"] = "bytes"
            wanted = _RANGE.fullmatch(recorded.headers.get("range", ""))
            if wanted and recorded.headers.get("if-range", etag) == etag:
                first = int(wanted[1])
                last = min(last, int(wanted[2] or last))
                if first > last:
                    return Response(b"", 416, {"Content-Range": f"bytes */{size}"})
                status = 206
                headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        headers["Content-Length"] = str(last + 1 - first)
        pieces = self._pieces(path, first, last + 1 - first)
        return StreamingResponse(pieces, status, headers, _SORTS.get(path.suffix))

    async def _pieces(self, path: Path, first: int, length: int) -> AsyncGenerator[bytes, None]:
        pace = Pace(self._panel)
        with path.open("rb") as file:
            file.seek(first)
            while piece := file.read(min(_PIECE_BYTES, length)):
                length -= len(piece)
                yield piece
                await pace.after(len(piece))

    def _pouring(self, path: Path, *, is_endless: bool) -> Response:
        """A body that begins like the picture and is much too large."""
        head = path.read_bytes()

        async def pieces() -> AsyncGenerator[bytes, None]:
            yield head
            left, blank = HUGE_BYTES - len(head), bytes(_PIECE_BYTES)
            while (left > 0 or is_endless) and not self._panel.stopping.is_set():
                yield blank if is_endless else blank[:left]
                left -= len(blank)
                await asyncio.sleep(0)  # others are served meanwhile

        headers = {} if is_endless else {"Content-Length": str(HUGE_BYTES)}
        return StreamingResponse(pieces(), 200, headers, _SORTS.get(path.suffix))


def _error(status: int, code: str) -> Response:
    return Response(_XML.format(code=code).encode(), status, media_type="application/xml")


def _remove(path: Path) -> None:
    """A file that nobody else has heard of."""
    path.unlink()
