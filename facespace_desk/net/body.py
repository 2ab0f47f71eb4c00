"""Reads the body of an answer piece by piece, with a cap on what it may grow to.

Decompression is ours: httpx expands each network chunk at once, and nested encodings multiply, so
that a few kilobytes could fill the memory before any cap is looked at.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing

import httpx

from facespace_desk.language import tr, tr_n
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call

Progress = Callable[[int, int | None], None]

ACCEPTED_ENCODING = "gzip"
PROGRESS_INTERVAL_S = 0.1
PIECE_BYTES = 256 * 1024  # what zlib may produce in one step: about a millisecond
BLOCK_BYTES = 1024 * 1024  # small chunks are gathered into blocks of this size
TURN_S = 0.008  # the loop draws a window, too: pause after this long

_GZIP_ONLY = zlib.MAX_WBITS | 16


async def read_body(
    response: httpx.Response, call: Call, *, cap_bytes: int, progress: Progress | None = None
) -> bytes:
    """The whole decompressed body; *progress* hears bytes so far and the total, if known.

    Raises:
        ServiceError: larger than *cap_bytes* (TOO_LARGE), or not readable.
        httpx.HTTPError: the connection failed meanwhile.
    """
    total = _content_length(response)
    if total is not None and total > cap_bytes and response.request.method != "HEAD":
        raise too_large(call, cap_bytes)
    meter = _Meter(progress, None if _is_encoded(response) else total)
    blocks: list[bytes] = []
    block = bytearray()
    count = 0
    async with aclosing(pieces(response, call)) as body:
        async for piece in body:
            count += len(piece)
            if count > cap_bytes:
                raise too_large(call, cap_bytes)
            block += piece
            if len(block) >= BLOCK_BYTES:
                blocks.append(bytes(block))
                block.clear()
            meter.show(count)
    blocks.append(bytes(block))
    meter.finish(count)
    if count <= 4 * BLOCK_BYTES:
        return b"".join(blocks)
    return await asyncio.to_thread(b"".join, blocks)  # joining releases the interpreter lock


async def read_start(response: httpx.Response, call: Call, *, limit_bytes: int) -> bytes:
    """The first *limit_bytes* of the body: enough of an error page to look for its message.

    Raises:
        ServiceError: the body is not readable.
        httpx.HTTPError: the connection failed meanwhile.
    """
    start = bytearray()
    async with aclosing(pieces(response, call)) as body:
        async for piece in body:
            start += piece
            if len(start) >= limit_bytes:
                break
    return bytes(start[:limit_bytes])


async def pieces(response: httpx.Response, call: Call) -> AsyncGenerator[bytes, None]:
    """The decompressed body as it arrives, none larger than the network or zlib gives at once.

    Raises:
        ServiceError: the body is not readable.
        httpx.HTTPError: the connection failed meanwhile.
    """
    gunzip = _Gunzip(call) if _is_encoded(response) else None
    if gunzip is not None and _encoding(response) not in ("gzip", "x-gzip"):
        raise call.error(
            ErrorKind.NOT_THIS_PROTOCOL, tr("The answer is compressed in a way not asked for.")
        )
    turn_ends = time.monotonic() + TURN_S
    async with aclosing(raw_chunks(response)) as chunks:
        async for chunk in chunks:
            for piece in gunzip.expand(chunk) if gunzip else (chunk,):
                yield piece
                if time.monotonic() > turn_ends:
                    await asyncio.sleep(0)
                    turn_ends = time.monotonic() + TURN_S
    if gunzip is not None:
        gunzip.check_end()


def raw_chunks(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """What httpx calls an iterator is a generator, which who leaves early has to close."""
    chunks = response.aiter_raw()
    assert isinstance(chunks, AsyncGenerator)
    return chunks


class _Gunzip:
    """Expands gzip members in bounded steps."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._member = zlib.decompressobj(_GZIP_ONLY)
        self._is_fresh = True

    def expand(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._member.eof:
                self._member = zlib.decompressobj(_GZIP_ONLY)
            self._is_fresh = False
            try:
                piece = self._member.decompress(chunk, PIECE_BYTES)
            except zlib.error as error:
                raise self._call.error(
                    ErrorKind.NOT_THIS_PROTOCOL, tr("The compressed answer is damaged.")
                ) from error
            if piece:
                yield piece
            chunk = self._member.unused_data if self._member.eof else self._member.unconsumed_tail

    def check_end(self) -> None:
        if not (self._is_fresh or self._member.eof):
            raise self._call.error(ErrorKind.UNREACHABLE, tr("The compressed answer broke off."))


class _Meter:
    """Tells progress at most every PROGRESS_INTERVAL_S, and always at the end."""

    def __init__(self, progress: Progress | None, total: int | None) -> None:
        self._progress = progress
        self._total = total
        self._due = 0.0

    def show(self, count: int) -> None:
        if self._progress is not None and time.monotonic() >= self._due:
            self._due = time.monotonic() + PROGRESS_INTERVAL_S
            self._progress(count, self._total)

    def finish(self, count: int) -> None:
        if self._progress is not None:
            self._progress(count, self._total)


def _encoding(response: httpx.Response) -> str:
    return str(response.headers.get("content-encoding", "")).strip().lower()


def _is_encoded(response: httpx.Response) -> bool:
    return _encoding(response) not in ("", "identity")


def _content_length(response: httpx.Response) -> int | None:
    text = str(response.headers.get("content-length", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def too_large(call: Call, cap_bytes: int) -> ServiceError:
    """The error for an answer that would be larger than *cap_bytes*."""
    size = (
        f"{cap_bytes / 2**20:.0f} MiB"
        if cap_bytes >= 2**20
        else tr_n("{n:,} bytes", "{n:,} byte", cap_bytes)
    )
    return call.error(ErrorKind.TOO_LARGE, tr("The answer is larger than {size}.", size=size))
