"""What an operator does to jobs and photos at the service, one or many at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.skylab.errors import (
    JobNotFoundException,
    PhotoNotFoundException,
    StudioException,
)
from facespace_desk.skylab.model.carried import Carried
from facespace_desk.skylab.model.job_columns import JobRow
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.kept import JobShelf
from facespace_desk.skylab.model.photos import PhotosModel
from facespace_desk.skylab.model.stages import Stage

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

_OPEN: Final = frozenset({"queued", "running", "waiting", "paused"})


class Deeds(QObject):
    """Signals:

    told(str, str): what became of it, and its tone.
    """

    told = Signal(str, str)

    def __init__(
        self,
        client: SkylabClient,
        jobs: JobsModel,
        photos: PhotosModel,
        shelf: JobShelf,
        carried: Carried,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._jobs = jobs
        self._photos = photos
        self._shelf = shelf
        self._carried = carried
        self._tasks = TaskScope("Skylab deeds", report)

    def queue(self, job_ids: Sequence[int], callback_url: str = "") -> None:
        """Let these jobs be processed; *callback_url* is told when one is finished."""

        async def queue_one(job_id: int) -> None:
            job = await self._client.queue_job(job_id, callback_url=callback_url or None)
            kept = self._shelf.get(job_id)
            self._shelf.keep(
                msgspec.structs.replace(
                    kept,
                    queued_ms=wall_ms(),
                    queue_when_uploaded=False,
                    callback_url=callback_url,
                )
            )
            self._jobs.take(job)

        self._start(job_ids, queue_one, _QUEUED)

    def cancel(self, job_ids: Sequence[int]) -> None:
        """Stop the service's work on these jobs, and what is still to be sent to them."""

        async def cancel_one(job_id: int) -> None:
            await self._cancel_transfers(job_id)
            self._jobs.take(await self._client.cancel_job(job_id))

        self._start(job_ids, cancel_one, _CANCELLED)

    def delete(self, job_ids: Sequence[int]) -> None:
        """Delete these jobs with their photos at the service; no file here is touched."""
        self._start(job_ids, self._delete_one, _DELETED)

    def edit(self, job_id: int, *, name: str | None = None, profile_id: int | None = None) -> None:
        """Give a job another name, which must be unique in the account, or another profile."""
        fields: dict[str, str | int] = {} if name is None else {"name": name.strip()}
        if profile_id is not None:
            fields["profile_id"] = profile_id

        async def edit_one(each: int) -> None:
            self._jobs.take(await self._client.update_job(each, fields))

        if fields:
            self._start([job_id], edit_one, _CHANGED)

    def create(self, name: str, profile_id: int) -> None:
        """Make an empty job, and be about it."""

        async def create_one(_: int) -> None:
            job = await self._client.create_job(name.strip(), profile_id)
            self._jobs.take(job)
            self._jobs.choose(job.id)

        self._start([0], create_one, _CREATED)

    def find(self, name: str) -> None:
        """Look a job up by its name, which the list of the latest may lack, and be about it."""

        async def find_one(_: int) -> None:
            job = await self._client.get_job_by_name(name.strip())
            self._jobs.take(job)
            self._jobs.choose(job.id)

        self._start([0], find_one, _FOUND)

    def delete_photos(self, photo_ids: Sequence[int]) -> None:
        """Delete these photos at the service; no file here is touched."""

        async def delete_one(photo_id: int) -> None:
            with contextlib.suppress(PhotoNotFoundException):  # gone, as wanted
                await self._client.delete_photo(photo_id)
            self._photos.left([photo_id])

        self._start(photo_ids, delete_one, _PHOTOS_DELETED)

    async def close(self) -> None:
        await self._tasks.close()

    async def _delete_one(self, job_id: int) -> None:
        await self._cancel_transfers(job_id)
        row = self._jobs.row(job_id)
        with contextlib.suppress(JobNotFoundException):  # gone, as wanted
            if row is not None and row.stage.moves:
                await self._client.cancel_job(job_id)  # wire 10: cancel first, then delete
            await self._client.delete_job(job_id)
        self._jobs.mark_gone(job_id)

    async def _cancel_transfers(self, job_id: int) -> None:
        ids = [each.id for each in self._carried.of_job(job_id) if each.state in _OPEN]
        if ids:
            await self._carried.queue.cancel(ids)

    def _start(
        self, ids: Sequence[int], act: Callable[[int], Awaitable[None]], deed: _Deed
    ) -> None:
        if ids:
            self._tasks.start(self._run(list(ids), act, deed), name=deed.name)

    async def _run(
        self, ids: list[int], act: Callable[[int], Awaitable[None]], deed: _Deed
    ) -> None:
        """One after the other; one that fails stops no other."""
        errors: list[StudioException] = []
        for each in ids:
            try:
                await act(each)
            except StudioException as error:
                errors.append(error)
        self._tell(len(ids) - len(errors), errors, deed)

    def _tell(self, count: int, errors: list[StudioException], deed: _Deed) -> None:
        good = deed.done(count) if count else ""
        if not errors:
            if good and (count > 1 or deed.is_told_of_one):
                self.told.emit(good, "good")
            return
        bad = errors[0].message
        if len(errors) > 1:
            bad = tr("{count} were refused: {why}", count=len(errors), why=bad)
        self.told.emit(f"{good}. {bad}" if good else bad, "warn" if good else "bad")


@dataclass(frozen=True)
class _Deed:
    """`done` says of how many it was done; "" where what is seen says enough."""

    name: str
    done: Callable[[int], str]
    is_told_of_one: bool = False


_QUEUED: Final = _Deed("queue", lambda n: tr_n("{n} jobs queued", "{n} job queued", n))
_CANCELLED: Final = _Deed("cancel", lambda n: tr_n("{n} jobs cancelled", "{n} job cancelled", n))
_DELETED: Final = _Deed("delete", lambda n: tr_n("{n} jobs deleted", "{n} job deleted", n), True)
_CHANGED: Final = _Deed("edit", lambda n: tr_n("{n} jobs changed", "{n} job changed", n))
_CREATED: Final = _Deed("create", lambda n: tr_n("{n} jobs created", "{n} job created", n))
_FOUND: Final = _Deed("find", lambda _: "")
_PHOTOS_DELETED: Final = _Deed(
    "delete photos", lambda n: tr_n("{n} photos deleted", "{n} photo deleted", n), True
)


def consequences(rows: Sequence[JobRow]) -> list[str]:
    """What deleting these jobs means, a sentence each; the last says what is not touched."""
    moving = sum(row.stage.moves or row.stage is Stage.UPLOADING for row in rows)
    unfetched = sum(row.stage is Stage.DONE and not row.received for row in rows)
    lines = [_photos_words(len(rows), sum(row.photo_count or 0 for row in rows))]
    if moving and len(rows) == 1:
        lines.append(tr("Its work is cancelled first."))
    elif moving:
        lines.append(
            tr_n(
                "{n} are under way: their work is cancelled first.",
                "{n} is under way: its work is cancelled first.",
                moving,
            )
        )
    if unfetched and len(rows) == 1:
        lines.append(tr("Its results were not fetched to this computer, and cannot be afterwards."))
    elif unfetched:
        lines.append(
            tr(
                "The results of {count} were not fetched to this computer, and cannot be "
                "afterwards.",
                count=unfetched,
            )
        )
    lines.append(_NOT_UNDONE)
    return lines


def photo_consequences(names: Sequence[str], has_results: bool) -> list[str]:
    """The same of photos."""
    lines = [
        tr_n(
            "{n} photos go from the studio, with what was made of them.",
            "The photo goes from the studio, with what was made of it.",
            len(names),
        )
    ]
    if has_results:
        lines.append(tr("What has come back stays on this computer."))
    lines.append(_NOT_UNDONE)
    return lines


def _photos_words(jobs: int, photos: int) -> str:
    """What goes with so many jobs that have so many photos together."""
    if jobs == 1:
        if not photos:
            return tr("There is no photo in it.")
        return tr_n(
            "It has {n} photos at the studio; these go with their results.",
            "Its photo at the studio goes with its result.",
            photos,
        )
    if not photos:
        return tr("There are no photos in them.")
    return tr_n(
        "They have {n} photos at the studio; these go with their results.",
        "They have {n} photo at the studio; it goes with its result.",
        photos,
    )


_NOT_UNDONE: Final = tr("This cannot be undone. Files on this computer are not touched.")
