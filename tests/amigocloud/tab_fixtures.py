"""An opened AmigoCloud slice in a window, on a real simulator and a real store.

`bench` is open when the test begins and closed after it: it listens to the user's events and to
the vehicles, and nothing is sent yet. What is asked of it is what an operator sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from facespace_desk.amigocloud.live.records import LiveState
from facespace_desk.amigocloud.model.sources import Source, Sources
from facespace_desk.amigocloud.view import AmigoSlice, build
from facespace_desk.amigocloud.view.tab import AmigoTab
from facespace_desk.amigocloud.view.tab_parts import TabModels
from facespace_desk.credentials import Secret
from facespace_desk.paths import Paths
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.widgets.theme import ThemeSwitch
from tests.amigo_simulator import LIVE_PROJECT, SHIPS, VEHICLES, RunningAmigo, amigo, running_amigo
from tests.slice_bench import PROFILE, SIZE, SliceBench
from tests.widgets.conftest import look
from tests.window import button, cells, column, drawn, field, press, texts, type_text

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = [
    "PROFILE",
    "SHIPS",
    "VEHICLES",
    "Bench",
    "amigo",
    "bench",
    "button",
    "cells",
    "column",
    "drawn",
    "field",
    "look",
    "make_bench",
    "press",
    "running_amigo",
    "texts",
    "type_text",
]

STREETS = (40.7411, -73.9897)


class Bench(SliceBench[AmigoSlice]):
    """See `SliceBench`; signed in with the token that may do everything."""

    service = "amigocloud"
    build = build

    def __init__(
        self, app_loop: LoopRunner, theme: ThemeSwitch, simulator: RunningAmigo, paths: Paths
    ) -> None:
        super().__init__(
            app_loop,
            theme,
            paths,
            base_url=simulator.base_url,
            secrets={"token": simulator.token},
            control=simulator.control,
        )
        self.simulator = simulator

    def context(self) -> CarryingContext:
        plain = super().context()
        shared = {each.name: getattr(plain, each.name) for each in fields(plain)}
        return CarryingContext(**shared, transfers=ProfileQueue(self.store.transfers, PROFILE))

    def sign_in(self, token: str) -> None:
        """Use this token from the next slice on."""
        self.credentials.keep_for_session(self.profile_id, "amigocloud", "token", Secret(token))

    def source(self, dataset_id: int) -> Source:
        """A live dataset of the simulated account."""
        titles = {VEHICLES: "City vehicles", SHIPS: "Coast traffic"}
        url = f"{self.base_url}/api/v1/users/42/projects/{LIVE_PROJECT}/datasets/{dataset_id}"
        return Source(dataset_id, titles[dataset_id], "Streets and harbour", url)

    async def begin(self, *dataset_ids: int, size: tuple[int, int] = SIZE) -> None:
        """Open the store, and the slice in a window; wait until it listens to the user's events
        and these datasets."""
        await self.open_store()
        sources = Sources(self.store, PROFILE)
        sources.want(*(self.source(each) for each in dataset_ids))
        await sources.close()
        await self.open(size)

    async def open(self, size: tuple[int, int] = SIZE) -> None:
        before = len(self.control.authentications())
        self.show_slice(size)
        await self.until(lambda: self.slice.tab is not None)
        wanted = self.models.sources.wanted
        await self.until_listening(before + wanted.user + len(wanted.dataset_ids))
        QApplication.processEvents()

    async def until_listening(self, tickets: int) -> None:
        """Wait until so many tickets have come since the reset, and the line is up."""
        await self.control.subscribed(tickets)
        stands = (LiveState.WAITING, LiveState.RECEIVING)
        await self.until(lambda: self.models.link.stand in stands)

    @property
    def tab(self) -> AmigoTab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice.models is not None
        return self.slice.models

    def move(self, count: int = 3, *, second: int = 0, speed: float = 7.5) -> None:
        """Let so many vehicles report, each north of where it was a second before."""
        lat, lon = STREETS
        reports: list[dict[str, Any]] = [
            {
                "object_id": f"bus-{number:03d}",
                "timestamp": str(1_700_000_000 + second),
                "latitude": f"{lat + 0.0005 * second:.6f}",
                "longitude": f"{lon + 0.002 * number:.6f}",
                "speed": str(speed + second),
                "track": "29.0",
                "route": f"M{number}",
            }
            for number in range(count)
        ]
        data = {"dataset_id": VEHICLES, "data": reports}
        assert self.control.emit("realtime", data, dataset=VEHICLES) == 1

    def objects(self) -> list[str]:
        """Ids in the table of objects, from top to bottom."""
        return column(self.tab.objects.page, "Object")


@pytest.fixture
def make_bench(
    app_loop: LoopRunner, look: ThemeSwitch, amigo: RunningAmigo, paths: Paths
) -> Iterator[Bench]:
    """A bench on which nothing is open yet; `begin` it in the test."""
    made = Bench(app_loop, look, amigo, paths)
    yield made
    app_loop.run(made.end())
    assert not made.reported


@pytest.fixture
def bench(make_bench: Bench) -> Bench:
    """An open slice that listens to the user's events and to the vehicles."""
    make_bench.app_loop.run(make_bench.begin(VEHICLES), timeout_s=60)
    return make_bench
