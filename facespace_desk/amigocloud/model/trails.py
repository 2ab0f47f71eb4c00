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
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Ways:
    """Trails as arrays (rows, points), oldest first, each ending with the object itself.

    World *x* and *y*, times in epoch milliseconds. Only points *known* count; *is_line* tells
    whether a line leads there from the point before.
    """

    x: Floats
    y: Floats
    at_ms: Ints
    known: Flags
    is_line: Flags


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
        self._is_broken: Flags = np.zeros((0, POINTS), np.bool_)  # between it and the point before
        self._will_break: Flags = np.zeros(0, np.bool_)

    def make_room(self, rows: int) -> None:
        """Have at least so many rows."""
        more = rows - len(self._count)
        if more > 0:
            self._x = np.concatenate([self._x, np.zeros((more, POINTS))])
            self._y = np.concatenate([self._y, np.zeros((more, POINTS))])
            self._at_ms = np.concatenate([self._at_ms, np.full((more, POINTS), NONE)])
            self._count = np.concatenate([self._count, np.zeros(more, np.int64)])
            blank = np.zeros((more, POINTS), np.bool_)
            self._is_broken = np.concatenate([self._is_broken, blank])
            self._will_break = np.concatenate([self._will_break, blank[:, 0]])

    def add(self, rows: Ints, x: Floats, y: Floats, at_ms: Ints, is_broken: Flags) -> None:
        """Positions of different rows; *is_broken* where nobody knows how the object came there.

        Those too near to the point before are left out, so that the ring reaches as far back as
        the span.
        """
        self._will_break[rows] |= is_broken
        if self.span.is_off or not len(rows):
            return
        last = (self._count[rows] - 1) % POINTS
        is_first = self._count[rows] == 0
        if self.span.metres is not None:
            across = x - self._x[rows, last]
            across -= np.round(across)
            metres_a_world = EQUATOR_M / np.cosh((0.5 - y) * 2 * np.pi)
            away = np.hypot(across, y - self._y[rows, last]) * metres_a_world
            is_far = away >= self.span.metres / POINTS
        else:
            assert self.span.seconds is not None
            is_far = at_ms - self._at_ms[rows, last] >= self.span.seconds * 1000 / POINTS
        wanted = is_far | is_first
        rows, x, y, at_ms = rows[wanted], x[wanted], y[wanted], at_ms[wanted]
        place = self._count[rows] % POINTS
        self._x[rows, place], self._y[rows, place] = x, y
        self._at_ms[rows, place] = at_ms
        self._is_broken[rows, place] = self._will_break[rows]
        self._will_break[rows] = False
        self._count[rows] += 1

    def ways(
        self,
        rows: Ints,
        x: Floats,
        y: Floats,
        now_ms: int,
        *,
        until_ms: Ints | None = None,
        most: int = POINTS,
    ) -> Ways:
        """The trails of *rows*, whose objects are at *x*, *y*, as of *until_ms* if they lag.

        At most *most* points of each, evenly thinned. Points older than the span do not count.
        """
        order = np.arange(0, POINTS, max(1, -(-POINTS // most)))
        places = (self._count[rows, None] + order[None, :]) % POINTS
        known = order[None, :] >= POINTS - np.minimum(self._count[rows], POINTS)[:, None]
        at_ms = self._at_ms[rows[:, None], places]
        if self.span.seconds is not None:
            known &= at_ms >= now_ms - self.span.seconds * 1000
        if self.span.is_off:
            known[:] = False
        way_x, way_y = self._x[rows[:, None], places], self._y[rows[:, None], places]
        if until_ms is not None:  # no trail leads further than its object
            is_ahead = at_ms > until_ms[:, None]
            way_x, way_y = (
                np.where(is_ahead, x[:, None], way_x),
                np.where(is_ahead, y[:, None], way_y),
            )
            at_ms = np.minimum(at_ms, until_ms[:, None])
        last_ms = np.where(known, at_ms, NONE).max(axis=1, initial=NONE, keepdims=True)
        known = np.column_stack([known, np.ones(len(rows), np.bool_)])
        is_line = np.zeros(known.shape, np.bool_)
        is_line[:, 1:] = known[:, 1:] & known[:, :-1] & ~self._breaks(rows, order)
        return Ways(
            np.column_stack([way_x, x]),
            np.column_stack([way_y, y]),
            np.column_stack([at_ms, last_ms]),
            known,
            is_line,
        )

    def _breaks(self, rows: Ints, order: Ints) -> Flags:
        """Whether a way is broken between each point and the one before it, thinned ones too."""
        if not (self._is_broken[rows].any() or self._will_break[rows].any()):
            return np.zeros((len(rows), len(order)), np.bool_)
        places = (self._count[rows, None] + np.arange(POINTS)[None, :]) % POINTS
        broken = np.column_stack([self._is_broken[rows[:, None], places], self._will_break[rows]])
        total = np.cumsum(broken, axis=1)[:, np.append(order, POINTS)]
        return np.diff(total, axis=1) > 0
