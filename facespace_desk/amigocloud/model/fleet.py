"""The moving objects, as numbers: the latest report of each, how old it is, where it was before.

No Qt. Arrays have one row for each object, in the order in which objects appeared; a row stays its
object's until all are forgotten.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from facespace_desk.amigocloud.live.reports import ObjectKey, ObjectReport
from facespace_desk.amigocloud.model.glide import NEWEST, SILENT_MS, Glide, Shown
from facespace_desk.amigocloud.model.series import Series
from facespace_desk.amigocloud.model.trails import Ints, Trails
from facespace_desk.map import geo
from facespace_desk.map.geo import Floats

FRESH, STALE, LOST = range(3)
STATE_WORDS: Final = ("live", "stale", "lost")
OBJECTS_MOST: Final = 50_000  # so many are held; reports of others are counted
LATE_MOST_MS: Final = 30_000  # with nothing newer for so long, a tracker's clock was set back
_FIRST_ROOM: Final = 512
_TURNED_M: Final = 3.0  # a move of less says nothing of where an object is heading


@dataclass(frozen=True)
class AgeLimits:
    """Seconds after its last report at which an object counts as stale, then as lost."""

    stale_s: float = 60.0
    lost_s: float = 600.0


class Fleet:
    """What is known of all objects. Times are epoch milliseconds.

    `heard_ms` is when the last report was received (or recorded): ages count from there, since
    clocks of trackers may be wrong. `heading` is degrees, NaN when nobody knows: `track`, but where
    that is missing or the 0.0 that may mean "not available", the way the object went.
    """

    def __init__(self) -> None:
        self.keys: list[ObjectKey] = []
        self.latest: list[ObjectReport] = []
        self.glide = Glide()
        self.trails = Trails()
        self.series = Series()
        self.late = 0  # reports older than the one held
        self.untaken = 0  # reports of more objects than are held
        self.reports = 0
        self._rows: dict[tuple[int | None, str], int] = {}  # by ObjectKey
        self._room = 0
        self._lat, self._lon = np.zeros(0), np.zeros(0)
        self._x, self._y = np.zeros(0), np.zeros(0)
        self._heading = np.zeros(0)
        self._heard_ms: Ints = np.zeros(0, np.int64)
        self._at_ms: Ints = np.zeros(0, np.int64)
        self._count: Ints = np.zeros(0, np.int64)
        self._state: NDArray[np.uint8] = np.zeros(0, np.uint8)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def lat(self) -> Floats:
        return self._lat[: len(self)]

    @property
    def lon(self) -> Floats:
        return self._lon[: len(self)]

    @property
    def x(self) -> Floats:
        """World x."""
        return self._x[: len(self)]

    @property
    def y(self) -> Floats:
        """World y."""
        return self._y[: len(self)]

    @property
    def heading(self) -> Floats:
        return self._heading[: len(self)]

    @property
    def heard_ms(self) -> Ints:
        return self._heard_ms[: len(self)]

    @property
    def count(self) -> Ints:
        """Reports of each object."""
        return self._count[: len(self)]

    @property
    def state(self) -> NDArray[np.uint8]:
        """FRESH, STALE or LOST, as of the last `grow_old`."""
        return self._state[: len(self)]

    def row(self, key: ObjectKey | None) -> int:
        """The row of an object, or -1."""
        return -1 if key is None else self._rows.get(key, -1)

    def take(self, reports: Sequence[ObjectReport], heard_ms: int) -> Ints:
        """Take in *reports*, oldest first; the rows that changed."""
        rows = self._rows_for(reports)
        known = np.flatnonzero(rows >= 0)
        self.untaken += len(rows) - len(known)
        self.reports += len(known)
        # An object may have several reports; each round takes one of each object.
        for turn in _rounds(rows[known]):
            self._take_round(reports, rows, known[turn], heard_ms)
        return np.unique(rows[known])

    def grow_old(self, now_ms: int, limits: AgeLimits) -> Ints:
        """Judge how old all is; the rows of which the state changed."""
        age_s = (now_ms - self.heard_ms) / 1000
        state = (age_s >= limits.stale_s).astype(np.uint8)
        state += age_s >= limits.lost_s
        changed = np.flatnonzero(state != self.state)
        self.state[:] = state
        return changed

    def shown(self, now_ms: int, *, glides: bool) -> Shown:
        """Where all are to be shown: where they reported to be, or, when the map *glides*, on the
        way there; stale and lost ones do not glide."""
        if not glides:
            count = len(self)
            return Shown(self.x, self.y, np.full(count, NEWEST), np.zeros(count, np.bool_))
        shown, is_fresh = self.glide.shown(np.arange(len(self)), now_ms), self.state == FRESH
        return Shown(
            np.where(is_fresh, shown.x, self.x),
            np.where(is_fresh, shown.y, self.y),
            np.where(is_fresh, shown.at_ms, NEWEST),
            shown.is_moving & is_fresh,
        )

    def counts(self) -> tuple[int, int, int]:
        """How many are fresh, stale and lost."""
        fresh, stale, lost = np.bincount(self.state, minlength=3)[:3].tolist()
        return fresh, stale, lost

    def _rows_for(self, reports: Sequence[ObjectReport]) -> Ints:
        rows = np.empty(len(reports), np.int64)
        get = self._rows.get
        for place, report in enumerate(reports):
            row = get((report.dataset_id, report.object_id), -1)
            rows[place] = row if row >= 0 else self._added(report)
        return rows

    def _added(self, report: ObjectReport) -> int:
        row = len(self.keys)
        if row >= OBJECTS_MOST:
            return -1
        if row >= self._room:
            self._make_room(max(_FIRST_ROOM, 2 * self._room))
        key = report.key
        self._rows[key] = row
        self.keys.append(key)
        self.latest.append(report)
        return row

    def _make_room(self, room: int) -> None:
        more = room - self._room
        for name, start in _ARRAYS.items():
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, np.full(more, start, old.dtype)]))
        self.glide.make_room(room)
        self.trails.make_room(room)
        self.series.make_room(room)
        self._room = room

    def _take_round(
        self, reports: Sequence[ObjectReport], rows: Ints, places: Ints, heard_ms: int
    ) -> None:
        """Reports of different objects."""
        times = [reports[place].at_ms for place in places.tolist()]
        at_ms = np.array([-1 if time is None else time for time in times], np.int64)
        held_ms = self._at_ms[rows[places]]
        is_late = (at_ms >= 0) & (at_ms < held_ms)
        is_late &= heard_ms - self._heard_ms[rows[places]] <= LATE_MOST_MS
        self._count[rows[places]] += 1
        if is_late.any():
            self.late += int(np.count_nonzero(is_late))
            places, at_ms = places[~is_late], at_ms[~is_late]
        chosen = [reports[place] for place in places.tolist()]
        self._write(rows[places], chosen, at_ms, heard_ms)

    def _write(self, rows: Ints, chosen: list[ObjectReport], at_ms: Ints, heard_ms: int) -> None:
        lat = np.array([report.latitude for report in chosen], np.float64)
        lon = np.array([report.longitude for report in chosen], np.float64)
        track = np.array(
            [math.nan if report.track is None else report.track for report in chosen], np.float64
        )
        x, y = geo.to_world(lon, lat)
        is_new = self._heard_ms[rows] == 0
        is_broken = ~is_new & (heard_ms - self._heard_ms[rows] > SILENT_MS)
        self._heading[rows] = self._headed(rows, x, y, track, is_new)
        self._lat[rows], self._lon[rows] = lat, lon
        self._x[rows], self._y[rows] = x, y
        self._at_ms[rows] = at_ms
        self._heard_ms[rows] = heard_ms
        self._state[rows] = FRESH
        for row, report in zip(rows.tolist(), chosen, strict=True):
            self.latest[row] = report
        trail_ms = np.where(at_ms >= 0, np.minimum(at_ms, heard_ms), heard_ms)
        self.glide.add(rows, x, y, trail_ms, heard_ms)
        self.trails.add(rows, x, y, trail_ms, is_broken)
        self.series.add(rows, chosen, heard_ms)

    def _headed(
        self, rows: Ints, x: Floats, y: Floats, track: Floats, is_new: NDArray[np.bool_]
    ) -> Floats:
        across = x - self._x[rows]
        across -= np.round(across)
        up = self._y[rows] - y
        metres = np.hypot(across, up) * geo.EQUATOR_M / np.cosh((0.5 - y) * 2 * np.pi)
        went = np.degrees(np.arctan2(across, up)) % 360.0
        has_gone = (metres >= _TURNED_M) & ~is_new
        before = np.where(is_new, math.nan, self._heading[rows])
        guessed = np.where(has_gone, went, before)
        return np.where(np.isfinite(track) & (track != 0.0), track % 360.0, guessed)


_ARRAYS: Final = {
    "_lat": math.nan,
    "_lon": math.nan,
    "_x": math.nan,
    "_y": math.nan,
    "_heading": math.nan,
    "_heard_ms": 0,
    "_at_ms": -1,
    "_count": 0,
    "_state": FRESH,
}


def _rounds(rows: Ints) -> list[Ints]:
    """Places in *rows*, parted so that no part has a row twice and each row's order is kept."""
    if not len(rows):
        return []
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[0] - 1))
    sizes = np.diff(starts, append=len(ordered))
    turn = np.arange(len(ordered)) - np.repeat(starts, sizes)
    if sizes.max() == 1:
        return [order]
    return [np.sort(order[turn == number]) for number in range(int(sizes.max()))]
