"""Exports exactly what a table shows: its rows, columns and order, with a manifest beside the file.

Texts are gathered from a snapshot in slices on the GUI thread, because columns read the shared
`Display`, and written in a thread. A cancelled or failed export leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from facespace_desk.language import tr
from facespace_desk.modelkit.columns import EMPTY, AnyColumn
from facespace_desk.modelkit.display import Display, Zone
from facespace_desk.modelkit.export_file import (
    Draft,
    ExportFormat,
    ExportOptions,
    RowWriter,
    formula_safe,
)
from facespace_desk.modelkit.manifest import ExportContext, Manifest
from facespace_desk.modelkit.order import BLOCK, SLICE_S
from facespace_desk.modelkit.searched import ShownRows
from facespace_desk.modelkit.table import RecordTableModel

__all__ = [
    "ExportContext",
    "ExportError",
    "ExportFormat",
    "ExportOptions",
    "ExportResult",
    "export_rows",
    "file_name",
    "formula_safe",
    "manifest_path",
]

_AT_ONCE = 512  # rows handed to the writing thread; encoding more would hold up the window
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")

Cell = str | int | float | None
Progress = Callable[[int, int], None]


class ExportError(Exception):
    """An export that could not be written; the message is for the operator."""


@dataclass(frozen=True)
class ExportResult:
    """What was written."""

    path: Path
    manifest: Path
    rows: int
    size_bytes: int
    sha256: str


def file_name(view: str, now: datetime, file_format: ExportFormat) -> str:
    """`desk_<view>_<UTC>.<extension>`; *view* is a kind of table, never a person."""
    word = _NOT_IN_NAMES.sub("-", view.lower()).strip("-") or "table"
    return f"desk_{word}_{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.{file_format.value}"


def manifest_path(path: Path) -> Path:
    """Where the manifest of an export to *path* goes."""
    return path.with_name(path.name + ".manifest.json")


async def export_rows(
    model: RecordTableModel[Any],
    path: Path,
    options: ExportOptions,
    *,
    keys: Sequence[str],
    display: Display,
    context: ExportContext,
    progress: Progress | None = None,
) -> ExportResult:
    """Write the rows that *model* shows at this moment to *path*, the columns *keys* in that order.

    A column of times becomes two, in the zone in force and in UTC, as ISO 8601 with offset. Gaps
    go into the manifest. *progress* hears of rows done and in all; cancelling takes effect between
    two slices.

    Raises:
        ExportError: a file exists and may not be overwritten, it cannot be written, or the zone or
            the mask was switched meanwhile.
    """
    by_key = {column.key: column for column in model.columns}
    columns = [by_key[key] for key in keys]
    as_text = options.format is ExportFormat.CSV
    rows, manifest = model.snapshot_shown(), Manifest(model, columns, display, context)
    target = manifest_path(path)
    drafts = [Draft(each, overwrite=options.overwrite) for each in (path, target)]
    writer = RowWriter(drafts[0], options, _heads(columns, as_text=as_text))
    reader = _Reader(rows, columns, display, as_text=as_text)
    try:
        if not options.overwrite:
            await asyncio.to_thread(_refuse_taken, (path, target))
        await asyncio.to_thread(writer.begin)
        async for batch in reader.batches():
            await asyncio.to_thread(writer.write, batch)
            if progress is not None:
                progress(reader.done, len(rows))
        await asyncio.to_thread(writer.finish)
        manifest.gaps += map(model.gap_text, reader.gaps)
        result = ExportResult(path, target, reader.written, drafts[0].size_bytes, drafts[0].sha256)
        document = manifest.document(
            {
                "name": path.name,
                "rows": result.rows,
                "bytes": result.size_bytes,
                "sha256": result.sha256,
            }
        )
        await asyncio.to_thread(_publish, drafts, document)
    except FileExistsError as error:
        raise ExportError(tr("{file} or its manifest exists already", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(
            tr("{file} could not be written: {reason}", file=path.name, reason=reason)
        ) from error
    finally:
        reader.close()
        for draft in drafts:
            draft.discard()
    return result


def _refuse_taken(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.exists():
            raise FileExistsError(path.name)


def _publish(drafts: Sequence[Draft], document: bytes) -> None:
    data, manifest = drafts
    manifest.write(document)
    manifest.complete()
    data.publish()
    manifest.publish()


def _heads(columns: Sequence[AnyColumn], *, as_text: bool) -> list[str]:
    """The heads of the cells: titles for people, keys for programs."""
    heads = []
    for column in columns:
        heads.append(column.title if as_text else column.key)
        if column.moment_ms is not None:
            heads.append(f"{column.title} (UTC)" if as_text else f"{column.key}_utc")
    return heads


class _Reader:
    """Reads the cells of a snapshot in slices, and watches that they all mean the same."""

    def __init__(
        self, rows: ShownRows[Any], columns: Sequence[AnyColumn], display: Display, *, as_text: bool
    ) -> None:
        self.gaps: list[Any] = []
        self.done = 0
        self.written = 0
        self._rows = rows
        self._display = display
        self._cells = [self._cell(column, as_text=as_text) for column in columns]
        self._is_switched = False
        display.changed.connect(self._note_switch)

    def close(self) -> None:
        self._display.changed.disconnect(self._note_switch)

    async def batches(self) -> AsyncIterator[list[list[Cell]]]:
        """The rows, some at a time; gaps are put aside."""
        batch: list[list[Cell]] = []
        until = perf_counter() + SLICE_S
        for start in range(0, len(self._rows), BLOCK):
            for record, is_gap in self._rows.some(start, start + BLOCK):
                self.done += 1
                if is_gap:
                    self.gaps.append(record)
                else:
                    batch.append([text for cell in self._cells for text in cell(record)])
            if len(batch) >= _AT_ONCE:
                self.written += len(batch)
                yield batch
                batch = []
            elif perf_counter() < until:
                continue
            else:
                await asyncio.sleep(0)
            self._refuse_mixture()
            until = perf_counter() + SLICE_S
        if batch:
            self.written += len(batch)
            yield batch
            self._refuse_mixture()

    def _cell(self, column: AnyColumn, *, as_text: bool) -> Callable[[Any], tuple[Cell, ...]]:
        iso, moment, number = self._display.iso_text, column.moment_ms, column.number
        if moment is not None:
            zone = self._display.zone

            def both_zones(record: Any) -> tuple[Cell, ...]:
                ms = moment(record)
                return (iso(ms, zone) or None, iso(ms, Zone.UTC) or None)

            return both_zones
        if number is not None and not as_text:
            return lambda record: (number(record),)

        def text(record: Any) -> tuple[Cell, ...]:
            shown = column.text(record)
            return (None if not shown or shown == EMPTY else shown,)

        return text

    def _note_switch(self) -> None:
        self._is_switched = True

    def _refuse_mixture(self) -> None:
        if self._is_switched:
            raise ExportError(
                tr("The zone or the display of names was switched while writing, nothing was kept")
            )
