"""A transfer as a row of a table: its words, its shape, its columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.store.transfers import Direction, State, StoredTransfer
from facespace_desk.transfers.holding import is_mark

ORDER, PROGRESS = "order", "progress"  # keys of the columns that a view does more with

SHAPES: Final[dict[State, str]] = {
    "queued": "state-ring",
    "running": "state-arc",
    "waiting": "state-quarter",
    "paused": "state-bars",
    "done": "circle-check",
    "failed": "state-square",
    "cancelled": "state-cross",
}
TONES: Final[dict[State, str]] = {
    "queued": "muted",
    "running": "accent",
    "waiting": "warn",
    "paused": "accent",
    "done": "live",
    "failed": "bad",
    "cancelled": "stale",
}
STATE_WORDS: Final[dict[State, str]] = {
    "queued": tr("queued", "a transfer"),
    "running": tr("running", "a transfer"),
    "waiting": tr("waiting", "a transfer"),
    "paused": tr("paused", "a transfer"),
    "done": tr("done", "a transfer"),
    "failed": tr("failed", "a transfer"),
    "cancelled": tr("cancelled", "a transfer"),
}
ATTENTION: Final[tuple[State, ...]] = ("waiting", "paused", "failed")  # what the operator is told
MARK_WORDS: Final = tr("The list stops before this one.")
_RUNNING: Final[dict[Direction, str]] = {"upload": tr("uploading"), "download": tr("downloading")}


class TransferRow(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a table shows of one transfer. `words` says why it is not carried, or no more;
    `next_try_s` counts down to the next try of one that waits; `is_mark`: the queue stops before
    it."""

    id: int
    service: str
    batch: str
    title: str
    direction: Direction
    path: str
    size: int | None
    done: int
    state: State
    words: str
    attempts: int
    position: int
    created_ms: int
    ended_ms: int | None
    bytes_per_s: float | None = None
    left_s: float | None = None
    next_try_s: int | None = None
    is_mark: bool = False

    @property
    def share(self) -> float | None:
        """How far it is, from 0 to 1; None when nobody knows."""
        if self.state == "done":
            return 1.0
        if not self.size:
            return None if self.done else 0.0
        return min(1.0, self.done / self.size)

    @property
    def state_word(self) -> str:
        """The state as the operator calls it."""
        return _RUNNING[self.direction] if self.state == "running" else STATE_WORDS[self.state]

    @property
    def state_words(self) -> str:
        """The same, and for how long."""
        if self.state == "waiting" and self.next_try_s is not None:
            return tr("waiting, {time}", time=left_text(self.next_try_s))
        return self.state_word


def row_of(transfer: StoredTransfer, *, held: str = "") -> TransferRow:
    """*transfer* as a row; *held* says why nothing of its service begins."""
    stops_here = is_mark(transfer)
    words = held if held and transfer.state == "queued" else transfer.reason
    if stops_here:
        words = f"{MARK_WORDS} {words}".rstrip()
    return TransferRow(
        id=transfer.id,
        service=transfer.service,
        batch=transfer.batch_title or transfer.batch,
        title=transfer.title,
        direction=transfer.direction,
        path=transfer.path,
        size=transfer.size,
        done=transfer.done,
        state=transfer.state,
        words=words,
        attempts=transfer.attempts,
        position=transfer.position,
        created_ms=transfer.created_ms,
        ended_ms=transfer.ended_ms,
        is_mark=stops_here,
    )


def count_text(state: State, count: int) -> str:
    """How many are in a state that asks for attention: "3 waiting"."""
    if state == "waiting":
        return tr_n("{n:,} waiting", "{n:,} waiting", count)
    if state == "paused":
        return tr_n("{n:,} paused", "{n:,} paused", count)
    return tr_n("{n:,} failed", "{n:,} failed", count)


def left_text(seconds: float) -> str:
    """A time to come, as exact as it is worth: "8 s", "2 min 10 s", "1 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, second = divmod(whole, 60)
    if minutes < 10:
        return f"{minutes} min {second // 10 * 10} s" if second >= 10 else f"{minutes} min"
    if minutes < 60:
        return f"{minutes} min"
    hours, minute = divmod(minutes, 60)
    return f"{hours} h {minute} min" if minute else f"{hours} h"


def speed_text(bytes_per_s: float) -> str:
    return f"{size_text(round(bytes_per_s))}/s"


def columns(
    display: Display, title_of: Callable[[str], str] | None = None
) -> tuple[Column[TransferRow], ...]:
    """The columns of a list; *title_of* names the services where there are several."""
    more = _more_columns(display)
    if title_of is None:
        return (*_main_columns(), *more)
    service: Column[TransferRow] = Column(
        "service", tr("Service"), lambda row: title_of(row.service), width=100
    )
    return (*_main_columns(), service, *more)


def _main_columns() -> tuple[Column[TransferRow], ...]:
    return (
        Column(
            ORDER,
            tr("Order", "place in the queue"),
            lambda row: str(row.position),
            width=82,
            mono=True,
            number=lambda row: row.position,
            icon=lambda row: "circle-stop" if row.is_mark else "grip-vertical",
            tone=lambda row: "warn" if row.is_mark else "muted",
            tooltip=_order_tip,
        ),
        Column(
            "title",
            tr("File"),
            lambda row: row.title,
            width=236,
            icon=lambda row: row.direction,
            tooltip=lambda row: f"{row.title}\n{row.path}",
            hideable=False,
        ),
        Column(
            "state",
            tr("State"),
            lambda row: row.state_words,
            value=lambda row: row.state_word,
            width=138,
            icon=lambda row: SHAPES[row.state],
            tone=lambda row: TONES[row.state],
        ),
        Column(
            PROGRESS,
            tr("Progress"),
            _progress_text,
            width=150,
            align="right",
            mono=True,
            number=lambda row: None if row.share is None else row.share * 100,
        ),
        Column(
            "size",
            tr("Size"),
            _size_words,
            sort_key=lambda row: row.size,
            width=138,
            align="right",
            mono=True,
            newest_first=True,
            number=lambda row: row.size,
        ),
        Column(
            "speed",
            tr("Speed"),
            lambda row: EMPTY if row.bytes_per_s is None else speed_text(row.bytes_per_s),
            width=96,
            align="right",
            mono=True,
            newest_first=True,
            number=lambda row: row.bytes_per_s,
        ),
        Column(
            "left",
            tr("Time left"),
            lambda row: EMPTY if row.left_s is None else left_text(row.left_s),
            width=92,
            align="right",
            number=lambda row: row.left_s,
        ),
        Column(
            "words",
            tr("What happened"),
            lambda row: row.words,
            width=320,
            tone=_words_tone,
        ),
    )


def _more_columns(display: Display) -> tuple[Column[TransferRow], ...]:
    return (
        Column("batch", tr("Part of"), lambda row: row.batch, width=180),
        Column(
            "attempts",
            tr("Failed tries"),
            lambda row: str(row.attempts),
            align="right",
            width=96,
            mono=True,
            number=lambda row: row.attempts,
        ),
        Column(
            "created",
            tr("Added"),
            lambda row: display.time_text(row.created_ms),
            width=170,
            mono=True,
            moment_ms=lambda row: row.created_ms,
            newest_first=True,
            tooltip=lambda row: display.time_tooltip(row.created_ms),
        ),
        Column(
            "ended",
            tr("Ended"),
            lambda row: display.time_text(row.ended_ms),
            width=170,
            mono=True,
            moment_ms=lambda row: row.ended_ms,
            newest_first=True,
            tooltip=lambda row: display.time_tooltip(row.ended_ms),
        ),
        Column("folder", tr("Folder"), lambda row: str(Path(row.path).parent), width=260),
    )


def _order_tip(row: TransferRow) -> str:
    drag = tr("Drag to put it elsewhere, or press Alt+Up and Alt+Down")
    return f"{MARK_WORDS}\n{drag}" if row.is_mark else drag


def _words_tone(row: TransferRow) -> str:
    if row.is_mark:
        return "warn"
    return TONES[row.state] if row.state in ("waiting", "failed") else "muted"


def _progress_text(row: TransferRow) -> str:
    return EMPTY if row.share is None else f"{int(row.share * 100)} %"


def _size_words(row: TransferRow) -> str:
    """What is carried of how much, or only how much when there is nothing between."""
    if row.size is None:
        return size_text(row.done) if row.done else EMPTY
    if row.done in (0, row.size) or row.state == "done":
        return size_text(row.size)
    return f"{size_text(row.done)} / {size_text(row.size)}"
