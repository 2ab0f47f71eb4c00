"""What an operator does to jobs, one or many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from facespace_desk.modelkit.tasks import Report
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.model.job_states import PAST, Act, why_not
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.model.launching import Launch
from facespace_desk.voxel51.model.many import ManyActs
from facespace_desk.voxel51.records import BatchResult, Job

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient


class Launches(Protocol):
    """The one way in which a request is sent and a job started; see `launching.Launcher`."""

    async def launch(self, launch: Launch) -> Job: ...

    async def start(self, job_id: str) -> None: ...

    async def start_many(self, job_ids: Sequence[str]) -> tuple[BatchResult, ...]: ...


class JobActs(ManyActs[Act]):
    """What can be done to the jobs of a board."""

    def __init__(
        self,
        client: VoxelClient,
        board: JobBoard,
        launcher: Launches,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        def why_not_to(act: Act, job_id: str) -> str:
            row = board.row(job_id)
            return "" if row is None else why_not(act, row)

        super().__init__(
            board,
            "jobs",
            why_not_to,
            past=PAST,
            deleting=Act.DELETE,
            report=report,
            parent=parent,
        )
        self._client = client
        self._board = board
        self._launcher = launcher

    def start(self, job_ids: Sequence[str]) -> None:
        """Let these jobs run."""
        launcher = self._launcher
        self._do(Act.START, job_ids, launcher.start, launcher.start_many)

    def kill(self, job_ids: Sequence[str]) -> None:
        """End these jobs while they wait to run."""
        client = self._client
        self._do(Act.KILL, job_ids, client.kill_job, client.batch_kill_jobs)

    def archive(self, job_ids: Sequence[str]) -> None:
        """Put these jobs away; nothing is deleted."""
        client = self._client
        self._do(Act.ARCHIVE, job_ids, client.archive_job, client.batch_archive_jobs)

    def unarchive(self, job_ids: Sequence[str]) -> None:
        """Take these jobs out of the archive."""
        client = self._client
        self._do(Act.UNARCHIVE, job_ids, client.unarchive_job, client.batch_unarchive_jobs)

    def delete(self, job_ids: Sequence[str]) -> None:
        """**Delete** these jobs; only those that were not started can be."""
        client = self._client
        self._do(Act.DELETE, job_ids, client.delete_job, client.batch_delete_jobs)

    def keep(
        self,
        job_ids: Sequence[str],
        *,
        days: float | None = None,
        until: datetime | None = None,
    ) -> None:
        """Give the outputs of these jobs another end: *days* more, or *until* a moment (aware). An
        end in the past **deletes** them; see `ends.deletes`."""
        client = self._client

        async def one(job_id: str) -> None:
            await client.update_job_ttl(job_id, days=days, expiration_date=until)

        async def many(ids: Sequence[str]) -> tuple[BatchResult, ...]:
            return await client.batch_update_job_ttl(ids, days=days, expiration_date=until)

        self._do(Act.KEEP, job_ids, one, many)

    def retry(self, job_ids: Sequence[str]) -> None:
        """Send the requests of these failed jobs again, each as a new job that starts by itself."""

        async def one(job_id: str) -> None:
            row = self._board.row(job_id)
            request = await self._client.get_job_request(job_id)
            title = row.title if row else f"Job {job_id}"
            launch = Launch(request=request, name=f"{title}, again", auto_start=True)
            try:
                made = await self._launcher.launch(launch)
            except NotFoundError as error:  # its data or its analytic is, and not the job
                raise APIError(error.message, operation=error.operation) from error
            self._board.take(made)

        self._do(Act.RETRY, job_ids, one, None)
