"""All that the data, SQL and console pages stand on, and what follows from one for the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facespace_desk.amigocloud.model.access import Access
from facespace_desk.amigocloud.model.console import ConsoleModel
from facespace_desk.amigocloud.model.datasets import DatasetsModel
from facespace_desk.amigocloud.model.jobs import JobRow, JobsModel
from facespace_desk.amigocloud.model.pictures import PicturesModel
from facespace_desk.amigocloud.model.projects import SEARCH_AFTER_S, ProjectsModel
from facespace_desk.amigocloud.model.rows import RowsModel
from facespace_desk.amigocloud.model.sql import SqlModel
from facespace_desk.amigocloud.model.uploading import UploadModel
from facespace_desk.amigocloud.records import Dataset, Project
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.tasks import Report
from facespace_desk.store.transfers import StoredTransfer

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient
    from facespace_desk.pictures.work import PictureWork
    from facespace_desk.store.store import Store
    from facespace_desk.transfers.profile_queue import ProfileQueue


class DataModels(QObject):
    """The models of one profile. The queue's handler for AmigoCloud is another's business."""

    def __init__(
        self,
        client: AmigoCloudClient,
        queue: ProfileQueue,
        work: PictureWork,
        *,
        store: Store,
        profile: str,
        display: Display,
        sql_writes: bool = False,
        keep_read_only: Callable[[bool], None] = lambda _is_on: None,
        search_after_s: float = SEARCH_AFTER_S,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*sql_writes* is the profile's option; *keep_read_only* remembers the switch."""
        super().__init__(parent)
        self.access = Access(client, sql_writes=sql_writes, keep=keep_read_only, parent=self)
        self.projects = ProjectsModel(
            client, search_after_s=search_after_s, report=report, parent=self
        )
        self.datasets = DatasetsModel(client, report=report, parent=self)
        self.rows = RowsModel(client, report=report, parent=self)
        self.pictures = PicturesModel(client, work, report=report, parent=self)
        self.jobs = JobsModel(client, display, report=report, parent=self)
        self.upload = UploadModel(queue, self.access, self.jobs, report=report, parent=self)
        self.sql = SqlModel(client, self.access, store, profile, report=report, parent=self)
        self.console = ConsoleModel(client, self.access, store, profile, report=report, parent=self)
        self.projects.chosen_changed.connect(self._show_project)
        self.projects.created.connect(self._follow_new)
        self.datasets.chosen_changed.connect(self._show_dataset)
        self.sql.written.connect(self._look_again)
        self.jobs.ended.connect(self._job_ended)
        self.upload.arrived.connect(self._arrived)

    async def load(self) -> None:
        """Read what was asked before. Raises StoreTrouble."""
        await self.sql.history.load()
        await self.console.history.load()

    def start(self) -> None:
        """Begin to ask the service."""
        self.projects.refresh()

    async def close(self) -> None:
        for part in (self.upload, self.projects, self.datasets, self.rows, self.pictures):
            await part.close()
        for asking in (self.sql, self.console, self.jobs):
            await asking.close()

    def _show_project(self, project: Project | None) -> None:
        self.datasets.show(project)
        self.sql.set_project(project)

    def _show_dataset(self, dataset: Dataset | None) -> None:
        self.rows.show(self.datasets.project, dataset)

    def _follow_new(self, project: Project) -> None:
        if project.job:
            self.jobs.watch(project.job, tr("Project {name}", name=project.name), project.id)

    def _look_again(self, project: Project) -> None:
        """Rows of *project* may be other ones."""
        if self.datasets.project is not None and self.datasets.project.id == project.id:
            self.rows.again()

    def _job_ended(self, job: JobRow) -> None:
        project = self.datasets.project
        if project is not None and job.project_id == project.id:
            self.datasets.refresh()

    def _arrived(self, transfer: StoredTransfer) -> None:
        galleries = {f"gallery:{each.id}" for each in self.datasets.galleries}
        if transfer.batch in galleries:
            self.datasets.read_photos()
