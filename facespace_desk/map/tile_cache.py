"""Tiles kept on disk as long as their server allows, the longest unused thrown away first.

One SQLite file, for this user only. It is a cache: when it is damaged or cannot be written the map
goes on without it. All methods may be called from any thread; they take milliseconds.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import apsw

from facespace_desk.files import PRIVATE_FILE, make_private_directory
from facespace_desk.net.faults import http_date

log = logging.getLogger("desk.map")

T = TypeVar("T")

LIMIT_BYTES = 200 * 2**20
UNSAID_S = 7 * 86400.0  # for servers that say nothing: what OpenStreetMap's tile policy asks for
_MOST_FRESH_S = 365 * 86400.0
_PURGED_TO = 0.9  # of the limit, so that not every new tile purges
_BUSY_MS = 1000
_LAYOUT = 1
_SCHEMA = """
CREATE TABLE tile (
    url TEXT PRIMARY KEY,
    body BLOB NOT NULL,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    fresh_until REAL NOT NULL,
    used REAL NOT NULL
) STRICT;
CREATE INDEX tile_used ON tile (used);
"""


@dataclass(frozen=True)
class Kept:
    """A tile as it was kept. `fresh_until` is in epoch seconds; after it the server is asked."""

    body: bytes = field(repr=False)
    etag: str
    modified: str
    fresh_until: float


def fresh_for(headers: Mapping[str, str], now_s: float) -> float | None:
    """For how many seconds an answer may be used unasked (RFC 9111); None: it may not be kept.

    *headers* has lower-case names.
    """
    said = _directives(headers.get("cache-control", ""))
    if "no-store" in said:
        return None
    if "no-cache" in said:
        return 0.0
    if "max-age" in said:
        age = _seconds(headers.get("age", "")) or 0.0
        return min(max((_seconds(said["max-age"]) or 0.0) - age, 0.0), _MOST_FRESH_S)
    sent = http_date(headers.get("date", ""))
    sent_s = sent.timestamp() if sent else now_s
    if "expires" in headers:
        ends = http_date(headers["expires"])  # what is no date, such as "0", has expired
        return min(max(ends.timestamp() - sent_s, 0.0), _MOST_FRESH_S) if ends else 0.0
    return UNSAID_S


class TileCache:
    """The file at *path*, at most about *limit_bytes* of pictures."""

    def __init__(self, path: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        """Opens nothing yet."""
        self._path = path
        self._limit = limit_bytes
        self._lock = threading.Lock()
        self._connection: apsw.Connection | None = None
        self._is_off = False
        self._bytes = 0

    def get(self, url: str, now_s: float) -> Kept | None:
        """The tile kept for an address, fresh or not; counts as used."""

        def work(connection: apsw.Connection) -> Kept | None:
            sql = "SELECT body, etag, modified, fresh_until FROM tile WHERE url = ?"
            row = connection.execute(sql, (url,)).fetchone()
            if row is None:
                return None
            connection.execute("UPDATE tile SET used = ? WHERE url = ?", (now_s, url))
            return Kept(*row)

        return self._with_file(work)

    def put(self, url: str, kept: Kept, now_s: float) -> None:
        """Keeps a tile instead of the one before, and purges what is too much."""

        def work(connection: apsw.Connection) -> None:
            with connection:
                self._forget(connection, url)
                connection.execute(
                    "INSERT INTO tile VALUES (?, ?, ?, ?, ?, ?)",
                    (url, kept.body, kept.etag, kept.modified, kept.fresh_until, now_s),
                )
                self._bytes += len(kept.body)
                if self._bytes > self._limit:
                    self._purge(connection)

        if len(kept.body) <= self._limit:
            self._with_file(work)

    def renew(self, url: str, fresh_until: float) -> None:
        """The server says that the tile is still good."""
        sql = "UPDATE tile SET fresh_until = ? WHERE url = ?"
        self._with_file(lambda connection: connection.execute(sql, (fresh_until, url)))

    def forget(self, url: str) -> None:
        """The tile may not be kept any more."""
        self._with_file(lambda connection: self._forget(connection, url))

    def clear(self) -> None:
        """Throws all tiles away."""

        def work(connection: apsw.Connection) -> None:
            connection.execute("DELETE FROM tile")
            connection.execute("VACUUM")
            self._bytes = 0

        self._with_file(work)

    @property
    def size_bytes(self) -> int:
        """Bytes of the pictures kept."""
        return self._with_file(lambda _connection: self._bytes) or 0

    def close(self) -> None:
        """Closes the file; nothing is kept from then on."""
        with self._lock:
            self._is_off = True
            self._drop()

    def _with_file(self, work: Callable[[apsw.Connection], T]) -> T | None:
        """What *work* answers; None, and no caching from then on, when the file makes trouble."""
        with self._lock:
            if self._is_off:
                return None
            try:
                if self._connection is None:
                    self._connection = self._connect()
                return work(self._connection)
            except (apsw.Error, OSError) as error:
                log.warning("the cache of map tiles is off: %s", type(error).__name__)
                self._is_off = True
                self._drop()
                return None

    def _connect(self) -> apsw.Connection:
        make_private_directory(self._path.parent)
        try:
            return self._prepared()
        except (apsw.NotADBError, apsw.CorruptError, apsw.SQLError):
            # Damaged, or of another layout: it only holds copies.
            for suffix in ("", "-journal"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            return self._prepared()

    def _prepared(self) -> apsw.Connection:
        if not self._path.exists():
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
        connection = apsw.Connection(os.fspath(self._path))
        try:
            connection.set_busy_timeout(_BUSY_MS)
            connection.execute("PRAGMA synchronous = OFF")
            if connection.execute("PRAGMA user_version").fetchone() != (_LAYOUT,):
                connection.execute(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_LAYOUT}; COMMIT")
            sizes = connection.execute("SELECT ifnull(sum(length(body)), 0) FROM tile")
            self._bytes = sum(size for (size,) in sizes)
        except BaseException:
            connection.close()
            raise
        return connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _forget(self, connection: apsw.Connection, url: str) -> None:
        sql = "DELETE FROM tile WHERE url = ? RETURNING length(body)"
        self._bytes -= sum(size for (size,) in connection.execute(sql, (url,)))

    def _purge(self, connection: apsw.Connection) -> None:
        too_much = self._bytes - self._limit * _PURGED_TO
        doomed = []
        for url, size in connection.execute("SELECT url, length(body) FROM tile ORDER BY used"):
            if too_much <= 0:
                break
            doomed.append((url,))
            too_much -= size
            self._bytes -= size
        connection.executemany("DELETE FROM tile WHERE url = ?", doomed)


def _directives(text: str) -> dict[str, str]:
    """Of a Cache-Control header, names in lower case."""
    pairs = (part.partition("=") for part in text.split(","))
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _seconds(text: str) -> float | None:
    text = text.strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None
