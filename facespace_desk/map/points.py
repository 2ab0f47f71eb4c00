"""The canvas with points that can be looked at and chosen: hover, card, click, selection."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from facespace_desk.language import tr
from facespace_desk.map import geo
from facespace_desk.map.canvas import MapCanvas
from facespace_desk.map.hud import Card
from facespace_desk.map.layers import PointLayer
from facespace_desk.map.morton import Ints
from facespace_desk.map.scene import CLOSE_JOIN_PX, Marks
from facespace_desk.map.viewport import MAX_ZOOM, WORLD_PX, Viewport
from facespace_desk.widgets.theme import ThemeSwitch

_SELECTED_SHOWN = 500
_RING_PX = 9.0
_LONGEST_TITLE = 600  # characters


class PointCanvas(MapCanvas):
    """Points of a layer. Signals:

    hovered(int): the pointer is at the point of this row; -1: at none.
    chosen(int): the point of this row was clicked; -1: the empty map was.
    several_chosen(object): a list of rows, of points that lie so close that no zoom parts them.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    several_chosen = Signal(object)

    def __init__(self, theme: ThemeSwitch, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._hover = -1  # number of a mark of the scene
        self._hovered_row = -1
        self._card: Card | None = None
        self._selected: Ints = np.zeros(0, np.int64)

    # -- points

    def set_points(self, layer: PointLayer | None) -> None:
        """Show these points instead of the ones before; nothing is selected then."""
        self._selected = np.zeros(0, np.int64)
        super().set_points(layer)

    def set_selected(self, rows: Sequence[int]) -> None:
        """Ring these points, wherever they are, gathered or not."""
        self._selected = np.asarray(rows, np.int64)
        self.update()

    @property
    def selected(self) -> list[int]:
        """The rows that are ringed."""
        return list(self._selected.tolist())

    def fit_rows(self, rows: Sequence[int]) -> None:
        """Show all of these points; those without a place do not count."""
        layer = self._points
        if layer is None or not len(rows):
            return
        chosen = np.asarray(rows, np.int64)
        bounds = geo.bounds_of(layer.lat[chosen], layer.lon[chosen])
        if bounds is not None:
            self.fit_bounds(*bounds)

    def set_viewport(self, viewport: Viewport) -> None:
        self.leave_mark()  # the pointer is at another place now
        super().set_viewport(viewport)

    def forget_scene(self) -> None:
        self.leave_mark()
        super().forget_scene()

    # -- the pointer

    def hover_mark(self, number: int) -> None:
        """The pointer is at a mark of the scene; -1: at none."""
        if number == self._hover:
            return
        before = self._card_area()
        self._hover = number
        self._card = None
        row = -1
        if number >= 0 and self._scene is not None:
            marks = self._scene.marks
            row = int(marks.row[number])
            x, y = self._mark_px(number)
            self._card = Card(x, y, self._lines(marks, number))
        for area in (before, self._card_area()):
            if not area.isEmpty():
                self.update(area)
        if row != self._hovered_row:
            self._hovered_row = row
            self.hovered.emit(row)

    def leave_mark(self) -> None:
        """The pointer is at no mark any more."""
        self.hover_mark(-1)

    def choose_mark(self, number: int) -> None:
        """A mark was clicked: a point is chosen, a disc is entered, a stack is told."""
        layer, scene = self._points, self._scene
        if number < 0 or layer is None or self._index is None or scene is None:
            self.chosen.emit(-1)
            return
        rows = scene.rows_of(self._index, number)
        if len(rows) == 1:
            self.chosen.emit(int(rows[0]))
            return
        bounds = geo.bounds_of(layer.lat[rows], layer.lon[rows])
        if bounds is None or self.viewport.zoom > MAX_ZOOM - 0.5 or _is_stack(bounds):
            self.several_chosen.emit(rows.tolist())
            return
        closer = self.viewport.fit(*bounds, padding_px=80.0, max_zoom=MAX_ZOOM)
        least = min(self.viewport.zoom + 1.0, MAX_ZOOM)
        if closer.zoom < least:
            closer = closer.zoom_at(closer.width / 2, closer.height / 2, least)
        self.set_viewport(closer)

    def nearest_mark(self, at: QPointF, most_px: float) -> int:
        """Number of the mark nearest to a pixel, for the keyboard; -1 when there is none."""
        scene = self._scene
        if scene is None or not len(scene.marks) or not scene.has_marks:
            return -1
        offset = self.scene_offset()
        away = np.hypot(scene.marks.x + offset.x() - at.x(), scene.marks.y + offset.y() - at.y())
        number = int(np.argmin(away))
        return number if away[number] <= most_px else -1

    # -- painting

    def paint_over(self, painter: QPainter) -> None:
        super().paint_over(painter)
        self._paint_selected(painter)

    def paint_card(self, painter: QPainter) -> None:
        """What the pointer is at: a ring, and words beside it."""
        if self._card is None or self._scene is None or self._hover < 0:
            return
        style = self.style_now
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(style.accent, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(self._card.x, self._card.y), *[self._ring_px()] * 2)
        self._card.paint(painter, style, QSizeF(self.size()))

    def _paint_selected(self, painter: QPainter) -> None:
        layer = self._points
        if layer is None or not len(self._selected):
            return
        rows = self._selected[self._selected < len(layer)]
        x, y = self.viewport.to_px(*geo.to_world(layer.lon[rows], layer.lat[rows]))
        inside = (x > -_RING_PX) & (x < self.width() + _RING_PX)
        inside &= (y > -_RING_PX) & (y < self.height() + _RING_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = self.style_now
        for number in np.flatnonzero(inside)[:_SELECTED_SHOWN].tolist():
            at = QPointF(float(x[number]), float(y[number]))
            painter.setPen(QPen(style.outline, 4.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, _RING_PX, _RING_PX)
            painter.setPen(QPen(style.accent, 2.0))
            painter.drawEllipse(at, _RING_PX, _RING_PX)
            self._sprites.paint_dot(painter, at.x(), at.y(), int(layer.state[int(rows[number])]))

    def _mark_px(self, number: int) -> tuple[float, float]:
        assert self._scene is not None
        marks, offset = self._scene.marks, self.scene_offset()
        return float(marks.x[number]) + offset.x(), float(marks.y[number]) + offset.y()

    def _lines(self, marks: Marks, number: int) -> tuple[str, ...]:
        layer = self._points
        assert layer is not None
        row, count = int(marks.row[number]), int(marks.count[number])
        if row >= 0:
            return tuple(layer.title(row)[:_LONGEST_TITLE].splitlines() or [""])
        inactive = int(marks.inactive[number])
        lines = [layer.counted(count)]
        if inactive:
            lines.append(layer.counted_inactive(inactive))
        return (*lines, tr("Click to come closer"))

    def _ring_px(self) -> float:
        assert self._scene is not None
        marks = self._scene.marks
        return _RING_PX if marks.row[self._hover] >= 0 else float(marks.reach[self._hover])

    def _card_area(self) -> QRect:
        """All that a hover paints."""
        if self._card is None or self._scene is None or self._hover < 0:
            return QRect()
        half = self._ring_px() + 3
        ring = QRectF(self._card.x - half, self._card.y - half, 2 * half, 2 * half)
        return ring.united(self._card.area(QSizeF(self.size()))).toAlignedRect()


def _is_stack(bounds: tuple[float, float, float, float]) -> bool:
    """Whether the points of a box stay gathered however close one comes."""
    south, west, north, east = bounds
    (x0, x1), (y0, y1) = geo.to_world([west, east], [north, south])
    wide = math.hypot(float((x1 - x0) % 1.0), float(y1 - y0))
    return bool(wide * WORLD_PX * 2.0**MAX_ZOOM < CLOSE_JOIN_PX)
