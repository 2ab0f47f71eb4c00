"""What a service brings so that the queue can carry its files, and what it finds here."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from facespace_desk.store.transfers import StoredTransfer

GUARD_EVERY_BYTES: Final = 16 * 2**20  # how often a download looks at the room that is left


class Retry(Exception):
    """This try failed, another may succeed: an upload address ran out, a server asks to wait.

    *after_s* is what the server asked for; None leaves it to the queue's back-off. A retry that is
    not the file's fault, *is_free*, does not count as an attempt.
    """

    def __init__(self, reason: str, *, after_s: float | None = None, is_free: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after_s = after_s
        self.is_free = is_free


class Refused(Exception):
    """This file cannot be carried, and trying again would not help; the text says why."""


class NoRoom(Exception):
    """The disk is, or would be, full; the text says how much there is."""


class Handler(Protocol):
    """Carries the files of one service."""

    service: str

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        """Carry one file, from wherever `transfer.facts` say that the last try came to.

        Cancelled when the operator pauses or cancels, or the console closes.

        Raises:
            Retry, Refused, NoRoom, ServiceError, OSError: see the queue for what becomes of each.
        """

    async def forget(self, transfer: StoredTransfer) -> None:
        """Clean up at the service after a cancelled or failed transfer, as far as possible."""


class Context:
    """What one try of one transfer may tell and ask."""

    def __init__(
        self,
        transfer: StoredTransfer,
        *,
        keep: Callable[[dict[str, str | int | bool | None]], Awaitable[None]],
        tell: Callable[[int, int | None], None],
        throttle: Bandwidth,
        check_room: Callable[[int], None],
    ) -> None:
        self._keep = keep
        self._tell = tell
        self._bandwidth = throttle
        self._check_room = check_room
        self._is_download = transfer.direction == "download"
        self._size = transfer.size
        self._guarded = 0

    async def keep(self, **facts: str | int | bool | None) -> None:
        """Put *facts* into the journal; on disk when this returns. Raises StoreTrouble."""
        await self._keep(facts)

    def progress(self, done: int, size: int | None = None) -> None:
        """So many bytes of *size* are carried.

        Raises:
            NoRoom: the rest would not fit onto the disk.
        """
        self._size = size if size is not None else self._size
        self._tell(done, self._size)
        if self._is_download and done - self._guarded >= GUARD_EVERY_BYTES:
            self._guarded = done
            self._check_room(max(0, (self._size or 0) - done))

    async def throttle(self, count: int) -> None:
        """Wait until *count* more bytes may be carried."""
        await self._bandwidth.take(count)


class Bandwidth:
    """A limit in bytes a second for all transfers together; None is none."""

    def __init__(
        self, limit: int | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.limit = limit
        self._clock = clock
        self._free_at = 0.0

    async def take(self, count: int) -> None:
        """Wait for *count* bytes' turn."""
        if not self.limit:
            return
        now = self._clock()
        begins = max(now, self._free_at)
        self._free_at = begins + count / self.limit
        if begins > now:
            await asyncio.sleep(begins - now)
