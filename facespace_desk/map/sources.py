"""Where raster tiles come from besides the embedded basemap: an XYZ server, or an MBTiles file.

Both are off until the user names one. Nothing is fetched ahead; what is asked for is what is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class TileTrouble(Exception):
    """No tile now, in words for the user; `is_lasting` when asking again soon is of no use."""


@dataclass(frozen=True)
class TileImage:
    """An encoded picture (PNG, JPEG or WebP) whose size was checked, still to be decoded."""

    data: bytes
    width: int
    height: int


class TileSource(Protocol):
    """Tiles in the web's numbering: zoom, x east, y south; `tile_px` logical pixels a side (256)."""

    name: str
    attribution: str
    min_zoom: int
    max_zoom: int

    async def tile(self, zoom: int, x: int, y: int) -> TileImage | None:
        """One tile; None when the source has none there. Raises TileTrouble."""

    async def close(self) -> None:
        """Ends requests and closes files. The source may not be used after."""
