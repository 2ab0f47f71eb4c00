"""What an operator does to jobs and photos at the service, one or many at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

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

        self._start(job_ids, queue_one, "queued")

    def cancel(self, job_ids: Sequence[int]) -> None:
        """Stop the service's work on these jobs, and what is still to be sent to them."""

        async def cancel_one(job_id: int) -> None:
            await self._cancel_transfers(job_id)
            self._jobs.take(await self._client.cancel_job(job_id))

        self._start(job_ids, cancel_one, "cancelled")

    def delete(self, job_ids: Sequence[int]) -> None:
        """Delete these jobs with their photos at the service; no file here is touched."""
        self._start(job_ids, self._delete_one, "deleted")

    def edit(self, job_id: int, *, name: str | None = None, profile_id: int | None = None) -> None:
        """Give a job another name, which must be unique in the account, or another profile."""
        fields: dict[str, str | int] = {} if name is None else {"name": name.strip()}
        if profile_id is not None:
            fields["profile_id"] = profile_id

        async def edit_one(each: int) -> None:
            self._jobs.take(await self._client.update_job(each, fields))

        if fields:
            self._start([job_id], edit_one, "changed")

    def create(self, name: str, profile_id: int) -> None:
        """Make an empty job, and be about it."""

        async def create_one(_: int) -> None:
            job = await self._client.create_job(name.strip(), profile_id)
            self._jobs.take(job)
            self._jobs.choose(job.id)

        self._start([0], create_one, "created")

    def find(self, name: str) -> None:
        """Look a job up by its name, which the list of the latest may lack, and be about it."""

        async def find_one(_: int) -> None:
            job = await self._client.get_job_by_name(name.strip())
            self._jobs.take(job)
            self._jobs.choose(job.id)

        self._start([0], find_one, "")

    def delete_photos(self, photo_ids: Sequence[int]) -> None:
        """Delete these photos at the service; no file here is touched."""

        async def delete_one(photo_id: int) -> None:
            with contextlib.suppress(PhotoNotFoundException):  # gone, as wanted
                await self._client.delete_photo(photo_id)
            self._photos.left([photo_id])

        self._start(photo_ids, delete_one, "deleted", noun="photo")

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
        self,
        ids: Sequence[int],
        act: Callable[[int], Awaitable[None]],
        done: str,
        *,
        noun: str = "job",
    ) -> None:
        if ids:
            self._tasks.start(self._run(list(ids), act, done, noun), name=done or "find")

    async def _run(
        self, ids: list[int], act: Callable[[int], Awaitable[None]], done: str, noun: str
    ) -> None:
        """One after the other; one that fails stops no other."""
        errors: list[StudioException] = []
        for each in ids:
            try:
                await act(each)
            except StudioException as error:
                errors.append(error)
        self._tell(len(ids) - len(errors), errors, done, noun)

    def _tell(self, count: int, errors: list[StudioException], done: str, noun: str) -> None:
        nouns = noun if count == 1 else f"{noun}s"
        good = f"{count} {nouns} {done}" if count and done else ""
        if not errors:
            if good and (count > 1 or done == "deleted"):
                self.told.emit(good, "good")
            return
        bad = errors[0].message
        if len(errors) > 1:
            bad = f"{len(errors)} were refused: {bad}"
        self.told.emit(f"{good}. {bad}" if good else bad, "warn" if good else "bad")


def consequences(rows: Sequence[JobRow]) -> list[str]:
    """What deleting these jobs means, a sentence each; the last says what is not touched."""
    photos = sum(row.photo_count or 0 for row in rows)
    moving = [row for row in rows if row.stage.moves or row.stage is Stage.UPLOADING]
    unfetched = [row for row in rows if row.stage is Stage.DONE and not row.received]
    them = "It has" if len(rows) == 1 else "They have"
    lines = [f"{them} {photos} photos at the studio; these go with their results."]
    if len(rows) == 1 and rows[0].photo_count == 1:
        lines = ["Its photo at the studio goes with its result."]
    elif not photos:
        lines = ["There is no photo in it." if len(rows) == 1 else "There are no photos in them."]
    if moving:
        which = "Its" if len(rows) == 1 else f"{len(moving)} are under way: their"
        lines.append(f"{which} work is cancelled first.")
    if unfetched:
        which = "Its results were" if len(rows) == 1 else f"The results of {len(unfetched)} were"
        lines.append(f"{which} not fetched to this computer, and cannot be afterwards.")
    lines.append("This cannot be undone. Files on this computer are not touched.")
    return lines


def photo_consequences(names: Sequence[str], has_results: bool) -> list[str]:
    """The same of photos."""
    them = "The photo goes" if len(names) == 1 else f"{len(names)} photos go"
    lines = [f"{them} from the studio, with what was made of it."]
    if has_results:
        lines.append("What has come back stays on this computer.")
    lines.append("This cannot be undone. Files on this computer are not touched.")
    return lines
