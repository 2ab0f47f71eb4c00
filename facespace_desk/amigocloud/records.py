"""What AmigoCloud says, as records (wire/amigocloud.md 3.2 to 3.6). Pure; no I/O.

Every record keeps the whole object in `raw`; `extra` are its members that this console does not
know. Members that name addresses end in `_url` and are what the service sent, not checked yet;
they are secrets as far as they have a query, since it may hold the token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Final, Generic, TypeVar

import msgspec

from facespace_desk.language import tr

T = TypeVar("T")
Json = Any  # what JSON can say
Fields = Mapping[str, Json]

REALTIME: Final = "realtime"  # the type of datasets that send position reports
SUCCESS, FAILURE = "SUCCESS", "FAILURE"

_NO_OBJECT: Final[Fields] = MappingProxyType({})


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """`wire` says what members are called on the wire, where that is another name."""

    wire: ClassVar[Mapping[str, str]] = {}

    raw: Fields = _NO_OBJECT  # as it came, unknown members included

    @property
    def extra(self) -> dict[str, Json]:
        """The members that this console does not know, as they came."""
        known = {self.wire.get(name, name) for name in self.__struct_fields__}
        return {name: value for name, value in self.raw.items() if name not in known}

    def __repr__(self) -> str:
        """Never `raw`: its addresses may hold the token."""
        name = self.__struct_fields__[1]  # the first one of its own
        return f"{type(self).__name__}({name}={getattr(self, name)!r})"


class Me(Record, frozen=True, kw_only=True):
    """The user whom the token belongs to."""

    wire: ClassVar[Mapping[str, str]] = {
        "projects_url": "projects",
        "visible_projects_url": "visible_projects",
        "images_url": "images",
        "ticket_url": "start_websocket_session",
    }

    id: int
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    organization: str | None = None
    custom_id: str | None = None
    projects_url: str | None = None
    visible_projects_url: str | None = None
    images_url: str | None = None
    ticket_url: str | None = None

    @property
    def name(self) -> str:
        """First and last name, or whatever else names the user."""
        full = " ".join(part for part in (self.first_name, self.last_name) if part)
        return full or self.custom_id or self.email or tr("user {id}", id=self.id)


class Project(Record, frozen=True, kw_only=True):
    """A set of datasets. `job` is the background work that makes a new one."""

    wire: ClassVar[Mapping[str, str]] = {
        "datasets_url": "datasets",
        "sql_url": "sql",
        "create_dataset_url": "create_dataset",
        "upload_url": "upload_datasets",
        "chunked_upload_url": "chunked_upload_datasets",
    }

    id: int
    name: str = ""
    description: str | None = None
    owner_id: int | None = None
    dataset_count: int | None = None
    permission_level: str | None = None
    url: str | None = None
    datasets_url: str | None = None
    sql_url: str | None = None
    create_dataset_url: str | None = None
    upload_url: str | None = None
    chunked_upload_url: str | None = None
    job: str | None = None

    @property
    def path(self) -> str:
        """Below the API root, for addresses that the service did not send."""
        owner = "" if self.owner_id is None else f"users/{self.owner_id}/"
        return f"{owner}projects/{self.id}"

    def __repr__(self) -> str:
        return f"Project(id={self.id}, name={self.name!r})"


class Dataset(Record, frozen=True, kw_only=True):
    """A table. `bounds` is (west, south, east, north) in degrees, None when it is not said."""

    wire: ClassVar[Mapping[str, str]] = {
        "bounds": "boundingbox",
        "schema_url": "schema",
        "states_url": "states",
        "master_url": "master",
        "export_url": "export",
        "submit_change_url": "submit_change",
        "related_tables_url": "related_tables",
        "preview_image_url": "preview_image",
        "ticket_url": "start_websocket_session",
    }

    id: int
    name: str = ""
    table_name: str | None = None
    type: str | None = None
    visible: bool | None = None
    feature_count: int | None = None
    bounds: tuple[float, float, float, float] | None = None
    url: str | None = None
    schema_url: str | None = None
    states_url: str | None = None
    master_url: str | None = None
    export_url: str | None = None
    submit_change_url: str | None = None
    related_tables_url: str | None = None
    preview_image_url: str | None = None
    ticket_url: str | None = None

    @property
    def is_realtime(self) -> bool:
        return (self.type or "").casefold() == REALTIME

    def __repr__(self) -> str:
        return f"Dataset(id={self.id}, name={self.name!r}, type={self.type!r})"


class Column(Record, frozen=True, kw_only=True):
    """A column of a dataset, or of the answer to a query."""

    name: str
    type: str | None = None
    nullable: bool | None = None
    max_length: int | None = None


class RelatedTable(Record, frozen=True, kw_only=True):
    """A table that belongs to a dataset, such as a gallery of photos."""

    wire: ClassVar[Mapping[str, str]] = {"entries_url": "entries"}

    id: int
    name: str = ""
    type: str | None = None
    url: str | None = None
    entries_url: str | None = None

    @property
    def is_gallery(self) -> bool:
        return (self.type or "").casefold() == "gallery"

    def __repr__(self) -> str:
        return f"RelatedTable(id={self.id}, name={self.name!r})"


class GalleryEntry(Record, frozen=True, kw_only=True):
    """A photo of a gallery; `source_amigo_id` is the row of the dataset that it belongs to."""

    amigo_id: str
    source_amigo_id: str | None = None
    filename: str | None = None


class SqlPage(Record, frozen=True, kw_only=True):
    """A part of the answer to a query; `count` is how many rows there are in all, if said.

    `unread` is how many rows could not be understood.
    """

    wire: ClassVar[Mapping[str, str]] = {"rows": "data", "next_url": "next"}

    query: str = ""
    count: int | None = None
    limit: int | None = None
    offset: int = 0
    columns: tuple[Column, ...] = ()
    rows: tuple[Fields, ...] = ()
    unread: int = 0
    next_url: str | None = None

    @property
    def has_more(self) -> bool:
        return self.next_url is not None

    def __repr__(self) -> str:
        return f"SqlPage(offset={self.offset}, rows={len(self.rows)}, count={self.count})"


class SqlChange(Record, frozen=True, kw_only=True):
    """What a changing statement did; `count` is how many rows it changed, if said."""

    query: str = ""
    count: int | None = None


class JobStatus(Record, frozen=True, kw_only=True):
    """Work in the background. `status` is an opaque word but for the two that end it."""

    wire: ClassVar[Mapping[str, str]] = {"id": "job", "result": "extra"}

    id: str
    status: str = ""
    result: Fields = _NO_OBJECT  # `extra` on the wire
    url: str | None = None

    @property
    def has_ended(self) -> bool:
        return self.status.upper() in (SUCCESS, FAILURE)

    @property
    def has_succeeded(self) -> bool:
        return self.status.upper() == SUCCESS

    @property
    def dataset_ids(self) -> tuple[int, ...]:
        """The datasets that an upload made."""
        found = self.result.get("dataset_ids")
        if not isinstance(found, list):
            return ()
        return tuple(each for each in found if isinstance(each, int) and not isinstance(each, bool))

    @property
    def link(self) -> str | None:
        """Where an export lies; perhaps on another server."""
        found = self.result.get("link")
        return found if isinstance(found, str) and found else None

    def __repr__(self) -> str:
        return f"JobStatus(id={self.id!r}, status={self.status!r})"


class UploadReceipt(Record, frozen=True, kw_only=True):
    """A file that has arrived: the job that makes a dataset of it, or the photo's own id."""

    wire: ClassVar[Mapping[str, str]] = {"job_id": "job"}

    job_id: str | None = None
    amigo_id: str | None = None


class Found(Record, frozen=True, kw_only=True):
    """A place that the geocoder knows; degrees."""

    label: str
    latitude: float
    longitude: float


class ServerSettings(Record, frozen=True, kw_only=True):
    """What the server says of itself. `socket_path` is a guess (wire 9): the first text that names
    socket.io, without host and slashes at its ends."""

    socket_path: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One answer of a list. `number` counts from 1; `count` is how many entries there are in all,
    if said; `unread` is how many of this page could not be understood; `members` is the rest."""

    entries: tuple[T, ...]
    number: int
    count: int | None
    unread: int
    members: Fields
