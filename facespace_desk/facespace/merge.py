"""One history of two sources: the server's log, and what this desk saw itself.

The rules, in the order in which they apply:

1. A server entry with a time belongs to a presence of the same camera and label when its time lies
   within the presence, widened by two seconds at both ends: the server stamps whole seconds by its
   own clock, the desk notes when the answer arrived.
2. When several presences qualify: the one that began last before the entry, if it holds the time
   exactly; else the one of those before that lasts longest, if that does; else the nearest; else
   the earlier.
3. A presence with entries becomes one row "both", which counts and keeps the entries' times. A
   presence without is a row "desk". Every other server entry is a row of its own: the server may
   say the same thing twice, and both are kept.
4. Entries that were kept from an earlier answer are joined with those of the new one: of equal
   entries as many remain as the source with more of them has.
5. Rows are in order of time, then as the sources have them; unreadable entries come last.

Pure. Times are epoch milliseconds UTC.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal, Protocol

import msgspec

from facespace_desk.facespace.records import Sighting

TOLERANCE_MS: Final = 2000
Origin = Literal["server", "desk", "both"]

_UNREADABLE_LAST: Final = 2**63 - 1


class Seen(Protocol):
    """What the desk saw: a presence, or a kept one from the store."""

    @property
    def camera(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def first_ms(self) -> int: ...
    @property
    def last_ms(self) -> int: ...
    @property
    def count(self) -> int: ...


class MergedRow(msgspec.Struct, frozen=True, gc=False):
    """One row of the history. `first_ms` is None for an entry without a readable time.

    `count` is the number of pictures for what the desk saw, else 1. `server_ms` are the times of
    the server entries in a row "both", ascending, else empty: a tuple for each of two million rows
    would make the garbage collector stop all threads.
    """

    camera: str
    label: str
    first_ms: int | None
    last_ms: int | None
    count: int
    origin: Origin
    raw: str | None = None
    server_ms: tuple[int, ...] = ()

    def __repr__(self) -> str:
        """Names of people stay out of logs and tracebacks."""
        return (
            f"MergedRow(camera={self.camera!r}, label=<hidden>, first_ms={self.first_ms}, "
            f"last_ms={self.last_ms}, origin={self.origin!r}, entries={len(self.server_ms)})"
        )


def merge(
    server: Iterable[Sighting], desk: Iterable[Seen], kept: Iterable[Sighting] = ()
) -> list[MergedRow]:
    """The rows of *server*'s answer, of entries *kept* from earlier ones, and of *desk*'s own."""
    presences = list(desk)
    spans = _spans_by_person(presences)
    taken: dict[int, list[int]] = {}
    rows: list[MergedRow] = []
    for entry in joined(server, kept):
        at_ms = entry.at_ms
        person = spans.get((entry.camera, entry.label))
        place = None if person is None or at_ms is None else person.holding(at_ms)
        if place is None or at_ms is None:
            rows.append(_server_row(entry))
        else:
            taken.setdefault(place, []).append(at_ms)
    rows += [_desk_row(seen, taken.get(place)) for place, seen in enumerate(presences)]
    rows.sort(key=_time_of)
    return rows


def joined(server: Iterable[Sighting], kept: Iterable[Sighting]) -> list[Sighting]:
    """Both lists without what is in both: equal entries remain as often as in the richer source."""
    fresh = list(server)
    surplus = list(kept)
    if not surplus:
        return fresh
    known = Counter(map(_identity, fresh))
    result = fresh
    for entry in surplus:
        identity = _identity(entry)
        if known[identity] > 0:
            known[identity] -= 1
        else:
            result.append(entry)
    return result


class _Spans:
    """The presences of one person at one camera, by their beginning."""

    def __init__(self, presences: Sequence[Seen], places: list[int]) -> None:
        self._places = sorted(places, key=lambda place: presences[place].first_ms)
        self._firsts = [presences[place].first_ms for place in self._places]
        self._lasts = [presences[place].last_ms for place in self._places]
        self._longest: list[int] = []  # up to here, which one lasts longest: they may overlap
        longest = 0
        for index, last_ms in enumerate(self._lasts):
            longest = index if last_ms >= self._lasts[longest] else longest
            self._longest.append(longest)

    def holding(self, at_ms: int) -> int | None:
        """Where the presence is to which *at_ms* belongs by rule 2; None: to none."""
        begun = bisect_right(self._firsts, at_ms) - 1
        index = self._within(begun, at_ms)
        return None if index is None else self._places[index]

    def _within(self, begun: int, at_ms: int) -> int | None:
        before = at_ms
        if begun >= 0:
            if self._lasts[begun] >= at_ms:
                return begun
            begun = self._longest[begun]
            before = at_ms - self._lasts[begun]
            if before <= 0:
                return begun
        return self._nearest(begun, before, at_ms)

    def _nearest(self, ended: int, before_ms: int, at_ms: int) -> int | None:
        following = bisect_right(self._firsts, at_ms)
        after_ms = (
            self._firsts[following] - at_ms if following < len(self._firsts) else TOLERANCE_MS + 1
        )
        if ended >= 0 and before_ms <= min(TOLERANCE_MS, after_ms):
            return ended
        return following if after_ms <= TOLERANCE_MS else None


def _spans_by_person(presences: Sequence[Seen]) -> dict[tuple[str, str], _Spans]:
    places: dict[tuple[str, str], list[int]] = {}
    for place, seen in enumerate(presences):
        places.setdefault((seen.camera, seen.label), []).append(place)
    return {person: _Spans(presences, found) for person, found in places.items()}


def _server_row(entry: Sighting) -> MergedRow:
    return MergedRow(entry.camera, entry.label, entry.at_ms, entry.at_ms, 1, "server", entry.raw)


def _desk_row(seen: Seen, server_ms: list[int] | None) -> MergedRow:
    return MergedRow(
        seen.camera,
        seen.label,
        seen.first_ms,
        seen.last_ms,
        seen.count,
        "both" if server_ms else "desk",
        None,
        tuple(sorted(server_ms)) if server_ms else (),
    )


def _identity(entry: Sighting) -> tuple[str, str, int | None, str | None]:
    return entry.camera, entry.label, entry.at_ms, entry.raw


def _time_of(row: MergedRow) -> int:
    return _UNREADABLE_LAST if row.first_ms is None else row.first_ms
