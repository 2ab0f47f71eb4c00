"""Files that are about to be uploaded, as rows of a table."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from facespace_desk.language import tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.skylab.model.preflight import Fate, Verdict, megabytes

_SHAPES: Final = {
    Fate.READY: ("circle-check", "live"),
    Fate.FIXED: ("state-quarter", "accent"),
    Fate.LEFT_OUT: ("state-bars", "stale"),
    Fate.REFUSED: ("state-square", "bad"),
}
_ORDER: Final = {Fate.REFUSED: 0, Fate.FIXED: 1, Fate.LEFT_OUT: 2, Fate.READY: 3}


def _pixels(verdict: Verdict) -> str:
    found = verdict.finding
    return f"{found.width}×{found.height}" if found.width else ""


CHECKED_COLUMNS: Final[tuple[Column[Verdict], ...]] = (
    Column("name", tr("File"), text=lambda row: row.finding.name, width=210, hideable=False),
    Column(
        "fate",
        tr("Verdict"),
        text=lambda row: row.fate.words,
        sort_key=lambda row: _ORDER[row.fate],
        icon=lambda row: _SHAPES[row.fate][0],
        tone=lambda row: _SHAPES[row.fate][1],
        width=130,
    ),
    Column(
        "why",
        tr("Why"),
        text=lambda row: row.words,
        tooltip=lambda row: "\n".join(row.reasons) or None,
        width=330,
    ),
    Column(
        "size",
        tr("Size"),
        text=lambda row: megabytes(row.finding.size) if row.finding.size else "",
        number=lambda row: row.finding.size or None,
        align="right",
        mono=True,
        newest_first=True,
        width=84,
    ),
    Column(
        "pixels",
        tr("Pixels"),
        text=_pixels,
        sort_key=lambda row: row.finding.width * row.finding.height or None,
        align="right",
        mono=True,
        width=96,
    ),
    Column("kind", tr("Kind"), text=lambda row: row.finding.format, width=64),
    Column(
        "tells",
        tr("Tells"),
        text=lambda row: row.finding.tells,
        tone=lambda row: "warn" if row.finding.has_position else None,
        width=190,
    ),
    Column("folder", tr("Folder"), text=lambda row: str(Path(row.finding.path).parent), width=220),
)
