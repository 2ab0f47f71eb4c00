"""The photos of the shown job: what the service lists, what is on its way, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.model.carried import Carried
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.kept import JobShelf, Received, Sent
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState, photo_columns
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.preparing import deed_words
from facespace_desk.skylab.records import Photo
from facespace_desk.store.transfers import StoredTransfer

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

PHOTO_ID: Final = "photo_id"  # a fact of the journal
_OPEN: Final = frozenset({"queued", "running", "waiting", "paused"})


class PhotosModel(QObject):
    """Follows the chosen job by itself.

    Signals:
        state_changed(LoadState): how the list of photos stands.
        shown(int | None): the photos are those of this job from now on.
        rows_changed: rows came, went or changed.
    """

    state_changed = Signal(object)
    shown = Signal(object)
    rows_changed = Signal()

    def __init__(
        self,
        client: SkylabClient,
        jobs: JobsModel,
        shelf: JobShelf,
        carried: Carried,
        display: Display,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._jobs = jobs
        self._shelf = shelf
        self._carried = carried
        self._tasks = TaskScope("Skylab photos", report)
        self.table: RecordTableModel[PhotoRow] = RecordTableModel(
            photo_columns(display), display=display, newest_first=False, parent=self
        )
        self.table.set_sorting((("name", False),))
        self._job_id: int | None = None
        self._rows: list[PhotoRow] = []
        self._photos: dict[int, Photo] = {}
        self._keys: dict[int, str] = {}  # of photos that were transfers first
        self._state = LoadState.off()
        jobs.chosen_changed.connect(self.show)
        jobs.stage_changed.connect(self._stage_changed)
        carried.changed.connect(self._carried_changed)
        shelf.changed.connect(self._kept_changed)

    @property
    def job_id(self) -> int | None:
        """The job whose photos are shown."""
        return self._job_id

    @property
    def state(self) -> LoadState:
        return self._state

    def photo(self, photo_id: int) -> Photo | None:
        """What the service said last of this photo."""
        return self._photos.get(photo_id)

    def rows(self) -> list[PhotoRow]:
        """All photos, filtered or not, in the order in which they came."""
        return list(self._rows)

    def show(self, job_id: int | None) -> None:
        """Show the photos of this job."""
        if job_id == self._job_id:
            return
        self._job_id = job_id
        self._photos.clear()
        self._keys.clear()
        self._rows = []
        self.table.clear()
        self._set_state(LoadState.off() if job_id is None else LoadState.loading())
        self._rebuild()
        self.shown.emit(job_id)
        self.refresh()

    def refresh(self) -> None:
        """Ask the service for the photos of the shown job; a job that is gone has none."""
        job_id = self._job_id
        row = self._jobs.row(job_id)
        if job_id is None or row is None or row.stage is Stage.GONE:
            self._tasks.cancel("refresh")
            self._set_state(LoadState.off())
            return
        self._tasks.start(self._refresh(job_id), name="refresh", replacing="refresh")

    def left(self, photo_ids: Sequence[int]) -> None:
        """These are deleted at the service."""
        for photo_id in photo_ids:
            self._photos.pop(photo_id, None)
        self._rebuild()

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _refresh(self, job_id: int) -> None:
        try:
            listing = await self._client.get_job_photos(job_id)
        except StudioException as error:
            self._set_state(LoadState.failed(error, updated_ms=self._state.updated_ms))
            return
        self._photos = {photo.id: photo for photo in listing.entries}
        self._set_state(LoadState.live(wall_ms()))
        self._rebuild()

    def _stage_changed(self, job_id: int, _before: Stage, _after: Stage) -> None:
        if job_id == self._job_id:
            self.refresh()

    def _carried_changed(self, job_ids: set[int]) -> None:
        if self._job_id in job_ids:
            self._rebuild()

    def _kept_changed(self, job_id: int) -> None:
        if job_id == self._job_id:
            self._rebuild()

    def _set_state(self, state: LoadState) -> None:
        self._state = state.after(self._state)
        self.state_changed.emit(self._state)

    # rows

    def _rebuild(self) -> None:
        """The rows anew; a photo keeps its row."""
        if self._job_id is not None:
            made = _Rows(self._job_id, self._photos, self._shelf, self._carried, self._keys)
            self._rows = made.rows()
            self.table.synchronise(self._rows, key=lambda row: row.key)
        self.rows_changed.emit()


class _Rows:
    """Joins what is known of the photos of one job."""

    def __init__(
        self,
        job_id: int,
        photos: dict[int, Photo],
        shelf: JobShelf,
        carried: Carried,
        keys: dict[int, str],
    ) -> None:
        kept = shelf.get(job_id)
        self._photos = photos
        self._keys = keys
        self._is_gone = kept.is_gone
        self._accepted, self._flagged = kept.accepted, kept.flagged
        self._sent = {sent.photo_id: sent for sent in kept.sent}
        self._received: dict[int, list[Received]] = {}
        for received in kept.received:
            self._received.setdefault(received.photo_id, []).append(received)
        self._uploads: list[StoredTransfer] = []
        self._downloads: dict[int, StoredTransfer] = {}
        for transfer in carried.of_job(job_id):
            self._sort_in(transfer)

    def _sort_in(self, transfer: StoredTransfer) -> None:
        photo_id = _photo_id(transfer)
        if transfer.direction == "upload":
            if transfer.state != "cancelled":
                self._uploads.append(transfer)
                if photo_id is not None:
                    self._keys.setdefault(photo_id, f"t{transfer.id}")
        elif photo_id is not None and transfer.state in _OPEN | {"failed"}:
            self._downloads[photo_id] = transfer

    def rows(self) -> list[PhotoRow]:
        """In the order of the service, then those that only this computer knows."""
        uploads = {_photo_id(each): each for each in self._uploads}
        known = dict.fromkeys((*self._photos, *self._sent))
        rows = [self._of_photo(photo_id, uploads.get(photo_id)) for photo_id in known]
        rows += [self._of_upload(each) for each in self._uploads if _photo_id(each) not in known]
        return rows

    def _of_photo(self, photo_id: int, upload: StoredTransfer | None) -> PhotoRow:
        photo, sent = self._photos.get(photo_id), self._sent.get(photo_id)
        received = self._received.get(photo_id, [])
        download = self._downloads.get(photo_id)
        is_ready = photo is not None and photo.is_ready
        if upload is not None and upload.state != "done":
            state, moving = _upload_state(upload), upload
        elif download is not None:
            failed = download.state == "failed"
            state, moving = PhotoState.FAILED if failed else PhotoState.FETCHING, download
        else:
            moving = None
            state = PhotoState.READY if is_ready else PhotoState.SENT
            state = PhotoState.HERE if received else state
        return PhotoRow(
            key=self._keys.get(photo_id, f"p{photo_id}"),
            photo_id=photo_id,
            name=(photo.name if photo else "") or (sent.name if sent else ""),
            state=state,
            words=moving.reason if moving else self._why(photo),
            original=_original(sent, upload),
            result=received[-1].path if received else "",
            results=len(received),
            size=sent.size if sent else (upload.size or 0) if upload else 0,
            md5=sent.md5 if sent else "",
            prepared=deed_words(sent.prepared) if sent else "",
            share=_share(moving),
            sent_ms=(sent.sent_ms or None) if sent else None,
            received_ms=received[-1].received_ms if received else None,
            transfer_id=moving.id if moving else None,
            is_ready=is_ready,
            verdict=self._verdict(photo_id),
        )

    def _verdict(self, photo_id: int) -> str:
        if photo_id in self._flagged:
            return "flagged"
        return "accepted" if photo_id in self._accepted else ""

    def _why(self, photo: Photo | None) -> str:
        if photo is None and self._photos and not self._is_gone:
            return tr("The studio does not list it any more.")
        return ""

    def _of_upload(self, upload: StoredTransfer) -> PhotoRow:
        photo_id = _photo_id(upload)
        return PhotoRow(
            key=f"t{upload.id}",
            photo_id=photo_id if upload.state == "done" else None,
            name=upload.title,
            state=_upload_state(upload),
            words=upload.reason,
            original=_original(None, upload),
            size=upload.size or 0,
            share=_share(upload),
            transfer_id=upload.id,
        )


def _photo_id(transfer: StoredTransfer) -> int | None:
    number = transfer.facts.get(PHOTO_ID)
    return number if isinstance(number, int) else None


def _original(sent: Sent | None, upload: StoredTransfer | None) -> str:
    if sent is not None:
        return sent.path
    return upload.path if upload is not None else ""


def _upload_state(upload: StoredTransfer) -> PhotoState:
    if upload.state == "running":
        return PhotoState.UPLOADING
    if upload.state in ("done", "failed"):
        return PhotoState.SENT if upload.state == "done" else PhotoState.FAILED
    return PhotoState.WAITING


def _share(transfer: StoredTransfer | None) -> float:
    if transfer is None or not transfer.size:
        return 0.0
    return round(min(1.0, transfer.done / transfer.size), 2)
