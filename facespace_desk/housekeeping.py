"""Removes kept sightings when they are too old or too many, in the background.

The limits are the operator's settings; times are epoch milliseconds, UTC. What is told and logged
are counts, never names. Turning the keeping off removes nothing at once: nothing new is kept, and
what is there goes with its age.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from facespace_desk.language import tr
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.settings import Settings
from facespace_desk.store.records import Purged, StoreTrouble
from facespace_desk.store.store import Store

log = logging.getLogger("desk.store")

FIRST_AFTER_S = 10.0  # the start of the console is busy enough
EVERY_S = 3600.0
HOUR_MS = 3_600_000
MIB = 2**20
NOTHING = Purged()


@dataclass(frozen=True)
class Housekept:
    """How housekeeping stands. *last_run_ms* is the last run that succeeded; `removed` is what
    that one removed. *trouble* is empty, or says in words why the last run failed."""

    last_run_ms: int | None = None
    next_run_ms: int | None = None
    removed: Purged = NOTHING
    trouble: str = ""


class Housekeeping:
    """Runs the purge soon after `start`, then every hour, and at once when its settings change.

    A run that fails is told, and tried again after an hour. *tell* hears `record` at the start and
    after each run; *settings* gives the present settings.
    """

    def __init__(
        self,
        store: Store,
        settings: Callable[[], Settings],
        *,
        tell: Callable[[Housekept], None] = lambda _: None,
        clock: Callable[[], int] = wall_ms,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        report: Report | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._tell = tell
        self._clock = clock
        self._sleep = sleep
        self._limits = _limits(settings())
        self._is_due = asyncio.Event()
        self._tasks = TaskScope("housekeeping", report)
        self.record = Housekept()

    def start(self) -> None:
        """Begin; the first run comes after `FIRST_AFTER_S`."""
        self._run_after(FIRST_AFTER_S, self.record)
        self._tasks.start(self._keep_house(), name="purges")

    def settings_changed(self) -> None:
        """Run now, if a setting that matters here has another value."""
        if _limits(self._settings()) != self._limits:
            self._is_due.set()

    async def close(self) -> None:
        """Stop waiting. A purge under way ends by itself, at the latest when the store closes."""
        await self._tasks.close()

    async def _keep_house(self) -> None:
        while True:
            await self._is_due.wait()
            self._is_due.clear()
            self._run_after(EVERY_S, await self._purge())

    def _run_after(self, seconds: float, record: Housekept) -> None:
        self.record = replace(record, next_run_ms=self._clock() + round(seconds * 1000))
        self._tasks.start(self._ring_after(seconds), name="clock", replacing="clock")
        self._tell(self.record)

    async def _ring_after(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._is_due.set()

    async def _purge(self) -> Housekept:
        settings = self._settings()
        self._limits = _limits(settings)
        now_ms = self._clock()
        try:
            removed = await self._store.purge(now_ms - settings.sightings_retention_h * HOUR_MS)
            removed += await self._store.purge_to_size(settings.sightings_size_cap_mb * MIB)
        except StoreTrouble as trouble:
            return self._failed(str(trouble))
        if self.record.trouble:
            log.info("old sightings are removed again")
        if removed != NOTHING:
            log.info("removed what was too old or too much: %s", _counts(removed))
        return Housekept(last_run_ms=now_ms, removed=removed)

    def _failed(self, reason: str) -> Housekept:
        if not self.record.trouble:
            log.error("the retention purge is failing: %s", reason)
        words = tr(
            "Sightings that are too old could not be removed. {reason} "
            "It is tried again in an hour.",
            reason=reason,
        )
        return replace(self.record, trouble=words)


def _limits(settings: Settings) -> tuple[bool, int, int]:
    return (
        settings.keep_sightings,
        settings.sightings_retention_h,
        settings.sightings_size_cap_mb,
    )


def _counts(removed: Purged) -> str:
    return (
        f"{removed.sightings} sightings, {removed.looks} looks, {removed.gaps} gaps, "
        f"{removed.marks} marks, {removed.events} events, {removed.files} files, "
        f"{removed.freed_bytes} bytes"
    )
