"""Benchmarks print what they measured, and fail when a budget of the design is exceeded.

python -m pytest -m benchmark -s -p no:xdist
"""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, Qt, QTimer

from tests.limits import LIMITS, STRICT

BEAT_MS = 1


@dataclass
class Gaps:
    """Times between heartbeats of the window's loop, in milliseconds."""

    wall: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    """Of each, what this process computed; the rest, other processes had the processor."""
    own: list[float] = field(default_factory=list)
    """Of each, what the window's own thread computed; the rest, other threads had it."""

    def at(self, share: float, values: list[float] | None = None) -> float:
        """The gap that *share* of all do not exceed."""
        ordered = sorted(self.wall if values is None else values)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0

    @property
    def longest(self) -> float:
        return max(self.wall, default=0.0)

    @property
    def longest_busy(self) -> float:
        return max(self.busy, default=0.0)

    def after(self, seconds: float) -> Gaps:
        """Those that ended later than so many seconds after the start."""
        ends_ms = itertools.accumulate(self.wall)
        skipped = sum(end_ms <= seconds * 1000 for end_ms in ends_ms)
        return Gaps(self.wall[skipped:], self.busy[skipped:], self.own[skipped:])

    def longest_words(self, count: int = 5) -> str:
        """The longest gaps and when they ended: "59 ms at 0.1 s, 43 ms at 16.3 s"."""
        ends_s = [total / 1000 for total in itertools.accumulate(self.wall)]
        longest = sorted(zip(self.wall, ends_s, strict=True), reverse=True)[:count]
        return ", ".join(f"{gap:.0f} ms at {end_s:.1f} s" for gap, end_s in longest)

    def words(self) -> str:
        return (
            f"p50 {self.at(0.5):.1f} ms, p99 {self.at(0.99):.1f} ms, longest {self.longest:.1f} ms"
            f" (of which this process computed {self.longest_busy:.1f} ms); the window's own thread"
            f" computed {max(self.own, default=0.0):.1f} ms at most"
        )


class Heartbeat(QObject):
    """Beats every millisecond and notes how long the window's loop was away in between."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps = Gaps()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._wall = self._busy = self._own = 0.0

    def start(self) -> None:
        self._wall, self._busy = time.perf_counter(), time.process_time()
        self._own = time.thread_time()
        self._timer.start(BEAT_MS)

    def stop(self) -> None:
        self._timer.stop()

    def phase(self) -> Gaps:
        """What was noted since the last call."""
        ended, self.gaps = self.gaps, Gaps()
        return ended

    def _beat(self) -> None:
        wall, busy, own = time.perf_counter(), time.process_time(), time.thread_time()
        gap = (wall - self._wall) * 1000
        self.gaps.wall.append(gap)
        self.gaps.busy.append(min(gap, (busy - self._busy) * 1000))
        self.gaps.own.append(min(gap, (own - self._own) * 1000))
        self._wall, self._busy, self._own = wall, busy, own


@pytest.fixture
def strict() -> Iterator[None]:
    """The limits of a quiet machine, for tests that elsewhere stand on any."""
    usual = dataclasses.asdict(LIMITS)
    vars(LIMITS).update(dataclasses.asdict(STRICT))
    yield
    vars(LIMITS).update(usual)


@pytest.fixture
def report() -> Callable[[str, str], None]:
    """Prints a figure: what, and how much."""

    def say(what: str, figure: str) -> None:
        print(f"\n  {what:<44} {figure}", end="", flush=True)

    return say
