"""Whole pictures, for a close look at them: from a file of this computer, or from the studio.

A picture comes with smaller copies of itself, each half of the one before, so that painting it at
any size costs no more than the pixels on screen. No Qt; libvips is loaded with the first picture.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from facespace_desk.files import make_private_directory
from facespace_desk.pictures.raster import RGBA
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab.previews import MOST_BYTES, Wanted, address_of

if TYPE_CHECKING:
    from facespace_desk.net.storage import Storage
    from facespace_desk.skylab.client import SkylabClient

BOX: Final = (4096, 4096)  # what is larger is made smaller: two of them must fit into memory
SMALLEST_PX: Final = 512  # no copy smaller than this
HELD_BYTES: Final = 320 * 2**20  # about two of the largest pairs
OPAQUE: Final = 255

Source = Path | Wanted
"""A file of this computer, or which picture of a photo at the studio."""


@dataclass(frozen=True)
class Level:
    """Pixels: (height, width, 4) uint8, sRGB, red first, the colours multiplied with alpha."""

    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Pyramid:
    """One picture, largest copy first. `full_width` and `full_height` are those of the file."""

    levels: tuple[Level, ...]
    full_width: int
    full_height: int
    format: str
    has_alpha: bool

    @property
    def bytes(self) -> int:
        return sum(len(level.data) for level in self.levels)

    def level_for(self, width_px: float) -> Level:
        """The smallest copy that need not be made larger to fill *width_px*."""
        fits = [level for level in self.levels if level.width >= width_px]
        return fits[-1] if fits else self.levels[0]


def pyramid_of(path: Path) -> Pyramid:
    """Read the picture at *path*. Blocks.

    Raises:
        PictureTrouble: there is no picture.
    """
    import pyvips  # here, for a thread to wait for

    from facespace_desk.pictures.decode import decode

    raster = decode(path, box=BOX, keep_incomplete=True)
    size = (raster.width, raster.height, raster.channels)
    image = pyvips.Image.new_from_memory(raster.data, *size, "uchar").copy(interpretation="srgb")
    image = image.premultiply().cast("uchar") if raster.has_alpha else image.bandjoin(OPAQUE)
    levels = [Level(image.width, image.height, bytes(image.write_to_memory()))]
    while max(levels[-1].width, levels[-1].height) >= 2 * SMALLEST_PX:
        last = levels[-1]
        image = pyvips.Image.new_from_memory(last.data, last.width, last.height, RGBA, "uchar")
        image = image.shrink(2, 2, ceil=True)
        levels.append(Level(image.width, image.height, bytes(image.write_to_memory())))
    return Pyramid(
        levels=tuple(levels),
        full_width=raster.full_width,
        full_height=raster.full_height,
        format=raster.format,
        has_alpha=raster.has_alpha,
    )


class FullPictures:
    """Reads and fetches, and holds the last few in memory."""

    def __init__(
        self, client: SkylabClient, storage: Storage, work: PictureWork, folder: Path
    ) -> None:
        """*folder* takes a file while it is being fetched."""
        self._client = client
        self._storage = storage
        self._work = work
        self._folder = folder
        self._held: OrderedDict[tuple[Source, int], Pyramid] = OrderedDict()

    async def get(self, source: Source) -> Pyramid:
        """The picture.

        Raises:
            PictureTrouble: there is none in the file.
            ServiceError: the studio does not give it.
            OSError: it cannot be put on the disk.
            WorkDropped: everything is being closed.
        """
        stamp = 0
        if isinstance(source, Path):
            stamp = await asyncio.to_thread(_stamp, source)
        found = self._held.get((source, stamp))
        if found is None:
            found = await (self._read(source) if isinstance(source, Path) else self._fetch(source))
            self._held[source, stamp] = found
            while sum(each.bytes for each in self._held.values()) > HELD_BYTES:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end((source, stamp))
        return found

    def let_go(self) -> None:
        """Hold nothing any more."""
        self._held.clear()

    async def _read(self, path: Path) -> Pyramid:
        return await self._work.run(partial(pyramid_of, path))

    async def _fetch(self, wanted: Wanted) -> Pyramid:
        url = await address_of(self._client, wanted)
        part = self._folder / f"{wanted[0]}-{wanted[1]}.part"
        await asyncio.to_thread(make_private_directory, self._folder)
        try:
            await self._storage.get_file(url, part, cap_bytes=MOST_BYTES, operation="compare")
            return await self._read(part)
        finally:
            await asyncio.to_thread(part.unlink, missing_ok=True)


def _stamp(path: Path) -> int:
    """Another one when the file is another; 0 when it cannot be asked."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
