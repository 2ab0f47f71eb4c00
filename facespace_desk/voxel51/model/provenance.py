"""Where data is from. What an upload says of its file is known as soon as the file is at the
platform, whoever's turn it is then; the operator can say it of other data.

Tags stand in the encrypted store, for each profile and user. A tag that says CAM2 and came with an
upload is there for good: CAM2's terms go with the media.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.transfers import Facts, StoredTransfer
from facespace_desk.voxel51.carrying import upload_facts
from facespace_desk.voxel51.model.user_transfers import scope_of, user_of
from facespace_desk.voxel51.records import SERVICE_ID, JobStatus, Json
from facespace_desk.voxel51.request import JobRequest

if TYPE_CHECKING:
    from datetime import datetime

    from facespace_desk.store.store import Store
    from facespace_desk.transfers.profile_queue import ProfileQueue

KIND: Final = "voxel51.origins"
FACT: Final = "origin"  # of an upload, in the journal of transfers
FIXED: Final = "It came with the upload that it is from CAM2; that stays."


class Origin(Enum):
    """The value is the word for it."""

    OWN_CAMERA = "own camera"
    CAM2 = "CAM2"
    UPLOAD = "upload"
    URL = "URL"
    UNKNOWN = "not known"


CHOICES: Final = (Origin.OWN_CAMERA, Origin.CAM2, Origin.UPLOAD)
TITLES: Final = {
    Origin.OWN_CAMERA: "Own camera",
    Origin.CAM2: "CAM2",
    Origin.UPLOAD: "Upload",
    Origin.URL: "URL",
    Origin.UNKNOWN: "Not known",
}


class Tag(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of one data item. `is_fixed`: it cannot be taken off. `is_by_url`: it was
    posted by its address, so that the end of its life cannot be changed. `maker` is the job that
    made it of other data."""

    origin: Origin = Origin.UNKNOWN
    is_fixed: bool = False
    is_by_url: bool = False
    maker: str = ""


UNTAGGED: Final = Tag()


def origin_facts(
    username: str | None, origin: Origin, data_ttl: datetime | None = None
) -> dict[str, str | int | bool | None]:
    """The facts of a file that becomes data of *username* and is from *origin*."""
    return {**upload_facts(username, data_ttl), FACT: origin.name}


class OriginBook(QObject):
    """The tags of all users of one profile, by scope (see `Session.scope`) and data id.

    Signals:
        changed(str): of this scope some tags are others.
    """

    changed = Signal(str)

    def __init__(
        self,
        store: Store,
        profile: str,
        queue: ProfileQueue,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._queue = queue
        self._tags: dict[str, dict[str, Tag]] = {}
        self._tasks = TaskScope("Voxel51 origins", report)
        queue.watch(self)

    async def load(self) -> None:
        """Read the tags, and what uploads have said meanwhile. What cannot be read counts as CAM2.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            scope, data_id = _place_in(document.name)
            self._tags.setdefault(scope, {}).setdefault(data_id, _tag_in(document.json))
        for transfer in self._queue.transfers:
            self.transfer_changed(transfer)

    async def close(self) -> None:
        """Hear no more; what is being written comes to its end."""
        self._queue.unwatch(self)
        await self._tasks.finish()

    def tag(self, scope: str, data_id: str) -> Tag:
        return self._tags.get(scope, {}).get(data_id, UNTAGGED)

    def has(self, scope: str, origin: Origin) -> bool:
        """Whether any data of *scope* is from there."""
        return any(tag.origin is origin for tag in self._tags.get(scope, {}).values())

    def put(self, scope: str, tags: Mapping[str, Tag]) -> None:
        """Keep these, in place of others."""
        held = self._tags.setdefault(scope, {})
        fresh = {each: tag for each, tag in tags.items() if held.get(each, UNTAGGED) != tag}
        for data_id, tag in fresh.items():
            held[data_id] = tag
            text = msgspec.json.encode(tag).decode()
            put = self._documents.put(self._profile, KIND, _place(scope, data_id), text)
            self._tasks.start(put, name="keep an origin")
        if fresh:
            self.changed.emit(scope)

    # a watcher of the queue

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        if transfer.service != SERVICE_ID or transfer.direction != "upload":
            return
        origin, data_id = _origin_in(transfer.facts), transfer.facts.get("data_id")
        if origin is None or not isinstance(data_id, str):
            return
        scope, is_cam2 = scope_of(user_of(transfer)), origin is Origin.CAM2
        tag = self.tag(scope, data_id)
        if tag.origin is Origin.UNKNOWN or (is_cam2 and not tag.is_fixed):
            self.put(scope, {data_id: Tag(origin=origin, is_fixed=is_cam2)})

    def transfer_removed(self, _transfer_id: int) -> None:
        """Its tag stays."""

    def queue_changed(self) -> None:
        """That is nothing about data."""


class Provenance(QObject):
    """Where the data of one user is from.

    Signals:
        changed: of some data it is known otherwise.
    """

    changed = Signal()

    def __init__(self, book: OriginBook, scope: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._scope = scope
        book.changed.connect(self._book_changed)

    def tag(self, data_id: str) -> Tag:
        return self._book.tag(self._scope, data_id)

    def origin_of(self, data_id: str) -> Origin:
        return self.tag(data_id).origin

    @property
    def has_cam2(self) -> bool:
        """Whether any data of this user is known to be from CAM2."""
        return self._book.has(self._scope, Origin.CAM2)

    def set_origin(self, data_ids: Collection[str], origin: Origin) -> int:
        """Say where these are from; how many keep what an upload said of them."""
        tags = {each: self.tag(each) for each in data_ids}
        free = {each: tag for each, tag in tags.items() if not tag.is_fixed}
        self._book.put(
            self._scope,
            {each: msgspec.structs.replace(tag, origin=origin) for each, tag in free.items()},
        )
        return sum(tag.is_fixed and tag.origin is not origin for tag in tags.values())

    def posted_by_url(self, data_id: str, origin: Origin) -> None:
        """This was added by its address."""
        tag = Tag(origin=origin, is_by_url=True, is_fixed=origin is Origin.CAM2)
        self._book.put(self._scope, {data_id: tag})

    def learn(self, job_id: str, request: JobRequest, status: JobStatus) -> None:
        """What a job made of data is from where that is from: CAM2 if any of it is, else what all
        of it is."""
        sources = {self.origin_of(each) for each in request.data_ids}
        if Origin.CAM2 in sources:
            tag = Tag(origin=Origin.CAM2, is_fixed=True, maker=job_id)
        elif len(sources) == 1 and sources != {Origin.UNKNOWN}:
            tag = Tag(origin=next(iter(sources)), maker=job_id)
        else:
            return
        made = [each for each in ids_in(status.posted_data) if not self.tag(each).is_fixed]
        is_stronger = tag.origin is Origin.CAM2
        self._book.put(
            self._scope,
            {each: tag for each in made if is_stronger or self.origin_of(each) is Origin.UNKNOWN},
        )

    def _book_changed(self, scope: str) -> None:
        if scope == self._scope:
            self.changed.emit()


def ids_in(posted: Mapping[str, Json]) -> list[str]:
    """The ids of the data that a job has posted, in whatever way its status names them."""
    found: list[str] = []
    for value in posted.values():
        for each in value if isinstance(value, list) else [value]:
            named = each
            if isinstance(each, Mapping):
                named = next(
                    (each[name] for name in ("data-id", "data_id", "id") if name in each), None
                )
            if isinstance(named, str) and named:
                found.append(named)
    return found


def _origin_in(facts: Facts) -> Origin | None:
    name = facts.get(FACT)
    return Origin[name] if isinstance(name, str) and name in Origin.__members__ else None


def _place(scope: str, data_id: str) -> str:
    return msgspec.json.encode((scope, data_id)).decode()


def _place_in(name: str) -> tuple[str, str]:
    try:
        return msgspec.json.decode(name, type=tuple[str, str])
    except msgspec.DecodeError:
        return "", name


def _tag_in(text: str) -> Tag:
    """A tag of a newer console, or a damaged one, must set nothing free."""
    try:
        return msgspec.json.decode(text, type=Tag)
    except msgspec.DecodeError:
        return Tag(origin=Origin.CAM2)
