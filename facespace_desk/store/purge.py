"""Removes what is too old, so that no byte of it stays in the files.

Deleted cells are overwritten (secure_delete), emptied pages are given back to the system, and the
write-ahead log is cut to nothing. All in small steps, between which new rows are written.
"""

from collections.abc import Generator
from pathlib import Path

import apsw

from facespace_desk.store.records import Purged

STEP_ROWS = 5_000
STEP_PAGES = 256

# The first so many rows in the order of time that end before the moment.
DELETE_SIGHTINGS = """
DELETE FROM sightings WHERE (profile, first_ms, camera, label, origin, raw) IN (
    SELECT profile, first_ms, camera, label, origin, raw FROM sightings
    WHERE profile = :profile AND first_ms < :before_ms AND last_ms < :before_ms LIMIT :step)
"""
DELETE_LOOKS = "DELETE FROM looks WHERE profile = :profile AND to_ms < :before_ms"
DELETE_GAPS = "DELETE FROM gaps WHERE profile = :profile AND to_ms < :before_ms"
DELETE_MARKS = """
DELETE FROM marks WHERE profile = :profile AND at_ms < :before_ms AND NOT EXISTS (
    SELECT 1 FROM sightings WHERE sightings.profile = marks.profile
    AND first_ms = at_ms AND sightings.camera = marks.camera AND sightings.label = marks.label)
"""
PROFILES = """
SELECT profile FROM sightings UNION SELECT profile FROM looks
UNION SELECT profile FROM gaps UNION SELECT profile FROM marks
"""


def purge_rows(
    connection: apsw.Connection, before_ms: int, profile: str | None
) -> Generator[None, None, Purged]:
    """Remove rows that ended before *before_ms*, of one profile or (None) of all."""
    size = _size_bytes(connection)
    profiles = (
        [profile] if profile is not None else [row[0] for row in connection.execute(PROFILES)]
    )
    total = Purged()
    for name in profiles:
        total += yield from _purge_profile(connection, name, before_ms)
    yield from give_back(connection)
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
    """The moment before which sightings must go for the rest to fit, None when all fits."""
    used = _used_bytes(connection)
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


def give_back(connection: apsw.Connection) -> Generator[None, None, None]:
    """Return free pages to the system and cut the write-ahead log."""
    while connection.pragma("freelist_count"):
        connection.execute(f"PRAGMA incremental_vacuum({STEP_PAGES})").fetchall()
        yield
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _purge_profile(
    connection: apsw.Connection, profile: str, before_ms: int
) -> Generator[None, None, Purged]:
    values: dict[str, str | int] = {"profile": profile, "before_ms": before_ms, "step": STEP_ROWS}
    sightings = 0
    while removed := _delete(connection, DELETE_SIGHTINGS, values):
        sightings += removed
        yield
    looks, gaps, marks = (
        _delete(connection, sql, values) for sql in (DELETE_LOOKS, DELETE_GAPS, DELETE_MARKS)
    )
    yield
    return Purged(sightings=sightings, looks=looks, gaps=gaps, marks=marks)


def _delete(connection: apsw.Connection, sql: str, values: dict[str, str | int]) -> int:
    connection.execute(sql, values).fetchall()
    return connection.changes()


def _size_bytes(connection: apsw.Connection) -> int:
    return int(connection.pragma("page_count")) * int(connection.pragma("page_size"))


def _used_bytes(connection: apsw.Connection) -> int:
    free = int(connection.pragma("freelist_count")) * int(connection.pragma("page_size"))
    return _size_bytes(connection) - free
