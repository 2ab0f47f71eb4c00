"""What is in a `realtime` event: position reports of objects, as wire/amigocloud.md 5.6 has them.

Tolerant of form: numbers may be texts, one report may stand without its list. Strict about sense: a
report without an object or without a place on the earth is dropped and counted by its reason.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

REALTIME: Final = "realtime"
LATEST_S: Final = 100_000_000_000  # the year 5138; what is later was not meant as seconds
_PLAIN: Final = frozenset(
    ("object_id", "timestamp", "latitude", "longitude", "altitude", "speed", "track")
)

NO_DATA: Final = "the event holds no list of reports"
NOT_A_REPORT: Final = "not an object"
NO_OBJECT: Final = "no object id"
NO_PLACE: Final = "latitude or longitude is no number"
OUT_OF_RANGE: Final = "latitude or longitude out of range, perhaps swapped"


class ObjectKey(NamedTuple):
    """An object is known by its id within its dataset."""

    dataset_id: int | None
    object_id: str


class ObjectReport(msgspec.Struct, frozen=True, gc=False):
    """Where one object was.

    `at_ms` is the report's own time (epoch milliseconds, None when it has none that can be read);
    `received_ms` is this computer's. Degrees are WGS 84. `track` is degrees clockwise from north as
    given: 0.0 may mean "not available". `speed` and `altitude` have no published unit. `extra` holds
    the members beside these, as they came.
    """

    dataset_id: int | None
    object_id: str
    at_ms: int | None
    received_ms: int
    latitude: float
    longitude: float
    altitude: float | None = None
    speed: float | None = None
    track: float | None = None
    extra: Mapping[str, object] = {}

    @property
    def key(self) -> ObjectKey:
        return ObjectKey(self.dataset_id, self.object_id)


class Reading(msgspec.Struct, frozen=True, gc=False):
    """The reports of one event in their order, and why each of the others was dropped."""

    reports: tuple[ObjectReport, ...] = ()
    dropped: tuple[str, ...] = ()


def read_realtime(data: object, received_ms: int) -> Reading:
    """The reports in the *data* of a `realtime` event that was received at *received_ms*."""
    if not isinstance(data, Mapping):
        return Reading(dropped=(NO_DATA,))
    entries = data.get("data")
    if isinstance(entries, Mapping):
        entries = (entries,)
    if isinstance(entries, (str, bytes)) or not isinstance(entries, Sequence):
        return Reading(dropped=(NO_DATA,))
    dataset_id = whole(data.get("dataset_id"))
    reports: list[ObjectReport] = []
    dropped: list[str] = []
    for entry in entries:
        found = _report(entry, dataset_id, received_ms)
        if isinstance(found, str):
            dropped.append(found)
        else:
            reports.append(found)
    return Reading(tuple(reports), tuple(dropped))


def number(value: object) -> float | None:
    """A finite number, given as one or as a text; truth values are none."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
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


def _report(entry: object, dataset_id: int | None, received_ms: int) -> ObjectReport | str:
    """The report, or why it is none."""
    if not isinstance(entry, Mapping):
        return NOT_A_REPORT
    object_id = entry.get("object_id")
    if isinstance(object_id, int) and not isinstance(object_id, bool):
        object_id = str(object_id)
    if not isinstance(object_id, str) or not object_id:
        return NO_OBJECT
    latitude, longitude = number(entry.get("latitude")), number(entry.get("longitude"))
    if latitude is None or longitude is None:
        return NO_PLACE
    if not (-90.0 <= latitude <= 90.0 and -180.0 <= longitude <= 180.0):
        return OUT_OF_RANGE
    return ObjectReport(
        dataset_id,
        object_id,
        _moment_ms(entry.get("timestamp")),
        received_ms,
        latitude,
        longitude,
        number(entry.get("altitude")),
        number(entry.get("speed")),
        number(entry.get("track")),
        {name: value for name, value in entry.items() if name not in _PLAIN},
    )


def _moment_ms(value: object) -> int | None:
    seconds = number(value)
    if seconds is None or not 0 < seconds < LATEST_S:
        return None
    return round(seconds * 1000)
