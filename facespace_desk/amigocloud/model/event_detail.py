"""EventDetail: one event as a tree of values, as text, and beside the one before it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.difference import Difference, difference
from facespace_desk.amigocloud.model.event_rows import Row, json_value, report_of
from facespace_desk.amigocloud.model.kept_events import KeptEvents
from facespace_desk.modelkit.json_paths import Path
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble

GONE: Final = "This event is not kept any more."
NO_OBJECT: Final = "This event tells of no object, so there is none to compare it with."
FIRST: Final = "This is the first kept report of this object."
RAW_CHARS: Final = 40_000  # of a raw text that a window lays out at once; an export has all
LARGE_CHARS: Final = 100_000  # read in a thread


class EventDetail(QObject):
    """Signals:

    changed: another event is shown, or more is known of it.
    """

    changed = Signal()

    def __init__(
        self, events: KeptEvents, *, report: Report | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._events = events
        self._tasks = TaskScope("event detail", report)
        self._wanted: ObjectKey | None = None  # whose last event is looked for
        self._clear()

    def _clear(self) -> None:
        self.row: Row | None = None
        self.value: Any = None
        self.more: Any = None
        self.raw = ""
        self.raw_is_whole = True
        self.object_id: str | None = None
        self.previous: Row | None = None
        self.difference: Difference | None = None
        self.prefix: Path = ()  # of the compared report in the event
        self.trouble = ""
        self.note = ""  # why there is no difference
        self.is_reading = False

    def show(self, row: Row | None, object_id: str | None = None) -> None:
        """Show *row*, compared for *object_id*, or for the first object it tells of."""
        self._clear()
        self._wanted = None
        self.row = row
        if row is None or row.kind == "gap":
            self.row = None
            self._tasks.cancel("read")
        else:
            self.is_reading = True
            chosen = object_id if object_id in row.objects else None
            self.object_id = chosen or next(iter(row.objects), None)
            self._tasks.start(self._read(row), name="read", replacing="read")
        self.changed.emit()

    def show_latest(self, key: ObjectKey) -> None:
        """Show the last event that told of an object, unless another is asked for meanwhile."""
        self._wanted = key
        self._tasks.start(self._find_latest(key), name="latest", replacing="latest")

    def compare_for(self, object_id: str) -> None:
        """Compare with the event before it that told of *object_id*."""
        if self.row is not None and object_id != self.object_id:
            self.show(self.row, object_id)

    async def _find_latest(self, key: ObjectKey) -> None:
        with contextlib.suppress(StoreTrouble):  # the list says so
            row = await self._events.latest(key)
            if row is not None and self._wanted == key:
                self.show(row, key.object_id)

    async def close(self) -> None:
        """Read no more."""
        await self._tasks.close()

    async def _read(self, row: Row) -> None:
        try:
            whole = await self._events.whole(row.number)
            if whole is None:
                self._end(trouble=GONE)
                return
            value = await _parsed(whole.payload)
            self.row, self.value = whole, value
            self.more = await _parsed(whole.more) if whole.more else None
            self.raw = whole.payload + (f"\n{whole.more}" if whole.more else "")
            self.raw_is_whole = len(self.raw) <= RAW_CHARS
            self.raw = self.raw[:RAW_CHARS]
            await self._compare(whole, value)
        except StoreTrouble as trouble:
            self._end(trouble=str(trouble))
        else:
            self._end()

    async def _compare(self, row: Row, value: Any) -> None:
        object_id = self.object_id
        if object_id is None:
            self.note = NO_OBJECT
            return
        previous = await self._events.before(row, object_id)
        if previous is None:
            self.note = FIRST
            return
        before = await _parsed(previous.payload)
        one, other = report_of(before, object_id), report_of(value, object_id)
        found = await asyncio.to_thread(difference, one, other)
        self.previous, self.difference = previous, found
        self.prefix = _prefix(value, other)

    def _end(self, *, trouble: str = "") -> None:
        self.trouble = trouble
        self.is_reading = False
        self.changed.emit()


async def _parsed(text: str) -> Any:
    if len(text) > LARGE_CHARS:
        return await asyncio.to_thread(json_value, text)
    return json_value(text)


def _prefix(value: Any, report: Any) -> Path:
    """Where in *value* its *report* lies."""
    entries = value.get("data") if isinstance(value, dict) else None
    if entries is report:
        return ("data",)
    if isinstance(entries, list):
        for place, entry in enumerate(entries):
            if entry is report:
                return ("data", place)
    return ()
