"""EventList: the kept events and those that arrive, as one table of up to a million rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.records import LiveEvent, Unreadable
from facespace_desk.amigocloud.model.event_rows import GapNote, Row, gap_event, new_event, stored
from facespace_desk.amigocloud.model.kept_events import KeptEvents
from facespace_desk.amigocloud.model.paged_log import TAIL
from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report
from facespace_desk.store.event_records import NewEvent
from facespace_desk.store.events import INLINE_CHARS, START_CHARS
from facespace_desk.store.store import Store

NOT_RUNNING: Final = "the console was not connected"
CAP_EVERY: Final = 20_000  # events, between two looks at the caps


class EventList(KeptEvents):
    """Events of one profile.

    What arrives is kept at once, and shown at once unless the list is paused.

    Signals:
        pause_changed(bool, int): whether rows wait, and how many do.
        opened: what is kept is in the list.
        kept(list[Row]): these arrived and are kept, shown or not.
    """

    pause_changed = Signal(bool, int)
    opened = Signal()
    kept = Signal(object)

    def __init__(
        self,
        store: Store,
        profile: str,
        display: Display,
        *,
        sources: Sources | None = None,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            store, profile, display, sources=sources, clock=clock, report=report, parent=parent
        )
        self._is_paused = False
        self._held_back: deque[Row] = deque(maxlen=TAIL)
        self._waiting = 0
        self._gap: tuple[int, GapNote] | None = None

    async def open(self) -> None:
        """Show what is kept; events can be taken only after that. Raises StoreTrouble."""
        await self._read_held()
        span = await self._store.events.span(self._profile)
        if span is not None:
            self.lost(span[1], NOT_RUNNING)
        self.opened.emit()

    def take(self, items: Sequence[LiveEvent | Unreadable]) -> None:
        """Keep *items* and show them, or let them wait while paused; nothing before it is open."""
        if not items or not self._is_open:
            return
        if self._gap is not None:
            self.back(items[0].received_ms)
        self._admit([new_event(item) for item in items])

    def lost(self, at_ms: int, cause: str) -> None:
        """From *at_ms* on nothing can arrive; a row says so, once."""
        if self._gap is None and self._is_open:
            note = GapNote(at_ms, None, cause)
            [number] = self._admit([gap_event(note)])
            self._gap = number, note

    def back(self, at_ms: int) -> None:
        """Events can arrive again since *at_ms*."""
        if self._gap is None:
            return
        number, note = self._gap
        self._gap = None
        ended = gap_event(msgspec.structs.replace(note, to_ms=max(at_ms, note.from_ms)))
        self._store.events.put(self._profile, number, ended)
        row = stored(number, ended)
        for place, held in enumerate(self._held_back):
            if held.number == number:
                self._held_back[place] = row
        self._paged.put(row)
        if number in self._paged:
            self._say_changed([number])

    @property
    def is_paused(self) -> bool:
        return self._is_paused

    @property
    def waiting(self) -> int:
        """Events that arrived while paused; they are kept already."""
        return self._waiting

    def pause(self) -> None:
        """Hold the rows still. Everything goes on being kept."""
        if not self._is_paused:
            self._is_paused = True
            self.pause_changed.emit(True, 0)

    def resume(self) -> None:
        """Let in what has waited."""
        if not self._is_paused:
            return
        self._is_paused = False
        rows = list(self._held_back)
        self._held_back.clear()
        self._waiting = 0
        self.pause_changed.emit(False, 0)
        if rows and rows[0].number > self._paged.end:  # the first to wait are in the store alone
            missed = range(self._paged.end, rows[0].number)
            self._paged.become(self._paged.ids().appended(missed), missed.stop)
            self._show_new(rows)
            self._look_again()
            self._tasks.start(self._synchronise(), name="synchronise", replacing="synchronise")
        else:
            self._show_new(rows)

    def _admit(self, events: Sequence[NewEvent]) -> range:
        numbers = self._store.events.add(self._profile, events)
        rows = [stored(number, new) for number, new in zip(numbers, events, strict=True)]
        if self._is_paused:
            self._held_back.extend(rows)
            self._waiting += sum(row.kind != "gap" for row in rows)
            self.pause_changed.emit(True, self._waiting)
        else:
            self._show_new(rows)
        self.kept.emit(rows)
        self._since_cap += len(rows)
        if self._since_cap >= CAP_EVERY:
            self.cap_now()
        return numbers

    def _show_new(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        passes = self._passes
        self._gaps.update(row.number for row in rows if row.kind == "gap")
        row_ids = self._paged.extend(rows[0].number, [_cut(row) for row in rows])
        passing: Sequence[int] = row_ids
        if passes is not None:
            passing = [row.number for row in rows if row.kind == "gap" or passes(row)]
        if passing:
            self._extend(passing)
        self.appended.emit(row_ids)
        self._tell_counts()


def _cut(row: Row) -> Row:
    """*row* as it stays in memory: of a large payload only the beginning."""
    if len(row.payload) <= INLINE_CHARS:
        return row
    return msgspec.structs.replace(row, payload=row.payload[:START_CHARS], more="", is_whole=False)
