"""What is done to one or many of a list at a time, each with a result of its own in its row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum
from typing import Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ServiceError
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.records import BatchResult

UNKNOWN: Final = "The platform does not say what became of it."
DELETED: Final = "It was deleted from here."
_BATCH_FROM: Final = 2  # records

Outcome = dict[str, ServiceError | None]
One = Callable[[str], Awaitable[None]]
Many = Callable[[Sequence[str]], Awaitable[tuple[BatchResult, ...]]]
A = TypeVar("A", bound=Enum)


class Board(Protocol):
    """The list that it is done to."""

    def note(self, record_id: str, words: str, tone: str = "", /) -> None: ...

    def mark_gone(self, record_id: str, words: str = ..., /) -> None: ...

    def hurry(self) -> None: ...


class ManyActs(QObject, Generic[A]):
    """The value of an act is its verb. *past* says what was done by it; those in *deleting* leave
    nothing.

    Signals:
        told(str, str): what became of it, and its tone.
    """

    told = Signal(str, str)

    def __init__(
        self,
        board: Board,
        noun: str,
        why_not: Callable[[A, str], str],
        *,
        past: Mapping[A, str],
        deleting: A,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*noun* is what many are called; *why_not* says why an act cannot be done to an id."""
        super().__init__(parent)
        self._list = board
        self._noun = noun
        self._why_not = why_not
        self._past = past
        self._deleting = deleting
        self._tasks = TaskScope(f"Voxel51 {noun}: acts", report)

    async def close(self) -> None:
        await self._tasks.close()

    def _do(self, act: A, ids: Sequence[str], one: One, many: Many | None) -> None:
        allowed: list[str] = []
        refused: list[str] = []
        for each in ids:
            reason = self._why_not(act, each)
            if reason:
                self._list.note(each, reason, "warn")
                refused.append(reason)
            else:
                self._list.note(each, f"{act.value}…", "muted")
                allowed.append(each)
        if allowed:
            self._tasks.start(self._run(act, allowed, one, many, len(refused)), name=act.value)
        elif len(refused) == 1:
            self.told.emit(refused[0], "warn")
        elif refused:
            words = f"{act.value}: none of the {len(refused)} {self._noun} allows it; each row says"
            self.told.emit(f"{words} why.", "warn")

    async def _run(self, act: A, ids: list[str], one: One, many: Many | None, refused: int) -> None:
        if many is not None and len(ids) >= _BATCH_FROM:
            outcome = await _batch(many, ids)
        else:
            outcome = {each: await _single(one, each) for each in ids}
        for each, error in outcome.items():
            self._show(act, each, error)
        self._tell(act, outcome, refused)
        self._list.hurry()

    def _show(self, act: A, record_id: str, error: ServiceError | None) -> None:
        if error is None and act is self._deleting:
            self._list.mark_gone(record_id, DELETED)
        elif error is None:
            self._list.note(record_id, self._past[act], "live")
        else:
            self._list.note(record_id, error.message, "bad")
            if isinstance(error, NotFoundError):
                self._list.mark_gone(record_id)

    def _tell(self, act: A, outcome: Outcome, refused: int) -> None:
        """One's result stands in its row; of many, how many."""
        bad = [error for error in outcome.values() if error is not None]
        good, all_of_them = len(outcome) - len(bad), len(outcome) + refused
        if all_of_them == 1:
            if bad:
                self.told.emit(bad[0].message, "bad")
            return
        parts = [f"{good} of {all_of_them} {self._noun} {self._past[act]}"]
        if bad:
            parts.append(f"{len(bad)} failed; each row says why")
        if refused:
            parts.append(f"{refused} left alone; each row says why")
        self.told.emit(". ".join(parts) + ".", "good" if not bad and not refused else "warn")


async def _single(one: One, record_id: str) -> ServiceError | None:
    try:
        await one(record_id)
    except ServiceError as error:
        return error
    return None


async def _batch(many: Many, ids: list[str]) -> Outcome:
    try:
        results = await many(ids)
    except APIError as error:
        return dict.fromkeys(ids, error)
    outcome: Outcome = {}
    for result in results:
        unsaid = APIError(UNKNOWN, operation="batch")
        outcome[result.id] = None if result.ok else result.error or unsaid
    return outcome
