"""Who was reported where and when, by this desk and by the server."""

from collections.abc import Collection, Generator, Sequence
from typing import TYPE_CHECKING, Literal

from facespace_desk.store.records import StoredSighting, storable, storable_int
from facespace_desk.store.schema import LONG_MS

if TYPE_CHECKING:
    import apsw

    from facespace_desk.store.thread import DatabaseThread, Row

ORIGINS: tuple[Literal["desk"], Literal["server"]] = ("desk", "server")
STEP_ROWS = 5_000

INSERT = """
INSERT INTO sightings (profile, first_ms, camera, label, origin, raw, last_ms, count)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET last_ms = max(last_ms, excluded.last_ms),
                          count = max(count, excluded.count)
WHERE excluded.last_ms > last_ms OR excluded.count > count
"""

# Two parts: what began in the range or a little before, and the few long ones that began earlier.
BETWEEN = f"""
SELECT camera, label, first_ms, last_ms, count, origin, raw FROM sightings
WHERE profile = :profile AND first_ms BETWEEN :from_ms - {LONG_MS} AND :to_ms
      AND last_ms >= :from_ms
UNION ALL
SELECT camera, label, first_ms, last_ms, count, origin, raw
FROM sightings INDEXED BY long_sightings
WHERE profile = :profile AND last_ms - first_ms > {LONG_MS} AND last_ms >= :from_ms
      AND first_ms < :from_ms - {LONG_MS}
ORDER BY first_ms, camera, label
"""  # noqa: S608 - the number is our own; a partial index needs it as a literal


class SightingStore:
    """Rows by profile id. A row with the same camera, label, begin, origin and raw text is the same
    sighting: writing it again extends its end and count, and never makes a second one.
    """

    def __init__(self, writer: "DatabaseThread", reader: "DatabaseThread") -> None:
        self._writer = writer
        self._reader = reader

    def add(self, profile: str, rows: Sequence[StoredSighting]) -> None:
        """Keep *rows* soon (within 250 ms); returns at once; failures: `Store.trouble`."""
        from facespace_desk.store.thread import Batch

        self._writer.queue(Batch(INSERT, lambda row: _parameters(profile, row), list(rows)))

    async def add_server(self, profile: str, rows: Sequence[StoredSighting]) -> int:
        """Keep rows that a server answered; how many of them were not known before.

        Raises:
            StoreTrouble: some of the rows may have been kept.
        """

        def insert(connection: "apsw.Connection") -> Generator[None, None, int]:
            before = _count(connection, profile)
            for start in range(0, len(rows), STEP_ROWS):
                step = [_parameters(profile, row) for row in rows[start : start + STEP_ROWS]]
                with connection:
                    connection.executemany(INSERT, step)
                yield
            return _count(connection, profile) - before

        return await self._writer.run_steps(insert)

    async def between(
        self, profile: str, from_ms: int, to_ms: int, cameras: Collection[str] | None = None
    ) -> list[StoredSighting]:
        """Sightings that touch the closed range, oldest first; of all cameras when None.

        Raises:
            StoreTrouble: the store could not be read.
        """
        wanted = None if cameras is None else {storable(camera) for camera in cameras}
        bounds = {
            "profile": profile,
            "from_ms": storable_int(from_ms),
            "to_ms": storable_int(to_ms),
        }

        def read(connection: "apsw.Connection") -> list[StoredSighting]:
            return [
                StoredSighting(camera, label, first, last, count, ORIGINS[origin], raw or None)
                for camera, label, first, last, count, origin, raw in connection.execute(
                    BETWEEN, bounds
                )
                if wanted is None or camera in wanted
            ]

        return await self._reader.run(read)

    async def count(self, profile: str) -> int:
        """How many sightings are kept. Raises StoreTrouble."""
        return await self._reader.run(lambda connection: _count(connection, profile))


def _parameters(profile: str, row: StoredSighting) -> "Row":
    return (
        profile,
        storable_int(row.first_ms),
        storable(row.camera),
        storable(row.label),
        ORIGINS.index(row.origin),
        "" if row.raw is None else storable(row.raw),
        storable_int(row.last_ms),
        storable_int(row.count),
    )


def _count(connection: "apsw.Connection", profile: str) -> int:
    return int(
        connection.execute("SELECT count(*) FROM sightings WHERE profile = ?", (profile,)).get
    )
