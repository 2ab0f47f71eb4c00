"""The output of one job: fetched into the cache, listed without being unpacked, looked at file by
file. What is there goes with the next output, and with the session."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.files import make_private_directory
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind
from facespace_desk.pictures.work import PictureWork
from facespace_desk.voxel51.archive import Entry, OutputTrouble
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.labels import Labels
from facespace_desk.voxel51.model.frames import FramePlayer
from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.model.output_columns import FileRow, file_columns, row_of
from facespace_desk.voxel51.outputs import Kind, Output, kind_of, open_output
from facespace_desk.voxel51.records import DataItem

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient
    from facespace_desk.voxel51.model.output_content import Content

NOT_THERE: Final = "There is no output: the job is not complete, or its output has expired."
# What a program of this computer is handed without a question: it only looks at it.
HARMLESS: Final = frozenset({Kind.LABELS, Kind.JSON, Kind.TABLE, Kind.PICTURE, Kind.VIDEO})
_TOLD_EVERY: Final = 128 * 1024  # bytes


class OutputModel(QObject):
    """Signals:

    changed: `state`, `output`, `row` or the progress are others.
    content_changed: another file is looked at, or it is read by now.
    told(str, str): what became of a file that was saved, and its tone.
    ready(object): a file of the output is on the disk for another program: its path.
    """

    changed = Signal()
    content_changed = Signal()
    told = Signal(str, str)
    ready = Signal(object)

    def __init__(
        self,
        client: VoxelClient,
        cache: Path,
        work: PictureWork,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*cache* is a folder of this session's own; what is in it goes at the end."""
        super().__init__(parent)
        self._client = client
        self._cache = cache
        self._work = work
        self._tasks = TaskScope("Voxel51 output", report)
        self._folder: Path | None = None
        self._row: JobRow | None = None
        self._file: Path | None = None
        self._output: Output | None = None
        self._state = LoadState.off()
        self._done, self._size = 0, None  # type: int, int | None
        self._entry: Entry | None = None
        self._content: Content | None = None
        self._labels: Labels | None = None
        self.player = FramePlayer(work, report=report, parent=self)
        self.files: RecordTableModel[FileRow] = RecordTableModel(
            file_columns(), newest_first=False, parent=self
        )

    # what there is

    @property
    def row(self) -> JobRow | None:
        """The job whose output it is."""
        return self._row

    @property
    def state(self) -> LoadState:
        """How far the fetching is."""
        return self._state

    @property
    def progress(self) -> tuple[int, int | None]:
        """Bytes that are here, and of how many."""
        return self._done, self._size

    @property
    def is_fetching(self) -> bool:
        return self._tasks.is_running("fetch")

    @property
    def output(self) -> Output | None:
        """None while it is not here, or not to be read."""
        return self._output

    @property
    def file(self) -> Path | None:
        """The whole output as it came, also one that cannot be read; None while it is not here."""
        return self._file

    @property
    def entry(self) -> Entry | None:
        """The file that is looked at."""
        return self._entry

    @property
    def content(self) -> Content | None:
        """What is in it; None while it is read."""
        return self._content

    @property
    def lacks_film(self) -> bool:
        """Whether labels are looked at to which there is no picture."""
        return self._labels is not None and not self.player.has_film

    # what the operator does

    def open(self, row: JobRow) -> None:
        """Fetch the output of this job, unless it is here, and look into it."""
        if self._row is not None and self._row.id == row.id and self._output is not None:
            self.changed.emit()
            return
        self._leave()
        self._row = row
        self._tasks.start(self._open(row), name="fetch", replacing="fetch")

    def cancel(self) -> None:
        """Fetch no more; nothing of it stays."""
        if self.is_fetching:
            self._tasks.cancel("fetch")
            self._set_state(LoadState.paused(message="The download was cancelled."))

    def open_again(self) -> None:
        """Fetch the output anew."""
        row = self._row
        if row is not None:
            self._leave()
            self._row = row
            self._tasks.start(self._open(row), name="fetch", replacing="fetch")

    def choose(self, number: int) -> None:
        """Look at this file of the output."""
        if self._output is None:
            return
        entry = next((each for each in self._output.entries if each.number == number), None)
        if entry is None or entry == self._entry:
            return
        self._look(entry, self._output)

    def show_as_json(self) -> None:
        """Look at the labels as the JSON that they are."""
        if self._output is None or self._entry is None:
            return
        output, entry = self._output, self._entry
        self._begin_look()

        def read() -> Content:
            from facespace_desk.voxel51.model.output_content import as_json

            return as_json(output, entry)

        self._tasks.start(self._show(read), name="look", replacing="look")

    def use_film(self, path: Path) -> None:
        """Put the labels over this video of the computer."""
        self._tasks.start(self._use_film(path), name="film", replacing="film")

    def fetch_film(self, item: DataItem) -> None:
        """Put the labels over this data, once it was fetched."""
        self._tasks.start(self._fetch_film(item), name="film", replacing="film")

    def save(self, path: Path, *, whole: bool = False) -> None:
        """Write the file that is looked at, or the *whole* output, to *path*, which the operator
        has chosen: what was there is replaced."""
        if whole and self._file is not None:
            self._tasks.start(self._save(self._file, path), name="save")
        elif self._output is not None and self._entry is not None:
            output, entry = self._output, self._entry
            source = output.path if not output.is_zip else (output, entry)
            self._tasks.start(self._save(source, path), name="save")

    @property
    def is_harmless(self) -> bool:
        """Whether another program of this computer may be handed the file at once."""
        entry = self._entry
        return entry is not None and not entry.refusal and kind_of(entry.name) in HARMLESS

    def hand_over(self) -> None:
        """Put the file that is looked at onto the disk for another program; `ready` tells."""
        if self._output is not None and self._entry is not None and self.is_harmless:
            self._tasks.start(self._hand_over(self._output, self._entry), name="hand over")

    async def close(self) -> None:
        await self._tasks.close()
        await self.player.close()
        await self._remove()
        await self.files.close()

    # fetching

    async def _open(self, row: JobRow) -> None:
        self._set_state(LoadState.loading("Fetching the output"))
        try:
            await self._remove()
            folder = self._folder = await asyncio.to_thread(_new_folder, self._cache)
            got = await self._client.download_job_output(row.id, folder, progress=self._progress)
            self._file = got.path
            self._set_state(LoadState.loading("Looking into the output"))
            output = await asyncio.to_thread(open_output, got.path)
        except asyncio.CancelledError:
            await self._remove()
            raise
        except NotFoundError:
            self._fail(NOT_THERE)
        except APIError as error:
            self._set_state(LoadState.failed(error))
        except OutputTrouble as trouble:
            self._fail(str(trouble))
        except OSError as error:
            self._fail(f"The output cannot be kept on this computer: {error.strerror}.")
        else:
            self._take(output, got.warning)

    def _take(self, output: Output, warning: str) -> None:
        self._output = output
        self.files.replace_all([row_of(each) for each in output.entries])
        self._set_state(LoadState.live(message=warning))
        best = _best(output)
        if best is not None:
            self._look(best, output)

    def _progress(self, done: int, size: int | None) -> None:
        told = self._done // _TOLD_EVERY
        self._done, self._size = done, size
        if done // _TOLD_EVERY != told or done == size:
            self.changed.emit()

    def _fail(self, words: str) -> None:
        error = APIError(words, operation="output", kind=ErrorKind.REFUSED)
        self._set_state(LoadState.failed(error))

    # looking

    def _look(self, entry: Entry, output: Output) -> None:
        self._entry = entry
        self._begin_look()
        folder = self._folder
        assert folder is not None

        def read() -> Content:
            from facespace_desk.voxel51.model.output_content import read as read_content

            return read_content(output, entry, folder)

        self._tasks.start(self._show(read), name="look", replacing="look")

    def _begin_look(self) -> None:
        self._content = self._labels = None
        self.player.load(None, None, None)
        self.content_changed.emit()

    async def _show(self, read: Callable[[], Content]) -> None:
        content = await asyncio.to_thread(read)
        from facespace_desk.voxel51.model.output_content import Frames

        self._content = content
        if isinstance(content, Frames):
            self._labels = content.labels
            self.player.load(content.film, content.labels, content.index)
        self.content_changed.emit()

    async def _use_film(self, path: Path) -> None:
        from facespace_desk.voxel51.model.output_content import Frames, film_of

        content = self._content
        if not isinstance(content, Frames):
            return
        try:
            film = await asyncio.to_thread(film_of, path)
        except OutputTrouble as trouble:
            self.told.emit(str(trouble), "bad")
            return
        if content is not self._content:
            film.close()
            return
        self.player.load(film, content.labels, content.index)
        self.content_changed.emit()

    async def _fetch_film(self, item: DataItem) -> None:
        folder = self._folder
        if folder is None:
            return
        self.told.emit(f"Fetching {item.name or item.id}…", "muted")
        try:
            got = await self._client.download_data(item.id, folder)
        except APIError as error:
            self.told.emit(error.message, "bad")
            return
        await self._use_film(got.path)

    # giving away

    async def _save(self, source: Path | tuple[Output, Entry], path: Path) -> None:
        try:
            await asyncio.to_thread(_write, source, path)
        except OutputTrouble as trouble:
            self.told.emit(str(trouble), "bad")
        except OSError as error:
            self.told.emit(f"It could not be saved: {error.strerror}.", "bad")
        else:
            self.told.emit(f"Saved as {path.name}", "good")

    async def _hand_over(self, output: Output, entry: Entry) -> None:
        folder = self._folder
        assert folder is not None
        if not output.is_zip:
            self.ready.emit(output.path)
            return
        try:
            path = await asyncio.to_thread(output.take_out, entry, folder)
        except OutputTrouble as trouble:
            self.told.emit(str(trouble), "bad")
        except OSError as error:
            self.told.emit(f"It could not be put onto the disk: {error.strerror}.", "bad")
        else:
            self.ready.emit(path)

    # leaving

    def _leave(self) -> None:
        for name in ("fetch", "look", "film"):
            self._tasks.cancel(name)
        self._row = self._output = self._entry = None
        self._done, self._size = 0, None
        self.files.clear()
        self._begin_look()

    async def _remove(self) -> None:
        folder, self._folder = self._folder, None
        self._file = None
        if folder is not None:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    def _set_state(self, state: LoadState) -> None:
        self._state = state
        self.changed.emit()


def _best(output: Output) -> Entry | None:
    """What is looked at first: labels, then a video, then what else can be shown."""
    order = (Kind.TABLE, Kind.PICTURE, Kind.JSON, Kind.TEXT)
    good = [each for each in output.entries if not each.refusal]
    rest = (each for kind in order for each in good if kind_of(each.name) is kind)
    first = output.labels_entry() or output.video_entry() or next(rest, None)
    return first or next(iter(good or output.entries), None)


def _write(source: Path | tuple[Output, Entry], path: Path) -> None:
    """A file, or one out of an output, to *path*. Blocks. It is whole when it gets its name."""
    with tempfile.TemporaryDirectory(prefix=".saving-", dir=path.parent) as folder:
        if isinstance(source, Path):
            made = Path(shutil.copyfile(source, Path(folder) / "output"))
        else:
            output, entry = source
            made = output.take_out(entry, Path(folder))
        made.replace(path)


def _new_folder(cache: Path) -> Path:
    make_private_directory(cache)
    return Path(tempfile.mkdtemp(prefix="output-", dir=cache))
