"""The jobs board: what the service lists for a query, looked at in rounds.

Most rounds ask for the newest page, and for the jobs that are under way; every few rounds all pages
are read, and what is missing then is looked for by its id.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.feed import Clocks
from facespace_desk.modelkit.rounds import LEAST_S, MOST_S
from facespace_desk.modelkit.tasks import Report
from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.model.analytic_names import AnalyticNames
from facespace_desk.voxel51.model.job_columns import job_columns, row_of
from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.model.served import ServedList
from facespace_desk.voxel51.paging import PagingEnd
from facespace_desk.voxel51.query import PAGE_LIMIT, Query, Subject
from facespace_desk.voxel51.records import Job, JobState

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

FULL_EVERY: Final = 6  # rounds
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


class JobBoard(ServedList[JobRow]):
    """Signals, besides those of the list:

    ended(JobRow): a job that was under way is complete, has failed or is gone.
    """

    ended = Signal(object)

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
        super().__init__(
            "Voxel51's jobs",
            job_columns(display),
            JobFilter().query(),
            display,
            least_s=least_s,
            most_s=most_s,
            clocks=clocks,
            report=report,
            parent=parent,
        )
        self._client = client
        self._names = AnalyticNames(client)
        self._rounds_to_full = 0

    def refresh(self) -> None:
        self._rounds_to_full = 0
        super().refresh()

    def filter(self, wanted: JobFilter) -> None:
        """List what fits *wanted*; what cannot be asked for changes nothing, see `query_error`."""
        try:
            self.use(wanted.query())
        except APIError as error:
            self._refuse(error.message)

    def take(self, job: Job) -> None:
        """The service answered with this job; it is new, or another than it was."""
        self._show(self._made(job), job.id not in self._outside)

    async def _round(self) -> bool:
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
            self._show_listed(self._made(job) for job in page.items)
        self._set_total(paging.total, paging.warning)
        if paging.end is PagingEnd.COMPLETE:
            listed = (row for row in self.rows() if not row.is_gone)
            there = await self._look_up([row.id for row in listed if row.id not in found])
            self._put_outside(there)
        await self._look_up([row.id for row in self._outside.values() if row.is_active])

    async def _look_at_news(self, query: Query) -> None:
        page = await self._client.query_jobs(query.part(0, PAGE_LIMIT))
        self._rounds.answered()
        self._show_listed(self._made(job) for job in page.items)
        self._set_total(page.total, page.warning)
        fresh = {job.id for job in page.items}
        known = [*self.rows(), *self._outside.values()]
        await self._look_up([row.id for row in known if row.is_active and row.id not in fresh])

    async def _look_up(self, job_ids: Sequence[str]) -> list[str]:
        """How these jobs stand, by their ids; those that are there."""
        if not job_ids:
            return []
        there: list[str] = []
        for result in await self._client.batch_get_job_details(job_ids):
            job = reading.job(dict(result.response)) if result.response is not None else None
            if job is not None:
                there.append(job.id)
                self._show(self._made(job), job.id in self._row_ids)
            elif isinstance(result.error, NotFoundError):
                self.mark_gone(result.id)
        return there

    def _show(self, made: JobRow, is_listed: bool = True) -> None:
        before = self.row(made.id)
        super()._show(made, is_listed)
        if before is not None and before.is_active and not made.is_active:
            self.ended.emit(made)

    def _made(self, job: Job) -> JobRow:
        """The row of *job*, with what was done to it from here."""
        return self._noted(row_of(job, analytic=self._names.of(job.analytic_id)))

    def _under_way(self) -> str:
        count = sum(row.is_active for row in self.rows())
        return f"{count} under way" if count else ""
