"""How fast the FaceSpace simulator answers, and how little a big answer holds up the others.

Run: `python -m pytest -m benchmark tests/benchmarks/test_simulators.py -s -p no:xdist`
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from facespace_desk.demo.launcher import Simulators

pytestmark = pytest.mark.benchmark

FETCH = """
import sys, time, urllib.request
request = urllib.request.Request(sys.argv[1], headers={"x-api-key": sys.argv[2]})
start = time.perf_counter()
with urllib.request.urlopen(request) as reply:
    size = len(reply.read())
print(time.perf_counter() - start, size)
"""


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    process = Simulators()
    profile = json.loads((await process.start(tmp_path)).read_text())["services"]["facespace"]
    async with httpx.AsyncClient(
        base_url=profile["base_url"], headers={"x-api-key": profile["api_key"]}, timeout=30
    ) as http:
        yield http
    await process.stop()


async def poll_times(service: httpx.AsyncClient, until: asyncio.Event | None) -> list[float]:
    """Milliseconds of one poll after the other: 500, or as many as fit."""
    times_ms: list[float] = []
    while not until.is_set() if until else len(times_ms) < 500:
        start = time.perf_counter()
        (await service.get("/recognition")).raise_for_status()
        times_ms.append((time.perf_counter() - start) * 1000)
    return times_ms


async def test_polls_are_answered_at_once(service: httpx.AsyncClient) -> None:
    times_ms = await poll_times(service, None)
    print(
        f"\n/recognition: median {statistics.median(times_ms):.2f} ms, max {max(times_ms):.1f} ms"
    )
    assert statistics.median(times_ms) < 5


async def test_complete_set_comes_soon_and_holds_nobody_up(service: httpx.AsyncClient) -> None:
    await poll_times(service, None)
    # The answer is not read here: parsing and copying it would delay our own polls.
    command = [sys.executable, "-c", FETCH, f"{service.base_url}logs", service.headers["x-api-key"]]
    for name in ("made", "kept"):
        is_over = asyncio.Event()
        polls = asyncio.create_task(poll_times(service, is_over))
        fetch = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        output, _ = await fetch.communicate()
        is_over.set()
        times_ms = await polls
        seconds, size = map(float, output.split())
        print(
            f"\n/logs, {name}: {size / 1e6:.1f} MB in {seconds:.2f} s;"
            f" {len(times_ms)} polls meanwhile, the slowest {max(times_ms):.0f} ms"
        )
        assert seconds < 1.5
        assert max(times_ms) < 50
