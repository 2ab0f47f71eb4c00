"""Places between two reports: for a map that shows moving objects without jumps, one report late.

An object that has just reported is shown where it was shown until now, and reaches the reported
place when its next report is due. No place is guessed: all lie between reported ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from facespace_desk.amigocloud.model.trails import Flags, Ints
from facespace_desk.map.geo import Floats

SILENT_MS: Final = 60_000  # after so long without a report nobody knows the way between
NEWEST: Final = np.iinfo(np.int64).max
_NEWS_SHARE: Final = 0.25  # of a new interval in the usual one


@dataclass(frozen=True)
class Shown:
    """Where objects are to be shown. World *x* and *y*; *at_ms*, epoch milliseconds: as of when,
    `NEWEST` where it is the newest report; *is_moving*: whether they are on their way to it."""

    x: Floats
    y: Floats
    at_ms: Ints
    is_moving: Flags


class Glide:
    """Rows are those of the fleet; places are world coordinates (`map.geo`)."""

    def __init__(self) -> None:
        # Where and as of when each was shown as its newest report came; what that report said;
        # the usual time between its reports, 0 while nobody knows.
        self._from_x, self._from_y, self._from_ms = np.zeros(0), np.zeros(0), np.zeros(0)
        self._x, self._y, self._at_ms = np.zeros(0), np.zeros(0), np.zeros(0)
        self._heard_ms, self._usual_ms = np.zeros(0), np.zeros(0)

    def make_room(self, rows: int) -> None:
        """Have at least so many rows."""
        more = rows - len(self._x)
        if more > 0:
            for name, values in vars(self).items():
                setattr(self, name, np.concatenate([values, np.zeros(more)]))

    def add(self, rows: Ints, x: Floats, y: Floats, at_ms: Ints, heard_ms: int) -> None:
        """Reports of different rows: their places, as of when, and when they were heard."""
        since_ms = heard_ms - self._heard_ms[rows]
        is_jump = (self._heard_ms[rows] == 0) | (since_ms < 0) | (since_ms > SILENT_MS)
        before = self.shown(rows, heard_ms)
        self._from_x[rows] = np.where(is_jump, x, before.x)
        self._from_y[rows] = np.where(is_jump, y, before.y)
        self._from_ms[rows] = np.where(is_jump, at_ms, np.minimum(before.at_ms, at_ms))
        usual_ms = self._usual_ms[rows]
        blended = usual_ms + _NEWS_SHARE * (since_ms - usual_ms)
        learnt = np.where(usual_ms > 0, blended, since_ms)
        # What came in one batch with the report before tells nothing of the time between them.
        self._usual_ms[rows] = np.where(is_jump | (since_ms == 0), usual_ms, learnt)
        self._x[rows], self._y[rows], self._at_ms[rows] = x, y, at_ms
        self._heard_ms[rows] = heard_ms

    def shown(self, rows: Ints, now_ms: int) -> Shown:
        """Where objects are shown at a moment."""
        usual_ms = self._usual_ms[rows]
        since_ms = np.maximum(now_ms - self._heard_ms[rows], 0.0)
        share = np.where(usual_ms > 0, np.minimum(since_ms / np.maximum(usual_ms, 1.0), 1.0), 1.0)
        from_x, from_y, from_ms = self._from_x[rows], self._from_y[rows], self._from_ms[rows]
        across = self._x[rows] - from_x
        across -= np.round(across)  # the short way round the world
        down = self._y[rows] - from_y
        is_there = share >= 1.0
        return Shown(
            np.where(is_there, self._x[rows], (from_x + share * across) % 1.0),
            np.where(is_there, self._y[rows], from_y + share * down),
            (from_ms + share * (self._at_ms[rows] - from_ms)).astype(np.int64),
            ~is_there & ((across != 0) | (down != 0)),
        )
