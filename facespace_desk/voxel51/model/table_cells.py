"""A CSV as a Qt table: cells as they are, cut where nobody could read them."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from facespace_desk.voxel51.outputs import Table

Index = QModelIndex | QPersistentModelIndex

CELL_CHARS: Final = 500
_NOWHERE: Final = QModelIndex()
_Role = Qt.ItemDataRole


class TableCells(QAbstractTableModel):
    """Read only."""

    _table: Table | None = None

    def show(self, table: Table | None) -> None:
        """Show *table*, or nothing."""
        if table is self._table:
            return
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if role != _Role.DisplayRole or self._table is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return f"{section + 1:,}"
        return self._table.columns[section][:CELL_CHARS]

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if self._table is None or not index.isValid():
            return None
        text = self._table.rows[index.row()][index.column()]
        if role == _Role.DisplayRole:
            return text[:CELL_CHARS]
        if role == _Role.TextAlignmentRole and _is_number(text):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _is_number(text: str) -> bool:
    return text[:1] in "+-.0123456789" and text.replace(".", "", 1).lstrip("+-").isdecimal()
