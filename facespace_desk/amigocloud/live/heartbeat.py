"""Whether the server of a line lives: the same judgement for polling and web sockets.

In Engine.IO 3 we ask every pingInterval, and any packet within pingTimeout is an answer; in
Engine.IO 4 the server asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp

from facespace_desk.amigocloud.live.dialect import PING, OpenPacket
from facespace_desk.amigocloud.live.eio3 import Packet
from facespace_desk.amigocloud.live.troubles import of_failure, trouble
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError

Send = Callable[[list[Packet]], Awaitable[None]]


class Heartbeat:
    """Calls *dead* with the cause, once. While *may_read* is not set, it is we who do not listen.

    Moments are epoch milliseconds, None while there was none.
    """

    def __init__(
        self,
        send: Send,
        dead: Callable[[ServiceError], None],
        may_read: asyncio.Event,
        wall: Callable[[], float],
    ) -> None:
        self.heard_ms: int | None = None
        self.pong_ms: int | None = None
        self.round_trip_ms: float | None = None
        self._send = send
        self._dead = dead
        self._may_read = may_read
        self._wall = wall
        self._heard_at = 0.0
        self._pinged_at: float | None = None
        self._is_settled = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None

    def begin(self, opened: OpenPacket, revision: int) -> None:
        """A session was opened; it is watched as soon as its transport is settled."""
        self.heard()
        watched = self._watched(opened, revision)
        self._watch = asyncio.create_task(watched, name="amigocloud-heartbeat")

    def settle(self) -> None:
        """The transport is decided: pings may go over it."""
        self._is_settled.set()

    def heard(self, *, is_pong: bool = False) -> None:
        """A packet arrived."""
        self._heard_at = asyncio.get_running_loop().time()
        self.heard_ms = round(self._wall() * 1000)
        if is_pong:
            self.pong_ms = self.heard_ms
            if self._pinged_at is not None:
                self.round_trip_ms = (self._heard_at - self._pinged_at) * 1000
                self._pinged_at = None

    async def stop(self) -> None:
        """Afterwards nothing of it runs."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])

    async def _watched(self, opened: OpenPacket, revision: int) -> None:
        interval_s, patience_s = opened.ping_interval / 1000, opened.ping_timeout / 1000
        await self._is_settled.wait()
        try:
            if revision == 3:
                await self._ask_regularly(interval_s, patience_s)
            else:
                await self._silence(interval_s + patience_s)
        except TimeoutError:
            pass  # not even our question went through
        except (aiohttp.ClientError, OSError) as error:
            self._dead(of_failure(error))
            return
        words = tr(
            "The server gave no sign of life for {seconds:g} s.", seconds=interval_s + patience_s
        )
        self._dead(trouble(ErrorKind.TIMED_OUT, words))

    async def _ask_regularly(self, interval_s: float, patience_s: float) -> None:
        """Returns when a ping was not answered in time."""
        loop = asyncio.get_running_loop()
        while True:
            asked_at = self._pinged_at = loop.time()
            async with asyncio.timeout(patience_s):
                await self._send([PING])
            await asyncio.sleep(interval_s)
            if self._heard_at < asked_at:
                await self._silence(patience_s, asked_at)
                if self._heard_at < asked_at:
                    return

    async def _silence(self, limit_s: float, since: float | None = None) -> None:
        """Returns when nothing was heard for *limit_s*, or, with *since*, when something was."""
        loop = asyncio.get_running_loop()
        while True:
            if not self._may_read.is_set():  # it is we who do not listen
                await self._may_read.wait()
                self.heard()
            if since is not None and self._heard_at >= since:
                return
            left_s = max(self._heard_at, since or 0.0) + limit_s - loop.time()
            if left_s <= 0:
                return
            await asyncio.sleep(min(left_s, limit_s / 4))
