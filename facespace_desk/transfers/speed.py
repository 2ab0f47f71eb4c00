"""How fast bytes go, and how long the rest will take. Pure: the caller brings the clock."""

from __future__ import annotations

from collections import deque
from typing import Final

WINDOW_S: Final = 6.0
LEFT_AFTER_S: Final = 5.0  # before that nobody can say how long the rest will take
PIECE_S: Final = 0.1  # what comes within this time is one piece
SHORTEST_S: Final = 0.5  # the first bytes say nothing about a whole second


class SpeedMeter:
    """Bytes a second over a window of the last seconds; times are seconds of one steady clock."""

    def __init__(self, window_s: float = WINDOW_S) -> None:
        self._window_s = window_s
        self._begun_s: float | None = None
        self._pieces: deque[tuple[float, int]] = deque()
        self._sum = 0

    @property
    def is_measuring(self) -> bool:
        return self._begun_s is not None

    def begin(self, at_s: float) -> None:
        """Measure from now on; what was is forgotten."""
        self.end()
        self._begun_s = at_s

    def end(self) -> None:
        """Nothing goes any more."""
        self._begun_s = None
        self._pieces.clear()
        self._sum = 0

    def add(self, count: int, at_s: float) -> None:
        """So many more bytes went."""
        if self._begun_s is None:
            self.begin(at_s)
        if self._pieces and at_s - self._pieces[-1][0] < PIECE_S:
            first_s, before = self._pieces.pop()
            self._pieces.append((first_s, before + count))
        else:
            self._pieces.append((at_s, count))
        self._sum += count

    def bytes_per_s(self, at_s: float) -> float:
        """The mean over the window, or over the time since the beginning if that is shorter."""
        if self._begun_s is None:
            return 0.0
        opens_s = at_s - self._window_s
        while self._pieces and self._pieces[0][0] <= opens_s:
            self._sum -= self._pieces.popleft()[1]
        return self._sum / max(SHORTEST_S, at_s - max(opens_s, self._begun_s))

    def left_s(self, rest: int, at_s: float) -> float | None:
        """How long *rest* more bytes take at this speed; None as long as that is a guess."""
        if self._begun_s is None or at_s - self._begun_s < LEFT_AFTER_S:
            return None
        speed = self.bytes_per_s(at_s)
        return rest / speed if speed >= 1 else None
