"""Ends of tasks and requests, seen through."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any


async def cancelled(*tasks: asyncio.Future[Any]) -> None:
    """Cancels *tasks* and waits until they have ended; results, if any, stay in them."""
    for task in tasks:  # all, before somebody cancels the waiting
        task.cancel()
    await asyncio.wait(tasks)


async def ended(*tasks: asyncio.Task[None] | None, limit_s: float) -> None:
    """Cancels tasks of others, which may not obey; how they end is of no more interest."""
    running = [task for task in tasks if task is not None]
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running, timeout=limit_s)
    for task in running:
        if task.done() and not task.cancelled():
            task.exception()


async def finished(work: Awaitable[None]) -> None:
    """Sees *work* through, even when cancelled meanwhile; then the cancelling goes on."""
    task = asyncio.ensure_future(work)
    was_cancelled = False
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            was_cancelled = True
    task.result()
    if was_cancelled:
        raise asyncio.CancelledError


class InFlight:
    """Requests under way, each with a time limit; `end` makes all limits pass.

    To close the session of aiohttp under them would not do: for a request that it sees break off it
    makes a new connection.
    """

    def __init__(self) -> None:
        self._limits: set[asyncio.Timeout] = set()

    @asynccontextmanager
    async def limited(self, limit_s: float) -> AsyncIterator[None]:
        """Raises TimeoutError in its block."""
        async with asyncio.timeout(limit_s) as limit:
            self._limits.add(limit)
            try:
                yield
            finally:
                self._limits.discard(limit)

    async def end(self) -> None:
        for limit in self._limits:
            if not limit.expired():
                limit.reschedule(0.0)
        while self._limits:  # noqa: ASYNC110  # a turn or two
            await asyncio.sleep(0)
