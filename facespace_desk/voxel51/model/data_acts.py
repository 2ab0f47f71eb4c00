"""What an operator does to data, one or many at a time; what became of it stands in each row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facespace_desk.modelkit.tasks import Report
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import NewTransfer
from facespace_desk.voxel51.carrying import download_facts
from facespace_desk.voxel51.downloads import Wanted, safe_name
from facespace_desk.voxel51.model.data import DataList
from facespace_desk.voxel51.model.data_rows import PAST, DataAct, DataRow, why_not
from facespace_desk.voxel51.model.many import ManyActs
from facespace_desk.voxel51.records import SERVICE_ID, BatchResult

if TYPE_CHECKING:
    from facespace_desk.transfers.profile_queue import ProfileQueue
    from facespace_desk.voxel51.client import VoxelClient


class DataActs(ManyActs[DataAct]):
    """Acts on what the list knows."""

    def __init__(
        self,
        client: VoxelClient,
        data: DataList,
        queue: ProfileQueue,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            data,
            "data",
            self.why_not,
            past=PAST,
            deleting=DataAct.DELETE,
            report=report,
            parent=parent,
        )
        self._client = client
        self._data = data
        self._queue = queue

    def why_not(self, act: DataAct, data_id: str) -> str:
        """Why it cannot be done to this one; "" when it can, or nobody knows."""
        row = self._data.row(data_id)
        return "" if row is None else why_not(act, row, self._data.now_ms())

    def delete(self, data_ids: Sequence[str]) -> None:
        """**Delete** these."""
        client = self._client
        self._do(DataAct.DELETE, data_ids, client.delete_data, client.batch_delete_data)

    def keep(
        self,
        data_ids: Sequence[str],
        *,
        days: float | None = None,
        until: datetime | None = None,
    ) -> None:
        """Give these another end: *days* more, or *until* a moment (aware). An end in the past
        **deletes** them."""
        client = self._client

        async def one(data_id: str) -> None:
            await client.update_data_ttl(data_id, days=days, expiration_date=until)

        async def many(ids: Sequence[str]) -> tuple[BatchResult, ...]:
            return await client.batch_update_data_ttl(ids, days=days, expiration_date=until)

        self._do(DataAct.KEEP, data_ids, one, many)

    def download(self, data_ids: Sequence[str], folder: str) -> None:
        """Put these on the list of transfers, to *folder*."""
        good: list[DataRow] = []
        for row in filter(None, map(self._data.row, data_ids)):
            reason = self.why_not(DataAct.DOWNLOAD, row.id)
            if reason:
                self._data.note(row.id, reason, "warn")
            else:
                good.append(row)
        if good:
            self._tasks.start(self._add(good, Path(folder)), name="download")

    async def _add(self, rows: Sequence[DataRow], folder: Path) -> None:
        username = self._client.username
        title = "Data" if username is None else f"Data of {username}"
        transfers = [
            NewTransfer(
                service=SERVICE_ID,
                batch=f"data {username or ''}",
                batch_title=title,
                title=row.title,
                direction="download",
                path=str(folder / safe_name(row.name, Wanted("data", row.id))),
                size=row.known_size,
                facts=download_facts(username, "data", row.id, row.known_size),
            )
            for row in rows
        ]
        try:
            await self._queue.add(transfers)
        except StoreTrouble as error:
            self.told.emit(f"The data could not be put on the list of transfers: {error}", "bad")
            return
        for row in rows:
            self._data.note(row.id, PAST[DataAct.DOWNLOAD], "live")
