"""The request console: what is typed, what came back, and what was asked before (E11)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.console import ConsoleAnswer, ConsoleRequest, Pairs
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.model.access import Access
from facespace_desk.amigocloud.model.history import Asked, History
from facespace_desk.amigocloud.model.words import NOTHING, STOPPED, failure_words
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.http import SAFE_METHODS
from facespace_desk.net.redaction import redact

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient
    from facespace_desk.store.store import Store

KIND: Final = "amigocloud.console"
TEXT_LENGTH: Final = 2_000_000  # characters of a body; more stalls a text field
JSON_TYPE: Final = "application/json"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is typed. `params` has "name=value" lines, `headers` "name: value" lines."""

    method: str = "GET"
    address: str = "me"
    params: str = ""
    headers: str = ""
    body: str = ""
    content_type: str = JSON_TYPE

    @property
    def changes(self) -> bool:
        """Whether it may change something at the service."""
        return self.method.upper() not in SAFE_METHODS


class AskedRequest(Asked, frozen=True, kw_only=True):
    """A request that was sent, without secrets; `outcome` says what came of it."""

    draft: Draft
    outcome: str = ""


class NoDraft(ValueError):
    """What is typed cannot be a request, and in which field: "params" or "headers"."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words


class ConsoleModel(QObject):
    """One request at a time.

    Signals:
        changed: draft, answer or error are other ones.
        confirm_wanted(str): this request may change something: show it, and `confirm` or `decline`.
    """

    changed = Signal()
    confirm_wanted = Signal(str)

    def __init__(
        self,
        client: AmigoCloudClient,
        access: Access,
        store: Store,
        profile: str,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._access = access
        self._tasks = TaskScope("AmigoCloud console", report)
        self._pending: Draft | None = None
        self.history: History[AskedRequest] = History(
            store, profile, KIND, AskedRequest, report=report, parent=self
        )
        self.draft = Draft()
        self.answer: ConsoleAnswer | None = None
        self.body = ""  # of the answer, as it may be shown
        self.error = ""
        self.error_field = ""  # where it belongs: "params", "headers", or empty
        self.is_sending = False

    @property
    def origin(self) -> str:
        """The only server that requests go to."""
        return self._client.base_url.origin

    # what the operator does

    def type(self, draft: Draft) -> None:
        """Hold what is typed; it stays whatever becomes of it."""
        if draft != self.draft:
            self.draft = draft
            self.changed.emit()

    def take_up(self, at_ms: int) -> None:
        """Type what was asked before."""
        if (entry := self.history.entry(at_ms)) is not None:
            self.error = self.error_field = ""
            self.type(entry.draft)

    def send(self) -> None:
        """Send what is typed; what may change something only after `confirm`."""
        if self.is_sending:
            return
        self.error = self.error_field = ""
        self._pending = None
        draft = self.draft
        try:
            request = request_of(draft)
            shown = self._shown(request)
        except NoDraft as error:
            self._fail(error.words, error.field)
        except AmigoCloudError as error:
            self._fail(failure_words(error))
        else:
            if not draft.changes:
                self._begin(draft)
            elif why := self._access.why_no_change():
                self._fail(tr("Nothing was sent. {why}", why=why))
            else:
                self._pending = draft
                self.changed.emit()
                self.confirm_wanted.emit(shown)

    def confirm(self) -> None:
        """Send the request that was shown, and exactly that."""
        pending, self._pending = self._pending, None
        if pending is not None and not self.is_sending:
            self._begin(pending)

    def decline(self) -> None:
        """Send nothing; the request stays in the fields."""
        self._pending = None
        self.changed.emit()

    def stop(self) -> None:
        """Wait for the answer no longer. What was sent may have been done all the same."""
        if self.is_sending:
            self._tasks.cancel("send")

    def as_curl(self) -> str:
        """What is typed, for a shell, without secrets; empty when it cannot be, see `error`."""
        return self._copied(is_curl=True)

    def as_python(self) -> str:
        """The same for Python."""
        return self._copied(is_curl=False)

    async def close(self) -> None:
        await self._tasks.close()
        await self.history.close()

    # sending

    def _begin(self, draft: Draft) -> None:
        self.is_sending = True
        self._tasks.start(self._send(draft), name="send")
        self.changed.emit()

    async def _send(self, draft: Draft) -> None:
        noted = AskedRequest(at_ms=self.history.moment(), draft=self._bare(draft))
        self.history.put(noted)
        outcome = STOPPED
        try:
            answer = await self._client.console.send(request_of(draft))
            body = await asyncio.to_thread(_readable, answer)
        except AmigoCloudError as error:
            self.error = failure_words(error)
            outcome = NOTHING
            if error.status is not None:
                outcome = tr("status {status}", status=error.status)
        except asyncio.CancelledError:
            self.error = tr("Stopped before an answer came.")
            if draft.changes:
                self.error = tr(
                    "Stopped before an answer came. Whether the service has done it is not known."
                )
            raise
        else:
            self.answer, self.body = answer, body
            outcome = f"{answer.status} {answer.reason}".strip()
        finally:
            self.is_sending = False
            kept = self.history.entry(noted.at_ms) or noted
            self.history.put(msgspec.structs.replace(kept, outcome=outcome))
            self.changed.emit()

    def _shown(self, request: ConsoleRequest) -> str:
        """Method, address and body as they would be sent, for eyes. Raises AmigoCloudError."""
        self._client.console.as_curl(request)  # whatever is wrong with it is said now
        lines = [f"{request.method.upper()} {self._client.masked(request.address)}"]
        lines += [f"{name} = {text}" for name, text in request.params]
        lines += [redact(f"{name}: {text}") for name, text in request.headers]
        if request.body:
            lines += ["", request.body]
        return self._client.masked("\n".join(lines))

    def _bare(self, draft: Draft) -> Draft:
        """*draft* without secrets, as the history keeps it."""
        masked = self._client.masked
        return msgspec.structs.replace(
            draft,
            address=masked(draft.address),
            params=masked("\n".join(redact(line) for line in draft.params.splitlines())),
            headers=masked("\n".join(redact(line) for line in draft.headers.splitlines())),
            body=masked(draft.body),
        )

    def _copied(self, *, is_curl: bool) -> str:
        self.error = self.error_field = ""
        console = self._client.console
        try:
            request = request_of(self.draft)
            text = console.as_curl(request) if is_curl else console.as_python(request)
        except NoDraft as error:
            self._fail(error.words, error.field)
        except AmigoCloudError as error:
            self._fail(failure_words(error))
        else:
            self.changed.emit()
            return text
        return ""

    def _fail(self, words: str, field: str = "") -> None:
        self.error, self.error_field = words, field
        self.changed.emit()


def request_of(draft: Draft) -> ConsoleRequest:
    """The request that is typed. Raises NoDraft."""
    return ConsoleRequest(
        method=draft.method,
        address=draft.address,
        params=_pairs(draft.params, "=", "params", tr("A parameter is a line such as limit=5.")),
        headers=_pairs(
            draft.headers, ":", "headers", tr("A header is a line such as Accept: */*.")
        ),
        body=draft.body,
        content_type=draft.content_type.strip(),
    )


def _pairs(text: str, mark: str, field: str, words: str) -> Pairs:
    """The lines of *text* as names and values; empty ones are left out."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        name, middle, value = line.partition(mark)
        if not middle or not name.strip():
            raise NoDraft(field, words)
        found.append((name.strip(), value.strip()))
    return tuple(found)


def _readable(answer: ConsoleAnswer) -> str:
    """The body as a person reads it: JSON with line breaks, and not without end."""
    text = answer.text
    if answer.is_json and len(text) <= TEXT_LENGTH:
        text = msgspec.json.format(text, indent=2)
    if len(text) > TEXT_LENGTH:
        rest = len(text) - TEXT_LENGTH
        words = tr_n("… {n:,} characters more", "… {n:,} character more", rest)
        return f"{text[:TEXT_LENGTH]}\n{words}"
    return text
