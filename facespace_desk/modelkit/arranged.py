"""The rows of a table as Qt must be told of them: an order of ids, and the ways it can change.

Every change keeps the rules of QAbstractItemModel: rows come and go in contiguous runs, and a
change of many places is a change of layout in which each persistent index follows its record.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Signal,
)

from facespace_desk.modelkit.order import ArrivalOrder
from facespace_desk.modelkit.search import AnyOrder

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
# By rows: a selection model then keeps one persistent index for a row, not one for each cell.
# The stubs do not know that a signal has overloads.
_LAYOUT = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")
_BY_ROW = QAbstractItemModel.LayoutChangeHint.VerticalSortHint


class ArrangedModel(QAbstractTableModel):
    """A flat model whose rows are ids in an order.

    Signals:
        about_to_rearrange: many rows are about to change places.
    """

    about_to_rearrange = Signal()

    def __init__(self, order: AnyOrder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._rows = len(order)  # differs from len(order) only while rows change places
        self._filler = 0

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._rows

    def row_id(self, row: int) -> int:
        """The id of the record in *row*; it stays the record's for life."""
        return self._order.id_at(row) if row < len(self._order) else self._filler

    def shown_ids(self, first: int = 0, stop: int | None = None) -> list[int]:
        """The ids of the rows from *first* up to *stop*."""
        return self._order.ids_between(first, self._rows if stop is None else min(stop, self._rows))

    def _reset_to(self, order: AnyOrder) -> None:
        """Show another order whose rows have nothing to do with those before."""
        self.beginResetModel()
        self._order = order
        self._rows = len(order)
        self.endResetModel()

    def _insert_run(self, order: AnyOrder, row: int, count: int) -> None:
        """Show *order*, which has *count* more rows from *row* on and is else the same."""
        self.beginInsertRows(NO_PARENT, row, row + count - 1)
        self._order = order
        self._rows += count
        self.endInsertRows()

    def _extend(self, row_ids: Sequence[int]) -> None:
        """Show *row_ids*, newer than all others, at the edge of an order of arrival."""
        order = self._order
        assert isinstance(order, ArrivalOrder)
        row = 0 if order.newest_first else self._rows
        self._insert_run(order.extended(row_ids), row, len(row_ids))

    def _drop_run(self, order: AnyOrder, row: int, count: int) -> None:
        """Show *order*, which lacks *count* rows from *row* on and is else the same."""
        self.beginRemoveRows(NO_PARENT, row, row + count - 1)
        self._order = order
        self._rows -= count
        self.endRemoveRows()

    def _become(self, order: AnyOrder) -> None:
        """Show *order*, in which any row may lie elsewhere, have come or have gone.

        Rows are added or taken at the end so that the count is right, and one change of layout
        moves everything to its place. A row at the end that stands for no record yet, or no longer,
        shows some other record for that moment.
        """
        old, new = len(self._order), len(order)
        if not new or not old:
            self._fill_or_empty(order)
            return
        self.about_to_rearrange.emit()
        if new > old:
            self._filler = order.id_at(0)
            self._pad(new - old)
        else:
            self._filler = self._order.id_at(0)
        self._rearrange(order)
        if new < old:
            self._drop_run(order, new, old - new)

    def _fill_or_empty(self, order: AnyOrder) -> None:
        if len(order):
            self._insert_run(order, 0, len(order))
        elif self._rows:
            self._drop_run(order, 0, self._rows)
        else:
            self._order = order

    def _pad(self, count: int) -> None:
        self.beginInsertRows(NO_PARENT, self._rows, self._rows + count - 1)
        self._rows += count
        self.endInsertRows()

    def _rearrange(self, order: AnyOrder) -> None:
        cast(Any, self.layoutAboutToBeChanged)[_LAYOUT].emit([], _BY_ROW)
        before = self.persistentIndexList()
        row_ids = [self.row_id(index.row()) for index in before]
        self._order = order
        rows = order.rows_of(row_ids)
        nowhere = QModelIndex()
        after = [
            nowhere if row < 0 else self.createIndex(row, index.column())
            for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        cast(Any, self.layoutChanged)[_LAYOUT].emit([], _BY_ROW)
