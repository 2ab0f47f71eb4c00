"""Names on the map: which are shown, where they stand, and their pictures.

A name avoids discs, marks and the names before it: countries first, then places by how many live
there. It is tried at ten or so places round its own; where none is free it is left out. Names that
stood before stay where they are while the view moves, so that nothing dances.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from facespace_desk.map.basemap import Basemap
from facespace_desk.map.frame import Frame
from facespace_desk.map.geo import to_world
from facespace_desk.map.style import MapStyle, country_font, place_font

COUNTRY = -1  # a label's rank; others are ranks of `place_font`
_HALO_PX = 2  # room round a name's picture
_GRID_PX = 4  # the free room is known in squares of this size
_PAST_PX = 32.0  # past a large disc that stands on the place
_GAP_PX = 3.0  # between a name and what it avoids
_KEPT_PICTURES = 700
_MOST_TRIED = 130
_MOST_SHOWN = 80
_FIRST_COUNTRY_ZOOM, _LAST_COUNTRY_ZOOM = 1.3, 7.5
_RANKS_A_ZOOM = 1.25
_LARGE_CITY, _CITY = 1_000_000, 200_000
# From this zoom on, places with at least so many people are named.
_PEOPLE = (
    (3.4, 5_000_000),
    (4.2, 2_000_000),
    (5.0, 600_000),
    (6.0, 200_000),
    (7.0, 80_000),
    (8.0, 30_000),
    (9.0, 10_000),
    (10.0, 0),
)
# Where a name's middle may stand from its place: in widths and heights of the name, and then in
# directions that keep clear of a disc on the place itself.
_NEAR = ((0.0, 0.0), (0.0, 1.2), (0.0, -1.2), (0.55, 0.0), (-0.55, 0.0))
_FAR = ((0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0), (0.7, 0.8))
_WIDE = ((0.0, 2.4), (0.0, -2.4), (0.4, 1.6), (-0.4, 1.6), (0.4, -1.6), (-0.4, -1.6), (0.0, 3.6))


@dataclass(frozen=True, slots=True)
class Label:
    """A name that stands somewhere. *x*, *y* are its middle, logical pixels of its frame."""

    number: int  # of the place, or -1 - that of the country
    text: str
    rank: int
    x: float
    y: float
    choice: int  # which of the places that were tried


@dataclass(frozen=True, slots=True)
class Clear:
    """Where names may be seen: wholly in *area*, and not under *plates*. Pixels of the scene.

    A name that is cut by an edge is hard to read and restless; it waits until it fits.
    """

    area: QRectF
    plates: tuple[QRectF, ...] = ()

    def holds(self, label: Label) -> bool:
        wide, high = size_of(label.text, label.rank)
        place = QRectF(label.x - wide / 2, label.y - high / 2, wide, high)
        return self.area.contains(place) and not any(map(place.intersects, self.plates))


class LabelPictures:
    """Pictures of names with a halo, for one style and scale of the screen."""

    def __init__(self, style: MapStyle, scale: float) -> None:
        self._style = style
        self._scale = scale
        self._pictures: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()

    def picture(self, text: str, rank: int, deadline: float) -> QPixmap | None:
        """The picture; None when it would have to be drawn after *deadline* (perf_counter)."""
        key = (text, rank)
        found = self._pictures.get(key)
        if found is None:
            if time.perf_counter() > deadline:
                return None
            found = self._pictures[key] = self._draw(text, rank)
            while len(self._pictures) > _KEPT_PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return found

    def paint(
        self, painter: QPainter, labels: Iterable[Label], clear: Clear, deadline: float = math.inf
    ) -> bool:
        """Draw the names that stand clear; whether all pictures could be made in time."""
        is_complete = True
        scale = self._scale
        for label in labels:
            if not clear.holds(label):
                continue
            picture = self.picture(label.text, label.rank, deadline)
            if picture is None:
                is_complete = False
                continue
            left = round(label.x * scale - picture.width() / 2) / scale
            top = round(label.y * scale - picture.height() / 2) / scale
            painter.drawPixmap(QPointF(left, top), picture)
        return is_complete

    def _draw(self, text: str, rank: int) -> QPixmap:
        font = font_of(rank)
        wide, high = size_of(text, rank)
        scale = self._scale
        picture = QPixmap(
            math.ceil((wide + 2 * _HALO_PX) * scale), math.ceil((high + 2 * _HALO_PX) * scale)
        )
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(font)
        base = QPointF(_HALO_PX, _HALO_PX + QFontMetricsF(font).ascent())
        painter.setPen(self._style.halo)
        for turn in range(8):
            away = QPointF(math.cos(turn * math.pi / 4), math.sin(turn * math.pi / 4)) * 1.2
            painter.drawText(base + away, text)
        painter.setPen(self._ink(rank))
        painter.drawText(base, text)
        painter.end()
        return picture

    def _ink(self, rank: int) -> QColor:
        style = self._style
        return style.country if rank == COUNTRY else (style.place if rank < 2 else style.town)


def font_of(rank: int) -> QFont:
    return country_font() if rank == COUNTRY else place_font(rank)


_SIZES: dict[tuple[str, int], tuple[float, float]] = {}


def size_of(text: str, rank: int) -> tuple[float, float]:
    """Width and height of a name in logical pixels."""
    key = (text, rank)
    if key not in _SIZES:
        metrics = QFontMetricsF(font_of(rank))
        _SIZES[key] = (math.ceil(metrics.horizontalAdvance(text)), math.ceil(metrics.height()))
    return _SIZES[key]


class Room:
    """Which squares of a frame are taken: a row of squares is the bits of one number, because a
    name is tried at thousands of places in a frame."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._rows = [0] * (math.ceil(height / _GRID_PX) + 1)

    def is_free(self, x: float, y: float, half_x: float, half_y: float) -> bool:
        """Whether a rectangle with its middle at *x*, *y* is wholly inside and touches nothing."""
        if not (half_x <= x <= self.width - half_x and half_y <= y <= self.height - half_y):
            return False
        mask, first, end = self._squares(x, y, half_x, half_y)
        return not any(row & mask for row in self._rows[first:end])

    def take(self, x: float, y: float, half_x: float, half_y: float) -> None:
        mask, first, end = self._squares(x, y, half_x, half_y)
        rows = self._rows
        for number in range(first, min(end, len(rows))):
            rows[number] |= mask

    def _squares(self, x: float, y: float, half_x: float, half_y: float) -> tuple[int, int, int]:
        """Bits of a rectangle in each of its rows, and the first row and the one after the last."""
        left, right = max(int((x - half_x) / _GRID_PX), 0), max(int((x + half_x) / _GRID_PX), -1)
        top, bottom = max(int((y - half_y) / _GRID_PX), 0), max(int((y + half_y) / _GRID_PX), -1)
        return ((1 << (right + 1 - left)) - 1 << left if right >= left else 0), top, bottom + 1


class LabelLayout:
    """Chooses names of one basemap for a frame."""

    def __init__(self, basemap: Basemap) -> None:
        self._places = basemap.places
        countries = basemap.countries
        self._countries = [name.upper() for name in countries.names]
        self._country_x, self._country_y = to_world(countries.lon, countries.lat)
        self._country_rank = countries.rank

    def choose(
        self, frame: Frame, zoom: float, room: Room, stood: dict[int, int] | None = None
    ) -> list[Label]:
        """Names for a frame; *room* knows what they must avoid, and learns where they stand.

        *stood* are choices of a moment ago by number: those come first and keep their place.
        """
        wanted = [*self._wanted_countries(frame, zoom), *self._wanted_places(frame, zoom)]
        before = stood or {}
        wanted.sort(key=lambda one: one[0] not in before)  # stable: otherwise as they came
        shown = []
        for number, text, rank, x, y in wanted[:_MOST_TRIED]:
            label = _placed(room, (number, text, rank), x, y, before.get(number))
            if label is not None:
                shown.append(label)
                if len(shown) >= _MOST_SHOWN:
                    break
        return shown

    def _wanted_countries(
        self, frame: Frame, zoom: float
    ) -> Iterator[tuple[int, str, int, float, float]]:
        if zoom > _LAST_COUNTRY_ZOOM:
            return
        x, y, inside = _in_frame(frame, self._country_x, self._country_y)
        inside &= self._country_rank <= _RANKS_A_ZOOM * (zoom - _FIRST_COUNTRY_ZOOM)
        for number in np.flatnonzero(inside).tolist():
            text = self._countries[number]
            yield -1 - number, text, COUNTRY, float(x[number]), float(y[number])

    def _wanted_places(
        self, frame: Frame, zoom: float
    ) -> Iterator[tuple[int, str, int, float, float]]:
        least = next((people for since, people in reversed(_PEOPLE) if zoom >= since), None)
        if least is None:
            return
        places = self._places
        # The most people come first: those with enough are a slice.
        end = int(np.searchsorted(-places.population, -least, side="right"))
        x, y, inside = _in_frame(frame, places.x[:end], places.y[:end])
        for number in np.flatnonzero(inside)[:_MOST_TRIED].tolist():
            people = int(places.population[number])
            rank = (people < _LARGE_CITY) + (people < _CITY)
            yield number, places.names[number], rank, float(x[number]), float(y[number])


def _in_frame(
    frame: Frame, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Logical pixels of world points in the nearest copy, and which lie in the frame."""
    middle = frame.middle_x
    across = x - middle
    across -= np.round(across)
    px = ((across + middle) * frame.scale - frame.left) / frame.dpr
    py = (y * frame.scale - frame.top) / frame.dpr
    inside = (px >= 0) & (py >= 0)
    inside &= (px <= frame.width / frame.dpr) & (py <= frame.height / frame.dpr)
    return px, py, inside


def _placed(
    room: Room, what: tuple[int, str, int], x: float, y: float, stood: int | None
) -> Label | None:
    number, text, rank = what
    wide, high = size_of(text, rank)
    half_x, half_y = wide / 2 + _GAP_PX, high / 2
    choices = list(enumerate(_choices(wide, high, rank)))
    if stood is not None:
        choices.insert(0, choices[stood])
    for choice, (dx, dy) in choices:
        if room.is_free(x + dx, y + dy, half_x, half_y):
            room.take(x + dx, y + dy, half_x, half_y)
            return Label(number, text, rank, x + dx, y + dy, choice)
    return None


def _choices(wide: float, high: float, rank: int) -> list[tuple[float, float]]:
    near = [(dx * wide, dy * high) for dx, dy in _NEAR]
    if rank == COUNTRY:  # it may stand anywhere in the country
        return near + [(dx * wide, dy * high) for dx, dy in _WIDE]
    far = [(dx * (wide / 2 + _PAST_PX), dy * (high / 2 + _PAST_PX)) for dx, dy in _FAR]
    return near + far
