"""The cell that shows how far a file is: a bar, and the percentage behind it."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyle

from facespace_desk.modelkit.columns import Column
from facespace_desk.transfers.rows import TONES, TransferRow
from facespace_desk.widgets import theme
from facespace_desk.widgets.record_delegate import PADDING_PX, RecordDelegate

BAR_PX: Final = 6
TEXT_PX: Final = 46
_HATCH: Final = Qt.BrushStyle.BDiagPattern


class ProgressCell(RecordDelegate):
    """Paints the share of a `TransferRow`; hatched where bytes go and nobody knows how many."""

    def _paint_cell(self, painter: QPainter, rect: QRect, column: Column[Any], record: Any) -> None:
        row: TransferRow = record
        bar = QRect(rect.left() + PADDING_PX, 0, rect.width() - 2 * PADDING_PX - TEXT_PX, BAR_PX)
        direction = self._table.layoutDirection()
        if bar.width() >= 2 * BAR_PX:
            bar.moveTop(rect.center().y() - BAR_PX // 2 + 1)
            place = QRectF(QStyle.visualRect(direction, rect, bar))
            paint_bar(painter, place, row.share, bar_colour(row))
        rest = rect.adjusted(bar.width() + PADDING_PX, 0, 0, 0)
        super()._paint_cell(painter, QStyle.visualRect(direction, rect, rest), column, record)


def bar_colour(row: TransferRow) -> QColor:
    """What is carried keeps its colour while it rests, dimmed: it is not lost."""
    tone = {"queued": "stale", "paused": "stale", "waiting": "warn"}.get(row.state)
    return theme.current().colour(tone or TONES[row.state])


def paint_bar(painter: QPainter, area: QRectF, share: float | None, colour: QColor) -> None:
    """A rounded bar, *share* of it (0 to 1) filled; None is hatched."""
    radius = area.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("line"))
    painter.drawRoundedRect(area, radius, radius)
    if share is None:
        painter.setBrush(QBrush(colour, _HATCH))
        painter.drawRoundedRect(area, radius, radius)
    elif share > 0:
        filled = QRectF(area)
        filled.setWidth(max(area.height(), area.width() * min(1.0, share)))
        painter.setBrush(colour)
        painter.drawRoundedRect(filled, radius, radius)
    painter.restore()
