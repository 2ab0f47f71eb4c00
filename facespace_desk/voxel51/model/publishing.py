"""Analytics of one's own: uploaded, given images, deleted. One at a time, and never by itself."""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import explain
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.records import Analytic

if TYPE_CHECKING:
    from facespace_desk.voxel51.analytics import AnalyticOperations, AnalyticType, ImageType


class Deed(enum.Enum):
    """What was done to an analytic."""

    UPLOADED = "uploaded"
    GIVEN_AN_IMAGE = "given an image"
    DELETED = "deleted"


class PublishingModel(QObject):
    """Signals:

    busy_changed(str): what is under way, in words; empty when nothing is.
    done(Deed, object): it worked; the Analytic.
    failed(str): it did not, in words.
    """

    busy_changed = Signal(str)
    done = Signal(object, object)
    failed = Signal(str)

    def __init__(self, *, report: Report | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskScope("Voxel51 publishing", report)
        self._target: AnalyticOperations | None = None
        self._busy = ""

    @property
    def busy(self) -> str:
        return self._busy

    def use(self, target: AnalyticOperations | None) -> None:
        """Publish there from now on; what is under way for another is given up."""
        if target is not self._target:
            self._tasks.cancel("deed")
            self._target = target

    def upload(self, path: Path, kind: AnalyticType) -> None:
        """**Uploads** a document as a new analytic, or a new version of one."""
        target = self._target
        assert target is not None

        async def deed() -> Analytic:
            return await target.upload_analytic(path, kind)

        self._start(deed, Deed.UPLOADED, f"Uploading {path.name}")

    def add_image(self, analytic: Analytic, path: Path, machine: ImageType) -> None:
        """**Uploads** a program for one kind of machine; jobs can use the analytic from then on."""
        target = self._target
        assert target is not None

        async def deed() -> Analytic:
            await target.upload_analytic_image(
                analytic.id, path, machine, progress=self._tell_progress(path.name)
            )
            return analytic

        self._start(deed, Deed.GIVEN_AN_IMAGE, f"Uploading {path.name}")

    def delete(self, analytic: Analytic) -> None:
        """**Deletes** it at the platform."""
        target = self._target
        assert target is not None

        async def deed() -> Analytic:
            await target.delete_analytic(analytic.id)
            return analytic

        self._start(deed, Deed.DELETED, f"Deleting {analytic.name}")

    def cancel(self) -> None:
        """Give up what is under way."""
        self._tasks.cancel("deed")

    async def close(self) -> None:
        await self._tasks.close()

    def _start(self, deed: Callable[[], Awaitable[Analytic]], what: Deed, words: str) -> None:
        if self._busy:
            self.failed.emit(f"Wait for this to end: {self._busy}.")
            return
        self._set_busy(words)
        self._tasks.start(self._guard(deed, what), name="deed")

    async def _guard(self, deed: Callable[[], Awaitable[Analytic]], what: Deed) -> None:
        try:
            analytic = await deed()
        except APIError as error:
            reason = explain(error)
            self.failed.emit(f"{reason.happened} {error.message}".strip())
        else:
            self.done.emit(what, analytic)
        finally:
            self._set_busy("")

    def _tell_progress(self, name: str) -> Callable[[int, int | None], None]:
        def tell(sent: int, size: int | None) -> None:
            of = "" if size is None else f" of {size_text(size)}"
            self._set_busy(f"Uploading {name}: {size_text(sent)}{of}")

        return tell

    def _set_busy(self, words: str) -> None:
        if words != self._busy:
            self._busy = words
            self.busy_changed.emit(words)
