"""Going to a row by typing the beginning of its text."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facespace_desk.widgets.record_table import RecordTable

_PAUSE_S = 1.0
_BUDGET_S = 0.02  # of looking; a text that is not among some ten thousand rows is not found


class TypeAhead:
    """Letters typed within a second of each other, and the row that begins with them."""

    def __init__(self, table: RecordTable) -> None:
        self._table = table
        self._typed = ""
        self._typed_at = 0.0

    @property
    def is_typing(self) -> bool:
        """Whether the next letter belongs to what was typed before."""
        return bool(self._typed) and time.monotonic() - self._typed_at < _PAUSE_S

    def search(self, letters: str) -> None:
        """Go to the next row whose text begins with what was typed, *letters* the last of it."""
        self._typed = self._typed + letters if self.is_typing else letters
        self._typed_at = time.monotonic()
        model = self._table.records
        section, count = self._section(), model.rowCount()
        if section is None:
            return
        text, wanted = model.columns[section].text, self._typed.casefold()
        start = max(self._table.currentIndex().row(), 0) + (len(self._typed) == 1)
        until = time.perf_counter() + _BUDGET_S
        for step in range(count):
            row = (start + step) % count
            if text(model.record_at(row)).casefold().startswith(wanted):
                self._table.go_to_row(row)
                return
            if time.perf_counter() > until:
                return

    def _section(self) -> int | None:
        """The first column shown that holds words."""
        header = self._table.header
        for visual in range(header.count()):
            section = header.logicalIndex(visual)
            column = self._table.records.columns[section]
            if not header.isSectionHidden(section) and column.measure is None:
                return section
        return None
