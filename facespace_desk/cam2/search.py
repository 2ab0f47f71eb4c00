"""Walks the result of a camera search, page by page (wire/cam2.md 6).

There is no total, no promised order, and servers were seen to repeat themselves. So up to four
pages are asked for at once, cameras already seen are left out, and `Search.end` says how far the
answer can be believed. Within a radius the distances are computed here, since documents disagree
about the unit that the server reads.
"""

from __future__ import annotations

import enum
import itertools
import math
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

import msgspec

from facespace_desk.cam2 import checks
from facespace_desk.cam2.ahead import Ahead
from facespace_desk.cam2.naming import SUBJECTS
from facespace_desk.cam2.records import WIRE_NAMES, Camera, RadiusUnit
from facespace_desk.language import tr, tr_n
from facespace_desk.map.geo import HALF_AROUND_KM, distance_km
from facespace_desk.net.closing import Closing

OPERATION: Final = "search"
PAGE_SIZE: Final = 100  # wire 4.13
PAGE_CAP: Final = 200  # pages; wire 6
REQUESTS_OPEN: Final = 4
UNIT_WORDS: Final[Mapping[RadiusUnit, str]] = {"km": tr("kilometres"), "m": tr("metres")}


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What to search for; None leaves a side open. The radius is in kilometres, always."""

    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    camera_type: str | None = None
    source: str | None = None
    country: str | None = None
    state: str | None = None
    city: str | None = None
    width: int | None = None
    height: int | None = None
    has_image: bool | None = None
    has_video: bool | None = None

    @property
    def has_circle(self) -> bool:
        return self.radius_km is not None

    def check(self) -> None:
        """Whether this can be asked.

        Raises:
            FormatError: one sentence about the first value that cannot.
        """
        self.params("km", 0)

    def params(self, unit: RadiusUnit, offset: int) -> dict[str, str]:
        """The query parameters for the page at *offset*, on a server that reads *unit*.

        Raises:
            FormatError: as `check`.
        """
        params = self._circle(unit)
        if self.camera_type is not None:
            params["type"] = checks.camera_type(self.camera_type, OPERATION)
        for name in ("source", "country", "state", "city"):
            value = getattr(self, name)
            if value is not None:
                params[name] = checks.text(SUBJECTS[name], value, OPERATION)
        for name in ("width", "height"):
            value = getattr(self, name)
            if value is not None:
                wire_name = f"resolution_{name}"
                params[wire_name] = checks.whole(SUBJECTS[name], value, OPERATION, low=1)
        for name in ("has_image", "has_video"):
            value = getattr(self, name)
            if value is not None:
                params[WIRE_NAMES[name]] = checks.flag(SUBJECTS[name], value, OPERATION)
        if offset:
            params["offset"] = checks.whole(tr("The offset"), offset, OPERATION, low=0)
        return params

    def _circle(self, unit: RadiusUnit) -> dict[str, str]:
        centre = (self.latitude, self.longitude, self.radius_km)
        if all(value is None for value in centre):
            return {}
        if any(value is None for value in centre):
            raise checks.wrong(tr("Latitude, longitude and radius belong together."), OPERATION)
        radius_km = self.radius_km or 0.0
        checks.number(tr("The radius"), radius_km, OPERATION, low=0, high=HALF_AROUND_KM)
        sent = checks.decimal(radius_km * 1000 if unit == "m" else radius_km)
        if float(sent) <= 0:
            raise checks.wrong(tr("The radius must be greater than 0."), OPERATION)
        return {
            "latitude": checks.number(
                SUBJECTS["latitude"], self.latitude, OPERATION, low=-90, high=90
            ),
            "longitude": checks.number(
                SUBJECTS["longitude"], self.longitude, OPERATION, low=-180, high=180
            ),
            "radius": sent,
        }


class SearchEnd(enum.Enum):
    """Why a search ended."""

    COMPLETE = "complete"
    CAPPED = "more available"
    REPEATING = "the server repeats itself"


@dataclass(frozen=True, slots=True)
class Rows:
    """One answer as it came: readable cameras, and how many entries there were in all."""

    cameras: tuple[Camera, ...]
    received: int
    unread: int


@dataclass(frozen=True, slots=True)
class Page:
    """What one answer added.

    `cameras` holds new ones inside the radius, in the server's order. Of the `received` entries
    `repeated` had come before, `outside` lie beyond the radius or nowhere, `unread` had no ID.
    """

    cameras: tuple[Camera, ...]
    offset: int
    received: int
    repeated: int
    outside: int
    unread: int


class Search(Closing):
    """The pages of one search, in order: `async with search: async for page in search`.

    At most `REQUESTS_OPEN` requests are open. `pages`, `found`, `received`, `repeated`, `outside`
    and `unread` count so far, `warnings` are sentences for the operator, `end` is None until the
    search is over. After an error the iteration can be taken up again, from the page that failed.
    Whoever leaves early closes the search.
    """

    def __init__(
        self,
        fetch: Callable[[int], Awaitable[Rows]],
        query: Query,
        *,
        unit: RadiusUnit = "km",
        page_cap: int = PAGE_CAP,
    ) -> None:
        """*fetch* answers the page at an offset. *unit* is what the server is told the radius in.

        Raises:
            FormatError: the query or the cap cannot be used.
        """
        query.check()
        checks.whole(tr("The number of pages"), page_cap, OPERATION, low=1)
        self.query = query
        self.unit = unit
        self.page_cap = page_cap
        self.end: SearchEnd | None = None
        self.warnings: list[str] = []
        self.pages = self.found = self.received = self.repeated = self.outside = self.unread = 0
        self._fetch = fetch
        self._ahead: Ahead[Rows] = Ahead()
        self._asked = 0  # pages
        self._seen: set[str] = set()
        self._is_far = False
        self._is_closed = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page:
        """The next page.

        Raises:
            Cam2Error: one of its subclasses; the pages before it are good.
        """
        if self._is_closed or self.end is not None:
            raise StopAsyncIteration
        self._ask()
        try:
            rows = await self._ahead.take()
        except BaseException:
            await self._ahead.close()
            if self._is_closed:
                raise StopAsyncIteration from None
            self._asked = self.pages
            raise
        page = self._page(rows)
        self._count(page)
        self.end = self._end_after(page)
        self.warnings = list(self._words())
        if self.end is None:
            self._ask()
        else:
            await self._ahead.close()
        return page

    def extend(self, page_cap: int) -> None:
        """Walk on to *page_cap* pages where the former cap has ended it."""
        self.page_cap = page_cap
        if self.end is SearchEnd.CAPPED:
            self.end = None

    async def close(self) -> None:
        """Ask for no more; what is under way is given up."""
        self._is_closed = True
        await self._ahead.close()

    def _ask(self) -> None:
        """Most searches end on their first page, so the others are asked for after it."""
        width = REQUESTS_OPEN if self.pages else 1
        while len(self._ahead) < width and self._asked < self.page_cap:
            offset = self._asked * PAGE_SIZE
            self._ahead.ask(self._fetched(offset), f"cam2 search from {offset}")
            self._asked += 1

    async def _fetched(self, offset: int) -> Rows:
        return await self._fetch(offset)

    def _page(self, rows: Rows) -> Page:
        new: dict[str, Camera] = {}
        for camera in rows.cameras:
            if camera.camera_id not in self._seen:
                new.setdefault(camera.camera_id, camera)
        self._seen.update(new)
        inside = self._inside(tuple(new.values()))
        return Page(
            cameras=inside,
            offset=self.pages * PAGE_SIZE,
            received=rows.received,
            repeated=len(rows.cameras) - len(new),
            outside=len(new) - len(inside),
            unread=rows.unread,
        )

    def _inside(self, cameras: tuple[Camera, ...]) -> tuple[Camera, ...]:
        """Those within the radius; one without coordinates is nowhere."""
        query = self.query
        if query.radius_km is None or query.latitude is None or query.longitude is None:
            return cameras
        places = [camera.place or (math.nan, math.nan) for camera in cameras]
        lat, lon = zip(*places, strict=True) if places else ((), ())
        away_km = distance_km(query.latitude, query.longitude, lat, lon)
        self._is_far |= bool((away_km > 2 * query.radius_km).any())
        return tuple(itertools.compress(cameras, away_km <= query.radius_km))

    def _count(self, page: Page) -> None:
        self.pages += 1
        self.found += len(page.cameras)
        self.received += page.received
        self.repeated += page.repeated
        self.outside += page.outside
        self.unread += page.unread

    def _end_after(self, page: Page) -> SearchEnd | None:
        """Whether *page* was the last one, and why (wire 6)."""
        if page.received < PAGE_SIZE:
            return SearchEnd.COMPLETE
        if len(page.cameras) + page.outside == 0:
            return SearchEnd.REPEATING
        return SearchEnd.CAPPED if self.pages >= self.page_cap else None

    def _words(self) -> Iterator[str]:
        if self._is_far:
            yield tr(
                "Some cameras are more than twice as far away as asked for; they are left out. "
                "The server may read the radius in a larger unit than {unit}.",
                unit=UNIT_WORDS[self.unit],
            )
        if self.query.has_circle and self.end is not None and self.received == 0:
            yield tr(
                "Nothing was found in the circle. "
                "The server may read the radius in a smaller unit than {unit}.",
                unit=UNIT_WORDS[self.unit],
            )
        if self.unread:
            yield tr_n(
                "{n:,} entries have no readable camera ID and are left out.",
                "{n:,} entry has no readable camera ID and is left out.",
                self.unread,
            )
        if self.end is SearchEnd.REPEATING:
            yield tr("The server repeats itself from here on; there may be more than it shows.")
        elif self.repeated:
            yield tr_n(
                "The server sent {n:,} cameras again; it may have skipped others.",
                "The server sent {n:,} camera again; it may have skipped others.",
                self.repeated,
            )
