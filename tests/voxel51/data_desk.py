"""The models of a user's data on a real simulator, store and queue, without a window."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.pictures.work import PictureWork
from facespace_desk.store.store import Store
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.voxel51.carrying import VoxelTransfers
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.model.data_rows import DataRow
from facespace_desk.voxel51.model.data_work import DataWork
from facespace_desk.voxel51.model.provenance import OriginBook, Provenance
from facespace_desk.voxel51.model.session import Around
from tests.voxel51.jobs_desk import POLL_S, PROFILE, until
from tests.voxel_simulator import RunningVoxel

__all__ = ["DataDesk", "opened", "until"]


@dataclass
class DataDesk:
    """Everything between the service and the page of data."""

    client: VoxelClient
    store: Store
    queue: ProfileQueue
    book: OriginBook
    around: Around
    work: DataWork
    told: list[tuple[str, str]] = field(default_factory=list)

    def rows(self) -> list[DataRow]:
        return self.work.list.rows()

    def now(self, data_id: str) -> DataRow:
        """How this one is shown."""
        row = self.work.list.row(data_id)
        assert row is not None
        return row

    def free(self, count: int = 1) -> Sequence[DataRow]:
        """So many whose end can be changed at the simulated platform, as far as their records
        tell: it was seeded with every ninth by URL."""
        rows = [row for row in self.rows() if row.type.startswith("video")]
        assert len(rows) >= count
        return rows[:count]


@contextlib.asynccontextmanager
async def opened(
    voxel: RunningVoxel, folder: Path, store: Store | None = None
) -> AsyncIterator[DataDesk]:
    """Models that ask often, with the data listed; *store* stays open if it is given."""
    reported: list[tuple[BaseException, str]] = []
    kept = store or await Store.open(None, Secret("0" * 64))

    def report(error: BaseException, where: str) -> None:
        reported.append((error, where))

    root, pictures = QObject(), PictureWork()
    limits = QueueLimits(reserve_bytes=0)
    queue = ProfileQueue(kept.transfers, PROFILE, limits=limits, report=report)
    await queue.load()
    client = VoxelClient(BaseUrl.parse(voxel.base_url), Secret(voxel.token), allow_private=True)
    book = OriginBook(kept, PROFILE, queue, report=report, parent=root)
    await book.load()
    queue.register(VoxelTransfers(client, None))
    around = Around(
        store=kept,
        profile=PROFILE,
        display=Display(),
        transfers=queue,
        user_transfers=cast("Any", None),
        origins=book,
        work=pictures,
        cache=folder / "cache",
        report=report,
        jobs_every_s=POLL_S,
    )
    work = DataWork(client, Provenance(book, "own", root), around, "own", root)
    desk = DataDesk(client, kept, queue, book, around, work)
    for source in (work.acts, work.uploads):
        source.told.connect(lambda words, tone: desk.told.append((words, tone)))
    try:
        await work.load()
        work.start()
        await until(lambda: work.list.state.updated_ms)
        yield desk
    finally:
        await work.close()
        await queue.close()
        await book.close()
        await client.close()
        await pictures.close()
        if store is None:
            await kept.close()
    assert not reported
