"""What arrives in queries and forms, checked and typed (wire sections 5 to 7)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NoReturn
from urllib.parse import parse_qsl

from facespace_desk.demo.cam2.index import Circle, Query
from facespace_desk.demo.cam2.sowing import TYPES

RETRIEVAL_FIELDS: Mapping[str, tuple[str, ...]] = {
    "ip": ("ip", "port", "brand", "model", "image_path", "video_path"),
    "non_ip": ("snapshot_url",),
    "stream": ("m3u8_url",),
}
RETRIEVAL_MEMBERS = tuple(name for names in RETRIEVAL_FIELDS.values() for name in names)
MAIN_FIELD = {"ip": "ip", "non_ip": "snapshot_url", "stream": "m3u8_url"}  # a camera needs it
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_TEXTS = (
    *("source", "country", "state", "city", "timezone_id", "timezone_name"),
    *("reference_logo", "reference_url"),
)
_WHOLE = ("frame_rate", "resolution_width", "resolution_height", "legacy_cameraID", "utc_offset")
_BOOLEAN_FIELDS = ("is_active_image", "is_active_video")
_SEARCHED = (
    *("latitude", "longitude", "radius", "offset", "type", "source", "country", "state", "city"),
    *("resolution_width", "resolution_height", "is_active_image", "is_active_video"),
)


class Malformed(ValueError):
    """422; the text goes to the client."""


class Breach(ValueError):
    """422, and the wire specification was broken: a careful client never sends this."""


def pairs(text: str, known: tuple[str, ...] | None = None) -> dict[str, str]:
    """The names and values of a query string or form; *known* None: any name.

    Raises:
        Breach: an unknown or repeated name, an empty value (null has to be left out), or text
            that is not form-encoded.
    """
    try:
        found = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict")
    except ValueError as error:
        raise Breach("The parameters are not form encoded") from error
    values = dict(found)
    if len(values) < len(found):
        raise Breach("A parameter was given twice")
    for name, value in found:
        if known is not None and name not in known:
            raise Breach(f"Unknown parameter {name}")
        if not value:
            raise Breach(f"Parameter {name} is empty instead of left out")
    return values


def search_query(text: str, radius_unit: str) -> tuple[Query, int]:
    """The question of `cameras/search`, and its offset.

    Raises:
        Malformed, Breach: as above.
    """
    values = pairs(text, _SEARCHED)
    texts: dict[str, str] = {
        name: values[name] for name in ("source", "country", "state", "city") if name in values
    }
    if "type" in values:
        texts["type"] = camera_type(values["type"])
    numbers: dict[str, int] = {
        name: whole(name, values[name], 1)
        for name in ("resolution_width", "resolution_height")
        if name in values
    }
    numbers |= {
        name: int(boolean(name, values[name])) for name in _BOOLEAN_FIELDS if name in values
    }
    offset = whole("offset", values.get("offset", "0"), 0)
    return Query(texts, numbers, _circle(values, radius_unit)), offset


def _circle(values: Mapping[str, str], radius_unit: str) -> Circle | None:
    given = [name in values for name in ("latitude", "longitude", "radius")]
    if not any(given):
        return None
    if not all(given):
        raise Malformed("latitude, longitude and radius must be given together")
    radius = number("radius", values["radius"], 0, math.inf)
    if radius == 0:
        raise Malformed("radius must be greater than 0")
    return Circle(
        number("latitude", values["latitude"], -90, 90),
        number("longitude", values["longitude"], -180, 180),
        radius if radius_unit == "km" else radius / 1000,
    )


def exist_query(text: str) -> dict[str, str]:
    """What `cameras/exist` asks for: type, and members of the retrieval.

    Raises:
        Malformed, Breach: as above.
    """
    values = pairs(text, ("type", *RETRIEVAL_MEMBERS))
    if "type" not in values:
        raise Malformed("Must include the camera type")
    main = MAIN_FIELD[camera_type(values["type"])]
    if main not in values:
        raise Malformed(f"Must include {main} for a camera of type {values['type']}")
    return values


def camera_form(text: str) -> dict[str, object]:
    """The fields of a written camera, typed; "retrieval" as an object.

    Raises:
        Malformed, Breach: as above.
    """
    values = pairs(
        text, ("type", "retrieval", *_TEXTS, *_WHOLE, *_BOOLEAN_FIELDS, *_PLACE, *RETRIEVAL_MEMBERS)
    )
    stray = [name for name in RETRIEVAL_MEMBERS if name in values]
    if stray:
        raise Malformed(f"{stray[0]} can only be written together with the camera type")
    if "retrieval" in values and "type" not in values:
        raise Malformed("retrieval can only be written together with the camera type")
    return {name: _typed(name, value) for name, value in values.items()}


_PLACE = {"latitude": 90.0, "longitude": 180.0}


def _typed(name: str, value: str) -> object:
    if name == "type":
        return camera_type(value)
    if name == "retrieval":
        return _retrieval(value)
    if name in _PLACE:
        return number(name, value, -_PLACE[name], _PLACE[name])
    if name in _BOOLEAN_FIELDS:
        return boolean(name, value)
    if name in _WHOLE:
        return whole(name, value, -(2**31) if name == "utc_offset" else 0)
    return value


def _retrieval(value: str) -> dict[str, object]:
    try:
        found = json.loads(value)
    except ValueError as error:
        raise Malformed("retrieval must be a JSON text") from error
    if not isinstance(found, dict):
        raise Malformed("retrieval must be a JSON object")
    for name, member in found.items():
        if name not in RETRIEVAL_MEMBERS:
            raise Malformed(f"Unknown member {name} in retrieval")
        if member is not None and not isinstance(member, str | int):
            raise Malformed(f"{name} in retrieval must be a text")
    return found


def camera_type(value: str) -> str:
    if value not in TYPES:
        raise Malformed(f"type must be one of {', '.join(TYPES)}")
    return value


def boolean(name: str, value: str) -> bool:
    if value.lower() not in _BOOLEANS:
        raise Malformed(f"{name} must be true or false")
    return _BOOLEANS[value.lower()]


def whole(name: str, value: str, least: int) -> int:
    if not value.lstrip("-").isdecimal() or not value.isascii() or len(value) > 10:
        raise Malformed(f"{name} must be an integer")
    if not least <= int(value) < 2**31:
        raise Malformed(f"{name} must not be less than {least}")
    return int(value)


def number(name: str, value: str, least: float, most: float) -> float:
    try:
        found = float(value)
    except ValueError:
        _not_a_number(name)
    if not math.isfinite(found):
        _not_a_number(name)
    if not least <= found <= most:
        raise Malformed(f"{name} must lie between {least:g} and {most:g}")
    return found


def _not_a_number(name: str) -> NoReturn:
    raise Malformed(f"{name} must be a number")


def moment_ms(name: str, value: str) -> int:
    """ISO 8601 as milliseconds since 1970; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise Malformed(f"{name} must be a date and time in ISO 8601") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)
