"""The socket's door: Engine.IO 3 and 4 over polling and web sockets, with upgrades (wire 5.3)."""

from __future__ import annotations

import asyncio
import base64
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facespace_desk.demo.amigocloud.framing import Packet, from_body, to_body
from facespace_desk.demo.amigocloud.session import Manner, Session
from facespace_desk.demo.amigocloud.switches import chosen
from facespace_desk.demo.control import Panel, Recorded, first_of
from facespace_desk.demo.faults import faulty

ROOT = "/v2_socket.io"
_PATHS = {"/v2_socket.io/socket.io": "long", "/v2_socket.io": "short"}
_KEPT = 5_000
_KEPT_SIGNS = 4_000
_UPGRADING_POLL_S = 0.1
_ERRORS = {  # by code, as Engine.IO words them
    0: "Transport unknown",
    1: "Session ID unknown",
    2: "Bad handshake method",
    3: "Bad request",
    5: "Unsupported protocol version",
}


@dataclass(frozen=True)
class Frame:
    """A packet that came (">") or went ("<")."""

    at_s: float
    sid: str
    way: str
    transport: str
    protocol: int
    packet: str


class Gate:
    """All sessions; an ASGI application below `/v2_socket.io/`."""

    def __init__(self, panel: Panel, inner: Callable[[], Awaitable[ASGIApp]]) -> None:
        self._panel = panel
        self._inner = inner
        self.sessions: dict[str, Session] = {}
        # Apart, so that a flood of events does not wash away what clients said.
        self._came: deque[tuple[int, Frame]] = deque(maxlen=_KEPT)
        self._went: deque[tuple[int, Frame]] = deque(maxlen=_KEPT)
        self._number = 0

    @property
    def frames(self) -> list[Frame]:
        numbered = sorted([*self._came, *self._went], key=lambda pair: pair[0])
        return [frame for _number, frame in numbered]

    def clear(self) -> None:
        self.drop(is_abrupt=True)
        self.sessions.clear()
        self._came.clear()
        self._went.clear()

    def drop(self, *, is_abrupt: bool) -> int:
        """End all sessions; how many there were."""
        sessions = list(self.sessions.values())
        for session in sessions:
            session.end(is_abrupt=is_abrupt)
        return len(sessions)

    def _keep_frame(self, session: Session, way: str, packet: Packet) -> None:
        text = packet if isinstance(packet, str) else "b" + base64.b64encode(packet).decode()
        frame = Frame(
            self._panel.clock.now_s(),
            session.sid,
            way,
            session.transport,
            session.manner.protocol,
            text[:_KEPT_SIGNS],
        )
        self._number += 1
        (self._came if way == ">" else self._went).append((self._number, frame))

    # requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = dict(Request({**scope, "type": "http"}).query_params)
        if scope["type"] == "websocket":
            await self._keep_request(scope, "socket")
            await self._socket(scope, query, receive, send)
            return
        request = Request(scope, receive)
        if request.method == "POST":
            operation = "post"
        else:
            operation = "poll" if "sid" in query else "handshake"
        await self._keep_request(scope, operation)
        response = self._refusal(scope, query)
        if response is None:
            response = await self._answer(request, operation, query)
        if response is not None:
            await response(scope, receive, send)

    async def _keep_request(self, scope: Scope, operation: str) -> None:
        recorded = Recorded(
            at_s=self._panel.clock.now_s(),
            method=scope.get("method", "GET"),
            path=scope["path"],
            query=scope["query_string"].decode("latin-1"),
            headers={
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in scope["headers"]
            },
            body="",
            operation=operation,
        )
        await self._panel.keep(recorded)

    def _refusal(self, scope: Scope, query: Mapping[str, str]) -> Response | None:
        """The answer to what cannot be served at all."""
        status = int(self._panel.number("socket_status"))
        if status:
            return JSONResponse({"code": 0, "message": "simulated"}, status)
        place = _PATHS.get(scope["path"].rstrip("/"))
        if place is None or chosen(self._panel, "socket_paths") not in ("both", place):
            return Response("Cannot GET", 404)
        transports = chosen(self._panel, "transports")
        wanted = query.get("transport")
        if wanted == "websocket" and scope["type"] == "websocket":
            return None if transports in ("both", "websocket") else _error(3)
        if wanted != "polling" or transports == "websocket":
            return _error(0)
        return None

    async def _answer(
        self, request: Request, operation: str, query: Mapping[str, str]
    ) -> Response | None:
        if operation == "handshake":
            injection = self._panel.take_injection("handshake")
            if injection is None:
                return await self._handshake(query)
            return await faulty(
                injection, self._panel, request.url.path, lambda: self._handshake(query)
            )
        session = self.sessions.get(query.get("sid", ""))
        if session is None:
            return _error(1)
        if session.transport != "polling":
            return _error(3)
        transport = request.scope["state"]["transport"]
        session.connections.add(transport)
        try:
            if operation == "post":
                return await self._post(request, session)
            return await self._poll(request, session)
        finally:
            session.connections.discard(transport)

    def _manner(self, query: Mapping[str, str]) -> Manner | None:
        """How to speak with who asks so; None: in no way."""
        server, asked = chosen(self._panel, "socket_server"), query.get("EIO", "")
        understood = {"3.x": ("3", "4"), "4.x": ("4",)}
        if asked not in understood.get(server, (asked,)):
            return None
        protocol = 4 if server in understood and asked == "4" else 3
        is_binary = server == "1.x" and query.get("b64") != "1"
        transports = chosen(self._panel, "transports")
        upgrades = ("websocket",) if transports in ("both", "refused upgrade") else ()
        return Manner(protocol, is_binary, upgrades)

    async def _open(self, manner: Manner) -> Session:
        session = Session(self._panel, manner, self._keep_frame, self._forget)
        await session.open(await self._inner())
        self.sessions[session.sid] = session
        return session

    def _forget(self, session: Session) -> None:
        self.sessions.pop(session.sid, None)

    # polling

    async def _handshake(self, query: Mapping[str, str]) -> Response:
        manner = self._manner(query)
        if manner is None:
            return _error(5)
        session = await self._open(manner)
        # Protocol 3 greets on the default namespace by itself, in the same body.
        return self._fetched(session)

    def _fetched(self, session: Session) -> Response:
        manner = session.manner
        packets = session.take() or ["6"]
        if session.ended.is_set():
            self._forget(session)
        body, sort = to_body(packets, manner.protocol, is_binary=manner.is_binary)
        return Response(body, headers={"Content-Type": sort})

    async def _poll(self, request: Request, session: Session) -> Response:
        if session.is_polled:
            self._panel.fault("poll: two at once on one session")
            session.end()
            return _error(3)
        session.is_polled = True
        is_gone = asyncio.Event()
        waits = [session.filled(), self._panel.stopping.wait(), _until_gone(request, is_gone)]
        if session.is_upgrading:
            waits.append(asyncio.sleep(_UPGRADING_POLL_S))
        try:
            await first_of(*waits)
        finally:
            session.is_polled = False
        if is_gone.is_set():
            session.end(is_heard=False)
        return self._fetched(session)

    async def _post(self, request: Request, session: Session) -> Response:
        try:
            packets = from_body(await request.body(), session.manner.protocol)
        except ClientDisconnect:
            return _error(3)
        except ValueError as error:
            self._panel.fault(f"post: {error}")
            session.end()
            return _error(3)
        for packet in packets:
            session.hear(packet)
        return Response("ok", media_type="text/html")

    # web sockets

    async def _socket(
        self, scope: Scope, query: Mapping[str, str], receive: Receive, send: Send
    ) -> None:
        await receive()  # that it wants to connect
        refusal = self._refusal(scope, query)
        session = self.sessions.get(query["sid"]) if "sid" in query else None
        manner = self._manner(query)
        if refusal is None and "sid" in query:
            is_fine = session is not None and session.transport == "polling"
            refusal = None if is_fine else _error(1)
        elif refusal is None and manner is None:
            refusal = _error(5)
        if refusal is not None:
            await _refuse(send, refusal)
            return
        await send({"type": "websocket.accept"})
        if session is None:
            assert manner is not None
            session = await self._open(manner)
        elif not await self._upgraded(session, receive, send):
            return
        session.transport = "websocket"
        connection = scope["state"]["transport"]
        session.connections.add(connection)
        writing = asyncio.ensure_future(_write(session, send))
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                session.hear(_packet(message))
        finally:
            session.connections.discard(connection)
            session.end()
            await writing

    async def _upgraded(self, session: Session, receive: Receive, send: Send) -> bool:
        """Probe, release the poll, wait for the client's word; whether it came."""
        while (message := await receive())["type"] != "websocket.disconnect":
            packet = _packet(message)
            self._keep_frame(session, ">", packet)
            if packet == "2probe":
                session.is_upgrading = True
                session.wake()
                self._keep_frame(session, "<", "3probe")
                await send({"type": "websocket.send", "text": "3probe"})
            elif packet == "5":
                session.is_upgrading = False
                return not session.ended.is_set()
        session.is_upgrading = False
        return False


async def _write(session: Session, send: Send) -> None:
    """Send what the session has, until it has ended."""
    try:
        while not session.ended.is_set():
            await session.filled()
            for packet in session.take():
                if isinstance(packet, str):
                    await send({"type": "websocket.send", "text": packet})
                else:
                    mark = b"\4" if session.manner.protocol == 3 else b""
                    await send({"type": "websocket.send", "bytes": mark + packet})
        await send({"type": "websocket.close", "code": 1000})
    except (OSError, RuntimeError):
        session.end()  # the client has gone, or the connection was reset


async def _until_gone(request: Request, is_gone: asyncio.Event) -> None:
    """Until the client has closed the connection of its poll."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    is_gone.set()


async def _refuse(send: Send, response: Response) -> None:
    """Answer a request for a web socket as HTTP would."""
    start: Message = {
        "type": "websocket.http.response.start",
        "status": response.status_code,
        "headers": response.raw_headers,
    }
    await send(start)
    await send({"type": "websocket.http.response.body", "body": bytes(response.body)})


def _packet(message: Message) -> Packet:
    text = message.get("text")
    packet: Packet = message["bytes"] if text is None else text
    return packet


def _error(code: int) -> Response:
    return JSONResponse({"code": code, "message": _ERRORS[code]}, 400)
