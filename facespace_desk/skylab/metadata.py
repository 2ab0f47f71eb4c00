"""What a picture file tells besides the picture: found, and taken out without touching a pixel.

Works on the containers (JPEG segments, PNG chunks, WebP chunks), so nothing is encoded again. The
orientation and the colour profile stay: without them the picture would look different.
Sources: JPEG T.81 B.1, PNG 3rd edition 5, WebP container, EXIF 2.32 section 4.6. No Qt.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from facespace_desk.language import tr

UPRIGHT: Final = 1
_ORIENTATION, _GPS, _EXIF = 0x0112, 0x8825, 0x8769  # EXIF tags
_EXIF_HEAD: Final = b"Exif\x00\x00"
_XMP_HEADS: Final = (b"http://ns.adobe.com/xap/1.0/\x00", b"http://ns.adobe.com/xmp/extension/\x00")
_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_KEPT_APPS: Final = {0xE0, 0xEE}  # JFIF, and Adobe's colour transform
_ICC_HEAD: Final = b"ICC_PROFILE\x00"
_APP0, _APP1, _APP2, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEF, 0xFE
_SCAN, _END = 0xDA, 0xD9
_BARE: Final = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_PNG_TOLD: Final = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_TOLD: Final = {b"EXIF", b"XMP "}
_WEBP_FLAGS: Final = 0x08 | 0x04  # EXIF and XMP are there


class NotThisFormat(ValueError):
    """The file is no JPEG, PNG or WebP, or its container is damaged."""


@dataclass(frozen=True)
class Told:
    """What a file tells of where and how it was made."""

    has_position: bool = False  # where on Earth
    has_details: bool = False  # camera, moment, program, names
    orientation: int = UPRIGHT

    @property
    def is_anything(self) -> bool:
        return self.has_position or self.has_details

    @property
    def words(self) -> str:
        """For a person: "position and camera details"; empty when there is nothing."""
        if self.has_position and self.has_details:
            return tr("position and camera details")
        if self.has_position:
            return tr("position")
        return tr("camera details") if self.has_details else ""


def told_by(data: bytes) -> Told:
    """What the whole file *data* tells.

    Raises:
        NotThisFormat: see there.
    """
    return _handled(data)[0]


def without_told(data: bytes) -> bytes:
    """*data* without what it tells, pixels byte for byte; orientation and colours stay.

    Raises:
        NotThisFormat: see there.
    """
    return _handled(data)[1]()


def _handled(data: bytes) -> tuple[Told, Callable[[], bytes]]:
    try:
        if data.startswith(_JPEG):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError) as error:
        raise NotThisFormat("the file is damaged") from error
    raise NotThisFormat("not a JPEG, PNG or WebP")


# JPEG


def _jpeg(data: bytes) -> tuple[Told, Callable[[], bytes]]:
    segments = list(_jpeg_segments(data))
    told = Told()
    for kind, body in segments:
        if kind == _APP1 and body.startswith(_EXIF_HEAD):
            told = _joined(told, _read_exif(body[len(_EXIF_HEAD) :]))
        elif _is_told(kind, body):
            told = _joined(told, Told(has_details=True))

    def without() -> bytes:
        parts = [_JPEG]
        is_turned = told.orientation != UPRIGHT
        for kind, body in segments:
            if is_turned and kind != _APP0:  # after JFIF, where readers look for it
                parts.append(_segment(_APP1, _EXIF_HEAD + _exif_of(told.orientation)))
                is_turned = False
            if kind == _SCAN:
                parts.append(body)  # the rest of the picture
            elif not _is_told(kind, body):
                parts.append(_segment(kind, body))
        return b"".join(parts)

    return told, without


def _is_told(kind: int, body: bytes) -> bool:
    if kind == _COMMENT:
        return True
    if kind == _APP2 and body.startswith(_ICC_HEAD):
        return False
    return _APP0 <= kind <= _APP15 and kind not in _KEPT_APPS


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its body; the scan with all that follows, up to the picture's end."""
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:  # fill bytes
            at += 1
        if data[at] != 0xFF:
            raise NotThisFormat("the file is damaged")
        kind = data[at + 1]
        if kind == _SCAN:
            yield kind, data[at : _jpeg_end(data, at)]
            return
        if kind == _END:
            return
        if kind in _BARE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2 or at + 2 + length > len(data):
            raise NotThisFormat("the file is damaged")
        yield kind, data[at + 4 : at + 2 + length]
        at += 2 + length


def _jpeg_end(data: bytes, scan: int) -> int:
    """Where the picture ends: telephones put further pictures behind it, which tell as much."""
    at = scan
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)  # it lacks its end
        kind = data[at + 1]
        if kind == _END:
            return at + 2
        if kind == 0x00 or kind in _BARE or kind == 0xFF:
            at += 1 if kind == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)  # of a table or a further scan
        at += 2 + length


def _segment(kind: int, body: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(body) + 2) + body


# PNG


def _png(data: bytes) -> tuple[Told, Callable[[], bytes]]:
    chunks = list(_png_chunks(data))
    told = Told()
    for kind, whole in chunks:
        if kind == b"eXIf":
            told = _joined(told, _read_exif(whole[8:-4]))
        elif kind in _PNG_TOLD:
            told = _joined(told, Told(has_details=True))

    def without() -> bytes:
        parts = [_PNG]
        for kind, whole in chunks:
            if kind == b"IDAT" and told.orientation != UPRIGHT and parts[-1][4:8] != b"IDAT":
                parts.append(_png_chunk(b"eXIf", _exif_of(told.orientation)))
            if kind not in _PNG_TOLD:
                parts.append(whole)
        return b"".join(parts)

    return told, without


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise NotThisFormat("the file is damaged")
        yield kind, data[at:end]
        if kind == b"IEND":
            return
        at = end


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    from zlib import crc32  # only here

    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))


# WebP


def _webp(data: bytes) -> tuple[Told, Callable[[], bytes]]:
    chunks = list(_webp_chunks(data))
    told = Told()
    for kind, body in chunks:
        if kind == b"EXIF":
            told = _joined(told, _read_exif(body.removeprefix(_EXIF_HEAD)))
        elif kind in _WEBP_TOLD:
            told = _joined(told, Told(has_details=True))

    def without() -> bytes:
        is_turned = told.orientation != UPRIGHT
        parts = []
        for kind, body in chunks:
            if kind == b"VP8X":
                flags = body[0] & ~_WEBP_FLAGS | (0x08 if is_turned else 0)
                parts.append(_webp_chunk(kind, bytes((flags,)) + body[1:]))
            elif kind not in _WEBP_TOLD:
                parts.append(_webp_chunk(kind, body))
        if is_turned:
            parts.append(_webp_chunk(b"EXIF", _exif_of(told.orientation)))
        content = b"WEBP" + b"".join(parts)
        return b"RIFF" + struct.pack("<I", len(content)) + content

    return told, without


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise NotThisFormat("the file is damaged")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


# EXIF


def _read_exif(exif: bytes) -> Told:
    """Orientation, position, and whether there is more; what cannot be read counts as details."""
    try:
        order = {b"II": "<", b"MM": ">"}[exif[:2]]
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        tags = {}
        for number in range(count):
            tag, kind = struct.unpack_from(f"{order}HH", exif, start + 2 + 12 * number)
            value = f"{order}H" if kind == 3 else f"{order}I"
            tags[tag] = struct.unpack_from(value, exif, start + 10 + 12 * number)[0]
    except (struct.error, KeyError):
        return Told(has_details=True)
    orientation = tags.get(_ORIENTATION, UPRIGHT)
    return Told(
        has_position=_GPS in tags,
        has_details=bool(tags.keys() - {_ORIENTATION, _GPS}),
        orientation=orientation if 1 <= orientation <= 8 else UPRIGHT,
    )


def _exif_of(orientation: int) -> bytes:
    """The smallest EXIF that turns the picture: one entry."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _joined(one: Told, other: Told) -> Told:
    return Told(
        one.has_position or other.has_position,
        one.has_details or other.has_details,
        one.orientation if one.orientation != UPRIGHT else other.orientation,
    )
