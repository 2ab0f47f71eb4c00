"""What all users of an application have: its data or its jobs, whoever they belong to. To look at
only: what is done to them is done for one user."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.catalogue_columns import moment_ms
from facespace_desk.voxel51.query import SEARCHABLE, Query, Subject
from facespace_desk.voxel51.records import DataItem, Job, Page

if TYPE_CHECKING:
    from datetime import datetime

    from facespace_desk.voxel51.application import ApplicationClient
    from facespace_desk.voxel51.paging import Paging

AT_ONCE: Final = 500  # records; more when asked for
_OWNERS: Final = ("username", "user", "user_id")  # of these one may name whose it is; none may


class EverybodysRow(msgspec.Struct, frozen=True, kw_only=True):
    """One data item or job; `owner` is whose it is, where the service says so."""

    record: DataItem | Job
    owner: str


class EverybodysModel(QObject):
    """Signals:

    state_changed(LoadState): how the answer to the last question stands.
    refused(str): the question cannot be asked, in words; nothing was sent.
    """

    state_changed = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        client: ApplicationClient,
        subject: Subject,
        display: Display,
        *,
        analytic_name: Callable[[str | None], str],
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*subject* is DATA or JOBS; *analytic_name* says what the analytic of an id is called."""
        super().__init__(parent)
        self._client = client
        self._subject = subject
        self._tasks = TaskScope(f"Voxel51 {subject.value} of all users", report)
        self._state = LoadState.off()
        self._query = Query(subject=subject, sort="upload_date")
        self._rows: list[EverybodysRow] = []
        self._most = AT_ONCE
        self.has_more = False
        self.total: int | None = None
        is_data = subject is Subject.DATA
        columns = _data_columns(display) if is_data else _job_columns(display, analytic_name)
        self.table: RecordTableModel[EverybodysRow] = RecordTableModel(
            columns, newest_first=False, display=display, parent=self
        )

    @property
    def state(self) -> LoadState:
        return self._state

    @property
    def subject(self) -> Subject:
        return self._subject

    @property
    def query(self) -> Query:
        """What was asked last."""
        return self._query

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in which the service looks."""
        return SEARCHABLE[self._subject]

    def question(self, text: str, field: str | None) -> Query:
        """What is asked for *text* in *field*, or in any. Raises APIError: it cannot be asked."""
        query = Query(subject=self._subject, sort="upload_date")
        found = query.where(field, text.strip()) if text.strip() else query
        found.check()
        return found

    def ask(self, text: str = "", field: str | None = None) -> None:
        """Look for *text*, or for everything."""
        try:
            query = self.question(text, field)
        except APIError as error:
            self.refused.emit(error.message)
            return
        self._query, self._most = query, AT_ONCE
        self._start()

    def ask_again(self) -> None:
        """The same question once more."""
        self._start()

    def ask_for_more(self) -> None:
        """Read further."""
        self._most += AT_ONCE
        self._start()

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    def _start(self) -> None:
        self._tasks.start(self._read(self._query), name="read", replacing="read")

    async def _read(self, query: Query) -> None:
        self._set_state(LoadState.loading("Asking", updated_ms=self._state.updated_ms))
        rows: list[EverybodysRow] = []
        unread, paging = 0, self._paging(query)
        self.has_more = False
        try:
            async for page in paging:
                rows += [EverybodysRow(record=each, owner=owner_of(each)) for each in page.items]
                unread += page.unread
                if len(rows) >= self._most:
                    self.has_more = _has_more(page, rows, paging.total)
                    break
        except APIError as error:
            self._set_state(LoadState.failed(error, updated_ms=self._state.updated_ms))
            return
        self.total = paging.total
        self.table.synchronise(rows, key=lambda row: row.record.id)
        words = [f"{unread} could not be read"] if unread else []
        words += [paging.warning] if paging.warning else []
        self._set_state(LoadState.live(wall_ms(), "; ".join(words)))

    def _paging(self, query: Query) -> Paging[Any]:
        if self._subject is Subject.DATA:
            return self._client.find_application_data(query)
        return self._client.find_application_jobs(query)

    def _set_state(self, state: LoadState) -> None:
        self._state = state
        self.state_changed.emit(state)


def owner_of(record: DataItem | Job) -> str:
    """Whose it is, or "" where the service does not say."""
    found = (record.extra.get(name) for name in _OWNERS)
    return next((each for each in found if isinstance(each, str)), "")


def _has_more(page: Page[Any], rows: list[EverybodysRow], total: int | None) -> bool:
    return len(rows) < total if total is not None else page.received > 0


def _time(display: Display, moment: datetime | None) -> str:
    at_ms = moment_ms(moment)
    return EMPTY if at_ms is None else display.time_text(at_ms)


def _common(display: Display) -> tuple[Column[EverybodysRow], ...]:
    return (
        Column("name", "Name", lambda row: row.record.name or EMPTY, hideable=False, width=220),
        Column("owner", "User", lambda row: row.owner or EMPTY, width=120),
        Column(
            "uploaded",
            "Uploaded",
            lambda row: _time(display, row.record.upload_date),
            moment_ms=lambda row: moment_ms(row.record.upload_date),
            newest_first=True,
            mono=True,
            width=170,
        ),
        Column(
            "expires",
            "Expires",
            lambda row: _time(display, row.record.expiration_date),
            moment_ms=lambda row: moment_ms(row.record.expiration_date),
            mono=True,
            width=170,
        ),
        Column("id", "ID", lambda row: row.record.id, mono=True, width=200),
    )


def _data_columns(display: Display) -> tuple[Column[EverybodysRow], ...]:
    name, owner, *rest = _common(display)
    return (
        name,
        owner,
        Column("type", "Type", lambda row: _data(row).type or EMPTY, width=110),
        Column(
            "size",
            "Size",
            lambda row: _size(_data(row).size),
            number=lambda row: _data(row).size,
            align="right",
            width=90,
        ),
        *rest,
    )


def _job_columns(
    display: Display, analytic_name: Callable[[str | None], str]
) -> tuple[Column[EverybodysRow], ...]:
    name, owner, *rest = _common(display)
    return (
        name,
        owner,
        Column("state", "State", lambda row: _job(row).state or EMPTY, width=110),
        Column("failure", "Failure", lambda row: _failure(_job(row)), width=90),
        Column("analytic", "Analytic", lambda row: analytic_name(_job(row).analytic_id), width=190),
        *rest,
    )


def _data(row: EverybodysRow) -> DataItem:
    assert isinstance(row.record, DataItem)
    return row.record


def _job(row: EverybodysRow) -> Job:
    assert isinstance(row.record, Job)
    return row.record


def _size(size: int | None) -> str:
    return EMPTY if size is None or size < 0 else size_text(size)  # wire 9: it may be negative


def _failure(job: Job) -> str:
    return job.failure_type if job.has_failed and job.failure_type else ""
