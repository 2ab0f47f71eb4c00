"""The last values of each numeric field of each object, for small charts. No Qt.

A field gets its arrays when it first holds a number. Values are kept at most one a second for an
object, so that a chart covers minutes however fast reports come.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from facespace_desk.amigocloud.live.reports import ObjectReport, number
from facespace_desk.amigocloud.model.trails import Ints

SAMPLES: Final = 120
FIELDS_MOST: Final = 12  # numeric fields of which values are kept, in the order of appearance
LOOKS_MOST: Final = 200  # reports in which a field is looked for a number
NAMES_MOST: Final = 1_000  # fields of which the looks are counted
EVERY_MS: Final = 1_000
OWN_FIELDS: Final = ("speed", "track", "altitude")

Samples = NDArray[np.float32]


class Series:
    """Rings of SAMPLES values a row and field; NaN where a report had no number."""

    def __init__(self) -> None:
        self._room = 0
        self._rings: dict[str, Samples] = {}
        self._looks: dict[str, int] = {}
        self._count: Ints = np.zeros(0, np.int64)
        self._at_ms: Ints = np.zeros(0, np.int64)

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields that ever held a number."""
        return tuple(self._rings)

    def make_room(self, rows: int) -> None:
        """Have at least so many rows."""
        more = rows - self._room
        if more <= 0:
            return
        blank = np.full((more, SAMPLES), np.nan, np.float32)
        self._rings = {name: np.concatenate([ring, blank]) for name, ring in self._rings.items()}
        self._count = np.concatenate([self._count, np.zeros(more, np.int64)])
        self._at_ms = np.concatenate([self._at_ms, np.full(more, -EVERY_MS, np.int64)])
        self._room = rows

    def add(self, rows: Ints, reports: Sequence[ObjectReport], heard_ms: int) -> None:
        """Reports of different rows."""
        due = np.flatnonzero(heard_ms - self._at_ms[rows] >= EVERY_MS)
        if not len(due):
            return
        chosen = [reports[place] for place in due.tolist()]
        rows = rows[due]
        self._find_fields(chosen)
        place = self._count[rows] % SAMPLES
        for name, ring in self._rings.items():
            ring[rows, place] = _values(name, chosen)
        self._count[rows] += 1
        self._at_ms[rows] = heard_ms

    def values(self, row: int, field: str) -> Samples:
        """What the object said in *field*, oldest first; nothing for a field nobody knows."""
        ring = self._rings.get(field)
        if ring is None or not 0 <= row < self._room:
            return np.zeros(0, np.float32)
        count = int(self._count[row])
        if count <= SAMPLES:
            return ring[row, :count].copy()
        return np.roll(ring[row], -(count % SAMPLES))

    def _find_fields(self, reports: Sequence[ObjectReport]) -> None:
        if len(self._rings) >= FIELDS_MOST:
            return
        for report in reports:
            for name in (*OWN_FIELDS, *report.extra):
                if name not in self._rings and self._looks.get(name, 0) < LOOKS_MOST:
                    self._look(name, report)

    def _look(self, name: str, report: ObjectReport) -> None:
        """Give a field its arrays if it is one of numbers, and give up one that never is."""
        if len(self._looks) < NAMES_MOST:
            self._looks[name] = self._looks.get(name, 0) + 1
        if len(self._rings) < FIELDS_MOST and number(value_of(report, name)) is not None:
            self._rings[name] = np.full((self._room, SAMPLES), np.nan, np.float32)


def value_of(report: ObjectReport, field: str) -> object:
    """What a report says in a field, its own or one of the payload's."""
    return getattr(report, field) if field in OWN_FIELDS else report.extra.get(field)


def _values(field: str, reports: Sequence[ObjectReport]) -> Samples:
    if field in OWN_FIELDS:
        found = [getattr(report, field) for report in reports]
    else:
        found = [number(report.extra.get(field)) for report in reports]
    return np.array(found, np.float32)  # None becomes NaN
