"""What a file is, by its first bytes; its name and what a server calls it are not asked.

Sources: the specifications of each format (JPEG T.81 B.1.1, PNG 5.2, GIF89a 17, WebP container,
TIFF 6.0 section 2, ISO 14496-12 4.3 with the brands of HEIF and AV1 image files).
"""

from __future__ import annotations

from enum import Enum

from facespace_desk.language import tr
from facespace_desk.pictures.raster import PictureTrouble, TroubleKind

HEAD_BYTES = 1024  # enough to tell


class Format(Enum):
    """Formats that are decoded; the value is how libvips names its loader."""

    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    TIFF = "tiff"
    HEIF = "heif"


_PICTURES = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"II+\x00", Format.TIFF),  # BigTIFF
    (b"MM\x00+", Format.TIFF),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}
_HEIF_BRANDS |= {b"avis", b"miaf"}
_HEVC_ITEM = b"hvc1"  # the kind of an item that HEVC has made (ISO 23008-12, annex B)

# Pictures that libvips as we use it does not read, and what is often sent in place of one.
_OTHERS = (
    (b"BM", TroubleKind.UNSUPPORTED, tr("Bitmap (BMP) pictures")),
    (b"\x00\x00\x01\x00", TroubleKind.UNSUPPORTED, tr("Icon (ICO) files")),
    (b"8BPS", TroubleKind.UNSUPPORTED, tr("Photoshop files")),
    (b"\xff\x0a", TroubleKind.UNSUPPORTED, tr("JPEG XL pictures")),
    (b"\x00\x00\x00\x0cJXL ", TroubleKind.UNSUPPORTED, tr("JPEG XL pictures")),
    (b"\x00\x00\x00\x0cjP  ", TroubleKind.UNSUPPORTED, tr("JPEG 2000 pictures")),
    (b"\xff\x4f\xff\x51", TroubleKind.UNSUPPORTED, tr("JPEG 2000 pictures")),
    (b"FUJIFILMCCD-RAW", TroubleKind.UNSUPPORTED, tr("Raw pictures of a camera")),
    (b"IIRO", TroubleKind.UNSUPPORTED, tr("Raw pictures of a camera")),
    (b"IIU\x00", TroubleKind.UNSUPPORTED, tr("Raw pictures of a camera")),
    (b"v/1\x01", TroubleKind.UNSUPPORTED, tr("OpenEXR pictures")),
    (b"#?RADIANCE", TroubleKind.UNSUPPORTED, tr("Radiance pictures")),
    (b"%PDF", TroubleKind.NOT_A_PICTURE, tr("It is a PDF document, not a picture.")),
    (b"%!PS", TroubleKind.NOT_A_PICTURE, tr("It is a PostScript document, not a picture.")),
    (
        b"PK\x03\x04",
        TroubleKind.NOT_A_PICTURE,
        tr("It is a zip archive or office document, not a picture."),
    ),
    (b"\x1f\x8b", TroubleKind.NOT_A_PICTURE, tr("It is a compressed archive, not a picture.")),
    (b"\x1aE\xdf\xa3", TroubleKind.NOT_A_PICTURE, tr("It is a film, not a picture.")),
    (b"#EXTM3U", TroubleKind.NOT_A_PICTURE, tr("It is a play list of a film, not a picture.")),
    (b"MZ", TroubleKind.NOT_A_PICTURE, tr("It is a program, not a picture.")),
    (b"\x7fELF", TroubleKind.NOT_A_PICTURE, tr("It is a program, not a picture.")),
)


def format_of(head: bytes) -> Format:
    """The format that the first `HEAD_BYTES` of a file announce.

    Raises:
        PictureTrouble: EMPTY, UNSUPPORTED or NOT_A_PICTURE, with what it is instead.
    """
    if not head:
        raise PictureTrouble(TroubleKind.EMPTY, tr("It is empty."))
    if head[8:10] == b"CR" and head.startswith((b"II*\x00", b"MM\x00*")):
        raise not_read(tr("Raw pictures of a camera"))
    for signature, found in _PICTURES:
        if head.startswith(signature):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    raise _what_it_is_instead(head)


def is_cut(found: Format, data: bytes) -> bool:
    """True when *data*, a whole file, lacks the end that its format prescribes.

    TIFF has no end: False is then no proof.
    """
    tail = data.rstrip(b"\x00\r\n ")
    if found is Format.JPEG:
        return b"\xff\xd9" not in data[-65_536:]
    if found is Format.PNG:
        return b"IEND" not in data[-65_536:]
    if found is Format.GIF:
        return not tail.endswith(b";")
    if found is Format.WEBP:
        return len(data) < 8 + int.from_bytes(data[4:8], "little")
    if found is Format.HEIF:
        return boxes_go_on(data)
    return False


def _by_brand(head: bytes) -> Format:
    """ISO media files: pictures and films differ by their brands."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, length, 4)}
    if brands & _HEIF_BRANDS:
        return Format.HEIF
    if b"crx " in brands:
        raise not_read(tr("Raw pictures of a camera"))
    raise _is_instead(tr("It is a film, not a picture."))


def is_hevc(data: bytes) -> bool:
    """Whether *data* is a file of the HEIF family with a picture that HEVC has made."""
    return data[4:8] == b"ftyp" and _HEVC_ITEM in data[:HEAD_BYTES]


def boxes_go_on(data: bytes) -> bool:
    """Whether the last top-level box of an ISO media file says that it is longer than the file."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:  # to the end of the file
            return False
        if size < 8:
            return False  # broken, not cut
        at += size
    return at != len(data)


def _what_it_is_instead(head: bytes) -> PictureTrouble:
    for signature, kind, words in _OTHERS:
        if head.startswith(signature):
            return not_read(words) if kind is TroubleKind.UNSUPPORTED else _is_instead(words)
    text = head.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if b"<svg" in text[:512]:
        return not_read(tr("Drawings (SVG)"))
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in text:
        return _is_instead(tr("It is a web page, not a picture."))
    if text.startswith((b"{", b"[", b"<?xml", b"<")):
        return _is_instead(tr("It is a text in a machine's form (JSON or XML), not a picture."))
    if _is_text(head):
        return _is_instead(tr("It is a text, not a picture."))
    return PictureTrouble(TroubleKind.NOT_A_PICTURE, tr("It is not a picture of any known kind."))


def _is_text(head: bytes) -> bool:
    try:
        text = head[: HEAD_BYTES - 4].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter.isspace() for letter in text)


def not_read(plural: str) -> PictureTrouble:
    """UNSUPPORTED, for pictures of a kind that is known by name."""
    words = tr(
        "{plural} are not read here; make it a JPEG, PNG, WebP or TIFF first.", plural=plural
    )
    return PictureTrouble(TroubleKind.UNSUPPORTED, words)


def _is_instead(words: str) -> PictureTrouble:
    return PictureTrouble(TroubleKind.NOT_A_PICTURE, words)
