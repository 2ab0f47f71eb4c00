"""The row of a camera and its columns in the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from facespace_desk.cam2.records import Camera
from facespace_desk.language import number, tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms

ACTIVE, INACTIVE, UNKNOWN = 0, 1, 2  # as the map draws them
TYPES: Final = {"ip": tr("IP camera"), "non_ip": tr("Still picture"), "stream": tr("Stream")}
STATE_WORDS: Final = (tr("active"), tr("not active"), tr("unknown"))
_YES, _NO = tr("yes"), tr("no")
HIDDEN_AT_FIRST: Final = (
    "legacy_id",
    "state",
    "source",
    "frame_rate",
    "local_time",
    "favourite",
    "tags",
    "note",
)


class CameraRow(msgspec.Struct, frozen=True, gc=False):
    """A camera, and what is known of it on this computer only."""

    camera: Camera
    checked_ms: int | None = None
    checked_result: str = ""  # why its picture did not come; empty: it did
    is_favourite: bool = False
    tags: str = ""
    note: str = ""


def activity(camera: Camera) -> int:
    """ACTIVE when picture or video is said to be, INACTIVE when it is said not to be."""
    flags = (camera.has_image, camera.has_video)
    if True in flags:
        return ACTIVE
    return INACTIVE if False in flags else UNKNOWN


def place_words(camera: Camera) -> str:
    """The place in words: "Napier, NZ"; empty when none is known."""
    parts = (camera.city, camera.state, camera.country)
    return ", ".join(part for part in parts if part)


def type_words(kind: str) -> str:
    """The type for people; one that is not known here as it came."""
    return TYPES.get(kind, kind)


def local_time(camera: Camera, now_ms: int) -> str:
    """The time of day there, "14:03"; empty where the unit of the offset is in doubt."""
    offset_s = camera.utc_offset_s
    if offset_s is None or abs(offset_s) > 86_400:
        return ""
    moment = datetime.fromtimestamp(now_ms / 1000, UTC) + timedelta(seconds=offset_s)
    return f"{moment:%H:%M}"


def camera_columns(display: Display) -> tuple[Column[CameraRow], ...]:
    """What the table shows of a camera; *display* writes the moment of the last check."""
    return (
        _text("camera_id", tr("Camera ID"), 210, mono=True, hideable=False),
        Column(
            "activity",
            tr("State"),
            text=lambda row: STATE_WORDS[activity(row.camera)],
            icon=lambda row: _ICONS[activity(row.camera)],
            tone=lambda row: _TONES[activity(row.camera)],
            width=104,
        ),
        _text("city", tr("City"), 140),
        _text("state", tr("Region"), 110),
        _text("country", tr("Country"), 76),
        Column("type", tr("Type"), text=lambda row: type_words(row.camera.type), width=104),
        _text("source", tr("Source"), 130),
        _number("latitude", tr("Latitude"), 96, _degrees),
        _number("longitude", tr("Longitude"), 100, _degrees),
        Column(
            "resolution",
            tr("Resolution"),
            text=_resolution,
            sort_key=lambda row: (row.camera.width or 0) * (row.camera.height or 0) or None,
            number=lambda row: row.camera.height,
            align="right",
            mono=True,
            width=100,
        ),
        _flag("has_image", tr("Picture"), 72),
        _flag("has_video", tr("Video"), 64),
        _number("frame_rate", tr("Frames/s"), 80, lambda value: number(value, "g")),
        Column(
            "local_time",
            tr("Time there"),
            text=lambda row: local_time(row.camera, wall_ms()),
            sort_key=lambda row: row.camera.utc_offset_s,
            align="right",
            mono=True,
            width=92,
            tooltip=_zone_tip,
        ),
        _number("legacy_id", tr("Legacy ID"), 92, str),
        Column(
            "checked",
            tr("Checked by me"),
            text=lambda row: _checked(row, display),
            moment_ms=lambda row: row.checked_ms,
            newest_first=True,
            parse=display.parse_time,
            tone=lambda row: "bad" if row.checked_result else None,
            tooltip=lambda row: row.checked_result or None,
            width=150,
        ),
        Column(
            "favourite",
            tr("Favourite"),
            text=lambda row: _YES if row.is_favourite else "",
            icon=lambda row: "star" if row.is_favourite else None,
            width=84,
        ),
        Column("tags", tr("Tags"), text=lambda row: row.tags, width=120),
        Column("note", tr("Note"), text=lambda row: row.note, width=160),
    )


_ICONS: Final = ("camera", "power", "info")
_TONES: Final = ("live", "stale", "muted")


def _text(
    name: str, title: str, width: int, *, mono: bool = False, hideable: bool = True
) -> Column[CameraRow]:
    def text(row: CameraRow) -> str:
        value = row.camera.value(name)
        return "" if value is None else str(value)

    return Column(name, title, text=text, width=width, mono=mono, hideable=hideable)


def _number(name: str, title: str, width: int, write: Callable[[float], str]) -> Column[CameraRow]:
    def number(row: CameraRow) -> float | None:
        value = row.camera.value(name)
        return value if isinstance(value, int | float) else None

    def text(row: CameraRow) -> str:
        value = number(row)
        return "" if value is None else write(value)

    return Column(name, title, text=text, number=number, align="right", mono=True, width=width)


def _flag(name: str, title: str, width: int) -> Column[CameraRow]:
    def text(row: CameraRow) -> str:
        value = row.camera.value(name)
        return _YES if value is True else _NO if value is False else ""

    return Column(name, title, text=text, width=width)


def _degrees(value: float) -> str:
    return f"{value:.5f}"


def _resolution(row: CameraRow) -> str:
    width, height = row.camera.width, row.camera.height
    if width is None and height is None:
        return ""
    return f"{width or '?'}×{height or '?'}"


def _zone_tip(row: CameraRow) -> str | None:
    camera = row.camera
    named = camera.timezone_name or camera.timezone_id or ""
    if camera.utc_offset is None:
        return named or None
    if camera.utc_offset_s is None:
        words = tr(
            "{zone} UTC offset {offset}, in hours or seconds: not said",
            zone=named,
            offset=camera.utc_offset,
        )
    else:
        words = tr("{zone} UTC offset {hours:+g} h", zone=named, hours=camera.utc_offset_s / 3600)
    return words.strip()


def _checked(row: CameraRow, display: Display) -> str:
    if row.checked_ms is None:
        return ""
    return display.time_text(row.checked_ms)
