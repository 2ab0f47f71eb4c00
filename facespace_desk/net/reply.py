"""What a door is limited to, and what comes back through it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from facespace_desk.net.payload import THREAD_BYTES, decode_json

T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """How long, how large, how often. The defaults are those of wire/facespace.md 7.2 and 9."""

    connect_s: float = 10.0
    read_s: float = 30.0
    total_s: float | None = None  # for a whole call, its retries and waits included
    body_bytes: int = 64 * 2**20
    attempts: int = 4  # the first and three retries
    first_wait_s: float = 0.5  # doubles each time: 0.5, 1, 2
    jitter_s: float = 0.25
    retry_after_cap_s: float = 30.0  # a server that asks for more gets no retry
    connections: int = 8


@dataclass(frozen=True)
class Reply:
    """An answer whose status was a success, or was allowed by the caller.

    `headers` has lower-case names. `clock_skew_s` is the server's clock minus ours, good to a
    second; None when the server did not say. `location` is where a redirection leads, if it was
    allowed.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    elapsed_s: float
    clock_skew_s: float | None
    service: str
    operation: str
    location: str = field(default="", repr=False)

    async def read(self, read: Callable[[bytes, str], T]) -> T:
        """What *read* makes of body and operation, in a thread when the body is large."""
        if len(self.body) > THREAD_BYTES:
            return await asyncio.to_thread(read, self.body, self.operation)
        return read(self.body, self.operation)

    def json(self) -> object:
        """The body as plain values.

        Raises:
            BadPayload: it is not JSON.
        """
        return decode_json(self.body, object, self.service, self.operation)


@dataclass(frozen=True)
class Stream:
    """An answer whose body is still to come; `headers` and `location` are as a Reply's.

    `size` is what the server says that the body has in bytes; None when it is compressed, or the
    server does not say.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    location: str = field(repr=False)
    size: int | None
    pieces: Callable[[], AsyncGenerator[bytes, None]] = field(repr=False)
