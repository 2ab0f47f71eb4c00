"""The background pictures of one profile: those at the studio, and those on their way there.

They are carried by the transfer queue, so that they survive a restart like any other file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.skylab.carrying import SERVICE_ID
from facespace_desk.skylab.errors import PhotoNotFoundException, StudioException, UploadRefused
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState, photo_columns
from facespace_desk.skylab.model.profile_options import EXTRACT, OPTIONS, REPLACE
from facespace_desk.skylab.model.profiles import ProfilesModel
from facespace_desk.skylab.preparing import Preparation
from facespace_desk.skylab.records import Profile
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import NewTransfer, StoredTransfer

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient
    from facespace_desk.transfers.profile_queue import ProfileQueue

_BATCH: Final = "profile:"
_SHOWN: Final = {
    "queued": PhotoState.WAITING,
    "waiting": PhotoState.WAITING,
    "paused": PhotoState.WAITING,
    "running": PhotoState.UPLOADING,
    "failed": PhotoState.FAILED,
}


class BackgroundsModel(QObject):
    """Follows one profile at a time; `close` it.

    Signals:
        changed: pictures came, went or moved on.
        told(str, str): something for a short note, and its tone.
    """

    changed = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        client: SkylabClient,
        profiles: ProfilesModel,
        queue: ProfileQueue,
        display: Display,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._profiles = profiles
        self._queue = queue
        self._tasks = TaskScope("Skylab backgrounds", report)
        self.table: RecordTableModel[PhotoRow] = RecordTableModel(
            photo_columns(display), display=display, newest_first=False, parent=self
        )
        self._profile_id: int | None = None
        self._states = {each.id: each.state for each in queue.transfers}
        queue.watch(self)
        profiles.profile_changed.connect(self._profile_changed)

    @property
    def profile(self) -> Profile | None:
        return self._profiles.profile(self._profile_id)

    def show(self, profile_id: int | None) -> None:
        """Be about this profile; None: about one that is not written yet."""
        self._profile_id = profile_id
        self._show()

    def rows(self) -> list[PhotoRow]:
        """Those at the studio in their order, then those on their way."""
        profile = self.profile
        if profile is None:
            return []
        rows = [
            PhotoRow(key=f"p{each.id}", photo_id=each.id, name=each.name, state=PhotoState.SENT)
            for each in profile.backgrounds
        ]
        known = {each.photo_id for each in rows}
        for transfer in self._transfers():
            if transfer.state in _SHOWN and transfer.facts.get("photo_id") not in known:
                rows.append(_row_of(transfer))
        return rows

    def why_not(self, typed: Mapping[str, str | bool]) -> str:
        """Why no picture can be added now; empty when one can. *typed* is what the form says."""
        return why_no_backgrounds(self.profile, typed)

    def add(self, paths: Sequence[Path]) -> None:
        """Put these files into the queue, those that may be uploaded; tell of the others."""
        if self.profile is not None:
            self._tasks.start(self._add(self.profile, list(paths)), name="add")

    def delete(self, photo_ids: Sequence[int]) -> None:
        """**Delete** these pictures at the studio."""
        if self.profile is not None:
            self._tasks.start(self._delete(self.profile.id, list(photo_ids)), name="delete")

    def retry(self) -> None:
        """Try those again that have failed."""
        ids = [each.id for each in self._transfers() if each.state == "failed"]
        if ids:
            self._tasks.start(self._queue.retry(ids), name="retry")

    def dismiss(self, transfer_id: int) -> None:
        """Take a picture that failed, or is on its way, out of the queue."""
        self._tasks.start(self._dismiss(transfer_id), name="dismiss")

    async def close(self) -> None:
        self._queue.unwatch(self)
        await self._tasks.close()
        await self.table.close()

    # what the queue tells

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        """See `transfers.profile_queue.Watcher`."""
        profile_id = _profile_of(transfer)
        if profile_id is None:
            return
        before = self._states.get(transfer.id)
        self._states[transfer.id] = transfer.state
        if transfer.state == "done" and before != "done":
            name = f"read {profile_id}"
            self._tasks.start(self._read(profile_id), name=name, replacing=name)
        self._profile_changed(profile_id)

    def transfer_removed(self, transfer_id: int) -> None:
        """See `transfers.profile_queue.Watcher`."""
        if self._states.pop(transfer_id, None) is not None:
            self._show()

    def queue_changed(self) -> None:
        """Held or not: the dock tells of it."""

    def _profile_changed(self, profile_id: int) -> None:
        if profile_id == self._profile_id:
            self._show()

    def _show(self) -> None:
        self.table.synchronise(self.rows(), key=lambda row: row.key)
        self.changed.emit()

    def _transfers(self) -> list[StoredTransfer]:
        return [each for each in self._queue.transfers if _profile_of(each) == self._profile_id]

    async def _add(self, profile: Profile, paths: list[Path]) -> None:
        taken = {each.name.casefold() for each in self.rows()}
        refused: list[str] = []
        fresh: list[NewTransfer] = []
        for path in paths:
            if path.name.casefold() in taken:
                refused.append(
                    tr("{file}: the profile has a picture of this name.", file=path.name)
                )
                continue
            try:
                file = await self._client.uploads.check(path)
            except UploadRefused as error:
                refused.append(f"{path.name}: {error.message}")
                continue
            taken.add(path.name.casefold())
            fresh.append(_new(profile, path, file.size))
        if refused:
            words = " ".join(refused[:3])
            if len(refused) > 3:
                words = tr("{some} And {count} more.", some=words, count=len(refused) - 3)
            self.told.emit(words, "warn")
        try:
            await self._queue.add(fresh)
        except StoreTrouble as error:
            self.told.emit(
                tr("The list of transfers could not be written. {why}", why=error), "bad"
            )

    async def _delete(self, profile_id: int, photo_ids: list[int]) -> None:
        for photo_id in photo_ids:
            try:
                await self._client.delete_photo(photo_id)
            except PhotoNotFoundException:
                continue  # gone, as wanted
            except StudioException as error:
                self.told.emit(error.message, "bad")
        await self._read(profile_id)

    async def _dismiss(self, transfer_id: int) -> None:
        await self._queue.cancel([transfer_id])
        await self._queue.tidied()
        await self._queue.remove([transfer_id])

    async def _read(self, profile_id: int) -> None:
        try:
            self._profiles.take(await self._client.get_profile(profile_id))
        except StudioException as error:
            self.told.emit(error.message, "bad")


def why_no_backgrounds(saved: Profile | None, typed: Mapping[str, str | bool]) -> str:
    """Why no background picture can be added; empty when one can (wire/skylab.md 4.2).

    *saved* is the profile at the studio, which decides; *typed* what the form says.
    """
    extract, replace = OPTIONS[EXTRACT].title, OPTIONS[REPLACE].title
    if not typed[EXTRACT] and not typed[REPLACE]:
        return tr("Needs “{one}” and “{other}”: both are off.", one=extract, other=replace)
    if not (typed[EXTRACT] and typed[REPLACE]):
        off = replace if typed[EXTRACT] else extract
        return tr(
            "Needs “{one}” and “{other}”: “{off}” is off.", one=extract, other=replace, off=off
        )
    if saved is None:
        return tr("Write the new profile first; then pictures can be added.")
    if not saved.takes_backgrounds:
        return tr(
            "Write the changes first: at the studio “{one}” and “{other}” are not both on yet.",
            one=extract,
            other=replace,
        )
    return ""


def _new(profile: Profile, path: Path, size: int) -> NewTransfer:
    return NewTransfer(
        service=SERVICE_ID,
        batch=f"{_BATCH}{profile.id}",
        batch_title=profile.name,
        title=path.name,
        direction="upload",
        path=str(path),
        size=size,
        facts={"profile_id": profile.id, **Preparation(name=path.name).facts()},
    )


def _profile_of(transfer: StoredTransfer) -> int | None:
    number = transfer.batch.removeprefix(_BATCH)
    is_ours = transfer.service == SERVICE_ID and transfer.batch.startswith(_BATCH)
    return int(number) if is_ours and number.isdecimal() else None


def _row_of(transfer: StoredTransfer) -> PhotoRow:
    return PhotoRow(
        key=f"t{transfer.id}",
        photo_id=None,
        name=transfer.title,
        state=_SHOWN[transfer.state],
        words=transfer.reason,
        original=transfer.path,
        share=transfer.done / transfer.size if transfer.size else 0.0,
        transfer_id=transfer.id,
    )
