"""What the store of events takes and gives. Times are epoch milliseconds, UTC. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

EventKind = Literal["event", "unreadable", "gap"]


class NewEvent(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One event as it arrived; a packet that could not be read; or a stretch without a line.

    `payload` is JSON, `more` a JSON list of further arguments or empty, `objects` the ids of those
    objects of the dataset that it tells of.
    """

    at_ms: int
    name: str
    payload: str
    kind: EventKind = "event"
    dataset_id: int | None = None
    objects: tuple[str, ...] = ()
    size: int = 0  # bytes of the packet
    is_object: bool = True
    more: str = ""


class StoredEvent(msgspec.Struct, frozen=True, gc=False):
    """An event and its number: numbers of a profile grow by one with each that arrives.

    `payload` may be only the beginning of a large one, unless `is_whole`.
    """

    number: int
    at_ms: int
    name: str
    payload: str
    kind: EventKind = "event"
    dataset_id: int | None = None
    objects: tuple[str, ...] = ()
    size: int = 0
    is_object: bool = True
    more: str = ""
    is_whole: bool = True

    @property
    def object_id(self) -> str | None:
        """The one object it tells of; None for none and for several."""
        return self.objects[0] if len(self.objects) == 1 else None


class HeldEvents(msgspec.Struct, frozen=True):
    """Which events of a profile there are: their numbers, ascending; `end` is the next one's."""

    numbers: Sequence[int]
    gaps: tuple[int, ...]  # those that are gaps
    end: int


class TypeCount(msgspec.Struct, frozen=True):
    """How many events of one name there are, and the number of the last."""

    name: str
    count: int
    last_number: int


class Narrow(msgspec.Struct, frozen=True):
    """Conditions that the database can judge. `text`, in any case of its letters, must be in one
    of payload, name, objects and dataset; gaps pass everything."""

    names: frozenset[str] | None = None
    not_names: frozenset[str] = frozenset()
    dataset_id: int | None = None
    object_id: str | None = None
    text: str = ""


class EventCaps(msgspec.Struct, frozen=True, omit_defaults=True):
    """How much is kept of one profile; None: no limit of that kind."""

    count: int | None = 1_000_000
    bytes: int | None = 1 << 30  # of packets as they arrived
    age_h: int | None = None  # the console's own retention holds besides
    by_name: Mapping[str, int] = {}
