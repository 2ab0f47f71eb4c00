"""Removes events: the oldest, beyond the limits of a profile, and all of a profile that goes.

In small steps, between which new rows are written, as in purge.py.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Final

import apsw
import msgspec

from facespace_desk.store.database import transaction
from facespace_desk.store.event_records import EventCaps
from facespace_desk.store.events import NO_DATASET, NUMBER_BITS, NUMBER_MASK

STEP_ROWS: Final = 5_000
STEP_PAGES: Final = 256
HOUR_MS: Final = 3_600_000
_IN_PROFILE = "id >= :first AND id < :stop"

_DELETE = """
DELETE FROM events WHERE id IN ({chosen}) RETURNING id, profile, dataset, objects
"""
_DELETE_OBJECT = """
DELETE FROM event_objects WHERE profile = ? AND dataset = ? AND object = ? AND id = ?
"""
_OLD = """
SELECT id FROM events WHERE profile = :profile AND at_ms < :before_ms
ORDER BY at_ms, id LIMIT :step
"""
_FIRST = f"SELECT id FROM events WHERE {_IN_PROFILE} ORDER BY id LIMIT :step"  # noqa: S608 - ours
_FIRST_NAMED = f"""
SELECT id FROM events WHERE name = :name AND {_IN_PROFILE} ORDER BY id LIMIT :step
"""  # noqa: S608 - our own words


def purge_events(
    connection: apsw.Connection, before_ms: int, profile: str | None
) -> Generator[None, None, int]:
    """Remove events before *before_ms*, of one profile or (None) of all; how many that were."""
    sql = "SELECT number FROM event_profiles WHERE :profile IS NULL OR profile = :profile"
    removed = 0
    keys: list[Any] = connection.execute(sql, {"profile": profile}).fetchall()
    for (key,) in keys:
        removed += yield from _remove_before(connection, key, before_ms)
    return removed


def cap_events(
    connection: apsw.Connection, key: int, caps: EventCaps, now_ms: int
) -> Generator[None, None, int]:
    """Remove the oldest events of the profile with the number *key* beyond *caps*."""
    base = key << NUMBER_BITS
    bounds: dict[str, Any] = {"first": base, "stop": base + NUMBER_MASK}
    removed = 0
    if caps.age_h is not None:
        removed += yield from _remove_before(connection, key, now_ms - caps.age_h * HOUR_MS)
    for name, most in caps.by_name.items():
        named = f"SELECT count(*) FROM events WHERE name = :name AND {_IN_PROFILE}"  # noqa: S608
        held = int(connection.execute(named, bounds | {"name": name}).get)
        removed += yield from _remove(
            connection, _FIRST_NAMED, bounds | {"name": name}, held - most
        )
    if caps.count is not None:
        whole = f"SELECT count(*) FROM events WHERE {_IN_PROFILE}"  # noqa: S608 - our own words
        held = int(connection.execute(whole, bounds).get)
        removed += yield from _remove(connection, _FIRST, bounds, held - caps.count)
    if caps.bytes is not None:
        surplus = _beyond_bytes(connection, key, caps.bytes)
        removed += yield from _remove(connection, _FIRST, bounds, surplus)
    if removed:
        yield from give_back(connection)
    return removed


def give_back(connection: apsw.Connection) -> Generator[None, None, None]:
    """Return free pages to the system and cut the write-ahead log."""
    while connection.pragma("freelist_count"):
        connection.execute(f"PRAGMA incremental_vacuum({STEP_PAGES})").fetchall()
        yield
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def events_bytes(connection: apsw.Connection) -> int:
    """What the tables of events and their indexes take of the file."""
    tables = "('events', 'event_objects', 'event_profiles')"
    names = f"SELECT name FROM sqlite_schema WHERE tbl_name IN {tables}"  # noqa: S608 - our own
    sql = f"SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE aggregate = 1 AND name IN ({names})"  # noqa: S608
    return int(connection.execute(sql).get)


def _remove_before(
    connection: apsw.Connection, key: int, before_ms: int
) -> Generator[None, None, int]:
    sql = "SELECT count(*) FROM events WHERE profile = :profile AND at_ms < :before_ms"
    values = {"profile": key, "before_ms": before_ms}
    count = int(connection.execute(sql, values).get)
    removed = yield from _remove(connection, _OLD, values, count)
    return removed


def _remove(
    connection: apsw.Connection, chosen: str, values: dict[str, Any], count: int
) -> Generator[None, None, int]:
    """Remove the first *count* of those *chosen*."""
    removed = 0
    while removed < count:
        step = min(STEP_ROWS, count - removed)
        with transaction(connection):
            sql = _DELETE.format(chosen=chosen)
            gone = connection.execute(sql, values | {"step": step}).fetchall()
            connection.executemany(_DELETE_OBJECT, _object_keys(gone))
        if not gone:
            break
        removed += len(gone)
        yield
    return removed


def _object_keys(rows: list[Any]) -> list[tuple[int, int, str, int]]:
    return [
        (profile, NO_DATASET if dataset is None else dataset, each, row_id)
        for row_id, profile, dataset, objects in rows
        if objects
        for each in msgspec.json.decode(objects)
    ]


def _beyond_bytes(connection: apsw.Connection, key: int, most: int) -> int:
    """How many of the oldest events must go so that the others have at most *most* bytes."""
    total = int(connection.execute("SELECT total(size) FROM events WHERE profile = ?", (key,)).get)
    count = 0
    if total > most:
        sql = "SELECT size FROM events WHERE profile = ? ORDER BY at_ms, id"
        for (size,) in connection.execute(sql, (key,)):
            if total <= most:
                break
            total -= size
            count += 1
    return count
