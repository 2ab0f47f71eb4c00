"""Where photos may be dropped: for the shown job, or for a new one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facespace_desk.widgets.drop_zones import DropZones


class JobDropZones(DropZones):
    """Signals:

    dropped_for(list[Path], bool): files and folders, and whether they are for the shown job.
    """

    dropped_for = Signal(object, bool)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, self._sentences)
        self._job = ""
        self.dropped.connect(self._tell)

    def set_job(self, name: str) -> None:
        """The job that takes more photos; empty when the shown one takes none."""
        self._job = name
        self.update()

    def _sentences(self, items: str) -> tuple[str, ...]:
        new = f"Drop {items}: a new job"
        return (f"Drop {items}: add to “{self._job}”", new) if self._job else (new,)

    def _tell(self, paths: object, zone: int) -> None:
        self.dropped_for.emit(paths, bool(self._job) and zone == 0)
