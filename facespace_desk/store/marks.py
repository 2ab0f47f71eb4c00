"""Bookmarks and notes on sightings. They go with their sighting when that is purged."""

import time
from typing import TYPE_CHECKING

from facespace_desk.store.records import MOMENT_MAX, Mark, storable, storable_int

if TYPE_CHECKING:
    from facespace_desk.store.thread import DatabaseThread

PUT = """
INSERT OR REPLACE INTO marks (profile, at_ms, camera, label, is_bookmarked, note, changed_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
BETWEEN = """
SELECT camera, label, at_ms, is_bookmarked, note, changed_ms FROM marks
WHERE profile = ? AND at_ms BETWEEN ? AND ?
"""
REMOVE = "DELETE FROM marks WHERE profile = ? AND at_ms = ? AND camera = ? AND label = ?"


class MarkStore:
    """Marks by profile id and (camera, label, at_ms)."""

    def __init__(self, writer: "DatabaseThread", reader: "DatabaseThread") -> None:
        self._writer = writer
        self._reader = reader

    async def put(self, profile: str, mark: Mark) -> None:
        """Keep *mark*, in place of an older one; on disk when this returns. Raises StoreTrouble."""
        row = (
            profile,
            storable_int(mark.at_ms),
            storable(mark.camera),
            storable(mark.label),
            int(mark.is_bookmarked),
            storable(mark.note),
            mark.changed_ms or time.time_ns() // 1_000_000,
        )
        await self._writer.run(lambda connection: connection.execute(PUT, row).fetchall())

    async def remove(self, profile: str, camera: str, label: str, at_ms: int) -> None:
        """Forget a mark, if it is there. Raises StoreTrouble."""
        key = (profile, storable_int(at_ms), storable(camera), storable(label))
        await self._writer.run(lambda connection: connection.execute(REMOVE, key).fetchall())

    async def between(self, profile: str, from_ms: int, to_ms: int) -> list[Mark]:
        """Marks in the closed range, oldest first. Raises StoreTrouble."""
        bounds = (profile, storable_int(from_ms), storable_int(to_ms))
        return await self._reader.run(
            lambda connection: [
                Mark(camera, label, at_ms, bool(is_bookmarked), note, changed_ms)
                for camera, label, at_ms, is_bookmarked, note, changed_ms in connection.execute(
                    BETWEEN, bounds
                )
            ]
        )

    async def all(self, profile: str) -> list[Mark]:
        """All marks, oldest first. Raises StoreTrouble."""
        return await self.between(profile, -MOMENT_MAX, MOMENT_MAX)
