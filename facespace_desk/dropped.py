"""Files in what an operator has dropped or chosen. Blocks: call it in a thread."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

MOST_FILES: Final = 10_000  # of one drop
_SYSTEM_FILES: Final = {"thumbs.db", "desktop.ini"}


def gather(dropped: Iterable[Path], *, most: int = MOST_FILES) -> Iterator[Path]:
    """The files of what was dropped: folders with all below them, by name. Hidden files and links
    to folders are passed over. At most *most*."""
    count = 0
    for path in dropped:
        for found in _files_in(path) if path.is_dir() else (path,):
            if count >= most:
                return
            count += 1
            yield found


def _files_in(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names, key=str.casefold):
            if not name.startswith(".") and name.casefold() not in _SYSTEM_FILES:
                yield Path(place, name)
