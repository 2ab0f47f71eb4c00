"""The models of AmigoCloud's data and console on a real simulator, store and queue, no window."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from facespace_desk.amigocloud.carrying import AmigoCloudTransfers
from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.model.data import DataModels
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.pictures.work import PictureWork
from facespace_desk.store.store import Store
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from tests.amigo_simulator import PROJECT, RunningAmigo
from tests.amigocloud.desk import entered
from tests.cam2.waiting import until

__all__ = ["PROFILE", "DataDesk", "data_desk", "until"]

PROFILE = "test-profile"


class DataDesk(DataModels):
    """Everything between the service and the data pages."""

    client: AmigoCloudClient
    queue: ProfileQueue
    store: Store

    async def listed(self) -> None:
        """Read the projects, to the last page."""
        self.start()
        await until(lambda: self.projects.state.word == "live")

    async def choose(self, dataset_id: int, project_id: int = PROJECT) -> None:
        """Show a dataset of a project, with its first rows."""
        if not self.projects.projects:
            await self.listed()
        self.projects.choose(project_id)
        await until(lambda: self.datasets.state.word == "live")
        self.datasets.choose(dataset_id)
        await until(lambda: self.rows.state.word == "live" and self.datasets.about.word == "live")


@contextlib.asynccontextmanager
async def data_desk(
    amigo: RunningAmigo, *, sql_writes: bool = True, store: Store | None = None, **options: Any
) -> AsyncIterator[DataDesk]:
    """Models with a token that may do everything; a *store* that is given outlives them."""
    own = store or await Store.open(None, Secret("0" * 64))
    async with entered(amigo, **options) as client:
        work = PictureWork()
        queue = ProfileQueue(own.transfers, PROFILE, limits=QueueLimits(reserve_bytes=0))
        await queue.load()
        queue.register(AmigoCloudTransfers(client))
        desk = DataDesk(
            client,
            queue,
            work,
            store=own,
            profile=PROFILE,
            display=Display(),
            sql_writes=sql_writes,
            search_after_s=0.0,
        )
        desk.client, desk.queue, desk.store = client, queue, own
        await desk.load()
        try:
            yield desk
        finally:
            await queue.unregister("amigocloud")
            await desk.close()
            await queue.close()
            await work.close()
    if store is None:
        await own.close()
