"""Where things lie: Web Mercator, distances and circles on the sphere, bounds across 180 degrees.

The *world* is the unit square of Web Mercator (EPSG:3857 scaled): x grows east from 0 at 180° west
to 1 at 180° east, y grows south from 0 at 85.0511° north to 1 at 85.0511° south. Angles are degrees
of WGS 84, lengths kilometres on a sphere of the earth's mean radius. All functions take numbers or
arrays and answer in float64.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.ma  # np.unique would import it, at its first use, in the window's thread
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

MAX_LATITUDE = math.degrees(math.atan(math.sinh(math.pi)))  # 85.0511..., where the world is square
EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
HALF_AROUND_KM = math.pi * EARTH_RADIUS_KM  # to the antipode; no circle is larger
EQUATOR_M = 2 * math.pi * 6378137.0  # of the ellipsoid, as Web Mercator has it


def to_world(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """World x in [0, 1) and y in [0, 1] of places; longitudes are wrapped, latitudes clamped.

    NaN stays NaN.
    """
    x = (np.asarray(lon, dtype=np.float64) / 360.0 + 0.5) % 1.0
    # A tiny negative number modulo one is one itself.
    x = np.where(x >= 1.0, 0.0, x)
    clamped = np.clip(np.asarray(lat, dtype=np.float64), -MAX_LATITUDE, MAX_LATITUDE)
    y = 0.5 - np.arcsinh(np.tan(np.radians(clamped))) / (2 * math.pi)
    return x, np.clip(y, 0.0, 1.0)


def to_lonlat(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Longitude in [-180, 180) and latitude of world points; x may lie in another copy."""
    lon = (np.asarray(x, dtype=np.float64) % 1.0 - 0.5) * 360.0
    lat = np.degrees(np.arctan(np.sinh((0.5 - np.asarray(y, dtype=np.float64)) * 2 * math.pi)))
    return lon, lat


def distance_km(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Floats:
    """Great-circle distance by the haversine formula; within 0.6 % of the ellipsoid's."""
    phi1 = np.radians(np.asarray(lat1, dtype=np.float64))
    phi2 = np.radians(np.asarray(lat2, dtype=np.float64))
    across = np.radians(np.asarray(lon2, dtype=np.float64) - np.asarray(lon1, dtype=np.float64))
    chord = np.sin((phi2 - phi1) / 2) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(across / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))))


def destination(lat: float, lon: float, bearing: ArrayLike, km: ArrayLike) -> tuple[Floats, Floats]:
    """Latitude and longitude [-180, 180) reached from a place; bearings clockwise from north."""
    angle = np.asarray(km, dtype=np.float64) / EARTH_RADIUS_KM
    turn = np.radians(np.asarray(bearing, dtype=np.float64))
    phi, sin_angle, cos_angle = math.radians(lat), np.sin(angle), np.cos(angle)
    sin_phi2 = math.sin(phi) * cos_angle + math.cos(phi) * sin_angle * np.cos(turn)
    sin_phi2 = np.clip(sin_phi2, -1.0, 1.0)
    east = np.sin(turn) * sin_angle * math.cos(phi)
    north = cos_angle - math.sin(phi) * sin_phi2
    lon2 = lon + np.degrees(np.arctan2(east, north))
    return np.degrees(np.arcsin(sin_phi2)), (lon2 + 180.0) % 360.0 - 180.0


def circle(lat: float, lon: float, km: float, n: int = 128) -> Floats:
    """Outline of all places within *km* of a place, in world coordinates, (m, 2), not closed.

    x is not wrapped, so that the outline hangs together: near 180° it leaves [0, 1), and a drawer
    adds the copies a whole world to the left and right. A circle that holds a pole is closed along
    the world's edge; one that holds both is the world around the antipode with a hole (fill by the
    odd-even rule). *n* is even.
    """
    if km >= HALF_AROUND_KM:
        x0 = float(to_world(lon, lat)[0]) - 0.5
        return np.array([[x0, 0.0], [x0 + 1, 0.0], [x0 + 1, 1.0], [x0, 1.0]])
    # Bearings 0 and 180 are among them: there the outline passes a pole on this side or beyond.
    bearing = np.arange(n) * (360.0 / n)
    lats, lons = destination(lat, lon, bearing, km)
    x, y = to_world(lons, lats)
    has_north = distance_km(lat, lon, 90.0, lon) < km
    has_south = distance_km(lat, lon, -90.0, lon) < km
    ring = np.column_stack([_unwrapped(x), y])
    if has_north and has_south:
        return _around_hole(ring)
    if has_north or has_south:
        return _to_edge(ring, 0.0 if has_north else 1.0)
    # The copy whose middle is the place itself.
    ring[:, 0] += np.round(float(to_world(lon, lat)[0]) - (ring[:, 0].min() + ring[:, 0].max()) / 2)
    return ring


def circle_bounds(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """South, west, north, east of all places within *km* of a place.

    West and east lie about *lon* and may leave [-180, 180]; where it holds a pole they are 360
    apart.
    """
    angle = math.degrees(km / EARTH_RADIUS_KM)
    south, north = lat - angle, lat + angle
    if south <= -90.0 or north >= 90.0:
        half = 180.0
    else:
        ratio = math.sin(math.radians(angle)) / math.cos(math.radians(lat))
        half = math.degrees(math.asin(min(ratio, 1.0)))
    return max(south, -90.0), lon - half, min(north, 90.0), lon + half


def bounds_of(lat: ArrayLike, lon: ArrayLike) -> tuple[float, float, float, float] | None:
    """South, west, north, east of the narrowest box round places; west > east when it crosses 180°.

    Places with a NaN are left out; None when none is left.
    """
    lats, lons = np.broadcast_arrays(np.asarray(lat, np.float64), np.asarray(lon, np.float64))
    known = np.isfinite(lats) & np.isfinite(lons)
    if not known.any():
        return None
    lats, around = lats[known], np.unique((lons[known] + 180.0) % 360.0 - 180.0)
    gaps = np.diff(around, append=around[0] + 360.0)
    widest = int(np.argmax(gaps))
    west, east = around[(widest + 1) % len(around)], around[widest]
    return float(lats.min()), float(west), float(lats.max()), float(east)


def _unwrapped(x: Floats) -> Floats:
    """World x of an outline with each step taken the short way round."""
    steps = np.diff(x)
    return np.concatenate([x[:1], x[0] + np.cumsum(steps - np.round(steps))])


def _to_edge(ring: Floats, edge: float) -> Floats:
    """A ring that goes once round the world, closed along the world's edge."""
    last = ring[-1] + (ring[0] - ring[-1])
    step = ring[0, 0] - ring[-1, 0]
    last[0] = ring[-1, 0] + step - np.round(step)
    corners = [[last[0], edge], [ring[0, 0], edge]]
    return np.vstack([ring, last, corners])


def _around_hole(ring: Floats) -> Floats:
    """The world about a ring, reached by a cut of no width from its corner."""
    x0 = (ring[:, 0].min() + ring[:, 0].max()) / 2 - 0.5
    frame = [[x0, 0.0], [x0 + 1, 0.0], [x0 + 1, 1.0], [x0, 1.0], [x0, 0.0]]
    return np.vstack([frame, ring, ring[:1]])
