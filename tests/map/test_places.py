"""Towns of the basemap and finding them."""

from __future__ import annotations

import functools

import pytest

from facespace_desk.map.basemap import Basemap
from facespace_desk.map.places import PlaceFinder, Places, folded


@functools.cache
def places() -> Places:
    return Basemap.load().places


@functools.cache
def finder() -> PlaceFinder:
    return PlaceFinder(places())


def best(text: str) -> tuple[str, str]:
    found = finder().find(text, 1)
    assert found, text
    return found[0].name, found[0].country_code


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Zürich", "Zürich", "CH"),
        ("zurich", "Zürich", "CH"),
        ("ZURICH", "Zürich", "CH"),
        ("sao paulo", "São Paulo", "BR"),
        ("Krakow", "Kraków", "PL"),
        ("lodz", "Łódź", "PL"),
        ("Malmo", "Malmö", "SE"),
        ("Munich", "Munich", "DE"),
        ("münchen", "Munich", "DE"),
        ("Kobenhavn", "Copenhagen", "DK"),
        ("København", "Copenhagen", "DK"),
        ("cologne", "Köln", "DE"),
        ("new york", "New York City", "US"),
        ("St. Louis", "St. Louis", "US"),
        ("stoke on trent", "Stoke-on-Trent", "GB"),
        ("west lafayette", "West Lafayette", "US"),
        ("  Paris  ", "Paris", "FR"),
    ],
)
def test_names_are_found_however_typed(text: str, name: str, country: str) -> None:
    assert best(text) == (name, country)


def test_a_comma_narrows_by_country() -> None:
    assert best("Paris, US") == ("Paris", "US")
    assert best("paris, united states") == ("Paris", "US")
    assert best("london, canada") == ("London", "CA")
    assert finder().find("Tokyo, Brazil") == []
    assert best("Birmingham,")[1] == "GB"


def test_whole_names_come_first_then_beginnings_then_words_by_people() -> None:
    found = finder().find("york", 40)
    names = [place.name for place in found]
    assert names[0] == "York"
    whole = [place for place in found if folded(place.name) == "york"]
    assert found[: len(whole)] == whole
    assert [place.population for place in whole] == sorted(
        (place.population for place in whole), reverse=True
    )
    assert len(set(names)) > 5


def test_as_many_as_asked_and_none_twice() -> None:
    found = finder().find("san", 25)
    assert len(found) == 25
    assert len({(place.lat, place.lon) for place in found}) == 25
    assert len(finder().find("san", 3)) == 3


@pytest.mark.parametrize("text", ["", "  ", ",", ", France", "xqzzy", "\t", "\n", "-"])
def test_what_names_no_town_finds_none(text: str) -> None:
    assert finder().find(text) == []


def test_towns_are_sorted_by_people_and_have_their_country() -> None:
    towns = places()
    assert len(towns) > 60_000
    assert (towns.population[:-1] >= towns.population[1:]).all()
    tokyo = finder().find("Tokyo", 1)[0]
    assert (tokyo.country, tokyo.country_code, tokyo.is_capital) == ("Japan", "JP", True)
    assert (tokyo.lat, tokyo.lon) == pytest.approx((35.69, 139.69), abs=0.05)
    assert tokyo.population > 8_000_000
    assert not finder().find("New York City", 1)[0].is_capital


def test_nearly_every_country_has_its_capital() -> None:
    towns = places()
    capitals = {towns[int(n)].country_code for n in towns.is_capital.nonzero()[0]}
    assert len(capitals) > 190
    assert {"US", "FR", "DE", "GB", "CN", "RU", "BR", "ZA", "AU", "IN"} <= capitals


def test_folding() -> None:
    assert folded("Łódź") == "lodz"
    assert folded("  Saint-Étienne ") == "saint etienne"
    assert folded("Straße") == "strasse"
    assert folded("Sana'a") == "sanaa"
    assert folded("İstanbul") == "istanbul"
