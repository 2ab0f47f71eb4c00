"""What FaceSpace says, as records (wire/facespace.md 3.1 and 3.3). Pure; times are epoch ms UTC."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

import msgspec

from facespace_desk.facespace.dates import DAY_MS, parse_bound, to_ms
from facespace_desk.facespace.errors import DateParseError
from facespace_desk.language import tr

SEPARATOR: Final = " @ "
STOP_TEXT: Final = "no cameras active"  # compared without case and leading blanks (3.3)
_STAMP_LENGTH: Final = len("HH:MM:SS DD/MM/YY")


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """One entry of the log. One that could not be read has no time and keeps its `raw` text."""

    camera: str
    label: str
    at_ms: int | None
    raw: str | None = None

    def __repr__(self) -> str:
        """Names of people stay out of logs and tracebacks."""
        return f"Sighting(camera={self.camera!r}, label=<hidden>, at_ms={self.at_ms})"


class Picture(msgspec.Struct, frozen=True):
    """Who is seen now, by camera. `body` is the JSON object as it came, for the forwarders.

    `unread` names cameras whose value could not be read: nothing is known of them, which is not the
    same as nobody being there. `problems` counts values and labels that were set aside.
    """

    received_ms: int
    elapsed_ms: float
    cameras: dict[str, tuple[str, ...]]
    unread: frozenset[str] = frozenset()
    problems: int = 0
    body: bytes = b""

    def __repr__(self) -> str:
        """Names of people stay out of logs and tracebacks."""
        people = sum(map(len, self.cameras.values()))
        return (
            f"Picture(received_ms={self.received_ms}, cameras={len(self.cameras)}, labels={people})"
        )


class Notice(msgspec.Struct, frozen=True):
    """A control message that is not the stop signal, such as "maintenance"."""

    text: str
    received_ms: int


class Stop(msgspec.Struct, frozen=True):
    """The service closed the stream: no cameras are active."""

    text: str
    received_ms: int


class EndReason(enum.Enum):
    """Why a realtime feed ended."""

    LIMIT = "limit"
    STOPPED = "stopped"
    NO_CAMERAS = "no-cameras"
    ERROR = "error"


class LogAnswer(list[Sighting]):
    """The sightings of one range, oldest first; entries without a readable time come last.

    `problems` counts what was no entry at all (a number in the list, a camera without a list).
    `unreadable` counts the entries kept as raw text. `body` is the answer as it came, if asked for.
    """

    problems: int = 0
    unreadable: int = 0
    body_bytes: int = 0
    elapsed_s: float = 0.0
    body: bytes = b""

    def __repr__(self) -> str:
        """Names of people stay out of logs and tracebacks."""
        return f"LogAnswer({len(self)} sightings, {self.problems} problems)"


class EntryReader:
    """Reads entries of one answer. Texts and days that come again are looked up, not read again."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._days: dict[str, int | None] = {}
        self._times: dict[str, int | None] = {}

    def read(self, camera: str, entry: str) -> Sighting:
        """The sighting in `<label> @ <HH:MM:SS> <DD/MM/YY>`, split at the last separator."""
        label, separator, stamp = entry.rpartition(SEPARATOR)
        at_ms = self._stamp_ms(stamp) if separator else None
        if at_ms is None:
            return Sighting(camera, entry, None, entry)
        return Sighting(camera, self._texts.setdefault(label, label), at_ms)

    def _stamp_ms(self, stamp: str) -> int | None:
        if len(stamp) != _STAMP_LENGTH or stamp[8] != " ":
            return None
        clock, date = stamp[:8], stamp[9:]
        try:
            within_day = self._times[clock]
        except KeyError:
            within_day = self._times[clock] = _ms_or_none(f"{clock} 01/01/70", DAY_MS)
        try:
            day = self._days[date]
        except KeyError:
            day = self._days[date] = _ms_or_none(date)
        return None if within_day is None or day is None else day + within_day


def read_entry(camera: str, entry: str) -> Sighting:
    """The sighting in one entry; an unreadable one keeps its text and has no time."""
    return EntryReader().read(camera, entry)


def _ms_or_none(text: str, modulo: int | None = None) -> int | None:
    try:
        at_ms = to_ms(parse_bound(text).at)
    except DateParseError:
        return None
    return at_ms if modulo is None else at_ms % modulo


def read_recognition(
    payload: Mapping[str, object], *, received_ms: int, elapsed_ms: float, body: bytes = b""
) -> Picture | Notice | Stop:
    """One `/recognition` answer: a picture, or a control message (3.3).

    Raises:
        ValueError: nothing in the object can be read, so it says nothing about anybody.
    """
    control = payload.get("stop")
    if isinstance(control, str):
        stops = control.lstrip().casefold().startswith(STOP_TEXT)
        return (Stop if stops else Notice)(control, received_ms)
    cameras: dict[str, tuple[str, ...]] = {}
    unread: set[str] = set()
    problems = 0
    for name, value in payload.items():
        if isinstance(value, list):
            labels = tuple(label for label in value if isinstance(label, str))
            problems += len(value) - len(labels)
            cameras[name] = labels
        else:
            unread.add(name)
    if unread and not cameras:
        raise ValueError(tr("no camera in the answer has a list of labels"))
    return Picture(
        received_ms, elapsed_ms, cameras, frozenset(unread), problems + len(unread), body
    )
