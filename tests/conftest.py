"""What every test stands on: the window's loop, throw-away folders, and checks for leftovers.

A test fails when it leaves a task, a window, a running timer or a thread behind, and when the
console logs a warning that the test did not expect (`allow_logs`). Each failure names the culprit.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

import asyncio
import gc
import inspect
import logging
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, TypeVar

import hypothesis
import keyring.backend
import keyring.errors
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from facespace_desk.loop import AppLoop
from facespace_desk.modelkit.watchdog import Stall, StallWatchdog
from facespace_desk.paths import Paths
from tests.amigo_simulator import amigo, running_amigo  # noqa: F401  # fixtures
from tests.cam2_simulator import cam2, running_cam2  # noqa: F401  # fixtures
from tests.keyring_daemon import (  # noqa: F401  # fixtures
    empty_bus,
    keyring_bus,
    library_leaves_sockets,
    system_keyring,
)
from tests.limits import AT_ONCE_S, PATIENCE_S
from tests.simulators import running_simulators, simulators  # noqa: F401  # fixtures
from tests.skylab_simulator import running_skylab, skylab  # noqa: F401  # fixtures
from tests.voxel_simulator import running_voxel, voxel  # noqa: F401  # fixtures

T = TypeVar("T")

# The same examples in every run: what fails on one machine fails on all. Now and then it is worth
# while to look for new ones: `--hypothesis-profile=explore`; what is found becomes an @example.
# None fails for being slow: how fast it is says more about the machine.
ANY_MACHINE = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("repeatable", derandomize=True, **ANY_MACHINE)
hypothesis.settings.register_profile("explore", max_examples=2_000, **ANY_MACHINE)
hypothesis.settings.load_profile("repeatable")

WATCHED_LOGGERS = ("desk", "asyncio", "qasync")
STALL_LIMIT_MS = 10_000  # what a window that waits for a server would pass, on any machine
_HAS_FAILED = pytest.StashKey[bool]()


class LoopRunner:
    """Runs coroutines on the window's loop: `app_loop.run(scenario())`."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        app.setQuitOnLastWindowClosed(False)  # as `loop.run` does
        self.loop = AppLoop(app)
        self.escaped: list[dict[str, Any]] = []
        self.stalls: list[Stall] = []
        self.loop.set_exception_handler(lambda _loop, context: self.escaped.append(context))
        self._watchdog = StallWatchdog(self.stalls.append)

    def run(self, coro: Coroutine[Any, Any, T], timeout_s: float = 2 * PATIENCE_S) -> T:
        """The result of *coro*; TimeoutError when it takes longer than *timeout_s*."""

        async def limited() -> T:
            self._watchdog.start()
            try:
                async with asyncio.timeout(timeout_s):
                    return await coro
            finally:
                self._watchdog.stop()

        return self.loop.run_until_complete(limited())

    async def emitted(
        self, signal: SignalInstance, timeout_s: float = PATIENCE_S
    ) -> tuple[Any, ...]:
        """Wait for the next emission of *signal*; its arguments."""
        arrived: asyncio.Future[tuple[Any, ...]] = self.loop.create_future()

        def note(*args: Any) -> None:
            if not arrived.done():
                arrived.set_result(args)

        signal.connect(note)
        try:
            async with asyncio.timeout(timeout_s):
                return await arrived
        finally:
            signal.disconnect(note)

    async def until(self, holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
        """Wait until *holds()*, for what has no signal, such as a painted frame."""
        try:
            async with asyncio.timeout(timeout_s):
                while not holds():  # noqa: ASYNC110  # for what has no event to wait on
                    await asyncio.sleep(0.005)
        except TimeoutError:
            source = inspect.getsource(holds).strip()
            raise AssertionError(f"not within {timeout_s} s: {source}") from None

    def longest_stall_ms(self) -> float:
        """The longest time of more than 50 ms in which the window did not react."""
        return max((stall.duration_ms for stall in self.stalls), default=0.0)

    def finish(self) -> list[str]:
        """Close the loop; what was left behind or went wrong, in words."""
        troubles = [
            f"escaped exception: {context.get('exception') or context.get('message')!r}"
            for context in self.escaped
        ]
        left = [task for task in asyncio.all_tasks(self.loop) if not task.done()]
        troubles += [f"task left behind: {task.get_name()} {task.get_coro()}" for task in left]
        troubles += [
            f"the window stood still for {stall.duration_ms:.0f} ms at\n{stall.stack}"
            for stall in self.stalls
            if stall.duration_ms > STALL_LIMIT_MS
        ]
        for task in left:
            task.cancel()
        self.loop.run_until_complete(self._settle(left))
        self.loop.close()
        return troubles

    async def _settle(self, left: list[asyncio.Task[Any]]) -> None:
        if left:
            await asyncio.wait(left, timeout=PATIENCE_S)
        await self.loop.shutdown_asyncgens()


@pytest.fixture
def app_loop(qapp: QApplication) -> Iterator[LoopRunner]:
    """The window's loop, as `facespace_desk.loop` makes it, watched for stalls."""
    runner = LoopRunner(qapp)
    asyncio.set_event_loop(runner.loop)
    yield runner
    asyncio.set_event_loop(None)
    troubles = runner.finish()
    if troubles:
        pytest.fail("\n".join(troubles), pytrace=False)


@pytest.fixture(autouse=True, scope="session")
def _threads_may_take_long_to_end() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for limit in ("store.thread.CLOSE_LIMIT_S", "pictures.work.CLOSE_LIMIT_S"):
            patch.setattr(f"facespace_desk.{limit}", PATIENCE_S)
        yield


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a console in this process take its time to close, as a slow machine does."""
    for limit in (
        "service_tabs.CLOSE_LIMIT_S",
        "desk.STORE_LIMIT_S",
        "desk.PRELOAD_LIMIT_S",
        "desk.SIMULATORS_LIMIT_S",
        "desk.SESSION_LIMIT_S",
    ):
        monkeypatch.setattr(f"facespace_desk.{limit}", PATIENCE_S)


@pytest.fixture
def paths(tmp_path: Any) -> Paths:
    """The console's four folders, made, under the test's own folder."""
    made = Paths.under(tmp_path / "desk")
    made.make()
    return made


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A key store in memory; `entries` maps (service, user name) to the text."""

    priority = 0.1  # below 1: never chosen by itself

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has few types
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[str] = set()

    def get_password(self, service: str, username: str) -> str | None:
        self.threads.add(threading.current_thread().name)
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.threads.add(threading.current_thread().name)
        if self.entries.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("no such entry")


@pytest.fixture
def memory_keyring() -> MemoryKeyring:
    return MemoryKeyring()


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.allowed: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def unexpected(self) -> list[str]:
        return [
            line for line in self.lines if not any(known.search(line) for known in self.allowed)
        ]


AllowLogs = Callable[..., None]


@pytest.fixture(autouse=True)
def _warnings_in_logs(request: pytest.FixtureRequest) -> Iterator[_Warnings]:
    handler = _Warnings()
    loggers = [logging.getLogger(name) for name in WATCHED_LOGGERS]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler
    for logger in loggers:
        logger.removeHandler(handler)
    if handler.unexpected() and not request.node.stash.get(_HAS_FAILED, False):
        pytest.fail("unexpected in the log:\n" + "\n".join(handler.unexpected()), pytrace=False)


@pytest.fixture
def allow_logs(_warnings_in_logs: _Warnings) -> AllowLogs:
    """`allow_logs(r"desk.net: .*lost")` expects warnings whose "LEVEL logger: text" matches."""

    def allow(*patterns: str) -> None:
        _warnings_in_logs.allowed += [re.compile(pattern) for pattern in patterns]

    return allow


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set up first and torn down last, so that other fixtures have had their chance to close."""
    if inspect.iscoroutinefunction(getattr(request.node, "obj", None)):
        request.getfixturevalue("_no_task_left")
    threads = set(threading.enumerate())
    has_qt = "qapp" in request.fixturenames
    windows = {shiboken6.getCppPointer(widget)[0] for widget in _windows()} if has_qt else set()
    timers = {id(timer) for timer in _running_timers()} if has_qt else set()
    yield
    if request.node.stash.get(_HAS_FAILED, False):
        return  # its traceback holds on to everything
    troubles = _threads_left(threads)
    if has_qt:
        troubles += _windows_left(windows) + _timers_left(timers)
    if troubles:
        pytest.fail("left behind: " + ", ".join(troubles), pytrace=False)


@pytest.fixture
async def _no_task_left() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    if left:
        names = ", ".join(f"{task.get_name()} {task.get_coro()}" for task in left)
        pytest.fail(f"task left behind: {names}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if call.excinfo is not None:
        item.stash[_HAS_FAILED] = True
    # Half a character in captured output could not travel from a worker process.
    report.sections = [(name, _sendable(text)) for name, text in report.sections]
    return report


def _sendable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _windows() -> list[QWidget]:
    return QApplication.topLevelWidgets()


def _running_timers() -> list[QTimer]:
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, QTimer) and shiboken6.isValid(thing) and thing.isActive()
    ]


def _windows_left(before: set[int]) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if all(shiboken6.getCppPointer(widget)[0] in before for widget in _windows()):
        return []
    gc.collect()
    left = [widget for widget in _windows() if shiboken6.getCppPointer(widget)[0] not in before]
    words = [f"window {type(widget).__name__} {widget.objectName()!r}" for widget in left]
    for widget in left:
        if shiboken6.isValid(widget):  # it may have gone with one before it
            shiboken6.delete(widget)
    return words


def _timers_left(before: set[int]) -> list[str]:
    left = [timer for timer in _running_timers() if id(timer) not in before]
    if left:
        del left
        gc.collect()
        left = [timer for timer in _running_timers() if id(timer) not in before]
    words = [
        f"timer of {type(timer.parent()).__name__} every {timer.interval()} ms" for timer in left
    ]
    for timer in left:
        timer.stop()
    return words


def _threads_left(before: set[threading.Thread]) -> list[str]:
    deadline = time.monotonic() + AT_ONCE_S
    new = [
        thread
        for thread in threading.enumerate()
        if thread not in before
        and not isinstance(thread, threading._DummyThread)
        and not thread.name.startswith("asyncio_")  # the pool of pytest-asyncio's own loop
    ]
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]
