"""What stands at the edges of the map: scale bar, north, coordinates, attribution, and the card
beside the pointer. All of it is painted over the finished map and costs a few strokes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from facespace_desk.language import number
from facespace_desk.map.style import MapStyle, card_font, hud_font

EDGE_PX = 12.0
PILL_PX = 24.0
_PAD_PX = 8.0
_CORNER_PX = 6.0
_BAR_PX = 96.0  # the scale bar is at most this long
_CARD_WIDTH_PX = 300.0
_CARD_LINES = 8
_NORTH_PX = 14.0


def scale_length(metres_per_px: float, most_px: float = _BAR_PX) -> tuple[float, str]:
    """The longest round distance that fits: its pixels, and its words such as "200 km"."""
    most_m = metres_per_px * most_px
    power = 10.0 ** math.floor(math.log10(most_m))
    metres = next(step * power for step in (5.0, 2.0, 1.0) if step * power <= most_m)
    return metres / metres_per_px, distance_words(metres / 1000)


def distance_words(km: float) -> str:
    """A distance as a person says it: 350 m, 4.2 km, 1,250 km."""
    if km < 1:
        return f"{number(km * 1000, ',.0f')} m"
    return f"{number(km, ',.1f' if km < 10 and km != round(km) else ',.0f')} km"


@dataclass(frozen=True)
class Card:
    """Text beside a place: the first line is its title."""

    x: float
    y: float
    lines: tuple[str, ...]

    def area(self, room: QSizeF) -> QRectF:
        """Where the card stands: right of the place if there is room, and always inside."""
        title, body = QFontMetricsF(card_font(is_title=True)), QFontMetricsF(card_font())
        lines = self.lines[:_CARD_LINES]
        widths = [title.horizontalAdvance(lines[0])]
        widths += [body.horizontalAdvance(line) for line in lines[1:]]
        wide = math.ceil(min(max(widths), _CARD_WIDTH_PX)) + 24
        high = title.lineSpacing() + body.lineSpacing() * (len(lines) - 1) + 16
        left = self.x + 16 if self.x + 16 + wide <= room.width() - 4 else self.x - 16 - wide
        top = min(max(self.y - 18, 4.0), room.height() - high - 4)
        return QRectF(round(max(left, 4.0)), round(max(top, 4.0)), wide, round(high))

    def paint(self, painter: QPainter, style: MapStyle, room: QSizeF) -> None:
        area = self.area(room)
        solid = QColor(style.panel)
        solid.setAlpha(246)
        panel(painter, area, solid, style.edge)
        top = area.top() + 8
        for row, line in enumerate(self.lines[:_CARD_LINES]):
            font = card_font(is_title=row == 0)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(style.text if row == 0 else style.muted)
            cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width() - 24)
            painter.drawText(QPointF(area.left() + 12, top + metrics.ascent()), cut)
            top += metrics.lineSpacing()


def panel(painter: QPainter, area: QRectF, fill: QColor, edge: QColor) -> None:
    """A plate with round corners, under text that must be read over any ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.0))
    painter.setBrush(fill)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER_PX, _CORNER_PX)


def pill_width(text: str, font: QFont) -> float:
    """How wide a plate around *text* is."""
    return math.ceil(QFontMetricsF(font).horizontalAdvance(text)) + 2 * _PAD_PX


def pill(
    painter: QPainter, area: QRectF, text: str, style: MapStyle, *, is_quiet: bool = False
) -> None:
    """A plate with text in its middle."""
    panel(painter, area, style.panel, style.edge)
    painter.setFont(hud_font())
    painter.setPen(style.muted if is_quiet else style.text)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class Hud:
    """Scale and north at the left, coordinates beside them, attribution at the right.

    The attribution is never left out: when room is short it takes several lines.
    """

    def __init__(self) -> None:
        self.attribution: tuple[str, ...] = ()
        self.coordinates = ""
        self._coordinates_area = QRectF()
        self._areas: tuple[QRectF, ...] = ()

    @property
    def plates(self) -> tuple[QRectF, ...]:
        """Where something was painted last, without the coordinates, which come and go."""
        return self._areas

    def is_on_coordinates(self, at: QPointF) -> bool:
        """Whether *at* lies on the read-out, which changes its notation when clicked."""
        return bool(self.coordinates) and self._coordinates_area.contains(at)

    @property
    def coordinates_area(self) -> QRectF:
        return QRectF(self._coordinates_area)

    def paint(self, painter: QPainter, style: MapStyle, room: QSizeF, metres_per_px: float) -> None:
        painter.save()
        scale = self._paint_scale(painter, style, room, metres_per_px)
        names = self._paint_attribution(painter, style, room)
        self._areas = (scale, names)
        self._paint_coordinates(painter, style, room, scale.right() + 8, names.left() - 8)
        painter.restore()

    def _paint_scale(
        self, painter: QPainter, style: MapStyle, room: QSizeF, metres_per_px: float
    ) -> QRectF:
        length, words = scale_length(metres_per_px)
        length = round(length)
        font = hud_font()
        text_width = math.ceil(QFontMetricsF(font).horizontalAdvance(words))
        wide = _PAD_PX + _NORTH_PX + 8 + length + 8 + text_width + _PAD_PX
        area = QRectF(EDGE_PX, room.height() - EDGE_PX - PILL_PX, wide, PILL_PX)
        panel(painter, area, style.panel, style.edge)
        self._paint_north(painter, style, area.left() + _PAD_PX, area.center().y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(style.text, 1.0))
        left = area.left() + _PAD_PX + _NORTH_PX + 8
        base = area.center().y() + 4
        painter.drawPolyline(
            [
                QPointF(left, base - 6),
                QPointF(left, base),
                QPointF(left + length, base),
                QPointF(left + length, base - 6),
            ]
        )
        painter.setFont(font)
        words_area = QRectF(left + length + 8, area.top(), text_width + 2, area.height())
        painter.drawText(words_area, Qt.AlignmentFlag.AlignVCenter, words)
        return area

    def _paint_north(self, painter: QPainter, style: MapStyle, left: float, y: float) -> None:
        """An N under a small arrow: the map is never turned."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.muted)
        x = left + 3.5
        tip = [QPointF(x, y - 6), QPointF(x + 3.5, y + 5), QPointF(x, y + 2.5)]
        painter.drawPolygon(QPolygonF([*tip, QPointF(x - 3.5, y + 5)]))
        painter.setFont(hud_font())
        painter.setPen(style.muted)
        painter.drawText(QRectF(x + 5, y - 8, 12, 16), Qt.AlignmentFlag.AlignCenter, "N")

    def _paint_attribution(self, painter: QPainter, style: MapStyle, room: QSizeF) -> QRectF:
        font = hud_font()
        lines = self._attribution_lines(font, room.width() * 0.5)
        if not lines:
            return QRectF(room.width() - EDGE_PX, room.height() - EDGE_PX, 0, 0)
        wide = max(pill_width(line, font) for line in lines)
        high = PILL_PX + (len(lines) - 1) * QFontMetricsF(font).lineSpacing()
        area = QRectF(
            room.width() - EDGE_PX - wide, room.height() - EDGE_PX - high, wide, round(high)
        )
        pill(painter, area, "\n".join(lines), style, is_quiet=True)
        return area

    def _attribution_lines(self, font: QFont, most_px: float) -> list[str]:
        lines: list[str] = []
        for part in self.attribution:
            joined = f"{lines[-1]} · {part}" if lines else part
            if lines and pill_width(joined, font) <= most_px:
                lines[-1] = joined
            else:
                lines.append(part)
        return lines

    def _paint_coordinates(
        self, painter: QPainter, style: MapStyle, room: QSizeF, left: float, right: float
    ) -> None:
        font = hud_font()
        wide = pill_width(self.coordinates, font)
        self._coordinates_area = QRectF()
        if not self.coordinates or left + wide > right:
            return
        self._coordinates_area = QRectF(left, room.height() - EDGE_PX - PILL_PX, wide, PILL_PX)
        pill(painter, self._coordinates_area, self.coordinates, style)
