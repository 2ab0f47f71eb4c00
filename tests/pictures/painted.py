"""Pictures that tests look at: made here, so that what they must look like is known.

Four quarters tell which side is up: red, green above; blue, white below.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pyvips

from facespace_desk.pictures import vips
from facespace_desk.pictures.raster import Raster

vips.set_up()

PICTURES = Path(__file__).parent.parent / "data" / "pictures"  # what libvips cannot write
WIDTH, HEIGHT = 320, 200
RED, GREEN, BLUE, WHITE = (210, 40, 40), (40, 170, 60), (40, 60, 200), (240, 240, 240)
CORNERS = {"top left": RED, "top right": GREEN, "bottom left": BLUE, "bottom right": WHITE}


def quarters(width: int = WIDTH, height: int = HEIGHT) -> pyvips.Image:
    """8 bit sRGB."""
    flat = [
        pyvips.Image.black(width // 2, height // 2, bands=3) + list(colour)
        for colour in CORNERS.values()
    ]
    image = pyvips.Image.arrayjoin(flat, across=2)
    return image.cast("uchar").copy(interpretation="srgb").copy_memory()


def noise(width: int, height: int) -> pyvips.Image:
    """As hard to compress as a picture gets: its file is long, and can be cut anywhere."""
    bands = [pyvips.Image.gaussnoise(width, height, mean=128, sigma=50, seed=n) for n in range(3)]
    image = bands[0].bandjoin(bands[1:]).cast("uchar").copy(interpretation="srgb")
    return image.copy_memory()


def deep(image: pyvips.Image) -> pyvips.Image:
    """The same in 16 bits."""
    return (image.cast("ushort") * 257).cast("ushort").copy(interpretation="rgb16")


def with_alpha(image: pyvips.Image, alpha: int) -> pyvips.Image:
    return image.bandjoin(alpha).cast(image.format).copy(interpretation=image.interpretation)


def turned(image: pyvips.Image, orientation: int) -> pyvips.Image:
    """The picture as a camera that is held so stores it, upright by its *orientation* (EXIF)."""
    stored = {
        1: lambda upright: upright,
        2: lambda upright: upright.fliphor(),
        3: lambda upright: upright.rot180(),
        4: lambda upright: upright.flipver(),
        5: lambda upright: upright.rot270().flipver(),
        6: lambda upright: upright.rot270(),
        7: lambda upright: upright.rot90().flipver(),
        8: lambda upright: upright.rot90(),
    }[orientation](image)
    marked = stored.copy()
    marked.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    return marked


def animated(frames: int) -> bytes:
    """A GIF whose first frame is the quarters, and the others are grey."""
    grey = pyvips.Image.black(WIDTH, HEIGHT, bands=3)
    others = [(grey + 5 * number).cast("uchar") for number in range(1, frames)]
    strip = pyvips.Image.arrayjoin([quarters(), *others], across=1).copy()
    strip.set_type(pyvips.GValue.gint_type, "page-height", HEIGHT)
    content: bytes = strip.gifsave_buffer()
    return content


def bomb(width: int, height: int, *, interlaced: bool = False) -> bytes:
    """A PNG of a few hundred bytes that says it has that many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, int(interlaced))
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


def colour_at(raster: Raster, corner: str) -> tuple[int, ...]:
    """The colour in the middle of that quarter of *raster*."""
    x = raster.width // 4 + (raster.width // 2 if "right" in corner else 0)
    y = raster.height // 4 + (raster.height // 2 if "bottom" in corner else 0)
    at = y * raster.stride + x * raster.channels
    return tuple(raster.data[at : at + raster.channels])


def is_upright(raster: Raster, *, within: int = 12) -> bool:
    """Whether each quarter has its colour."""
    return all(
        abs(found - wanted) <= within
        for corner, colour in CORNERS.items()
        for found, wanted in zip(colour_at(raster, corner), colour, strict=False)
    )
