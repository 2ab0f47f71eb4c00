"""Rows that a query answers with, page by page, in a table whose columns the answer brings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.records import Column, Dataset, Project, SqlPage
from facespace_desk.amigocloud.sql import MOST_ROWS, USUAL_ROWS
from facespace_desk.language import number, tr, tr_n
from facespace_desk.modelkit.columns import Column as Cell
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient

Fetch = Callable[[int, int], Awaitable[SqlPage]]
"""A page from an offset on, of at most so many rows."""

MOST_HELD: Final = 200_000  # rows of one answer
_YES, _NO = tr("yes"), tr("no")
ROW_ID: Final = "amigo_id"  # the column that names a row, for its photos
TEXT_LENGTH: Final = 300  # characters of a cell; outlines of lands have a million
_NUMBERS: Final = frozenset({"integer", "float", "number", "double", "bigint", "numeric", "real"})


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row, as plain values in the order of the columns."""

    number: int  # counts from 1
    values: tuple[Any, ...]


class AnswerRows(QObject):
    """The answer to one query at a time. Close it.

    Signals:
        table_changed: the answer has other columns, and `table` is another one.
        changed: more rows came, or the reading stands otherwise; see `state` and `words`.
    """

    table_changed = Signal()
    changed = Signal()

    def __init__(
        self,
        *,
        owner: str = "AmigoCloud rows",
        masked: Callable[[str], str] = str,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*masked* makes texts of the service fit for eyes."""
        super().__init__(parent)
        self._masked = masked
        self._tasks = TaskScope(owner, report)
        self._fetch: Fetch | None = None
        self._asked = 0  # rows of the pages so far, unread ones included
        self._last: SqlPage | None = None
        self._end = ""
        self.names: tuple[str, ...] = ()
        self.state = LoadState.off()
        self.total: int | None = None
        self.unread = 0
        self.table: RecordTableModel[Row] = self._made(())

    # what there is

    @property
    def loaded(self) -> int:
        return self.table.held_count

    @property
    def is_reading(self) -> bool:
        return self.state.phase is Phase.LOADING

    @property
    def has_more(self) -> bool:
        """Whether another page may be asked for."""
        last = self._last
        if last is None or self._end:
            return False
        is_short = self.total is not None and self._asked < self.total
        return last.has_more or is_short

    @property
    def words(self) -> str:
        """How much of the answer is here."""
        if self._last is None:
            return ""
        words = tr_n("{n:,} rows", "{n:,} row", self.loaded)
        if self.total is not None and self.total != self.loaded:
            words = tr_n(
                "{loaded:,} of {n:,} rows",
                "{loaded:,} of {n:,} row",
                self.total,
                loaded=self.loaded,
            )
        parts = [words, self._end]
        if self.unread:
            parts.append(tr_n("{n:,} could not be read", "{n:,} could not be read", self.unread))
        return "; ".join(part for part in parts if part)

    def value(self, row: Row, name: str) -> Any:
        """What the row has in the column of this name; None when there is no such column."""
        return row.values[self.names.index(name)] if name in self.names else None

    # what the operator does

    def ask(self, fetch: Fetch) -> None:
        """Read the first page of another answer; what is shown stays until that is here."""
        self._fetch = fetch
        self._set_state(LoadState.loading())
        self._tasks.start(self._read(fetch, is_same=False), name="read", replacing="read")

    def again(self) -> None:
        """Read the same answer from its beginning; if it cannot be had, the old one stays."""
        if self._fetch is not None:
            self._set_state(LoadState.loading(updated_ms=self.state.updated_ms))
            self._tasks.start(self._read(self._fetch, is_same=True), name="read", replacing="read")

    def more(self) -> None:
        """Read the next page; nothing when one is being read."""
        self._go_on(is_all=False)

    def everything(self) -> None:
        """Read all pages that are left; `stop` ends it."""
        self._go_on(is_all=True)

    def stop(self) -> None:
        """Read no further; what came stays."""
        if self.is_reading:
            self._tasks.cancel("read")
            self._set_state(LoadState.live() if self._last else LoadState.off())

    def forget(self) -> None:
        """Hold no answer."""
        self._tasks.cancel("read")
        self._fetch = None
        self._drop()
        self._set_state(LoadState.off())

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    # reading

    async def _read(self, fetch: Fetch, *, is_same: bool) -> None:
        try:
            page = await fetch(0, USUAL_ROWS)
        except AmigoCloudError as error:
            if not is_same:
                self._drop()
            self._set_state(LoadState.failed(error, updated_ms=self.state.updated_ms))
            return
        self._asked, self.unread, self._end, self._last = 0, 0, "", None
        names = _names(page)
        if names != self.names:
            self._begin(page, names)
        else:
            self.table.clear()
        self._take(page)
        self._set_state(LoadState.live())

    def _go_on(self, *, is_all: bool) -> None:
        if self._fetch is not None and self.has_more and not self.is_reading:
            self._set_state(LoadState.loading(updated_ms=self.state.updated_ms))
            self._tasks.start(self._read_on(self._fetch, is_all=is_all), name="read")

    async def _read_on(self, fetch: Fetch, *, is_all: bool) -> None:
        try:
            while self.has_more:
                page = await fetch(self._asked, MOST_ROWS)
                if self._is_led_astray(page):
                    break
                self._take(page)
                self.changed.emit()
                if not is_all:
                    break
        except AmigoCloudError as error:
            self._set_state(LoadState.failed(error, updated_ms=self.state.updated_ms))
            return
        self._set_state(LoadState.live())

    def _is_led_astray(self, page: SqlPage) -> bool:
        """Whether nothing comes of asking on: the same rows again, or none."""
        last = self._last
        if not page.rows and not page.unread:
            self._end = tr("the server sent no more")
        elif last is not None and page.rows == last.rows:
            self._end = tr("the server then only repeated itself")
        return bool(self._end)

    def _take(self, page: SqlPage) -> None:
        first = self._asked + 1
        names = self.names
        rows = [
            Row(number, tuple(map(row.get, names)))
            for number, row in enumerate(page.rows, start=first)
        ]
        self.table.append(rows[: MOST_HELD - self.loaded])
        self._asked += len(page.rows) + page.unread
        self.unread += page.unread
        self.total = page.count
        self._last = page
        if self.loaded >= MOST_HELD:
            self._end = tr("more are not held; ask for fewer")

    def _drop(self) -> None:
        self._last = None
        self._asked, self.unread, self.total, self._end = 0, 0, None, ""
        self.table.clear()

    # the table

    def _begin(self, page: SqlPage, names: tuple[str, ...]) -> None:
        """Another table, for an answer with other columns."""
        old = self.table
        self.names = names
        self.table = self._made(page.columns, page.rows)
        self.table_changed.emit()
        self._tasks.start(_end(old), name="let a table go")

    def _made(
        self, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]] = ()
    ) -> RecordTableModel[Row]:
        known = {column.name: column for column in columns}
        cells = tuple(
            _cell(place, known.get(name) or Column(name=name), rows, self._masked)
            for place, name in enumerate(self.names)
        )
        return RecordTableModel(cells or _NO_CELLS, newest_first=False, parent=self)

    def _set_state(self, state: LoadState) -> None:
        self.state = state
        self.changed.emit()


class RowsModel(AnswerRows):
    """The rows of one dataset at a time."""

    def __init__(
        self,
        client: AmigoCloudClient,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(masked=client.masked, report=report, parent=parent)
        self._client = client
        self._shown: tuple[int, int] | None = None

    def show(self, project: Project | None, dataset: Dataset | None) -> None:
        """Read the rows of *dataset*, unless they are shown already."""
        key = None if project is None or dataset is None else (project.id, dataset.id)
        if key == self._shown:
            return
        self._shown = key
        self.forget()
        if project is not None and dataset is not None:
            client = self._client

            async def fetch(offset: int, limit: int) -> SqlPage:
                return await client.rows(project, dataset, offset=offset, limit=limit)

            self.ask(fetch)


def cell_text(value: Any) -> str:
    """A value of a row as a cell shows it; empty for what is not there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode("utf-8", "replace")


def _shown(place: int, masked: Callable[[str], str], row: Row) -> str:
    text = cell_text(row.values[place])
    cut = text if len(text) <= TEXT_LENGTH else f"{text[:TEXT_LENGTH]}…"
    return masked(" ".join(cut.split()))


def _number(place: int, row: Row) -> int | float | None:
    value = row.values[place]
    return value if _is_number(value) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(
    place: int,
    column: Column,
    rows: Sequence[Mapping[str, Any]],
    masked: Callable[[str], str],
) -> Cell[Row]:
    values = [row[column.name] for row in rows if row.get(column.name) is not None]
    says_number = (column.type or "").lower() in _NUMBERS
    is_number = says_number or (bool(values) and all(map(_is_number, values)))
    return Cell(
        key=f"{place}:{column.name}",
        title=column.name,
        text=partial(_shown, place, masked),
        value=partial(_shown, place, masked),
        number=partial(_number, place) if is_number else None,
        align="right" if is_number else "left",
        mono=is_number or column.name == ROW_ID,
        width=_width(column, is_number=is_number),
    )


def _width(column: Column, *, is_number: bool) -> int:
    if column.name == ROW_ID:
        return 280
    return max(90 if is_number else 150, 9 * len(column.name) + 28)


def _names(page: SqlPage) -> tuple[str, ...]:
    """The columns of the answer, and what its rows have besides."""
    names = dict.fromkeys(column.name for column in page.columns)
    for row in page.rows:
        names |= dict.fromkeys(row)
    return tuple(names)


_NO_CELLS: Final[tuple[Cell[Row], ...]] = (
    Cell("number", tr("Row"), lambda row: number(row.number), number=lambda row: row.number),
)


async def _end(table: RecordTableModel[Row]) -> None:
    await table.close()
    table.deleteLater()
