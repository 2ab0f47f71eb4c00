"""Stands where python-engineio expects a session of aiohttp, and translates on the wire.

`AsyncClient(http_session=...)` is a documented argument. Of the session the library uses `get`,
`post`, `ws_connect`, `cookie_jar`, `closed` and `close`; of a response `status`, `read` and `json`;
of a web socket `send_str`, `send_bytes`, `receive` and `close`. So it may believe that it talks to
a server of revision 4, while this finds out from the handshake what the server speaks.

Whether the other side is alive is judged here, alike for polling and web sockets: in revision 3 we
ask every pingInterval, and any packet within pingTimeout is an answer; in revision 4 the server
asks.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from facespace_desk.amigocloud.live import eio3
from facespace_desk.amigocloud.live.dialect import CLOSE, NOOP, PING, Dialect, OpenPacket, describe
from facespace_desk.amigocloud.live.eio3 import Form, Packet
from facespace_desk.amigocloud.live.records import Protocol, Transport
from facespace_desk.amigocloud.live.troubles import TooLarge, of_failure, of_status, trouble
from facespace_desk.amigocloud.live.way import Way
from facespace_desk.amigocloud.live.web_socket import WebSocket
from facespace_desk.net.errors import ErrorKind, ServiceError

PACKETS_AT_ONCE = 16  # python-engineio refuses bodies of more

_EIO = re.compile(r"(?<=[?&])EIO=[0-9](?=&|$)")
_BINARY = {"Content-Type": "application/octet-stream"}
_TEXT = {"Content-Type": "text/plain; charset=UTF-8"}


@dataclass(frozen=True)
class LineLimits:
    """How long and how large. Seconds and bytes; wire/amigocloud.md 7."""

    connect_s: float = 10.0
    answer_s: float = 20.0  # a handshake, or a post
    upgrade_s: float = 10.0
    leave_s: float = 2.0
    packet_bytes: int = 64 * 2**20  # a packet, and a body of polling
    slack_s: float = 5.0  # beyond the server's own times before a poll is given up


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
    nothing more is taken from the network.
    """

    closed = False  # always: else the library quietly makes a plain session of its own

    def __init__(
        self,
        way: Way,
        namespace: str,
        *,
        protocol: Protocol = "auto",
        limits: LineLimits | None = None,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.limits = limits or LineLimits()
        self.ended: asyncio.Future[ServiceError] = asyncio.get_running_loop().create_future()
        self.may_read = asyncio.Event()
        self.may_read.set()
        self.dialect: Dialect | None = None
        self.form: Form | None = None
        self.transport: Transport | None = None
        self.heard_ms: int | None = None
        self.pong_ms: int | None = None
        self.round_trip_ms: float | None = None
        self.spare: deque[Packet] = deque()  # translated, not yet handed to the library
        self._left = (f"41{namespace}", f"41{namespace},")  # the server puts us out
        self._protocol = protocol
        self._proxy = way.proxy
        self._http = way.session(self.limits.connect_s)
        self.cookie_jar = self._http.cookie_jar
        self._wall = wall
        self._open: OpenPacket | None = None
        self._socket: WebSocket | None = None
        self._poll_url = ""
        self._is_closed = False
        self._posting = asyncio.Lock()  # overlapping posts are an error in engine.io
        self._settled = asyncio.Event()  # the transport is decided: heartbeats may begin
        self._heard_at = 0.0
        self._pinged_at: float | None = None
        self._watch: asyncio.Task[None] | None = None

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
            await self._shake_hands(url)
        else:
            await self._leave_socket()
            self._settle("polling")
            await self.breathe()
            if not self.spare:
                answer = await self._poll(url)
                if answer is not None:
                    return answer
        packets = [self.spare.popleft() for _ in range(min(PACKETS_AT_ONCE, len(self.spare)))] or [
            NOOP
        ]
        return Answer(200, eio3.encode_4(packets).encode("utf-8", "replace"))

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
        begins = self._open is None
        try:
            async with asyncio.timeout(self.limits.upgrade_s):
                inner = await self._http.ws_connect(
                    self._speaking(url),
                    proxy=self._proxy,
                    max_msg_size=self.limits.packet_bytes,
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
        self.end(trouble(ErrorKind.BROKE_OFF, "The line was closed here."))
        self.may_read.set()
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])
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
            async with asyncio.timeout(self.limits.leave_s):
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
        self._check_open()  # the answer may have been on its way when we closed
        self._open = opened = OpenPacket.read(packet)
        self._heard()
        self._watch = asyncio.create_task(self._watched(opened), name="amigocloud-heartbeat")
        return opened.text()

    def shown(self, packet: Packet) -> Packet | None:
        """What the library gets to see of a *packet* that arrived."""
        self._heard()
        if packet in self._left:  # the library overlooks it while it is still joining
            self.end(trouble(ErrorKind.BROKE_OFF, "The server ended the subscription."))
        if packet == "3" if self._known.revision == 3 else packet == PING:
            self.pong_ms = self.heard_ms
            if self._pinged_at is not None:
                self.round_trip_ms = (self._heard_at - self._pinged_at) * 1000
                self._pinged_at = None
        return self._known.inward(packet)

    def settle_on_socket(self) -> None:
        self._settle("websocket")

    def next_spare(self) -> Packet | None:
        return self.spare.popleft() if self.spare else None

    @property
    def patience_s(self) -> float:
        return self.limits.upgrade_s

    @property
    def revision(self) -> int:
        return self._known.revision

    def outward(self, packet: Packet) -> Packet | None:
        return self._known.outward(packet)

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
        self._settled.set()

    def _heard(self) -> None:
        self._heard_at = asyncio.get_running_loop().time()
        self.heard_ms = round(self._wall() * 1000)

    def _speaking(self, url: str) -> str:
        return _EIO.sub(f"EIO={self._known.revision}", url)

    async def _leave_socket(self) -> None:
        """An upgrade that the library gave up leaves its socket behind."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    async def _shake_hands(self, url: str) -> None:
        """Finds out the revision and opens the session. Raises ServiceError."""
        revisions: tuple[int, ...] = (4, 3) if self._protocol == "auto" else (self._protocol,)
        status, body = 0, b""
        for revision in revisions:
            try:
                status, body = await self._ask("GET", _EIO.sub(f"EIO={revision}", url))
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                raise of_failure(error) from None
            if status != 400:
                break
        if status != 200:
            raise of_status(status)
        self.form = form = eio3.form_of(body)
        if form is None:
            words = "The answer is no handshake of Socket.IO."
            raise trouble(ErrorKind.NOT_THIS_PROTOCOL, words)
        revision = 4 if form is Form.TEXT_4 else 3
        if self._protocol not in ("auto", revision):
            words = f"The server speaks Engine.IO {revision}; the profile asks for another."
            raise trouble(ErrorKind.NOT_THIS_PROTOCOL, words)
        self.dialect = Dialect(revision)
        try:
            packets = eio3.decode_4(body) if revision == 4 else eio3.decode_3(body)
            self.spare.append(self.begin(packets[0]))
        except (ValueError, RecursionError):
            words = "The handshake of Socket.IO cannot be read."
            raise trouble(ErrorKind.NOT_THIS_PROTOCOL, words) from None
        self._poll_url = f"{self._speaking(url)}&sid={self._open_packet.sid_in_url}"
        self._take(packets[1:])

    async def _find_dialect(self, url: str) -> None:
        """Before a web socket without polling: asks by polling, and ends that session again."""
        if self._protocol != "auto":
            self.dialect = Dialect(self._protocol)
            return
        asked = url.replace("ws", "http", 1).replace("transport=websocket", "transport=polling", 1)
        await self._shake_hands(asked)
        await self._post([CLOSE])
        assert self._watch is not None
        self._watch.cancel()
        await asyncio.wait([self._watch])
        self._open = self._watch = None
        self.spare.clear()

    @property
    def _open_packet(self) -> OpenPacket:
        assert self._open is not None
        return self._open

    async def _poll(self, url: str) -> Answer | None:
        """Fills `spare`; an answer only when there is nothing to hand on but a refusal."""
        opened = self._open_packet
        limit_s = (opened.ping_interval + opened.ping_timeout) / 1000 + self.limits.slack_s
        try:
            status, body = await self._ask("GET", self._speaking(url), limit_s)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.end(of_failure(error))
            raise aiohttp.ClientConnectionError("the poll failed") from error
        if status != 200:
            self.end(of_status(status))
            return Answer(status)
        try:
            packets = eio3.decode_4(body) if self.revision == 4 else eio3.decode_3(body)
            if not body:
                raise ValueError("an answer without packets")
        except ValueError as error:
            words = "The server sent something that is no packet."
            self.end(trouble(ErrorKind.NOT_THIS_PROTOCOL, words))
            raise aiohttp.ClientPayloadError("unreadable") from error
        self._take(packets)
        return None

    def _take(self, packets: list[Packet]) -> None:
        for packet in packets:
            if packet == CLOSE:
                self.end(trouble(ErrorKind.BROKE_OFF, "The server closed the line."))
            if (shown := self.shown(packet)) is not None:
                self.spare.append(shown)

    async def _post(self, packets: list[Packet]) -> int:
        """The status of the answer."""
        if self.revision == 4:
            body, headers = eio3.encode_4(packets).encode("utf-8", "replace"), _TEXT
        else:
            body, headers = eio3.encode_3(packets), _BINARY
        async with self._posting:
            try:
                status, _ = await self._ask("POST", self._poll_url, None, body, headers)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                self.end(of_failure(error))
                raise aiohttp.ClientConnectionError("the post failed") from error
        if status != 200:
            self.end(of_status(status))
        return status

    async def _ask(
        self,
        method: str,
        url: str,
        limit_s: float | None = None,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, bytes]:
        async with (
            asyncio.timeout(self.limits.answer_s if limit_s is None else limit_s),
            self._http.request(
                method,
                url,
                data=body,
                headers=headers,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response,
        ):
            read = bytearray()
            async for block in response.content.iter_any():
                read += block
                if len(read) > self.limits.packet_bytes:
                    raise TooLarge("too large")
            return response.status, bytes(read)

    async def send(self, packets: list[Packet]) -> None:
        """Past the library: heartbeats and good-byes."""
        if self.transport == "websocket" and self._socket is not None:
            for packet in packets:
                await self._socket.send_raw(packet)
        else:
            await self._post(packets)

    async def _watched(self, opened: OpenPacket) -> None:
        """The heartbeat, and the judgement on the server's."""
        interval_s, patience_s = opened.ping_interval / 1000, opened.ping_timeout / 1000
        await self._settled.wait()
        try:
            if self._known.revision == 3:
                await self._ask_regularly(interval_s, patience_s)
            else:
                await self._silence(interval_s + patience_s)
        except TimeoutError:
            pass  # not even our question went through
        except (aiohttp.ClientError, OSError) as error:
            self.end(of_failure(error))
        words = f"The server gave no sign of life for {interval_s + patience_s:g} s."
        self.end(trouble(ErrorKind.TIMED_OUT, words))

    async def _ask_regularly(self, interval_s: float, patience_s: float) -> None:
        """Returns when a ping was not answered in time."""
        loop = asyncio.get_running_loop()
        while True:
            asked_at = self._pinged_at = loop.time()
            async with asyncio.timeout(patience_s):
                await self.send([PING])
            await asyncio.sleep(interval_s)
            if self._heard_at < asked_at:
                await self._silence(patience_s, asked_at)
                if self._heard_at < asked_at:
                    return

    async def _silence(self, limit_s: float, since: float | None = None) -> None:
        """Returns when nothing was heard for *limit_s*, or, with *since*, when something was."""
        loop = asyncio.get_running_loop()
        while True:
            if not self.may_read.is_set():  # it is we who do not listen
                await self.may_read.wait()
                self._heard()
            if since is not None and self._heard_at >= since:
                return
            left_s = max(self._heard_at, since or 0.0) + limit_s - loop.time()
            if left_s <= 0:
                return
            await asyncio.sleep(min(left_s, limit_s / 4))
