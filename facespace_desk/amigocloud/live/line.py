"""One attempt: a session, a client of python-socketio, and their end together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import socketio
import socketio.exceptions

from facespace_desk.amigocloud.live.eio3 import Packet
from facespace_desk.amigocloud.live.endings import ended
from facespace_desk.amigocloud.live.packets import ITEM, LivePacket, PlainEvents, now_ms
from facespace_desk.amigocloud.live.records import (
    LiveAddress,
    LiveEvent,
    Protocol,
    Transport,
    Unreadable,
)
from facespace_desk.amigocloud.live.session import DialectSession
from facespace_desk.amigocloud.live.troubles import trouble
from facespace_desk.amigocloud.live.way import Way
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.redaction import register_secret

JOIN_S = 10.0  # for the namespace, after the handshake
END_S = 2.0  # for the library's tasks
TICKET = "websocket_session"

# Handed to the library, so that it neither prints nor sets up anything of its own. Below ERROR it
# tells what the feed tells better, or whole packets with their tickets (AC-11): at no setting.
_socketio_log = logging.getLogger("socketio.client")
_engineio_log = logging.getLogger("engineio.client")
for _log in (_socketio_log, _engineio_log):
    _log.setLevel(logging.ERROR)


class Line:
    """Made and used in one running loop; `close` must be awaited, whatever `open` did."""

    def __init__(
        self,
        address: LiveAddress,
        path: str,
        way: Way,
        take: Callable[[LiveEvent | Unreadable], None],
        *,
        protocol: Protocol,
        transports: Sequence[Transport] | None,
        wall: Callable[[], float],
    ) -> None:
        self._base_url = address.base_url
        self._path = f"{address.base_url.path}/{path}".strip("/")
        self._namespace = address.namespace
        self._transports = list(transports) if transports else None
        self._take = take
        self._refused: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._joining: asyncio.Task[None] | None = None
        self._unmask: list[Callable[[], None]] = []
        self._plain = PlainEvents(address.namespace)
        self.session = DialectSession(
            way, address.namespace, self._takes, protocol=protocol, wall=wall
        )
        self._client = socketio.AsyncClient(
            reconnection=False,
            handle_sigint=False,
            http_session=self.session,
            serializer=LivePacket,
            logger=_socketio_log,
            engineio_logger=_engineio_log,
        )
        self._client.on(ITEM, take, namespace=self._namespace)
        self._client.on(ITEM, self._on_stray, namespace="*")
        self._client.on("connect_error", self._on_refusal, namespace=self._namespace)

    @property
    def endings(self) -> Sequence[asyncio.Future[Any]]:
        """Whichever is done first, the line is over."""
        reading = self._client.eio.read_loop_task
        return [self.session.ended] if reading is None else [self.session.ended, reading]

    def why_ended(self) -> ServiceError | None:
        """None while the line stands."""
        if self.session.ended.done():
            return self.session.ended.result()
        if any(ending.done() for ending in self.endings):
            return trouble(ErrorKind.BROKE_OFF, tr("The connection broke off."))
        return None

    async def open(self) -> None:
        """Shakes hands and joins the namespace. Raises ServiceError."""
        joining = self._joining = asyncio.create_task(
            self._client.connect(
                self._base_url.origin,
                transports=self._transports,
                namespaces=[self._namespace],
                socketio_path=self._path,
                wait_timeout=JOIN_S,
            ),
            name="amigocloud-join",
        )
        # Once refused, the library would wait for the end of a poll.
        either: list[asyncio.Future[Any]] = [joining, self.session.ended, self._refused]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not joining.done():
                raise self._not_joined()
            joining.result()
        except socketio.exceptions.SocketIOError as error:
            raise self._not_joined() from error

    async def authenticate(self, ticket: Mapping[str, object]) -> None:
        """Sends one subscription; there is no reply to it (wire/amigocloud.md 5.4)."""
        secret = ticket.get(TICKET)
        if isinstance(secret, str):
            self._unmask.append(register_secret(secret))
        try:
            await self._client.emit("authenticate", dict(ticket), namespace=self._namespace)
        except socketio.exceptions.SocketIOError as error:
            raise self._not_joined() from error

    async def close(self) -> None:
        """Leaves politely where the line still stands; afterwards nothing of it runs."""
        await self.session.leave(self._namespace)
        await self.session.close()
        engine = self._client.eio
        tasks = (engine.read_loop_task, engine.write_loop_task)
        await ended(self._joining, limit_s=END_S)
        await engine.disconnect(abort=True)
        await ended(*tasks, limit_s=END_S)
        await asyncio.sleep(0)  # packets that were being handed over
        while self._unmask:
            self._unmask.pop()()

    def _not_joined(self) -> ServiceError:
        if self._refused.done():
            words = tr(
                "The server refused the namespace {namespace}: {result}",
                namespace=self._namespace,
                result=self._refused.result(),
            )
            return trouble(ErrorKind.REFUSED, words)
        words = tr("The server did not open the namespace in time.")
        return self.why_ended() or trouble(ErrorKind.TIMED_OUT, words)

    def _takes(self, packet: Packet) -> bool:
        event = self._plain.read(packet)
        if event is not None:
            self._take(event)
        return event is not None

    def _on_stray(self, _namespace: str, item: LiveEvent | Unreadable) -> None:
        """What is damaged may have lost its namespace, too; events of others are not ours."""
        if isinstance(item, Unreadable):
            self._take(item)

    def _on_refusal(self, *reasons: object) -> None:
        """The answer to joining; later, when nothing is left to refuse, it is news."""
        first = reasons[0] if reasons else ""
        if self._joining is not None and self._joining.done():
            self._take(LiveEvent(now_ms(), "error", first, 0, isinstance(first, dict)))
            return
        if isinstance(first, dict):
            first = first.get("message", "")
        if not self._refused.done():
            self._refused.set_result(str(first))
