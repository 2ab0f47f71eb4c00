"""A history answer as large as the client takes, 64 MiB, does not freeze the window.

Run with `python -m pytest -m benchmark tests/benchmarks/test_big_answer.py -s -p no:xdist`. The
simulator runs in a process of its own, as in the demo.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from facespace_desk.demo.faults import HUGE_BYTES
from facespace_desk.desk import SWITCH_S
from facespace_desk.facespace.model.history import Query
from tests.benchmarks.conftest import Heartbeat
from tests.facespace.tab_fixtures import (
    Bench,
    bench,
    look,
    make_bench,
)
from tests.programs import Home, control_of
from tests.simulators import RunningSimulators

__all__ = ["bench", "look", "make_bench"]

ANSWER_BYTES = HUGE_BYTES - 1
P99_MS = 50
LONGEST_MS = 250  # of two million rows; a freeze would be seconds


@pytest.fixture(autouse=True)
def _switches_as_the_console() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def simulators(tmp_path: Path) -> Iterator[RunningSimulators]:
    with Home(tmp_path / "home").simulators() as profile:
        control = control_of(profile)
        running = RunningSimulators(control.origin)
        control.close()
        yield running
        running.control.close()


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_an_answer_of_64_mib_does_not_freeze_the_window(bench: Bench) -> None:
    heart = Heartbeat()
    process = psutil.Process()

    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.tab.show_mode(2)
        await bench.polled(2)
        before_mb = process.memory_info().rss / 2**20
        bench.control.fault("huge", operation="logs", bytes=ANSWER_BYTES)
        begun = time.perf_counter()
        heart.start()
        bench.models.history.ask(Query(None, None))
        await bench.emitted(bench.models.history.answered, timeout_s=200)
        took_s = time.perf_counter() - begun
        await bench.polled(5)
        heart.stop()
        outcome = bench.models.history.outcome
        assert outcome is not None
        after_mb = process.memory_info().rss / 2**20
        print(
            f"\n{ANSWER_BYTES / 2**20:.0f} MiB, {outcome.server_entries:,} entries, "
            f"{outcome.rows:,} rows in {took_s:.1f} s; {before_mb:.0f} to {after_mb:.0f} MB; "
            f"window: {heart.gaps.words()}"
        )

    bench.run(scenario, timeout_s=250)
    assert heart.gaps.at(0.99) < P99_MS
    assert heart.gaps.longest < LONGEST_MS
