"""What a live feed says: events, states of the line, and what could not be read."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Literal

import msgspec

from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ServiceError

NAMESPACE = "/amigosocket"
SOCKET_PATH = "v2_socket.io/socket.io"
OTHER_SOCKET_PATH = "v2_socket.io"  # wire/amigocloud.md 5.1: the vendor's Java sample

Protocol = Literal["auto", 3, 4]
Transport = Literal["polling", "websocket"]


@dataclass(frozen=True)
class LiveAddress:
    """Where the socket is: *socket_path* below the base URL, then the namespace."""

    base_url: BaseUrl
    socket_path: str = SOCKET_PATH
    namespace: str = NAMESPACE


class LiveState(enum.Enum):
    """How the line stands; `lost` after any of the others."""

    CONNECTING = "connecting"
    JOINED = "joined"  # the namespace is ours; no subscription yet
    WAITING = "waiting for events"  # every `authenticate` was sent; there is no reply to it
    RECEIVING = "receiving"
    LOST = "lost"


class StateChange(msgspec.Struct, frozen=True):
    """`at_ms` is epoch milliseconds.

    With LOST come the cause, in `error`, and when the line will be tried again: None means that
    asking again cannot help, and that the feed waits for `reconnect`.
    """

    at_ms: int
    state: LiveState
    error: ServiceError | None = None
    retry_at_ms: int | None = None


class LiveEvent(msgspec.Struct, frozen=True, gc=False):
    """One event on the namespace.

    `received_ms` is epoch milliseconds by this computer's clock. `data` is the event's first
    argument, plain JSON values (bytes where the server sent some; None when there was none);
    further arguments are in `more`. `size` is the packet's length in bytes.
    """

    received_ms: int
    name: str
    data: object
    size: int
    is_object: bool
    more: tuple[object, ...] = ()


class Unreadable(msgspec.Struct, frozen=True, gc=False):
    """A packet that is no event, though it should be one.

    `why` is one sentence; `start` the packet's first characters, made printable.
    """

    received_ms: int
    why: str
    start: str
    size: int


Item = LiveEvent | Unreadable | StateChange


@dataclass(frozen=True)
class FeedInfo:
    """The line at one moment. Moments are epoch milliseconds, None when there was none.

    `dialect` is "" until a handshake succeeded. `connected_ms` is when this session began;
    `heard_ms` the last sign of life; `pong_ms` the last answer to a heartbeat, which the server
    begins in Engine.IO 4. `connections` counts sessions that joined the namespace; reconnects are
    those after the first. `skipped` counts packets of Engine.IO that mean nothing to us.
    """

    state: LiveState
    dialect: str = ""
    transport: Transport | None = None
    socket_path: str = SOCKET_PATH
    connected_ms: int | None = None
    heard_ms: int | None = None
    pong_ms: int | None = None
    round_trip_ms: float | None = None
    event_ms: int | None = None
    connections: int = 0
    authenticated: int = 0  # `authenticate` events sent in this session
    events: int = 0
    unreadable: int = 0
    skipped: int = 0
    failures: int = 0  # attempts in a row that brought nothing

    @property
    def reconnects(self) -> int:
        return max(0, self.connections - 1)
