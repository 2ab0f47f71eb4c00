"""Analytics as rows of a table."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.records import Analytic

HIDDEN_AT_FIRST: Final = ("id", "description")
SCOPES: Final = {"public": "public", "user": "own"}


class AnalyticRow(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an analytic; `versions` is how many there are."""

    analytic: Analytic
    versions: int
    is_highest: bool


def runs_on(analytic: Analytic) -> str:
    """What it computes on, in words: "CPU, GPU"."""
    modes = (("CPU", analytic.supports_cpu), ("GPU", analytic.supports_gpu))
    found = ", ".join(name for name, is_on in modes if is_on)
    return found or ("not said" if None in (modes[0][1], modes[1][1]) else "nothing")


def scope_words(analytic: Analytic) -> str:
    """Whose it is: "public", "own", or the service's own word."""
    return SCOPES.get(analytic.scope or "", analytic.scope or EMPTY)


def kind_words(analytic: Analytic) -> str:
    """What it looks at."""
    return "image to video" if analytic.is_image_to_video else ""


def state_words(analytic: Analytic) -> str:
    """Whether jobs can use it."""
    if analytic.pending is None:
        return EMPTY
    return "pending" if analytic.pending else "ready"


def moment_ms(moment: datetime | None) -> int | None:
    """*moment* as the tables have it: epoch milliseconds."""
    return None if moment is None else round(moment.timestamp() * 1000)


def _version_words(row: AnalyticRow) -> str:
    more = f"  (of {row.versions})" if row.is_highest and row.versions > 1 else ""
    return (row.analytic.version or EMPTY) + more


def catalogue_columns(display: Display) -> tuple[Column[AnalyticRow], ...]:
    """The columns; *display* writes times."""

    def came_ms(row: AnalyticRow) -> int | None:
        return moment_ms(row.analytic.upload_date)

    def came(row: AnalyticRow) -> str:
        at_ms = came_ms(row)
        return EMPTY if at_ms is None else display.time_text(at_ms)

    return (
        Column(
            "name",
            "Analytic",
            lambda row: row.analytic.name,
            tooltip=lambda row: row.analytic.description,
            hideable=False,
            width=230,
        ),
        Column(
            "version",
            "Version",
            _version_words,
            sort_key=lambda row: row.analytic.version or "",
            value=lambda row: row.analytic.version or "",
            width=110,
        ),
        Column("scope", "Scope", lambda row: scope_words(row.analytic), width=80),
        Column("runs_on", "Runs on", lambda row: runs_on(row.analytic), width=90),
        Column(
            "state",
            "State",
            lambda row: state_words(row.analytic),
            tone=lambda row: "warn" if row.analytic.pending else None,
            width=90,
        ),
        Column(
            "uploaded",
            "Uploaded",
            came,
            moment_ms=came_ms,
            newest_first=True,
            mono=True,
            width=170,
        ),
        Column("description", "Description", lambda row: row.analytic.description or "", width=300),
        Column("id", "ID", lambda row: row.analytic.id, mono=True, width=220),
    )
