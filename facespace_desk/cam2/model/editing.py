"""Adding and editing one camera: draft, duplicates, difference, write. Nothing is written that was
not shown first."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import Any, Final, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.model.drafts import Draft, read_draft
from facespace_desk.cam2.model.written import WriteHistory, Written
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.writing import WritePlan
from facespace_desk.language import tr
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind

# After these the request may have arrived all the same.
UNSURE: Final = frozenset(
    {
        ErrorKind.TIMED_OUT,
        ErrorKind.UNREACHABLE,
        ErrorKind.SERVER_TROUBLE,
        ErrorKind.NOT_THIS_PROTOCOL,
        ErrorKind.TOO_LARGE,
    }
)


class TakesCameras(Protocol):
    """Where a camera goes that was read anew."""

    def put(self, cameras: tuple[Camera, ...], /) -> object: ...


class Editor(QObject):
    """One camera being added (*camera* None) or edited.

    Signals:
        busy_changed(str): what is under way in words; empty when nothing is.
        matches_found(tuple of Camera): such a camera exists already; `plan_anyway` goes on.
        planned(WritePlan): what would be written; `write` does it.
        written(Written): it is done.
        failed(Cam2Error, bool): it did not work; True: it may have been written all the same.
    """

    busy_changed = Signal(str)
    matches_found = Signal(object)
    planned = Signal(object)
    written = Signal(object)
    failed = Signal(object, bool)

    def __init__(
        self,
        client: Cam2Client,
        history: WriteHistory,
        cameras: TakesCameras,
        camera: Camera | None = None,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._history = history
        self._cameras = cameras
        self.camera = camera
        self._draft: Draft | None = None
        self._undoes: Written | None = None
        self._tasks = TaskScope("camera editor", report)

    def read(self, camera_type: str, texts: Mapping[str, str]) -> Draft:
        """What the form says; see `Draft`."""
        return read_draft(camera_type, texts, self.camera)

    def plan(self, draft: Draft) -> None:
        """Find out what writing *draft* would do; before an addition, look for the same camera."""
        self._draft = draft
        self._start(self._plan(draft, looks_for_same=self.camera is None))

    def plan_anyway(self) -> None:
        """Plan the addition although such a camera exists."""
        assert self._draft is not None
        self._start(self._plan(self._draft, looks_for_same=False))

    def plan_undo(self, entry: Written) -> None:
        """Find out what putting back *entry* would do."""
        self._undoes = entry
        self._start(self._plan_undo(entry))

    def write(self, plan: WritePlan, note: str = "") -> None:
        """**Writes** what was planned."""
        self._start(self._write(plan, note), is_write=True)

    def cancel(self) -> None:
        """Stop what is under way."""
        self._tasks.cancel("step")

    async def close(self) -> None:
        await self._tasks.close()

    def _start(self, step: Coroutine[Any, Any, None], *, is_write: bool = False) -> None:
        self._tasks.start(self._guard(step, is_write), name="step", replacing="step")

    async def _guard(self, step: Coroutine[Any, Any, None], is_write: bool) -> None:
        try:
            await step
        except Cam2Error as error:
            self.failed.emit(error, is_write and error.kind in UNSURE)
        finally:
            self.busy_changed.emit("")

    async def _plan(self, draft: Draft, *, looks_for_same: bool) -> None:
        if self.camera is not None:
            self.busy_changed.emit(tr("Reading the camera as it is now"))
            known = self.camera
            plan = await self._client.plan_update(known.camera_id, draft.values, known=known)
            self.planned.emit(plan)
            return
        if looks_for_same:
            self.busy_changed.emit(tr("Looking for the same camera in the database"))
            found = await self._client.exists(draft.type, **draft.retrieval)
            if found:
                self.matches_found.emit(found)
                return
        self.planned.emit(self._client.plan_add(draft.values))

    async def _plan_undo(self, entry: Written) -> None:
        self.busy_changed.emit(tr("Reading the camera as it is now"))
        self.planned.emit(await self._client.plan_undo(entry.plan))

    async def _write(self, plan: WritePlan, note: str) -> None:
        self.busy_changed.emit(tr("Writing"))
        camera_id = await self._client.write(plan)
        entry = self._history.add(camera_id, plan, note, undoes=self._undoes)
        self.busy_changed.emit(tr("Reading what is there now"))
        try:
            camera = await self._client.camera(camera_id)
        except Cam2Error:
            # It was written; what is shown until the next look is what was sent.
            camera = msgspec.structs.replace(plan.after, camera_id=camera_id)
        self.camera = camera
        self._cameras.put((camera,))
        self.written.emit(entry)
