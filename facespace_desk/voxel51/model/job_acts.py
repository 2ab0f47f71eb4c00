"""What an operator does to jobs, one or many at a time; what became of it stands in each row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ServiceError
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.model.job_states import PAST, Act, JobRow, why_not
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.model.launching import Launch
from facespace_desk.voxel51.records import BatchResult, Job

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

UNKNOWN: Final = "The platform does not say what became of it."
_BATCH_FROM: Final = 2  # jobs

Outcome = dict[str, ServiceError | None]


class Launches(Protocol):
    """The one way in which a request for a job is sent; see `launching.Launcher`."""

    async def launch(self, launch: Launch) -> Job: ...


class JobActs(QObject):
    """Signals:

    told(str, str): what became of it, and its tone.
    """

    told = Signal(str, str)

    def __init__(
        self,
        client: VoxelClient,
        board: JobBoard,
        launcher: Launches,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._board = board
        self._launcher = launcher
        self._tasks = TaskScope("Voxel51 acts", report)

    def start(self, job_ids: Sequence[str]) -> None:
        """Let these jobs run."""
        client = self._client
        self._do(Act.START, job_ids, client.start_job, client.batch_start_jobs)

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
        end in the past **deletes** them; see `deletes`."""
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
            made = await self._launcher.launch(
                Launch(request=request, name=f"{title}, again", auto_start=True)
            )
            self._board.take(made)

        self._do(Act.RETRY, job_ids, one, None)

    async def close(self) -> None:
        await self._tasks.close()

    def _do(
        self,
        act: Act,
        job_ids: Sequence[str],
        one: Callable[[str], Awaitable[None]],
        many: Callable[[Sequence[str]], Awaitable[tuple[BatchResult, ...]]] | None,
    ) -> None:
        allowed: list[str] = []
        refused: list[str] = []
        for job_id in job_ids:
            row = self._board.row(job_id)
            reason = why_not(act, row) if row is not None else ""
            if reason:
                self._board.note(job_id, reason, "warn")
                refused.append(reason)
            else:
                self._board.note(job_id, f"{act.value}…", "muted")
                allowed.append(job_id)
        if allowed:
            self._tasks.start(self._run(act, allowed, one, many, len(refused)), name=act.value)
        elif refused:
            self.told.emit(refused[0] if len(refused) == 1 else _none_words(act, refused), "warn")

    async def _run(
        self,
        act: Act,
        job_ids: list[str],
        one: Callable[[str], Awaitable[None]],
        many: Callable[[Sequence[str]], Awaitable[tuple[BatchResult, ...]]] | None,
        refused: int,
    ) -> None:
        if many is not None and len(job_ids) >= _BATCH_FROM:
            outcome = await _batch(many, job_ids)
        else:
            outcome = {job_id: await _single(one, job_id) for job_id in job_ids}
        for job_id, error in outcome.items():
            self._show(act, job_id, error)
        self._tell(act, outcome, refused)
        self._board.hurry()

    def _show(self, act: Act, job_id: str, error: ServiceError | None) -> None:
        if error is None and act is Act.DELETE:
            self._board.mark_gone(job_id, "It was deleted from here.")
        elif error is None:
            self._board.note(job_id, PAST[act], "live")
        else:
            self._board.note(job_id, error.message, "bad")
            if isinstance(error, NotFoundError) and act is not Act.RETRY:
                self._board.mark_gone(job_id)

    def _tell(self, act: Act, outcome: Outcome, refused: int) -> None:
        """One job's result stands in its row; of many, how many."""
        bad = [error for error in outcome.values() if error is not None]
        good = len(outcome) - len(bad)
        if len(outcome) + refused == 1:
            if bad:
                self.told.emit(bad[0].message, "bad")
            return
        parts = [f"{good} of {len(outcome) + refused} jobs {PAST[act]}"]
        if bad:
            parts.append(f"{len(bad)} failed; each row says why")
        if refused:
            parts.append(f"{refused} left alone, as their state does not allow it")
        self.told.emit(". ".join(parts) + ".", "good" if not bad and not refused else "warn")


async def _single(one: Callable[[str], Awaitable[None]], job_id: str) -> ServiceError | None:
    try:
        await one(job_id)
    except ServiceError as error:
        return error
    return None


async def _batch(
    many: Callable[[Sequence[str]], Awaitable[tuple[BatchResult, ...]]], job_ids: list[str]
) -> Outcome:
    try:
        results = await many(job_ids)
    except APIError as error:
        return dict.fromkeys(job_ids, error)
    outcome: Outcome = {}
    for result in results:
        unsaid = APIError(UNKNOWN, operation="batch")
        outcome[result.id] = None if result.ok else result.error or unsaid
    return outcome


def deletes(
    rows: Sequence[JobRow], *, days: float | None, until: datetime | None, now: datetime
) -> list[JobRow]:
    """Of which of these jobs the output would be deleted by such an end (VX-14). One whose end is
    not known counts when days are taken away. Moments are aware."""
    if until is not None:
        return list(rows) if until <= now else []
    assert days is not None
    return [row for row in rows if _ends_by(row, days, now)]


def _ends_by(row: JobRow, days: float, now: datetime) -> bool:
    if row.expires_ms is None:
        return days < 0
    ends = datetime.fromtimestamp(row.expires_ms / 1000, UTC)
    return ends + timedelta(days=days) <= now


def _none_words(act: Act, refused: Sequence[str]) -> str:
    return f"{act.value}: none of the {len(refused)} jobs is in a state that allows it."
