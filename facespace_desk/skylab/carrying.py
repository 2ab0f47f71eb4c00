"""Carries Skylab's files for the transfer queue: one try after another, over restarts and crashes.

Every fact that the next try needs is in the journal before the step that makes it true can be
doubled. What a crash left open is found out: by the service's list of photos, and by the hashes of
files.

Facts of an upload: `job_id` or `profile_id`, given by whoever adds it; `stage`, `photo_id`,
`before` (ids of photos of the same name that were there already). Facts of a download: `photo_id`,
perhaps `rule` and `strip`; `etag`, `plan`, `made`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol, TypeVar

import msgspec

from facespace_desk.net.errors import ErrorKind
from facespace_desk.skylab import placing
from facespace_desk.skylab.downloads import BACKGROUND, Downloads, Made, part_path
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.names import Output
from facespace_desk.skylab.placing import Rule
from facespace_desk.skylab.records import Listing, Photo, PhotoFile, Profile, UploadUrl, Written
from facespace_desk.skylab.uploads import Uploads
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context, Refused, Retry

T = TypeVar("T")

SERVICE_ID: Final = "skylab"
PROFILE_KEPT_S: Final = 60.0
ANSWER_S: Final = 3.0  # how long a cancelled transfer waits for the id of its new record
RULES: Final[tuple[Rule, ...]] = ("rename", "skip", "overwrite")

CREATING, CREATED, SENT = "creating", "created", "sent"  # stages of an upload


class Service(Protocol):
    """What is needed of the client."""

    @property
    def uploads(self) -> Uploads: ...

    @property
    def downloads(self) -> Downloads: ...

    async def get_photo(self, photo_id: int) -> Photo: ...

    async def get_profile(self, profile_id: int) -> Profile: ...

    async def get_job_photos(
        self, job_id: int | None = None, *, job_name: str | None = None
    ) -> Listing[Photo]: ...

    async def create_photo(
        self, name: str, *, job_id: int | None = None, profile_id: int | None = None
    ) -> Photo: ...

    async def upload_url(self, photo_id: int, content_md5: str) -> UploadUrl: ...


class SkylabTransfers:
    """The handler for both directions."""

    service = SERVICE_ID

    def __init__(self, client: Service) -> None:
        self._uploads = SkylabUploads(client)
        self._downloads = SkylabDownloads(client)

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        handler = self._uploads if transfer.direction == "upload" else self._downloads
        await handler.carry(transfer, context)

    async def forget(self, transfer: StoredTransfer) -> None:
        handler = self._uploads if transfer.direction == "upload" else self._downloads
        await handler.forget(transfer)


class SkylabUploads:
    """Carries pictures to jobs and profiles.

    A PUT can be repeated without harm: it replaces the file of one record by the same file. Only a
    record must not be made twice, so its making is in the journal before and after.
    """

    service = SERVICE_ID

    def __init__(self, client: Service) -> None:
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


class SkylabDownloads:
    """Carries finished pictures into the folder of `transfer.path`."""

    service = SERVICE_ID

    def __init__(self, client: Service, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._profiles: dict[int, tuple[float, Profile]] = {}
        self._asking = asyncio.Lock()

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        """See `transfers.handler.Handler`."""
        photo_id = transfer.facts.get("photo_id")
        if not isinstance(photo_id, int):
            raise Refused("The transfer does not say which photo it is for.")
        folder = Path(transfer.path).parent
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        journal = _Journal(transfer, context)
        if not journal.plan or await self._open_outputs(journal, folder):
            await self._carry(photo_id, folder, journal, context)
        await asyncio.to_thread(_remove_parts, folder, photo_id)

    async def _carry(
        self, photo_id: int, folder: Path, journal: _Journal, context: Context
    ) -> None:
        downloads = self._client.downloads
        photo = await downloads.find(photo_id)
        profile = await self._profile(photo)
        part = part_path(folder, photo)
        try:
            await self._fetch(photo, part, journal, context)
        except StudioException as error:
            if not error.retryable:
                await self._begin_anew(part, journal)
            raise
        try:
            await journal.planned(await downloads.plan(photo, profile, part))
            await self._write(photo, profile, part, journal)
        except StudioException as error:
            if error.operation != BACKGROUND or not error.retryable:  # it is the picture's fault
                await self._begin_anew(part, journal)
            raise

    async def forget(self, transfer: StoredTransfer) -> None:
        """Remove what has not become a file; files that are complete stay."""
        photo_id = transfer.facts.get("photo_id")
        folder = Path(transfer.path).parent
        if isinstance(photo_id, int):
            await asyncio.to_thread(_remove_parts, folder, photo_id)

    async def _fetch(self, photo: Photo, part: Path, journal: _Journal, context: Context) -> None:
        """The picture into *part*, from where an earlier try broke off."""

        async def begun(etag: str | None, _size: int | None) -> None:
            if etag != journal.etag:
                await journal.fetching(etag)

        await self._client.downloads.fetch(
            photo,
            part,
            etag=journal.etag,
            begun=begun,
            progress=context.progress,
            throttle=context.throttle,
        )

    async def _write(self, photo: Photo, profile: Profile, part: Path, journal: _Journal) -> None:
        """All files that are not there yet; one that fails does not keep the others away."""
        troubles: list[StudioException] = []
        waiting = await self._open_outputs(journal, part.parent)
        for output in waiting:
            is_last = output is waiting[-1] and not troubles
            try:
                made = await self._client.downloads.make(
                    output, photo, profile, part, strip=journal.strip, is_last=is_last
                )
            except StudioException as error:
                troubles.append(error)
                continue
            await journal.made(made)
            written = await self._client.downloads.place(made, journal.rule)
            await journal.placed(made, written)
        if troubles:
            raise troubles[0]

    async def _open_outputs(self, journal: _Journal, folder: Path) -> list[Output]:
        """Those that are planned and not there yet; what a crash left unnamed is found by hash."""
        waiting = []
        for output in journal.plan:
            entry = journal.entries.get(output.name + output.kind)
            if entry is None or not await asyncio.to_thread(entry.is_there, folder):
                waiting.append(output)
        return waiting

    async def _begin_anew(self, part: Path, journal: _Journal) -> None:
        await asyncio.to_thread(part.unlink, missing_ok=True)
        await journal.fetching(None)

    async def _profile(self, photo: Photo) -> Profile:
        """Of the photo's job; one for many photos, for a while."""
        key = photo.profile_id or 0
        async with self._asking:
            since, profile = self._profiles.get(key, (0.0, None))
            if profile is None or self._clock() - since > PROFILE_KEPT_S:
                profile = await self._client.downloads.profile_of(photo)
                self._profiles[key] = self._clock(), profile
        return profile


class _Entry(msgspec.Struct, frozen=True):
    """A file that was made: `path` is None until it has its name, "" when it was left alone."""

    key: str
    name: str
    size: int
    sha256: str
    path: str | None = None

    def is_there(self, folder: Path) -> bool:
        """Blocks: it may read the file."""
        if self.path == "":
            return True
        written = Written(path=folder, size=self.size, sha256=self.sha256)
        if self.path is not None:
            return placing.is_same(Path(self.path), written)
        return any(placing.is_same(path, written) for path in placing.candidates(folder, self.name))


class _Journal:
    """The facts of one download."""

    def __init__(self, transfer: StoredTransfer, context: Context) -> None:
        facts = transfer.facts
        self._keep: Callable[..., Awaitable[None]] = context.keep
        etag, rule, strip = facts.get("etag"), facts.get("rule"), facts.get("strip")
        self.etag = etag if isinstance(etag, str) else None
        self.rule: Rule = next((each for each in RULES if each == rule), "rename")
        self.strip = strip if isinstance(strip, bool) else None
        self.plan = _read(facts.get("plan"), list[Output])
        self.entries = {each.key: each for each in _read(facts.get("made"), list[_Entry])}

    async def fetching(self, etag: str | None) -> None:
        self.etag = etag
        await self._keep(etag=etag)

    async def planned(self, plan: tuple[Output, ...]) -> None:
        if list(plan) != self.plan:
            self.plan, self.entries = list(plan), {}
            await self._keep(plan=_text(self.plan), made=None)

    async def made(self, made: Made) -> None:
        key = made.output.name + made.output.kind
        await self._put(_Entry(key, made.output.name, made.size, made.sha256))

    async def placed(self, made: Made, written: Written | None) -> None:
        entry = self.entries[made.output.name + made.output.kind]
        path = "" if written is None else str(written.path)
        await self._put(msgspec.structs.replace(entry, path=path))

    async def _put(self, entry: _Entry) -> None:
        self.entries[entry.key] = entry
        await self._keep(made=_text(list(self.entries.values())))


def _owner(transfer: StoredTransfer) -> tuple[int | None, int | None]:
    """The job, or the profile, that an upload is for."""
    job_id, profile_id = transfer.facts.get("job_id"), transfer.facts.get("profile_id")
    if isinstance(job_id, int):
        return job_id, None
    if isinstance(profile_id, int):
        return None, profile_id
    raise Refused("The transfer does not say which job or profile it is for.")


def _remove_parts(folder: Path, photo_id: int) -> None:
    for pattern in (f"*.{photo_id}.part", f"*.{photo_id}.made.part"):
        for part in folder.glob(pattern):
            part.unlink(missing_ok=True)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _read(text: object, kind: type[list[T]]) -> list[T]:
    """What `_text` has written; nothing when there is none."""
    return msgspec.json.decode(text, type=kind) if isinstance(text, str) else []
