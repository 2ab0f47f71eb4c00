"""The models of AmigoCloud's data and console on a real simulator, store and queue, no window."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.model.access import Access
from facespace_desk.amigocloud.model.datasets import DatasetsModel
from facespace_desk.amigocloud.model.jobs import JobsModel
from facespace_desk.amigocloud.model.projects import ProjectsModel
from facespace_desk.amigocloud.model.rows import RowsModel
from facespace_desk.amigocloud.model.sql import SqlModel
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.store.store import Store
from tests.amigo_simulator import PROJECT, RunningAmigo
from tests.amigocloud.desk import entered
from tests.cam2.waiting import until

__all__ = ["PROFILE", "DataDesk", "data_desk", "until"]

PROFILE = "test-profile"


@dataclass
class DataDesk:
    """Everything between the service and the data pages."""

    client: AmigoCloudClient
    store: Store
    access: Access
    projects: ProjectsModel
    datasets: DatasetsModel
    rows: RowsModel
    sql: SqlModel
    jobs: JobsModel

    async def listed(self) -> None:
        """Read the projects, to the last page."""
        self.projects.refresh()
        await until(lambda: self.projects.state.word == "live")

    async def choose(self, dataset_id: int, project_id: int = PROJECT) -> None:
        """Show a dataset of a project, with its first rows."""
        if not self.projects.projects:
            await self.listed()
        self.projects.choose(project_id)
        self.datasets.show(self.projects.chosen)
        await until(lambda: self.datasets.state.word == "live")
        self.datasets.choose(dataset_id)
        self.rows.show(self.datasets.project, self.datasets.chosen)
        await until(lambda: self.rows.state.word == "live" and self.datasets.about.word == "live")


@contextlib.asynccontextmanager
async def data_desk(
    amigo: RunningAmigo, *, sql_writes: bool = True, store: Store | None = None, **options: Any
) -> AsyncIterator[DataDesk]:
    """Models with a token that may do everything; a *store* that is given outlives them."""
    own = store or await Store.open(None, Secret("0" * 64))
    async with entered(amigo, **options) as client:
        access = Access(client, sql_writes=sql_writes)
        desk = DataDesk(
            client=client,
            store=own,
            access=access,
            projects=ProjectsModel(client, search_after_s=0.0),
            datasets=DatasetsModel(client),
            rows=RowsModel(client),
            sql=SqlModel(client, access, own, PROFILE),
            jobs=JobsModel(client, Display()),
        )
        await desk.sql.history.load()
        try:
            yield desk
        finally:
            for part in (desk.projects, desk.datasets, desk.rows, desk.sql, desk.jobs):
                await part.close()
    if store is None:
        await own.close()
