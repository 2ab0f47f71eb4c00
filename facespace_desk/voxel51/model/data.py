"""The list of data: what the service has for a query, and when each of it ends by its clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.feed import Clocks
from facespace_desk.modelkit.rounds import LEAST_S, MOST_S
from facespace_desk.modelkit.tasks import Report
from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.errors import NotFoundError
from facespace_desk.voxel51.model.data_rows import EXPIRED, DataRow, data_columns, row_of
from facespace_desk.voxel51.model.provenance import Provenance
from facespace_desk.voxel51.model.served import GONE, ServedList
from facespace_desk.voxel51.paging import PagingEnd
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import DataItem

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

AT_ONCE: Final = 500  # rows; more when asked for
CLOCK_EVERY_MS: Final = 3_600_000
ALL: Final = Query(subject=Subject.DATA, sort="upload_date", descending=True)


class DataList(ServedList[DataRow]):
    """Each round reads the first `AT_ONCE` of the query, or so many as were asked for since.

    Signals, besides those of the list:
        clock_known: the service's clock is known, or known better.
    """

    clock_known = Signal()

    def __init__(
        self,
        client: VoxelClient,
        provenance: Provenance,
        display: Display,
        *,
        least_s: float = LEAST_S,
        most_s: float = MOST_S,
        clocks: Clocks | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*least_s* and *most_s* bound the pause between two rounds."""
        super().__init__(
            "Voxel51's data",
            data_columns(display, self.now_ms),
            ALL,
            display,
            least_s=least_s,
            most_s=most_s,
            clocks=clocks,
            report=report,
            parent=parent,
        )
        self._client = client
        self._provenance = provenance
        self._most = AT_ONCE
        self._skew_ms = 0
        self._clock_asked_ms: int | None = None
        self.has_more = False
        provenance.changed.connect(self._tags_changed)

    def now_ms(self) -> int:
        """The service's clock, as far as it tells: ends are by that."""
        return self._rounds.now_ms() + self._skew_ms

    @property
    def skew_ms(self) -> int:
        """How far the service's clock is ahead of this computer's."""
        return self._skew_ms

    def use(self, query: Query) -> None:
        self._most, self.has_more = AT_ONCE, False
        super().use(query)

    async def close(self) -> None:
        self._provenance.changed.disconnect(self._tags_changed)
        await super().close()

    def read_more(self) -> None:
        """List further ones."""
        self._most += AT_ONCE
        self.refresh()

    def take(self, item: DataItem) -> None:
        """The service answered with this one; it is new, or another than it was."""
        self._show_listed([self._made(item)])

    def know(self, items: Iterable[DataItem]) -> list[DataRow]:
        """The rows of these, listed or not, so that something can be done with them."""
        made = [self._made(each) for each in items]
        for row in made:
            self._show(row, row.id in self._row_ids)
        return made

    async def _round(self) -> bool:
        changes, query = self._changes, self._query
        await self._ask_for_the_time()
        found: set[str] = set()
        paging = self._client.find_data(query)
        async for page in paging:
            self._rounds.answered()
            found |= {item.id for item in page.items}
            self._show_listed(self._made(item) for item in page.items)
            if len(found) >= self._most:
                break
        self.has_more = paging.end is None
        self._set_total(paging.total, paging.warning)
        missing = [row for row in self.rows() if row.id not in found and not row.is_gone]
        if paging.end is PagingEnd.COMPLETE and missing:
            await self._look_up(missing)
        self.looked.emit()
        return changes != self._changes

    async def _ask_for_the_time(self) -> None:
        now_ms = self._rounds.now_ms()
        asked_ms = self._clock_asked_ms
        if asked_ms is not None and now_ms - asked_ms < CLOCK_EVERY_MS:
            return
        report = await self._client.probe()
        if report.error is None:
            self._clock_asked_ms = now_ms
            self._skew_ms = round((report.clock_skew_s or 0.0) * 1000)
            self.clock_known.emit()

    async def _look_up(self, missing: Sequence[DataRow]) -> None:
        """Those that the list does not have any more: gone, or not what is asked for."""
        left: list[str] = []
        for result in await self._client.batch_get_data_details([row.id for row in missing]):
            item = reading.data_item(dict(result.response)) if result.response else None
            if item is not None:
                left.append(item.id)
                self._show(self._made(item))
            elif isinstance(result.error, NotFoundError):
                self.mark_gone(result.id)
        self._put_outside(left)

    def mark_gone(self, record_id: str, words: str = GONE) -> None:
        row = self.row(record_id)
        is_over = row is not None and row.is_over(self.now_ms())
        super().mark_gone(record_id, EXPIRED if is_over and words == GONE else words)

    def _made(self, item: DataItem) -> DataRow:
        tag = self._provenance.tag(item.id)
        return self._noted(row_of(item, tag, self._query.fields))

    def _tags_changed(self) -> None:
        for row in [*self.rows(), *self._outside.values()]:
            tag = self._provenance.tag(row.id)
            if row.tag != tag:
                made = msgspec.structs.replace(row, tag=tag)
                self._show(made, row.id in self._row_ids)
