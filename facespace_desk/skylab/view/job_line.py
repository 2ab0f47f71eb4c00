"""A line of the list of jobs: its name as far as there is room, and its news at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

_GAP_PX: Final = 8
_EDGE_PX: Final = 8


class JobLine(QStyledItemDelegate):
    """Paints the text of the second column, which is hidden, at the far end of the first: no
    width is lost to news that are longer elsewhere."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        beside = index.sibling(index.row(), 1)
        news = str(beside.data() or "")
        metrics = shown.fontMetrics
        room = metrics.horizontalAdvance(news) + _EDGE_PX
        style = shown.widget.style()
        place = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget
        ).adjusted(0, 0, -room - _GAP_PX, 0)
        shown.text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, place.width())
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        brush = beside.data(Qt.ItemDataRole.ForegroundRole)
        painter.save()
        painter.setFont(shown.font)
        painter.setPen(
            brush.color() if isinstance(brush, QBrush) else QColor(shown.palette.text().color())
        )
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(shown.rect.adjusted(_EDGE_PX, 0, -_EDGE_PX, 0), int(flags), news)
        painter.restore()
