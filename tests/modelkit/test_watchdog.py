"""The watchdog sees stalls, names the place, and stays quiet otherwise."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from facespace_desk.modelkit.watchdog import Stall, StallWatchdog

if TYPE_CHECKING:
    import pytest

    from tests.conftest import AllowLogs, LoopRunner


def hold_up_the_window() -> None:
    time.sleep(0.3)


def test_a_stall_is_told_with_its_length_and_place(app_loop: LoopRunner) -> None:
    stalls: list[Stall] = []

    async def scenario() -> None:
        watchdog = StallWatchdog(stalls.append, limit_ms=100)
        watchdog.start()
        await asyncio.sleep(0.05)
        hold_up_the_window()
        await app_loop.until(lambda: stalls)
        watchdog.stop()

    app_loop.run(scenario())
    assert stalls[0].duration_ms > 150
    assert "hold_up_the_window" in stalls[0].stack


def test_a_turning_loop_is_no_stall(app_loop: LoopRunner) -> None:
    stalls: list[Stall] = []

    async def scenario() -> None:
        nonlocal longest_s
        watchdog = StallWatchdog(stalls.append, limit_ms=200)
        watchdog.start()
        watchdog.start()
        for _ in range(60):
            begun_s = time.monotonic()
            await asyncio.sleep(0.005)
            longest_s = max(longest_s, time.monotonic() - begun_s)
        watchdog.stop()
        watchdog.stop()

    longest_s = 0.0
    app_loop.run(scenario())
    assert stalls == [] or longest_s > 0.1  # the machine itself may stand still


def test_stalls_go_to_the_log(
    app_loop: LoopRunner, allow_logs: AllowLogs, caplog: pytest.LogCaptureFixture
) -> None:
    allow_logs("desk.stall: the window stood still")

    async def scenario() -> None:
        watchdog = StallWatchdog(limit_ms=100)
        watchdog.start()
        await asyncio.sleep(0.05)
        hold_up_the_window()
        await app_loop.until(lambda: caplog.records)
        watchdog.stop()

    app_loop.run(scenario())
    assert "hold_up_the_window" in caplog.text
