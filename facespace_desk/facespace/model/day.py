"""The last 24 hours: who is where, who was last seen when, which camera is silent.

Fed by the live feed and, once, by what store and server know of the past. Every number here says
"as far as known": a camera nobody reported at is silent, not unused.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, Signal

from facespace_desk.facespace.daylog import DayLog, Stay
from facespace_desk.facespace.model.cameras import CameraBook
from facespace_desk.facespace.model.columns import person_columns
from facespace_desk.facespace.model.gap_causes import NOBODY_LOOKS
from facespace_desk.facespace.model.rows import CameraRow, PersonRow
from facespace_desk.facespace.presence import Gap, Presence, PresenceChanges
from facespace_desk.facespace.records import Picture
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope

DAY_MS: Final = 86_400_000
PAST_SLICE: Final = 500  # stays taken in at once: a few milliseconds
SAME_MS: Final = 2_000  # server and desk stamp the same stay by different clocks (merge.py)
_TICK_S: Final = 15.0


_Spans: TypeAlias = "defaultdict[tuple[str, str], list[tuple[int, int]]]"


@dataclass(slots=True)
class _Person:
    camera: str = ""
    last_ms: int = 0
    here: set[str] = field(default_factory=set)
    visits: int = 0
    cameras: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Camera:
    hue: int
    last_ms: int | None = None
    here: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


class DayModel(QObject):
    """Board, camera list and activity of one profile.

    Signals:
        cameras_changed: some camera's row is another one.
        activity_changed: somebody came or went, or the log grew; a timeline is out of date.
    """

    cameras_changed = Signal()
    activity_changed = Signal()

    def __init__(
        self,
        display: Display,
        book: CameraBook,
        *,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._display = display
        self._clock = clock
        self._tasks = TaskScope("day", report)
        self.log = DayLog()
        self.gaps: list[Gap] = []
        self._tickets: dict[tuple[str, str, int], int] = {}
        self._people: dict[str, _Person] = {}
        self._cameras: dict[str, _Camera] = {}
        self._window_ms: int | None = None
        self._is_blind = False
        self._looked_ms: int | None = None  # when the last picture came
        self._row_ids: dict[str, int] = {}
        self.people: RecordTableModel[PersonRow] = RecordTableModel(
            person_columns(display, book.title, clock), display=display, parent=self
        )
        book.changed.connect(self._book_changed)

    @property
    def cameras(self) -> list[CameraRow]:
        """All cameras that are known, in the order in which they were first heard of."""
        now_ms = self._clock()
        return [self._camera_row(name, camera, now_ms) for name, camera in self._cameras.items()]

    def camera(self, name: str) -> CameraRow | None:
        """One camera's row, or None when it was never heard of."""
        found = self._cameras.get(name)
        return None if found is None else self._camera_row(name, found, self._clock())

    @property
    def people_here(self) -> int | None:
        """How many different people are reported now, anywhere; None while nobody looks."""
        if self._is_blind:
            return None
        return sum(bool(person.here) for person in self._people.values())

    def here_at(self, camera: str) -> list[str]:
        """Labels that *camera* reports now."""
        found = self._cameras.get(camera)
        return sorted(found.here) if found else []

    def last_seen(self, label: str) -> PersonRow | None:
        """The board's row of one person."""
        found = self._people.get(label)
        return None if found is None else self._person_row(label, found)

    def stays_of(self, *, label: str | None = None, camera: str | None = None) -> list[Stay]:
        """Stays of the last 24 hours of one person, at one camera, or both; newest first."""
        stays = self.log.stays_of(camera=camera, label=label)
        return sorted(stays, key=lambda stay: stay.first_ms, reverse=True)

    def typed(self, at_ms: int) -> str:
        """A moment as it is typed into a filter, in the zone in force."""
        return self._display.time_text(at_ms)

    def set_window(self, window_ms: int | None) -> None:
        """Count as "here" whoever was reported within *window_ms*; None: at this moment only."""
        self._window_ms = window_ms
        self._show_people(self._people)

    def start(self) -> None:
        """Let silence and windows age."""
        self._tasks.start(self._tick(), name="tick", replacing="tick")

    def take(self, picture: Picture, changes: PresenceChanges) -> None:
        """A picture arrived: *changes* is what it meant."""
        self._looked_ms = picture.received_ms
        known = len(self._cameras)
        for camera in picture.cameras:
            self._know(camera)
        touched: set[str] = set()
        for presence in (*changes.appeared, *changes.stayed):
            self._present(presence)
            touched.add(presence.label)
        for presence in changes.left:
            self._gone(presence)
            touched.add(presence.label)
        self._show_people(touched)
        self.cameras_changed.emit()
        if changes.appeared or changes.left or len(self._cameras) != known:
            self.activity_changed.emit()

    def set_blind(self, is_blind: bool) -> None:
        """Nobody looks: who was here is not known to be here. Stale never looks live."""
        if is_blind is not self._is_blind:
            self._is_blind = is_blind
            self._show_people(self._people)
            self.cameras_changed.emit()
            self.activity_changed.emit()

    @property
    def blind_spans(self) -> list[Gap]:
        """The gaps, and the one under way as far as it has come."""
        if not self._is_blind or self._looked_ms is None:
            return self.gaps
        return [*self.gaps, Gap(self._looked_ms, self._clock(), NOBODY_LOOKS)]

    def add_gap(self, gap: Gap) -> None:
        """Nobody looked for a while."""
        self.gaps.append(gap)
        self.activity_changed.emit()

    def add_past(self, stays: Iterable[Stay], gaps: Iterable[Gap] = ()) -> int:
        """Take in what store or server know of the last 24 hours; how many stays were new."""
        added = self._add_stays(stays, self._spans())
        self._past_added(gaps)
        return added

    async def take_past(self, stays: Sequence[Stay], gaps: Iterable[Gap] = ()) -> None:
        """As `add_past`, for many: in slices between which the window draws."""
        known = self._spans()
        for start in range(0, len(stays), PAST_SLICE):
            self._add_stays(stays[start : start + PAST_SLICE], known)
            await asyncio.sleep(0)
        self._past_added(gaps)

    def _past_added(self, gaps: Iterable[Gap]) -> None:
        self.gaps.extend(gaps)
        self._show_people(self._people)
        self.cameras_changed.emit()
        self.activity_changed.emit()

    def _add_stays(self, stays: Iterable[Stay], known: _Spans) -> int:
        """Add those that are not among *known*, which grows by them; how many there were."""
        oldest_ms = self._clock() - DAY_MS
        added = 0
        for stay in stays:
            self._know(stay.camera)
            spans = known[stay.camera, stay.label]
            if stay.last_ms < oldest_ms or any(
                first_ms - SAME_MS <= stay.last_ms and stay.first_ms <= last_ms + SAME_MS
                for first_ms, last_ms in spans
            ):
                continue  # too old, or a stay that is known from elsewhere
            spans.append((stay.first_ms, stay.last_ms))
            self.log.add(stay)
            added += 1
            self._count(stay)
        return added

    async def close(self) -> None:
        """End its tasks."""
        await self._tasks.close()
        await self.people.close()

    def _spans(self) -> _Spans:
        """From when to when each person is known to have been at each camera."""
        spans: _Spans = defaultdict(list)
        for stay in self.log.stays():
            spans[stay.camera, stay.label].append((stay.first_ms, stay.last_ms))
        return spans

    def _know(self, camera: str) -> _Camera:
        found = self._cameras.get(camera)
        if found is None:
            found = self._cameras[camera] = _Camera(hue=len(self._cameras))
            self.log.know_camera(camera)
        return found

    def _present(self, presence: Presence) -> None:
        stay = Stay(presence.camera, presence.label, presence.first_ms, presence.last_ms)
        ticket = self._tickets.get(presence.key)
        if ticket is not None:
            self.log.extend(ticket, presence.last_ms)
        elif (fresh := self.log.add(stay)) is not None:
            self._tickets[presence.key] = fresh
            self._count(stay)
        person = self._people.setdefault(presence.label, _Person())
        person.here.add(presence.camera)
        if presence.last_ms >= person.last_ms:
            person.camera, person.last_ms = presence.camera, presence.last_ms
        camera = self._know(presence.camera)
        camera.here.add(presence.label)
        camera.last_ms = max(camera.last_ms or 0, presence.last_ms)

    def _gone(self, presence: Presence) -> None:
        self._tickets.pop(presence.key, None)
        person = self._people.get(presence.label)
        if person is not None:
            person.here.discard(presence.camera)
        self._know(presence.camera).here.discard(presence.label)

    def _count(self, stay: Stay) -> None:
        person = self._people.setdefault(stay.label, _Person())
        person.visits += 1
        person.cameras.add(stay.camera)
        if stay.last_ms > person.last_ms:
            person.camera, person.last_ms = stay.camera, stay.last_ms
        camera = self._know(stay.camera)
        camera.people.add(stay.label)
        camera.last_ms = max(camera.last_ms or 0, stay.last_ms)

    def _recount(self) -> None:
        """After trimming: counts of 24 hours are those of the rows that are left."""
        visits: dict[str, int] = defaultdict(int)
        cameras: dict[str, set[str]] = defaultdict(set)
        people: dict[str, set[str]] = defaultdict(set)
        for stay in self.log.stays():
            visits[stay.label] += 1
            cameras[stay.label].add(stay.camera)
            people[stay.camera].add(stay.label)
        for label, person in self._people.items():
            person.visits, person.cameras = visits[label], cameras[label]
        for name, camera in self._cameras.items():
            camera.people = people[name]

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK_S)
            oldest_ms = self._clock() - DAY_MS
            held = len(self.log)
            self.log.trim(oldest_ms)
            if len(self.log) != held:
                self._recount()
            self.gaps = [gap for gap in self.gaps if gap.to_ms > oldest_ms]
            self._show_people(self._people)
            self.cameras_changed.emit()
            self.activity_changed.emit()  # time moves on, also when nobody comes or goes

    def _show_people(self, labels: Iterable[str]) -> None:
        known: dict[int, PersonRow] = {}
        fresh: dict[str, PersonRow] = {}
        for label in labels:
            row = self._person_row(label, self._people[label])
            row_id = self._row_ids.get(label)
            if row_id is None:
                fresh[label] = row
            elif self.people.record(row_id) != row:
                known[row_id] = row
        if known:
            self.people.update(known)
        if fresh:
            ids = self.people.append(list(fresh.values()))
            self._row_ids.update(zip(fresh, ids, strict=True))

    def _person_row(self, label: str, person: _Person) -> PersonRow:
        here = set(person.here)
        if self._window_ms and person.last_ms >= self._clock() - self._window_ms:
            here.add(person.camera)
        return PersonRow(
            label,
            person.camera,
            person.last_ms,
            here_at=", ".join(sorted(map(self._book.title, here))),
            is_unknown=self._is_blind and bool(here),
            visits=person.visits,
            cameras=len(person.cameras),
        )

    def _camera_row(self, name: str, camera: _Camera, now_ms: int) -> CameraRow:
        entry = self._book.entry(name)
        silent_ms = entry.silent_after_min * 60_000
        return CameraRow(
            name,
            entry.alias,
            entry.group,
            entry.note,
            camera.hue,
            len(camera.here),
            len(camera.people),
            camera.last_ms,
            camera.last_ms is None or now_ms - camera.last_ms > silent_ms,
            self._is_blind,
        )

    def _book_changed(self) -> None:
        self._show_people(self._people)
        self.cameras_changed.emit()
