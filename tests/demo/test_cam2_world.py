"""The seeded catalogue: the same from the same seed, real places, quick to make and to search."""

from __future__ import annotations

import json
import tracemalloc

import numpy as np
import pytest

from facespace_desk.demo.cam2.cities import cities
from facespace_desk.demo.cam2.index import Circle, Query, distance_km
from facespace_desk.demo.cam2.kinds import SHARES, Kind
from facespace_desk.demo.cam2.scenes import sun_height_deg
from facespace_desk.demo.cam2.world import CAMERAS, World

NOON_ON_MIDSUMMER_S = 1_782_043_200  # 12:00 UTC on 21 June 2026


@pytest.fixture(scope="module")
def world() -> World:
    return World(1)


def test_the_same_seed_makes_the_same_world(world: World) -> None:
    again, other = World(1), World(2)
    documents = [json.dumps(made.document(7)) for made in (world, again, other)]
    assert documents[0] == documents[1] != documents[2]


def test_index_and_documents_agree(world: World) -> None:
    index = world.index()
    rows = range(3_000)
    documents = {row: world.document(row) for row in rows}
    for field in ("type", "source", "country", "state", "city"):
        for text in {str(document[field]) for document in documents.values() if document[field]}:
            found = index.find(Query({field: text}))
            expected = [row for row in rows if documents[row][field] == text]
            assert found[found < len(rows)].tolist() == expected, (field, text)


def test_search_by_place_agrees_with_the_documents(world: World) -> None:
    index = world.index()
    found = {int(row) for row in index.find(Query(circle=Circle(35.68, 139.69, 40)))}
    near = set()
    for row in range(0, CAMERAS, 4):
        document = world.document(row)
        lat, lon = document["latitude"], document["longitude"]
        try:
            place = np.array([float(str(lat))]), np.array([float(str(lon))])
        except ValueError:
            continue
        if abs(place[0][0]) <= 90 and distance_km(35.68, 139.69, *place)[0] <= 40:
            near.add(row)
    assert len(near) > 300
    assert {row for row in found if row % 4 == 0} == near


def test_ids_lead_back_to_their_cameras(world: World) -> None:
    ids = [world.camera_id(row) for row in range(0, CAMERAS, 997)]
    assert [world.row(camera_id) for camera_id in ids] == list(range(0, CAMERAS, 997))
    assert {len(camera_id) for camera_id in ids} == {24}
    for wrong in ("", "f" * 24, ids[0].upper(), ids[0][:-1], "é" * 24, ids[0][:18] + "_00001"):
        assert world.row(wrong) is None or wrong == ids[0]


def test_every_kind_of_picture_occurs_in_its_share(world: World) -> None:
    for kind in Kind:
        share = len(world.rows_of_kind(kind)) / CAMERAS
        expected = SHARES.get(kind, 1 - sum(SHARES.values()))
        assert share == pytest.approx(expected, rel=0.2), kind


def test_even_the_smallest_world_has_every_kind() -> None:
    small = World(3, 350)
    assert all(small.rows_of_kind(kind) for kind in Kind)
    with pytest.raises(ValueError, match="at least 350"):
        World(3, 349)


def test_the_first_page_shows_the_whole_world(world: World) -> None:
    first = [world.place(row) for row in range(100)]
    quadrants = {(lat > 0, lon > 0) for lat, lon in first}
    assert len(quadrants) == 4
    assert len({world.city(row).zone.country for row in range(100)}) > 25


def test_cities_are_many_and_cameras_stand_near_them(world: World) -> None:
    assert len(cities()) >= 150
    assert len({city.name for city in cities()}) == len(cities())
    far = 0
    for row in range(2_000):
        city, (lat, lon) = world.city(row), world.place(row)
        km = distance_km(city.lat, city.lon, np.array([lat]), np.array([lon]))[0]
        assert km < 1_000
        far += km > 150
    assert far < 700


def test_the_sea_holds_no_cameras(world: World) -> None:
    perth = [world.place(row) for row in range(CAMERAS) if world.city(row).name == "Perth"]
    assert len(perth) > 200
    assert sum(lon < 115.6 for _lat, lon in perth) < len(perth) / 50


def test_a_world_takes_little_memory() -> None:
    tracemalloc.start()
    kept = World(1)
    index = kept.index()
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(index) == CAMERAS
    assert size < 25e6


@pytest.mark.parametrize(
    ("lat", "lon", "height_deg"),
    [(23.44, 0, 90), (0, 0, 66.6), (51.5, 0, 61.9), (23.44, 180, -43.1), (90, 0, 23.4)],
)
def test_the_sun_stands_where_it_stands(lat: float, lon: float, height_deg: float) -> None:
    assert sun_height_deg(NOON_ON_MIDSUMMER_S, lat, lon) == pytest.approx(height_deg, abs=1.5)
