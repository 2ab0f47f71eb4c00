"""What is in a `realtime` event: position reports of objects, as wire/amigocloud.md 5.6 has them.

Tolerant of form: numbers may be texts, one report may stand without its list. Strict about sense: a
report without an object or without a place on the earth is dropped and counted by its reason.
"""

from __future__ import annotations

import enum
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec

REALTIME: Final = "realtime"
LATEST_S: Final = 100_000_000_000  # the year 5138; what is later was not meant as seconds
_PLAIN: Final = frozenset(
    ("object_id", "timestamp", "latitude", "longitude", "altitude", "speed", "track")
)
_NUMBER: Final = re.compile(
    r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*", re.ASCII
)
_LONGEST_NUMBER: Final = 400  # characters


class Dropped(enum.Enum):
    """Why a report was not taken."""

    NO_LIST = "the event holds no list of reports"
    NO_OBJECT = "no object id"
    UNREADABLE = "latitude or longitude is no number"
    OUT_OF_RANGE = "latitude or longitude out of range, perhaps swapped"
    NOT_A_REPORT = "an entry is no object"


class ObjectKey(NamedTuple):
    """An object is known by its id within its dataset."""

    dataset_id: int | None
    object_id: str


class ObjectReport(msgspec.Struct, frozen=True, gc=False):
    """Where one object was.

    `at_ms` is the report's own time (epoch milliseconds), None when it has none that can be read.
    Degrees are WGS 84. `track` is degrees clockwise from north as given: 0.0 may mean "not
    available". `speed` and `altitude` have no published unit. `extra` holds all other members as
    they came.
    """

    dataset_id: int | None
    object_id: str
    at_ms: int | None
    latitude: float
    longitude: float
    speed: float | None = None
    track: float | None = None
    altitude: float | None = None
    extra: Mapping[str, object] = {}

    @property
    def key(self) -> ObjectKey:
        return ObjectKey(self.dataset_id, self.object_id)


@dataclass(frozen=True)
class Reports:
    """What one event says: the reports in their order, and why others were dropped."""

    taken: list[ObjectReport]
    dropped: Counter[Dropped]


def read_reports(data: object) -> Reports:
    """The reports in the *data* of a `realtime` event, plain values of JSON."""
    found = Reports([], Counter())
    entries = data.get("data") if isinstance(data, dict) else None
    if isinstance(entries, dict):
        entries = [entries]
    if not isinstance(data, dict) or not isinstance(entries, list | tuple):
        found.dropped[Dropped.NO_LIST] += 1
        return found
    dataset_id = whole(data.get("dataset_id"))
    for entry in entries:
        report = _report(entry, dataset_id)
        if isinstance(report, Dropped):
            found.dropped[report] += 1
        else:
            found.taken.append(report)
    return found


def number(value: object) -> float | None:
    """A finite number, given as one or as a text; truth values are none."""
    if isinstance(value, str):
        if len(value) > _LONGEST_NUMBER or not _NUMBER.fullmatch(value):
            return None
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:  # a whole number beyond all floats
        return None
    return found if math.isfinite(found) else None


def whole(value: object) -> int | None:
    """An id, given as a number or as a text (wire/amigocloud.md 9)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and len(value) < 20 and value.isascii() and value.isdigit():
        return int(value)
    return None


def _report(entry: object, dataset_id: int | None) -> ObjectReport | Dropped:
    if not isinstance(entry, dict):
        return Dropped.NOT_A_REPORT
    object_id = entry.get("object_id")
    if isinstance(object_id, int) and not isinstance(object_id, bool):
        object_id = str(object_id)
    if not isinstance(object_id, str) or not object_id:
        return Dropped.NO_OBJECT
    latitude, longitude = number(entry.get("latitude")), number(entry.get("longitude"))
    if latitude is None or longitude is None:
        return Dropped.UNREADABLE
    if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 180.0):
        return Dropped.OUT_OF_RANGE
    return ObjectReport(
        dataset_id,
        object_id,
        _moment_ms(entry.get("timestamp")),
        latitude,
        longitude,
        number(entry.get("speed")),
        number(entry.get("track")),
        number(entry.get("altitude")),
        {name: value for name, value in entry.items() if name not in _PLAIN},
    )


def _moment_ms(value: object) -> int | None:
    seconds = number(value)
    if seconds is None or not 0 < seconds < LATEST_S:
        return None
    return round(seconds * 1000)
