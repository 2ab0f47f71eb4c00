"""One call of the Skylab service: headers, parameters, retries, and the names of errors.

Source: wire/skylab.md 2, 3.0, 7 and 8. Only GET is tried again; a POST that never left, because no
connection was made, is repeated once.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar

import msgspec

from facespace_desk import __version__
from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.net.errors import ServiceError
from facespace_desk.net.http import BaseUrl, Door, Limits, Reply
from facespace_desk.net.trying import is_worth_another, patiently, uncertain, was_never_sent
from facespace_desk.skylab.errors import (
    SERVICE,
    InvalidKeyException,
    Subject,
    translated,
    wrong,
)
from facespace_desk.skylab.records import Fields

T = TypeVar("T")

GetParameters = Literal["body", "query"]
Owner = Literal["job", "profile", "photo"]  # whose id it is

LIMITS: Final = Limits(
    connect_s=10.0,
    read_s=60.0,
    total_s=300.0,
    body_bytes=32 * 2**20,  # a job with 10,000 photos has about 6 MiB
    attempts=4,  # the first and three retries, after 0.5, 1 and 2 s
    first_wait_s=0.5,
    connections=8,
)

_KEY: Final = re.compile(r"[\x21-\x7e]{1,4096}")
_BAD_ID: Final[dict[Owner, str]] = {
    "job": tr("The id of a job must be a whole number above 0."),
    "profile": tr("The id of a profile must be a whole number above 0."),
    "photo": tr("The id of a photo must be a whole number above 0."),
}
_CHANGES: Final = frozenset({"POST", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Question:
    """What is asked. `params` are those of a GET, `json` is the body of anything else; an empty
    one is no body at all. `subject` is what a 404 would be about."""

    method: str
    segments: tuple[str, ...]
    operation: str
    subject: Subject = ""
    params: Fields = field(default_factory=dict)
    json: Fields | None = None


def checked_key(value: Secret | None) -> Secret:
    """*value* without blanks around it.

    Raises:
        InvalidKeyException: it cannot be an API key.
    """
    text = value.reveal().strip() if value is not None else ""
    if not text:
        raise InvalidKeyException(tr("The API key is missing."), operation="construction")
    if not _KEY.fullmatch(text):
        message = tr("The API key has characters that a key cannot have.")
        raise InvalidKeyException(message, operation="construction")
    return Secret(text)


class Calls:
    """Calls with one API key, which goes to the base URL's origin and nowhere else."""

    def __init__(
        self,
        base_url: BaseUrl,
        api_key: Secret,
        *,
        api_version: int,
        get_parameters: GetParameters,
        limits: Limits,
        proxy: str | None,
        ssl_context: ssl.SSLContext | None,
    ) -> None:
        """Raises ValueError when *proxy* cannot be read."""
        self._door = Door(
            SERVICE,
            base_url,
            headers=lambda: {"X-SLT-API-KEY": api_key.reveal()},
            limits=limits,
            proxy=proxy,
            ssl_context=ssl_context,
        )
        self._limits = limits
        self._root = ("api", "public", f"v{api_version}")
        self._is_in_body = get_parameters == "body"
        self._slots = asyncio.Semaphore(limits.connections)

    @property
    def base_url(self) -> BaseUrl:
        return self._door.base_url

    async def ask(self, question: Question, read: Callable[[bytes, str], T]) -> T:
        """The answer to *question* as *read* has it; large ones are read in a thread.

        Raises:
            StudioException: one of its subclasses.
        """
        _reply, value = await self.ask_fully(question, read)
        return value

    async def ask_fully(
        self, question: Question, read: Callable[[bytes, str], T]
    ) -> tuple[Reply, T]:
        """As `ask`, with the answer itself."""
        try:
            reply = await self._patiently(question)
            return reply, await reply.read(read)
        except ServiceError as error:
            failure = translated(error, question.subject)
            if question.method in _CHANGES:
                failure = uncertain(failure, error)
            raise failure from error

    async def close(self) -> None:
        await self._door.close()

    async def _patiently(self, question: Question) -> Reply:
        limits, is_get = self._limits, question.method == "GET"
        attempts = {"GET": limits.attempts, "POST": min(2, limits.attempts)}
        return await patiently(
            lambda: self._send(question),
            limits,
            attempts=attempts.get(question.method, 1),
            judge=lambda error: (
                is_worth_another(error, limits) if is_get else was_never_sent(error)
            ),
        )

    def _send(self, question: Question) -> Awaitable[Reply]:
        body: object = dict(question.json) if question.json else msgspec.UNSET
        params: Mapping[str, str] = {}
        if question.params and self._is_in_body:
            body = dict(question.params)
        elif question.params:
            params = {name: _query_text(value) for name, value in question.params.items()}
        return self._within_turn(question, params, body)

    async def _within_turn(
        self, question: Question, params: Mapping[str, str], body: object
    ) -> Reply:
        async with self._slots:
            return await self._door.send(
                question.method,
                *self._root,
                *question.segments,
                params=params,
                json=body,
                headers=_HEADERS,
                operation=question.operation,
                retry=False,
            )


def id_text(number: object, owner: Owner, operation: str) -> str:
    """*number* as a part of an address (SK-15).

    Raises:
        ValidationException: it is no id.
    """
    if isinstance(number, bool) or not isinstance(number, int) or number <= 0:
        raise wrong(_BAD_ID[owner], operation)
    return str(number)


def _query_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


_HEADERS: Final = {
    "X-SLT-API-CLIENT": f"facespace-desk-{__version__}",
    "Content-Type": "application/json",  # on every call, with and without a body
    "Accept": "application/json, */*;q=0.5",
}
