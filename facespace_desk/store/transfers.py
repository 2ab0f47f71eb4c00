"""The journal of transfers: what is to be carried where, how far it is, what a service said of it.

A step is on disk before the next one begins, so that a killed console neither loses nor doubles a
file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from facespace_desk.store.records import storable

if TYPE_CHECKING:
    import apsw

    from facespace_desk.store.thread import DatabaseThread

Direction = Literal["upload", "download"]
State = Literal["queued", "running", "waiting", "paused", "done", "failed", "cancelled"]
Facts = Mapping[str, str | int | bool | None]

_ADD = """
INSERT INTO transfers (profile, service, batch, batch_title, title, direction, path, size, done,
    state, reason, attempts, position, facts, created_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 'queued', '', 0,
    (SELECT 1 + coalesce(max(position), 0) FROM transfers WHERE profile = ?), ?, ?)
RETURNING id
"""
_LIST = """
SELECT id, service, batch, batch_title, title, direction, path, size, done, state, reason, attempts,
    position, facts, created_ms, ended_ms
FROM transfers WHERE profile = ? ORDER BY position, id
"""
_PUT = """
UPDATE transfers SET size = ?, done = ?, state = ?, reason = ?, attempts = ?, position = ?,
    facts = ?, ended_ms = ? WHERE id = ?
"""
_REMOVE = "DELETE FROM transfers WHERE id = ?"


class NewTransfer(msgspec.Struct, frozen=True, kw_only=True):
    """One file to be carried. `batch` is what belongs together, such as a job; `facts` are the
    service's own, kept and given back as they are."""

    service: str
    batch: str
    batch_title: str
    title: str
    direction: Direction
    path: str
    size: int | None = None  # bytes
    facts: Facts = {}
    created_ms: int = 0


class StoredTransfer(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the journal. `size` and `done` are bytes, `position` the place in the queue."""

    id: int
    service: str
    batch: str
    batch_title: str
    title: str
    direction: Direction
    path: str
    size: int | None
    done: int
    state: State
    reason: str
    attempts: int
    position: int
    facts: Facts
    created_ms: int
    ended_ms: int | None = None


class TransferStore:
    """Transfers by profile id. Every write is on disk when it returns; all raise StoreTrouble."""

    def __init__(self, writer: DatabaseThread) -> None:
        self._writer = writer

    async def add(self, profile: str, transfers: Sequence[NewTransfer]) -> list[StoredTransfer]:
        """Put *transfers* at the end of the queue, all or none."""
        rows = [_added_row(profile, each) for each in transfers]

        def insert(connection: apsw.Connection) -> list[StoredTransfer]:
            with _transaction(connection):
                new = {connection.execute(_ADD, row).fetchall()[0][0] for row in rows}
            return [each for each in _listed(connection, profile) if each.id in new]

        return await self._writer.run(insert)

    async def put(self, transfers: Iterable[StoredTransfer]) -> None:
        """Keep what changed of *transfers*, all or none."""
        rows = [_row(each) for each in transfers]

        def update(connection: apsw.Connection) -> None:
            with _transaction(connection):
                connection.executemany(_PUT, rows).fetchall()

        await self._writer.run(update)

    async def remove(self, ids: Iterable[int]) -> None:
        """Forget these."""
        keys = [(each,) for each in ids]

        def delete(connection: apsw.Connection) -> None:
            with _transaction(connection):
                connection.executemany(_REMOVE, keys).fetchall()

        await self._writer.run(delete)

    async def list(self, profile: str) -> list[StoredTransfer]:
        """All of a profile, in the order of the queue."""
        return await self._writer.run(lambda connection: _listed(connection, profile))


def _transaction(connection: apsw.Connection) -> AbstractContextManager[None]:
    from facespace_desk.store.database import transaction  # loads the database library

    return transaction(connection)


def _listed(connection: apsw.Connection, profile: str) -> list[StoredTransfer]:
    return [_read(row) for row in connection.execute(_LIST, (profile,))]


def _added_row(profile: str, new: NewTransfer) -> tuple[Any, ...]:
    return (
        profile,
        new.service,
        storable(new.batch),
        storable(new.batch_title),
        storable(new.title),
        new.direction,
        storable(new.path),
        new.size,
        profile,
        msgspec.json.encode(new.facts).decode(),
        new.created_ms,
    )


def _row(transfer: StoredTransfer) -> tuple[Any, ...]:
    return (
        transfer.size,
        transfer.done,
        transfer.state,
        storable(transfer.reason),
        transfer.attempts,
        transfer.position,
        msgspec.json.encode(transfer.facts).decode(),
        transfer.ended_ms,
        transfer.id,
    )


def _read(row: Sequence[Any]) -> StoredTransfer:
    values = dict(zip(StoredTransfer.__struct_fields__, row, strict=True))
    values["facts"] = msgspec.json.decode(values["facts"])
    return msgspec.convert(values, StoredTransfer)
