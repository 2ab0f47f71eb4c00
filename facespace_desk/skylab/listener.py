"""Listens for Skylab's callbacks on this computer (wire/skylab.md 6). No Qt.

Opt-in, and bound to loopback unless told otherwise. A request is judged by its signature, age and
whether it came before; it is answered at once, and nothing of its body is believed but the number
of a job to look at through the API. The addresses in it are not even read.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import h11
import msgspec

from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.skylab.callbacks import (
    BODY_BYTES,
    Finding,
    Replays,
    Verdict,
    validate_callback,
)
from facespace_desk.skylab.reading import as_id

log = logging.getLogger("desk.skylab")

LOOPBACK: Final = "127.0.0.1"
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104  # only when the operator opens it to the network
PATH: Final = "/skylab/callback"
TIMESTAMP: Final = b"x-skylab-timestamp"
SIGNATURE: Final = b"x-skylab-signature"
HEAD_BYTES: Final = 16 * 1024
REQUEST_S: Final = 10.0  # for the whole of a request to arrive
DRAIN_S: Final = 1.0  # after an answer, for a caller to hear it and hang up
AT_ONCE: Final = 16  # connections
_READ_BYTES: Final = 64 * 1024

_ANSWERS: Final = {
    Finding.GOOD: HTTPStatus.OK,
    Finding.UNCHECKED: HTTPStatus.OK,
    Finding.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Finding.MALFORMED: HTTPStatus.BAD_REQUEST,
    Finding.WRONG: HTTPStatus.UNAUTHORIZED,
    Finding.OLD: HTTPStatus.UNAUTHORIZED,
    Finding.AHEAD: HTTPStatus.UNAUTHORIZED,
    Finding.REPLAYED: HTTPStatus.CONFLICT,
}


class ListenerTrouble(Exception):
    """The listener cannot begin; the text says why."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One request and what was answered.

    `job_id` is the job to look at: proven when the verdict is good, else only a hint to poll; None
    when there is nothing to do. `verdict` is None for what is no callback at all.
    """

    at_ms: int
    status: int
    words: str
    verdict: Verdict | None = None
    job_id: int | None = None

    @property
    def is_proven(self) -> bool:
        return self.verdict is not None and self.verdict.is_good


class CallbackListener:
    """One listening socket. Belongs to the event loop on which it was started."""

    def __init__(
        self,
        secret: Secret | None,
        on_heard: Callable[[Heard], None],
        *,
        now_s: Callable[[], float] = time.time,
        request_s: float = REQUEST_S,
    ) -> None:
        """*on_heard* hears of each request after it was answered. Without *secret* nothing can be
        proven."""
        self._secret = secret
        self._on_heard = on_heard
        self._now_s = now_s
        self._request_s = request_s
        self._replays = Replays()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[Any]] = set()

    @property
    def port(self) -> int | None:
        """Where it listens; None while it does not."""
        if self._server is None or not self._server.sockets:
            return None
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def url(self) -> str:
        """The address for callers on this computer; empty while it does not listen."""
        return "" if self.port is None else f"http://{LOOPBACK}:{self.port}{PATH}"

    async def start(self, port: int = 0, *, host: str = LOOPBACK) -> int:
        """Listen; the port, which 0 leaves to the system.

        Raises:
            ListenerTrouble: the port cannot be had.
        """
        if self._server is not None:
            raise ListenerTrouble(tr("It is listening already."))
        try:
            self._server = await asyncio.start_server(
                self._connected, host, port, limit=_READ_BYTES, reuse_address=True
            )
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or tr("it cannot be used")
            words = tr("Port {port} cannot be listened on: {why}.", port=port, why=why)
            raise ListenerTrouble(words) from error
        found = self.port
        assert found is not None
        return found

    async def stop(self) -> None:
        """Listen no more; requests under way are cut. May be repeated."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        tasks = list(self._open)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await server.wait_closed()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: one that asyncio makes is nobody's to cancel.
        task = asyncio.get_running_loop().create_task(
            self._serve(reader, writer), name="Skylab callback"
        )
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer, and the end of the connection."""
        try:
            async with asyncio.timeout(self._request_s):
                heard = await self._answer(reader, writer)
            log.info("a callback was answered with %d", heard.status)
            self._on_heard(heard)
            await _drain(reader)
        except (TimeoutError, ConnectionError):
            return  # it never was a whole request
        finally:
            writer.transport.abort()  # what is unsent by now is nobody's

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Heard:
        """Read, judge and answer. Raises ConnectionError when the other side has gone."""
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_BYTES)
        if len(self._open) > AT_ONCE:
            heard = self._refused(HTTPStatus.SERVICE_UNAVAILABLE, tr("Too many callers at once."))
        else:
            try:
                heard = await self._heard(_Request(connection, reader, writer))
            except h11.RemoteProtocolError as error:
                status = HTTPStatus(error.error_status_hint or HTTPStatus.BAD_REQUEST)
                heard = self._refused(status, tr("It was not a request that HTTP knows."))
        with contextlib.suppress(h11.LocalProtocolError):  # no answer has a place here
            writer.write(_written(connection, heard))
            await writer.drain()
            writer.write_eof()
        return heard

    async def _heard(self, request: _Request) -> Heard:
        head = await request.head()
        if head.target.split(b"?")[0] != PATH.encode():
            return self._refused(HTTPStatus.NOT_FOUND, tr("It asked for another address."))
        if head.method != b"PATCH":
            words = tr("It was no PATCH, as callbacks are.")
            return self._refused(HTTPStatus.METHOD_NOT_ALLOWED, words)
        headers = dict(head.headers)
        body = await request.body(BODY_BYTES)
        if body is None:
            verdict = Verdict(Finding.TOO_LARGE, tr("The body is larger than 1 MiB."))
        else:
            verdict = validate_callback(
                self._secret,
                headers.get(TIMESTAMP, b"").decode("latin-1"),
                body,
                headers.get(SIGNATURE, b"").decode("latin-1"),
                now_s=self._now_s(),
                replays=self._replays,
            )
        return self._judged(verdict, body or b"")

    def _judged(self, verdict: Verdict, body: bytes) -> Heard:
        status = _ANSWERS[verdict.finding]
        job_id = job_id_of(body) if status is HTTPStatus.OK else None
        words = verdict.words
        if status is HTTPStatus.OK and job_id is None:
            words = tr("{verdict} Its body names no job.", verdict=words)
        return Heard(round(self._now_s() * 1000), status, words, verdict, job_id)

    def _refused(self, status: HTTPStatus, words: str) -> Heard:
        return Heard(round(self._now_s() * 1000), status, words)


def job_id_of(body: bytes) -> int | None:
    """The job that a callback's body is about; nothing else of the body is read."""
    try:
        return as_id(msgspec.json.decode(body, type=_Body).id)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class _Body(msgspec.Struct):
    id: int | str


class _Request:
    """Reads one request, no further than asked."""

    def __init__(
        self,
        connection: h11.Connection,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._writer = writer

    async def head(self) -> h11.Request:
        """Raises h11.RemoteProtocolError, ConnectionError."""
        event = await self._next()
        assert isinstance(event, h11.Request)
        return event

    async def body(self, most: int) -> bytes | None:
        """All of it; None when there is more than *most*. Raises as `head`."""
        parts = bytearray()
        while isinstance(event := await self._next(), h11.Data):
            parts += event.data
            if len(parts) > most:
                return None
        return bytes(parts)

    async def _next(self) -> Any:
        while (event := self._connection.next_event()) is h11.NEED_DATA:
            if self._connection.they_are_waiting_for_100_continue:
                going_on = h11.InformationalResponse(status_code=100, headers=[])
                self._writer.write(self._connection.send(going_on) or b"")
            data = await self._reader.read(_READ_BYTES)
            if not data and self._connection.their_state is h11.IDLE:
                raise ConnectionResetError("it said nothing")
            self._connection.receive_data(data)
        return event


async def _drain(reader: asyncio.StreamReader) -> None:
    """Let a caller who still sends read the answer first: closing now would cut it off."""
    with contextlib.suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(DRAIN_S):
            while await reader.read(_READ_BYTES):
                pass


def _written(connection: h11.Connection, heard: Heard) -> bytes:
    """The answer: a status and no body. Raises h11.LocalProtocolError."""
    headers = [("Content-Length", "0"), ("Connection", "close")]
    if heard.status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append(("Allow", "PATCH"))
    reason = HTTPStatus(heard.status).phrase.encode()
    response = h11.Response(status_code=heard.status, headers=headers, reason=reason)
    return (connection.send(response) or b"") + (connection.send(h11.EndOfMessage()) or b"")
