"""Small encoded pictures, made by hand: a tile's header is all that is looked at."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 256, height: int = 256, *, padding: int = 0) -> bytes:
    """A whole greyscale PNG, with *padding* bytes of a comment."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    rows = zlib.compress(b"\0" * ((width + 1) * height)) if width * height < 2**22 else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + (chunk(b"tEXt", b"a\0" + b"x" * padding) if padding else b"")
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int, *, coding: int = 0xC0) -> bytes:
    """A JPEG up to its frame: an application segment, fill bytes, the frame."""
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
        + b"\xff\xff\xff"
        + struct.pack(">BBHBHHB", 0xFF, coding, 11, 8, height, width, 1)[1:]
        + b"\x01\x11\x00\xff\xd9"
    )


def webp(kind: bytes, body: bytes) -> bytes:
    data = b"WEBP" + kind + struct.pack("<I", len(body)) + body + bytes(16)
    return b"RIFF" + struct.pack("<I", len(data)) + data
