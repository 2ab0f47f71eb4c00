"""What is left of an AmigoCloud tab that was closed: nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.amigocloud.tab_fixtures import Bench, amigo, bench, look, make_bench, running_amigo
from tests.slice_bench import alive

__all__ = ["amigo", "bench", "look", "make_bench", "running_amigo"]


def test_a_closed_tab_leaves_nothing_in_memory(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.reopen()
        QApplication.processEvents()
        before = alive("amigocloud")
        await bench.reopen()
        QApplication.processEvents()
        assert alive("amigocloud") <= before

    bench.run(scenario)
