"""Data as rows of a table, and what can be done with one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import Enum
from typing import Final

import msgspec

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.voxel51.model.catalogue_columns import moment_ms
from facespace_desk.voxel51.model.job_columns import DAY_MS, span_words
from facespace_desk.voxel51.model.launching import FROM_CAM2
from facespace_desk.voxel51.model.provenance import TITLES, Origin, Tag
from facespace_desk.voxel51.query import FIELDS, Subject
from facespace_desk.voxel51.records import DataItem

HIDDEN_AT_FIRST: Final = ("encoding", "id")
SOON_MS: Final = DAY_MS
UNKNOWN: Final = "unknown"
NOT_ASKED: Final = "not asked for"
BY_URL: Final = "It was added by its address: the platform does not let its end be changed later."
EXPIRED: Final = "Its time was up, and the platform has deleted it."


class DataAct(Enum):
    """What can be done with data; the value is the verb."""

    USE = "Use in new job"
    DOWNLOAD = "Download"
    KEEP = "Keep until"
    DELETE = "Delete"


PAST: Final = {
    DataAct.DOWNLOAD: "on the list of transfers",
    DataAct.KEEP: "given another end",
    DataAct.DELETE: "deleted",
}


class DataRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One data item. Moments are epoch milliseconds. `note` is what became of the last thing that
    was done to it from here, or why it is gone. `missing` are fields that were not asked for."""

    id: str
    name: str = ""
    size: int | None = None
    type: str = ""
    encoding: str = ""
    uploaded_ms: int | None = None
    expires_ms: int | None = None
    tag: Tag = Tag()
    missing: tuple[str, ...] = ()
    is_gone: bool = False
    note: str = ""
    note_tone: str = ""

    @property
    def title(self) -> str:
        return self.name or f"Data {self.id}"

    @property
    def known_size(self) -> int | None:
        """In bytes; of what was posted by its address the record may say anything (wire 9)."""
        return self.size if self.size is not None and self.size >= 0 else None

    def left_ms(self, now_ms: int) -> int | None:
        """How long it is still kept; None when that is not known."""
        return None if self.expires_ms is None else self.expires_ms - now_ms

    def is_over(self, now_ms: int) -> bool:
        """Whether it is gone, or its time is up."""
        left_ms = self.left_ms(now_ms)
        return self.is_gone or (left_ms is not None and left_ms <= 0)

    def why_over(self, now_ms: int) -> str:
        """Why it cannot be used any more; "" while it can."""
        if self.is_gone:
            return self.note
        return EXPIRED if self.is_over(now_ms) else ""


def row_of(item: DataItem, tag: Tag, fields: Sequence[str] = ()) -> DataRow:
    """*item* as a row; *fields* are those that were asked for, none: all."""
    missing = tuple(set(FIELDS[Subject.DATA]) - {"id", *fields}) if fields else ()
    return DataRow(
        id=item.id,
        name=item.name,
        size=item.size,
        type=item.type or "",
        encoding=item.encoding or "",
        uploaded_ms=moment_ms(item.upload_date),
        expires_ms=moment_ms(item.expiration_date),
        tag=tag,
        missing=tuple(sorted(missing)),
    )


def item_of(row: DataRow) -> DataItem:
    """The record, as far as a form of a job needs it."""
    return DataItem(
        id=row.id,
        name=row.name,
        size=row.size,
        type=row.type or None,
        upload_date=_moment(row.uploaded_ms),
        expiration_date=_moment(row.expires_ms),
    )


def why_not(act: DataAct, row: DataRow, now_ms: int) -> str:
    """Why *act* cannot be done to it, in a sentence; "" when it can, or nobody knows."""
    over = row.why_over(now_ms)
    if over:
        return over
    if act is DataAct.KEEP and row.tag.is_by_url:
        return BY_URL
    if act is DataAct.USE and row.tag.origin is Origin.CAM2:
        return FROM_CAM2
    return ""


def size_words(row: DataRow) -> str:
    if "size" in row.missing:
        return NOT_ASKED
    size = row.known_size
    return UNKNOWN if size is None else size_text(size)


def left_words(row: DataRow, now_ms: int) -> str:
    """How long it is still kept, in a word or two."""
    if row.is_gone and row.note != EXPIRED:
        return "gone"
    if row.is_over(now_ms):
        return "expired"
    if "expiration_date" in row.missing:
        return NOT_ASKED
    left_ms = row.left_ms(now_ms)
    return UNKNOWN if left_ms is None else span_words(left_ms)


def left_tone(row: DataRow, now_ms: int) -> str | None:
    if row.is_over(now_ms):
        return "stale"
    left_ms = row.left_ms(now_ms)
    return "warn" if left_ms is not None and left_ms < SOON_MS else None


def origin_words(row: DataRow) -> str:
    words = TITLES[row.tag.origin]
    return f"{words}, by URL" if row.tag.is_by_url and row.tag.origin is not Origin.URL else words


def data_columns(display: Display, now_ms: Callable[[], int]) -> tuple[Column[DataRow], ...]:
    """What the table shows of data; *now_ms* is the service's clock."""

    def over(row: DataRow) -> str | None:
        return "stale" if row.is_over(now_ms()) else None

    def reason(row: DataRow) -> str | None:
        return row.why_over(now_ms()) or None

    return (
        Column("name", "Name", lambda row: row.title, tone=over, tooltip=reason, width=230,
               hideable=False),
        Column("type", "Type", lambda row: _text(row, "type", row.type), tone=over, width=120),
        Column("size", "Size", size_words, number=lambda row: row.known_size, tone=over,
               align="right", mono=True, width=90),
        Column(
            "left",
            "Expires in",
            lambda row: left_words(row, now_ms()),
            moment_ms=lambda row: row.expires_ms,
            parse=display.parse_time,
            tone=lambda row: left_tone(row, now_ms()),
            tooltip=lambda row: display.time_tooltip(row.expires_ms) if row.expires_ms else None,
            width=128,
        ),
        Column(
            "origin",
            "Origin",
            origin_words,
            tone=lambda row: "warn" if row.tag.origin is Origin.CAM2 else None,
            width=110,
        ),
        Column(
            "note",
            "Last act",
            lambda row: reason(row) or row.note,
            tone=lambda row: over(row) or row.note_tone or None,
            tooltip=lambda row: reason(row) or row.note or None,
            width=190,
        ),
        Column(
            "uploaded",
            "Uploaded",
            lambda row: display.time_text(row.uploaded_ms),
            moment_ms=lambda row: row.uploaded_ms,
            parse=display.parse_time,
            newest_first=True,
            tone=over,
            mono=True,
            width=170,
        ),
        Column("encoding", "Encoding", lambda row: _text(row, "encoding", row.encoding), width=90),
        Column("id", "ID", lambda row: row.id, mono=True, width=230),
    )  # fmt: skip


def _text(row: DataRow, field: str, text: str) -> str:
    return NOT_ASKED if field in row.missing else text or EMPTY


def _moment(moment_ms: int | None) -> datetime | None:
    return None if moment_ms is None else datetime.fromtimestamp(moment_ms / 1000, UTC)
