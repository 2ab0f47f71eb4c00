"""The picture of the chosen camera: fetched on a click, refreshed while it is looked at.

Nothing is fetched before somebody asks for the picture of this very camera. The last good picture
stays with its age when a later one fails, and goes with the camera.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.stills import Still, Stills
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind, ServiceError

REFRESH_CHOICES_S: Final = (2.0, 5.0, 10.0, 30.0, 60.0)
SLOWEST_RETRY_S: Final = 60.0  # a camera that fails is asked less and less often
NOTE_EVERY_MS: Final = 60_000  # "last checked" need not be written at each refresh


@dataclass(frozen=True)
class PreviewState:
    """All that is to be shown of one camera's picture. Moments are epoch ms UTC.

    `still` is the last good one, `error` why the last try failed (None: it did not); both may be
    there. `began_ms` says since when a picture is awaited, `next_ms` when the next is due.
    """

    camera: Camera | None = None
    still: Still | None = None
    error: ServiceError | None = None
    failed_ms: int | None = None
    began_ms: int | None = None
    next_ms: int | None = None
    failures: int = 0  # in a row

    @property
    def is_loading(self) -> bool:
        return self.began_ms is not None

    def begun(self) -> PreviewState:
        """A picture is awaited from now on."""
        return replace(self, began_ms=wall_ms(), next_ms=None)

    def stopped(self) -> PreviewState:
        """Nothing is awaited any more."""
        return replace(self, began_ms=None, next_ms=None)

    def with_still(self, still: Still) -> PreviewState:
        """A picture came."""
        return PreviewState(self.camera, still)

    def with_error(self, error: ServiceError) -> PreviewState:
        """None came; the last one stays."""
        return PreviewState(
            self.camera, self.still, error, failed_ms=wall_ms(), failures=self.failures + 1
        )

    def retry_s(self, every_s: float) -> float:
        """How long to wait before the next try: longer with each failure."""
        slower_s = every_s * float(1 << min(self.failures, 10))
        return min(slower_s, max(every_s, SLOWEST_RETRY_S))


class PreviewModel(QObject):
    """The picture of one camera at a time.

    Signals:
        changed: `state` or `every_s` is another one.
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
        """*notes* take down how each check ended."""
        super().__init__(parent)
        self._stills = stills
        self._notes = notes
        self._tasks = TaskScope("CAM2 preview", report)
        self._state = PreviewState()
        self._every_s: float | None = None
        self._is_asked_for = False  # somebody clicked for this camera
        self._is_visible = False
        self._began = 0.0  # monotonic seconds

    @property
    def state(self) -> PreviewState:
        """What is to be shown now."""
        return self._state

    @property
    def every_s(self) -> float | None:
        """The pause between two refreshes in seconds; None: only on a click."""
        return self._every_s

    def show(self, camera: Camera | None) -> None:
        """Turn to *camera*; the picture of another one is forgotten, and nothing is fetched."""
        now = self._state.camera
        if camera == now:
            return
        is_same_picture = (
            camera is not None
            and now is not None
            and camera.camera_id == now.camera_id
            and camera.still_url == now.still_url
        )
        if is_same_picture:
            self._set(replace(self._state, camera=camera))
            return
        self._tasks.cancel("fetch")
        self._is_asked_for = False
        self._set(PreviewState(camera))

    def fetch(self) -> None:
        """Fetch a picture now. While one is awaited nothing more happens."""
        camera = self._state.camera
        if camera is None or self._state.is_loading:
            return
        self._is_asked_for = True
        if self._notes is not None:
            self._notes.looked(camera)
        self._start(0.0)

    def cancel(self) -> None:
        """Stop waiting for a picture, and refreshing by itself."""
        self._tasks.cancel("fetch")
        self._every_s = None
        self._set(self._state.stopped())

    def set_every(self, seconds: float | None) -> None:
        """Refresh every *seconds*, never below the floor; None: only on a click. To choose a pause
        is to ask for the picture."""
        if seconds is not None:
            seconds = max(seconds, self._stills.floor_s)
        if seconds == self._every_s:
            return
        self._every_s = seconds
        if self._state.is_loading:
            pass  # what happens after it is decided then
        elif seconds is None:
            self._tasks.cancel("fetch")
            self._state = self._state.stopped()
        elif self._is_asked_for:
            self._plan()
        else:
            self.fetch()
        self.changed.emit()

    def set_visible(self, is_visible: bool) -> None:
        """Whether anybody can see the picture: a hidden one is neither awaited nor refreshed."""
        if is_visible == self._is_visible:
            return
        self._is_visible = is_visible
        if is_visible:
            self._plan()
        else:
            self._tasks.cancel("fetch")
            self._set(self._state.stopped())

    async def close(self) -> None:
        """Stop, and forget the picture."""
        await self._tasks.close()
        self._state = PreviewState()

    def _plan(self) -> None:
        """The next refresh, if there is to be one."""
        if self._every_s is None or not self._is_asked_for or not self._is_visible:
            return
        pause_s = self._state.retry_s(self._every_s)
        self._start(max(0.0, self._began + pause_s - time.monotonic()))

    def _start(self, wait_s: float) -> None:
        camera = self._state.camera
        assert camera is not None
        if wait_s:
            self._set(replace(self._state, next_ms=wall_ms() + round(wait_s * 1000)))
        else:
            self._set(self._state.begun())
        self._tasks.start(self._fetch(camera, wait_s), name="fetch", replacing="fetch")

    async def _fetch(self, camera: Camera, wait_s: float) -> None:
        """One picture after another, until it was only one that was asked for."""
        while True:
            if wait_s:
                await asyncio.sleep(wait_s)
                self._set(self._state.begun())
            self._began = time.monotonic()
            try:
                after = self._state.with_still(await self._stills.fetch(camera))
            except ServiceError as error:
                after = self._state.with_error(error)
            self._note(camera, after)
            every_s = self._every_s if self._is_visible else None
            if every_s is None:
                self._set(after)
                return
            wait_s = max(0.01, self._began + after.retry_s(every_s) - time.monotonic())
            self._set(replace(after, next_ms=wall_ms() + round(wait_s * 1000)))

    def _note(self, camera: Camera, after: PreviewState) -> None:
        if self._notes is None:
            return
        if after.error is not None and after.error.kind is ErrorKind.USAGE:
            return  # it has no address to ask at: nothing was checked
        result = after.error.message if after.error is not None else ""
        known = self._notes.note(camera.camera_id)
        is_news = known.checked_ms is None or known.checked_result != result
        if is_news or wall_ms() - (known.checked_ms or 0) >= NOTE_EVERY_MS or not self._every_s:
            self._notes.checked(camera, wall_ms(), result)

    def _set(self, state: PreviewState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()
