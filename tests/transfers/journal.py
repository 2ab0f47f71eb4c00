"""A transfer as the queue keeps it, for handlers whose console is killed between any two steps."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store
from facespace_desk.store.transfers import NewTransfer, StoredTransfer
from facespace_desk.transfers.handler import Bandwidth, Context, Handler
from facespace_desk.transfers.queue import TransferQueue

PROFILE = "test-profile"
DATABASE_KEY = Secret("0" * 64)


class Killed(BaseException):
    """The console is gone at this moment."""


class KeptTransfer:
    """One transfer as the queue keeps it; `killed_at`: the number of the fact that is not, or no
    longer, kept."""

    service: ClassVar[str]

    def __init__(self, path: Path, direction: Any = "upload", **facts: Any) -> None:
        self.transfer = StoredTransfer(
            id=1,
            service=self.service,
            batch="1",
            batch_title="Batch",
            title=path.name,
            direction=direction,
            path=str(path),
            size=None,
            done=0,
            state="running",
            reason="",
            attempts=0,
            position=1,
            facts=facts,
            created_ms=0,
        )
        self.kept = 0
        self.killed_at: int | None = None
        self.is_kept_then = False
        self.told: list[int] = []

    @property
    def facts(self) -> Any:
        return self.transfer.facts

    def tell(self, done: int, _size: int | None) -> None:
        self.told.append(done)

    def context(self) -> Context:
        async def keep(facts: dict[str, Any]) -> None:
            self.kept += 1
            is_last = self.kept == self.killed_at
            if is_last and not self.is_kept_then:
                raise Killed
            merged = {**self.transfer.facts, **facts}
            self.transfer = msgspec.structs.replace(self.transfer, facts=merged)
            if is_last:
                raise Killed

        return Context(
            self.transfer,
            keep=keep,
            tell=self.tell,
            throttle=Bandwidth(),
            check_room=lambda _rest: None,
        )

    async def carried_by(self, handler: Handler) -> None:
        await handler.carry(self.transfer, self.context())

    async def killed(self, handler: Handler, at: int, *, is_kept: bool) -> bool:
        """Carry until the fact of this number; whether there was one."""
        self.kept, self.killed_at, self.is_kept_then = 0, at, is_kept
        try:
            await self.carried_by(handler)
        except Killed:
            return True
        else:
            return False
        finally:
            self.killed_at = None


async def carried(database: Path, handler: Handler) -> dict[str, int]:
    """Carry what is in a journal on the disk to its end; how many ended in which state."""
    store = await Store.open(database, DATABASE_KEY)
    queue = TransferQueue(store.transfers, PROFILE)
    queue.register(handler)
    await queue.load()
    while not queue.is_idle:  # noqa: ASYNC110  # the queue tells a callback; this is a program
        await asyncio.sleep(0.01)
    states = [each.state for each in queue.transfers]
    await queue.close()
    await store.close()
    return {state: states.count(state) for state in set(states)}


async def journalled(database: Path, transfers: list[NewTransfer]) -> None:
    """Put *transfers* into a journal on the disk; nobody carries them yet."""
    store = await Store.open(database, DATABASE_KEY)
    queue = TransferQueue(store.transfers, PROFILE)
    await queue.add(transfers)
    await queue.close()
    await store.close()
