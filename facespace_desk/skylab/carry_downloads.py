"""Carries finished pictures into files for the transfer queue, over restarts and crashes.

What is to be written, and what was made, is in the journal before a file gets its name; what a
crash left unnamed is found by its hash.

Facts of a download: `photo_id`, perhaps `job_id`, `rule` and `strip`, given by whoever adds it;
`etag`, `plan`, `made`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, Generic, Protocol, TypeVar

import msgspec

from facespace_desk import placing
from facespace_desk.placing import Rule
from facespace_desk.skylab.downloads import BACKGROUND, Downloads, part_path
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.making import Made
from facespace_desk.skylab.names import Output
from facespace_desk.skylab.records import SERVICE_ID, Listing, Photo, Profile, Written
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context, Refused

T = TypeVar("T")

KEPT_S: Final = 60.0  # profiles and lists of photos, for many photos of a job
RULES: Final[tuple[Rule, ...]] = ("rename", "skip", "overwrite")


class DownloadService(Protocol):
    """What is needed of the client."""

    @property
    def downloads(self) -> Downloads: ...

    async def get_job_photos(
        self, job_id: int | None = None, *, job_name: str | None = None
    ) -> Listing[Photo]: ...


class SkylabDownloads:
    """Carries finished pictures into the folder of `transfer.path`."""

    service = SERVICE_ID

    def __init__(
        self, client: DownloadService, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._profiles = _Kept[Profile](clock)
        self._lists = _Kept[dict[int, Photo]](clock)  # by job

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        """See `transfers.handler.Handler`."""
        photo_id = transfer.facts.get("photo_id")
        if not isinstance(photo_id, int):
            raise Refused("The transfer does not say which photo it is for.")
        folder = Path(transfer.path).parent
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        journal = _Journal(transfer, context)
        if not journal.plan or await self._open_outputs(journal, folder):
            photo = await self._find(photo_id, transfer)
            await self._carry(photo, folder, journal, context)
        await asyncio.to_thread(_remove_parts, folder, photo_id)

    async def _find(self, photo_id: int, transfer: StoredTransfer) -> Photo:
        """The photo: at the first try from the list of its job, which is asked for once for all of
        them; by itself where the list does not do."""
        job_id = transfer.facts.get("job_id")
        if isinstance(job_id, int) and transfer.attempts == 0:
            listed = await self._lists.get(job_id, lambda: self._list(job_id))
            photo = listed.get(photo_id)
            if photo is not None and photo.is_ready and photo.profile_id is not None:
                return photo
        return await self._client.downloads.find(photo_id)

    async def _list(self, job_id: int) -> dict[int, Photo]:
        try:
            found = await self._client.get_job_photos(job_id)
        except StudioException as error:
            if error.retryable:
                raise
            return {}  # each is asked for by itself, and says what is wrong
        return {photo.id: photo for photo in found.entries}

    async def _carry(self, photo: Photo, folder: Path, journal: _Journal, context: Context) -> None:
        downloads = self._client.downloads
        profile = await self._profiles.get(
            photo.profile_id or 0, lambda: downloads.profile_of(photo)
        )
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


class _Kept(Generic[T]):
    """Answers that many files need, by number; each is asked for once, and kept for a while."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._turn = asyncio.Lock()
        self._found: dict[int, tuple[float, T]] = {}

    async def get(self, number: int, ask: Callable[[], Awaitable[T]]) -> T:
        """What *ask* answers or, not long ago, answered."""
        async with self._turn:
            oldest_s = self._clock() - KEPT_S
            self._found = {key: each for key, each in self._found.items() if each[0] >= oldest_s}
            if number not in self._found:
                self._found[number] = self._clock(), await ask()
            return self._found[number][1]


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
        paths = placing.candidates(folder, self.name) if self.path is None else [Path(self.path)]
        return any(placing.is_same(path, self.size, self.sha256) for path in paths)


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


def _remove_parts(folder: Path, photo_id: int) -> None:
    for pattern in (f"*.{photo_id}.part", f"*.{photo_id}.made.part"):
        for part in folder.glob(pattern):
            part.unlink(missing_ok=True)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _read(text: object, kind: type[list[T]]) -> list[T]:
    """What `_text` has written; nothing when there is none."""
    return msgspec.json.decode(text, type=kind) if isinstance(text, str) else []
