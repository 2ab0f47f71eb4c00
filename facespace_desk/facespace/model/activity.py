"""Activity of a history answer: different people per camera and bin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from natsort import natsorted, ns

from facespace_desk.facespace.daylog import people_per_bin
from facespace_desk.facespace.model.gap_causes import cause_words
from facespace_desk.facespace.presence import Gap
from facespace_desk.modelkit.activity import Activity, Blind, Lane


class Seen(Protocol):
    """A row with a person, a camera and a moment."""

    @property
    def camera(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def at_ms(self) -> int | None: ...


def activity_of(
    rows: Sequence[Seen],
    start_ms: int,
    end_ms: int,
    bins: int,
    *,
    title: Callable[[str], str],
    gaps: Iterable[Gap],
) -> Activity:
    """Counts of *rows* (all with a time) in *bins* equal spans of [start_ms, end_ms)."""
    import numpy as np  # only a timeline on screen needs it

    cameras = natsorted({row.camera for row in rows}, alg=ns.IGNORECASE)
    camera_codes = {camera: code for code, camera in enumerate(cameras)}
    label_codes: dict[str, int] = {}
    count = len(rows)
    camera = np.fromiter((camera_codes[row.camera] for row in rows), np.int64, count)
    label = np.fromiter(
        (label_codes.setdefault(row.label, len(label_codes)) for row in rows), np.int64, count
    )
    at_ms = np.fromiter((row.at_ms or 0 for row in rows), np.int64, count)
    width = max(1, (end_ms - start_ms) // bins)
    at_bin = np.clip((at_ms - start_ms) // width, 0, bins - 1)
    counts = people_per_bin(camera, label, at_bin, (len(cameras), len(label_codes), bins))
    lanes = tuple(Lane(name, title(name), hue) for hue, name in enumerate(cameras))
    blind = tuple(Blind(gap.from_ms, gap.to_ms, cause_words(gap.cause)) for gap in gaps)
    return Activity(lanes, start_ms, end_ms, counts, blind)
