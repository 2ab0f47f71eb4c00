"""Clients for tests: against the simulator or a socket, with short waits between retries."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from facespace_desk.credentials import Secret
from facespace_desk.facespace.client import FaceSpaceClient
from facespace_desk.net.http import BaseUrl, Limits

QUICK = Limits(connect_s=60, read_s=60, first_wait_s=0.01, jitter_s=0.0)
CANARY_KEY = "canary-key-4f1d0c"
CANARY_NAME = "Canary Person"


def client_for(base_url: str, key: str = CANARY_KEY, **options: Any) -> FaceSpaceClient:
    return FaceSpaceClient(BaseUrl.parse(base_url), Secret(key), **({"limits": QUICK} | options))


class FakeClock:
    """Monotonic seconds that pass only while somebody waits; waits are written down."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def pause(self, wake: asyncio.Event, limit_s: float) -> None:
        self.waits.append(round(limit_s, 6))
        if not wake.is_set():
            self.now += limit_s
        await asyncio.sleep(0)


@asynccontextmanager
async def raw_server(answer: Callable[[bytes], bytes]) -> AsyncIterator[str]:
    """A server that answers each request with the bytes that *answer* makes of its head."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(answer(head))
            await writer.drain()
        except ConnectionError:
            pass  # the client has heard enough
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/facespace"


def reply_bytes(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


@contextmanager
def listening_socket() -> Iterator[str]:
    """A server that accepts connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/facespace"
