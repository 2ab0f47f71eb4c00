"""One clock for everything on screen that ages.

Each widget with a timer of its own would wake the processor once more a second, each at another
moment. Here one timer wakes at the full second, and only while a widget that listens can be seen.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QMetaMethod, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

_LATE_MS = 5  # after the full second, never before it: a clock must not show the old second


class Ticker(QObject):
    """Ticks at each full second of the wall clock while somebody listens.

    Signals:
        ticked: a new second has begun.
    """

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @classmethod
    def shared(cls) -> "Ticker":
        """The one ticker of the application."""
        app = QCoreApplication.instance()
        if app is None:
            raise RuntimeError("a ticker needs an application")
        found = app.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found if found is not None else cls(app)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def join(self, slot: Callable[[], None]) -> None:
        """Call *slot*, a method of a QObject, at each tick."""
        self.ticked.connect(slot)
        if not self._timer.isActive():
            self._arm()

    def leave(self, slot: Callable[[], None]) -> None:
        """Stop calling *slot*; with the last listener the timer stops too."""
        self.ticked.disconnect(slot)
        if not self._has_listeners():
            self._timer.stop()

    def _arm(self) -> None:
        self._timer.start(1000 - time.time_ns() // 1_000_000 % 1000 + _LATE_MS)

    def _tick(self) -> None:
        if self._has_listeners():  # one that was deleted has left without a word
            self._arm()
            self.ticked.emit()

    def _has_listeners(self) -> bool:
        return self.isSignalConnected(QMetaMethod.fromSignal(self.ticked))


class VisibleTick(QObject):
    """Calls a function at each full second while a widget can be seen, and once whenever it
    appears."""

    def __init__(self, widget: QWidget, on_tick: Callable[[], None]) -> None:
        super().__init__(widget)
        self._on_tick = on_tick
        self._is_joined = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Show:
            self._join()
        elif kind is QEvent.Type.Hide:
            self._leave()
        return False

    def _join(self) -> None:
        if not self._is_joined:
            self._is_joined = True
            Ticker.shared().join(self._tick)
            self._on_tick()

    def _leave(self) -> None:
        if self._is_joined:
            self._is_joined = False
            Ticker.shared().leave(self._tick)

    def _tick(self) -> None:
        self._on_tick()
