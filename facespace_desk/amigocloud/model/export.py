"""Files of the events that the list shows: NDJSON, CSV, and of their positions GeoJSON and GPX.

Events are read from the store in blocks, whole, and written in a thread, so a million of them cost
no memory and no frame. A file is complete or not there; a manifest beside it says what it shows.
"""

from __future__ import annotations

import asyncio
import enum
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import msgspec

from facespace_desk import __version__
from facespace_desk.amigocloud.live.reports import REALTIME, ObjectReport, read_reports
from facespace_desk.amigocloud.model.event_rows import Row, gap_note, gap_words, json_value
from facespace_desk.amigocloud.model.kept_events import KeptEvents
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display, Zone
from facespace_desk.modelkit.export import (
    ExportContext,
    ExportError,
    ExportResult,
    manifest_path,
)
from facespace_desk.modelkit.export_file import Draft, ExportFormat, ExportOptions, RowWriter
from facespace_desk.modelkit.ids import IdList
from facespace_desk.modelkit.manifest import Manifest
from facespace_desk.store.records import StoreTrouble

BLOCK_ROWS: Final = 1_000
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEADS: Final = (
    tr("Number"),
    tr("Received"),
    tr("Received (UTC)"),
    tr("Type"),
    tr("Dataset"),
    tr("Objects"),
    tr("Size"),
    tr("Payload"),
)

Progress = Callable[[int, int], None]


class EventFormat(enum.Enum):
    """What to write; the value is the file's extension."""

    NDJSON = "ndjson"
    CSV = "csv"
    GEOJSON = "geojson"
    GPX = "gpx"


TITLES: Final = {
    EventFormat.NDJSON: tr("NDJSON, one event a line"),
    EventFormat.CSV: tr("CSV, for spreadsheets"),
    EventFormat.GEOJSON: tr("GeoJSON, the positions in them"),
    EventFormat.GPX: tr("GPX, a track for each object"),
}


async def export_events(
    events: KeptEvents,
    path: Path,
    file_format: EventFormat,
    *,
    display: Display,
    context: ExportContext,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> ExportResult:
    """Write the events that the list shows at this moment to *path*.

    *progress* hears of events done and in all; cancelling takes effect between two blocks.

    Raises:
        ExportError: a file is there and may not be replaced, it cannot be written, the store cannot
            be read, or the zone was switched meanwhile.
    """
    numbers, newest_first = events.shown_numbers(), events.newest_first
    if file_format is EventFormat.GPX:
        newest_first = False  # a track begins with its first point
    manifest = Manifest(events, events.columns, display, context)
    drafts = [Draft(each, overwrite=overwrite) for each in (path, manifest_path(path))]
    data, beside = drafts
    writer = _WRITERS[file_format](data, display)
    zone = display.zone
    missing = 0
    try:
        if not overwrite:
            await asyncio.to_thread(_refuse_taken, path)
        await asyncio.to_thread(writer.begin)
        done = 0
        for wanted in _blocks(numbers, newest_first=newest_first):
            rows = await events.some(sorted(wanted))
            missing += len(wanted) - len(rows)
            if newest_first:
                rows.reverse()
            await asyncio.to_thread(writer.write, rows)
            if display.zone is not zone:
                raise ExportError(tr("The zone was switched while writing, nothing was kept"))
            done += len(wanted)
            if progress is not None:
                progress(done, len(numbers))
        await asyncio.to_thread(writer.finish)
        manifest.gaps += writer.gaps
        facts = {"name": path.name, "rows": writer.rows, "not_kept_any_more": missing}
        facts |= {"bytes": data.size_bytes, "sha256": data.sha256} | writer.facts
        await asyncio.to_thread(_publish, data, beside, manifest.document(facts))
    except FileExistsError as error:
        raise ExportError(tr("{name} or its manifest exists already", name=path.name)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportError(
            tr("{name} could not be written: {reason}", name=path.name, reason=reason)
        ) from error
    except StoreTrouble as error:
        raise ExportError(tr("The kept events could not be read: {error}", error=error)) from error
    finally:
        for draft in drafts:
            draft.discard()
    return ExportResult(path, manifest_path(path), writer.rows, data.size_bytes, data.sha256)


def _blocks(numbers: IdList, *, newest_first: bool) -> Iterator[Sequence[int]]:
    """All numbers in runs of at most `BLOCK_ROWS`, ascending within each."""
    yield from numbers.blocks(BLOCK_ROWS, backwards=newest_first)


def _refuse_taken(path: Path) -> None:
    for each in (path, manifest_path(path)):
        if each.exists():
            raise FileExistsError(each.name)


def _publish(data: Draft, beside: Draft, document: bytes) -> None:
    beside.write(document)
    beside.complete()
    data.publish()
    beside.publish()


class _Writer:
    """One format. All of it runs in a thread, one call at a time."""

    def __init__(self, draft: Draft, display: Display) -> None:
        self.rows = 0
        self.gaps: list[Any] = []
        self._draft = draft
        self._display = display

    @property
    def facts(self) -> dict[str, Any]:
        """What only this format has to tell."""
        return {}

    def begin(self) -> None:
        """Write what comes before the events."""

    def write(self, rows: Iterable[Row]) -> None:
        """Write some events; gaps are put aside."""
        events = []
        for row in rows:
            if row.kind == "gap":
                self.gaps.append(gap_words(row, self._display))
                self.gap(row)
            else:
                events.append(row)
        self.put(events)

    def gap(self, row: Row) -> None:
        """There was no line for a while."""

    def put(self, rows: Sequence[Row]) -> None:
        """Write events."""
        raise NotImplementedError

    def finish(self) -> None:
        """Write what comes after them, and see it all onto the disk."""
        self._draft.complete()

    def _iso(self, ms: int | None, zone: Zone | None = None) -> str:
        return self._display.iso_text(ms, zone)


class _NdJson(_Writer):
    def begin(self) -> None:
        self._draft.write(b"")  # there is a file also of no events

    def put(self, rows: Sequence[Row]) -> None:
        self.rows += len(rows)
        self._draft.write(b"".join(self._line(row) for row in rows))

    def _line(self, row: Row) -> bytes:
        facts: dict[str, Any] = {
            "number": row.number,
            "received": self._iso(row.at_ms),
            "received_utc": self._iso(row.at_ms, Zone.UTC),
            "type": row.name,
            "dataset_id": row.dataset_id,
            "objects": row.objects,
            "size": row.size,
        }
        if row.kind == "unreadable":
            facts["is_unreadable"] = True
        facts["data"] = msgspec.Raw(row.payload.encode())
        if row.more:
            facts["more"] = msgspec.Raw(row.more.encode())
        return msgspec.json.encode(facts) + b"\n"


class _Csv(_Writer):
    def __init__(self, draft: Draft, display: Display) -> None:
        super().__init__(draft, display)
        self._writer = RowWriter(draft, ExportOptions(format=ExportFormat.CSV), _HEADS)

    def begin(self) -> None:
        self._writer.begin()

    def put(self, rows: Sequence[Row]) -> None:
        self.rows += len(rows)
        self._writer.write(
            [
                (
                    row.number,
                    self._iso(row.at_ms),
                    self._iso(row.at_ms, Zone.UTC),
                    row.name,
                    row.dataset_id,
                    ", ".join(row.objects),
                    row.size,
                    row.payload + row.more,
                )
                for row in rows
            ]
        )

    def finish(self) -> None:
        self._writer.finish()


class _Places(_Writer):
    """Writes the positions in the events; those that cannot be read are counted by their reason."""

    def __init__(self, draft: Draft, display: Display) -> None:
        super().__init__(draft, display)
        self._others = 0
        self._dropped: Counter[str] = Counter()

    @property
    def facts(self) -> dict[str, Any]:
        return {"events_without_position": self._others, "reports_dropped": dict(self._dropped)}

    def put(self, rows: Sequence[Row]) -> None:
        for row in rows:
            found = self._reports(row)
            self._others += not found
            self.rows += len(found)
            self.put_reports(row, found)

    def put_reports(self, row: Row, reports: Sequence[ObjectReport]) -> None:
        """Write the reports of one event."""
        raise NotImplementedError

    def _reports(self, row: Row) -> Sequence[ObjectReport]:
        if row.name != REALTIME or row.kind != "event":
            return ()
        found = read_reports(json_value(row.payload))
        for why, count in found.dropped.items():
            self._dropped[why.value] += count
        return found.taken


class _GeoJson(_Places):
    def begin(self) -> None:
        facts = {
            "type": "FeatureCollection",
            "created_utc": _now(),
            "application": f"FaceSpace Desk {__version__}",
        }
        self._is_first = True
        self._pieces: list[bytes] = [msgspec.json.encode(facts)[:-1] + b',"features":[']

    def put(self, rows: Sequence[Row]) -> None:
        super().put(rows)
        self._draft.write(b"".join(self._pieces))
        self._pieces = []

    def put_reports(self, row: Row, reports: Sequence[ObjectReport]) -> None:
        for report in reports:
            self._pieces.append(b"\n" if self._is_first else b",\n")
            self._pieces.append(self._feature(row, report))
            self._is_first = False

    def finish(self) -> None:
        self._draft.write(b"".join(self._pieces) + b"\n]}\n")
        super().finish()

    def _feature(self, row: Row, report: ObjectReport) -> bytes:
        place = [report.longitude, report.latitude]
        if report.altitude is not None:
            place.append(report.altitude)
        known = {"speed": report.speed, "track": report.track}
        return msgspec.json.encode(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": place},
                "properties": {
                    "object_id": report.object_id,
                    "dataset_id": report.dataset_id,
                    "time_utc": self._iso(report.at_ms, Zone.UTC) or None,
                    "received_utc": self._iso(row.at_ms, Zone.UTC),
                    "event": row.number,
                }
                | {name: value for name, value in known.items() if value is not None}
                | {"extra": report.extra},
            }
        )


class _Track:
    """The points of one object: latitude, longitude, altitude or NaN, moment; and where its
    segments begin."""

    def __init__(self) -> None:
        self.values = array("d")
        self.begins: list[int] = []


class _Gpx(_Places):
    """A stretch without a line ends the segments of all tracks."""

    def __init__(self, draft: Draft, display: Display) -> None:
        super().__init__(draft, display)
        self._tracks: dict[tuple[int | None, str], _Track] = {}

    def gap(self, row: Row) -> None:
        note = gap_note(row)
        if note.to_ms is None or note.to_ms > note.from_ms:
            for track in self._tracks.values():
                track.begins.append(len(track.values) // 4)

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:  # one by one: a gap belongs between its neighbours
            super().write((row,))

    def put_reports(self, row: Row, reports: Sequence[ObjectReport]) -> None:
        for report in reports:
            track = self._tracks.setdefault(report.key, _Track())
            altitude = float("nan") if report.altitude is None else report.altitude
            at_ms = row.at_ms if report.at_ms is None else report.at_ms
            track.values.extend((report.latitude, report.longitude, altitude, at_ms))

    def finish(self) -> None:
        self._draft.write(
            (
                '<?xml version="1.0" encoding="UTF-8"?>\n'
                f'<gpx version="1.1" creator="FaceSpace Desk {__version__}"'
                ' xmlns="http://www.topografix.com/GPX/1/1">\n'
                f"<metadata><desc>AmigoCloud positions</desc><time>{_now()}</time></metadata>\n"
            ).encode()
        )
        for (dataset_id, object_id), track in self._tracks.items():
            self._put_track(dataset_id, object_id, track)
        self._draft.write(b"</gpx>\n")
        super().finish()

    def _put_track(self, dataset_id: int | None, object_id: str, track: _Track) -> None:
        name = escape(_NOT_IN_XML.sub("\ufffd", object_id))
        source = "" if dataset_id is None else f"<src>Dataset {dataset_id}</src>"
        self._draft.write(f"<trk><name>{name}</name>{source}\n".encode())
        edges = sorted({0, *track.begins, len(track.values) // 4})
        for first, stop in pairwise(edges):
            points = [self._point(track.values[4 * n : 4 * n + 4]) for n in range(first, stop)]
            self._draft.write(f"<trkseg>\n{''.join(points)}</trkseg>\n".encode())
        self._draft.write(b"</trk>\n")

    def _point(self, values: Sequence[float]) -> str:
        latitude, longitude, altitude, at_ms = values
        height = f"<ele>{altitude!r}</ele>" if altitude == altitude else ""  # noqa: PLR0124 - NaN
        time = self._iso(int(at_ms), Zone.UTC)
        when = f"<time>{time}</time>" if time else ""
        return f'<trkpt lat="{latitude!r}" lon="{longitude!r}">{height}{when}</trkpt>\n'


_WRITERS: Final[dict[EventFormat, type[_Writer]]] = {
    EventFormat.NDJSON: _NdJson,
    EventFormat.CSV: _Csv,
    EventFormat.GEOJSON: _GeoJson,
    EventFormat.GPX: _Gpx,
}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
