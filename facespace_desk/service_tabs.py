"""The services of the open profile: the one in front is built first, the others after it.

All services watch live, seen or not. But two that open at once would hold each other up and the
window with them, so the next begins when the one before has something to show, or when the
operator turns to it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping, Sequence
from functools import partial

from facespace_desk.loop import Closing, Reports
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.preload import Preloader
from facespace_desk.shell.dialogs import Dialogs
from facespace_desk.shell.main_window import MainWindow
from facespace_desk.shell.service_entry import ServiceEntry
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.widgets.slice import Slice

log = logging.getLogger("desk.app")

CLOSE_LIMIT_S = 1.0
PATIENCE_S = 3.0  # a service that does not answer holds up the next one no longer


class ServiceTabs:
    """Builds and closes slices, and tells the window how they are doing."""

    def __init__(
        self,
        window: MainWindow,
        dialogs: Dialogs,
        services: Sequence[ServiceEntry],
        preloader: Preloader,
        *,
        report: Reports,
        tells_times: bool = False,
    ) -> None:
        """*tells_times*: log how long each slice took to build."""
        self._window = window
        self._dialogs = dialogs
        self._services = services
        self._preloader = preloader
        self._report = report
        self._tells_times = tells_times
        self._tasks = TaskScope("service tabs", report)
        self._slices: dict[str, Slice] = {}
        self._waiting: dict[str, ServiceEntry] = {}
        self._others: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        window.tab_shown.connect(self._tab_shown)

    @property
    def slices(self) -> Mapping[str, Slice]:
        """Those that are built, by service id."""
        return self._slices

    def connected(self) -> list[str]:
        """Ids of the services that the profile has, built or to be built, in the order of tabs."""
        return [
            entry.id
            for entry in self._services
            if entry.id in self._slices or entry.id in self._waiting
        ]

    async def open(self, context: CarryingContext) -> None:
        """Give every service a tab and build the slice in front; the others follow by
        themselves."""
        for entry in self._services:
            if entry.id in context.profile.services:
                self._waiting[entry.id] = entry
                self._window.add_opening_tab(entry.id, entry.title, entry.icon)
            else:
                self._add_unconnected(entry)
            await asyncio.sleep(0)  # the window draws between two tabs
        if self._waiting:
            built = await self._build_next(context)
            self._others = self._tasks.start(self._build_others(context, built), name="others")

    async def close(self) -> None:
        """Close all slices at once; each has a limit of its own."""
        self._waiting.clear()
        if self._others is not None:
            self._others.cancel()
            await asyncio.wait({self._others})
        closing = Closing(self._report)
        for service_id, built in self._slices.items():
            closing.add(service_id, built.close, limit_s=CLOSE_LIMIT_S)
        self._slices.clear()
        async with closing:
            pass

    def apply_settings(self) -> None:
        for built in self._slices.values():
            built.apply_settings()

    async def _build_others(self, context: CarryingContext, built: Slice | None) -> None:
        while self._waiting:
            await self._until_its_turn(built)
            built = await self._build_next(context)

    async def _until_its_turn(self, before: Slice | None) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                while not self._may_go_on(before):
                    self._news.clear()
                    await self._news.wait()

    def _may_go_on(self, before: Slice | None) -> bool:
        is_settled = before is None or before.state.phase is not Phase.LOADING
        return is_settled or self._window.current_tab() in self._waiting

    async def _build_next(self, context: CarryingContext) -> Slice | None:
        """Build the slice in front, or else the first that waits; None when it cannot be built."""
        entry = None
        while entry is not self._next():  # the operator may go to another tab meanwhile
            entry = self._next()
            await self._preloader.load(entry.rooms)
        del self._waiting[entry.id]
        begun = time.perf_counter()
        try:
            built = entry.build(context)
        except Exception as error:  # noqa: BLE001  # one broken room must not close the house
            self._report(error, f"opening {entry.id}")
            self._add_unconnected(entry)
            return None
        self._slices[entry.id] = built
        self._window.add_tab(entry.id, entry.title, entry.icon, built.widget)
        built.state_changed.connect(partial(self._state_changed, entry.id))
        built.sign_in.connect(partial(self._dialogs.open_sign_in, entry.id))
        self._state_changed(entry.id, built.state)
        if self._tells_times:
            took_ms = (time.perf_counter() - begun) * 1000
            log.info("start: %s built in %.0f ms", entry.id, took_ms)
        return built

    def _next(self) -> ServiceEntry:
        in_front = self._window.current_tab()
        return self._waiting.get(in_front or "") or next(iter(self._waiting.values()))

    def _add_unconnected(self, entry: ServiceEntry) -> None:
        self._window.add_unconnected_tab(
            entry.id, entry.title, entry.icon, needs=entry.needs, sentence=entry.sentence
        )

    def _state_changed(self, service_id: str, state: LoadState) -> None:
        self._window.set_service_state(service_id, state)
        self._news.set()

    def _tab_shown(self, _service_id: str) -> None:
        self._news.set()
