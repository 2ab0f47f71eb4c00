"""Who was reported where and when, by this desk and by the server."""

from collections.abc import Collection, Generator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from facespace_desk.store.records import StoredSighting, storable, storable_int
from facespace_desk.store.schema import LONG_MS
from facespace_desk.store.texts import NO_TEXT, Texts, texts_by_number

if TYPE_CHECKING:
    import apsw

    from facespace_desk.store.thread import DatabaseThread

ORIGINS: tuple[Literal["desk"], Literal["server"]] = ("desk", "server")
ORIGIN_NUMBERS = {origin: number for number, origin in enumerate(ORIGINS)}
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
WITH wanted AS (SELECT number FROM texts WHERE text = :profile)
SELECT camera, label, first_ms, last_ms, count, origin, raw FROM sightings
WHERE profile = (SELECT number FROM wanted)
      AND first_ms BETWEEN :from_ms - {LONG_MS} AND :to_ms AND last_ms >= :from_ms
UNION ALL
SELECT camera, label, first_ms, last_ms, count, origin, raw
FROM sightings INDEXED BY long_sightings
WHERE profile = (SELECT number FROM wanted) AND last_ms - first_ms > {LONG_MS}
      AND last_ms >= :from_ms AND first_ms < :from_ms - {LONG_MS}
ORDER BY first_ms, camera, label, origin, raw
"""  # noqa: S608 - the number is our own; a partial index needs it as a literal

COUNT = """
SELECT count(*) FROM sightings WHERE profile = (SELECT number FROM texts WHERE text = ?)
"""


COUNT_SERVER = COUNT + "AND origin = 1"  # nobody else adds such rows meanwhile


class SightingStore:
    """Rows by profile id. A row with the same camera, label, begin, origin and raw text is the same
    sighting: writing it again extends its end and count, and never makes a second one.
    """

    def __init__(self, writer: "DatabaseThread", reader: "DatabaseThread", texts: Texts) -> None:
        self._writer = writer
        self._reader = reader
        self._texts = texts

    def add(self, profile: str, rows: Sequence[StoredSighting]) -> None:
        """Keep *rows* soon (within 250 ms); returns at once; failures: `Store.trouble`."""
        self._writer.queue(
            lambda connection, batch: self._insert(connection, profile, batch), list(rows)
        )

    async def add_server(self, profile: str, rows: Sequence[StoredSighting]) -> int:
        """Keep rows that a server answered; how many of them were not known before.

        Raises:
            StoreTrouble: some of the rows may have been kept.
        """
        from facespace_desk.store.database import transaction

        def insert(connection: "apsw.Connection") -> Generator[None, None, int]:
            before = _count(connection, COUNT_SERVER, profile)
            for start in range(0, len(rows), STEP_ROWS):
                with transaction(connection):
                    self._insert(connection, profile, rows[start : start + STEP_ROWS])
                yield
            return _count(connection, COUNT_SERVER, profile) - before

        return await self._writer.run_steps(insert)

    async def between(
        self, profile: str, from_ms: int, to_ms: int, cameras: Collection[str] | None = None
    ) -> list[StoredSighting]:
        """Sightings that touch the closed range, oldest first; of all cameras when None.

        Raises:
            StoreTrouble: the store could not be read.
        """
        from facespace_desk.store.database import snapshot

        wanted = None if cameras is None else {storable(camera) for camera in cameras}
        bounds = {
            "profile": profile,
            "from_ms": storable_int(from_ms),
            "to_ms": storable_int(to_ms),
        }

        def read(connection: "apsw.Connection") -> list[StoredSighting]:
            with snapshot(connection):
                rows: list[Any] = connection.execute(BETWEEN, bounds).fetchall()
                numbers = {row[at] for row in rows for at in (0, 1, 6)}
                texts = texts_by_number(connection, numbers - {NO_TEXT})
            return [
                StoredSighting(
                    texts[camera], texts[label], first, last, count, ORIGINS[origin], texts.get(raw)
                )
                for camera, label, first, last, count, origin, raw in rows
                if wanted is None or texts[camera] in wanted
            ]

        return await self._reader.run(read)

    async def count(self, profile: str) -> int:
        """How many sightings are kept. Raises StoreTrouble."""
        return await self._reader.run(lambda connection: _count(connection, COUNT, profile))

    def _insert(
        self, connection: "apsw.Connection", profile: str, rows: Sequence[StoredSighting]
    ) -> None:
        names = {profile, *(row.camera for row in rows), *(row.label for row in rows)}
        names |= {row.raw for row in rows if row.raw is not None}
        kept = {name: storable(name) for name in names}
        numbers = self._texts.numbers(connection, set(kept.values()))
        number = {name: numbers[text] for name, text in kept.items()}
        connection.executemany(
            INSERT,
            [
                (
                    number[profile],
                    storable_int(row.first_ms),
                    number[row.camera],
                    number[row.label],
                    ORIGIN_NUMBERS[row.origin],
                    NO_TEXT if row.raw is None else number[row.raw],
                    storable_int(row.last_ms),
                    storable_int(row.count),
                )
                for row in rows
            ],
        )


def _count(connection: "apsw.Connection", sql: str, profile: str) -> int:
    return int(connection.execute(sql, (profile,)).get)
