"""All that is known of a camera, as names and texts: nothing left out, nothing made up."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from PySide6.QtCore import QDateTime, QTimeZone

from facespace_desk.cam2.model.columns import type_words
from facespace_desk.cam2.records import RETRIEVAL_FIELDS, WIRE_NAMES, Camera, Value
from facespace_desk.language import tr

UNKNOWN: Final = tr("unknown")
LONGEST_OFFSET_S: Final = 14 * 3600  # of any zone
_WEEKDAYS: Final = (
    tr("Mon"),
    tr("Tue"),
    tr("Wed"),
    tr("Thu"),
    tr("Fri"),
    tr("Sat"),
    tr("Sun"),
)


class Knowledge(enum.Enum):
    """How far a value can be relied on."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    UNREAD = "could not be read"


@dataclass(frozen=True)
class Fact:
    """One field. `field` is its name in `WIRE_NAMES`, empty for one that follows from others."""

    field: str
    title: str
    text: str
    knowledge: Knowledge = Knowledge.KNOWN
    is_code: bool = False  # an id or address: fixed width, and worth copying

    @property
    def can_be_copied(self) -> bool:
        return self.is_code and self.knowledge is Knowledge.KNOWN


@dataclass(frozen=True)
class Section:
    """Some fields that belong together."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class LocalTime:
    """The time there, and how it is known; `text` is empty when it cannot be told."""

    text: str
    how: str


TITLES: Final = {
    "camera_id": tr("Camera ID"),
    "legacy_id": tr("Legacy ID"),
    "type": tr("Type"),
    "source": tr("Source"),
    "country": tr("Country"),
    "state": tr("State", "a part of a country"),
    "city": tr("City"),
    "latitude": tr("Latitude"),
    "longitude": tr("Longitude"),
    "width": tr("Width", "of a picture"),
    "height": tr("Height", "of a picture"),
    "frame_rate": tr("Frame rate"),
    "has_image": tr("Still picture"),
    "has_video": tr("Video"),
    "utc_offset": tr("UTC offset"),
    "timezone_id": tr("Time zone"),
    "timezone_name": tr("Zone name"),
    "reference_logo": tr("Logo"),
    "reference_url": tr("Reference"),
    "ip": tr("Address"),
    "port": tr("Port"),
    "brand": tr("Brand"),
    "model": tr("Model"),
    "image_path": tr("Picture path"),
    "video_path": tr("Video path"),
    "snapshot_url": tr("Picture URL"),
    "m3u8_url": tr("Stream URL"),
}
assert TITLES.keys() == WIRE_NAMES.keys()  # a field that is read is shown

_SECTIONS: Final = (
    (tr("Identity"), ("camera_id", "legacy_id", "type")),
    (tr("Place"), ("country", "state", "city", "latitude", "longitude")),
    (tr("Picture"), ("has_image", "has_video", "width", "height", "frame_rate")),
    (tr("Time zone"), ("timezone_id", "timezone_name", "utc_offset")),
    (tr("Provenance"), ("source", "reference_url", "reference_logo")),
)
_CODES: Final = frozenset({"camera_id", "legacy_id", "latitude", "longitude", "utc_offset"}).union(
    *RETRIEVAL_FIELDS.values()
) - {"brand", "model"}
_RETRIEVAL_OF_UNKNOWN: Final = tuple(name for names in RETRIEVAL_FIELDS.values() for name in names)


def sections(camera: Camera) -> tuple[Section, ...]:
    """Every field of *camera*: what is not known is said to be unknown, what could not be read
    shows what came. Retrieval data are those of its type, and any other that it has."""
    found = [
        Section(title, tuple(_fact(camera, field) for field in fields))
        for title, fields in _SECTIONS
    ]
    own = RETRIEVAL_FIELDS.get(camera.type, _RETRIEVAL_OF_UNKNOWN)
    stray = [
        name
        for name in _RETRIEVAL_OF_UNKNOWN
        if name not in own and (camera.value(name) is not None or name in camera.unread)
    ]
    retrieval = [_fact(camera, field) for field in (*own, *stray)]
    if "retrieval" in camera.unread:
        retrieval.insert(0, _unread(camera, "retrieval", tr("Retrieval")))
    found.append(Section(tr("Retrieval"), tuple(retrieval)))
    if camera.extra:
        extra = tuple(Fact("", name, text, is_code=True) for name, text in camera.extra)
        found.append(Section(tr("Fields that this console does not know"), extra))
    return tuple(found)


def local_time(camera: Camera, now_ms: int) -> LocalTime:
    """The time there at *now_ms* (epoch ms UTC): by the name of its zone, else by an offset that
    can only mean seconds, else not at all (wire/cam2.md 9)."""
    names = [(camera.timezone_id or "").strip(), (camera.timezone_name or "").strip()]
    for name in filter(None, names):
        zone = _zone(name)
        if zone is not None:
            key = bytes(zone.id().data()).decode()
            how = tr("from the time zone {zone}", zone=key)
            if key != name:
                how = tr("from the time zone “{name}”, taken as {zone}", name=name, zone=key)
            zone_s = zone.offsetFromUtc(QDateTime.fromMSecsSinceEpoch(now_ms))
            return LocalTime(_time_text(now_ms, zone_s), how)
    offset_s = camera.utc_offset_s
    if offset_s is not None and abs(offset_s) <= LONGEST_OFFSET_S:
        how = tr(
            "from the offset of {seconds:,} s, whose summer time is not known", seconds=offset_s
        )
        return LocalTime(_time_text(now_ms, offset_s), how)
    if offset_s is not None:
        return LocalTime("", tr("The offset {seconds:,} s cannot be right.", seconds=offset_s))
    if camera.utc_offset is not None:
        how = tr("The offset is {offset}, in a unit that is not known.", offset=camera.utc_offset)
        return LocalTime("", how)
    if any(names):
        how = tr("The time zone “{name}” is not known here.", name=names[0] or names[1])
        return LocalTime("", how)
    return LocalTime("", tr("Neither a time zone nor an offset is known."))


def geo_address(camera: Camera) -> str:
    """The place as a `geo:` address (RFC 5870); empty without one."""
    place = camera.place
    return "" if place is None else f"geo:{place[0]:.6f},{place[1]:.6f}"


def raw_text(camera: Camera) -> str:
    """The record as JSON: the flat view of the official client, and what it does not know."""
    record: dict[str, object] = dict(camera.flat())
    for name, text in camera.extra:
        record[name] = _decoded(text)
    if camera.unread:
        names = (WIRE_NAMES.get(name, name) for name in camera.unread)
        record["could not be read"] = dict(zip(names, camera.unread_values, strict=False))
    return json.dumps(record, indent=2, ensure_ascii=False)


def _fact(camera: Camera, field: str) -> Fact:
    title = TITLES[field]
    if field in camera.unread:
        return _unread(camera, field, title)
    value = camera.value(field)
    if value is None or value == "":
        return Fact(field, title, UNKNOWN, Knowledge.UNKNOWN)
    return Fact(field, title, _WRITTEN.get(field, str)(value), is_code=field in _CODES)


def _unread(camera: Camera, field: str, title: str) -> Fact:
    place = camera.unread.index(field)
    values = camera.unread_values
    came = values[place] if place < len(values) else ""
    text = tr("could not be read: {text}", text=came) if came else tr("could not be read")
    return Fact(field, title, text, Knowledge.UNREAD)


def _offset(value: Value) -> str:
    """Seconds where the unit is beyond doubt, else the bare number."""
    if not isinstance(value, int) or abs(value) <= 14:
        return tr("{offset} (unit unknown)", offset=value)
    sign = "-" if value < 0 else "+"
    hours, minutes = divmod(abs(value) // 60, 60)
    return f"{value} s ({sign}{hours:02}:{minutes:02})"


_WRITTEN: Final[dict[str, Callable[[Value], str]]] = {
    "type": lambda value: type_words(str(value)),
    "latitude": lambda value: f"{value:.6g}°",
    "longitude": lambda value: f"{value:.6g}°",
    "width": lambda value: f"{value} px",
    "height": lambda value: f"{value} px",
    "frame_rate": lambda value: tr("{rate:g} per s", rate=value),
    "has_image": lambda value: tr("active") if value else tr("not active"),
    "has_video": lambda value: tr("active") if value else tr("not active"),
    "utc_offset": _offset,
}


def _zone(name: str) -> QTimeZone | None:
    """The zone of an IANA name ("Asia/Tokyo") or a Windows one ("Tokyo Standard Time"). Qt knows
    zones on every system; Python would need a package of them on Windows."""
    if not name or not name.isascii() or not name.isprintable():
        return None
    iana = QTimeZone.windowsIdToDefaultIanaId(name.encode())
    zone = QTimeZone(iana if not iana.isEmpty() else name.encode())
    return zone if zone.isValid() else None


def _time_text(now_ms: int, offset_s: int) -> str:
    there = datetime.fromtimestamp(now_ms / 1000, timezone(timedelta(seconds=offset_s)))
    offset = there.isoformat(timespec="minutes")[16:]
    return f"{_WEEKDAYS[there.weekday()]} {there:%H:%M:%S}  UTC{offset}"


def _decoded(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
