"""Exports of the list of events: complete, in the order shown, or not there at all."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from facespace_desk.amigocloud.live.records import Unreadable
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.amigocloud.model.export import BLOCK_ROWS, EventFormat, export_events
from facespace_desk.modelkit.display import Display, Zone
from facespace_desk.modelkit.export import ExportContext, ExportError, ExportResult
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.store.store import Store
from tests.amigocloud.event_making import (
    NOW_MS,
    live,
    memory_store,
    opened,
    realtime,
    reports,
    searched,
)

GPX = "{http://www.topografix.com/GPX/1/1}"
CONTEXT = ExportContext("events", "Test")


@pytest.fixture
async def store(qapp: object) -> AsyncIterator[Store]:
    made = await memory_store()
    yield made
    await made.close()


@pytest.fixture
async def events(store: Store) -> AsyncIterator[EventList]:
    async with opened(store, is_checked=False) as made:
        yield made


async def write(
    events: EventList, path: Path, kind: EventFormat, display: Display | None = None, **options: Any
) -> ExportResult:
    return await export_events(
        events, path, kind, display=display or Display(), context=CONTEXT, **options
    )


def manifest(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(f"{path}.manifest.json").read_text("utf-8"))
    return found


async def test_ndjson_holds_every_event_whole_in_the_order_shown(
    events: EventList, tmp_path: Path
) -> None:
    large = {"text": "x" * 50_000}
    events.take([realtime("bus-1"), live("large", large, NOW_MS + 1)])
    events.take([Unreadable(NOW_MS + 2, "It is no JSON.", "42[", 3)])
    events.take([live("odd", [1], NOW_MS + 3, more=("two", 3))])
    path = tmp_path / "events.ndjson"
    result = await write(events, path, EventFormat.NDJSON)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["type"] for line in lines] == ["odd", "(unreadable packet)", "large", "realtime"]
    assert lines[2]["data"] == large
    assert (lines[0]["data"], lines[0]["more"]) == ([1], ["two", 3])
    assert lines[1]["is_unreadable"] is True
    assert lines[3]["objects"] == ["bus-1"]
    assert lines[3]["received_utc"] == "2027-01-15T08:00:00.000+00:00"
    assert (result.rows, result.size_bytes) == (4, path.stat().st_size)
    file = manifest(path)["file"]
    assert file["sha256"] == result.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (file["rows"], file["not_kept_any_more"]) == (4, 0)


async def test_csv_has_both_zones_and_no_formulas(events: EventList, tmp_path: Path) -> None:
    from zoneinfo import ZoneInfo

    events.take([live("=cmd()", {"a": 1}), realtime("bus-1")])
    display = Display(Zone.LOCAL, local=ZoneInfo("Europe/Berlin"))
    path = tmp_path / "events.csv"
    await write(events, path, EventFormat.CSV, display)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["Type"] == "'=cmd()"
    assert rows[0]["Received"] == "2027-01-15T09:00:00.000+01:00"
    assert rows[0]["Received (UTC)"] == "2027-01-15T08:00:00.000+00:00"
    assert (rows[0]["Objects"], rows[0]["Dataset"], rows[1]["Dataset"]) == ("bus-1", "9", "")
    assert json.loads(rows[1]["Payload"]) == {"a": 1}


async def test_geojson_has_a_point_for_each_report_that_can_be_read(
    events: EventList, tmp_path: Path
) -> None:
    several = {
        "dataset_id": 9,
        "data": [
            {"object_id": "a", "latitude": "40.5", "longitude": "-73.5", "altitude": "7"},
            {"object_id": "b", "latitude": "140.5", "longitude": "-73.5"},
            {"object_id": "c", "latitude": "x", "longitude": 1, "timestamp": "1"},
        ],
    }
    events.take([live("realtime", several), live("other", {}), realtime("bus-1", route="M12")])
    path = tmp_path / "events.geojson"
    result = await write(events, path, EventFormat.GEOJSON)
    features = json.loads(path.read_text("utf-8"))["features"]
    assert [each["properties"]["object_id"] for each in features] == ["bus-1", "a"]
    assert features[1]["geometry"] == {"type": "Point", "coordinates": [-73.5, 40.5, 7.0]}
    assert features[0]["properties"]["extra"] == {"route": "M12"}
    assert features[0]["properties"]["time_utc"] == "2027-01-15T08:00:00.000+00:00"
    assert result.rows == 2
    file = manifest(path)["file"]
    assert file["events_without_position"] == 1
    assert sum(file["reports_dropped"].values()) == 2


async def test_gpx_has_a_track_for_each_object_which_gaps_interrupt(
    events: EventList, tmp_path: Path
) -> None:
    events.take([realtime("a<b", NOW_MS), realtime("c", NOW_MS), realtime("a<b", NOW_MS + 1_000)])
    events.lost(NOW_MS + 1_000, "lost")
    events.take([realtime("a<b", NOW_MS + 61_000)])
    path = tmp_path / "events.gpx"
    result = await write(events, path, EventFormat.GPX)
    root = ET.fromstring(path.read_text("utf-8"))
    tracks = {track.findtext(f"{GPX}name"): track for track in root.iter(f"{GPX}trk")}
    assert list(tracks) == ["a<b", "c"]
    segments = tracks["a<b"].findall(f"{GPX}trkseg")
    assert [len(each) for each in segments] == [2, 1]
    times = [each.findtext(f"{GPX}time") for each in segments[0]]
    assert times == ["2027-01-15T08:00:00.000+00:00", "2027-01-15T08:00:01.000+00:00"]
    assert result.rows == 4
    assert manifest(path)["gaps"][0].startswith("No events for 1 min 0 s")


async def test_only_what_the_filter_shows_is_written(events: EventList, tmp_path: Path) -> None:
    events.take(reports(3_000))
    events.set_filter(Filter((Chip("object", Op.EQUALS, "bus-007"),)))
    await searched(events)
    path = tmp_path / "events.ndjson"
    result = await write(events, path, EventFormat.NDJSON)
    objects = {tuple(json.loads(line)["objects"]) for line in path.read_text().splitlines()}
    assert (objects, result.rows) == ({("bus-007",)}, 75)
    assert manifest(path)["filter"]["words"] == 'Object is "bus-007"'


async def test_progress_is_told_and_cancelling_leaves_nothing(
    events: EventList, tmp_path: Path
) -> None:
    events.take(reports(3 * BLOCK_ROWS))
    told: list[tuple[int, int]] = []
    begun = asyncio.Event()

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        begun.set()

    path = tmp_path / "events.csv"
    writing = asyncio.create_task(write(events, path, EventFormat.CSV, progress=progress))
    await begun.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert told[0][1] == 3 * BLOCK_ROWS
    assert list(tmp_path.iterdir()) == []


async def test_file_that_is_there_is_replaced_only_when_asked(
    events: EventList, tmp_path: Path
) -> None:
    events.take(reports(2))
    path = tmp_path / "events.csv"
    path.write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        await write(events, path, EventFormat.CSV)
    assert path.read_text() == "mine"
    await write(events, path, EventFormat.CSV, overwrite=True)
    assert path.read_text("utf-8").count("\n") == 3


async def test_zone_switched_meanwhile_keeps_nothing(events: EventList, tmp_path: Path) -> None:
    events.take(reports(3 * BLOCK_ROWS))
    display = Display()
    with pytest.raises(ExportError, match="zone"):
        await write(
            events,
            tmp_path / "events.csv",
            EventFormat.CSV,
            display,
            progress=lambda *_: display.set_zone(Zone.LOCAL),
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", list(EventFormat))
async def test_nothing_to_show_is_a_file_all_the_same(
    events: EventList, tmp_path: Path, kind: EventFormat
) -> None:
    path = tmp_path / f"events.{kind.value}"
    assert (await write(events, path, kind)).rows == 0
    text = path.read_text("utf-8")
    if kind is EventFormat.GEOJSON:
        assert json.loads(text)["features"] == []
    if kind is EventFormat.GPX:
        assert ET.fromstring(text).tag == f"{GPX}gpx"


async def test_folder_that_cannot_be_written_is_named(events: EventList, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"x\.csv could not be written"):
        await write(events, tmp_path / "none" / "x.csv", EventFormat.CSV)
