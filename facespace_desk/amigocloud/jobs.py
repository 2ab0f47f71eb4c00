"""Work that the service does in the background (wire/amigocloud.md 3.5)."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import Final

from facespace_desk.amigocloud import reading
from facespace_desk.amigocloud.calls import Calls, Question
from facespace_desk.amigocloud.errors import JobFailed, JobUnfinished, wrong
from facespace_desk.amigocloud.records import JobStatus
from facespace_desk.language import tr

FIRST_WAIT_S: Final = 0.5  # doubles each time
LONGEST_WAIT_S: Final = 10.0
JOB_LIMIT_S: Final = 1_800.0
OPERATION: Final = "job"
_REASONS: Final = ("detail", "error", "message", "reason")  # where `extra` may say why
_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,200}")


class Jobs:
    """Looks at jobs."""

    def __init__(self, calls: Calls, *, first_wait_s: float = FIRST_WAIT_S) -> None:
        self._calls = calls
        self._first_wait_s = first_wait_s

    async def status(self, job_id: str) -> JobStatus:
        """Raises AmigoCloudError: there is no such job, or it cannot be asked for."""
        if not _ID.fullmatch(job_id):
            raise wrong(tr("This is no id of a job."), OPERATION)
        target = self._calls.addresses.below("me", "jobs", job_id)
        content = await self._calls.ask_object(Question("GET", target, OPERATION))
        return reading.job(content, job_id, OPERATION)

    async def ended(
        self, job_id: str, *, changed: Callable[[JobStatus], None], limit_s: float
    ) -> JobStatus:
        """See `AmigoCloudClient.wait_job`."""
        until_s = time.monotonic() + limit_s
        wait_s, last = self._first_wait_s, ""
        while True:
            status = await self.status(job_id)
            if status.status != last:
                last = status.status
                changed(status)
            if status.has_succeeded:
                return status
            if status.has_ended:
                raise JobFailed(self._why_failed(status), operation=OPERATION)
            left_s = until_s - time.monotonic()
            if left_s <= 0:
                words = tr(
                    "The job did not end within {seconds:g} s; the service still works on it.",
                    seconds=limit_s,
                )
                raise JobUnfinished(words, operation=OPERATION)
            await asyncio.sleep(min(wait_s, left_s))
            wait_s = min(2 * wait_s, LONGEST_WAIT_S)

    def _why_failed(self, status: JobStatus) -> str:
        for name in _REASONS:
            found = status.result.get(name)
            if isinstance(found, str) and found.strip():
                return self._calls.masked(found.strip())
        return tr("The service does not say why.")
