"""A million sightings held, 500 rows a second arriving, and an operator who filters and scrolls.

    python -m pytest -m benchmark tests/benchmarks/test_live_table.py -s -p no:xdist

The budget: the window is never away for more than 33 ms, and a filter shows its first rows within
150 ms of the key press. Wall-clock gaps are printed; the limit holds for the part of each gap in
which this process computed, because on a shared machine the rest belongs to others. On an idle
machine both are the same.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import cycle
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets.filter_bar import FilterBar
from facespace_desk.widgets.record_table import RecordTable
from facespace_desk.widgets.theme import ThemeSwitch
from tests.benchmarks.conftest import Gaps, Heartbeat
from tests.conftest import LoopRunner
from tests.modelkit.table_fixtures import Pass, make_model, passes

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(300)]

HELD = 1_000_000
ROWS_A_SECOND = 500
STALL_LIMIT_MS = 33.0
FIRST_ROWS_LIMIT_MS = 150.0
Report = Callable[[str, str], None]


class Paints(QObject):
    """Notes when a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.moments: list[float] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.moments.append(time.perf_counter())
        return False


class Desk:
    """A window with a filter bar over a table, as a tab has them."""

    def __init__(self) -> None:
        self.model: RecordTableModel[Pass] = make_model(Display(), row_cap=HELD + 3_000)
        self.window = QWidget()
        self.window.resize(1600, 1000)
        self.bar = FilterBar(self.model)
        self.table = RecordTable(self.model)
        column = QVBoxLayout(self.window)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        self.paints = Paints(self.table.viewport())
        self.arrived = 0

    async def load(self) -> None:
        for start in range(0, HELD, 5_000):
            self.model.append(passes(5_000, start))
            await asyncio.sleep(0)

    @asynccontextmanager
    async def raining(self) -> AsyncIterator[None]:
        """Rows arrive meanwhile, in batches every 50 to 100 ms."""
        task = asyncio.get_running_loop().create_task(self._rain(), name="rain")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _rain(self) -> None:
        begun, first = time.perf_counter(), self.arrived
        for pause_s in cycle((0.05, 0.1, 0.075)):
            await asyncio.sleep(pause_s)
            due = int((time.perf_counter() - begun) * ROWS_A_SECOND) - (self.arrived - first)
            self.model.append(passes(due, HELD + self.arrived))
            self.arrived += due

    async def searched(self) -> None:
        """Wait until no search is under way."""
        done = asyncio.Event()

        def look(_shown: int, _held: int, is_searching: bool) -> None:
            if not is_searching:
                done.set()

        self.model.counts_changed.connect(look)
        if self.model.is_searching:
            await asyncio.wait_for(done.wait(), 60)
        self.model.counts_changed.disconnect(look)

    async def first_paint_after(self, moment: float) -> float:
        """Milliseconds until the table was painted with rows of the filter now in force."""
        while self.bar._typing.isActive() or self.model.rowCount() == 0:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        applied = time.perf_counter()
        while not self.paints.moments or self.paints.moments[-1] < applied:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        return (self.paints.moments[-1] - moment) * 1000


def key_press(bar: FilterBar, text: str) -> float:
    bar.text.setText(text)
    bar.text.textEdited.emit(text)
    return time.perf_counter()


async def type_filters(desk: Desk) -> tuple[list[float], float]:
    """Type a name letter by letter, faster than a search takes; then wait for all of its rows."""
    firsts = []
    text = "person 3"
    for end in range(1, len(text) + 1):
        firsts.append(await desk.first_paint_after(key_press(desk.bar, text[:end])))
        await asyncio.sleep(0.12)
    begun = key_press(desk.bar, "person 42")
    firsts.append(await desk.first_paint_after(begun))
    await desk.searched()
    return firsts, time.perf_counter() - begun


async def scroll(desk: Desk, seconds: float) -> None:
    bar = desk.table.verticalScrollBar()
    until = time.perf_counter() + seconds
    steps = cycle((84, 84, 84, 5_000_000, 84, -84, -4_000_000))
    while time.perf_counter() < until:
        bar.setValue((bar.value() + next(steps)) % max(bar.maximum(), 1))
        await asyncio.sleep(0.016)


async def sort_by(desk: Desk, section: int) -> float:
    begun = time.perf_counter()
    desk.table.toggle_sort(section)
    await desk.searched()
    await asyncio.sleep(0.3)
    return time.perf_counter() - begun - 0.3


async def watch(report: Report, app: Any) -> dict[str, Any]:
    switch = ThemeSwitch()
    switch.apply(app, "dark")
    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    desk = Desk()
    await desk.load()
    gc.collect()
    held = (process.memory_info().rss - before) >> 20
    report("rows held, memory for them", f"{desk.model.held_count:,}, {held} MiB")
    gc.collect()
    begun = time.perf_counter()
    gc.collect()
    report("full garbage collection", f"{(time.perf_counter() - begun) * 1000:.1f} ms")
    desk.window.show()
    await asyncio.sleep(0.5)
    beat = Heartbeat()
    beat.start()
    await asyncio.sleep(1)
    report("idle", beat.phase().words())
    phases: dict[str, Gaps] = {}
    async with desk.raining():
        await asyncio.sleep(3)
        phases["following"] = beat.phase()
        firsts, whole_s = await type_filters(desk)
        phases["typing into the filter"] = beat.phase()
        begun = time.perf_counter()
        desk.bar.clear_filter()
        await desk.searched()
        unfilter_s = time.perf_counter() - begun
        await asyncio.sleep(0.5)
        phases["clearing the filter"] = beat.phase()
        await scroll(desk, 3)
        phases["scrolling"] = beat.phase()
        sort_name_s = await sort_by(desk, 1)
        await asyncio.sleep(1)
        phases["sorting by name, then arriving sorted"] = beat.phase()
        sort_time_s = await sort_by(desk, 0)
        phases["sorting by time"] = beat.phase()
        desk.table.selectAll()
        await asyncio.sleep(0.5)
        phases["everything selected"] = beat.phase()
        desk.table.header.setSortIndicator(-1, desk.table.header.sortIndicatorOrder())
        await desk.searched()
        desk.table.jump_to_live()
        await asyncio.sleep(1)
        phases["order of arrival again"] = beat.phase()
    beat.stop()
    for name, gaps in phases.items():
        report(name, gaps.words())
    report("first rows of a filter after the key press", f"at most {max(firsts):.0f} ms")
    report("all rows of a filter over any column", f"{whole_s:.2f} s, no filter {unfilter_s:.3f} s")
    report("sorting a million rows", f"by name {sort_name_s:.2f} s, by time {sort_time_s:.2f} s")
    report("rows that arrived", f"{desk.arrived:,}, forgotten {desk.model.trimmed:,}\n")
    await desk.model.close()
    desk.window.close()
    desk.window.deleteLater()
    switch.deleteLater()
    return {"firsts": firsts, "phases": phases, "arrived": desk.arrived, "model": desk.model}


def test_a_million_rows_stay_lively(app_loop: LoopRunner, report: Report) -> None:
    seen = app_loop.run(watch(report, app_loop.app), timeout_s=200)
    assert seen["arrived"] > 10 * ROWS_A_SECOND
    assert max(seen["firsts"]) <= FIRST_ROWS_LIMIT_MS
    for name, gaps in seen["phases"].items():
        assert gaps.longest_busy <= STALL_LIMIT_MS, name
