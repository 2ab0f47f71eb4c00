"""Reads the platform's answers into records (wire/voxel51.md 3 to 5, 9). Pure.

A member that cannot be read is None and stays in `extra`, as do members that this console does not
know. A list loses an entry without an id, and says so, never the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from facespace_desk.voxel51.errors import of_code
from facespace_desk.voxel51.records import (
    Analytic,
    BatchResult,
    DataItem,
    Job,
    JobStatus,
    Json,
    Page,
    PlatformStatus,
    ServiceStatus,
    StatusMessage,
)
from facespace_desk.voxel51.times import as_moment

R = TypeVar("R", Analytic, DataItem, Job)
T = TypeVar("T")

TOTALS: Final = ("total", "count", "total_count")  # wire 4: the name is not known
LARGEST: Final = 2**63 - 1

_FLAGS: Final = {"true": True, "false": False}


class _Members:
    """The members of an object, taken out one by one; what is left over is `extra`."""

    def __init__(self, content: Mapping[str, Json]) -> None:
        self.extra = {str(name): value for name, value in content.items()}

    def take(self, name: str, read: Callable[[object], T | None]) -> T | None:
        value = self.extra.get(name)
        found = read(value)
        if found is not None or value is None:
            self.extra.pop(name, None)
        return found


def analytic(content: object) -> Analytic | None:
    """None when it is none, as for the other two."""
    found = _begun(content, "analytic_id")
    if found is None:
        return None
    number, members = found
    take = members.take
    return Analytic(
        id=number,
        name=take("name", as_text) or "",
        version=take("version", as_text),
        scope=take("scope", as_text),
        supports_cpu=take("supports_cpu", as_flag),
        supports_gpu=take("supports_gpu", as_flag),
        pending=take("pending", as_flag),
        upload_date=take("upload_date", as_moment),
        description=take("description", as_text),
        is_image_to_video=take("is_image_to_video", as_flag),
        extra=members.extra,
    )


def data_item(content: object) -> DataItem | None:
    found = _begun(content, "data_id")
    if found is None:
        return None
    number, members = found
    take = members.take
    return DataItem(
        id=number,
        name=take("name", as_text) or "",
        size=take("size", as_number),
        type=take("type", as_text),
        upload_date=take("upload_date", as_moment),
        expiration_date=take("expiration_date", as_moment),
        encoding=take("encoding", as_text),
        extra=members.extra,
    )


def job(content: object) -> Job | None:
    found = _begun(content, "job_id")
    if found is None:
        return None
    number, members = found
    take = members.take
    return Job(
        id=number,
        name=take("name", as_text) or "",
        state=take("state", as_text) or "",
        archived=take("archived", as_flag),
        upload_date=take("upload_date", as_moment),
        expiration_date=take("expiration_date", as_moment),
        expired=take("expired", as_flag),
        analytic_id=take("analytic_id", as_text),
        compute_mode=take("compute_mode", as_text),
        auto_start=take("auto_start", as_flag),
        start_date=take("start_date", as_moment),
        completion_date=take("completion_date", as_moment),
        fail_date=take("fail_date", as_moment),
        failure_type=take("failure_type", as_text),
        output_filename=take("output_filename", as_text),
        extra=members.extra,
    )


def page(content: Mapping[str, Json], member: str, read: Callable[[object], R | None]) -> Page[R]:
    """The records under *member*. Raises ValueError when there is no list."""
    entries = content.get(member)
    if not isinstance(entries, list):
        raise ValueError(f"list of {member}")
    items = tuple(record for each in entries if (record := read(each)) is not None)
    totals = (as_number(content.get(name)) for name in TOTALS)
    total = next((each for each in totals if each is not None and each >= 0), None)
    return Page(items=items, total=total, unread=len(entries) - len(items))


def platform_status(content: Mapping[str, Json]) -> PlatformStatus:
    """Raises ValueError when there is no object of services."""
    statuses = content.get("statuses")
    if not isinstance(statuses, dict):
        raise ValueError("status of the services")
    return PlatformStatus(
        services=tuple(
            ServiceStatus(
                name=str(name),
                operational=as_flag(each.get("operational")),
                message=as_text(each.get("message")) or "",
            )
            for name, each in statuses.items()
            if isinstance(each, dict)
        )
    )


def job_status(content: Mapping[str, Json]) -> JobStatus:
    """Any member may be missing."""
    members = _Members(content)
    take = members.take
    return JobStatus(
        state=take("state", as_text) or "",
        analytic=take("analytic", as_text),
        version=take("version", as_text),
        start_time=take("start_time", as_moment),
        complete_time=take("complete_time", as_moment),
        fail_time=take("fail_time", as_moment),
        failure_type=take("failure_type", as_text),
        messages=take("messages", _messages) or (),
        inputs=take("inputs", _object) or {},
        posted_data=take("posted_data", _object) or {},
        extra=members.extra,
    )


def batch(
    content: Mapping[str, Json], ids: list[str], operation: str, *, is_application: bool
) -> list[BatchResult]:
    """A result for each of *ids*, in their order; one that the answer leaves out has failed.

    Raises ValueError when there is no object of responses.
    """
    responses = content.get("responses")
    if not isinstance(responses, dict):
        raise ValueError("object of responses")
    return [
        _batch_result(number, responses.get(number), operation, is_application) for number in ids
    ]


def as_text(value: object) -> str | None:
    """A text; numbers become one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def as_flag(value: object) -> bool | None:
    """A flag; the clients write them as texts, in any case."""
    if isinstance(value, bool):
        return value
    return _FLAGS.get(value.strip().lower()) if isinstance(value, str) else None


def as_number(value: object) -> int | None:
    """A whole number; sizes of data posted by URL may be negative."""
    if isinstance(value, str) and value.lstrip("-").isdigit() and value.isascii():
        value = int(value) if len(value) < 20 else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        return None
    return value


def _begun(content: object, other_name: str) -> tuple[str, _Members] | None:
    """The id of an object, read from `id` or *other_name* (wire 5.5), and its other members."""
    if not isinstance(content, dict):
        return None
    members = _Members(content)
    for name in ("id", other_name):
        number = members.take(name, as_text)
        if number:
            return number, members
    return None


def _batch_result(
    number: str, content: object, operation: str, is_application: bool
) -> BatchResult:
    if isinstance(content, dict) and content.get("success") is True:
        response = content.get("response")
        return BatchResult(
            id=number, ok=True, response=response if isinstance(response, dict) else None
        )
    error = content.get("error") if isinstance(content, dict) else None
    error = error if isinstance(error, dict) else {}
    status = as_number(error.get("code"))
    words = as_text(error.get("message")) or "The service does not say what became of it."
    return BatchResult(
        id=number,
        ok=False,
        error=of_code(status, words, operation, is_application=is_application),
    )


def _messages(value: object) -> tuple[StatusMessage, ...] | None:
    if not isinstance(value, list):
        return None
    found = []
    for each in value:
        content: dict[str, Any] = each if isinstance(each, dict) else {"message": each}
        text = as_text(content.get("message"))
        if text is not None:
            found.append(StatusMessage(message=text, time=as_moment(content.get("time"))))
    return tuple(found)


def _object(value: object) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None
