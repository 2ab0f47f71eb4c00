"""OneTimer: everything that asyncio has scheduled, on two Qt timers.

qasync starts one Qt timer per callback. A finished `wait_for` leaves its timer behind until it
would have fired, delays are cut to whole milliseconds and fire early, and a nested Qt loop kills
tasks. Here callbacks that are ready wait in a deque behind one zero timer, later ones in a heap
behind one precise timer; both rest while a Qt loop runs *inside* one of the callbacks.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
import time
from collections import deque
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal, Slot

LONGEST_WAIT_S = 3600.0  # a Qt timer counts 31 bits of milliseconds; longer waits are re-armed
SWEEP_FROM = 100  # cancelled entries that are worth a sweep (as asyncio itself has it)


class Later(asyncio.TimerHandle):
    """A handle that knows whether it still waits, so that cancelled ones can be counted."""

    __slots__ = ("is_waiting",)
    is_waiting: bool


class Stoppable(Protocol):
    """What a timer asks of its loop."""

    def is_running(self) -> bool: ...
    def stop_with(self, error: BaseException) -> None: ...


class OneTimer(QObject):
    """Runs asyncio's handles in their order, on the thread that made it."""

    _woken = Signal()

    def __init__(self, loop: Stoppable) -> None:
        super().__init__()
        self._loop = loop
        self._ready: deque[asyncio.Handle] = deque()
        self._later: list[tuple[float, int, Later]] = []
        self._number = itertools.count()
        self._cancelled_count = 0
        self._zero_id = 0
        self._precise_id = 0
        self._precise_due = math.inf
        self._is_busy = False
        self._is_stopped = False
        self._is_wake_posted = False
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        """Run *handle* soon: the face that qasync sees. `AppLoop` itself answers call_later."""
        assert delay <= 0
        self._ready.append(handle)
        if not self._zero_id and not self._is_busy:
            self._zero_id = self.startTimer(0)
        return handle

    def add_from_thread(self, handle: asyncio.Handle) -> None:
        """Run *handle* soon; callable from any thread."""
        self._ready.append(handle)
        if not self._is_wake_posted:
            self._is_wake_posted = True
            self._woken.emit()

    def add_later(self, handle: Later, when: float) -> None:
        """Run *handle* at *when*, seconds of the monotonic clock, never before."""
        handle.is_waiting = True
        heapq.heappush(self._later, (when, next(self._number), handle))
        if when < self._precise_due and not self._is_busy:
            self._arm_precise()

    def note_cancelled(self, handle: Later) -> None:
        """A scheduled handle was cancelled; when most of the heap is such, it is swept."""
        if not handle.is_waiting:
            return
        self._cancelled_count += 1
        if self._cancelled_count > SWEEP_FROM and self._cancelled_count * 2 > len(self._later):
            self._later = [entry for entry in self._later if not entry[2].cancelled()]
            heapq.heapify(self._later)
            self._cancelled_count = 0

    def pending_count(self) -> int:
        """Handles that wait, cancelled ones that were not swept yet included."""
        return len(self._ready) + len(self._later)

    def arm(self) -> None:
        """Start the Qt timers that the waiting handles need."""
        if self._is_stopped:
            return
        if self._ready and not self._zero_id:
            self._zero_id = self.startTimer(0)
        if self._later:
            self._arm_precise()

    def stop(self) -> None:
        self._is_stopped = True
        self._rest()
        self._ready.clear()
        self._later.clear()

    def set_debug(self, enabled: bool) -> None:
        """Part of qasync's face. Slow callbacks are the stall watchdog's subject."""

    def timerEvent(self, event: QTimerEvent) -> None:
        if self._is_busy or self._is_stopped or not self._loop.is_running():
            self._rest()  # armed again when the callback or the next run gets its turn
            return
        if event.timerId() == self._precise_id:
            self._kill_precise()
        self._is_busy = True
        try:
            self._collect_due()
            self._run_ready()
        finally:
            self._is_busy = False
            if not self._ready and self._zero_id:
                self.killTimer(self._zero_id)
                self._zero_id = 0
            self.arm()

    @Slot()
    def _wake(self) -> None:
        self._is_wake_posted = False
        if not self._is_busy:
            self.arm()

    def _collect_due(self) -> None:
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            handle = heapq.heappop(self._later)[2]
            handle.is_waiting = False
            if handle.cancelled():
                self._cancelled_count -= 1
            else:
                self._ready.append(handle)

    def _run_ready(self) -> None:
        # Only what is ready now: a callback that schedules another must not starve the window.
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if handle.cancelled():
                continue
            try:
                handle._run()
            except (SystemExit, KeyboardInterrupt) as error:
                self._loop.stop_with(error)
                return

    def _arm_precise(self) -> None:
        when = self._later[0][0]
        if when >= self._precise_due:
            return  # firing early, for an entry that was cancelled, is cheaper than re-arming
        self._kill_precise()
        self._precise_due = when
        wait_s = min(max(0.0, when - time.monotonic()), LONGEST_WAIT_S)
        self._precise_id = self.startTimer(math.ceil(wait_s * 1000), Qt.TimerType.PreciseTimer)

    def _kill_precise(self) -> None:
        if self._precise_id:
            self.killTimer(self._precise_id)
        self._precise_id = 0
        self._precise_due = math.inf

    def _rest(self) -> None:
        if self._zero_id:
            self.killTimer(self._zero_id)
            self._zero_id = 0
        self._kill_precise()
