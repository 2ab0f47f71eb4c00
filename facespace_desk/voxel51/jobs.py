"""Jobs: an analytic on its inputs, from the request to the output (wire/voxel51.md 3.3 and 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from facespace_desk.voxel51.calls import Calls, Progress, Throttle
from facespace_desk.voxel51.downloads import Downloaded
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query
from facespace_desk.voxel51.records import BatchResult, Job, JobStatus, Page, SignedUrl
from facespace_desk.voxel51.request import JobRequest


class JobOperations:
    """What a user can do with jobs; an application does it for one of its users."""

    _calls: Calls

    async def list_jobs(self) -> Page[Job]:
        """All that are not archived."""
        raise NotImplementedError

    async def query_jobs(self, query: Query | None = None) -> Page[Job]:
        """One page of what *query* looks for, archived ones included."""
        raise NotImplementedError

    def find_jobs(self, query: Query | None = None) -> Paging[Job]:
        """All that *query* looks for, page by page."""
        raise NotImplementedError

    async def upload_job_request(
        self,
        request: JobRequest,
        job_name: str,
        *,
        auto_start: bool = False,
        job_ttl: datetime | None = None,
    ) -> Job:
        """A new job; it waits to be started unless *auto_start*. *job_ttl* (aware) is its output's
        end of life."""
        raise NotImplementedError

    async def get_job_details(self, job_id: str) -> Job:
        raise NotImplementedError

    async def get_job_request(self, job_id: str) -> JobRequest:
        raise NotImplementedError

    async def get_job_status(self, job_id: str) -> JobStatus | None:
        """What it says of itself; None when it has not said anything yet (wire 9)."""
        raise NotImplementedError

    async def get_job_state(self, job: str | Job) -> str:
        raise NotImplementedError

    async def is_job_complete(self, job: str | Job) -> bool:
        """Raises JobExecutionError: it has failed."""
        raise NotImplementedError

    async def is_job_expired(self, job: str | Job) -> bool:
        raise NotImplementedError

    async def wait_until_job_completes(
        self,
        job: str | Job,
        *,
        sleep_time: float = 5.0,
        max_wait_time: float = 600.0,
        changed: Callable[[Job], None] | None = None,
    ) -> Job:
        """The job when it is complete; *changed* hears of each new state. Seconds.

        Raises:
            JobExecutionError: it failed; JobTimeoutError after *max_wait_time*, JobGoneError when
                it is not there any more.
            APIError: it could not be looked at, six times in a row.
        """
        raise NotImplementedError

    async def start_job(self, job_id: str) -> None:
        raise NotImplementedError

    async def archive_job(self, job_id: str) -> None:
        raise NotImplementedError

    async def unarchive_job(self, job_id: str) -> None:
        raise NotImplementedError

    async def kill_job(self, job_id: str) -> None:
        """Only one that is queued or scheduled can be killed."""
        raise NotImplementedError

    async def delete_job(self, job_id: str) -> None:
        """**Deletes** the job; only one that was not started can be."""
        raise NotImplementedError

    async def update_job_ttl(
        self, job_id: str, *, days: float | None = None, expiration_date: datetime | None = None
    ) -> None:
        """As `update_data_ttl`, of the job's output."""
        raise NotImplementedError

    async def download_job_output(
        self,
        job_id: str,
        folder: Path,
        *,
        filename: str | None = None,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Downloaded:
        """As `download_data`. 404 before the job is complete."""
        raise NotImplementedError

    async def get_job_output_download_url(self, job_id: str) -> SignedUrl:
        raise NotImplementedError

    async def download_job_logfile(
        self, job_id: str, folder: Path, *, filename: str | None = None
    ) -> Downloaded:
        """As `download_data`; of private analytics only, 403 for others."""
        raise NotImplementedError

    async def get_job_logfile_download_url(self, job_id: str) -> SignedUrl:
        raise NotImplementedError

    async def batch_get_job_details(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        raise NotImplementedError

    async def batch_start_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        raise NotImplementedError

    async def batch_archive_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        raise NotImplementedError

    async def batch_unarchive_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        raise NotImplementedError

    async def batch_update_job_ttl(
        self,
        ids: Sequence[str],
        *,
        days: float | None = None,
        expiration_date: datetime | None = None,
    ) -> tuple[BatchResult, ...]:
        raise NotImplementedError

    async def batch_delete_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        """**Deletes** them."""
        raise NotImplementedError

    async def batch_kill_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        raise NotImplementedError
