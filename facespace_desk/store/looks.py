"""When this desk was looking, and when it was not: "not seen" and "not looking" are two things."""

from typing import TYPE_CHECKING

from facespace_desk.store.records import Gap, Look, storable, storable_int

if TYPE_CHECKING:
    from facespace_desk.store.thread import DatabaseThread

PUT_LOOK = """
INSERT INTO looks (profile, from_ms, to_ms, polls) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET to_ms = max(to_ms, excluded.to_ms), polls = max(polls, excluded.polls)
"""
PUT_GAP = """
INSERT INTO gaps (profile, from_ms, to_ms, cause) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET to_ms = max(to_ms, excluded.to_ms), cause = excluded.cause
"""


class LookStore:
    """Periods by profile id. Recording one with the same begin again extends it."""

    def __init__(self, writer: "DatabaseThread", reader: "DatabaseThread") -> None:
        self._writer = writer
        self._reader = reader

    def record_look(self, profile: str, from_ms: int, to_ms: int, polls: int) -> None:
        """Good pictures came from *from_ms* to *to_ms*; kept soon, as `SightingStore.add`."""
        self._queue(PUT_LOOK, (profile, storable_int(from_ms), storable_int(to_ms), polls))

    def record_gap(self, profile: str, from_ms: int, to_ms: int, cause: str) -> None:
        """No picture came from *from_ms* to *to_ms*; kept soon, as `SightingStore.add`."""
        row = (profile, storable_int(from_ms), storable_int(to_ms), storable(cause))
        self._queue(PUT_GAP, row)

    async def looks_between(self, profile: str, from_ms: int, to_ms: int) -> list[Look]:
        """Periods of looking that touch the closed range, oldest first. Raises StoreTrouble."""
        sql = (
            "SELECT from_ms, to_ms, polls FROM looks"
            " WHERE profile = ? AND from_ms <= ? AND to_ms >= ?"
        )
        bounds = (profile, storable_int(to_ms), storable_int(from_ms))
        return await self._reader.run(
            lambda connection: [Look(*row) for row in connection.execute(sql, bounds)]
        )

    async def gaps_between(self, profile: str, from_ms: int, to_ms: int) -> list[Gap]:
        """Gaps that touch the closed range, oldest first. Raises StoreTrouble."""
        sql = (
            "SELECT from_ms, to_ms, cause FROM gaps"
            " WHERE profile = ? AND from_ms <= ? AND to_ms >= ?"
        )
        bounds = (profile, storable_int(to_ms), storable_int(from_ms))
        return await self._reader.run(
            lambda connection: [Gap(*row) for row in connection.execute(sql, bounds)]
        )

    def _queue(self, sql: str, row: tuple[str | int, ...]) -> None:
        self._writer.queue(lambda connection, rows: connection.executemany(sql, rows), [row])
