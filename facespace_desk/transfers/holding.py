"""Why a queue begins nothing for now: the surroundings of the computer, or a mark in the list.

What is under way is never touched by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from facespace_desk.store.transfers import State, StoredTransfer
from facespace_desk.transfers.facts import STOP_BEFORE

MARKABLE: Final[frozenset[State]] = frozenset({"queued", "waiting", "paused"})


class Answer(Enum):
    """What the computer says of itself."""

    UNASKED = "unasked"
    UNKNOWN = "unknown"
    NO = "no"
    YES = "yes"


@dataclass(frozen=True)
class Surroundings:
    """On what the computer runs. Nothing is asked for that nobody waits for."""

    on_battery: Answer = Answer.UNASKED
    is_metered: Answer = Answer.UNASKED


@dataclass(frozen=True)
class Hold:
    """Why nothing begins: in a word or two, and as a sentence. Without *needs_operator* it ends by
    itself."""

    short: str
    words: str
    needs_operator: bool


def deferral(
    surroundings: Surroundings, *, waits_on_battery: bool, waits_when_metered: bool
) -> Hold | None:
    """Whether the surroundings are such that the operator wants to wait. What the computer cannot
    say keeps nothing waiting; what it was not asked yet does, for that moment."""
    asked = [
        (surroundings.on_battery, "on battery", "this computer runs on its battery")
        if waits_on_battery
        else None,
        (surroundings.is_metered, "metered", "the connection is metered")
        if waits_when_metered
        else None,
    ]
    wanted = [each for each in asked if each is not None]
    found = [each for each in wanted if each[0] is Answer.YES]
    if found:
        short = ", ".join(each[1] for each in found)
        why = " and ".join(each[2] for each in found)
        words = f"Nothing new begins while {why}; files under way go on."
        return Hold(f"waits: {short}", words, needs_operator=False)
    if any(each[0] is Answer.UNASKED for each in wanted):
        words = "Nothing new begins until this computer has said on what it runs."
        return Hold("waits", words, needs_operator=False)
    return None


def is_mark(transfer: StoredTransfer) -> bool:
    """Whether the queue stops before *transfer*; one that has begun or ended stops nothing."""
    return bool(transfer.facts.get(STOP_BEFORE)) and transfer.state in MARKABLE


def before_mark(
    ordered: Iterable[StoredTransfer], running: Mapping[int, object]
) -> list[StoredTransfer]:
    """Those of the queue that are not behind a mark."""
    found: list[StoredTransfer] = []
    for transfer in ordered:
        if is_mark(transfer) and transfer.id not in running:
            break
        found.append(transfer)
    return found


def reached_mark(
    ordered: Iterable[StoredTransfer], could_go: Callable[[StoredTransfer], bool]
) -> StoredTransfer | None:
    """The mark at which a queue stands in which nothing runs: what is before it is through, or
    could not go, and something could that is not."""
    mark: StoredTransfer | None = None
    for transfer in ordered:
        if mark is None and is_mark(transfer):
            mark = transfer
        if could_go(transfer):
            return mark
    return None


def mark_hold(mark: StoredTransfer) -> Hold:
    """The words for a queue that stands at *mark*."""
    words = f"The list stops before {mark.title}, as it was marked."
    return Hold("stopped at a mark", words, needs_operator=True)
