"""One call of the Voxel51 Platform: headers, transport of queries, retries, names of errors.

Source: wire/voxel51.md 2, 3, 4, 6 and 8. A GET is tried again; what starts, archives, kills or
deletes is repeated once if no connection was made; a POST never.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeVar

import httpx
import msgspec

from facespace_desk.credentials import Secret
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.forms import Form, StreamedForm
from facespace_desk.net.http import BaseUrl, Door, Limits, Reply
from facespace_desk.net.payload import parse_json
from facespace_desk.net.redaction import register_secret
from facespace_desk.net.storage import Begun, Progress, Received, Storage, StorageLimits, Throttle
from facespace_desk.net.storage_landing import Landing
from facespace_desk.net.trying import is_worth_another, patiently, uncertain, was_never_sent
from facespace_desk.voxel51.errors import SERVICE, APIError, class_of, translated, wrong
from facespace_desk.voxel51.tokens import checked_key

__all__ = [
    "LIMITS",
    "Arrival",
    "Calls",
    "Line",
    "Progress",
    "QueryTransport",
    "Question",
    "Throttle",
]

T = TypeVar("T")

QueryTransport = Literal["body", "query"]
Again = Literal["reading", "unsent", "never"]
"""When a call is repeated: GET as wire 8 has it; once if no connection was made; not at all."""

LIMITS: Final = Limits(
    connect_s=10.0,
    read_s=60.0,
    body_bytes=32 * 2**20,  # all data of an account that has 100,000 of them
    attempts=4,  # the first and three retries, after 0.5, 1 and 2 s
    first_wait_s=0.5,
    connections=16,
)
TOTAL_S: Final = 300.0  # for a call, its retries and waits included; files have no such limit
LARGEST_FILE: Final = 2**50  # bytes; the room on the disk is the queue's affair
FILE_LIMITS: Final = StorageLimits(total_s=7 * 86_400.0, body_bytes=LARGEST_FILE)

LONGEST_NAME: Final = 256  # characters of a user's name

_PREFIX: Final = "v1"
_APPLICATION: Final = "x-voxel51-application"
_USER: Final = "x-voxel51-application-user"
_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
_DOWNLOAD: Final = {"Accept": "*/*", "Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Question:
    """What is asked. At most one of `json`, `form` and `upload` is sent; `params` is the query."""

    method: str
    segments: tuple[str, ...]
    operation: str
    params: Mapping[str, str] = field(default_factory=dict)
    json: object = field(default=msgspec.UNSET, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    upload: Form | StreamedForm | None = field(default=None, repr=False)
    again: Again = "never"


class Arrival(NamedTuple):
    """Where a download goes, and who hears of it. *etag* is that of the file of which *part* holds
    the beginning; only a storage can go on from there."""

    part: Path
    etag: str | None = None
    begun: Begun | None = None
    progress: Progress | None = None
    throttle: Throttle | None = None


@dataclass(frozen=True)
class Line:
    """The connections, which all users of an application share."""

    door: Door
    storage: Storage
    slots: asyncio.Semaphore
    unmask: Callable[[], None]

    @classmethod
    def open(
        cls,
        base_url: BaseUrl,
        token: Secret | None,
        *,
        is_application: bool,
        limits: Limits,
        proxy: str | None,
        allow_private: bool,
        ssl_context: ssl.SSLContext | None,
        storage: Storage | None,
    ) -> Line:
        """Raises TokenError, and ValueError when *proxy* cannot be read."""
        key = checked_key(token, is_application=is_application)

        def headers() -> dict[str, str]:
            if is_application:  # and no Authorization at all
                return {_APPLICATION: key.reveal()}
            return {"Authorization": f"Bearer {key.reveal()}"}

        return cls(
            Door(
                SERVICE,
                base_url,
                headers=headers,
                limits=limits,
                proxy=proxy,
                ssl_context=ssl_context,
            ),
            storage
            or Storage(
                "The platform's storage",
                allow_loopback=base_url.is_loopback,
                allow_private=allow_private,
                proxy=proxy,
                limits=FILE_LIMITS,
                ssl_context=ssl_context,
            ),
            asyncio.Semaphore(limits.connections),
            register_secret(key.reveal()),  # a service may repeat it without what stands before it
        )

    async def close(self) -> None:
        await self.door.close()
        await self.storage.close()
        self.unmask()


@dataclass(frozen=True)
class Calls:
    """Calls for one user, or for an application itself. Frozen: whom a call is for is decided when
    this is made, and cannot change while a call is under way (VX-2)."""

    line: Line
    query_transport: QueryTransport
    is_application: bool = False
    username: str | None = None  # whom an application acts for

    def acting_as(self, username: str) -> Calls:
        """The same connections, for this user. Raises ApplicationAPIError (VX-3)."""
        return replace(self, username=checked_username(username, "acting_as"))

    @property
    def base_url(self) -> BaseUrl:
        return self.line.door.base_url

    def wrong(self, message: str, operation: str) -> APIError:
        """The error for an argument that cannot be used; nothing was sent."""
        return wrong(message, operation, is_application=self.is_application)

    def of_disk(self, error: OSError, operation: str) -> APIError:
        """A file of ours that cannot be read or written."""
        reason = error.strerror or type(error).__name__
        made_by = class_of(None, is_application=self.is_application)
        words = f"The file cannot be used: {reason}."
        return made_by(words, operation=operation, kind=ErrorKind.USAGE)

    def translated(self, error: ServiceError) -> APIError:
        """*error* by the one table."""
        return translated(error, is_application=self.is_application)

    async def ask(self, question: Question) -> Reply:
        """The answer, any 2xx.

        Raises:
            APIError: one of its subclasses.
        """
        try:
            async with asyncio.timeout(None if question.upload else TOTAL_S):
                return await self._patiently(question.again, lambda: self._send(question))
        except TimeoutError as error:
            words = "No answer within the time limit."
            failure = Call(SERVICE, question.operation).error(ErrorKind.TIMED_OUT, words)
            raise self._failure(failure, question) from error
        except APIError:
            raise
        except ServiceError as error:
            raise self._failure(error, question) from error

    async def ask_object(self, question: Question, *, may_be_empty: bool = False) -> dict[str, Any]:
        """The answer, which must be an object, or nothing where that will do. Raises as `ask`."""
        reply = await self.ask(question)
        if may_be_empty and not reply.body.strip():
            return {}
        try:
            return await self.object_in(reply)
        except APIError as error:
            if question.method == "GET":
                raise
            raise uncertain(error, error) from error  # it was taken, as far as can be seen

    async def object_in(self, reply: Reply) -> dict[str, Any]:
        """What *reply* holds, which must be an object; large ones are read in a thread.

        Raises:
            APIError: it is none.
        """
        try:
            content = await parse_json(
                reply.body, object, service=SERVICE, operation=reply.operation
            )
        except ServiceError as error:
            raise self.translated(error) from error
        if not isinstance(content, dict):
            raise self.lacking("object", reply.operation)
        return content

    def lacking(self, what: str, operation: str) -> APIError:
        """The error for an answer without *what*."""
        error = Call(SERVICE, operation).error(
            ErrorKind.NOT_THIS_PROTOCOL, f"The answer holds no {what}."
        )
        return self.translated(error)

    async def fetch(self, segments: tuple[str, ...], operation: str, to: Arrival) -> Received:
        """A file into `to.part`: what the platform sends itself, or what its storage has, which is
        asked without any credentials (VX-6). What has arrived stays there, whatever goes wrong.

        Raises:
            APIError: it is not all there.
            OSError: the part cannot be written.
        """
        try:
            return await self._patiently("reading", lambda: self._fetch(segments, operation, to))
        except APIError:
            raise
        except ServiceError as error:
            raise self.translated(error) from error

    async def _fetch(self, segments: tuple[str, ...], operation: str, to: Arrival) -> Received:
        async with (
            self.line.slots,
            self.line.door.stream(
                *self._path(segments),
                headers={**_DOWNLOAD, **self._user_headers},
                operation=operation,
                allow_status=_REDIRECTIONS,
            ) as stream,
        ):
            if stream.status not in _REDIRECTIONS:
                call = Call(SERVICE, operation)
                landing = Landing(
                    call,
                    to.part,
                    LARGEST_FILE,
                    begun=to.begun,
                    progress=to.progress,
                    throttle=to.throttle,
                )
                return await landing.take_stream(stream)
            location = self._absolute(segments, stream.location)
        try:
            return await self.line.storage.get_file(location, **to._asdict(), operation=operation)
        except ServiceError as error:  # its 401 and 404 are about an address, never about the token
            raise class_of(None, is_application=self.is_application).of(error) from error

    def _absolute(self, segments: tuple[str, ...], location: str) -> str:
        """Where a redirection leads; it is still to be read and checked."""
        url = httpx.URL(self.base_url.join(*self._path(segments)))
        try:
            return str(url.join(location.strip())) if location.startswith("/") else location.strip()
        except (httpx.InvalidURL, ValueError):
            return ""

    async def _patiently(self, again: Again, send: Callable[[], Awaitable[T]]) -> T:
        limits = self.line.door.limits
        attempts = {"reading": limits.attempts, "unsent": min(2, limits.attempts), "never": 1}
        return await patiently(
            send,
            limits,
            attempts=attempts[again],
            judge=lambda error: (
                is_worth_another(error, limits) if again == "reading" else was_never_sent(error)
            ),
        )

    async def _send(self, question: Question) -> Reply:
        upload = question.upload
        content = upload.body if isinstance(upload, Form) else upload
        async with self.line.slots:
            return await self.line.door.send(
                question.method,
                *self._path(question.segments),
                params=question.params,
                json=question.json,
                data=question.form,
                content=content,
                headers={**({} if upload is None else upload.headers), **self._user_headers},
                operation=question.operation,
                retry=False,
            )

    def _path(self, segments: tuple[str, ...]) -> tuple[str, ...]:
        return (_PREFIX, *segments)

    @property
    def _user_headers(self) -> dict[str, str]:
        return {} if self.username is None else {_USER: self.username}

    def _failure(self, error: ServiceError, question: Question) -> APIError:
        failure = self.translated(error)
        return failure if question.method == "GET" else uncertain(failure, error)


def id_text(value: object, noun: str, operation: str, *, is_application: bool = False) -> str:
    """*value* as one part of an address (VX-17); it is encoded where the address is made.

    Raises:
        APIError: it is no id.
    """
    if not isinstance(value, str) or value in ("", ".", "..") or not value.isprintable():
        words = f"This cannot be the id of {noun}."
        raise wrong(words, operation, is_application=is_application)
    return value


def checked_username(name: str, operation: str) -> str:
    """*name*, which travels in a header (VX-3). Raises ApplicationAPIError: it cannot."""
    is_plain = name.isascii() and name.isprintable() and name == name.strip()
    if not name or not is_plain or len(name) > LONGEST_NAME:
        words = "The name of a user must be plain ASCII text without blanks around it."
        raise wrong(words, operation, is_application=True)
    return name
