"""Whether a window stays fluent while something goes wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.limits import LIMITS

if TYPE_CHECKING:
    from tests.conftest import LoopRunner


@asynccontextmanager
async def fluent(app_loop: LoopRunner, what: str) -> AsyncIterator[None]:
    """Fails when the window computes for long between two turns, and prints how long it did.

    What counts is the thread's own processor time: other programs and threads may hold it up too.
    A window that waits instead of computing fails its test as well: see `LoopRunner.finish`.
    """
    longest_s = 0.0
    known = len(app_loop.stalls)

    async def beat() -> None:
        nonlocal longest_s
        while True:
            begun_s = time.thread_time()
            await asyncio.sleep(0.005)
            longest_s = max(longest_s, time.thread_time() - begun_s)

    beating = asyncio.create_task(beat(), name="beat")
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.wait({beating})
    stalls_ms = [round(stall.duration_ms) for stall in app_loop.stalls[known:]]
    print(f"\n{what}: longest turn {longest_s * 1000:.0f} ms, watchdog {stalls_ms or 'silent'}")
    assert longest_s * 1000 < LIMITS.turn_ms
