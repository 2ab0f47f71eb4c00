"""What waits to be forwarded: a queue that never grows without bound, and an account of it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")

QUEUE_ITEMS: Final = 100  # wire/facespace.md 5
QUEUE_BYTES: Final = 128 * 2**20  # range results may be large


@dataclass(frozen=True, slots=True)
class ForwarderStatus:
    """How a forwarder stands. `queued` includes what is being sent now.

    `last_error` is a sentence without names or secrets, empty when the last attempt went well.
    """

    queued: int = 0
    sent: int = 0
    failed: int = 0
    dropped: int = 0
    last_error: str = ""
    last_sent_ms: int | None = None


class Outbox(Generic[T]):
    """A queue for one worker. When it is full the oldest item is dropped and counted."""

    def __init__(
        self,
        *,
        max_items: int = QUEUE_ITEMS,
        max_bytes: int = QUEUE_BYTES,
        on_change: Callable[[ForwarderStatus], None] | None = None,
    ) -> None:
        """*on_change* hears each new status, on the loop of whoever changes it."""
        self._max_items = max_items
        self._max_bytes = max_bytes
        self._on_change = on_change
        self._items: deque[tuple[T, int]] = deque()
        self._bytes = 0
        self._under_way = 0
        self._arrived = asyncio.Event()
        self._sent = self._failed = self._dropped = 0
        self._last_error = ""
        self._last_sent_ms: int | None = None

    @property
    def status(self) -> ForwarderStatus:
        return ForwarderStatus(
            len(self._items) + self._under_way,
            self._sent,
            self._failed,
            self._dropped,
            self._last_error,
            self._last_sent_ms,
        )

    def put(self, item: T, size_bytes: int) -> None:
        """Add *item*; make room for it by dropping the oldest."""
        self._items.append((item, size_bytes))
        self._bytes += size_bytes
        while len(self._items) > self._max_items or (
            self._bytes > self._max_bytes and len(self._items) > 1
        ):
            self._bytes -= self._items.popleft()[1]
            self._dropped += 1
        self._arrived.set()
        self._tell()

    async def take(self) -> T:
        """The oldest item, once there is one. It is under way until `sent` or `failed`."""
        await self.filled()
        return self.take_now()[0]

    async def filled(self) -> None:
        """Wait until there is something."""
        while not self._items:
            self._arrived.clear()
            await self._arrived.wait()

    def take_now(self, limit: int = 1) -> list[T]:
        """At most *limit* of the oldest items; they are under way until `sent` or `failed`."""
        taken: list[T] = []
        while self._items and len(taken) < limit:
            item, size_bytes = self._items.popleft()
            self._bytes -= size_bytes
            taken.append(item)
        self._under_way += len(taken)
        return taken

    def clear(self) -> int:
        """Forget what waits, as if it had never come; how many items that were."""
        count = len(self._items)
        self._items.clear()
        self._bytes = 0
        self._tell()
        return count

    def sent(self, at_ms: int, count: int = 1, *, remark: str = "") -> None:
        """*count* items have arrived; *remark* is kept where errors are."""
        self._under_way -= count
        self._sent += count
        self._last_sent_ms = at_ms
        self._last_error = remark
        self._tell()

    def failed(self, reason: str, count: int = 1) -> None:
        """*count* items are given up."""
        self._under_way -= count
        self._failed += count
        self._last_error = reason
        self._tell()

    def trouble(self, reason: str) -> None:
        """An attempt failed; another one follows."""
        self._last_error = reason
        self._tell()

    def abandoned(self, count: int = 1) -> None:
        """The worker was stopped while *count* items were under way; they are lost."""
        self._under_way -= count
        self._dropped += count
        self._tell()

    def _tell(self) -> None:
        if self._on_change is not None:
            self._on_change(self.status)
