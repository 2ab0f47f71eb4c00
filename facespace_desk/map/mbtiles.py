"""Raster tiles of a local MBTiles file (version 1.3), read only and trusted in nothing.

The file is SQLite; its tables may be views, its blobs any size. So it is opened read-only and
immutable, its own functions are off, rows are limited in size and each question in time.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from facespace_desk.language import tr
from facespace_desk.map.sources import (
    MOST_BYTES,
    MOST_ZOOM,
    TileImage,
    TileTrouble,
    is_tile,
    plain_text,
)

QUESTION_S = 2.0
_CLOCK_STEPS = 2_000  # database instructions between two looks at the clock
_RASTER = frozenset({"png", "jpg", "jpeg", "webp", ""})


class MbtilesSource:
    """Tiles of one file; a TileSource."""

    def __init__(self, path: Path) -> None:
        """Opens the file; some milliseconds, so in a thread.

        Raises:
            TileTrouble: it is not there, or holds no raster tiles.
        """
        self._lock = threading.Lock()
        self._ends = 0.0
        self._file = path.name
        self._connection: apsw.Connection | None = self._opened(path)
        try:
            self._read_metadata()
        except BaseException:
            self._connection.close()
            raise

    async def tile(self, zoom: int, x: int, y: int) -> TileImage | None:
        """One tile; None when the file has none there.

        Raises:
            TileTrouble: it cannot be read, or is no picture.
        """
        if not is_tile(zoom, x, y) or not self.min_zoom <= zoom <= self.max_zoom:
            return None
        return await asyncio.to_thread(self._tile, zoom, x, y)

    async def close(self) -> None:
        """Closes the file, after what is being read."""
        await asyncio.to_thread(self._close)

    def _tile(self, zoom: int, x: int, y: int) -> TileImage | None:
        sql = (
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        )
        rows = self._asked(sql, zoom, x, (1 << zoom) - 1 - y)  # rows are counted from the south
        if not rows or rows[0][0] is None:
            return None
        data = rows[0][0]
        if not isinstance(data, bytes):
            raise TileTrouble(tr("A tile in {file} is no picture.", file=self._file))
        return TileImage.checked(data)

    def _close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self, path: Path) -> apsw.Connection:
        with self._in_words():
            if not path.is_file():
                raise TileTrouble(tr("There is no file {file}.", file=self._file))
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
            connection = apsw.Connection(address, flags=flags)
            connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
            connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
            connection.limit(apsw.SQLITE_LIMIT_LENGTH, MOST_BYTES + 4096)
            connection.limit(apsw.SQLITE_LIMIT_ATTACHED, 0)
            connection.set_progress_handler(lambda: time.monotonic() > self._ends, _CLOCK_STEPS)
            return connection

    def _read_metadata(self) -> None:
        found: dict[str, str] = {}
        names = ("name", "format", "minzoom", "maxzoom", "attribution")
        for name in names:
            rows = self._asked("SELECT value FROM metadata WHERE name = ?", name)
            found[name] = str(rows[0][0] or "") if rows else ""
        if found["format"].strip().lower() not in _RASTER:
            kind = plain_text(found["format"])[:20]
            raise TileTrouble(
                tr(
                    "{file} holds “{kind}” tiles; only pictures can be shown.",
                    file=self._file,
                    kind=kind,
                )
            )
        self.name = plain_text(found["name"]) or self._file
        self.attribution = plain_text(found["attribution"])
        self.min_zoom = self._zoom(found["minzoom"], "SELECT min(zoom_level) FROM tiles")
        self.max_zoom = self._zoom(found["maxzoom"], "SELECT max(zoom_level) FROM tiles")

    def _zoom(self, said: str, sql: str) -> int:
        """A zoom of the metadata, or where that says nothing, what the tiles have."""
        if said.isascii() and said.isdigit() and len(said) < 3 and int(said) <= MOST_ZOOM:
            return int(said)
        value = self._asked(sql)[0][0]
        if not isinstance(value, int) or not 0 <= value <= MOST_ZOOM:
            raise TileTrouble(tr("{file} holds no tiles.", file=self._file))
        return value

    def _asked(self, sql: str, *values: str | int) -> list[tuple[object, ...]]:
        """The first row of an answer, if any."""
        with self._lock, self._in_words():
            if self._connection is None:
                raise TileTrouble(tr("{file} is closed.", file=self._file))
            self._ends = time.monotonic() + QUESTION_S
            row = self._connection.execute(sql, values).fetchone()
            return [] if row is None else [row]

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turns what the database and the system report into TileTrouble."""
        try:
            yield
        except (apsw.NotADBError, apsw.CorruptError) as error:
            raise TileTrouble(
                tr("{file} is damaged or no MBTiles file.", file=self._file)
            ) from error
        except apsw.SQLError as error:  # a table or column is missing
            raise TileTrouble(tr("{file} is no MBTiles file.", file=self._file)) from error
        except apsw.TooBigError as error:
            raise TileTrouble(
                tr("A tile in {file} is larger than 2 MiB.", file=self._file)
            ) from error
        except apsw.InterruptError as error:
            raise TileTrouble(tr("{file} takes too long to read.", file=self._file)) from error
        except (apsw.Error, OSError, MemoryError) as error:
            raise TileTrouble(tr("{file} cannot be read.", file=self._file)) from error
