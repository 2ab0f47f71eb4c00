"""Makes files of a finished picture: converted by extension, laid over backgrounds, stripped.

The operations and their settings are those of the official client (wire/skylab.md 5.1), so that the
pixels are the same; what needs no change is not encoded again. Everything is read from and written
to files, row by row where the format allows it.

Blocks while it works: call it through `PictureWork`. Importing this module loads libvips.
"""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyvips

from facespace_desk.language import tr
from facespace_desk.pictures import vips
from facespace_desk.pictures.raster import PictureLimits, PictureTrouble, TroubleKind
from facespace_desk.pictures.signatures import HEAD_BYTES, Format, format_of

vips.set_up()

LIMITS: Final = PictureLimits(bytes=200 * 2**20, pixels=100_000_000)
TAIL_BYTES: Final = 65_536
FULL_BYTES: Final = 2**20  # a disk with less counts as full
COLOURS, WITH_ALPHA = 3, 4
UPRIGHT: Final = 1

_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
# What decides how a PNG looks (PNG 3rd edition 11); everything else tells of its making.
_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE tRNS IDAT IEND gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs mDCV cLLI".split()
) | frozenset({b"acTL", b"fcTL", b"fdAT"})
_SAVERS: Final = {
    Format.JPEG: "jpegsave",
    Format.PNG: "pngsave",
    Format.WEBP: "webpsave",
    Format.TIFF: "tiffsave",
}


@dataclass(frozen=True)
class Header:
    """What the first bytes of a picture tell. `width` and `height` are pixels as stored."""

    format: Format
    width: int
    height: int
    orientation: int


def inspect(path: Path, limits: PictureLimits = LIMITS) -> Header:
    """What *path* is; no pixel is decoded.

    Raises:
        PictureTrouble: it is no picture, is cut off, or is larger than *limits*.
    """
    found = format_of(_head(path))
    if _is_cut(found, path):
        words = tr(
            "The {format} picture ends too early: a part of the file is missing.", format=found.name
        )
        raise PictureTrouble(TroubleKind.TRUNCATED, words)
    try:
        image = _opened(path, found)
    except pyvips.Error as error:
        raise _broken(found) from error
    if max(image.width, image.height) > limits.side or image.width * image.height > limits.pixels:
        words = tr(
            "It has {width} x {height} pixels: more than can be trusted.",
            width=image.width,
            height=image.height,
        )
        raise PictureTrouble(TroubleKind.TOO_LARGE, words)
    return Header(found, image.width, image.height, _orientation(image))


def is_as_wanted(header: Header, wanted: Format, *, strip: bool = False) -> bool:
    """Whether the file is what is wanted, byte for byte."""
    return header.format is wanted and not (strip and wanted is Format.PNG)


def convert(path: Path, target: Path, wanted: Format, *, strip: bool = False) -> None:
    """Write the picture in *path* to *target* as *wanted*; *strip* leaves off what a PNG tells
    besides the picture. Where the pixels need no change, they are not encoded again.

    Raises:
        PictureTrouble: it cannot be read to its end, or not be written so.
        OSError: the disk is full.
    """
    header = inspect(path)
    if is_as_wanted(header, wanted, strip=strip):
        shutil.copyfile(path, target)
    elif header.format is wanted and header.orientation == UPRIGHT:
        _strip_png(path, target)
    else:
        _convert(path, header, target, wanted, strip)


def compose(
    path: Path, background: Path, target: Path, wanted: Format, *, strip: bool = False
) -> None:
    """Lay the cut-out in *path* over *background*, which is scaled to cover it and cropped at the
    centre, and write that to *target* as *wanted*.

    Raises:
        PictureTrouble: one of the two cannot be read, or *path* is no cut-out.
    """
    header, behind = inspect(path), inspect(background)
    try:
        image = _opened(path, header.format)
        if image.bands != WITH_ALPHA or not image.hasalpha():
            words = tr("It is no cut-out: it lacks a channel for what is to be seen through it.")
            raise PictureTrouble(TroubleKind.UNSUPPORTED, words)
        cutout = image[0:COLOURS].bandjoin(image[COLOURS])
        covering = _opened(background, behind.format).thumbnail_image(
            image.width, height=image.height, crop="centre"
        )
        _save(covering.composite2(cutout, "over"), target, wanted, strip)
    except pyvips.Error as error:
        words = tr("The picture could not be laid over its background.")
        raise PictureTrouble(TroubleKind.BROKEN, words) from error


def _convert(path: Path, header: Header, target: Path, wanted: Format, strip: bool) -> None:
    try:
        image = _opened(path, header.format)
        if strip and header.orientation != UPRIGHT:  # what turns it is stripped with the rest
            image = image.copy_memory().autorot()
        _save(image, target, wanted, strip)
    except pyvips.Error as error:
        raise _broken(header.format) from error


def _save(image: pyvips.Image, target: Path, wanted: Format, strip: bool) -> None:
    options: dict[str, Any] = {"keep": "icc"} if strip and wanted is Format.PNG else {}
    try:
        getattr(image, _SAVERS[wanted])(str(target), **options)
    except pyvips.Error as error:
        # libvips has one text of errors for all threads, so it cannot be asked.
        if shutil.disk_usage(target.parent).free < FULL_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def _opened(path: Path, found: Format) -> pyvips.Image:
    """Row by row; the first damage ends it."""
    load = getattr(pyvips.Image, f"{found.value}load_source")
    source = pyvips.Source.new_from_file(str(path))
    return load(source, access="sequential", fail_on="error")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _is_cut(found: Format, path: Path) -> bool:
    """Whether the file lacks the end that its format prescribes."""
    with path.open("rb") as file:
        start = file.read(12)
        size = file.seek(0, 2)
        file.seek(max(0, size - TAIL_BYTES))
        tail = file.read()
    if found is Format.JPEG:
        return b"\xff\xd9" not in tail
    if found is Format.PNG:
        return b"IEND" not in tail
    if found is Format.WEBP:
        return size < 8 + int.from_bytes(start[4:8], "little")
    return False


def _orientation(image: pyvips.Image) -> int:
    found = image.get("orientation") if image.get_typeof("orientation") else UPRIGHT
    return found if isinstance(found, int) else UPRIGHT


def _strip_png(path: Path, target: Path) -> None:
    """Copy the chunks that make the picture; those of the pixels byte for byte."""
    with path.open("rb") as source, target.open("wb") as sink:
        source.seek(len(_PNG_START))
        sink.write(_PNG_START)
        while len(head := source.read(8)) == 8:
            length, kind = int.from_bytes(head[:4], "big"), head[4:]
            if kind in _PNG_KEPT:
                sink.write(head)
                _copy(source, sink, length + 4)
            else:
                source.seek(length + 4, 1)
            if kind == b"IEND":
                return
    raise _broken(Format.PNG)


def _copy(source: BinaryIO, sink: BinaryIO, count: int) -> None:
    while count:
        block = source.read(min(count, 2**20))
        if not block:
            raise _broken(Format.PNG)
        sink.write(block)
        count -= len(block)


def _broken(found: Format) -> PictureTrouble:
    words = tr("The {format} picture is damaged.", format=found.name)
    return PictureTrouble(TroubleKind.BROKEN, words)
