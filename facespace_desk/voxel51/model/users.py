"""The users of an application: listed, and made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import explain
from facespace_desk.voxel51.errors import APIError

if TYPE_CHECKING:
    from facespace_desk.voxel51.application import ApplicationClient
    from facespace_desk.voxel51.model.sessions import Sessions

LONGEST: Final = 128  # characters; the name travels in a header of every request


class UserRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One user. `why_not` says why nobody can act for it from here; empty when one can."""

    name: str
    is_acted_for: bool = False
    why_not: str = ""


def why_no_username(text: str) -> str:
    """Why *text* cannot be the name of a user, in a sentence; empty when it can (VX-3)."""
    if not text.strip():
        return "A name is needed."
    if text != text.strip():
        return "A name neither begins nor ends with a space."
    if len(text) > LONGEST:
        return f"A name has at most {LONGEST} characters."
    if not text.isascii():
        return "A name has only letters from A to Z, digits and signs: it travels in a header."
    if not text.isprintable():
        return "A name has no control characters."
    return ""


class UsersModel(QObject):
    """Signals:

    state_changed(LoadState): how the list stands.
    created(str): the user of this name is made.
    refused(str): no user was made, in words.
    """

    state_changed = Signal(object)
    created = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        client: ApplicationClient,
        sessions: Sessions,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._sessions = sessions
        self._tasks = TaskScope("Voxel51 users", report)
        self._state = LoadState.off()
        self._names: tuple[str, ...] = ()
        self.table: RecordTableModel[UserRow] = RecordTableModel(
            _columns(), newest_first=False, parent=self
        )
        self.table.set_sorting((("name", False),))
        sessions.acting_changed.connect(self._fill)

    @property
    def state(self) -> LoadState:
        return self._state

    @property
    def names(self) -> tuple[str, ...]:
        """As the platform lists them."""
        return self._names

    @property
    def is_creating(self) -> bool:
        return self._tasks.is_running("create")

    def refresh(self) -> None:
        """Read the list anew."""
        self._tasks.start(self._refresh(), name="list", replacing="list")

    def why_not_new(self, name: str) -> str:
        """Why no user of this name can be made; empty when one can."""
        taken = "There is a user of this name already." if name in self._names else ""
        return why_no_username(name) or taken

    def create(self, name: str) -> None:
        """**Makes** a user."""
        reason = self.why_not_new(name)
        if reason:
            self.refused.emit(reason)
        elif not self.is_creating:
            self._tasks.start(self._create(name), name="create")

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _refresh(self) -> None:
        self._set_state(LoadState.loading("Reading the users", updated_ms=self._state.updated_ms))
        try:
            names = await self._client.list_users()
        except APIError as error:
            self._set_state(LoadState.failed(error, updated_ms=self._state.updated_ms))
            return
        self._names = tuple(dict.fromkeys(names))
        self._fill()
        self._set_state(LoadState.live())

    async def _create(self, name: str) -> None:
        try:
            await self._client.create_user(name)
        except APIError as error:
            reason = explain(error)
            self.refused.emit(f"{reason.happened} {error.message}".strip())
            return
        self.created.emit(name)
        self.refresh()

    def _fill(self) -> None:
        acted_for = self._sessions.username
        rows = [
            UserRow(name=name, is_acted_for=name == acted_for, why_not=why_no_username(name))
            for name in self._names
        ]
        self.table.synchronise(rows, key=lambda row: row.name)

    def _set_state(self, state: LoadState) -> None:
        self._state = state
        self.state_changed.emit(state)


def _columns() -> tuple[Column[UserRow], ...]:
    def note(row: UserRow) -> str:
        if row.why_not:
            return "cannot be acted for"
        return "acted for now" if row.is_acted_for else ""

    return (
        Column("name", "User", lambda row: row.name, hideable=False, width=170),
        Column(
            "note",
            "Note",
            note,
            tone=lambda row: "warn" if row.why_not else "violet",
            tooltip=lambda row: row.why_not or None,
            width=130,
        ),
    )
