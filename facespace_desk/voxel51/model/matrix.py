"""Makes many jobs: so many requests at once, so many a minute, each with a result of its own.

A request is never sent again by itself, save one that was refused for coming too soon. What may or
may not have arrived is looked for by its name before it is tried again, so nothing is made twice.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51.errors import APIError, RateLimitError
from facespace_desk.voxel51.model.launching import Launch
from facespace_desk.voxel51.model.matrix_columns import MatrixRow, RowState, matrix_columns
from facespace_desk.voxel51.model.matrix_plan import Planned
from facespace_desk.voxel51.records import Job

if TYPE_CHECKING:
    from facespace_desk.voxel51.model.launching import Launcher

MOST_AT_ONCE: Final = 16
DEFAULT_AT_ONCE: Final = 4
TELL_AFTER_S: Final = 0.1  # rows are written together
GRACE_S: Final = 0.5  # for requests under way, when the operator stops
_LOOKS: Final = 10  # in that time
REFUSED_WAIT_S: Final = 5.0  # after a 429 without a word about when
MOST_REFUSALS: Final = 20  # 429 in a row, then the run stops


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """How fast jobs are made; `per_minute` 0 is as fast as it goes."""

    at_once: int = DEFAULT_AT_ONCE
    per_minute: int = 0


class Phase(Enum):
    """How a batch stands; the value is the word for it."""

    EMPTY = "nothing to do"
    PLANNED = "not begun"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"


class MatrixModel(QObject):
    """One batch at a time.

    Signals:
        changed: the phase, a count, or what the platform said is another.
        made(Job, bool): a job was made; True: its output is to be fetched when it is done.
    """

    changed = Signal()
    made = Signal(object, bool)

    def __init__(
        self,
        launcher: Launcher,
        *,
        refused_wait_s: float = REFUSED_WAIT_S,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._launcher = launcher
        self._refused_wait_s = refused_wait_s
        self._tasks = TaskScope("Voxel51 matrix", report)
        self._rows: list[MatrixRow] = []
        self._unwritten: set[int] = set()
        self._waiting: deque[int] = deque()
        self._auto_start = True
        self._is_fetched = False
        self._ends: datetime | None = None
        self._not_before = 0.0  # on the loop's clock
        self._refusals = 0
        self.phase = Phase.EMPTY
        self.words = ""  # what the platform said to all of them
        self.counts: dict[RowState, int] = {}
        self.table: RecordTableModel[MatrixRow] = RecordTableModel(
            matrix_columns(), newest_first=False, parent=self
        )
        self.table.set_sorting((("number", False),))

    # what there is to do

    @property
    def is_running(self) -> bool:
        return self.phase in {Phase.RUNNING, Phase.STOPPING}

    @property
    def total(self) -> int:
        return len(self._rows)

    def count(self, *states: RowState) -> int:
        return sum(self.counts.get(state, 0) for state in states)

    def plan(self, plan: Sequence[Planned]) -> None:
        """Put this batch in the place of the last one, which must not be running."""
        assert not self.is_running
        self._rows = [
            MatrixRow(
                number=number,
                planned=each,
                state=RowState.REFUSED if each.refusal else RowState.WAITING,
                words=each.refusal,
            )
            for number, each in enumerate(plan)
        ]
        self._unwritten.clear()
        self.table.replace_all(self._rows)
        self.words = ""
        self._count()
        self._set_phase(Phase.PLANNED if self._rows else Phase.EMPTY)

    def start(
        self,
        speed: Speed,
        *,
        auto_start: bool = True,
        is_fetched: bool = False,
        ends: datetime | None = None,
    ) -> None:
        """**Make the jobs** that wait."""
        self._auto_start, self._is_fetched, self._ends = auto_start, is_fetched, ends
        self._run(speed, [row.number for row in self._rows if row.state is RowState.WAITING])

    def retry(self, speed: Speed) -> None:
        """Try again what failed, and go on with what waits; what may have been made is looked
        for first."""
        states = {RowState.WAITING, RowState.FAILED, RowState.UNSURE}
        self._run(speed, [row.number for row in self._rows if row.state in states])

    def cancel(self) -> None:
        """Begin no more, and end within a second: what is under way by then may or may not have
        been made."""
        if self.phase is Phase.RUNNING:
            self._waiting.clear()
            self._set_phase(Phase.STOPPING)
            self._tasks.start(self._stop(), name="stop")

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    # running

    def _run(self, speed: Speed, numbers: list[int]) -> None:
        if self.is_running or not numbers:
            return
        self._tasks.cancel("stop")
        self._waiting = deque(numbers)
        self._not_before, self._refusals, self.words = 0.0, 0, ""
        self._set_phase(Phase.RUNNING)
        self._tasks.start(self._work(speed), name="run")
        self._tasks.start(self._tell(), name="tell", replacing="tell")

    async def _work(self, speed: Speed) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(max(1, min(speed.at_once, MOST_AT_ONCE))):
                    group.create_task(self._worker(speed), name="Voxel51 matrix: worker")
        finally:
            has_left = self.phase is Phase.STOPPING or self.count(RowState.WAITING) > 0
            self._write()
            self._set_phase(Phase.STOPPED if has_left else Phase.DONE)

    async def _worker(self, speed: Speed) -> None:
        while self._waiting:
            await self._turn(speed)
            if not self._waiting:
                return
            number = self._waiting.popleft()
            await self._make(number)

    async def _turn(self, speed: Speed) -> None:
        """Wait until the next request may go out, and take that turn."""
        loop = asyncio.get_running_loop()
        while (wait_s := self._not_before - loop.time()) > 0:  # noqa: ASYNC110  # others may delay it
            await asyncio.sleep(wait_s)
        if speed.per_minute:
            self._not_before = loop.time() + 60 / speed.per_minute

    async def _make(self, number: int) -> None:
        row = self._rows[number]
        is_unsure = row.state is RowState.UNSURE
        self._set(number, RowState.SENDING)
        try:
            job = await self._found(row) if is_unsure else None
            is_unsure = False
            made = job or await self._launcher.launch(self._launch_of(row))
        except RateLimitError as error:
            self._come_again(number, error, row.state)
        except APIError as error:
            is_unsure = is_unsure or error.is_uncertain
            self._set(number, RowState.UNSURE if is_unsure else RowState.FAILED, error.message)
        except asyncio.CancelledError:
            self._set(number, RowState.UNSURE, "Stopped while it was being sent.")
            raise
        else:
            self._refusals, self.words = 0, ""
            self._set(number, RowState.MADE, "It had been made before." if job else "", made.id)
            self.made.emit(made, self._is_fetched)

    async def _found(self, row: MatrixRow) -> Job | None:
        """The job that was made when nobody knew whether it was."""
        jobs = await self._launcher.jobs_named(row.planned.name)
        return jobs[0] if jobs else None

    def _launch_of(self, row: MatrixRow) -> Launch:
        planned = row.planned
        return Launch(
            request=planned.request,
            name=planned.name,
            auto_start=self._auto_start,
            ends=self._ends,
        )

    def _come_again(self, number: int, error: RateLimitError, state: RowState) -> None:
        """It was refused for coming too soon, and not looked at: all wait, then it goes again."""
        self._refusals += 1
        is_over = self.phase is not Phase.RUNNING or self._refusals > MOST_REFUSALS
        wait_s = error.retry_after_s or self._refused_wait_s
        self.words = f"The platform takes no more for now; it goes on in {wait_s:.0f} s."
        self._not_before = max(self._not_before, asyncio.get_running_loop().time() + wait_s)
        if is_over:
            self._waiting.clear()
            self.words = "The platform takes no more for now."
        else:
            self._waiting.appendleft(number)
        self._set(number, state)

    async def _stop(self) -> None:
        """Requests under way have a moment; those that wait for their turn do not need it."""
        for _ in range(_LOOKS):
            if not self.count(RowState.SENDING):
                break
            await asyncio.sleep(GRACE_S / _LOOKS)
        self._tasks.cancel("run")

    # telling

    def _set(self, number: int, state: RowState, words: str = "", job_id: str = "") -> None:
        old = self._rows[number]
        self._rows[number] = msgspec.structs.replace(
            old, state=state, words=words, job_id=job_id or old.job_id
        )
        self.counts[old.state] -= 1
        self.counts[state] = self.counts.get(state, 0) + 1
        self._unwritten.add(number)

    async def _tell(self) -> None:
        while self.is_running:
            await asyncio.sleep(TELL_AFTER_S)
            self._write()

    def _write(self) -> None:
        """Rows that changed go into the table together."""
        if self._unwritten:
            first = self.table.end_id - len(self._rows)
            self.table.update({first + number: self._rows[number] for number in self._unwritten})
            self._unwritten.clear()
            self.changed.emit()

    def _count(self) -> None:
        self.counts = dict.fromkeys(RowState, 0)
        for row in self._rows:
            self.counts[row.state] += 1

    def _set_phase(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()
