"""Small pictures of moving objects: an arrow that points where they go, a dot where nobody knows.

Age is shape before it is colour: fresh marks are filled and fade, stale ones are hollow, lost ones
are crossed out.
"""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from facespace_desk.amigocloud.model.fleet import FRESH, LOST
from facespace_desk.map.style import MapStyle

HEADINGS: Final = 48  # drawn ones; 7.5 degrees apart
NO_HEADING: Final = -1
FADES: Final = 5  # steps between a report that just came and one about to be stale
HALF_PX: Final = 12.0  # of a picture
_PALEST: Final = 0.45
_ARROW: Final = ((0.0, -9.0), (6.0, 7.0), (0.0, 3.6), (-6.0, 7.0))
_DOT_PX: Final = 5.0
_SMALL_PX: Final = 3.0


class MoverSprites:
    """The pictures for one style and one scale of the screen; make anew when either changes."""

    def __init__(self, style: MapStyle, scale: float) -> None:
        self.style = style
        self.scale = scale
        self._pictures: dict[tuple[int, int, int, bool], QPixmap] = {}

    def paint(
        self,
        painter: QPainter,
        x: float,
        y: float,
        look: tuple[int, int, int],
        *,
        is_small: bool = False,
    ) -> None:
        """A mark with its middle at *x*, *y*. *look* is step of heading, state, step of fading."""
        key = (*look, is_small)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = self._drawn(*look, is_small)
        scale = self.scale
        left = round((x - HALF_PX) * scale) / scale
        painter.drawPixmap(QPointF(left, round((y - HALF_PX) * scale) / scale), picture)

    def colour(self, state: int) -> QColor:
        """What stands for a state."""
        return self.style.states[0] if state == FRESH else self.style.states[2]

    def _drawn(self, heading: int, state: int, fade: int, is_small: bool) -> QPixmap:
        side = math.ceil(2 * HALF_PX * self.scale)
        picture = QPixmap(side, side)
        picture.setDevicePixelRatio(self.scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(HALF_PX, HALF_PX)
        painter.setOpacity(1.0 - (1.0 - _PALEST) * fade / (FADES - 1))
        if is_small:
            self._draw_dot(painter, state, _SMALL_PX)
        elif heading == NO_HEADING:
            self._draw_dot(painter, state, _DOT_PX)
        else:
            painter.rotate(heading * 360.0 / HEADINGS)
            self._draw_arrow(painter, state)
            painter.rotate(-heading * 360.0 / HEADINGS)
        if state == LOST and not is_small:
            self._draw_cross(painter)
        painter.end()
        return picture

    def _draw_arrow(self, painter: QPainter, state: int) -> None:
        shape = QPolygonF([QPointF(x, y) for x, y in _ARROW])
        self._dress(painter, state)
        painter.drawPolygon(shape)
        if state != FRESH:
            painter.setPen(QPen(self.colour(state), 1.6))
            painter.drawPolygon(shape)

    def _draw_dot(self, painter: QPainter, state: int, radius: float) -> None:
        self._dress(painter, state)
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        if state != FRESH:
            painter.setPen(QPen(self.colour(state), 1.6))
            painter.drawEllipse(QPointF(0, 0), radius, radius)

    def _dress(self, painter: QPainter, state: int) -> None:
        wide = 1.5 if state == FRESH else 4.0
        painter.setPen(QPen(self.style.outline, wide, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(self.colour(state) if state == FRESH else self.style.outline)

    def _draw_cross(self, painter: QPainter) -> None:
        for pen in (QPen(self.style.outline, 4.0), QPen(self.colour(LOST), 1.8)):
            painter.setPen(pen)
            painter.drawLine(QPointF(-6, -6), QPointF(6, 6))
            painter.drawLine(QPointF(-6, 6), QPointF(6, -6))
