"""The manifest beside an export: what the file shows, and what it leaves out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from facespace_desk import __version__
from facespace_desk.modelkit.columns import AnyColumn
from facespace_desk.modelkit.display import Display, NameMask
from facespace_desk.modelkit.filters import describe, without_names
from facespace_desk.modelkit.table import RecordTableModel


@dataclass(frozen=True)
class ExportContext:
    """What the manifest tells beyond the table: where the rows come from, and stretches of time
    without data, as words or as objects."""

    view: str
    profile: str = ""
    gaps: Sequence[Any] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)


class Manifest:
    """Takes down, at the moment of the export, what decides which rows there are."""

    def __init__(
        self,
        model: RecordTableModel[Any],
        columns: Sequence[AnyColumn],
        display: Display,
        context: ExportContext,
    ) -> None:
        spec = model.filter
        if display.is_masked and spec is not None:
            spec = without_names(spec, model.columns)
        now = datetime.now(UTC)
        down = {True: "downwards", False: "upwards"}
        self._facts: dict[str, Any] = {
            "application": f"FaceSpace Desk {__version__}",
            "view": context.view,
            "profile": context.profile,
            "created": now.astimezone(display.tzinfo_for(display.zone)).isoformat("T", "seconds"),
            "created_utc": now.isoformat("T", "seconds"),
            "zone": display.zone_label,
            "names": "in full" if display.mask is NameMask.FULL else display.mask.value,
            "columns": [{"key": column.key, "title": column.title} for column in columns],
            "sorting": [f"{key} {down[goes_down]}" for key, goes_down in model.sorting],
            "order": "newest first" if model.newest_first else "oldest first",
            "filter": {
                "words": describe(spec, model.columns),
                "chips": msgspec.to_builtins(spec),
            },
            "search_was_complete": not model.is_searching,
            "rows_shown": model.shown_count,
            "rows_held": model.held_count,
            "rows_forgotten": model.trimmed,
            "notes": list(context.notes),
        }
        self.gaps: list[Any] = list(context.gaps)

    def document(self, file: Mapping[str, Any]) -> bytes:
        """The manifest of *file*: its name, rows, size and digest."""
        whole = {"file": dict(file), **self._facts, "gaps": self.gaps}
        return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
