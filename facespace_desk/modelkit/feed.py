"""The poll-or-stream loop: keeps a source open, backs off, and tells how fresh its answers are.

    live ── 1.5 intervals ──▶ slow ── 3 intervals ──▶ stale ── 30 s ──▶ offline
      ◀───────────────── one good item, from anywhere ─────────────────

A source is a function that opens an async iterator; `polled` makes one of a plain question. The
loss of a service is logged once and its return once, not every attempt. After the machine has
slept, which shows as a gap in wall time, the source is opened anew at once. Plain asyncio; clock,
wall clock, sleep and waiting times are passed in.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from facespace_desk.modelkit.state import LoadState
from facespace_desk.net.errors import ErrorKind, ServiceError

T = TypeVar("T")

log = logging.getLogger("desk.feed")

SLOW_INTERVALS = 1.5
STALE_INTERVALS = 3  # design: after three missed intervals a value is stale
OFFLINE_AFTER_S = 30.0
WAKE_GAP_S = 5.0  # wall time that passed beside our sleep: the machine slept, or its clock was set
LONGEST_TICK_S = 1.0  # an operator sees a change of state within a second
LONGEST_WAIT_S = 60.0
FINAL = frozenset({ErrorKind.SIGNED_OUT, ErrorKind.RETIRED})  # asking again would not help

Source = Callable[[], AsyncIterator[T]]
Sleep = Callable[[float], Awaitable[None]]


def jittered_wait_s(attempt: int) -> float:
    """Seconds before attempt *attempt* (1, 2, ...): doubling from 1 to 60, halved by chance."""
    return min(LONGEST_WAIT_S, 2.0 ** min(attempt - 1, 10)) * random.uniform(0.5, 1.0)  # noqa: S311


def polled(ask: Callable[[], Awaitable[T]], interval_s: float, sleep: Sleep) -> Source[T]:
    """A source that asks, hands the answer on, and asks again *interval_s* later."""

    async def answers() -> AsyncIterator[T]:
        while True:
            yield await ask()
            await sleep(interval_s)

    return answers


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where time comes from: monotonic seconds, wall seconds since the epoch, and waiting."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Sleep = asyncio.sleep
    wait_s: Callable[[int], float] = jittered_wait_s


class Freshness:
    """Judges the age of the last good item; pure."""

    def __init__(self, interval_s: float, begun_at: float) -> None:
        """*begun_at* and the moments below are seconds of one monotonic clock."""
        self.interval_s = interval_s  # may change while the feed runs
        self._good_at = begun_at
        self._updated_ms: int | None = None
        self._error: ServiceError | None = None

    def good(self, now: float, wall_ms: int) -> None:
        self._good_at, self._updated_ms, self._error = now, wall_ms, None

    def bad(self, error: ServiceError) -> None:
        self._error = error

    def age_s(self, now: float) -> float:
        return now - self._good_at

    def judge(self, now: float) -> LoadState:
        """The state at *now*."""
        age_s, error, updated_ms = self.age_s(now), self._error, self._updated_ms
        if error is not None and (error.kind in FINAL or updated_ms is None):
            return LoadState.failed(error, updated_ms=updated_ms)
        message = "" if error is None else error.message
        if updated_ms is None:
            return LoadState.loading()
        if age_s > max(OFFLINE_AFTER_S, STALE_INTERVALS * self.interval_s) and error is not None:
            return LoadState.failed(error, updated_ms=updated_ms)
        if age_s > STALE_INTERVALS * self.interval_s:
            return LoadState.stale(updated_ms, message, error=error)
        if age_s > SLOW_INTERVALS * self.interval_s:
            return LoadState.slow(updated_ms, message)
        return LoadState.live(updated_ms)


class Feed(Generic[T]):
    """Keeps a source open for as long as `run` runs.

    *on_item* gets each item, *on_state* each new LoadState (when its phase or its last good data
    changes). Both are called from `run`'s task; an exception in them ends it.
    """

    def __init__(
        self,
        what: str,
        source: Source[T],
        *,
        interval_s: float,
        on_item: Callable[[T], None],
        on_state: Callable[[LoadState], None],
        clocks: Clocks | None = None,
    ) -> None:
        """*what* names the feed in the log; *interval_s* is how often an item is expected."""
        self._what = what
        self._source = source
        self._interval_s = interval_s
        self._on_item = on_item
        self._on_state = on_state
        self._clocks = clocks or Clocks()
        self._freshness = Freshness(interval_s, self._clocks.monotonic())
        self._state = LoadState.off()
        self._poke = asyncio.Event()
        self._lost_at: float | None = None
        self._attempt = 0

    @property
    def state(self) -> LoadState:
        return self._state

    def probe_now(self) -> None:
        """Open the source anew at once: the operator asked, or the network came back."""
        self._attempt = 0
        self._poke.set()

    async def run(self) -> None:
        """Listen until cancelled, or until the service refuses us for good."""
        self._freshness = Freshness(self._interval_s, self._clocks.monotonic())
        self._attempt = 0
        self._show()
        ticker = asyncio.create_task(self._tick(), name=f"{self._what}: age")
        try:
            while not await self._listen():
                await self._wait()
        finally:
            ticker.cancel()
            await asyncio.wait({ticker})

    async def _listen(self) -> bool:
        """Read one connection to its end; True when another would not help."""
        self._poke.clear()
        reader = asyncio.create_task(self._read(), name=f"{self._what}: read")
        poke = asyncio.create_task(self._poke.wait(), name=f"{self._what}: poke")
        try:
            await asyncio.wait({reader, poke}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (reader, poke):
                task.cancel()
            await asyncio.wait({reader, poke})
        error = None if reader.cancelled() else reader.exception()
        if error is None:
            return False
        if not isinstance(error, ServiceError):
            raise error
        self._note_loss(error)
        return error.kind in FINAL

    async def _read(self) -> None:
        items = self._source()
        try:
            async for item in items:
                self._note_item()
                self._on_item(item)
        finally:
            close = getattr(items, "aclose", None)
            if close is not None:
                await close()

    async def _wait(self) -> None:
        if self._poke.is_set():
            return
        self._attempt += 1
        error = self._state.error
        wait_s = max(self._clocks.wait_s(self._attempt), (error and error.retry_after_s) or 0.0)
        pause = asyncio.ensure_future(self._clocks.sleep(wait_s))
        poke = asyncio.create_task(self._poke.wait(), name=f"{self._what}: poke")
        try:
            await asyncio.wait({pause, poke}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            pause.cancel()
            poke.cancel()
            await asyncio.wait({pause, poke})

    async def _tick(self) -> None:
        tick_s = min(LONGEST_TICK_S, self._interval_s / 2)
        while True:
            before = self._clocks.wall()
            await self._clocks.sleep(tick_s)
            if abs(self._clocks.wall() - before - tick_s) > WAKE_GAP_S:
                log.info("%s: the clock jumped, asking anew", self._what)
                self.probe_now()
            self._show()

    def _note_item(self) -> None:
        now = self._clocks.monotonic()
        if self._lost_at is not None:
            log.info("%s is back after %.0f s", self._what, now - self._lost_at)
            self._lost_at = None
        self._attempt = 0
        self._freshness.good(now, round(self._clocks.wall() * 1000))
        self._show()

    def _note_loss(self, error: ServiceError) -> None:
        if self._lost_at is None:
            self._lost_at = self._clocks.monotonic()
            log.warning("%s is lost: %s", self._what, error.kind.value)
        self._freshness.bad(error)
        self._show()

    def _show(self) -> None:
        state = self._freshness.judge(self._clocks.monotonic()).after(self._state)
        changed = (state.phase, state.updated_ms, state.error) != (
            self._state.phase,
            self._state.updated_ms,
            self._state.error,
        )
        self._state = state
        if changed:
            self._on_state(state)
