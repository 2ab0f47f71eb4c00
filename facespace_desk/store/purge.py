"""Removes what is too old, so that no byte of a name stays in the files.

Deleted rows are overwritten (secure_delete); the small tables with texts are written anew, because
moved rows leave copies (see texts.py); emptied pages are given back to the system; and the
write-ahead log is cut to nothing. All in small steps, between which new rows are written.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import apsw

from facespace_desk.store.database import transaction
from facespace_desk.store.event_purge import events_bytes, give_back, purge_events
from facespace_desk.store.records import Purged
from facespace_desk.store.texts import Texts

STEP_ROWS = 5_000
SCAN_ROWS = 20_000
SMALL_TABLES = ("marks", "documents", "gaps", "looks")

# The first so many rows in the order of time that end before the moment.
DELETE_SIGHTINGS = """
DELETE FROM sightings WHERE (profile, first_ms, camera, label, origin, raw) IN (
    SELECT profile, first_ms, camera, label, origin, raw FROM sightings
    WHERE profile = (SELECT number FROM texts WHERE text = :profile)
          AND first_ms < :before_ms AND last_ms < :before_ms LIMIT :step)
RETURNING profile, camera, label, raw
"""
DELETE_LOOKS = "DELETE FROM looks WHERE profile = :profile AND to_ms < :before_ms"
DELETE_GAPS = "DELETE FROM gaps WHERE profile = :profile AND to_ms < :before_ms"
DELETE_MARKS = """
DELETE FROM marks WHERE profile = :profile AND at_ms < :before_ms AND NOT EXISTS (
    SELECT 1 FROM sightings WHERE first_ms = at_ms
    AND sightings.profile = (SELECT number FROM texts WHERE text = :profile)
    AND sightings.camera = (SELECT number FROM texts WHERE text = marks.camera)
    AND sightings.label = (SELECT number FROM texts WHERE text = marks.label))
"""
PROFILES = """
SELECT text FROM texts WHERE number IN (SELECT DISTINCT profile FROM sightings)
UNION SELECT profile FROM looks UNION SELECT profile FROM gaps UNION SELECT profile FROM marks
"""
SCAN = """
SELECT profile, first_ms, camera, label, origin, raw FROM sightings
WHERE (profile, first_ms, camera, label, origin, raw) > (?, ?, ?, ?, ?, ?)
ORDER BY profile, first_ms, camera, label, origin, raw LIMIT ?
"""


def purge_rows(
    connection: apsw.Connection, texts: Texts, before_ms: int, profile: str | None
) -> Generator[None, None, Purged]:
    """Remove rows that ended before *before_ms*, of one profile or (None) of all."""
    size = _size_bytes(connection)
    everybody = [name for (name,) in _rows(connection, PROFILES, {})]
    profiles = everybody if profile is None else [profile]
    total = Purged()
    suspects: set[int] = set()  # texts of removed rows; most are still used by others
    texts.watch()
    for name in profiles:
        total += yield from _purge_profile(connection, name, before_ms, suspects)
    yield from _clear_used(connection, suspects)
    _remove_texts(connection, suspects - texts.used_since_watch())
    for table in SMALL_TABLES:
        yield
        with transaction(connection):
            _write_anew(connection, table)
    events = yield from purge_events(connection, before_ms, profile)
    yield from give_back(connection)
    total += Purged(events=events)
    return total + Purged(freed_bytes=max(0, size - _size_bytes(connection)))


def purge_files(path: Path, before_ms: int) -> Purged:
    """Remove backups and damaged files beside the store that are older than *before_ms*."""
    removed = freed = 0
    for pattern in (f"{path.name}.backup-*", f"{path.name}.damaged-*"):
        for old in path.parent.glob(pattern):
            status = old.stat()
            if status.st_mtime * 1000 < before_ms:
                old.unlink()
                removed += 1
                freed += status.st_size
    return Purged(files=removed, freed_bytes=freed)


def cut_for_size(connection: apsw.Connection, max_bytes: int) -> int | None:
    """The moment before which sightings must go for the rest to fit, None when all fits.

    Events have limits of their own (`EventCaps`) and do not count.
    """
    used = _used_bytes(connection)
    if used > max_bytes:
        used -= events_bytes(connection)
    if used <= max_bytes:
        return None
    rows = int(connection.execute("SELECT count(*) FROM sightings").get)
    surplus = min(rows - 1, int(rows * (1 - max_bytes / used)) + 1)
    if surplus < 1:
        return None
    moment = connection.execute(
        "SELECT last_ms FROM sightings ORDER BY last_ms LIMIT 1 OFFSET ?", (surplus,)
    ).get
    return int(moment)


def _purge_profile(
    connection: apsw.Connection, profile: str, before_ms: int, suspects: set[int]
) -> Generator[None, None, Purged]:
    values: dict[str, str | int] = {"profile": profile, "before_ms": before_ms, "step": STEP_ROWS}
    sightings = 0
    while removed := _rows(connection, DELETE_SIGHTINGS, values):
        sightings += len(removed)
        suspects.update(number for row in removed for number in row)
        yield
    looks, gaps, marks = (
        _delete(connection, sql, values) for sql in (DELETE_LOOKS, DELETE_GAPS, DELETE_MARKS)
    )
    yield
    return Purged(sightings=sightings, looks=looks, gaps=gaps, marks=marks)


def _clear_used(connection: apsw.Connection, suspects: set[int]) -> Generator[None, None, None]:
    """Take from *suspects* all that a sighting still refers to."""
    last: Any = (-1, 0, 0, 0, 0, 0)
    while suspects:
        rows = _rows(connection, SCAN, (*last, SCAN_ROWS))
        if not rows:
            return
        for profile, _, camera, label, _, raw in rows:
            suspects -= {profile, camera, label, raw}
        last = rows[-1]
        yield


def _remove_texts(connection: apsw.Connection, numbers: set[int]) -> None:
    if numbers:
        with transaction(connection):
            connection.executemany(
                "DELETE FROM texts WHERE number = ?", ((number,) for number in numbers)
            )
            _write_anew(connection, "texts")


def _write_anew(connection: apsw.Connection, table: str) -> None:
    """Empty *table*, which overwrites its pages whole, and fill it again."""
    connection.execute(
        f"CREATE TEMP TABLE copy AS SELECT * FROM main.{table};"  # noqa: S608 - our own names
        f"DELETE FROM main.{table};"
        f"INSERT INTO main.{table} SELECT * FROM copy;"
        "DROP TABLE copy"
    ).fetchall()


def _rows(connection: apsw.Connection, sql: str, values: Any) -> list[Any]:
    return connection.execute(sql, values).fetchall()


def _delete(connection: apsw.Connection, sql: str, values: dict[str, str | int]) -> int:
    connection.execute(sql, values).fetchall()
    return connection.changes()


def _size_bytes(connection: apsw.Connection) -> int:
    return int(connection.pragma("page_count")) * int(connection.pragma("page_size"))


def _used_bytes(connection: apsw.Connection) -> int:
    free = int(connection.pragma("freelist_count")) * int(connection.pragma("page_size"))
    return _size_bytes(connection) - free
