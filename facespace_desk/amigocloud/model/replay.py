"""A recording shown again, on the map and in a list, slower or faster than it was.

    tape ──▶ slices of events ──▶ movers (positions) and table (rows)

The position never runs ahead of what was shown: when events are so many that a speed cannot be
held, the replay is slower, and says how fast it is.
"""

from __future__ import annotations

import asyncio
import enum
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from time import monotonic, perf_counter
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.model.event_rows import Row, event_columns, gap_words
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.tape import Played, Recording, Tape
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble

SPEEDS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 100.0, 300.0, 1000.0)
TICK_S: Final = 0.05
ROWS_MOST: Final = 100_000  # in the list; the store holds the rest
_SLICE: Final = 800  # events and positions that are shown in one go
_SLICE_S: Final = 0.008  # the window has its turn after so long
TRIM_S: Final = 0.5
TICK_MOST_S: Final = 0.1  # a tick that takes longer shows what it has
_STEPS_KEPT: Final = 2_000
_BEHIND: Final = 0.9  # below this share of the speed asked for, the speed reached is told


class ReplayPhase(enum.Enum):
    """What the replay does; `off`: the tab shows what is live."""

    OFF = "off"
    READING = "reading"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "at the end"


@dataclass(frozen=True)
class ReplayState:
    """Moments are epoch milliseconds. *window_s* is how long an event stays in the list, None: for
    the whole replay. *reached* is the speed when it is less than *speed*. *trouble* is in words."""

    phase: ReplayPhase = ReplayPhase.OFF
    first_ms: int = 0
    last_ms: int = 0
    at_ms: int = 0
    speed: float = 1.0
    window_s: float | None = None
    reached: float | None = None
    trouble: str = ""


class Replay(QObject):
    """Signals:

    state_changed(ReplayState): the phase, the position or a setting is another one.
    """

    state_changed = Signal(object)

    def __init__(
        self,
        recording: Recording,
        movers: Movers,
        display: Display,
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        tick_most_s: float = TICK_MOST_S,
        dataset_text: Callable[[int | None], str] | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*clock* answers seconds; no tick works longer than *tick_most_s*. `table` holds the
        events that were replayed."""
        super().__init__(parent)
        self._recording = recording
        self._movers = movers
        self._clock = clock
        self._sleep = sleep
        self._tick_most_s = tick_most_s
        self._tasks = TaskScope("AmigoCloud replay", report)
        self._state = ReplayState()
        self._trimmed_s = 0.0
        self._owed_ms = 0.0  # less than one, from tick to tick
        self._tape: Tape | None = None
        self._steps: deque[int] = deque(maxlen=_STEPS_KEPT)  # moments of events shown
        self._shown: deque[tuple[int, int]] = deque()  # moments and row ids, for the window
        self.table: RecordTableModel[Row] = RecordTableModel(
            event_columns(display, dataset_text),
            row_cap=ROWS_MOST,
            display=display,
            row_kind=lambda row: "gap" if row.kind == "gap" else "row",
            gap_text=lambda row: gap_words(row, display),
            parent=self,
        )

    @property
    def state(self) -> ReplayState:
        return self._state

    @property
    def is_on(self) -> bool:
        """Whether the tab shows a recording."""
        return self._state.phase is not ReplayPhase.OFF

    # -- what the operator asks for

    def begin(self, from_ms: int | None = None, to_ms: int | None = None) -> None:
        """Show the recording from *from_ms* (its first event) to *to_ms* (its last), paused."""
        self._tasks.start(self._begin(from_ms, to_ms), name="begin", replacing="move")

    def play(self) -> None:
        """Go on from where it is; from the start when it is at the end."""
        phase = self._state.phase
        if phase is ReplayPhase.ENDED:
            self.seek(self._state.first_ms, then_play=True)
        elif phase in (ReplayPhase.PAUSED, ReplayPhase.READING):
            self._tasks.start(self._play(), name="play", replacing="move")

    def pause(self) -> None:
        """Stay where it is."""
        if self._state.phase in (ReplayPhase.PLAYING, ReplayPhase.READING):
            self._tasks.cancel("move")
            self._become(phase=ReplayPhase.PAUSED, reached=None)
            self._trim()

    def set_speed(self, speed: float) -> None:
        """So many seconds of the recording in one: 0.1 to 1000."""
        self._become(speed=min(max(speed, SPEEDS[0]), SPEEDS[-1]), reached=None)

    def set_window(self, seconds: float | None) -> None:
        """Keep events in the list for so long; None: keep all."""
        self._become(window_s=seconds)
        self._trim()

    def seek(self, at_ms: int, *, then_play: bool | None = None) -> None:
        """Go to a moment, and play on if it played."""
        if not self.is_on:
            return
        if then_play is None:
            then_play = self._state.phase is ReplayPhase.PLAYING
        at_ms = min(max(at_ms, self._state.first_ms), self._state.last_ms)
        self._tasks.start(self._seek(at_ms, then_play=then_play), name="seek", replacing="move")

    def step(self) -> None:
        """To the next event."""
        if self.is_on:
            self._tasks.start(self._step(), name="step", replacing="move")

    def step_back(self) -> None:
        """To the event before."""
        earlier = [at_ms for at_ms in self._steps if at_ms < self._state.at_ms]
        if self.is_on:
            self.seek(max(earlier, default=self._state.first_ms), then_play=False)

    def leave(self) -> None:
        """Show what is live again."""
        if self.is_on:
            self._tasks.start(self._leave(), name="leave", replacing="move")

    async def close(self) -> None:
        """End what is under way."""
        await self._tasks.close()
        await self._drop_tape()

    # -- doing it

    async def _begin(self, from_ms: int | None, to_ms: int | None) -> None:
        try:
            span = await self._recording.span()
        except StoreTrouble as trouble:
            self._become(trouble=str(trouble))
            return
        if span is None:
            self._become(trouble="Nothing was recorded yet.")
            return
        first_ms = span[0] if from_ms is None else max(span[0], from_ms)
        last_ms = span[1] if to_ms is None else min(span[1], to_ms)
        if first_ms > last_ms:
            self._become(trouble="Nothing was recorded in that time.")
            return
        self._become(first_ms=first_ms, last_ms=last_ms, trouble="")
        await self._go_to(first_ms)

    async def _play(self) -> None:
        self._become(phase=ReplayPhase.PLAYING, trouble="")
        before = self._clock()
        try:
            while self._state.at_ms < self._state.last_ms:
                await self._sleep(TICK_S)
                now = self._clock()
                await self._tick(now - before)
                before = now
        except StoreTrouble as trouble:
            self._become(phase=ReplayPhase.PAUSED, trouble=str(trouble))
            return
        self._become(phase=ReplayPhase.ENDED, reached=None)
        self._trim()

    async def _tick(self, elapsed_s: float) -> None:
        state = self._state
        self._owed_ms += state.speed * elapsed_s * 1000
        whole_ms = int(self._owed_ms)
        self._owed_ms -= whole_ms
        target = min(state.at_ms + whole_ms, state.last_ms)
        at_ms = await self._advance(target, self._tick_most_s)
        went = (at_ms - state.at_ms) / max(elapsed_s * 1000, 1e-9)
        is_behind = at_ms < target and went < _BEHIND * state.speed
        self._arrive(at_ms, reached=went if is_behind else None)

    async def _seek(self, at_ms: int, *, then_play: bool) -> None:
        if await self._go_to(at_ms) and then_play:
            await self._play()

    async def _go_to(self, at_ms: int) -> bool:
        """Show everything as it was at a moment: what was heard before it, as far as it counts."""
        state = self._state
        lead_s = max(self._movers.limits.lost_s, state.window_s or 0.0)
        from_ms = max(state.first_ms, at_ms - round(lead_s * 1000))
        await self._drop_tape()
        self._tape = Tape(self._recording, from_ms, state.last_ms)
        self._steps.clear()
        self._shown.clear()
        self.table.clear()
        self._movers.begin_replay(at_ms)
        self._become(phase=ReplayPhase.READING, at_ms=at_ms, reached=None, trouble="")
        try:
            await self._advance(at_ms, None)
        except StoreTrouble as trouble:
            self._become(phase=ReplayPhase.PAUSED, trouble=str(trouble))
            return False
        self._become(phase=ReplayPhase.PAUSED)
        self._arrive(at_ms)
        return True

    async def _step(self) -> None:
        assert self._tape is not None
        self._become(phase=ReplayPhase.PAUSED, reached=None)
        try:
            at_ms = await self._tape.next_ms()
            if at_ms is None:
                self._become(phase=ReplayPhase.ENDED, at_ms=self._state.last_ms)
                return
            await self._advance(at_ms, None)
        except StoreTrouble as trouble:
            self._become(trouble=str(trouble))
            return
        self._arrive(at_ms)

    async def _leave(self) -> None:
        self._movers.end_replay()
        self.table.clear()
        self._shown.clear()
        self._state = replace(self._state, reached=None, trouble="")
        self._become(phase=ReplayPhase.OFF)
        await self._drop_tape()

    async def _drop_tape(self) -> None:
        tape, self._tape = self._tape, None
        if tape is not None:
            await tape.close()

    async def _advance(self, target_ms: int, most_s: float | None) -> int:
        """Show the events up to a moment; the moment that was reached within *most_s*."""
        assert self._tape is not None
        begun = until = perf_counter()
        until += _SLICE_S
        while True:
            events = await self._tape.take(target_ms, _SLICE)
            if not events:
                return target_ms
            self._show(events)
            now = perf_counter()
            if most_s is not None and now - begun > most_s:
                return events[-1].at_ms
            if now > until:
                await asyncio.sleep(0)
                until = perf_counter() + _SLICE_S

    def _show(self, events: list[Played]) -> None:
        for each in events:
            self._movers.take_replayed(each.reports, each.at_ms)
        row_ids = self.table.append([each.event for each in events])
        moments = [each.at_ms for each in events]
        self._shown.extend(zip(moments, row_ids, strict=True))
        self._steps.extend(sorted(set(moments)))

    def _arrive(self, at_ms: int, reached: float | None = None) -> None:
        self._movers.set_replay_ms(at_ms)
        self._become(at_ms=at_ms, reached=reached)
        self._trim()

    def _trim(self) -> None:
        """Take out of the list what the window has left behind: now and then while it plays, since
        every row below moves."""
        window_s, now_s = self._state.window_s, self._clock()
        if window_s is None:
            while len(self._shown) > ROWS_MOST:
                self._shown.popleft()
            return
        is_playing = self._state.phase is ReplayPhase.PLAYING
        if is_playing and self._trimmed_s <= now_s < self._trimmed_s + TRIM_S:
            return
        self._trimmed_s = now_s
        since_ms = self._state.at_ms - window_s * 1000
        gone = []
        while self._shown and self._shown[0][0] < since_ms:
            gone.append(self._shown.popleft()[1])
        self.table.remove(gone)

    def _become(self, **changes: object) -> None:
        state = replace(self._state, **changes)  # type: ignore[arg-type]  # names of its fields
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
