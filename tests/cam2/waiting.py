"""Waiting for what has no event, with a time limit."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable

from tests.limits import PATIENCE_S


async def until(holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Wait until *holds()*, on whatever loop runs."""
    try:
        async with asyncio.timeout(timeout_s):
            while not holds():  # noqa: ASYNC110  # for what has no event to wait on
                await asyncio.sleep(0.002)
    except TimeoutError:
        source = inspect.getsource(holds).strip()
        raise AssertionError(f"not within {timeout_s} s: {source}") from None
