"""Runs simulators on loopback ports: uvicorn without its ticks, signal handlers and logs."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import Iterator, Sequence
from typing import Any, Protocol, cast

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from facespace_desk.demo.control import Panel, is_foreign, refusal

HOST = "127.0.0.1"
_GRACE_S = 1  # a waiting call must not hold the end


class Annex(Protocol):
    """What a service has on a port of its own besides its protocol."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

    def open(self, port: int) -> None:
        """Hear which port it is, before the first request."""

    def close(self) -> None: ...


class Door:
    """One application behind its ports: protocol and control, the trap, and perhaps an annex."""

    def __init__(self, panel: Panel, routes: Sequence[BaseRoute], annex: Annex | None) -> None:
        self._panel = panel
        self._annex = annex
        self._app: ASGIApp = Starlette(
            routes=routes,
            exception_handlers={404: self._unknown_path, json.JSONDecodeError: _no_json},
        )
        self.trap_port = 0
        self.annex_port = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["server"][1] in (self.trap_port, self.annex_port):
                await send({"type": "websocket.close"})
            else:
                await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if self._annex is not None and scope["server"][1] == self.annex_port:
            await self._annex(scope, receive, send)
        elif scope["server"][1] == self.trap_port:
            await (await self._panel.trap(request))(scope, receive, send)
        elif scope["path"].startswith("/_sim/") and is_foreign(request):
            await refusal("not for web pages", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _unknown_path(self, request: Request, _error: Exception) -> Response:
        if not request.url.path.startswith("/_sim/"):
            self._panel.fault(f"unknown path {request.url.path}")
        return refusal("no such path", 404)


async def _no_json(_request: Request, _error: Exception) -> Response:
    return refusal("the body is no JSON")


class LoopbackServer(uvicorn.Server):
    """uvicorn that waits for an event instead of waking ten times a second."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=ReachableProtocol,
                ws=cast("type[asyncio.Protocol]", _web_socket),
                ws_per_message_deflate=False,  # the loopback is fast enough
                ws_ping_interval=None,
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=_GRACE_S,
            )
        )
        self.ready = asyncio.Event()
        self.ending = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # the program that runs us decides what signals mean

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        await self.ending.wait()


def _web_socket(**how: Any) -> asyncio.Protocol:
    # Imported when the first one comes: most services have none.
    from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

    return WSProtocol(**how)


class ReachableProtocol(H11Protocol):
    """HTTP/1.1 that lets a fault close the connection; no service would."""

    def _get_upgrade(self) -> bytes | None:
        """Some clients send two Connection lines, and mean both; uvicorn reads the last."""
        name = b"connection"
        lines = [value for header, value in self.headers if header == name]
        if len(lines) > 1:
            rest = [line for line in self.headers if line[0] != name]
            self.headers = [*rest, (name, b", ".join(lines))]
        return super()._get_upgrade()

    def connection_made(self, transport: Any) -> None:
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


def loopback_socket(port: int = 0) -> socket.socket:
    """A listening socket; its protocol number is given, else asyncio leaves out TCP_NODELAY.

    Raises:
        OSError: the port is taken.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where REUSEADDR means sharing
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


class Simulator:
    """One service on its port, and its annex on another (0: any free one), until `close()`."""

    def __init__(
        self,
        panel: Panel,
        routes: Sequence[BaseRoute],
        port: int = 0,
        annex: Annex | None = None,
        annex_port: int = 0,
    ) -> None:
        """
        Raises:
            OSError: a port is taken.
        """
        self._panel = panel
        self._annex = annex
        door = Door(panel, routes, annex)
        self._sockets: list[socket.socket] = []
        self.annex_port = 0
        try:
            self.port = self._listen(port)
            door.trap_port = self._listen(0)
            if annex is not None:
                self.annex_port = door.annex_port = self._listen(annex_port)
                annex.open(door.annex_port)
        except OSError:
            for listener in self._sockets:
                listener.close()
            raise
        panel.trap_url = f"http://{HOST}:{door.trap_port}"
        self._server = LoopbackServer(door)

    def _listen(self, port: int) -> int:
        self._sockets.append(loopback_socket(port))
        found: int = self._sockets[-1].getsockname()[1]
        return found

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    async def ready(self) -> None:
        await self._server.ready.wait()

    async def serve(self) -> None:
        """Answer until `close()`."""
        try:
            await self._server.serve(self._sockets)
        finally:
            if self._annex is not None:
                self._annex.close()

    def close(self) -> None:
        self._panel.stopping.set()
        self._server.ending.set()
