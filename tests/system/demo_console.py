"""A console that shows the demo in the process of the tests; its simulators run in another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from facespace_desk.desk import Desk
from facespace_desk.frame import Frame
from facespace_desk.log import LogBuffer
from facespace_desk.loop import Leave, Reports
from facespace_desk.options import Options
from facespace_desk.paths import Paths

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

LEAVE_LIMIT_S = 6.0
OPEN_S = 60.0


class DemoConsole:
    """With the tab of *service* in front."""

    def __init__(self, app_loop: LoopRunner, paths: Paths, service: str) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.reports = Reports()
        self.frame = Frame(app_loop.app, Options(demo=True), paths)
        self.service = service
        self.desk: Desk

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Until the slice is built, and then for as long as the test wants."""
        self.frame.show()
        self.frame.window.resize(1600, 1000)
        self.desk = Desk(self.frame, self.reports, LogBuffer())
        leave = Leave(self.app_loop.loop, LEAVE_LIMIT_S)
        task = asyncio.create_task(self.desk.main(leave), name="main")
        leave.watch(task)
        try:
            await self.until(lambda: self.service in self.frame.window.service_states(), OPEN_S)
            self.frame.window.show_tab(self.service)
            await self.until(lambda: self.built is not None, OPEN_S)
            yield
        finally:
            leave()
            await asyncio.wait({task})

    @property
    def built(self) -> Any:
        """The slice, once there is one."""
        tabs = getattr(self.desk, "_tabs", None)
        return None if tabs is None else tabs.slices.get(self.service)
