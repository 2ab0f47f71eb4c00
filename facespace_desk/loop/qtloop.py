"""AppLoop: asyncio on Qt's event loop, and the few ways to start and to wait in it."""

from __future__ import annotations

import asyncio
import contextvars
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, cast

import PySide6  # noqa: F401  # qasync takes the first Qt binding that it finds imported
import qasync
from PySide6.QtWidgets import QApplication, QDialog

from facespace_desk.loop.blocking import DaemonExecutor
from facespace_desk.loop.timer import Later, OneTimer

T = TypeVar("T")

_kept: set[asyncio.Task[Any]] = set()


class AppLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop with exact timers of flat cost, asyncio's own rules at stop, daemon workers."""

    _timer: OneTimer

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        # WORKAROUND qasync 0.28: its timer leaks one Qt timer per finished wait_for and loses
        # tasks in nested loops (qasync #59, #82, #174). One attribute is replaced.
        self._timer.stop()
        self._timer = OneTimer(self)
        self._ending: BaseException | None = None
        self.set_default_executor(DaemonExecutor())
        self._timer.arm()

    def call_soon(
        self,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        return self._timer.add_callback(handle)

    def call_soon_threadsafe(
        self,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self._timer.add_from_thread(handle)
        return handle

    def call_later(
        self,
        delay: float,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        return self.call_at(time.monotonic() + delay, callback, *args, context=context)

    def call_at(
        self,
        when: float,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.TimerHandle:
        self._check_closed()
        handle = Later(when, callback, args, self, context)
        self._timer.add_later(handle, when)
        return handle

    def run_forever(self) -> int:
        hooks = sys.get_asyncgen_hooks()
        # qasync forgets these; without them an abandoned async iterator is never closed.
        sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)
        self._timer.arm()
        try:
            return cast(int, super().run_forever())
        finally:
            sys.set_asyncgen_hooks(*hooks)
            if self._ending is not None:
                ending, self._ending = self._ending, None
                raise ending

    def run_until_complete(self, future: Coroutine[Any, Any, T] | asyncio.Future[T]) -> T:
        """The result of *future*.

        qasync then runs what is left without a running loop, which breaks those tasks; here they
        wait for the next run, as in asyncio.

        Raises:
            RuntimeError: the loop ended first, because somebody called `QApplication.exit`.
        """
        task = asyncio.ensure_future(future, loop=self)
        task.add_done_callback(self._stop_when_done)
        try:
            self.run_forever()
        finally:
            task.remove_done_callback(self._stop_when_done)
        if not task.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return task.result()

    def stop_with(self, error: BaseException) -> None:
        """End the run; *error* (SystemExit, KeyboardInterrupt) then leaves `run_forever`."""
        self._ending = error
        self.stop()

    def _stop_when_done(self, _task: asyncio.Future[Any]) -> None:
        self.stop()

    def _timer_handle_cancelled(self, handle: Later) -> None:
        self._timer.note_cancelled(handle)


def spawn(coro: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
    """Run *coro* as a task that is held until it ends and whose failure is reported.

    For what lives as long as the program; models have a `TaskScope`.
    """
    task = asyncio.get_running_loop().create_task(coro, name=name)
    _kept.add(task)
    task.add_done_callback(_look_at)
    return task


async def finished(dialog: QDialog) -> int:
    """Open *dialog* and wait for its result code; one that is destroyed counts as rejected.

    The way to ask in a coroutine: `exec()` would stop every other task.
    """
    answer: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def settle(code: int) -> None:
        if not answer.done():
            answer.set_result(code)

    def gone() -> None:
        settle(QDialog.DialogCode.Rejected.value)

    dialog.finished.connect(settle)
    dialog.destroyed.connect(gone)
    dialog.open()
    try:
        return await answer
    except asyncio.CancelledError:
        dialog.reject()
        raise


def _look_at(task: asyncio.Task[Any]) -> None:
    _kept.discard(task)
    error = None if task.cancelled() else task.exception()
    if error is not None:
        task.get_loop().call_exception_handler(
            {"message": f"{task.get_name()} failed", "exception": error, "task": task}
        )
