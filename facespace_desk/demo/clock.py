"""The simulators' clock: real time, or real time stretched, moved or held still.

Every moment here is seconds since 1970 UTC. The clock is computed when asked for; nothing ticks.
"""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    """Simulated time that starts at the real time and runs *speed* times as fast."""

    def __init__(self, speed: float = 1.0, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self._first_speed = speed
        self._speed = speed
        self._real_origin_s = real()
        self._origin_s = self._real_origin_s
        self._is_fixed = False
        self.on_turn: list[Callable[[], None]] = []  # told when it was moved, held or let run

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def is_fixed(self) -> bool:
        return self._is_fixed

    @property
    def pace(self) -> float:
        """Simulated seconds per real one at present."""
        return 0.0 if self._is_fixed else self._speed

    def real_s(self) -> float:
        """The real time that it goes by."""
        return self._real()

    def now_s(self) -> float:
        if self._is_fixed:
            return self._origin_s
        return self._origin_s + (self._real() - self._real_origin_s) * self._speed

    def set(self, moment_s: float) -> None:
        """Go on from *moment_s* (or stay there, when the clock is held)."""
        self._turn(moment_s, self._speed, is_fixed=self._is_fixed)

    def fix(self, moment_s: float) -> None:
        """Hold the clock still at *moment_s*."""
        self._turn(moment_s, self._speed, is_fixed=True)

    def run(self, speed: float | None = None) -> None:
        """Let the clock run on from where it stands, from now on at *speed*."""
        self._turn(self.now_s(), self._speed if speed is None else speed, is_fixed=False)

    def reset(self) -> None:
        """Back to the real time and the first speed."""
        self._turn(self._real(), self._first_speed, is_fixed=False)

    def _turn(self, moment_s: float, speed: float, *, is_fixed: bool) -> None:
        self._real_origin_s = self._real()
        self._origin_s, self._speed, self._is_fixed = moment_s, speed, is_fixed
        for told in self.on_turn:
            told()
