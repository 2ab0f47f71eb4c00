"""What the tests of making jobs share: the models of one user, on a simulator and a real store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import Phase
from facespace_desk.store.store import Store
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.voxel51.model.making import JobMaking
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import Analytic, DataItem
from tests.limits import PATIENCE_S
from tests.voxel51.platform_bench import entered
from tests.voxel_simulator import RunningVoxel

if TYPE_CHECKING:
    from facespace_desk.voxel51.model.session import Around

ROAD, PLATES, COUNT = "voxel51/road-tracker", "acme/plate-blur", "acme/object-count"


class Tags(dict[str, Origin]):
    """Where data is from, as a test says."""

    def origin_of(self, data_id: str) -> Origin:
        return self.get(data_id, Origin.UNKNOWN)

    @property
    def has_cam2(self) -> bool:
        return Origin.CAM2 in self.values()


class MakingDesk:
    """The models of the token's own user."""

    def __init__(self, client: VoxelClient, store: Store) -> None:
        self.client = client
        self.store = store
        self.root = QObject()
        self.tags = Tags()
        self.reported: list[tuple[BaseException, str]] = []
        self.around = SimpleNamespace(  # as much of it as making jobs needs
            store=store,
            profile="test",
            display=Display(),
            report=lambda error, where: self.reported.append((error, where)),
        )
        self.making = self.another()

    def another(self) -> JobMaking:
        """All models anew, on the same store."""
        return JobMaking(self.client, self.tags, cast("Around", self.around), "own", self.root)

    @property
    def form(self) -> JobFormModel:
        return self.making.form

    async def analytic(self, name: str) -> Analytic:
        return await self.client.get_analytic_details(await self.client.get_analytic_id(name))

    async def open_form(self, name: str) -> JobFormModel:
        """The form of this analytic, with its document."""
        self.form.begin(await self.analytic(name))
        await until(lambda: self.form.state.phase is Phase.LIVE)
        return self.form

    async def videos(self, count: int = 1) -> list[DataItem]:
        query = Query(subject=Subject.DATA).where("type", "video").part(0, count)
        return list((await self.client.query_data(query)).items)

    async def job_ids(self) -> set[str]:
        """The ids of all jobs of the user."""
        pages = self.client.find_jobs(Query(subject=Subject.JOBS))
        return {job.id async for page in pages for job in page.items}


@asynccontextmanager
async def desk_at(voxel: RunningVoxel) -> AsyncIterator[MakingDesk]:
    """The models, closed afterwards; nothing may have gone wrong unseen."""
    store = await Store.open(None, Secret("0" * 64))
    async with entered(voxel) as client:
        desk = MakingDesk(client, store)
        try:
            yield desk
        finally:
            await desk.making.close()
            await store.close()
            desk.root.deleteLater()
    assert not desk.reported


async def until(holds: Callable[[], object]) -> None:
    """Wait until *holds()*."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():  # noqa: ASYNC110  # for what has no event to wait on
            await asyncio.sleep(0.005)
