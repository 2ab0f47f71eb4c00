"""Where the simulated cameras stand, and what sort each one is: arrays drawn from a seed.

Three fifths stand in their city, some along a road to a neighbouring city, the rest in the country
around. Nobody looks out over the sea from the sea: cities on a coast have none on that side.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from facespace_desk.demo.cam2.cities import City, cities
from facespace_desk.demo.cam2.index import EARTH_KM, distance_km
from facespace_desk.demo.cam2.kinds import KINDS, SHARES, Kind

TYPES = ("ip", "non_ip", "stream")
SIZES: tuple[tuple[int, int] | None, ...] = (
    *((640, 480), (704, 480), (800, 600), (1280, 720), (1920, 1080), (320, 240), (1024, 768)),
    None,
)
_SIZE_SHARES = (0.30, 0.08, 0.18, 0.16, 0.08, 0.06, 0.04, 0.10)
_TYPE_SHARES = (0.62, 0.30, 0.08)
_ROAD_SHARE, _COUNTRY_SHARE = 0.22, 0.12
_ROAD_LIMIT_KM = 900
_TWIN_SHARE = 0.04  # cameras at exactly the place of another
_LEGACY_SHARE = 0.8
_KM_PER_DEGREE = EARTH_KM * np.pi / 180

Floats = NDArray[np.float64]


class Placing(IntEnum):
    """How the catalogue writes a camera's place."""

    NUMBER = 0
    TEXT = 1  # as numeric strings
    NULL = 2
    ZERO = 3  # 0, 0
    SWAPPED = 4  # latitude and longitude exchanged
    HALF = 5  # no longitude
    BROKEN = 6  # a text that is no number


_PLACING_SHARES = (0.93, 0.04, 0.015, 0.005, 0.005, 0.0025, 0.0025)


@dataclass(frozen=True)
class Field:
    """One entry a camera in every array; *digits* feed the choices that nobody searches for."""

    city: NDArray[np.int16]  # number in cities()
    lat: Floats  # where it really stands
    lon: Floats
    placing: NDArray[np.uint8]
    type: NDArray[np.uint8]  # number in TYPES
    size: NDArray[np.uint8]  # number in SIZES
    kind: NDArray[np.uint8]  # number in KINDS
    has_image: NDArray[np.bool_]
    has_video: NDArray[np.bool_]
    legacy_id: NDArray[np.int32]  # 0: none
    digits: NDArray[np.uint64]


def sow(seed: int, count: int) -> Field:
    """*count* cameras in an order that is spread over the world from its beginning on."""
    draw = np.random.default_rng(seed)
    city = draw.choice(len(cities()), count, p=_weights(cities())).astype(np.int16)
    lat, lon = _places(draw, city)
    kind = _kinds(draw, count)
    is_well = kind == KINDS.index(Kind.STILL)
    legacy_id = draw.permutation(count).astype(np.int32) + 1
    legacy_id[draw.random(count) > _LEGACY_SHARE] = 0
    return Field(
        city=city,
        lat=lat,
        lon=lon,
        placing=_spread(draw, count, _PLACING_SHARES, first=20),
        type=draw.choice(len(TYPES), count, p=_TYPE_SHARES).astype(np.uint8),
        size=draw.choice(len(SIZES), count, p=_SIZE_SHARES).astype(np.uint8),
        kind=kind,
        has_image=draw.random(count) < np.where(is_well, 0.86, 0.55),
        has_video=draw.random(count) < 0.35,
        legacy_id=legacy_id,
        digits=draw.integers(0, 2**63, count, dtype=np.uint64),
    )


def _weights(world: tuple[City, ...]) -> Floats:
    weights = np.array([city.millions**0.55 * city.zone.weight for city in world])
    shares: Floats = weights / weights.sum()
    return shares


def _kinds(draw: np.random.Generator, count: int) -> NDArray[np.uint8]:
    shares = [SHARES.get(kind, 0.0) for kind in KINDS]
    shares[KINDS.index(Kind.STILL)] = 1 - sum(shares)
    return _spread(draw, count, shares, first=40)


def _spread(
    draw: np.random.Generator, count: int, shares: tuple[float, ...] | list[float], first: int
) -> NDArray[np.uint8]:
    """Numbers by *shares*; each occurs at least once in the rows after *first*."""
    numbers = draw.choice(len(shares), count, p=shares).astype(np.uint8)
    each = np.arange(len(shares))
    numbers[first + 3 * each] = each
    return numbers


def _places(draw: np.random.Generator, city: NDArray[np.int16]) -> tuple[Floats, Floats]:
    """Latitudes and longitudes, some of them shared."""
    count = len(city)
    world = cities()
    lat = np.array([each.lat for each in world])[city]
    lon = np.array([each.lon for each in world])[city]
    reach_km = 3 + 2.4 * np.sqrt(np.array([each.millions for each in world]))[city]
    where = draw.random(count)
    on_road = where < _ROAD_SHARE
    reach_km = np.where(where > 1 - _COUNTRY_SHARE, reach_km * 14, reach_km)
    distance_drawn = reach_km * np.abs(draw.standard_normal(count))
    bearing = _landward(draw.random(count) * 2 * np.pi, city)
    north_km, east_km = distance_drawn * np.cos(bearing), distance_drawn * np.sin(bearing)
    road_north, road_east, has_road = _along_roads(draw, city)
    on_road &= has_road
    north_km = np.where(on_road, road_north, north_km)
    east_km = np.where(on_road, road_east, east_km)
    lat = lat + north_km / _KM_PER_DEGREE
    lon = lon + east_km / (_KM_PER_DEGREE * np.cos(np.radians(lat)))
    lon = (lon + 180) % 360 - 180
    return _shared(draw, city, lat.round(6), lon.round(6))


def _landward(bearing: Floats, city: NDArray[np.int16]) -> Floats:
    """Mirror the bearings that point to the sea."""
    seas = [np.nan if each.sea_deg is None else each.sea_deg for each in cities()]
    sea = np.radians(np.array(seas, dtype=np.float64))[city]
    is_wet = np.cos(bearing - sea) > 0.1  # NaN: there is no sea
    return np.where(is_wet, 2 * sea + np.pi - bearing, bearing)


def _along_roads(
    draw: np.random.Generator, city: NDArray[np.int16]
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Kilometres north and east of the city along a winding road to one of its neighbours."""
    neighbours = _neighbours()
    other = neighbours[city, draw.integers(0, neighbours.shape[1], len(city))]
    has_road = other >= 0
    lats = np.array([each.lat for each in cities()])
    lons = np.array([each.lon for each in cities()])
    north = (lats[other] - lats[city]) * _KM_PER_DEGREE
    middle = np.radians((lats[other] + lats[city]) / 2)
    east = (lons[other] - lons[city]) * _KM_PER_DEGREE * np.cos(middle)
    way = draw.random(len(city))
    bend = 0.05 * np.sin(way * 9 + other) * np.sin(way * np.pi)
    return way * north - bend * east, way * east + bend * north, has_road


def _neighbours() -> NDArray[np.int16]:
    """(cities, 3): the nearest cities of the same country, -1 where there are fewer."""
    world = cities()
    lats, lons = np.array([c.lat for c in world]), np.array([c.lon for c in world])
    found = np.full((len(world), 3), -1, dtype=np.int16)
    for number, here in enumerate(world):
        km = distance_km(here.lat, here.lon, lats, lons)
        km[[other.zone.country != here.zone.country for other in world]] = np.inf
        nearest = np.argsort(km)[1:4]
        nearest = nearest[km[nearest] < _ROAD_LIMIT_KM]
        found[number, : len(nearest)] = nearest
    return found


def _shared(
    draw: np.random.Generator, city: NDArray[np.int16], lat: Floats, lon: Floats
) -> tuple[Floats, Floats]:
    """Let some cameras stand exactly where another one of their city stands."""
    order = np.argsort(city, kind="stable")
    is_first = np.diff(city[order], prepend=-1) != 0
    stays = is_first | (draw.random(len(city)) > _TWIN_SHARE)
    source = np.maximum.accumulate(np.where(stays, np.arange(len(city)), 0))
    shared_lat, shared_lon = lat.copy(), lon.copy()
    shared_lat[order], shared_lon[order] = lat[order][source], lon[order][source]
    return shared_lat, shared_lon
