"""Named JSON texts: saved filters, camera aliases, groups, notes. They may name people."""

import time
from typing import TYPE_CHECKING

from facespace_desk.store.records import Document, storable

if TYPE_CHECKING:
    from facespace_desk.store.thread import DatabaseThread

PUT = """
INSERT OR REPLACE INTO documents (profile, kind, name, json, changed_ms) VALUES (?, ?, ?, ?, ?)
"""
LIST = "SELECT name, json, changed_ms FROM documents WHERE profile = ? AND kind = ?"
REMOVE = "DELETE FROM documents WHERE profile = ? AND kind = ? AND name = ?"


class ViewStore:
    """Documents by profile id, kind and name."""

    def __init__(self, writer: "DatabaseThread", reader: "DatabaseThread") -> None:
        self._writer = writer
        self._reader = reader

    async def put(self, profile: str, kind: str, name: str, json: str) -> None:
        """Keep a document, in place of an older one; on disk when this returns.

        Raises:
            StoreTrouble: nothing has changed.
        """
        row = (profile, kind, storable(name), storable(json), time.time_ns() // 1_000_000)
        await self._writer.run(lambda connection: connection.execute(PUT, row).fetchall())

    async def remove(self, profile: str, kind: str, name: str) -> None:
        """Forget a document, if it is there. Raises StoreTrouble."""
        key = (profile, kind, storable(name))
        await self._writer.run(lambda connection: connection.execute(REMOVE, key).fetchall())

    async def list(self, profile: str, kind: str) -> list[Document]:
        """The documents of one kind by name. Raises StoreTrouble."""
        return await self._reader.run(
            lambda connection: [Document(*row) for row in connection.execute(LIST, (profile, kind))]
        )
