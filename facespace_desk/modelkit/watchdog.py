"""A thread that notices when the window's thread stands still, and where.

For `--debug` and for tests: it wakes the loop a hundred times a second, which an idle console
should not.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger("desk.stall")

LIMIT_MS = 50  # design: nothing blocks the window's thread for longer
_PERIOD_S = 0.01


@dataclass(frozen=True, slots=True)
class Stall:
    """The loop did not turn for `duration_ms`; `stack` is where it was after the limit."""

    duration_ms: float
    stack: str


def log_stall(stall: Stall) -> None:
    log.warning("the window stood still for %.0f ms at\n%s", stall.duration_ms, stall.stack)


class StallWatchdog(QObject):
    """Watches the thread that made it, from `start` to `stop`, while a Qt loop runs there.

    *on_stall* is called in the watching thread, once per stall, after the loop turned again.
    """

    _asked = Signal()

    def __init__(
        self, on_stall: Callable[[Stall], None] = log_stall, *, limit_ms: float = LIMIT_MS
    ) -> None:
        super().__init__()
        self._on_stall = on_stall
        self._limit_s = limit_ms / 1000
        self._watched = threading.get_ident()
        self._answered = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        if self._thread is not None:
            return
        self._stopping.clear()
        self._thread = threading.Thread(target=self._watch, name="desk-stall-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; returns when the thread has ended."""
        if self._thread is None:
            return
        self._stopping.set()
        self._answered.set()
        self._thread.join()
        self._thread = None

    @Slot()
    def _answer(self) -> None:
        self._answered.set()

    def _watch(self) -> None:
        while not self._stopping.wait(_PERIOD_S):
            self._answered.clear()
            if self._stopping.is_set():  # stop() may have set both before the line above
                return
            asked_at = time.monotonic()
            self._asked.emit()
            if self._answered.wait(self._limit_s):
                continue
            stack = self._stack()
            self._answered.wait()
            if not self._stopping.is_set():
                self._on_stall(Stall((time.monotonic() - asked_at) * 1000, stack))

    def _stack(self) -> str:
        frame = sys._current_frames().get(self._watched)
        return "".join(traceback.format_stack(frame)) if frame is not None else "(thread ended)"
