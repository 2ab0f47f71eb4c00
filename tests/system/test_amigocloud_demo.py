"""The AmigoCloud tab of the real demo: things move soon after it opens, and come back by themselves
when the simulators are killed and started again."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from facespace_desk.amigocloud.view.opened import AmigoSlice
from facespace_desk.amigocloud.view.tab import AmigoTab
from facespace_desk.amigocloud.view.tab_parts import TabModels
from facespace_desk.modelkit.state import Phase
from facespace_desk.paths import Paths
from tests.conftest import AllowLogs
from tests.programs import linux_only
from tests.system.demo_console import DemoConsole
from tests.window import texts

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

pytestmark = [linux_only, pytest.mark.timeout(300)]

AGREED_S = 3.0  # of a quick machine, from opening the tab to something that moves
SLOWER = 10.0  # so much slower may another machine be


class Demo(DemoConsole):
    """See `DemoConsole`; something moves."""

    def __init__(self, app_loop: LoopRunner, paths: Paths) -> None:
        super().__init__(app_loop, paths, "amigocloud")
        self.took_s = 0.0  # from the slice's building to the first move of an object

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with super().running():
            began = time.monotonic()
            await self.until(lambda: self.slice.models is not None, 60)
            await self.until(lambda: self.moved() > 20, 60)
            self.took_s = time.monotonic() - began
            yield

    @property
    def slice(self) -> AmigoSlice:
        assert isinstance(self.built, AmigoSlice)
        return self.built

    @property
    def tab(self) -> AmigoTab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice.models is not None
        return self.slice.models

    def moved(self) -> int:
        """Objects that have reported more than once."""
        return int((self.models.movers.fleet.count > 1).sum())


@pytest.fixture
def demo(app_loop: LoopRunner, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    made = Demo(app_loop, paths)
    yield made
    assert not made.reports.all()


def test_vehicles_move_soon_after_the_tab_is_opened(demo: Demo) -> None:
    async def scenario() -> None:
        async with demo.running():
            print("TOOK", demo.took_s)
            assert demo.took_s < AGREED_S * SLOWER
            assert demo.models.link.reconnects == 0
            assert not demo.models.link.gaps
            await demo.until(lambda: demo.tab.bar.text.startswith("receiving"), 30)

    demo.app_loop.run(scenario(), timeout_s=200)


def test_simulators_that_were_killed_are_listened_to_again(
    demo: Demo, allow_logs: AllowLogs
) -> None:
    allow_logs(".*")  # every service loses its server

    async def scenario() -> None:
        async with demo.running():
            link, simulators = demo.models.link, demo.desk._simulators
            await simulators.stop()
            await demo.until(lambda: demo.slice.state.phase is Phase.OFFLINE, 60)
            await demo.until(lambda: demo.tab.bar.text.startswith("lost"), 30)
            assert "Try again" in texts(demo.tab)
            heard = demo.models.movers.fleet.reports
            await simulators.restart()
            await demo.until(lambda: demo.models.movers.fleet.reports > heard + 100, 120)
            assert demo.slice.state.phase is Phase.LIVE
            assert [gap.to_ms is not None for gap in link.gaps] == [True]
            await demo.until(lambda: "1 gap" in demo.tab.bar.text, 30)
            assert "1 gap" in demo.tab.rates.text

    demo.app_loop.run(scenario(), timeout_s=280)
