"""A camera as it is typed: which fields there are, what each may be, what is still wrong.

Texts in, values out; the rules are those that the client checks before a request (wire/cam2.md 5),
told field by field so that they can stand beside the field while one types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal
from urllib.parse import urlsplit

from facespace_desk.cam2 import checks
from facespace_desk.cam2.errors import FormatError
from facespace_desk.cam2.naming import SUBJECTS
from facespace_desk.cam2.records import (
    ALL_RETRIEVAL_FIELDS,
    REQUIRED_RETRIEVAL,
    RETRIEVAL_FIELDS,
    Camera,
    Value,
)
from facespace_desk.language import tr

OPERATION: Final = "draft"
YES, NO, UNKNOWN = "yes", "no", "unknown"
ALWAYS_REQUIRED: Final = ("type", "has_image", "has_video")
MOST_PIXELS: Final = 100_000
MOST_FRAMES: Final = 1_000.0
LONGEST_OFFSET_S: Final = 14 * 3600


@dataclass(frozen=True)
class DraftField:
    """One field of the form. *low* and *high* are for numbers."""

    name: str
    title: str
    kind: Literal["text", "whole", "number", "flag"] = "text"
    help_text: str = ""
    low: float = -checks.WHOLE_LIMIT
    high: float = checks.WHOLE_LIMIT


FIELDS: Final[Mapping[str, DraftField]] = MappingProxyType(
    {
        each.name: each
        for each in (
            DraftField("source", tr("Source"), help_text=tr("Who publishes the camera.")),
            DraftField("country", tr("Country"), help_text=tr("Two or three letters, as in NZ.")),
            DraftField("state", tr("State", "a part of a country")),
            DraftField("city", tr("City")),
            DraftField("latitude", tr("Latitude"), "number", tr("Degrees, -90 to 90."), -90, 90),
            DraftField(
                "longitude", tr("Longitude"), "number", tr("Degrees, -180 to 180."), -180, 180
            ),
            DraftField("has_image", tr("Still picture"), "flag"),
            DraftField("has_video", tr("Moving picture"), "flag"),
            DraftField(
                "width", tr("Width", "of a picture"), "whole", tr("Pixels."), 1, MOST_PIXELS
            ),
            DraftField(
                "height", tr("Height", "of a picture"), "whole", tr("Pixels."), 1, MOST_PIXELS
            ),
            DraftField(
                "frame_rate", tr("Frame rate"), "number", tr("Pictures a second."), 0, MOST_FRAMES
            ),
            DraftField(
                "utc_offset",
                tr("UTC offset"),
                "whole",
                tr("Seconds, as in 43200."),
                -LONGEST_OFFSET_S,
                LONGEST_OFFSET_S,
            ),
            DraftField("timezone_id", tr("Time zone"), help_text=tr("As in Pacific/Auckland.")),
            DraftField("timezone_name", tr("Time zone name")),
            DraftField("reference_url", tr("Reference page")),
            DraftField("reference_logo", tr("Reference logo")),
            DraftField("legacy_id", tr("Legacy ID"), "whole", tr("Of the former database."), 0),
            DraftField("ip", tr("IP address or host")),
            DraftField("port", tr("Port"), "whole", tr("80 when left empty."), 1, 65_535),
            DraftField("brand", tr("Brand")),
            DraftField("model", tr("Model")),
            DraftField(
                "image_path", tr("Path of the still"), help_text=tr("As in /jpg/image.jpg.")
            ),
            DraftField(
                "video_path", tr("Path of the stream"), help_text=tr("As in /mjpg/video.mjpg.")
            ),
            DraftField("snapshot_url", tr("Address of the still")),
            DraftField("m3u8_url", tr("Address of the stream")),
        )
    }
)


@dataclass(frozen=True)
class Draft:
    """What was typed: `values` by field name for what differs from the camera shown (all that is
    given, when there is none), and `errors` by field name, in words. None empties a field."""

    type: str
    values: Mapping[str, Value] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not self.errors

    @property
    def retrieval(self) -> dict[str, str | int | None]:
        """The retrieval data given, for the question whether such a camera exists."""
        members = RETRIEVAL_FIELDS.get(self.type, ())
        return {
            name: value
            for name in members
            if isinstance(value := self.values.get(name), str | int) and name not in _DESCRIPTIVE
        }


_DESCRIPTIVE: Final = frozenset({"brand", "model"})  # the existence check does not know them


def fields_of(camera_type: str) -> tuple[str, ...]:
    """The fields that a camera of this type has, in the order of the form."""
    members = RETRIEVAL_FIELDS.get(camera_type, ())
    return tuple(name for name in FIELDS if name not in ALL_RETRIEVAL_FIELDS or name in members)


def is_required(name: str, camera_type: str) -> bool:
    """Whether a camera of this type cannot be added without the field."""
    return name in ALWAYS_REQUIRED or name == REQUIRED_RETRIEVAL.get(camera_type)


def text_of(value: Value) -> str:
    """*value* as it stands in its field."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return checks.decimal(value)
    return str(value)


def texts_of(camera: Camera) -> dict[str, str]:
    """The fields of *camera* as they stand in the form."""
    return {name: text_of(camera.value(name)) for name in FIELDS}


def read_field(name: str, text: str) -> Value:
    """What was typed as a value; None when nothing was.

    Raises:
        FormatError: in a sentence that names the field.
    """
    known, typed = FIELDS[name], text.strip()
    if not typed or (known.kind == "flag" and typed == UNKNOWN):
        return None
    if known.kind == "flag":
        return typed == YES
    if known.kind == "text":
        return checks.text(SUBJECTS[name], typed, OPERATION)
    if known.kind == "whole":
        whole = _whole(typed)
        checks.whole(SUBJECTS[name], whole, OPERATION, low=int(known.low), high=int(known.high))
        return whole
    number = _number(typed)
    checks.number(SUBJECTS[name], number, OPERATION, low=known.low, high=known.high)
    return number


def read_draft(camera_type: str, texts: Mapping[str, str], known: Camera | None = None) -> Draft:
    """The form's texts as a draft; *known* is the camera being edited."""
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    shown = {} if known is None else texts_of(known)
    for name in fields_of(camera_type):
        text = texts.get(name, "")
        if text.strip() == shown.get(name):
            continue  # as it is at the service, be it odd
        try:
            value = read_field(name, text)
        except FormatError as error:
            errors[name] = error.message
            continue
        if value is not None or known is not None:
            values[name] = value
        elif is_required(name, camera_type):
            errors[name] = _needed(name)
    if not values.keys().isdisjoint(("latitude", "longitude")):
        _check_pair(texts, errors)
    if known is None or camera_type != known.type:
        values["type"] = camera_type
    return Draft(camera_type, values, errors)


def prefilled(address: str) -> tuple[str, dict[str, str]] | None:
    """The type and the fields that a pasted address of a picture or stream tells; None when it is
    no address. Credentials inside the address are left out: the catalogue is public."""
    text = address.strip()
    if any(sign.isspace() for sign in text):
        return None
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "." not in host.strip("[]"):
        return None
    clean = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()
    path = parts.path.lower()
    if path.endswith(".m3u8"):
        return "stream", {"m3u8_url": clean, "has_image": NO, "has_video": YES}
    if parts.scheme == "http" and _is_address(host):
        where = parts.path + (f"?{parts.query}" if parts.query else "")
        is_stream = any(word in path for word in ("mjpg", "mjpeg", "video"))
        fields = {"ip": host, "port": str(port or 80)}
        if where.strip("/"):
            fields["video_path" if is_stream else "image_path"] = where
        fields |= {"has_image": NO if is_stream else YES, "has_video": YES if is_stream else NO}
        return "ip", fields
    return "non_ip", {"snapshot_url": clean, "has_image": YES, "has_video": NO}


def _needed(name: str) -> str:
    if name == "has_image":
        return tr("Say whether there is a still picture.")
    if name == "has_video":
        return tr("Say whether there is a moving picture.")
    return tr("{field} is needed.", field=SUBJECTS[name])


def _check_pair(texts: Mapping[str, str], errors: dict[str, str]) -> None:
    has = {name: bool(texts.get(name, "").strip()) for name in ("latitude", "longitude")}
    if has["latitude"] and not has["longitude"]:
        errors.setdefault("longitude", tr("The longitude belongs to the latitude."))
    if has["longitude"] and not has["latitude"]:
        errors.setdefault("latitude", tr("The latitude belongs to the longitude."))


def _whole(typed: str) -> int | str:
    try:
        return int(typed) if typed.isascii() else typed
    except ValueError:
        return typed


def _number(typed: str) -> float | str:
    try:
        return float(typed) if typed.isascii() and "_" not in typed else typed
    except ValueError:
        return typed


def _is_address(host: str) -> bool:
    return ":" in host or all(part.isdigit() for part in host.split("."))
