"""Stands where python-engineio expects a session of aiohttp, and translates on the wire.

`AsyncClient(http_session=...)` is a documented argument. Of the session the library uses `get`,
`post`, `ws_connect`, `cookie_jar`, `closed` and `close`; of a response `status`, `read` and `json`;
of a web socket `send_str`, `send_bytes`, `receive` and `close`. So it may believe that it talks to
a server of revision 4, while this finds out from the handshake what the server speaks.

Requests go by `polling`, web sockets are in `web_socket`, and `heartbeat` judges whether the server
lives. What all of them find out ends the line here.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from facespace_desk.amigocloud.live import eio3
from facespace_desk.amigocloud.live.dialect import (
    CLOSE,
    NOOP,
    PING,
    PONG,
    Dialect,
    OpenPacket,
    describe,
)
from facespace_desk.amigocloud.live.eio3 import Form, Packet
from facespace_desk.amigocloud.live.endings import InFlight
from facespace_desk.amigocloud.live.heartbeat import Heartbeat
from facespace_desk.amigocloud.live.polling import Handshake, Polling, read_body, speaking
from facespace_desk.amigocloud.live.records import Protocol, Transport
from facespace_desk.amigocloud.live.troubles import of_failure, of_lost_session, trouble
from facespace_desk.amigocloud.live.way import Way
from facespace_desk.amigocloud.live.web_socket import WebSocket
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError

PACKETS_AT_ONCE = 16  # python-engineio refuses bodies of more

Takes = Callable[[Packet], bool]
"""Whether a packet was an event, and is dealt with."""


@dataclass(frozen=True)
class Answer:
    """What the library sees of a response."""

    status: int
    body: bytes = b""

    async def read(self) -> bytes:
        return self.body

    async def json(self) -> object:
        raise aiohttp.ClientPayloadError("no JSON here")


class DialectSession:
    """One attempt at a line: made in a running loop, used by one client, closed by its maker.

    `ended` gets the cause as soon as the line is known to be dead. While `may_read` is not set,
    nothing more is taken from the network. *takes* gets each packet as revision 4 has it, except
    where the library still has one before it to work on: the order holds.
    """

    closed = False  # always: else the library quietly makes a plain session of its own

    def __init__(
        self,
        way: Way,
        namespace: str,
        takes: Takes,
        *,
        protocol: Protocol = "auto",
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.ended: asyncio.Future[ServiceError] = asyncio.get_running_loop().create_future()
        self.may_read = asyncio.Event()
        self.may_read.set()
        self.dialect: Dialect | None = None
        self.form: Form | None = None
        self.transport: Transport | None = None
        self.heartbeat = Heartbeat(self.send, self.end, self.may_read, wall)
        self._limits = way.limits
        self._left = (f"41{namespace}", f"41{namespace},")  # the server puts us out
        self._takes = takes
        self._protocol = protocol
        self._proxy = way.proxy
        self._http = way.session()
        self.cookie_jar = self._http.cookie_jar
        self._in_flight = InFlight()
        self._polling = Polling(self._http, way, self._in_flight)
        self._poll_url = ""
        self._open: OpenPacket | None = None
        self._spare: deque[Packet] = deque()  # translated, not yet handed to the library
        self._socket: WebSocket | None = None
        self._is_closed = False

    @property
    def skipped(self) -> int:
        """Packets of Engine.IO that mean nothing."""
        return self.dialect.skipped if self.dialect else 0

    @property
    def description(self) -> str:
        """The dialect in words, "" before it is known."""
        return describe(self.dialect.revision, self.form) if self.dialect else ""

    # What python-engineio calls.

    async def get(self, url: str, **_options: object) -> Answer:
        """A handshake, or the next packets, at most 16."""
        self._check_open()
        if self._open is None:
            found = await self._shake_hands(url)
            self._spare.append(self._begin(found.opened))
            await self._take(found.rest)
        else:
            await self._leave_socket()
            self._settle("polling")
            await self.breathe()
            if not self._spare:
                answer = await self._poll(url)
                if answer is not None:
                    return answer
        count = min(PACKETS_AT_ONCE, len(self._spare))
        packets = [self._spare.popleft() for _ in range(count)]
        return Answer(200, eio3.encode_4(packets or [NOOP]).encode("utf-8", "replace"))

    async def post(self, url: str, *, data: str | bytes = "", **_options: object) -> Answer:
        """Sends the packets in *data*, a body of revision 4."""
        self._check_open()
        self._settle("polling")
        text = data if isinstance(data, str) else data.decode()
        packets = [self._known.outward(packet) for packet in eio3.decode_4(text.encode())]
        left = [packet for packet in packets if packet is not None]
        return Answer(await self._post(left) if left else 200)

    async def ws_connect(self, url: str, **_options: object) -> WebSocket:
        """The web socket: an upgrade, or the first thing of all."""
        self._check_open()
        if self.dialect is None:
            await self._find_dialect(url)
            self._check_open()  # not closed meanwhile
        begins = self._open is None
        try:
            async with self._in_flight.limited(self._limits.upgrade_s):
                inner = await self._http.ws_connect(
                    speaking(url, self.revision),
                    proxy=self._proxy,
                    max_msg_size=self._limits.packet_bytes,
                    timeout=aiohttp.ClientWSTimeout(ws_close=1.0),
                )
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            if begins:
                self.end(of_failure(error))
            raise aiohttp.ClientConnectionError("no web socket") from error
        self._socket = WebSocket(self, inner, begins=begins)
        return self._socket

    async def close(self) -> None:
        """Ends the line at once; later calls raise ClientConnectionError."""
        self._is_closed = True
        self.end(trouble(ErrorKind.BROKE_OFF, tr("The line was closed here.")))
        self.may_read.set()
        await self.heartbeat.stop()
        await self._in_flight.end()
        if self._socket is not None:
            await self._socket.close()
        await self._http.close()

    # What the feed calls.

    async def leave(self, namespace: str) -> None:
        """Says good-bye as wire/amigocloud.md 5.3 has it; not longer than the limit."""
        if self.dialect is None or self.ended.done() or self._is_closed:
            return
        packets: list[Packet] = [f"41{namespace}", CLOSE]
        if self.dialect.revision == 3:
            packets.insert(1, "41")
        with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with asyncio.timeout(self._limits.leave_s):
                await self.send(packets)

    # What the socket calls.

    async def breathe(self) -> None:
        """Lets what was handed over be worked on, and waits while no more is wanted.

        The library makes a task of each packet; with much at hand it would come to none of them.
        """
        await asyncio.sleep(0)
        await self.may_read.wait()

    def end(self, why: ServiceError) -> None:
        """The line is dead; the first cause is the one that counts."""
        if not self.ended.done():
            self.ended.set_result(why)

    def begin(self, packet: Packet) -> Packet:
        """Takes the open packet; what the library gets to see of it. Raises ValueError."""
        return self._begin(OpenPacket.read(packet))

    def shown(self, packet: Packet) -> Packet | None:
        """What the library gets to see of a *packet* that arrived."""
        self.heartbeat.heard(is_pong=packet == (PONG if self.revision == 3 else PING))
        if packet in self._left:  # the library overlooks it while it is still joining
            self.end(trouble(ErrorKind.BROKE_OFF, tr("The server ended the subscription.")))
        return self._known.inward(packet)

    def takes(self, packet: Packet) -> bool:
        return self._takes(packet)

    def settle_on_socket(self) -> None:
        self._settle("websocket")

    def next_spare(self) -> Packet | None:
        return self._spare.popleft() if self._spare else None

    @property
    def patience_s(self) -> float:
        return self._limits.upgrade_s

    @property
    def revision(self) -> int:
        return self._known.revision

    def outward(self, packet: Packet) -> Packet | None:
        return self._known.outward(packet)

    async def send(self, packets: list[Packet]) -> None:
        """Past the library: heartbeats and good-byes."""
        if self.transport == "websocket" and self._socket is not None:
            for packet in packets:
                await self._socket.send_raw(packet)
        else:
            await self._post(packets)

    # Inside.

    @property
    def _known(self) -> Dialect:
        assert self.dialect is not None, "nothing is translated before the handshake"
        return self.dialect

    def _check_open(self) -> None:
        if self._is_closed:
            raise aiohttp.ClientConnectionError("the line is closed")

    def _settle(self, transport: Transport) -> None:
        self.transport = transport
        self.heartbeat.settle()

    def _begin(self, opened: OpenPacket) -> Packet:
        self._check_open()  # the answer may have been on its way when we closed
        self._open = opened
        self.heartbeat.begin(opened, self.revision)
        return opened.text()

    async def _leave_socket(self) -> None:
        """An upgrade that the library gave up leaves its socket behind."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    async def _find_dialect(self, url: str) -> None:
        """Before a web socket without polling: asks by polling, and ends that session again."""
        if self._protocol != "auto":
            self.dialect = Dialect(self._protocol)
            return
        asked = url.replace("ws", "http", 1).replace("transport=websocket", "transport=polling", 1)
        await self._shake_hands(asked)
        await self._post([CLOSE])

    async def _shake_hands(self, url: str) -> Handshake:
        """Raises ServiceError."""
        found = await self._polling.shake_hands(url, self._protocol)
        self.dialect, self.form = Dialect(found.revision), found.form
        self._poll_url = found.url
        return found

    async def _poll(self, url: str) -> Answer | None:
        """Fills what is spare; an answer only when there is nothing to hand on but a refusal."""
        assert self._open is not None
        try:
            status, body = await self._polling.poll(speaking(url, self.revision), self._open)
        except ServiceError as error:
            self.end(error)
            raise aiohttp.ClientConnectionError("the poll failed") from error
        if status != 200:
            self.end(of_lost_session(status))
            return Answer(status)
        try:
            packets = read_body(body, self.revision)
        except ValueError as error:
            words = tr("The server sent something that is no packet.")
            self.end(trouble(ErrorKind.NOT_THIS_PROTOCOL, words))
            raise aiohttp.ClientPayloadError("unreadable") from error
        await self._take(packets)
        return None

    async def _take(self, packets: list[Packet]) -> None:
        for number, packet in enumerate(packets, start=1):
            if number % PACKETS_AT_ONCE == 0:
                await self.breathe()
            if packet == CLOSE:
                self.end(trouble(ErrorKind.BROKE_OFF, tr("The server closed the line.")))
            shown = self.shown(packet)
            if shown is not None and (self._spare or not self._takes(shown)):
                self._spare.append(shown)

    async def _post(self, packets: list[Packet]) -> int:
        """The status of the answer."""
        try:
            status = await self._polling.post(self._poll_url, packets, self.revision)
        except ServiceError as error:
            self.end(error)
            raise aiohttp.ClientConnectionError("the post failed") from error
        if status != 200:
            self.end(of_lost_session(status))
        return status
