"""The models of the slice, standing on a real store and, where asked, a real simulator."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.facespace.model.cameras import CameraBook
from facespace_desk.facespace.model.day import DayModel
from facespace_desk.facespace.model.history import HistoryModel
from facespace_desk.facespace.model.keeper import Keeper
from facespace_desk.facespace.model.live import LiveModel
from facespace_desk.facespace.model.marks import MarkBook
from facespace_desk.modelkit.display import Display
from facespace_desk.store.store import Store
from tests.facespace.making import client_for
from tests.limits import PATIENCE_S

PROFILE = "test-profile"
LOST = r"desk\.facespace: FaceSpace is lost"  # said once, when a test takes the server away


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    """A store in memory."""
    opened = await Store.open(None, Secret("0" * 64))
    yield opened
    await opened.close()


class Slice:
    """Everything that the tab stands on, wired as in the console."""

    def __init__(self, store: Store, base_url: str, key: str, **live: Any) -> None:
        self.display = Display()
        self.store = store
        self.client = client_for(base_url, key)
        self.keeper = Keeper(store, PROFILE)
        self.book = CameraBook(store, PROFILE)
        self.marks = MarkBook(store, PROFILE)
        self.day = DayModel(self.display, self.book)
        self.live = LiveModel(
            self.client, self.display, self.keeper, self.book.title, **{"refresh_s": 0.1} | live
        )
        self.history = HistoryModel(
            self.client, self.display, self.keeper, self.marks, self.book.title
        )
        self.live.looked.connect(self.day.take)
        self.live.gap_ended.connect(self.day.add_gap)

    async def close(self) -> None:
        for part in (self.live, self.history, self.day, self.keeper, self.marks, self.book):
            await part.close()
        await self.client.close()


@pytest.fixture
async def desk(simulators: Any, store: Store, allow_logs: Any) -> AsyncIterator[Slice]:
    """The slice on the simulator."""
    allow_logs(LOST)
    made = Slice(store, simulators.base_url, simulators.api_key)
    yield made
    await made.close()


async def until(holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Wait until *holds()*; what models tell by many signals at once."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
