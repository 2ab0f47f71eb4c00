"""A simulator at the end of a slow line, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def slow_simulator(
    module: str, round_trip_s: float
) -> AsyncIterator[tuple[asyncio.subprocess.Process, dict[str, Any]]]:
    """The process of *module*, and what it told about itself; it ends with its input."""
    command = [sys.executable, "-m", module, str(round_trip_s)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    assert process.stdout is not None
    async with asyncio.timeout(60):
        told = json.loads(await process.stdout.readline())
    yield process, told
    process.stdin.close()
    await asyncio.wait_for(process.wait(), 20)
