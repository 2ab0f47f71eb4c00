"""Going to a place, and choosing a source: what is typed, and what is answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facespace_desk.map.goto import GoToBar
from facespace_desk.map.loading import shared_basemap
from facespace_desk.map.places import PlaceFinder
from tests.widgets.conftest import Show, show

__all__ = ["show"]


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(shared_basemap().places)


class Field:
    def __init__(self, show: Show, finder: PlaceFinder | None) -> None:
        self.bar = GoToBar()
        show(self.bar)
        if finder is not None:
            self.bar.set_finder(finder)
        self.places: list[tuple[float, float, float]] = []
        self.words: list[str] = []
        self.bar.place_wanted.connect(lambda *place: self.places.append(place))
        self.bar.not_found.connect(self.words.append)

    def enter(self, text: str) -> None:
        self.bar.clear()
        QTest.keyClicks(self.bar, text)
        QTest.keyClick(self.bar, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "text", ["52.52, 13.405", "52°31'12\"N 13°24'18\"E", "geo:52.52,13.405", "13.405 E, 52.52 N"]
)
def test_coordinates_in_any_notation_are_gone_to(show: Show, text: str) -> None:
    field = Field(show, None)
    field.bar.go_to(text)
    ((lat, lon, zoom),) = field.places
    assert (lat, lon) == pytest.approx((52.52, 13.405), abs=0.001)
    assert zoom > 8
    assert field.words == []


def test_towns_are_offered_as_one_types_and_the_best_is_gone_to(
    show: Show, finder: PlaceFinder
) -> None:
    field = Field(show, finder)
    field.enter("zurich")
    assert field.bar.offered()[0] == "Zürich, Switzerland"
    ((lat, lon, _zoom),) = field.places
    assert (lat, lon) == pytest.approx((47.37, 8.55), abs=0.05)


def test_large_cities_are_seen_from_farther_than_towns(show: Show, finder: PlaceFinder) -> None:
    field = Field(show, finder)
    field.enter("tokyo")
    field.enter("vaduz")
    assert field.places[0][2] < field.places[1][2]


def test_what_is_not_found_is_said_in_words_where_it_was_typed(
    show: Show, finder: PlaceFinder
) -> None:
    field = Field(show, finder)
    field.enter("qqxyzzy<b>")
    assert field.places == []
    assert field.words == ["No town is called “qqxyzzy<b>”, and these are no coordinates."]
    assert field.bar.property("invalid") is True
    assert "<b>" not in field.bar.toolTip().replace("&lt;b&gt;", "")
    assert field.bar.accessibleDescription() == field.words[0]
    field.enter("95, 200")
    assert "latitude is -90 to 90" in field.words[1]
    field.enter("52.5, 13.4")
    assert field.bar.property("invalid") is False


def test_before_the_towns_are_read_it_says_so(show: Show) -> None:
    field = Field(show, None)
    field.enter("berlin")
    assert field.words == ["The list of towns is not read yet; coordinates work at once."]
    field.enter("   ")
    assert len(field.words) == 1
