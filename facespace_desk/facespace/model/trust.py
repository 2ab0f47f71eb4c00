"""How far the live feed can be trusted: what its polls brought, and the state that follows.

Pure of tasks and tables: the live model tells what happened, and asks for the state.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from facespace_desk.facespace.realtime import Miss
from facespace_desk.facespace.records import EndReason, Notice, Picture
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.feed import FINAL, STALE_INTERVALS, Freshness
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.modelkit.truth import FeedTruth

log = logging.getLogger("desk.facespace")

FRESHNESS_FLOOR_S: Final = 2 / 3  # at 0.1 s a hiccup of 300 ms is no news


class FeedTrust:
    """What the polls of one feed brought so far."""

    def __init__(self, monotonic: Callable[[], float], interval_s: float) -> None:
        self._monotonic = monotonic
        self._freshness = Freshness(interval_s, monotonic())
        self._rest = tr("Polling is stopped")  # why nobody asks; empty while somebody does
        self._has_given_up = False
        self._awaits_first = True  # nothing has come since the feed was started
        self._last: Picture | None = None
        self._miss: Miss | None = None
        self._next_try_ms: int | None = None
        self._notice = ""
        self._state = LoadState.off(tr("not started"))

    @property
    def may_try_again(self) -> bool:
        """Whether asking can help: a refused key is for the operator to mend."""
        return self._miss is None or self._miss.error.kind not in FINAL

    def begun(self) -> None:
        """The feed was started, for the first time or anew."""
        self._rest = ""
        self._has_given_up = False
        self._awaits_first = True
        self._miss = None
        self._notice = ""

    def stopped(self) -> None:
        """The operator wants nobody to ask."""
        self._rest = tr("Polling is stopped")

    def ended(self, reason: EndReason | None, limit: int | None) -> None:
        """The feed ended by itself."""
        self._has_given_up = reason is EndReason.ERROR
        if reason is EndReason.NO_CAMERAS:
            self._rest = tr("No cameras active")
        elif reason is EndReason.LIMIT:
            self._rest = tr_n(
                "The limit of {n:,} pictures was reached",
                "The limit of {n:,} picture was reached",
                limit or 0,
            )

    def waits_until(self, next_try_ms: int) -> None:
        """The feed gave up, and will be tried again."""
        self._next_try_ms = next_try_ms

    def tries_again(self) -> None:
        """After giving up."""
        self._has_given_up = False

    def took(self, picture: Picture) -> None:
        """A picture came."""
        if self._miss is not None:
            log.info("FaceSpace is back after %d missed polls", self._miss.misses)
        self._last = picture
        self._awaits_first = False
        self._miss = None
        self._next_try_ms = None
        self._notice = ""
        self._freshness.good(self._monotonic(), picture.received_ms)

    def missed(self, miss: Miss) -> None:
        """A poll brought nothing."""
        if self._miss is None:  # once, not at every poll
            log.warning("FaceSpace is lost: %s", miss.error.kind.value)
        self._miss = miss
        self._freshness.bad(miss.error)
        wait_s = miss.next_try_in_s
        self._next_try_ms = None if wait_s is None else miss.at_ms + round(wait_s * 1000)

    def noticed(self, notice: Notice) -> None:
        """The service said something that is not the stop signal."""
        self._notice = notice.text

    def truth(self, interval_s: float, slowed: str) -> FeedTruth:
        """The feed as it stands now, asked every *interval_s*; *slowed* says why not oftener."""
        self._state = self._judge(interval_s).after(self._state)
        misses = self._miss.misses if self._miss else 0
        return FeedTruth(
            state=self._state,
            interval_s=interval_s,
            last_good_ms=self._last.received_ms if self._last else None,
            round_trip_ms=self._last.elapsed_ms if self._last else None,
            misses=misses,
            next_try_ms=self._next_try_ms if misses else None,
            note=self._notice or slowed,
        )

    def _judge(self, interval_s: float) -> LoadState:
        last_ms = self._last.received_ms if self._last else None
        if self._rest:
            return LoadState.paused(last_ms, self._rest)
        if self._has_given_up and self._miss is not None:
            return LoadState.failed(self._miss.error, updated_ms=last_ms)
        if self._awaits_first and self._miss is None:
            return LoadState.loading(tr("Asking for a picture"), updated_ms=last_ms)
        self._freshness.interval_s = max(FRESHNESS_FLOOR_S, interval_s)
        state = self._freshness.judge(self._monotonic())
        if state.phase is Phase.LIVE and self._last is not None:
            return _judge_picture(self._last, interval_s)
        if state.phase in (Phase.SLOW, Phase.STALE) and not state.message:
            return replace(state, message=tr("The server is slow to answer"))
        return state


def stale_after_ms(interval_s: float) -> int:
    """How long nothing may come before it is a gap."""
    return round(STALE_INTERVALS * 1000 * max(FRESHNESS_FLOOR_S, interval_s))


def _judge_picture(picture: Picture, interval_s: float) -> LoadState:
    if picture.problems:
        words = tr_n(
            "{n:,} values could not be read", "{n:,} value could not be read", picture.problems
        )
        return LoadState.degraded(picture.received_ms, words)
    if picture.elapsed_ms > 1000 * interval_s:
        words = tr("Answers take longer than the refresh interval")
        return LoadState.slow(picture.received_ms, words)
    return LoadState.live(picture.received_ms)
