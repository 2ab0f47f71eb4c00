"""The session behind the frame: opens what it stands on, keeps a profile open, closes everything.

Order of the end, the reverse of the beginning: input, slices (models, then their clients),
transfers, second starts, store, simulators, settings, log.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from facespace_desk import log as desk_log
from facespace_desk.credentials import Credentials
from facespace_desk.demo.launcher import Simulators, SimulatorsTrouble
from facespace_desk.housekeeping import Housekeeping, Housekept
from facespace_desk.loop import Closing, ErrorReport, Leave, Reports, run
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.modelkit.watchdog import StallWatchdog
from facespace_desk.net.redaction import register_secret
from facespace_desk.opening import Stores, keep_out_of_keyring, open_demo, open_file, open_store
from facespace_desk.preload import MODULES, Preloader
from facespace_desk.profiles import DEMO, Profile, ProfileBook, ProfileError
from facespace_desk.service_tabs import CLOSE_LIMIT_S, ServiceTabs
from facespace_desk.session_transfers import SessionTransfers
from facespace_desk.shell.dialogs import Dialogs
from facespace_desk.shell.service_entry import ServiceEntry
from facespace_desk.shell.services import SERVICES
from facespace_desk.transfers.context import CarryingContext

if TYPE_CHECKING:
    from facespace_desk.frame import Frame
    from facespace_desk.log import LogBuffer
    from facespace_desk.shell.demo_menu import DemoMenu
    from facespace_desk.single_instance import SingleInstance
    from facespace_desk.store import Store

log = logging.getLogger("desk.app")
qt_log = logging.getLogger("desk.qt")

STORE_LIMIT_S = 2.0
PRELOAD_LIMIT_S = 2.0
SIMULATORS_LIMIT_S = 3.0
SESSION_LIMIT_S = 6.0  # the sum of what may follow each other; each step has its own limit
SMOKE_S = 0.3
STORE_SIZE_S = 30.0
SWITCH_S = 0.001  # the window waits so long for a thread that computes, at each of its steps

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_desk(frame: Frame, instance: SingleInstance | None) -> int:
    """Run the session in the painted *frame*; the exit status."""
    gc.enable()
    sys.setswitchinterval(SWITCH_S)
    reports = Reports()
    with _logging_begun(frame) as buffer, _qt_messages_logged():
        desk = Desk(frame, reports, buffer, instance=instance)
        return run(desk.main, frame.app, reports=reports, exit_limit_s=SESSION_LIMIT_S)


class Desk:
    """One run of the console."""

    def __init__(
        self,
        frame: Frame,
        reports: Reports,
        log_buffer: LogBuffer,
        *,
        instance: SingleInstance | None = None,
        services: Sequence[ServiceEntry] = SERVICES,
    ) -> None:
        self._frame = frame
        self._log_buffer = log_buffer
        self._services = services
        self._options = frame.options
        self._window = frame.window
        self._paths = frame.paths
        self._instance = instance
        self._reports = reports
        self._tasks = TaskScope("desk", reports)
        self._preloader = Preloader()
        self._book = ProfileBook(self._paths.profiles_file)
        self._credentials = Credentials(on_secret=_hide_from_logs)
        self._simulators = Simulators(
            seed=self._options.seed, speed=self._options.speed, on_death=self._simulators_died
        )
        self._store: Store
        self._stores: Stores
        self._leave: Leave
        self._dialogs: Dialogs
        self._tabs: ServiceTabs
        self._transfers: SessionTransfers
        self._demo_menu: DemoMenu

    async def main(self, leave: Leave) -> int:
        """Open, stay until asked to leave, close."""
        self._leave = leave
        async with Closing(self._reports) as closing:
            self._begin(closing)
            try:
                await self._open_session(closing)
            except (ProfileError, SimulatorsTrouble) as trouble:
                print(f"facespace-desk: {trouble}", file=sys.stderr)  # noqa: T201
                return 1
            if self._options.screenshot is not None:
                return await self._take_pictures()
            if self._options.smoke:
                await asyncio.sleep(SMOKE_S)
                return self._say_troubles()
            await asyncio.Event().wait()
        return 0

    def _begin(self, closing: Closing) -> None:
        """What needs no waiting."""
        options, window = self._options, self._window
        loop = asyncio.get_running_loop()
        loop.set_debug("asyncio" in options.switches)
        closing.add_call("window", self._close_window)
        unsubscribe = self._reports.subscribe(partial(self._pass_on, loop))
        closing.add_call("error bar", unsubscribe)
        if "stalls" in options.switches:
            watchdog = StallWatchdog()
            watchdog.start()
            closing.add_call("stall watchdog", watchdog.stop)
        if self._instance is not None:  # before what may take long: a keyring that is locked
            self._instance.listen(self._come_to_front)
        self._transfers = SessionTransfers(
            window,
            display=self._frame.display,
            settings=self._frame.settings,
            titles={entry.id: entry.title for entry in self._services},
            leave=self._leave,
            tell=self._tell,
            report=self._reports,
            has_next_start=self._paths.use != "temporary",
        )
        window.leave_requested.connect(self._transfers.ask_to_leave)
        window.demo_chosen.connect(self.open_demo)
        if self._frame.settings.problem:
            window.show_toast(self._frame.settings.problem, tone="warn")

    async def _open_session(self, closing: Closing) -> None:
        """Simulators, store, profile; each is closed in the opposite order."""
        if self._paths.use != "own":
            keep_out_of_keyring()
        closing.add("preloading", self._preloader.close, limit_s=PRELOAD_LIMIT_S)
        loading = self._preloader.load(self._first_rooms())
        preloaded = self._tasks.start(loading, name="preload")
        closing.add("simulators", self._simulators.stop, limit_s=SIMULATORS_LIMIT_S)
        self._store = await open_store(self._paths, self._credentials)
        self._stores = Stores(self._store, self._paths)
        closing.add("store", self._stores.close, limit_s=STORE_LIMIT_S)
        for notice in self._store.notices:
            self._window.show_toast(notice, tone="warn")
        self._load_profiles()
        closing.add("transfers", self._transfers.end)
        limit_s = CLOSE_LIMIT_S * (len(self._services) + 1)
        closing.add("profile", self._tabs.close, limit_s=limit_s)
        closing.add("tasks", self._tasks.close)
        closing.add_call("input", self._stop_input)
        self._start_housekeeping(closing)
        await preloaded
        gc.freeze()  # with all that was imported, a collection would hold everybody up for 100 ms
        closing.add_call("imports", gc.unfreeze)
        self._add_demo_menu()
        await self._open_first_profile()

    def _first_rooms(self) -> tuple[str, ...]:
        """What the session and the tab that will be in front import."""
        remembered = self._window.remembered_tab()
        entries = [entry for entry in self._services if entry.id == remembered]
        return (*MODULES, *(entries or self._services)[0].rooms)

    def _load_profiles(self) -> None:
        self._book.load()
        if self._book.problem:
            self._window.show_toast(self._book.problem, tone="warn")
        frame = self._frame
        self._dialogs = Dialogs(
            self._window,
            settings=frame.settings,
            theme=frame.theme,
            display=frame.display,
            book=self._book,
            credentials=self._credentials,
            paths=self._paths,
            log_buffer=self._log_buffer,
            report=self._reports,
        )
        self._tabs = ServiceTabs(
            self._window,
            self._dialogs,
            self._services,
            self._preloader,
            report=self._reports,
            tells_times="start-times" in self._options.switches,
        )
        self._dialogs.profile_chosen.connect(self.open_profile)
        self._dialogs.settings_changed.connect(self._apply_settings)
        self._dialogs.profile_removed.connect(self._forget_profile)
        self._window.set_profiles([DEMO, *self._book.profiles()])

    async def _open_first_profile(self) -> None:
        options, last = self._options, self._frame.settings.current.last_profile
        if options.demo or (options.profile is None and last == DEMO.id):
            await self._open_demo()
        elif options.profile is not None:
            await self._open(open_file(options.profile, self._credentials))
        elif (profile := self._book.get(last or "")) is not None:
            await self._open(profile)
        else:
            self._window.show_first_run()

    # What the operator asks for

    def open_demo(self) -> None:
        """Switch to the demo, starting the simulators when they do not run."""
        self._tasks.start(self._try_demo(), name="demo", replacing="profile")

    def open_profile(self, profile: Profile) -> None:
        """Switch to *profile*, or open it anew with changed credentials."""
        if profile.id == DEMO.id:
            self.open_demo()
        else:
            self._tasks.start(self._open(profile), name="profile", replacing="profile")

    async def _try_demo(self) -> None:
        try:
            await self._open_demo()
        except SimulatorsTrouble as trouble:
            self._window.show_toast(str(trouble), tone="bad")

    async def _open_demo(self) -> None:
        self._window.show_activity("Starting the simulators…")
        try:
            profile = await open_demo(self._simulators, self._paths, self._store, self._credentials)
        finally:
            self._window.show_activity("")
        await self._open(profile)

    async def _open(self, profile: Profile) -> None:
        await self._tabs.close()
        await self._transfers.close()
        self._window.clear_tabs()
        self._window.set_profile(profile)
        self._dialogs.set_profile(profile)
        self._demo_menu.set_profile(profile)
        store = await self._stores.of(profile)
        if store is not self._store:
            self._tell(store.notices[0], "warn")
        context = CarryingContext(
            profile=profile,
            credentials=self._credentials,
            store=store,
            transfers=await self._transfers.open(profile, store),
            display=self._frame.display,
            theme=self._frame.theme,
            settings=self._frame.settings,
            paths=self._paths,
            report=self._reports,
            tell=self._tell,
        )
        await self._tabs.open(context)
        if profile.kind != "file":
            self._window.save_settings(last_profile=profile.id)
        log.info("opened a %s profile with %d services", profile.kind, len(profile.services))

    async def _take_pictures(self) -> int:
        from facespace_desk.screenshot import take_pictures

        if not self._tabs.connected():
            print("facespace-desk: there is nothing to show: add --demo", file=sys.stderr)  # noqa: T201
            return self._say_troubles() or 1
        return await take_pictures(self._frame, self._tabs) or self._say_troubles()

    def _say_troubles(self) -> int:
        """For runs that nobody watches: 0, or 1 and on stderr what went wrong inside."""
        for report in self._reports.all():
            print(f"facespace-desk: {report.where}\n{report.trace}", file=sys.stderr)  # noqa: T201
        return 1 if self._reports.all() else 0

    def _start_housekeeping(self, closing: Closing) -> None:
        house = Housekeeping(
            self._store,
            lambda: self._frame.settings.current,
            tell=self._show_housekeeping,
            report=self._reports,
        )
        closing.add("housekeeping", house.close)
        self._dialogs.settings_changed.connect(lambda _settings: house.settings_changed())
        house.start()
        self._tasks.start(self._watch_store_size(), name="store size")

    def _show_housekeeping(self, record: Housekept) -> None:
        self._show_store_size()
        if record.trouble:
            self._window.show_toast(record.trouble, tone="warn")

    async def _watch_store_size(self) -> None:
        while True:
            self._show_store_size()
            await asyncio.sleep(STORE_SIZE_S)

    def _show_store_size(self) -> None:
        size_bytes = self._store.size_bytes() if self._store.is_persistent else None
        self._window.show_store_size(size_bytes)

    def _add_demo_menu(self) -> None:
        from facespace_desk.shell.demo_menu import DemoMenu  # loads the HTTP library

        self._demo_menu = DemoMenu(
            tasks=self._tasks,
            tell=self._tell,
            stop=self._simulators.stop,
            restart=self._simulators.restart,
            parent=self._window,
        )
        self._window.add_menu(self._demo_menu)

    # The small ends

    def _forget_profile(self, profile_id: str) -> None:
        self._tasks.start(self._store.forget_profile(profile_id), name="forget a profile")
        forgetting = asyncio.to_thread(self._paths.forget_profile, profile_id)
        self._tasks.start(forgetting, name="forget a profile's files")

    def _apply_settings(self) -> None:
        self._tabs.apply_settings()

    def _pass_on(self, loop: asyncio.AbstractEventLoop, report: ErrorReport) -> None:
        loop.call_soon_threadsafe(self._window.show_error, report)

    def _tell(self, text: str, tone: str) -> None:
        self._window.show_toast(text, tone=tone)

    def _simulators_died(self, words: str) -> None:
        self._window.show_toast(words, tone="bad")

    def _come_to_front(self) -> None:
        log.info("another start asked for the window")
        window = self._window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()

    def _stop_input(self) -> None:
        if self._options.screenshot is None:
            self._window.remember()
        self._window.hide()

    def _close_window(self) -> None:
        self._window.may_close = True
        self._window.close()
        self._window.deleteLater()


@contextmanager
def _logging_begun(frame: Frame) -> Iterator[LogBuffer]:
    options = frame.options
    try:
        buffer = desk_log.setup(frame.paths.log, debug=options.debug, log_filter=options.log_filter)
    except OSError as error:
        buffer = desk_log.setup(None, debug=options.debug, log_filter=options.log_filter)
        frame.window.show_toast(f"No log file can be written: {error.strerror}", tone="warn")
    try:
        yield buffer
    finally:
        desk_log.close()


def _hide_from_logs(value: str) -> None:
    register_secret(value)  # for the rest of this run


@contextmanager
def _qt_messages_logged() -> Iterator[None]:
    """What Qt has to say goes to the log, in its own room."""

    def take(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", text)

    previous = qInstallMessageHandler(take)
    try:
        yield
    finally:
        qInstallMessageHandler(previous)
