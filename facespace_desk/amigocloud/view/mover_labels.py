"""Names beside moving objects: those for which there is room, the chosen one always."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from facespace_desk.map.geo import Floats
from facespace_desk.map.style import MapStyle, hud_font

LABELS_MOST: Final = 150  # shown at once
AWAY_PX: Final = 12.0  # from the middle of the mark
_KEPT: Final = 2_000
_LONGEST: Final = 24  # characters
_HALO_PX: Final = 3.0
_CELL: Final = (16.0, 8.0)  # pixels; where two would lie in one, the second is left out
_ROW: Final = 100_000  # cells of a column, more than any view has


class MoverLabels:
    """Pictures of names for one style and one scale."""

    def __init__(self, style: MapStyle, scale: float) -> None:
        self._style = style
        self._scale = scale
        self._pictures: dict[str, QPixmap] = {}

    def choose(self, x: Floats, y: Floats, texts: Sequence[str]) -> list[int]:
        """The places in these arrays of those beside which there is room for their names: marks at
        *x*, *y* (pixels) are not covered, nor other names."""
        taken = set(_cell_numbers(x, y).tolist())
        chosen: list[int] = []
        for place, (at_x, at_y, text) in enumerate(zip(x.tolist(), y.tolist(), texts, strict=True)):
            size = self._picture(text).deviceIndependentSize()
            cells = _cells(at_x + AWAY_PX, at_y, size.width() - 2, size.height() / 2 - 3)
            if taken.isdisjoint(cells):
                taken.update(cells)
                chosen.append(place)
                if len(chosen) >= LABELS_MOST:
                    break
        return chosen

    def paint(self, painter: QPainter, x: float, y: float, text: str) -> None:
        """Put *text* beside a mark in *x*, *y*."""
        picture = self._picture(text)
        scale = self._scale
        top = y - picture.deviceIndependentSize().height() / 2
        at = QPointF(round((x + AWAY_PX) * scale) / scale, round(top * scale) / scale)
        painter.drawPixmap(at, picture)

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


def _cell_numbers(x: Floats, y: Floats) -> Floats:
    return np.floor(x / _CELL[0]) * _ROW + np.floor(y / _CELL[1])


def _cells(left: float, middle: float, width: float, half: float) -> set[float]:
    """Numbers of the cells that a name covers."""
    columns = range(math.floor(left / _CELL[0]), math.floor((left + width) / _CELL[0]) + 1)
    rows = range(math.floor((middle - half) / _CELL[1]), math.floor((middle + half) / _CELL[1]) + 1)
    return {float(column * _ROW + row) for column in columns for row in rows}
