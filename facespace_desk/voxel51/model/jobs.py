"""The jobs board: what the service lists for a query, looked at in rounds.

Most rounds ask for the newest page, and for the jobs that are under way; every few rounds all pages
are read, and what is missing then is looked for by its id. A job that was in the list and is not at
the platform any more stays in sight, and says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
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
from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.model.analytic_names import AnalyticNames
from facespace_desk.voxel51.model.job_columns import job_columns, row_of
from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.paging import PagingEnd
from facespace_desk.voxel51.query import PAGE_LIMIT, Query, Subject
from facespace_desk.voxel51.records import Job, JobState

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

log = logging.getLogger("desk.voxel51")

FULL_EVERY: Final = 6  # rounds
GONE: Final = "It is not at the platform any more."
ALL: Final = Query(subject=Subject.JOBS, sort="upload_date", descending=True)


class JobFilter(msgspec.Struct, frozen=True):
    """What the list is asked for. `archived` None is both; `text` is a part of the name."""

    text: str = ""
    states: tuple[JobState, ...] = ()
    archived: bool | None = False

    def query(self) -> Query:
        """Raises APIError: the text cannot be looked for."""
        query = ALL
        if self.states:
            query = query.where("state", *self.states)
        if self.archived is not None:
            query = query.where("archived", self.archived)
        if self.text.strip():
            query = query.where("name", self.text.strip())
        return query


class JobBoard(QObject):
    """Owns the list and the rounds. `table` is what is listed; `row` knows also jobs that the query
    leaves out by now.

    Signals:
        state_changed(LoadState): how the service stands.
        truth_changed(FeedTruth): the same with ages, each second.
        chosen_changed(str | None): another job is the one that the page is about.
        job_changed(str): what is known of this job is another.
        ended(JobRow): a job that was under way is complete, has failed or is gone.
        looked: a round is over.
        query_changed: `query`, `total`, `warning` or `query_error` are others.
    """

    state_changed = Signal(object)
    truth_changed = Signal(object)
    chosen_changed = Signal(object)
    job_changed = Signal(str)
    ended = Signal(object)
    looked = Signal()
    query_changed = Signal()

    def __init__(
        self,
        client: VoxelClient,
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
        self._names = AnalyticNames(client)
        self._tasks = TaskScope("Voxel51 jobs", report)
        self._rounds = Rounds(
            "Voxel51's jobs",
            self._round,
            self._judged,
            self._tasks,
            log,
            note=self._under_way,
            least_s=least_s,
            most_s=most_s,
            clocks=clocks,
        )
        self.table: RecordTableModel[JobRow] = RecordTableModel(
            job_columns(display), newest_first=False, display=display, parent=self
        )
        self.table.set_sorting((("uploaded", True),))
        self._query = JobFilter().query()
        self._row_ids: dict[str, int] = {}
        self._outside: dict[str, JobRow] = {}  # known, but not what is asked for
        self._chosen: str | None = None
        self._rounds_to_full = 0
        self._changes = 0
        self._total: int | None = None
        self._warning = ""
        self._query_error = ""

    # what there is

    @property
    def state(self) -> LoadState:
        return self._rounds.state

    @property
    def truth(self) -> FeedTruth:
        """How far the list can be trusted."""
        return self._rounds.truth

    @property
    def query(self) -> Query:
        """What the service is asked for."""
        return self._query

    @property
    def query_error(self) -> str:
        """Why the query that was wished last is not asked, in words."""
        return self._query_error

    @property
    def total(self) -> int | None:
        """How many jobs the query has, as the service says."""
        return self._total

    @property
    def warning(self) -> str:
        """What is odd about the list, in words."""
        return self._warning

    def rows(self) -> list[JobRow]:
        """All that are listed, filtered or not."""
        rows = (self.table.record(row_id) for row_id in self._row_ids.values())
        return [row for row in rows if row is not None]

    def row(self, job_id: str | None) -> JobRow | None:
        """What is known of this job, listed or not."""
        row_id = self._row_ids.get(job_id or "")
        return self._outside.get(job_id or "") if row_id is None else self.table.record(row_id)

    def row_id(self, job_id: str) -> int | None:
        """Of a job that is listed."""
        return self._row_ids.get(job_id)

    @property
    def chosen(self) -> str | None:
        """The job that the page is about."""
        return self._chosen

    def choose(self, job_id: str | None) -> None:
        """Be about this job from now on."""
        if job_id != self._chosen:
            self._chosen = job_id
            self.chosen_changed.emit(job_id)

    # asking

    def start(self) -> None:
        """Ask from now on."""
        self._rounds.start()

    def refresh(self) -> None:
        """Read all of it now."""
        self._rounds_to_full = 0
        self._rounds.refresh()

    def hurry(self) -> None:
        """Something was done: there may be news soon."""
        self._rounds.refresh()

    def filter(self, wanted: JobFilter) -> None:
        """List what fits *wanted*; what cannot be asked for changes nothing, see `query_error`."""
        try:
            self.use(wanted.query())
        except APIError as error:
            self._query_error = error.message
            self.query_changed.emit()

    def use(self, query: Query) -> None:
        """List what *query* looks for."""
        self._query_error, self._warning, self._total = "", "", None
        if query != self._query:
            self._query = query
            for row in self.rows():
                self._outside[row.id] = row
            self._row_ids.clear()
            self.table.clear()
        self.query_changed.emit()
        self.refresh()

    def take(self, job: Job) -> None:
        """The service answered with this job; it is new, or another than it was."""
        self._show(self._made(job), is_listed=job.id not in self._outside)

    def note(self, job_id: str, words: str, tone: str = "") -> None:
        """Say in the job's own row what became of what was done to it."""
        row = self.row(job_id)
        if row is not None:
            made = msgspec.structs.replace(row, note=words, note_tone=tone)
            self._show(made, is_listed=job_id in self._row_ids)

    def mark_gone(self, job_id: str, words: str = GONE) -> None:
        """The service does not know this job any more; it stays in sight until it is forgotten."""
        row = self.row(job_id)
        if row is not None and not row.is_gone:
            made = msgspec.structs.replace(row, is_gone=True, note=words, note_tone="stale")
            self._show(made, is_listed=job_id in self._row_ids)

    def forget_gone(self) -> None:
        """Take those that are gone out of the list."""
        gone = [row.id for row in [*self.rows(), *self._outside.values()] if row.is_gone]
        self._drop(gone)
        for job_id in gone:
            self._outside.pop(job_id, None)
            if self._chosen == job_id:
                self.choose(None)

    @property
    def gone_count(self) -> int:
        return sum(row.is_gone for row in self.rows())

    async def close(self) -> None:
        """Ask no more."""
        await self._tasks.close()
        await self.table.close()

    async def _round(self) -> bool:
        """One round; whether it told anything new."""
        changes, query = self._changes, self._query
        is_full = self._rounds_to_full <= 0
        self._rounds_to_full = FULL_EVERY if is_full else self._rounds_to_full - 1
        try:
            await (self._read_all(query) if is_full else self._look_at_news(query))
        except APIError:
            self._rounds_to_full = 0
            raise
        if await self._names.learn(row.analytic_id for row in self.rows()):
            for row in self.rows():
                named = msgspec.structs.replace(row, analytic=self._names.of(row.analytic_id))
                self._show(named)
        self.looked.emit()
        return changes != self._changes

    async def _read_all(self, query: Query) -> None:
        found: set[str] = set()
        paging = self._client.find_jobs(query)
        async for page in paging:
            self._rounds.answered()
            found |= {job.id for job in page.items}
            self._show_listed(page.items)
        self._set_total(paging.total, paging.warning)
        if paging.end is PagingEnd.COMPLETE:
            listed = (row for row in self.rows() if not row.is_gone)
            await self._look_up([row.id for row in listed if row.id not in found], is_missing=True)
        await self._look_up([row.id for row in self._outside.values() if row.is_active])

    async def _look_at_news(self, query: Query) -> None:
        page = await self._client.query_jobs(query.part(0, PAGE_LIMIT))
        self._rounds.answered()
        self._show_listed(page.items)
        self._set_total(page.total, page.warning)
        fresh = {job.id for job in page.items}
        known = [*self.rows(), *self._outside.values()]
        await self._look_up([row.id for row in known if row.is_active and row.id not in fresh])

    async def _look_up(self, job_ids: Sequence[str], *, is_missing: bool = False) -> None:
        """How these jobs stand, by their ids; one that *is_missing* in the list leaves it if it is
        still there, for then it is not what is asked for any more."""
        if not job_ids:
            return
        left: list[str] = []
        for result in await self._client.batch_get_job_details(job_ids):
            job = reading.job(dict(result.response)) if result.response is not None else None
            if job is not None:
                left.append(job.id)
                self._show(self._made(job), is_listed=job.id in self._row_ids)
            elif isinstance(result.error, NotFoundError):
                self.mark_gone(result.id)
        if is_missing:
            for job_id in left:
                self._outside[job_id] = self._listed(job_id)
            self._drop(left)

    # showing

    def _show_listed(self, jobs: Iterable[Job]) -> None:
        new: list[JobRow] = []
        for job in jobs:
            made = self._made(job)
            self._outside.pop(job.id, None)
            if job.id in self._row_ids:
                self._show(made)
            else:
                new.append(made)
        for row, row_id in zip(new, self.table.append(new), strict=True):
            self._row_ids[row.id] = row_id
        self._changes += len(new)
        for row in new:
            self.job_changed.emit(row.id)

    def _show(self, made: JobRow, *, is_listed: bool = True) -> None:
        before = self.row(made.id)
        if before == made:
            return
        row_id = self._row_ids.get(made.id)
        if not is_listed:
            self._outside[made.id] = made
        elif row_id is None:
            self._row_ids[made.id] = self.table.append([made]).start
        else:
            self.table.update({row_id: made})
        self._changes += 1
        self.job_changed.emit(made.id)
        if before is not None and before.is_active and not made.is_active:
            self.ended.emit(made)

    def _made(self, job: Job) -> JobRow:
        """The row of *job*; what was done to it from here stays said, and a page that lacks a field
        does not unsay it."""
        made = row_of(job, analytic=self._names.of(job.analytic_id))
        before = self.row(job.id)
        if before is None:
            return made
        return msgspec.structs.replace(
            made,
            note="" if before.is_gone else before.note,
            note_tone="" if before.is_gone else before.note_tone,
        )

    def _listed(self, job_id: str) -> JobRow:
        row = self.table.record(self._row_ids[job_id])
        assert row is not None
        return row

    def _drop(self, job_ids: Iterable[str]) -> None:
        """Out of the list."""
        row_ids = [self._row_ids.pop(each) for each in list(job_ids) if each in self._row_ids]
        self.table.remove(row_ids)
        self._changes += len(row_ids)

    # the state

    def _set_total(self, total: int | None, warning: str) -> None:
        if (total, warning) != (self._total, self._warning):
            self._total, self._warning = total, warning
            self.query_changed.emit()

    def _judged(self, state: LoadState, is_other: bool) -> None:
        if is_other:
            self.state_changed.emit(state)
        self.truth_changed.emit(self.truth)

    def _under_way(self) -> str:
        count = sum(row.is_active for row in self.rows())
        return f"{count} under way" if count else ""
