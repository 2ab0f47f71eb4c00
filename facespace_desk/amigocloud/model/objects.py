"""The table of moving objects, which follows what the map shows at a pace that can be read.

Positions come fifty times as often as eyes read figures: rows are written twice a second, and only
while somebody looks at the table.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.fleet import OBJECTS_MOST
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.object_columns import ObjectRow, object_columns
from facespace_desk.amigocloud.model.series import FIELDS_MOST, Samples
from facespace_desk.amigocloud.model.trails import Ints
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope

PAUSE_S: Final = 0.5  # between two writings of the table
PAUSE_S_A_ROW: Final = 0.0002  # longer for more of them
SLICE: Final = 400  # rows written in one go
FIELDS_SHOWN: Final = 4  # of a payload, without being asked for
FIELDS_KNOWN_MOST: Final = 64
FIRST_TREND: Final = "speed"


class Objects(QObject):
    """Signals:

    table_replaced: `table` is another one, with other columns.
    fields_changed: a member of payloads is known that was not.
    pins_changed: other objects are pinned.
    """

    table_replaced = Signal()
    fields_changed = Signal()
    pins_changed = Signal()

    def __init__(
        self,
        movers: Movers,
        display: Display,
        *,
        dataset_name: Callable[[int | None], str] | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*dataset_name* says what people call a dataset."""
        super().__init__(parent)
        self._movers = movers
        self._display = display
        self._dataset_name = dataset_name or _id_text
        self._tasks = TaskScope("AmigoCloud objects", report)
        self._known: dict[str, None] = {}  # members of payloads, in the order of appearance
        self._fields: tuple[str, ...] = ()
        self._has_chosen_fields = False
        self._trend = FIRST_TREND
        self._pins: frozenset[ObjectKey] = frozenset()
        self._is_watched = True
        self._dirty: list[Ints] = []
        self._is_writing = False
        self._round = 0  # how often everything was written anew
        self.table = self._made_table()
        self._base = self.table.end_id  # the row id of row 0 of the fleet
        movers.changed.connect(self._note)
        movers.replaced.connect(self._start_over)
        self._start_over()

    # -- columns

    @property
    def known_fields(self) -> tuple[str, ...]:
        """Members of payloads that were seen, in the order of appearance."""
        return tuple(self._known)

    @property
    def fields(self) -> tuple[str, ...]:
        """Those that are columns."""
        return self._fields

    @property
    def has_chosen_fields(self) -> bool:
        """Whether the operator chose them; else the first ones are shown."""
        return self._has_chosen_fields

    @property
    def trend(self) -> str:
        """The field of which small charts are drawn."""
        return self._trend

    @property
    def trend_fields(self) -> tuple[str, ...]:
        """The fields of which they can be."""
        return self._movers.fleet.series.fields or (FIRST_TREND,)

    def set_fields(self, fields: Sequence[str]) -> None:
        """Make these members of payloads columns, and no others."""
        self._has_chosen_fields = True
        self._show_fields(tuple(dict.fromkeys(fields)))

    def set_trend(self, field: str) -> None:
        """Draw small charts of *field*."""
        if field != self._trend:
            self._trend = field
            self._replace_table()

    def trend_of(self, row: ObjectRow) -> Samples:
        """The values of the trend's field that an object said, oldest first."""
        return self._movers.fleet.series.values(row.row, self._trend)

    # -- rows

    def row_id(self, key: ObjectKey | None) -> int | None:
        """The id of an object's row, when the table has it."""
        row = self._movers.fleet.row(key)
        if row < 0 or self.table.record(self._base + row) is None:
            return None
        return self._base + row

    def set_watched(self, is_watched: bool) -> None:
        """Whether somebody sees the table; what was missed is written when somebody does."""
        self._is_watched = is_watched
        if is_watched and self._dirty:
            self._write_soon()

    def grow_old(self) -> None:
        """A second has gone by: write the column of ages anew."""
        rows = self.table.rowCount()
        if rows:
            column = next(n for n, each in enumerate(self.table.columns) if each.key == "heard")
            table = self.table
            table.dataChanged.emit(table.index(0, column), table.index(rows - 1, column))

    async def close(self) -> None:
        """End what is under way."""
        await self._tasks.close()

    # -- pins

    @property
    def pins(self) -> frozenset[ObjectKey]:
        """The objects that the operator marked."""
        return self._pins

    def set_pins(self, keys: Iterable[ObjectKey]) -> None:
        """Mark these objects and no others."""
        pins = frozenset(keys)
        changed = pins ^ self._pins
        if changed:
            self._pins = pins
            rows = sorted(self._movers.fleet.row(key) for key in changed)
            known = np.array([row for row in rows if row >= 0], np.int64)
            if len(known):
                self._write(known)
            self.pins_changed.emit()

    def toggle_pin(self, key: ObjectKey) -> None:
        """Mark an object, or no longer."""
        self.set_pins(self._pins ^ {key})

    # -- writing

    def _note(self, rows: Ints) -> None:
        if len(rows):
            self._dirty.append(rows)
            if self._is_watched:
                self._write_soon()

    def _write_soon(self) -> None:
        if not self._is_writing:
            self._is_writing = True
            self._tasks.start(self._write_later(), name="write")

    async def _write_later(self) -> None:
        pause_s = PAUSE_S + self.table.held_count * PAUSE_S_A_ROW
        if self.table.held_count:  # the first ones are shown at once
            await asyncio.sleep(pause_s)
        while self._dirty and self._is_watched:
            await self._write_all()
            if self._dirty:
                await asyncio.sleep(pause_s)
        self._is_writing = False  # what becomes dirty from now on is written anew

    async def _write_all(self) -> None:
        """Write what is dirty now, a slice at a time; what becomes so meanwhile waits."""
        rows, table = np.unique(np.concatenate(self._dirty)), self.table
        self._dirty.clear()
        round_ = self._round
        for start in range(0, len(rows), SLICE):
            if start:
                await asyncio.sleep(0)
            if round_ != self._round or table is not self.table:
                return  # everything was written anew
            self._write(rows[start : start + SLICE])

    def _write(self, rows: Ints) -> None:
        """Write *rows*, ascending, and those before them that the table has not yet."""
        held = self.table.end_id - self._base
        fresh = [self._made(row) for row in range(held, int(rows[-1]) + 1)]
        changes = {self._base + row: self._made(row) for row in rows[rows < held].tolist()}
        if self._look_for_fields((*changes.values(), *fresh)):
            return  # a table with other columns has been written
        self.table.update(changes)
        if fresh:
            self.table.append(fresh)

    def _made(self, row: int) -> ObjectRow:
        fleet = self._movers.fleet
        return ObjectRow(
            row,
            fleet.latest[row],
            int(fleet.heard_ms[row]),
            int(fleet.state[row]),
            int(fleet.count[row]),
            fleet.keys[row] in self._pins,
        )

    def _look_for_fields(self, rows: Iterable[ObjectRow]) -> bool:
        """Whether there is another table, because payloads brought columns."""
        before = len(self._known)
        for row in rows:
            for name in row.report.extra:
                if name not in self._known and len(self._known) < FIELDS_KNOWN_MOST:
                    self._known[name] = None
        if len(self._known) == before:
            return False
        self.fields_changed.emit()
        if self._has_chosen_fields or len(self._fields) >= FIELDS_SHOWN:
            return False
        self._show_fields(tuple(self._known)[:FIELDS_SHOWN])
        return True

    def _show_fields(self, fields: tuple[str, ...]) -> None:
        if fields != self._fields:
            self._fields = fields
            self._replace_table()

    def _made_table(self) -> RecordTableModel[ObjectRow]:
        numeric = frozenset(self._movers.fleet.series.fields[:FIELDS_MOST])
        columns = object_columns(
            self._display,
            lambda: self._movers.now_ms,
            self._dataset_name,
            self._trend,
            [(name, name in numeric) for name in self._fields],
        )
        return RecordTableModel(
            columns,
            row_cap=OBJECTS_MOST,
            newest_first=False,
            display=self._display,
            parent=self,
        )

    def _replace_table(self) -> None:
        old = self.table
        self.table = self._made_table()
        self._start_over()
        self.table_replaced.emit()
        old.deleteLater()

    def _start_over(self) -> None:
        self.table.clear()
        self._base = self.table.end_id
        self._dirty.clear()
        self._round += 1
        fleet = self._movers.fleet
        self.table.append([self._made(row) for row in range(len(fleet))])


def _id_text(dataset_id: int | None) -> str:
    return "" if dataset_id is None else str(dataset_id)
