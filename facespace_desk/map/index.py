"""Points on the map, found and gathered fast: a numpy index over 100,000 to a million of them.

The points' world coordinates are cut to 26 bits each and interleaved (Morton order), then sorted
once. A square cell of any level (a 2^-level part of the world) is then one contiguous slice: the
clusters of a level are the runs of codes that agree in their first 2 · level bits, and their
centroids and counts are differences of prefix sums. A look costs with what is in sight, not with
what is held.

Row numbers are positions in the arrays the index was made of; points without a place (NaN) are left
out and keep their number. An index is never changed: other points, another index. It may be made in
a thread (numpy lets go of the interpreter while it sorts).
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from facespace_desk.map import geo, merging, morton
from facespace_desk.map.geo import Floats
from facespace_desk.map.morton import NO_INTS, Codes, Ints, Rect

ACTIVE, INACTIVE, UNKNOWN = 0, 1, 2  # states of a point

MAX_LEVEL = morton.BITS
_KEPT_LEVELS = 4  # one has up to as many cells as there are points, 16 bytes each
_COVER_CELLS = 64  # for points: those that come along are sorted out by their place
_NEAREST_FIRST_LOOK = 2.0**-14  # some kilometres
_FARTHEST = 1.5  # no two places of the world are so far apart
_SLACK = 1e-9  # of the world, centimetres: for rounding


@dataclass(frozen=True)
class Clusters:
    """Points of some cells gathered; arrays of one length, in no order that means anything.

    *x* and *y* are centroids in world coordinates, x in the copy of the world that was asked for.
    Of *count* points *inactive* and *unknown* are so. *row* is the point's row where count is 1,
    else -1.
    """

    x: Floats
    y: Floats
    count: Ints
    inactive: Ints
    unknown: Ints
    row: Ints
    firsts: Ints  # slices of the index, for `PointIndex.rows_of`; a cluster's lie together
    ends: Ints
    parts: Ints  # where a cluster's slices begin; one more than clusters

    def __len__(self) -> int:
        return len(self.x)


class PointIndex:
    """Points by place. *x*, *y* are world coordinates, *state* one of ACTIVE, INACTIVE, UNKNOWN."""

    def __init__(self, x: ArrayLike, y: ArrayLike, state: ArrayLike) -> None:
        """Raises ValueError when the arrays are not of one length."""
        xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        states = np.asarray(state, dtype=np.uint8)
        if not (xs.ndim == 1 and xs.shape == ys.shape == states.shape):
            raise ValueError("x, y and state must be arrays of one length")
        # NaN is none of these.
        held = np.flatnonzero((xs >= 0.0) & (xs < 1.0) & (ys >= 0.0) & (ys <= 1.0))
        codes = morton.codes_of(xs[held], ys[held])
        order = np.argsort(codes, kind="stable")
        self._codes = codes[order]
        self._rows = held[order]
        self._x, self._y = xs[self._rows], ys[self._rows]
        states = states[self._rows]
        self._sum_x, self._sum_y = _prefix(self._x), _prefix(self._y)
        self._sum_inactive = _prefix(states == INACTIVE)
        self._sum_unknown = _prefix(states == UNKNOWN)
        self._levels: OrderedDict[int, _Level] = OrderedDict()
        self._lock = threading.Lock()

    @classmethod
    def of_places(cls, lon: ArrayLike, lat: ArrayLike, state: ArrayLike) -> PointIndex:
        """An index of places in degrees; what is no number or out of range has no place.

        Latitudes beyond 85.0511 count as there, at the world's edge.
        """
        lons, lats = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
        possible = (np.abs(lons) <= 180.0) & (np.abs(lats) <= 90.0)
        x, y = geo.to_world(np.where(possible, lons, np.nan), np.where(possible, lats, np.nan))
        return cls(x, y, state)

    def __len__(self) -> int:
        """How many points have a place."""
        return len(self._rows)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays held, the kept levels included."""
        arrays = [self._codes, self._rows, self._x, self._y, self._sum_x, self._sum_y]
        arrays += [self._sum_inactive, self._sum_unknown, self._splits]
        with self._lock:
            for level in self._levels.values():
                arrays += [level.codes, level.first]
        return sum(array.nbytes for array in arrays)

    def clusters(self, level: int, rect: Rect, *, merge: float = 0.0) -> Clusters:
        """Clusters of the level's cells that touch the rectangle.

        With *merge* > 0, clusters nearer to one another than that world distance join the bigger
        one, so that no grid shows; those with their centroid within *merge* of the rectangle are
        answered. What joins does not depend on where the rectangle lies. Each copy of the world
        that the rectangle touches has its own.
        """
        level = min(max(level, 0), MAX_LEVEL)
        held = self._level(level)
        x0, y0, x1, y1 = rect
        reach = merge * (merging.REACH + 1)
        numbers, shifts = [NO_INTS], [NO_INTS]
        for shift, part in _copies((x0 - reach, y0 - reach, x1 + reach, y1 + reach)):
            found = morton.near(held.codes, level, part)
            found = found[morton.touching(held.codes[found], level, part)]
            numbers.append(found)
            shifts.append(np.full(len(found), shift))
        cells = self._cells(held, np.concatenate(numbers), np.concatenate(shifts))
        if merge <= 0.0 or len(cells.x) == 0:
            return self._as_clusters(cells, np.arange(len(cells.x)))
        group, x, y = merging.merged(cells.x, cells.y, cells.count, cells.codes, merge)
        near = (x >= x0 - merge) & (x <= x1 + merge) & (y >= y0 - merge) & (y <= y1 + merge)
        keep = near[group]
        return self._as_clusters(cells.taken(keep), np.unique(group[keep], return_inverse=True)[1])

    def rows_of(self, clusters: Clusters, number: int) -> Ints:
        """Rows of the points in a cluster of this index, ascending."""
        part = slice(clusters.parts[number], clusters.parts[number + 1])
        return np.sort(self._rows[morton.ranges(clusters.firsts[part], clusters.ends[part])])

    def rows(self, rect: Rect) -> Ints:
        """Rows of the points in a rectangle, its edges included, ascending."""
        return np.unique(self.points(rect)[0])

    def points(self, rect: Rect) -> tuple[Ints, Floats, Floats]:
        """Rows in a rectangle and their world x, y.

        x lies in the copy of the world that the rectangle shows; a rectangle wider than the world
        has some rows several times.
        """
        rows, xs, ys = [NO_INTS], [np.zeros(0)], [np.zeros(0)]
        for shift, part in _copies(rect):
            near = morton.near(self._codes, MAX_LEVEL, part, _COVER_CELLS)
            x, y = self._x[near], self._y[near]
            inside = (x >= part[0]) & (x <= part[2]) & (y >= part[1]) & (y <= part[3])
            rows.append(self._rows[near[inside]])
            xs.append(x[inside] + shift)
            ys.append(y[inside])
        return np.concatenate(rows), np.concatenate(xs), np.concatenate(ys)

    def nearest(self, x: float, y: float, max_world: float) -> int:
        """Row of the nearest point within a world distance, across 180° too; -1 when there is none.

        Of several at one place it is the first row.
        """
        most = min(max_world, _FARTHEST)
        radius = min(most, _NEAREST_FIRST_LOOK)
        while True:
            rows, xs, ys = self.points((x - radius, y - radius, x + radius, y + radius))
            away = np.hypot(xs - x, ys - y)
            if len(rows) and (least := away.min()) <= radius:
                return int(rows[away == least].min())
            if radius >= most:
                return -1
            radius = min(most, radius * 8)

    def rows_within(self, lat: float, lon: float, km: float) -> Ints:
        """Rows of the points within a great-circle distance of a place, ascending."""
        south, west, north, east = geo.circle_bounds(lat, lon, km)
        x = float(geo.to_world(lon, 0.0)[0])
        half = (east - west) / 720 + _SLACK
        (y0, y1) = geo.to_world(0.0, [north, south])[1]
        across = (0.0, 1.0) if half >= 0.5 else (x - half, x + half)
        rows, xs, ys = self.points((across[0], y0 - _SLACK, across[1], y1 + _SLACK))
        lons, lats = geo.to_lonlat(xs, ys)
        return np.unique(rows[geo.distance_km(lat, lon, lats, lons) <= km])

    @cached_property
    def _splits(self) -> NDArray[np.uint8]:
        return morton.split_levels(self._codes)

    def _level(self, number: int) -> _Level:
        with self._lock:
            if number in self._levels:
                self._levels.move_to_end(number)
                return self._levels[number]
        first = np.flatnonzero(self._splits <= number)
        codes = self._codes[first] >> np.uint64(2 * (MAX_LEVEL - number))
        level = _Level(codes, np.append(first, len(self)))
        with self._lock:
            self._levels[number] = level
            while len(self._levels) > _KEPT_LEVELS:
                self._levels.popitem(last=False)
        return level

    def _cells(self, level: _Level, number: Ints, shift: Ints) -> _Cells:
        first, end = level.first[number], level.first[number + 1]
        count = end - first
        x = (self._sum_x[end] - self._sum_x[first]) / count
        y = (self._sum_y[end] - self._sum_y[first]) / count
        # A difference of sums is off by some millimetres; a point alone is where it is.
        alone = count == 1
        x[alone], y[alone] = self._x[first[alone]], self._y[first[alone]]
        return _Cells(x + shift, y, count, first, end, level.codes[number])

    def _as_clusters(self, cells: _Cells, group: Ints) -> Clusters:
        """Clusters of cells by their group's number; no number is left out."""
        order = np.argsort(group, kind="stable")
        cells, group = cells.taken(order), group[order]
        parts = np.flatnonzero(np.diff(group, prepend=-1))
        first, end = cells.first, cells.end
        count = _sums(cells.count, parts)
        return Clusters(
            x=_sums(cells.x * cells.count, parts) / count,
            y=_sums(cells.y * cells.count, parts) / count,
            count=count,
            inactive=_sums(self._sum_inactive[end] - self._sum_inactive[first], parts),
            unknown=_sums(self._sum_unknown[end] - self._sum_unknown[first], parts),
            row=np.where(count == 1, self._rows[first[parts]], -1),
            firsts=first,
            ends=end,
            parts=np.append(parts, len(group)),
        )


@dataclass(frozen=True)
class _Level:
    """The cells of one level that hold points: their codes, and where each one's slice begins."""

    codes: Codes
    first: Ints  # one more than cells: the last is the number of points


@dataclass(frozen=True)
class _Cells:
    """Some cells with their centroids and slices."""

    x: Floats
    y: Floats
    count: Ints
    first: Ints
    end: Ints
    codes: Codes

    def taken(self, which: Ints | NDArray[np.bool_]) -> _Cells:
        return _Cells(
            self.x[which],
            self.y[which],
            self.count[which],
            self.first[which],
            self.end[which],
            self.codes[which],
        )


def _prefix(values: NDArray[Any]) -> NDArray[Any]:
    """Sums of the values before each, and of all."""
    kind = np.int64 if values.dtype == np.bool_ else values.dtype
    sums = np.zeros(len(values) + 1, kind)
    np.cumsum(values, out=sums[1:])
    return sums


def _sums(values: NDArray[Any], parts: Ints) -> NDArray[Any]:
    """Sums of the runs that begin at *parts*."""
    return np.add.reduceat(values, parts) if len(parts) else values[:0]


def _copies(rect: Rect) -> list[tuple[int, Rect]]:
    """The parts of a rectangle in each copy of the world, moved into [0, 1]², with their shift."""
    x0, y0, x1, y1 = rect
    top, bottom = max(y0, 0.0), min(y1, 1.0)
    if not (x0 <= x1 and top <= bottom):
        return []
    return [
        (shift, (max(x0 - shift, 0.0), top, min(x1 - shift, 1.0), bottom))
        for shift in range(math.floor(x0), math.floor(x1) + 1)
    ]
