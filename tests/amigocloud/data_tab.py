"""The data, SQL and console pages in a window, on a real simulator, store and queue."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QTabWidget

from facespace_desk.amigocloud.view.console_page import ConsolePage
from facespace_desk.amigocloud.view.data_page import DataPage
from facespace_desk.amigocloud.view.sql_page import SqlPage
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.theme import ThemeSwitch
from tests.amigo_simulator import RunningAmigo
from tests.amigocloud.data_desk import DataDesk, data_desk
from tests.widgets.conftest import look
from tests.window import drawn

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["DataTab", "data_tab", "look"]

T = TypeVar("T")


class DataTab:
    """The three pages, side by side in tabs; `begin` first."""

    desk: DataDesk
    data: DataPage
    sql: SqlPage
    console: ConsolePage

    def __init__(self, app_loop: LoopRunner, amigo: RunningAmigo) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.amigo = amigo
        self.control = amigo.control
        self.told: list[tuple[str, str]] = []
        self.exported: list[Any] = []
        self._stack = AsyncExitStack()
        self._window: QTabWidget | None = None

    def run(self, scenario: Callable[[], Coroutine[Any, Any, T]], timeout_s: float = 120) -> T:
        """Run the test's coroutine on the window's loop."""

        async def whole() -> T:
            try:
                return await scenario()
            finally:
                await self.end()

        return self.app_loop.run(whole(), timeout_s=timeout_s)

    async def begin(self, front: str = "data", **options: Any) -> None:
        """Show the pages, *front* in front, with the projects listed."""
        self.desk = await self._stack.enter_async_context(data_desk(self.amigo, **options))
        display = Display()
        self.data = DataPage(self.desk, display)
        self.sql = SqlPage(self.desk, display)
        self.console = ConsolePage(self.desk, display)
        self._window = QTabWidget()
        for page in (self.data, self.sql, self.console):
            self._window.addTab(page, "")
        for page in (self.data, self.console):
            page.told.connect(lambda words, tone: self.told.append((words, tone)))
        for page in (self.data, self.sql):
            page.export_wanted.connect(self.exported.append)
        self._window.resize(1280, 720)
        self._window.setCurrentWidget(getattr(self, front))
        self._window.show()
        self.desk.start()
        await self.until(lambda: self.desk.projects.state.word not in ("off", "loading"))
        await drawn()

    async def end(self) -> None:
        if self._window is not None:
            self._window.hide()
            self._window.deleteLater()
            self._window = None
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.control.release()
        await self._stack.aclose()


@pytest.fixture
def data_tab(app_loop: LoopRunner, look: ThemeSwitch, amigo: RunningAmigo) -> DataTab:
    """Pages that nobody has begun to show yet."""
    return DataTab(app_loop, amigo)
