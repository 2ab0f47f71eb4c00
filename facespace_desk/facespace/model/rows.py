"""The rows of the FaceSpace tables.

All rows are structs that the garbage collector need not visit: a million of them cost it nothing.
Times are epoch milliseconds, UTC. A row with a `gap` is not a sighting: it says that from one
moment to another nobody looked, and why, so that "not seen" and "not looking" never look alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from facespace_desk.facespace.model.gap_causes import cause_words
from facespace_desk.language import tr

ORIGIN_WORDS = {
    "server": tr("server", "a source of sightings"),
    "desk": tr("this desk", "a source of sightings"),
    "both": tr("server + this desk"),
}


class PresenceRow(msgspec.Struct, frozen=True, gc=False):
    """A person reported at a camera without a break."""

    first_ms: int
    last_ms: int
    camera: str = ""
    label: str = ""
    count: int = 0  # pictures in which the label was reported
    is_here: bool = False
    is_unknown: bool = False  # was here when the desk last looked, and nobody is looking now
    origin: str = "desk"  # a key of ORIGIN_WORDS
    gap: str = ""


class PollRow(msgspec.Struct, frozen=True, gc=False):
    """One label in one picture."""

    at_ms: int
    until_ms: int
    camera: str = ""
    label: str = ""
    gap: str = ""


class HistoryRow(msgspec.Struct, frozen=True, gc=False):
    """One sighting of the past, from the server's log, from this desk, or from both."""

    at_ms: int | None  # None: the server's entry had no readable time
    until_ms: int | None = None
    camera: str = ""
    label: str = ""
    count: int = 1
    origin: str = "server"  # a key of ORIGIN_WORDS
    raw: str = ""  # the entry as it came, when it could not be read
    is_marked: bool = False
    note: str = ""
    gap: str = ""


class PersonRow(msgspec.Struct, frozen=True, gc=False):
    """Where a person was last reported."""

    label: str
    camera: str
    last_ms: int
    here_at: str = ""  # titles of the cameras that report the person now, joined
    is_unknown: bool = False  # was here when the desk last looked, and nobody is looking now
    visits: int = 0
    cameras: int = 0


class CameraRow(msgspec.Struct, frozen=True, gc=False):
    """What a camera reports, and what the operator calls it."""

    camera: str
    alias: str = ""
    group: str = ""
    note: str = ""
    hue: int = 0
    here: int = 0
    people: int = 0  # different people in the last 24 h, as far as known
    last_ms: int | None = None  # None: nobody was reported here in that time
    is_silent: bool = False
    is_unknown: bool = False  # nobody is looking: `here` is what it was at the last look

    @property
    def title(self) -> str:
        """What to call it on screen."""
        return self.alias or self.camera


def row_kind(row: Any) -> str:
    """ "gap" for a stretch without looking, else "row"."""
    return "gap" if row.gap else "row"


def gap_words(from_ms: int, to_ms: int, cause: str, clock_text: Callable[[int], str]) -> str:
    """What a gap says across its row."""
    return tr(
        "No data {begin} – {end} ({length}): {cause}",
        begin=clock_text(from_ms),
        end=clock_text(to_ms),
        length=duration_text(to_ms - from_ms),
        cause=cause_words(cause),
    )


def duration_text(ms: int) -> str:
    """A length of time: "42 s", "12:05" (minutes), "3:12:05" (hours)."""
    seconds = max(0, ms) // 1000
    if seconds < 60:
        return f"{seconds} s"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
