"""Names beside moving objects: those for which there is room, the chosen one always."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from facespace_desk.map.style import MapStyle, hud_font

LABELS_MOST: Final = 150  # shown at once
AWAY_PX: Final = 12.0  # from the middle of the mark
_KEPT: Final = 2_000
_LONGEST: Final = 24  # characters
_HALO_PX: Final = 3.0
_CELL: Final = (16.0, 8.0)  # pixels; where two labels would lie in one, the second is left out


class MoverLabels:
    """Pictures of names for one style and one scale."""

    def __init__(self, style: MapStyle, scale: float) -> None:
        self._style = style
        self._scale = scale
        self._pictures: dict[str, QPixmap] = {}
        self._taken: set[tuple[int, int]] = set()

    def begin(self) -> None:
        """The next label is the first of a new picture of the map."""
        self._taken.clear()

    def avoid(self, x: float, y: float) -> None:
        """Something of its own lies there."""
        self._taken.update(_cells(QRectF(x - 6, y - 6, 12, 12)))

    def paint(
        self, painter: QPainter, x: float, y: float, text: str, *, is_wanted: bool = False
    ) -> bool:
        """Put *text* beside a mark in *x*, *y*; False when there was no room and it may be left
        out."""
        picture = self._picture(text)
        size = picture.deviceIndependentSize()
        area = QRectF(x + AWAY_PX, y - size.height() / 2, size.width(), size.height())
        cells = _cells(area.adjusted(2, 3, -2, -3))
        if not is_wanted and not self._taken.isdisjoint(cells):
            return False
        self._taken.update(cells)
        scale = self._scale
        at = QPointF(round(area.left() * scale) / scale, round(area.top() * scale) / scale)
        painter.drawPixmap(at, picture)
        return True

    def _picture(self, text: str) -> QPixmap:
        found = self._pictures.get(text)
        if found is None:
            if len(self._pictures) >= _KEPT:
                self._pictures.clear()
            found = self._pictures[text] = self._drawn(text)
        return found

    def _drawn(self, text: str) -> QPixmap:
        cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        line = cut.replace("\n", " ")
        metrics = QFontMetricsF(hud_font())
        wide = metrics.horizontalAdvance(line) + 2 * _HALO_PX
        high = metrics.height() + 2 * _HALO_PX
        picture = QPixmap(math.ceil(wide * self._scale), math.ceil(high * self._scale))
        picture.setDevicePixelRatio(self._scale)
        picture.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        path.addText(QPointF(_HALO_PX, _HALO_PX + metrics.ascent()), hud_font(), line)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, QPen(self._style.halo, 2 * _HALO_PX, j=Qt.PenJoinStyle.RoundJoin))
        painter.fillPath(path, self._style.text)
        painter.end()
        return picture


def _cells(area: QRectF) -> set[tuple[int, int]]:
    wide, high = _CELL
    columns = range(math.floor(area.left() / wide), math.floor(area.right() / wide) + 1)
    rows = range(math.floor(area.top() / high), math.floor(area.bottom() / high) + 1)
    return {(column, row) for column in columns for row in rows}
