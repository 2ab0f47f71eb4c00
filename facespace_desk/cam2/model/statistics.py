"""Coverage over the cameras held: how many there are of each country, type, source and activity.

Counted in slices, so that the window draws between them even with the whole world held.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.model.columns import type_words
from facespace_desk.cam2.records import CAMERA_TYPES, Camera
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.tasks import Report, TaskScope

SLICE: Final = 3_000  # cameras; about 5 ms
AGAIN_AFTER_S: Final = 0.2  # pages of a search come one after another
UNKNOWN: Final = tr("unknown")


@dataclass(frozen=True)
class Bar:
    """One value and how many cameras have it; `share` is of all cameras, 0 to 1. `active` is how
    many of them are said to be active; None where that is not asked."""

    name: str
    count: int
    share: float
    active: int | None = None
    is_unknown: bool = False


@dataclass
class Coverage:
    """Counts over some cameras. Values that are not known are counted under None."""

    total: int = 0
    placed: int = 0
    countries: Counter[str | None] = field(default_factory=Counter)
    types: Counter[str | None] = field(default_factory=Counter)
    sources: Counter[str | None] = field(default_factory=Counter)
    images: Counter[bool | None] = field(default_factory=Counter)
    videos: Counter[bool | None] = field(default_factory=Counter)
    active_by_country: Counter[str | None] = field(default_factory=Counter)

    def add(self, cameras: Iterable[Camera]) -> None:
        """Count *cameras* too."""
        for camera in cameras:
            self.total += 1
            self.placed += camera.has_place
            self.countries[camera.country] += 1
            self.types[camera.type or None] += 1
            self.sources[camera.source] += 1
            self.images[camera.has_image] += 1
            self.videos[camera.has_video] += 1
            if camera.has_image or camera.has_video:
                self.active_by_country[camera.country] += 1

    def country_bars(self, most: int = 12) -> tuple[Bar, ...]:
        """The countries with the most cameras, then the others as one, then the unknown."""
        return self._ranked(self.countries, most, _other_countries, self.active_by_country)

    def source_bars(self, most: int = 8) -> tuple[Bar, ...]:
        """The sources with the most cameras, then the others as one, then the unknown."""
        return self._ranked(self.sources, most, _other_sources)

    def type_bars(self) -> tuple[Bar, ...]:
        """The three types, each even without a camera, then what a newer server may say."""
        known = [self._bar(type_words(name), self.types[name]) for name in CAMERA_TYPES]
        others = sorted(name for name in self.types if name and name not in CAMERA_TYPES)
        bars = known + [self._bar(name, self.types[name]) for name in others]
        return tuple(bars + self._unknown(self.types[None]))

    def image_bars(self) -> tuple[Bar, ...]:
        """Whether their still picture is said to be active."""
        return self._activity(self.images)

    def video_bars(self) -> tuple[Bar, ...]:
        """Whether their video is said to be active."""
        return self._activity(self.videos)

    def place_bars(self) -> tuple[Bar, ...]:
        """How many can be shown on the map."""
        return (
            self._bar(tr("on the map"), self.placed),
            self._bar(tr("without coordinates"), self.total - self.placed),
        )

    def _ranked(
        self,
        counts: Counter[str | None],
        most: int,
        others: Callable[[int], str],
        active: Counter[str | None] | None = None,
    ) -> tuple[Bar, ...]:
        known = sorted(
            (name for name in counts if name is not None), key=lambda name: (-counts[name], name)
        )
        if len(known) == most + 1:
            most += 1  # "1 other" would take as much room as its name

        def bar(title: str, names: Sequence[str | None], *, is_unknown: bool = False) -> Bar:
            count = sum(counts[name] for name in names)
            active_count = None if active is None else sum(active[name] for name in names)
            return Bar(title, count, count / self.total, active_count, is_unknown)

        bars = [bar(name, [name]) for name in known[:most]]
        if rest := known[most:]:
            bars.append(bar(others(len(rest)), rest))
        if counts[None]:
            bars.append(bar(UNKNOWN, [None], is_unknown=True))
        return tuple(bars)

    def _activity(self, counts: Counter[bool | None]) -> tuple[Bar, ...]:
        return (
            self._bar(tr("active"), counts[True]),
            self._bar(tr("not active"), counts[False]),
            *self._unknown(counts[None]),
        )

    def _unknown(self, count: int) -> list[Bar]:
        if not count:
            return []
        return [Bar(UNKNOWN, count, count / self.total, is_unknown=True)]

    def _bar(self, name: str, count: int) -> Bar:
        return Bar(name, count, count / self.total if self.total else 0.0)


def _other_countries(count: int) -> str:
    return tr_n("{n:,} other countries", "{n:,} other country", count)


def _other_sources(count: int) -> str:
    return tr_n("{n:,} other sources", "{n:,} other source", count)


class StatisticsModel(QObject):
    """Coverage over whatever cameras are held when it is asked for.

    Signals:
        changed: `coverage` is another one.
    """

    changed = Signal()

    def __init__(
        self,
        cameras: Callable[[], Iterable[Camera]],
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._cameras = cameras
        self._tasks = TaskScope("CAM2 statistics", report)
        self.coverage = Coverage()

    def refresh(self) -> None:
        """Count anew; a count under way is replaced."""
        self._tasks.start(self._count(), name="count", replacing="count")

    async def close(self) -> None:
        """Stop counting."""
        await self._tasks.close()

    async def _count(self) -> None:
        coverage = await self._counted()
        while coverage is None:
            coverage = await self._counted()
        self.coverage = coverage
        self.changed.emit()

    async def _counted(self) -> Coverage | None:
        """The counts; None when cameras came or went meanwhile."""
        coverage = Coverage()
        cameras = iter(self._cameras())
        try:
            while part := tuple(itertools.islice(cameras, SLICE)):
                coverage.add(part)
                await asyncio.sleep(0)
        except RuntimeError:  # as dictionaries say that they changed while they were walked
            await asyncio.sleep(AGAIN_AFTER_S)
            return None
        return coverage
