"""Carries pictures to the service for the transfer queue, over restarts and crashes.

Every fact that the next try needs is in the journal before the step that makes it true can be
doubled. What a crash left open is found out by the service's list of photos.

Facts of an upload: `job_id` or `profile_id`, given by whoever adds it; `stage`, `photo_id`,
`before` (ids of photos of the same name that were there already).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.records import (
    SERVICE_ID,
    Listing,
    Photo,
    PhotoFile,
    Profile,
    UploadUrl,
)
from facespace_desk.skylab.uploads import Uploads
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context, Refused, Retry

ANSWER_S: Final = 3.0  # how long a cancelled transfer waits for the id of its new record

CREATING, CREATED, SENT = "creating", "created", "sent"  # stages


class UploadService(Protocol):
    """What is needed of the client."""

    @property
    def uploads(self) -> Uploads: ...

    async def get_photo(self, photo_id: int) -> Photo: ...

    async def get_profile(self, profile_id: int) -> Profile: ...

    async def get_job_photos(
        self, job_id: int | None = None, *, job_name: str | None = None
    ) -> Listing[Photo]: ...

    async def create_photo(
        self, name: str, *, job_id: int | None = None, profile_id: int | None = None
    ) -> Photo: ...

    async def upload_url(self, photo_id: int, content_md5: str) -> UploadUrl: ...


class SkylabUploads:
    """Carries pictures to jobs and profiles.

    A PUT can be repeated without harm: it replaces the file of one record by the same file. Only a
    record must not be made twice, so its making is in the journal before and after.
    """

    service = SERVICE_ID

    def __init__(self, client: UploadService) -> None:
        self._client = client
        self._tagged: dict[int, bool] = {}  # by job
        self._known: dict[tuple[int | None, int | None], dict[str, set[int]]] = {}
        self._claimed: dict[int, int] = {}  # photo -> transfer

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        """See `transfers.handler.Handler`."""
        if transfer.facts.get("stage") == SENT:
            return
        job_id, _ = _owner(transfer)
        file = await self._client.uploads.check(Path(transfer.path))
        is_tagged = job_id is not None and await self._is_tagged(job_id)
        photo_id = await self._record(transfer, context, file)
        self._claimed[photo_id] = transfer.id
        try:
            await self._put(photo_id, file, is_tagged, context)
        except StudioException as error:
            if error.status in (400, 404):
                await self._take_back(photo_id, context)  # the file or the record has changed
                raise Retry(error.message) from error
            if not error.retryable and error.kind is not ErrorKind.SIGNED_OUT:
                await self._take_back(photo_id, context)
            raise
        await context.keep(stage=SENT)
        context.progress(file.size, file.size)

    async def forget(self, transfer: StoredTransfer) -> None:
        """Take back the record of a transfer that has not arrived."""
        stage, photo_id = transfer.facts.get("stage"), transfer.facts.get("photo_id")
        if stage == SENT:
            return
        if stage == CREATING:
            photo_id = await self._left_behind(transfer)
        if isinstance(photo_id, int):
            self._claimed.pop(photo_id, None)
            await self._client.uploads.take_back(photo_id)

    async def _is_tagged(self, job_id: int) -> bool:
        if job_id not in self._tagged:
            self._tagged[job_id] = await self._client.uploads.is_tagged(job_id)
        return self._tagged[job_id]

    async def _record(self, transfer: StoredTransfer, context: Context, file: PhotoFile) -> int:
        """The id of the record for *file*: that of an earlier try, or a new one's."""
        stage, photo_id = transfer.facts.get("stage"), transfer.facts.get("photo_id")
        if stage == CREATING:
            photo_id = await self._left_behind(transfer)
        if isinstance(photo_id, int) and await self._is_ours(photo_id, transfer):
            await context.keep(stage=CREATED, photo_id=photo_id)
            return photo_id
        before = await self._same_named(transfer, file.name)
        await context.keep(stage=CREATING, photo_id=None, before=",".join(map(str, sorted(before))))
        creating = asyncio.ensure_future(self._create(transfer, context, file))
        try:
            return await asyncio.shield(creating)
        except asyncio.CancelledError:
            # Its answer has the id; if it does not come soon, the next try looks for the record.
            await asyncio.wait([creating], timeout=ANSWER_S)
            creating.cancel()
            await asyncio.gather(creating, return_exceptions=True)
            raise

    async def _create(self, transfer: StoredTransfer, context: Context, file: PhotoFile) -> int:
        job_id, profile_id = _owner(transfer)
        try:
            if profile_id is not None:
                photo = await self._client.uploads.create_background(file.name, profile_id)
            else:
                photo = await self._client.create_photo(file.name, job_id=job_id)
        except StudioException as error:
            if not error.is_uncertain:
                await context.keep(stage=None)
            raise
        await context.keep(stage=CREATED, photo_id=photo.id)
        self._known.get((job_id, profile_id), {}).setdefault(file.name, set()).add(photo.id)
        return photo.id

    async def _is_ours(self, photo_id: int, transfer: StoredTransfer) -> bool:
        """Whether the record is still there, and no other transfer has taken it."""
        if self._claimed.get(photo_id, transfer.id) != transfer.id:
            return False
        try:
            await self._client.get_photo(photo_id)
        except StudioException as error:
            if error.status == 404:
                return False
            raise
        return True

    async def _left_behind(self, transfer: StoredTransfer) -> int | None:
        """The record that a try has made without hearing of it; None when there is none."""
        name = Path(transfer.path).name
        before = {int(each) for each in str(transfer.facts.get("before") or "").split(",") if each}
        self._known.pop(_owner(transfer), None)  # it may be older than the record
        found = await self._same_named(transfer, name) - before - self._claimed.keys()
        return min(found, default=None)

    async def _same_named(self, transfer: StoredTransfer, name: str) -> set[int]:
        """Photos of this name that the job or profile has; listed once for many files."""
        owner = job_id, profile_id = _owner(transfer)
        if owner not in self._known:
            if profile_id is not None:
                photos = (await self._client.get_profile(profile_id)).photos
            else:
                photos = (await self._client.get_job_photos(job_id)).entries
            by_name = self._known[owner] = {}
            for photo in photos:
                by_name.setdefault(photo.name, set()).add(photo.id)
        return set(self._known[owner].get(name, ()))

    async def _put(self, photo_id: int, file: PhotoFile, is_tagged: bool, context: Context) -> None:
        """To a fresh address, and once more to another one when that is refused."""
        for is_last in (False, True):
            url = await self._client.upload_url(photo_id, file.content_md5)
            try:
                await self._client.uploads.put(
                    file,
                    url,
                    is_tagged=is_tagged,
                    progress=context.progress,
                    throttle=context.throttle,
                )
            except StudioException as error:
                if error.status != 403 or is_last:
                    raise
            else:
                return

    async def _take_back(self, photo_id: int, context: Context) -> None:
        with suppress(StudioException):
            await self._client.uploads.take_back(photo_id)
        self._claimed.pop(photo_id, None)
        await context.keep(stage=None, photo_id=None)


def _owner(transfer: StoredTransfer) -> tuple[int | None, int | None]:
    """The job, or the profile, that an upload is for."""
    job_id, profile_id = transfer.facts.get("job_id"), transfer.facts.get("profile_id")
    if isinstance(job_id, int):
        return job_id, None
    if isinstance(profile_id, int):
        return None, profile_id
    raise Refused(tr("The transfer does not say which job or profile it is for."))
