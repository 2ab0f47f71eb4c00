"""One call of the CAM2 service: token, replay, retries, and the names of errors.

Source: wire/cam2.md 2.3, 4.x and 8. A 401 that says that the token has expired proves that nothing
was done, so that any call is sent again then, twice at most. Otherwise only GET is tried again.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from collections.abc import Awaitable, Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import msgspec

from facespace_desk.cam2.errors import SERVICE, Cam2Error, translated
from facespace_desk.cam2.tokens import Token, TokenKeeper
from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.net import faults
from facespace_desk.net.errors import BadPayload, ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.http import BaseUrl, Door, Limits, Reply
from facespace_desk.net.library_logs import mask_library_logs
from facespace_desk.net.payload import decode_json
from facespace_desk.net.redaction import register_secret
from facespace_desk.net.trying import PASSING_STATUS, patiently, uncertain

T = TypeVar("T")

AUTH: Final = "auth"  # names the token request in errors
REPLAYS: Final = 2
REQUESTS_OPEN: Final = 4  # of one client, whatever it does
LIMITS: Final = Limits(
    connect_s=10.0,
    read_s=30.0,
    total_s=120.0,
    body_bytes=4 * 2**20,  # a page of 100 cameras has about 0.1 MiB
    attempts=3,  # the first and two retries, after 0.5 and 1 s
    first_wait_s=0.5,
    connections=REQUESTS_OPEN,
)

_NOT_CONNECTED: Final = frozenset({ErrorKind.UNREACHABLE, ErrorKind.HOST_NOT_FOUND})
_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,8192}")
_NOT_FOUND: Final = "Not Found."  # what stands for a 404 that says nothing


@dataclass(frozen=True)
class Question:
    """What is asked, before the token is added. Its repr shows no values: they hold secrets."""

    method: str
    segments: tuple[str, ...]
    operation: str
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    expected: Container[int] = (200,)

    @property
    def is_harmless(self) -> bool:
        """Whether asking twice changes nothing."""
        return self.method == "GET"


class Calls:
    """Calls with the credentials of one client; at most `REQUESTS_OPEN` are on the wire."""

    def __init__(
        self,
        base_url: BaseUrl,
        client_id: Secret,
        client_secret: Secret,
        *,
        limits: Limits,
        proxy: str | None,
        ssl_context: ssl.SSLContext | None,
        clock: Callable[[], float],
    ) -> None:
        """Raises ValueError when *proxy* cannot be read."""
        self._door = Door(SERVICE, base_url, limits=limits, proxy=proxy, ssl_context=ssl_context)
        self._limits = limits
        self._id = client_id
        self._secret = client_secret
        self._unmask = [register_secret(text.reveal()) for text in (client_id, client_secret)]
        self._slots = asyncio.Semaphore(REQUESTS_OPEN)
        self._quiet_until_s = 0.0  # monotonic; the server asked for silence until then
        self.tokens = TokenKeeper(self._ask_for_token, clock=clock)
        mask_library_logs()  # the secret travels in the address of the token request (C2-1)

    @property
    def base_url(self) -> BaseUrl:
        return self._door.base_url

    def mask(self, secret: str) -> None:
        """Keep *secret*, which the server has just issued, out of all logs."""
        self._unmask.append(register_secret(secret))

    async def ask(self, question: Question, read: Callable[[bytes, str], T]) -> T:
        """The answer to *question* as *read* has it; large ones are read in a thread.

        Raises:
            Cam2Error: one of its subclasses.
        """
        _reply, value = await self.ask_fully(question, read)
        return value

    async def ask_fully(
        self, question: Question, read: Callable[[bytes, str], T]
    ) -> tuple[Reply, T]:
        """As `ask`, with the answer itself."""
        try:
            reply = await self._send_with_token(question)
            return reply, await reply.read(read)
        except ServiceError as error:
            failure = translated(error)
            if not question.is_harmless:
                failure = uncertain(failure, error)
            raise failure from error

    async def close(self) -> None:
        await self.tokens.close()
        await self._door.close()
        while self._unmask:
            self._unmask.pop()()

    async def _send_with_token(self, question: Question) -> Reply:
        for _ in range(1 + REPLAYS):
            reply, token = await self._patiently(lambda: self._send_signed(question), question)
            if not _says_expired(reply):
                break
            self.tokens.discard(token)
        if reply.status == 401:
            self.tokens.discard(token)  # final for this call; the next one signs in anew
            raise _refusal(reply)
        if reply.status not in question.expected:
            message = tr(
                "The answer has status {status}, which means nothing here.", status=reply.status
            )
            raise BadPayload(
                message, service=SERVICE, operation=question.operation, status=reply.status
            )
        return reply

    async def _send_signed(self, question: Question) -> tuple[Reply, Token]:
        """While a call waits for its turn, the token may die; then it goes back for another."""
        while True:
            token = await self.tokens.current()
            async with self._slots:
                if self.tokens.holds(token):
                    headers = {"Authorization": f"Bearer {token.value}"}
                    return await self._send(question, headers), token

    async def _ask_for_token(self) -> str:
        params = {"clientID": self._id.reveal(), "clientSecret": self._secret.reveal()}
        question = Question("GET", (AUTH,), AUTH, params)
        try:
            reply = await self._patiently(lambda: self._send_unsigned(question), question)
            if reply.status == 401:
                raise _refusal(reply)
            content = decode_json(reply.body, dict[str, Any], SERVICE, AUTH)
            token = content.get("token")
            if not isinstance(token, str) or not _TOKEN.fullmatch(token):
                raise BadPayload(
                    tr("The answer holds no usable token."), service=SERVICE, operation=AUTH
                )
        except ServiceError as error:
            # The service knows no such client; any other 404 means that CAM2 is not there.
            is_spoken = error.status == 404 and error.message != _NOT_FOUND
            raise translated(error, kind=ErrorKind.SIGNED_OUT if is_spoken else None) from error
        return token

    async def _send_unsigned(self, question: Question) -> Reply:
        async with self._slots:
            return await self._send(question, {})

    async def _patiently(self, send: Callable[[], Awaitable[T]], question: Question) -> T:
        return await patiently(
            send,
            self._limits,
            attempts=self._limits.attempts if question.is_harmless else 1,
            judge=self._is_worth_another,
        )

    async def _send(self, question: Question, headers: Mapping[str, str]) -> Reply:
        # Others may be told to wait meanwhile, so it is looked at again.
        while (wait_s := self._quiet_until_s - time.monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(wait_s)
        try:
            return await self._door.send(
                question.method,
                *question.segments,
                params=question.params,
                data=question.form,
                headers=headers,
                operation=question.operation,
                retry=False,
                allow_status=(401,),
            )
        except ServiceError as error:
            self._heed(error)
            raise

    def _heed(self, error: ServiceError) -> None:
        """Be quiet for as long as the server asks, all calls together (wire 9)."""
        wait_s = error.retry_after_s or 0.0
        if error.status in PASSING_STATUS and wait_s <= self._limits.retry_after_cap_s:
            self._quiet_until_s = max(self._quiet_until_s, time.monotonic() + wait_s)

    def _is_worth_another(self, error: Exception) -> bool:
        if not isinstance(error, ServiceError) or isinstance(error, Cam2Error):
            return False  # a Cam2Error is about the token, which was asked for patiently
        if error.status is None:
            return error.kind in _NOT_CONNECTED
        is_soon = (error.retry_after_s or 0.0) <= self._limits.retry_after_cap_s
        return error.status in PASSING_STATUS and is_soon


def _says_expired(reply: Reply) -> bool:
    """Whether a 401 is about the age of the token; anything else is final (wire 2.3, C2-10)."""
    if reply.status != 401:
        return False
    try:
        content = msgspec.json.decode(reply.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    message = content.get("message") if isinstance(content, dict) else None
    if not isinstance(message, str):
        return False
    return message.strip().rstrip(".!").casefold() == "token expired"


def _refusal(reply: Reply) -> ServiceError:
    call = Call(reply.service, reply.operation)
    return faults.of_status(call, reply.status, "", reply.headers, reply.body, now_s=time.time())
