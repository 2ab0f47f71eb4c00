"""Small charts in the cells of a table: the last values of a field, and the latest in figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from facespace_desk.amigocloud.model.object_columns import TREND, ObjectRow
from facespace_desk.amigocloud.model.series import Samples
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets import theme
from facespace_desk.widgets.record_delegate import PADDING_PX, RecordDelegate
from facespace_desk.widgets.record_table import RecordTable

FIGURES_PX: Final = 64  # right of the chart
_LOOK_CHANGES: Final = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


class SparkDelegate(RecordDelegate):
    """Paints the cells of the trend's column."""

    def __init__(self, table: RecordTable, values: Callable[[ObjectRow], Samples]) -> None:
        super().__init__(table)
        self._values = values

    def _paint_cell(self, painter: QPainter, rect: QRect, column: Column[Any], record: Any) -> None:
        figures = min(FIGURES_PX, rect.width() // 2)
        chart = QRectF(rect).adjusted(PADDING_PX, 6, -figures - PADDING_PX, -6)
        super()._paint_cell(painter, rect.adjusted(rect.width() - figures, 0, 0, 0), column, record)
        if chart.width() > 8:
            paint_spark(painter, chart, self._values(record))


def paint_spark(painter: QPainter, area: QRectF, values: Samples) -> None:
    """Draw *values* from the left edge to the right; gaps where there was no number."""
    line = spark_points(values, area)
    if not len(line):
        return
    accent = theme.current().colour("accent")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(accent, 1.0))
    for part in np.split(line, np.flatnonzero(np.isnan(line[:, 1]))):
        points = [QPointF(x, y) for x, y in part[np.isfinite(part[:, 1])].tolist()]
        if len(points) > 1:
            painter.drawPolyline(QPolygonF(points))
    last = line[np.isfinite(line[:, 1])][-1].tolist()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(accent))
    painter.drawEllipse(QPointF(*last), 1.8, 1.8)
    painter.restore()


def spark_points(values: Samples, area: QRectF) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Pixels (n, 2) of the values, NaN where there is none; nothing without two of them. A field
    that never changes is a line in the middle."""
    numbers = np.asarray(values, np.float64)
    known = np.isfinite(numbers)
    if np.count_nonzero(known) < 2:
        return np.zeros((0, 2))
    low, high = float(numbers[known].min()), float(numbers[known].max())
    share = (numbers - low) / (high - low) if high > low else np.where(known, 0.5, np.nan)
    x = area.left() + np.arange(len(numbers)) / (len(numbers) - 1) * area.width()
    return np.column_stack([x, area.bottom() - share * area.height()])


class ObjectsTable(RecordTable):
    """A table of objects, with charts in the trend's column."""

    def __init__(
        self,
        model: RecordTableModel[ObjectRow],
        values: Callable[[ObjectRow], Samples],
    ) -> None:
        super().__init__(model, frozen_key="object_id")
        self._sparks = SparkDelegate(self, values)
        section = next(n for n, column in enumerate(model.columns) if column.key == TREND)
        self.setItemDelegateForColumn(section, self._sparks)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOK_CHANGES and hasattr(self, "_sparks"):
            self._sparks.forget_look()
