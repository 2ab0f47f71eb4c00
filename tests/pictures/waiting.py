"""What tests of threads wait on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from tests.limits import PATIENCE_S


async def until(holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Wait until *holds()*, for what has no event to wait on."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


class Gate:
    """A job that tells when it has begun, and ends when it may."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.may_end = threading.Event()

    def __call__(self) -> str:
        self.begun.set()
        assert self.may_end.wait(PATIENCE_S)
        return "done"

    async def has_begun(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, PATIENCE_S)
