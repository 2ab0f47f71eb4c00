"""How many events came in each second of the last minutes; pure."""

from __future__ import annotations

from collections import deque
from typing import Final

KEPT_S: Final = 300
MEAN_OVER_S: Final = 5


class Rates:
    """Counts by second of the epoch."""

    def __init__(self) -> None:
        self._counts: deque[tuple[int, int]] = deque()  # second, events; seconds without any: none

    def add(self, events: int, now_ms: int) -> None:
        if not events:
            return
        second = now_ms // 1000
        if self._counts and self._counts[-1][0] >= second:
            last, before = self._counts.pop()
            second, events = last, before + events
        self._counts.append((second, events))
        while self._counts[0][0] <= second - KEPT_S:
            self._counts.popleft()

    def per_s(self, now_ms: int) -> float:
        """Events a second, the mean of the last whole seconds."""
        now_s = now_ms // 1000
        newest = [count for second, count in self._counts if now_s - MEAN_OVER_S <= second < now_s]
        return sum(newest) / MEAN_OVER_S

    def seconds(self, now_ms: int) -> list[int]:
        """One count for each of the last KEPT_S whole seconds, oldest first."""
        first = now_ms // 1000 - KEPT_S
        found = [0] * KEPT_S
        for second, count in self._counts:
            if 0 <= second - first < KEPT_S:
                found[second - first] = count
        return found
