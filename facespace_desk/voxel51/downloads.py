"""Files, from the platform into a folder (wire/voxel51.md 7; VX-4, VX-5).

The bytes arrive in a `.part` file; when they are all there it gets its name, which is a base name
in the folder that was chosen, and never that of another file.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from facespace_desk import placing
from facespace_desk.net.file_names import safe_file_name
from facespace_desk.net.storage import Received
from facespace_desk.voxel51.calls import Arrival, Calls, Progress, Throttle

What = Literal["data", "output", "log"]

ROUTES: Final[dict[What, tuple[str, str, str]]] = {
    "data": ("data", "download", "download_data"),
    "output": ("jobs", "output", "download_job_output"),
    "log": ("jobs", "log", "download_job_logfile"),
}


@dataclass(frozen=True)
class Downloaded:
    """A file that is here, whole. `content_type` is what the other side says that it is.

    `warning` says that it has another size than its record; that of data posted by URL may be
    wrong, so that alone is no failure.
    """

    path: Path
    size: int
    content_type: str = ""
    warning: str = ""


@dataclass(frozen=True)
class Wanted:
    """What is to be downloaded: the file of one kind, of a data item or a job. *size* is what its
    record says."""

    what: What
    id: str
    size: int | None = None

    @property
    def segments(self) -> tuple[str, ...]:
        root, action, _ = ROUTES[self.what]
        return root, self.id, action

    @property
    def operation(self) -> str:
        return ROUTES[self.what][2]

    def warning(self, size: int) -> str:
        """What is odd about a file of *size* bytes; "" when nothing is."""
        if self.size is None or self.size <= 0 or self.size == size:
            return ""
        return f"{size:,} bytes came; the platform's record says {self.size:,}."


def safe_name(name: str | None, wanted: Wanted) -> str:
    """*name*, which a server or a user has chosen, as a base name that every system takes."""
    fallback = f"{wanted.what}-{wanted.id}"
    stem, suffix = safe_file_name(name or fallback, "".join(safe_file_name(fallback, wanted.what)))
    return stem + suffix


class Files:
    """Downloads for one user, whole or step by step, for whoever keeps a journal between them."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def download(
        self,
        wanted: Wanted,
        folder: Path,
        name: str | None,
        *,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Downloaded:
        """The whole of it, in *folder*; what goes wrong leaves no file there.

        Raises:
            APIError: it could not be had, or not be written.
        """
        final = safe_name(name, wanted)
        part = folder / f".{final}.{secrets.token_hex(4)}.part"
        try:
            if not await asyncio.to_thread(folder.is_dir):
                words = "There is no such folder to write to."
                raise self._calls.wrong(words, wanted.operation)
            arrival = Arrival(part, progress=progress, throttle=throttle)
            received = await self.fetch(wanted, arrival)
            path = await self.place(part, folder, final)
        except OSError as error:
            raise self._calls.of_disk(error, wanted.operation) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return Downloaded(path, received.size, received.content_type, wanted.warning(received.size))

    async def fetch(self, wanted: Wanted, to: Arrival) -> Received:
        """The bytes into `to.part`, where they stay if anything goes wrong. Raises as `download`,
        and OSError."""
        return await self._calls.fetch(wanted.segments, wanted.operation, to)

    async def place(self, part: Path, folder: Path, final: str) -> Path:
        """Give *part*, a file of *folder*, the name *final*, or one with a number where that is
        taken. Raises OSError."""
        path = await asyncio.to_thread(placing.place, part, folder, final, "rename")
        assert path is not None  # only the rule to skip leaves none
        return path
