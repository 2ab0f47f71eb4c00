"""The embedded basemap: land and sea are where they are, in every level of detail."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from facespace_desk import assets
from facespace_desk.map import geo
from facespace_desk.map.basemap import (
    FILLED,
    LAYERS,
    LINES,
    LODS,
    MARGIN,
    UNITS,
    Basemap,
    Lod,
    lod_for,
)
from tests.map.shapes import inside


@functools.cache
def basemap() -> Basemap:
    return Basemap.load()


def covered(layer: str, lod: Lod, lat: float, lon: float) -> bool:
    """Whether a layer is filled at a place, drawn from the cell that the place lies in."""
    x, y = (float(value) for value in geo.to_world(lon, lat))
    side = 1 << lod.cell_zoom
    shapes = basemap().shapes(layer, lod, int(x * side), int(y * side))
    if shapes is None:
        return False
    at = np.array([x * UNITS]), np.array([y * UNITS])
    rings = np.split(shapes.points, shapes.starts[1:-1])
    return sum(bool(inside(*at, ring)[0]) for ring in rings) % 2 == 1


LAND = {
    "Kansas": (38.5, -98.4),
    "Manitoba": (55.0, -97.0),
    "Alaska": (65.0, -152.0),
    "Greenland": (72.0, -40.0),
    "Amazon": (-5.0, -62.0),
    "Patagonia": (-46.0, -70.0),
    "Germany": (50.5, 10.0),
    "Sahara": (23.0, 10.0),
    "Congo": (-2.0, 22.0),
    "South Africa": (-30.0, 23.0),
    "Siberia": (62.0, 100.0),
    "Chukotka west of 180": (67.0, 177.0),
    "Chukotka on 180": (68.0, 179.99),
    "Chukotka east of 180": (66.8, -177.0),
    "India": (22.0, 79.0),
    "China": (35.0, 105.0),
    "Borneo": (1.0, 114.0),
    "Australia": (-25.0, 134.0),
    "Antarctica": (-80.0, 20.0),
    "Antarctica on 180": (-84.95, 180.0),
    "Antarctica east of 180": (-84.95, -179.9),
    "Antarctica at the edge": (-84.9, -100.0),
}
SEA = {
    "North Atlantic": (40.0, -40.0),
    "South Atlantic": (-30.0, -15.0),
    "North Pacific": (35.0, -160.0),
    "Pacific on 180": (30.0, 180.0),
    "Pacific beside 180": (10.0, -179.9),
    "Gulf of Mexico": (25.5, -90.0),
    "Hudson Bay": (60.0, -86.0),
    "Mediterranean": (34.0, 25.0),
    "Caspian": (42.0, 50.5),
    "Indian Ocean": (-20.0, 80.0),
    "Sea of Japan": (40.0, 135.0),
    "Tasman Sea": (-38.0, 160.0),
    "Arctic Ocean": (84.0, 10.0),
    "Weddell Sea": (-72.0, -45.0),
}
# Too small for the coarsest, or lost in its straight lines.
FINE_LAND = {
    "Viti Levu, Fiji": (-17.8, 178.0),
    "Vanua Levu, Fiji": (-16.6, 179.2),
    "Wrangel west of 180": (71.1, 179.3),
    "Wrangel east of 180": (71.2, -178.8),
    "Mallorca": (39.6, 3.0),
    "Long Island": (40.85, -73.0),
    "Italy's heel": (40.3, 18.0),
    "Hokkaido": (43.4, 142.8),
}
FINE_SEA = {
    "Bass Strait": (-39.7, 145.5),
    "Adriatic": (43.0, 15.5),
    "Koro Sea, Fiji": (-18.0, 179.6),
    "English Channel": (50.2, -1.0),
    "Persian Gulf": (27.0, 51.5),
}


@pytest.mark.parametrize("lod", LODS, ids=lambda lod: lod.name)
def test_known_land_and_sea(lod: Lod) -> None:
    fine = lod.name != "110m"
    land = LAND | (FINE_LAND if fine else {})
    sea = SEA | (FINE_SEA if fine else {})
    assert [name for name, at in land.items() if not covered("land", lod, *at)] == []
    assert [name for name, at in sea.items() if covered("land", lod, *at)] == []


@pytest.mark.parametrize("lod", LODS[1:], ids=lambda lod: lod.name)
def test_known_lakes(lod: Lod) -> None:
    lakes = {"Michigan": (43.5, -87.0), "Victoria": (-1.0, 33.0), "Baikal": (53.3, 108.0)}
    shores = {"Chicago": (41.85, -87.7), "Milwaukee": (43.05, -88.05)}
    assert [name for name, at in lakes.items() if not covered("lakes", lod, *at)] == []
    assert [name for name, at in shores.items() if covered("lakes", lod, *at)] == []


def test_the_shore_of_lake_michigan_is_right_at_city_zoom() -> None:
    off_navy_pier, the_loop = (41.89, -87.56), (41.88, -87.64)
    assert covered("lakes", LODS[2], *off_navy_pier)
    assert not covered("lakes", LODS[2], *the_loop)


@pytest.mark.parametrize("lod", LODS, ids=lambda lod: lod.name)
def test_nearly_all_towns_are_on_land(lod: Lod) -> None:
    towns = basemap().places
    step = 311
    on_land = [
        covered("land", lod, float(lat), float(lon))
        for lat, lon in zip(towns.lat[::step], towns.lon[::step], strict=True)
    ]
    least = {"110m": 0.90, "50m": 0.95, "10m": 0.975}[lod.name]
    assert np.mean(on_land) > least


def test_no_outline_runs_along_180_degrees() -> None:
    for lod in LODS:
        side = 1 << lod.cell_zoom
        for row in range(side):
            for column, edge in ((0, 0), (side - 1, UNITS)):
                shapes = basemap().shapes("land", lod, column, row)
                for ring in np.split(shapes.points, shapes.starts[1:-1]) if shapes else []:
                    after = np.roll(ring, -1, axis=0)
                    along = (np.abs(ring[:, 0] - edge) < 3000) & (np.abs(after[:, 0] - edge) < 3000)
                    assert not (along & (np.abs(ring[:, 1] - after[:, 1]) > UNITS / 2**12)).any()


@pytest.mark.parametrize("lod", LODS, ids=lambda lod: lod.name)
def test_shapes_stay_within_their_cell_and_its_margin(lod: Lod) -> None:
    side = 1 << lod.cell_zoom
    wide = UNITS / side
    count = 0
    for layer in LAYERS:
        for number in range(side * side):
            x, y = number % side, number // side
            shapes = basemap().shapes(layer, lod, x, y)
            if shapes is None:
                continue
            count += 1
            assert shapes.filled == (layer in FILLED)
            assert shapes.starts[0] == 0
            assert shapes.starts[-1] == len(shapes.points)
            assert np.diff(shapes.starts).min() >= (3 if shapes.filled else 2)
            low = np.array([x, y]) * wide - wide / MARGIN
            high = np.array([x + 1, y + 1]) * wide + wide / MARGIN
            assert (shapes.points >= low).all()
            assert (shapes.points <= high).all()
            assert (shapes.points == np.round(shapes.points)).all()
    assert count > 3


def test_every_layer_is_there_in_every_detail_but_the_coarsest_provinces() -> None:
    for lod in LODS:
        x, y = (float(value) * (1 << lod.cell_zoom) for value in geo.to_world(-95.0, 49.0))
        for layer in LAYERS:
            missing = basemap().shapes(layer, lod, int(x), int(y)) is None
            assert missing == (layer == "admin1" and lod.name == "110m"), (layer, lod)


def test_borders_run_where_countries_meet() -> None:
    """Nearest points of lines, and how many kilometres they may be off."""
    known = {(49.0, -110.0): 20, (31.33, -109.0): 20, (47.6, 7.6): 25, (42.5, 0.8): 40}
    for (lat, lon), km in known.items():
        lod = LODS[2]
        x, y = (float(value) for value in geo.to_world(lon, lat))
        side = 1 << lod.cell_zoom
        shapes = basemap().shapes("borders", lod, int(x * side), int(y * side))
        assert shapes is not None
        ends = zip(shapes.starts[:-1], shapes.starts[1:], strict=True)
        dense = np.vstack([_dense(shapes.points[a:b]) for a, b in ends]) / UNITS
        lons, lats = geo.to_lonlat(dense[:, 0], dense[:, 1])
        assert geo.distance_km(lat, lon, lats, lons).min() < km, (lat, lon)


def _dense(line: np.ndarray) -> np.ndarray:
    share = np.linspace(0, 1, 50)[:, np.newaxis, np.newaxis]
    return (line[:-1] * (1 - share) + line[1:] * share).reshape(-1, 2)


def test_a_tile_is_drawn_from_the_finest_detail_that_has_it_in_one_cell() -> None:
    assert [lod_for(zoom).name for zoom in (-1, 0, 1, 2, 4, 5, 19)] == [
        *("110m", "110m", "110m", "50m", "50m", "10m", "10m")
    ]
    x, y = (int(float(value) * 2**9) for value in geo.to_world(8.0, 47.5))
    layers = basemap().for_tile(9, x, y)
    assert list(layers) == [layer for layer in LAYERS if layer in layers]
    same = basemap().shapes("land", LODS[2], x >> 4, y >> 4)
    assert same is not None
    assert np.array_equal(layers["land"].points, same.points)
    assert basemap().for_tile(5, 40, 0) == {}
    assert set(LINES) < set(LAYERS)


def test_country_names_stand_in_their_countries() -> None:
    labels = basemap().countries
    assert len(labels.names) == len(labels.codes) == len(labels.lon) == len(labels.rank)
    assert (np.diff(labels.rank.astype(int)) >= 0).all()
    at = {name: number for number, name in enumerate(labels.names)}
    for name, code, rank in (
        ("Brazil", "BR", 0),
        ("Russia", "RU", 0),
        ("France", "FR", 1),
        ("Fiji", "FJ", 5),
        ("Antarctica", "AQ", 0),
    ):
        number = at[name]
        assert labels.codes[number] == code
        assert abs(int(labels.rank[number]) - rank) <= 1
        assert covered("land", LODS[1], float(labels.lat[number]), float(labels.lon[number]))
    assert 60 < labels.lon[at["Russia"]] < 130
    assert 176 < labels.lon[at["Fiji"]] < 180
    assert -6 < labels.lon[at["France"]] < 9


def test_what_it_was_built_from_is_told_in_the_licences() -> None:
    licences = assets.read_text("map", "LICENSE.txt")
    packages = [value for key, value in basemap().meta.items() if key != "layout"]
    assert len(packages) == 4
    for package in packages:
        name, _, version = package.rpartition("-")
        assert f"{name} {version}" in licences
    assert "creativecommons.org/licenses/by/4.0" in licences


def test_the_file_is_small_and_holds_plain_arrays_only() -> None:
    path = assets.path("map", "basemap.npz")
    assert path.stat().st_size < 5_000_000
    with np.load(path, allow_pickle=False) as file:
        assert all(file[name].dtype.kind in "iuf" for name in file.files)


Damage = Callable[[dict[str, np.ndarray]], object]


@pytest.mark.parametrize(
    "damage",
    [
        lambda arrays: arrays.pop("land_10m_steps"),
        lambda arrays: arrays.pop("place_names"),
        lambda arrays: arrays.pop("meta"),
        lambda arrays: arrays.update(meta=np.frombuffer(b"layout=99", np.uint8)),
        lambda arrays: arrays.update(meta=np.frombuffer(b"nonsense", np.uint8)),
        lambda arrays: arrays.update(land_50m_parts=arrays["land_50m_parts"][:-1]),
        lambda arrays: arrays.update(land_50m_steps=arrays["land_50m_steps"][:-5]),
        lambda arrays: arrays.update(place_lon=arrays["place_lon"][:-1]),
        lambda arrays: arrays.update(country_names=np.frombuffer(b"\xff\xfe", np.uint8)),
    ],
)
def test_a_file_of_another_layout_is_refused_in_words(damage: Damage) -> None:
    with np.load(assets.path("map", "basemap.npz"), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    damage(arrays)
    with pytest.raises(ValueError, match=r"basemap|decode|sequence"):
        Basemap(arrays)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off", b"\x93NUMPY\x01"])
def test_a_damaged_file_is_refused_in_words(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "basemap.npz").write_bytes(content)
    with pytest.raises(ValueError, match=r"basemap\.npz is no basemap"):
        Basemap.load(tmp_path / "basemap.npz")


def test_a_cut_file_is_refused_in_words(tmp_path: Path) -> None:
    whole = assets.path("map", "basemap.npz").read_bytes()
    damaged = bytearray(whole)
    damaged[200_000:200_400] = bytes(400)
    (tmp_path / "cut.npz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "damaged.npz").write_bytes(damaged)
    for name in ("cut.npz", "damaged.npz"):
        with pytest.raises(ValueError, match="is no basemap"):
            Basemap.load(tmp_path / name)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Basemap.load(tmp_path / "none.npz")
