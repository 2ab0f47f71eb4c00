"""From files that were dropped to transfers in the queue: looked at, judged, and sent when told so.

What is dropped while others are still being looked at is added to them; what is dropped while an
upload is under way goes to the same job. Nothing that is dropped vanishes without a word.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.dropped import MOST_FILES, gather
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.pictures.work import PictureWork, WorkDropped
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.model.batches import upload_of
from facespace_desk.skylab.model.carried import Carried
from facespace_desk.skylab.model.checked_columns import CHECKED_COLUMNS
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.kept import JobShelf
from facespace_desk.skylab.model.preflight import (
    Finding,
    Fixes,
    Summary,
    Verdict,
    judge,
    look,
    summed,
)
from facespace_desk.store.records import StoreTrouble

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

JUDGE_AFTER_S: Final = 0.15
LOOKING_AT_ONCE: Final = 3
GATHERED_AT_ONCE: Final = 200


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where the files go: a job that there is (`job_id`), or a new one."""

    job_id: int | None = None
    name: str = ""
    profile_id: int | None = None


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What is to happen when all files have arrived, and when the job is complete."""

    queue: bool = True
    callback_url: str = ""
    fetch: bool = True


class UploadModel(QObject):
    """The files of one sheet, until they are sent or dismissed.

    Signals:
        opened: files came while there were none: time to show the sheet.
        changed: verdicts, progress, target or fixes are other ones.
        sent(int): the files are in the queue, for this job.
        told(str, str): something for a short note, and its tone.
    """

    opened = Signal()
    changed = Signal()
    sent = Signal(object)
    told = Signal(str, str)

    def __init__(
        self,
        client: SkylabClient,
        jobs: JobsModel,
        shelf: JobShelf,
        carried: Carried,
        work: PictureWork,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._jobs = jobs
        self._shelf = shelf
        self._carried = carried
        self._work = work
        self._tasks = TaskScope("Skylab upload", report)
        self.table: RecordTableModel[Verdict] = RecordTableModel(
            CHECKED_COLUMNS, newest_first=False, parent=self
        )
        self.table.set_sorting((("fate", False), ("name", False)))  # what needs a look comes first
        self._findings: dict[str, Finding] = {}
        self._paths: dict[str, None] = {}  # all that were dropped, in their order
        self._unseen: deque[str] = deque()
        self._lookers = 0
        self._verdicts: list[Verdict] = []
        self._fixes = Fixes()
        self._target = Target()
        self._is_sending = False
        self._error = ""
        self._judging: asyncio.TimerHandle | None = None

    # what there is

    @property
    def is_open(self) -> bool:
        """Whether files wait to be sent."""
        return bool(self._paths) or self._tasks.is_running("gather")

    @property
    def is_looking(self) -> bool:
        """Whether some are still being looked at."""
        return self._tasks.is_running("gather") or len(self._findings) < len(self._paths)

    @property
    def is_sending(self) -> bool:
        return self._is_sending

    @property
    def progress(self) -> tuple[int, int]:
        """How many are looked at, of how many."""
        return len(self._findings), len(self._paths)

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """In the order in which the files came."""
        return self._verdicts

    @property
    def summary(self) -> Summary:
        return summed(self._verdicts)

    @property
    def fixes(self) -> Fixes:
        return self._fixes

    @property
    def target(self) -> Target:
        return self._target

    @property
    def error(self) -> str:
        """Why the last try to send came to nothing."""
        return self._error

    def why_not(self) -> str:
        """Why the files cannot be sent now; empty when they can."""
        if self._is_sending:
            return "They are being sent."
        if self.is_looking:
            return "The files are still being looked at."
        if not self.summary.sent:
            return "There is nothing to send."
        if self._target.job_id is None and not self._target.name.strip():
            return "The new job needs a name."
        if self._target.job_id is None and self._target.profile_id is None:
            return "The new job needs a profile."
        return ""

    # what the operator does

    def drop(
        self, paths: Iterable[Path], job_id: int | None = None, *, target: Target | None = None
    ) -> None:
        """Take in files and folders for a job, or for a new one, which *target* may describe.
        Further ones are added, and the target that was chosen first stays."""
        was_open = self.is_open
        if not was_open:
            self._error = ""
            self._target = target or Target(job_id=job_id)
        self._tasks.start(self._gather(list(paths)), name="gather")
        if not was_open:
            self.opened.emit()
        self.changed.emit()

    def set_fixes(self, fixes: Fixes) -> None:
        """Let us do these things to files, and no others."""
        if fixes != self._fixes:
            self._fixes = fixes
            self._judge()

    def set_target(self, target: Target) -> None:
        """Send the files there."""
        if target != self._target:
            is_other_job = target.job_id != self._target.job_id
            self._target, self._error = target, ""
            if is_other_job:
                self._judge()
            else:
                self.changed.emit()

    def remove(self, paths: Iterable[str]) -> None:
        """Take these out; the files themselves are not touched."""
        for path in paths:
            self._paths.pop(path, None)
            self._findings.pop(path, None)
        self._judge()

    def dismiss(self) -> None:
        """Send nothing, and forget the files."""
        self._tasks.cancel("gather")
        self._unseen.clear()
        self._paths.clear()
        self._findings.clear()
        self._judge()

    def send(self, wishes: Wishes) -> None:
        """Make the job where it is a new one, and put the files into the queue."""
        if not self.why_not():
            self._is_sending, self._error = True, ""
            self.changed.emit()
            self._tasks.start(self._send(wishes), name="send")

    async def close(self) -> None:
        if self._judging is not None:
            self._judging.cancel()
        await self._tasks.close()
        await self.table.close()

    # looking

    async def _gather(self, dropped: list[Path]) -> None:
        """Find the files, and look at them as they are found."""
        found = gather(dropped)
        known = count = 0
        while some := await asyncio.to_thread(lambda: list(islice(found, GATHERED_AT_ONCE))):
            fresh = [str(path) for path in some if str(path) not in self._paths]
            known += len(some) - len(fresh)
            count += len(some)
            self._paths |= dict.fromkeys(fresh)
            self._look_at(fresh)
            self._judge_soon()
        if known:
            words = "1 file was" if known == 1 else f"{known} files were"
            self.told.emit(f"{words} in the list already", "info")
        if not count:
            self.told.emit("There is no file in what was dropped", "warn")
        if count >= MOST_FILES:
            self.told.emit(f"Only the first {MOST_FILES:,} files were taken", "warn")
        self._judge_soon()

    def _look_at(self, paths: Sequence[str]) -> None:
        self._unseen.extend(paths)
        for _ in range(min(len(paths), LOOKING_AT_ONCE - self._lookers)):
            self._lookers += 1
            self._tasks.start(self._look(), name="look")

    async def _look(self) -> None:
        """Look at one file after the other, until none is left."""
        try:
            while self._unseen:
                path = self._unseen.popleft()
                finding = await self._work.run(partial(look, Path(path)))
                if path in self._paths:
                    self._findings[path] = finding
                    self._judge_soon()
        except WorkDropped:
            return  # everything is being closed
        finally:
            self._lookers -= 1

    # judging

    def _judge_soon(self) -> None:
        if self._judging is None:
            self._judging = asyncio.get_running_loop().call_later(JUDGE_AFTER_S, self._judge)

    def _judge(self) -> None:
        if self._judging is not None:
            self._judging.cancel()
            self._judging = None
        findings = [self._findings[path] for path in self._paths if path in self._findings]
        names, md5 = self._known_of(self._target.job_id)
        self._verdicts = judge(findings, self._fixes, taken_names=names, known_md5=md5)
        self.table.synchronise(self._verdicts, key=lambda each: each.finding.path)
        self.changed.emit()

    def _known_of(self, job_id: int | None) -> tuple[set[str], set[str]]:
        """Names and pictures that the job has, or that are on their way to it."""
        if job_id is None:
            return set(), set()
        detail, kept = self._jobs.detail(job_id), self._shelf.get(job_id)
        names = {photo.name for photo in detail.photos} if detail else set()
        names |= {sent.name for sent in kept.sent}
        md5 = {sent.md5 for sent in kept.sent if sent.md5}
        for transfer in self._carried.of_job(job_id):
            if transfer.direction == "upload" and transfer.state != "cancelled":
                names.add(transfer.title)
                md5.add(str(transfer.facts.get("original_md5", "")))
        return names, md5 - {""}

    # sending

    async def _send(self, wishes: Wishes) -> None:
        try:
            job_id = await self._job()
            await self._put_into_queue(job_id)
        except StudioException as error:
            self._error = error.message
        except StoreTrouble as error:
            self._error = f"The list of transfers could not be written. {error}"
        else:
            kept = self._shelf.get(job_id)
            self._shelf.keep(
                msgspec.structs.replace(
                    kept,
                    queue_when_uploaded=wishes.queue,
                    callback_url=wishes.callback_url,
                    fetch_when_done=wishes.fetch,
                    was_fetched=False,
                )
            )
            self._jobs.choose(job_id)
            self.sent.emit(job_id)
        finally:
            self._is_sending = False
            self.changed.emit()

    async def _job(self) -> int:
        target = self._target
        if target.job_id is not None:
            return target.job_id
        job = await self._client.create_job(target.name.strip(), target.profile_id)
        self._target = Target(job_id=job.id)  # another try goes there
        self._jobs.take(job)
        return job.id

    async def _put_into_queue(self, job_id: int) -> None:
        row = self._jobs.row(job_id)
        title = row.name if row is not None else f"#{job_id}"
        sent = [each for each in self._verdicts if each.plan is not None]
        await self._carried.queue.add([upload_of(each, job_id, title) for each in sent])
        for verdict in self._verdicts:  # what came meanwhile stays for the next time
            self._paths.pop(verdict.finding.path, None)
            self._findings.pop(verdict.finding.path, None)
        self._judge()
