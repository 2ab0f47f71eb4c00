"""Puts finished files under their names: never over another one unless that was chosen.

Blocks while it works: call it in a thread.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final, Literal

Rule = Literal["rename", "skip", "overwrite"]
"""What becomes of a file whose name is taken."""

MOST_NUMBERS: Final = 10_000
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EXDEV}
)


def finish(part: Path) -> tuple[int, str]:
    """Put *part* onto the disk for good; its size and its SHA-256 in hexadecimal."""
    with part.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
        return file.tell(), digest


def place(part: Path, folder: Path, name: str, rule: Rule) -> Path | None:
    """Give *part*, a file in *folder*, the name *name* or, by *rule*, another one; where it is.

    None: the name is taken and *rule* is to skip; *part* is gone.

    Raises:
        OSError: it could not be moved; *part* is still there.
    """
    if Path(name).name != name or name in ("", ".", ".."):
        raise ValueError("a name with a folder in it")
    if rule == "overwrite":
        target = folder / name
        part.replace(target)
        return target
    for number in range(1, MOST_NUMBERS):
        target = folder / (name if number == 1 else with_number(name, number))
        if _moved(part, target):
            return target
        if rule == "skip":
            part.unlink(missing_ok=True)
            return None
    raise OSError(errno.EEXIST, "too many files of this name")


def with_number(name: str, number: int) -> str:
    """*name* for the file that comes second, third and so on under it: `a.png` -> `a-2.png`."""
    path = PurePosixPath(name)
    return f"{path.stem}-{number}{path.suffix}"


def candidates(folder: Path, name: str) -> Iterator[Path]:
    """The names that `place` would have tried, as far as they are taken."""
    for number in range(1, MOST_NUMBERS):
        path = folder / (name if number == 1 else with_number(name, number))
        if not path.exists():
            return
        yield path


def is_same(path: Path, size: int, sha256: str) -> bool:
    """Whether *path* is the file that was written: its bytes, and their hash in hexadecimal."""
    try:
        if path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _moved(part: Path, target: Path) -> bool:
    """Whether *target* was free, and is now what *part* was; nobody can come in between."""
    if os.name == "nt":
        try:
            part.rename(target)  # fails where there is a file
        except FileExistsError:
            return False
        return True
    try:
        os.link(part, target, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _moved_without_link(part, target)
    part.unlink()
    return True


def _moved_without_link(part: Path, target: Path) -> bool:
    """For file systems without links: take the name first, then put the file there."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    try:
        part.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink()
        raise
    return True
