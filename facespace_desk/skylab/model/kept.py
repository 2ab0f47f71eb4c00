"""What this console remembers of jobs, because the service lists only the latest thirty.

One document for each job: where it stood, what was sent from here, what came back, what is to be
done when it is complete. Written a moment after it changed, several changes at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "skylab.job"
WRITE_AFTER_S: Final = 0.5
_FORMAT: Final = 1


class Sent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One picture that went out from here. Hashes are hexadecimal, of the original file."""

    photo_id: int
    name: str  # as it was sent
    path: str  # of the original
    size: int = 0
    md5: str = ""
    prepared: str = ""  # what was done to it, as `Preparation.deeds`
    sent_ms: int = 0


class Received(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One file that came back."""

    photo_id: int
    path: str
    size: int = 0
    sha256: str = ""
    received_ms: int = 0


class Failure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that did not make its way, and why."""

    name: str
    direction: str  # "upload" or "download"
    reason: str
    at_ms: int = 0


class KeptJob(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One job. Moments are epoch milliseconds of this computer; None: not seen from here."""

    id: int
    name: str = ""
    status: str = ""
    profile_id: int | None = None
    profile_name: str = ""
    photo_count: int | None = None
    is_gone: bool = False  # the service does not know it any more
    first_seen_ms: int = 0
    checked_ms: int = 0
    queued_ms: int | None = None
    ended_ms: int | None = None
    reached: str = ""  # the last stage before it ended badly
    callback_url: str = ""
    queue_when_uploaded: bool = False
    fetch_when_done: bool = False
    was_fetched: bool = False  # its download was begun, so it is not begun again by itself
    folder: str = ""  # where its results lie, or shall lie
    sent: tuple[Sent, ...] = ()
    received: tuple[Received, ...] = ()
    failures: tuple[Failure, ...] = ()
    accepted: frozenset[int] = frozenset()  # photos whose results are as they should be
    flagged: frozenset[int] = frozenset()  # photos that are to be done again
    version: int = _FORMAT

    def with_sent(self, sent: Sent) -> KeptJob:
        """One more picture, in place of an older one of that id; its failure is forgotten."""
        others = tuple(each for each in self.sent if each.photo_id != sent.photo_id)
        failures = tuple(each for each in self.failures if each.name != sent.name)
        return msgspec.structs.replace(self, sent=(*others, sent), failures=failures)

    def with_received(self, received: Iterable[Received]) -> KeptJob:
        """More files, in place of older ones of those paths."""
        fresh = tuple(received)
        paths = {each.path for each in fresh}
        others = tuple(each for each in self.received if each.path not in paths)
        return msgspec.structs.replace(self, received=(*others, *fresh))

    def with_verdict(self, photo_ids: Iterable[int], verdict: str) -> KeptJob:
        """What the operator thinks of these results: "accepted", "flagged" or nothing ("")."""
        given = frozenset(photo_ids)
        accepted, flagged = self.accepted - given, self.flagged - given
        return msgspec.structs.replace(
            self,
            accepted=accepted | given if verdict == "accepted" else accepted,
            flagged=flagged | given if verdict == "flagged" else flagged,
        )

    def with_failure(self, failure: Failure) -> KeptJob:
        """One more failure, in place of an older one of that file and direction."""
        others = tuple(
            each
            for each in self.failures
            if (each.name, each.direction) != (failure.name, failure.direction)
        )
        return msgspec.structs.replace(self, failures=(*others, failure))


class JobShelf(QObject):
    """The kept jobs of one profile.

    Signals:
        changed(int): what is kept of this job is another.
    """

    changed = Signal(object)

    def __init__(
        self,
        store: Store,
        profile: str,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._jobs: dict[int, KeptJob] = {}
        self._unwritten: set[int] = set()
        self._tasks = TaskScope("Skylab jobs kept", report)

    @property
    def jobs(self) -> Mapping[int, KeptJob]:
        """By id."""
        return self._jobs

    def get(self, job_id: int) -> KeptJob:
        """What is kept, or an empty record."""
        return self._jobs.get(job_id) or KeptJob(id=job_id)

    def keep(self, job: KeptJob) -> None:
        """Keep *job*, in place of what was kept of it."""
        if self._jobs.get(job.id) == job:
            return
        self._jobs[job.id] = job
        self._unwritten.add(job.id)
        if not self._tasks.is_running("write"):
            self._tasks.start(self._write_soon(), name="write")
        self.changed.emit(job.id)

    async def forget(self, job_ids: Iterable[int]) -> None:
        """Remove these from this computer. Raises StoreTrouble."""
        for job_id in list(job_ids):
            self._jobs.pop(job_id, None)
            self._unwritten.discard(job_id)
            await self._documents.remove(self._profile, KIND, str(job_id))
            self.changed.emit(job_id)

    async def load(self) -> None:
        """Read everything; a job that cannot be read is left out, not the others.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            try:
                found = msgspec.json.decode(document.json, type=KeptJob)
            except msgspec.DecodeError:
                continue
            if found.version == _FORMAT:
                self._jobs[found.id] = found

    async def close(self) -> None:
        """Write what is not written yet."""
        self._tasks.cancel("write")
        await self._tasks.close()
        await self._write()

    async def _write_soon(self) -> None:
        while self._unwritten:
            await asyncio.sleep(WRITE_AFTER_S)
            await self._write()

    async def _write(self) -> None:
        """Write each; one that changes meanwhile, or cannot be written, stays to be written."""
        for job_id in list(self._unwritten):
            job = self._jobs.get(job_id)
            if job is not None:
                text = msgspec.json.encode(job).decode()
                await self._documents.put(self._profile, KIND, str(job_id), text)
            if self._jobs.get(job_id) is job:
                self._unwritten.discard(job_id)
