"""Moving objects for tests: reports, a clock that stands still until told, and models on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from facespace_desk.amigocloud.live.reports import ObjectKey, ObjectReport
from facespace_desk.amigocloud.model.movers import Movers

DATASET = 9
NOW_MS = 1_800_000_000_000
CITY = (40.75, -73.99)
METRE = 1 / 111_195  # degrees of latitude


class Clock:
    """Epoch milliseconds."""

    def __init__(self, now_ms: int = NOW_MS) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms

    def go(self, seconds: float) -> None:
        self.now_ms += round(seconds * 1000)


def key(object_id: str, dataset_id: int | None = DATASET) -> ObjectKey:
    return ObjectKey(dataset_id, object_id)


def report(object_id: str = "bus-1", at_ms: int | None = NOW_MS, **fields: Any) -> ObjectReport:
    """A report of an object in the city."""
    values: dict[str, Any] = {"latitude": CITY[0], "longitude": CITY[1], **fields}
    dataset_id = values.pop("dataset_id", DATASET)
    return ObjectReport(dataset_id, object_id, at_ms, **values)


@asynccontextmanager
async def moving(clock: Clock) -> AsyncIterator[Movers]:
    """Movers that are closed in the end."""
    movers = Movers(clock=clock)
    try:
        yield movers
    finally:
        await movers.close()
