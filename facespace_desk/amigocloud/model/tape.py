"""A recording as it is read: events in the order of time, each with the positions in it. No Qt."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from typing import Protocol

import msgspec

from facespace_desk.amigocloud.live.reports import REALTIME, ObjectReport, read_reports
from facespace_desk.store.event_records import StoredEvent
from facespace_desk.store.events import EventStore


class Recording(Protocol):
    """Events that were kept."""

    async def span(self) -> tuple[int, int] | None:
        """The moments of the first and the last event; None when there is none."""

    def between(self, from_ms: int, to_ms: int) -> AsyncIterator[Sequence[StoredEvent]]:
        """Those of the closed range, in the order of time and number, some at a time."""


class ProfileRecording:
    """What the store kept of a profile."""

    def __init__(self, events: EventStore, profile: str) -> None:
        self._events = events
        self._profile = profile

    async def span(self) -> tuple[int, int] | None:
        return await self._events.span(self._profile)

    def between(self, from_ms: int, to_ms: int) -> AsyncIterator[Sequence[StoredEvent]]:
        return self._events.between(self._profile, from_ms, to_ms)


class Played(msgspec.Struct, frozen=True, gc=False):
    """An event, and the positions that it tells."""

    event: StoredEvent
    reports: tuple[ObjectReport, ...] = ()

    @property
    def at_ms(self) -> int:
        return self.event.at_ms


class Tape:
    """Reads a recording page by page. May be cancelled while it reads, and asked again."""

    def __init__(self, recording: Recording, from_ms: int, to_ms: int) -> None:
        self._recording = recording
        self._from_ms = from_ms
        self._to_ms = to_ms
        self._pages: AsyncIterator[Sequence[StoredEvent]] | None = None
        self._last = (from_ms, -1)  # moment and number of the last event that was read
        self._waiting: deque[Played] = deque()
        self._is_read = False

    async def next_ms(self) -> int | None:
        """The moment of the next event; None at the end."""
        while not self._waiting and not self._is_read:
            await self._read()
        return self._waiting[0].at_ms if self._waiting else None

    async def take(self, until_ms: int, most: int) -> list[Played]:
        """The next events up to a moment, about *most* of them and their positions together;
        none only when there is none."""
        if await self.next_ms() is None:
            return []
        taken: list[Played] = []
        weight = 0
        while self._waiting and weight < most and self._waiting[0].at_ms <= until_ms:
            taken.append(self._waiting.popleft())
            weight += 1 + len(taken[-1].reports)
        return taken

    async def close(self) -> None:
        """Let go of the recording."""
        pages, self._pages = self._pages, None
        self._is_read = True
        if pages is not None and hasattr(pages, "aclose"):
            await pages.aclose()

    async def _read(self) -> None:
        if self._pages is None:
            self._pages = self._recording.between(self._last[0], self._to_ms)
        try:
            page = await anext(self._pages)
            played = await asyncio.to_thread(_played, page)
        except StopAsyncIteration:
            self._is_read = True
            return
        except BaseException:
            self._pages = None  # a generator that was interrupted has ended
            raise
        for each in played:
            place = (each.at_ms, each.event.number)
            if place > self._last:
                self._last = place
                self._waiting.append(each)


def _played(events: Sequence[StoredEvent]) -> list[Played]:
    return [Played(event, _reports(event)) for event in events]


def _reports(event: StoredEvent) -> tuple[ObjectReport, ...]:
    if event.kind != "event" or event.name != REALTIME:
        return ()
    try:
        return tuple(read_reports(msgspec.json.decode(event.payload)).taken)
    except (msgspec.DecodeError, RecursionError):
        return ()
