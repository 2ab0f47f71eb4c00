"""From the basemap's shapes to painter paths, and from those to a picture of one tile.

All of it goes step by step: a worker thread takes a step, then the window has its turn. Neither
numpy on small arrays nor PySide's QPainter lets go of the interpreter, so one step is also the
longest that the window may have to wait.

A tile may show several of the basemap's cells. Each is painted by itself, cut at the pixel where
the next begins: in one path the margins of two cells would cancel each other. Above the zoom where
a cell grows past Qt's raster coordinates it is first cut into smaller ones.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from shiboken6 import VoidPtr

from facespace_desk.map.basemap import LAYERS, MARGIN, UNITS, Basemap, Lod, Shapes, lod_for
from facespace_desk.map.clip import Points, clip_lines, clip_rings
from facespace_desk.map.morton import Rect
from facespace_desk.map.style import MapStyle

TILE_PX = 512  # device pixels
_CELL_DEPTH = 5  # a cell is at most 2^5 times as wide as a tile of its zoom
_LOD_LAG = 0.2  # the finer shapes begin so much above their zoom
_KEPT_CELLS = 400
_KEPT_SHAPES = 24
_BYTES_PER_POINT = 16

Paths = tuple[tuple[str, QPainterPath], ...]  # layer and path, in painting order


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the world at a level of detail; *x*, *y* count cells of *zoom*."""

    lod: Lod
    zoom: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A square picture of the world: *scale* is the world's width, (*left*, *top*) the picture's
    corner in it, *side* its width and height, all in device pixels; *zoom* is the view's."""

    scale: float
    left: int
    top: int
    zoom: float
    side: int = TILE_PX

    @property
    def rect(self) -> Rect:
        """World x0, y0, x1, y1."""
        right, bottom = self.left + self.side, self.top + self.side
        scale = self.scale
        return self.left / scale, self.top / scale, right / scale, bottom / scale


@dataclass(frozen=True, slots=True)
class Part:
    """Where one cell's share of a picture is cut, and how its paths come there."""

    clip: QRect
    transform: QTransform


class PathStore:
    """Painter paths of cells, made when asked for, the least recently used forgotten.

    A store belongs to one thread at a time.
    """

    def __init__(self, basemap: Basemap) -> None:
        self._basemap = basemap
        self._paths: OrderedDict[Cell, Paths] = OrderedDict()
        self._shapes: OrderedDict[tuple[Cell, str], Shapes | None] = OrderedDict()

    def cells(self, rect: Rect, zoom: float) -> list[tuple[Cell, int]]:
        """The cells that a world rectangle shows, each with the copy of the world it lies in."""
        lod = lod_for(max(math.floor(zoom - _LOD_LAG), 0))
        cell_zoom = max(lod.cell_zoom, math.floor(zoom) - _CELL_DEPTH)
        count = 1 << cell_zoom
        columns = range(math.floor(rect[0] * count), math.ceil(rect[2] * count))
        rows = range(max(math.floor(rect[1] * count), 0), min(math.ceil(rect[3] * count), count))
        return [
            (Cell(lod, cell_zoom, column % count, row), column // count)
            for row in rows
            for column in columns
        ]

    def building(self, cell: Cell) -> Iterator[None]:
        """Makes the paths of a cell if there are none, a layer at each step."""
        if cell in self._paths:
            return
        made = []
        for layer in LAYERS:
            path = self._path(cell, layer)
            if path is not None:
                made.append((layer, path))
            yield
        self._paths[cell] = tuple(made)
        while len(self._paths) > _KEPT_CELLS:
            self._paths.popitem(last=False)

    def paths(self, cell: Cell) -> Paths:
        """The paths of a cell in units of the basemap from its corner, made now if need be."""
        for _step in self.building(cell):
            pass
        self._paths.move_to_end(cell)
        return self._paths[cell]

    def _path(self, cell: Cell, layer: str) -> QPainterPath | None:
        depth = cell.zoom - cell.lod.cell_zoom
        whole = Cell(cell.lod, cell.lod.cell_zoom, cell.x >> depth, cell.y >> depth)
        shapes = self._whole(whole, layer)
        if shapes is None:
            return None
        side = UNITS >> cell.zoom
        corner = np.array([cell.x * side, cell.y * side], np.float64)
        if depth == 0:
            starts = shapes.starts
            pieces = [
                shapes.points[starts[i] : starts[i + 1]] - corner for i in range(len(starts) - 1)
            ]
        else:
            low, high = corner - side / MARGIN, corner + side + side / MARGIN
            box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
            cut = clip_rings if shapes.filled else clip_lines
            pieces = [piece - corner for piece in cut(shapes.points, shapes.starts, box)]
        return path_of(pieces, is_closed=shapes.filled) if pieces else None

    def _whole(self, cell: Cell, layer: str) -> Shapes | None:
        """Decoded shapes, kept for a while: many small cells are cut from one."""
        key = (cell, layer)
        if key not in self._shapes:
            self._shapes[key] = self._basemap.shapes(layer, cell.lod, cell.x, cell.y)
            while len(self._shapes) > _KEPT_SHAPES:
                self._shapes.popitem(last=False)
        self._shapes.move_to_end(key)
        return self._shapes[key]


def path_of(pieces: Sequence[Points], *, is_closed: bool) -> QPainterPath:
    """One path of rings or lines, each (n, 2); filled by the odd-even rule."""
    path = QPainterPath()
    for piece in pieces:
        if not len(piece):
            continue
        polygon = QPolygonF()
        polygon.resize(len(piece))
        # The stub knows neither what data() answers nor that a VoidPtr is a buffer.
        memory: Any = VoidPtr(polygon.data(), len(piece) * _BYTES_PER_POINT, True)  # type: ignore[call-arg,arg-type]
        np.frombuffer(memory, np.float64)[:] = piece.ravel()
        path.addPolygon(polygon)
        if is_closed:
            path.closeSubpath()
    return path


def part_of(place: tuple[Cell, int], ground: Ground) -> Part:
    """The share of a cell, in its copy of the world, of a picture."""
    cell, copy = place
    left, top, scale = ground.left, ground.top, ground.scale
    side = scale / (1 << cell.zoom)
    x, y = copy * scale + cell.x * side, cell.y * side
    corner = (round(x) - left, round(y) - top)
    end = (round(x + side) - left, round(y + side) - top)
    clip = QRect(*corner, end[0] - corner[0], end[1] - corner[1])
    factor = scale / UNITS
    return Part(clip, QTransform(factor, 0, 0, factor, x - left, y - top))


def painting(store: PathStore, ground: Ground, style: MapStyle) -> Generator[None, None, QImage]:
    """Makes the picture of a square of the world in steps, and returns it; on any thread."""
    image = QImage(ground.side, ground.side, QImage.Format.Format_RGB32)
    image.fill(style.water)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in store.cells(ground.rect, ground.zoom):
            yield from store.building(place[0])
            paths = store.paths(place[0])
            part = part_of(place, ground)
            for layer, path in paths:
                painter.resetTransform()
                painter.setClipRect(part.clip)
                painter.setTransform(part.transform)
                _paint_layer(painter, layer, path, style)
                yield
    finally:
        painter.end()
    return image


def painted(store: PathStore, ground: Ground, style: MapStyle) -> QImage:
    """The picture of a square of the world, all steps at once."""
    steps = painting(store, ground, style)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            image: QImage = done.value
            return image


def _paint_layer(painter: QPainter, layer: str, path: QPainterPath, style: MapStyle) -> None:
    if layer in ("land", "lakes"):
        painter.setPen(_hairline(style, "coast"))
        painter.setBrush(style.land if layer == "land" else style.water)
    else:
        tone = {"rivers": "river", "admin1": "admin", "borders": "border"}[layer]
        painter.setPen(_hairline(style, tone))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _hairline(style: MapStyle, tone: str) -> QPen:
    """One device pixel at any scale: Qt strokes wider pens ten times slower."""
    pen = QPen(getattr(style, tone), 1.0)
    pen.setCosmetic(True)
    return pen
