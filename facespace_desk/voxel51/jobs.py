"""Jobs: an analytic on its inputs, from the request to the output (wire/voxel51.md 3.3 and 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from facespace_desk.net.forms import FilePart, multipart
from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.asking import Operations
from facespace_desk.voxel51.calls import Progress, Question, Throttle
from facespace_desk.voxel51.downloads import Downloaded, Files, Wanted
from facespace_desk.voxel51.errors import NotFoundError, RemoteDataPathError
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import BatchResult, Job, JobStatus, Page, SignedUrl
from facespace_desk.voxel51.request import JobRequest
from facespace_desk.voxel51.waiting import is_complete, job_id_of, wait_until_complete

STARTS_AT_ONCE: Final = 16  # calls, each with many ids


class JobOperations(Operations):
    """What a user can do with jobs; an application does it for one of its users."""

    async def list_jobs(self) -> Page[Job]:
        """All that are not archived."""
        question = Question("GET", ("jobs", "list"), "list_jobs", again="reading")
        page, _ = await self._listed(question, Subject.JOBS, reading.job)
        return page

    async def query_jobs(self, query: Query | None = None) -> Page[Job]:
        """One page of what *query* looks for, archived ones included."""
        query = query or Query(subject=Subject.JOBS)
        return await self._queried(("jobs",), "query_jobs", query, reading.job)

    def find_jobs(self, query: Query | None = None) -> Paging[Job]:
        """All that *query* looks for, page by page."""
        query = query or Query(subject=Subject.JOBS)
        return self._found(("jobs",), "query_jobs", query, reading.job)

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
        operation = "upload_job_request"
        fields = {"job_name": job_name, "auto_start": str(bool(auto_start))}
        if job_ttl is not None:
            fields["job_ttl"] = self._moment(job_ttl, operation)
        file = FilePart("job.json", request.to_json().encode(), "application/json")
        try:
            form = multipart(fields, {"file": file}, files_first=True)
        except ValueError:
            words = "The name of the job is not readable text."
            raise self._calls.wrong(words, operation) from None
        content = await self._calls.ask_object(Question("POST", ("jobs",), operation, upload=form))
        return self._record(content, operation, "job", reading.job)

    async def get_job_details(self, job_id: str) -> Job:
        operation = "get_job_details"
        segments = ("jobs", self._id(job_id, "a job", operation))
        return await self._got(segments, operation, "job", reading.job)

    async def get_job_request(self, job_id: str) -> JobRequest:
        operation = "get_job_request"
        segments = ("jobs", self._id(job_id, "a job", operation), "request")
        reply = await self._calls.ask(Question("GET", segments, operation, again="reading"))
        try:
            return JobRequest.from_json(reply.body)
        except (ValueError, RemoteDataPathError) as error:
            raise self._calls.lacking("job request", operation) from error

    async def get_job_status(self, job_id: str) -> JobStatus | None:
        """What it says of itself; None when it has not said anything yet (wire 9)."""
        operation = "get_job_status"
        segments = ("jobs", self._id(job_id, "a job", operation), "status")
        try:
            content = await self._calls.ask_object(
                Question("GET", segments, operation, again="reading")
            )
        except NotFoundError:
            return None
        return reading.job_status(content)

    async def get_job_state(self, job: str | Job) -> str:
        return (await self.get_job_details(job_id_of(job))).state

    async def is_job_complete(self, job: str | Job) -> bool:
        """Raises JobExecutionError: it has failed."""
        return is_complete(await self.get_job_details(job_id_of(job)))

    async def is_job_expired(self, job: str | Job) -> bool:
        found = await self.get_job_details(job_id_of(job))
        return found.is_expired(datetime.now(UTC))

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
        return await wait_until_complete(
            self.get_job_details,
            job_id_of(job),
            sleep_time=sleep_time,
            max_wait_time=max_wait_time,
            changed=changed,
        )

    async def start_job(self, job_id: str) -> None:
        operation = "start_job"
        segments = ("jobs", self._id(job_id, "a job", operation), "start")
        await self._do("PUT", segments, operation, "unsent")

    async def archive_job(self, job_id: str) -> None:
        operation = "archive_job"
        segments = ("jobs", self._id(job_id, "a job", operation), "archive")
        await self._do("PUT", segments, operation, "unsent")

    async def unarchive_job(self, job_id: str) -> None:
        operation = "unarchive_job"
        segments = ("jobs", self._id(job_id, "a job", operation), "unarchive")
        await self._do("PUT", segments, operation, "unsent")

    async def kill_job(self, job_id: str) -> None:
        """Only one that is queued or scheduled can be killed."""
        operation = "kill_job"
        segments = ("jobs", self._id(job_id, "a job", operation), "kill")
        await self._do("PUT", segments, operation, "unsent")

    async def delete_job(self, job_id: str) -> None:
        """**Deletes** the job; only one that was not started can be."""
        operation = "delete_job"
        segments = ("jobs", self._id(job_id, "a job", operation))
        await self._do("DELETE", segments, operation, "unsent")

    async def update_job_ttl(
        self, job_id: str, *, days: float | None = None, expiration_date: datetime | None = None
    ) -> None:
        """As `update_data_ttl`, of the job's output."""
        operation = "update_job_ttl"
        segments = ("jobs", self._id(job_id, "a job", operation))
        await self._put_ttl(segments, operation, days, expiration_date)

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
        wanted = Wanted("output", self._id(job_id, "a job", "download_job_output"))
        if filename is None:
            filename = (await self.get_job_details(job_id)).output_filename
        return await Files(self._calls).download(
            wanted, folder, filename, progress=progress, throttle=throttle
        )

    async def get_job_output_download_url(self, job_id: str) -> SignedUrl:
        operation = "get_job_output_download_url"
        segments = ("jobs", self._id(job_id, "a job", operation), "output-url")
        return await self._signed_url(segments, operation)

    async def download_job_logfile(
        self, job_id: str, folder: Path, *, filename: str | None = None
    ) -> Downloaded:
        """As `download_data`; of private analytics only, 403 for others."""
        wanted = Wanted("log", self._id(job_id, "a job", "download_job_logfile"))
        return await Files(self._calls).download(wanted, folder, filename or f"{job_id}.log")

    async def get_job_logfile_download_url(self, job_id: str) -> SignedUrl:
        operation = "get_job_logfile_download_url"
        segments = ("jobs", self._id(job_id, "a job", operation), "log-url")
        return await self._signed_url(segments, operation)

    async def batch_get_job_details(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        return await self._batch("jobs", "batch_get_job_details", "details", ids)

    async def batch_start_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        """Several calls at once, so that hundreds start within a moment."""
        operation = "batch_start_jobs"
        return await self._batch("jobs", operation, "start", ids, at_once=STARTS_AT_ONCE)

    async def batch_archive_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        return await self._batch("jobs", "batch_archive_jobs", "archive", ids)

    async def batch_unarchive_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        return await self._batch("jobs", "batch_unarchive_jobs", "unarchive", ids)

    async def batch_update_job_ttl(
        self,
        ids: Sequence[str],
        *,
        days: float | None = None,
        expiration_date: datetime | None = None,
    ) -> tuple[BatchResult, ...]:
        operation = "batch_update_job_ttl"
        ttl = self._ttl(days, expiration_date, operation)
        return await self._batch("jobs", operation, "ttl", ids, ttl)

    async def batch_delete_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        """**Deletes** them."""
        return await self._batch("jobs", "batch_delete_jobs", "delete", ids)

    async def batch_kill_jobs(self, ids: Sequence[str]) -> tuple[BatchResult, ...]:
        return await self._batch("jobs", "batch_kill_jobs", "kill", ids)
