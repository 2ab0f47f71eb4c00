"""What a timeline draws: counts per lane and bin, and the times in which nobody looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline. `hue` chooses one of the theme's chart hues, in turn."""

    key: str
    title: str
    hue: int = 0


@dataclass(frozen=True, slots=True)
class Blind:
    """A time in which nobody looked, and why. Epoch milliseconds."""

    from_ms: int
    to_ms: int
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """`counts` has shape (lanes, bins); the bins divide the time from start to end evenly."""

    lanes: tuple[Lane, ...]
    start_ms: int
    end_ms: int
    counts: NDArray[np.int64]
    blind: tuple[Blind, ...] = ()
