"""Joins clusters that are near to one another, so that no grid shows on the map.

In each pass every cluster with a bigger one near joins the biggest near one that has itself none
bigger near. All of a pass happen at once, so the outcome depends on a cluster's surroundings only,
and not on what else a view shows: nothing jumps while the map is panned.
"""

from __future__ import annotations

import numpy as np

from facespace_desk.map import morton
from facespace_desk.map.geo import Floats
from facespace_desk.map.morton import Codes, Ints

PASSES = 3
# In a pass a cluster feels what lies three distances away (who joins whom), and may then have moved
# by one; so many distances about a rectangle decide what happens in it.
REACH = PASSES * 4


def merged(
    x: Floats, y: Floats, count: Ints, codes: Codes, distance: float
) -> tuple[Ints, Floats, Floats]:
    """Group of each cluster, and the groups' centroids in world coordinates.

    Of equally big ones the one with the lower code counts as the bigger.
    """
    group = np.arange(len(x))
    for _ in range(PASSES):
        one, other = _pairs(x, y, distance)
        if len(one) == 0:
            break
        order = np.lexsort((codes, -count))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        one, other = np.concatenate([one, other]), np.concatenate([other, one])
        top = _least_near(rank, one, other) == rank
        to_top = top[other]
        into = order[_least_near(rank, one[to_top], other[to_top])]
        leaders, joined = np.unique(into, return_inverse=True)
        weight = np.bincount(joined, weights=count)
        x = np.bincount(joined, weights=x * count) / weight
        y = np.bincount(joined, weights=y * count) / weight
        count, codes, group = weight.astype(np.int64), codes[leaders], joined[group]
    return group, x, y


def _least_near(rank: Ints, one: Ints, other: Ints) -> Ints:
    """The least rank among each cluster and those paired with it."""
    least = rank.copy()
    np.minimum.at(least, one, rank[other])
    return least


def _pairs(x: Floats, y: Floats, distance: float) -> tuple[Ints, Ints]:
    """All pairs nearer than a distance, each once."""
    column = np.floor(x / distance).astype(np.int64)
    line = np.floor(y / distance).astype(np.int64)
    column -= column.min() - 1
    stride = int(column.max()) + 2
    box = line * stride + column
    order = np.argsort(box, kind="stable")
    held = box[order]
    ones, others = [], []
    # Its own box and the three to the right and below at once with their left neighbour.
    for first_box, last_box in ((held, held + 1), (held + stride - 1, held + stride + 1)):
        first = np.searchsorted(held, first_box)
        end = np.searchsorted(held, last_box, side="right")
        if first_box is held:
            first = np.arange(1, len(held) + 1)
        ones.append(np.repeat(np.arange(len(held)), end - first))
        others.append(morton.ranges(first, end))
    one, other = order[np.concatenate(ones)], order[np.concatenate(others)]
    is_near = np.hypot(x[one] - x[other], y[one] - y[other]) < distance
    return one[is_near], other[is_near]
