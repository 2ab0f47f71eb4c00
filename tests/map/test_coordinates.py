"""Coordinates as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.map.coordinates import dd_text, dms_text, parse_coordinates
from tests.map.shapes import unhurried

LAFAYETTE = (40.4237, -86.9212)


@pytest.mark.parametrize(
    "text",
    [
        "40.4237, -86.9212",
        "40.4237 -86.9212",
        "40.4237,-86.9212",
        "  40.4237 ,\t-86.9212\n",
        "(40.4237, -86.9212)",
        "[40.4237,-86.9212]",
        "40.4237; -86.9212",
        "40.4237/-86.9212",
        "+40.4237, −86.9212",  # a real minus
        "40,4237; -86,9212",
        "40,4237, -86,9212",
        "40,4237 -86,9212",
        "40.4237N 86.9212W",
        "40.4237° N, 86.9212° W",
        "n40.4237 w86.9212",
        "W 86.9212, N 40.4237",
        "86.9212W 40.4237N",
        "40.4237 North, 86.9212 West",
        "lat: 40.4237, lon: -86.9212",
        "Latitude 40.4237 Longitude -86.9212",
        "geo:40.4237,-86.9212",
        "geo:40.4237,-86.9212,190;u=35",
        "geo:40.4237,-86.9212?z=14",
        "GEO:40.4237,-86.9212",
        "40°25.422′N 86°55.272′W",
        "N 40° 25.422 W 86° 55.272",
        "40 25.422 -86 55.272",
        "40°25'25.32\"N 86°55'16.32\"W",
        "40°25′25.32″N, 86°55′16.32″W",
        "40°25'25.32''N86°55'16.32''W",
        "40º 25’ 25.32” N 86º 55’ 16.32” W",
        "40 25 25.32 N 86 55 16.32 W",
        "40 25 25.32, -86 55 16.32",
        "40d25m25.32s N 86d55m16.32s W",
        "４０.4237, -86.9212",  # full-width digits
    ],
)
def test_one_place_in_all_its_spellings(text: str) -> None:
    assert parse_coordinates(text) == pytest.approx(LAFAYETTE, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("0,0", (0, 0)),
        ("90 180", (90, 180)),
        ("-90,-180", (-90, -180)),
        ("33S 151E", (-33, 151)),
        ("-33 52 7 151 12 33", (-33.868611, 151.209167)),
        ("0°30'S 0°30'W", (-0.5, -0.5)),
        ("-0 30 0, -0 30 0", (-0.5, -0.5)),
        ("45N, 7", (45, 7)),
        ("7E, 45", (45, 7)),
    ],
)
def test_edges_and_halves_of_the_world(text: str, place: tuple[float, float]) -> None:
    assert parse_coordinates(text) == pytest.approx(place, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Paris",
        "Paris, France",
        "42",
        "1 2 3",
        "4,5,6",
        "4.5.6, 7",
        "91, 0",
        "0, 180.1",
        "N40 N41",
        "40N 50S",
        "10E 20W",
        "N40N, 10",
        "-40N, 10",
        "40°61'N 10°E",
        "40°10'61\"N 10°E",
        "40.5°10'N 10°E",
        "40°10.5'10\"N 10°E",
        "--4, 5",
        "1e1, 3",
        "nan, nan",
        "inf, 0",
        "٤٠, ٥",
        "geo:91,0",
        "geo:1",
        "route 66, 12 main street",
        "192.168.0.1",
        "2024-11-21",
        "9" * 5000,
        "1 " * 5000,
        "(" * 5000,
    ],
)
def test_nonsense_is_no_place(text: str) -> None:
    assert parse_coordinates(text) is None


@unhurried
@given(st.text(max_size=60))
def test_any_text_is_a_place_on_earth_or_none(text: str) -> None:
    place = parse_coordinates(text)
    assert place is None or (abs(place[0]) <= 90 and abs(place[1]) <= 180)


@unhurried
@given(st.text(alphabet="0123456789.,;°'\"NSEWnsew -+/geo:", max_size=40))
def test_texts_like_coordinates_never_leave_the_earth(text: str) -> None:
    place = parse_coordinates(text)
    assert place is None or (abs(place[0]) <= 90 and abs(place[1]) <= 180)


@unhurried
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_can_be_read(lat: float, lon: float) -> None:
    assert parse_coordinates(dd_text(lat, lon)) == pytest.approx((lat, lon), abs=0.6e-5)
    assert parse_coordinates(dms_text(lat, lon)) == pytest.approx((lat, lon), abs=0.06 / 3600)


def test_written_forms() -> None:
    assert dd_text(40.423720, -86.9212) == "40.42372, -86.92120"
    assert dd_text(-0.000001, 0.0, 3) == "0.000, 0.000"
    assert dms_text(40.42372, -86.9212) == "40°25′25.4″N 86°55′16.3″W"
    assert dms_text(-0.0, -179.9999999) == "0°00′00.0″N 180°00′00.0″W"
    assert dms_text(59.99999999, 0.5) == "60°00′00.0″N 0°30′00.0″E"
