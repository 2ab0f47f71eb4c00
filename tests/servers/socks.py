"""A SOCKS5 proxy on loopback: records where clients want to go, and leads them to one port."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass
class SocksProxy:
    """`wanted` holds (host, port) as the clients named them."""

    port: int = 0
    wanted: list[tuple[str, int]] = field(default_factory=list)


@contextlib.asynccontextmanager
async def socks_proxy(target_port: int) -> AsyncIterator[SocksProxy]:
    """A proxy without a password that connects everybody to *target_port* of 127.0.0.1."""
    proxy = SocksProxy()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await _shake_hands(reader, writer, proxy)
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target_port)
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client left
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


async def _shake_hands(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, proxy: SocksProxy
) -> None:
    _, count = await reader.readexactly(2)
    await reader.readexactly(count)
    writer.write(b"\x05\x00")
    _, _, _, kind = await reader.readexactly(4)
    if kind == 3:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    else:
        host = ".".join(map(str, await reader.readexactly(4)))
    port = int.from_bytes(await reader.readexactly(2), "big")
    proxy.wanted.append((host, port))
    writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()
