"""Reads what CAM2 servers really send (wire/cam2.md 3, 4.7 and fault C2-6).

Numbers come as text, retrieval data as an object, as JSON text, or beside the other fields. Each
field is read for itself: one that cannot be is named in `Camera.unread`, and costs no other field,
no other camera and no page.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

import msgspec

from facespace_desk.cam2.changes import EPOCH
from facespace_desk.cam2.errors import SERVICE
from facespace_desk.cam2.records import ALL_RETRIEVAL_FIELDS, WIRE_NAMES, Camera, Change
from facespace_desk.cam2.search import Rows
from facespace_desk.language import tr
from facespace_desk.net.errors import BadPayload
from facespace_desk.net.payload import decode_json

MAX_ROWS: Final = 1_000  # of one answer; a page has 100
TEXT_LENGTH: Final = 4_000  # characters of one field
SHOWN_LENGTH: Final = 200  # characters of what could not be read, and of unknown fields
MAX_EXTRA: Final = 30  # unknown fields kept of one camera

_WORDS: Final = {"true": True, "false": False, "1": True, "0": False}


def read_cameras(body: bytes, operation: str) -> Rows:
    """The cameras in a JSON list.

    Raises:
        BadPayload: it is no list, or longer than any page.
    """
    entries = _entries(body, operation)
    cameras = tuple(camera for entry in entries if (camera := read_camera(entry)) is not None)
    return Rows(cameras, received=len(entries), unread=len(entries) - len(cameras))


def read_one(body: bytes, operation: str) -> Camera:
    """The one camera in a JSON object.

    Raises:
        BadPayload: it is no object, or has no camera ID.
    """
    camera = read_camera(decode_json(body, dict[str, Any], SERVICE, operation))
    if camera is None:
        message = tr("The answer holds no camera ID.")
        raise BadPayload(message, service=SERVICE, operation=operation)
    return camera


def read_changes(body: bytes, operation: str) -> tuple[tuple[Change, ...], int]:
    """The readable entries of a change log, and how many there are in all.

    Raises:
        BadPayload: it is no list, or longer than any page.
    """
    entries = _entries(body, operation)
    changes = tuple(change for entry in entries if (change := _read_change(entry)) is not None)
    return changes, len(entries)


def read_camera(entry: object) -> Camera | None:
    """*entry* as a camera; None when it has no ID, since nothing can be done with it then."""
    if not isinstance(entry, dict):
        return None
    camera_id = _id(entry.get("cameraID"))
    if camera_id is None:
        return None
    fields = _Fields()
    packed = _unpacked(entry.get("retrieval"), fields)
    found: dict[str, Any] = {}
    for name, wire_name, reader in _PLAN:
        value = entry.get(wire_name)
        if value is None and name in _ELSEWHERE:
            value = entry.get("camera_type") if name == "type" else packed.get(name)
        if value is not None:
            found[name] = fields.read(name, value, reader)
    found["type"] = found.get("type") or ""
    return Camera(
        camera_id=camera_id,
        unread=tuple(fields.unread),
        unread_values=tuple(fields.unread.values()),
        extra=_extra(entry, packed),
        **found,
    )


class _Fields:
    """Reads values one by one, and notes which could not be."""

    def __init__(self) -> None:
        self.unread: dict[str, str] = {}

    def read(self, name: str, value: object, reader: Callable[[object], Any]) -> Any:
        """*value* as *reader* has it; None for what raises ValueError."""
        try:
            return reader(value)
        except (ValueError, OverflowError):
            self.unread[name] = _shown(value)
            return None


def _unpacked(content: object, fields: _Fields) -> Mapping[str, object]:
    """The retrieval data, which may be packed into a text; what stands beside it goes first."""
    came = content
    if isinstance(content, str) and content.strip():
        try:
            content = msgspec.json.decode(content)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            content = False  # no object
    if isinstance(content, dict):
        return content
    if content not in (None, ""):
        fields.unread["retrieval"] = _shown(came)
    return {}


def _extra(
    entry: Mapping[str, object], packed: Mapping[str, object]
) -> tuple[tuple[str, str], ...]:
    if entry.keys() <= _KNOWN and packed.keys() <= ALL_RETRIEVAL_FIELDS:
        return ()
    unknown = [(name, value) for name, value in entry.items() if name not in _KNOWN]
    members = (item for item in packed.items() if item[0] not in ALL_RETRIEVAL_FIELDS)
    unknown += [(f"retrieval.{name}", value) for name, value in members]
    return tuple(
        (sys.intern(name[:SHOWN_LENGTH]), _shown(value)) for name, value in unknown[:MAX_EXTRA]
    )


def _shown(value: object) -> str:
    try:
        text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    except (OverflowError, RecursionError):
        text = (
            tr("a number too large to show") if isinstance(value, int) else tr("nested too deeply")
        )
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def _id(value: object) -> str | None:
    """An ID as text; servers may count, too."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**64:
        value = str(value)
    if not isinstance(value, str) or len(value) > TEXT_LENGTH:
        return None
    return value.strip() or None


def _text(value: object) -> str | None:
    if not isinstance(value, str) or len(value) > TEXT_LENGTH:
        raise ValueError("no text")
    return value.strip() or None


def _word(value: object) -> str | None:
    """A text that many cameras share: kept in memory once."""
    text = _text(value)
    return None if text is None else sys.intern(text)


def _decimal(value: object) -> float | None:
    if isinstance(value, str):
        if not value.strip():
            return None
        if "_" in value:  # Python's own spelling
            raise ValueError("no number")
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("no number")
    return float(value)


def _whole(value: object) -> int | None:
    number = _decimal(value)
    if number is None:
        return None
    if not number.is_integer() or abs(number) > 2**53:
        raise ValueError("no whole number")
    return int(number)


def _port(value: object) -> int | None:
    port = _whole(value)
    if port is not None and not 0 < port < 65536:
        raise ValueError("no port")
    return port


def _degrees(limit: float) -> Callable[[object], float | None]:
    def read(value: object) -> float | None:
        degrees = _decimal(value)
        if degrees is not None and abs(degrees) > limit:
            raise ValueError("no coordinate")
        return degrees

    return read


def _flag(value: object) -> bool | None:
    if isinstance(value, str) and not value.strip():
        return None
    word = str(value).strip().lower()
    if not isinstance(value, bool | int | str) or word not in _WORDS:
        raise ValueError("neither yes nor no")
    return _WORDS[word]


def _read_change(entry: object) -> Change | None:
    if not isinstance(entry, dict):
        return None
    camera_id = _id(entry.get("cameraID"))
    if camera_id is None:
        return None
    stamp = entry.get("timestamp")
    return Change(camera_id, _moment_ms(stamp), "" if stamp is None else _shown(stamp))


def _moment_ms(stamp: object) -> int | None:
    """ISO 8601 with or without milliseconds and zone, UTC where it names none."""
    try:
        moment = datetime.fromisoformat(stamp.strip()) if isinstance(stamp, str) else None
    except ValueError:
        return None
    if moment is None:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return (aware - EPOCH) // timedelta(milliseconds=1)


def _entries(body: bytes, operation: str) -> list[Any]:
    entries = decode_json(body, list[Any], SERVICE, operation)
    if len(entries) > MAX_ROWS:
        message = tr("The answer has {n:,} entries where a page has 100.", n=len(entries))
        raise BadPayload(message, service=SERVICE, operation=operation)
    return entries


_READERS: Final[Mapping[str, Callable[[object], Any]]] = MappingProxyType(
    {
        **dict.fromkeys(WIRE_NAMES, _text),
        **dict.fromkeys(
            ("type", "source", "country", "state", "city", "timezone_id", "timezone_name"), _word
        ),
        **dict.fromkeys(("brand", "model"), _word),
        **dict.fromkeys(("legacy_id", "width", "height", "utc_offset"), _whole),
        **dict.fromkeys(("has_image", "has_video"), _flag),
        "latitude": _degrees(90.0),
        "longitude": _degrees(180.0),
        "frame_rate": _decimal,
        "port": _port,
    }
)
_PLAN: Final = tuple(
    (name, wire_name, _READERS[name])
    for name, wire_name in WIRE_NAMES.items()
    if name != "camera_id"
)
_ELSEWHERE: Final = ALL_RETRIEVAL_FIELDS | {"type"}  # where older and newer servers differ
_KNOWN: Final = frozenset(WIRE_NAMES.values()) | {"camera_type", "retrieval"}
