"""The service's change log as a table: which camera was changed when."""

from __future__ import annotations

import asyncio
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.records import Change
from facespace_desk.cam2.search import SearchEnd
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope

ROW_CAP: Final = 200_000


class LogProgress(msgspec.Struct, frozen=True):
    """How far the reading of the log has come. `end` is None while it goes on."""

    pages: int
    entries: int
    repeated: int = 0
    unread: int = 0
    end: SearchEnd | None = None


class ChangeLogModel(QObject):
    """Reads one range at a time; a new one replaces the one under way.

    Signals:
        state_changed(LoadState)
        progress_changed(LogProgress)
    """

    state_changed = Signal(object)
    progress_changed = Signal(object)

    def __init__(
        self,
        client: Cam2Client,
        display: Display,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._tasks = TaskScope("change log", report)
        self.state = LoadState.off(tr("Nothing read yet"))
        self.table: RecordTableModel[Change] = RecordTableModel(
            _columns(display), display=display, row_cap=ROW_CAP, parent=self
        )

    @property
    def is_running(self) -> bool:
        return self._tasks.is_running("read")

    def read(self, start_ms: int | None, end_ms: int | None) -> None:
        """Read the entries between two moments (epoch ms UTC; None: no limit)."""
        self._tasks.start(self._read(start_ms, end_ms), name="read", replacing="read")

    def cancel(self) -> None:
        """Stop reading; the entries that came stay."""
        self._tasks.cancel("read")

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _read(self, start_ms: int | None, end_ms: int | None) -> None:
        self.table.clear()
        self._set_state(LoadState.loading(tr("Reading the change log")))
        log = self._client.change_log(start_ms, end_ms)
        try:
            async for page in log:
                self.table.append(list(page.changes))
                self.progress_changed.emit(
                    LogProgress(log.pages, log.found, log.repeated, log.unread)
                )
        except Cam2Error as error:
            self._set_state(LoadState.failed(error))
            return
        except asyncio.CancelledError:
            words = tr_n("Stopped after {n:,} entries", "Stopped after {n:,} entry", log.found)
            self._set_state(LoadState.off(words))
            raise
        self.progress_changed.emit(
            LogProgress(log.pages, log.found, log.repeated, log.unread, log.end)
        )
        self._set_state(LoadState.live())

    def _set_state(self, state: LoadState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _columns(display: Display) -> tuple[Column[Change], ...]:
    def moment(change: Change) -> str:
        return change.raw or EMPTY if change.at_ms is None else display.time_text(change.at_ms)

    return (
        Column(
            key="at",
            title=tr("Changed"),
            text=moment,
            moment_ms=lambda change: change.at_ms,
            newest_first=True,
            mono=True,
            width=170,
        ),
        Column(
            key="camera",
            title=tr("Camera ID"),
            text=lambda change: change.camera_id,
            mono=True,
            hideable=False,
            width=240,
        ),
    )
