"""One Engine.IO session: packets between a client of protocol 3 or 4 and python-socketio.

python-socketio is spoken to over a web socket that exists in memory only, in protocol 4; whatever
differs in protocol 3 is translated here (wire section 5.3). Transports are gate.py's.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message

from facespace_desk.demo.amigocloud.framing import Packet
from facespace_desk.demo.control import Panel

_MOST_WAITING = 200_000  # packets that a client does not fetch
_CONNECT = re.compile(r"40(/[^,?]*)(\?[^,]*)?,?")
_OPEN_S = 10.0
_FAREWELL_S = 5.0  # how long the last packets wait for a poll


@dataclass(frozen=True)
class Manner:
    """How a client wants its session."""

    protocol: int
    is_binary: bool  # bodies of polling
    upgrades: tuple[str, ...]


class Session:
    """Open after `open()`, until `ended`."""

    def __init__(
        self,
        panel: Panel,
        manner: Manner,
        record: Callable[[Session, str, Packet], None],
        forget: Callable[[Session], None],
    ) -> None:
        self._panel = panel
        self._forget = forget
        self._record = record
        self.manner = manner
        self.sid = ""
        self.transport = "polling"
        self.is_polled = False
        self.is_upgrading = False
        self.connections: set[Any] = set()  # asyncio transports of requests under way
        self.ended = asyncio.Event()
        self._outbox: deque[Packet] = deque()
        self._filled = asyncio.Event()
        self._inward: asyncio.Queue[Message] = asyncio.Queue()
        self._opened = asyncio.Event()
        self._heard_s = time.monotonic()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._inner: asyncio.Task[None] | None = None

    @property
    def _limit_s(self) -> float:
        number = self._panel.number
        return number("ping_interval_s") + number("ping_timeout_s")

    async def open(self, app: ASGIApp) -> None:
        """Connect to python-socketio, and put the first packets into the outbox.

        Raises:
            TimeoutError: it does not answer.
        """
        scope = {
            "type": "websocket",
            "path": "/socket.io/",
            "query_string": b"EIO=4&transport=websocket",
            "headers": [(b"connection", b"upgrade"), (b"upgrade", b"websocket")],
        }
        self._inward.put_nowait({"type": "websocket.connect"})
        self._inner = asyncio.ensure_future(self._run(app, scope))
        async with asyncio.timeout(_OPEN_S):
            await self._opened.wait()
        self._look()
        if self.manner.protocol == 4:
            self._later(self._panel.number("ping_interval_s"), self._beat)
        number = self._panel.number
        hello: dict[str, object] = {
            "sid": self.sid,
            "upgrades": self.manner.upgrades,
            "pingInterval": int(number("ping_interval_s") * 1000),
            "pingTimeout": int(number("ping_timeout_s") * 1000),
        }
        if self.manner.protocol == 4:
            hello["maxPayload"] = 1_000_000
        self.push("0" + json.dumps(hello, separators=(",", ":")))
        if self.manner.protocol == 3:
            self.push("40")

    async def _run(self, app: ASGIApp, scope: dict[str, Any]) -> None:
        try:
            await app(scope, self._inward.get, self._from_inside)
        finally:
            self._opened.set()
            self.end()

    # from the client

    def hear(self, packet: Packet) -> None:
        """Take a packet that came from the client."""
        self._heard_s = time.monotonic()
        self._record(self, ">", packet)
        if isinstance(packet, bytes):
            self._inside(packet[1:] if self._is_typed(packet) else packet)
            return
        match packet[:1]:
            case "1":
                self._outbox.clear()
                self.end(is_heard=False)
            case "2" if self.manner.protocol == 3:
                if not self._panel.is_on("no_pong"):
                    self.push("3" + packet[1:])
            case "4" if self.manner.protocol == 4:
                self._inside(packet)
            case "4":
                self._message(packet)

    def _is_typed(self, packet: bytes) -> bool:
        """Whether its first byte is a type: protocol 3 on a web socket."""
        is_socket = self.transport == "websocket"
        return self.manner.protocol == 3 and is_socket and packet[:1] == b"\x04"

    def _message(self, packet: str) -> None:
        """A message of protocol 3; its default namespace is ours alone."""
        if packet == "40" or (packet.startswith("41") and not packet.startswith("41/")):
            return
        match = _CONNECT.fullmatch(packet)
        self._inside(f"40{match[1]}," if match else packet)

    def _inside(self, packet: Packet) -> None:
        kind = "text" if isinstance(packet, str) else "bytes"
        self._inward.put_nowait({"type": "websocket.receive", kind: packet})

    # to the client

    async def _from_inside(self, message: Message) -> None:
        if message["type"] == "websocket.close":
            self.end()
        elif message["type"] == "websocket.send":
            packet = message["bytes"] if message["text"] is None else message["text"]
            self._outward(packet)

    def _outward(self, packet: Packet) -> None:
        if isinstance(packet, bytes):
            self.push(packet)
        elif packet.startswith("0"):
            self.sid = json.loads(packet[1:])["sid"]
            self._opened.set()
        elif packet == "1":
            self.end()
        elif packet == "2":
            self._inside("3")  # it is this side that watches the client
        elif packet.startswith("44/"):
            namespace = packet[2:].partition(",")[0]
            words: object = "Invalid namespace"
            if self.manner.protocol == 4:
                words = {"message": words}
            self.push(f"44{namespace},{json.dumps(words)}")
        elif packet.startswith("40/") and self.manner.protocol == 3:
            self.push(packet.partition(",")[0])
        else:
            self.push(packet)

    def push(self, packet: Packet) -> None:
        """Send a packet as soon as the client takes it."""
        if self._panel.is_on("mute") or self.ended.is_set():
            return
        self._outbox.append(packet)
        self._filled.set()
        if len(self._outbox) > _MOST_WAITING:
            self.end()

    async def filled(self) -> None:
        """Until there is something to take, or `wake` was called, or the session has ended."""
        await self._filled.wait()

    def wake(self) -> None:
        """Let who waits for packets go, with or without one."""
        self._filled.set()

    def take(self) -> list[Packet]:
        """The packets that are to be sent."""
        taken = list(self._outbox)
        self._outbox.clear()
        if not self.ended.is_set():
            self._filled.clear()
        for packet in taken:
            self._record(self, "<", packet)
        return taken

    # its end

    def _look(self) -> None:
        """End when nothing came for too long; else look again when that may be."""
        left_s = self._heard_s + self._limit_s - time.monotonic()
        if left_s <= 0:
            self.end()
        else:
            self._later(left_s, self._look)

    def _beat(self) -> None:
        """The heartbeat of protocol 4, which comes from the server."""
        if not self._panel.is_on("no_pong"):
            self.push("2")
        self._later(self._panel.number("ping_interval_s"), self._beat)

    def _later(self, delay_s: float, call: Callable[[], None]) -> None:
        self._timers[call.__name__] = asyncio.get_running_loop().call_later(delay_s, call)

    def end(self, *, is_abrupt: bool = False, is_heard: bool = True) -> None:
        """Say goodbye as the transport does, if the client hears it, or reset the connection."""
        if self.ended.is_set():
            return
        if self.transport == "polling" and is_heard and not is_abrupt:
            self.push("1")
        self.ended.set()
        self._filled.set()
        for timer in self._timers.values():
            timer.cancel()
        self._inward.put_nowait({"type": "websocket.disconnect"})
        if is_abrupt:
            self._outbox.clear()
            for connection in list(self.connections):
                connection.abort()
        if self._outbox:
            asyncio.get_running_loop().call_later(_FAREWELL_S, self._forget, self)
        else:
            self._forget(self)
