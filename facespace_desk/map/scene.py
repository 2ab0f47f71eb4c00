"""What is shown of the points at one zoom: discs, single marks and names, placed once and painted
many times.

A scene reaches beyond the view, so that moving the view a little only copies pictures. It answers
what lies under the pointer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from facespace_desk.map.frame import Frame
from facespace_desk.map.heat import heat_picture, margin_world
from facespace_desk.map.index import INACTIVE, MAX_LEVEL, Clusters, PointIndex
from facespace_desk.map.labels import Label, LabelLayout, Room
from facespace_desk.map.morton import Ints, Rect
from facespace_desk.map.sprites import DOT_PX, Sprites, disc_radius
from facespace_desk.map.stamps import stamped
from facespace_desk.map.style import DISC_MARGIN_PX, MapStyle

Pixels = NDArray[np.float64]

CLOSE_ZOOM = 13  # from here on only points that nearly touch are gathered
JOIN_PX, CLOSE_JOIN_PX = 54.0, 12.0
HEAT_UNTIL_ZOOM = 12.0  # closer, points are shown one by one in any case
_STAMPED_FROM = 1_500  # so many single points are stamped, not painted one by one
_AVOIDED = 400  # names avoid at most so many single points
_HIT_PX = 4.0  # a click may miss by so much


@dataclass(frozen=True)
class Show:
    """Which of a scene's parts are wanted."""

    clusters: bool = True
    heat: bool = False
    names: bool = True


@dataclass(frozen=True)
class Marks:
    """Discs and single points of a scene; arrays of one length, the smallest first.

    *x*, *y* are logical pixels of the scene. *row* is -1 for a disc.
    """

    x: Pixels
    y: Pixels
    count: Ints
    inactive: Ints
    row: Ints
    reach: Pixels  # how far from the middle a mark can be clicked
    clusters: Clusters | None = None  # the discs behind them, in the order of `order`
    order: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.x)


@dataclass
class Scene:
    """A part of the map at one zoom, ready to be painted."""

    frame: Frame
    zoom: float
    marks: Marks
    states: NDArray[np.uint8]  # of the index's rows, for single points
    labels: list[Label]
    stamp: QImage | None = None
    heat: QImage | None = None
    has_marks: bool = True

    def paint_heat(self, painter: QPainter) -> None:
        if self.heat is not None:
            self.heat.setDevicePixelRatio(self.frame.dpr)
            painter.drawImage(QPointF(0, 0), self.heat)

    def paint_marks(self, painter: QPainter, sprites: Sprites) -> None:
        """Draw discs and points in logical pixels from the scene's corner."""
        if not self.has_marks:
            return
        if self.stamp is not None:
            self.stamp.setDevicePixelRatio(self.frame.dpr)
            painter.drawImage(QPointF(0, 0), self.stamp)
            return
        marks = self.marks
        values = zip(
            marks.x.tolist(),
            marks.y.tolist(),
            marks.count.tolist(),
            marks.inactive.tolist(),
            marks.row.tolist(),
            strict=True,
        )
        for x, y, count, inactive, row in values:
            if row >= 0:
                sprites.paint_dot(painter, x, y, int(self.states[row]))
            else:
                sprites.paint_disc(painter, x, y, count, inactive)

    def hit(self, x: float, y: float) -> int:
        """Number of the mark under a point of the scene, the topmost; -1 when there is none."""
        if not self.has_marks or not len(self.marks):
            return -1
        marks = self.marks
        away = np.hypot(marks.x - x, marks.y - y)
        near = np.flatnonzero(away <= marks.reach)
        if not len(near):
            return -1
        if self.stamp is not None:
            return int(near[np.argmin(away[near])])
        return int(near[-1])

    def rows_of(self, index: PointIndex, number: int) -> Ints:
        """Rows of the points that a mark stands for, ascending."""
        marks = self.marks
        if marks.row[number] >= 0 or marks.clusters is None:
            return marks.row[number : number + 1]
        return index.rows_of(marks.clusters, int(marks.order[number]))


@dataclass(frozen=True)
class Material:
    """What scenes are made of."""

    index: PointIndex | None
    states: NDArray[np.uint8]  # of the index's rows
    sprites: Sprites
    layout: LabelLayout | None  # None: no names


def build_scene(
    frame: Frame, zoom: float, show: Show, material: Material, stood: dict[int, int] | None = None
) -> Scene:
    """The scene of *frame*. *stood* are the names of a moment ago, see `LabelLayout.choose`."""
    scene = Scene(frame, zoom, _NO_MARKS, material.states, [])
    if material.index is not None:
        if show.heat and zoom < HEAT_UNTIL_ZOOM:
            scene.heat = _heat(frame, material.index, material.sprites.style)
            scene.has_marks = False
        elif show.clusters:
            scene.marks = _clustered(frame, zoom, material.index)
        else:
            scene.marks, scene.stamp = _singles(frame, material)
    if material.layout is not None and show.names:
        room = Room(frame.width / frame.dpr, frame.height / frame.dpr)
        if scene.has_marks and scene.stamp is None:
            _take_marks(room, scene.marks)
        scene.labels = material.layout.choose(frame, zoom, room, stood)
    return scene


def _wrapped(frame: Frame, margin: float) -> tuple[Rect, int]:
    """A frame's world rectangle, moved so that its middle is in [0, 1), and by how many worlds."""
    copy = int(np.floor(frame.middle_x))
    x0, y0, x1, y1 = frame.rect
    return (x0 - copy - margin, y0 - margin, x1 - copy + margin, y1 + margin), copy


def _clustered(frame: Frame, zoom: float, index: PointIndex) -> Marks:
    is_close = zoom >= CLOSE_ZOOM
    join_px = CLOSE_JOIN_PX if is_close else JOIN_PX
    level = min(round(zoom) + (5 if is_close else 2), MAX_LEVEL)
    rect, copy = _wrapped(frame, 0.0)
    join = join_px * frame.dpr / frame.scale
    clusters = index.clusters(level, rect, merge=join)
    order = np.argsort(clusters.count, kind="stable")
    count, row = clusters.count[order], clusters.row[order]
    x, y = _to_px(frame, clusters.x[order] + copy, clusters.y[order])
    radius = np.array([disc_radius(number) for number in count.tolist()], np.float64)
    reach = np.where(row >= 0, DOT_PX + _HIT_PX, radius + DISC_MARGIN_PX)
    return Marks(x, y, count, clusters.inactive[order], row, reach, clusters, order)


def _singles(frame: Frame, material: Material) -> tuple[Marks, QImage | None]:
    assert material.index is not None
    states = material.states
    rect, copy = _wrapped(frame, DOT_PX * frame.dpr / frame.scale)
    rows, world_x, world_y = material.index.points(rect)
    world_x = world_x + copy
    stamp = None
    if len(rows) >= _STAMPED_FROM:
        stamp = stamped(frame, world_x, world_y, states[rows], material.sprites.style)
    x, y = _to_px(frame, world_x, world_y)
    ones = np.ones(len(rows), np.int64)
    inactive = (states[rows] == INACTIVE).astype(np.int64)
    return Marks(x, y, ones, inactive, rows, np.full(len(rows), DOT_PX + _HIT_PX)), stamp


def _heat(frame: Frame, index: PointIndex, style: MapStyle) -> QImage:
    rect, copy = _wrapped(frame, margin_world(frame))
    _rows, x, y = index.points(rect)
    return heat_picture(frame, x + copy, y, style)


def _to_px(frame: Frame, x: Pixels, y: Pixels) -> tuple[Pixels, Pixels]:
    return (x * frame.scale - frame.left) / frame.dpr, (y * frame.scale - frame.top) / frame.dpr


def _take_marks(room: Room, marks: Marks) -> None:
    is_disc = marks.row < 0
    if np.count_nonzero(~is_disc) > _AVOIDED:
        chosen: Sequence[int] = np.flatnonzero(is_disc).tolist()
    else:
        chosen = range(len(marks))
    for number in chosen:
        half = float(marks.reach[number]) - (_HIT_PX if marks.row[number] >= 0 else 0.0)
        room.take(float(marks.x[number]), float(marks.y[number]), half, half)


_NOTHING = np.zeros(0, np.int64)
_NO_MARKS = Marks(np.zeros(0), np.zeros(0), _NOTHING, _NOTHING, _NOTHING, np.zeros(0))
