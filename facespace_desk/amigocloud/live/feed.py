"""Keeps one live line up, and tells everything that arrives on it or happens to it.

    CONNECTING ─▶ JOINED ─▶ WAITING ─▶ RECEIVING
         ▲          │          │           │
         └── LOST ◀─┴──────────┴───────────┘   after 1, 2, 4 ... 60 s, by chance up to half less

Each attempt is a session, a client and fresh tickets of its own, and sends every `authenticate`
again (wire/amigocloud.md 5.2 and 7, AC-8). python-socketio's own reconnection is off: it does not
come back from each kind of loss, and cannot fetch tickets. Nothing but being cancelled ends `run`.
"""

from __future__ import annotations

import asyncio
import logging
import random
import ssl
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from facespace_desk.amigocloud.live.endings import cancelled, finished
from facespace_desk.amigocloud.live.line import Line
from facespace_desk.amigocloud.live.records import (
    OTHER_SOCKET_PATH,
    SOCKET_PATH,
    FeedInfo,
    Item,
    LiveAddress,
    LiveEvent,
    LiveState,
    Protocol,
    StateChange,
    Transport,
    Unreadable,
)
from facespace_desk.amigocloud.live.standing import Standing
from facespace_desk.amigocloud.live.troubles import trouble
from facespace_desk.amigocloud.live.way import LineLimits, Way
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.proxy import ProxyChoice

log = logging.getLogger("desk.amigocloud.live")

LONGEST_WAIT_S = 60.0
BACKLOG = 20_000  # items that a slow reader of `events` lets pile up before the line must wait
TICK_S = 2.0
SLEPT_S = 5.0  # as in modelkit.feed
PROVEN_S = 10.0  # a line that held this long, or brought an event, starts the waits anew
# Asking again brings the same answer until the operator has done something.
HOPELESS = frozenset({ErrorKind.SIGNED_OUT, ErrorKind.RETIRED, ErrorKind.USAGE})

Credentials = Callable[[], Awaitable[Sequence[Mapping[str, object]]]]
Sink = Callable[[Item], None]


def jittered_wait_s(attempt: int) -> float:
    """Seconds before attempt *attempt* (1, 2, ...) after a failure."""
    return min(LONGEST_WAIT_S, 2.0 ** min(attempt - 1, 10)) * random.uniform(0.5, 1.0)  # noqa: S311


@dataclass(frozen=True)
class Clocks:
    """Where time comes from: wall seconds since the epoch, monotonic seconds, waits."""

    wall: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    wait_s: Callable[[int], float] = jittered_wait_s
    credentials_s: float = 90.0  # for all tickets together


class EventFeed:
    """One line to one namespace; belongs to one event loop.

    *credentials* is awaited once for each session and gives the objects to send with
    `authenticate`, tickets fresh. *transports* as python-socketio has them: polling first and
    then upgraded when None. *proxy* is a text as in `ProxyChoice`.
    """

    def __init__(
        self,
        address: LiveAddress,
        credentials: Credentials,
        *,
        protocol: Protocol = "auto",
        transports: Sequence[Transport] | None = None,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        limits: LineLimits | None = None,
        clocks: Clocks | None = None,
    ) -> None:
        """Raises ValueError when *proxy* cannot be read."""
        self._address = address
        self._credentials = credentials
        self._protocol: Protocol = protocol
        self._transports = transports
        self._proxy = ProxyChoice.parse(proxy)
        self._ssl_context = ssl_context
        self._limits = limits or LineLimits()
        self._clocks = clocks or Clocks()
        self._standing = Standing(address.socket_path)
        self._line: Line | None = None
        self._sink: Sink = _nowhere
        self._wanted = asyncio.Event()  # a new line, now
        self._asked_again = asyncio.Event()  # `authenticate` again, on this line
        self._is_running = False
        self._was_joined = False
        self._lost_logged = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """`run` and `events` clean up after themselves."""

    @property
    def info(self) -> FeedInfo:
        """The line at this moment. May be read from any thread."""
        return self._standing.info

    def reconnect(self) -> None:
        """Gives the line up and makes a new one at once, also where the feed waits."""
        self._wanted.set()

    def authenticate(self) -> None:
        """Fetches all tickets and sends every `authenticate` again, on the line as it is."""
        self._asked_again.set()

    async def events(self, backlog: int = BACKLOG) -> AsyncGenerator[Item]:
        """Everything, in order, until closed; use it under `contextlib.aclosing`.

        A reader that falls *backlog* items behind makes the line wait: nothing is dropped.
        """
        waiting: deque[Item] = deque()
        arrived = asyncio.Event()

        def take(item: Item) -> None:
            waiting.append(item)
            arrived.set()
            if len(waiting) >= backlog:
                self._hold(True)

        running = asyncio.create_task(self.run(take), name="amigocloud-feed")
        running.add_done_callback(lambda _: arrived.set())
        try:
            while not running.done() or waiting:
                await arrived.wait()
                arrived.clear()
                while waiting:
                    yield waiting.popleft()
                self._hold(False)
            running.result()
        finally:
            await cancelled(running)

    async def run(self, sink: Sink) -> None:
        """Hands everything to *sink*, in order, until cancelled. *sink* must be quick."""
        if self._is_running:
            raise RuntimeError("the feed is running already")
        self._is_running = True
        self._sink = sink
        failures = 0
        try:
            while True:
                self._wanted.clear()
                began = self._clocks.monotonic()
                events = self._standing.events
                error = await self._attempt()
                held_s = self._clocks.monotonic() - began
                is_proven = self._standing.events > events or (
                    self._was_joined and held_s >= PROVEN_S
                )
                failures = 1 if is_proven else failures + 1
                await self._pause(error, failures)
        finally:
            self._is_running = False
            self._sink = _nowhere

    async def _attempt(self) -> ServiceError:
        """One line from its beginning to its end; why it ended."""
        self._was_joined = False
        self._change(LiveState.CONNECTING)
        first: ServiceError | None = None
        for path in self._paths():
            try:
                return await self._once(path)
            except ServiceError as error:
                first = first or error
                if error.status not in (400, 404):
                    break
            except Exception:
                # Whatever it was, the operator's line must come back.
                log.exception("AmigoCloud: the live line failed")
                return trouble(ErrorKind.UNREACHABLE, "The live line failed, and nobody knows why.")
        assert first is not None
        return first

    def _paths(self) -> Sequence[str]:
        """Servers may be at either of two (wire/amigocloud.md 5.1); what worked once is it."""
        path = self._standing.socket_path
        other = {SOCKET_PATH: OTHER_SOCKET_PATH, OTHER_SOCKET_PATH: SOCKET_PATH}.get(path)
        return (path,) if other is None or self._standing.connections else (path, other)

    async def _once(self, path: str) -> ServiceError:
        way = Way.to(self._address.base_url, self._proxy, self._ssl_context, self._limits)
        line = Line(
            self._address,
            path,
            way,
            self._took,
            protocol=self._protocol,
            transports=self._transports,
            wall=self._clocks.wall,
        )
        self._line = line
        self._standing.begin(line.session)
        try:
            await line.open()
            self._was_joined = True
            self._standing.note(
                socket_path=path,
                connected_ms=self._now_ms(),
                connections=self._standing.connections + 1,
                authenticated=0,
            )
            self._change(LiveState.JOINED)
            await self._subscribe(line)
            return await self._watch(line)
        finally:
            await finished(line.close())
            self._standing.end()
            self._line = None

    async def _subscribe(self, line: Line) -> None:
        """Sends every `authenticate`. Raises ServiceError."""
        self._asked_again.clear()
        ended = line.session.ended
        asking = asyncio.ensure_future(self._credentials())
        try:
            either: list[asyncio.Future[Any]] = [asking, ended]
            limit_s = self._clocks.credentials_s
            await asyncio.wait(either, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                if ended.done():
                    return
                raise trouble(ErrorKind.TIMED_OUT, "The tickets were not given in time.")
            tickets = asking.result()
        finally:
            await cancelled(asking)
        for ticket in tickets:
            await line.authenticate(ticket)
        self._standing.note(authenticated=len(tickets))
        if not ended.done() and self._standing.state is LiveState.JOINED:
            self._change(LiveState.WAITING)

    async def _watch(self, line: Line) -> ServiceError:
        """Until the line ends, or a new one is wanted."""
        drift = self._drift()
        while True:
            wishes = [_until(self._wanted), _until(self._asked_again)]
            try:
                either = [*wishes, *line.endings]
                await asyncio.wait(either, timeout=TICK_S, return_when=asyncio.FIRST_COMPLETED)
            finally:
                await cancelled(*wishes)
            if self._wanted.is_set():
                return trouble(ErrorKind.BROKE_OFF, "A new line was asked for.")
            if (why := line.why_ended()) is not None:
                return why
            if self._drift() - drift > SLEPT_S:
                self._wanted.set()  # at once
                return trouble(ErrorKind.BROKE_OFF, "This computer slept; the line is made anew.")
            drift = self._drift()
            if self._asked_again.is_set():
                await self._subscribe(line)

    def _drift(self) -> float:
        """How far wall time is ahead of ours; it jumps when the computer has slept."""
        return self._clocks.wall() - self._clocks.monotonic()

    async def _pause(self, error: ServiceError, failures: int) -> None:
        """Tells of the loss, and waits for the next attempt."""
        if self._wanted.is_set():
            wait_s: float | None = 0.0
        elif error.kind in HOPELESS:
            wait_s = None
        else:
            wait_s = max(self._clocks.wait_s(failures), error.retry_after_s or 0.0)
        retry_at = None if wait_s is None else self._now_ms() + round(wait_s * 1000)
        self._standing.note(connected_ms=None, authenticated=0, failures=failures)
        self._change(LiveState.LOST, error, retry_at)
        if not self._lost_logged:
            self._lost_logged = True
            log.warning("AmigoCloud: live events lost: %s", error.message)
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self._wanted.wait()

    def _took(self, item: LiveEvent | Unreadable) -> None:
        self._standing.count(item)
        if isinstance(item, LiveEvent) and self._standing.state is not LiveState.RECEIVING:
            self._change(LiveState.RECEIVING)
        self._tell(item)

    def _change(
        self, state: LiveState, error: ServiceError | None = None, retry_at: int | None = None
    ) -> None:
        self._standing.note(state=state)
        if state is LiveState.JOINED and self._lost_logged:
            self._lost_logged = False
            log.info("AmigoCloud: live events are back")
        self._tell(StateChange(self._now_ms(), state, error, retry_at))

    def _tell(self, item: Item) -> None:
        try:
            self._sink(item)
        except Exception:
            # A listener's mistake is not the line's end (wire/amigocloud.md 8, AC-16).
            log.exception("AmigoCloud: a live event was not taken")

    def _hold(self, is_held: bool) -> None:
        if self._line is not None:
            may_read = self._line.session.may_read
            may_read.clear() if is_held else may_read.set()

    def _now_ms(self) -> int:
        return round(self._clocks.wall() * 1000)


def _nowhere(_item: Item) -> None:
    pass


def _until(event: asyncio.Event) -> asyncio.Future[Any]:
    return asyncio.create_task(event.wait())
