"""A search as it goes on: pages stream into the list, counted, until it ends honestly.

One search at a time; a new one replaces the one under way. What came stays, whatever ends it, and
a search that reached its cap, was cancelled or failed can go on where it stopped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.records import Camera, RadiusUnit
from facespace_desk.cam2.search import PAGE_CAP, UNIT_WORDS, Page, Query, Search, SearchEnd
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.tasks import Report, TaskScope

MOST_PAGES: Final = 100_000  # ten million cameras; no search is that long


class SearchRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """What to search for. With a *box*, cameras outside it are left out and counted; *adds* keeps
    what the list holds."""

    query: Query = Query()
    box: Box | None = None
    adds: bool = False

    @classmethod
    def of_box(cls, box: Box, query: Query | None = None, *, adds: bool = False) -> SearchRequest:
        """A search of the box on the map: the circle round it, if there is one, and the rest of
        *query*."""
        circle = box.circle()
        query = query or Query()
        asked = msgspec.structs.replace(
            query,
            latitude=circle.lat if circle else None,
            longitude=circle.lon if circle else None,
            radius_km=circle.km if circle else None,
        )
        return cls(asked, None if box.is_world else box, adds)


@dataclass(frozen=True)
class Progress:
    """How far a search has come; cameras in all but `pages` and `cap`.

    `beyond` came from the circle round the box, but not from the box. `end` is None while it goes
    on, and after it was cancelled or failed.
    """

    request: SearchRequest
    pages: int = 0
    cap: int = PAGE_CAP
    found: int = 0
    received: int = 0
    repeated: int = 0
    outside: int = 0
    unread: int = 0
    beyond: int = 0
    is_running: bool = False
    was_cancelled: bool = False
    end: SearchEnd | None = None
    error: Cam2Error | None = None
    warnings: tuple[str, ...] = ()

    @property
    def kept(self) -> int:
        """Cameras found in what was asked for."""
        return self.found - self.beyond

    @property
    def doubts_unit(self) -> bool:
        """Whether the server may read a radius in another unit than it is told."""
        has_circle = self.request.query.has_circle
        return has_circle and not self.is_running and any("unit" in each for each in self.warnings)

    @property
    def can_go_on(self) -> bool:
        """Whether more can be asked for."""
        is_open = self.end in (None, SearchEnd.CAPPED)
        return not self.is_running and is_open and self.cap < MOST_PAGES


class Searches(Protocol):
    """What a search needs of a client."""

    radius_unit: RadiusUnit

    def search(self, query: Query, *, page_cap: int = PAGE_CAP) -> Search: ...

    async def probe_radius_unit(self) -> RadiusUnit | None: ...


class SearchModel(QObject):
    """Signals:

    state_changed(LoadState): how the service stood when it was last asked.
    progress_changed(Progress): a page came, or the search began or ended.
    started(SearchRequest): a new search, for who remembers them.
    unit_told(str, str): what the server reads a radius in, in words; the tone.
    """

    state_changed = Signal(object)
    progress_changed = Signal(object)
    started = Signal(object)
    unit_told = Signal(str, str)

    def __init__(
        self,
        client: Searches,
        cameras: CameraList,
        *,
        page_cap: int = PAGE_CAP,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.page_cap = page_cap
        self.state = LoadState.off(tr("Nothing was asked yet"))
        self.progress: Progress | None = None
        self._client = client
        self._cameras = cameras
        self._search: Search | None = None
        self._is_list_ours = False  # whether the rows of the search before are gone
        self._tasks = TaskScope("CAM2 search", report)

    @property
    def is_running(self) -> bool:
        return self._tasks.is_running("search")

    @property
    def request(self) -> SearchRequest | None:
        """What was asked last."""
        return None if self.progress is None else self.progress.request

    def ask(self, request: SearchRequest, *, page_cap: int | None = None) -> None:
        """Search for *request*, at most *page_cap* pages (the profile's, if None).

        The rows before stay until the first page is there.

        Raises:
            FormatError: it cannot be asked; nothing has changed.
        """
        request.query.check()
        cap = page_cap or self.page_cap
        self._tasks.start(self._begin(request, cap), name="search", replacing="search")
        self.started.emit(request)

    def ask_again(self) -> None:
        """Repeat the last search from its beginning."""
        if self.request is not None:
            self.ask(self.request)

    def go_on(self) -> None:
        """Go on where the last search stopped: at its cap, by hand, or in trouble."""
        progress = self.progress
        if self._search is not None and progress is not None and progress.can_go_on:
            self._tasks.start(self._go_on(progress), name="search", replacing="search")

    def cancel(self) -> None:
        """Stop the search under way; what came stays."""
        self._tasks.cancel("search")

    def check_unit(self) -> None:
        """Find out what the server reads a radius in, and use that until the profile is opened
        anew; asks only what changes nothing."""
        self._tasks.start(self._check_unit(), name="check the unit", replacing="unit")

    async def close(self) -> None:
        """End what is under way."""
        await self._tasks.close()
        await self._drop_search()

    async def _check_unit(self) -> None:
        before = self._client.radius_unit
        try:
            found = await self._client.probe_radius_unit()
        except Cam2Error as error:
            words = tr("The unit could not be checked: {reason}", reason=error.message)
            self.unit_told.emit(words, "warn")
            return
        if found is None:
            self.unit_told.emit(tr("No camera told what this server reads a radius in."), "warn")
        elif found == before:
            self.unit_told.emit(
                tr("This server reads {unit}, as the profile says.", unit=UNIT_WORDS[found]),
                "good",
            )
        else:
            self._client.radius_unit = found
            self.unit_told.emit(
                tr(
                    "This server reads {unit}, and is asked so from now on. "
                    "Say it in the profile to keep it.",
                    unit=UNIT_WORDS[found],
                ),
                "info",
            )

    async def _begin(self, request: SearchRequest, cap: int) -> None:
        await self._drop_search()
        search = self._search = self._client.search(request.query, page_cap=cap)
        self._is_list_ours = request.adds
        self._tell(Progress(request, cap=cap, is_running=True))
        await self._run(search)

    async def _go_on(self, before: Progress) -> None:
        search = self._search
        assert search is not None
        if search.end is SearchEnd.CAPPED:
            search.extend(min(search.page_cap + self.page_cap, MOST_PAGES))
        self._tell(self._counted(search, before, is_running=True, was_cancelled=False, error=None))
        await self._run(search)

    async def _run(self, search: Search) -> None:
        self._set_state(LoadState.loading(tr("Searching")))
        try:
            async for page in search:
                self._take(search, page)
        except Cam2Error as error:
            self._end(search, error=error)
            self._set_state(LoadState.failed(error))
        except asyncio.CancelledError:
            self._end(search, was_cancelled=True)
            self._set_state(LoadState.live(message=tr("The search was stopped")))
            raise
        else:
            self._end(search)
            self._set_state(LoadState.live())

    def _take(self, search: Search, page: Page) -> None:
        assert self.progress is not None
        box = self.progress.request.box
        kept = page.cameras if box is None else tuple(filter(_lies_in(box), page.cameras))
        if not self._is_list_ours:
            self._is_list_ours = True
            self._cameras.clear()
        self._cameras.put(kept)
        beyond = self.progress.beyond + len(page.cameras) - len(kept)
        self._tell(self._counted(search, self.progress, is_running=True, beyond=beyond))
        if self.state.updated_ms is None:
            self._set_state(LoadState.live(message=tr("Searching")))  # there is something to see

    def _end(
        self, search: Search, *, error: Cam2Error | None = None, was_cancelled: bool = False
    ) -> None:
        assert self.progress is not None
        self._tell(
            self._counted(
                search,
                self.progress,
                is_running=False,
                error=error,
                was_cancelled=was_cancelled,
            )
        )

    def _counted(
        self,
        search: Search,
        before: Progress,
        *,
        is_running: bool,
        error: Cam2Error | None = None,
        was_cancelled: bool = False,
        beyond: int | None = None,
    ) -> Progress:
        return Progress(
            before.request,
            pages=search.pages,
            cap=search.page_cap,
            found=search.found,
            received=search.received,
            repeated=search.repeated,
            outside=search.outside,
            unread=search.unread,
            beyond=before.beyond if beyond is None else beyond,
            is_running=is_running,
            was_cancelled=was_cancelled,
            end=search.end,
            error=error,
            warnings=tuple(search.warnings),
        )

    async def _drop_search(self) -> None:
        search, self._search = self._search, None
        if search is not None:
            await search.close()

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
        self.progress_changed.emit(progress)

    def _set_state(self, state: LoadState) -> None:
        self.state = state.after(self.state)
        self.state_changed.emit(self.state)


def _lies_in(box: Box) -> Callable[[Camera], bool]:
    def lies(camera: Camera) -> bool:
        return camera.place is not None and box.holds(*camera.place)

    return lies


def progress_words(progress: Progress) -> str:
    """How a search stands or ended, in words for the operator."""
    words = [_standing(progress)]
    if progress.beyond:
        words.append(
            tr(
                "{count:,} more in the circle round the area left out",
                count=progress.beyond,
            )
        )
    if progress.outside:
        words.append(
            tr(
                "{count:,} beyond the radius or without a place left out",
                count=progress.outside,
            )
        )
    return "  ·  ".join(words)


def empty_words(progress: Progress) -> tuple[str, str]:
    """Why no camera is listed, and what to do: only a search that ended found nothing."""
    if progress.is_running:
        return tr("Searching …"), tr("Cameras are listed as they come.")
    if progress.error is not None:
        return tr("The search broke off before any camera came"), tr(
            "What went wrong stands above."
        )
    if progress.kept:
        return tr("No camera is listed any more"), tr("Search again to bring them back.")
    if progress.was_cancelled:
        return (
            tr("The search was stopped before any camera came"),
            tr("Go on, or search for something else."),
        )
    if progress.beyond or progress.outside:
        return tr("No camera found there"), tr(
            "There are some near by: widen the circle or the area."
        )
    return tr("No camera found"), tr("Leave a field open, or widen the circle.")


def _standing(progress: Progress) -> str:
    cameras = tr_n("{n:,} cameras", "{n:,} camera", progress.kept)
    pages = tr_n("{n:,} pages", "{n:,} page", progress.pages)
    if progress.is_running:
        return tr(
            "Searching: {cameras} so far, {pages} of at most {most:,}",
            cameras=cameras,
            pages=pages,
            most=progress.cap,
        )
    if progress.was_cancelled:
        return tr(
            "Stopped after {pages}: {cameras} kept, more may be available",
            pages=pages,
            cameras=cameras,
        )
    if progress.error is not None:
        return tr("Broken off after {pages}: {cameras} kept", pages=pages, cameras=cameras)
    return _ending(progress, cameras)


def _ending(progress: Progress, cameras: str) -> str:
    if progress.end is SearchEnd.CAPPED:
        return tr(
            "The first {cameras}: more available, this search ends at {most:,} pages",
            cameras=cameras,
            most=progress.cap,
        )
    if progress.end is SearchEnd.REPEATING:
        return tr("{cameras}, and there may be more: the server repeats itself", cameras=cameras)
    if not progress.kept:
        return tr("No camera found")
    return tr("{cameras} found, that is all", cameras=cameras)
