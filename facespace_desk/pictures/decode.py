"""Makes pixels of a picture: checked before it is decoded, upright, in sRGB, no larger than asked.

Blocks while it works, for milliseconds to seconds: call it through `PictureWork`. Importing this
module loads libvips.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pyvips

from facespace_desk.language import tr, tr_n
from facespace_desk.pictures import vips
from facespace_desk.pictures.raster import (
    RGB,
    RGBA,
    PictureLimits,
    PictureTrouble,
    Raster,
    TroubleKind,
)
from facespace_desk.pictures.signatures import HEAD_BYTES, Format, format_of, is_cut, is_hevc

vips.set_up()

LIMITS = PictureLimits()
# Formats of which libvips holds the whole picture, decoded, whatever size is asked for.
_HELD_WHOLE = {Format.GIF, Format.HEIF, Format.WEBP}
_TURNED = range(5, 9)  # EXIF orientations that swap width and height
_WIDE = {"ushort", "short", "uint", "int", "float", "double"}  # libvips' names of formats
INCOMPLETE = tr("incomplete: the file ends too early or is damaged")


def decode(
    picture: bytes | Path,
    *,
    box: tuple[int, int] | None = None,
    limits: PictureLimits = LIMITS,
    keep_incomplete: bool = False,
) -> Raster:
    """*picture* in the size that fits into *box* (width, height), never larger than it is.

    Of several frames or pages the first. With *keep_incomplete* a picture that ends too early
    or is damaged is shown as far as it goes, and says so in its notes.

    Raises:
        PictureTrouble: there is no picture; nothing else is raised.
    """
    data = picture if isinstance(picture, bytes) else _content(picture, limits)
    if len(data) > limits.bytes:
        raise _too_many_bytes(len(data), limits)
    found = format_of(data[:HEAD_BYTES])
    try:
        header = _header(data, found, limits)
        size = _upright_size(header)
        image, pixels, is_whole = _decoded(data, header, box or size, keep_incomplete)
    except pyvips.Error as error:
        raise _trouble(found, data) from error
    notes = _notes(header, found) if is_whole else [*_notes(header, found), INCOMPLETE]
    return Raster(
        width=image.width,
        height=image.height,
        data=pixels,
        channels=image.bands,
        full_width=size[0],
        full_height=size[1],
        format=found.name,
        notes=tuple(notes),
    )


def _decoded(
    data: bytes, header: pyvips.Image, box: tuple[int, int], keep_incomplete: bool
) -> tuple[pyvips.Image, bytes, bool]:
    """The picture, its pixels, and whether they are all there.

    Raises:
        pyvips.Error: they are not, and that will not do.
    """
    try:
        return *_pixels(data, header, box, "error"), True
    except pyvips.Error:
        if not keep_incomplete:
            raise
        return *_pixels(data, header, box, "none"), False


def _content(path: Path, limits: PictureLimits) -> bytes:
    """The file, read and not mapped: a mapped file that another program cuts ends the process."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise PictureTrouble(TroubleKind.NOT_A_PICTURE, tr("It is a folder."))
        if not stat.S_ISREG(found.st_mode):
            raise PictureTrouble(TroubleKind.NOT_A_PICTURE, tr("It is not an ordinary file."))
        if found.st_size > limits.bytes:
            raise _too_many_bytes(found.st_size, limits)
        with path.open("rb") as file:
            return file.read(found.st_size)
    except FileNotFoundError as error:
        raise PictureTrouble(TroubleKind.UNREADABLE, tr("The file is no longer there.")) from error
    except OSError as error:
        why = error.strerror or tr("the system does not say why")
        words = tr("The file cannot be read: {why}.", why=why)
        raise PictureTrouble(TroubleKind.UNREADABLE, words) from error


def _header(data: bytes, found: Format, limits: PictureLimits) -> pyvips.Image:
    """Size, kind and metadata of a picture that is small enough; no pixel is decoded yet, except
    of HEVC, whose picture is whole.

    Raises:
        PictureTrouble: it is too large, or none.
        pyvips.Error: it is none.
    """
    if is_hevc(data):
        from facespace_desk.pictures.hevc import HevcPicture  # wanted rarely

        picture = HevcPicture(data)
        _check_size(picture.width, picture.height, picture.bands, limits)
        return picture.decoded()
    load = getattr(pyvips.Image, f"{found.value}load_source")
    header = load(pyvips.Source.new_from_memory(data), access="sequential")
    is_whole = found in _HELD_WHOLE or _field(header, "interlaced")
    pixel_bytes = header.bands * (2 if header.format in _WIDE else 1) if is_whole else 0
    _check_size(header.width, header.height, pixel_bytes, limits)
    return header


def _check_size(width: int, height: int, pixel_bytes: int, limits: PictureLimits) -> None:
    """*pixel_bytes*: of a pixel, when all of them are held at once; else 0."""
    if max(width, height) > limits.side or width * height > limits.pixels:
        words = tr(
            "It has {width} x {height} pixels; up to {millions:.0f} million are shown.",
            width=width,
            height=height,
            millions=limits.pixels / 1e6,
        )
        raise PictureTrouble(TroubleKind.TOO_LARGE, words)
    if width * height * pixel_bytes > limits.whole_bytes:
        words = tr(
            "It has {width} x {height} pixels and can only be decoded whole: too much memory.",
            width=width,
            height=height,
        )
        raise PictureTrouble(TroubleKind.TOO_LARGE, words)


def _upright_size(header: pyvips.Image) -> tuple[int, int]:
    size = (header.width, header.height)
    return size[::-1] if _field(header, "orientation") in _TURNED else size


def _notes(header: pyvips.Image, found: Format) -> list[str]:
    notes = []
    frames = _field(header, "n-pages")
    if frames > 1:
        notes.append(_first_of(frames, found))
    if header.interpretation == "cmyk":
        notes.append(tr("colours for print (CMYK)"))
    if header.format in _WIDE:
        notes.append(tr("more than 8 bits per colour"))
    return notes


def _first_of(count: int, found: Format) -> str:
    if found is Format.TIFF:
        return tr_n("first of {n} pages", "first of {n} page", count)
    if found is Format.HEIF:
        return tr_n("first of {n} pictures", "first of {n} picture", count)
    return tr_n("first of {n} frames", "first of {n} frame", count)


def _pixels(
    data: bytes, header: pyvips.Image, box: tuple[int, int], fail_on: str
) -> tuple[pyvips.Image, bytes]:
    """Upright, at most *box*, RGB or RGBA in sRGB; and its rows.

    Raises:
        pyvips.Error: at the first damage that *fail_on* names.
    """
    options = {"size": "down", "height": box[1]}
    if _field(header, "icc-profile-data"):  # else colours are sRGB already, or have a fixed rule
        options["output_profile"] = "srgb"
    if is_hevc(data):
        image = _as_rgb(header.thumbnail_image(box[0], **options))
        return image, bytes(image.write_to_memory())
    # WORKAROUND https://github.com/libvips/libvips/issues/5195: the argument of that name is taken
    # and forgotten; the option reaches the loader.
    options["option_string"] = f"fail_on={fail_on}"
    source = pyvips.Source.new_from_memory(data)
    image = _as_rgb(pyvips.Image.thumbnail_source(source, box[0], **options))
    return image, bytes(image.write_to_memory())


def _as_rgb(image: pyvips.Image) -> pyvips.Image:
    """8 bits, three colours, and alpha where there is one."""
    if image.interpretation != "srgb":
        image = image.colourspace("srgb")
    if image.bands > RGBA:  # what more there is has no meaning that a file could tell
        image = image.extract_band(0, n=RGB)
    return image.cast("uchar") if image.format != "uchar" else image


def _field(header: pyvips.Image, name: str) -> Any:
    """A metadata field; 0 when the picture lacks it."""
    return header.get(name) if header.get_typeof(name) else 0


def _trouble(found: Format, data: bytes) -> PictureTrouble:
    """The cause, by the file itself: libvips has one text of errors for all threads."""
    if is_cut(found, data):
        words = tr(
            "The {format} picture ends too early: a part of the file is missing.", format=found.name
        )
        return PictureTrouble(TroubleKind.TRUNCATED, words)
    words = tr("The {format} picture is damaged.", format=found.name)
    return PictureTrouble(TroubleKind.BROKEN, words)


def _too_many_bytes(size: int, limits: PictureLimits) -> PictureTrouble:
    words = tr(
        "The file has {size:.0f} MB; up to {most:.0f} MB are shown.",
        size=size / 1e6,
        most=limits.bytes / 1e6,
    )
    return PictureTrouble(TroubleKind.TOO_LARGE, words)
