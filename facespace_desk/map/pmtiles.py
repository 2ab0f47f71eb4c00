"""Raster tiles of a local PMTiles file (version 3), trusted in nothing.

Source: the specification of PMTiles 3. A header of 127 bytes leads to a directory of tiles, sorted
by their number along a Hilbert curve; large files part it into leaves. What a file says of sizes is
bounded before it is read or unpacked.
"""

from __future__ import annotations

import asyncio
import json
import struct
import threading
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Final

from facespace_desk.language import tr
from facespace_desk.map.sources import (
    MOST_BYTES,
    MOST_ZOOM,
    TileImage,
    TileTrouble,
    is_tile,
    plain_text,
)

MAGIC: Final = b"PMTiles"
_VERSION: Final = 3
_HEADER: Final = struct.Struct("<7sB11QBBBBBB")  # as far as the zooms; bounds are not needed
_PLAIN, _GZIP = 1, 2  # compressions; files with Brotli or Zstandard are rare and refused
_KINDS: Final = {1: "vector", 5: "AVIF"}  # what cannot be shown; PNG, JPEG and WebP can
_DIRECTORY_BYTES: Final = 8 * 2**20  # unpacked; writers keep them below some 100 KB
_METADATA_BYTES: Final = 2**20
_LEAVES_HELD: Final = 16
_DEPTH: Final = 4  # directories above a tile


@dataclass(frozen=True)
class _Directory:
    """Entries sorted by tile number; a run of 0 leads to a leaf."""

    ids: list[int]
    runs: list[int]
    lengths: list[int]
    offsets: list[int]


class PmtilesSource:
    """Tiles of one file; a TileSource."""

    def __init__(self, path: Path) -> None:
        """Opens the file; some milliseconds, so in a thread.

        Raises:
            TileTrouble: it is not there, or holds no raster tiles.
        """
        self._lock = threading.Lock()
        self._path_name = path.name
        self._leaves: OrderedDict[int, _Directory] = OrderedDict()
        with self._in_words():
            if not path.is_file():
                raise TileTrouble(tr("There is no file {file}.", file=path.name))
            self._file: BufferedReader | None = path.open("rb")
        try:
            self._read_header()
        except BaseException:
            self._file.close()
            raise

    async def tile(self, zoom: int, x: int, y: int) -> TileImage | None:
        """One tile; None when the file has none there.

        Raises:
            TileTrouble: it cannot be read, or is no picture.
        """
        if not is_tile(zoom, x, y) or not self.min_zoom <= zoom <= self.max_zoom:
            return None
        return await asyncio.to_thread(self._tile, tile_number(zoom, x, y))

    async def close(self) -> None:
        """Closes the file, after what is being read."""
        await asyncio.to_thread(self._close)

    def _tile(self, number: int) -> TileImage | None:
        with self._lock, self._in_words():
            place = self._find(number)
            if place is None:
                return None
            offset, length = place
            data = self._read(self._tiles_at + offset, length, MOST_BYTES)
            if self._tile_packing == _GZIP:
                data = _unpacked(data, _GZIP, MOST_BYTES)
        return TileImage.checked(data)

    def _find(self, number: int) -> tuple[int, int] | None:
        """Offset and length of a tile's data, if the file has it."""
        directory = self._root
        for _ in range(_DEPTH):
            at = bisect_right(directory.ids, number) - 1
            if at < 0:
                return None
            run, offset, length = directory.runs[at], directory.offsets[at], directory.lengths[at]
            if run:
                return (offset, length) if number < directory.ids[at] + run else None
            directory = self._leaf(offset, length)
        raise ValueError("directories without end")

    def _leaf(self, offset: int, length: int) -> _Directory:
        found = self._leaves.get(offset)
        if found is None:
            found = self._leaves[offset] = self._directory(self._leaves_at + offset, length)
            if len(self._leaves) > _LEAVES_HELD:
                self._leaves.popitem(last=False)
        self._leaves.move_to_end(offset)
        return found

    def _directory(self, offset: int, length: int) -> _Directory:
        packed = self._read(offset, length, _DIRECTORY_BYTES)
        return _parsed(_unpacked(packed, self._packing, _DIRECTORY_BYTES))

    def _read(self, offset: int, length: int, most: int) -> bytes:
        if self._file is None:
            raise TileTrouble(tr("{file} is closed.", file=self._path_name))
        if not 0 < length <= most:
            raise ValueError("a part is empty or too large")
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) < length:
            raise ValueError("the file is cut off")
        return data

    def _close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _read_header(self) -> None:
        with self._in_words():
            fields = _HEADER.unpack(self._read(0, _HEADER.size, _HEADER.size))
            magic, version, root_at, root_length, info_at, info_length = fields[:6]
            self._leaves_at, self._tiles_at = fields[6], fields[8]
            self._packing, self._tile_packing, kind, self.min_zoom, self.max_zoom = fields[14:19]
            if magic != MAGIC or version != _VERSION:
                raise ValueError("another kind of file")
            if kind in _KINDS:
                raise TileTrouble(
                    tr(
                        "{file} holds “{kind}” tiles; only pictures can be shown.",
                        file=self._path_name,
                        kind=_KINDS[kind],
                    )
                )
            if not self.min_zoom <= self.max_zoom <= MOST_ZOOM:
                raise ValueError("there are no such zooms")
            self._root = self._directory(root_at, root_length)
            self.name, self.attribution = self._path_name, ""
            if info_length:
                self._read_metadata(info_at, info_length)

    def _read_metadata(self, offset: int, length: int) -> None:
        packed = self._read(offset, length, _METADATA_BYTES)
        said = json.loads(_unpacked(packed, self._packing, _METADATA_BYTES))
        if isinstance(said, dict):
            self.name = plain_text(str(said.get("name") or "")) or self.name
            self.attribution = plain_text(str(said.get("attribution") or ""))

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turns what the file and the system report into TileTrouble."""
        try:
            yield
        except (ValueError, struct.error, zlib.error, IndexError, RecursionError) as error:
            raise TileTrouble(
                tr("{file} is damaged or no PMTiles file.", file=self._path_name)
            ) from error
        except (OSError, OverflowError, MemoryError) as error:
            raise TileTrouble(tr("{file} cannot be read.", file=self._path_name)) from error


def tile_number(zoom: int, x: int, y: int) -> int:
    """The number of a tile: those of lower zooms first, then along a Hilbert curve."""
    number = ((1 << 2 * zoom) - 1) // 3
    side = 1 << zoom >> 1
    while side:
        across, down = int(bool(x & side)), int(bool(y & side))
        number += side * side * ((3 * across) ^ down)
        if not down:
            if across:
                x, y = side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1))
            x, y = y, x
        side >>= 1
    return number


def _unpacked(data: bytes, packing: int, most: int) -> bytes:
    """Raises ValueError, zlib.error."""
    if packing == _PLAIN:
        return data
    if packing != _GZIP:
        raise ValueError("a compression that is not read here")
    unpacker = zlib.decompressobj(wbits=31)
    plain = unpacker.decompress(data, most)
    if not unpacker.eof:
        raise ValueError("more than there may be, or cut off")
    return plain


def _parsed(data: bytes) -> _Directory:
    """A directory: its length, then four columns of numbers. Raises ValueError."""
    numbers = _varints(data)
    if not numbers or len(numbers) != 1 + 4 * numbers[0] or not numbers[0]:
        raise ValueError("a directory is damaged")
    count = numbers[0]
    steps, runs, lengths, places = (
        numbers[1 + count * column : 1 + count * (column + 1)] for column in range(4)
    )
    number = 0
    ids: list[int] = []
    offsets: list[int] = []
    for at, (step, place) in enumerate(zip(steps, places, strict=True)):
        number += step
        ids.append(number)
        if place == 0 and at == 0:
            raise ValueError("a directory begins nowhere")
        offsets.append(place - 1 if place else offsets[-1] + lengths[at - 1])
    return _Directory(ids, runs, lengths, offsets)


def _varints(data: bytes) -> list[int]:
    """Numbers of seven bits a byte, the lowest first, at most 64 bits. Raises ValueError."""
    found, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            found.append(value)
            value = shift = 0
        elif shift > 56:
            raise ValueError("a number is too long")
        else:
            shift += 7
    return found
