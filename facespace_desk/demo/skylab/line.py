"""The line of jobs that wait for the studio. Moments are computed when asked for; nothing ticks.

There are lanes: in each, one job is worked on at a time. All moments are of the simulated clock.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass
class Turn:
    """One job's time in the line; *begins_s* moves forward when a job before it leaves."""

    lane: str
    joined_s: float
    ready_s: float  # when the jobs of strangers in front are done
    work_s: float
    tail_s: float  # what comes after the work, and keeps nobody waiting
    begins_s: float = 0.0

    @property
    def ends_s(self) -> float:
        return self.begins_s + self.work_s

    @property
    def completed_s(self) -> float:
        return self.ends_s + self.tail_s


class Line:
    """Who is worked on when. A line that is taken up again begins with the *lanes* it had, and
    the moments at which these were *free_s* last."""

    def __init__(
        self,
        lanes: Mapping[str, Sequence[Turn]] | None = None,
        free_s: Mapping[str, float] | None = None,
    ) -> None:
        self._lanes = {name: list(turns) for name, turns in (lanes or {}).items()}
        self._free_s = dict(free_s or {})

    @property
    def lanes(self) -> Mapping[str, Sequence[Turn]]:
        return self._lanes

    @property
    def free_s(self) -> Mapping[str, float]:
        return self._free_s

    def move(self, by_s: float) -> None:
        """Let the lanes have been free *by_s* later; the turns are moved by whoever has them."""
        self._free_s = {name: free_s + by_s for name, free_s in self._free_s.items()}

    def join(self, turn: Turn, now_s: float) -> None:
        lane = self._lanes.setdefault(turn.lane, [])
        lane.append(turn)
        turn.begins_s = math.inf
        self._plan(turn.lane, now_s)

    def leave(self, turn: Turn, now_s: float) -> None:
        """Take *turn* out; those behind it move up."""
        lane = self._lanes.get(turn.lane, [])
        if turn in lane and now_s < turn.ends_s:
            lane.remove(turn)
            if turn.begins_s <= now_s:
                self._free_s[turn.lane] = now_s
            self._plan(turn.lane, now_s)

    def in_front(self, turn: Turn, now_s: float) -> int:
        """Jobs that come before *turn*, the one in work among them; 0 once it is in work."""
        if turn.begins_s <= now_s:
            return 0
        ours = 0
        for other in self._lanes.get(turn.lane, []):
            if other is turn:
                break
            ours += other.ends_s > now_s
        return ours + self._strangers(turn, now_s)

    @staticmethod
    def _strangers(turn: Turn, now_s: float) -> int:
        """A stranger's job takes a second."""
        return max(0, math.ceil(turn.ready_s - now_s))

    def _plan(self, name: str, now_s: float) -> None:
        """Reckon anew when the turns begin that have not begun."""
        lane = self._lanes[name] = [turn for turn in self._lanes[name] if turn.ends_s > now_s]
        free_s = self._free_s.get(name, -math.inf)
        for turn in lane:
            if turn.begins_s > now_s:
                turn.begins_s = max(turn.ready_s, free_s, now_s)
            free_s = turn.ends_s
