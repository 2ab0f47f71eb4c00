"""From files that were chosen or dropped to transfers in the queue: data files that become datasets
of a project, and photos that belong to a row. What is wrong with a file is said before it is sent.
"""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.carrying import SERVICE_ID, data_facts, photo_facts
from facespace_desk.amigocloud.model.access import Access
from facespace_desk.amigocloud.model.jobs import JobsModel
from facespace_desk.amigocloud.records import Project
from facespace_desk.language import tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.pictures.signatures import HEAD_BYTES, format_of
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import Facts, NewTransfer, StoredTransfer

if TYPE_CHECKING:
    from facespace_desk.transfers.profile_queue import ProfileQueue

MOST_FILES: Final = 2_000
OVER: Final = frozenset({"done", "failed", "cancelled"})


class Destination(msgspec.Struct, frozen=True, kw_only=True):
    """Where files go: into a project, or to the photos of a row."""

    title: str
    batch: str
    project: Project | None = None
    gallery: int | None = None
    row: str = ""  # the `amigo_id` that photos belong to

    @property
    def is_for_photos(self) -> bool:
        return self.gallery is not None

    def facts(self, name: str) -> Facts:
        """What the transfer of a file called *name* is to know."""
        if self.gallery is not None:
            return photo_facts(self.gallery, self.row, name)
        assert self.project is not None
        return data_facts(self.project)


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file, and why it is not sent; `why_not` is empty for one that is."""

    path: str
    name: str
    size: int | None = None
    why_not: str = ""


def into_project(project: Project) -> Destination:
    """Data files become datasets of *project*."""
    return Destination(title=project.name, batch=f"project:{project.id}", project=project)


def photos_of(gallery: int, row: str, title: str) -> Destination:
    """Photos of the row whose `amigo_id` is *row*; *title* is how a person knows it."""
    return Destination(title=title, batch=f"gallery:{gallery}", gallery=gallery, row=row)


class UploadModel(QObject):
    """The files of one dialog, until they are sent or dismissed; and, ever after, what becomes of
    those that were sent.

    Signals:
        changed: destination, files or error are other ones.
        sent(int): so many files are in the queue.
        arrived(StoredTransfer): a file is at the service.
    """

    changed = Signal()
    sent = Signal(int)
    arrived = Signal(object)

    def __init__(
        self,
        queue: ProfileQueue,
        access: Access,
        jobs: JobsModel,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._access = access
        self._jobs = jobs
        self._tasks = TaskScope("AmigoCloud upload", report)
        self._over = {each.id for each in queue.transfers if each.state in OVER}
        self.table: RecordTableModel[Candidate] = RecordTableModel(
            COLUMNS, newest_first=False, parent=self
        )
        self._files: dict[str, Candidate] = {}
        self.destination: Destination | None = None
        self.error = ""
        self.note = ""  # what became of the files that were dropped last
        self.is_sending = False
        self._looking = 0
        access.changed.connect(self.changed)
        queue.watch(self)

    # what there is

    @property
    def files(self) -> Sequence[Candidate]:
        """In the order in which they came."""
        return tuple(self._files.values())

    @property
    def is_looking(self) -> bool:
        return self._looking > 0

    @property
    def to_send(self) -> Sequence[Candidate]:
        return [each for each in self._files.values() if not each.why_not]

    @property
    def is_forbidden(self) -> bool:
        """Whether the profile lets nothing be sent that changes something."""
        return bool(self._access.why_no_change())

    def why_not(self) -> str:
        """Why nothing can be sent now; empty when it can."""
        if why := self._access.why_no_change():
            return why
        if self.is_sending:
            return tr("They are being put into the queue.")
        if self.is_looking:
            return tr("The files are being looked at.")
        if self.destination is None:
            return tr("It is not said where they go.")
        return "" if self.to_send else tr("There is nothing to send.")

    # what the operator does

    def open(self, destination: Destination) -> None:
        """Choose where files go; those that wait are judged anew."""
        if destination != self.destination:
            self.destination, self.error = destination, ""
            waiting = [Path(path) for path in self._files]
            self._files = {}
            self.add(waiting)
        self._show()

    def add(self, paths: Iterable[Path]) -> None:
        """Take in files, and those in folders."""
        wanted = list(paths)
        if wanted:
            self._looking += 1
            self._tasks.start(self._look(wanted), name="look")
            self.changed.emit()

    def remove(self, paths: Iterable[str]) -> None:
        """Take these out; the files themselves are not touched."""
        for path in paths:
            self._files.pop(path, None)
        self._show()

    def dismiss(self) -> None:
        """Send nothing, and forget the files."""
        self._tasks.cancel("look")
        self._files, self.error, self.note = {}, "", ""
        self._show()

    def send(self) -> None:
        """Put the good ones into the queue; the others stay, with what is wrong with them."""
        if not self.why_not():
            self.is_sending, self.error = True, ""
            self._tasks.start(self._send(), name="send")
            self.changed.emit()

    async def close(self) -> None:
        self._queue.unwatch(self)
        await self._tasks.close()
        await self.table.close()

    # looking

    async def _look(self, paths: list[Path]) -> None:
        try:
            is_photo = self.destination is not None and self.destination.is_for_photos
            found = await asyncio.to_thread(_candidates, paths, is_photo)
        finally:
            self._looking -= 1
        known = self._on_the_way()
        fresh = [each for each in found if each.path not in self._files]
        for each in fresh[: MOST_FILES - len(self._files)]:
            is_known = each.path in known and not each.why_not
            why = tr("It is on its way there already.") if is_known else each.why_not
            self._files[each.path] = msgspec.structs.replace(each, why_not=why)
        self.note = _note(len(found), len(fresh), len(self._files))
        self._show()

    def _on_the_way(self) -> set[str]:
        """Paths of what is being carried to the same place."""
        place = self.destination
        return {
            each.path
            for each in self._queue.transfers
            if each.service == SERVICE_ID and each.state not in OVER
            if place is not None and each.batch == place.batch
            if place.row == (each.facts.get("source_amigo_id") or "")
        }

    def _show(self) -> None:
        self.table.synchronise(self.files, key=lambda each: each.path)
        self.changed.emit()

    # sending

    async def _send(self) -> None:
        place, sent = self.destination, list(self.to_send)
        assert place is not None
        try:
            await self._queue.add([_transfer(each, place) for each in sent])
        except StoreTrouble as error:
            self.error = tr("The list of transfers could not be written. {error}", error=error)
        else:
            for each in sent:
                self._files.pop(each.path, None)
        finally:
            self.is_sending = False
            self._show()
        if not self.error:
            self.sent.emit(len(sent))

    # a watcher of the queue

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        """Once a file is at the service, the job that makes a dataset of it is followed."""
        if transfer.service != SERVICE_ID or transfer.id in self._over:
            if transfer.state not in OVER:
                self._over.discard(transfer.id)
            return
        job = transfer.facts.get("job")
        if isinstance(job, str) and job:
            self._jobs.watch(
                job, tr("Dataset of {title}", title=transfer.title), _project_id(transfer)
            )
        if transfer.state in OVER:
            self._over.add(transfer.id)
        if transfer.state == "done":
            self.arrived.emit(transfer)

    def transfer_removed(self, transfer_id: int) -> None:
        self._over.discard(transfer_id)

    def queue_changed(self) -> None:
        """Held or not: the dock tells of it."""


def _project_id(transfer: StoredTransfer) -> int | None:
    number = transfer.batch.removeprefix("project:")
    return int(number) if number.isdecimal() else None


def _transfer(candidate: Candidate, place: Destination) -> NewTransfer:
    return NewTransfer(
        service=SERVICE_ID,
        batch=place.batch,
        batch_title=place.title,
        title=candidate.name,
        direction="upload",
        path=candidate.path,
        size=candidate.size,
        facts=place.facts(candidate.name),
    )


def _candidates(paths: list[Path], is_photo: bool) -> list[Candidate]:
    """What is found at *paths*. Blocks."""
    return [_candidate(path, is_photo) for path in islice(_files(paths), MOST_FILES)]


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            for folder, within, names in os.walk(path):
                within.sort()
                yield from (Path(folder, name) for name in sorted(names))
        else:
            yield path


def _candidate(path: Path, is_photo: bool) -> Candidate:
    name, size, why = path.name, None, ""
    try:
        name.encode()
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for whoever writes to it
            return Candidate(path=str(path), name=name, why_not=tr("It is not an ordinary file."))
        size = found.st_size
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if not head:
            why = tr("It is empty.", "a file")
        elif is_photo:
            format_of(head)
    except UnicodeEncodeError:
        why = tr("Its name is not readable text; rename it first.")
        name = name.encode("utf-8", "replace").decode()
    except PictureTrouble as trouble:
        why = trouble.words
    except OSError as error:
        why = tr("It cannot be read: {reason}.", reason=error.strerror or type(error).__name__)
    return Candidate(path=str(path), name=name, size=size, why_not=why)


def _note(found: int, fresh: int, held: int) -> str:
    if not found:
        return tr("There is no file in what was chosen.")
    if held >= MOST_FILES:
        return tr("Only the first {count:,} files were taken.", count=MOST_FILES)
    return "" if fresh else tr("All of them were in the list already.")


_WILL_BE_SENT: Final = tr("will be sent")
COLUMNS: tuple[Column[Candidate], ...] = (
    Column("name", tr("File"), lambda each: each.name, hideable=False, width=230),
    Column(
        "size",
        tr("Size"),
        lambda each: "" if each.size is None else size_text(each.size),
        number=lambda each: each.size,
        align="right",
        width=80,
    ),
    Column(
        "verdict",
        tr("Verdict"),
        lambda each: each.why_not or _WILL_BE_SENT,
        tone=lambda each: "bad" if each.why_not else "live",
        width=260,
    ),
    Column("path", tr("Folder"), lambda each: str(Path(each.path).parent), width=190),
)
