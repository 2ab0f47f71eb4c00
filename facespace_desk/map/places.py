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

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


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


class Places:
    """All towns as arrays, the most people first; texts are split when first asked for.

    `lon`, `lat` (float64 degrees), `x`, `y` (float64 world), `population` (int32), `is_capital` (bool)
    """

    names: tuple[str, ...]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    population: NDArray[np.int32]
    is_capital: NDArray[np.bool_]

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> Place: ...


class PlaceFinder:
    """Finds towns by name; made in about 50 ms, so in a worker thread."""

    def __init__(self, places: Places) -> None: ...

    def find(self, text: str, n: int = 10) -> list[Place]:
        """The *n* best towns: whole name, then name begins so, then a word begins so, by people.

        Accents and case do not matter; "Paris, US" and "paris texas"-like commas narrow by country.
        """
