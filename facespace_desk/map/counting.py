"""How many points lie in a circle, fast enough for a circle that follows the hand.

Places are kept as points of the unit sphere; within a great-circle distance is within a chord. Half
a metre is the error of their 32 bits, so a small circle is left to the exact index.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from facespace_desk.map.geo import EARTH_RADIUS_KM, HALF_AROUND_KM
from facespace_desk.map.index import PointIndex

EXACT_BELOW_KM = 100.0


class CircleCounter:
    """Counts the points of one layer."""

    def __init__(
        self, index: PointIndex, lat: NDArray[np.float64], lon: NDArray[np.float64]
    ) -> None:
        self._index = index
        self._lat, self._lon = lat, lon
        self._sphere: NDArray[np.float32] | None = None  # (3, n), made when first needed

    def count(self, lat: float, lon: float, km: float) -> int:
        """How many points lie within *km* of a place."""
        if km < EXACT_BELOW_KM:
            return len(self._index.rows_within(lat, lon, km))
        if km >= HALF_AROUND_KM:
            return len(self._index)
        if self._sphere is None:
            self._sphere = self._on_sphere()
        phi, turn = math.radians(lat), math.radians(lon)
        x, y, z = (
            math.cos(phi) * math.cos(turn),
            math.cos(phi) * math.sin(turn),
            math.sin(phi),
        )
        chord = 2 * math.sin(km / EARTH_RADIUS_KM / 2)
        away = (self._sphere[0] - np.float32(x)) ** 2
        away += (self._sphere[1] - np.float32(y)) ** 2
        away += (self._sphere[2] - np.float32(z)) ** 2
        return int(np.count_nonzero(away <= np.float32(chord * chord)))

    def _on_sphere(self) -> NDArray[np.float32]:
        """NaN, which is in no circle, where there is no place."""
        has_place = (np.abs(self._lat) <= 90) & (np.abs(self._lon) <= 180)
        phi = np.radians(self._lat)
        turn = np.radians(self._lon)
        sphere = np.empty((3, len(phi)), np.float32)
        flat = np.cos(phi)
        sphere[0] = flat * np.cos(turn)
        sphere[1] = flat * np.sin(turn)
        sphere[2] = np.sin(phi)
        sphere[:, ~has_place] = np.nan
        return sphere
