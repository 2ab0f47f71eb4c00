"""TransferModel: the queue as a table with sums, and what an operator can do with it.

It owns nothing of the network: commands go to the queue, and what the queue says comes back in
batches, at most ten a second, so that a hundred files that go at once cost no more than one.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping, Sequence
from typing import Any, Final, Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.transfers import State, StoredTransfer
from facespace_desk.transfers.holding import MARKABLE, Hold, Surroundings, is_mark
from facespace_desk.transfers.profile_queue import ProfileQueue, WhenDone
from facespace_desk.transfers.queue import ENDED, OPEN, QueueLimits
from facespace_desk.transfers.rows import ORDER, TransferRow, columns, row_of
from facespace_desk.transfers.speed import SpeedMeter
from facespace_desk.transfers.tally import Tally, Totals

Command = Literal["pause", "resume", "retry", "cancel", "remove"]
Ids = Collection[int] | None
"""Ids of transfers; None is all of the list."""

STEP_S: Final = 0.1
BEAT_S: Final = 1.0  # speeds and waiting times go on without news
TOUCHES: Final[Mapping[Command, frozenset[State]]] = {
    "pause": OPEN - {"paused"},
    "resume": frozenset({"paused", "waiting"}),
    "retry": frozenset({"failed", "cancelled"}),
    "cancel": OPEN | {"failed"},
    "remove": ENDED,
}
"""The states in which a command does something to transfers that are named."""
TOUCHES_ALL: Final = {**TOUCHES, "retry": frozenset[State]({"failed"})}
"""The same for all of the list: what was given up is begun anew only when it is meant."""


class TransferModel(QObject):
    """The transfers of a queue, or of one *service* in it, or of that those that *is_wanted* lets
    through. Made and closed on the queue's loop.

    Signals:
        totals_changed: the `Totals` (as object) are other ones.
        controls_changed: limits, holds or wishes for the end are others.
        surroundings_changed: the `Surroundings` (as object) of the computer, after any change.
        trouble(str): a command did not work, in words.
    """

    totals_changed = Signal(object)
    controls_changed = Signal()
    surroundings_changed = Signal(object)
    trouble = Signal(str)

    def __init__(
        self,
        queue: ProfileQueue,
        display: Display,
        *,
        service: str | None = None,
        is_wanted: Callable[[StoredTransfer], bool] = lambda _transfer: True,
        report: Report | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._service = service
        self._is_wanted = is_wanted
        self._clock = clock
        self._tasks = TaskScope("transfer list", report)
        self.rows: RecordTableModel[TransferRow] = RecordTableModel(
            columns(display, queue.title if service is None else None),
            newest_first=False,
            display=display,
            parent=self,
        )
        self.rows.set_sorting(((ORDER, False),))
        self.totals = Totals()
        self._row_ids: dict[int, int] = {}
        self._tally = Tally()
        self._speed = SpeedMeter()
        self._speeds: dict[int, SpeedMeter] = {}
        self._told: dict[int, int] = {}  # bytes that were carried when a transfer last told
        self._changed: dict[int, StoredTransfer] = {}
        self._removed: set[int] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._shown_at = -math.inf
        self._beat_at = -math.inf
        for transfer in queue.transfers:
            self.transfer_changed(transfer)
        self._show()
        queue.watch(self)

    async def close(self) -> None:
        """Hear no more, and let what was asked for come to its end."""
        self._queue.unwatch(self)
        if self._timer is not None:
            self._timer.cancel()
        await self._tasks.finish()
        await self.rows.close()

    # what there is

    @property
    def limits(self) -> QueueLimits:
        return self._queue.limits

    @property
    def is_stopping_after_current(self) -> bool:
        """Whether nothing begins any more until somebody says so."""
        return self._queue.is_stopping_after_current

    @property
    def when_done(self) -> WhenDone:
        """What happens when nothing is to be carried any more."""
        return self._queue.when_done

    @property
    def surroundings(self) -> Surroundings:
        """What is known of what the computer runs on."""
        return self._queue.surroundings

    @property
    def queue_holds(self) -> tuple[Hold, ...]:
        """Why the whole queue begins nothing."""
        return self._queue.holds

    def is_marked(self, transfer_id: int) -> bool:
        """Whether the queue stops before it."""
        transfer = self._queue.transfer(transfer_id)
        return transfer is not None and is_mark(transfer)

    def may_be_marked(self, transfer_id: int) -> bool:
        """Whether the queue could stop before it: it has not begun."""
        transfer = self._queue.transfer(transfer_id)
        return transfer is not None and transfer.state in MARKABLE

    @property
    def holds(self) -> dict[str, str]:
        """Why nothing of a service begins, by its title."""
        return {
            self._queue.title(service): why
            for service, why in self._queue.hold_words.items()
            if self._service in (None, service)
        }

    def reach(self, command: Command, ids: Ids = None) -> int:
        """How many transfers *command* would change."""
        if ids is None:
            return self.totals.count(*TOUCHES_ALL[command])
        states = TOUCHES[command]
        found = (self._queue.transfer(each) for each in ids)
        return sum(each is not None and each.state in states for each in found)

    # what the operator does

    def run(self, command: Command, ids: Ids = None) -> None:
        """Pause, resume, retry, cancel, or take off the list."""
        act = getattr(self._queue, command)
        self._start(act(self._own(command, ids)), command)

    def go_on(self) -> None:
        """Try again with the services that are held, and pass the mark at which the list stands;
        nothing stops after this one."""
        self._start(self._queue.resume(()), "go on")

    def stop_after_current(self, is_wanted: bool) -> None:
        """Begin no other transfer, or go on."""
        self._queue.stop_after_current(is_wanted)

    def stop_before(self, transfer_id: int, is_wanted: bool) -> None:
        """Begin nothing from this one on, or take the mark away."""
        self._start(self._queue.stop_before(transfer_id, is_wanted), "mark")

    def set_when_done(self, wish: WhenDone) -> None:
        """Do this, once, when nothing is to be carried any more."""
        self._queue.set_when_done(wish)

    def set_limits(self, limits: QueueLimits) -> None:
        """Carry so many at once, and so fast, from now on."""
        self._queue.set_limits(limits)

    def move(self, ids: Iterable[int], before: int | None) -> None:
        """Put these before another one, or at the end, in the order in which they are."""
        wanted = set(ids)
        moved = [each for each in self.order() if each in wanted]
        if moved and before not in wanted:
            self._start(self._queue.move(moved, before), "move")

    def move_up(self, ids: Collection[int]) -> None:
        """One place up; those that are apart come together."""
        order = self.order()
        first = next((place for place, each in enumerate(order) if each in ids), 0)
        above = order[: max(0, first - 1)]
        self._put_after(ids, above, order)

    def move_down(self, ids: Collection[int]) -> None:
        """One place down; those that are apart come together."""
        order = self.order()
        last = max((place for place, each in enumerate(order) if each in ids), default=0)
        self._put_after(ids, order[: last + 2], order)

    def move_to_top(self, ids: Collection[int]) -> None:
        """Before all others."""
        self._put_after(ids, (), self.order())

    def move_to_bottom(self, ids: Collection[int]) -> None:
        """Behind all others."""
        self.move(ids, None)

    def order(self) -> list[int]:
        """The ids of the list in the order in which they are carried."""
        return [each.id for each in self._queue.transfers if self._is_own(each)]

    # a watcher of the queue

    def transfer_changed(self, transfer: StoredTransfer) -> None:
        if not self._is_own(transfer):
            return
        self._changed[transfer.id] = transfer
        self._measure(transfer)
        self._show_soon(STEP_S)

    def transfer_removed(self, transfer_id: int) -> None:
        if transfer_id in self._row_ids or transfer_id in self._changed:
            self._changed.pop(transfer_id, None)
            self._removed.add(transfer_id)
            self._show_soon(STEP_S)

    def queue_changed(self) -> None:
        for transfer in self._queue.transfers:  # what they wait for may be told otherwise
            if transfer.state == "queued" and self._is_own(transfer):
                self._changed[transfer.id] = transfer
        self._show_soon(STEP_S)
        self.controls_changed.emit()
        self.surroundings_changed.emit(self._queue.surroundings)

    # showing

    def _show_soon(self, after_s: float) -> None:
        """Show what is new, *after_s* after it was shown the last time."""
        loop = asyncio.get_running_loop()
        due = max(loop.time(), self._shown_at + after_s)
        if self._timer is not None:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = loop.call_at(due, self._show)

    def _show(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._shown_at = asyncio.get_running_loop().time()
        if self._shown_at - self._beat_at >= BEAT_S:
            self._beat_at = self._shown_at
            self._touch_live()
        changed, self._changed = self._changed, {}
        removed, self._removed = self._removed, set()
        self._put(changed, removed)
        self._tell_totals()
        if self.totals.count("running", "waiting"):
            self._show_soon(BEAT_S)

    def _touch_live(self) -> None:
        for transfer_id in self._row_ids:
            transfer = self._queue.transfer(transfer_id)
            if transfer is not None and transfer.state in ("running", "waiting"):
                self._changed.setdefault(transfer_id, transfer)

    def _put(self, changed: Mapping[int, StoredTransfer], removed: Collection[int]) -> None:
        now_s = self._clock()
        fresh: list[TransferRow] = []
        updates: dict[int, TransferRow] = {}
        for transfer in changed.values():
            self._tally.put(transfer)
            row = self._row(transfer, now_s)
            row_id = self._row_ids.get(transfer.id)
            if row_id is None:
                fresh.append(row)
            elif self.rows.record(row_id) != row:
                updates[row_id] = row
        for transfer_id in removed:
            self._tally.remove(transfer_id)
            self._speeds.pop(transfer_id, None)
            self._told.pop(transfer_id, None)
        gone = [self._row_ids.pop(each) for each in removed if each in self._row_ids]
        self.rows.remove(gone)
        self.rows.update(updates)
        row_ids = self.rows.append(fresh)
        self._row_ids |= {row.id: row_id for row, row_id in zip(fresh, row_ids, strict=True)}

    def _row(self, transfer: StoredTransfer, now_s: float) -> TransferRow:
        row = row_of(transfer, held=self._held(transfer))
        if transfer.state == "waiting":
            wait_s = self._queue.next_try_s(transfer.id)
            return msgspec.structs.replace(
                row, next_try_s=None if wait_s is None else math.ceil(wait_s)
            )
        meter = self._speeds.get(transfer.id)
        if transfer.state != "running" or meter is None:
            return row
        rest = None if transfer.size is None else transfer.size - transfer.done
        return msgspec.structs.replace(
            row,
            bytes_per_s=meter.bytes_per_s(now_s),
            left_s=None if rest is None else meter.left_s(rest, now_s),
        )

    def _held(self, transfer: StoredTransfer) -> str:
        service_words = self._queue.hold_words.get(transfer.service)
        if service_words:
            return service_words
        deferral = self._queue.deferral
        return deferral.words if deferral is not None else ""

    def _measure(self, transfer: StoredTransfer) -> None:
        now_s = self._clock()
        before = self._told.get(transfer.id, transfer.done)
        self._told[transfer.id] = transfer.done
        if transfer.state != "running":
            self._speeds.pop(transfer.id, None)
            return
        meter = self._speeds.get(transfer.id)
        if meter is None:
            meter = self._speeds[transfer.id] = SpeedMeter()
            meter.begin(now_s)
            if not self._speed.is_measuring:
                self._speed.begin(now_s)
        if transfer.done < before:
            meter.begin(now_s)  # it began anew
        elif transfer.done > before:
            meter.add(transfer.done - before, now_s)
            self._speed.add(transfer.done - before, now_s)

    def _tell_totals(self) -> None:
        now_s = self._clock()
        if not self._speeds:
            self._speed.end()
        left_s = self._speed.left_s(self._tally.rest, now_s)
        totals = self._tally.totals(self._speed.bytes_per_s(now_s), left_s)
        if totals != self.totals:
            self.totals = totals
            self.totals_changed.emit(totals)

    # the small ends

    def _is_own(self, transfer: StoredTransfer) -> bool:
        return self._service in (None, transfer.service) and self._is_wanted(transfer)

    def _own(self, command: Command, ids: Ids) -> Ids:
        if ids is not None or self._service is None:
            return ids
        states = TOUCHES_ALL[command]
        return [
            each.id for each in self._queue.transfers if self._is_own(each) and each.state in states
        ]

    def _put_after(self, ids: Collection[int], above: Sequence[int], order: Sequence[int]) -> None:
        """Put *ids* behind what of *above* is not one of them."""
        others = [each for each in order if each not in ids]
        place = sum(each not in ids for each in above)
        self.move(ids, others[place] if place < len(others) else None)

    def _start(self, work: Coroutine[Any, Any, object], name: str) -> None:
        self._tasks.start(self._try(work), name=name)

    async def _try(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except StoreTrouble as error:
            self.trouble.emit(f"The list of transfers could not be written. {error}")
