"""A box on the map, and the circle round it that the service can be asked for. Pure.

The service searches circles only, the map shows boxes. So the circle round the box is asked for,
and what it brings from outside the box is left out and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np

from facespace_desk.language import tr
from facespace_desk.map.geo import HALF_AROUND_KM, distance_km

_STEPS: Final = 32  # points looked at on each side of a box
_SPARE: Final = 1.002  # the farthest point of a side may lie between two that are looked at
_STRAY: Final = 0.1  # the share of places on each side that may lie far from the others
_ALL_KM: Final = 0.98 * HALF_AROUND_KM  # a larger circle leaves nothing out worth asking


class Circle(NamedTuple):
    """A circle on the ground: degrees and kilometres."""

    lat: float
    lon: float
    km: float


class Box(msgspec.Struct, frozen=True):
    """Degrees; a west greater than the east means a box across 180°."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a place lies in it, its edges included."""
        if not self.south <= lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= lon <= self.east
        return lon >= self.west or lon <= self.east

    @property
    def width(self) -> float:
        """In degrees of longitude."""
        return self.east - self.west if self.west <= self.east else self.east - self.west + 360.0

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude."""
        lon = self.west + self.width / 2
        return (self.south + self.north) / 2, lon if lon <= 180 else lon - 360

    @property
    def is_world(self) -> bool:
        """Whether it leaves out nothing but the poles, which a flat map cannot show."""
        return self.width >= 359.99 and self.south <= -85 and self.north >= 85

    def circle(self) -> Circle | None:
        """The circle round its middle that holds all of it; None when that is the whole world."""
        lat, lon = self.middle
        share = np.linspace(0.0, 1.0, _STEPS)
        up = self.south + share * (self.north - self.south)
        along = self.west + share * self.width / 2
        # The box is its own mirror image about its middle: one side and half of two others do.
        lats = np.concatenate([up, np.full(_STEPS, self.south), np.full(_STEPS, self.north)])
        lons = np.concatenate([np.full(_STEPS, self.west), along, along])
        km = float(distance_km(lat, lon, lats, lons).max()) * _SPARE
        return None if km > _ALL_KM else Circle(lat, lon, km)

    @property
    def words(self) -> str:
        """Short: "800 × 600 km around 35.75, 139.50"."""
        lat, lon = self.middle
        wide = float(distance_km(lat, self.west, lat, lon)) * 2
        high = float(distance_km(self.south, lon, self.north, lon))
        return tr(
            "{width:,.0f} × {height:,.0f} km around {place}",
            width=wide,
            height=high,
            place=f"{lat:.2f}, {lon:.2f}",
        )


def box_of_most(places: Sequence[tuple[float, float]]) -> Box | None:
    """Where most of *places* (latitude, longitude) lie; None when there are none.

    A catalogue writes some cameras at 0, 0, or with their numbers exchanged: those do not count.
    """
    if not places:
        return None
    lat, lon = np.array(places, dtype=np.float64).T
    # Seen from one in the middle, no box is cut at 180 degrees.
    middle = float(lon[np.argsort(np.abs(lat - np.median(lat)))[0]])
    away = (lon - middle + 180.0) % 360.0 - 180.0
    south, north = np.quantile(lat, (_STRAY, 1 - _STRAY), method="nearest")
    west, east = (
        np.quantile(away, (_STRAY, 1 - _STRAY), method="nearest") + middle + 180.0
    ) % 360.0 - 180.0
    return Box(float(south), float(west), float(north), float(east))
