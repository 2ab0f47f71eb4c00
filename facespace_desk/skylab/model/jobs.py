"""The jobs: those that the service lists, and those that this console remembers beyond these.

Asked about in rounds (`modelkit.rounds`); what is known of a job lives in its kept record, so an
old job does not vanish from the list.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.feed import Clocks
from facespace_desk.modelkit.rounds import LEAST_S, MOST_S, Rounds
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.skylab.errors import JobNotFoundException
from facespace_desk.skylab.model.carried import Carried
from facespace_desk.skylab.model.job_columns import JobRow, job_columns
from facespace_desk.skylab.model.kept import JobShelf, KeptJob
from facespace_desk.skylab.model.stages import Stage, stage_of
from facespace_desk.skylab.records import Job, Profile

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

log = logging.getLogger("desk.skylab")

AT_ONCE: Final = 4  # questions about single jobs
ROUND_MOST: Final = 12  # jobs that are asked about one by one in a round


class JobsModel(QObject):
    """Owns the list of jobs and the rounds of questions.

    Signals:
        state_changed(LoadState): how the service stands.
        truth_changed(FeedTruth): the same with ages and pace, with each news of it.
        chosen_changed(int | None): another job is the one that the tab is about.
        job_changed(int): what is known of this job is another.
        stage_changed(int, Stage, Stage): a job went from one stage to another.
        profiles_changed: the profiles are other ones.
    """

    state_changed = Signal(object)
    truth_changed = Signal(object)
    chosen_changed = Signal(object)
    job_changed = Signal(object)
    stage_changed = Signal(object, object, object)
    profiles_changed = Signal()

    def __init__(
        self,
        client: SkylabClient,
        shelf: JobShelf,
        carried: Carried,
        display: Display,
        *,
        least_s: float = LEAST_S,
        most_s: float = MOST_S,
        clocks: Clocks | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*least_s* and *most_s* bound the pause between two rounds."""
        super().__init__(parent)
        self._client = client
        self._shelf = shelf
        self._carried = carried
        self._tasks = TaskScope("Skylab jobs", report)
        self._rounds = Rounds(
            "Skylab",
            self._round,
            self._judged,
            self._tasks,
            log,
            note=self._at_work,
            least_s=least_s,
            most_s=most_s,
            clocks=clocks,
        )
        self.table: RecordTableModel[JobRow] = RecordTableModel(
            job_columns(display), display=display, parent=self
        )
        self._row_ids: dict[int, int] = {}
        self._details: dict[int, Job] = {}  # as the service said last
        self._in_front: dict[int, int | None] = {}
        self._listed: frozenset[int] = frozenset()
        self._profiles: dict[int, Profile] = {}
        self._chosen: int | None = None
        carried.changed.connect(self._show_jobs)
        shelf.changed.connect(self._show_job)

    # what there is

    @property
    def state(self) -> LoadState:
        return self._rounds.state

    @property
    def truth(self) -> FeedTruth:
        """How far the list can be trusted."""
        return self._rounds.truth

    @property
    def profiles(self) -> Sequence[Profile]:
        """By name."""
        return sorted(self._profiles.values(), key=lambda each: each.name.casefold())

    def profile(self, profile_id: int | None) -> Profile | None:
        return None if profile_id is None else self._profiles.get(profile_id)

    def rows(self) -> list[JobRow]:
        """All jobs, filtered or not."""
        rows = (self.table.record(row_id) for row_id in self._row_ids.values())
        return [row for row in rows if row is not None]

    def row(self, job_id: int | None) -> JobRow | None:
        """What the table shows of this job; None when it is not known."""
        row_id = None if job_id is None else self._row_ids.get(job_id)
        return None if row_id is None else self.table.record(row_id)

    def row_id(self, job_id: int) -> int | None:
        return self._row_ids.get(job_id)

    def detail(self, job_id: int) -> Job | None:
        """What the service said last of this job."""
        return self._details.get(job_id)

    @property
    def chosen(self) -> int | None:
        """The job that the tab is about."""
        return self._chosen

    def choose(self, job_id: int | None) -> None:
        """Be about this job from now on."""
        if job_id != self._chosen and (job_id is None or job_id in self._row_ids):
            self._chosen = job_id
            self.chosen_changed.emit(job_id)

    # asking

    def start(self) -> None:
        """Show what is remembered, and ask from now on."""
        self._show_jobs(self._shelf.jobs)
        self._rounds.start()

    def refresh(self) -> None:
        """Ask now."""
        self._rounds.refresh()

    def take(self, job: Job) -> None:
        """The service answered with this job; soon there may be more to hear of it."""
        self._take(job)
        self.refresh()

    def mark_gone(self, job_id: int) -> None:
        """The service does not know this job any more. What was sent from here stays to be read;
        a job of which nothing was sent goes from the list."""
        kept = self._shelf.get(job_id)
        self._details.pop(job_id, None)
        if kept.sent or kept.received:
            self._keep(
                msgspec.structs.replace(kept, is_gone=True, ended_ms=kept.ended_ms or self._now())
            )
        else:
            self.forget(job_id)

    def forget(self, job_id: int) -> None:
        """Take a job out of the list, and what is remembered of it; the service keeps it."""
        self._tasks.start(self._shelf.forget([job_id]), name="forget")
        row_id = self._row_ids.pop(job_id, None)
        if row_id is not None:
            self.table.remove([row_id])
        if self._chosen == job_id:
            self.choose(None)
        self.job_changed.emit(job_id)

    async def close(self) -> None:
        """Ask no more."""
        await self._tasks.close()
        await self.table.close()

    async def _round(self) -> bool:
        """One round; whether it told anything new."""
        before = {row.id: (row.stage, row.in_front, row.photo_count) for row in self.rows()}
        if not self._profiles:
            await self.load_profiles()
        listing = await self._client.list_jobs()
        self._rounds.answered()
        self._listed = frozenset(job.id for job in listing.entries)
        for job in listing.entries:
            self._take(job)
        await self._ask_older()
        await self._ask_in_front()
        return before != {row.id: (row.stage, row.in_front, row.photo_count) for row in self.rows()}

    async def load_profiles(self) -> None:
        """Read the profiles anew. Raises StudioException."""
        listing = await self._client.list_profiles()
        self._profiles = {profile.id: profile for profile in listing.entries}
        self.profiles_changed.emit()
        self._show_jobs(self._row_ids)

    async def _ask_older(self) -> None:
        """Those under way that the service does not list."""
        older = [
            row for row in self.rows() if not row.stage.has_ended and row.id not in self._listed
        ]
        older.sort(key=lambda row: row.checked_ms)
        await _some_at_once(self._ask_one, [row.id for row in older[:ROUND_MOST]])

    async def _ask_one(self, job_id: int) -> None:
        try:
            self._take(await self._client.get_job(job_id))
        except JobNotFoundException:
            self.mark_gone(job_id)

    async def _ask_in_front(self) -> None:
        queued = [row.id for row in self.rows() if row.stage is Stage.QUEUED]
        for job_id in set(self._in_front) - set(queued):
            del self._in_front[job_id]
        await _some_at_once(self._ask_place, queued[:ROUND_MOST])

    async def _ask_place(self, job_id: int) -> None:
        try:
            self._in_front[job_id] = await self._client.fetch_jobs_in_front(job_id)
        except JobNotFoundException:
            self.mark_gone(job_id)
        else:
            self._show_job(job_id)

    # showing

    def _take(self, job: Job) -> None:
        kept = self._shelf.get(job.id)
        now_ms = self._now()
        stage = stage_of(job.status)
        was = stage_of(kept.status)
        profile = job.profile or self._profiles.get(job.profile_id or -1)
        count = len(job.photos) if "photos" in job.raw else kept.photo_count
        self._details[job.id] = job
        self._keep(
            msgspec.structs.replace(
                kept,
                name=job.name,
                status=job.status or "",
                profile_id=job.profile_id,
                profile_name=(profile.name if profile else "") or kept.profile_name,
                photo_count=count,
                is_gone=False,
                first_seen_ms=kept.first_seen_ms or now_ms,
                checked_ms=now_ms,
                ended_ms=(kept.ended_ms or now_ms) if stage.has_ended else None,
                reached=was.name if stage.has_ended and not was.has_ended else kept.reached,
            )
        )

    def _keep(self, kept: KeptJob) -> None:
        self._shelf.keep(kept)  # tells `_show_job`

    def _show_jobs(self, job_ids: Iterable[int]) -> None:
        for job_id in list(job_ids):
            self._show_job(job_id)

    def _show_job(self, job_id: int) -> None:
        kept = self._shelf.jobs.get(job_id)
        if kept is None:
            return
        made, row_id = self._made(kept), self._row_ids.get(job_id)
        before = None if row_id is None else self.table.record(row_id)
        if before == made:
            return
        if row_id is None:
            self._row_ids[job_id] = self.table.append([made]).start
        else:
            self.table.update({row_id: made})
        self.job_changed.emit(job_id)
        if before is not None and before.stage is not made.stage:
            self.stage_changed.emit(job_id, before.stage, made.stage)

    def _made(self, kept: KeptJob) -> JobRow:
        up = self._carried.load(kept.id, "upload")
        down = self._carried.load(kept.id, "download")
        stage = Stage.GONE if kept.is_gone else stage_of(kept.status, is_uploading=up.open > 0)
        detail = self._details.get(kept.id)
        profile = self._profiles.get(kept.profile_id or -1)
        return JobRow(
            id=kept.id,
            name=kept.name,
            stage=stage,
            status=kept.status,
            type="" if detail is None else detail.type or "",
            profile_id=kept.profile_id,
            profile_name=profile.name if profile else kept.profile_name,
            photo_count=kept.photo_count,
            in_front=self._in_front.get(kept.id) if stage is Stage.QUEUED else None,
            uploads_open=up.open,
            uploads_failed=up.failed,
            upload_share=round(up.share, 3),
            downloads_open=down.open,
            downloads_failed=down.failed,
            received=len(kept.received),
            sent=len(kept.sent),
            first_seen_ms=kept.first_seen_ms,
            checked_ms=kept.checked_ms,
            ended_ms=kept.ended_ms,
            folder=kept.folder,
            is_listed=kept.id in self._listed,
        )

    # the state

    def _judged(self, state: LoadState, is_other: bool) -> None:
        if is_other:
            self.state_changed.emit(state)
        self.truth_changed.emit(self.truth)

    def _now(self) -> int:
        return self._rounds.now_ms()

    def _at_work(self) -> str:
        moving = sum(row.stage.moves for row in self.rows())
        return f"{moving} at work" if moving else ""


async def _some_at_once(ask: Callable[[int], Awaitable[None]], job_ids: Sequence[int]) -> None:
    """Ask about each, a few at once; the first failure ends it, for the others would fail too."""
    waiting = list(job_ids)

    async def worker() -> None:
        while waiting:
            await ask(waiting.pop(0))

    tasks = [asyncio.ensure_future(worker()) for _ in range(min(AT_ONCE, len(waiting)))]
    try:
        for task in tasks:
            await task
    finally:
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
