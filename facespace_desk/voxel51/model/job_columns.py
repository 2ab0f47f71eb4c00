"""Jobs as rows of a table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.moment_columns import moment_column
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.voxel51.model.catalogue_columns import moment_ms
from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.records import Job

HIDDEN_AT_FIRST: Final = ("compute", "started", "auto", "id")
DAY_MS: Final = 86_400_000
SOON_MS: Final = DAY_MS


def row_of(job: Job, *, analytic: str = "", now: datetime | None = None) -> JobRow:
    """*job* as a row; *analytic* is the name of its analytic, *now* is aware."""
    return JobRow(
        id=job.id,
        name=job.name,
        state=job.state,
        archived=bool(job.archived),
        expired=job.is_expired(now or datetime.now(UTC)),
        analytic_id=job.analytic_id,
        analytic=analytic,
        compute_mode=job.compute_mode or "",
        auto_start=job.auto_start,
        failure_type=job.failure_type or "",
        uploaded_ms=moment_ms(job.upload_date),
        started_ms=moment_ms(job.start_date),
        ended_ms=moment_ms(job.ended_date),
        expires_ms=moment_ms(job.expiration_date),
    )


def job_columns(display: Display) -> tuple[Column[JobRow], ...]:
    """What the table shows of a job."""
    return (
        Column("name", "Job", text=lambda row: row.title, width=260, hideable=False),
        Column(
            "state",
            "State",
            text=lambda row: row.state_words,
            sort_key=lambda row: row.order,
            icon=lambda row: row.shape[0],
            tone=lambda row: row.shape[1],
            tooltip=lambda row: f"The platform says “{row.state}”" if row.state else None,
            width=190,
        ),
        Column("analytic", "Analytic", text=lambda row: row.analytic or EMPTY, width=190),
        Column(
            "expires",
            "Output kept",
            text=lambda row: _left(row, wall_ms()),
            sort_key=lambda row: row.expires_ms,
            number=lambda row: _days_left(row, wall_ms()),
            tone=lambda row: _left_tone(row, wall_ms()),
            tooltip=lambda row: display.time_tooltip(row.expires_ms) if row.expires_ms else None,
            width=110,
        ),
        Column(
            "note",
            "Last act",
            text=lambda row: row.note,
            tone=lambda row: row.note_tone or None,
            tooltip=lambda row: row.note or None,
            width=210,
        ),
        moment_column("uploaded", "Uploaded", display, lambda row: row.uploaded_ms, empty=EMPTY),
        moment_column("started", "Started", display, lambda row: row.started_ms, empty=EMPTY),
        moment_column("ended", "Ended", display, lambda row: row.ended_ms, empty=EMPTY),
        Column("took", "Took", text=_took, number=_took_ms, align="right", width=90),
        Column("compute", "On", text=lambda row: row.compute_mode or EMPTY, width=70),
        Column(
            "auto",
            "Starts by itself",
            text=lambda row: {True: "yes", False: "no", None: EMPTY}[row.auto_start],
            width=110,
        ),
        Column("id", "ID", text=lambda row: row.id, mono=True, width=230),
    )


def span_words(span_ms: int) -> str:
    """A span in its largest unit or two: "3 d", "5 h", "12 min", "40 s"."""
    for unit, size_ms in (("d", DAY_MS), ("h", 3_600_000), ("min", 60_000)):
        if span_ms >= size_ms * (2 if unit == "d" else 1):
            return f"{span_ms // size_ms} {unit}"
    return f"{max(0, span_ms) // 1000} s"


def _left(row: JobRow, now_ms: int) -> str:
    if row.expired:
        return "expired"
    return EMPTY if row.expires_ms is None else span_words(row.expires_ms - now_ms)


def _days_left(row: JobRow, now_ms: int) -> float | None:
    return None if row.expires_ms is None else round((row.expires_ms - now_ms) / DAY_MS, 2)


def _left_tone(row: JobRow, now_ms: int) -> str | None:
    if row.expired:
        return "stale"
    is_soon = row.expires_ms is not None and row.expires_ms - now_ms < SOON_MS
    return "warn" if is_soon else None


def _took_ms(row: JobRow) -> int | None:
    if row.started_ms is None or row.ended_ms is None:
        return None
    return max(0, row.ended_ms - row.started_ms)


def _took(row: JobRow) -> str:
    took_ms = _took_ms(row)
    return EMPTY if took_ms is None else span_words(took_ms)
