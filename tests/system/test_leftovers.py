"""A tab that was closed is gone: another profile's rows must not stay in memory."""

from __future__ import annotations

import asyncio
import gc

from facespace_desk.facespace.model.live import LiveModel
from facespace_desk.facespace.view.tab import FaceSpaceTab
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.store import Store
from tests.facespace.tab_fixtures import (
    Bench,
    bench,
    choose,
    look,
    make_bench,
    running_simulators,
    simulators,
)

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]

KINDS = (LiveModel, FaceSpaceTab, RecordTableModel)


def alive() -> dict[str, int]:
    gc.collect()
    found = [type(thing) for thing in gc.get_objects() if isinstance(thing, (*KINDS, Store))]
    return {kind.__name__: found.count(kind) for kind in set(found)}


def test_a_closed_tab_leaves_nothing_in_memory(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        before = alive()
        for _ in range(2):
            choose(bench.tab.live.presences, "Mira Holt")
            bench.tab.show_mode(1)
            bench.tab.show_mode(2)
            await bench.reopen()
            await bench.shows("Mira Holt")
        await asyncio.sleep(0)
        assert alive() == before

    bench.run(scenario)
