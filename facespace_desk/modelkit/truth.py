"""What is known about a feed: a model tells it, the truth bar shows it. Pure: no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from facespace_desk.modelkit.state import LoadState


@dataclass(frozen=True, slots=True)
class FeedTruth:
    """How far a feed can be trusted. Moments are epoch milliseconds; None: never, or unknown."""

    state: LoadState
    interval_s: float
    last_good_ms: int | None = None
    round_trip_ms: float | None = None
    misses: int = 0  # in a row, 0 while all is well
    next_try_ms: int | None = None
    note: str = ""  # anything else worth saying, such as "slowed while hidden"
