"""The AmigoCloud tab of the real demo: things move soon after it opens, and come back by themselves
when the simulators are killed and started again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.view.opened import AmigoSlice
from facespace_desk.amigocloud.view.tab import AmigoTab
from facespace_desk.amigocloud.view.tab_parts import TabModels
from facespace_desk.modelkit.state import Phase
from facespace_desk.paths import Paths
from tests.conftest import AllowLogs
from tests.programs import linux_only
from tests.system.demo_console import DemoConsole
from tests.window import button, cells

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
            await self.until(
                lambda: self.slice.models is not None and self.slice.tab is not None, 60
            )
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

    def marks(self) -> dict[ObjectKey, tuple[float, float]]:
        """Where on the map the objects in sight are, in pixels."""
        view, fleet = self.tab.map.view, self.models.movers.fleet
        px, py = view.viewport.to_px(fleet.x, fleet.y)
        return {
            key: (x, y)
            for key, x, y in zip(fleet.keys, px.tolist(), py.tolist(), strict=True)
            if 0 <= x < view.width() and 0 <= y < view.height()
        }

    def moved_marks(self, before: dict[ObjectKey, tuple[float, float]]) -> int:
        """How many marks in sight are elsewhere than before."""
        now = self.marks()
        return sum(now.get(key, place) != place for key, place in before.items())

    def kill_simulators(self) -> None:
        process = self.desk._simulators._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)

    def gaps_listed(self) -> list[str]:
        """What the rows of gaps say in the list of events, the newest first."""
        return [row["gap"] for row in cells(self.tab.events) if "gap" in row]


@pytest.fixture
def demo(app_loop: LoopRunner, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    made = Demo(app_loop, paths)
    yield made
    assert not made.reports.all()


def test_vehicles_move_soon_after_the_tab_is_opened(demo: Demo) -> None:
    async def scenario() -> None:
        async with demo.running():
            assert demo.took_s < AGREED_S * SLOWER
            assert demo.models.link.reconnects == 0
            assert not demo.models.link.gaps
            await demo.until(lambda: demo.tab.bar.text.startswith("receiving"), 30)
            await demo.until(lambda: "live" in demo.tab.map.counts.text(), 30)
            await demo.until(lambda: len(demo.marks()) > 20, 30)
            before = demo.marks()
            await demo.until(lambda: demo.moved_marks(before) > 20, 30)

    demo.app_loop.run(scenario(), timeout_s=200)


def test_simulators_that_were_killed_are_listened_to_again(
    demo: Demo, allow_logs: AllowLogs
) -> None:
    allow_logs(".*")  # every service loses its server

    async def scenario() -> None:
        async with demo.running():
            link = demo.models.link
            demo.kill_simulators()
            await demo.until(lambda: demo.slice.state.phase is Phase.OFFLINE, 60)
            await demo.until(lambda: demo.tab.bar.text.startswith("lost"), 30)
            await demo.until(lambda: "next try in" in demo.tab.bar.text, 30)
            assert demo.tab.connection.word.startswith("Lost")
            assert button(demo.tab, "Try again").isEnabled()
            await demo.until(lambda: "No events since" in "".join(demo.gaps_listed()), 30)
            heard = demo.models.movers.fleet.reports
            await demo.desk._simulators.restart()
            await demo.until(lambda: demo.models.movers.fleet.reports > heard + 100, 120)
            await demo.until(lambda: demo.slice.state.phase is Phase.LIVE, 30)
            assert [gap.to_ms is not None for gap in link.gaps] == [True]
            await demo.until(lambda: "1 gap" in demo.tab.bar.text, 30)
            [gap] = demo.gaps_listed()
            assert gap.startswith("No events for")
            assert "1 gap" in demo.tab.rates.text

    demo.app_loop.run(scenario(), timeout_s=280)
