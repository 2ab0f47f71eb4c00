"""The clock of a map whose objects glide: it runs while that can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from facespace_desk.amigocloud.model.movers import Movers

PICTURE_MS: Final = 60  # between two pictures


class GlideTick(QObject):
    """Calls *show* as long as objects move on *page*, and once when they have arrived."""

    def __init__(self, page: QWidget, movers: Movers, show: Callable[[], None]) -> None:
        super().__init__(page)
        self._page = page
        self._movers = movers
        self._show = show
        self._timer = QTimer(self)
        self._timer.setInterval(PICTURE_MS)
        self._timer.timeout.connect(self._tick)
        movers.settings_changed.connect(self._start_or_stop)
        movers.changed.connect(self._note)
        page.installEventFilter(self)
        self._start_or_stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._start_or_stop()
        return False

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def _note(self, _rows: object) -> None:
        self._start_or_stop()

    def _start_or_stop(self) -> None:
        is_wanted = self._movers.glides and self._page.isVisible()
        if is_wanted and not self._timer.isActive():
            self._timer.start()
        elif not is_wanted:
            self._timer.stop()

    def _tick(self) -> None:
        if not self._movers.shown.is_moving.any():
            self._timer.stop()  # until somebody reports again
        self._show()
