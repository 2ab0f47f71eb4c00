"""What moves in the AmigoCloud simulator, and what there is: plausible, and the same every time."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from facespace_desk.demo.amigocloud.account import Account
from facespace_desk.demo.amigocloud.moving import Mover, Route, ships, vehicles
from facespace_desk.map.basemap import UNITS, Basemap, lod_for
from facespace_desk.map.geo import to_world
from tests.amigo_simulator import ADDRESSES, GALLERY, PIERS, SHIPS, VEHICLES
from tests.simulators import SEED

NOW_S = 1_795_000_000.0
_LOD = lod_for(10)


@pytest.fixture(scope="module")
def basemap() -> Basemap:
    return Basemap.load()


def is_land(basemap: Basemap, latitude: float, longitude: float) -> bool:
    """Whether a place is on the map's land, by the number of shores to the west of it."""
    x, y = (float(value) for value in to_world(np.array(longitude), np.array(latitude)))
    cells = 1 << _LOD.cell_zoom
    shapes = basemap.shapes("land", _LOD, int(x * cells), int(y * cells))
    assert shapes is not None
    is_inside = False
    for first, last in zip(shapes.starts[:-1], shapes.starts[1:], strict=True):
        ring = shapes.points[first:last]
        following = np.roll(ring, -1, axis=0)
        crossing = (ring[:, 1] > y * UNITS) != (following[:, 1] > y * UNITS)
        (x1, y1), (x2, y2) = ring[crossing].T, following[crossing].T
        at = x1 + (y * UNITS - y1) / (y2 - y1) * (x2 - x1)
        is_inside ^= bool((at > x * UNITS).sum() % 2)
    return is_inside


def test_vehicles_keep_to_the_land_and_ships_to_the_water(basemap: Basemap) -> None:
    for movers, wanted in ((vehicles(SEED), True), (ships(SEED), False)):
        for mover in movers:
            for part in range(7):  # of its way round
                place = mover.route.at(mover.route.length_m * part / 7)
                assert is_land(basemap, place.latitude, place.longitude) is wanted, mover.id


@pytest.mark.parametrize("movers", [vehicles(SEED), ships(SEED)], ids=["vehicles", "ships"])
def test_nothing_jumps_and_the_track_points_where_it_goes(movers: tuple[Mover, ...]) -> None:
    for mover in movers:
        for moment_s in np.arange(NOW_S, NOW_S + 300, 10):
            (here, speed), (there, _) = mover.place(moment_s), mover.place(moment_s + 1)
            north = (there.latitude - here.latitude) * 111_195
            east = (there.longitude - here.longitude) * 111_195
            east *= math.cos(math.radians(here.latitude))
            moved_m = math.hypot(north, east)
            assert moved_m <= 1.1 * speed / 2.23694 + 1.5
            if here.track == there.track and moved_m > 0.5:
                turned = abs(math.degrees(math.atan2(east, north)) % 360 - here.track)
                assert min(turned, 360 - turned) < 1


def test_speeds_are_those_of_streets_and_of_the_sea() -> None:
    for movers, most_mph in ((vehicles(SEED), 50), (ships(SEED), 28)):
        speeds = [mover.place(NOW_S + 17 * turn)[1] for mover in movers for turn in range(20)]
        assert min(speeds) >= 0
        assert max(speeds) < most_mph


def test_a_seed_is_a_world() -> None:
    def places(seed: int) -> list[object]:
        return [mover.report(NOW_S) for mover in (*vehicles(seed), *ships(seed))]

    assert places(1) == places(1)
    assert places(1) != places(2)


def test_every_object_has_a_name_of_its_own() -> None:
    names = [mover.id for mover in (*vehicles(SEED), *ships(SEED))]
    assert len(set(names)) == len(names) == 368


def test_a_route_is_closed() -> None:
    route = Route([(40.0, -74.0), (40.1, -74.0), (40.0, -74.0)])
    assert route.length_m == pytest.approx(2 * 11_119.5)
    for distance_m, latitude, track in ((0, 40, 0), (11_119.6, 40.1, 180), (-1, 40, 180)):
        place = route.at(distance_m)
        assert place.latitude == pytest.approx(latitude, abs=1e-4)
        assert place.track == track


@pytest.mark.parametrize(
    ("values", "kind"), [("texts", str), ("numbers", (int, float)), ("swapped", str)]
)
def test_reports_come_in_the_shapes_of_the_specification(
    values: str, kind: type | tuple[type, ...]
) -> None:
    report = vehicles(SEED)[0].report(NOW_S, values)
    for name in ("timestamp", "latitude", "longitude", "altitude", "speed", "track"):
        assert isinstance(report[name], kind), name
    assert isinstance(report["object_id"], str)
    assert (abs(float(str(report["latitude"]))) > 60) is (values == "swapped")


def test_the_account_has_what_the_specification_asks_for() -> None:
    account = Account(SEED)
    assert len(account.projects) > 40
    kinds = {id_: dataset.type for id_, dataset in account.datasets.items()}
    assert kinds[VEHICLES] == kinds[SHIPS] == "realtime"
    assert account.galleries[GALLERY].dataset_id == PIERS
    rows = account.rows.all_rows(f"dataset_{ADDRESSES}")
    assert list(rows.names) == ["amigo_id", "name", "address", "geom"]
    assert all(row[2] and row[3] is None for row in rows.rows)
    assert max(len(account.datasets_of(id_)) for id_ in account.projects) > 20
    account.close()


def test_the_simulators_start_without_the_libraries_of_the_socket() -> None:
    code = (
        "import sys, facespace_desk.demo.__main__;"
        "print([n for n in ('socketio', 'engineio', 'aiohttp', 'wsproto') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
