"""An opened Voxel51 slice in a window, on a real simulator and a real store.

`bench` is open when the test begins and closed after it: both tokens are there, and it is the turn
of the token's own user. What is asked of it is what an operator sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from facespace_desk.credentials import Secret
from facespace_desk.paths import Paths
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.voxel51.model.session import Session
from facespace_desk.voxel51.view import Voxel51Slice, build
from facespace_desk.voxel51.view.session_parts import SessionParts
from facespace_desk.voxel51.view.tab import VoxelTab
from facespace_desk.voxel51.view.tab_parts import TabModels
from facespace_desk.widgets.theme import ThemeSwitch
from tests.slice_bench import PROFILE, SIZE, SliceBench
from tests.voxel_simulator import RunningVoxel, running_voxel, voxel
from tests.widgets.conftest import look
from tests.window import (
    button,
    cells,
    column,
    dialogs,
    drawn,
    field,
    hit,
    pick,
    press,
    texts,
    type_text,
)

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = [
    "PROFILE",
    "Bench",
    "bench",
    "button",
    "cells",
    "column",
    "dialogs",
    "drawn",
    "field",
    "hit",
    "look",
    "make_bench",
    "pick",
    "press",
    "running_voxel",
    "texts",
    "type_text",
    "voxel",
]

OPEN_S = 30.0


class Bench(SliceBench[Voxel51Slice]):
    """See `SliceBench`."""

    service = "voxel51"
    build = build

    def __init__(
        self, app_loop: LoopRunner, theme: ThemeSwitch, simulator: RunningVoxel, paths: Paths
    ) -> None:
        super().__init__(
            app_loop,
            theme,
            paths,
            base_url=simulator.base_url,
            secrets={},
            control=simulator.control,
        )
        self.simulator = simulator
        self.options = {"poll_interval_s": 0.5}
        self.queue: ProfileQueue

    def context(self) -> CarryingContext:
        plain = super().context()
        shared = {each.name: getattr(plain, each.name) for each in fields(plain)}
        return CarryingContext(**shared, transfers=self.queue)

    async def begin(
        self,
        size: tuple[int, int] = SIZE,
        *,
        tokens: Sequence[str] = ("api_token", "app_token"),
    ) -> None:
        """Open the store, and the slice in a window; wait for the first user's pages."""
        known = {"api_token": self.simulator.token, "app_token": self.simulator.app_token}
        for name in tokens:
            secret = Secret(known[name])
            self.credentials.keep_for_session(self.profile_id, self.service, name, secret)
        self.secret_names = tuple(tokens)
        await self.open_store()
        await self.open(size)

    async def open(self, size: tuple[int, int] = SIZE) -> None:
        limits = QueueLimits(reserve_bytes=0)
        self.queue = ProfileQueue(self.store.transfers, PROFILE, limits=limits, report=self.report)
        await self.queue.load()
        self.show_slice(size)
        await self.until(lambda: self.slice.tab is not None, OPEN_S)
        if not self.models.sessions.is_application:
            await self.until_session(None)
        QApplication.processEvents()

    async def until_session(self, username: str | None) -> None:
        """Wait until the pages of this user are shown."""
        await self.until(lambda: self._is_turn_of(username), OPEN_S)

    def _is_turn_of(self, username: str | None) -> bool:
        session = self.models.sessions.current
        return session is not None and session.username == username and self.tab.session is not None

    async def act_as(self, username: str) -> None:
        """Let the application act for this user, and wait until that is shown."""
        self.models.sessions.act_as(username)
        await self.until_session(username)

    @property
    def tab(self) -> VoxelTab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice.models is not None
        return self.slice.models

    @property
    def session(self) -> Session:
        """The models of the user whose turn it is."""
        session = self.models.sessions.current
        assert session is not None
        return session

    @property
    def parts(self) -> SessionParts:
        """The pages of that user."""
        assert self.tab.session is not None
        return self.tab.session

    async def close(self) -> None:
        was_open = self._is_open
        await super().close()
        if was_open:
            await self.queue.close()


@pytest.fixture
def make_bench(
    app_loop: LoopRunner, look: ThemeSwitch, voxel: RunningVoxel, paths: Paths
) -> Iterator[Bench]:
    """A bench on which nothing is open yet; `begin` it in the test."""
    made = Bench(app_loop, look, voxel, paths)
    yield made
    app_loop.run(made.end())
    assert not made.reported


@pytest.fixture
def bench(make_bench: Bench) -> Bench:
    """An open slice; it is the turn of the token's own user."""
    make_bench.app_loop.run(make_bench.begin(), timeout_s=60)
    return make_bench
