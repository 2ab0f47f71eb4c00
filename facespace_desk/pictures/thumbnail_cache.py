"""Thumbnails on disk: for this user only, up to a size and an age, made again when damaged.

No Qt. Everything here blocks and may be called from several threads at once; two consoles may
share a folder. libvips is loaded by the first thumbnail, not by the import.
"""

from __future__ import annotations

import binascii
import contextlib
import hashlib
import logging
import os
import re
import stat
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from facespace_desk.files import write_atomically
from facespace_desk.pictures.raster import RGBA, PictureLimits, PictureTrouble, Raster

CACHE_BYTES = 512 * 1024 * 1024
CACHE_AGE_S = 30 * 24 * 3600.0
SLACK = 0.8  # of the cap is left by a purge, so that not every thumbnail after it purges again
TOUCH_S = 24 * 3600.0  # how old an entry's time may get before its use is noted
DRAFT_AGE_S = 3600.0  # a draft that old was left by a crash
QUALITY = 88
WEBP_EFFORT = 2  # of 6; more costs more time than it saves room

_MAGIC = b"facespace-desk thumbnail 1\n"
_ENTRY = re.compile(r"[0-9a-f]{64}")
_DRAFT = re.compile(r"\.[0-9a-f]{64}\..+\.tmp")  # as write_atomically names it
_SMALL = PictureLimits(bytes=16 * 1024 * 1024, pixels=16_000_000, side=16_384)

log = logging.getLogger("desk.pictures")


class _About(msgspec.Struct, frozen=True):
    """What the small picture in an entry does not say of the one that it was made from."""

    full_width: int
    full_height: int
    format: str
    notes: tuple[str, ...]


def cache_key(path: Path, size: int, modified_ns: int, box: tuple[int, int]) -> str:
    """Name of the entry for *path* as it was when it had *size* and that time."""
    told = f"{path.absolute()}\0{size}\0{modified_ns}\0{box[0]}x{box[1]}"
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True)
class _Entry:
    path: Path
    bytes: int
    used_at: float  # epoch seconds
    is_draft: bool


class ThumbnailCache:
    """A folder of entries under *folder*, of at most *most_bytes*, none unused for *most_age_s*."""

    def __init__(
        self, folder: Path, *, most_bytes: int = CACHE_BYTES, most_age_s: float = CACHE_AGE_S
    ) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_age_s = most_age_s
        self._lock = threading.Lock()
        self._bytes: int | None = None  # on disk; None before the first look
        self.trouble: str | None = None  # why nothing can be kept just now

    def load(self, key: str) -> Raster | None:
        """The thumbnail, or None when there is none that is whole; a damaged one is removed."""
        path = self._path(key)
        try:
            raster = _unpacked(path.read_bytes())
            _note_use(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._note_trouble(error)
            return None
        except (ValueError, msgspec.MsgspecError, PictureTrouble):
            _remove(path)
            return None
        return raster

    def save(self, key: str, raster: Raster) -> None:
        """Keep *raster*; a disk that will not is noted in `trouble` and harms nothing."""
        content = _packed(raster)
        try:
            write_atomically(self._path(key), content, is_durable=False)
        except OSError as error:
            self._note_trouble(error)
            return
        self.trouble = None
        with self._lock:
            if self._bytes is None:
                self._bytes = sum(entry.bytes for entry in self._entries())
            else:
                self._bytes += len(content)
            if self._bytes > self._most_bytes:
                self._purge()

    def purge(self) -> None:
        """Remove what is too old, then the longest unused until there is room again."""
        with self._lock:
            self._purge()

    def clear(self) -> None:
        """Remove every entry."""
        with self._lock:
            for entry in self._entries():
                _remove(entry.path)
            self._bytes = 0

    def _purge(self) -> None:
        now = time.time()
        left = []
        for entry in self._entries():
            most_age_s = DRAFT_AGE_S if entry.is_draft else self._most_age_s
            if now - entry.used_at > most_age_s:
                _remove(entry.path)
            else:
                left.append(entry)
        self._bytes = sum(entry.bytes for entry in left)
        if self._bytes <= self._most_bytes:
            return
        for entry in sorted(left, key=lambda entry: entry.used_at):
            if self._bytes <= self._most_bytes * SLACK:
                break
            _remove(entry.path)
            self._bytes -= entry.bytes

    def _entries(self) -> Iterator[_Entry]:
        """What is ours in the folder; whatever else lies there is left alone."""
        for path in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            is_draft = bool(_DRAFT.fullmatch(path.name))
            if is_draft or _ENTRY.fullmatch(path.name):
                with contextlib.suppress(OSError):  # another console may just have removed it
                    found = path.lstat()
                    if stat.S_ISREG(found.st_mode):
                        yield _Entry(path, found.st_size, found.st_mtime, is_draft)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key

    def _note_trouble(self, error: OSError) -> None:
        words = error.strerror or type(error).__name__
        if self.trouble is None:
            log.warning("thumbnails are not kept on disk: %s", words)
        self.trouble = words


def _note_use(path: Path) -> None:
    """Let its time say that it is used, now and then."""
    if time.time() - path.stat().st_mtime > TOUCH_S:
        os.utime(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _packed(raster: Raster) -> bytes:
    """An entry: a line of ours, a check sum, a line about the original, a JPEG or WebP."""
    import pyvips  # here, for a thread to wait for

    size = (raster.width, raster.height, raster.channels)
    image = pyvips.Image.new_from_memory(raster.data, *size, "uchar").copy(interpretation="srgb")
    if raster.channels == RGBA:
        picture: bytes = image.webpsave_buffer(Q=QUALITY, effort=WEBP_EFFORT, keep="none")
    else:
        picture = image.jpegsave_buffer(Q=QUALITY, keep="none")
    about = _About(raster.full_width, raster.full_height, raster.format, raster.notes)
    body = msgspec.json.encode(about) + b"\n" + picture
    return _MAGIC + b"%08x\n" % binascii.crc32(body) + body


def _unpacked(content: bytes) -> Raster:
    """The thumbnail of an entry.

    Raises:
        ValueError, msgspec.MsgspecError, PictureTrouble: the entry is damaged.
    """
    from facespace_desk.pictures.decode import decode  # here, for a thread to wait for

    magic, check, told, picture = (*content.split(b"\n", 3), b"", b"", b"", b"")[:4]
    if magic != _MAGIC.strip() or int(check, 16) != binascii.crc32(told + b"\n" + picture):
        raise ValueError("not an entry, or a damaged one")
    about = msgspec.json.decode(told, type=_About)
    small = decode(picture, limits=_SMALL)
    return replace(small, **msgspec.structs.asdict(about))
