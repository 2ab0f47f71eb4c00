"""Jobs as rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.moment_columns import moment_column
from facespace_desk.skylab.model.stages import SHAPES, Stage

HIDDEN_AT_FIRST: Final = ("id", "type", "folder")
_ORDER: Final = {stage: number for number, stage in enumerate(Stage)}


class JobRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One job. `in_front` is how many jobs are ahead of it; None: not said, or not queued."""

    id: int
    name: str
    stage: Stage
    status: str = ""  # the service's own word
    type: str = ""
    profile_id: int | None = None
    profile_name: str = ""
    photo_count: int | None = None
    in_front: int | None = None
    uploads_open: int = 0
    uploads_failed: int = 0
    upload_share: float = 1.0
    downloads_open: int = 0
    downloads_failed: int = 0
    received: int = 0  # files
    sent: int = 0  # pictures, from here
    first_seen_ms: int = 0
    checked_ms: int = 0
    ended_ms: int | None = None
    folder: str = ""
    is_listed: bool = False  # among the latest thirty of the service

    @property
    def news(self) -> str:
        """What is worth saying beside its name."""
        if self.stage is Stage.UPLOADING or self.uploads_open:
            return f"{self.upload_share:.0%} sent"
        if self.stage is Stage.QUEUED:
            return in_front_words(self.in_front)
        if self.downloads_open:
            return f"{self.downloads_open} to fetch"
        if self.uploads_failed or self.downloads_failed:
            return f"{self.uploads_failed + self.downloads_failed} failed"
        return ""

    @property
    def news_or_count(self) -> str:
        """The same where room is short: without news, the number of photos alone."""
        return self.news or ("" if self.photo_count is None else str(self.photo_count))


def in_front_words(count: int | None) -> str:
    """ "3 in front", "next"."""
    if count is None:
        return "in the queue"
    return "next" if count == 0 else f"{count} in front"


def job_columns(display: Display) -> tuple[Column[JobRow], ...]:
    """What the table shows of a job."""
    return (
        Column(
            "name",
            "Job",
            text=lambda row: row.name or f"#{row.id}",
            width=240,
            hideable=False,
        ),
        Column(
            "stage",
            "State",
            text=lambda row: row.stage.value,
            sort_key=lambda row: _ORDER[row.stage],
            icon=lambda row: SHAPES[row.stage][0],
            tone=lambda row: SHAPES[row.stage][1],
            tooltip=lambda row: f"The service says “{row.status}”" if row.status else None,
            width=120,
        ),
        Column("news", "How far", text=lambda row: row.news, width=130),
        _number("photos", "Photos", 76, lambda row: row.photo_count),
        Column("profile", "Profile", text=lambda row: row.profile_name, width=170),
        _number("sent", "Sent from here", 116, lambda row: row.sent or None),
        _number("received", "Files back", 96, lambda row: row.received or None),
        _number("in_front", "In front", 80, lambda row: row.in_front),
        moment_column("ended", "Ended", display, lambda row: row.ended_ms),
        moment_column("seen", "First seen", display, lambda row: row.first_seen_ms or None),
        moment_column("checked", "Last asked", display, lambda row: row.checked_ms or None),
        Column("folder", "Folder", text=lambda row: row.folder, width=220),
        Column("type", "Type", text=lambda row: row.type, width=90),
        _number("id", "ID", 84, lambda row: row.id),
    )


def _number(
    key: str, title: str, width: int, read: Callable[[JobRow], int | None]
) -> Column[JobRow]:
    def text(row: JobRow) -> str:
        value = read(row)
        return "" if value is None else str(value)

    return Column(key, title, text=text, number=read, align="right", mono=True, width=width)
