"""A few chosen cameras side by side, refreshed one after another while they are looked at."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.model.preview import PreviewState
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.stills import Stills
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ServiceError

MOST: Final = 9  # cameras; a sweep over more is what the terms forbid
AT_ONCE: Final = 2
LEAST_EVERY_S: Final = 5.0
REFRESH_CHOICES_S: Final = (5.0, 10.0, 30.0, 60.0)


class GridModel(QObject):
    """The pictures of at most nine cameras.

    Signals:
        changed: `states`, `every_s` or `next_ms` are other ones.
    """

    changed = Signal()

    def __init__(
        self,
        stills: Stills,
        notes: LocalNotes | None = None,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stills = stills
        self._notes = notes
        self._tasks = TaskScope("CAM2 grid", report)
        self._states: dict[str, PreviewState] = {}
        self._every_s: float | None = None
        self._is_visible = False
        self._began = 0.0  # monotonic seconds, of the last round
        self.next_ms: int | None = None

    @property
    def states(self) -> tuple[PreviewState, ...]:
        """What is to be shown of each camera, in the order in which they were chosen."""
        return tuple(self._states.values())

    @property
    def every_s(self) -> float | None:
        """The pause between two rounds in seconds; None: only on a click."""
        return self._every_s

    @property
    def is_loading(self) -> bool:
        return any(state.is_loading for state in self._states.values())

    def show(self, cameras: Sequence[Camera]) -> int:
        """Show the first of *cameras*, without fetching anything; how many were left out. The
        pictures of those that stay, stay."""
        self._tasks.cancel("round")
        chosen = {camera.camera_id: camera for camera in cameras}
        first = list(chosen.values())[:MOST]
        self._states = {
            camera.camera_id: replace(
                self._states.get(camera.camera_id, PreviewState()), camera=camera
            ).stopped()
            for camera in first
        }
        self.next_ms = None
        self.changed.emit()
        return len(chosen) - len(first)

    def refresh(self) -> None:
        """Fetch every picture now, one after another. During a round nothing more happens."""
        if self._states and not self.is_loading:
            self._start(0.0)

    def cancel(self) -> None:
        """Stop waiting for pictures, and refreshing by itself."""
        self._every_s = None
        self._stop()

    def set_every(self, seconds: float | None) -> None:
        """Refresh every *seconds*, not below the least; None: only on a click."""
        if seconds is not None:
            seconds = max(seconds, LEAST_EVERY_S, self._stills.floor_s)
        self._every_s = seconds
        if not self.is_loading:
            self._stop()
            self._plan()
        self.changed.emit()

    def set_visible(self, is_visible: bool) -> None:
        """Whether anybody can see the pictures; hidden ones are neither awaited nor refreshed."""
        if is_visible == self._is_visible:
            return
        self._is_visible = is_visible
        if is_visible:
            self._plan()
        else:
            self._stop()

    async def close(self) -> None:
        """Stop, and forget the pictures."""
        await self._tasks.close()
        self._states.clear()

    def _stop(self) -> None:
        self._tasks.cancel("round")
        self._states = {key: state.stopped() for key, state in self._states.items()}
        self.next_ms = None
        self.changed.emit()

    def _plan(self) -> None:
        if self._every_s is not None and self._is_visible and self._states:
            self._start(max(0.0, self._began + self._every_s - time.monotonic()))

    def _start(self, wait_s: float) -> None:
        self._tasks.start(self._rounds(wait_s), name="round", replacing="round")

    async def _rounds(self, wait_s: float) -> None:
        while True:
            if wait_s:
                self.next_ms = wall_ms() + round(wait_s * 1000)
                self.changed.emit()
                await asyncio.sleep(wait_s)
            self.next_ms = None
            self._began = time.monotonic()
            waiting = list(self._states)
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(self._fetch_some(waiting))
            if self._every_s is None or not self._is_visible:
                return
            wait_s = max(0.01, self._began + self._every_s - time.monotonic())

    async def _fetch_some(self, waiting: list[str]) -> None:
        """Take the first of *waiting*, until none is left."""
        while waiting:
            camera_id = waiting.pop(0)
            state = self._states.get(camera_id)
            if state is None or state.camera is None:
                return
            self._put(camera_id, state.begun())
            try:
                after = state.with_still(await self._stills.fetch(state.camera))
            except ServiceError as error:
                after = state.with_error(error)
            if self._notes is not None:
                words = after.error.message if after.error is not None else ""
                self._notes.checked(state.camera, wall_ms(), words)
            self._put(camera_id, after)

    def _put(self, camera_id: str, state: PreviewState) -> None:
        if camera_id in self._states:  # others may be shown by now, and this round be ending
            self._states[camera_id] = state
            self.changed.emit()
