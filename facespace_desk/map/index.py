"""Points on the map, found and gathered fast: a numpy index over 100,000 to a million of them.

The points' world coordinates are cut to 26 bits each and interleaved (Morton order), then sorted
once. A square cell of any level (a 2^-level part of the world) is then one contiguous slice: the
clusters of a level are the runs of codes that agree in their first 2 · level bits, and their centroids
and counts are differences of prefix sums. Looking costs with what is in sight, not with what is held.

Row numbers are positions in the arrays the index was made of; points without a place (NaN) are left
out and keep their number. An index is never changed: other points, another index. It may be made in
a thread (numpy lets go of the interpreter while it sorts).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from facespace_desk.map import geo
from facespace_desk.map.geo import Floats

Ints = NDArray[np.int64]
Rect = tuple[float, float, float, float]  # world x0, y0, x1, y1; x may leave [0, 1) at 180°

ACTIVE, INACTIVE, UNKNOWN = 0, 1, 2  # states of a point

BITS = 26  # a cell of the last level is 0.6 m wide at the equator
MAX_LEVEL = BITS
_KEPT_LEVELS = 8
_COVER_CELLS = 1024  # at most so many cells stand for a rectangle
_MERGE_PASSES = 3


@dataclass(frozen=True)
class Clusters:
    """Points of some cells gathered; arrays of one length, in no order that means anything.

    *x* and *y* are centroids in world coordinates, x in the copy of the world that was asked for. Of
    *count* points *inactive* and *unknown* are so. *row* is the point's row where count is 1, else -1.
    """

    x: Floats
    y: Floats
    count: Ints
    inactive: Ints
    unknown: Ints
    row: Ints
    _first: Ints  # slices of the index, a cluster's lie together
    _end: Ints
    _parts: Ints  # len + 1: where a cluster's slices begin

    def __len__(self) -> int:
        return len(self.x)


class PointIndex:
    """Points by place. *x*, *y* are world coordinates, *state* one of ACTIVE, INACTIVE, UNKNOWN."""

    def __init__(self, x: ArrayLike, y: ArrayLike, state: ArrayLike) -> None:
        """Raises ValueError when the arrays differ in length."""

    @classmethod
    def of_places(cls, lon: ArrayLike, lat: ArrayLike, state: ArrayLike) -> PointIndex:
        """An index of places in degrees; what is no number or out of range has no place."""

    def __len__(self) -> int:
        """How many points have a place."""

    def clusters(self, level: int, rect: Rect, *, merge: float = 0.0) -> Clusters:
        """Clusters of the level's cells that touch the rectangle.

        With *merge* > 0, clusters nearer to one another than that world distance join the bigger one,
        so that no grid shows; then those with their centroid within *merge* of the rectangle are
        answered. What joins does not depend on where the rectangle lies. Each copy of the world that
        the rectangle touches has its own.
        """

    def rows_of(self, clusters: Clusters, number: int) -> Ints:
        """Rows of the points in a cluster, ascending."""

    def rows(self, rect: Rect) -> Ints:
        """Rows of the points in a rectangle, its edges included, ascending."""

    def points(self, rect: Rect) -> tuple[Ints, Floats, Floats]:
        """Rows in a rectangle with their world x, y (x in the first copy the rectangle shows)."""

    def nearest(self, x: float, y: float, max_world: float) -> int:
        """Row of the nearest point within a world distance, across 180° too; -1 when there is none."""

    def rows_within(self, lat: float, lon: float, km: float) -> Ints:
        """Rows of the points within a great-circle distance of a place, ascending."""
