"""Files that survive a crash: atomic private writes, damaged files set aside instead of lost."""

import contextlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700


def make_private_directory(path: Path) -> None:
    """Make *path* and what is missing above it; what is made is for this user only."""
    for above in reversed(path.parents):  # `parents=True` would make these for everybody
        if not above.exists():
            above.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
    path.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)


def write_atomically(path: Path, content: bytes, *, is_durable: bool = True) -> None:
    """Replace *path* by *content*, for this user only; after a crash the old or the new is there.

    Not *is_durable* is many times faster: after a crash of the system the file may be damaged.

    Raises:
        OSError: the old file is untouched.
    """
    make_private_directory(path.parent)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    draft = Path(name)  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if is_durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if is_durable:
        _sync_directory(path.parent)


def set_aside(path: Path) -> Path:
    """Move *path* to a free name that ends in `.damaged-<utc>` beside it, and return that.

    Raises:
        OSError: it could not be moved.
    """
    aside = damaged_name(path)
    path.rename(aside)
    return aside


def damaged_name(path: Path) -> Path:
    """A free name for a damaged *path*, with the moment in UTC."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    return aside


def _sync_directory(path: Path) -> None:
    """Make the rename itself durable; systems that cannot open a directory do without."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
