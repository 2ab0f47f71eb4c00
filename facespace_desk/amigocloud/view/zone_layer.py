"""Zones on the map: a dashed edge, a wash, and the name with how many objects are inside."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from facespace_desk.amigocloud.model.zones import Zone, Zones
from facespace_desk.language import number
from facespace_desk.map import geo
from facespace_desk.map.hud import PILL_PX, pill, pill_width
from facespace_desk.map.style import hud_font, style_for
from facespace_desk.map.viewport import Viewport
from facespace_desk.widgets.theme import ThemeSwitch

NAMED_FROM_PX: Final = 12.0  # smaller circles have no name
_LARGEST_PX: Final = 20_000.0  # beyond it an edge is no line that one sees


class ZoneLayer:
    """Shows what `Zones` holds."""

    static = False

    def __init__(self, zones: Zones, theme: ThemeSwitch) -> None:
        self._zones = zones
        self._theme = theme

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """See `map.layers.Layer`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for zone in self._zones.all:
            self._paint_zone(painter, viewport, zone)

    def _paint_zone(self, painter: QPainter, viewport: Viewport, zone: Zone) -> None:
        outline = geo.circle(zone.latitude, zone.longitude, zone.km)
        middle_x, middle_y = geo.to_world(zone.longitude, zone.latitude)
        px, py = viewport.to_px(middle_x, middle_y)
        # Of the copies of the world the one that the middle is in.
        x = float(px) + (outline[:, 0] - float(middle_x)) * viewport.world_px
        y = float(py) + (outline[:, 1] - float(middle_y)) * viewport.world_px
        area = QRectF(x.min(), y.min(), np.ptp(x), np.ptp(y))
        if not area.intersects(QRectF(0, 0, viewport.width, viewport.height)):
            return
        if max(area.width(), area.height()) > _LARGEST_PX:
            return
        style = style_for(self._theme.current())
        pen = QPen(style.accent if zone.is_told else style.muted, 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(style.wash)
        points = [QPointF(*one) for one in zip(x.tolist(), y.tolist(), strict=True)]
        painter.drawPolygon(QPolygonF(points))
        if area.width() >= NAMED_FROM_PX:
            words = f"{zone.name} · {number(self._zones.count_in(zone.name))}"
            wide = pill_width(words, hud_font())
            place = QRectF(area.center().x() - wide / 2, area.top() - PILL_PX - 4, wide, PILL_PX)
            pill(painter, place, words, style)
