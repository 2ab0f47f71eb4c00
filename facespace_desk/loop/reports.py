"""Errors of our own: three hooks, one report.

An exception in a slot arrives at `sys.excepthook`, one in a callback or a task at the loop's
handler, one in a thread at `threading.excepthook`, one in a finaliser at `sys.unraisablehook`. All
go to one `Reports`, which logs, merges repeats and tells whoever shows them (a bar that is not
modal). Unexpected exceptions may carry a person's name in their text, so the log gets the text
only of kinds that speak of code and not of data.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

from facespace_desk.net.errors import ServiceError

log = logging.getLogger("desk.loop")

LONGEST_LIST = 100  # different errors remembered; a program with more has one trouble, not many
_TEXT_IS_SAFE = (
    ServiceError,
    OSError,
    RuntimeError,
    TypeError,
    AttributeError,
    NameError,
    ImportError,
    AssertionError,
)
_TEXT_MAY_HOLD_DATA = (UnicodeError, KeyError, IndexError, ValueError)


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """One error that is ours. `what` is for the window and memory only; `trace` is for the log."""

    where: str
    what: str
    trace: str
    count: int
    first_at: float  # epoch seconds
    last_at: float


Listener = Callable[[ErrorReport], None]


class Reports:
    """Takes exceptions from any thread, each kind once with a count. Never raises."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], ErrorReport] = {}
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()
        self._inside = threading.local()

    def __call__(self, error: BaseException, where: str) -> None:
        if getattr(self._inside, "is_reporting", False):
            _last_resort(f"an error while reporting an error: {type(error).__name__}")
            return
        self._inside.is_reporting = True
        try:
            self._take(error, where)
        except Exception as trouble:  # noqa: BLE001  # the one place that may not fail
            _last_resort(f"reporting failed: {type(trouble).__name__}, for {type(error).__name__}")
        finally:
            self._inside.is_reporting = False

    def all(self) -> list[ErrorReport]:
        with self._lock:
            return list(self._known.values())

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell *listener*, in the thread of the error, of each new kind and of its repeats."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _take(self, error: BaseException, where: str) -> None:
        key = (where, type(error).__name__, *_last_frame(error))
        with self._lock:
            known = self._known.get(key)
            if known is None:
                if len(self._known) >= LONGEST_LIST:
                    del self._known[next(iter(self._known))]
                now = time.time()
                report = ErrorReport(where, _what(error), trace_without_data(error), 1, now, now)
            else:
                report = replace(known, count=known.count + 1, last_at=time.time())
            self._known[key] = report
        if report.count == 1:
            log.error("%s: %s\n%s", where, type(error).__name__, report.trace)
        elif str(report.count).strip("0") == "1":  # 10, 100, 1000 ...
            log.error("%s: %s, %d times by now", where, type(error).__name__, report.count)
        for listener in tuple(self._listeners):
            listener(report)


def trace_without_data(error: BaseException) -> str:
    """The traceback of *error* and its causes, with texts only where they cannot hold data."""
    lines: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        frames = traceback.StackSummary.extract(traceback.walk_tb(link.__traceback__))
        part = "".join(traceback.format_list(frames))
        lines.append(f"{part}{type(link).__name__}: {_text_for_log(link)}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\nwhich came from\n".join(lines)


def install_hooks(reports: Reports, loop: asyncio.AbstractEventLoop) -> ExitStack:
    """Lead every escaped exception to *reports*, until the stack that is returned is closed."""
    stack = ExitStack()

    def in_slot(_kind: type[BaseException], error: BaseException, _t: TracebackType | None) -> None:
        reports(error, "a slot")

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            reports(args.exc_value, f"thread {args.thread.name if args.thread else '(ended)'}")

    def in_finaliser(args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            reports(args.exc_value, f"finaliser of {type(args.object).__name__}")

    def in_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception") or RuntimeError(context.get("message", "loop trouble"))
        if not isinstance(error, asyncio.CancelledError):  # asyncio's own servers leak these
            reports(error, _place(context))

    stack.callback(setattr, sys, "excepthook", sys.excepthook)
    stack.callback(setattr, threading, "excepthook", threading.excepthook)
    stack.callback(setattr, sys, "unraisablehook", sys.unraisablehook)
    stack.callback(loop.set_exception_handler, None)
    sys.excepthook = in_slot
    threading.excepthook = in_thread
    sys.unraisablehook = in_finaliser
    loop.set_exception_handler(in_loop)
    return stack


def _place(context: dict[str, Any]) -> str:
    task = context.get("task") or context.get("future")
    if isinstance(task, asyncio.Task):
        return f"task {task.get_name()}"
    return "a callback of the loop"


def _what(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _text_for_log(error: BaseException) -> str:
    if isinstance(error, _TEXT_IS_SAFE) and not isinstance(error, _TEXT_MAY_HOLD_DATA):
        return str(error)
    return "(text withheld, it may hold data)"


def _last_frame(error: BaseException) -> tuple[str, str]:
    frames = traceback.StackSummary.extract(
        traceback.walk_tb(error.__traceback__), lookup_lines=False
    )
    return (frames[-1].filename, str(frames[-1].lineno)) if frames else ("", "")


def _last_resort(text: str) -> None:
    if sys.__stderr__ is not None:  # a windowed program on Windows has none
        sys.__stderr__.write(f"facespace-desk: {text}\n")
