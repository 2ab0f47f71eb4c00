"""Writes what the storage sends into a file, from the place where it belongs.

What has come stays there, whatever goes wrong, so that the rest can be asked for (RFC 9110 14.2).
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import httpx

from facespace_desk.net import faults
from facespace_desk.net.body import Progress, pieces, too_large
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.reply import Stream
from facespace_desk.net.storage_sending import BLOCK_BYTES, Throttle

ENDS_EARLY: Final = "The file ends in the middle."
_RANGE: Final = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", re.ASCII)
_PLAIN_HEADER: Final = re.compile(r"[\x20-\x7e]{1,200}")


@dataclass(frozen=True)
class Received:
    """A file that is here, whole as far as the storage said how long it is."""

    size: int
    content_type: str
    etag: str | None


Begun = Callable[[str | None, int | None], Awaitable[None]]
"""Hears, before the first byte is written, of the file's etag and its size, where they are said."""


class Landing:
    """Writes one answer into a file, from the place where it belongs."""

    def __init__(
        self,
        call: Call,
        part: Path,
        cap_bytes: int,
        *,
        begun: Begun | None,
        progress: Progress | None,
        throttle: Throttle | None,
    ) -> None:
        self._call = call
        self._part = part
        self._cap = cap_bytes
        self._begun = begun
        self._progress = progress
        self._throttle = throttle

    async def take(self, response: httpx.Response, have: int) -> Received:
        """The body of *response*; *have* bytes are there already, if it is the rest (206)."""
        start, total = self._extent(response, have)
        etag = etag_of(response)
        try:
            count = await self._landed(pieces(response, self._call), start, total, etag)
        except httpx.HTTPError as error:
            failure, cause = _broken_off(self._call, error), faults.harmless(error)
        else:
            return Received(count, _media_type(response.headers.get("content-type", "")), etag)
        raise failure from cause

    async def take_stream(self, stream: Stream) -> Received:
        """The body of *stream*, an answer of a service itself, from its beginning."""
        try:
            count = await self._landed(stream.pieces(), 0, stream.size, None)
        except ServiceError as error:
            if error.kind is ErrorKind.UNREACHABLE:  # it had begun to answer
                raise self._call.error(ErrorKind.BROKE_OFF, ENDS_EARLY) from error
            raise
        return Received(count, _media_type(stream.headers.get("content-type", "")), None)

    async def _landed(
        self, arriving: AsyncGenerator[bytes, None], start: int, total: int | None, etag: str | None
    ) -> int:
        """How many bytes the file has in the end."""
        if total is not None and total > self._cap:
            raise too_large(self._call, self._cap)
        with contextlib.closing(_Sink(self._part, start)) as sink:
            await asyncio.to_thread(sink.write, b"")  # nothing of another file is left in it
            if self._begun is not None:
                await self._begun(etag, total)
            count = await self._write(arriving, sink, start, total)
        if total is not None and count != total:
            raise self._call.error(ErrorKind.BROKE_OFF, ENDS_EARLY)
        return count

    def _extent(self, response: httpx.Response, have: int) -> tuple[int, int | None]:
        """Where the body begins in the file, and how long the whole file is, if that is said."""
        if response.status_code == 200:
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                return 0, None  # its length is that of what travels
            return 0, number_of(response.headers.get("content-length", ""))
        found = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
        if found is None or int(found[1]) != have:
            words = f"{self._call.service} sent another part of the file than was asked for."
            raise self._call.error(ErrorKind.NOT_THIS_PROTOCOL, words)
        return have, number_of(found[3])

    async def _write(
        self, arriving: AsyncGenerator[bytes, None], sink: _Sink, start: int, total: int | None
    ) -> int:
        count, block = start, bytearray()
        try:
            async with contextlib.aclosing(arriving):
                async for piece in arriving:
                    count += len(piece)
                    if count > self._cap:
                        raise too_large(self._call, self._cap)
                    if self._throttle is not None:
                        await self._throttle(len(piece))
                    block += piece
                    if len(block) >= BLOCK_BYTES:
                        full, block = bytes(block), bytearray()  # never written twice, if cancelled
                        await asyncio.to_thread(sink.write, full)
                        self._tell(count, total)
        finally:
            await asyncio.to_thread(sink.write, bytes(block))  # what has come can be gone on from
        self._tell(count, total)
        return count

    def _tell(self, count: int, total: int | None) -> None:
        if self._progress is not None:
            self._progress(count, total)


class _Sink:
    """A file that is written in threads from *start* on; what was behind that is gone."""

    def __init__(self, path: Path, start: int) -> None:
        self._path = path
        self._start = start
        self._file: BinaryIO | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def write(self, block: bytes) -> None:
        with self._lock:
            if self._is_closed:
                return
            if self._file is None:
                self._file = self._path.open("r+b" if self._start else "wb", buffering=0)
                self._file.truncate(self._start)
                self._file.seek(self._start)
            rest = memoryview(block)
            while rest:
                rest = rest[self._file.write(rest) :]

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            if self._file is not None:
                self._file.close()


def _broken_off(call: Call, error: httpx.HTTPError) -> ServiceError:
    if isinstance(error, httpx.ReadError | httpx.RemoteProtocolError):
        return call.error(ErrorKind.BROKE_OFF, ENDS_EARLY)
    return faults.of_httpx(error, call)


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def etag_of(response: httpx.Response) -> str | None:
    """A strong one: of a weak one no part can be fetched."""
    text: str = response.headers.get("etag", "").strip()
    return text if text.startswith('"') and _PLAIN_HEADER.fullmatch(text) else None


def number_of(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
