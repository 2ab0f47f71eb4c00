"""Who stands before which camera, and when: one site's day, computed from the seed alone.

The same seed gives the same day in every process and on every Python version: the only source
of chance is `Random.random()`, whose sequence for an integer seed Python guarantees, and the
arithmetic on it is exact (no logarithms, no hash()).
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from facespace_desk.demo.world import DAY_S, HOUR_S, Camera, Person, Place, Role, Site

LONGEST_STAY_S = 600
_MONDAY = 4  # day 4 after 1970-01-01 (a Thursday) was a Monday
_LUNCH_H = 12.4
_LUNCH_AFTER_START_H = 4.0  # for shifts that do not span noon


class Visit(NamedTuple):
    """A face before a camera from start to just before end, whole seconds since 1970 UTC."""

    start_s: int
    end_s: int
    camera: str
    label: str


def visits_of_day(seed: int, site_number: int, site: Site, day: int) -> list[Visit]:
    """All visits of shifts that begin on the site's local *day* (days since 1970), by start."""
    dice = Random((seed * 64 + site_number) * 1_000_000 + day)
    midnight_s = day * DAY_S - site.utc_offset_s
    visits: list[Visit] = []
    for number, person in enumerate(site.people):
        habit = Random((seed * 64 + site_number) * 1_000 + number).random()
        is_ill = dice.random() < 0.03
        if _works(person.role, number, day) and not is_ill:
            _Walk(dice, site, person, visits).through_shift(midnight_s, habit)
    _strangers(dice, site, midnight_s, visits)
    visits.sort()
    return visits


def _works(role: Role, number: int, day: int) -> bool:
    weekday = (day - _MONDAY) % 7
    if role.roster == "weekdays":
        return weekday < 5
    return (weekday + number * 3) % 7 < 5


class _Walk:
    """One person's way through one shift; never before two cameras at once."""

    def __init__(self, dice: Random, site: Site, person: Person, into: list[Visit]) -> None:
        self._random = dice.random
        self._site = site
        self._person = person
        self._into = into
        self._now_s = 0
        role = person.role
        self._choices: list[Camera] = [
            camera for camera in site.cameras for _ in range(role.weights.get(camera.place, 0))
        ]

    def through_shift(self, midnight_s: int, habit: float) -> None:
        role = self._person.role
        punctual_s = (habit - 0.5) * HOUR_S + (self._random() - 0.5) * 0.35 * HOUR_S
        self._now_s = midnight_s + int(role.start_h * HOUR_S + punctual_s)
        leave_s = self._now_s + int((role.hours + (self._random() - 0.5) * 0.7) * HOUR_S)
        lunch_s = midnight_s + int((_lunch_h(role) + habit * 0.8) * HOUR_S)
        self._pass(Place.ENTRANCE, Place.HALL)
        while self._now_s < lunch_s:
            self._go_on()
        self._lunch()
        while self._now_s < leave_s:
            self._go_on()
        self._pass(Place.HALL, Place.ENTRANCE)

    def _go_on(self) -> None:
        role = self._person.role
        if role.does_rounds:
            for camera in self._site.cameras:
                self._stand(camera, role.stay_s)
                self._walk_on(70)
            self._walk_on(role.gap_s)
            return
        camera = self._choices[int(self._random() * len(self._choices))]
        self._stand(camera, role.stay_s)
        self._walk_on(role.gap_s)

    def _lunch(self) -> None:
        self._pass(Place.CANTEEN)
        for _ in range(1 + int(self._random() * 3)):
            self._stand(self._one_of(Place.CANTEEN) or self._choices[0], 150)
            self._walk_on(420)

    def _pass(self, *places: Place) -> None:
        for place in places:
            camera = self._one_of(place)
            if camera is not None:
                self._stand(camera, 10)
                self._walk_on(50)

    def _one_of(self, place: Place) -> Camera | None:
        cameras = self._site.by_place[place]
        return cameras[int(self._random() * len(cameras))] if cameras else None

    def _stand(self, camera: Camera, mean_s: int) -> None:
        stay_s = min(LONGEST_STAY_S, 3 + _about(self._random(), mean_s))
        end_s = self._now_s + stay_s
        self._into.append(Visit(self._now_s, end_s, camera.id, self._person.name))
        self._now_s = end_s

    def _walk_on(self, mean_s: int) -> None:
        self._now_s += 5 + _about(self._random(), mean_s)


def _lunch_h(role: Role) -> float:
    spans_noon = role.start_h < 10 and role.start_h + role.hours > 14.5
    return _LUNCH_H if spans_noon else role.start_h + _LUNCH_AFTER_START_H


def _strangers(dice: Random, site: Site, midnight_s: int, into: list[Visit]) -> None:
    """Couriers and guests: most by day, some in the night; each seen at one to four cameras."""
    random = dice.random
    for _ in range(site.strangers_per_day):
        is_late = random() < 0.12
        hour = random() * 24 if is_late else 7.5 + (random() + random()) * 5.5
        now_s = midnight_s + int(hour * HOUR_S)
        label = f"Unknown-{1 + int(random() * 48):02d}"
        cameras = [*site.by_place[Place.ENTRANCE], *site.by_place[Place.HALL]]
        cameras += site.by_place[Place.DOCK]
        for _ in range(1 + int(random() * 4)):
            camera = cameras[int(random() * len(cameras))]
            end_s = now_s + 4 + _about(random(), 22)
            into.append(Visit(now_s, end_s, camera.id, label))
            now_s = end_s + 10 + _about(random(), 90)


def _about(chance: float, mean: int) -> int:
    """Many small values and a few large ones, up to three times *mean*."""
    return int(3 * mean * chance * chance)
