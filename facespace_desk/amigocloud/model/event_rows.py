"""Events as rows: from the line into the store, and what a list shows of each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

import msgspec

from facespace_desk.amigocloud.live.records import LiveEvent, Unreadable
from facespace_desk.amigocloud.live.reports import REALTIME, whole
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.store.event_records import NewEvent, StoredEvent

UNREADABLE: Final = "(unreadable packet)"
TOO_DEEP: Final = '"(nested too deeply to be kept)"'
SHOWN_CHARS: Final = 300  # of a payload, in a cell
SHOWN_OBJECTS: Final = 3
_LARGEST_ID: Final = 2**62
_REPORTS: Final = '"data":['
_HEAD_CHARS: Final = 60
_OBJECT: Final = re.compile(r'^\{"object_id":"[^"\\]*",')

Row = StoredEvent


class GapNote(msgspec.Struct, frozen=True):
    """The payload of a gap; `to_ms` is None while it lasts."""

    from_ms: int
    to_ms: int | None = None
    cause: str = ""


def new_event(item: LiveEvent | Unreadable) -> NewEvent:
    """*item* as it is kept."""
    if isinstance(item, Unreadable):
        note = {"why": item.why, "start": item.start}
        return NewEvent(
            at_ms=item.received_ms,
            name=UNREADABLE,
            payload=json_text(note),
            kind="unreadable",
            size=item.size,
            is_object=False,
        )
    dataset_id, objects = objects_of(item.data)
    return NewEvent(
        at_ms=item.received_ms,
        name=item.name,
        payload=json_text(item.data),
        dataset_id=dataset_id,
        objects=objects,
        size=item.size,
        is_object=item.is_object,
        more=json_text(list(item.more)) if item.more else "",
    )


def gap_event(note: GapNote) -> NewEvent:
    """A stretch without events as it is kept."""
    payload = msgspec.json.encode(note).decode()
    return NewEvent(at_ms=note.from_ms, name="", payload=payload, kind="gap", is_object=False)


def stored(number: int, new: NewEvent) -> Row:
    """*new* under its number."""
    return Row(
        number,
        new.at_ms,
        new.name,
        new.payload,
        new.kind,
        new.dataset_id,
        new.objects,
        new.size,
        new.is_object,
        new.more,
    )


def absent(number: int) -> Row:
    """Stands for an event until it is read from the store."""
    return Row(number, 0, "…", "", is_whole=False)


def is_absent(row: Row) -> bool:
    return row.at_ms == 0 and row.name == "…"


def json_text(value: object) -> str:
    """*value* in one line of JSON, as far as it can be written."""
    try:
        return msgspec.json.encode(value).decode()
    except (UnicodeEncodeError, OverflowError, TypeError):
        # Halves of characters and numbers of more than 64 bits.
        return json.dumps(value, separators=(",", ":"), default=str)
    except RecursionError:
        return TOO_DEEP


def json_value(text: str) -> Any:
    """The value that a payload stands for; the text itself where it cannot be read."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return text


def objects_of(data: object) -> tuple[int | None, tuple[str, ...]]:
    """The dataset and the objects that an event tells of (wire/amigocloud.md 5.6), each once."""
    if not isinstance(data, dict):
        return None, ()
    dataset_id = whole(data.get("dataset_id"))
    if dataset_id is not None and abs(dataset_id) > _LARGEST_ID:
        dataset_id = None
    entries = data.get("data")
    if isinstance(entries, dict):
        entries = (entries,)
    if not isinstance(entries, (list, tuple)):
        return dataset_id, ()
    found: dict[str, None] = {}
    for entry in entries:
        object_id = entry.get("object_id") if isinstance(entry, dict) else None
        if isinstance(object_id, str) and object_id:
            found[object_id] = None
        elif isinstance(object_id, int) and not isinstance(object_id, bool):
            found[str(object_id)] = None
    return dataset_id, tuple(found)


def report_of(data: object, object_id: str) -> Any:
    """The last report of one object in an event's *data*; all of *data* where there is none."""
    if isinstance(data, dict):
        entries = data.get("data")
        for entry in reversed(entries) if isinstance(entries, list) else (entries,):
            if isinstance(entry, dict) and str(entry.get("object_id")) == object_id:
                return entry
    return data


def gap_note(row: Row) -> GapNote:
    """What a gap's payload says; its own moment where that cannot be read."""
    try:
        return msgspec.json.decode(row.payload, type=GapNote)
    except msgspec.DecodeError:
        return GapNote(row.at_ms)


def gap_words(row: Row, display: Display) -> str:
    """What a gap says across its row."""
    if is_absent(row):
        return row.name
    note = gap_note(row)
    cause = f" · {note.cause}" if note.cause else ""
    since = display.time_text(note.from_ms)
    if note.to_ms is None:
        return f"No events since {since}{cause}"
    length = duration_text(note.to_ms - note.from_ms)
    return f"No events for {length}, from {since} to {display.time_text(note.to_ms)}{cause}"


def duration_text(length_ms: int) -> str:
    """A length in the two largest units: "3 min 12 s"."""
    seconds = max(0, length_ms) // 1000
    if seconds < 60:
        return f"{max(0, length_ms) / 1000:.1f} s" if seconds < 10 else f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min {seconds % 60} s"
    if seconds < 86_400:
        return f"{seconds // 3600} h {seconds // 60 % 60} min"
    return f"{seconds // 86_400} d {seconds // 3600 % 24} h"


def event_columns(
    display: Display, dataset_text: Callable[[int | None], str] | None = None
) -> tuple[Column[Row], ...]:
    """Type, object and payload hold what may name somebody; only times have a zone.
    *dataset_text* says what a dataset is called; without it, its number stands there."""
    called = dataset_text or number_text
    return (
        Column(
            "at",
            "Time",
            lambda row: "" if is_absent(row) else clock_text(display, row.at_ms),
            mono=True,
            width=188,
            moment_ms=lambda row: None if is_absent(row) else row.at_ms,
            parse=display.parse_time,
            tooltip=lambda row: None if is_absent(row) else display.time_tooltip(row.at_ms),
            newest_first=True,
            hideable=False,
        ),
        Column(
            "name",
            "Type",
            lambda row: row.name,
            width=170,
            tone=lambda row: "warn" if row.kind == "unreadable" else None,
        ),
        Column(
            "dataset",
            "Dataset",
            lambda row: called(row.dataset_id),
            sort_key=lambda row: called(row.dataset_id),
            number=lambda row: row.dataset_id,
            tooltip=lambda row: None if row.dataset_id is None else f"Dataset {row.dataset_id}",
            width=112,
        ),
        Column("object", "Object", _objects_text, value=_all_objects, width=130),
        Column(
            "size",
            "Size",
            lambda row: size_text(row.size),
            number=lambda row: row.size,
            align="right",
            mono=True,
            width=72,
        ),
        Column(
            "payload",
            "Payload",
            payload_text,
            value=lambda row: row.payload + row.more,
            mono=True,
            width=240,
        ),
    )


def number_text(dataset_id: int | None) -> str:
    """What a dataset is called where no names are known."""
    return "" if dataset_id is None else str(dataset_id)


def payload_text(row: Row) -> str:
    """The payload in a cell; of a position report only what its other columns do not say."""
    if row.name == REALTIME:
        start = row.payload.find(_REPORTS, 0, _HEAD_CHARS)
        if start >= 0:
            rest = row.payload[start + len(_REPORTS) : start + SHOWN_CHARS]
            return _OBJECT.sub("{…", rest, count=1)
    return row.payload[:SHOWN_CHARS]


def clock_text(display: Display, ms: int) -> str:
    """Date and time with milliseconds: many events come within one second."""
    return f"{display.time_text(ms)}.{ms % 1000:03}"


def _objects_text(row: Row) -> str:
    if len(row.objects) <= SHOWN_OBJECTS:
        return ", ".join(row.objects)
    return f"{', '.join(row.objects[:SHOWN_OBJECTS])} + {len(row.objects) - SHOWN_OBJECTS}"


def _all_objects(row: Row) -> str:
    return ", ".join(row.objects)
