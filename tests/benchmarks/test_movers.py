"""Five thousand positions a second on the map and in the list of a window that is looked at.

    python -m pytest -m benchmark tests/benchmarks/test_movers.py -s -p no:xdist

Two fleets: 400 objects that each report twelve times a second, as the demo's, and 5,000 that report
once. The window paints at most twenty times a second. What one batch, one picture of the map, one
of the list and one writing of its rows cost is measured alone, quickest of a few, and added up to a
second's worth; none may hold the window for 50 ms. What the whole costs while it rains is printed:
on a machine that does other work besides, that says more about the machine.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facespace_desk.amigocloud.live.reports import ObjectReport
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.objects import PAUSE_S, PAUSE_S_A_ROW, SLICE, Objects
from facespace_desk.amigocloud.view.map_page import MapPage
from facespace_desk.amigocloud.view.objects_page import ObjectsPage
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.theme import ThemeSwitch
from tests.benchmarks.conftest import Heartbeat
from tests.conftest import LoopRunner
from tests.limits import quickest_s
from tests.widgets.conftest import look

__all__ = ["look"]

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]

REPORTS_A_SECOND = 5_000
BATCHES_A_SECOND = 30
SECONDS = 5.0
PAINTS_A_SECOND = 20
SHARE_LIMIT = 0.5  # of a processor, for taking in, map and list together
STALL_LIMIT_MS = 50.0
CITY = (40.72, -74.0)
Report = Callable[[str, str], None]


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


class Desk:
    """Map and list in a window, as the tab has them."""

    def __init__(self, theme: ThemeSwitch, objects: int) -> None:
        display = Display()
        self.objects = objects
        self.movers = Movers()
        self.chosen = Chosen()
        self.rows = Objects(self.movers, display)
        self.map = MapPage(self.movers, self.chosen, display, theme)
        self.list = ObjectsPage(self.rows, self.chosen, display)
        self.window = QWidget()
        within = QVBoxLayout(self.window)
        within.addWidget(self.map, 3)
        within.addWidget(self.list, 2)
        self.window.resize(1400, 900)
        self.paints = Paints(self.map.view)
        self.sent = 0

    def batch(self, count: int) -> list[ObjectReport]:
        """The next *count* positions; objects take turns, and go round in circles."""
        now_ms = wall_ms()
        made = []
        for number in range(self.sent, self.sent + count):
            each = number % self.objects
            turn = now_ms / 1000 / 60 + each
            made.append(
                ObjectReport(
                    9,
                    f"bus-{each:04}",
                    now_ms,
                    CITY[0] + each % 71 * 0.002 + 0.002 * (turn % 1.0),
                    CITY[1] + each // 71 * 0.002 + 0.002 * (turn * 1.7 % 1.0),
                    20.0 + each % 30,
                    (turn * 360.0) % 360.0,
                    10.0,
                    {"satellites": "8", "battery": str(100 - each % 90), "route": "M7"},
                )
            )
        self.sent += count
        return made

    async def rain(self, seconds: float) -> None:
        """As many batches as *seconds* have of them, no faster than the full rate: on a machine
        that does other work besides it takes longer."""
        for _ in range(round(seconds * BATCHES_A_SECOND)):
            begun = time.perf_counter()
            self.movers.take(self.batch(REPORTS_A_SECOND // BATCHES_A_SECOND))
            await asyncio.sleep(max(1 / BATCHES_A_SECOND + begun - time.perf_counter(), 0.001))

    async def close(self) -> None:
        await self.rows.close()
        await self.movers.close()
        await self.map.view.finish()
        self.window.hide()
        self.window.deleteLater()


@pytest.mark.parametrize("objects", [400, 5_000])
def test_a_flood_of_positions_costs_the_window_little(
    app_loop: LoopRunner, look: ThemeSwitch, objects: int
) -> None:
    async def scenario() -> None:
        desk = Desk(look, objects)
        try:
            await measured(desk)
        finally:
            await desk.close()

    app_loop.run(scenario(), timeout_s=240)


async def measured(desk: Desk) -> None:
    """Show the window, let it rain, and look at what it cost."""
    desk.window.show()
    await desk.rain(2.0)  # the first trails, names and pictures
    desk.chosen.choose(desk.movers.fleet.keys[3])
    await asyncio.sleep(0.5)
    heart = Heartbeat()
    heart.start()
    paints, sent = desk.paints.count, desk.sent
    begun, own_s = time.perf_counter(), time.thread_time()
    await desk.rain(SECONDS)
    own_s, took_s = time.thread_time() - own_s, time.perf_counter() - begun
    heart.stop()
    painted = (desk.paints.count - paints) / took_s
    print(
        f"\n  {desk.objects} objects, {(desk.sent - sent) / took_s:,.0f} positions/s: the window's"
        f" thread was busy for {own_s / took_s:.0%}, making positions included; the map was painted"
        f" {painted:.1f} times a second; {heart.gaps.words()}"
    )
    fleet = desk.movers.fleet
    assert fleet.reports == desk.sent
    assert fleet.late == 0
    assert len(fleet) == desk.objects
    assert painted <= PAINTS_A_SECOND * 1.2
    costs = costs_s(desk)
    pause_s = PAUSE_S + PAUSE_S_A_ROW * desk.objects
    writings = -(-min(desk.objects, round(REPORTS_A_SECOND * pause_s)) // SLICE) / pause_s
    times = {"batch": BATCHES_A_SECOND, "map": PAINTS_A_SECOND, "list": writings, "rows": writings}
    share = sum(costs[name] * times[name] for name in costs)
    words = ", ".join(f"{name} {cost * 1000:.1f} ms" for name, cost in costs.items())
    print(f"  {words}: {share:.0%} of a second for a second's positions")
    assert share < SHARE_LIMIT
    assert max(costs.values()) * 1000 < STALL_LIMIT_MS


def costs_s(desk: Desk) -> dict[str, float]:
    """Seconds of this thread for each piece of the work."""
    batch = desk.batch(REPORTS_A_SECOND // BATCHES_A_SECOND)
    rows = np.arange(min(desk.objects, SLICE))
    return {
        "batch": quickest_s(lambda: desk.movers.take(batch), 9),
        "map": quickest_s(desk.map.view.repaint, 9),
        "list": quickest_s(desk.list.page.table.viewport().repaint, 9),
        "rows": quickest_s(lambda: desk.rows._write(rows), 9),
    }
