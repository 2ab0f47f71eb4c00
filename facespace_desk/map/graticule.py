"""The net of meridians and parallels, at round distances, named at the edges."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from facespace_desk.map import geo
from facespace_desk.map.style import MapStyle, hud_font
from facespace_desk.map.viewport import Viewport

_LEAST_PX: Final = 110.0  # between two meridians
_ALPHA: Final = 72
_EDGE_PX: Final = 4.0
_NAMES_FROM_PX: Final = 24.0  # names keep out of the corners
_SECONDS: Final = (
    *(3600 * degrees for degrees in (1, 2, 5, 10, 15, 30)),
    *(60 * minutes for minutes in (1, 2, 5, 10, 30)),
    *(1, 2, 5, 10, 30),
)
STEPS: Final = tuple(sorted(_SECONDS))  # seconds of arc


def step_seconds(viewport: Viewport) -> int:
    """Seconds of arc between two lines: the least round distance that leaves room."""
    least = _LEAST_PX / viewport.world_px * 360 * 3600
    return next((step for step in STEPS if step >= least), STEPS[-1])


def angle_words(seconds: int, letters: str) -> str:
    """An angle with no more than it needs: `30°E`, `51°30′N`, `0°07′30″W`."""
    letter = letters[seconds < 0] if seconds else ""
    degrees, rest = divmod(abs(seconds), 3600)
    words = f"{degrees}°"
    if rest:
        words += f"{rest // 60:02d}′" + (f"{rest % 60:02d}″" if rest % 60 else "")
    return words + letter


def paint_graticule(painter: QPainter, viewport: Viewport, style: MapStyle) -> None:
    """Draw the lines that the view shows, each with its name."""
    meridians, parallels = _meridians(viewport), _parallels(viewport)
    colour = QColor(style.muted)
    colour.setAlpha(_ALPHA)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(colour, 1.0))
    width, height = viewport.width, viewport.height
    painter.drawLines([QLineF(x, 0, x, height) for x, _ in meridians])
    painter.drawLines([QLineF(0, y, width, y) for y, _ in parallels])
    font = hud_font()
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for x, words in meridians:
        if _NAMES_FROM_PX < x < width - _NAMES_FROM_PX - metrics.horizontalAdvance(words):
            _name(painter, style, metrics, QPointF(x + _EDGE_PX, _EDGE_PX), words)
    for y, words in parallels:
        if _NAMES_FROM_PX < y < height - _NAMES_FROM_PX:
            _name(painter, style, metrics, QPointF(_EDGE_PX, y + _EDGE_PX), words)


def _name(
    painter: QPainter, style: MapStyle, metrics: QFontMetricsF, at: QPointF, words: str
) -> None:
    """Words on a ground of their own, so that they are read over any map."""
    area = QRectF(at, metrics.size(0, words)).adjusted(-2, 0, 2, 0)
    painter.fillRect(area, style.panel)
    painter.setPen(style.muted)
    painter.drawText(QPointF(at.x(), at.y() + metrics.ascent()), words)


def _meridians(viewport: Viewport) -> list[tuple[float, str]]:
    """Where each meridian crosses the view, in pixels, and its name."""
    step = step_seconds(viewport)
    x0, _y0, x1, _y1 = viewport.rect
    around = 360 * 3600
    first, last = math.ceil((x0 - 0.5) * around / step), math.floor((x1 - 0.5) * around / step)
    found = []
    for number in range(first, last + 1):
        x = ((number * step / around + 0.5) - x0) * viewport.world_px
        seconds = (number * step + around // 2) % around - around // 2
        name = "180°" if abs(seconds) == around // 2 else angle_words(seconds, "EW")
        found.append((x, name))
    return found


def _parallels(viewport: Viewport) -> list[tuple[float, str]]:
    """Where each parallel crosses the view, in pixels, and its name."""
    step = step_seconds(viewport)
    south, _west, north, _east = viewport.bounds()
    numbers = range(math.ceil(south * 3600 / step), math.floor(north * 3600 / step) + 1)
    if not numbers:
        return []
    _x, world_y = geo.to_world(0.0, [number * step / 3600 for number in numbers])
    top = viewport.rect[1]
    return [
        ((float(y) - top) * viewport.world_px, angle_words(number * step, "NS"))
        for number, y in zip(numbers, world_y, strict=True)
    ]
