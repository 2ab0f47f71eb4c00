"""Waits for a job: patiently, within limits, and without holding anything up (wire 7)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from facespace_desk.voxel51.errors import (
    APIError,
    AuthenticationError,
    JobExecutionError,
    JobGoneError,
    JobTimeoutError,
    NotFoundError,
)
from facespace_desk.voxel51.records import Job

SLEEP_S: Final = 5.0
MAX_WAIT_S: Final = 600.0
FAILED_POLLS: Final = 5  # in a row that are borne
OPERATION: Final = "wait_until_job_completes"


def job_id_of(job: str | Job) -> str:
    """The id, of a job or of itself (VX-12)."""
    return job.id if isinstance(job, Job) else job


def is_complete(job: Job) -> bool:
    """Raises JobExecutionError: it has failed."""
    if job.has_failed:
        whose = f" ({job.failure_type})" if job.failure_type not in (None, "NONE") else ""
        raise _trouble(JobExecutionError, job.id, f"Job {job.id} has failed{whose}.")
    return job.is_complete


async def wait_until_complete(
    look: Callable[[str], Awaitable[Job]],
    job_id: str,
    *,
    sleep_time: float = SLEEP_S,
    max_wait_time: float = MAX_WAIT_S,
    changed: Callable[[Job], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Job:
    """See `JobOperations.wait_until_job_completes`. *look* answers how a job stands."""
    until_s = clock() + max_wait_time
    failed, state = 0, ""
    while True:
        try:
            job = await look(job_id)
        except NotFoundError as error:
            words = f"Job {job_id} is not there any more."
            raise _trouble(JobGoneError, job_id, words) from error
        except AuthenticationError:
            raise  # asking again would not help
        except APIError:
            failed += 1
            if failed > FAILED_POLLS:
                raise
        else:
            failed = 0
            if job.state != state:
                state = job.state
                if changed is not None:
                    changed(job)
            if is_complete(job):
                return job
        left_s = until_s - clock()
        if left_s <= 0:
            words = f"Job {job_id} did not end within {max_wait_time:g} s; it may still do well."
            raise _trouble(JobTimeoutError, job_id, words)
        await sleep(min(sleep_time, left_s))


def _trouble(kind: type[JobExecutionError], job_id: str, words: str) -> JobExecutionError:
    error = kind(words, operation=OPERATION)
    error.job_id = job_id
    return error
