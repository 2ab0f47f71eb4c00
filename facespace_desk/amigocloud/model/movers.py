"""The moving objects as the tab shows them: live ones, or those of a recording that is replayed.

Positions go straight into arrays (`fleet`); listeners hear of it at most twenty times a second,
however many arrive. While a recording is replayed, live positions go on being taken in unseen.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.reports import ObjectKey, ObjectReport
from facespace_desk.amigocloud.model.fleet import AgeLimits, Fleet
from facespace_desk.amigocloud.model.glide import Shown
from facespace_desk.amigocloud.model.trails import Ints, TrailSpan
from facespace_desk.map import geo
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope

PAUSE_S: Final = 0.05  # between two pictures
_NO_ROWS: Final = np.zeros(0, np.int64)


class Movers(QObject):
    """Signals:

    changed(rows): rows of `fleet` (int64 array, ascending) that are new, moved or aged.
    replaced: `fleet` is another one, with other rows.
    settings_changed: limits of age, how far trails go back, or whether the map glides.
    """

    changed = Signal(object)
    replaced = Signal()
    settings_changed = Signal()

    def __init__(
        self,
        *,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*clock* answers epoch milliseconds."""
        super().__init__(parent)
        self._clock = clock
        self._tasks = TaskScope("AmigoCloud movers", report)
        self._live = Fleet()
        self._replayed: Fleet | None = None
        self._replay_ms = 0
        self._limits = AgeLimits()
        self._span = TrailSpan()
        self._glides = False
        self._dirty: list[Ints] = []
        self._told_at = -math.inf
        self._is_waiting = False

    @property
    def fleet(self) -> Fleet:
        """What is shown."""
        return self._live if self._replayed is None else self._replayed

    @property
    def is_replaying(self) -> bool:
        return self._replayed is not None

    @property
    def now_ms(self) -> int:
        """The moment that ages count from: of the clock, or of the recording."""
        return self._clock() if self._replayed is None else self._replay_ms

    @property
    def limits(self) -> AgeLimits:
        return self._limits

    @property
    def span(self) -> TrailSpan:
        """How far back trails go."""
        return self._span

    @property
    def glides(self) -> bool:
        """Whether objects are shown on their way between reports, one report late."""
        return self._glides

    @property
    def shown(self) -> Shown:
        """Where all objects are to be shown at this moment, by rows of `fleet`."""
        return self.fleet.shown(self.now_ms, glides=self._glides)

    def place(self, row: int) -> tuple[float, float]:
        """Latitude and longitude of where an object is shown."""
        if not self._glides:
            return float(self.fleet.lat[row]), float(self.fleet.lon[row])
        lon, lat = geo.to_lonlat(self.shown.x[row], self.shown.y[row])
        return float(lat), float(lon)

    def set_glides(self, is_on: bool) -> None:
        """Show objects on their way between reports, or where they reported to be."""
        if is_on != self._glides:
            self._glides = is_on
            self.settings_changed.emit()

    def set_limits(self, limits: AgeLimits) -> None:
        """Say when an object counts as stale and as lost."""
        if limits != self._limits:
            self._limits = limits
            self.grow_old()
            self.settings_changed.emit()

    def set_span(self, span: TrailSpan) -> None:
        """Say how far back trails go."""
        if span != self._span:
            self._span = span
            for fleet in (self._live, self._replayed):
                if fleet is not None:
                    fleet.trails.span = span
            self.settings_changed.emit()

    def report(self, key: ObjectKey | None) -> ObjectReport | None:
        """The latest report of an object that is shown."""
        row = self.fleet.row(key)
        return None if row < 0 else self.fleet.latest[row]

    def take(self, reports: Sequence[ObjectReport]) -> None:
        """Take in live positions, oldest first."""
        if reports:
            rows = self._live.take(reports, self._clock())
            if self._replayed is None:
                self._note(rows)

    def grow_old(self) -> None:
        """Look at how old everything is; to be called once a second while somebody looks."""
        self._note(self.fleet.grow_old(self.now_ms, self._limits))

    def clear(self) -> None:
        """Forget all live objects."""
        self._live = self._empty()
        if self._replayed is None:
            self._replace()

    # -- replay

    def begin_replay(self, at_ms: int) -> None:
        """Show nothing, as of a moment of a recording; again forgets what was replayed."""
        self._replayed = self._empty()
        self._replay_ms = at_ms
        self._replace()

    def take_replayed(self, reports: Sequence[ObjectReport], at_ms: int) -> None:
        """Take in positions that were recorded at *at_ms*."""
        assert self._replayed is not None
        if reports:
            self._note(self._replayed.take(reports, at_ms))

    def set_replay_ms(self, at_ms: int) -> None:
        """The replay has come to a moment."""
        self._replay_ms = at_ms
        self.grow_old()

    def end_replay(self) -> None:
        """Show what is live again."""
        if self._replayed is not None:
            self._replayed = None
            self._live.grow_old(self._clock(), self._limits)
            self._replace()

    async def close(self) -> None:
        """End what is under way."""
        await self._tasks.close()

    def _empty(self) -> Fleet:
        fleet = Fleet()
        fleet.trails.span = self._span
        return fleet

    def _replace(self) -> None:
        self._dirty.clear()
        self.replaced.emit()

    # -- telling

    def _note(self, rows: Ints) -> None:
        """Tell of *rows*: at once after a quiet time, else when the pause is over."""
        if not len(rows):
            return
        self._dirty.append(rows)
        if self._is_waiting:
            return
        wait_s = self._told_at + PAUSE_S - monotonic()
        if wait_s > 0:
            self._is_waiting = True
            self._tasks.start(self._tell_later(wait_s), name="tell")
        else:
            self._tell()

    async def _tell_later(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        self._is_waiting = False  # news that come from now on are told anew
        self._tell()

    def _tell(self) -> None:
        self._told_at = monotonic()
        rows = np.unique(np.concatenate(self._dirty)) if self._dirty else _NO_ROWS
        self._dirty.clear()
        if len(rows):
            self.changed.emit(rows)
