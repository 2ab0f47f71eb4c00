"""The one way in which a request for a job is sent, and a job started. Whatever makes requests, be
it the form, JSON, a template, another job or the matrix, hands them to a `Launcher`: it sends and
starts nothing that uses media of CAM2, whose terms forbid to run analytics that may recognise
people on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from facespace_desk.net.errors import ErrorKind
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.mapping import bounded_map
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import BatchResult, Job, Json
from facespace_desk.voxel51.request import DataReference, JobRequest

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

OPERATION: Final = "job_request"
AT_ONCE: Final = 16  # requests that are read
FROM_CAM2: Final = "It is from CAM2, and CAM2’s terms do not allow to send it to an analytic."
UNREAD: Final = (
    "It was not started: what it uses could not be read, and may be from CAM2, whose terms do not "
    "allow that."
)
UNSURE_WORDS: Final = (
    "It is not known whether the job was made. Look among the jobs before you send it again."
)


class Origins(Protocol):
    """Who knows where data is from."""

    def origin_of(self, data_id: str) -> Origin: ...

    @property
    def has_cam2(self) -> bool:
        """Whether any data is known to be from CAM2."""


class Launch(msgspec.Struct, frozen=True, kw_only=True):
    """A request, and what is said about its job. *ends*: until when its output is kept (aware)."""

    request: JobRequest
    name: str
    auto_start: bool = False
    ends: datetime | None = None


class Forbidden(APIError):
    """The request uses data that must not be sent, or may do so; nothing was sent or started.
    `data_ids` are those that are known."""

    default_kind = ErrorKind.USAGE
    data_ids: tuple[str, ...] = ()


class Launcher:
    """Makes jobs of requests and starts jobs, for one user."""

    def __init__(self, client: VoxelClient, origins: Origins) -> None:
        self._client = client
        self._origins = origins

    def why_not(self, data_id: str) -> str:
        """Why this data must not be sent to an analytic, in words; "" when it may be."""
        return FROM_CAM2 if self._origins.origin_of(data_id) is Origin.CAM2 else ""

    def forbidden(self, request: JobRequest) -> tuple[str, ...]:
        """The ids in *request* that must not be sent, wherever in it they stand, each once."""
        texts = dict.fromkeys(_texts(request))
        return tuple(each for each in texts if self.why_not(each))

    async def launch(self, launch: Launch) -> Job:
        """**Makes the job.**

        Raises:
            Forbidden: some of its data must not be sent; nothing was sent.
            APIError: it was not made; or nobody knows, see `is_uncertain`.
        """
        forbidden = self.forbidden(launch.request)
        if forbidden:
            raise _refusal(forbidden)
        return await self._client.upload_job_request(
            launch.request, launch.name, auto_start=launch.auto_start, job_ttl=launch.ends
        )

    async def start(self, job_id: str) -> None:
        """**Starts the job**, whoever has made it, and wherever.

        Raises:
            Forbidden: some of its data must not be sent, or what it uses could not be read; it was
                not started.
            APIError: it was not started.
        """
        error = self._why_not_start(await self._request_of(job_id))
        if error is not None:
            raise error
        await self._client.start_job(job_id)

    async def start_many(self, job_ids: Sequence[str]) -> tuple[BatchResult, ...]:
        """As `start`, many at a time; what cannot be started does not hold the others up."""
        requests = await bounded_map(self._request_of, job_ids, at_once=AT_ONCE)
        errors = {
            job_id: error
            for job_id, request in zip(job_ids, requests, strict=True)
            if (error := self._why_not_start(request)) is not None
        }
        refused = (BatchResult(id=each, ok=False, error=error) for each, error in errors.items())
        allowed = [each for each in job_ids if each not in errors]
        started = await self._client.batch_start_jobs(allowed) if allowed else ()
        return (*refused, *started)

    async def jobs_named(self, name: str) -> Sequence[Job]:
        """The jobs of exactly this name, for when it is not known whether one was made.

        Raises:
            APIError: they could not be asked for.
        """
        found: list[Job] = []
        part = max(name.split("|"), key=len)  # what the service can look for
        async for page in self._client.find_jobs(Query(subject=Subject.JOBS).where("name", part)):
            found += [job for job in page.items if job.name == name]
        return found

    async def _request_of(self, job_id: str) -> JobRequest | APIError | None:
        """What a job is to do, or why that could not be read; None while no data is from CAM2, so
        that it does not matter."""
        if not self._origins.has_cam2:
            return None
        try:
            return await self._client.get_job_request(job_id)
        except APIError as error:
            return error

    def _why_not_start(self, request: JobRequest | APIError | None) -> APIError | None:
        if isinstance(request, NotFoundError):
            return request  # there is no such job
        if isinstance(request, APIError):
            return Forbidden(f"{UNREAD} {request.message}", operation=OPERATION)
        forbidden = () if request is None else self.forbidden(request)
        return _refusal(forbidden) if forbidden else None


def _refusal(data_ids: tuple[str, ...]) -> Forbidden:
    named = ", ".join(data_ids[:3]) + ("…" if len(data_ids) > 3 else "")
    error = Forbidden(f"The data {named} is not sent. {FROM_CAM2}", operation=OPERATION)
    error.data_ids = data_ids
    return error


def _texts(request: JobRequest) -> Iterator[str]:
    """Everything in *request* that could be the id of data."""
    for reference in request.inputs.values():
        yield reference.data_id
    for value in request.parameters.values():
        yield from _texts_in(value)


def _texts_in(value: Json | DataReference) -> Iterator[str]:
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, DataReference):
            yield each.data_id
        elif isinstance(each, str):
            yield each.strip()
        elif isinstance(each, Mapping):
            left += [*each.keys(), *each.values()]
        elif isinstance(each, list | tuple):
            left += each
