"""Where objects have been: for each the last points of its way, thinned to a length of time or way.

All trails live in arrays of one shape, a ring a row, so that taking in a thousand positions and
painting a thousand trails are a few calls of numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from facespace_desk.map.geo import EQUATOR_M, Floats

POINTS: Final = 192  # kept of each trail
NONE: Final = np.iinfo(np.int64).min

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class TrailSpan:
    """How far back trails go: *seconds*, or *metres* of way; neither means no trails."""

    seconds: float | None = 300.0
    metres: float | None = None

    @property
    def is_off(self) -> bool:
        return self.seconds is None and self.metres is None


class Trails:
    """Rows are those of the fleet; places are world coordinates (`map.geo`), float64."""

    def __init__(self) -> None:
        self.span = TrailSpan()
        self._x = np.zeros((0, POINTS))
        self._y = np.zeros((0, POINTS))
        self._at_ms: Ints = np.zeros((0, POINTS), np.int64)
        self._count: Ints = np.zeros(0, np.int64)  # ever written; the next goes to count % POINTS

    def make_room(self, rows: int) -> None:
        """Have at least so many rows."""
        more = rows - len(self._count)
        if more > 0:
            self._x = np.concatenate([self._x, np.zeros((more, POINTS))])
            self._y = np.concatenate([self._y, np.zeros((more, POINTS))])
            self._at_ms = np.concatenate([self._at_ms, np.full((more, POINTS), NONE)])
            self._count = np.concatenate([self._count, np.zeros(more, np.int64)])

    def add(self, rows: Ints, x: Floats, y: Floats, at_ms: Ints) -> None:
        """Positions of different rows. Those too near to the point before are left out, so that
        the ring reaches as far back as the span; the head of a trail is the object itself."""
        if self.span.is_off or not len(rows):
            return
        last = (self._count[rows] - 1) % POINTS
        is_first = self._count[rows] == 0
        if self.span.metres is not None:
            across = x - self._x[rows, last]
            across -= np.round(across)
            metres_a_world = EQUATOR_M / np.cosh((0.5 - y) * 2 * np.pi)
            away = np.hypot(across, y - self._y[rows, last]) * metres_a_world
            far = away >= self.span.metres / POINTS
        else:
            assert self.span.seconds is not None
            far = at_ms - self._at_ms[rows, last] >= self.span.seconds * 1000 / POINTS
        wanted = far | is_first
        rows, x, y, at_ms = rows[wanted], x[wanted], y[wanted], at_ms[wanted]
        place = self._count[rows] % POINTS
        self._x[rows, place], self._y[rows, place] = x, y
        self._at_ms[rows, place] = at_ms
        self._count[rows] += 1

    def restart(self, rows: Ints) -> None:
        """Forget the ways of these rows."""
        self._count[rows] = 0
        self._at_ms[rows] = NONE

    def points(
        self, rows: Ints, now_ms: int, *, most: int = POINTS
    ) -> tuple[Floats, Floats, Ints, NDArray[np.bool_]]:
        """World x and y, times, and which of them count: arrays (rows, points), oldest first.

        At most *most* points of each, evenly thinned. Points older than the span do not count.
        """
        step = max(1, -(-POINTS // most))
        order = np.arange(0, POINTS, step)
        places = (self._count[rows, None] + order[None, :]) % POINTS
        known = order[None, :] >= POINTS - np.minimum(self._count[rows], POINTS)[:, None]
        at_ms = self._at_ms[rows[:, None], places]
        if self.span.seconds is not None:
            known &= at_ms >= now_ms - self.span.seconds * 1000
        return self._x[rows[:, None], places], self._y[rows[:, None], places], at_ms, known

    def one(self, row: int, now_ms: int) -> tuple[Floats, Floats, Ints]:
        """World x and y and times of one trail, oldest first."""
        x, y, at_ms, known = self.points(np.array([row]), now_ms)
        return x[known], y[known], at_ms[known]
