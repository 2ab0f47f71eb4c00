"""The form of one job to be: made of an analytic's document, of another job, or of a template;
filled field by field or as JSON, judged at every change, and handed to the launcher."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ServiceError, explain
from facespace_desk.voxel51.document import AnalyticDocument, Field
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.data_choices import Now, now_utc
from facespace_desk.voxel51.model.job_draft import (
    PARTS,
    JobDraft,
    Key,
    Unread,
    Value,
    begun,
    field_of,
    read_json,
)
from facespace_desk.voxel51.model.job_problems import GENERAL, Spot, problems_of
from facespace_desk.voxel51.model.launching import UNSURE_WORDS, Forbidden, Launch, Launcher
from facespace_desk.voxel51.model.templates import Template
from facespace_desk.voxel51.records import Analytic, Job
from facespace_desk.voxel51.request import JobRequest

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

JSON_BYTES: Final = 1 << 20


class JobFormModel(QObject):
    """One form at a time; see `begin` and `clone`.

    Signals:
        opened: it is the form of another job, or its document came.
        state_changed(LoadState): how the reading of what it is made of stands.
        changed: something in it is another, as are its problems.
        launched(Job, bool): the job was made; True: its output is to be fetched when it is done.
    """

    opened = Signal()
    state_changed = Signal(object)
    changed = Signal()
    launched = Signal(object, bool)

    def __init__(
        self,
        client: VoxelClient,
        launcher: Launcher,
        *,
        now: Now = now_utc,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self.launcher = launcher
        self.now = now
        self._tasks = TaskScope("Voxel51 job form", report)
        self._again: Callable[[], Coroutine[Any, Any, None]] | None = None
        self.state = LoadState.off()
        self.document: AnalyticDocument | None = None
        self.draft: JobDraft | None = None
        self.origin = ""  # what it was filled from, in words
        self.json_text = ""
        self.json_error = ""
        self.failure = ""  # why the job was not made, in words
        self.is_sending = False
        self.problems: dict[Spot, str] = {}
        self._named = ("", "")  # the analytic that the document is of, and its version
        self._touched: set[Key] = set()
        self._was_tried = False

    # what it is made of

    def begin(self, analytic: Analytic, document: AnalyticDocument | None = None) -> None:
        """An empty form of this analytic; *document* is its, if it was read before."""
        self._open(None, "")
        draft = JobDraft(request=JobRequest(analytic=analytic.name, version=analytic.version))
        self._start(lambda: self._begin(analytic.id, draft.request, document))

    def clone(self, job: Job) -> None:
        """A form filled as that of *job*, to be changed."""
        self._open(None, f"Filled from the job “{job.name}”")
        self._start(lambda: self._clone(job))

    def retry(self) -> None:
        """Read again what could not be read."""
        if self._again is not None:
            self._start(self._again)

    def apply(self, template: Template) -> None:
        """Fill in what *template* says; its data is used where the form has none."""
        draft = self.draft
        if draft is None:
            return
        self.origin = f"Filled from the template “{template.name}”"
        self._take(template.filled(draft))

    # what the operator types

    def value(self, key: Key) -> Value:
        return msgspec.UNSET if self.draft is None else self.draft.value(key)

    def unread(self, key: Key) -> Unread | None:
        """What stands in a field and cannot be read."""
        return None if self.draft is None else self.draft.typed.get(key)

    def field(self, key: Key) -> Field | None:
        return None if self.document is None else field_of(self.document, key)

    def set_text(self, key: Key, text: str) -> None:
        """Take what was typed into a field."""
        field = self.field(key)
        if self.draft is not None and field is not None:
            self._touched.add(key)
            self._take(self.draft.with_text(key, field, text))

    def set_value(self, key: Key, value: Value) -> None:
        """Take a value that was chosen; UNSET leaves the field out."""
        if self.draft is not None:
            self._touched.add(key)
            self._take(self.draft.with_value(key, value))

    def set_compute_mode(self, mode: str | None) -> None:
        """None leaves it to the platform, and says nothing."""
        if self.draft is not None:
            request = msgspec.structs.replace(self.draft.request, compute_mode=mode)
            self._take(self.draft.with_request(request))

    def set_about(self, **about: str | int | bool) -> None:
        """What is said about the job: `name`, `auto_start`, `keep_days`, `fetch_when_done`."""
        if self.draft is not None:
            self._take(msgspec.structs.replace(self.draft, **about))

    def set_json(self, text: str) -> None:
        """Take the request as JSON; what cannot be read changes nothing but the complaint."""
        if self.draft is None or text == self.json_text:
            return
        self.json_text = text
        try:
            request = _request_of(text)
        except ValueError as error:
            self.json_error = str(error)
        except ServiceError as error:
            self.json_error = error.message
        else:
            self.json_error = ""
            self.draft = self.draft.with_request(request)
        self._judge()

    def drop_json(self) -> None:
        """Forget JSON that cannot be read: the fields hold what was read last."""
        if self.draft is not None:
            self._take(self.draft)

    # the job

    def words(self, spot: Spot) -> str:
        """What to say at this place: that something is missing not before it was tried."""
        words = self.problems.get(spot, "")
        is_missing = spot[1] and self._is_empty(spot)
        return "" if is_missing and not self._was_tried and spot not in self._touched else words

    @property
    def missing(self) -> list[str]:
        """The names of the fields that still have to be filled."""
        return [spot[1] for spot in self.problems if spot[1] and self._is_empty(spot)]

    def launch(self) -> None:
        """**Make the job**, unless something is wrong with the form or one is being made."""
        if self.draft is None or self.is_sending:
            return
        self._was_tried = True
        self._judge()
        if not self.problems:
            self.is_sending, self.failure = True, ""
            self.changed.emit()
            self._tasks.start(self._launch(self.draft), name="launch")

    async def close(self) -> None:
        await self._tasks.close()

    # reading

    def _open(self, draft: JobDraft | None, origin: str) -> None:
        self._tasks.cancel("read")
        self.document, self.draft, self.origin = None, draft, origin
        self.json_text = self.json_error = self.failure = ""
        self.problems = {}
        self._touched, self._was_tried = set(), False
        self.opened.emit()

    def _start(self, read: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._again = read
        self._set_state(LoadState.loading("Reading the document"))
        self._tasks.start(self._read(read), name="read", replacing="read")

    async def _read(self, read: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await read()
        except ServiceError as error:
            self._set_state(LoadState.failed(error))
        else:
            self._set_state(LoadState.live())
        self._judge()
        self.opened.emit()

    async def _begin(
        self, analytic_id: str, request: JobRequest, document: AnalyticDocument | None
    ) -> None:
        self._named = (request.analytic, request.version or "")
        found = document or await self._client.get_analytic_doc(analytic_id)
        self.document = found
        self.draft = begun(request.analytic, request.version, found)
        self._write_json()

    async def _clone(self, job: Job) -> None:
        request = await self._client.get_job_request(job.id)
        self._named = (request.analytic, request.version or "")
        self.draft = JobDraft(
            request=request, name=f"{job.name} (again)", auto_start=job.auto_start is not False
        )
        self._write_json()  # it can be sent as it is, also when the document cannot be read
        analytic_id = job.analytic_id or await self._client.get_analytic_id(
            request.analytic, request.version
        )
        self.document = await self._client.get_analytic_doc(analytic_id)

    def _set_state(self, state: LoadState) -> None:
        self.state = state.after(self.state)
        self.state_changed.emit(self.state)

    # changes

    def _take(self, draft: JobDraft) -> None:
        self.draft = draft
        self._write_json()
        self._judge()

    def _write_json(self) -> None:
        assert self.draft is not None
        self.json_text, self.json_error = self.draft.request.to_json(indent=2), ""

    def _judge(self) -> None:
        draft = self.draft
        if draft is not None:
            self.problems = problems_of(draft, self.document, self._named, self.launcher)
            if self.json_error:
                self.problems = {GENERAL: self.json_error, **self.problems}
        self.changed.emit()

    def _is_empty(self, spot: Spot) -> bool:
        """Whether this is a field in which nothing stands."""
        if self.draft is None or spot[0] not in PARTS:
            return False
        key = cast("Key", spot)
        return self.draft.value(key) is msgspec.UNSET and key not in self.draft.typed

    # sending

    async def _launch(self, draft: JobDraft) -> None:
        ends = draft.ends(self.now())
        launch = Launch(
            request=draft.request, name=draft.name.strip(), auto_start=draft.auto_start, ends=ends
        )
        try:
            job = await self.launcher.launch(launch)
        except APIError as error:
            self.failure = _failure_words(error)
            return
        finally:
            self.is_sending = False
            self.changed.emit()
        self.launched.emit(job, draft.fetch_when_done)


def _request_of(text: str) -> JobRequest:
    """Raises ValueError, or ServiceError about a reference."""
    if len(text) > JSON_BYTES:
        raise ValueError("This is too long for a request.")
    found = read_json(text)
    if not isinstance(found, dict):
        raise ValueError('A request is an object: {"analytic": …}.')
    request = JobRequest.from_json(text)
    sent = read_json(request.to_json())
    for name, value in found.items():
        if value and value != sent.get(name):  # nothing is left out in silence
            raise ValueError(f"What “{name}” says here has no place in a request.")
    return request


def _failure_words(error: APIError) -> str:
    if isinstance(error, Forbidden):
        return error.message
    if error.is_uncertain:
        return f"{explain(error).happened} {UNSURE_WORDS}"
    told = explain(error)
    return f"{told.happened} {told.cause}"
