"""What the Voxel51 Platform says, as records (wire/voxel51.md 3.4, 3.5, 5.4 and 5.5). Pure; no I/O.

All times are aware, in UTC. `extra` has the members that this console does not know, and those that
could not be read, as they came.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import msgspec

if TYPE_CHECKING:
    from facespace_desk.voxel51.errors import APIError

T = TypeVar("T")
Json = Any  # what JSON can say

SERVICE_ID: Final = "voxel51"  # in journals, profiles and stores
NOTHING: Final[Mapping[str, Json]] = MappingProxyType({})


class JobState(StrEnum):
    """The states of a job. A job's `state` is a text: a newer service may know more of them."""

    READY = "READY"  # uploaded, not started
    QUEUED = "QUEUED"
    SCHEDULED = "SCHEDULED"
    RUNNING = "RUNNING"
    COMPLETE = "COMPLETE"
    FAILED = "FAILED"


class ComputeMode(StrEnum):
    """What a job computes on; `BEST` leaves it to the service, as does saying nothing."""

    CPU = "CPU"
    GPU = "GPU"
    BEST = "BEST"


class FailureType(StrEnum):
    """Whose fault a failed job was."""

    USER = "USER"
    ANALYTIC = "ANALYTIC"
    PLATFORM = "PLATFORM"
    NONE = "NONE"


ACTIVE_STATES: Final = frozenset({JobState.QUEUED, JobState.SCHEDULED, JobState.RUNNING})
ENDED_STATES: Final = frozenset({JobState.COMPLETE, JobState.FAILED})


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str = ""
    extra: Mapping[str, Json] = NOTHING


class Analytic(_Record, frozen=True, kw_only=True):
    """Something that can be done to videos. A flag is None when the service does not say."""

    version: str | None = None
    scope: str | None = None  # "public", "user"
    supports_cpu: bool | None = None
    supports_gpu: bool | None = None
    pending: bool | None = None  # uploaded, but its image has not arrived
    upload_date: datetime | None = None
    description: str | None = None
    is_image_to_video: bool | None = None


class DataItem(_Record, frozen=True, kw_only=True):
    """A file at the platform. `size`, in bytes, may be wrong for what was posted by URL."""

    size: int | None = None
    type: str | None = None  # a media type
    upload_date: datetime | None = None
    expiration_date: datetime | None = None
    encoding: str | None = None

    def expires_within(self, now: datetime) -> timedelta | None:
        """How long it is still kept, negative when it is gone; None when that is not known."""
        return _left(self.expiration_date, now)


class Job(_Record, frozen=True, kw_only=True):
    """One analytic on its inputs. `expired` is about its output."""

    state: str = ""  # as it came; see JobState
    archived: bool | None = None
    upload_date: datetime | None = None
    expiration_date: datetime | None = None
    expired: bool | None = None
    analytic_id: str | None = None
    compute_mode: str | None = None
    auto_start: bool | None = None
    start_date: datetime | None = None
    completion_date: datetime | None = None
    fail_date: datetime | None = None
    failure_type: str | None = None
    output_filename: str | None = None

    @property
    def is_complete(self) -> bool:
        return self.state == JobState.COMPLETE

    @property
    def has_failed(self) -> bool:
        return self.state == JobState.FAILED

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED_STATES

    @property
    def is_active(self) -> bool:
        """Whether it is on its way: started, and not at an end."""
        return self.state in ACTIVE_STATES

    @property
    def ended_date(self) -> datetime | None:
        """When it was completed or failed."""
        return self.completion_date or self.fail_date

    def is_expired(self, now: datetime) -> bool:
        """Whether its output is gone by *now* (aware); VX-11."""
        left = self.expires_within(now)
        return self.expired is True or (left is not None and left <= timedelta(0))

    def expires_within(self, now: datetime) -> timedelta | None:
        """How long its output is still kept, as that of a data item."""
        return _left(self.expiration_date, now)


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Records in the order of the service.

    `total` is how many there are in all, None when the service does not say; `unread` is how many
    could not be understood. `warning` says that the service seems to have ignored the query.
    """

    items: tuple[T, ...]
    total: int | None = None
    unread: int = 0
    warning: str = ""

    @property
    def received(self) -> int:
        """How many records came, those that could not be understood included."""
        return len(self.items) + self.unread


class BatchResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one id of a batch. `response` is its record, for `details` only."""

    id: str
    ok: bool
    response: Mapping[str, Json] | None = None
    error: APIError | None = None


class ServiceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One service of the platform; `operational` is None when that cannot be read."""

    name: str
    operational: bool | None = None
    message: str = ""


class PlatformStatus(msgspec.Struct, frozen=True, kw_only=True):
    services: tuple[ServiceStatus, ...]

    @property
    def is_operational(self) -> bool:
        """Whether no service is said to be down."""
        return all(each.operational is not False for each in self.services)

    def of(self, name: str) -> ServiceStatus | None:
        """The service *name*: `platform`, `jobs`."""
        return next((each for each in self.services if each.name == name), None)


class StatusMessage(msgspec.Struct, frozen=True, kw_only=True):
    message: str
    time: datetime | None = None


class JobStatus(msgspec.Struct, frozen=True, kw_only=True):
    """What the job's own status file says; before it runs there may be next to nothing in it."""

    state: str = ""
    analytic: str | None = None
    version: str | None = None
    start_time: datetime | None = None
    complete_time: datetime | None = None
    fail_time: datetime | None = None
    failure_type: str | None = None
    messages: tuple[StatusMessage, ...] = ()
    inputs: Mapping[str, Json] = NOTHING  # by name: frame_rate, size_bytes, ...
    posted_data: Mapping[str, Json] = NOTHING
    extra: Mapping[str, Json] = NOTHING


class SignedUrl(msgspec.Struct, frozen=True):
    """Where a file can be fetched for a while. A secret: no repr shows it (VX-15)."""

    text: str

    def __repr__(self) -> str:
        return "SignedUrl(…)"


def _left(expires: datetime | None, now: datetime) -> timedelta | None:
    return None if expires is None else expires - now
