"""The embedded basemap: coasts, borders, lakes, rivers, provinces and places, from one npz file.

`resources/map/basemap.npz` is made by packaging/build_basemap.py out of Natural Earth and GeoNames
(resources/map/LICENSE.txt). It holds no Python objects and is read with allow_pickle=False.

Layout. Geometry comes in three levels of detail (LODs). Each is clipped to square cells of one zoom
(the world in 2^zoom by 2^zoom), with a margin of 1/64 of a cell on all sides, so that a raster tile
whose zoom is at least the LOD's cell zoom is drawn from exactly one cell and cut edges stay out of
sight. Never draw several cells into one odd-even path: their margins would cancel.

    LOD    cell zoom   for tile zooms (a tile is 1/2^zoom of the world, 512 logical pixels)
    110m   0           0, 1
    50m    2           2 to 4
    10m    5           5 and above

Coordinates are integer Mercator: the world square is [0, 2^26)², x east, y south (0.6 m a unit at
the equator). Shapes that cross 180° are there on both sides, and reach into the margin beyond.

For each LOD and each of the LAYERS (rings to fill by the odd-even rule: land, lakes; lines: rivers,
admin1, borders), `<layer>_<lod>_...`:

    cells   uint16 (c)     cell number y · 2^zoom + x, ascending; a cell not named holds nothing
    parts   uint32 (c)     how many rings or lines each cell has
    sizes   uint16 or 32   how many points each ring or line has (a ring's first is not repeated)
    steps   int16 or 32 (p, 2), in units of 2^<shift>: the difference to the point before; a cell's
            first point is counted from the cell's top left corner, every further ring's or line's
            first from the last point of the one before
    shift   uint8

A layer without data in a LOD is left out (admin1 in 110m).

Places and labels: see places.py for `place_...`; `country_...` are label points of countries:

    country_names  uint8     UTF-8, one per line
    country_codes  uint8     ISO 3166 two-letter codes one per line, empty where there is none
    country_lon, country_lat float32: a point well inside the largest part
    country_rank   uint8     0 the largest countries (label from zoom 2) to 6 the smallest
    meta           uint8     UTF-8, `key=value` lines: what it was built from
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

UNITS = 1 << 26  # integer Mercator units across the world
MARGIN = 64  # a cell reaches 1/64 of its side beyond itself
FILLED = ("land", "lakes")
LINES = ("rivers", "admin1", "borders")
LAYERS = FILLED + LINES  # in the order of painting


@dataclass(frozen=True)
class Lod:
    """A level of detail: its name in the file, the zoom of its cells, the first tile zoom it serves."""

    name: str
    cell_zoom: int


LODS = (Lod("110m", 0), Lod("50m", 2), Lod("10m", 5))


def lod_for(tile_zoom: int) -> Lod:
    """The finest level of detail that a tile of this zoom can be drawn from."""


@dataclass(frozen=True)
class Shapes:
    """Rings or lines of one layer in one cell.

    *points* are (n, 2) float64 world coordinates times UNITS (whole numbers); shape i is
    points[starts[i]:starts[i + 1]]. Rings are not closed: their first point is not repeated.
    """

    points: NDArray[np.float64]
    starts: NDArray[np.int64]
    filled: bool


@dataclass(frozen=True)
class CountryLabels:
    """Label points of countries, the largest first."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    rank: NDArray[np.uint8]


class Basemap:
    """What the file holds, read once by `load`; safe to read from several threads.

    Attributes: `places` (places.Places, the most people first), `countries` (CountryLabels),
    `meta` (dict of str: what it was built from).
    """

    @classmethod
    def load(cls, path: Path | None = None) -> Basemap:
        """Reads the file; about 100 ms, so in a worker thread.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no basemap of this layout.
        """

    def shapes(self, layer: str, lod: Lod, cell_x: int, cell_y: int) -> Shapes | None:
        """Shapes of a layer in a cell; None when there are none. Decodes at each call (some ms)."""

    def for_tile(self, zoom: int, x: int, y: int) -> dict[str, Shapes]:
        """All layers that a tile shows, in painting order; x and y as in web maps."""
