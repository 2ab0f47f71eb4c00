"""Jobs as rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from facespace_desk.language import tr
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
    def title(self) -> str:
        """Its name, or what stands in its place."""
        return self.name or tr("Job {job_id}", job_id=self.id)

    @property
    def news(self) -> str:
        """What is worth saying beside its name."""
        if self.stage is Stage.UPLOADING or self.uploads_open:
            return tr("{share:.0%} sent", share=self.upload_share)
        if self.stage is Stage.QUEUED:
            return in_front_words(self.in_front)
        if self.downloads_open:
            return tr("{count} to fetch", count=self.downloads_open)
        if self.uploads_failed or self.downloads_failed:
            return tr("{count} failed", count=self.uploads_failed + self.downloads_failed)
        return ""

    @property
    def news_or_count(self) -> str:
        """The same where room is short: without news, the number of photos alone."""
        return self.news or ("" if self.photo_count is None else str(self.photo_count))


def in_front_words(count: int | None) -> str:
    """ "3 in front", "next"."""
    if count is None:
        return tr("in the queue")
    return tr("next", "in the queue") if count == 0 else tr("{count} in front", count=count)


def job_columns(display: Display) -> tuple[Column[JobRow], ...]:
    """What the table shows of a job."""
    return (
        Column(
            "name",
            tr("Job"),
            text=lambda row: row.name or f"#{row.id}",
            width=240,
            hideable=False,
        ),
        Column(
            "stage",
            tr("State"),
            text=lambda row: row.stage.words,
            sort_key=lambda row: _ORDER[row.stage],
            icon=lambda row: SHAPES[row.stage][0],
            tone=lambda row: SHAPES[row.stage][1],
            tooltip=_said,
            width=120,
        ),
        Column("news", tr("How far"), text=lambda row: row.news, width=130),
        _number("photos", tr("Photos"), 76, lambda row: row.photo_count),
        Column("profile", tr("Profile"), text=lambda row: row.profile_name, width=170),
        _number("sent", tr("Sent from here"), 116, lambda row: row.sent or None),
        _number("received", tr("Files back"), 96, lambda row: row.received or None),
        _number("in_front", tr("In front"), 80, lambda row: row.in_front),
        moment_column("ended", tr("Ended"), display, lambda row: row.ended_ms),
        moment_column("seen", tr("First seen"), display, lambda row: row.first_seen_ms or None),
        moment_column("checked", tr("Last asked"), display, lambda row: row.checked_ms or None),
        Column("folder", tr("Folder"), text=lambda row: row.folder, width=220),
        Column("type", tr("Type"), text=lambda row: row.type, width=90),
        _number("id", "ID", 84, lambda row: row.id),
    )


def _said(row: JobRow) -> str | None:
    return tr("The service says “{status}”", status=row.status) if row.status else None


def _number(
    key: str, title: str, width: int, read: Callable[[JobRow], int | None]
) -> Column[JobRow]:
    def text(row: JobRow) -> str:
        value = read(row)
        return "" if value is None else str(value)

    return Column(key, title, text=text, number=read, align="right", mono=True, width=width)
