"""Files of ours on their way to AmigoCloud: which may go, and their bytes (AC-10)."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from facespace_desk.amigocloud.errors import AmigoCloudError, of_disk, wrong
from facespace_desk.language import tr

OPERATION: Final = "upload"


@dataclass(frozen=True)
class UploadFile:
    """A file that may be uploaded; *changed_ns* is its time of change when it was read."""

    path: Path
    name: str
    size: int
    md5: str
    changed_ns: int


def checked_file(path: Path) -> UploadFile:
    """*path*, hashed, if it may be uploaded. Blocks: call it in a thread.

    Raises:
        AmigoCloudError: it may not, and why; nothing was sent.
    """
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        words = tr("The name of the file is not readable text; rename it first.")
        raise wrong(words, OPERATION) from None
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise wrong(tr("It is not an ordinary file."), OPERATION)
        if found.st_size == 0:
            raise wrong(tr("The file is empty; there is nothing to upload."), OPERATION)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, _md5).hexdigest()
            if file.tell() != found.st_size:
                raise _changed()
    except OSError as error:
        raise of_disk(error, OPERATION) from error
    return UploadFile(path, path.name, found.st_size, digest, found.st_mtime_ns)


def _md5() -> Any:
    return hashlib.md5(usedforsecurity=False)  # what the service compares; it guards nothing


def read_part(file: UploadFile, offset: int, size: int) -> bytes:
    """The bytes from *offset*, at most *size*; blocks. Raises AmigoCloudError when the file is
    not what it was (AC-10)."""
    wanted = min(size, file.size - offset)
    try:
        with file.path.open("rb") as opened:
            found = file.path.stat()
            if found.st_size != file.size or found.st_mtime_ns != file.changed_ns:
                raise _changed()
            opened.seek(offset)
            content = opened.read(wanted)
    except OSError as error:
        raise of_disk(error, OPERATION) from error
    if len(content) != wanted:
        raise _changed()
    return content


def _changed() -> AmigoCloudError:
    return wrong(tr("The file has changed since its upload began."), OPERATION)
