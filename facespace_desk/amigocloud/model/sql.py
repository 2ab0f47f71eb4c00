"""A query and its answer. What only reads is sent at once; anything else is shown first, and sent
when somebody says so, if the profile allows it at all (wire/amigocloud.md AC-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud import sql as queries
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.model.access import Access
from facespace_desk.amigocloud.model.history import Asked, History
from facespace_desk.amigocloud.model.rows import AnswerRows
from facespace_desk.amigocloud.model.words import (
    DONE,
    FAILED,
    STOPPED,
    failure_words,
    is_about_request,
)
from facespace_desk.amigocloud.records import Project, SqlPage
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.tasks import Report, TaskScope

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient
    from facespace_desk.store.store import Store

KIND = "amigocloud.sql"


class AskedQuery(Asked, frozen=True, kw_only=True):
    """A statement that was sent, and for which project. `outcome` says what came of it."""

    query: str
    project_id: int
    project: str = ""
    outcome: str = ""


class SqlModel(QObject):
    """Signals:

    changed: query, project, outcome or error are other ones; `answer` tells of rows itself.
    confirm_wanted(str): this statement would change rows: show it, and `confirm` or `decline`.
    written(Project): a statement that may have changed rows of this project was sent.
    """

    changed = Signal()
    confirm_wanted = Signal(str)
    written = Signal(object)

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
        self._tasks = TaskScope("AmigoCloud SQL", report)
        self._pending: tuple[Project, str] | None = None
        self.answer = AnswerRows(
            owner="AmigoCloud SQL rows", masked=client.masked, report=report, parent=self
        )
        self.history: History[AskedQuery] = History(
            store, profile, KIND, AskedQuery, report=report, parent=self
        )
        self._noted: AskedQuery | None = None  # what the answer is to, until it has come
        self.project: Project | None = None
        self.query = ""
        self.error = ""
        self.outcome = ""  # of a statement that changed something
        self.is_writing = False
        self.answer.changed.connect(self._answer_changed)

    # what there is

    @property
    def pending(self) -> str:
        """The statement that waits for somebody to agree; or empty."""
        return "" if self._pending is None else self._pending[1]

    def why_not(self) -> str:
        """Why nothing can be sent now; empty when it can."""
        if self.is_writing:
            return tr("The statement is under way.")
        if self.project is None:
            return tr("Choose a project first.")
        if not self.query.strip():
            return tr("There is no query yet.")
        return ""

    # what the operator does

    def set_project(self, project: Project | None) -> None:
        """Ask this project from now on."""
        self.project = project
        self.changed.emit()

    def set_query(self, text: str) -> None:
        """What is typed; it stays whatever becomes of it."""
        if text != self.query:
            self.query = text
            self.changed.emit()

    def run(self) -> None:
        """Send the query; one that may change rows only after `confirm`."""
        if self.why_not() or self.project is None:
            return
        self.error = self.outcome = ""
        self._pending = None
        try:
            text = queries.checked_query(self.query, "sql")
        except AmigoCloudError as error:
            self._fail(failure_words(error))
            return
        if queries.reads_only(text):
            self._read(self.project, text)
        elif why := self._access.why_no_sql_change():
            self._fail(tr("Nothing was sent. {why}", why=why))
        else:
            self._pending = (self.project, text)
            self.changed.emit()
            self.confirm_wanted.emit(text)

    def confirm(self) -> None:
        """Send the statement that was shown, and exactly that."""
        pending, self._pending = self._pending, None
        if pending is None or self.is_writing:
            return
        if why := self._access.why_no_sql_change():  # the switch was turned meanwhile
            self._fail(tr("Nothing was sent. {why}", why=why))
            return
        self.is_writing = True
        self._tasks.start(self._write(*pending), name="write")
        self.changed.emit()

    def decline(self) -> None:
        """Send nothing; the statement stays in the field."""
        self._pending = None
        self.changed.emit()

    def stop(self) -> None:
        """Read no further."""
        self.answer.stop()

    async def close(self) -> None:
        await self._tasks.close()
        await self.answer.close()
        await self.history.close()

    # sending

    def _read(self, project: Project, text: str) -> None:
        client = self._client

        async def fetch(offset: int, limit: int) -> SqlPage:
            return await client.sql(project, text, offset=offset, limit=limit)

        self._noted = self._note(project, text)
        self.answer.ask(fetch)
        self.changed.emit()

    async def _write(self, project: Project, text: str) -> None:
        noted = self._note(project, text)
        try:
            change = await self._client.run_sql(project, text)
        except AmigoCloudError as error:
            self.error = failure_words(error)
            self._put(noted, FAILED)
            is_sent = error.is_uncertain
        else:
            count = change.count
            if count is None:
                self.outcome, outcome = tr("Done."), DONE
            else:
                self.outcome = tr_n("{n:,} rows changed.", "{n:,} row changed.", count)
                outcome = tr_n("{n:,} rows changed", "{n:,} row changed", count)
            self._put(noted, outcome)
            is_sent = True
        finally:
            self.is_writing = False
        self.changed.emit()
        if is_sent:
            self.written.emit(project)

    def _note(self, project: Project, text: str) -> AskedQuery:
        entry = AskedQuery(
            at_ms=self.history.moment(),
            query=self._client.masked(text),
            project_id=project.id,
            project=project.name,
        )
        self.history.put(entry)
        return entry

    def _put(self, noted: AskedQuery, outcome: str) -> None:
        """Say what came of it, in the history; whether it is kept may have changed meanwhile."""
        now = self.history.entry(noted.at_ms) or noted
        self.history.put(
            AskedQuery(
                at_ms=now.at_ms,
                is_kept=now.is_kept,
                query=now.query,
                project_id=now.project_id,
                project=now.project,
                outcome=outcome,
            )
        )

    def _answer_changed(self) -> None:
        noted = self._noted
        if noted is None or self.answer.is_reading:
            return
        self._noted = None
        error = self.answer.state.error
        if isinstance(error, AmigoCloudError) and is_about_request(error):
            self.error = failure_words(error)  # any other is the answer's state
        self._put(noted, FAILED if error is not None else self.answer.words or STOPPED)
        self.changed.emit()

    def _fail(self, words: str) -> None:
        self.error = words
        self.changed.emit()
