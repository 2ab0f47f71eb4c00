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
    return _record(content, Analytic, "analytic_id", _ANALYTIC)


def data_item(content: object) -> DataItem | None:
    return _record(content, DataItem, "data_id", _DATA)


def job(content: object) -> Job | None:
    return _record(content, Job, "job_id", _JOB)


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


def _record(
    content: object,
    kind: type[R],
    other_name: str,
    readers: Mapping[str, Callable[[object], Any]],
) -> R | None:
    """An object with an id, which is under `id` or *other_name* (wire 5.5)."""
    if not isinstance(content, dict):
        return None
    members = _Members(content)
    number = members.take("id", as_text) or members.take(other_name, as_text)
    if not number:
        return None
    found = {name: members.take(name, read) for name, read in readers.items()}
    present = {name: value for name, value in found.items() if value is not None}
    return kind(id=number, **present, extra=members.extra)


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


_ANALYTIC: Final[Mapping[str, Callable[[object], Any]]] = {
    **dict.fromkeys(("name", "version", "scope", "description"), as_text),
    **dict.fromkeys(("supports_cpu", "supports_gpu", "pending", "is_image_to_video"), as_flag),
    "upload_date": as_moment,
}
_DATA: Final[Mapping[str, Callable[[object], Any]]] = {
    **dict.fromkeys(("name", "type", "encoding"), as_text),
    **dict.fromkeys(("upload_date", "expiration_date"), as_moment),
    "size": as_number,
}
_JOB: Final[Mapping[str, Callable[[object], Any]]] = {
    **dict.fromkeys(("name", "state", "analytic_id", "compute_mode"), as_text),
    **dict.fromkeys(("failure_type", "output_filename"), as_text),
    **dict.fromkeys(("archived", "expired", "auto_start"), as_flag),
    **dict.fromkeys(("upload_date", "expiration_date", "start_date"), as_moment),
    **dict.fromkeys(("completion_date", "fail_date"), as_moment),
}
