"""Reads AmigoCloud's answers into records, tolerating what servers really send (wire 3.2 to 3.6).

A member that cannot be one is None; what came stays in `raw`. A list loses an entry that cannot be
understood, and says so, never the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from facespace_desk.amigocloud.errors import lacking
from facespace_desk.amigocloud.records import (
    Column,
    Dataset,
    Found,
    GalleryEntry,
    JobStatus,
    Me,
    Project,
    RelatedTable,
    ServerSettings,
    SqlChange,
    SqlPage,
    UploadReceipt,
)
from facespace_desk.language import tr

T = TypeVar("T")
Entry = Callable[[object], T | None]

LARGEST: Final = 2**63 - 1
SOCKET_WORD: Final = "socket.io"
_DEEPEST: Final = 8


def me(content: object) -> Me | None:
    """None when it is no user; so do the others."""
    if not isinstance(content, dict) or (number := as_id(content.get("id"))) is None:
        return None
    text = _texts(content)
    return Me(
        id=number,
        email=text("email"),
        first_name=text("first_name"),
        last_name=text("last_name"),
        organization=text("organization"),
        custom_id=text("custom_id"),
        projects_url=text("projects"),
        visible_projects_url=text("visible_projects"),
        images_url=text("images"),
        ticket_url=text("start_websocket_session"),
        raw=content,
    )


def project(content: object) -> Project | None:
    if not isinstance(content, dict) or (number := as_id(content.get("id"))) is None:
        return None
    text = _texts(content)
    return Project(
        id=number,
        name=text("name") or "",
        description=text("description"),
        owner_id=as_id(content.get("owner_id")),
        dataset_count=as_count(content.get("dataset_count")),
        permission_level=text("permission_level", "my_permission_level"),
        url=text("url"),
        datasets_url=text("datasets"),
        sql_url=text("sql"),
        create_dataset_url=text("create_dataset"),
        upload_url=text("upload_datasets", "upload"),
        chunked_upload_url=text("chunked_upload_datasets"),
        job=text("job", "job_id"),
        raw=content,
    )


def dataset(content: object) -> Dataset | None:
    if not isinstance(content, dict) or (number := as_id(content.get("id"))) is None:
        return None
    text = _texts(content)
    visible = content.get("visible")
    return Dataset(
        id=number,
        name=text("name") or "",
        table_name=text("table_name"),
        type=text("type"),
        visible=visible if isinstance(visible, bool) else None,
        feature_count=as_count(content.get("feature_count")),
        bounds=as_bounds(content.get("boundingbox")),
        url=text("url"),
        schema_url=text("schema"),
        states_url=text("states"),
        master_url=text("master"),
        export_url=text("export"),
        submit_change_url=text("submit_change"),
        related_tables_url=text("related_tables"),
        preview_image_url=text("preview_image"),
        ticket_url=text("start_websocket_session"),
        raw=content,
    )


def column(content: object) -> Column | None:
    if not isinstance(content, dict) or not isinstance(content.get("name"), str):
        return None
    nullable = content.get("nullable")
    return Column(
        name=content["name"],
        type=_texts(content)("type"),
        nullable=nullable if isinstance(nullable, bool) else None,
        max_length=as_count(content.get("max_length")),
        raw=content,
    )


def related_table(content: object) -> RelatedTable | None:
    if not isinstance(content, dict) or (number := as_id(content.get("id"))) is None:
        return None
    text = _texts(content)
    return RelatedTable(
        id=number,
        name=text("name") or "",
        type=text("type"),
        url=text("url"),
        entries_url=text("entries"),
        raw=content,
    )


def gallery_entry(content: object) -> GalleryEntry | None:
    if not isinstance(content, dict):
        return None
    text = _texts(content)
    amigo_id = text("amigo_id")
    if not amigo_id:
        return None
    return GalleryEntry(
        amigo_id=amigo_id,
        source_amigo_id=text("source_amigo_id"),
        filename=text("filename"),
        raw=content,
    )


def columns(content: object, operation: str) -> tuple[Column, ...]:
    """The `schema` of a dataset. Raises AmigoCloudError when there is none."""
    found = content.get("schema") if isinstance(content, dict) else None
    if not isinstance(found, list):
        raise lacking(tr("The answer holds no list of columns."), operation)
    return entries(found, column)[0]


def sql_page(content: object, operation: str) -> SqlPage:
    """An answer to a query. Raises AmigoCloudError when it is none."""
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(data, list):
        raise lacking(tr("The answer holds no rows."), operation)
    rows = tuple(row for row in data if isinstance(row, dict))
    listed = content.get("columns")
    found = entries(listed, column)[0] if isinstance(listed, list) else ()
    if not found and rows:
        found = tuple(Column(name=name) for name in rows[0])
    text = _texts(content)
    return SqlPage(
        query=text("query") or "",
        count=as_count(content.get("count")),
        limit=as_count(content.get("limit")),
        offset=as_count(content.get("offset")) or 0,
        columns=found,
        rows=rows,
        unread=len(data) - len(rows),
        next_url=text("next") or None,
        raw={name: value for name, value in content.items() if name != "data"},
    )


def sql_change(content: object) -> SqlChange:
    members = content if isinstance(content, dict) else {}
    return SqlChange(
        query=_texts(members)("query") or "", count=as_count(members.get("count")), raw=members
    )


def job_id(content: object) -> str | None:
    """The id of the work that an answer says has begun (wire 3.5)."""
    return (_texts(content)("job", "job_id") or None) if isinstance(content, dict) else None


def job(content: object, asked: str, operation: str) -> JobStatus:
    """Raises AmigoCloudError when there is no status."""
    members = content if isinstance(content, dict) else {}
    text = _texts(members)
    status, result = text("status"), members.get("extra")
    if not status:
        raise lacking(tr("The answer holds no state of the job."), operation)
    return JobStatus(
        id=text("job", "job_id") or asked,
        status=status,
        result=result if isinstance(result, dict) else {},
        url=text("url"),
        raw=members,
    )


def receipt(content: object) -> UploadReceipt:
    members = content if isinstance(content, dict) else {}
    return UploadReceipt(job_id=job_id(members), amigo_id=_texts(members)("amigo_id"), raw=members)


def places(content: object, operation: str) -> tuple[Found, ...]:
    """What a geocoder found. Raises AmigoCloudError when it is no list of features."""
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise lacking(tr("The answer holds no list of places."), operation)
    return entries(features, _place)[0]


def server_settings(content: object) -> ServerSettings:
    members = content if isinstance(content, dict) else {}
    text = _socket_text(members, _DEEPEST)
    path = None
    if text is not None:
        rest = text.partition("://")[2].partition("/")[2] if "://" in text else text
        path = rest.partition("?")[0].strip("/") or None
    return ServerSettings(socket_path=path, raw=members)


def entries(content: Sequence[object], read: Entry[T]) -> tuple[tuple[T, ...], int]:
    """The entries that can be understood, and how many cannot."""
    found = tuple(entry for item in content if (entry := read(item)) is not None)
    return found, len(content) - len(found)


def whole(record: T | None, operation: str) -> T:
    """Raises AmigoCloudError when there is no record."""
    if record is None:
        raise lacking(tr("The answer holds nothing with an id."), operation)
    return record


def as_id(value: object) -> int | None:
    """An id, also one that is written as a text; None for anything else."""
    number = as_count(value)
    return number if number else None


def as_count(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        return None
    return value


def as_bounds(value: object) -> tuple[float, float, float, float] | None:
    """West, south, east, north, of a text with commas or a list; None when out of range."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or len(parts) != 4:
        return None
    numbers = [as_number(part) for part in parts]
    if any(number is None for number in numbers):
        return None
    west, south, east, north = (number or 0.0 for number in numbers)
    is_there = abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90
    return (west, south, east, north) if is_there else None


def as_number(value: object) -> float | None:
    """A finite number, also one that is written as a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None  # which NaN is not, either


def _place(content: object) -> Found | None:
    geometry = content.get("geometry") if isinstance(content, dict) else None
    pair = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(content, dict) or not isinstance(pair, list) or len(pair) < 2:
        return None
    longitude, latitude = as_number(pair[0]), as_number(pair[1])
    if longitude is None or latitude is None or abs(longitude) > 180 or abs(latitude) > 90:
        return None
    about = content.get("properties")
    label = _texts(about)("label", "name") if isinstance(about, dict) else None
    return Found(label=label or "", latitude=latitude, longitude=longitude, raw=content)


def _socket_text(content: object, depth: int) -> str | None:
    if isinstance(content, str):
        return content if SOCKET_WORD in content else None
    if depth == 0 or not isinstance(content, dict):
        return None
    found = (_socket_text(each, depth - 1) for each in content.values())
    return next((each for each in found if each is not None), None)


def _texts(members: dict[str, Any]) -> Callable[..., str | None]:
    """Reads the first of several members that is a text, or a number as a text."""

    def text(*names: str) -> str | None:
        for name in names:
            value = members.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(value)
            if isinstance(value, str):
                return value
        return None

    return text
