"""The log file of a job: fetched to the disk, shown as far as a screen can make use of it, and
searched. A log of gigabytes costs disk, not memory: its end is what is read."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from facespace_desk.files import make_private_directory
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind
from facespace_desk.voxel51.errors import APIError, AuthenticationError, NotFoundError

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

Index = QModelIndex | QPersistentModelIndex

SHOWN_BYTES: Final = 16 * 2**20  # of the end of the file
LINES_MOST: Final = 200_000
LINE_CHARS: Final = 4_000
PUBLIC: Final = (
    "The platform gives the log of an analytic to its owner only, and this one is public or "
    "somebody else’s. The messages of the job’s status are all that there is to read here."
)
NONE_YET: Final = "The job has no log file yet; one comes when it begins to run."
_NOWHERE: Final = QModelIndex()
_BAD_WORDS: Final = ("error", "traceback", "exception", "fatal", "critical")


class LogText(msgspec.Struct, frozen=True):
    """The lines that are held. `size` is that of the whole file in bytes, `is_cut` says that its
    beginning is left out."""

    lines: tuple[str, ...] = ()
    size: int = 0
    is_cut: bool = False

    @property
    def words(self) -> str:
        """How much there is, and how much is shown."""
        if self.is_cut:
            return f"the last {len(self.lines):,} lines of {size_text(self.size)}"
        return f"{len(self.lines):,} lines, {size_text(self.size)}"


def read_log(path: Path) -> LogText:
    """The end of the file. Blocks; raises OSError."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        start = max(0, size - SHOWN_BYTES)
        file.seek(start)
        raw = file.read(SHOWN_BYTES)
    if start:
        raw = raw[raw.find(b"\n") + 1 :]
    lines = raw.decode("utf-8", "replace").splitlines()
    kept = lines[-LINES_MOST:]
    is_cut = start > 0 or len(kept) < len(lines)
    return LogText(tuple(_shown(line) for line in kept), size, is_cut)


def _shown(line: str) -> str:
    """*line* without characters that would draw over others."""
    cut = line if len(line) <= LINE_CHARS else f"{line[:LINE_CHARS]}…"
    if cut.isprintable():
        return cut
    return "".join(each if each.isprintable() else " " if each == "\t" else "�" for each in cut)


def find(lines: Sequence[str], wanted: str) -> list[int]:
    """The numbers of the lines that have *wanted* in them, in any case of letters. Blocks."""
    folded = wanted.casefold()
    return [number for number, line in enumerate(lines) if folded in line.casefold()]


def is_bad(line: str) -> bool:
    """Whether a line tells of trouble."""
    head = line[:120].casefold()
    return any(word in head for word in _BAD_WORDS)


class LogLines(QAbstractListModel):
    """The lines as a list, of which only what is on screen is ever laid out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()

    def show(self, lines: tuple[str, ...]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_text = index.isValid() and role == Qt.ItemDataRole.DisplayRole
        return self._lines[index.row()] if is_text else None


class LogModel(QObject):
    """One job's log at a time.

    Signals:
        changed: `state` or `text` are others.
        found_changed: other lines have what is looked for, or another of them is the current one.
        told(str, str): what became of a log that was saved, and its tone.
    """

    changed = Signal()
    found_changed = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        client: VoxelClient,
        cache: Path,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._cache = cache
        self._tasks = TaskScope("Voxel51 log", report)
        self._folder: Path | None = None
        self._job_id: str | None = None
        self._file: Path | None = None
        self._text = LogText()
        self._state = LoadState.off()
        self._wanted = ""
        self._hits: list[int] = []
        self._at = -1
        self.lines = LogLines(self)

    @property
    def state(self) -> LoadState:
        """Its message says why there is nothing to read."""
        return self._state

    @property
    def text(self) -> LogText:
        return self._text

    @property
    def file(self) -> Path | None:
        """The whole log, on the disk; None while it is not there."""
        return self._file

    @property
    def hits(self) -> Sequence[int]:
        """The lines that have what is looked for."""
        return self._hits

    @property
    def at(self) -> int:
        """The line that the search stands at; -1 is none."""
        return self._hits[self._at] if 0 <= self._at < len(self._hits) else -1

    @property
    def place_words(self) -> str:
        """ "3 of 17"."""
        if not self._wanted or not self._text.lines:
            return ""
        return f"{self._at + 1} of {len(self._hits):,}" if self._hits else "not found"

    def read(self, job_id: str) -> None:
        """Fetch the log of this job, and show it."""
        self._job_id = job_id
        self._show(LogText())
        self._tasks.start(self._read(job_id), name="read", replacing="read")

    def read_again(self) -> None:
        """Fetch the same log anew: a job that runs writes on."""
        if self._job_id is not None:
            self.read(self._job_id)

    def save(self, path: Path) -> None:
        """Write the whole log to *path*, which the operator has chosen."""
        if self._file is not None:
            self._tasks.start(self._save(self._file, path), name="save")

    def look_for(self, wanted: str) -> None:
        """Find the lines that have *wanted* in them."""
        self._wanted = wanted.strip()
        self._tasks.start(self._find(self._wanted), name="find", replacing="find")

    def step(self, by: int) -> None:
        """To the next line that was found, or, with -1, to the one before."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self.found_changed.emit()

    async def close(self) -> None:
        """Forget the log, on the disk too."""
        await self._tasks.close()
        await self._remove()

    async def _read(self, job_id: str) -> None:
        self._set_state(LoadState.loading("Fetching the log"))
        try:
            await self._remove()
            folder = self._folder = await asyncio.to_thread(_new_folder, self._cache)
            got = await self._client.download_job_logfile(job_id, folder, filename="job.log")
            text = await asyncio.to_thread(read_log, got.path)
        except AuthenticationError as error:
            is_public = error.status == 403
            self._set_state(LoadState.signed_out(PUBLIC) if is_public else LoadState.failed(error))
        except NotFoundError:
            self._set_state(LoadState.signed_out(NONE_YET))
        except APIError as error:
            self._set_state(LoadState.failed(error))
        except OSError as error:
            trouble = APIError(
                f"The log cannot be kept: {error.strerror}.",
                operation="log",
                kind=ErrorKind.USAGE,
            )
            self._set_state(LoadState.failed(trouble))
        else:
            self._file = got.path
            self._show(text)
            self._set_state(LoadState.live())
            if self._wanted:
                self.look_for(self._wanted)

    async def _save(self, file: Path, path: Path) -> None:
        try:
            await asyncio.to_thread(shutil.copyfile, file, path)
        except OSError as error:
            self.told.emit(f"The log could not be saved: {error.strerror}.", "bad")
        else:
            self.told.emit(f"Saved as {path.name}", "good")

    async def _find(self, wanted: str) -> None:
        lines = self._text.lines
        self._hits = await asyncio.to_thread(find, lines, wanted) if wanted else []
        self._at = len(self._hits) - 1 if self._hits else -1  # what matters is at the end
        self.found_changed.emit()

    async def _remove(self) -> None:
        folder, self._folder, self._file = self._folder, None, None
        if folder is not None:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    def _show(self, text: LogText) -> None:
        self._text = text
        self._hits, self._at = [], -1
        self.lines.show(text.lines)
        self.changed.emit()
        self.found_changed.emit()

    def _set_state(self, state: LoadState) -> None:
        self._state = state
        self.changed.emit()


def _new_folder(cache: Path) -> Path:
    make_private_directory(cache)
    return Path(tempfile.mkdtemp(prefix="log-", dir=cache))
