"""How long things may take in tests: long by default, strict in `tests/benchmarks`.

The machine that runs the tests may be ten times slower than the one they were written on, trace
every line, and do other work besides. So the suite asks whether something ends at all, against
defects that would take much longer; how long it takes on a quiet machine, the benchmarks ask.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE_S = 60.0  # for what ought to happen, and usually does in a moment
AT_ONCE_S = 10.0  # for what must not wait for something that takes longer, or for ever


@dataclass
class Limits:
    """What a machine may need; `tests/benchmarks` sets the strict ones."""

    turn_ms: float  # the window computes between two turns
    stall_ms: float  # the window does not react, whoever holds it up
    close_s: float  # a tab closes, whatever its server does
    quit_s: float  # the console ends, whatever it waits for
    paint_s: float  # the first page of an answer is on the map
    loss_s: float  # what came so long before a kill is on the disk


STRICT = Limits(turn_ms=100, stall_ms=400, close_s=1, quit_s=3, paint_s=1, loss_s=0.25)
LIMITS = Limits(
    turn_ms=3_000,
    stall_ms=10_000,
    close_s=AT_ONCE_S,
    quit_s=AT_ONCE_S,
    paint_s=AT_ONCE_S,
    loss_s=PATIENCE_S,
)


def quickest_s(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time of this thread that *work* takes: a yardstick, or what it measures.

    The quickest of a few tells most about the work and least about the machine.
    """
    took_s = []
    for _ in range(times):
        begun_s = time.thread_time()
        work()
        took_s.append(time.thread_time() - begun_s)
    return min(took_s)
