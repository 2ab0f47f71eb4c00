"""The queue of the open profile: every list that shows it is told what happens in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from enum import Enum
from typing import Protocol

from facespace_desk.modelkit.tasks import Report
from facespace_desk.store.transfers import StoredTransfer, TransferStore
from facespace_desk.transfers.handler import Handler
from facespace_desk.transfers.holding import Hold, Surroundings
from facespace_desk.transfers.queue import QueueLimits, TransferQueue


class WhenDone(Enum):
    """What happens when nothing is to be carried any more."""

    NOTHING = "nothing"
    TELL = "tell"
    QUIT = "quit"


class Watcher(Protocol):
    """Hears, on the queue's loop, of what changed; looks at the queue when it has time."""

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        """*transfer* is new, in another state, or further on."""

    def transfer_removed(self, transfer_id: int) -> None:
        """It is off the list."""

    def queue_changed(self) -> None:
        """Limits, holds or wishes for the end are others."""


class ProfileQueue(TransferQueue):
    """A queue with any number of watchers; *keep_limits* remembers what the operator chose.

    *titles* are the names of services as they are shown.
    """

    def __init__(
        self,
        store: TransferStore,
        profile: str,
        *,
        limits: QueueLimits | None = None,
        keep_limits: Callable[[QueueLimits], None] = lambda _limits: None,
        titles: Mapping[str, str] | None = None,
        report: Report | None = None,
    ) -> None:
        super().__init__(
            store,
            profile,
            limits=limits,
            changed=self._tell_changed,
            removed=self._tell_removed,
            report=report,
        )
        self._keep_limits = keep_limits
        self._titles = titles or {}
        self._watchers: list[Watcher] = []
        self._when_done = WhenDone.NOTHING
        self._told_holds: tuple[Hold, ...] = ()

    def watch(self, watcher: Watcher) -> None:
        """Tell *watcher* from now on."""
        self._watchers.append(watcher)

    def unwatch(self, watcher: Watcher) -> None:
        """Tell it no more."""
        self._watchers.remove(watcher)

    def title(self, service: str) -> str:
        """The name of a service as it is shown."""
        return self._titles.get(service, service)

    def next_try_s(self, transfer_id: int) -> float | None:
        """Seconds until a waiting transfer is tried again; None when it does not wait."""
        transfer, due_s = self.transfer(transfer_id), self._due_s.get(transfer_id)
        if transfer is None or transfer.state != "waiting" or due_s is None:
            return None
        return max(0.0, due_s - asyncio.get_running_loop().time())

    def register(self, handler: Handler) -> None:
        super().register(handler)
        self._tell_queue()

    async def resume(self, ids: Collection[int] | None = None) -> None:
        await super().resume(ids)
        self._tell_queue()

    async def retry(self, ids: Collection[int] | None = None) -> None:
        await super().retry(ids)
        self._tell_queue()

    def stop_after_current(self, is_wanted: bool = True) -> None:
        super().stop_after_current(is_wanted)
        self._tell_queue()

    def set_limits(self, limits: QueueLimits) -> None:
        super().set_limits(limits)
        self._keep_limits(limits)
        self._tell_queue()

    @property
    def when_done(self) -> WhenDone:
        """What the operator wishes for this one time; whoever does it takes it back."""
        return self._when_done

    def set_when_done(self, wish: WhenDone) -> None:
        self._when_done = wish
        self._tell_queue()

    async def tidied(self) -> None:
        """Wait until the services have been tidied up after what was cancelled."""
        await self._tidying.until_done()

    async def cancel(self, ids: Collection[int] | None = None) -> None:
        await super().cancel(ids)
        self._tell_queue()

    def set_surroundings(self, surroundings: Surroundings) -> None:
        super().set_surroundings(surroundings)
        self._tell_queue()

    def _pump(self) -> None:
        super()._pump()
        if self.holds != self._told_holds:
            self._tell_queue()

    def _hold(self, service: str, words: str) -> None:
        super()._hold(service, words)
        self._tell_queue()

    def _tell_changed(self, transfer: StoredTransfer) -> None:
        for watcher in tuple(self._watchers):
            watcher.transfer_changed(transfer)

    def _tell_removed(self, transfer_id: int) -> None:
        for watcher in tuple(self._watchers):
            watcher.transfer_removed(transfer_id)

    def _tell_queue(self) -> None:
        self._told_holds = self.holds
        for watcher in tuple(self._watchers):
            watcher.queue_changed()
