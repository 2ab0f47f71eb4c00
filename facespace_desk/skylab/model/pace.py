"""How often the service is asked how jobs stand: soon while something happens, seldom when not.

Pure. The limits are those of wire/skylab.md 6: 5 s, growing to 60 s. There is no last question:
a job that takes a day is asked about for a day.
"""

from __future__ import annotations

from typing import Final

LEAST_S: Final = 5.0
MOST_S: Final = 60.0
GROWTH: Final = 1.5


class Pace:
    """The pause between two rounds of questions."""

    def __init__(self, least_s: float = LEAST_S, most_s: float = MOST_S) -> None:
        self._least_s = least_s
        self._most_s = max(least_s, most_s)
        self.interval_s = least_s

    def heard(self, *, has_changed: bool) -> None:
        """A round is over, and *has_changed* says whether it told anything new."""
        if has_changed:
            self.hurry()
        else:
            self.interval_s = min(self._most_s, self.interval_s * GROWTH)

    def hurry(self) -> None:
        """Something is about to happen: the operator acted, or a file has arrived."""
        self.interval_s = self._least_s
