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
    steps   int16 or 32 (p, 2), in units of 2^shift: the difference to the point before; a cell's
            first point is counted from the cell's top left corner, every further ring's or line's
            first from the last point of the one before
    shift   uint8 ()

A layer without data in a LOD is left out (admin1 in 110m).

Places and labels: see places.py for `place_...`; `country_...` are label points of countries:

    country_names  uint8     UTF-8, one per line
    country_codes  uint8     ISO 3166 two-letter codes one per line, empty where there is none
    country_lon, country_lat float32: a point well inside the largest part
    country_rank   uint8     0 (room for the name from zoom 2) to 6 (from zoom 8)
    meta           uint8     UTF-8, `key=value` lines: `layout=1`, and what it was built from
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from facespace_desk import assets
from facespace_desk.map.geo import Floats
from facespace_desk.map.places import Places, texts

UNITS = 1 << 26  # integer Mercator units across the world
MARGIN = 64  # a cell reaches 1/64 of its side beyond itself
FILLED = ("land", "lakes")
LINES = ("rivers", "admin1", "borders")
LAYERS = FILLED + LINES  # in the order of painting
ATTRIBUTION = "Natural Earth · GeoNames"  # GeoNames' licence asks that it be seen

_LAYOUT = "1"


@dataclass(frozen=True)
class Lod:
    """A level of detail: its name in the file, the zoom of its cells, its least tile zoom."""

    name: str
    cell_zoom: int


LODS = (Lod("110m", 0), Lod("50m", 2), Lod("10m", 5))


def lod_for(tile_zoom: int) -> Lod:
    """The finest level of detail that a tile of this zoom can be drawn from."""
    return next(lod for lod in reversed(LODS) if lod.cell_zoom <= max(tile_zoom, 0))


@dataclass(frozen=True)
class Shapes:
    """Rings or lines of one layer in one cell.

    *points* are (n, 2) float64, world coordinates times UNITS (whole numbers); shape i is
    points[starts[i]:starts[i + 1]]. Rings are not closed: their first point is not repeated.
    """

    points: Floats
    starts: NDArray[np.int64]
    filled: bool


@dataclass(frozen=True)
class CountryLabels:
    """Label points of countries, those with the most room first.

    A name has room from zoom 2 + rank on. *codes* are "" where ISO 3166 has none.
    """

    names: tuple[str, ...]
    codes: tuple[str, ...]
    lon: Floats
    lat: Floats
    rank: NDArray[np.uint8]


@dataclass(frozen=True)
class _Sheet:
    """One layer in one level of detail, still coded."""

    numbers: dict[int, int]  # cell number to position
    first_part: NDArray[np.int64]
    first_point: NDArray[np.int64]
    steps: NDArray[Any]
    shift: int

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> _Sheet:
        """Raises ValueError when its arrays do not fit together."""
        cells, parts, sizes, steps, shift = (
            arrays[f"{name}_{part}"] for part in ("cells", "parts", "sizes", "steps", "shift")
        )
        first_part = _starts(parts)
        first_point = _starts(sizes)
        fits = len(cells) == len(parts) and first_part[-1] == len(sizes)
        if not fits or steps.shape != (first_point[-1], 2):
            raise ValueError(f"the basemap's {name} does not fit together")
        numbers = {int(cell): at for at, cell in enumerate(cells)}
        return cls(numbers, first_part, first_point, steps, int(shift))


class Basemap:
    """What the file holds, read once by `load`; safe to read from several threads.

    Attributes: `places` (the most people first), `countries`, `meta` (what it was built from).
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Raises ValueError when *arrays* are no basemap of this layout."""
        try:
            self.meta = dict(line.split("=", 1) for line in texts(arrays["meta"]))
            if self.meta.get("layout") != _LAYOUT:
                raise ValueError("the basemap has another layout")
            self._sheets = {
                (layer, lod.name): _Sheet.of(arrays, f"{layer}_{lod.name}")
                for layer in LAYERS
                for lod in LODS
                if f"{layer}_{lod.name}_cells" in arrays
            }
            self.places = Places.of(arrays)
            self.countries = CountryLabels(
                names=texts(arrays["country_names"]),
                codes=texts(arrays["country_codes"]),
                lon=arrays["country_lon"].astype(np.float64),
                lat=arrays["country_lat"].astype(np.float64),
                rank=arrays["country_rank"],
            )
        except KeyError as error:
            raise ValueError(f"the basemap has no {error.args[0]}") from error

    @classmethod
    def load(cls, path: Path | None = None) -> Basemap:
        """Reads the file; about 100 ms, so in a worker thread.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no basemap of this layout.
        """
        where = path or assets.path("map", "basemap.npz")
        try:
            with where.open("rb") as stream:
                arrays = _arrays(stream)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise ValueError(f"{where.name} is no basemap") from error
        return cls(arrays)

    def shapes(self, layer: str, lod: Lod, cell_x: int, cell_y: int) -> Shapes | None:
        """Shapes of a layer in a cell; None when there are none.

        Decoded at each call: 0.2 ms for the largest cell of 10m, 1 ms for that of 110m.
        """
        sheet = self._sheets.get((layer, lod.name))
        side = 1 << lod.cell_zoom
        if sheet is None or not (0 <= cell_x < side and 0 <= cell_y < side):
            return None
        at = sheet.numbers.get(cell_y * side + cell_x)
        if at is None:
            return None
        starts = sheet.first_point[sheet.first_part[at] : sheet.first_part[at + 1] + 1]
        steps = sheet.steps[starts[0] : starts[-1]]
        points = np.cumsum(steps, axis=0, dtype=np.float64)
        points *= 1 << sheet.shift
        points += np.array([cell_x, cell_y]) * (UNITS >> lod.cell_zoom)
        return Shapes(points, starts - starts[0], layer in FILLED)

    def for_tile(self, zoom: int, x: int, y: int) -> dict[str, Shapes]:
        """All layers that a tile shows, in painting order; x and y as in web maps."""
        lod = lod_for(zoom)
        down = zoom - lod.cell_zoom
        found = {layer: self.shapes(layer, lod, x >> down, y >> down) for layer in LAYERS}
        return {layer: shapes for layer, shapes in found.items() if shapes is not None}


def _arrays(stream: BinaryIO) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(stream) as archive:
        return {
            name.removesuffix(".npy"): np.lib.format.read_array(
                io.BytesIO(archive.read(name)), allow_pickle=False
            )
            for name in archive.namelist()
        }


def _starts(sizes: NDArray[Any]) -> NDArray[np.int64]:
    """Where each of some runs begins, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
