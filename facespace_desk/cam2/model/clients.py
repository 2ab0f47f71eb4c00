"""The service's clients: whose they are, what they may do, their secrets and how much they call."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.errors import SERVICE, Cam2Error
from facespace_desk.cam2.records import NewClient
from facespace_desk.credentials import Credentials, Kept, KeyringTrouble, Secret
from facespace_desk.language import number, tr, tr_n
from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope

ISSUED: Final = "issued_secrets"  # in the key store: secrets by client id, as one JSON text
_SERVICE_ID: Final = "cam2"


class ClientRow(msgspec.Struct, frozen=True):
    """One client of an owner. `usage` is in calls; `trouble` says why it is not known."""

    client_id: str
    owner: str
    is_own: bool = False
    usage: int | None = None
    trouble: str = ""


class ClientsModel(QObject):
    """Finds, issues and changes clients, one call after another.

    Signals:
        busy_changed(str): what is under way in words; empty when nothing is.
        issued(NewClient): credentials that the service shows only now.
        done(str): what was done, in words.
        failed(Cam2Error)
        not_kept(str): the key store did not take a secret, in words.
    """

    busy_changed = Signal(str)
    issued = Signal(object)
    done = Signal(str)
    failed = Signal(object)
    not_kept = Signal(str)

    def __init__(
        self,
        client: Cam2Client,
        credentials: Credentials,
        profile: str,
        display: Display,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._credentials = credentials
        self._profile = profile
        self._tasks = TaskScope("clients", report)
        self.owner = ""
        self.table: RecordTableModel[ClientRow] = RecordTableModel(
            _columns(), display=display, parent=self
        )

    def find(self, owner: str) -> None:
        """List the clients of *owner*, and how much each has called."""
        self._start(self._find(owner))

    def register(self, owner: str, level: str) -> None:
        """**Issues** credentials."""
        self._start(self._register(owner, level))

    def set_owner(self, client_id: str, owner: str) -> None:
        """**Writes.** Give a client to another owner."""
        self._start(self._set_owner(client_id, owner))

    def set_permission(self, client_id: str, level: str) -> None:
        """**Writes.** Give a client another permission level."""
        self._start(self._set_permission(client_id, level))

    def reset_secret(self, client_id: str) -> None:
        """**Resets** the secret; the former one is worthless at once."""
        self._start(self._reset_secret(client_id))

    def is_own(self, client_id: str) -> bool:
        """Whether this console signs in with *client_id*."""
        return self._client.is_own(client_id)

    def keep(self, new: NewClient) -> None:
        """Put issued credentials into the key store: as this profile's own secret when they are
        its own, else among those issued from here."""
        self._tasks.start(self._keep(new), name="keep")

    def cancel(self) -> None:
        """Stop what is under way."""
        self._tasks.cancel("call")

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    def _start(self, call: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(self._guard(call), name="call", replacing="call")

    async def _guard(self, call: Coroutine[Any, Any, None]) -> None:
        try:
            await call
        except Cam2Error as error:
            self.failed.emit(error)
        finally:
            self.busy_changed.emit("")

    async def _find(self, owner: str) -> None:
        self.busy_changed.emit(tr("Asking for the clients"))
        ids = await self._client.client_ids(owner)
        self.owner = owner
        rows = [ClientRow(each, owner, self._client.is_own(each)) for each in ids]
        row_ids = self.table.replace_all(rows)
        for place, row in enumerate(rows):
            words = tr("Asking for the usage, {n:,} of {total:,}", n=place + 1, total=len(rows))
            self.busy_changed.emit(words)
            self.table.update({row_ids[place]: await self._with_usage(row)})
        self.done.emit(_found_words(len(rows)))

    async def _with_usage(self, row: ClientRow) -> ClientRow:
        try:
            usage = await self._client.usage(row.client_id, row.owner)
        except Cam2Error as error:
            return msgspec.structs.replace(row, trouble=error.message)
        return msgspec.structs.replace(row, usage=usage)

    async def _register(self, owner: str, level: str) -> None:
        self.busy_changed.emit(tr("Registering the client"))
        self.issued.emit(await self._client.register(owner, level))

    async def _set_owner(self, client_id: str, owner: str) -> None:
        self.busy_changed.emit(tr("Writing the owner"))
        await self._client.set_owner(client_id, owner)
        self._change(client_id, lambda row: msgspec.structs.replace(row, owner=owner))
        self.done.emit(tr("The client now belongs to {owner}.", owner=owner))

    async def _set_permission(self, client_id: str, level: str) -> None:
        self.busy_changed.emit(tr("Writing the permission"))
        await self._client.set_permission(client_id, level)
        self.done.emit(tr("The client's permission level is now {level}.", level=level))

    async def _reset_secret(self, client_id: str) -> None:
        self.busy_changed.emit(tr("Resetting the secret"))
        secret = await self._client.reset_secret(client_id)
        self.issued.emit(NewClient(client_id, secret))

    async def _keep(self, new: NewClient) -> None:
        try:
            if self.is_own(new.client_id):
                kept = await self._save("client_secret", new.secret)
                place = tr(
                    "It is this profile's secret now; connect {service} again to use it.",
                    service=SERVICE,
                )
            else:
                kept = await self._add_to_issued(new)
                place = tr("It stands among the secrets issued from here.")
        except KeyringTrouble as error:
            self.not_kept.emit(str(error))
            return
        if kept is Kept.SESSION:
            place += " " + tr("This computer has no key store: it is kept until the console ends.")
        self.done.emit(place)

    async def _add_to_issued(self, new: NewClient) -> Kept:
        found = await self._credentials.load(self._profile, _SERVICE_ID, ISSUED)
        known: dict[str, str] = {}
        if found is not None:
            known = msgspec.json.decode(found.reveal(), type=dict[str, str])
        known[new.client_id] = new.secret.reveal()
        return await self._save(ISSUED, Secret(msgspec.json.encode(known).decode()))

    async def _save(self, name: str, secret: Secret) -> Kept:
        return await self._credentials.save(self._profile, _SERVICE_ID, name, secret)

    def _change(self, client_id: str, change: Callable[[ClientRow], ClientRow]) -> None:
        for row_id in range(self.table.end_id):
            row = self.table.record(row_id)
            if row is not None and row.client_id == client_id:
                self.table.update({row_id: change(row)})


def _found_words(count: int) -> str:
    return (
        tr_n("{n:,} clients.", "{n:,} client.", count) if count else tr("No client of that owner.")
    )


def _columns() -> tuple[Column[ClientRow], ...]:
    return (
        Column(
            key="client",
            title=tr("Client ID"),
            text=lambda row: row.client_id,
            mono=True,
            hideable=False,
            width=330,
        ),
        Column(key="owner", title=tr("Owner"), text=lambda row: row.owner, width=150),
        Column(
            key="usage",
            title=tr("Calls"),
            text=lambda row: EMPTY if row.usage is None else number(row.usage),
            number=lambda row: row.usage,
            tooltip=lambda row: row.trouble or None,
            align="right",
            width=80,
        ),
        Column(
            key="own",
            title=tr("This console"),
            text=lambda row: tr("signs in with it") if row.is_own else EMPTY,
            width=130,
        ),
    )
