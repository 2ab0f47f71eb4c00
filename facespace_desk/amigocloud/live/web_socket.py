"""The web socket as python-engineio sees it; see `session`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

import aiohttp

from facespace_desk.amigocloud.live.dialect import CLOSE, PROBE_ANSWER
from facespace_desk.amigocloud.live.eio3 import Packet
from facespace_desk.amigocloud.live.troubles import of_failure, trouble
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError

_MESSAGE = b"\x04"
_UPGRADE = "5"
_CLOSE_S = 1.5
BREATH = 16  # packets
_TOO_LARGE = 1009  # RFC 6455 7.4.1


class Line(Protocol):
    """What a socket needs of its session."""

    @property
    def revision(self) -> int: ...
    @property
    def patience_s(self) -> float: ...
    async def breathe(self) -> None: ...
    def begin(self, packet: Packet) -> Packet: ...
    def shown(self, packet: Packet) -> Packet | None: ...
    def takes(self, packet: Packet) -> bool: ...
    def outward(self, packet: Packet) -> Packet | None: ...
    def next_spare(self) -> Packet | None: ...
    def settle_on_socket(self) -> None: ...
    def end(self, why: ServiceError) -> None: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """What the library sees of a message: text, bytes, or neither at the end."""

    type: aiohttp.WSMsgType
    data: Packet | None = None


_END = Frame(aiohttp.WSMsgType.CLOSED)


class WebSocket:
    """*begins*: no session was opened by polling, so that the first packet opens one."""

    def __init__(
        self, line: Line, inner: aiohttp.ClientWebSocketResponse[bool], *, begins: bool
    ) -> None:
        self._line = line
        self._inner = inner
        self._begins = begins
        self._received = 0
        self._is_settled = False  # the session is on this socket

    async def send_str(self, text: str) -> None:
        packet = self._line.outward(text)
        if packet is not None:
            await self._send(packet)
        if text == _UPGRADE:
            self._settle()

    async def send_bytes(self, data: bytes) -> None:
        packet = self._line.outward(data)
        if packet is not None:
            await self._send(packet)

    async def send_raw(self, packet: Packet) -> None:
        """Past the translation: heartbeats and good-byes."""
        await self._send(packet)

    async def receive(self) -> Frame:
        """The next packet for the library."""
        if not self._is_settled:
            async with asyncio.timeout(self._line.patience_s):
                return await self._first()
        await asyncio.sleep(0)  # the library's task of the packet before comes first
        while True:
            self._received += 1
            if self._received % BREATH == 0:
                await self._line.breathe()
            if (spare := self._line.next_spare()) is not None:
                return _frame(spare)
            packet = await self._next()
            if packet is None:
                return _END
            if packet == CLOSE:
                self._line.end(trouble(ErrorKind.BROKE_OFF, tr("The server closed the line.")))
            shown = self._line.shown(packet)
            if shown is not None and not self._line.takes(shown):
                return _frame(shown)

    async def close(self) -> None:
        """Twice does no harm."""
        try:
            async with asyncio.timeout(_CLOSE_S):
                await self._inner.close()
        except (TimeoutError, aiohttp.ClientError, OSError):
            pass  # the session's close cuts the connection

    async def _first(self) -> Frame:
        """The open packet, or the answer to the probe."""
        packet = await self._next()
        if packet is None:
            return _END
        if self._begins:
            try:
                packet = self._line.begin(packet)
            except (ValueError, RecursionError) as error:
                words = tr("The handshake of Socket.IO cannot be read.")
                self._line.end(trouble(ErrorKind.NOT_THIS_PROTOCOL, words))
                raise aiohttp.ClientPayloadError("unreadable") from error
            self._settle()
        elif packet != PROBE_ANSWER:
            return _frame("6")
        return _frame(packet)

    def _settle(self) -> None:
        self._is_settled = True
        self._line.settle_on_socket()

    async def _send(self, packet: Packet) -> None:
        if isinstance(packet, bytes):
            prefix = _MESSAGE if self._line.revision == 3 else b""
            await self._inner.send_bytes(prefix + packet)
        else:
            await self._inner.send_str(packet)

    async def _next(self) -> Packet | None:
        """None when the socket is closed or broken."""
        message = await self._inner.receive()
        if message.type is aiohttp.WSMsgType.TEXT:
            return str(message.data)
        if message.type is aiohttp.WSMsgType.BINARY:
            data = bytes(message.data)
            return data[1:] if self._line.revision == 3 else data
        if message.type is aiohttp.WSMsgType.ERROR and self._inner.close_code == _TOO_LARGE:
            self._line.end(trouble(ErrorKind.TOO_LARGE, tr("The server sent a packet too large.")))
        elif message.type is aiohttp.WSMsgType.ERROR and isinstance(message.data, Exception):
            self._line.end(of_failure(message.data))
        else:
            code = self._inner.close_code
            words = (
                tr("The connection broke off.")
                if code in (None, 1006)
                else tr("The server hung up.")
            )
            self._line.end(trouble(ErrorKind.BROKE_OFF, words))
        return None


def _frame(packet: Packet) -> Frame:
    kind = aiohttp.WSMsgType.BINARY if isinstance(packet, bytes) else aiohttp.WSMsgType.TEXT
    return Frame(kind, packet)
