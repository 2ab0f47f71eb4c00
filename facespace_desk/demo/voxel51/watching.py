"""What the simulated analytics see: of sketches all, of uploads what moves before the rest.

Importing this loads numpy and PyAV: do it in a thread.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from facespace_desk.demo.voxel51 import films
from facespace_desk.demo.voxel51.drawing import Picture
from facespace_desk.demo.voxel51.sketches import Seen, Sketch

_LOOKS = 25  # frames from which it is learnt what is usual
_DIFFERENCE = 28  # of a colour, from the usual, that counts
_DARK = 60
_GAP = 0.03  # of the width: what is nearer together is one thing
_LEAST_WIDTH, _LEAST_PIXELS = 0.02, 0.0008
_MOST_THINGS = 6


class Watched:
    """A film with what was seen in it; `seen[0]` is of the first frame."""

    def __init__(
        self,
        frames: list[Picture],
        rate: Fraction,
        seen: list[list[Seen]],
        conditions: tuple[str, str, str],
    ) -> None:
        self.frames = frames
        self.rate = rate
        self.seen = seen
        self.conditions = conditions


def watched(upload: Path | None, sketch: Sketch) -> Watched:
    """The *sketch* stands in for an upload that is gone by now, or breaks off before a frame."""
    if upload is not None:
        with contextlib.suppress(ValueError):
            return watched_file(upload)
    return watched_sketch(sketch)


def watched_sketch(sketch: Sketch) -> Watched:
    seen = [sketch.seen(frame) for frame in range(1, sketch.frames + 1)]
    frames = list(films.pictures(sketch))
    return Watched(frames, Fraction(sketch.rate), seen, sketch.conditions)


def watched_file(path: Path) -> Watched:
    """
    Raises:
        ValueError: it is no film.
    """
    frames, rate = films.opened(path)
    usual = np.median(np.stack(frames[:: -(-len(frames) // _LOOKS)]), axis=0).astype(np.int16)
    seen = [_moving((np.abs(frame - usual) > _DIFFERENCE).any(axis=2)) for frame in frames]
    time = "day" if usual.mean() > _DARK else "night"
    return Watched(frames, rate, seen, ("elsewhere", "clear", time))


def _moving(mask: NDArray[np.bool_]) -> list[Seen]:
    """Boxes round what is true, from left to right."""
    height, width = mask.shape
    found: list[Seen] = []
    for left, right in _runs(np.asarray(mask.any(axis=0)), int(_GAP * width) + 1):
        rows = np.flatnonzero(mask[:, left:right].any(axis=1))
        is_large = mask[:, left:right].sum() >= _LEAST_PIXELS * mask.size
        if right - left < _LEAST_WIDTH * width or not is_large:
            continue
        found.append(
            Seen(
                label="object",
                number=len(found) + 1,
                left=round(left / width, 4),
                top=round(int(rows[0]) / height, 4),
                right=round(right / width, 4),
                bottom=round((int(rows[-1]) + 1) / height, 4),
                confidence=0.62,
            )
        )
    return found[:_MOST_THINGS]


def _runs(columns: NDArray[np.bool_], gap: int) -> Sequence[tuple[int, int]]:
    """From and to of what is true, where *gap* falses end a run."""
    places = np.flatnonzero(columns)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = [int(places[0]), *(int(places[at + 1]) for at in breaks)]
    ends = [*(int(places[at]) + 1 for at in breaks), int(places[-1]) + 1]
    return list(zip(starts, ends, strict=True))
