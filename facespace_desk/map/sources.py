"""What raster tiles may come from besides the basemap, and what counts as a tile's picture.

There are two kinds: an XYZ server (xyz.py) and a file (mbtiles.py, pmtiles.py). Both are off until
the user names one. Nothing is fetched ahead: what is asked for is what is seen.
"""

from __future__ import annotations

import html
import re
import struct
from dataclasses import dataclass, field
from typing import Protocol

from facespace_desk.language import tr

MOST_BYTES = 2 * 2**20  # tiles have some 20 KiB
MOST_SIDE_PX = 1024
MOST_ZOOM = 24
TILE_PX = 256

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # start of frame, any coding
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_WEBP_HEAD = 30
_MOST_LETTERS = 200  # of a name or an attribution
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class TileTrouble(Exception):
    """No tile now; the text is a sentence for the user and names no path of an address.

    `retry_after_s` is how long the source is left in peace, 0 where the trouble is this tile's.
    """

    def __init__(self, message: str, *, retry_after_s: float = 0.0) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


@dataclass(frozen=True)
class TileImage:
    """An encoded picture (PNG, JPEG or WebP) whose size in its header was checked."""

    data: bytes = field(repr=False)
    width: int
    height: int

    @classmethod
    def checked(cls, data: bytes) -> TileImage:
        """The picture in *data*, looked at but not decoded.

        Raises:
            TileTrouble: it is no such picture, or a larger one than a tile can be.
        """
        if len(data) > MOST_BYTES:
            raise TileTrouble(tr("A tile is larger than 2 MiB."))
        size = picture_size(data)
        if size is None:
            raise TileTrouble(tr("A tile is no PNG, JPEG or WebP picture."))
        if not (0 < size[0] <= MOST_SIDE_PX and 0 < size[1] <= MOST_SIDE_PX):
            raise TileTrouble(
                tr(
                    "A tile is {width} × {height} pixels; at most {most}.",
                    width=size[0],
                    height=size[1],
                    most=MOST_SIDE_PX,
                )
            )
        return cls(data, *size)


class TileSource(Protocol):
    """Tiles in the web's numbering: zoom, x east, y south, each TILE_PX logical pixels wide."""

    @property
    def name(self) -> str:
        """What the user knows it by: a host or a file's own name."""

    @property
    def attribution(self) -> str:
        """Plain text that is shown as long as tiles are."""

    @property
    def min_zoom(self) -> int: ...

    @property
    def max_zoom(self) -> int: ...

    async def tile(self, zoom: int, x: int, y: int) -> TileImage | None:
        """One tile; None when the source has none there.

        Raises:
            TileTrouble: it cannot be had now.
        """

    async def close(self) -> None:
        """Ends requests and closes files; the source may not be used after."""


def is_tile(zoom: int, x: int, y: int) -> bool:
    """Whether there can be such a tile."""
    return 0 <= zoom <= MOST_ZOOM and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom


def plain_text(text: str) -> str:
    """What a file says of itself, without markup and without what cannot be seen."""
    plain = _UNSEEN.sub(" ", html.unescape(_TAG.sub(" ", text)))
    return " ".join(plain.split())[:_MOST_LETTERS]


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height that a PNG, JPEG or WebP says it has; None for anything else."""
    if data.startswith(_PNG):
        if len(data) < 24 or data[12:16] != b"IHDR":
            return None
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= _WEBP_HEAD:
        return _webp_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        if marker == 0xFF or marker in _JPEG_ALONE:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + max(int.from_bytes(data[at + 2 : at + 4]), 2)
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None
