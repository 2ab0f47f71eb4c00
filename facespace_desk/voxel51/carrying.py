"""Carries Voxel51's files for the transfer queue: one try after another, over restarts.

Whom a transfer is for is one of its facts, and the client is made of that: whoever is acted as when
its turn comes makes no difference (VX-2).

An upload is one request, of which nothing is kept when it breaks off: the file begins anew, and the
journal says so. One whose answer was lost may have arrived, and is looked for before it is sent
again. A download goes on where it broke off if the storage allows that.

Facts, given by whoever adds a transfer: see `upload_facts` and `download_facts`. Kept here: of an
upload `stage`, `before` (ids of data of this name that were there), `restarts`, and at the end
`data_id`; of a download `stage`, `etag`, `size`, `sha256`, and at the end `saved`, where it is.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from facespace_desk import placing
from facespace_desk.net.errors import ErrorKind
from facespace_desk.store.transfers import Facts, StoredTransfer
from facespace_desk.transfers.handler import Context, Refused, Retry
from facespace_desk.voxel51.application import ApplicationClient
from facespace_desk.voxel51.calls import Arrival
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.downloads import Wanted, What, safe_name
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import SERVICE_ID, DataItem
from facespace_desk.voxel51.times import as_moment, utc_text

SENDING, SENT = "sending", "sent"  # stages of an upload
FETCHED, SAVED = "fetched", "saved"  # of a download
WHATS: Final[tuple[What, ...]] = ("data", "output", "log")


def upload_facts(username: str | None, data_ttl: datetime | None = None) -> Facts:
    """The facts of a file that becomes data of *username*; None is the owner of the token."""
    return {
        "username": username,
        "data_ttl": None if data_ttl is None else utc_text(data_ttl),
    }


def download_facts(username: str | None, what: What, number: str, size: int | None = None) -> Facts:
    """The facts of what is downloaded for *username*: of the data, or of the job, *number*. Its
    name is that of the transfer's path."""
    return {"username": username, "what": what, "id": number, "record_size": size}


def note_of(transfer: StoredTransfer) -> str:
    """What the operator is to know of a transfer besides its state; "" when there is nothing."""
    restarts = transfer.facts.get("restarts")
    if transfer.direction != "upload" or not isinstance(restarts, int) or restarts < 1:
        return ""
    times = "once" if restarts == 1 else f"{restarts} times"
    return f"It broke off and began again from its beginning, {times}."


class VoxelTransfers:
    """The handler for both directions, for the owner of a token and the users of an application."""

    service = SERVICE_ID

    def __init__(self, own: VoxelClient | None, application: ApplicationClient | None) -> None:
        self._own = own
        self._application = application

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        """See `transfers.handler.Handler`."""
        client = self._client(transfer)
        if transfer.direction == "upload":
            await _Upload(client, transfer, context).carry()
        else:
            await _Download(client, transfer, context).carry()

    async def forget(self, transfer: StoredTransfer) -> None:
        """Remove what has not become a file. Of an upload nothing is left at the platform."""
        if transfer.direction == "download":
            with suppress(Refused):
                part = _part_path(transfer, _wanted(transfer))
                await asyncio.to_thread(part.unlink, missing_ok=True)

    def _client(self, transfer: StoredTransfer) -> VoxelClient:
        username = transfer.facts.get("username")
        if username is None and self._own is not None:
            return self._own
        if isinstance(username, str) and self._application is not None:
            return self._application.acting_as(username)
        raise Refused("The profile has no token for the user whom this transfer is for.")


class _Upload:
    """One try of one upload."""

    def __init__(self, client: VoxelClient, transfer: StoredTransfer, context: Context) -> None:
        self._client = client
        self._facts = transfer.facts
        self._path = Path(transfer.path)
        self._context = context

    async def carry(self) -> None:
        stage = self._facts.get("stage")
        if stage == SENT:
            return
        if stage == SENDING and (found := await self._arrived()) is not None:
            await self._done(found)
            return
        before = {each.id for each in await self._same_named()}
        restarts = self._facts.get("restarts")
        count = restarts if isinstance(restarts, int) else 0
        if stage == SENDING:
            self._context.progress(0)  # nothing of the last try is left at the platform
        await self._context.keep(
            stage=SENDING,
            before=",".join(sorted(before)),
            restarts=count + 1 if stage == SENDING else count,
        )
        await self._done(await self._sent())

    async def _sent(self) -> DataItem:
        ttl = self._facts.get("data_ttl")
        try:
            return await self._client.upload_data(
                self._path,
                data_ttl=as_moment(ttl),
                progress=self._context.progress,
                throttle=self._context.throttle,
            )
        except APIError as error:
            if not error.is_uncertain:
                await self._context.keep(stage=None)  # it has surely not arrived
            if error.is_uncertain and error.retryable:
                words = f"{error.message.rstrip('.')}. The file is sent again from its beginning."
                raise Retry(words, after_s=error.retry_after_s) from error
            raise

    async def _done(self, found: DataItem) -> None:
        await self._context.keep(stage=SENT, data_id=found.id)
        size = (await asyncio.to_thread(self._path.stat)).st_size
        self._context.progress(size, size)

    async def _arrived(self) -> DataItem | None:
        """What an earlier try has made without hearing of it; None when there is nothing."""
        before = set(str(self._facts.get("before") or "").split(","))
        size = (await asyncio.to_thread(self._path.stat)).st_size
        new = [each for each in await self._same_named() if each.id not in before]
        return next((each for each in new if each.size == size), None)

    async def _same_named(self) -> list[DataItem]:
        """The data of this name that the user has."""
        name = self._path.name
        query = Query(subject=Subject.DATA)
        with suppress(APIError):  # a name that cannot be looked for: all are looked through
            query = query.where("name", name)
        found: list[DataItem] = []
        async for page in self._client.find_data(query):
            found += [each for each in page.items if each.name == name]
        return found


class _Download:
    """One try of one download."""

    def __init__(self, client: VoxelClient, transfer: StoredTransfer, context: Context) -> None:
        self._client = client
        self._transfer = transfer
        self._facts = transfer.facts
        self._context = context
        self._wanted = _wanted(transfer)
        self._part = _part_path(transfer, self._wanted)

    async def carry(self) -> None:
        if self._facts.get("stage") == SAVED:
            return
        await asyncio.to_thread(self._part.parent.mkdir, parents=True, exist_ok=True)
        size, sha256 = self._facts.get("size"), self._facts.get("sha256")
        if self._facts.get("stage") != FETCHED or not await self._is_whole(size, sha256):
            if await self._is_placed(size, sha256):
                return
            await self._fetch()
            size, sha256 = await asyncio.to_thread(placing.finish, self._part)
            await self._context.keep(stage=FETCHED, size=size, sha256=sha256)
        await self._place()

    async def _fetch(self) -> None:
        etag = self._facts.get("etag")

        async def begun(found: str | None, _size: int | None) -> None:
            if found != etag:
                await self._context.keep(etag=found)

        arrival = Arrival(
            self._part,
            etag=etag if isinstance(etag, str) else None,
            begun=begun,
            progress=self._context.progress,
            throttle=self._context.throttle,
        )
        try:
            await self._client.files.fetch(self._wanted, arrival)
        except APIError as error:
            if not error.retryable and error.kind is not ErrorKind.SIGNED_OUT:
                await asyncio.to_thread(self._part.unlink, missing_ok=True)
                await self._context.keep(etag=None)
            raise

    async def _place(self) -> None:
        final = _final_name(self._transfer, self._wanted)
        path = await self._client.files.place(self._part, self._part.parent, final)
        await self._context.keep(stage=SAVED, saved=str(path), etag=None)

    async def _is_whole(self, size: object, sha256: object) -> bool:
        return await asyncio.to_thread(_is_same, self._part, size, sha256)

    async def _is_placed(self, size: object, sha256: object) -> bool:
        """Whether a crash came between the file's getting its name and the journal's hearing of
        it."""
        if self._facts.get("stage") != FETCHED:
            return False
        final = _final_name(self._transfer, self._wanted)
        for path in placing.candidates(self._part.parent, final):
            if await asyncio.to_thread(_is_same, path, size, sha256):
                await self._context.keep(stage=SAVED, saved=str(path), etag=None)
                return True
        return False


def _wanted(transfer: StoredTransfer) -> Wanted:
    what = next((each for each in WHATS if each == transfer.facts.get("what")), None)
    number, size = transfer.facts.get("id"), transfer.facts.get("record_size")
    if what is None or not isinstance(number, str) or not number:
        raise Refused("The transfer does not say what it is to download.")
    return Wanted(what, number, size if isinstance(size, int) else None)


def _final_name(transfer: StoredTransfer, wanted: Wanted) -> str:
    """The name of the path, once more made harmless: a journal is only a file."""
    return safe_name(Path(transfer.path).name, wanted)


def _part_path(transfer: StoredTransfer, wanted: Wanted) -> Path:
    """Always the same place for a transfer, so that a rest can follow."""
    return Path(transfer.path).with_name(f".{_final_name(transfer, wanted)}.{transfer.id}.part")


def _is_same(path: Path, size: object, sha256: object) -> bool:
    return isinstance(size, int) and isinstance(sha256, str) and placing.is_same(path, size, sha256)
