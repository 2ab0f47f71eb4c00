"""A loopback HTTP server that misbehaves on command.

`FaultyServer.play(*answers)` sets what the next requests get, one answer each; the last repeats. An
answer is a coroutine function of an `Exchange`; the functions below make the usual ones. Tests
wait for `arrived()` instead of sleeping, and let stalled answers go with `release`.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests.limits import PATIENCE_S

CERTIFICATE = Path(__file__).parent.parent / "data" / "loopback.pem"


@dataclass(frozen=True)
class SeenRequest:
    """What arrived; header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Exchange:
    """One request and the wire to answer on."""

    request: SeenRequest
    writer: asyncio.StreamWriter
    server: FaultyServer

    async def write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()


Answer = Callable[[Exchange], Awaitable[None]]


async def _handshakes_over() -> None:
    """Wait for what asyncio itself still does about connections whose handshake failed."""
    accepting = [
        task
        for task in asyncio.all_tasks()
        if getattr(task.get_coro(), "__name__", "") == "_accept_connection2"
    ]
    if accepting:
        await asyncio.wait(accepting, timeout=PATIENCE_S)


@dataclass
class FaultyServer:
    """`async with FaultyServer() as server`: a server on a free port of 127.0.0.1."""

    tls: bool = False
    requests: list[SeenRequest] = field(default_factory=list)
    release: asyncio.Event = field(default_factory=asyncio.Event)
    lost: asyncio.Event = field(default_factory=asyncio.Event)  # a client hung up during an answer
    connections: int = 0  # opened so far
    is_open: int = 0  # open now

    async def __aenter__(self) -> FaultyServer:
        self._answers: list[Answer] = [ok({})]
        self._news = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        context = None
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()
        await _handshakes_over()

    @property
    def origin(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def play(self, *answers: Answer) -> None:
        """Sets what the coming requests get; the last answer repeats."""
        self._answers = list(answers)

    async def arrived(self, count: int = 1) -> SeenRequest:
        """Waits until *count* requests have arrived since the start; the newest of them."""
        async with asyncio.timeout(PATIENCE_S), self._news:
            await self._news.wait_for(lambda: len(self.requests) >= count)
        return self.requests[-1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        self.is_open += 1
        try:
            while (request := await _read_request(reader)) is not None:
                async with self._news:
                    self.requests.append(request)
                    self._news.notify_all()
                answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                await self._answer(answer, Exchange(request, writer, self), reader)
                if writer.is_closing():
                    break
        except (OSError, asyncio.CancelledError):
            pass  # clients of a faulty server may leave at any moment, and so may the test
        finally:
            self.is_open -= 1
            self._tasks.discard(task)
            with contextlib.suppress(OSError, ssl.SSLError):
                writer.close()

    async def _answer(
        self, answer: Answer, exchange: Exchange, reader: asyncio.StreamReader
    ) -> None:
        """Plays *answer* until it ends or the client hangs up."""
        playing = asyncio.ensure_future(answer(exchange))
        hang_up = asyncio.ensure_future(_hung_up(reader))
        try:
            await asyncio.wait({playing, hang_up}, return_when=asyncio.FIRST_COMPLETED)
            if not playing.done():
                self.lost.set()
        finally:
            for task in (playing, hang_up):
                task.cancel()
            results = await asyncio.gather(playing, hang_up, return_exceptions=True)
        if isinstance(results[0], OSError):
            self.lost.set()
            raise results[0]


async def _hung_up(reader: asyncio.StreamReader) -> None:
    # Streams tell of a closed half only when read, and what comes next may be a request.
    while not reader.at_eof():  # noqa: ASYNC110
        await asyncio.sleep(0.005)


async def _read_request(reader: asyncio.StreamReader) -> SeenRequest | None:
    try:
        start = await reader.readexactly(1)
        if start == b"\x16":
            return SeenRequest("TLS", "", {}, b"")  # a handshake; the answer will be plain
        head = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, OSError):
        return None
    first, *lines = head[:-4].split("\r\n")
    method, target, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return SeenRequest(method, target, headers, body)


def reply(
    status: int = 200,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    reason: str = "Whatever",
) -> Answer:
    """Any complete answer."""

    async def answer(exchange: Exchange) -> None:
        await exchange.write(
            _head(status, {"Content-Length": str(len(body)), **(headers or {})}, reason)
        )
        if exchange.request.method != "HEAD":
            await exchange.write(body)

    return answer


def ok(content: object, headers: Mapping[str, str] | None = None) -> Answer:
    """200 with JSON."""
    return reply(
        200, json.dumps(content).encode(), {"Content-Type": "application/json", **(headers or {})}
    )


def fault(
    status: int, error: str | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """A status with `{"error": ...}`, or with an empty body."""
    body = b"" if error is None else json.dumps({"error": error}).encode()
    return reply(status, body, headers)


def html(status: int = 500) -> Answer:
    """An error page, or with 200 a login page."""
    page = b"<!DOCTYPE html><html><body><h1>Oops</h1><script>alert(1)</script></body></html>"
    return reply(status, page, {"Content-Type": "text/html"})


def redirect(location: str, status: int = 302) -> Answer:
    """Points elsewhere."""
    return reply(status, b"", {"Location": location})


def huge(size: int, *, says_size: bool = True) -> Answer:
    """*size* bytes of JSON string; chunked when it does not say its size."""

    async def answer(exchange: Exchange) -> None:
        block = b"x" * 65_536
        framing = {"Content-Length": str(size)} if says_size else {"Transfer-Encoding": "chunked"}
        await exchange.write(_head(200, framing))
        for start in range(0, size, len(block)):
            part = block[: size - start]
            await exchange.write(part if says_size else b"%x\r\n%b\r\n" % (len(part), part))
        if not says_size:
            await exchange.write(b"0\r\n\r\n")

    return answer


def gzipped(body: bytes, *, cut: int = 0) -> Answer:
    """A compressed answer; the last *cut* bytes are missing from it."""
    packed = gzip.compress(body)
    return reply(200, packed[: len(packed) - cut], {"Content-Encoding": "gzip"})


def gzip_bomb(size: int) -> Answer:
    """A small answer that expands to *size* zeros."""
    return gzipped(bytes(size))


def truncated(body: bytes = b'{"a": "b', *, says: int = 1_000) -> Answer:
    """Announces more than it sends, then closes."""

    async def answer(exchange: Exchange) -> None:
        await exchange.write(_head(200, {"Content-Length": str(says)}) + body)
        exchange.writer.close()

    return answer


def reset(after: bytes = b"") -> Answer:
    """Sends *after*, which may be nothing, then resets the connection."""

    async def answer(exchange: Exchange) -> None:
        await exchange.write(after)
        raw: socket.socket = exchange.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        exchange.writer.transport.abort()

    return answer


def stall(before: bytes = b"", then: Answer | None = None) -> Answer:
    """Sends *before*, says nothing until `server.release` is set, then plays *then*."""

    async def answer(exchange: Exchange) -> None:
        await exchange.write(before)
        await exchange.server.release.wait()
        await (then or ok({}))(exchange)

    return answer


def drip(body: bytes, *, pause_s: float, size: int = 1) -> Answer:
    """*size* bytes at a time."""

    async def answer(exchange: Exchange) -> None:
        await exchange.write(_head(200, {"Content-Length": str(len(body))}))
        for start in range(0, len(body), size):
            await exchange.write(body[start : start + size])
            await asyncio.sleep(pause_s)

    return answer


def header_flood(count: int = 20_000) -> Answer:
    """More header lines than anybody should keep."""

    async def answer(exchange: Exchange) -> None:
        lines = "".join(f"X-Flood-{number}: {'y' * 60}\r\n" for number in range(count))
        await exchange.write(b"HTTP/1.1 200 OK\r\n" + lines.encode() + b"\r\n")

    return answer


def not_http(data: bytes = b"220 mail.example ESMTP ready\r\n\r\n") -> Answer:
    """Speaks another protocol."""

    async def answer(exchange: Exchange) -> None:
        await exchange.write(data)
        exchange.writer.close()

    return answer


def _head(status: int, headers: Mapping[str, str], reason: str = "Whatever") -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {reason}\r\n{lines}\r\n".encode("latin-1")


@contextlib.contextmanager
def refusing_port() -> Iterator[int]:
    """A port of 127.0.0.1 that refuses connections, and that nobody else gets meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
