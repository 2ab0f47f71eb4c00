"""What of the FaceSpace slice survives a restart, and what the store gives back of it.

Names at cameras are personal data: they are kept in the encrypted store only, only while the
operator wants that, and the server's entries only as far back as sightings are kept at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from facespace_desk.facespace.presence import Gap, Presence
from facespace_desk.facespace.records import Sighting
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoredSighting
from facespace_desk.store.store import Store

EVER_MS: Final = 2**62
_LOOK_EVERY_MS: Final = 5_000


@dataclass(frozen=True)
class Past:
    """What the store knows of a range: this desk's stays, kept server entries, and gaps."""

    desk: Sequence[StoredSighting] = ()
    server: Sequence[Sighting] = ()
    gaps: Sequence[Gap] = field(default_factory=tuple)


@dataclass
class Keeping:
    """Whether sightings are kept, and for how long; the settings may change it at any time."""

    is_on: bool = True
    retention_ms: int = 72 * 3_600_000


class Keeper:
    """Writes and reads the sightings of one profile. Writing never waits and never fails here:
    the store tells its own trouble."""

    def __init__(
        self,
        store: Store,
        profile: str,
        keeping: Keeping | None = None,
        *,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
    ) -> None:
        self._store = store
        self._profile = profile
        self.keeping = keeping or Keeping()
        self._clock = clock
        self._tasks = TaskScope("keeper", report)
        self._look_from_ms: int | None = None
        self._look_to_ms = 0
        self._look_polls = 0
        self._look_kept_ms = 0

    def keep(self, presences: Iterable[Presence]) -> None:
        """Keep presences as they stand; a later call with the same beginning extends them."""
        if not self.keeping.is_on:
            return
        rows = [
            StoredSighting(
                camera=presence.camera,
                label=presence.label,
                first_ms=presence.first_ms,
                last_ms=presence.last_ms,
                count=presence.count,
                origin="desk",
            )
            for presence in presences
        ]
        if rows:
            self._store.sightings.add(self._profile, rows)

    def keep_server(self, entries: Sequence[Sighting]) -> None:
        """Keep the server's entries that are young enough to be kept."""
        if self.keeping.is_on:
            self._tasks.start(self._keep_server(entries), name="keep server entries")

    async def _keep_server(self, entries: Sequence[Sighting]) -> None:
        oldest_ms = self._clock() - self.keeping.retention_ms
        rows = await asyncio.to_thread(_young, entries, oldest_ms)
        if rows:
            await self._store.sightings.add_server(self._profile, rows)

    def looked(self, at_ms: int) -> None:
        """A picture came. Times of looking are kept as spans, written every few seconds."""
        if self._look_from_ms is None:
            self._look_from_ms = at_ms
        self._look_to_ms = at_ms
        self._look_polls += 1
        if at_ms - self._look_kept_ms >= _LOOK_EVERY_MS:
            self._keep_look()

    def gap(self, gap: Gap) -> None:
        """Nobody looked for a while; the span of looking before it ends."""
        self._keep_look()
        self._look_from_ms, self._look_polls = gap.to_ms, 0
        if self.keeping.is_on:
            self._store.looks.record_gap(self._profile, gap.from_ms, gap.to_ms, gap.cause)

    async def past(
        self, from_ms: int | None, to_ms: int | None, cameras: Sequence[str] = ()
    ) -> Past:
        """What the store knows of a range; None leaves a side open.

        Raises:
            StoreTrouble: it cannot be read, in words.
        """
        low = -EVER_MS if from_ms is None else from_ms
        high = EVER_MS if to_ms is None else to_ms
        kept = await self._store.sightings.between(self._profile, low, high, cameras or None)
        gaps = await self._store.looks.gaps_between(self._profile, low, high)
        return Past(
            [row for row in kept if row.origin == "desk"],
            [
                Sighting(row.camera, row.label, row.first_ms, row.raw)
                for row in kept
                if row.origin == "server"
            ],
            [Gap(gap.from_ms, gap.to_ms, gap.cause) for gap in gaps],
        )

    async def close(self) -> None:
        """Write what is left. The store itself is closed by its owner."""
        self._keep_look()
        await self._tasks.finish()

    def _keep_look(self) -> None:
        if self._look_from_ms is None or not self.keeping.is_on or not self._look_polls:
            return
        self._look_kept_ms = self._look_to_ms
        self._store.looks.record_look(
            self._profile, self._look_from_ms, self._look_to_ms, self._look_polls
        )


def _young(entries: Sequence[Sighting], oldest_ms: int) -> list[StoredSighting]:
    """The entries from *oldest_ms* on, as the store keeps them."""
    return [
        StoredSighting(
            camera=entry.camera,
            label=entry.label,
            first_ms=entry.at_ms,
            last_ms=entry.at_ms,
            count=1,
            origin="server",
        )
        for entry in entries
        if entry.at_ms is not None and entry.at_ms >= oldest_ms
    ]
