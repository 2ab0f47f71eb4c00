"""Looks into a zip that a server made, without unpacking it (zip slip, links, bombs). Blocks.

What is in it is listed whatever it is; only what can do no harm is read, one file at a time and
never more than was said. Nothing is ever written by the name that it has in the zip.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

ENTRIES_MOST: Final = 100_000  # a frame each of an hour of video
DIRECTORY_BYTES: Final = 64 * 2**20  # is read at once
RATIO_MOST: Final = 1_000  # packed text hardly ever gets beyond 200
RATIO_FROM: Final = 16 * 2**20  # bytes; smaller ones do no harm whatever they are
BLOCK_BYTES: Final = 256 * 1024

_END_BYTES: Final = 65_535 + 22  # comment, and the end record (APPNOTE 4.3.16)
_END: Final = struct.Struct("<4s4H2LH")
_LOCATOR: Final = struct.Struct("<4sLQL")  # of zip64, APPNOTE 4.3.15
_END_64: Final = struct.Struct("<4sQ2H2L4Q")  # APPNOTE 4.3.14
_ENCRYPTED: Final = 0x1
_READABLE: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DRIVE: Final = re.compile(r"^[A-Za-z]:")


class OutputTrouble(Exception):
    """An output that cannot be shown; the text says why, in one sentence."""


@dataclass(frozen=True)
class Entry:
    """One file in a zip. `refusal` says why it is not opened, "" when it may be; sizes in bytes."""

    number: int  # of the file in the zip; names may repeat
    name: str
    size: int
    packed: int
    refusal: str = ""


class Archive:
    """A zip on the disk; it is opened for each file that is read."""

    def __init__(self, path: Path) -> None:
        """Raises OutputTrouble: it is none, or too much is in it."""
        self._path = path
        with self._opened() as zipped:
            self.entries = tuple(
                _entry(number, info)
                for number, info in enumerate(zipped.infolist())
                if not info.filename.endswith("/")  # `is_dir` does not bear an empty name
            )

    def read(self, entry: Entry, cap_bytes: int) -> bytes:
        """All of *entry*. Raises OutputTrouble: it may not be opened, is broken, or too large."""
        return b"".join(self.blocks(entry, cap_bytes))

    def blocks(self, entry: Entry, cap_bytes: int) -> Iterator[bytes]:
        """As `read`, piece by piece."""
        if entry.refusal:
            raise OutputTrouble(entry.refusal)
        if entry.size > cap_bytes:
            raise too_large(entry.size, cap_bytes)
        with self._opened() as zipped, self._file(zipped, entry) as file:
            count = 0
            while block := _read(file):
                count += len(block)
                if count > cap_bytes:
                    raise too_large(count, cap_bytes)
                yield block

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        try:
            _check_directory(self._path)
            zipped = zipfile.ZipFile(self._path)
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError) as error:
            raise OutputTrouble("The zip is broken, or a part of it is missing.") from error
        except OSError as error:
            raise OutputTrouble(f"The file cannot be read: {error.strerror}.") from error
        with zipped:
            yield zipped

    @contextmanager
    def _file(self, zipped: zipfile.ZipFile, entry: Entry) -> Iterator[IO[bytes]]:
        try:
            file = zipped.open(zipped.infolist()[entry.number])
        except (zipfile.BadZipFile, IndexError, NotImplementedError, RuntimeError) as error:
            raise OutputTrouble("This file of the zip is broken.") from error
        with file:
            yield file


def too_large(size: int, cap_bytes: int) -> OutputTrouble:
    """The trouble with a file of *size* bytes where *cap_bytes* can be shown."""
    return OutputTrouble(
        f"It has {size / 2**20:,.0f} MiB; up to {cap_bytes / 2**20:,.0f} MiB can be shown."
    )


def _read(file: IO[bytes]) -> bytes:
    try:
        return file.read(BLOCK_BYTES)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise OutputTrouble("This file of the zip is broken.") from error


def _entry(number: int, info: zipfile.ZipInfo) -> Entry:
    return Entry(number, info.filename, info.file_size, info.compress_size, _refusal(info))


def _refusal(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        what = "a link to another file" if kind == stat.S_IFLNK else "something else"
        return f"It is {what}, not a file."
    if not info.filename:
        return "It has no name."
    if _leads_outside(info.filename):
        return "Its name leads out of the zip, as an attacker might want."
    return _packing_refusal(info)


def _packing_refusal(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "It is locked with a password."
    if info.compress_type not in _READABLE:
        return "It is packed in a way that this console does not read."
    if info.file_size > RATIO_FROM and info.file_size > RATIO_MOST * max(1, info.compress_size):
        return (
            f"It would grow from {info.compress_size:,} to {info.file_size:,} bytes, as a file "
            "does that is made to fill a disk."
        )
    return ""


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    is_absolute = parts[0] == "" or _DRIVE.match(name) is not None
    return is_absolute or ".." in parts or not name.isprintable()


def _check_directory(path: Path) -> None:
    """Whether the list of files can be read at all: `zipfile` would read it whole.

    Raises OutputTrouble, and ValueError when there is no end record.
    """
    with path.open("rb") as file:
        length = file.seek(0, 2)
        file.seek(max(0, length - _END_BYTES - _LOCATOR.size))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0:
            raise ValueError("no end of the directory")
        _, _, _, _, count, size, _, _ = _END.unpack_from(tail, at)
        if at >= _LOCATOR.size and tail.startswith(b"PK\x06\x07", at - _LOCATOR.size):
            _, _, offset, _ = _LOCATOR.unpack_from(tail, at - _LOCATOR.size)
            file.seek(offset)
            found = _END_64.unpack(file.read(_END_64.size))
            count, size = max(count, found[7]), found[8]
    if count > ENTRIES_MOST or size > DIRECTORY_BYTES:
        raise OutputTrouble(f"There are more than {ENTRIES_MOST:,} files in the zip.")
