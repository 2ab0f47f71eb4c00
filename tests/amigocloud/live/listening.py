"""A feed that is read all the time, for tests that ask what arrived."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from facespace_desk.amigocloud.live.feed import Clocks, EventFeed
from facespace_desk.amigocloud.live.records import (
    Item,
    LiveAddress,
    LiveEvent,
    LiveState,
    StateChange,
    Unreadable,
)
from facespace_desk.net.base_url import BaseUrl
from tests.limits import PATIENCE_S
from tests.servers.socketio import RealServer

LIMIT_S = PATIENCE_S
SLOW_S = 100.0  # for much work, on a machine that is ten times slower
QUICK = Clocks(wait_s=lambda _attempt: 0.1)


async def eventually(holds: Callable[[], object]) -> None:
    """Until *holds()*, for what has no event to wait on."""
    async with asyncio.timeout(LIMIT_S):
        while not holds():  # noqa: ASYNC110  # as said
            await asyncio.sleep(0.01)


class Tickets:
    """Gives a fresh ticket for each of *subscriptions*, and counts."""

    def __init__(self, subscriptions: Sequence[Mapping[str, object]] = ({"userid": 77},)) -> None:
        self.subscriptions = list(subscriptions)
        self.given: list[str] = []

    async def __call__(self) -> Sequence[Mapping[str, object]]:
        return [{**each, "websocket_session": self._fresh()} for each in self.subscriptions]

    def _fresh(self) -> str:
        self.given.append(f"ticket-{len(self.given) + 1}-secret")
        return self.given[-1]


class Listener:
    """`items` is all that *feed* said, in order."""

    def __init__(self, feed: EventFeed, tickets: Tickets) -> None:
        self.feed = feed
        self.tickets = tickets
        self.items: list[Item] = []
        self.events: list[LiveEvent] = []
        self.unreadable: list[Unreadable] = []
        self.changes: list[StateChange] = []
        self._changed = asyncio.Event()

    @property
    def states(self) -> list[LiveState]:
        return [change.state for change in self.changes]

    def named(self, name: str) -> list[Any]:
        """The data of each event of that name."""
        return [event.data for event in self.events if event.name == name]

    async def until(self, holds: Callable[[], object], limit_s: float = LIMIT_S) -> None:
        async with asyncio.timeout(limit_s):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def until_waiting(self, times: int = 1) -> None:
        """Until every `authenticate` was sent for the *times*-th time."""
        await self.until(lambda: self.states.count(LiveState.WAITING) >= times)

    async def until_lost(self, times: int = 1) -> StateChange:
        await self.until(lambda: self.states.count(LiveState.LOST) >= times)
        return [each for each in self.changes if each.state is LiveState.LOST][times - 1]

    async def read(self) -> None:
        async with contextlib.aclosing(self.feed.events()) as events:
            async for item in events:
                self._note(item)
                self._changed.set()

    def _note(self, item: Item) -> None:
        self.items.append(item)
        if isinstance(item, LiveEvent):
            self.events.append(item)
        elif isinstance(item, Unreadable):
            self.unreadable.append(item)
        else:
            self.changes.append(item)


@contextlib.asynccontextmanager
async def listening_to(server: RealServer, **options: Any) -> AsyncIterator[Listener]:
    """A feed that has joined *server* and sent its subscriptions."""
    async with listening(server.url, protocol=server.protocol, **options) as heard:
        await heard.until_waiting()
        yield heard


@contextlib.asynccontextmanager
async def listening(
    url: str, *, tickets: Tickets | None = None, address: LiveAddress | None = None, **options: Any
) -> AsyncIterator[Listener]:
    """A feed from *url* that waits a tenth of a second between attempts."""
    tickets = tickets or Tickets()
    address = address or LiveAddress(BaseUrl.parse(url))
    feed = EventFeed(address, tickets, **{"clocks": QUICK, **options})
    listener = Listener(feed, tickets)
    reading = asyncio.create_task(listener.read())
    try:
        yield listener
    finally:
        reading.cancel()
        await asyncio.wait([reading])
    if not reading.cancelled():
        reading.result()
