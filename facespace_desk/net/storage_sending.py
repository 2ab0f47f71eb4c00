"""A file on its way to the storage: read in threads, and never more than was said."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import BinaryIO, Final, Self

import httpx

from facespace_desk.net.body import Progress
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.faults import Call

BLOCK_BYTES: Final = 256 * 1024  # read from or written to the disk in one step

Throttle = Callable[[int], Awaitable[None]]
"""Waits until so many bytes may travel."""


class Body(httpx.AsyncByteStream):
    """What is sent of a file, *size* bytes; no generator, which would be left behind when a
    connection breaks."""

    def __init__(
        self,
        call: Call,
        source: Source,
        size: int,
        *,
        progress: Progress | None,
        throttle: Throttle | None,
    ) -> None:
        self._call = call
        self._source = source
        self.size = size
        self._progress = progress
        self._throttle = throttle
        self._sent = 0

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._progress is not None and self._sent:
            self._progress(self._sent, self.size)
        block = await asyncio.to_thread(self._source.read)
        self._sent += len(block)
        if self._sent > self.size or (not block and self._sent != self.size):
            words = "The file has changed since it was checked."
            raise self._call.error(ErrorKind.USAGE, words)
        if not block:
            raise StopAsyncIteration
        if self._throttle is not None:
            await self._throttle(len(block))
        return block


class Source:
    """A file that is read in threads, and closed whatever becomes of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def read(self) -> bytes:
        """The next block; nothing after the end, and when it is closed."""
        with self._lock:
            if self._is_closed:
                return b""
            if self._file is None:
                self._file = self._path.open("rb")
            return self._file.read(BLOCK_BYTES)

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            if self._file is not None:
                self._file.close()
