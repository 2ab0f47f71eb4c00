"""The simulators' world: three invented sites, their cameras, sixty people and their habits.

The sites lie about eight hours apart (Lisbon, Singapore, Vancouver), so that at any hour one of
them has its working day. Offsets from UTC are fixed; the world has no summer time. Everybody in
here is made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

HOUR_S = 3600
DAY_S = 86_400


class Place(Enum):
    """What a camera looks at; habits are told in places, not in cameras."""

    ENTRANCE = "entrance"
    HALL = "hall"
    WORK = "work"
    DOCK = "dock"
    CANTEEN = "canteen"
    SECURE = "secure"


@dataclass(frozen=True)
class Camera:
    id: str
    place: Place


@dataclass(frozen=True)
class Role:
    """The habits of everybody who does the same work.

    Times are hours of the site's local day; a shift may run past midnight. *gap_s* is the mean
    time between two cameras, *stay_s* the mean time in front of one.
    """

    title: str
    start_h: float
    hours: float
    gap_s: int
    stay_s: int
    roster: str  # "weekdays", or "five of seven" with days off spread over the week
    weights: dict[Place, int]
    does_rounds: bool = False


_OFFICE = {Place.ENTRANCE: 1, Place.HALL: 4, Place.WORK: 5, Place.CANTEEN: 2}
_HANDS = {Place.ENTRANCE: 1, Place.HALL: 1, Place.WORK: 3, Place.DOCK: 6, Place.CANTEEN: 1}
_EVERYWHERE = dict.fromkeys(Place, 2)

ENGINEER = Role("engineer", 8.6, 8.8, 160, 50, "weekdays", _OFFICE | {Place.SECURE: 1})
DESK = Role("coordinator", 8.3, 9.0, 160, 50, "five of seven", _OFFICE)
WEEKEND_DESK = Role("duty desk", 8.5, 9.0, 140, 50, "five of seven", _OFFICE)
RECEPTION = Role(
    "reception", 7.5, 9.5, 220, 110, "five of seven", {Place.ENTRANCE: 2, Place.HALL: 5}
)
EARLY = Role("early shift", 5.9, 8.2, 135, 50, "five of seven", _HANDS)
LATE = Role("late shift", 13.8, 8.3, 135, 50, "five of seven", _HANDS)
NIGHT = Role("night shift", 21.8, 8.4, 150, 60, "five of seven", _HANDS | {Place.SECURE: 2})
CLEANER = Role("cleaner", 18.5, 6.5, 130, 75, "five of seven", _EVERYWHERE)
DAY_GUARD = Role("guard", 6.0, 12.2, 500, 40, "five of seven", _EVERYWHERE, does_rounds=True)
NIGHT_GUARD = Role("guard", 18.0, 12.2, 500, 40, "five of seven", _EVERYWHERE, does_rounds=True)


@dataclass(frozen=True)
class Person:
    name: str
    role: Role


@dataclass(frozen=True)
class Site:
    name: str
    utc_offset_s: int
    cameras: tuple[Camera, ...]
    people: tuple[Person, ...]
    strangers_per_day: int
    by_place: dict[Place, tuple[Camera, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_place = {
            place: tuple(camera for camera in self.cameras if camera.place is place)
            for place in Place
        }
        object.__setattr__(self, "by_place", by_place)


def _crew(*groups: tuple[Role, tuple[str, ...]]) -> tuple[Person, ...]:
    return tuple(Person(name, role) for role, names in groups for name in names)


LISBON = Site(
    name="Lisbon",
    utc_offset_s=0,
    cameras=(
        Camera("north-gate", Place.ENTRANCE),
        Camera("lobby", Place.HALL),
        Camera("stairwell-b", Place.HALL),
        Camera("lab-corridor", Place.WORK),
        Camera("canteen", Place.CANTEEN),
        Camera("server-room", Place.SECURE),
    ),
    people=_crew(
        (ENGINEER, ("Mira Holt", "Duarte Nevoeiro", "Zofia Brzozanka", "Jonas Fjellheim")),
        (ENGINEER, ("Λυδία Καλογνώστη", "Noor El-Sahrani")),
        (DESK, ("Inês Caravelo", "Piet Vanderwolk", "Anouk Belrivage", "Leonor Marévida")),
        (WEEKEND_DESK, ("Søren Quill", "Ayşe Lanternfield", "Marek Starobor")),
        (RECEPTION, ("Beatriz Lumeeira", "Catarina Solmonte")),
        (CLEANER, ("Rui Pedralva", "Tomé Alvorada")),
        (DAY_GUARD, ("Gaspar Tintureiro",)),
        (NIGHT_GUARD, ("Otto Kupferberg", "Bram Oosterlicht")),
    ),
    strangers_per_day=90,
)
SINGAPORE = Site(
    name="Singapore",
    utc_offset_s=8 * HOUR_S,
    cameras=(
        Camera("pier-entrance", Place.ENTRANCE),
        Camera("loading-dock", Place.DOCK),
        Camera("container-yard", Place.DOCK),
        Camera("sorting-line", Place.WORK),
        Camera("cold-store", Place.SECURE),
        Camera("noodle-bar", Place.CANTEEN),
    ),
    people=_crew(
        (ENGINEER, ("Haruto Minamiyori", "Priya Chandrapore", "Joon-ho Baekdal")),
        (WEEKEND_DESK, ("Wei Lin Tanaka-Ong", "Lakshmi Tirunova")),
        (EARLY, ("Arjun Velloraman", "Siti Kamaralang", "Kofi Asantewood", "Mei Xue Luoyang")),
        (EARLY, ("Farid Bintangor",)),
        (LATE, ("Dewi Lestarindah", "Bao Nguyenvale", "Rashid Al-Qamari", "Suda Phanomwan")),
        (NIGHT, ("Ravi Gundappa-Lee", "Aisyah Rembulan")),
        (CLEANER, ("Kenji Hoshimura",)),
        (DAY_GUARD, ("Malik Darwishan", "Chen Yu Heng-Silva")),
        (NIGHT_GUARD, ("Tala Buenaluna",)),
    ),
    strangers_per_day=120,
)
VANCOUVER = Site(
    name="Vancouver",
    utc_offset_s=-8 * HOUR_S,
    cameras=(
        Camera("west-entrance", Place.ENTRANCE),
        Camera("reception", Place.HALL),
        Camera("workshop", Place.WORK),
        Camera("test-hall", Place.WORK),
        Camera("goods-lift", Place.DOCK),
        Camera("roof-terrace", Place.CANTEEN),
    ),
    people=_crew(
        (ENGINEER, ("Ngozi Fairwater", "Elliot Cedarholm", "Дарья Зимолюбова", "Luca Fontebella")),
        (ENGINEER, ("Hana Sakuragawa",)),
        (DESK, ("Maya Ravenscroft-Lee", "Théo Grandpré-Wolfe", "Freya Northlund")),
        (WEEKEND_DESK, ("Henrik Stormvik", "Isla McTavernish", "Camila Rioverde")),
        (RECEPTION, ("Desmond Larkspur",)),
        (EARLY, ("Oluwaseun Brightmoor", "Bogdan Crivățel")),
        (LATE, ("Amara Okonjo-Vale", "Quentin Ashgrove")),
        (NIGHT, ("Yuki Shirokawa",)),
        (CLEANER, ("Santiago Piedraluna",)),
        (DAY_GUARD, ("Greta Winterhalder",)),
        (NIGHT_GUARD, ("Tariq Nightingale",)),
    ),
    strangers_per_day=80,
)
SITES = (LISBON, SINGAPORE, VANCOUVER)
CAMERAS = tuple(camera.id for site in SITES for camera in site.cameras)
GROUPS = "; ".join(  # as the profile's option wants them
    f"{site.name}: {', '.join(camera.id for camera in site.cameras)}" for site in SITES
)
FALLS_SILENT = "cold-store"  # the camera whose last report is three days old in every demo
