"""Search over the cameras: one numpy array a field, one scan a question.

Text is searched by number: `Words` numbers the texts that occur. A field that is null has -1; no
question asks for -1, so a null never matches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088  # mean radius
TEXT_FIELDS = ("type", "source", "country", "state", "city")
NUMBER_FIELDS = (
    *("resolution_width", "resolution_height"),
    *("is_active_image", "is_active_video", "legacy_cameraID"),
)
NULL = -1
_NOWHERE = -2  # the number of a text that no camera has
_KM_PER_DEGREE = 111.0  # less than any degree of latitude has


class Words:
    """Numbers for texts."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: object) -> int:
        """The number of *text*, from now on; NULL of what is no text."""
        if not isinstance(text, str):
            return NULL
        return self._numbers.setdefault(text, len(self._numbers))

    def known(self, text: str) -> int:
        return self._numbers.get(text, _NOWHERE)


@dataclass(frozen=True)
class Circle:
    lat: float
    lon: float
    km: float


@dataclass(frozen=True)
class Query:
    """What a camera must have: *texts* and *numbers* by field, and a place within *circle*."""

    texts: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    circle: Circle | None = None


class Index:
    """Arrays of equal length, (count,) each: int32 a field, float64 lat and lon (NaN: none)."""

    def __init__(
        self,
        words: Words,
        fields: Mapping[str, NDArray[np.int32]],
        lat: NDArray[np.float64],
        lon: NDArray[np.float64],
    ) -> None:
        self._words = words
        self._count = self._first_count = len(lat)
        self._columns: dict[str, NDArray[np.int32]] = dict(fields)
        self._lat, self._lon = lat, lon
        self._before: dict[int, tuple[dict[str, int], float, float]] = {}

    def __len__(self) -> int:
        return self._count

    def find(self, query: Query) -> NDArray[np.int64]:
        """Rows that match, in the order of the catalogue."""
        matches = np.ones(self._count, dtype=np.bool_)
        for name, text in query.texts.items():
            matches &= self._columns[name][: self._count] == self._words.known(text)
        for name, number in query.numbers.items():
            matches &= self._columns[name][: self._count] == number
        rows = np.flatnonzero(matches)
        return rows if query.circle is None else rows[self._within(rows, query.circle)]

    def _within(self, rows: NDArray[np.int64], circle: Circle) -> NDArray[np.bool_]:
        lat, lon = self._lat[rows], self._lon[rows]
        inside = np.abs(lat - circle.lat) <= circle.km / _KM_PER_DEGREE  # NaN is not
        near = np.flatnonzero(inside)
        inside[near] = distance_km(circle.lat, circle.lon, lat[near], lon[near]) <= circle.km
        return inside

    def with_legacy_id(self, number: int) -> int | None:
        rows = np.flatnonzero(self._columns["legacy_cameraID"][: self._count] == number)
        return int(rows[0]) if len(rows) else None

    def put(self, row: int, document: Mapping[str, object]) -> None:
        """Take over what *document* says; *row* may be the one after the last."""
        if row == self._count:
            self._count += 1
            if self._count > len(self._lat):
                self._grow()
        elif row < self._first_count and row not in self._before:
            kept = {name: int(column[row]) for name, column in self._columns.items()}
            self._before[row] = kept, float(self._lat[row]), float(self._lon[row])
        for name in TEXT_FIELDS:
            self._columns[name][row] = self._words.number(document.get(name))
        for name in NUMBER_FIELDS:
            value = document.get(name)
            self._columns[name][row] = int(value) if isinstance(value, int) else NULL
        self._lat[row] = _coordinate(document.get("latitude"), 90)
        self._lon[row] = _coordinate(document.get("longitude"), 180)

    def reset(self) -> None:
        """As it was at the start."""
        for row, (kept, lat, lon) in self._before.items():
            for name, number in kept.items():
                self._columns[name][row] = number
            self._lat[row], self._lon[row] = lat, lon
        self._before.clear()
        self._count = self._first_count

    def _grow(self) -> None:
        more = max(64, len(self._lat) // 8)
        self._lat, self._lon = np.pad(self._lat, (0, more)), np.pad(self._lon, (0, more))
        self._columns = {name: np.pad(column, (0, more)) for name, column in self._columns.items()}


def distance_km(
    lat: float, lon: float, lats: NDArray[np.float64], lons: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Great-circle distances from one place to many."""
    there = np.radians(lats)
    here = np.radians(lat)
    half = np.sin((there - here) / 2) ** 2
    half += np.cos(here) * np.cos(there) * np.sin(np.radians(lons - lon) / 2) ** 2
    angle: NDArray[np.float64] = 2 * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return angle * EARTH_KM


def _coordinate(value: object, limit: float) -> float:
    """*value* as a number of degrees, NaN when it is none."""
    try:
        degrees = float(value) if isinstance(value, str | int | float) else np.nan
    except ValueError:
        return float(np.nan)
    return degrees if abs(degrees) <= limit else float(np.nan)
