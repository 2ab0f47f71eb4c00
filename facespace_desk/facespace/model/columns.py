"""How the columns of the FaceSpace tables read, sort and filter.

Names pass through the mask on their way to the screen; filters work on what is true.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from facespace_desk.facespace.model.rows import (
    ORIGIN_WORDS,
    HistoryRow,
    PersonRow,
    PollRow,
    PresenceRow,
    duration_text,
)
from facespace_desk.language import tr
from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display

T = TypeVar("T")
CameraTitle = Callable[[str], str]


def presence_columns(
    display: Display, camera_title: CameraTitle
) -> tuple[Column[PresenceRow], ...]:
    """One row a presence: who, where, from when to when, and whether still there."""
    return (
        _person(display, lambda row: row.label, lambda row: None if row.is_here else "muted"),
        _camera(camera_title),
        Column(
            key="here",
            title=tr("Still here"),
            text=_here_text,
            tone=_here_tone,
            icon=_presence_icon,
            sort_key=lambda row: 2 * row.is_here + row.is_unknown,
            newest_first=True,
            width=110,
        ),
        _moment("first", tr("First seen"), display, lambda row: row.first_ms),
        _moment("last", tr("Last seen"), display, lambda row: row.last_ms),
        _length(lambda row: row.last_ms - row.first_ms),
        _count("count", tr("Pictures"), lambda row: row.count),
        _origin(),
    )


def poll_columns(display: Display, camera_title: CameraTitle) -> tuple[Column[PollRow], ...]:
    """One row for each label in each picture, as the server sent it."""
    return (
        _moment("at", tr("Received"), display, lambda row: row.at_ms),
        _person(display, lambda row: row.label),
        _camera(camera_title),
    )


def history_columns(display: Display, camera_title: CameraTitle) -> tuple[Column[HistoryRow], ...]:
    """One row a sighting of the past, marked with where it is known from."""
    return (
        Column(
            key="mark",
            title="★",
            text=lambda row: "★" if row.is_marked else "\N{NO-BREAK SPACE}",
            value=lambda row: "★" if row.is_marked else "",
            tone=lambda row: "warn",
            newest_first=True,
            width=36,
        ),
        _moment("at", tr("Time"), display, lambda row: row.at_ms),
        _person(display, lambda row: row.label),
        _camera(camera_title),
        _origin(),
        Column(key="note", title=tr("Note"), text=lambda row: row.note, width=200),
        _moment("until", tr("Until"), display, lambda row: row.until_ms),
        _length(lambda row: (row.until_ms or 0) - row.at_ms if row.at_ms and row.until_ms else 0),
        _count("count", tr("Seen", "how often"), lambda row: row.count),
        Column(
            key="raw",
            title=tr("As received"),
            # An entry that could not be read may hold a name: it is masked like one.
            text=lambda row: display.name_text(row.raw) if row.raw else "",
            value=lambda row: row.raw,
            tone=lambda row: "warn",
            width=160,
        ),
    )


def person_columns(
    display: Display, camera_title: CameraTitle, now_ms: Callable[[], int]
) -> tuple[Column[PersonRow], ...]:
    """One row a person: where they are, or where and when they were last reported."""
    return (
        _person(display, lambda row: row.label, _person_tone),
        Column(
            key="here",
            title=tr("Here now"),
            text=lambda row: unknown_words(row.here_at) if row.is_unknown else row.here_at,
            value=lambda row: "" if row.is_unknown else row.here_at,
            tone=lambda row: "stale" if row.is_unknown else "live",
            icon=_here_icon,
            sort_key=lambda row: 2 * bool(row.here_at) - row.is_unknown,
            newest_first=True,
            width=200,
        ),
        _moment("last", tr("Last seen"), display, lambda row: row.last_ms),
        Column(
            key="ago",
            title=tr("Ago"),
            text=lambda row: display.ago_text(row.last_ms, now_ms()),
            sort_key=lambda row: row.last_ms,
            number=lambda row: (now_ms() - row.last_ms) // 1000,
            align="right",
            newest_first=True,
            width=90,
        ),
        _count("visits", tr("Visits, 24 h"), lambda row: row.visits, width=112),
        _count("cameras", tr("Cameras, 24 h"), lambda row: row.cameras, width=124),
        _camera(camera_title, tr("Last camera")),
    )


def unknown_words(here_at: str) -> str:
    """Of somebody who was at the cameras *here_at* when the desk last looked."""
    return tr("unknown, was at {cameras}", cameras=here_at)


def _person(
    display: Display,
    label: Callable[[T], str],
    tone: Callable[[T], str | None] | None = None,
) -> Column[T]:
    # FaceSpace gives no confidence: the heading says what is known, a report.
    return Column(
        key="person",
        title=tr("Reported as"),
        text=lambda row: display.name_text(label(row)),
        value=label,
        tone=tone,
        hideable=False,
        width=180,
    )


def _camera(camera_title: CameraTitle, title: str = tr("Camera")) -> Column[Any]:
    return Column(
        key="camera",
        title=title,
        text=lambda row: camera_title(row.camera) if row.camera else "",
        value=lambda row: (
            f"{row.camera} {camera_title(row.camera)}"
            if camera_title(row.camera) != row.camera
            else row.camera
        ),
        tooltip=lambda row: row.camera,
        width=140,
    )


def _moment(
    key: str, title: str, display: Display, moment_ms: Callable[[T], int | None]
) -> Column[T]:
    return Column(
        key=key,
        title=title,
        text=lambda row: display.time_text(moment_ms(row)),
        moment_ms=moment_ms,
        parse=display.parse_time,
        tooltip=lambda row: display.time_tooltip(moment_ms(row)),
        mono=True,
        newest_first=True,
        width=166,
    )


def _origin() -> Column[Any]:
    """Where a row is known from: never mix what was seen with what was told."""
    return Column(
        key="origin",
        title=tr("Source"),
        text=lambda row: "" if row.gap else ORIGIN_WORDS[row.origin],
        tone=lambda row: "muted",
        width=140,
    )


def _length(length_ms: Callable[[T], int]) -> Column[T]:
    return Column(
        key="duration",
        title=tr("For", "how long somebody stayed"),
        text=lambda row: duration_text(length_ms(row)) if length_ms(row) else EMPTY,
        number=lambda row: length_ms(row) // 1000,
        align="right",
        mono=True,
        newest_first=True,
        width=84,
    )


def _count(key: str, title: str, count: Callable[[T], int], width: int = 84) -> Column[T]:
    return Column(
        key=key,
        title=title,
        text=lambda row: str(count(row)) if count(row) else EMPTY,
        number=count,
        align="right",
        mono=True,
        newest_first=True,
        width=width,
    )


def _here_icon(row: PersonRow) -> str | None:
    if row.is_unknown:
        return "state-half"
    return "state-disc" if row.here_at else None


def _person_tone(row: PersonRow) -> str | None:
    return None if row.here_at and not row.is_unknown else "muted"


def _presence_icon(row: PresenceRow) -> str | None:
    if row.is_unknown:
        return "state-half"
    return "state-disc" if row.is_here else None


def _here_text(row: PresenceRow) -> str:
    if row.gap:
        return ""
    if row.is_unknown:
        return tr("unknown", "whether somebody is here")
    return tr("here now") if row.is_here else tr("left", "is not here any more")


def _here_tone(row: PresenceRow) -> str:
    if row.is_unknown:
        return "stale"
    return "live" if row.is_here else "muted"
