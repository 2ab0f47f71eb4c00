"""Events as they come from the line, and lists that close themselves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from PySide6.QtTest import QAbstractItemModelTester

from facespace_desk.amigocloud.live.records import LiveEvent
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.store.store import Store
from tests.limits import PATIENCE_S

PROFILE = "p"
NOW_MS = 1_800_000_000_000
BUS = {"latitude": "40.7500", "longitude": "-73.9900", "speed": "12.5", "track": "90.0"}


def live(name: str, data: object, at_ms: int = NOW_MS, **fields: Any) -> LiveEvent:
    """An event as the feed gives it."""
    return LiveEvent(at_ms, name, data, fields.pop("size", 120), isinstance(data, dict), **fields)


def realtime(object_id: str, at_ms: int = NOW_MS, dataset_id: int = 9, **report: Any) -> LiveEvent:
    """One position report of one object."""
    entry = {"object_id": object_id, "timestamp": str(at_ms // 1000), **BUS, **report}
    return live("realtime", {"dataset_id": dataset_id, "data": [entry]}, at_ms)


def reports(count: int, first: int = 0, objects: int = 40) -> list[LiveEvent]:
    """*count* reports, a tenth of a second apart, of objects in turns."""
    return [
        realtime(f"bus-{number % objects:03}", NOW_MS + number * 100, speed=str(number))
        for number in range(first, first + count)
    ]


async def memory_store() -> Store:
    return await Store.open(None, Secret("0" * 64))


@asynccontextmanager
async def opened(
    store: Store, *, is_checked: bool = True, sources: Sources | None = None
) -> AsyncIterator[EventList]:
    """An open list on *store*; Qt's own tester watches every change of it."""
    events = EventList(store, PROFILE, Display(), sources=sources)
    if is_checked:
        fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
        QAbstractItemModelTester(events, fatal, events)
    await events.open()
    try:
        yield events
    finally:
        await events.close()


async def until(holds: Callable[[], object]) -> None:
    """Wait for what has no signal of its own."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def searched(events: EventList) -> None:
    await until(lambda: not events.is_searching)


def column(events: EventList, key: str, rows: Sequence[int] | None = None) -> list[str]:
    """The texts of one column from top to bottom, gaps as their words."""
    section = [each.key for each in events.columns].index(key)
    wanted = range(events.rowCount()) if rows is None else rows
    return [
        events.index(row, 0).data()
        if events.is_gap(events.row_id(row))
        else events.index(row, section).data()
        for row in wanted
    ]
