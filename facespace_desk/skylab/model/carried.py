"""The transfers of Skylab as its models see them: by job, gathered, and told of a few times a
second."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.store.transfers import StoredTransfer

if TYPE_CHECKING:
    from facespace_desk.transfers.profile_queue import ProfileQueue

SERVICE: Final = "skylab"
TELL_AFTER_S: Final = 0.1
ENDED: Final = frozenset({"done", "failed", "cancelled"})
_BATCH: Final = "job:"


def batch_of(job_id: int) -> str:
    """What the files of a job have in common in the queue."""
    return f"{_BATCH}{job_id}"


def job_of(transfer: StoredTransfer) -> int | None:
    """The job that a transfer belongs to; None when it belongs to none."""
    number = transfer.batch.removeprefix(_BATCH)
    is_job = transfer.service == SERVICE and transfer.batch.startswith(_BATCH)
    return int(number) if is_job and number.isdecimal() else None


@dataclass(frozen=True)
class Load:
    """How the transfers of one job in one direction stand; bytes as far as they are known."""

    open: int = 0
    done: int = 0
    failed: int = 0
    done_bytes: int = 0
    all_bytes: int = 0

    @property
    def files(self) -> int:
        return self.open + self.done + self.failed

    @property
    def share(self) -> float:
        """From 0 to 1."""
        if self.all_bytes:
            return min(1.0, self.done_bytes / self.all_bytes)
        return self.done / self.files if self.files else 1.0


class Carried(QObject):
    """Watches the queue. `close` it.

    Signals:
        changed(set[int]): the transfers of these jobs are other ones; several times a second at
            most.
        ended(StoredTransfer): it is done, has failed or was cancelled, a moment ago.
    """

    changed = Signal(object)
    ended = Signal(object)

    def __init__(self, queue: ProfileQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.queue = queue
        self._transfers: dict[int, StoredTransfer] = {}
        self._jobs: dict[int, dict[int, StoredTransfer]] = {}
        self._news: set[int] = set()
        self._timer: asyncio.TimerHandle | None = None
        for transfer in queue.transfers:
            self._hold(transfer)
        queue.watch(self)

    def of_job(self, job_id: int) -> list[StoredTransfer]:
        """In the order of the queue."""
        found = self._jobs.get(job_id, {}).values()
        return sorted(found, key=lambda each: (each.position, each.id))

    def all(self) -> Iterable[StoredTransfer]:
        return self._transfers.values()

    def load(self, job_id: int, direction: str) -> Load:
        """How the job's files in this direction stand."""
        count = dict.fromkeys(("open", "done", "failed"), 0)
        done_bytes = all_bytes = 0
        for each in self._jobs.get(job_id, {}).values():
            if each.direction != direction or each.state == "cancelled":
                continue
            count[each.state if each.state in ("done", "failed") else "open"] += 1
            if each.state != "failed":
                all_bytes += each.size or 0
                done_bytes += (each.size or 0) if each.state == "done" else each.done
        return Load(**count, done_bytes=done_bytes, all_bytes=all_bytes)

    def close(self) -> None:
        """Watch no more."""
        self.queue.unwatch(self)
        if self._timer is not None:
            self._timer.cancel()

    # what the queue tells

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        before = self._transfers.get(transfer.id)
        job_id = self._hold(transfer)
        if job_id is None:
            return
        self._note(job_id)
        if transfer.state in ENDED and (before is None or before.state != transfer.state):
            self.ended.emit(transfer)

    def transfer_removed(self, transfer_id: int) -> None:
        transfer = self._transfers.pop(transfer_id, None)
        job_id = None if transfer is None else job_of(transfer)
        if job_id is not None:
            self._jobs.get(job_id, {}).pop(transfer_id, None)
            self._note(job_id)

    def queue_changed(self) -> None:
        """Held or not: the dock tells of it."""

    def _hold(self, transfer: StoredTransfer) -> int | None:
        job_id = job_of(transfer)
        if job_id is not None:
            self._transfers[transfer.id] = transfer
            self._jobs.setdefault(job_id, {})[transfer.id] = transfer
        return job_id

    def _note(self, job_id: int) -> None:
        self._news.add(job_id)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TELL_AFTER_S, self._tell)

    def _tell(self) -> None:
        self._timer = None
        news, self._news = self._news, set()
        self.changed.emit(news)
