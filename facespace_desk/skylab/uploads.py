"""Pictures, from files to the service (wire/skylab.md 4).

Everything that can be checked is checked before anything is sent. No record without a file stays
behind, however an upload ends, cancelled ones included. The steps are methods of their own, for
whoever keeps a journal between them.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import stat
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.storage import Progress, Storage, Stored, Throttle
from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.pictures.signatures import HEAD_BYTES, Format, format_of
from facespace_desk.skylab.errors import (
    JobNotFoundException,
    StudioException,
    UploadRefused,
    of_storage,
)
from facespace_desk.skylab.records import Job, Photo, PhotoFile, Uploaded, UploadUrl

__all__ = ["PUT_WAITS_S", "Progress", "RecordKeeper", "Uploads", "checked_file"]

log = logging.getLogger("desk.skylab")

T = TypeVar("T")

# wire 4.1, by extension in lower case
FAMILIES: Final[Mapping[str, Format]] = {
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".png": Format.PNG,
    ".webp": Format.WEBP,
}
MOST_BYTES: Final = 27 * 1024 * 1024
MOST_SIDE: Final = 6_400  # pixels
MOST_PIXELS: Final = 27_000_000
PUT_WAITS_S: Final = (2.0, 3.0)  # after the first and the second failure (wire 4.4)
TAG: Final[Mapping[str, str]] = {"X-Amz-Tagging": "job=photo&api=true"}
TIDY_S: Final = 20.0  # how long a cancelled upload may take to clean up
OPERATION: Final = "upload_photo"


class RecordKeeper(Protocol):
    """The calls that an upload makes."""

    async def get_job(self, job_id: int) -> Job: ...

    async def create_photo(
        self, name: str, *, job_id: int | None = None, profile_id: int | None = None
    ) -> Photo: ...

    async def upload_url(self, photo_id: int, content_md5: str) -> UploadUrl: ...

    async def delete_photo(self, photo_id: int) -> Mapping[str, Any]: ...


class Uploads:
    """Uploads of one account. Belongs to the client's event loop."""

    def __init__(
        self, keeper: RecordKeeper, storage: Storage, *, waits_s: Sequence[float] = PUT_WAITS_S
    ) -> None:
        """*waits_s*: after each failed PUT but the last; there is one attempt more than waits."""
        self._keeper = keeper
        self._storage = storage
        self._waits_s = tuple(waits_s)

    async def to_job(
        self, job_id: int, path: Path, *, progress: Progress | None = None
    ) -> Uploaded:
        """Upload *path* as a photo of a job.

        Raises:
            UploadRefused: the file must not be uploaded; nothing was sent.
            StudioException: it did not arrive; its record is gone, or named in `left_photo_id`.
        """
        file = await self.check(path)
        is_tagged = await self.is_tagged(job_id)
        creating = self._keeper.create_photo(file.name, job_id=job_id)
        return await self._carried(file, creating, is_tagged=is_tagged, progress=progress)

    async def to_profile(
        self, profile_id: int, path: Path, *, progress: Progress | None = None
    ) -> Uploaded:
        """Upload *path* as a background picture of a profile. Raises as `to_job`."""
        file = await self.check(path)
        creating = self.create_background(file.name, profile_id)
        return await self._carried(file, creating, is_tagged=False, progress=progress)

    # the steps

    async def check(self, path: Path) -> PhotoFile:
        """*path*, hashed, if it may be uploaded. Raises UploadRefused."""
        return await asyncio.to_thread(checked_file, path)

    async def is_tagged(self, job_id: int) -> bool:
        """Whether the storage wants a tag for photos of this job.

        Raises:
            JobNotFoundException: there is no such job.
        """
        job = await self._keeper.get_job(job_id)
        if job.type is None:
            raise JobNotFoundException(
                tr("Unable to find job {job_id}.", job_id=job_id), operation=OPERATION
            )
        return job.is_regular

    async def create_background(self, name: str, profile_id: int) -> Photo:
        """The record of a profile's picture; a refusal says what the usual cause is."""
        try:
            return await self._keeper.create_photo(name, profile_id=profile_id)
        except StudioException as error:
            if error.status not in (400, 422):
                raise
            words = tr(
                "{answer}. A profile takes pictures only when both enable_extract and "
                "replace_background are on, and each name once.",
                answer=error.message.rstrip("."),
            )
            raise type(error)(words, operation=error.operation, status=error.status) from error

    async def put(
        self,
        file: PhotoFile,
        url: UploadUrl,
        *,
        is_tagged: bool,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Stored:
        """PUT the file to *url*, once. Raises StudioException, or OSError when it is gone."""
        headers = {"Content-MD5": file.content_md5, **(TAG if is_tagged else {})}
        try:
            return await self._storage.put_file(
                url.text,
                file.path,
                size=file.size,
                headers=headers,
                operation=OPERATION,
                progress=progress,
                throttle=throttle,
            )
        except ServiceError as error:
            raise of_storage(error) from error

    async def take_back(self, photo_id: int) -> None:
        """Delete a record without a file. Raises StudioException; one that is gone already is
        none the worse."""
        try:
            await self._keeper.delete_photo(photo_id)
        except StudioException as error:
            if error.status != 404:
                raise

    # whole uploads

    async def _carried(
        self,
        file: PhotoFile,
        creating: Coroutine[Any, Any, Photo],
        *,
        is_tagged: bool,
        progress: Progress | None,
    ) -> Uploaded:
        photo = await self._created(creating)
        try:
            stored = await self._put_patiently(file, photo, is_tagged=is_tagged, progress=progress)
        except asyncio.CancelledError:
            await self._tidied(photo.id)
            raise
        except StudioException as error:
            error.left_photo_id = await self._tidied(photo.id)
            raise
        except OSError as error:
            failure = _unreadable(error)
            failure.left_photo_id = await self._tidied(photo.id)
            raise failure from error
        return Uploaded(photo=photo, upload_response=stored.status)

    async def _created(self, creating: Coroutine[Any, Any, Photo]) -> Photo:
        """The new record. Cancelled meanwhile, its answer is waited for: nobody else knows its
        id, and so nobody else could take it back."""
        task = asyncio.ensure_future(creating)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task], timeout=TIDY_S)
            if task.done() and not task.cancelled() and task.exception() is None:
                await self._tidied(task.result().id)
            task.cancel()
            raise

    async def _put_patiently(
        self, file: PhotoFile, photo: Photo, *, is_tagged: bool, progress: Progress | None
    ) -> Stored:
        url = await self._keeper.upload_url(photo.id, file.content_md5)
        for wait_s in self._waits_s:
            try:
                return await self.put(file, url, is_tagged=is_tagged, progress=progress)
            except StudioException as error:
                if error.status == 403:
                    url = await self._keeper.upload_url(photo.id, file.content_md5)
                elif is_worth_another(error):
                    log.info("an upload failed: %s; again in %.0f s", error.kind.value, wait_s)
                    await asyncio.sleep(max(wait_s, min(error.retry_after_s or 0.0, 30.0)))
                else:
                    raise
        return await self.put(file, url, is_tagged=is_tagged, progress=progress)

    async def _tidied(self, photo_id: int) -> int | None:
        """Take the record back, whoever cancels meanwhile; its id when that did not work."""
        taking = asyncio.ensure_future(_within(TIDY_S, self.take_back(photo_id)))
        cancelled: asyncio.CancelledError | None = None
        while not taking.done():
            try:
                await asyncio.shield(taking)
            except asyncio.CancelledError as error:
                cancelled = error  # passed on when this is done
            except (StudioException, TimeoutError):
                break
        left = None if taking.exception() is None else photo_id
        if left is not None:
            log.warning("the record of photo %d could not be taken back", photo_id)
        if cancelled is not None:
            raise cancelled
        return left


def checked_file(path: Path) -> PhotoFile:
    """*path*, hashed, if it may be uploaded. Blocks: call it in a thread.

    Raises:
        UploadRefused: it may not, and why.
    """
    family = FAMILIES.get(path.suffix.lower())
    if family is None:
        raise _refused(tr("Only .jpg, .jpeg, .png and .webp files can be uploaded."))
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        raise _refused(tr("The name of the file is not readable text; rename it first.")) from None
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _refused(tr("It is not an ordinary file."))
        if found.st_size == 0:
            raise _refused(tr("The file is empty."))
        if found.st_size > MOST_BYTES:
            size = found.st_size / 2**20
            words = tr("The file has {size:.1f} MiB; at most 27 MiB can be uploaded.", size=size)
            raise _refused(words)
        with path.open("rb") as file:
            _check_signature(file.read(HEAD_BYTES), family)
            file.seek(0)
            digest = hashlib.file_digest(file, "md5").digest()
    except OSError as error:
        raise _unreadable(error) from error
    width, height = _checked_size(path, family)
    return PhotoFile(
        path=path,
        name=path.name,
        size=found.st_size,
        content_md5=base64.b64encode(digest).decode("ascii"),
        changed_ns=found.st_mtime_ns,
        width=width,
        height=height,
    )


def is_worth_another(error: StudioException) -> bool:
    """Whether another PUT may succeed: no 4xx does, but for being asked to slow down."""
    if error.status is not None:
        return error.status >= 500 or error.status == 429
    return error.kind not in (ErrorKind.USAGE, ErrorKind.BLOCKED, ErrorKind.CERTIFICATE)


def _check_signature(head: bytes, family: Format) -> None:
    try:
        found = format_of(head)
    except PictureTrouble as trouble:
        raise _refused(trouble.words) from trouble
    if found is not family:
        words = tr(
            "Its name says {named}, but it is a {found} picture; rename it first.",
            named=family.name,
            found=found.name,
        )
        raise _refused(words)


def _checked_size(path: Path, family: Format) -> tuple[int | None, int | None]:
    """Width and height by the header; None where it does not tell, which is left to the server."""
    import pyvips  # loads libvips

    from facespace_desk.pictures import vips

    vips.set_up()
    try:
        load = getattr(pyvips.Image, f"{family.value}load_source")
        header = load(pyvips.Source.new_from_file(str(path)), access="sequential")
    except pyvips.Error:
        return None, None
    width, height = int(header.width), int(header.height)
    if max(width, height) > MOST_SIDE:
        words = tr(
            "It has {width} x {height} pixels; each side may have {most:,}.",
            width=width,
            height=height,
            most=MOST_SIDE,
        )
        raise _refused(words)
    if width * height > MOST_PIXELS:
        words = tr(
            "It has {millions:.1f} million pixels; 27 million can be uploaded.",
            millions=width * height / 1e6,
        )
        raise _refused(words)
    return width, height


def _refused(words: str) -> UploadRefused:
    return UploadRefused(words, operation=OPERATION)


def _unreadable(error: OSError) -> UploadRefused:
    why = error.strerror or tr("the system does not say why")
    return _refused(tr("The file cannot be read: {why}.", why=why))


async def _within(limit_s: float, work: Awaitable[T]) -> T:
    async with asyncio.timeout(limit_s):
        return await work
