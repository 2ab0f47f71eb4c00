"""Asks ahead: a few coroutines under way at once, their results in the order of asking."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Owns its tasks: whoever stops reading early must `close` it."""

    def __init__(self) -> None:
        self._tasks: deque[asyncio.Task[T]] = deque()

    def __len__(self) -> int:
        """How many are under way or wait to be taken."""
        return len(self._tasks)

    def ask(self, coro: Coroutine[Any, Any, T], name: str) -> None:
        """Begin *coro* now."""
        self._tasks.append(asyncio.create_task(coro, name=name))

    async def take(self) -> T:
        """The result, or the exception, of the oldest one."""
        task = self._tasks[0]
        await asyncio.wait({task})  # being cancelled here leaves the task alone
        if self._tasks and self._tasks[0] is task:
            self._tasks.popleft()
        return task.result()

    async def close(self) -> None:
        """Cancel what is under way, and wait until it has stopped."""
        tasks = list(self._tasks)
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
