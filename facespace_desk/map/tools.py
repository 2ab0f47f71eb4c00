"""What the hand does on the map besides moving it: a search circle, and measuring.

Both know where they are and how they look, not where events come from; the view asks them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from facespace_desk.language import tr
from facespace_desk.map import geo
from facespace_desk.map.clip import clip_rings
from facespace_desk.map.hud import PILL_PX, distance_words, pill, pill_width
from facespace_desk.map.style import MapStyle, hud_font
from facespace_desk.map.viewport import Viewport

LEAST_KM = 0.05
MOST_KM = geo.HALF_AROUND_KM
_GRIP_PX = 9.0  # how near the pointer must be to a handle
_EDGE_GRIP_PX = 5.0
_HANDLE_PX = 5.0
_CROSS_PX = 7.0
Counted = Callable[[int], str]  # a number of points in words
_CLICKED_PX = 90.0  # radius of a circle that was not drawn but clicked
_STEPS_A_LEG = 64  # pieces of a great circle
_DASHED_UNTIL_PX = 3_000.0  # a larger circle's outline is drawn through: dashes cost by length


class Tool(Enum):
    """What a press of the left button does."""

    PAN = "pan"
    MEASURE = "measure"
    CIRCLE = "circle"
    PICK = "pick"


@dataclass(frozen=True)
class SearchCircle:
    """All within *km* (great circle) of a place."""

    lat: float
    lon: float
    km: float

    def words(self) -> str:
        return distance_words(self.km)


class Grip(Enum):
    """What of a circle the pointer holds."""

    CENTRE = "centre"
    EDGE = "edge"


def rounded_km(km: float) -> float:
    """A radius as one would say it: steps of 10 m, 100 m, or 1 km, by its size."""
    step = 0.01 if km < 1 else 0.1 if km < 20 else 1.0
    return min(max(round(round(km / step) * step, 2), LEAST_KM), MOST_KM)


class CircleTool:
    """A search circle: where it is, which part of it is held, how it is drawn."""

    def __init__(self) -> None:
        self.circle: SearchCircle | None = None
        self.count: int | None = None  # of the points inside; None while not known
        self.grip: Grip | None = None

    def grip_at(self, viewport: Viewport, at: QPointF) -> Grip | None:
        """What a press at a pixel would hold."""
        if self.circle is None:
            return None
        centre = self._centre(viewport)
        if math.hypot(centre.x() - at.x(), centre.y() - at.y()) <= _GRIP_PX:
            return Grip.CENTRE
        for handle in self._handles(viewport):
            if math.hypot(handle.x() - at.x(), handle.y() - at.y()) <= _GRIP_PX:
                return Grip.EDGE
        for ring in self._rings(viewport):
            if _distance_px(ring, at) <= _EDGE_GRIP_PX:
                return Grip.EDGE
        return None

    def begin(self, viewport: Viewport, at: QPointF) -> None:
        """Start a new circle at a pixel; its edge is in the hand."""
        lat, lon = viewport.place_at(at.x(), at.y())
        self.circle = SearchCircle(lat, lon, LEAST_KM)
        self.grip = Grip.EDGE

    def drag(self, viewport: Viewport, at: QPointF) -> None:
        """Move what is held to a pixel."""
        if self.circle is None or self.grip is None:
            return
        lat, lon = viewport.place_at(at.x(), at.y())
        if self.grip is Grip.CENTRE:
            self.circle = replace(self.circle, lat=lat, lon=lon)
        else:
            km = float(geo.distance_km(self.circle.lat, self.circle.lon, lat, lon))
            self.circle = replace(self.circle, km=rounded_km(km))

    def drop(self, viewport: Viewport) -> None:
        """Let go. A circle that was only clicked gets a size that can be seen."""
        self.grip = None
        if self.circle is not None and self.circle.km <= LEAST_KM:
            km = viewport.metres_per_px * _CLICKED_PX / 1000
            self.circle = replace(self.circle, km=rounded_km(km))

    def paint_fill(self, painter: QPainter, viewport: Viewport, style: MapStyle) -> None:
        """The wash under the points, so that it does not tint them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.wash)
        for ring in self._rings(viewport):
            painter.drawPolygon(_cut_to_view(ring, viewport))

    def paint(
        self, painter: QPainter, viewport: Viewport, style: MapStyle, counted: Counted
    ) -> None:
        """Outline, handles and words over everything."""
        if self.circle is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rings = list(self._rings(viewport))
        for ring in rings:
            side = float(np.ptp(ring, axis=0).max())
            pen = QPen(style.accent, 1.6)
            if side < _DASHED_UNTIL_PX:
                pen.setDashPattern([5.0, 3.0])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(_polygon(ring))
        self._paint_cross(painter, self._centre(viewport), style)
        painter.setPen(QPen(style.accent, 1.5))
        painter.setBrush(QBrush(QColor(style.outline)))
        for handle in self._handles(viewport):
            painter.drawEllipse(handle, _HANDLE_PX, _HANDLE_PX)
        self._paint_words(painter, viewport, style, rings, counted)

    def words(self, counted: Counted) -> str:
        """What stands at the circle: "300 km · 3,170 points"."""
        assert self.circle is not None
        count = "" if self.count is None else f" · {counted(self.count)}"
        return f"{self.circle.words()}{count}"

    def _paint_cross(self, painter: QPainter, centre: QPointF, style: MapStyle) -> None:
        across, down = QPointF(_CROSS_PX, 0), QPointF(0, _CROSS_PX)
        for colour, width in ((style.outline, 4.0), (style.accent, 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(centre - across, centre + across)
            painter.drawLine(centre - down, centre + down)

    def _paint_words(
        self,
        painter: QPainter,
        viewport: Viewport,
        style: MapStyle,
        rings: list[NDArray[np.float64]],
        counted: Counted,
    ) -> None:
        words = self.words(counted)
        wide = pill_width(words, hud_font())
        room = QRectF(4, 4, viewport.width - 8, viewport.height - 8)
        for ring in rings:
            low, high = ring.min(axis=0), ring.max(axis=0)
            if not QRectF(low[0], low[1], high[0] - low[0], high[1] - low[1]).intersects(room):
                continue
            x = min(max((low[0] + high[0] - wide) / 2, room.left()), room.right() - wide)
            # Below the circle, or where the view ends, clear of the read-outs at its edge.
            y = min(max(high[1] + 10, room.top()), room.bottom() - 40 - PILL_PX)
            pill(painter, QRectF(round(x), round(y), wide, PILL_PX), words, style)
            return

    def _centre(self, viewport: Viewport) -> QPointF:
        assert self.circle is not None
        x, y = viewport.to_px(*geo.to_world(self.circle.lon, self.circle.lat))
        return QPointF(float(x), float(y))

    def _handles(self, viewport: Viewport) -> list[QPointF]:
        """East and west of the centre, where a hand looks for them."""
        assert self.circle is not None
        circle = self.circle
        lats, lons = geo.destination(circle.lat, circle.lon, [90.0, 270.0], circle.km)
        x, y = viewport.to_px(*geo.to_world(lons, lats))
        return [QPointF(*one) for one in zip(x.tolist(), y.tolist(), strict=True)]

    def _rings(self, viewport: Viewport) -> Iterator[NDArray[np.float64]]:
        """The outline in pixels, once for each copy of the world that may show it. (n, 2)"""
        circle = self.circle
        if circle is None:
            return
        near_px = circle.km * 1000 / viewport.metres_per_px
        corners = int(min(max(near_px, 128), 1024)) // 2 * 2
        outline = geo.circle(circle.lat, circle.lon, circle.km, corners)
        px, py = viewport.to_px(outline[:, 0], outline[:, 1], nearest=False)
        for copy in (-1, 0, 1):
            ring = np.column_stack([px + copy * viewport.world_px, py])
            if ring[:, 0].max() >= 0 and ring[:, 0].min() <= viewport.width:
                yield ring


class MeasureTool:
    """A way of several legs along great circles, with the length of each and of all."""

    def __init__(self) -> None:
        self.places: list[tuple[float, float]] = []
        self.pointer: tuple[float, float] | None = None  # where the next leg would end
        self.is_open = True

    def clear(self) -> None:
        self.places = []
        self.pointer = None
        self.is_open = True

    def add(self, lat: float, lon: float) -> None:
        """Put down a place; after the end, begin a new way."""
        if not self.is_open:
            self.clear()
        self.places.append((lat, lon))
        self.pointer = None

    def drop_last(self) -> None:
        """Take the last place back."""
        if self.places:
            self.places.pop()
            self.is_open = True

    def close(self) -> None:
        """The way ends here; what stands stays until the next begins."""
        self.is_open = False
        self.pointer = None

    @property
    def legs_km(self) -> list[float]:
        """Lengths of the legs that were put down."""
        return [_km(*leg) for leg in pairwise(self.places)]

    @property
    def total_km(self) -> float:
        return sum(self.legs_km)

    def paint(self, painter: QPainter, viewport: Viewport, style: MapStyle) -> None:
        places = list(self.places)
        if self.is_open and self.pointer is not None and places:
            places.append(self.pointer)
        if not places:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = [_great_circle(viewport, *leg) for leg in pairwise(places)]
        for line in lines:
            for colour, width in ((style.outline, 4.0), (style.accent, 2.0)):
                painter.setPen(QPen(colour, width))
                painter.drawPolyline(_polygon(line))
        painter.setPen(QPen(style.accent, 1.6))
        painter.setBrush(style.outline)
        for place in places:
            painter.drawEllipse(_px(viewport, place), 4.0, 4.0)
        legs = [_km(*leg) for leg in pairwise(places)]
        if len(legs) > 1:
            for km, line in zip(legs, lines, strict=True):
                _paint_leg(painter, line, distance_words(km), style)
        if legs:
            total = distance_words(sum(legs))
            words = tr("Total {distance}", distance=total) if len(legs) > 1 else total
            self._paint_total(painter, viewport, style, _px(viewport, places[-1]), words)

    def _paint_total(
        self, painter: QPainter, viewport: Viewport, style: MapStyle, at: QPointF, words: str
    ) -> None:
        wide = pill_width(words, hud_font())
        x = min(max(at.x() + 12, 4.0), viewport.width - wide - 4)
        y = min(max(at.y() - PILL_PX / 2, 4.0), viewport.height - 76)
        pill(painter, QRectF(round(x), round(y), wide, PILL_PX), words, style)


def _paint_leg(painter: QPainter, line: NDArray[np.float64], words: str, style: MapStyle) -> None:
    """Words in the middle of a leg, if it is long enough for them."""
    wide = pill_width(words, hud_font())
    if np.hypot(*(line[-1] - line[0])) > wide + 40:
        x, y = line[len(line) // 2].tolist()
        area = QRectF(round(x - wide / 2), round(y - PILL_PX / 2), wide, PILL_PX)
        pill(painter, area, words, style, is_quiet=True)


def _km(begin: tuple[float, float], end: tuple[float, float]) -> float:
    return float(geo.distance_km(*begin, *end))


def _px(viewport: Viewport, place: tuple[float, float]) -> QPointF:
    x, y = viewport.to_px(*geo.to_world(place[1], place[0]))
    return QPointF(float(x), float(y))


def _great_circle(
    viewport: Viewport, begin: tuple[float, float], end: tuple[float, float]
) -> NDArray[np.float64]:
    """The shortest way between two places in pixels, in one piece across 180°. (n, 2)"""
    first, last = _vector(*begin), _vector(*end)
    angle = math.acos(min(max(float(first @ last), -1.0), 1.0))
    share = np.linspace(0.0, 1.0, _STEPS_A_LEG)[:, None]
    if angle < 1e-9:
        points = np.repeat(first[None, :], _STEPS_A_LEG, axis=0)
    else:
        points = np.sin((1 - share) * angle) * first + np.sin(share * angle) * last
    lats = np.degrees(np.arctan2(points[:, 2], np.hypot(points[:, 0], points[:, 1])))
    lons = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    x, y = geo.to_world(lons, lats)
    steps = np.diff(x)
    x = np.concatenate([x[:1], x[0] + np.cumsum(steps - np.round(steps))])
    # In the copy of the world in which its end is nearest to the middle, as its dots are.
    x += np.round(viewport.cx - x[-1])
    px, py = viewport.to_px(x, y, nearest=False)
    return np.column_stack([px, py])


def _vector(lat: float, lon: float) -> NDArray[np.float64]:
    phi, turn = math.radians(lat), math.radians(lon)
    return np.array([math.cos(phi) * math.cos(turn), math.cos(phi) * math.sin(turn), math.sin(phi)])


def _polygon(points: NDArray[np.float64]) -> QPolygonF:
    return QPolygonF([QPointF(*one) for one in points.tolist()])


def _cut_to_view(ring: NDArray[np.float64], viewport: Viewport) -> QPolygonF:
    """A ring as a polygon with no corner far outside: one may be a thousand screens large."""
    box = (-50.0, -50.0, viewport.width + 50.0, viewport.height + 50.0)
    cut = clip_rings(ring, np.array([0, len(ring)]), box)
    return _polygon(cut[0]) if cut else QPolygonF()


def _distance_px(ring: NDArray[np.float64], at: QPointF) -> float:
    """How far a pixel is from a ring's outline."""
    here = np.array([at.x(), at.y()])
    begin, end = ring, np.roll(ring, -1, axis=0)
    along = end - begin
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((here - begin) * along).sum(axis=1) / length, 0.0, 1.0)
    return float(np.hypot(*(begin + share[:, None] * along - here).T).min())
