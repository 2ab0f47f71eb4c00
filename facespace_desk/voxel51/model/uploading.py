"""From files that were dropped to transfers in the queue: looked at one by one, and sent when told
so, with what the operator says of them: where they are from, and until when they are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.dropped import MOST_FILES, gather
from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.pictures.work import PictureWork, WorkDropped
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import NewTransfer, StoredTransfer
from facespace_desk.transfers.facts import STOP_BEFORE
from facespace_desk.voxel51.model.provenance import Origin, origin_facts
from facespace_desk.voxel51.model.user_transfers import user_of
from facespace_desk.voxel51.preflight import Fate, Finding, duration_text, look
from facespace_desk.voxel51.records import SERVICE_ID

if TYPE_CHECKING:
    from facespace_desk.transfers.profile_queue import ProfileQueue

RESTARTS: Final = (
    "A file is sent as a whole: one that breaks off, or is paused, begins again from its "
    "beginning. Pausing between files loses nothing."
)


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of all files together. `days` None leaves the end to the platform. `pauses`:
    the queue stops before each file but the first."""

    origin: Origin | None = None  # nobody has said it yet
    days: float | None = None
    pauses: bool = False
    with_doubtful: bool = False


class UploadModel(QObject):
    """The files of one dialog, until they are sent or dismissed.

    Signals:
        changed: files, findings, wishes or the error are others.
        sent(int): so many files are in the queue.
        arrived: a file of this user is at the platform.
        told(str, str): something for a short note, and its tone.
    """

    changed = Signal()
    sent = Signal(int)
    arrived = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        queue: ProfileQueue,
        work: PictureWork,
        username: str | None,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._work = work
        self._username = username
        self._tasks = TaskScope("Voxel51 upload", report)
        self.table: RecordTableModel[Finding] = RecordTableModel(
            FOUND_COLUMNS, newest_first=False, parent=self
        )
        self.table.set_sorting((("fate", False), ("name", False)))  # what needs a look comes first
        self._paths: dict[str, Finding | None] = {}  # None: not looked at yet
        self._gathering: set[object] = set()  # drops of which the files are still being found
        self._done = {each.id for each in queue.transfers if each.state == "done"}
        self.wishes = Wishes()
        self.error = ""
        queue.watch(self)

    # what there is

    @property
    def findings(self) -> list[Finding]:
        """In the order in which the files came."""
        return [each for each in self._paths.values() if each is not None]

    @property
    def progress(self) -> tuple[int, int]:
        """How many are looked at, of how many."""
        return len(self.findings), len(self._paths)

    @property
    def is_looking(self) -> bool:
        return bool(self._gathering) or None in self._paths.values()

    @property
    def is_sending(self) -> bool:
        return self._tasks.is_running("send")

    @property
    def chosen(self) -> list[Finding]:
        """Those that will be sent."""
        fates = {Fate.READY, Fate.DOUBTFUL} if self.wishes.with_doubtful else {Fate.READY}
        return [each for each in self.findings if each.fate in fates]

    def count(self, fate: Fate) -> int:
        return sum(each.fate is fate for each in self.findings)

    def why_not(self) -> str:
        """Why they cannot be sent now; "" when they can."""
        if self.is_sending:
            return "They are being put on the list of transfers."
        if not self._paths:
            return "Drop videos or folders here, or choose them."
        if self.is_looking:
            return "The files are still being looked at."
        if not self.chosen:
            return "There is nothing that can be sent."
        if self.wishes.origin is None:
            return "Say where the files are from."
        return ""

    # what the operator does

    def drop(self, paths: Iterable[Path]) -> None:
        """Add files and folders."""
        self.error = ""
        drop = object()
        self._gathering.add(drop)
        self._tasks.start(self._look(list(paths), drop), name="look")
        self.changed.emit()

    def remove(self, paths: Iterable[str]) -> None:
        """Take these out; the files themselves are not touched."""
        for path in paths:
            self._paths.pop(path, None)
        self._show()

    def dismiss(self) -> None:
        """Send nothing, and forget the files. Where the next are from is asked anew."""
        self._tasks.cancel("look")
        self._gathering.clear()
        self._paths.clear()
        self.wishes = msgspec.structs.replace(self.wishes, origin=None)
        self.error = ""
        self._show()

    def wish(self, wishes: Wishes) -> None:
        """Say this of all files."""
        self.wishes = wishes
        self.changed.emit()

    def send(self) -> None:
        """Put the files into the queue."""
        if not self.why_not():
            self.error = ""
            self._tasks.start(self._send(self.chosen, self.wishes), name="send")
            self.changed.emit()

    async def close(self) -> None:
        self._queue.unwatch(self)
        await self._tasks.close()
        await self.table.close()

    # looking

    async def _look(self, dropped: Sequence[Path], drop: object) -> None:
        try:
            paths = await asyncio.to_thread(lambda: [str(path) for path in gather(dropped)])
        finally:
            self._gathering.discard(drop)
        fresh = [path for path in paths if path not in self._paths]
        if not paths:
            self.told.emit("There is no file in what was dropped", "warn")
        elif len(paths) >= MOST_FILES:
            self.told.emit(f"Only the first {MOST_FILES:,} files were taken", "warn")
        self._paths |= dict.fromkeys(fresh)
        self._show()
        for path in fresh:
            if path not in self._paths:
                continue
            try:
                found = await self._work.run(partial(look, Path(path)))
            except WorkDropped:
                return  # everything is being closed
            if path in self._paths:
                self._paths[path] = found
                self._show()

    def _show(self) -> None:
        self.table.synchronise(self.findings, key=lambda each: each.path)
        self.changed.emit()

    # sending

    async def _send(self, findings: Sequence[Finding], wishes: Wishes) -> None:
        assert wishes.origin is not None
        ends = None if wishes.days is None else datetime.now(UTC) + timedelta(days=wishes.days)
        facts = origin_facts(self._username, wishes.origin, ends)
        transfers = [
            NewTransfer(
                service=SERVICE_ID,
                batch=f"upload {self._username or ''}",
                batch_title="Data" if self._username is None else f"Data of {self._username}",
                title=each.name,
                direction="upload",
                path=each.path,
                size=each.size,
                facts={**facts, STOP_BEFORE: True} if wishes.pauses and number else facts,
            )
            for number, each in enumerate(findings)
        ]
        try:
            await self._queue.add(transfers)
        except StoreTrouble as error:
            self.error = f"The list of transfers could not be written. {error}"
            self.changed.emit()
            return
        for each in findings:
            self._paths.pop(each.path, None)
        self._tasks.start(self._tell_sent(len(findings)), name="tell")

    async def _tell_sent(self, count: int) -> None:
        """Once sending is over, also for `is_sending`."""
        self._show()
        self.sent.emit(count)

    # a watcher of the queue

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        is_ours = transfer.service == SERVICE_ID and user_of(transfer) == self._username
        if not is_ours or transfer.direction != "upload":
            return
        if transfer.state != "done":
            self._done.discard(transfer.id)
        elif transfer.id not in self._done:
            self._done.add(transfer.id)
            self.arrived.emit()

    def transfer_removed(self, transfer_id: int) -> None:
        self._done.discard(transfer_id)

    def queue_changed(self) -> None:
        """Held or not: the dock tells of it."""


_SHAPES: Final = {
    Fate.READY: ("circle-check", "live"),
    Fate.DOUBTFUL: ("triangle-alert", "warn"),
    Fate.REFUSED: ("state-square", "bad"),
}
_ORDER: Final = {Fate.REFUSED: 0, Fate.DOUBTFUL: 1, Fate.READY: 2}

FOUND_COLUMNS: Final[tuple[Column[Finding], ...]] = (
    Column("name", "File", lambda row: row.name, width=210, hideable=False),
    Column(
        "fate",
        "Verdict",
        lambda row: row.fate.value,
        sort_key=lambda row: _ORDER[row.fate],
        icon=lambda row: _SHAPES[row.fate][0],
        tone=lambda row: _SHAPES[row.fate][1],
        width=130,
    ),
    Column("reason", "Why", lambda row: row.reason, tooltip=lambda row: row.reason, width=250),
    Column(
        "size",
        "Size",
        lambda row: size_text(row.size) if row.size else EMPTY,
        number=lambda row: row.size or None,
        align="right",
        mono=True,
        width=84,
    ),
    Column("container", "Container", lambda row: row.container or EMPTY, width=90),
    Column("codec", "Codec", lambda row: row.codec or EMPTY, width=76),
    Column(
        "length",
        "Length",
        lambda row: duration_text(row.duration_s) or EMPTY,
        number=lambda row: row.duration_s,
        align="right",
        mono=True,
        width=76,
    ),
    Column(
        "frame",
        "Frame",
        lambda row: f"{row.width}×{row.height}" if row.width else EMPTY,
        sort_key=lambda row: row.width * row.height,
        align="right",
        mono=True,
        width=96,
    ),
    Column("folder", "Folder", lambda row: str(Path(row.path).parent), width=220),
)
