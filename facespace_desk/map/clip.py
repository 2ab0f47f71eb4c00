"""Cutting rings and lines to a box: seen closely, a coast is far larger than the screen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (n, 2)
Starts = NDArray[np.int64]
Box = tuple[float, float, float, float]  # x0, y0, x1, y1


def clip_rings(points: Points, starts: Starts, box: Box) -> list[Points]:
    """What of the rings lies in the box; parts of a ring are joined along the box's edge.

    *starts* has one more entry than there are rings. Rings are not closed, before and after.
    """
    found = []
    for number in _touching(points, starts, box):
        ring = points[starts[number] : starts[number + 1]]
        for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
            ring = _cut(ring, axis, limit, sign)
        if len(ring) >= 3:
            found.append(ring)
    return found


def clip_lines(points: Points, starts: Starts, box: Box) -> list[Points]:
    """The pieces of lines near the box: every segment that may touch it, whole."""
    found = []
    for number in _touching(points, starts, box):
        line = points[starts[number] : starts[number + 1]]
        low = np.minimum(line[:-1], line[1:])
        high = np.maximum(line[:-1], line[1:])
        near = (high >= box[:2]).all(axis=1) & (low <= box[2:]).all(axis=1)
        edges = np.flatnonzero(np.diff(near, prepend=False, append=False))
        found += [line[begin : end + 1] for begin, end in edges.reshape(-1, 2)]
    return found


def _touching(points: Points, starts: Starts, box: Box) -> NDArray[np.intp]:
    """Numbers of the shapes whose surrounding box touches *box*."""
    if len(starts) < 2:
        return np.zeros(0, np.intp)
    low = np.minimum.reduceat(points, starts[:-1], axis=0)
    high = np.maximum.reduceat(points, starts[:-1], axis=0)
    return np.flatnonzero((high >= box[:2]).all(axis=1) & (low <= box[2:]).all(axis=1))


def _cut(ring: Points, axis: int, limit: float, sign: int) -> Points:
    """The part of a ring on one side of a line (Sutherland and Hodgman's step for one edge)."""
    depth = (ring[:, axis] - limit) * sign
    inside = depth >= 0
    if inside.all() or not len(ring):
        return ring
    after, depth_after = np.roll(ring, -1, axis=0), np.roll(depth, -1)
    crosses = inside != np.roll(inside, -1)
    share = depth / np.where(crosses, depth - depth_after, 1.0)
    both = np.stack([ring, ring + share[:, None] * (after - ring)], axis=1)
    kept: Points = both.reshape(-1, 2)[np.column_stack([inside, crosses]).ravel()]
    return kept
