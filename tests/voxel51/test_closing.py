"""What is left of a Voxel51 tab that was closed: nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.slice_bench import alive
from tests.voxel51.tab_fixtures import Bench, bench, look, make_bench, running_voxel, voxel

__all__ = ["bench", "look", "make_bench", "running_voxel", "voxel"]


def test_a_closed_tab_leaves_nothing_in_memory(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.reopen()
        QApplication.processEvents()
        before = alive("voxel51")
        await bench.reopen()
        QApplication.processEvents()
        assert alive("voxel51") <= before

    bench.run(scenario)
