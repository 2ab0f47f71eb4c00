"""Small PNG pictures without a library: the user's thumbnail and the sketches of datasets."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_INK = bytes((0xF2, 0xC1, 0x4E))
_GROUND = bytes((0x1F, 0x2A, 0x38))


def thumbnail(side: int = 96) -> bytes:
    """A face as a child draws it."""
    middle = side / 2

    def colour(x: int, y: int) -> bytes:
        dx, dy = (x - middle) / middle, (y - middle) / middle
        is_head = dx * dx + dy * dy < 0.8
        is_eye = (abs(dx) - 0.3) ** 2 + (dy + 0.2) ** 2 < 0.012
        is_mouth = 0.2 < dx * dx + (dy - 0.05) ** 2 < 0.28 and dy > 0.2
        return _INK if is_head and not is_eye and not is_mouth else _GROUND

    return _png(side, side, [[colour(x, y) for x in range(side)] for y in range(side)])


def sketch(points: Sequence[tuple[float, float]], width: int = 160, height: int = 120) -> bytes:
    """Dots at *points* (x, y), scaled to the picture."""
    rows = [[_GROUND] * width for _ in range(height)]
    if points:
        left, top = (min(point[axis] for point in points) for axis in (0, 1))
        wide, high = (max(point[axis] for point in points) for axis in (0, 1))
        for x, y in points:
            column = int((x - left) / ((wide - left) or 1) * (width - 1))
            row = height - 1 - int((y - top) / ((high - top) or 1) * (height - 1))
            rows[row][column] = _INK
    return _png(width, height, rows)


def _png(width: int, height: int, rows: Sequence[Sequence[bytes]]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"".join(row) for row in rows))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, content)
        for name, content in ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
