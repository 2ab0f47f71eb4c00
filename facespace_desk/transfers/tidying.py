"""Tidying up at services after transfers that were given up; the journal knows what is still to do.

Who ends the console in between finds it done after the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial

import msgspec

from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.net.errors import ServiceError
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.facts import TO_TIDY, without
from facespace_desk.transfers.handler import Handler

log = logging.getLogger("desk.transfers")


class Tidying:
    """Lets the services of *handlers* forget what was cancelled. *latest* finds a transfer as it is
    now, *keep* writes one into the journal."""

    def __init__(
        self,
        tasks: TaskScope,
        handlers: Mapping[str, Handler],
        latest: Callable[[int], StoredTransfer | None],
        keep: Callable[[Iterable[StoredTransfer]], Awaitable[None]],
    ) -> None:
        self._tasks = tasks
        self._handlers = handlers
        self._latest = latest
        self._keep = keep
        self._forgetting: dict[int, asyncio.Task[None]] = {}

    def begin(self, transfers: Iterable[StoredTransfer]) -> None:
        """Clean up after these, as far as their services are there and it is not done or begun."""
        for transfer in transfers:
            is_wanted = transfer.facts.get(TO_TIDY) and transfer.id not in self._forgetting
            if is_wanted and transfer.service in self._handlers:
                task = self._tasks.start(self._forget(transfer), name=f"forget {transfer.id}")
                self._forgetting[transfer.id] = task
                task.add_done_callback(partial(self._forgotten, transfer.id))

    async def until_done(self, ids: Iterable[int] | None = None) -> None:
        """Wait for what is begun after these, or after all."""
        wanted = self._forgetting.keys() if ids is None else ids
        forgetting = [self._forgetting[each] for each in wanted if each in self._forgetting]
        if forgetting:
            await asyncio.wait(forgetting)

    def _forgotten(self, transfer_id: int, task: asyncio.Task[None]) -> None:
        if self._forgetting.get(transfer_id) is task:
            del self._forgetting[transfer_id]

    async def _forget(self, transfer: StoredTransfer) -> None:
        handler = self._handlers.get(transfer.service)
        if handler is None:
            return  # when it is back
        try:
            await handler.forget(transfer)
        except ServiceError as error:
            log.info("could not tidy up after transfer %d: %s", transfer.id, error.kind.value)
            if error.retryable:
                return
        latest = self._latest(transfer.id)
        if latest is not None and latest.state == "cancelled":
            await self._keep([msgspec.structs.replace(latest, facts=without(latest, TO_TIDY))])
