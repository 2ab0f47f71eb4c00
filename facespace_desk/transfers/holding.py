"""Why a queue begins nothing for now: the surroundings of the computer, or a mark in the list.

What is under way is never touched by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from facespace_desk.language import tr
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
    on_battery = surroundings.on_battery if waits_on_battery else Answer.NO
    is_metered = surroundings.is_metered if waits_when_metered else Answer.NO
    found = (on_battery is Answer.YES, is_metered is Answer.YES)
    if any(found):
        return _DEFERRED[found]
    if Answer.UNASKED in (on_battery, is_metered):
        words = tr("Nothing new begins until this computer has said on what it runs.")
        return Hold(tr("waits", "nothing new begins"), words, needs_operator=False)
    return None


_DEFERRED: Final[Mapping[tuple[bool, bool], Hold]] = {  # by: on battery, metered
    (True, False): Hold(
        tr("waits: on battery"),
        tr("Nothing new begins while this computer runs on its battery; files under way go on."),
        needs_operator=False,
    ),
    (False, True): Hold(
        tr("waits: metered"),
        tr("Nothing new begins while the connection is metered; files under way go on."),
        needs_operator=False,
    ),
    (True, True): Hold(
        tr("waits: on battery, metered"),
        tr(
            "Nothing new begins while this computer runs on its battery and "
            "the connection is metered; files under way go on."
        ),
        needs_operator=False,
    ),
}


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
    words = tr("The list stops before {file}, as it was marked.", file=mark.title)
    return Hold(tr("stopped at a mark"), words, needs_operator=True)
