"""What the recognition service remembers and sees: its log and its picture of now.

Both come from the same schedule: a face gets one entry when it appears before a camera and
another after every two minutes that it stays. Days are made when first asked for and kept while
they are inside the thirty days that the service remembers.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from facespace_desk.demo.schedule import LONGEST_STAY_S, Visit, visits_of_day
from facespace_desk.demo.world import CAMERAS, DAY_S, FALLS_SILENT, SITES, Site

REMEMBERED_DAYS = 30
ENTRY_EVERY_S = 120
_SITE_DAYS_KEPT = (REMEMBERED_DAYS + 2) * len(SITES)
_HOUR_MINUTE = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)]
_BETWEEN = '","'
_SCHEDULES_KEPT = 5 * len(SITES)


def entry_text(label: str, moment_s: int) -> str:
    """One log entry, `<label> @ <HH:MM:SS> <DD/MM/YY>` (wire section 3.1)."""
    return f"{label} @ {time.strftime('%H:%M:%S %d/%m/%y', time.gmtime(moment_s))}"


@dataclass(frozen=True)
class CameraDay:
    """One camera's entries of one UTC day, oldest first."""

    moments_s: array[int]
    labels: list[str]

    def encoded(self, first_s: int, last_s: int) -> bytes:
        """JSON strings of the entries from *first_s* through *last_s*, joined by commas."""
        low = bisect_left(self.moments_s, first_s)
        high = bisect_right(self.moments_s, last_s)
        if low == high:
            return b""
        day_s = self.moments_s[low] // DAY_S * DAY_S
        date = time.strftime("%d/%m/%y", time.gmtime(day_s))
        texts = [
            f"{label} @ {_HOUR_MINUTE[(moment_s - day_s) // 60]}:{moment_s % 60:02d} {date}"
            for label, moment_s in zip(self.labels[low:high], self.moments_s[low:high], strict=True)
        ]
        return f'"{_BETWEEN.join(texts)}"'.encode()  # nobody's name needs escaping in JSON


class History:
    """The world's log and picture for one seed.

    *opened_s* is when the service started; three days earlier one camera fell silent.
    """

    def __init__(self, seed: int, opened_s: float) -> None:
        self._seed = seed
        self._schedules: OrderedDict[tuple[int, int], list[Visit]] = OrderedDict()
        self._days: OrderedDict[tuple[int, int], dict[str, CameraDay]] = OrderedDict()
        self._whole: OrderedDict[tuple[int, int], dict[str, bytes]] = OrderedDict()
        self._first_silence = {FALLS_SILENT: int(opened_s) // DAY_S * DAY_S - 2 * DAY_S - 35_549}
        self._silent_since_s = dict(self._first_silence)

    @property
    def silent_since_s(self) -> dict[str, int]:
        return dict(self._silent_since_s)

    def silence(self, silent_since_s: dict[str, int] | None) -> None:
        """From these moments on these cameras report nothing; None is the first state."""
        wanted = dict(self._first_silence if silent_since_s is None else silent_since_s)
        if wanted != self._silent_since_s:
            self._silent_since_s = wanted
            self._days.clear()
            self._whole.clear()

    def picture(self, now_s: float) -> dict[str, list[str]]:
        """Camera id -> labels before it at *now_s*; every camera is there."""
        seen: dict[str, dict[str, None]] = {camera: {} for camera in CAMERAS}
        for number, site in enumerate(SITES):
            local_day = int(now_s + site.utc_offset_s) // DAY_S
            for day in (local_day - 1, local_day):
                for visit in _around(self._schedule(number, site, day), now_s):
                    if self._reports(visit.camera, now_s):
                        seen[visit.camera][visit.label] = None
        return {camera: list(labels) for camera, labels in seen.items()}

    def oldest_s(self, now_s: float) -> int:
        return (int(now_s) // DAY_S - REMEMBERED_DAYS) * DAY_S

    def prepare(self, first_s: int, last_s: int) -> Iterator[None]:
        """Make the days of a range; yields after each piece of work of a few milliseconds."""
        for day in range(first_s // DAY_S, last_s // DAY_S + 1):
            is_whole = first_s <= day * DAY_S and (day + 1) * DAY_S - 1 <= last_s
            for number, site in enumerate(SITES):
                if (number, day) not in self._days:
                    self._day(number, site, day)
                    yield
                if is_whole and (number, day) not in self._whole:
                    self._encode_whole(number, day)
                    yield

    def entries(self, camera: str, first_s: int, last_s: int) -> list[bytes]:
        """Encoded entries of a camera from *first_s* through *last_s*, in pieces of a day."""
        number = next(n for n, s in enumerate(SITES) if any(c.id == camera for c in s.cameras))
        pieces = []
        for day in range(first_s // DAY_S, last_s // DAY_S + 1):
            is_whole = first_s <= day * DAY_S and (day + 1) * DAY_S - 1 <= last_s
            if is_whole and (number, day) in self._whole:
                pieces.append(self._whole[number, day][camera])
            else:
                pieces.append(
                    self._day(number, SITES[number], day)[camera].encoded(first_s, last_s)
                )
        return [piece for piece in pieces if piece]

    def _reports(self, camera: str, moment_s: float) -> bool:
        silent_since_s = self._silent_since_s.get(camera)
        return silent_since_s is None or moment_s < silent_since_s

    def _schedule(self, number: int, site: Site, day: int) -> list[Visit]:
        key = (number, day)
        if key not in self._schedules:
            self._schedules[key] = visits_of_day(self._seed, number, site, day)
            while len(self._schedules) > _SCHEDULES_KEPT:
                self._schedules.popitem(last=False)
        self._schedules.move_to_end(key)
        return self._schedules[key]

    def _day(self, number: int, site: Site, day: int) -> dict[str, CameraDay]:
        key = (number, day)
        if key not in self._days:
            self._days[key] = self._make_day(number, site, day)
            while len(self._days) > _SITE_DAYS_KEPT:
                self._whole.pop(self._days.popitem(last=False)[0], None)
        self._days.move_to_end(key)
        return self._days[key]

    def _make_day(self, number: int, site: Site, day: int) -> dict[str, CameraDay]:
        first_s, last_s = day * DAY_S, (day + 1) * DAY_S - 1
        found: dict[str, list[tuple[int, str]]] = {camera.id: [] for camera in site.cameras}
        for local_day in (day - 1, day, day + 1):
            visits = self._schedule(number, site, local_day)
            low = bisect_left(visits, (first_s - LONGEST_STAY_S,))
            high = bisect_right(visits, (last_s + 1,))
            for start_s, end_s, camera, label in visits[low:high]:
                rows = found[camera]
                for moment_s in range(start_s, end_s, ENTRY_EVERY_S):
                    if first_s <= moment_s <= last_s:
                        rows.append((moment_s, label))
        return {camera: self._camera_day(camera, rows) for camera, rows in found.items()}

    def _camera_day(self, camera: str, rows: list[tuple[int, str]]) -> CameraDay:
        rows = sorted(row for row in rows if self._reports(camera, row[0]))
        return CameraDay(array("q", (row[0] for row in rows)), [row[1] for row in rows])

    def _encode_whole(self, number: int, day: int) -> None:
        cameras = self._days[number, day]
        self._whole[number, day] = {
            camera: entries.encoded(day * DAY_S, (day + 1) * DAY_S - 1)
            for camera, entries in cameras.items()
        }


def _around(visits: list[Visit], now_s: float) -> Iterator[Visit]:
    low = bisect_left(visits, (int(now_s) - LONGEST_STAY_S - 1,))
    for index in range(low, len(visits)):
        visit = visits[index]
        if visit.start_s > now_s:
            return
        if now_s < visit.end_s:
            yield visit
