"""All that is about one user's jobs, put together: the board, what is done from it, and what is
looked at: a job, its log, its output."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Final

from facespace_desk.voxel51.model.job_acts import JobActs, Launches
from facespace_desk.voxel51.model.job_detail import JobDetail
from facespace_desk.voxel51.model.job_fetch import FetchModel
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.model.log_text import LogModel
from facespace_desk.voxel51.model.outputs import OutputModel
from facespace_desk.voxel51.model.queries import QueryShelf
from facespace_desk.voxel51.query import Subject
from facespace_desk.voxel51.records import Job

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from facespace_desk.voxel51.client import VoxelClient
    from facespace_desk.voxel51.model.session import Around

FOLDER: Final = "looked-at"


class JobsWork:
    """A part of a session: see `facespace_desk.voxel51.model.session.Part`."""

    def __init__(
        self,
        client: VoxelClient,
        launcher: Launches,
        around: Around,
        scope: str,
        parent: QObject,
    ) -> None:
        """*scope* is the name under which the store keeps what is this user's."""
        report = around.report
        self.username = client.username
        self._looked_at = around.cache / FOLDER
        self.board = JobBoard(
            client, around.display, least_s=around.jobs_every_s, report=report, parent=parent
        )
        self.acts = JobActs(client, self.board, launcher, report=report, parent=parent)
        self.fetch = FetchModel(
            client,
            self.board,
            around.transfers,
            store=around.store,
            profile=around.profile,
            scope=scope,
            report=report,
            parent=parent,
        )
        self.detail = JobDetail(client, self.board, report=report, parent=parent)
        self.queries = QueryShelf(
            around.store, around.profile, scope, Subject.JOBS, report=report, parent=parent
        )
        self.log = LogModel(client, self._looked_at, report=report, parent=parent)
        self.outputs = OutputModel(
            client, self._looked_at, around.work, report=report, parent=parent
        )

    async def load(self) -> None:
        """Read what the store knows, and remove what a crash has left. Raises StoreTrouble."""
        await asyncio.to_thread(shutil.rmtree, self._looked_at, ignore_errors=True)
        await self.fetch.load()
        await self.queries.load()

    def start(self) -> None:
        """Ask for jobs from now on."""
        self.board.start()

    def take(self, job: Job, is_fetched: bool = False) -> None:
        """A job was made: show it, and fetch its output when it is complete if that is wished."""
        self.board.take(job)
        self.board.choose(job.id)
        if is_fetched:
            self.fetch.fetch_when_done(job.id)
        self.board.hurry()

    def take_of_many(self, job: Job, is_fetched: bool) -> None:
        """As `take`, of one job of a batch: what is looked at stays what it is."""
        self.board.take(job)
        if is_fetched:
            self.fetch.fetch_when_done(job.id)

    async def close(self) -> None:
        """Stop everything; what is on the disk only to be looked at goes."""
        await self.queries.close()
        for part in (self.outputs, self.log, self.detail, self.fetch, self.acts, self.board):
            await part.close()
