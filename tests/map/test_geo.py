"""Projection, distances, circles and bounds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.map import geo
from tests.map.shapes import inside, unhurried

latitudes = st.floats(-85.05, 85.05)
longitudes = st.floats(-180, 180)
anywhere = st.tuples(st.floats(-90, 90), longitudes)


@unhurried
@given(longitudes, latitudes)
def test_world_and_back_is_the_same_place(lon: float, lat: float) -> None:
    x, y = geo.to_world(lon, lat)
    assert 0.0 <= x < 1.0
    assert 0.0 <= y <= 1.0
    back_lon, back_lat = geo.to_lonlat(x, y)
    assert abs((back_lon - lon + 180) % 360 - 180) < 1e-9
    assert back_lat == pytest.approx(lat, abs=1e-9)


@unhurried
@given(st.floats(-1e4, 1e4), st.floats(-90, 90))
def test_every_place_lies_in_the_world_square(lon: float, lat: float) -> None:
    x, y = geo.to_world(lon, lat)
    assert 0.0 <= x < 1.0
    assert 0.0 <= y <= 1.0


def test_a_longitude_a_hair_west_of_180_does_not_wrap_to_one() -> None:
    x, _y = geo.to_world(np.nextafter(-180.0, -181.0), 0.0)
    assert 0.0 <= x < 1.0


def test_corners_and_middle_of_the_world() -> None:
    x, y = geo.to_world([0.0, -180.0, 180.0], [0.0, 90.0, -90.0])
    assert x.tolist() == [0.5, 0.0, 0.0]
    assert y.tolist() == [0.5, 0.0, 1.0]
    assert geo.to_lonlat(0.5, 0.0)[1] == pytest.approx(85.05112878)


def test_nan_stays_nan() -> None:
    x, y = geo.to_world([math.nan, 10.0], [5.0, math.nan])
    assert np.isnan(x).tolist() == [True, False]
    assert np.isnan(y).tolist() == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((48.8566, 2.3522), (51.5074, -0.1278), 343.6),  # Paris, London
        ((40.7128, -74.0060), (34.0522, -118.2437), 3935.7),  # New York, Los Angeles
        ((-33.8688, 151.2093), (-36.8485, 174.7633), 2155.9),  # Sydney, Auckland
        ((0.0, 179.5), (0.0, -179.5), 111.195),  # over 180 degrees
        ((90.0, 0.0), (-90.0, 0.0), math.pi * 6371.0088),
        ((10.0, 20.0), (10.0, 20.0), 0.0),
    ],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert float(geo.distance_km(*one, *other)) == pytest.approx(km, rel=1e-3, abs=1e-9)


@unhurried
@given(anywhere, anywhere)
def test_distance_is_symmetric_and_at_most_half_around(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there, back = geo.distance_km(*one, *other), geo.distance_km(*other, *one)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0.0 <= there <= geo.HALF_AROUND_KM


@unhurried
@given(anywhere, st.floats(0, 360), st.floats(0, 20_000))
def test_a_destination_lies_as_far_away_as_asked(
    place: tuple[float, float], bearing: float, km: float
) -> None:
    lat, lon = geo.destination(*place, bearing, km)
    assert -180.0 <= lon < 180.0
    assert float(geo.distance_km(*place, lat, lon)) == pytest.approx(km, abs=0.5)


CIRCLES = [
    (48.0, 8.0, 300.0),
    (0.0, 179.9, 500.0),  # over 180 degrees
    (-17.0, -179.9, 1500.0),
    (80.0, 30.0, 1500.0),  # holds the north pole
    (-75.0, 170.0, 3000.0),  # the south pole, from beside 180 degrees
    (89.9, 0.0, 50.0),
    (79.0, 0.0, 1222.0),  # the pole is just outside
    (79.0, 0.0, 1225.0),  # and just inside
    (10.0, 100.0, 12_000.0),  # both poles
    (0.0, 0.0, 19_000.0),
    (0.0, 0.0, 30_000.0),  # everything
]


@pytest.mark.parametrize(("lat", "lon", "km"), CIRCLES)
def test_a_circle_holds_what_is_nearer_and_nothing_else(lat: float, lon: float, km: float) -> None:
    ring = geo.circle(lat, lon, km)
    generator = np.random.default_rng(7)
    lats = np.degrees(np.arcsin(generator.uniform(-0.995, 0.995, 3000)))
    lons = generator.uniform(-180, 180, 3000)
    near = geo.destination(
        lat, lon, generator.uniform(0, 360, 2000), generator.uniform(0, 2, 2000) * km
    )
    lats, lons = np.concatenate([lats, near[0]]), np.concatenate([lons, near[1]])
    away = geo.distance_km(lat, lon, lats, lons)
    # The outline is straight between its corners, and ends where the world does.
    clear = (np.abs(away - km) > 0.02 * km + 1) & (np.abs(lats) < 84.9)
    x, y = geo.to_world(lons[clear], lats[clear])
    copies = [inside(x + turn, y, ring) for turn in (-2, -1, 0, 1, 2)]
    assert clear.sum() > 1000
    assert np.array_equal(np.sum(copies, axis=0) == 1, away[clear] < km)


@unhurried
@given(anywhere, st.floats(0.1, 20_000))
def test_a_circle_hangs_together(place: tuple[float, float], km: float) -> None:
    ring = geo.circle(*place, km)
    assert np.isfinite(ring).all()
    assert (ring[:, 1] >= 0.0).all()
    assert (ring[:, 1] <= 1.0).all()
    assert np.ptp(ring[:, 0]) <= 1.0 + 1e-9


@unhurried
@given(anywhere, st.floats(0.1, 20_000))
def test_circle_bounds_hold_the_circle(place: tuple[float, float], km: float) -> None:
    south, west, north, east = geo.circle_bounds(*place, km)
    lat, lon = geo.destination(*place, np.arange(0, 360, 5), km)
    across = (lon - place[1] + 180) % 360 - 180
    assert (lat >= south - 1e-6).all()
    assert (lat <= north + 1e-6).all()
    if abs(abs(place[0]) - 90) > 1e-3:  # at a pole itself longitude means nothing
        assert (np.abs(across) <= (east - west) / 2 + 1e-4).all()


def test_bounds_take_the_short_way_over_180_degrees() -> None:
    assert geo.bounds_of([-17.0, -20.0], [179.0, -178.0]) == (-20.0, 179.0, -17.0, -178.0)
    assert geo.bounds_of([1.0, 2.0, 3.0], [-10.0, 0.0, 20.0]) == (1.0, -10.0, 3.0, 20.0)
    assert geo.bounds_of([5.0], [7.0]) == (5.0, 7.0, 5.0, 7.0)


def test_bounds_leave_out_what_has_no_place() -> None:
    assert geo.bounds_of([math.nan, 2.0], [1.0, 3.0]) == (2.0, 3.0, 2.0, 3.0)
    assert geo.bounds_of([math.nan], [1.0]) is None
    assert geo.bounds_of([], []) is None


@unhurried
@given(st.lists(anywhere, min_size=1, max_size=20))
def test_bounds_hold_every_place(places: list[tuple[float, float]]) -> None:
    lats, lons = zip(*places, strict=True)
    found = geo.bounds_of(lats, lons)
    assert found is not None
    south, west, north, east = found
    for lat, lon in places:
        assert south <= lat <= north
        assert (lon - west) % 360 <= (east - west) % 360 + 1e-9 or (lon - west) % 360 > 359.999999
