"""Small pictures that the map stamps by the hundred: discs, their figures, marks of single points.

A disc is drawn once for each radius, colour and share; figures are put on it digit by digit. One
picture for each count would be a hundred new ones at every step of the zoom.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from facespace_desk.language import number
from facespace_desk.map.index import INACTIVE, UNKNOWN
from facespace_desk.map.style import DISC_MARGIN_PX, MapStyle, digit_font

SHARE_STEPS = 24  # a ring's share is one of these
DOT_PX = 4.0  # half of a single point's mark
_RING_PX = 2.6
_KEPT_PIECES = 4_000

Piece = tuple[float, float, QPixmap]  # where a picture's corner lies from the middle


def disc_radius(count: int) -> int:
    """How large the disc of *count* points is, without its ring. Logical pixels."""
    return round(10.0 + 3.5 * math.log10(max(count, 1)))


def short_count(count: int) -> str:
    """*count* in at most four characters: 999, 1.2k, 12k, 1.2M."""
    if count < 1_000:
        return str(count)
    for unit, size in (("k", 1_000), ("M", 1_000_000)):
        tenths = count * 10 // size
        if tenths < 100:
            return f"{number(tenths / 10, '.1f' if tenths % 10 else '.0f')}{unit}"
        if count < 1_000 * size:
            return f"{count // size}{unit}"
    return f"{count // 1_000_000}M"


def share_step(inactive: int, count: int) -> int:
    """A share as 0 (none) to SHARE_STEPS (all): a few are never none, and most never all."""
    if inactive <= 0:
        return 0
    if inactive >= count:
        return SHARE_STEPS
    return min(max(round(inactive * SHARE_STEPS / count), 1), SHARE_STEPS - 1)


class Sprites:
    """The pictures for one style and one scale of the screen; make anew when either changes."""

    def __init__(self, style: MapStyle, scale: float) -> None:
        self.style = style
        self.scale = scale
        self._discs: dict[tuple[int, int, int], QPixmap] = {}
        self._glyphs: dict[tuple[str, int], tuple[QPixmap, float]] = {}
        self._dots: dict[int, QPixmap] = {}
        self._pieces: dict[tuple[int, int], list[Piece]] = {}

    def paint_disc(self, painter: QPainter, x: float, y: float, count: int, inactive: int) -> None:
        """A disc for *count* points with its middle at *x*, *y* (logical pixels)."""
        key = (count, inactive)
        pieces = self._pieces.get(key)
        if pieces is None:
            if len(self._pieces) > _KEPT_PIECES:
                self._pieces.clear()
            pieces = self._pieces[key] = self._assembled(count, inactive)
        scale = self.scale
        for dx, dy, picture in pieces:
            at = QPointF(round((x + dx) * scale) / scale, round((y + dy) * scale) / scale)
            painter.drawPixmap(at, picture)

    def _assembled(self, count: int, inactive: int) -> list[Piece]:
        radius = disc_radius(count)
        half = radius + DISC_MARGIN_PX
        picture = self._disc(radius, self.style.disc_colour(count), share_step(inactive, count))
        pieces = [(-half, -half, picture)]
        size = 12 if radius >= 17 else 11
        glyphs = [self._glyph(letter, size) for letter in short_count(count)]
        left = -sum(advance for _picture, advance in glyphs) / 2
        for glyph, advance in glyphs:
            pieces.append((left, -glyph.deviceIndependentSize().height() / 2, glyph))
            left += advance
        return pieces

    def dot(self, state: int) -> QPixmap:
        """A single point's mark: a dot, a square or a ring, so that colour is not all."""
        if state not in self._dots:
            self._dots[state] = self._draw_dot(state)
        return self._dots[state]

    def paint_dot(self, painter: QPainter, x: float, y: float, state: int) -> None:
        """A single point's mark with its middle at *x*, *y*."""
        picture = self.dot(state)
        half = picture.deviceIndependentSize().width() / 2
        painter.drawPixmap(self._snapped(x - half, y - half), picture)

    def _snapped(self, x: float, y: float) -> QPointF:
        """The nearest pixel of the screen: a picture between two is blurred."""
        return QPointF(round(x * self.scale) / self.scale, round(y * self.scale) / self.scale)

    def _blank(self, width: float, height: float) -> QPixmap:
        picture = QPixmap(math.ceil(width * self.scale), math.ceil(height * self.scale))
        picture.setDevicePixelRatio(self.scale)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def _disc(self, radius: int, colour: int, steps: int) -> QPixmap:
        key = (radius, colour, steps)
        if key not in self._discs:
            self._discs[key] = self._draw_disc(radius, self.style.discs[colour], steps)
        return self._discs[key]

    def _draw_disc(self, radius: int, colour: QColor, steps: int) -> QPixmap:
        half = radius + DISC_MARGIN_PX
        picture = self._blank(2 * half, 2 * half)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(half, half)
        painter.setPen(Qt.PenStyle.NoPen)
        halo = QColor(colour)
        halo.setAlpha(84)
        painter.setBrush(halo)
        painter.drawEllipse(middle, half - 0.5, half - 0.5)
        painter.setBrush(colour)
        painter.setPen(QPen(colour.lighter(134), 1.0))
        painter.drawEllipse(middle, radius - 0.5, radius - 0.5)
        if steps:
            away = radius + 2.2
            ring = QPen(self.style.ring, _RING_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            painter.setPen(ring)
            area = QRectF(half - away, half - away, 2 * away, 2 * away)
            painter.drawArc(area, 90 * 16, -round(360 * 16 * steps / SHARE_STEPS))
        painter.end()
        return picture

    def _glyph(self, letter: str, size_px: int) -> tuple[QPixmap, float]:
        key = (letter, size_px)
        if key not in self._glyphs:
            font = digit_font(size_px)
            metrics = QFontMetricsF(font)
            advance = round(metrics.horizontalAdvance(letter) * self.scale) / self.scale
            # As high as a capital, so that the middle of the picture is the middle of the figure.
            height = metrics.capHeight()
            picture = self._blank(advance + 2, height + 2)
            painter = QPainter(picture)
            painter.setFont(font)
            painter.setPen(self.style.digits)
            painter.drawText(QPointF(0, height + 1), letter)
            painter.end()
            self._glyphs[key] = (picture, advance)
        return self._glyphs[key]

    def _draw_dot(self, state: int) -> QPixmap:
        half = DOT_PX + 2
        picture = self._blank(2 * half, 2 * half)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(half, half)
        colour = self.style.state(state)
        painter.setPen(QPen(self.style.outline, 1.5))
        painter.setBrush(colour)
        if state == INACTIVE:
            painter.fillRect(QRectF(half - 4, half - 4, 8, 8), self.style.outline)
            painter.fillRect(QRectF(half - 3, half - 3, 6, 6), colour)
        elif state == UNKNOWN:
            side = DOT_PX + 0.5
            corners = [(0.0, -side), (side, 0.0), (0.0, side), (-side, 0.0)]
            painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
        else:
            painter.drawEllipse(middle, DOT_PX, DOT_PX)
        painter.end()
        return picture
