"""What several tests of the map need: point in polygon, and patience."""

from __future__ import annotations

import numpy as np
from hypothesis import settings

from facespace_desk.map.geo import Floats

unhurried = settings(deadline=None)  # examples are quick, but the processors are shared


def inside(x: Floats, y: Floats, ring: Floats) -> np.ndarray:
    """Which points lie in a ring that is closed from its last point to its first."""
    x, y = np.asarray(x)[:, np.newaxis], np.asarray(y)[:, np.newaxis]
    x0, y0 = ring[:, 0], ring[:, 1]
    x1, y1 = np.roll(x0, -1), np.roll(y0, -1)
    crosses = (y0 > y) != (y1 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
    return np.asarray((crosses & (x < at)).sum(axis=1) % 2 == 1)
