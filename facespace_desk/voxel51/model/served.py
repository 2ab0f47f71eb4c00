"""A list of what the service has for a query, looked at in rounds. What is not at the platform any
more stays in sight, and says so, until somebody takes it off the list."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.feed import Clocks
from facespace_desk.modelkit.rounds import Rounds
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.query import Query

log = logging.getLogger("desk.voxel51")

GONE: Final = "It is not at the platform any more."


class Served(Protocol):
    """A row, which is a struct: `note` is what became of the last thing that was done to it from
    here, `note_tone` its colour; `is_gone`: it was there, and is not any more."""

    @property
    def id(self) -> str: ...

    @property
    def is_gone(self) -> bool: ...

    @property
    def note(self) -> str: ...

    @property
    def note_tone(self) -> str: ...


R = TypeVar("R", bound=Served)


class ServedList(QObject, Generic[R]):
    """Owns the list and the rounds. `table` is what is listed; `row` knows also what the query
    leaves out by now.

    Signals:
        state_changed(LoadState): how the service stands.
        truth_changed(FeedTruth): the same with ages, each second.
        chosen_changed(str | None): another one is what the page is about.
        row_changed(str): what is known of this one is another.
        looked: a round is over.
        query_changed: `query`, `total`, `warning` or `query_error` are others.
    """

    state_changed = Signal(object)
    truth_changed = Signal(object)
    chosen_changed = Signal(object)
    row_changed = Signal(str)
    looked = Signal()
    query_changed = Signal()

    def __init__(
        self,
        what: str,
        columns: Sequence[Column[R]],
        query: Query,
        display: Display,
        *,
        least_s: float,
        most_s: float,
        clocks: Clocks | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*what* is listed ("Voxel51's jobs"); *least_s* and *most_s* bound the pause between two
        rounds."""
        super().__init__(parent)
        self._tasks = TaskScope(what, report)
        self._rounds = Rounds(
            what,
            self._round,
            self._judged,
            self._tasks,
            log,
            note=self._under_way,
            least_s=least_s,
            most_s=most_s,
            clocks=clocks,
        )
        self.table: RecordTableModel[R] = RecordTableModel(
            columns, newest_first=False, display=display, parent=self
        )
        self.table.set_sorting((("uploaded", True),))
        self._query = query
        self._row_ids: dict[str, int] = {}
        self._outside: dict[str, R] = {}  # known, but not what is asked for
        self._chosen: str | None = None
        self._changes = 0
        self._total: int | None = None
        self._warning = ""
        self._query_error = ""

    # what there is

    @property
    def state(self) -> LoadState:
        return self._rounds.state

    @property
    def truth(self) -> FeedTruth:
        """How far the list can be trusted."""
        return self._rounds.truth

    @property
    def query(self) -> Query:
        """What the service is asked for."""
        return self._query

    @property
    def query_error(self) -> str:
        """Why the query that was wished last is not asked, in words."""
        return self._query_error

    @property
    def total(self) -> int | None:
        """How many the query has, as the service says."""
        return self._total

    @property
    def warning(self) -> str:
        """What is odd about the list, in words."""
        return self._warning

    def rows(self) -> list[R]:
        """All that are listed, filtered or not."""
        rows = (self.table.record(row_id) for row_id in self._row_ids.values())
        return [row for row in rows if row is not None]

    def row(self, record_id: str | None) -> R | None:
        """What is known of this one, listed or not."""
        row_id = self._row_ids.get(record_id or "")
        return self._outside.get(record_id or "") if row_id is None else self.table.record(row_id)

    def row_id(self, record_id: str) -> int | None:
        """Of one that is listed."""
        return self._row_ids.get(record_id)

    @property
    def gone_count(self) -> int:
        return sum(row.is_gone for row in self.rows())

    @property
    def chosen(self) -> str | None:
        """The one that the page is about."""
        return self._chosen

    def choose(self, record_id: str | None) -> None:
        """Be about this one from now on."""
        if record_id != self._chosen:
            self._chosen = record_id
            self.chosen_changed.emit(record_id)

    # asking

    def start(self) -> None:
        """Ask from now on."""
        self._rounds.start()

    def refresh(self) -> None:
        """Read all of it now."""
        self._rounds.refresh()

    def hurry(self) -> None:
        """Something was done: there may be news soon."""
        self._rounds.refresh()

    def use(self, query: Query) -> None:
        """List what *query* looks for; what cannot be asked for changes nothing, see
        `query_error`."""
        try:
            query.check()
        except APIError as error:
            self._refuse(error.message)
            return
        self._query_error, self._warning, self._total = "", "", None
        if query != self._query:
            self._query = query
            for row in self.rows():
                self._outside[row.id] = row
            self._row_ids.clear()
            self.table.clear()
        self.query_changed.emit()
        self.refresh()

    def _refuse(self, words: str) -> None:
        self._query_error = words
        self.query_changed.emit()

    async def close(self) -> None:
        """Ask no more."""
        await self._tasks.close()
        await self.table.close()

    async def _round(self) -> bool:
        """One round; whether it told anything new. Raises ServiceError."""
        raise NotImplementedError

    def _under_way(self) -> str:
        """What the truth says besides."""
        return ""

    def _judged(self, state: LoadState, is_other: bool) -> None:
        if is_other:
            self.state_changed.emit(state)
        self.truth_changed.emit(self.truth)

    # what becomes of it

    def note(self, record_id: str, words: str, tone: str = "") -> None:
        """Say in its own row what became of what was done to it."""
        row = self.row(record_id)
        if row is not None and not row.is_gone:
            self._show(_with(row, note=words, note_tone=tone), record_id in self._row_ids)

    def mark_gone(self, record_id: str, words: str = GONE) -> None:
        """The service does not know it any more; it stays in sight until it is forgotten."""
        row = self.row(record_id)
        if row is not None and not row.is_gone:
            made = _with(row, is_gone=True, note=words, note_tone="stale")
            self._show(made, record_id in self._row_ids)

    def forget_gone(self) -> None:
        """Take those that are gone out of the list."""
        gone = [row.id for row in [*self.rows(), *self._outside.values()] if row.is_gone]
        self._drop(gone)
        for record_id in gone:
            self._outside.pop(record_id, None)
            if self._chosen == record_id:
                self.choose(None)

    # showing

    def _show_listed(self, made: Iterable[R]) -> None:
        """These came in answer to the query."""
        new: list[R] = []
        for row in made:
            self._outside.pop(row.id, None)
            if row.id in self._row_ids:
                self._show(row)
            else:
                new.append(row)
        for row, row_id in zip(new, self.table.append(new), strict=True):
            self._row_ids[row.id] = row_id
        self._changes += len(new)
        for row in new:
            self.row_changed.emit(row.id)

    def _show(self, made: R, is_listed: bool = True) -> None:
        if self.row(made.id) == made:
            return
        row_id = self._row_ids.get(made.id)
        if not is_listed:
            self._outside[made.id] = made
        elif row_id is None:
            self._row_ids[made.id] = self.table.append([made]).start
        else:
            self.table.update({row_id: made})
        self._changes += 1
        self.row_changed.emit(made.id)

    def _noted(self, made: R) -> R:
        """*made* as the service tells it now, with what was done to it from here."""
        before = self.row(made.id)
        if before is None or before.is_gone:
            return made
        return _with(made, note=before.note, note_tone=before.note_tone)

    def _put_outside(self, record_ids: Iterable[str]) -> None:
        """These are there, but not what is asked for any more."""
        for record_id in record_ids:
            row = self.row(record_id)
            if row is not None:
                self._drop([record_id])
                self._outside[record_id] = row

    def _drop(self, record_ids: Iterable[str]) -> None:
        """Out of the list."""
        row_ids = [self._row_ids.pop(each) for each in list(record_ids) if each in self._row_ids]
        self.table.remove(row_ids)
        self._changes += len(row_ids)

    def _set_total(self, total: int | None, warning: str) -> None:
        if (total, warning) != (self._total, self._warning):
            self._total, self._warning = total, warning
            self.query_changed.emit()


def _with(row: R, **changes: Any) -> R:
    made: R = msgspec.structs.replace(row, **changes)  # type: ignore[type-var]
    return made
