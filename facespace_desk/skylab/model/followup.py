"""What follows by itself: a transfer that ended is noted with its job, a job whose files have all
arrived is queued, and the results of one that is complete are fetched, as was wished."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ServiceError
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.model.carried import Carried, job_of
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.journal import received_of, sent_of
from facespace_desk.skylab.model.kept import Failure, JobShelf
from facespace_desk.skylab.model.results import ResultsModel
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import StoredTransfer

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

Words = Callable[[str, str], str]  # of a job's name and why it came to nothing

AGAIN_S: Final = 20.0  # after a service that did not answer


class Followup(QObject):
    """Signals:

    told(str, str): something for a short note, and its tone.
    completed(int): a job that was sent from here is complete.
    """

    told = Signal(str, str)
    completed = Signal(object)

    def __init__(
        self,
        client: SkylabClient,
        jobs: JobsModel,
        shelf: JobShelf,
        carried: Carried,
        results: ResultsModel,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._jobs = jobs
        self._shelf = shelf
        self._carried = carried
        self._results = results
        self._tasks = TaskScope("Skylab follow-up", report)
        self._acting: set[int] = set()

    def start(self) -> None:
        """Catch up with what happened before, and follow from now on."""
        for transfer in self._carried.all():
            self._note(transfer)
        self._carried.ended.connect(self._note)
        self._carried.changed.connect(self._look_at)
        self._jobs.job_changed.connect(self._look_at_one)
        self._jobs.stage_changed.connect(self._stage_changed)
        self._look_at(set(self._shelf.jobs))

    def failed_transfers(self, job_ids: Iterable[int]) -> list[int]:
        """The transfers of these jobs that have failed."""
        return [
            each.id
            for job_id in job_ids
            for each in self._carried.of_job(job_id)
            if each.state == "failed"
        ]

    async def close(self) -> None:
        await self._tasks.close()

    # noting

    def _note(self, transfer: StoredTransfer) -> None:
        """Write down what became of a transfer; the same again changes nothing."""
        job_id = job_of(transfer)
        if job_id is None:
            return
        kept = self._shelf.get(job_id)
        if transfer.state == "failed":
            failure = Failure(
                name=transfer.title,
                direction=transfer.direction,
                reason=transfer.reason,
                at_ms=transfer.ended_ms or 0,
            )
            self._shelf.keep(kept.with_failure(failure))
        elif transfer.state == "done" and transfer.direction == "upload":
            sent = sent_of(transfer)
            if sent is not None:
                self._shelf.keep(kept.with_sent(sent))
        elif transfer.state == "done":
            self._shelf.keep(kept.with_received(received_of(transfer)))

    # acting

    def _look_at(self, job_ids: set[int]) -> None:
        for job_id in job_ids:
            self._look_at_one(job_id)

    def _look_at_one(self, job_id: int) -> None:
        if job_id in self._acting:
            return
        kept, row = self._shelf.get(job_id), self._jobs.row(job_id)
        if row is None:
            return
        if kept.queue_when_uploaded and row.stage is Stage.DRAFT and self._has_arrived(job_id):
            self._begin(job_id, self._queue(job_id))
        elif kept.fetch_when_done and not kept.was_fetched and row.stage is Stage.DONE:
            self._begin(job_id, self._fetch(job_id))

    def _has_arrived(self, job_id: int) -> bool:
        """Whether every file is there; one that failed waits for the operator."""
        load = self._carried.load(job_id, "upload")
        return load.open == 0 and load.failed == 0 and bool(self._shelf.get(job_id).sent)

    def _begin(self, job_id: int, work: object) -> None:
        self._acting.add(job_id)
        assert asyncio.iscoroutine(work)
        self._tasks.start(work, name="act")

    async def _queue(self, job_id: int) -> None:
        kept = self._shelf.get(job_id)
        try:
            job = await self._client.queue_job(job_id, callback_url=kept.callback_url or None)
        except StudioException as error:
            await self._failed(job_id, error, _not_queued)
        else:
            kept = self._shelf.get(job_id)
            self._shelf.keep(
                msgspec.structs.replace(kept, queue_when_uploaded=False, queued_ms=wall_ms())
            )
            self._jobs.take(job)
            self._acting.discard(job_id)

    async def _fetch(self, job_id: int) -> None:
        try:
            await self._results.fetch_now(job_id)
        except StudioException as error:
            await self._failed(job_id, error, _not_asked_for)
        except (StoreTrouble, OSError, ValueError) as error:
            self._give_up(job_id, str(error), _not_fetched)
            self._acting.discard(job_id)
        else:
            self._acting.discard(job_id)

    async def _failed(self, job_id: int, error: ServiceError, words: Words) -> None:
        """Try again later when that may help; else leave it to the operator, with words."""
        if error.retryable:
            await asyncio.sleep(error.retry_after_s or AGAIN_S)
            self._acting.discard(job_id)
            self._look_at_one(job_id)
            return
        self._give_up(job_id, error.message, words)
        self._acting.discard(job_id)

    def _give_up(self, job_id: int, why: str, words: Words) -> None:
        kept = self._shelf.get(job_id)
        self._shelf.keep(
            msgspec.structs.replace(kept, queue_when_uploaded=False, fetch_when_done=False)
        )
        self.told.emit(words(kept.name or str(job_id), why), "bad")

    def _stage_changed(self, job_id: int, before: Stage, after: Stage) -> None:
        kept = self._shelf.get(job_id)
        if before.has_ended or not kept.sent:
            return
        if after is Stage.DONE:
            self.told.emit(tr("{job} is done", job=kept.name), "good")
            self.completed.emit(job_id)
        elif after is Stage.FAILED:
            self.told.emit(tr("{job} has failed at the studio", job=kept.name), "bad")


def _not_queued(job: str, why: str) -> str:
    return tr("{job} could not be queued: {why}", job=job, why=why)


def _not_asked_for(job: str, why: str) -> str:
    return tr("{job} is done, but its results could not be asked for: {why}", job=job, why=why)


def _not_fetched(job: str, why: str) -> str:
    return tr("{job} is done, but its results could not be fetched: {why}", job=job, why=why)
