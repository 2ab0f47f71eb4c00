"""The expiry radar: what ends soon, of all the data that the user has, whatever the list shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.catalogue_columns import moment_ms
from facespace_desk.voxel51.model.data import DataList
from facespace_desk.voxel51.model.job_columns import DAY_MS
from facespace_desk.voxel51.model.queries import SOONEST
from facespace_desk.voxel51.query import Subject
from facespace_desk.voxel51.records import DataItem

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

HORIZONS: Final = (1, 5, 14)  # days
MOST: Final = 1_000  # records that are read for it
NOTHING: Final[Mapping[int, int]] = MappingProxyType(dict.fromkeys(HORIZONS, 0))


class ExpiryRadar(QObject):
    """Looks whenever the list has looked.

    Signals:
        changed: counts are others, or it is known that they could not be had.
    """

    changed = Signal()

    def __init__(
        self,
        client: VoxelClient,
        data: DataList,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._data = data
        self._tasks = TaskScope("Voxel51 expiry", report)
        self._items: list[DataItem] = []  # the soonest first
        self.is_known = False
        self.is_cut = False  # there are more than are counted
        data.looked.connect(self.look)

    @property
    def counts(self) -> Mapping[int, int]:
        """How many end within so many days; those of fewer days are among those of more."""
        return {days: len(self.within(days)) for days in HORIZONS} if self.is_known else NOTHING

    def within(self, days: int) -> Sequence[DataItem]:
        """What ends within so many days, and has not ended yet."""
        now_ms = self._data.now_ms()
        return [
            each
            for each in self._items
            if now_ms < (moment_ms(each.expiration_date) or 0) <= now_ms + days * DAY_MS
        ]

    def look(self) -> None:
        """Ask what ends soon."""
        self._tasks.start(self._look(), name="look", replacing="look")

    async def close(self) -> None:
        await self._tasks.close()

    async def _look(self) -> None:
        found: list[DataItem] = []
        horizon_ms = self._data.now_ms() + HORIZONS[-1] * DAY_MS
        try:
            async for page in self._client.find_data(SOONEST.query(Subject.DATA)):
                found += page.items
                ends_ms = [moment_ms(each.expiration_date) for each in page.items]
                is_past = any(each is not None and each > horizon_ms for each in ends_ms)
                if is_past or len(found) >= MOST:
                    break
        except APIError:
            return  # the list says what is wrong; the last counts stay
        self.is_cut = len(found) >= MOST
        if found != self._items or not self.is_known:
            self._items, self.is_known = found, True
        self.changed.emit()


def filter_within(days: int, now_ms: int, display: Display) -> Filter:
    """What shows, of a list of data, that which ends within so many days from *now_ms*."""
    until = display.time_text(now_ms + days * DAY_MS)
    return Filter((Chip("left", Op.AT_MOST, until),))
