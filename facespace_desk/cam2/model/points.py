"""The cameras as the map wants them: arrays by row, without those that the table's chips hold back.

The arrays grow as cameras come; a change costs what changed. The box that the table can be limited
to is not applied: what lies outside it is outside the map anyway.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.columns import CameraRow, activity
from facespace_desk.modelkit.filters import Predicate
from facespace_desk.modelkit.order import BLOCK, SLICE_S
from facespace_desk.modelkit.tasks import Report, TaskScope

PAUSE_S: Final = 0.12  # between two pictures of the map while cameras come
PAUSE_S_PER_100K: Final = 0.3  # longer where the map has more to gather
_FIRST_ROOM: Final = 4_096


@dataclass(frozen=True)
class Points:
    """Arrays of one length; NaN where a row has no place or is held back."""

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    state: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.lon)


class MapPoints(QObject):
    """Follows a CameraList.

    Signals:
        changed: `points()` would answer something else; at once, then after a pause.
    """

    changed = Signal()

    def __init__(
        self, cameras: CameraList, *, report: Report | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cameras = cameras
        self._table = cameras.table
        self._tasks = TaskScope("CAM2 map points", report)
        self._base = self._table.end_id  # the row id of place 0
        self._count = 0
        self._lon = np.full(_FIRST_ROOM, math.nan)
        self._lat = np.full(_FIRST_ROOM, math.nan)
        self._state = np.zeros(_FIRST_ROOM, np.uint8)
        self._passing = np.ones(_FIRST_ROOM, np.bool_)
        self._passes: Predicate | None = None
        self._chips = self._table.chips_in_force
        self._told_at = -math.inf
        self._is_waiting = False
        self._write(range(self._base, self._table.end_id))
        cameras.put_in.connect(self._take)
        cameras.removed.connect(self._drop)
        cameras.cleared.connect(self._clear)
        self._table.counts_changed.connect(self._look_at_chips)

    def __len__(self) -> int:
        """Rows, those without a place among them."""
        return self._count

    def points(self) -> Points:
        """The arrays as they are now; nobody changes them any more."""
        n = self._count
        shown = self._passing[:n]
        lon = np.where(shown, self._lon[:n], math.nan)
        return Points(lon, np.where(shown, self._lat[:n], math.nan), self._state[:n].copy())

    def camera_ids(self, rows: Iterable[int]) -> list[str]:
        """The ids of the cameras in these places of the arrays."""
        found = (self._cameras.camera_at(self._base + int(row)) for row in rows)
        return [camera.camera_id for camera in found if camera is not None]

    def rows(self, camera_ids: Iterable[str]) -> list[int]:
        """The places in the arrays of these cameras, those that are held."""
        row_ids = map(self._cameras.row_id, camera_ids)
        return [row_id - self._base for row_id in row_ids if row_id is not None]

    async def close(self) -> None:
        """End what is under way."""
        await self._tasks.close()

    def _take(self, came: range, changed: tuple[int, ...]) -> None:
        self._write((*came, *changed))
        self._tell()

    def _drop(self, row_ids: tuple[int, ...]) -> None:
        places = np.asarray(row_ids, np.int64) - self._base
        self._lon[places] = math.nan
        self._lat[places] = math.nan
        self._tell()

    def _clear(self) -> None:
        """The next row ids begin elsewhere."""
        self._tasks.cancel("judge")
        self._base, self._count = self._table.end_id, 0
        self._passing[:] = True
        self._tell()

    def _write(self, row_ids: Iterable[int]) -> None:
        for row_id in row_ids:
            row = self._table.record(row_id)
            if row is None:
                continue
            place = row_id - self._base
            if place >= len(self._lon):
                self._grow()
            self._count = max(self._count, place + 1)
            lat, lon = row.camera.place or (math.nan, math.nan)
            self._lon[place], self._lat[place] = lon, lat
            self._state[place] = activity(row.camera)
            self._passing[place] = self._lets(row)

    def _grow(self) -> None:
        size = len(self._lon)
        self._lon = np.concatenate([self._lon, np.full(size, math.nan)])
        self._lat = np.concatenate([self._lat, np.full(size, math.nan)])
        self._state = np.concatenate([self._state, np.zeros(size, np.uint8)])
        self._passing = np.concatenate([self._passing, np.ones(size, np.bool_)])

    def _lets(self, row: CameraRow) -> bool:
        return self._passes is None or bool(self._passes(row))

    # chips

    def _look_at_chips(self, _shown: int, _held: int, is_searching: bool) -> None:
        """Other chips are in force; the table has looked through all rows when it stops searching,
        and its answer is ours unless it looks into a box only."""
        if self._chips == self._table.chips_in_force or is_searching:
            return
        self._chips = self._table.chips_in_force
        self._passes = self._table.chips_pass()
        self._tasks.cancel("judge")
        if self._passes is None:
            self._passing[:] = True
        elif self._table.box is None:
            self._passing[: self._count] = False
            shown = np.asarray(self._table.shown_ids(), np.int64) - self._base
            self._passing[shown] = True
        else:
            self._tasks.start(self._judge(), name="judge", replacing="judge")
            return
        self._tell()

    async def _judge(self) -> None:
        """Ask the chips about every row, a slice at a time; what comes is judged when it does."""
        until = perf_counter() + SLICE_S
        for start in range(0, self._count, BLOCK):
            for place in range(start, min(start + BLOCK, self._count)):
                row = self._table.record(self._base + place)
                self._passing[place] = row is not None and self._lets(row)
            if perf_counter() > until:
                await asyncio.sleep(0)
                until = perf_counter() + SLICE_S
        self._tell()

    # telling

    def _tell(self) -> None:
        """Say that there is news: at once after a quiet time, else when the pause is over."""
        if self._is_waiting:
            return
        pause_s = PAUSE_S + PAUSE_S_PER_100K * self._count / 100_000
        wait_s = self._told_at + pause_s - monotonic()
        if wait_s > 0:
            self._is_waiting = True
            self._tasks.start(self._tell_later(wait_s), name="tell")
        else:
            self._tell_now()

    async def _tell_later(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        self._is_waiting = False  # news that come from now on are told anew
        self._tell_now()

    def _tell_now(self) -> None:
        self._told_at = monotonic()
        self.changed.emit()
