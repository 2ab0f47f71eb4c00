"""Makes the files of a finished picture, in threads: only there is libvips loaded."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facespace_desk import placing
from facespace_desk.skylab.names import Output

if TYPE_CHECKING:
    from facespace_desk.skylab.composing import Header


@dataclass(frozen=True)
class Made:
    """A finished file that has no name yet; *part* is in the folder it belongs to."""

    output: Output
    part: Path
    size: int
    sha256: str


@dataclass(frozen=True)
class Making:
    """One file to be made of *part*: laid over *behind*, or converted."""

    output: Output
    part: Path
    behind: Path | None
    target: Path
    strips: bool
    is_last: bool


def inspected(path: Path) -> Header:
    """What *path* is; no pixel is decoded. Raises PictureTrouble."""
    from facespace_desk.skylab import composing

    return composing.inspect(path)


def make_file(making: Making, abandoned: threading.Event) -> Made:
    """For a thread of the work; what nobody waits for any more is taken away again."""
    from facespace_desk.skylab import composing

    part, target, wanted = making.part, making.target, making.output.format
    try:
        if making.behind is not None:
            composing.compose(part, making.behind, target, wanted, strip=making.strips)
        elif making.is_last and composing.is_as_wanted(
            composing.inspect(part), wanted, strip=making.strips
        ):
            target = part
        else:
            composing.convert(part, target, wanted, strip=making.strips)
        size, digest = placing.finish(target)
    except BaseException:
        making.target.unlink(missing_ok=True)
        raise
    if abandoned.is_set():
        making.target.unlink(missing_ok=True)
    return Made(making.output, target, size, digest)
