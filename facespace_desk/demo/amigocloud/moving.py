"""What moves: vehicles in the streets of Manhattan, ships between New York's harbour and the sea.

Where something is follows from the moment alone, so nothing ticks when nobody looks. Streets come
from the grid as it was planned in 1811; the lanes at sea keep off the land of public maps.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

VEHICLES = 320
SHIPS = 48
_M_PER_DEGREE = 111_195.0
_MPH = 2.23694  # in m/s
_KNOT_MPH = 1.15078

# Fifth Avenue and 23rd Street; then what one street north and one long block west add.
_ORIGIN = (40.7411, -73.9897)
_STREET = (0.0006556, 0.000461)
_BLOCK = (0.00122, -0.00286)
# Avenues by their distance from the Fifth, in long blocks to the west.
_WEST = (3.0, 4.0, 5.0)
_MIDDLE = (1.0, 2.0)
_EAST = (0.0, -0.5, -1.0, -1.5, -2.0, -2.75, -3.55)
_ZONES = (  # avenues, first and last street; Central Park lies between
    ((*_WEST, *_MIDDLE, *_EAST), 14, 57),
    (_EAST, 60, 96),
    (_WEST, 60, 96),
)
_HARBOUR = (
    *((40.7480, -74.0180), (40.7260, -74.0215), (40.7020, -74.0260), (40.6800, -74.0350)),
    *((40.6540, -74.0480), (40.6280, -74.0480), (40.6060, -74.0440), (40.5800, -74.0370)),
    *((40.5400, -74.0200), (40.5050, -73.9600), (40.4750, -73.8800)),
)
_LONG_ISLAND = (
    *((40.5000, -73.7000), (40.5250, -73.3500), (40.5800, -73.0000), (40.6800, -72.6500)),
    *((40.7900, -72.2500), (40.9200, -71.9000), (41.0300, -71.7000)),
)
_JERSEY = (
    *((40.3500, -73.8900), (40.1500, -73.9300), (39.9000, -74.0100), (39.6500, -74.0900)),
    *((39.4000, -74.2500), (39.1500, -74.5500), (38.9000, -74.7800)),
)
_SEA_NAMES = (
    *("Aurelia", "Boreas", "Cormorant", "Delphine", "Eider", "Fulmar", "Guillemot", "Halcyon"),
    *("Iolanthe", "Juno", "Kestrel", "Lorelei", "Marjolein", "Nerissa", "Ottilie", "Petrel"),
)
_CARGO = ("containers", "grain", "passengers", "timber", "vehicles", "ballast")


@dataclass(frozen=True)
class Place:
    """*track*: degrees from north."""

    latitude: float
    longitude: float
    track: float


class Route:
    """A closed way over points (latitude, longitude)."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._points = list(points)
        self._legs = [_leg(a, b) for a, b in itertools.pairwise(self._points)]
        self._ends = list(itertools.accumulate(length for length, _track in self._legs))

    @property
    def length_m(self) -> float:
        return self._ends[-1]

    def at(self, distance_m: float) -> Place:
        distance_m %= self.length_m
        leg = min(bisect.bisect_right(self._ends, distance_m), len(self._legs) - 1)
        length, track = self._legs[leg]
        part = 1 - (self._ends[leg] - distance_m) / length
        (lat, lon), (to_lat, to_lon) = self._points[leg], self._points[leg + 1]
        return Place(lat + (to_lat - lat) * part, lon + (to_lon - lon) * part, track)


@dataclass(frozen=True)
class Mover:
    """Something that goes round its route for ever, now faster, now slower."""

    id: str
    route: Route
    speed_m_s: float
    start_m: float
    swing: float  # 0 to 1: how much of its speed comes and goes
    period_s: float
    altitude_m: float
    about: dict[str, str] = field(default_factory=dict)

    def place(self, moment_s: float) -> tuple[Place, float]:
        """Where it is, and its speed in miles per hour (wire section 5.6)."""
        turn = 2 * math.pi / self.period_s
        phase = turn * moment_s + self.start_m
        ahead = self.swing / turn * math.sin(phase)
        place = self.route.at(self.start_m + self.speed_m_s * (moment_s + ahead))
        return place, self.speed_m_s * (1 + self.swing * math.cos(phase)) * _MPH

    def report(self, moment_s: float, values: str = "texts") -> dict[str, object]:
        """A position report; *values*: "texts", "numbers" or "swapped"."""
        place, speed = self.place(moment_s)
        latitude, longitude = place.latitude, place.longitude
        if values == "swapped":
            latitude, longitude = longitude, latitude
        if values == "numbers":
            return {
                "object_id": self.id,
                "timestamp": int(moment_s),
                "latitude": round(latitude, 6),
                "longitude": round(longitude, 6),
                "altitude": self.altitude_m,
                "speed": round(speed, 1),
                "track": round(place.track, 1),
                **self.about,
            }
        return {
            "object_id": self.id,
            "timestamp": f"{int(moment_s)}",
            "latitude": f"{latitude:.6f}",
            "longitude": f"{longitude:.6f}",
            "altitude": f"{self.altitude_m:.1f}",
            "speed": f"{speed:.1f}",
            "track": f"{place.track:.1f}",
            **self.about,
        }


@functools.cache
def vehicles(seed: int, count: int = VEHICLES) -> tuple[Mover, ...]:
    """A quarter are buses that keep to an avenue, the others turn at corners."""
    chance = random.Random(f"vehicles {seed}")
    return tuple(
        _bus(chance, number) if number % 4 == 0 else _car(chance, number)
        for number in range(1, count + 1)
    )


@functools.cache
def ships(seed: int, count: int = SHIPS) -> tuple[Mover, ...]:
    chance = random.Random(f"ships {seed}")
    return tuple(_ship(chance, number) for number in range(count))


def _bus(chance: random.Random, number: int) -> Mover:
    avenue = chance.choice((*_WEST, *_EAST))
    first, last = sorted(chance.sample(range(14, 97, 4), 2))
    there = [_corner(avenue, street) for street in (first, last)]
    about = {"route": f"M{int(10 + avenue * 2):d}", "doors": "closed", "satellites": "9"}
    return _vehicle(chance, f"bus-{number:03d}", [*there, there[0]], 6.0, about)


def _car(chance: random.Random, number: int) -> Mover:
    avenues, first, last = chance.choice(_ZONES)
    route = [(chance.choice(avenues), chance.randint(first, last))]
    for _turn in range(chance.randint(2, 4)):
        avenue = chance.choice([other for other in avenues if other != route[-1][0]])
        street = chance.choice([n for n in range(first, last + 1) if n != route[-1][1]])
        route += [(avenue, route[-1][1]), (avenue, street)]
    route += [(route[0][0], route[-1][1]), route[0]]
    corners = [_corner(*crossing) for crossing, _ in itertools.groupby(route)]
    kind = chance.choice(("taxi", "taxi", "van", "courier"))
    about = {"battery": f"{chance.uniform(20, 100):.0f}", "satellites": f"{chance.randint(5, 12)}"}
    return _vehicle(chance, f"{kind}-{number:03d}", corners, chance.uniform(6, 11), about)


def _vehicle(
    chance: random.Random,
    name: str,
    corners: Sequence[tuple[float, float]],
    speed_m_s: float,
    about: dict[str, str],
) -> Mover:
    route = Route(corners)
    start_m = chance.uniform(0, route.length_m)
    altitude_m = round(chance.uniform(8, 30), 1)
    period_s = chance.uniform(40, 90)
    return Mover(name, route, speed_m_s, start_m, 0.9, period_s, altitude_m, about)


def _ship(chance: random.Random, number: int) -> Mover:
    lane = [*_HARBOUR, *chance.choice((_LONG_ISLAND, _JERSEY))]
    if number % 3:  # the others stay outside
        lane = lane[len(_HARBOUR) - 1 :]
    elif number % 6 == 0:  # and some inside
        lane = list(_HARBOUR)
    off = 0.0015 if lane[0] == _HARBOUR[0] else 0.02
    shift = chance.uniform(-off, off)
    lane = [(latitude, longitude + shift) for latitude, longitude in lane]
    route = Route([*lane, *reversed(lane[:-1])])
    name = f"{_SEA_NAMES[number % len(_SEA_NAMES)]} {'I' * (1 + number // len(_SEA_NAMES))}"
    knots = chance.uniform(7, 19)
    about = {
        "name": name,
        "cargo": chance.choice(_CARGO),
        "draught": f"{chance.uniform(3, 12):.1f}",
    }
    return Mover(
        id=f"ship-{number + 1:02d}",
        route=route,
        speed_m_s=knots * _KNOT_MPH / _MPH,
        start_m=chance.uniform(0, route.length_m),
        swing=0.2,
        period_s=chance.uniform(600, 1200),
        altitude_m=0.0,
        about=about,
    )


def _corner(avenue: float, street: int) -> tuple[float, float]:
    north = street - 23
    return (
        _ORIGIN[0] + north * _STREET[0] + avenue * _BLOCK[0],
        _ORIGIN[1] + north * _STREET[1] + avenue * _BLOCK[1],
    )


def _leg(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    """Length in metres and track in degrees, on a plane: the legs are short."""
    north = (b[0] - a[0]) * _M_PER_DEGREE
    east = (b[1] - a[1]) * _M_PER_DEGREE * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east), math.degrees(math.atan2(east, north)) % 360
