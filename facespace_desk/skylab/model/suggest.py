"""A name for a new job, by what was dropped. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from facespace_desk.language import tr

LENGTH: Final = 80


def suggested_name(paths: Sequence[Path], taken: Collection[str], now_ms: int) -> str:
    """The name of the folder where all come from, else the moment; with a number when taken."""
    folders = {path if path.is_dir() else path.parent for path in paths}
    base = folders.pop().name if len(folders) == 1 else ""
    if not base.strip(" ."):
        moment = datetime.fromtimestamp(now_ms / 1000).astimezone()
        base = tr("photos {moment}", moment=f"{moment:%Y-%m-%d %H.%M}")
    return free_name(base, taken)


def free_name(base: str, taken: Collection[str]) -> str:
    """*base*, with a number when a job has this name already."""
    base = base[:LENGTH]
    names = {name.casefold() for name in taken}
    name, number = base, 2
    while name.casefold() in names:
        name, number = f"{base} {number}", number + 1
    return name
