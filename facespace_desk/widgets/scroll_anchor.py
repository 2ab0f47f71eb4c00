"""What is under the hand stays there: keeps a row at its place on the screen while rows come, go
and change places around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPersistentModelIndex

if TYPE_CHECKING:
    from facespace_desk.widgets.record_table import RecordTable

_CANDIDATES = 4


@dataclass(frozen=True)
class _Held:
    index: QPersistentModelIndex
    y: int  # of its top, in pixels below the top of the viewport


class ScrollAnchor:
    """Takes hold of some visible rows before a change, and scrolls back to the first that is still
    shown after it. Scrolling goes by pixels and every row has one height."""

    def __init__(self, table: RecordTable) -> None:
        self._table = table
        self._held: list[_Held] | None = None

    @property
    def is_set(self) -> bool:
        return self._held is not None

    def drop(self) -> None:
        """Let go."""
        self._held = None

    def take(self, *, with_top: bool = True) -> None:
        """Hold the current row if it can be seen, and, *with_top*, the topmost rows."""
        if self._held is not None:
            return
        table = self._table
        model, height = table.records, table.row_height
        top = table.verticalScrollBar().value()
        first = top // height
        last = min((top + table.viewport().height()) // height, model.rowCount() - 1)
        rows = []
        current = table.currentIndex().row()
        if first <= current <= last:
            rows.append(current)
        if with_top:
            rows += range(first, min(first + _CANDIDATES, last + 1))
        self._held = [
            _Held(QPersistentModelIndex(model.index(row, 0)), row * height - top) for row in rows
        ]

    def restore(self) -> None:
        """Scroll so that the held row is where it was. What fits on one screen stays at its top."""
        held, self._held = self._held, None
        bar, height = self._table.verticalScrollBar(), self._table.row_height
        for each in held or ():
            if each.index.isValid():
                bar.setValue(each.index.row() * height - each.y)
                return
