"""Everything about the chosen job: its record, its request, its data, and what its task says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.model.triage import Finding, triage
from facespace_desk.voxel51.records import DataItem, Job, JobState, JobStatus
from facespace_desk.voxel51.request import DataReference, JobRequest

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient


class UsedData(msgspec.Struct, frozen=True, kw_only=True):
    """Data that the job is about. `item` None: not asked yet, or `is_gone`."""

    field: str  # the input or parameter that it is
    data_id: str
    item: DataItem | None = None
    is_gone: bool = False

    @property
    def words(self) -> str:
        if self.is_gone:
            return f"{self.data_id}: not at the platform any more"
        return self.item.name if self.item is not None and self.item.name else self.data_id


class JobDetail(QObject):
    """Follows the board's chosen job.

    Signals:
        changed: anything of it.
    """

    changed = Signal()

    def __init__(
        self,
        client: VoxelClient,
        board: JobBoard,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._board = board
        self._tasks = TaskScope("Voxel51 job", report)
        self._row: JobRow | None = None
        self._forget()
        board.chosen_changed.connect(self._choose)
        board.row_changed.connect(self._job_changed)
        board.looked.connect(self._looked)

    @property
    def row(self) -> JobRow | None:
        """The job; None while none is chosen."""
        return self._row

    @property
    def job(self) -> Job | None:
        """Its whole record, once it was read."""
        return self._job

    @property
    def status(self) -> JobStatus | None:
        """What its task says; None while it says nothing."""
        return self._status

    @property
    def request(self) -> JobRequest | None:
        """What it was asked to do, once that was read."""
        return self._request

    @property
    def data(self) -> Sequence[UsedData]:
        return self._data

    @property
    def video(self) -> DataItem | None:
        """The first video that it is about, if it is still there."""
        items = (each.item for each in self._data if each.item is not None)
        return next((each for each in items if (each.type or "").startswith("video/")), None)

    @property
    def state(self) -> LoadState:
        """How far the reading of all this is."""
        return self._state

    @property
    def finding(self) -> Finding | None:
        """Why it failed, if it has."""
        if self._row is None:
            return None
        found = triage(self._row, self._status)
        gone = [each for each in self._data if each.is_gone]
        if found is None or not gone:
            return found
        names = ", ".join(each.field for each in gone)
        words = f"The data of {names} is not at the platform any more; send it again first."
        return msgspec.structs.replace(found, to_do=(words, *found.to_do), worth_retrying=False)

    def read_again(self) -> None:
        """Read everything of the job anew."""
        if self._row is not None:
            self._tasks.start(self._read(self._row.id), name="read", replacing="read")

    async def close(self) -> None:
        await self._tasks.close()

    def _forget(self) -> None:
        self._job: Job | None = None
        self._status: JobStatus | None = None
        self._request: JobRequest | None = None
        self._data: tuple[UsedData, ...] = ()
        self._state = LoadState.off()

    def _choose(self, job_id: str | None) -> None:
        self._tasks.cancel("read")
        self._tasks.cancel("status")
        self._forget()
        self._row = self._board.row(job_id)
        self.changed.emit()
        self.read_again()

    def _job_changed(self, job_id: str) -> None:
        if job_id != self._board.chosen:
            return
        before, self._row = self._row, self._board.row(job_id)
        self.changed.emit()
        if before is None or (self._row is not None and self._row.state != before.state):
            self.read_again()

    def _looked(self) -> None:
        """Another round is over; of a job that runs there may be another message."""
        row = self._row
        if row is None or row.state not in (JobState.RUNNING, JobState.SCHEDULED) or row.is_gone:
            return
        if not self._tasks.is_running("read"):
            self._tasks.start(self._read_status(row.id), name="status", replacing="status")

    async def _read(self, job_id: str) -> None:
        self._set_state(LoadState.loading("Reading the job"))
        try:
            self._job = await self._client.get_job_details(job_id)
            self._status = await self._client.get_job_status(job_id)
            self._request = await self._client.get_job_request(job_id)
            self.changed.emit()
            self._data = await self._used(self._request)
        except NotFoundError as error:
            self._board.mark_gone(job_id)
            self._set_state(LoadState.failed(error))
        except APIError as error:
            self._set_state(LoadState.failed(error))
        else:
            self._set_state(LoadState.live())

    async def _read_status(self, job_id: str) -> None:
        try:
            self._status = await self._client.get_job_status(job_id)
        except APIError:
            return  # the board tells how the service stands
        self.changed.emit()

    async def _used(self, request: JobRequest) -> tuple[UsedData, ...]:
        """The data of the request, with their names."""
        used = [
            UsedData(field=name, data_id=value.data_id)
            for name, value in (*request.inputs.items(), *request.parameters.items())
            if isinstance(value, DataReference)
        ]
        if not used:
            return ()
        found: dict[str, UsedData] = {}
        for result in await self._client.batch_get_data_details(request.data_ids):
            item = reading.data_item(dict(result.response)) if result.response else None
            is_gone = isinstance(result.error, NotFoundError)
            found[result.id] = UsedData(field="", data_id=result.id, item=item, is_gone=is_gone)
        return tuple(
            msgspec.structs.replace(found.get(each.data_id, each), field=each.field)
            for each in used
        )

    def _set_state(self, state: LoadState) -> None:
        self._state = state
        self.changed.emit()
