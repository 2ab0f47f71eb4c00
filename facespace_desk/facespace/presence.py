"""Folding pictures into presences: who is where, since when, and what is not known.

The service sends the whole picture each time, without times (wire/facespace.md 4). A presence is
one person at one camera from the first picture to the last. Three rules keep it honest:

* A short absence does not end a presence. It ends when the person was absent in more than
  `hold_pictures` pictures *and* was last seen more than `hold_s` before; recognition flickers.
* A missed poll says nothing about anybody. While nothing arrives, presences are "unknown since" the
  last picture; the next picture resumes those it shows. The others are held as above, counting from
  that picture, and then end where they were last seen. The same holds for a camera whose value in
  a picture could not be read.
* After a gap longer than `resume_s` a person who is seen again begins a new presence: nobody can
  say that the person stayed.

Pure: no clock, no Qt. Times are epoch milliseconds UTC, as received by this desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec

from facespace_desk.facespace.records import Picture

HOLD_PICTURES: Final = 2
HOLD_S: Final = 5.0
RESUME_S: Final = 900.0


class Presence(msgspec.Struct, frozen=True, gc=False):
    """One person at one camera. `count` is the number of pictures that showed the person.

    `is_here` is true until the presence has ended. `unknown_since_ms` is set while nothing is
    known: the person was there at that time, and nobody has looked since.
    """

    camera: str
    label: str
    first_ms: int
    last_ms: int
    count: int
    is_here: bool
    unknown_since_ms: int | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        """Never changes, and no other presence has it."""
        return self.camera, self.label, self.first_ms

    def __repr__(self) -> str:
        """Names of people stay out of logs and tracebacks."""
        return (
            f"Presence(camera={self.camera!r}, label=<hidden>, first_ms={self.first_ms}, "
            f"last_ms={self.last_ms}, count={self.count}, is_here={self.is_here})"
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without pictures, from the last good one to the next, and why."""

    from_ms: int
    to_ms: int
    cause: str


@dataclass(frozen=True, slots=True)
class PresenceChanges:
    """What one picture, or the lack of one, changed. Each presence is as it stands afterwards.

    `stayed` are those shown by the picture. Those not shown, but held, are in none of the lists.
    """

    appeared: list[Presence] = field(default_factory=list)
    stayed: list[Presence] = field(default_factory=list)
    left: list[Presence] = field(default_factory=list)
    unknown: list[Presence] = field(default_factory=list)
    gap: Gap | None = None

    def __bool__(self) -> bool:
        return bool(self.appeared or self.stayed or self.left or self.unknown or self.gap)


class _Open:
    """A presence under way; changed in place, for there are thousands a second."""

    __slots__ = ("absent", "absent_from_ms", "count", "first_ms", "is_unknown", "last_ms")

    def __init__(self, at_ms: int) -> None:
        self.first_ms = at_ms
        self.last_ms = at_ms
        self.count = 1
        self.absent = 0  # pictures since the last that showed the person
        self.absent_from_ms = at_ms  # the hold counts from here: last seen, or looked for again
        self.is_unknown = False


class PresenceFolder:
    """Takes pictures and misses in the order in which they happen."""

    def __init__(
        self,
        *,
        hold_pictures: int = HOLD_PICTURES,
        hold_s: float = HOLD_S,
        resume_s: float = RESUME_S,
    ) -> None:
        self._hold_pictures = hold_pictures
        self._hold_ms = round(hold_s * 1000)
        self._resume_ms = round(resume_s * 1000)
        self._open: dict[str, dict[str, _Open]] = {}
        self._last_picture_ms: int | None = None
        self._gap_cause: str | None = None

    @property
    def last_picture_ms(self) -> int | None:
        """When the last picture arrived."""
        return self._last_picture_ms

    @property
    def is_looking(self) -> bool:
        """Whether the last thing fed was a picture."""
        return self._last_picture_ms is not None and self._gap_cause is None

    def feed(self, picture: Picture) -> PresenceChanges:
        """Fold *picture* in."""
        now_ms = max(
            picture.received_ms, self._last_picture_ms or 0
        )  # clocks are set back at times
        changes = PresenceChanges(gap=self._end_of_gap(now_ms))
        if changes.gap:
            self._after_gap(changes, now_ms)
        for camera, labels in picture.cameras.items():
            self._shown(camera, labels, now_ms, changes)
        for camera in list(self._open):
            if camera in picture.unread:
                self._doubt(camera, changes)
            else:
                shown = frozenset(picture.cameras.get(camera, ()))
                self._absent(camera, shown, now_ms, changes)
        self._last_picture_ms = now_ms
        return changes

    def miss(self, cause: str) -> PresenceChanges:
        """No picture came, or nobody asked for one: nothing is known until the next."""
        if self._last_picture_ms is None or self._gap_cause is not None:
            return PresenceChanges()
        self._gap_cause = cause
        changes = PresenceChanges()
        for camera in self._open:
            self._doubt(camera, changes)
        return changes

    def close(self) -> list[Presence]:
        """End everything where it was last seen, because the desk stops looking for good."""
        ended = [
            self._presence(camera, label, entry, is_here=False)
            for camera, label, entry in self._entries()
        ]
        self._open.clear()
        self._last_picture_ms = None
        self._gap_cause = None
        return ended

    def here(self) -> list[Presence]:
        """All presences under way, the unknown and the held included."""
        return [self._presence(camera, label, entry) for camera, label, entry in self._entries()]

    def _shown(
        self, camera: str, labels: tuple[str, ...], now_ms: int, changes: PresenceChanges
    ) -> None:
        if not labels:
            return
        at_camera = self._open.setdefault(camera, {})
        for label in dict.fromkeys(labels):  # a label may come twice in one picture
            entry = at_camera.get(label)
            if entry is None:
                at_camera[label] = entry = _Open(now_ms)
                changes.appeared.append(self._presence(camera, label, entry))
                continue
            entry.last_ms = entry.absent_from_ms = now_ms
            entry.count += 1
            entry.absent = 0
            entry.is_unknown = False
            changes.stayed.append(self._presence(camera, label, entry))

    def _absent(
        self, camera: str, shown: frozenset[str], now_ms: int, changes: PresenceChanges
    ) -> None:
        at_camera = self._open[camera]
        for label in [label for label in at_camera if label not in shown]:
            entry = at_camera[label]
            if entry.absent == 0 and entry.is_unknown:
                entry.absent_from_ms = now_ms  # time without looking is no absence
            entry.absent += 1
            absent_ms = now_ms - entry.absent_from_ms
            if entry.absent > self._hold_pictures and absent_ms > self._hold_ms:
                self._leave(camera, label, changes)
        if not at_camera:
            del self._open[camera]

    def _doubt(self, camera: str, changes: PresenceChanges) -> None:
        for label, entry in self._open[camera].items():
            entry.absent = 0
            if not entry.is_unknown:
                entry.is_unknown = True
                changes.unknown.append(self._presence(camera, label, entry))

    def _leave(self, camera: str, label: str, changes: PresenceChanges) -> None:
        entry = self._open[camera].pop(label)
        changes.left.append(self._presence(camera, label, entry, is_here=False))

    def _end_of_gap(self, now_ms: int) -> Gap | None:
        if self._gap_cause is None or self._last_picture_ms is None:
            return None
        gap = Gap(self._last_picture_ms, now_ms, self._gap_cause)
        self._gap_cause = None
        return gap

    def _after_gap(self, changes: PresenceChanges, now_ms: int) -> None:
        """After a long gap nobody is taken to have stayed."""
        for camera, label, entry in list(self._entries()):
            if now_ms - entry.last_ms > self._resume_ms:
                self._leave(camera, label, changes)

    def _entries(self) -> Iterator[tuple[str, str, _Open]]:
        for camera, at_camera in self._open.items():
            for label, entry in at_camera.items():
                yield camera, label, entry

    @staticmethod
    def _presence(camera: str, label: str, entry: _Open, *, is_here: bool = True) -> Presence:
        unknown_since_ms = entry.last_ms if entry.is_unknown and is_here else None
        return Presence(
            camera,
            label,
            entry.first_ms,
            entry.last_ms,
            entry.count,
            is_here,
            unknown_since_ms,
        )
