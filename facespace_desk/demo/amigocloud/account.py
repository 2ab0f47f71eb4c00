"""What the user has: projects, their datasets, galleries; all of it seeded."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facespace_desk.demo.amigocloud.database import Column, Database, point
from facespace_desk.demo.amigocloud.moving import ships, vehicles

if TYPE_CHECKING:
    from facespace_desk.demo.amigocloud.moving import Mover

USER_ID = 42
PROJECTS = 47  # more than two pages
PIERS = 2_600  # rows, more than two pages of the largest size
GALLERY = 7
_GEOMETRY = Column("geom", "point")
_ADDRESSES = (
    *("1 Pier Road", "12 Harbour Street", "77 Lighthouse Lane", "5 Rope Walk", "210 Quay West"),
    *("18 Chandlers Row", "9 Ferry Steps", "33 Customs House Square", "4 Anchor Close"),
)
_THEMES = (
    *("Bridges", "Hydrants", "Street trees", "Bus stops", "Culverts", "Playgrounds", "Bike racks"),
    *("Storm drains", "Signals", "Piers", "Sea walls", "Benches", "Kerb ramps", "Murals"),
)
_AREAS = ("north", "south", "harbour", "islands", "old town")


@dataclass
class Gallery:
    """A related table of pictures: id of the row it belongs to, file name, bytes."""

    id: int
    dataset_id: int
    photos: list[tuple[str, str, str, bytes]] = field(default_factory=list)  # amigo_id first


@dataclass
class Dataset:
    """*type*: "vector", "tabular" or "realtime"; *movers* are those of a realtime one."""

    id: int
    project_id: int
    name: str
    type: str
    columns: Sequence[Column]
    movers: Sequence[Mover] = ()
    state: str = ""

    @property
    def table(self) -> str:
        return f"dataset_{self.id}"


@dataclass
class Project:
    id: int
    name: str
    description: str


class Account:
    """One user's projects and datasets, and the rows of these in a database of their own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"amigocloud {seed}")
        self.rows = Database()
        self.projects: dict[int, Project] = {}
        self.datasets: dict[int, Dataset] = {}
        self.galleries: dict[int, Gallery] = {}
        self._next_project = 101
        self._next_dataset = 9
        self._positions_at_s = 0.0
        self._seed_live(seed)
        self._seed_piers()
        self._seed_rest()

    def close(self) -> None:
        self.rows.close()

    def amigo_id(self) -> str:
        """A new row id, as the service writes them."""
        return f"{self.chance.getrandbits(128):032x}"

    # what there is

    def datasets_of(self, project_id: int) -> list[Dataset]:
        return [found for found in self.datasets.values() if found.project_id == project_id]

    def tables_of(self, project_id: int) -> set[str]:
        return {dataset.table for dataset in self.datasets_of(project_id)}

    def refresh_positions(self, now_s: float) -> None:
        """Write where everything is, unless it was written a moment ago."""
        if abs(now_s - self._positions_at_s) < 1:
            return
        self._positions_at_s = now_s
        for dataset in self.datasets.values():
            rows = [_position_row(mover, now_s) for mover in dataset.movers]
            self.rows.replace(dataset.table, rows)

    # what is added and taken

    def add_project(self, name: str, description: str) -> Project:
        made = Project(self._next_project, name, description)
        self._next_project += 1
        self.projects[made.id] = made
        return made

    def add_dataset(
        self,
        project_id: int,
        name: str,
        kind: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[object]],
        *,
        movers: Sequence[Mover] = (),
    ) -> Dataset:
        """Rows are without `amigo_id`; those of a realtime dataset begin with it."""
        made = Dataset(self._next_dataset, project_id, name, kind, tuple(columns), movers)
        made.state = self.amigo_id()
        self._next_dataset += 1
        self.datasets[made.id] = made
        named = rows if movers else ([self.amigo_id(), *row] for row in rows)
        self.rows.create(made.table, made.columns, named)
        return made

    def remove_dataset(self, dataset: Dataset) -> None:
        del self.datasets[dataset.id]
        self.rows.drop(dataset.table)

    # the first ones

    def _seed_live(self, seed: int) -> None:
        project = self.add_project("Streets and harbour", "Everything that moves")
        numbers = ("latitude", "longitude", "speed", "track")
        columns = (*(Column(name, "float") for name in numbers), _GEOMETRY)
        for name, movers in (("City vehicles", vehicles(seed)), ("Coast traffic", ships(seed))):
            self.add_dataset(project.id, name, "realtime", columns, (), movers=movers)

    def _seed_piers(self) -> None:
        project = self.add_project("Pier inspections", "Condition of piers and their ladders")
        self._next_dataset = 21
        addresses = [(f"Depot {n}", address, None) for n, address in enumerate(_ADDRESSES, 1)]
        self.add_dataset(
            project.id,
            "Depots",
            "vector",
            (Column("name"), Column("address"), _GEOMETRY),
            addresses,
        )
        chance = self.chance
        columns = (
            *(Column("name"), Column("condition"), Column("depth_m", "float")),
            *(Column("ladders", "integer"), Column("inspected", "datetime"), _GEOMETRY),
        )
        piers = [
            (
                f"Pier {number}",
                chance.choice(("good", "fair", "poor")),
                round(chance.uniform(2, 14), 2),
                chance.randint(0, 6),
                f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}T09:30:00+00:00",
                point(40.55 + chance.random() / 3, -74.1 + chance.random() / 3),
            )
            for number in range(1, PIERS + 1)
        ]
        dataset = self.add_dataset(project.id, "Piers", "vector", columns, piers)
        self.galleries[GALLERY] = Gallery(GALLERY, dataset.id)

    def _seed_rest(self) -> None:
        for number in range(PROJECTS - len(self.projects)):
            theme = _THEMES[number % len(_THEMES)]
            area = _AREAS[number % len(_AREAS)]
            project = self.add_project(
                f"{theme}, {area}", f"{theme} in the {area} since 20{10 + number % 15}"
            )
            # The first has more datasets than a page holds.
            for nth in range(24 if number == 0 else number % 3):
                rows = [(f"{theme} {n}", n) for n in range(1, 4 + nth % 5)]
                columns = (Column("name"), Column("number", "integer"))
                self.add_dataset(project.id, f"{theme} {2024 - nth}", "tabular", columns, rows)


def _position_row(mover: Mover, now_s: float) -> tuple[object, ...]:
    place, speed = mover.place(now_s)
    latitude, longitude = round(place.latitude, 6), round(place.longitude, 6)
    geometry = point(latitude, longitude)
    return mover.id, latitude, longitude, round(speed, 1), round(place.track, 1), geometry
