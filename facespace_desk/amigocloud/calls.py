"""One call of the AmigoCloud service: token, redirections, retries, and the names of errors.

Source: wire/amigocloud.md 2, 3.1, 6 and 7. Only GET is tried again, and only GET is sent on, by
hand and within the own origin. Whatever changes something passes the read-only switch first.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable, Container, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import quote, urljoin

import msgspec

from facespace_desk.amigocloud.errors import (
    SERVICE,
    AmigoCloudError,
    ForeignAddress,
    ReadOnly,
    lacking,
    translated,
    wrong,
)
from facespace_desk.amigocloud.masking import without_secrets
from facespace_desk.amigocloud.urls import Addresses, Target, TokenTransport
from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.http import SAFE_METHODS, BaseUrl, Door, Limits, Reply, Stream, parse_json
from facespace_desk.net.library_logs import mask_library_logs
from facespace_desk.net.redaction import MASK, register_secret
from facespace_desk.net.trying import is_worth_another, patiently, uncertain

LIMITS: Final = Limits(
    connect_s=10.0,
    read_s=60.0,
    total_s=300.0,
    body_bytes=32 * 2**20,  # a page of 1,000 wide rows has a few MiB
    attempts=4,  # the first and three retries, after 0.5, 1 and 2 s
    first_wait_s=0.5,
    connections=8,
)
REDIRECTS: Final = 3
TICKETS_MASKED: Final = 64  # of the newest tickets; they live for a minute

_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,4096}")
_MARKUP: Final = re.compile(r"<\s*[!/?a-zA-Z]")
_DEEPEST: Final = 8  # where the sentence of an error is still looked for
_ANYTHING: Final = {"Accept": "application/json, */*;q=0.5"}


@dataclass(frozen=True)
class Question:
    """What is asked, before the token is added. At most one of `json` and `content` is sent;
    `body_bytes` and `total_s` replace the limits of the calls."""

    method: str
    target: Target
    operation: str
    json: object = field(default=msgspec.UNSET, repr=False)
    content: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    allow_status: Container[int] = ()
    body_bytes: int | None = None
    total_s: float | None = None

    @property
    def changes(self) -> bool:
        return self.method.upper() not in SAFE_METHODS


def checked_token(value: Secret | None) -> Secret:
    """*value* without blanks around it. Its letters mean nothing here (wire 9).

    Raises:
        AmigoCloudError: it cannot be an API token.
    """
    text = value.reveal().strip() if value is not None else ""
    if not text:
        raise wrong(tr("The API token is missing."), "construction")
    if not _TOKEN.fullmatch(text):
        raise wrong(tr("The API token has characters that a token cannot have."), "construction")
    return Secret(text)


class Calls:
    """Calls with one API token, which goes to the base URL's origin and nowhere else."""

    def __init__(
        self,
        addresses: Addresses,
        token: Secret,
        *,
        transport: TokenTransport,
        read_only: bool,
        limits: Limits,
        proxy: str | None,
        ssl_context: ssl.SSLContext | None,
    ) -> None:
        """Raises ValueError when *proxy* cannot be read."""
        self.addresses = addresses
        self.read_only = read_only
        self._token = token
        self.is_token_in_query = transport == "query"
        self._limits = limits
        self._door = Door(
            SERVICE,
            addresses.base_url,
            headers=self._headers,
            limits=limits,
            proxy=proxy,
            ssl_context=ssl_context,
            message_in=message_in,
        )
        self._slots = asyncio.Semaphore(limits.connections)
        self._unmask = [register_secret(token.reveal())]
        self._tickets: list[Callable[[], None]] = []
        mask_library_logs()  # the token travels in addresses, and httpx logs those (AC-2)

    @property
    def base_url(self) -> BaseUrl:
        return self._door.base_url

    def mask_ticket(self, text: str) -> None:
        """Keep a ticket, which the server has just issued, out of all logs (AC-11)."""
        self._tickets.append(register_secret(text))
        while len(self._tickets) > TICKETS_MASKED:
            self._tickets.pop(0)()

    def masked(self, text: str) -> str:
        """*text* of the service for eyes: without tokens, tickets, and what stands as a token in
        an address (AC-2, AC-11)."""
        without = without_secrets(text)
        token = self._token.reveal()
        known = {token, quote(token, safe=""), quote(token)}
        longest_first = sorted(known, key=len, reverse=True)
        # Not kept: the repr of a pattern shows the text that it looks for.
        return re.sub("|".join(map(re.escape, longest_first)), MASK, without, flags=re.IGNORECASE)

    async def ask(self, question: Question) -> Reply:
        """The answer to *question*.

        Raises:
            AmigoCloudError: one of its subclasses.
        """
        self.check_change(question.method, question.operation)
        try:
            return await patiently(
                lambda: self._followed(question),
                self._limits,
                attempts=1 if question.changes else self._limits.attempts,
                judge=lambda error: is_worth_another(error, self._limits),
            )
        except AmigoCloudError:
            raise
        except ServiceError as error:
            failure = translated(error)
            raise (uncertain(failure, error) if question.changes else failure) from error

    async def read(self, reply: Reply) -> Any:
        """The answer as plain values, large ones read in a thread. Raises as `ask`."""
        try:
            return await parse_json(reply.body, object, service=SERVICE, operation=reply.operation)
        except ServiceError as error:
            raise translated(error) from error

    async def ask_object(self, question: Question) -> dict[str, Any]:
        """The answer, which must be an object. Raises as `ask`."""
        content = await self.read(await self.ask(question))
        if not isinstance(content, dict):
            raise lacking(tr("The answer holds no object."), question.operation)
        return content

    @asynccontextmanager
    async def stream(self, target: Target, operation: str) -> AsyncIterator[Stream]:
        """The answer to a GET, its body still to come. Raises as `ask`, from the body, too."""
        try:
            async with self._slots:
                for _ in range(REDIRECTS + 1):
                    async with self._door.stream(
                        target=self._signed(target),
                        headers=_ANYTHING,
                        operation=operation,
                        allow_status=_REDIRECTIONS,
                    ) as answer:
                        if answer.status not in _REDIRECTIONS:
                            yield answer
                            return
                        target = self._next(target, answer.location, answer.status, operation)
                raise _in_circles(operation)
        except AmigoCloudError:
            raise
        except ServiceError as error:
            raise translated(error) from error

    def check_change(self, method: str, operation: str) -> None:
        """Raises ReadOnly when *method* changes something and the profile allows no changes."""
        if self.read_only and method.upper() not in SAFE_METHODS:
            words = tr("This profile is read-only, so {method} is not sent.", method=method.upper())
            raise ReadOnly(words, operation=operation)

    async def close(self) -> None:
        await self._door.close()
        for unmask in (*self._unmask, *self._tickets):
            unmask()
        self._unmask.clear()
        self._tickets.clear()

    def _headers(self) -> Mapping[str, str]:
        return {} if self.is_token_in_query else {"Authorization": f"Bearer {self._token.reveal()}"}

    def _signed(self, target: Target) -> str:
        return target.with_token(self._token.reveal()) if self.is_token_in_query else target.text

    async def _followed(self, question: Question) -> Reply:
        follows = question.method == "GET" and 302 not in question.allow_status
        for _ in range(REDIRECTS + 1):
            reply = await self._send(question, _REDIRECTIONS if follows else ())
            if not follows or reply.status not in _REDIRECTIONS:
                return reply
            target = self._next(question.target, reply.location, reply.status, question.operation)
            question = replace(question, target=target)
        raise _in_circles(question.operation)

    async def _send(self, question: Question, also_allowed: Container[int]) -> Reply:
        async with self._slots:
            return await self._door.send(
                question.method,
                target=self._signed(question.target),
                json=question.json,
                content=question.content,
                headers={**_ANYTHING, **question.headers},
                operation=question.operation,
                retry=False,
                body_bytes=question.body_bytes,
                total_s=question.total_s,
                allow_status=_Either(question.allow_status, also_allowed),
            )

    def _next(self, target: Target, location: str, status: int, operation: str) -> Target:
        """Where a redirection leads, if that is the own origin."""
        if not location:
            words = tr("The answer was a redirection to nowhere.")
        else:
            try:
                whole = urljoin(self.addresses.url(Target(target.path)), location.strip())
                return self.addresses.resolve(whole, operation)
            except ForeignAddress:
                words = tr("The answer was a redirection to another server; it was not followed.")
            except (AmigoCloudError, ValueError):
                words = tr("The answer was a redirection to an unusable address.")
        raise AmigoCloudError(words, operation=operation, kind=ErrorKind.REDIRECTED, status=status)


@dataclass(frozen=True)
class _Either:
    one: Container[int]
    other: Container[int]

    def __contains__(self, status: object) -> bool:
        return status in self.one or status in self.other


def message_in(body: bytes) -> str:
    """The service's own sentence in an error: `detail`, else the first text found (wire 6)."""
    try:
        content = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    detail = content.get("detail") if isinstance(content, dict) else None
    found = detail if isinstance(detail, str) else _first_text(content, _DEEPEST)
    return "" if found is None or _MARKUP.search(found) else found.strip()


def _first_text(content: object, depth: int) -> str | None:
    if isinstance(content, str):
        return content if content.strip() else None
    if isinstance(content, dict):
        content = list(content.values())
    if depth == 0 or not isinstance(content, list):
        return None
    found = (_first_text(each, depth - 1) for each in content)
    return next((each for each in found if each is not None), None)


def _in_circles(operation: str) -> AmigoCloudError:
    words = tr("The server sends us on again and again.")
    return AmigoCloudError(words, operation=operation, kind=ErrorKind.REDIRECTED)
