"""The console keeps its size while it works: simulators at 60 times the speed, for half an hour.

Run with `python -m pytest -m soak tests/benchmarks/test_soak.py -s -p no:xdist`; the environment
variable SOAK_MINUTES asks for another length. Every ten seconds the console's resident memory and
processor time are read from outside; a line is fitted through the second half.
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from tests.programs import Home, control_of

MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
EVERY_S = min(10.0, MINUTES * 60 / 20)
SPEED = "60"
POLL_S = 2.0  # as the settings have it at first
GROWTH_LIMIT = 0.05  # of the second half's first value
LINES = 30
MB = 2**20


class Sample(NamedTuple):
    at_s: float
    resident_mb: float
    cpu_s: float
    threads: int
    files: int


def sample(process: psutil.Process, begun: float) -> Sample:
    with process.oneshot():
        times = process.cpu_times()
        return Sample(
            time.monotonic() - begun,
            process.memory_info().rss / MB,
            times.user + times.system,
            process.num_threads(),
            process.num_fds(),
        )


def show(samples: list[Sample]) -> None:
    print(f"\n{'minute':>7} {'resident MB':>12} {'CPU s':>8} {'threads':>8} {'files':>6}")
    step = max(1, len(samples) // LINES)
    for row in [*samples[::step], samples[-1]]:
        print(
            f"{row.at_s / 60:7.1f} {row.resident_mb:12.1f} {row.cpu_s:8.1f} {row.threads:8}"
            f" {row.files:6}",
            flush=True,
        )


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_memory_is_flat_while_the_demo_runs(tmp_path: Path) -> None:
    samples: list[Sample] = []
    home = Home(tmp_path)
    with (
        home.simulators("--speed", SPEED) as profile,
        home.console("--temp-profile", "--profile", str(profile)) as process,
    ):
        watched, begun = psutil.Process(process.pid), time.monotonic()
        while time.monotonic() - begun < MINUTES * 60:
            time.sleep(EVERY_S)
            assert process.poll() is None, home.said
            samples.append(sample(watched, begun))
        control = control_of(profile)
        requests = control.call("GET", "state")["requests"]
        control.close()
    show(samples)
    half = samples[len(samples) // 2 :]
    slope, start_mb = statistics.linear_regression(
        [row.at_s / 3600 for row in half], [row.resident_mb for row in half]
    )
    first_mb = start_mb + slope * half[0].at_s / 3600
    last_mb = start_mb + slope * half[-1].at_s / 3600
    share = (samples[-1].cpu_s - samples[0].cpu_s) / (samples[-1].at_s - samples[0].at_s)
    print(
        f"\n{MINUTES:g} minutes at speed {SPEED}, {requests} requests; second half: "
        f"{first_mb:.1f} to {last_mb:.1f} MB ({last_mb / first_mb - 1:+.1%}), "
        f"{slope:+.1f} MB/h; {share:.1%} of a core"
    )
    assert requests > 0.9 * MINUTES * 60 / POLL_S, "the console did not poll all the time"
    assert last_mb / first_mb - 1 < GROWTH_LIMIT
