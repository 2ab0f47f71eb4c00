"""What can be made to go wrong with an answer, one name per kind (`POST /_sim/inject`).

status      status (503), error, retry_after: the status with {"error": ...}, or the field that
            the service says its errors in; retry_after becomes the header
html        status (502): a proxy's error page
empty       status (200): no body
truncated   a 200 whose JSON ends in the middle, complete as HTTP
cut         a 200 whose connection ends in the middle of the body
drop        the connection is reset instead of an answer
slow        seconds (5): the right answer, its body spread over so long
hold        the right answer, after POST /_sim/release
huge        bytes (64 MiB + 1), declared (true), gzip (false): a well-formed answer of that size
redirect    status (302), to (the trap): a redirect to another port
shape       shape: a 200 of the wrong type, one of SHAPES
body        body, status (200), content_type: exactly this text
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

KINDS = (
    *("status", "html", "empty", "truncated", "cut", "drop", "slow", "hold", "huge"),
    *("redirect", "shape", "body"),
)
SHAPES = {
    "list": b'[{"north-gate": []}]',
    "string": b'"north-gate"',
    "number": b"7",
    "null": b"null",
    "string values": b'{"north-gate": "Mira Holt", "lobby": null}',
    "number entries": b'{"north-gate": [1, 2.5, null, true]}',
    "object entries": b'{"north-gate": [{"label": "Mira Holt"}], "lobby": {"a": []}}',
    "nan": b'{"north-gate": [NaN]}',
    "not utf-8": b'{"north-gate": ["Mira H\xf6lt"]}',
    "lone surrogate": b'{"north-gate": ["\\ud800"]}',
    "byte order mark": b'\xef\xbb\xbf{"north-gate": []}',
    "deep": b'{"north-gate": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "two documents": b'{"north-gate": []}{"lobby": []}',
}
HUGE_BYTES = 64 * 2**20 + 1  # one more than the client's default cap (wire section 9)
_HTML = """<!DOCTYPE html>
<html><head><title>{status}</title></head><body><h1>{status} upstream trouble</h1>
<hr><center>nginx</center></body></html>
"""
_PIECE_BYTES = 65_536
_SLOW_STEPS = 20


@dataclass(frozen=True)
class Manner:
    """How a service says what went wrong, and what a large answer of it is made of."""

    error_field: str
    head: bytes
    entry: bytes  # repeated between head and tail; ends in a comma
    tail: bytes


FACESPACE = Manner(
    error_field="error",
    head=b'{"north-gate": [',
    entry=b'"Unknown-01 @ 08:00:00 04/03/24",',
    tail=b'"Unknown-01 @ 08:00:00 04/03/24"]}',
)


@dataclass
class Injection:
    """A fault that the next *times* calls of *operation* ("*": any) meet."""

    kind: str
    operation: str
    times: int
    options: dict[str, object] = field(default_factory=dict)

    def number(self, name: str, default: float) -> float:
        value = self.options.get(name, default)
        return float(value) if isinstance(value, int | float) else default

    def text(self, name: str, default: str) -> str:
        return str(self.options.get(name, default))


class Waiting(Protocol):
    """What a fault needs from the panel."""

    trap_url: str
    manner: Manner

    async def pause(self, seconds: float) -> None: ...
    async def until_released(self) -> None: ...


async def faulty(
    injection: Injection, panel: Waiting, path: str, right: Callable[[], Awaitable[Response]]
) -> Response:
    """The answer that *injection* makes of the *right* one."""
    if injection.kind == "redirect":
        to = injection.text("to", panel.trap_url + path)
        return RedirectResponse(to, int(injection.number("status", 302)))
    if injection.kind == "drop":
        return Broken(None)
    if injection.kind not in ("hold", "slow", "truncated", "cut"):
        return _canned(injection, panel.manner)
    if injection.kind == "hold":
        await panel.until_released()
        return await right()
    return _spoilt(injection, await _whole(await right()), panel)


def _spoilt(injection: Injection, body: bytes, panel: Waiting) -> Response:
    match injection.kind:
        case "slow":
            return _slow(body, injection.number("seconds", 5), panel)
        case "cut":
            return Broken(body)
        case _:
            return Response(body[: len(body) * 2 // 3 or 1], media_type="application/json")


def _canned(injection: Injection, manner: Manner) -> Response:
    match injection.kind:
        case "status":
            status = int(injection.number("status", 503))
            headers = {}
            if "retry_after" in injection.options:
                headers["Retry-After"] = injection.text("retry_after", "")
            words = injection.text("error", f"simulated status {status}")
            return JSONResponse({manner.error_field: words}, status, headers)
        case "html":
            status = int(injection.number("status", 502))
            return Response(_HTML.format(status=status), status, media_type="text/html")
        case "empty":
            return Response(b"", int(injection.number("status", 200)))
        case "huge":
            return _huge(injection, manner)
        case "shape":
            body = SHAPES[injection.text("shape", "list")]
            return Response(body, media_type="application/json")
        case _:
            return Response(
                injection.text("body", ""),
                int(injection.number("status", 200)),
                media_type=injection.text("content_type", "application/json"),
            )


class Broken(Response):
    """Ends the connection: after half of *body*, or before any answer when there is none."""

    def __init__(self, body: bytes | None) -> None:
        super().__init__(b"", media_type="application/json")
        self._half = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = scope["state"]["transport"]
        if self._half is not None:
            length = str(max(2, len(self._half))).encode()
            headers = [(b"content-type", b"application/json"), (b"content-length", length)]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            half = self._half[: len(self._half) // 2]
            await send({"type": "http.response.body", "body": half, "more_body": True})
        transport.close() if self._half is not None else transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def _whole(response: Response) -> bytes:
    if not isinstance(response, StreamingResponse):
        return bytes(response.body)
    pieces = [piece async for piece in response.body_iterator]
    return b"".join(p if isinstance(p, bytes) else bytes(str(p), "utf-8") for p in pieces)


def _slow(body: bytes, seconds: float, panel: Waiting) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        step = max(1, -(-len(body) // _SLOW_STEPS))
        for start in range(0, len(body), step):
            await panel.pause(seconds * step / max(1, len(body)))
            yield body[start : start + step]

    headers = {"Content-Length": str(len(body))}
    return StreamingResponse(pieces(), headers=headers, media_type="application/json")


def _huge(injection: Injection, manner: Manner) -> Response:
    size = int(injection.number("bytes", HUGE_BYTES))
    headers = {}
    pieces = _huge_pieces(size, manner)
    if injection.options.get("gzip") is True:
        headers["Content-Encoding"] = "gzip"
        pieces = zipped(pieces)
    elif injection.options.get("declared", True) is True:
        headers["Content-Length"] = str(size)
    return StreamingResponse(pieces, headers=headers, media_type="application/json")


async def _huge_pieces(size: int, manner: Manner) -> AsyncIterator[bytes]:
    """An answer of exactly *size* bytes that a parser accepts."""
    head, entry, tail = manner.head, manner.entry, manner.tail
    many = entry * (_PIECE_BYTES // len(entry))
    left = size - len(head) - len(tail)
    yield head
    while left >= len(many):
        yield many
        left -= len(many)
        await asyncio.sleep(0)  # the server hears here that the client has hung up
    whole = left // len(entry) * len(entry)
    yield many[:whole] + b" " * (left - whole) + tail


async def zipped(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes under gzip, piece by piece."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    async for piece in pieces:
        packed = packer.compress(piece)
        if packed:
            yield packed
        await asyncio.sleep(0)
    yield packer.flush()


def zipped_small(body: bytes) -> bytes:
    return gzip.compress(body, 1)
