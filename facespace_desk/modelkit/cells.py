"""What a record table answers for each role of a cell and of a header."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt

from facespace_desk.language import tr
from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display

if TYPE_CHECKING:
    from facespace_desk.modelkit.table import RecordTableModel

T = TypeVar("T")

_Role = Qt.ItemDataRole
_USER = int(_Role.UserRole)
_ALIGN = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
}


class Cells(Generic[T]):
    """Reads roles off records; one dictionary look-up decides what a role means."""

    RECORD = _USER + 1
    TONE = _USER + 2
    ICON = _USER + 3
    MONO = _USER + 4
    SORT = _USER + 5
    KIND = _USER + 6
    ROW_ID = _USER + 7

    def __init__(
        self,
        model: RecordTableModel[T],
        display: Display | None,
        gap_text: Callable[[T], str] | None,
    ) -> None:
        self._model = model
        self._display = display
        self._gap_text = gap_text
        self.readers: dict[int, Callable[[Column[T], T, int], Any]] = {
            int(_Role.DisplayRole): self.text,
            int(_Role.ToolTipRole): lambda column, record, _: (
                column.tooltip(record) if column.tooltip else None
            ),
            int(_Role.TextAlignmentRole): lambda column, record, _: _ALIGN[column.align],
            int(_Role.AccessibleTextRole): self.spoken,
            self.RECORD: lambda column, record, _: record,
            self.TONE: lambda column, record, _: column.tone(record) if column.tone else None,
            self.ICON: lambda column, record, _: column.icon(record) if column.icon else None,
            self.MONO: lambda column, record, _: column.mono,
            self.SORT: lambda column, record, _: column.sort_value(record),
            self.KIND: lambda column, record, row_id: "gap" if model.is_gap(row_id) else "row",
            self.ROW_ID: lambda column, record, row_id: row_id,
        }

    def text(self, column: Column[T], record: T, row_id: int) -> str:
        """What the cell shows; an empty one shows a dash, a gap only its words at the left."""
        if self._model.is_gap(row_id):
            return self.gap(record) if column is self._model.columns[0] else ""
        return column.text(record) or EMPTY

    def gap(self, record: T) -> str:
        """What a gap says."""
        return self._gap_text(record) if self._gap_text else tr("No data")

    def spoken(self, column: Column[T], record: T, row_id: int) -> str:
        """What a screen reader says: the whole row in its first cell."""
        if self._model.is_gap(row_id):
            return self.gap(record)
        if column is not self._model.columns[0]:
            return f"{column.title}: {column.text(record) or EMPTY}"
        shown = (each for each in self._model.columns if self._model.is_visible(each.key))
        return ", ".join(f"{each.title}: {each.text(record) or EMPTY}" for each in shown)

    def header(self, column: Column[T], role: int) -> Any:
        """The same for the head of a column; a column of times names the zone."""
        if role == _Role.DisplayRole:
            if column.moment_ms is not None and self._display is not None:
                return f"{column.title} · {self._display.zone_label}"
            return column.title
        if role == _Role.TextAlignmentRole:
            return _ALIGN[column.align]
        if role == _Role.InitialSortOrderRole:
            down = Qt.SortOrder.DescendingOrder
            return down if column.newest_first else Qt.SortOrder.AscendingOrder
        return None
