"""Squares of the MGRS. The squares to compare with were made with GeoTrans 3 (NGA)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.map.coordinates import grid_text, parse_coordinates
from facespace_desk.map.geo import distance_km
from facespace_desk.map.mgrs import NORTHMOST, SOUTHMOST, mgrs_text, parse_mgrs
from tests.map.shapes import unhurried

HALF_SQUARE_KM = 0.00075  # half the diagonal of a metre, and what the sphere adds
SQUARES = [
    (48.85826, 2.2945, "31U DQ 48251 11939"),
    (-33.8568, 151.2153, "56H LH 34900 52288"),
    (40.4237, -86.9212, "16T EK 06684 74788"),
    (0.0, 0.0, "31N AA 66021 00000"),
    (-0.0001, 0.0, "31M AV 66021 99988"),
    (60.0, 5.0, "32V KM 76979 58157"),  # Norway's wide zone
    (55.99999, 3.0, "31U EC 00000 06078"),
    (56.0, 3.0, "32V JH 26049 22336"),
    (64.0, 3.0, "31W EL 00000 97014"),
    (71.999, 33.0, "36W WE 00000 88820"),
    (72.0, 33.0, "37X BV 93363 99233"),  # Svalbard's zones
    (73.0, 9.5, "33X UB 20743 08714"),
    (78.2, 15.6, "33X WG 13696 80760"),
    (84.0, 10.0, "33X VP 41721 30624"),
    (-80.0, 10.0, "32C NS 19384 18247"),
    (83.9, 179.9, "60X WU 34390 17795"),
    (-79.9, -179.9, "01C DM 43247 28161"),
    (0.0, -180.0, "01N AA 66021 00000"),
    (0.0, 179.99999, "60N ZF 33977 00000"),
]


@pytest.mark.parametrize(("lat", "lon", "square"), SQUARES)
def test_places_have_their_square(lat: float, lon: float, square: str) -> None:
    assert mgrs_text(lat, lon) == square


@pytest.mark.parametrize(("lat", "lon", "square"), SQUARES)
def test_squares_are_read_back(lat: float, lon: float, square: str) -> None:
    for text in (square, square.replace(" ", ""), square.lower(), f"  {square}\n"):
        found = parse_coordinates(text)
        assert found is not None
        assert float(distance_km(lat, lon, *found)) < HALF_SQUARE_KM


@given(lat=st.floats(SOUTHMOST, NORTHMOST), lon=st.floats(-180, 180))
@unhurried
def test_every_place_is_found_again(lat: float, lon: float) -> None:
    found = parse_mgrs(mgrs_text(lat, lon))
    assert found is not None
    assert float(distance_km(lat, lon, *found)) < HALF_SQUARE_KM


@pytest.mark.parametrize(
    ("text", "km"),
    [("31U DQ", 71), ("31U DQ 4 1", 7.1), ("31UDQ4811", 0.71), ("31UDQ482119", 0.08)],
)
def test_the_middle_of_a_larger_square_is_meant(text: str, km: float) -> None:
    found = parse_mgrs(text)
    assert found is not None
    assert float(distance_km(48.85826, 2.2945, *found)) < km


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31U",
        "00U DQ 48251 11939",
        "61U DQ 48251 11939",
        "31I DQ 48251 11939",  # no band of that name
        "31U SQ 48251 11939",  # no such column in the zone
        "31U DI 48251 11939",
        "31U DQ 48251 1193",
        "31U DQ 482511193",
        "31U DQ 482511 119391",
        "31U DE 48251 11939",  # the row is not in the band
    ],
)
def test_what_is_no_square_is_refused(text: str) -> None:
    assert parse_mgrs(text) is None


@pytest.mark.parametrize("lat", [84.001, -80.001, 90.0])
def test_beyond_the_grid_degrees_are_written(lat: float) -> None:
    assert mgrs_text(lat, 10.0) == ""
    assert grid_text(lat, 10.0).startswith(f"{lat:.5f}")
