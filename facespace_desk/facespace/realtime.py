"""Who is seen now, again and again (wire/facespace.md 4). There is no push channel; this polls.

The rules: one request in flight; the next poll is due at the start of the last one plus the refresh
time, on a monotonic clock, and ticks that were missed are skipped; never faster than ten a second.
A failed poll is not repeated: it is counted and reported, the wait doubles up to half a minute, and
after ten failures in a row the feed ends. A refused key or a retired service ends it at once, since
asking again cannot help.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from facespace_desk.facespace.errors import FaceSpaceError, InvalidUsageError, StopLogsSignal
from facespace_desk.facespace.records import EndReason, Notice, Picture, Stop
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind

DEFAULT_REFRESH_S: Final = 0.5
FLOOR_S: Final = 0.1
FIRST_BACKOFF_S: Final = 0.5
LONGEST_BACKOFF_S: Final = 30.0
FAILURES_IN_A_ROW: Final = 10
OPERATION: Final = "realtime"

_LONGEST_REFRESH_S = 86_400.0  # a day; also keeps huge numbers out of the arithmetic
_HOPELESS = frozenset({ErrorKind.SIGNED_OUT, ErrorKind.RETIRED, ErrorKind.USAGE})


@dataclass(frozen=True, slots=True)
class Miss:
    """A poll that brought nothing. `misses` counts those in a row, this one included.

    `next_try_in_s` is None when the feed has given up.
    """

    error: FaceSpaceError
    misses: int
    next_try_in_s: float | None
    at_ms: int
    elapsed_ms: float


Update = Picture | Notice | Miss
Ask = Callable[[], Awaitable[Picture | Notice | Stop]]
Pause = Callable[[asyncio.Event, float], Awaitable[object]]


async def pause(wake: asyncio.Event, limit_s: float) -> None:
    """Until *wake* is set, but no longer than *limit_s* seconds."""
    try:
        async with asyncio.timeout(limit_s):
            await wake.wait()
    except TimeoutError:
        pass


class RealtimeFeed:
    """An asynchronous iterator of what the polls bring, for one consumer.

    After it ended, `end_reason` says why and `error` what the last failure was. Cancelling the
    consumer takes effect at once and leaves no request behind; the feed may be taken up again.
    """

    def __init__(
        self,
        ask: Ask,
        *,
        refresh_s: float = DEFAULT_REFRESH_S,
        limit: int | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        pause: Pause = pause,
        spread: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """*ask* makes one poll. *limit* counts the polls that bring something.

        Raises:
            InvalidUsageError: *refresh_s* or *limit* is not a positive number.
        """
        self._ask = ask
        self._refresh_s = _checked_refresh(refresh_s)
        self._left = _checked_limit(limit)
        self._monotonic = monotonic
        self._now_ms = now_ms
        self._pause = pause
        self._spread = spread
        self._started: float | None = None  # when the last poll began
        self._retry_at: float | None = None  # after a miss, instead of the regular tick
        self._is_urgent = False
        self._poll: asyncio.Task[Picture | Notice | Stop] | None = None
        self._wake = asyncio.Event()
        self._has_consumer = False
        self._is_stopped = False
        self.end_reason: EndReason | None = None
        self.error: FaceSpaceError | None = None
        self.misses = 0

    @property
    def refresh_s(self) -> float:
        """Seconds from the start of one poll to the start of the next."""
        return self._refresh_s

    @refresh_s.setter
    def refresh_s(self, seconds: float) -> None:
        self._refresh_s = _checked_refresh(seconds)
        self._wake.set()

    def refresh_now(self) -> None:
        """Poll now instead of waiting; a poll under way is as good as new."""
        if self._poll is None:
            self._is_urgent = True
            self._wake.set()

    def stop(self) -> None:
        """End the feed at once. May be called again, and after the end."""
        self._is_stopped = True
        self._wake.set()
        if self._poll is not None:
            self._poll.cancel()

    def __aiter__(self) -> RealtimeFeed:
        return self

    async def __anext__(self) -> Update:
        if self._has_consumer:
            raise InvalidUsageError("A feed has one consumer only.", operation=OPERATION)
        self._has_consumer = True
        try:
            self._check_end()
            await self._until_due()
            self._check_end()
            return await self._poll_once()
        except StopLogsSignal:
            self.end_reason = EndReason.NO_CAMERAS
            raise StopAsyncIteration from None
        finally:
            self._has_consumer = False

    def _check_end(self) -> None:
        """Raises StopAsyncIteration once there is a reason to end."""
        if self.end_reason is None:
            if self._is_stopped:
                self.end_reason = EndReason.STOPPED
            elif self._left == 0:
                self.end_reason = EndReason.LIMIT
        if self.end_reason is not None:
            raise StopAsyncIteration

    async def _until_due(self) -> None:
        due = self._next_start()
        while not self._is_stopped and (wait_s := due - self._monotonic()) > 0:
            await self._pause(self._wake, wait_s)
            if self._wake.is_set():  # something changed: look again
                self._wake.clear()
                due = self._next_start()

    def _next_start(self) -> float:
        if self._started is None:
            return self._monotonic()
        if self._is_urgent:
            return self._started + FLOOR_S
        if self._retry_at is not None:
            return self._retry_at
        passed_s = self._monotonic() - self._started
        ticks = max(1, math.ceil(passed_s / self._refresh_s - 1e-6))
        return self._started + ticks * self._refresh_s

    async def _poll_once(self) -> Update:
        self._started = self._monotonic()
        self._retry_at = None
        self._is_urgent = False
        self._wake.clear()
        self._poll = poll = asyncio.ensure_future(self._ask())
        try:
            await asyncio.wait({poll})
        except asyncio.CancelledError:
            poll.cancel()
            await asyncio.wait({poll})
            raise
        finally:
            self._poll = None
        if self._is_stopped:
            self._check_end()
        try:
            answer = poll.result()
        except FaceSpaceError as error:
            return self._missed(error)
        return self._accepted(answer)

    def _accepted(self, answer: Picture | Notice | Stop) -> Picture | Notice:
        self.misses = 0
        if isinstance(answer, Stop):
            raise StopLogsSignal(answer.text)
        if self._left is not None:
            self._left -= 1
        return answer

    def _missed(self, error: FaceSpaceError) -> Miss:
        now = self._monotonic()
        elapsed_ms = (now - (self._started or now)) * 1000
        self.error = error
        self.misses += 1
        wait_s = None
        if error.kind in _HOPELESS or self.misses >= FAILURES_IN_A_ROW:
            self.end_reason = EndReason.ERROR
        else:
            wait_s = self._backoff_s(error)
            self._retry_at = now + wait_s
        return Miss(error, self.misses, wait_s, self._now_ms(), elapsed_ms)

    def _backoff_s(self, error: FaceSpaceError) -> float:
        doubled_s = FIRST_BACKOFF_S * 2.0 ** (self.misses - 1)
        spread_s = self._spread(0.75, 1.0) * doubled_s
        wanted_s = max(self._refresh_s, spread_s, error.retry_after_s or 0.0)
        return max(FLOOR_S, min(LONGEST_BACKOFF_S, wanted_s))


def _checked_refresh(seconds: object) -> float:
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and seconds > 0:
        return max(FLOOR_S, float(min(seconds, _LONGEST_REFRESH_S)))
    raise InvalidUsageError(
        tr("The refresh time must be a number of seconds above 0."), operation=OPERATION
    )


def _checked_limit(limit: object) -> int | None:
    if limit is None:
        return None
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise InvalidUsageError(
            tr("The limit must be a whole number above 0, or none."), operation=OPERATION
        )
    return limit
