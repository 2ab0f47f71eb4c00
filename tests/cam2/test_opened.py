"""Opening and closing the slice: terms first, nothing left behind."""

from __future__ import annotations

from tests.cam2.tab_fixtures import Bench, bench, cam2, look, make_bench, running_cam2

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]


def test_lists_the_first_cameras(bench: Bench) -> None:
    async def scenario() -> None:
        assert len(bench.models.cameras) > 100

    bench.run(scenario)
