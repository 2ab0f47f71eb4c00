"""Paints the cells of a record table: selection, hover, fresh rows, gaps, icons, cut text.

It paints by itself: through the style sheet a cell costs three times as much and asks the model
for seven roles, and a live table is painted ten times a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.widgets import fonts, icons, theme

if TYPE_CHECKING:
    from facespace_desk.widgets.record_table import RecordTable

PADDING_PX = 8
_ICON_PX = 16
_ICON_GAP_PX = 6
_CUTS_KEPT = 20_000
_LONGEST_SHOWN = 500  # characters; more never fit into a cell
_HATCH_ALPHA = 110
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGN = {
    "left": _MIDDLE | Qt.AlignmentFlag.AlignLeft,
    "right": _MIDDLE | Qt.AlignmentFlag.AlignRight,
}
_ONE_LINE = Qt.TextFlag.TextSingleLine
_IS_SELECTED = QStyle.StateFlag.State_Selected


class RecordDelegate(QStyledItemDelegate):
    """Reads records and columns from the table's model, colours from the theme in force."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self._mono = fonts.mono()
        self._metrics: dict[bool, QFontMetrics] = {}
        self._cuts: dict[tuple[str, int, bool], str] = {}
        self._colours: dict[str, QColor] = {}

    def forget_look(self) -> None:
        """The theme or the font is another one."""
        self._metrics.clear()
        self._cuts.clear()
        self._colours.clear()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        table = self._table
        model = table.records
        row = index.row()
        row_id = model.row_id(row)
        rect: QRect = option.rect
        is_selected = bool(option.state & _IS_SELECTED)
        token = table.wash_of(row, row_id, is_selected)
        if token is not None:
            painter.fillRect(rect, self._colour(token))
        record = model.record_at(row)
        if model.is_gap(row_id):
            self._paint_gap(painter, rect, model.gap_text(record))
        else:
            self._paint_cell(painter, rect, model.columns[index.column()], record)
        if row == table.ring_row:
            painter.setPen(self._colour("accent"))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_cell(self, painter: QPainter, rect: QRect, column: Column[Any], record: Any) -> None:
        left, right = rect.left() + PADDING_PX, rect.right() - PADDING_PX
        tone = column.tone(record) if column.tone else None
        if column.icon is not None:
            name = column.icon(record)
            if name is not None:
                place = QRect(left, rect.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX)
                if self._table.isRightToLeft():
                    place.moveRight(right)
                    right -= _ICON_PX + _ICON_GAP_PX
                else:
                    left += _ICON_PX + _ICON_GAP_PX
                icons.icon(name, tone or "muted").paint(painter, place)
        text = column.text(record)
        if not text or text == EMPTY:
            text, tone = EMPTY, "muted"
        painter.setPen(self._colour(tone or "text"))
        cut = self.cut(text, right - left + 1, column.mono)
        place = QRect(left, rect.top(), right - left + 1, rect.height())
        if not column.mono:
            painter.drawText(place, _ALIGN[column.align] | _ONE_LINE, cut)
            return
        usual = painter.font()
        painter.setFont(self._mono)
        align = _ALIGN[column.align]
        if self._table.isRightToLeft():  # times and codes read from left to right everywhere
            mirrored = QStyle.visualAlignment(Qt.LayoutDirection.RightToLeft, align)
            align = mirrored | Qt.TextFlag.TextForceLeftToRight
        painter.drawText(place, align | _ONE_LINE, cut)
        painter.setFont(usual)

    def _paint_gap(self, painter: QPainter, rect: QRect, text: str) -> None:
        """Hatching, and the words across the whole row, of which this cell shows its part."""
        hatch = QColor(self._colour("stale"))
        hatch.setAlpha(_HATCH_ALPHA)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.setBrushOrigin(QPoint(0, rect.top()))
        painter.fillRect(rect, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        width = self._width(False, text) + 2 * PADDING_PX
        plate = QRect(2 * PADDING_PX, rect.top() + 4, width, rect.height() - 8)
        if self._table.isRightToLeft():
            plate.moveRight(self._table.viewport().width() - 2 * PADDING_PX)
        painter.fillRect(plate, self._colour("panel"))
        painter.setPen(self._colour("muted"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter | _ONE_LINE, text[:_LONGEST_SHOWN])
        painter.restore()

    def cut(self, text: str, width: int, mono: bool) -> str:
        """*text* on one line as it fits into *width* pixels."""
        key = (text, width, mono)
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) >= _CUTS_KEPT:
                self._cuts.clear()
            line = text[:_LONGEST_SHOWN].replace("\n", " ").replace("\r", " ")
            metrics = self._metrics_for(mono)
            found = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            self._cuts[key] = found
        return found

    def is_cut(self, text: str, column: Column[Any], width: int, has_icon: bool) -> bool:
        """Whether a cell *width* pixels wide cannot show the whole of *text*."""
        room = width - 2 * PADDING_PX - (_ICON_PX + _ICON_GAP_PX if has_icon else 0)
        return self.cut(text, room, column.mono) != text

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        column = self._table.records.columns[index.column()]
        text = column.text(self._table.records.record_at(index.row()))
        icon = _ICON_PX + _ICON_GAP_PX if column.icon else 0
        width = self._width(column.mono, text) + 2 * PADDING_PX + icon + 2
        return QSize(width, theme.metrics().row)

    def _width(self, mono: bool, text: str) -> int:
        return self._metrics_for(mono).horizontalAdvance(text[:_LONGEST_SHOWN])

    def _metrics_for(self, mono: bool) -> QFontMetrics:
        found = self._metrics.get(mono)
        if found is None:
            font: QFont = self._mono if mono else self._table.font()
            found = self._metrics[mono] = QFontMetrics(font)
        return found

    def _colour(self, token: str) -> QColor:
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = theme.current().colour(token)
        return found
