"""Files of places: GeoJSON (RFC 7946), KML 2.2 and GPX 1.1, of exactly what the table shows.

Each file names its source and the terms; a manifest is written beside it. Cameras without a place
are left out and counted. A cancelled or failed export leaves nothing behind.
"""

from __future__ import annotations

import asyncio
import enum
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import msgspec

from facespace_desk import __version__
from facespace_desk.cam2.model.columns import CameraRow, place_words
from facespace_desk.cam2.model.terms import NOTICE
from facespace_desk.language import tr
from facespace_desk.modelkit.columns import EMPTY, AnyColumn
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.export import (
    ExportContext,
    ExportError,
    ExportResult,
    manifest_path,
)
from facespace_desk.modelkit.export_file import Draft
from facespace_desk.modelkit.manifest import Manifest
from facespace_desk.modelkit.order import BLOCK, SLICE_S
from facespace_desk.modelkit.searched import ShownRows
from facespace_desk.modelkit.table import RecordTableModel

ATTRIBUTION: Final = tr(
    "Cameras: CAM2, Continuous Analysis of Many Cameras; each camera belongs to its source."
)
ROWS_WITHOUT_PURPOSE: Final = 100  # that may be exported before somebody said what for
_POSITION: Final = frozenset({"latitude", "longitude"})
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Progress = Callable[[int, int], None]


class GeoFormat(enum.Enum):
    """What to write; the value is the file's extension."""

    GEOJSON = "geojson"
    KML = "kml"
    GPX = "gpx"


@dataclass(frozen=True)
class Notice:
    """What goes with every camera that leaves: where it is from, and what for."""

    purpose: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Attribution, terms, and the purpose if there is one."""
        purpose = (tr("Purpose: {purpose}", purpose=self.purpose),) if self.purpose else ()
        return (ATTRIBUTION, NOTICE, *purpose)

    @property
    def most_rows(self) -> int | None:
        """How many rows may be exported; None: any number."""
        return None if self.purpose else ROWS_WITHOUT_PURPOSE


async def export_places(
    model: RecordTableModel[CameraRow],
    path: Path,
    file_format: GeoFormat,
    *,
    keys: Sequence[str],
    display: Display,
    context: ExportContext,
    notice: Notice,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> ExportResult:
    """Write the cameras with a place that *model* shows to *path*, with the columns *keys*.

    *progress* hears of rows done and in all; cancelling takes effect between two slices.

    Raises:
        ExportError: too many rows for no purpose, a file that is there and may not be replaced, or
            one that cannot be written.
    """
    rows = model.snapshot_shown()
    most = notice.most_rows
    if most is not None and len(rows) > most:
        raise ExportError(tr("At most {most:,} rows may be exported without a purpose", most=most))
    by_key = {column.key: column for column in model.columns}
    columns = [by_key[key] for key in keys]
    writer = _WRITERS[file_format]([each for each in columns if each.key not in _POSITION])
    manifest = Manifest(model, columns, display, context)
    drafts = [Draft(each, overwrite=overwrite) for each in (path, manifest_path(path))]
    data = drafts[0]
    try:
        if not overwrite:
            await asyncio.to_thread(_refuse_taken, path)
        await asyncio.to_thread(data.write, _bytes(writer.head(notice.lines)))
        written = await _write_places(data, writer, rows, progress)
        await asyncio.to_thread(data.write, _bytes(writer.tail()))
        left_out = len(rows) - written
        facts = {"name": path.name, "rows": written, "rows_without_place": left_out}
        await asyncio.to_thread(_publish, drafts, manifest, facts)
    except FileExistsError as error:
        raise ExportError(tr("{file} or its manifest exists already", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(
            tr("{file} could not be written: {reason}", file=path.name, reason=reason)
        ) from error
    finally:
        for draft in drafts:
            draft.discard()
    return ExportResult(path, manifest_path(path), written, data.size_bytes, data.sha256)


async def _write_places(
    data: Draft, writer: _Writer, rows: ShownRows[CameraRow], progress: Progress | None
) -> int:
    """Texts are made in slices here, and written in a thread; how many places there were."""
    written = 0
    pieces: list[str] = []
    until = perf_counter() + SLICE_S
    for start in range(0, len(rows), BLOCK):
        for row, _is_gap in rows.some(start, start + BLOCK):
            if row.camera.place is not None:
                pieces.append(writer.place(row, is_first=written == 0))
                written += 1
        if perf_counter() > until:
            await asyncio.to_thread(data.write, _bytes("".join(pieces)))
            pieces = []
            until = perf_counter() + SLICE_S
            if progress is not None:
                progress(min(start + BLOCK, len(rows)), len(rows))
    await asyncio.to_thread(data.write, _bytes("".join(pieces)))
    return written


def _refuse_taken(path: Path) -> None:
    for each in (path, manifest_path(path)):
        if each.exists():
            raise FileExistsError(each.name)


def _publish(drafts: Sequence[Draft], manifest: Manifest, facts: dict[str, Any]) -> None:
    data, beside = drafts
    data.complete()
    beside.write(manifest.document(facts | {"bytes": data.size_bytes, "sha256": data.sha256}))
    beside.complete()
    data.publish()
    beside.publish()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


class _Writer:
    """One format: what stands before, for each place, and after."""

    def __init__(self, columns: Sequence[AnyColumn]) -> None:
        self._columns = columns

    def head(self, notice: Sequence[str]) -> str:
        raise NotImplementedError

    def place(self, row: CameraRow, *, is_first: bool) -> str:
        raise NotImplementedError

    def tail(self) -> str:
        raise NotImplementedError

    def _facts(self, row: CameraRow) -> Iterator[tuple[AnyColumn, str]]:
        """The columns that say something of *row*."""
        for column in self._columns:
            text = column.text(row)
            if text and text != EMPTY:
                yield column, text


class _GeoJson(_Writer):
    def head(self, notice: Sequence[str]) -> str:
        facts = {
            "type": "FeatureCollection",
            "attribution": list(notice),
            "created_utc": _now(),
            "application": f"FaceSpace Desk {__version__}",
        }
        opened = msgspec.json.encode(facts).decode()
        return f'{opened[:-1]},"features":[\n'

    def place(self, row: CameraRow, *, is_first: bool) -> str:
        lat, lon = row.camera.place or (0.0, 0.0)
        facts: dict[str, Any] = {}
        for column, text in self._facts(row):
            number = None if column.number is None else column.number(row)
            is_number = number is not None and column.key != "resolution"
            facts[column.key] = number if is_number else _encodable(text)
        feature = {
            "type": "Feature",
            "id": _encodable(row.camera.camera_id),
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": facts,
        }
        return ("" if is_first else ",\n") + msgspec.json.encode(feature).decode()

    def tail(self) -> str:
        return "\n]}\n"


class _Kml(_Writer):
    def head(self, notice: Sequence[str]) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
            f"<name>CAM2 cameras, {_now()}</name>\n"
            f"<description>{_xml(' '.join(notice))}</description>\n"
        )

    def place(self, row: CameraRow, *, is_first: bool) -> str:
        lat, lon = row.camera.place or (0.0, 0.0)
        facts = "".join(
            f"<Data name={quoteattr(column.key)}><displayName>{_xml(column.title)}</displayName>"
            f"<value>{_xml(text)}</value></Data>"
            for column, text in self._facts(row)
        )
        return (
            f"<Placemark><name>{_xml(_name(row))}</name>"
            f"<ExtendedData>{facts}</ExtendedData>"
            f"<Point><coordinates>{lon!r},{lat!r}</coordinates></Point></Placemark>\n"
        )

    def tail(self) -> str:
        return "</Document></kml>\n"


class _Gpx(_Writer):
    def head(self, notice: Sequence[str]) -> str:
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<gpx version="1.1" creator="FaceSpace Desk {__version__}"'
            ' xmlns="http://www.topografix.com/GPX/1/1">\n'
            f"<metadata><desc>{_xml(' '.join(notice))}</desc><time>{_now()}</time></metadata>\n"
        )

    def place(self, row: CameraRow, *, is_first: bool) -> str:
        lat, lon = row.camera.place or (0.0, 0.0)
        facts = "; ".join(f"{column.title}: {text}" for column, text in self._facts(row))
        return (
            f'<wpt lat="{lat!r}" lon="{lon!r}"><name>{_xml(_name(row))}</name>'
            f"<desc>{_xml(facts)}</desc></wpt>\n"
        )

    def tail(self) -> str:
        return "</gpx>\n"


_WRITERS: Final[dict[GeoFormat, type[_Writer]]] = {
    GeoFormat.GEOJSON: _GeoJson,
    GeoFormat.KML: _Kml,
    GeoFormat.GPX: _Gpx,
}


def _name(row: CameraRow) -> str:
    return place_words(row.camera) or row.camera.camera_id


def _xml(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))


def _encodable(text: str) -> str:
    """*text* without halves of broken characters, which no encoder takes."""
    return text.encode("utf-8", "replace").decode()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
