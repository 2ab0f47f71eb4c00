"""Towns of the basemap: where they are, how many live there, and finding one by its name.

In basemap.npz (see basemap.py), the most people first, all arrays of one length but the texts:

    place_names       uint8    UTF-8, one name per line
    place_country     uint8    index into the lines of place_country_codes / place_country_names
    place_country_codes, place_country_names   uint8, UTF-8 lines
    place_lon, place_lat       float32 degrees
    place_population  int32
    place_capital     uint8    1 for a country's capital
    place_other       uint8    UTF-8, one line per place: other names, folded, separated by tabs
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facespace_desk.map import geo
from facespace_desk.map.geo import Floats

_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
    | dict.fromkeys("ʻʼ‘’`´ʹ'", "")
    | dict.fromkeys("-_./‐–—", " ")
)


@dataclass(frozen=True)
class Place:
    """A town found. *country* is its English name, *country_code* ISO 3166's two letters."""

    name: str
    country: str
    country_code: str
    lat: float
    lon: float
    population: int
    is_capital: bool


@dataclass(frozen=True)
class Places:
    """Towns as arrays, the most people first; *lon*, *lat* in degrees, *x*, *y* of the world."""

    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    x: Floats
    y: Floats
    population: NDArray[np.int32]
    is_capital: NDArray[np.bool_]
    country: NDArray[np.uint8]  # number of the country in the two next
    country_codes: tuple[str, ...]
    country_names: tuple[str, ...]
    other_names: tuple[str, ...]  # folded, separated by tabs; "" for most

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Places:
        """The towns in the arrays of a basemap file.

        Raises:
            KeyError: an array is missing.
            ValueError: they do not fit together.
        """
        lon = arrays["place_lon"].astype(np.float64)
        lat = arrays["place_lat"].astype(np.float64)
        x, y = geo.to_world(lon, lat)
        found = cls(
            names=texts(arrays["place_names"]),
            lon=lon,
            lat=lat,
            x=x,
            y=y,
            population=arrays["place_population"],
            is_capital=arrays["place_capital"].astype(np.bool_),
            country=arrays["place_country"],
            country_codes=texts(arrays["place_country_codes"]),
            country_names=texts(arrays["place_country_names"]),
            other_names=texts(arrays["place_other"]),
        )
        per_place = (found.names, lon, lat, found.population, found.is_capital, found.other_names)
        if {len(values) for values in per_place} != {len(found.country)}:
            raise ValueError("the basemap's places do not fit together")
        return found

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, number: int) -> Place:
        country = int(self.country[number])
        return Place(
            name=self.names[number],
            country=self.country_names[country],
            country_code=self.country_codes[country],
            lat=float(self.lat[number]),
            lon=float(self.lon[number]),
            population=int(self.population[number]),
            is_capital=bool(self.is_capital[number]),
        )


class PlaceFinder:
    """Finds towns by name. Its first search takes about 50 ms; made and asked in any thread."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def find(self, text: str, n: int = 10) -> list[Place]:
        """The *n* best towns: whole name, then a name that begins so, then a word in it that does.

        Among equals those with more people come first. Accents, case, hyphens and apostrophes do
        not matter. What stands after a comma narrows by country: its name's beginning or its code.
        """
        name, _, country = text.partition(",")
        wanted = folded(name)
        if not wanted:
            return []
        countries = self._countries(folded(country))
        found: dict[int, None] = {}
        for needle in (f"\t{wanted}\t", f"\t{wanted}", f" {wanted}"):
            for number in self._lines_with(needle):
                if countries is None or int(self._places.country[number]) in countries:
                    found.setdefault(number)
                if len(found) >= n:
                    break
        return [self._places[number] for number in list(found)[:n]]

    def _countries(self, text: str) -> set[int] | None:
        """Numbers of the countries that a text means; None for any."""
        if not text:
            return None
        pairs = zip(self._places.country_codes, self._places.country_names, strict=True)
        return {
            number
            for number, (code, name) in enumerate(pairs)
            if code.lower() == text or folded(name).startswith(text)
        }

    def _lines_with(self, needle: str) -> Iterator[int]:
        """Numbers of the towns whose line of names contains a text, the most people first."""
        text, starts = self._lines
        at = text.find(needle)
        while at >= 0:
            number = int(np.searchsorted(starts, at, side="right")) - 1
            yield number
            if number + 1 >= len(starts):
                return
            # A needle begins with its line's first tab at the earliest, so nothing is skipped.
            at = text.find(needle, int(starts[number + 1]))

    @cached_property
    def _lines(self) -> tuple[str, NDArray[np.int64]]:
        """All names folded, a line per town, each name between tabs; and where the lines begin."""
        pairs = zip(self._places.names, self._places.other_names, strict=True)
        lines = [f"\t{folded(name)}\t{other}\t\n" for name, other in pairs]
        lengths = np.fromiter((len(line) for line in lines), np.int64, len(lines))
        return "".join(lines), np.cumsum(lengths) - lengths


def folded(text: str) -> str:
    """A name without case, accents, hyphens and apostrophes, words one space apart."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(text.lower().translate(_PLAIN_LETTERS).split())


def texts(array: NDArray[np.uint8]) -> tuple[str, ...]:
    """Lines of a text that is kept as bytes.

    Raises:
        ValueError: it is not UTF-8.
    """
    return tuple(array.tobytes().decode("utf-8").split("\n"))
