"""What part of the world a view shows, and the arithmetic between world and pixels.

Pixels are logical ones, from the view's top left corner. At zoom z the whole world is 256 · 2^z
pixels wide, as in every web map; zoom is a real number. No place is seen twice: the least zoom of a
view lets the world fill its longer side.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from facespace_desk.map import geo
from facespace_desk.map.geo import Floats

WORLD_PX = 256  # width of the world at zoom 0
MAX_ZOOM = 20.0  # 15 cm a pixel


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view of *width* by *height* logical pixels with its middle at world (cx, cy).

    A view made by any method here is clamped: cx in [0, 1), nothing beyond the world's top and
    bottom, zoom between `min_zoom` and MAX_ZOOM. One made by hand becomes so by `clamp()`.
    """

    cx: float = 0.5
    cy: float = 0.5
    zoom: float = 0.0
    width: int = WORLD_PX
    height: int = WORLD_PX
    dpr: float = 1.0  # device pixels in a logical one

    @property
    def world_px(self) -> float:
        """Width of the whole world in pixels."""
        return WORLD_PX * float(2.0**self.zoom)

    @property
    def min_zoom(self) -> float:
        """The zoom at which the world fills the longer side."""
        return math.log2(max(self.width, self.height, 1) / WORLD_PX)

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """World x0, y0, x1, y1 of the view; x0 < x1, and either may leave [0, 1) at 180°."""
        half_x, half_y = self.width / self.world_px / 2, self.height / self.world_px / 2
        return self.cx - half_x, self.cy - half_y, self.cx + half_x, self.cy + half_y

    @property
    def metres_per_px(self) -> float:
        """Ground length of a pixel in the view's middle, on the ellipsoid's equator scaled."""
        lat = math.radians(self.centre[0])
        return geo.EQUATOR_M * math.cos(lat) / self.world_px

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of the middle."""
        lon, lat = geo.to_lonlat(self.cx, self.cy)
        return float(lat), float(lon)

    def bounds(self) -> tuple[float, float, float, float]:
        """South, west, north, east; west > east when the view crosses 180°."""
        x0, y0, x1, y1 = self.rect
        if x1 - x0 >= 1.0:
            west, east = -180.0, 180.0
        else:
            west, east = (float(lon) for lon in geo.to_lonlat([x0, x1], 0.5)[0])
        north, south = (float(lat) for lat in geo.to_lonlat(0.5, [y0, y1])[1])
        return south, west, north, east

    def to_px(self, x: ArrayLike, y: ArrayLike, *, nearest: bool = True) -> tuple[Floats, Floats]:
        """Pixels of world points.

        With *nearest* each point is taken in the copy of the world nearest to the view's middle.
        Without, x counts as it is: for outlines, which must hang together.
        """
        across = np.asarray(x, dtype=np.float64) - self.cx
        if nearest:
            across = across - np.round(across)
        down = np.asarray(y, dtype=np.float64) - self.cy
        return across * self.world_px + self.width / 2, down * self.world_px + self.height / 2

    def to_world(self, px: ArrayLike, py: ArrayLike) -> tuple[Floats, Floats]:
        """World points of pixels; x in [0, 1), y may lie outside the world only off the view."""
        x = self.cx + (np.asarray(px, dtype=np.float64) - self.width / 2) / self.world_px
        y = self.cy + (np.asarray(py, dtype=np.float64) - self.height / 2) / self.world_px
        x = x % 1.0
        return np.where(x >= 1.0, 0.0, x), y

    def place_at(self, px: float, py: float) -> tuple[float, float]:
        """Latitude and longitude under a pixel."""
        x, y = self.to_world(px, py)
        lon, lat = geo.to_lonlat(x, np.clip(y, 0.0, 1.0))
        return float(lat), float(lon)

    def pan(self, dx: float, dy: float) -> Viewport:
        """The view with its content moved by pixels: positive right and down, as a hand drags."""
        return replace(
            self, cx=self.cx - dx / self.world_px, cy=self.cy - dy / self.world_px
        ).clamp()

    def zoom_at(self, px: float, py: float, zoom: float) -> Viewport:
        """The view at another zoom; the place under the pixel stays as far as clamping lets."""
        zoom = min(max(zoom, self.min_zoom), MAX_ZOOM)
        after = replace(self, zoom=zoom)
        x = self.cx + (px - self.width / 2) / self.world_px
        y = self.cy + (py - self.height / 2) / self.world_px
        return replace(
            after,
            cx=x - (px - self.width / 2) / after.world_px,
            cy=y - (py - self.height / 2) / after.world_px,
        ).clamp()

    def go_to(self, lat: float, lon: float, zoom: float | None = None) -> Viewport:
        """The view with a place in its middle."""
        x, y = geo.to_world(lon, lat)
        at = self.zoom if zoom is None else zoom
        return replace(self, cx=float(x), cy=float(y), zoom=at).clamp()

    def fit(
        self,
        south: float,
        west: float,
        north: float,
        east: float,
        *,
        padding_px: float = 40.0,
        max_zoom: float = 15.0,
    ) -> Viewport:
        """The closest view that shows a whole box with *padding_px* round it.

        west > east crosses 180°. A box of no size is shown at *max_zoom*. Where the least zoom
        cannot show all, its middle is in the view's.
        """
        (x0, x1), (y1, y0) = geo.to_world([west, east], [south, north])
        wide, high = float((x1 - x0) % 1.0), float(y1 - y0)
        if east - west >= 360.0:
            wide = 1.0
        zoom = max_zoom
        for span, side in ((wide, self.width), (high, self.height)):
            free = max(side - 2 * padding_px, 1.0)
            if span > 0:
                zoom = min(zoom, math.log2(free / span / WORLD_PX))
        cx, cy = float(x0) + wide / 2, float(y0) + high / 2
        return replace(self, cx=cx, cy=cy, zoom=zoom).clamp()

    def resized(self, width: int, height: int, dpr: float | None = None) -> Viewport:
        """The view with the same middle and zoom in another size."""
        ratio = self.dpr if dpr is None else dpr
        return replace(self, width=width, height=height, dpr=ratio).clamp()

    def clamp(self) -> Viewport:
        """The nearest view that shows the world only."""
        zoom = min(max(self.zoom, self.min_zoom), MAX_ZOOM)
        half = self.height / (WORLD_PX * float(2.0**zoom)) / 2
        cy = 0.5 if half >= 0.5 else min(max(self.cy, half), 1.0 - half)
        cx = self.cx % 1.0
        return replace(self, cx=0.0 if cx >= 1.0 else cx, cy=cy, zoom=zoom)
