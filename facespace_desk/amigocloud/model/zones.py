"""Zones of the operator's own: circles on the map, and who enters or leaves them (E5).

Only live positions count. What an object is in when it is seen first is nothing that it did.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.trails import Ints
from facespace_desk.language import tr, tr_n
from facespace_desk.map import geo
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "amigocloud.zones"
NAME: Final = "zones"
ZONES_MOST: Final = 50
CROSSINGS_KEPT: Final = 500
NAME_LENGTH: Final = 60
_UNKNOWN, _OUTSIDE, _INSIDE = range(3)

Sides = NDArray[np.uint8]


class Zone(msgspec.Struct, frozen=True):
    """All within *km* of a place. *is_told*: crossings of its edge are told to the operator."""

    name: str
    latitude: float
    longitude: float
    km: float
    is_told: bool = True


@dataclass(frozen=True)
class Crossing:
    """An object went over the edge of a zone; `at_ms` is when we heard, epoch milliseconds."""

    zone: str
    key: ObjectKey
    is_inside: bool
    at_ms: int


class Zones(QObject):
    """Signals:

    changed: there are other zones.
    crossed(list[Crossing]): edges were crossed, of zones of which that is told.
    """

    changed = Signal()
    crossed = Signal(object)

    def __init__(
        self,
        movers: Movers,
        store: Store,
        profile: str,
        *,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._movers = movers
        self._documents = store.views
        self._profile = profile
        self._clock = clock
        self._zones: dict[str, Zone] = {}
        self._sides: dict[str, Sides] = {}  # of each row of the fleet
        self._crossings: deque[Crossing] = deque(maxlen=CROSSINGS_KEPT)
        self._tasks = TaskScope("AmigoCloud zones", report)
        movers.changed.connect(self._look)
        movers.replaced.connect(self._look_again)

    @property
    def all(self) -> tuple[Zone, ...]:
        """By name."""
        return tuple(sorted(self._zones.values(), key=lambda zone: zone.name.casefold()))

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """The last ones since the tab was opened, the newest first."""
        return tuple(reversed(self._crossings))

    def count_in(self, name: str) -> int:
        """How many objects were in a zone when they were heard last."""
        sides = self._sides.get(name)
        return 0 if sides is None else int(np.count_nonzero(sides == _INSIDE))

    def free_name(self) -> str:
        """A name that no zone has."""
        return next(
            name
            for count in range(1, ZONES_MOST + 2)
            if (name := tr("Zone {number}", number=count)) not in self._zones
        )

    def why_not(self, name: str) -> str:
        """Why a new zone cannot have this name; empty when it can."""
        if not name.strip():
            return tr("A zone needs a name.")
        if name.strip() in self._zones:
            return tr("Another zone has this name.")
        if len(self._zones) >= ZONES_MOST:
            return tr("There are {count} zones already.", count=ZONES_MOST)
        return ""

    def add(self, zone: Zone) -> None:
        """Watch a circle from now on."""
        self._zones[zone.name] = zone
        self._became(zone.name)

    def tell_of(self, name: str, *, is_told: bool) -> None:
        """Tell of who enters and leaves a zone, or only count."""
        self._zones[name] = msgspec.structs.replace(self._zones[name], is_told=is_told)
        self._keep()
        self.changed.emit()

    def remove(self, name: str) -> None:
        """Watch it no longer."""
        del self._zones[name]
        self._became(name)

    async def load(self) -> None:
        """Read what was drawn. Raises StoreTrouble."""
        for document in await self._documents.list(self._profile, KIND):
            if document.name == NAME:
                self._zones = {zone.name: zone for zone in _read(document.json)}
        self._look_again()
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()

    # -- looking

    def _look(self, rows: Ints) -> None:
        """Where these rows of the fleet are now."""
        if self._movers.is_replaying or not self._zones:
            return
        crossings: list[Crossing] = []
        for zone in self._zones.values():
            crossings += self._crossed(zone, rows)
        if crossings:
            self._crossings.extend(crossings)
            if told := [each for each in crossings if self._zones[each.zone].is_told]:
                self.crossed.emit(told)

    def _look_again(self) -> None:
        """Everything may be elsewhere."""
        count = len(self._movers.fleet)
        if not self._movers.is_replaying:
            if any(len(sides) > count for sides in self._sides.values()):
                self._sides.clear()  # all were forgotten; rows will be others'
            self._look(np.arange(count))

    def _crossed(self, zone: Zone, rows: Ints) -> list[Crossing]:
        fleet = self._movers.fleet
        sides = self._sides_of(zone.name, len(fleet))
        away_km = geo.distance_km(zone.latitude, zone.longitude, fleet.lat[rows], fleet.lon[rows])
        now = np.where(away_km <= zone.km, _INSIDE, _OUTSIDE).astype(np.uint8)
        before = sides[rows]
        has_crossed = (before != _UNKNOWN) & (before != now)
        sides[rows] = now
        at_ms = self._clock()
        return [
            Crossing(zone.name, fleet.keys[row], bool(side == _INSIDE), at_ms)
            for row, side in zip(rows[has_crossed].tolist(), now[has_crossed].tolist(), strict=True)
        ]

    def _sides_of(self, name: str, count: int) -> Sides:
        sides = self._sides.get(name)
        if sides is None or len(sides) < count:
            known = sides if sides is not None else np.zeros(0, np.uint8)
            sides = np.concatenate([known, np.zeros(count - len(known), np.uint8)])
            self._sides[name] = sides
        return sides

    def _became(self, name: str) -> None:
        self._sides.pop(name, None)
        self._look_again()
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        text = msgspec.json.encode(self.all).decode()
        self._tasks.start(
            self._documents.put(self._profile, KIND, NAME, text), name="keep", replacing="keep"
        )


def crossing_words(crossings: Sequence[Crossing]) -> str:
    """What happened, in one sentence; of many only how many there were."""
    if len(crossings) == 1:
        [only] = crossings
        name, zone = only.key.object_id, only.zone
        if only.is_inside:
            return tr("{name} entered {zone}.", name=name, zone=zone)
        return tr("{name} left {zone}.", name=name, zone=zone)
    parts = []
    for zone in dict.fromkeys(each.zone for each in crossings):
        inside = [each.is_inside for each in crossings if each.zone == zone]
        entered, left = inside.count(True), inside.count(False)
        deeds = [tr_n("{n:,} entered", "{n:,} entered", entered)] if entered else []
        deeds += [tr_n("{n:,} left", "{n:,} left", left)] if left else []
        parts.append(f"{zone}: {', '.join(deeds)}")
    return "; ".join(parts) + "."


def _read(text: str) -> tuple[Zone, ...]:
    try:
        return msgspec.json.decode(text, type=tuple[Zone, ...])
    except msgspec.DecodeError:
        return ()
