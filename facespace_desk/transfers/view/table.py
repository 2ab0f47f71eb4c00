"""The table of transfers: rows can be dragged by their handle into another order."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.transfers.rows import ORDER, PROGRESS, TransferRow
from facespace_desk.transfers.view.progress_cell import ProgressCell
from facespace_desk.widgets import theme
from facespace_desk.widgets.record_table import RecordTable

EDGE_PX: Final = 24  # so near the edge, a drag scrolls
SCROLL_MS: Final = 30
_LOOK_CHANGES: Final = {
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
    QEvent.Type.PaletteChange,
}


class TransferTable(RecordTable):
    """A record table of `TransferRow`.

    Signals:
        moved: ids (list) of the transfers that were dragged, and the id before which they were
            dropped, None for the end.
    """

    moved = Signal(object, object)

    def __init__(self, rows: RecordTableModel[TransferRow], parent: QWidget | None = None) -> None:
        super().__init__(rows, parent, frozen_key="title")
        keys = [column.key for column in rows.columns]
        self._order_section = keys.index(ORDER)
        self._bars = ProgressCell(self)
        self.setItemDelegateForColumn(keys.index(PROGRESS), self._bars)
        self._dragged: list[int] = []
        self._gap: int | None = None  # the row before which they would be dropped
        self._scroll = QTimer(self)
        self._scroll.setInterval(SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self._scroll_by = 0

    @property
    def is_in_order(self) -> bool:
        """Whether the rows stand as they are carried, so that a row has a place to be put."""
        return bool(self.records.sorting) and self.records.sorting[0] == (ORDER, False)

    @property
    def is_dragging(self) -> bool:
        return bool(self._dragged)

    def selected_ids(self) -> list[int]:
        """The ids of the transfers selected, from top to bottom."""
        return [record.id for record in self.selected_records()]

    # -- dragging --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and is_plain and self.is_in_order and self._is_on_handle(at):
            self._take(self.indexAt(at).row())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._dragged:
            self._show_gap(at)
            return
        is_handle = self.is_in_order and self._is_on_handle(at)
        hand = Qt.CursorShape.OpenHandCursor if is_handle else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._dragged:
            super().mouseReleaseEvent(event)
            return
        ids, gap = self._dragged, self._gap
        self._let_go()
        if gap is not None:
            self._drop(ids, gap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragged and event.key() == Qt.Key.Key_Escape:
            self._let_go()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_in_order:
            for row in self._marked_rows():
                self._paint_line(row, "warn")
        if self._gap is not None:
            self._paint_line(self._gap, "accent")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and hasattr(self, "_bars"):
            self._bars.forget_look()

    def _marked_rows(self) -> list[int]:
        """The rows in sight before which the queue stops."""
        first = self.verticalScrollBar().value() // self.row_height
        last = first + self.viewport().height() // self.row_height + 2
        rows = range(first, min(last, self.records.rowCount()))
        return [row for row in rows if self.records.record_at(row).is_mark]

    def _paint_line(self, row: int, tone: str) -> None:
        """A line over the upper edge of *row*."""
        y = max(1, row * self.row_height - self.verticalScrollBar().value())
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.current().colour(tone), 2))
        painter.drawLine(0, y, self.viewport().width(), y)
        painter.end()

    def _is_on_handle(self, at: QPoint) -> bool:
        index = self.indexAt(at)
        return index.isValid() and index.column() == self._order_section

    def _take(self, row: int) -> None:
        """Take the row, or all that are selected if it is one of them."""
        if row not in self.selected_rows():
            self.go_to_row(row)
        self._dragged = self.selected_ids()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.setFocus()

    def _show_gap(self, at: QPoint) -> None:
        y = at.y() + self.verticalScrollBar().value() + self.row_height // 2
        self._gap = min(max(0, y // self.row_height), self.records.rowCount())
        below = at.y() - (self.viewport().height() - EDGE_PX)
        self._scroll_by = at.y() - EDGE_PX if at.y() < EDGE_PX else max(0, below)
        if self._scroll_by and not self._scroll.isActive():
            self._scroll.start()
        self.viewport().update()

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._scroll_by)
        if not self._scroll_by or not self._dragged:
            self._scroll.stop()

    def _let_go(self) -> None:
        self._dragged, self._gap = [], None
        self._scroll.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def _drop(self, ids: list[int], gap: int) -> None:
        behind = (self.records.record_at(row).id for row in range(gap, self.records.rowCount()))
        before: Any = next((each for each in behind if each not in ids), None)
        self.moved.emit(ids, before)
