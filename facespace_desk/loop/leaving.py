"""The main coroutine, and the ways to end it.

The program lasts as long as its main coroutine. Whoever wants it to end (the window, Ctrl-Q,
`QApplication.exit`, SIGTERM, SIGINT) says `leave()`, which cancels that coroutine once; what it
opened is closed in reverse order by one `Closing`, each step with a time limit, and the process
ends even when something hangs.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from facespace_desk.loop.qtloop import AppLoop
from facespace_desk.loop.reports import Reports, install_hooks

log = logging.getLogger("desk.loop")

EXIT_LIMIT_S = 2.5  # from leave() until the main coroutine is abandoned; "quit within 3 s"
STEP_LIMIT_S = 1.0
SWEEP_LIMIT_S = 0.3
CLOSING_TURNS = 3  # a transport closes two turns after it was asked to
FAILED = 1


class Leave:
    """Asks the main coroutine to end; asking again changes nothing."""

    def __init__(self, loop: AppLoop, limit_s: float) -> None:
        self._loop = loop
        self._limit_s = limit_s
        self._task: asyncio.Task[int] | None = None
        self.is_asked = False
        self.is_overdue = False

    def watch(self, task: asyncio.Task[int]) -> None:
        self._task = task

    def __call__(self) -> None:
        if self.is_asked or self._task is None:
            return
        self.is_asked = True
        self._task.cancel()
        self._loop.call_later(self._limit_s, self._give_up)

    def _give_up(self) -> None:
        self.is_overdue = True
        self._loop.stop()


Main = Callable[[Leave], Coroutine[Any, Any, int]]


def run(
    main: Main,
    app: QApplication,
    *,
    reports: Reports | None = None,
    exit_limit_s: float = EXIT_LIMIT_S,
) -> int:
    """Run *main* on Qt's loop until it ends, and answer the exit code.

    A main coroutine that was asked to leave ends with 0; one that fails is reported and ends with
    1. Windows must ignore their close event and call `leave`, or Qt ends under their feet.
    """
    app.setQuitOnLastWindowClosed(False)  # else closing a lone dialog ends the loop
    reports = reports or Reports()
    loop = AppLoop(app)
    asyncio.set_event_loop(loop)
    with install_hooks(reports, loop):
        leave = Leave(loop, exit_limit_s)
        task = loop.create_task(main(leave), name="main")
        leave.watch(task)
        try:
            with SignalWatch(leave):
                code = _run_to_end(loop, task, leave, reports)
            _sweep(loop)
        finally:
            loop.close()
            asyncio.set_event_loop(None)
    return code


def _run_to_end(loop: AppLoop, task: asyncio.Task[int], leave: Leave, reports: Reports) -> int:
    task.add_done_callback(lambda _task: loop.stop())
    while not task.done() and not leave.is_overdue:
        try:
            loop.run_forever()
        except SystemExit as asked:
            if not task.done():
                leave()
                continue
            return asked.code if isinstance(asked.code, int) else FAILED
        if not task.done():
            leave()  # somebody called QApplication.exit
    if not task.done():
        stack = "".join(f"\n  {frame}" for frame in task.get_stack())
        log.error("the main coroutine did not end in time and was abandoned at%s", stack)
        return FAILED
    if task.cancelled():
        return 0 if leave.is_asked else FAILED
    error = task.exception()
    if error is not None:
        reports(error, "the main coroutine")
        return FAILED
    return task.result()


def _sweep(loop: AppLoop) -> None:
    """Cancel what is left, give it a moment, and let transports close."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()

    async def settle() -> None:
        if left:
            _done, stuck = await asyncio.wait(left, timeout=SWEEP_LIMIT_S)
            if stuck:
                log.warning("left behind: %s", ", ".join(task.get_name() for task in stuck))
        await loop.shutdown_asyncgens()
        for _ in range(CLOSING_TURNS):
            await asyncio.sleep(0)

    task = loop.create_task(settle(), name="sweep")
    while not task.done():
        with suppress(RuntimeError):  # QApplication.exit called once more
            loop.run_until_complete(task)


class Closing:
    """What was opened, closed in reverse order; no step can hold up or break the others."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._steps: list[tuple[str, Callable[[], Awaitable[object]], float]] = []

    def add(
        self,
        name: str,
        close: Callable[[], Awaitable[object]],
        *,
        limit_s: float = STEP_LIMIT_S,
    ) -> None:
        """Call *close* at the end; after *limit_s* it is cancelled and said to be left behind."""
        self._steps.append((name, close, limit_s))

    def add_call(self, name: str, close: Callable[[], object]) -> None:
        """Like `add`, for a close that is done when it returns."""

        async def call() -> None:
            close()

        self.add(name, call)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while self._steps:
            await self._close(*self._steps.pop())

    async def _close(
        self, name: str, close: Callable[[], Awaitable[object]], limit_s: float
    ) -> None:
        try:
            async with asyncio.timeout(limit_s):
                await close()
        except TimeoutError:
            log.warning("%s did not close within %.1f s and was left behind", name, limit_s)
        except Exception as error:  # noqa: BLE001  # the other steps must have their turn
            self._reports(error, f"closing {name}")


class SignalWatch:
    """Turns SIGINT, SIGTERM and the like into a call on the Qt loop, on every platform.

    Python runs signal handlers between bytecodes, and there are none while Qt waits; the wake-up
    socket wakes Qt, whose notifier then calls.
    """

    SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")

    def __init__(self, called: Callable[[], None]) -> None:
        self._called = called

    def __enter__(self) -> Self:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        self._old_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        known = [getattr(signal, name) for name in self.SIGNALS if hasattr(signal, name)]
        self._old = {number: signal.signal(number, self._ignore) for number in known}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _read(self) -> None:
        with suppress(BlockingIOError):
            if self._reader.recv(64):
                self._called()

    @staticmethod
    def _ignore(_number: int, _frame: FrameType | None) -> None:
        """The wake-up socket has the news."""
