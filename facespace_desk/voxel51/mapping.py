"""A function over many things, a few at a time, results in order (wire/voxel51.md 7)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AT_ONCE: Final = 8


async def bounded_map(
    function: Callable[[T], Awaitable[R]], items: Iterable[T], *, at_once: int = AT_ONCE
) -> list[R]:
    """What *function* answers for each of *items*, in their order.

    The first failure is raised; what was under way then is cancelled, and nothing more begins.
    """
    waiting = enumerate(items)
    results: dict[int, R] = {}

    async def worker() -> None:
        for number, item in waiting:
            results[number] = await function(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(max(1, at_once)):
                group.create_task(worker(), name="voxel51 map")
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [results[number] for number in sorted(results)]
