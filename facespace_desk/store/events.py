"""Live events, in order of arrival, for lists of a million rows, for replay and for export.

An id is the profile's number above `NUMBER_BITS` bits of the event's number. Numbers are given here
at once, before anything is written, so that a list can show an event under the number it keeps.
Payloads of more than `INLINE_CHARS` are compressed; smaller ones would gain little and could not be
searched by the database.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import AsyncIterator, Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from facespace_desk.store.event_records import (
    EventCaps,
    EventKind,
    HeldEvents,
    Narrow,
    NewEvent,
    StoredEvent,
    TypeCount,
)
from facespace_desk.store.records import storable, storable_int

if TYPE_CHECKING:
    import apsw

    from facespace_desk.store.thread import DatabaseThread

NUMBER_BITS: Final = 40
NUMBER_MASK: Final = (1 << NUMBER_BITS) - 1
INLINE_CHARS: Final = 4_096
START_CHARS: Final = 1_024  # of a large payload, where the whole is not asked for
NO_DATASET: Final = -1
BLOCK_ROWS: Final = 2_000
KINDS: Final[tuple[EventKind, ...]] = ("event", "unreadable", "gap")
_KIND_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}
_SEARCHABLE: Final = re.compile(r"[ !#-\[\]-~]+")  # what JSON writes as it is, and LIKE folds

_INSERT = """
INSERT OR REPLACE INTO events
    (id, profile, at_ms, kind, name, dataset, objects, size, is_object, payload, more)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_OBJECT = """
INSERT INTO event_objects (profile, dataset, object, id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_COLUMNS = "id, at_ms, name, payload, kind, dataset, objects, size, is_object, more"
_IN_RANGE = "FROM events WHERE id >= :first AND id < :stop"
_BLOCK = f"SELECT {_COLUMNS} {_IN_RANGE} ORDER BY id"
_PREVIOUS = f"""
SELECT {_COLUMNS} FROM events WHERE id = (
    SELECT max(id) FROM event_objects
    WHERE profile = :profile AND dataset = :dataset AND object = :object AND id < :before)
"""  # noqa: S608 - columns of ours
_COUNTS = f"""
SELECT name, count(*), max(id) {_IN_RANGE} AND kind = 0 GROUP BY name ORDER BY name
"""
_BETWEEN = f"""
SELECT {_COLUMNS} FROM events
WHERE profile = :profile AND (at_ms, id) > (:at_ms, :id) AND at_ms <= :to_ms
ORDER BY at_ms, id LIMIT :step
"""  # noqa: S608 - columns of ours
_GAPS = f"SELECT id {_IN_RANGE} AND kind <> 0 AND kind = 2"  # the index is of kind <> 0


class EventStore:
    """Events by profile id. `open` comes before all else of a profile; all that is awaited raises
    StoreTrouble."""

    def __init__(self, writer: DatabaseThread, reader: DatabaseThread) -> None:
        self._writer = writer
        self._reader = reader
        self._profiles: dict[str, int] = {}
        self._ends: dict[str, int] = {}

    async def open(self, profile: str) -> HeldEvents:
        """Which events there are; from now on others can be added."""
        key, held = await self._writer.run(lambda connection: _opened(connection, profile))
        self._profiles[profile] = key
        end = self._ends[profile] = max(held.end, self._ends.get(profile, 0))
        return msgspec.structs.replace(held, end=end)

    def add(self, profile: str, events: Sequence[NewEvent]) -> range:
        """Keep *events* soon (within 250 ms); their numbers; failures: `Store.trouble`."""
        key, start = self._profiles[profile], self._ends[profile]
        self._ends[profile] = start + len(events)
        base = key << NUMBER_BITS
        self._writer.queue(
            lambda connection, rows: _insert(connection, key, rows),
            list(enumerate(events, base + start)),
        )
        return range(start, start + len(events))

    def put(self, profile: str, number: int, event: NewEvent) -> None:
        """Keep *event* in the place of the one with *number*, soon."""
        key = self._profiles[profile]
        row = ((key << NUMBER_BITS) + number, event)
        self._writer.queue(lambda connection, rows: _insert(connection, key, rows), [row])

    async def block(
        self, profile: str, first: int, stop: int, *, whole: bool = False
    ) -> list[StoredEvent]:
        """Those with numbers from *first* up to *stop*; of large payloads only the beginning,
        unless *whole*."""
        bounds = self._bounds(profile, first, stop)
        return await self._reader.run(
            lambda connection: [
                _read(row, whole=whole) for row in connection.execute(_BLOCK, bounds)
            ]
        )

    async def some(self, profile: str, numbers: Sequence[int]) -> list[StoredEvent]:
        """The whole events with these ascending *numbers*, as far as they are kept."""
        if numbers and numbers[-1] - numbers[0] < 2 * len(numbers):
            wanted = set(numbers)
            rows = await self.block(profile, numbers[0], numbers[-1] + 1, whole=True)
            return [row for row in rows if row.number in wanted]
        base = self._profiles[profile] << NUMBER_BITS
        sql = f"SELECT {_COLUMNS} FROM events WHERE id = ?"  # noqa: S608 - columns of ours

        def read(connection: apsw.Connection) -> list[StoredEvent]:
            return [
                _read(row, whole=True)
                for number in numbers
                for row in connection.execute(sql, (base + number,))
            ]

        return await self._reader.run(read)

    async def one(self, profile: str, number: int) -> StoredEvent | None:
        """The whole event; None when it is not kept any more."""
        found = await self.block(profile, number, number + 1, whole=True)
        return found[0] if found else None

    async def previous(
        self, profile: str, dataset_id: int | None, object_id: str, before: int
    ) -> StoredEvent | None:
        """The whole last event before the number *before* that tells of an object."""
        key = self._profiles[profile]
        values = {
            "profile": key,
            "dataset": _dataset(dataset_id),
            "object": storable(object_id),
            "before": (key << NUMBER_BITS) + before,
        }

        def read(connection: apsw.Connection) -> StoredEvent | None:
            rows = connection.execute(_PREVIOUS, values).fetchall()
            return _read(rows[0], whole=True) if rows else None

        return await self._reader.run(read)

    async def find(
        self,
        profile: str,
        first: int,
        stop: int,
        narrow: Narrow,
        test: Callable[[StoredEvent], bool] | None = None,
    ) -> array[int]:
        """The numbers from *first* up to *stop*, ascending, that *narrow* lets through and that
        pass *test*; gaps pass always. *test* is called on another thread."""
        bounds: dict[str, Any] = self._bounds(profile, first, stop)
        where = _where(narrow, self._profiles[profile], bounds)

        def read(connection: apsw.Connection) -> array[int]:
            if test is None:
                sql = f"SELECT id {_IN_RANGE}{where} ORDER BY id"
                ids = connection.execute(sql, bounds)
                return array("q", (row[0] & NUMBER_MASK for row in ids))
            sql = f"SELECT {_COLUMNS} {_IN_RANGE}{where} ORDER BY id"
            found = array("q")
            for row in connection.execute(sql, bounds):
                event = _read(row, whole=True)
                if event.kind == "gap" or test(event):
                    found.append(event.number)
            return found

        return await self._reader.run(read)

    async def counts(self, profile: str) -> list[TypeCount]:
        """How many events of each name there are."""
        bounds = self._bounds(profile, 0, NUMBER_MASK)
        return await self._reader.run(
            lambda connection: [
                TypeCount(name, count, last & NUMBER_MASK)
                for name, count, last in connection.execute(_COUNTS, bounds)
            ]
        )

    async def between(
        self, profile: str, from_ms: int, to_ms: int, *, whole: bool = True
    ) -> AsyncIterator[list[StoredEvent]]:
        """Those of the closed range in the order of time, some thousands at a time."""
        key = self._profiles[profile]
        at_ms, last = storable_int(from_ms), -1
        while True:
            values = {
                "profile": key,
                "at_ms": at_ms,
                "id": last,
                "to_ms": storable_int(to_ms),
                "step": BLOCK_ROWS,
            }
            block = await self._reader.run(
                lambda connection, values=values: [  # type: ignore[misc]  # mypy cannot infer it
                    _read(row, whole=whole) for row in connection.execute(_BETWEEN, values)
                ]
            )
            if not block:
                return
            yield block
            at_ms, last = block[-1].at_ms, (key << NUMBER_BITS) + block[-1].number

    async def span(self, profile: str) -> tuple[int, int] | None:
        """The moments of the first and the last event; None when there is none."""
        key = self._profiles[profile]
        sql = "SELECT min(at_ms), max(at_ms) FROM events WHERE profile = ?"

        def read(connection: apsw.Connection) -> tuple[int, int] | None:
            first, last = _only(connection, sql, (key,))
            return None if first is None else (first, last)

        return await self._reader.run(read)

    async def cap(self, profile: str, caps: EventCaps, now_ms: int) -> int:
        """Remove the oldest beyond *caps*; how many that were."""
        from facespace_desk.store.event_purge import cap_events

        key = self._profiles[profile]
        return await self._writer.run_steps(
            lambda connection: cap_events(connection, key, caps, now_ms)
        )

    def forget(self, profile: str) -> None:
        """The profile has gone, and with it what was opened of it."""
        self._profiles.pop(profile, None)
        self._ends.pop(profile, None)

    def _bounds(self, profile: str, first: int, stop: int) -> dict[str, Any]:
        base = self._profiles[profile] << NUMBER_BITS
        return {"first": base + first, "stop": base + min(stop, NUMBER_MASK)}


def _opened(connection: apsw.Connection, profile: str) -> tuple[int, HeldEvents]:
    connection.execute(
        "INSERT INTO event_profiles (profile) VALUES (?) ON CONFLICT DO NOTHING", (profile,)
    ).fetchall()
    sql = "SELECT number FROM event_profiles WHERE profile = ?"
    key = int(connection.execute(sql, (profile,)).get)
    base = key << NUMBER_BITS
    bounds = {"first": base, "stop": base + NUMBER_MASK}
    sql = f"SELECT count(*), min(id), max(id) {_IN_RANGE}"
    count, low, high = _only(connection, sql, bounds)
    if not count:
        return key, HeldEvents(range(0), (), 0)
    numbers: Sequence[int] = range(low - base, high - base + 1)
    if count != len(numbers):
        ids: Any = connection.execute(f"SELECT id {_IN_RANGE} ORDER BY id", bounds)
        numbers = array("q", (row[0] - base for row in ids))
    odd: Any = connection.execute(_GAPS, bounds)
    gaps = tuple(row[0] - base for row in odd)
    return key, HeldEvents(numbers, gaps, high - base + 1)


def _only(connection: apsw.Connection, sql: str, values: Any) -> Any:
    """The one row that *sql* answers."""
    return connection.execute(sql, values).fetchall()[0]


def _insert(connection: apsw.Connection, key: int, rows: Sequence[tuple[int, NewEvent]]) -> None:
    connection.executemany(_INSERT, [_row(key, row_id, event) for row_id, event in rows])
    connection.executemany(
        _INSERT_OBJECT,
        [
            (key, _dataset(event.dataset_id), storable(each), row_id)
            for row_id, event in rows
            for each in event.objects
        ],
    )


def _row(key: int, row_id: int, event: NewEvent) -> tuple[Any, ...]:
    payload: str | bytes = storable(event.payload)
    if len(payload) > INLINE_CHARS:
        payload = zlib.compress(storable(event.payload).encode(), 1)
    objects = [storable(each) for each in event.objects]
    return (
        row_id,
        key,
        storable_int(event.at_ms),
        _KIND_NUMBERS[event.kind],
        storable(event.name),
        None if event.dataset_id is None else storable_int(event.dataset_id),
        msgspec.json.encode(objects).decode() if objects else None,
        event.size,
        int(event.is_object),
        payload,
        storable(event.more) or None,
    )


def _read(row: Any, *, whole: bool) -> StoredEvent:
    row_id, at_ms, name, payload, kind, dataset, objects, size, is_object, more = row
    is_whole = True
    if isinstance(payload, bytes):
        payload, is_whole = _inflated(payload, whole=whole)
    return StoredEvent(
        row_id & NUMBER_MASK,
        at_ms,
        name,
        payload,
        KINDS[kind],
        dataset,
        tuple(msgspec.json.decode(objects)) if objects else (),
        size,
        bool(is_object),
        more or "",
        is_whole,
    )


def _inflated(payload: bytes, *, whole: bool) -> tuple[str, bool]:
    if whole:
        return zlib.decompress(payload).decode(), True
    start = zlib.decompressobj().decompress(payload, 4 * START_CHARS)
    return start.decode(errors="ignore")[:START_CHARS], False


def _dataset(dataset_id: int | None) -> int:
    return NO_DATASET if dataset_id is None else storable_int(dataset_id)


def _where(narrow: Narrow, key: int, values: dict[str, Any]) -> str:
    """The conditions of *narrow*, each with its value in *values*. Never too narrow: what the
    database cannot judge as Python does is let through."""
    parts = []
    if narrow.names is not None:
        parts.append(f"name IN ({_listed('name', narrow.names, values)})")
    if narrow.not_names:
        parts.append(f"name NOT IN ({_listed('not', narrow.not_names, values)})")
    if narrow.dataset_id is not None:
        values["dataset"] = storable_int(narrow.dataset_id)
        parts.append("dataset = :dataset")
    if narrow.object_id is not None:
        values |= {"key": key, "object": storable(narrow.object_id)}
        of_object = "profile = :key AND object = :object AND event_objects.id = events.id"
        in_dataset = "dataset = coalesce(events.dataset, -1)"
        parts.append(f"EXISTS (SELECT 1 FROM event_objects WHERE {of_object} AND {in_dataset})")  # noqa: S608
    if narrow.text and _SEARCHABLE.fullmatch(narrow.text):
        escaped = re.sub(r"([%_])", r"^\1", narrow.text.replace("^", "^^"))
        values |= {"like": f"%{escaped}%", "beyond": "*[^ -~]*"}
        fields = ("payload", "name", "objects", "CAST(dataset AS TEXT)", "CAST(size AS TEXT)")
        found = " OR ".join(f"{field} LIKE :like ESCAPE '^'" for field in fields)
        # Folding of other letters than English ones is Python's.
        odd = "typeof(payload) = 'blob' OR payload GLOB :beyond OR name GLOB :beyond"
        parts.append(f"({found} OR {odd} OR objects GLOB :beyond OR more IS NOT NULL)")
    if not parts:
        return ""
    return f" AND (kind = 2 OR ({' AND '.join(parts)}))"


def _listed(prefix: str, texts: frozenset[str], values: dict[str, Any]) -> str:
    for place, text in enumerate(sorted(texts)):
        values[f"{prefix}{place}"] = storable(text)
    return ", ".join(f":{prefix}{place}" for place in range(len(texts)))
