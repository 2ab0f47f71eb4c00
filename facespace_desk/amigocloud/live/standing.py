"""How a feed stands, over all of its lines: past ones, and the session of the present one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from facespace_desk.amigocloud.live.records import FeedInfo, LiveEvent, LiveState, Unreadable
from facespace_desk.amigocloud.live.session import DialectSession


class Standing:
    """Changed on the feed's thread; `info` may be read from any."""

    def __init__(self, socket_path: str) -> None:
        self._told = FeedInfo(LiveState.LOST, socket_path=socket_path)
        self._session: DialectSession | None = None
        self.events = 0
        self._unreadable = self._skipped = 0
        self._event_ms: int | None = None

    @property
    def info(self) -> FeedInfo:
        """The line at this moment."""
        session = self._session
        counted = replace(
            self._told,
            events=self.events,
            event_ms=self._event_ms,
            unreadable=self._unreadable,
            skipped=self._skipped,
        )
        if session is None:
            return counted
        beat = session.heartbeat
        return replace(
            counted,
            dialect=session.description or self._told.dialect,
            transport=session.transport,
            heard_ms=beat.heard_ms or self._told.heard_ms,
            pong_ms=beat.pong_ms,
            round_trip_ms=beat.round_trip_ms,
            skipped=self._skipped + session.skipped,
        )

    @property
    def state(self) -> LiveState:
        return self._told.state

    @property
    def socket_path(self) -> str:
        """What worked last, or shall be tried first."""
        return self._told.socket_path

    @property
    def connections(self) -> int:
        return self._told.connections

    def note(self, **known: Any) -> None:
        """Fields of `FeedInfo` that are the feed's to know."""
        self._told = replace(self._told, **known)

    def begin(self, session: DialectSession) -> None:
        self._session = session

    def end(self) -> None:
        """Keeps what the ended line found out."""
        assert self._session is not None
        self._told = replace(self.info, transport=None)
        self._skipped += self._session.skipped
        self._session = None

    def count(self, item: LiveEvent | Unreadable) -> None:
        if isinstance(item, LiveEvent):
            self.events += 1
            self._event_ms = item.received_ms
        else:
            self._unreadable += 1
