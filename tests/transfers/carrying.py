"""A service that carries what and when the test says, for models and views of its queue."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.store.store import Store
from facespace_desk.store.transfers import NewTransfer, StoredTransfer
from facespace_desk.transfers.handler import Context
from facespace_desk.transfers.model import TransferModel
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.transfers.rows import TransferRow
from facespace_desk.transfers.surroundings import Source
from tests.limits import PATIENCE_S

PROFILE = "test-profile"
KEY = Secret("0" * 64)
SIZE = 1_000_000
Carry = Callable[[StoredTransfer, Context], Awaitable[None]]


class Carrier:
    """Carries each file when its gate is opened; `does` says by title what happens else."""

    def __init__(self, service: str = "skylab") -> None:
        self.service = service
        self.does: dict[str, Carry] = {}
        self.gate = asyncio.Event()
        self.carrying: dict[str, Context] = {}
        self.forgotten: list[str] = []
        self.may_forget = asyncio.Event()
        self.may_forget.set()

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        self.carrying[transfer.title] = context
        try:
            if transfer.title in self.does:
                await self.does[transfer.title](transfer, context)
            else:
                await self.gate.wait()
        finally:
            del self.carrying[transfer.title]

    async def forget(self, transfer: StoredTransfer) -> None:
        await self.may_forget.wait()
        self.forgotten.append(transfer.title)


class ModelBench:
    """A queue in memory, one model of it, and a carrier."""

    def __init__(self, store: Store, **options: Any) -> None:
        self.store = store
        self.now_s = 1_000.0
        self.kept_limits: list[QueueLimits] = []
        self.reported: list[BaseException] = []
        self.display = Display()
        self.carrier = Carrier()
        limits = options.pop("limits", QueueLimits(uploads=2, downloads=2))
        self.queue = ProfileQueue(
            store.transfers,
            PROFILE,
            limits=limits,
            keep_limits=self.kept_limits.append,
            titles={"skylab": "Skylab"},
            report=lambda error, _where: self.reported.append(error),
        )
        self.model = self.make_model(**options)

    def make_model(self, **options: Any) -> TransferModel:
        return TransferModel(self.queue, self.display, clock=lambda: self.now_s, **options)

    async def close(self) -> None:
        self.carrier.gate.set()
        self.carrier.may_forget.set()
        await self.model.close()
        await self.queue.close()
        await self.store.close()
        assert self.reported == []

    def rows(self) -> list[TransferRow]:
        """As shown, from top to bottom."""
        return list(self.model.rows.shown())

    def titles(self) -> list[str]:
        return [row.title for row in self.rows()]

    def row(self, title: str) -> TransferRow:
        [found] = [row for row in self.rows() if row.title == title]
        return found

    def states(self) -> dict[str, str]:
        return {row.title: row.state for row in self.rows()}

    async def add(self, *titles: str, **values: Any) -> None:
        """Add files, and wait until they are shown."""
        added = {each.id for each in await self.queue.add(new(*titles, **values))}
        await until(lambda: added <= {row.id for row in self.rows()})

    def ids(self, *titles: str) -> list[int]:
        by_title = {each.title: each.id for each in self.queue.transfers}
        return [by_title[title] for title in titles]


async def until(holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Wait until *holds()*, for what has no event."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def open_bench(**options: Any) -> ModelBench:
    return ModelBench(await Store.open(None, KEY), **options)


def new(*titles: str, service: str = "skylab", **values: Any) -> list[NewTransfer]:
    """Files of a megabyte, to be uploaded."""
    usual: dict[str, Any] = {"direction": "upload", "size": SIZE, "batch_title": "Wedding"}
    return [
        NewTransfer(
            service=service,
            batch="7",
            title=title,
            path=f"/pictures/wedding/{title}",
            **(usual | values),
        )
        for title in titles
    ]


class FakeSource(Source):
    """Answers when the test says; notes whether it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = False
        self.starts = 0

    def start(self) -> None:
        self.is_asked = True
        self.starts += 1

    def stop(self) -> None:
        self.is_asked = False
