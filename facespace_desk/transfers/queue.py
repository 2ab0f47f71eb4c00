"""The queue: which file is carried when, what becomes of failures, and a journal before each step.

A killed console finds every transfer in the journal as it was before the step under way; the
service's handler then finds out, by the facts that it kept, how far that step came.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import random
import shutil
from collections.abc import Callable, Collection, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from facespace_desk.language import number, tr, tr_n
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import (
    Direction,
    NewTransfer,
    State,
    StoredTransfer,
    TransferStore,
)
from facespace_desk.transfers.facts import STOP_BEFORE, TO_TIDY, without
from facespace_desk.transfers.handler import Bandwidth, Context, Handler, NoRoom, Refused, Retry
from facespace_desk.transfers.holding import (
    MARKABLE,
    Hold,
    Surroundings,
    before_mark,
    deferral,
    mark_hold,
    reached_mark,
)
from facespace_desk.transfers.tidying import Tidying

log = logging.getLogger("desk.transfers")

ATTEMPTS: Final = 6  # then a transfer has failed until somebody says otherwise
FIRST_WAIT_S: Final = 2.0
LONGEST_WAIT_S: Final = 60.0
ROOM_LOOK_S: Final = 5.0  # how often a full disk is looked at again
RESERVE_BYTES: Final = 256 * 2**20  # left free on a disk
OPEN: Final[frozenset[State]] = frozenset({"queued", "running", "waiting", "paused"})
ENDED: Final[frozenset[State]] = frozenset({"done", "failed", "cancelled"})
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True)
class QueueLimits:
    """How much at once, and when. `bytes_per_s` holds for all transfers together; None is no
    limit."""

    uploads: int = 4
    downloads: int = 4
    bytes_per_s: int | None = None
    reserve_bytes: int = RESERVE_BYTES
    waits_on_battery: bool = False
    waits_when_metered: bool = False


class TransferQueue:
    """All transfers of one profile. Belongs to the loop on which it is loaded.

    *changed* hears of each transfer that is another one: its state after it is in the journal, its
    bytes at any time. `hold_words` by service say why nothing of it begins.
    """

    def __init__(
        self,
        store: TransferStore,
        profile: str,
        *,
        limits: QueueLimits | None = None,
        changed: Callable[[StoredTransfer], None] = lambda _transfer: None,
        removed: Callable[[int], None] = lambda _id: None,
        report: Report | None = None,
        clock: Callable[[], int] = wall_ms,
        free_bytes: Callable[[Path], int] | None = None,
    ) -> None:
        self._store = store
        self._profile = profile
        self._limits = limits or QueueLimits()
        self._changed = changed
        self._removed = removed
        self._clock = clock
        self._free_bytes = free_bytes or _free_bytes
        self._tasks = TaskScope("transfers", report)
        self._handlers: dict[str, Handler] = {}
        self._tidying = Tidying(self._tasks, self._handlers, self.transfer, self._keep)
        self._transfers: dict[int, StoredTransfer] = {}
        self._running: dict[int, asyncio.Task[None]] = {}
        self._wanted: dict[int, State] = {}  # what a running one shall become when it is stopped
        self._due_s: dict[int, float] = {}  # waiting ones, by the loop's clock
        self._alarm: asyncio.TimerHandle | None = None
        self._bandwidth = Bandwidth(self._limits.bytes_per_s)
        self._is_stopping_after = False
        self._surroundings = Surroundings()
        self._is_closing = False
        self.hold_words: dict[str, str] = {}

    # what there is

    @property
    def transfers(self) -> list[StoredTransfer]:
        """All, in the order of the queue."""
        return sorted(self._transfers.values(), key=lambda each: (each.position, each.id))

    def transfer(self, transfer_id: int) -> StoredTransfer | None:
        return self._transfers.get(transfer_id)

    @property
    def limits(self) -> QueueLimits:
        return self._limits

    @property
    def is_idle(self) -> bool:
        """Whether nothing is carried, or will be by itself."""
        return not self._running and not any(
            each.state in ("queued", "waiting") for each in self._transfers.values()
        )

    @property
    def going(self) -> int:
        """How many are carried, or will be by themselves: not those of a service that is held or
        not there or behind a mark, and none that has not begun when nothing begins any more."""
        under_way = {
            each.id for each in self._transfers.values() if each.state == "running"
        } | self._running.keys()
        if self._is_stopping_after or self.deferral is not None:
            return len(under_way)
        coming = before_mark(self.transfers, self._running)
        return len(under_way | {each.id for each in coming if self._could_go(each)})

    @property
    def is_served(self) -> bool:
        """Whether any service is there; none is while a profile is being closed."""
        return bool(self._handlers)

    def _could_go(self, transfer: StoredTransfer) -> bool:
        """Whether nothing but its turn, or the whole queue, keeps it from being carried."""
        is_open = transfer.state in ("queued", "waiting")
        return is_open and self._is_served(transfer)

    def _is_served(self, transfer: StoredTransfer) -> bool:
        return transfer.service in self._handlers and transfer.service not in self.hold_words

    # why nothing begins

    @property
    def surroundings(self) -> Surroundings:
        return self._surroundings

    @property
    def deferral(self) -> Hold | None:
        """Why the computer's surroundings let nothing begin for now."""
        return deferral(
            self._surroundings,
            waits_on_battery=self._limits.waits_on_battery,
            waits_when_metered=self._limits.waits_when_metered,
        )

    @property
    def holds(self) -> tuple[Hold, ...]:
        """What keeps the whole queue from going on, where there is something to be kept."""
        found: list[Hold] = []
        deferred = self.deferral
        if deferred is not None and any(each.state in OPEN for each in self._transfers.values()):
            found.append(deferred)
        mark = self._reached_mark()
        if mark is not None:
            found.append(mark_hold(mark))
        return tuple(found)

    def _reached_mark(self) -> StoredTransfer | None:
        return None if self._running else reached_mark(self.transfers, self._could_go)

    async def stop_before(self, transfer_id: int, is_wanted: bool = True) -> None:
        """Begin nothing from this transfer on, until the queue has come there and is resumed."""
        chosen = self._chosen([transfer_id], MARKABLE)
        await self._keep(
            msgspec.structs.replace(
                each,
                facts=without(each, STOP_BEFORE) | ({STOP_BEFORE: True} if is_wanted else {}),
            )
            for each in chosen
            if each.id not in self._running
        )
        self._pump()

    def set_surroundings(self, surroundings: Surroundings) -> None:
        """The computer runs on these now; whoever waits for others waits, or goes on."""
        self._surroundings = surroundings
        self._pump()

    # set-up

    async def load(self) -> None:
        """Read the journal; what was running when the console ended goes on.

        Raises:
            StoreTrouble: the journal cannot be read.
        """
        for found in await self._store.list(self._profile):
            was_under_way = found.state in ("running", "waiting")
            transfer = msgspec.structs.replace(found, state="queued") if was_under_way else found
            self._transfers[transfer.id] = transfer
            self._changed(transfer)
        self._pump()

    def register(self, handler: Handler) -> None:
        """Carry the files of this handler's service from now on."""
        self._handlers[handler.service] = handler
        self.hold_words.pop(handler.service, None)
        self._tidying.begin(
            self._chosen(None, {"cancelled"})
        )  # the console may have ended before it could
        self._pump()

    async def unregister(self, service: str) -> None:
        """Stop what is under way for *service*; it goes on when it is registered again."""
        self._handlers.pop(service, None)
        await self._stop(each.id for each in self.transfers if each.service == service)

    async def close(self) -> None:
        """Stop everything; the journal knows where to go on. Within a second or so."""
        self._is_closing = True
        if self._alarm is not None:
            self._alarm.cancel()
        await self._stop(list(self._running))
        await self._tasks.close()

    # what the operator does

    async def add(self, transfers: Sequence[NewTransfer]) -> list[StoredTransfer]:
        """Put *transfers* at the end; they are in the journal when this returns.

        Raises:
            StoreTrouble: none of them was taken.
        """
        stamped = [msgspec.structs.replace(each, created_ms=self._clock()) for each in transfers]
        added = await self._store.add(self._profile, stamped)
        for transfer in added:
            self._transfers[transfer.id] = transfer
            self._changed(transfer)
        self._pump()
        return added

    async def pause(self, ids: Collection[int] | None = None) -> None:
        """Stop these, or all that are open, and keep what they have."""
        await self._turn(ids, OPEN - {"paused"}, "paused")

    async def resume(self, ids: Collection[int] | None = None) -> None:
        """Let these, or all that are paused, go on, past the mark at which the queue stands."""
        mark = self._reached_mark()
        self.hold_words.clear()
        self._is_stopping_after = False
        if mark is not None:
            await self._keep([msgspec.structs.replace(mark, facts=without(mark, STOP_BEFORE))])
        await self._turn(ids, frozenset({"paused", "waiting"}), "queued")

    async def retry(self, ids: Collection[int] | None = None) -> None:
        """Try these, or all that failed, again from the beginning of their patience. One that was
        cancelled begins again when it is named, once the service has forgotten it."""
        self.hold_words.clear()
        states: set[State] = {"failed", "waiting"}
        if ids is not None:
            states.add("cancelled")
            await self._tidying.until_done(ids)
        await self._turn(ids, states, "queued", attempts=0)

    async def cancel(self, ids: Collection[int] | None = None) -> None:
        """Give up these, or all that are open; the service is tidied up as far as possible."""
        chosen = [each.id for each in self._chosen(ids, OPEN | {"failed"})]
        await self._turn(chosen, OPEN | {"failed"}, "cancelled")
        given_up = self._chosen(chosen, {"cancelled"})  # others ended by themselves meanwhile
        await self._keep(
            msgspec.structs.replace(each, facts={**each.facts, TO_TIDY: True}) for each in given_up
        )
        self._tidying.begin(self._chosen(chosen, {"cancelled"}))

    async def remove(self, ids: Collection[int] | None = None) -> None:
        """Take these, or all that have ended, off the list; no file of ours is touched. The service
        is tidied up first, as far as possible, for afterwards nobody knows of what was left there.
        """
        ended = [each.id for each in self._chosen(ids, ENDED)]
        await self.cancel([each.id for each in self._chosen(ended, {"failed"})])
        self._tidying.begin(self._chosen(ended, {"cancelled"}))
        await self._tidying.until_done(ended)
        gone = [each.id for each in self._chosen(ended, ENDED)]
        await self._store.remove(gone)
        for transfer_id in gone:
            del self._transfers[transfer_id]
            self._removed(transfer_id)

    async def move(self, ids: Sequence[int], before: int | None) -> None:
        """Put these, in this order, before another one, or at the end."""
        moved = [self._transfers[each] for each in ids if each in self._transfers]
        others = [each for each in self.transfers if each.id not in set(ids)]
        place = next(
            (number for number, each in enumerate(others) if each.id == before), len(others)
        )
        ordered = [*others[:place], *moved, *others[place:]]
        changes = [
            msgspec.structs.replace(each, position=number)
            for number, each in enumerate(ordered, start=1)
            if each.position != number
        ]
        await self._keep(changes)

    def stop_after_current(self, is_wanted: bool = True) -> None:
        """Begin no other transfer; those under way come to their end."""
        self._is_stopping_after = is_wanted
        self._pump()

    @property
    def is_stopping_after_current(self) -> bool:
        return self._is_stopping_after

    def set_limits(self, limits: QueueLimits) -> None:
        """Other limits from now on; what is under way is not stopped."""
        self._limits = limits
        self._bandwidth.limit = limits.bytes_per_s
        self._pump()

    # carrying

    def _pump(self) -> None:
        """Begin what may begin, and wake up when the next one that waits is due."""
        if self._is_closing:
            return
        now_s = asyncio.get_running_loop().time()
        free = self._free_places()
        for transfer in before_mark(self.transfers, self._running):
            if max(free.values()) <= 0:
                break
            if free[transfer.direction] > 0 and self._may_begin(transfer, now_s):
                free[transfer.direction] -= 1
                self._begin(transfer)
        self._set_alarm(now_s)

    def _free_places(self) -> dict[Direction, int]:
        """How many more may begin."""
        if self._is_stopping_after or self.deferral is not None:
            return {"upload": 0, "download": 0}
        running = [self._transfers[each].direction for each in self._running]
        return {
            "upload": self._limits.uploads - running.count("upload"),
            "download": self._limits.downloads - running.count("download"),
        }

    def _may_begin(self, transfer: StoredTransfer, now_s: float) -> bool:
        if transfer.id in self._running:
            return False
        is_due = transfer.state == "waiting" and self._due_s.get(transfer.id, 0.0) <= now_s
        if not is_due and transfer.state != "queued":
            return False
        return self._is_served(transfer)

    def _set_alarm(self, now_s: float) -> None:
        """Wake up for the first that was not yet due at *now_s*."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        later = [
            due_s
            for each in self._transfers.values()
            if each.state == "waiting" and (due_s := self._due_s.get(each.id, 0.0)) > now_s
        ]
        if later:
            self._alarm = asyncio.get_running_loop().call_at(min(later), self._pump)

    def _begin(self, transfer: StoredTransfer) -> None:
        task = self._tasks.start(self._carry(transfer.id), name=f"transfer {transfer.id}")
        self._running[transfer.id] = task

    async def _carry(self, transfer_id: int) -> None:
        try:
            outcome = await self._try(self._transfers[transfer_id])
            await self._keep([outcome])
        except StoreTrouble as error:
            # Without a journal nothing may be done; what was done is found out again later.
            self._hold(self._transfers[transfer_id].service, str(error))
            self._show(transfer_id, "queued", str(error))
        finally:
            del self._running[transfer_id]
            self._wanted.pop(transfer_id, None)
            if self._transfers[transfer_id].state == "running":
                self._show(transfer_id, "failed", tr("A fault of this console; the log has more."))
            self._pump()

    async def _try(self, transfer: StoredTransfer) -> StoredTransfer:
        """One try; the transfer as it is afterwards."""
        handler = self._handlers[transfer.service]
        try:
            self._check_room(transfer, transfer.size or 0)
            await self._keep([msgspec.structs.replace(transfer, state="running", reason="")])
            await handler.carry(self._transfers[transfer.id], self._context(transfer))
        except asyncio.CancelledError:
            return self._stopped(transfer.id)
        except (Retry, NoRoom, Refused, ServiceError, OSError) as error:
            return self._after(transfer.id, error)
        return self._ended(transfer.id, "done", "")

    def _context(self, transfer: StoredTransfer) -> Context:
        async def keep(facts: dict[str, str | int | bool | None]) -> None:
            latest = self._transfers[transfer.id]
            await self._keep([msgspec.structs.replace(latest, facts={**latest.facts, **facts})])

        def tell(done: int, size: int | None) -> None:
            latest = msgspec.structs.replace(self._transfers[transfer.id], done=done, size=size)
            self._transfers[transfer.id] = latest
            self._changed(latest)

        return Context(
            transfer,
            keep=keep,
            tell=tell,
            throttle=self._bandwidth,
            check_room=lambda rest: self._check_room(transfer, rest),
        )

    def _check_room(self, transfer: StoredTransfer, wanted: int) -> None:
        if transfer.direction != "download":
            return
        free = self._free_bytes(Path(transfer.path).parent)
        if free < wanted + self._limits.reserve_bytes:
            needed = wanted + self._limits.reserve_bytes
            raise NoRoom(
                tr(
                    "Only {free} free on the disk, {needed} wanted.",
                    free=_size(free),
                    needed=_size(needed),
                )
            )

    # what becomes of a try

    def _stopped(self, transfer_id: int) -> StoredTransfer:
        state = self._wanted.get(transfer_id, "queued")
        if state == "cancelled":
            return self._ended(transfer_id, state, "")
        return msgspec.structs.replace(self._transfers[transfer_id], state=state, reason="")

    def _after(
        self, transfer_id: int, error: Retry | NoRoom | Refused | ServiceError | OSError
    ) -> StoredTransfer:
        if isinstance(error, Retry):
            return self._failed_try(transfer_id, error.reason, error.after_s, is_free=error.is_free)
        if isinstance(error, NoRoom):
            return self._failed_try(transfer_id, str(error), ROOM_LOOK_S, is_free=True)
        if isinstance(error, ServiceError):
            return self._failed_at_service(transfer_id, error)
        if isinstance(error, OSError):
            return self._failed_at_disk(transfer_id, error)
        return self._ended(transfer_id, "failed", str(error))

    def _failed_try(
        self, transfer_id: int, reason: str, after_s: float | None, *, is_free: bool = False
    ) -> StoredTransfer:
        transfer = self._transfers[transfer_id]
        attempts = transfer.attempts + (not is_free)
        if attempts >= ATTEMPTS:
            return self._ended(
                transfer_id,
                "failed",
                tr_n(
                    "{reason} Tried {n} times.", "{reason} Tried {n} time.", attempts, reason=reason
                ),
            )
        usual_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** max(0, attempts - 1))
        wait_s = after_s if after_s is not None else usual_s * random.uniform(0.8, 1.2)  # noqa: S311
        self._due_s[transfer_id] = asyncio.get_running_loop().time() + wait_s
        return msgspec.structs.replace(
            transfer, state="waiting", reason=reason, attempts=attempts, ended_ms=None
        )

    def _failed_at_service(self, transfer_id: int, error: ServiceError) -> StoredTransfer:
        transfer = self._transfers[transfer_id]
        if error.kind is ErrorKind.SIGNED_OUT:
            self._hold(transfer.service, error.message)
            return msgspec.structs.replace(transfer, state="queued", reason=error.message)
        if error.retryable:
            return self._failed_try(transfer_id, error.message, error.retry_after_s)
        return self._ended(transfer_id, "failed", error.message)

    def _failed_at_disk(self, transfer_id: int, error: OSError) -> StoredTransfer:
        if error.errno in _FULL:
            return self._failed_try(transfer_id, tr("The disk is full."), ROOM_LOOK_S, is_free=True)
        words = error.strerror or type(error).__name__
        return self._ended(
            transfer_id, "failed", tr("The file cannot be used: {words}.", words=words)
        )

    def _ended(self, transfer_id: int, state: State, reason: str) -> StoredTransfer:
        transfer = self._transfers[transfer_id]
        attempts = transfer.attempts + (state == "failed")
        return msgspec.structs.replace(
            transfer,
            state=state,
            reason=reason,
            facts=without(transfer, STOP_BEFORE),
            attempts=attempts,
            ended_ms=self._clock(),
        )

    def _hold(self, service: str, words: str) -> None:
        """Begin nothing of *service* until somebody has seen to it."""
        if service not in self.hold_words:
            log.warning("%s is held: %s", service, words)
        self.hold_words[service] = words

    # state changes

    def _chosen(
        self, ids: Collection[int] | None, states: Collection[State]
    ) -> list[StoredTransfer]:
        return [
            each
            for each in self.transfers
            if each.state in states and (ids is None or each.id in ids)
        ]

    async def _turn(
        self,
        ids: Collection[int] | None,
        from_states: Collection[State],
        state: State,
        *,
        attempts: int | None = None,
    ) -> None:
        """Give those in one of *from_states* another state; running ones are stopped for it, and
        those that come to such a state in the same moment get the other one, too."""
        ended_ms = self._clock() if state in ENDED else None

        def turned(each: StoredTransfer) -> StoredTransfer:
            tried = each.attempts if attempts is None else attempts
            return msgspec.structs.replace(
                each,
                state=state,
                reason="",
                facts=without(each, TO_TIDY, *([STOP_BEFORE] if state in ENDED else ())),
                attempts=tried,
                ended_ms=ended_ms,
            )

        chosen = self._chosen(ids, from_states)
        running = [each.id for each in chosen if each.id in self._running]
        for transfer_id in running:
            self._wanted[transfer_id] = state
        await self._keep(turned(each) for each in chosen if each.id not in running)
        await self._stop(running)
        ended = self._chosen(running, frozenset(from_states) - {state})
        await self._keep(turned(each) for each in ended if each.id not in self._running)
        self._pump()

    async def _stop(self, ids: Iterable[int]) -> None:
        tasks = {each: self._running[each] for each in ids if each in self._running}
        for task in tasks.values():
            task.cancel()
        if tasks:
            await asyncio.wait(tasks.values())
        # One that was cancelled before its first step could not tidy up after itself.
        for transfer_id in [each for each in tasks if self._running.get(each) is tasks[each]]:
            del self._running[transfer_id]
            await self._keep([self._stopped(transfer_id)])
            self._wanted.pop(transfer_id, None)

    async def _keep(self, transfers: Iterable[StoredTransfer]) -> None:
        """Into the journal first, then into sight; both, even when cancelled in between: a fact
        that is known to the journal alone would be overwritten by the next step."""
        changed = list(transfers)
        if changed:
            await _surely(self._write(changed))

    async def _write(self, changed: list[StoredTransfer]) -> None:
        await self._store.put(changed)
        for transfer in changed:
            self._transfers[transfer.id] = transfer
            self._changed(transfer)

    def _show(self, transfer_id: int, state: State, reason: str) -> None:
        """Show what the journal could not be told."""
        latest = self._transfers[transfer_id]
        self._transfers[transfer_id] = msgspec.structs.replace(latest, state=state, reason=reason)
        self._changed(self._transfers[transfer_id])


async def _surely(work: Coroutine[Any, Any, None]) -> None:
    """Do *work* to its end; a cancellation meanwhile is passed on after it."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
    task.result()
    if cancelled is not None:
        raise cancelled


def _free_bytes(folder: Path) -> int:
    """Free bytes where *folder* is, or will be."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _size(count: int) -> str:
    return f"{number(count / 2**20, ',.0f')} MB"
