"""LoadState: one type for everything that can be loading, live, late, failed, paused or retired.

A state is immutable and complete: a view that draws it needs nothing else, so a tab that is opened
late looks like one that was there all along. The words and the shapes are those of the design:
a state is told by shape and word and age; colour comes last.
"""

from __future__ import annotations

import enum
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facespace_desk.language import tr

if TYPE_CHECKING:
    from facespace_desk.net.errors import ServiceError


class Phase(enum.Enum):
    """Where a live value stands. The operator reads `words`; the value is a name for programs."""

    OFF = "off"
    LOADING = "loading"
    LIVE = "live"
    SLOW = "slow"  # answers come, but late
    STALE = "stale"  # nothing good for three intervals; what is shown is old
    DEGRADED = "degraded"  # part of the service works
    OFFLINE = "offline"
    SIGNED_OUT = "signed out"
    PAUSED = "paused"
    RETIRED = "retired"

    @property
    def words(self) -> str:
        """The phase as the operator reads it."""
        return _WORDS[self]


_WORDS = {
    Phase.OFF: tr("off", "state of a service"),
    Phase.LOADING: tr("loading", "state of a service"),
    Phase.LIVE: tr("live", "state of a service"),
    Phase.SLOW: tr("slow", "state of a service"),
    Phase.STALE: tr("stale", "state of a service"),
    Phase.DEGRADED: tr("degraded", "state of a service"),
    Phase.OFFLINE: tr("offline", "state of a service"),
    Phase.SIGNED_OUT: tr("signed out", "state of a service"),
    Phase.PAUSED: tr("paused", "state of a service"),
    Phase.RETIRED: tr("retired", "state of a service"),
}

SHAPES: dict[Phase, str] = {
    Phase.OFF: "ring",  # ○
    Phase.LOADING: "arc",  # ◜
    Phase.LIVE: "disc",  # ●
    Phase.SLOW: "quarter",  # ◔
    Phase.STALE: "half",  # ◐
    Phase.DEGRADED: "triangle",  # ▲
    Phase.OFFLINE: "square",  # ■
    Phase.SIGNED_OUT: "lock",
    Phase.PAUSED: "bars",  # ‖
    Phase.RETIRED: "cross",  # ✕
}

# By name: the window's frame needs states before it may load the room of errors.
_PHASE_OF_ERROR = {"SIGNED_OUT": Phase.SIGNED_OUT, "RETIRED": Phase.RETIRED}


def wall_ms() -> int:
    """Now, in epoch milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class LoadState:
    """What is known about a live value, and since when.

    `since_ms` is the moment this phase was reached, `updated_ms` that of the last good data (None:
    there never was any), both epoch milliseconds UTC.
    """

    phase: Phase
    since_ms: int
    message: str = ""
    error: ServiceError | None = None
    updated_ms: int | None = None

    @property
    def word(self) -> str:
        """The phase in the English of programs; never shown."""
        return self.phase.value

    @property
    def words(self) -> str:
        """The phase as the operator reads it."""
        return self.phase.words

    @property
    def shape(self) -> str:
        """Name of the one glyph that stands for the phase, a value of `SHAPES`."""
        return SHAPES[self.phase]

    def age_ms(self, now_ms: int) -> int | None:
        """Age of the last good data, never negative (a clock may have been set back)."""
        return None if self.updated_ms is None else max(0, now_ms - self.updated_ms)

    def after(self, previous: LoadState) -> LoadState:
        """This state as it follows *previous*.

        The moment stays when the phase does, and the last good data is not forgotten.
        """
        since_ms = previous.since_ms if previous.phase is self.phase else self.since_ms
        updated_ms = previous.updated_ms if self.updated_ms is None else self.updated_ms
        return replace(self, since_ms=since_ms, updated_ms=updated_ms)

    @classmethod
    def off(cls, message: str = "") -> LoadState:
        return cls(Phase.OFF, wall_ms(), message)

    @classmethod
    def loading(cls, message: str = "", *, updated_ms: int | None = None) -> LoadState:
        return cls(Phase.LOADING, wall_ms(), message, updated_ms=updated_ms)

    @classmethod
    def live(cls, updated_ms: int | None = None, message: str = "") -> LoadState:
        """Fresh data. *updated_ms* None means: good data just now."""
        now_ms = wall_ms()
        return cls(Phase.LIVE, now_ms, message, updated_ms=updated_ms or now_ms)

    @classmethod
    def slow(cls, updated_ms: int | None = None, message: str = "") -> LoadState:
        return cls(Phase.SLOW, wall_ms(), message, updated_ms=updated_ms)

    @classmethod
    def stale(
        cls,
        updated_ms: int | None = None,
        message: str = "",
        *,
        error: ServiceError | None = None,
    ) -> LoadState:
        return cls(Phase.STALE, wall_ms(), message, error, updated_ms)

    @classmethod
    def degraded(
        cls,
        updated_ms: int | None = None,
        message: str = "",
        *,
        error: ServiceError | None = None,
    ) -> LoadState:
        return cls(Phase.DEGRADED, wall_ms(), message, error, updated_ms)

    @classmethod
    def failed(cls, error: ServiceError, *, updated_ms: int | None = None) -> LoadState:
        """The phase that *error* means: signed out, retired, or else offline."""
        phase = _PHASE_OF_ERROR.get(error.kind.name, Phase.OFFLINE)
        return cls(phase, wall_ms(), error.message, error, updated_ms)

    @classmethod
    def signed_out(cls, message: str = "") -> LoadState:
        return cls(Phase.SIGNED_OUT, wall_ms(), message)

    @classmethod
    def paused(cls, updated_ms: int | None = None, message: str = "") -> LoadState:
        return cls(Phase.PAUSED, wall_ms(), message, updated_ms=updated_ms)

    @classmethod
    def retired(cls, message: str = "") -> LoadState:
        return cls(Phase.RETIRED, wall_ms(), message)
