"""Times in which nobody listened: what was sent then will never be seen."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import Final

from facespace_desk.amigocloud.live.records import LiveState, StateChange

GAPS_KEPT: Final = 200
LEFT: Final = "Disconnected by the operator."
RENEWED: Final = "A new line was asked for."
MOMENT_MS: Final = 2_000  # a line that we make anew within it leaves no gap
_LISTENING: Final = frozenset({LiveState.WAITING, LiveState.RECEIVING})


@dataclass(frozen=True)
class Gap:
    """From the last sign of life until the subscriptions were sent again; epoch milliseconds.
    `to_ms` is None while it lasts."""

    from_ms: int
    to_ms: int | None
    cause: str

    def length_ms(self, now_ms: int) -> int:
        return max(0, (self.to_ms if self.to_ms is not None else now_ms) - self.from_ms)


class Gaps:
    """Makes gaps out of states; pure. The time before the first subscription is none."""

    def __init__(self) -> None:
        self._closed: deque[Gap] = deque(maxlen=GAPS_KEPT)
        self._open: Gap | None = None
        self._is_listening = False
        self._renewed_ms: int | None = None  # the old line was given up, the new one is not there
        self.count = 0

    @property
    def all(self) -> tuple[Gap, ...]:
        """The newest ones, oldest first, the open one last."""
        return (*self._closed, self._open) if self._open is not None else tuple(self._closed)

    @property
    def open(self) -> Gap | None:
        return self._open

    def take(self, change: StateChange, heard_ms: int | None) -> tuple[Gap, ...]:
        """The gaps that *change* begins or ends. *heard_ms*: the last sign of life."""
        told: list[Gap | None] = []
        if change.state in _LISTENING:
            if change.at_ms - (self._renewed_ms or change.at_ms) > MOMENT_MS:
                told.append(self._begin(change.at_ms, RENEWED))
            self._is_listening, self._renewed_ms = True, None
            told.append(self._end(change.at_ms))
        elif change.state is LiveState.LOST:
            cause = change.error.message if change.error is not None else "The line was lost."
            told.append(self._begin(min(heard_ms or change.at_ms, change.at_ms), cause))
        return tuple(gap for gap in told if gap is not None)

    def renew(self, at_ms: int) -> None:
        """We give the line up for a new one: a gap only if that takes more than a moment."""
        if self._is_listening and self._renewed_ms is None:
            self._renewed_ms = at_ms

    def leave(self, at_ms: int) -> Gap | None:
        """The operator listens no longer."""
        return self._begin(at_ms, LEFT)

    def _begin(self, at_ms: int, cause: str) -> Gap | None:
        if not self._is_listening:
            return None
        if self._renewed_ms is not None:
            at_ms, self._renewed_ms = self._renewed_ms, None
        self._is_listening = False
        self._open = Gap(at_ms, None, cause)
        self.count += 1
        return self._open

    def _end(self, at_ms: int) -> Gap | None:
        if self._open is None:
            return None
        ended = replace(self._open, to_ms=max(at_ms, self._open.from_ms))
        self._open = None
        self._closed.append(ended)
        return ended
