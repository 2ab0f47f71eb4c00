"""An opened CAM2 slice in a window, on a real simulator and a real store.

`bench` is open when the test begins and closed after it. What is asked of it is what an operator
sees: texts of labels, cells of tables, buttons that can be pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view import Cam2Slice, build
from facespace_desk.cam2.view.tab import Cam2Tab
from facespace_desk.cam2.view.tab_parts import TabModels
from facespace_desk.credentials import Secret
from facespace_desk.paths import Paths
from facespace_desk.widgets.theme import ThemeSwitch
from tests.cam2_simulator import RunningCam2, cam2, running_cam2
from tests.slice_bench import PROFILE, SIZE, SliceBench
from tests.widgets.conftest import look
from tests.window import (
    button,
    cells,
    column,
    dialogs,
    drawn,
    field,
    front,
    hit,
    pick,
    press,
    texts,
    type_keys,
    type_text,
)

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = [
    "PROFILE",
    "Bench",
    "bench",
    "button",
    "cam2",
    "cells",
    "column",
    "dialogs",
    "drawn",
    "field",
    "front",
    "hit",
    "look",
    "make_bench",
    "pick",
    "press",
    "running_cam2",
    "texts",
    "type_keys",
    "type_text",
]

T = TypeVar("T")
SECRETS = ("client_id", "client_secret")
ACCEPTED = {"terms_accepted": "2026-01-31", "terms_purpose": "Testing the console itself"}


class Bench(SliceBench[Cam2Slice]):
    """See `SliceBench`; signed in as admin, the terms accepted."""

    service = "cam2"
    build = build

    def __init__(
        self, app_loop: LoopRunner, theme: ThemeSwitch, simulator: RunningCam2, paths: Paths
    ) -> None:
        super().__init__(
            app_loop,
            theme,
            paths,
            base_url=simulator.base_url,
            secrets=dict(zip(SECRETS, simulator.clients["admin"], strict=True)),
            control=simulator.control,
        )
        self.simulator = simulator
        self.options = {**ACCEPTED, "camera_addresses": "loopback"}

    def sign_in(self, level: str) -> None:
        """Use the credentials of this level from the next slice on."""
        for name, value in zip(SECRETS, self.simulator.clients[level], strict=True):
            self.credentials.keep_for_session(PROFILE, "cam2", name, Secret(value))

    async def begin(self, size: tuple[int, int] = SIZE) -> None:
        """Open the store, and the slice in a window; wait for the end of its first search."""
        await self.open_store()
        await self.open(size)

    async def open(self, size: tuple[int, int] = SIZE) -> None:
        self.show_slice(size)
        await self.until(lambda: self.slice.tab is not None)
        await self.searched()
        QApplication.processEvents()

    @property
    def tab(self) -> Cam2Tab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice._models is not None
        return self.slice._models

    async def searched(self) -> None:
        """Wait until no search is under way, and the list shows what there is."""
        search = self.models.search
        await self.until(lambda: search.progress is not None and not search.is_running, 60)
        await self.until(lambda: not self.models.cameras.table.is_searching)

    def listed(self) -> list[str]:
        """Ids of the cameras in the table, from top to bottom."""
        return column(self.tab.list, "Camera ID")

    def camera(self, holds: Callable[[Camera], object]) -> Camera:
        """The first camera held of which this is true."""
        return next(camera for camera in self.models.cameras if holds(camera))


@pytest.fixture
def make_bench(
    app_loop: LoopRunner, look: ThemeSwitch, cam2: RunningCam2, paths: Paths
) -> Iterator[Bench]:
    """A bench on which nothing is open yet; `begin` it in the test."""
    made = Bench(app_loop, look, cam2, paths)
    yield made
    app_loop.run(made.end())
    assert not made.reported


@pytest.fixture
def bench(make_bench: Bench) -> Bench:
    """An open slice that lists every simulated camera."""
    make_bench.app_loop.run(make_bench.begin())
    return make_bench
