"""Finished pictures, from the service into files (wire/skylab.md 5).

A picture is fetched into a `.part` file in the folder, is looked at before it is decoded, and what
the profile asks for is made of it; each file gets its name when it is complete. The steps are
methods of their own, for whoever keeps a journal between them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol, TypeVar

from facespace_desk import placing
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.storage import Begun, Progress, Received, Storage, Throttle
from facespace_desk.pictures.raster import PictureTrouble, TroubleKind
from facespace_desk.pictures.work import PictureWork, WorkDropped
from facespace_desk.placing import Rule
from facespace_desk.skylab.backgrounds import Backgrounds
from facespace_desk.skylab.errors import (
    PhotoNotFoundException,
    PhotoNotReady,
    StudioException,
    of_disk,
    of_storage,
    wrong,
)
from facespace_desk.skylab.making import Made, Making, inspected, make_file
from facespace_desk.skylab.names import Output, outputs, safe_name
from facespace_desk.skylab.records import (
    URL_START,
    JobResult,
    Photo,
    PhotoResult,
    Profile,
    Written,
)

T = TypeVar("T")

CONCURRENT: Final = 5  # photos at a time, as the official client
CAP_BYTES: Final = 200 * 2**20  # SK-5
OPERATION: Final = "download_photo"
BACKGROUND: Final = "background"


class PhotoSource(Protocol):
    """Where records come from."""

    async def get_photo(self, photo_id: int) -> Photo: ...

    async def get_profile(self, profile_id: int) -> Profile: ...


@dataclass(frozen=True)
class Options:
    """`rule` is for names that are taken. `strip`: whether PNG files lose what they tell besides
    the picture; None leaves that to the profile."""

    rule: Rule = "rename"
    strip: bool | None = None
    progress: Progress | None = None


class Downloads:
    """Downloads of one account. Belongs to the client's event loop."""

    def __init__(
        self,
        source: PhotoSource,
        storage: Storage,
        work: PictureWork,
        *,
        at_once: int = CONCURRENT,
    ) -> None:
        self._source = source
        self._storage = storage
        self._work = work
        self._at_once = max(1, at_once)
        self._backgrounds = Backgrounds(self._fetch_background)

    async def close(self) -> None:
        await self._backgrounds.close()

    async def photo(
        self,
        photo_id: int,
        folder: Path,
        profile: Profile | None = None,
        options: Options | None = None,
    ) -> PhotoResult:
        """Everything that the profile makes of one photo, in *folder*.

        What goes wrong after its name is known is in the result, with what was written before.

        Raises:
            PhotoNotFoundException: it is not there, or belongs to no job.
            StudioException: it could not be asked for.
        """
        await self._check_folder(folder)
        photo = await self.find(photo_id)
        return await self._carried(photo, folder, profile, options or Options())

    async def photos(
        self,
        photo_ids: Sequence[int],
        profile_id: int,
        folder: Path,
        options: Options | None = None,
        *,
        ended: Callable[[PhotoResult], None] | None = None,
    ) -> JobResult:
        """As `photo`, several at a time; one that fails stops no other (SK-10, SK-11)."""
        await self._check_folder(folder)
        profile = await self._source.get_profile(profile_id)
        results: dict[int, PhotoResult] = {}
        wanted = list(dict.fromkeys(photo_ids))  # two at once would share a file
        waiting = iter(enumerate(wanted))

        async def worker() -> None:
            for number, photo_id in waiting:
                results[number] = await self._result(photo_id, folder, profile, options)
                if ended is not None:
                    ended(results[number])

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._at_once, len(wanted))):
                group.create_task(worker(), name="skylab download")
        return JobResult(photos=tuple(results[number] for number in sorted(results)))

    # the steps

    async def find(self, photo_id: int) -> Photo:
        """The photo, which must belong to a job.

        Raises:
            StudioException: see `photo`.
        """
        photo = await self._source.get_photo(photo_id)
        if photo.job is None:
            words = f"Photo {photo_id} belongs to no job."
            raise PhotoNotFoundException(words, operation=OPERATION)
        return photo

    async def profile_of(self, photo: Photo) -> Profile:
        if photo.profile_id is None:
            raise PhotoNotFoundException("Its job has no profile.", operation=OPERATION)
        return await self._source.get_profile(photo.profile_id)

    async def fetch(
        self,
        photo: Photo,
        part: Path,
        *,
        etag: str | None = None,
        begun: Begun | None = None,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Received:
        """The finished picture, into *part*; an address that has run out is asked for anew.

        Raises:
            PhotoNotReady: there is none yet.
            StudioException, OSError: it could not be had, or not be written.
        """

        def get(url: str) -> Awaitable[Received]:
            return self._storage.get_file(
                url,
                part,
                etag=etag,
                cap_bytes=CAP_BYTES,
                operation=OPERATION,
                begun=begun,
                progress=progress,
                throttle=throttle,
            )

        async def renewed() -> str:
            return _ready_url(await self._source.get_photo(photo.id))

        return await _by_signed_address(get, _ready_url(photo), renewed)

    async def plan(self, photo: Photo, profile: Profile, part: Path) -> tuple[Output, ...]:
        """What is to be written, now that the picture is in *part*; it is checked, not decoded.

        Raises:
            StudioException: it is no picture, or there is nothing to write.
        """
        header = await self._worked(lambda: inspected(part))
        backgrounds = len(profile.backgrounds)
        found = outputs(photo.name, photo.id, profile, header.format, backgrounds)
        if not found:
            words = "Its profile has no background pictures, so there is nothing to write."
            raise StudioException(words, operation=OPERATION, kind=ErrorKind.REFUSED)
        return found

    async def make(
        self,
        output: Output,
        photo: Photo,
        profile: Profile,
        part: Path,
        *,
        strip: bool | None = None,
        is_last: bool = False,
    ) -> Made:
        """One of the files, complete and on the disk, but without its name. *is_last*: *part* is
        not needed any more, and may become the file itself.

        Raises:
            StudioException, OSError: it could not be made.
        """
        strips = bool(profile.enable_strip_png_metadata) if strip is None else strip
        behind = None
        if output.kind == "composite":
            behind = await self._backgrounds.path(profile.backgrounds[output.background])
        target = part.with_name(f"{output.name}.{photo.id}.made.part")
        abandoned = threading.Event()
        making = Making(output, part, behind, target, strips, is_last)
        job = partial(make_file, making, abandoned)
        try:
            return await self._worked(job)
        except BaseException:
            abandoned.set()
            target.unlink(missing_ok=True)
            raise

    async def place(self, made: Made, rule: Rule) -> Written | None:
        """Give it its name; None when the rule is to skip and the name is taken. Raises OSError."""
        path = await asyncio.to_thread(
            placing.place, made.part, made.part.parent, made.output.name, rule
        )
        if path is None:
            return None
        return Written(path=path, size=made.size, sha256=made.sha256)

    # whole photos

    async def _result(
        self, photo_id: int, folder: Path, profile: Profile, options: Options | None
    ) -> PhotoResult:
        try:
            return await self.photo(photo_id, folder, profile, options)
        except StudioException as error:
            return PhotoResult(photo_id=photo_id, name=f"photo {photo_id}", error=error)

    async def _carried(
        self, photo: Photo, folder: Path, profile: Profile | None, options: Options
    ) -> PhotoResult:
        part = part_path(folder, photo)
        files: list[Written] = []
        skipped: list[Path] = []
        troubles: list[StudioException] = []
        try:
            profile = profile or await self.profile_of(photo)
            await self.fetch(photo, part, progress=options.progress)
            planned = await self.plan(photo, profile, part)
            for output in planned:
                try:
                    is_last = output is planned[-1]
                    made = await self.make(
                        output, photo, profile, part, strip=options.strip, is_last=is_last
                    )
                    written = await self.place(made, options.rule)
                except StudioException as error:
                    troubles.append(error)  # the others may do well (SK-12)
                    continue
                if written is None:
                    skipped.append(folder / output.name)
                else:
                    files.append(written)
        except StudioException as error:
            troubles.append(error)
        except OSError as error:
            troubles.append(of_disk(error, OPERATION))
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return PhotoResult(
            photo_id=photo.id,
            name=photo.name,
            files=tuple(files),
            skipped=tuple(skipped),
            error=troubles[0] if troubles else None,
        )

    async def _check_folder(self, folder: Path) -> None:
        if not await asyncio.to_thread(folder.is_dir):
            raise wrong("There is no such folder to write to.", OPERATION)

    async def _fetch_background(self, background: Photo, path: Path) -> None:
        url = background.original_url or ""
        if not url.lower().startswith(URL_START):
            words = "A background picture of the profile has no address."
            raise StudioException(words, operation=BACKGROUND, kind=ErrorKind.NOT_FOUND)

        def get(address: str) -> Awaitable[Received]:
            return self._storage.get_file(address, path, cap_bytes=CAP_BYTES, operation=BACKGROUND)

        async def renewed() -> str:
            return (await self._source.get_photo(background.id)).original_url or ""

        try:
            await _by_signed_address(get, url, renewed)
            await self._worked(lambda: inspected(path))
        except OSError as error:
            raise of_disk(error, BACKGROUND) from error

    async def _worked(self, job: Callable[[], T]) -> T:
        try:
            return await self._work.run(job)
        except PictureTrouble as trouble:
            kind = _KINDS.get(trouble.kind, ErrorKind.NOT_A_PICTURE)
            raise StudioException(trouble.words, operation=OPERATION, kind=kind) from trouble
        except WorkDropped as error:
            words = "The work on the picture was stopped."
            raise StudioException(words, operation=OPERATION, kind=ErrorKind.TIMED_OUT) from error


def part_path(folder: Path, photo: Photo) -> Path:
    """Where the bytes of *photo* arrive: always the same place, so that a rest can follow."""
    stem, _ = safe_name(photo.name, photo.id)
    return folder / f"{stem}.{photo.id}.part"


async def _by_signed_address(
    get: Callable[[str], Awaitable[Received]], url: str, renewed: Callable[[], Awaitable[str]]
) -> Received:
    """*get* with *url*, or with a new one when its time is over."""
    try:
        return await get(url)
    except ServiceError as error:
        if error.status not in (401, 403):
            raise of_storage(error) from error
    url = await renewed()
    try:
        return await get(url)
    except ServiceError as error:
        raise of_storage(error) from error


def _ready_url(photo: Photo) -> str:
    if not photo.is_ready or photo.retouched_url is None:
        words = "There is no finished picture yet; its job is not complete."
        raise PhotoNotReady(words, operation=OPERATION)
    return photo.retouched_url


_KINDS: Final = {
    TroubleKind.TRUNCATED: ErrorKind.BROKE_OFF,
    TroubleKind.TOO_LARGE: ErrorKind.TOO_LARGE,
}
