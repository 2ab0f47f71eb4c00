"""Rounds of questions about things that take their time: often while something happens, seldom when
not, and for as long as the owner runs them. Plain asyncio, no Qt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from facespace_desk.modelkit.feed import FINAL, Clocks, Freshness
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.net.errors import ServiceError

LEAST_S: Final = 5.0
MOST_S: Final = 60.0
GROWTH: Final = 1.5
TICK_S: Final = 1.0


class Pace:
    """The pause between two rounds. There is no last round: what takes a day is asked about for a
    day."""

    def __init__(self, least_s: float = LEAST_S, most_s: float = MOST_S) -> None:
        self._least_s = least_s
        self._most_s = max(least_s, most_s)
        self.interval_s = least_s

    def heard(self, *, has_changed: bool) -> None:
        """A round is over, and *has_changed* says whether it told anything new."""
        if has_changed:
            self.hurry()
        else:
            self.interval_s = min(self._most_s, self.interval_s * GROWTH)

    def hurry(self) -> None:
        """Something is about to happen: the operator acted, or a file has arrived."""
        self.interval_s = self._least_s


class Rounds:
    """Asks round by round, backs off while the service is lost, and judges how fresh its answers
    are. Its loss is logged once, and its return once."""

    def __init__(
        self,
        what: str,
        ask: Callable[[], Awaitable[bool]],
        judged: Callable[[LoadState, bool], None],
        tasks: TaskScope,
        log: logging.Logger,
        *,
        note: Callable[[], str] = str,
        least_s: float = LEAST_S,
        most_s: float = MOST_S,
        clocks: Clocks | None = None,
    ) -> None:
        """*ask* is one round, says whether it told anything new, and raises a ServiceError; it may
        call `answered` after its first answer.

        *judged* hears how the service stands, and whether that is another state than before; it
        hears so every second, for the ages. *note* is what the truth says besides.
        """
        self._what = what
        self._ask = ask
        self._judged = judged
        self._tasks = tasks
        self._log = log
        self._note = note
        self._clocks = clocks or Clocks()
        self._pace = Pace(least_s, most_s)
        self._freshness = Freshness(self._pace.interval_s, self._clocks.monotonic())
        self._state = LoadState.loading(f"Asking {what}")
        self._poke = asyncio.Event()
        self._began = 0.0
        self._round_trip_ms: float | None = None
        self._misses = 0
        self._next_ms: int | None = None

    @property
    def state(self) -> LoadState:
        return self._state

    @property
    def truth(self) -> FeedTruth:
        """How far the answers can be trusted."""
        return FeedTruth(
            state=self._state,
            interval_s=round(self._pace.interval_s, 1),
            last_good_ms=self._state.updated_ms,
            round_trip_ms=self._round_trip_ms,
            misses=self._misses,
            next_try_ms=self._next_ms,
            note=self._note(),
        )

    def now_ms(self) -> int:
        return round(self._clocks.wall() * 1000)

    def start(self) -> None:
        """Ask from now on."""
        self._begin()
        if not self._tasks.is_running("tick"):
            self._tasks.start(self._tick(), name="tick")

    def refresh(self) -> None:
        """Ask now; after the service refused for good, begin anew."""
        self._pace.hurry()
        if self._tasks.is_running("rounds"):
            self._poke.set()
        else:
            self._begin()

    def answered(self) -> None:
        """The first answer of the round is here; how long it took is what the truth tells."""
        self._round_trip_ms = (self._clocks.monotonic() - self._began) * 1000

    def _begin(self) -> None:
        self._tasks.start(self._run(), name="rounds", replacing="rounds")

    async def _run(self) -> None:
        """Ask round by round, until cancelled or refused for good."""
        while True:
            self._poke.clear()
            self._began = self._clocks.monotonic()
            try:
                has_changed = await self._ask()
            except ServiceError as error:
                self._misses += 1
                self._freshness.bad(error)
                if self._misses == 1:
                    self._log.warning("%s is lost: %s", self._what, error.kind.value)
                if error.kind in FINAL and not self._poke.is_set():
                    self._next_ms = None
                    self._judge()
                    return
                pause_s = max(self._clocks.wait_s(self._misses), error.retry_after_s or 0.0)
            else:
                self._note_good()
                self._pace.heard(has_changed=has_changed)
                pause_s = self._pace.interval_s
            await self._wait(pause_s)

    async def _wait(self, pause_s: float) -> None:
        self._freshness.interval_s = max(pause_s, self._pace.interval_s)
        self._next_ms = self.now_ms() + round(pause_s * 1000)
        self._judge()
        pause = asyncio.ensure_future(self._clocks.sleep(pause_s))
        poke = asyncio.ensure_future(self._poke.wait())
        try:
            await asyncio.wait({pause, poke}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            pause.cancel()
            poke.cancel()
            await asyncio.wait({pause, poke})

    async def _tick(self) -> None:
        while True:
            await self._clocks.sleep(TICK_S)
            self._judge()

    def _note_good(self) -> None:
        if self._misses:
            self._log.info("%s is back", self._what)
        self._misses = 0
        self._freshness.good(self._clocks.monotonic(), self.now_ms())

    def _judge(self) -> None:
        state = self._freshness.judge(self._clocks.monotonic()).after(self._state)
        is_other = state != self._state
        self._state = state
        self._judged(state, is_other)
