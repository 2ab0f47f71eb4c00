"""Outputs of jobs that go to a folder of this computer: when the operator asks, or by themselves
when a job is complete. The queue of transfers carries them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import NewTransfer
from facespace_desk.voxel51.carrying import download_facts
from facespace_desk.voxel51.downloads import Wanted, safe_name
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.job_states import PAST, Act, JobRow, why_not
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.records import SERVICE_ID

if TYPE_CHECKING:
    from facespace_desk.store.store import Store
    from facespace_desk.transfers.profile_queue import ProfileQueue
    from facespace_desk.voxel51.client import VoxelClient

KIND: Final = "voxel51.fetch"


class FetchRules(msgspec.Struct, frozen=True):
    """Where outputs go, "" while nobody has chosen; and whether all of them go there by themselves
    when their job is complete. `wanted` are jobs whose output does so in any case."""

    folder: str = ""
    by_itself: bool = False
    wanted: tuple[str, ...] = ()


class FetchModel(QObject):
    """Signals:

    offers_changed: jobs that are complete by now, and whose output nobody has fetched yet.
    rules_changed: where outputs go, and when.
    told(str, str): something for a short note, and its tone.
    """

    offers_changed = Signal()
    rules_changed = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        client: VoxelClient,
        board: JobBoard,
        queue: ProfileQueue,
        *,
        store: Store,
        profile: str,
        scope: str,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*scope* is the name under which the store keeps this user's rules."""
        super().__init__(parent)
        self._client = client
        self._board = board
        self._queue = queue
        self._store = store
        self._profile = profile
        self._scope = scope
        self._tasks = TaskScope("Voxel51 outputs to fetch", report)
        self._writes = TaskScope("Voxel51 rules of outputs", report)
        self._rules = FetchRules()
        self._offers: dict[str, JobRow] = {}
        board.ended.connect(self._ended)

    @property
    def rules(self) -> FetchRules:
        return self._rules

    @property
    def offers(self) -> Sequence[JobRow]:
        """The latest last."""
        return tuple(self._offers.values())

    async def load(self) -> None:
        """Read what is remembered. Raises StoreTrouble."""
        for document in await self._store.views.list(self._profile, KIND):
            if document.name == self._scope:
                self._rules = _read(document.json)
        self.rules_changed.emit()

    def set_rules(self, *, folder: str | None = None, by_itself: bool | None = None) -> None:
        """Remember these from now on."""
        rules = self._rules
        folder = rules.folder if folder is None else folder
        by_itself = rules.by_itself if by_itself is None else by_itself
        self._keep(msgspec.structs.replace(rules, folder=folder, by_itself=by_itself))

    def fetch_when_done(self, job_id: str) -> None:
        """Fetch the output of this job when it is complete, whatever holds for others."""
        wanted = (*self._rules.wanted, job_id)
        self._keep(msgspec.structs.replace(self._rules, wanted=wanted))

    def dismiss(self) -> None:
        """Do not offer these outputs any more."""
        self._offers.clear()
        self.offers_changed.emit()

    def fetch(self, job_ids: Sequence[str], folder: str | None = None) -> None:
        """Put the outputs of these jobs on the list of transfers, to *folder* or where they go."""
        target = folder or self._rules.folder
        assert target, "somebody has to choose a folder first"
        rows = [row for row in map(self._board.row, job_ids) if row is not None]
        good = []
        for row in rows:
            reason = why_not(Act.DOWNLOAD, row)
            if reason:
                self._board.note(row.id, reason, "warn")
            else:
                good.append(row)
        if good:
            self._tasks.start(self._add(good, Path(target)), name="add")
        elif rows:
            self.told.emit(why_not(Act.DOWNLOAD, rows[0]), "warn")

    async def close(self) -> None:
        await self._tasks.close()
        await self._writes.finish()

    async def _add(self, rows: Sequence[JobRow], folder: Path) -> None:
        username = self._client.username
        transfers = []
        for row in rows:
            path = folder / await self._file_name(row)
            transfers.append(
                NewTransfer(
                    service=SERVICE_ID,
                    batch=f"output {username or ''}",
                    batch_title="Outputs" if username is None else f"Outputs of {username}",
                    title=row.title,
                    direction="download",
                    path=str(path),
                    facts=download_facts(username, "output", row.id),
                )
            )
        try:
            await self._queue.add(transfers)
        except StoreTrouble as error:
            self.told.emit(f"The outputs could not be put on the list: {error}", "bad")
            return
        for row in rows:
            self._offers.pop(row.id, None)
            self._board.note(row.id, PAST[Act.DOWNLOAD], "live")
        self.offers_changed.emit()

    async def _file_name(self, row: JobRow) -> str:
        """As the platform has it, made harmless; a name of ours when it says none."""
        wanted = Wanted("output", row.id)
        try:
            job = await self._client.get_job_details(row.id)
        except APIError:
            return safe_name(f"{row.title}.output", wanted)
        return safe_name(job.output_filename, wanted)

    def _ended(self, row: JobRow) -> None:
        is_wanted = row.id in self._rules.wanted
        if is_wanted:
            left = tuple(each for each in self._rules.wanted if each != row.id)
            self._keep(msgspec.structs.replace(self._rules, wanted=left))
        if why_not(Act.DOWNLOAD, row):
            return
        if self._rules.folder and (self._rules.by_itself or is_wanted):
            self.fetch([row.id])
            return
        self._offers[row.id] = row
        self.offers_changed.emit()

    def _keep(self, rules: FetchRules) -> None:
        if rules == self._rules:
            return
        self._rules = rules
        self.rules_changed.emit()
        self._writes.start(self._write(), name="write")

    async def _write(self) -> None:
        text = msgspec.json.encode(self._rules).decode()
        try:
            await self._store.views.put(self._profile, KIND, self._scope, text)
        except StoreTrouble as error:
            self.told.emit(f"Where outputs go could not be kept: {error}", "warn")


def _read(json: str) -> FetchRules:
    try:
        return msgspec.json.decode(json, type=FetchRules)
    except msgspec.DecodeError:
        return FetchRules()
