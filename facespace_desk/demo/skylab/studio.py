"""The studio's work on one picture: a change of tone, or the subject cut out. Sizes are kept.

Importing this loads libvips and numpy: do it in a thread.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray

from facespace_desk.demo.skylab.darkroom import Unusable, Work

pyvips.concurrency_set(1)  # the darkroom decides how many pictures are worked on at once
pyvips.cache_set_max(0)

Plane = NDArray[np.float32]

MOST_PIXELS = 27_000_000  # wire section 4.1
MOST_SIDE = 6_400
_GAIN, _LIFT = (1.12, 1.08, 1.0), (9.0, 6.0, -3.0)  # warmer, lighter, more contrast
_MASK_SIDE = 256
_LEAST_STEP = 9.0  # of 255, over two pixels of the mask: a backdrop's own light changes less
_USEFUL_SHARES = (0.04, 0.85)  # of a picture that a subject may fill


def is_usable(path: Path) -> bool:
    """Whether the file is a picture within the limits; only its head is read."""
    try:
        head = pyvips.Image.new_from_file(str(path), access="sequential")
    except pyvips.Error:
        return False
    is_small = max(head.width, head.height) <= MOST_SIDE
    return bool(is_small and head.width * head.height <= MOST_PIXELS)


def worked_out(path: Path, work: Work, kind: str) -> bytes:
    """The output for the picture at *path*, as *kind* ("jpg", "png", "webp").

    Retouched pictures keep orientation flag, profile and other metadata; extracts are upright
    RGBA in sRGB.

    Raises:
        Unusable: it cannot be decoded.
    """
    try:
        return _worked_out(path, work, kind)
    except pyvips.Error as error:
        raise Unusable(str(path)) from error


def _worked_out(path: Path, work: Work, kind: str) -> bytes:
    image = pyvips.Image.new_from_file(str(path), access="sequential")
    if work == "retouch":
        return encoded(_toned(_eight_bits(image)), kind)
    if _is_turned(image):  # such cannot be read from top to bottom
        image = pyvips.Image.new_from_file(str(path))
    upright = _toned(_in_srgb(image.autorot()))
    if upright.hasalpha():
        alpha, upright = upright.extract_band(upright.bands - 1), upright.extract_band(0, n=3)
    else:
        alpha = _subject(path).thumbnail_image(upright.width, height=upright.height, size="force")
    return encoded(upright if work == "opaque" else upright.bandjoin(alpha), kind)


def _is_turned(image: pyvips.Image) -> bool:
    return bool(image.get_typeof("orientation")) and image.get("orientation") != 1


def encoded(image: pyvips.Image, kind: str, **options: object) -> bytes:
    """The picture as a file, with its metadata."""
    if kind == "jpg":
        flat = image.flatten(background=255) if image.hasalpha() else image
        return bytes(flat.jpegsave_buffer(**({"Q": 90} | options)))
    if kind == "png":
        return bytes(image.pngsave_buffer(**({"compression": 2} | options)))
    return bytes(image.webpsave_buffer(**({"Q": 88, "effort": 1} | options)))


def _eight_bits(image: pyvips.Image) -> pyvips.Image:
    """RGB or RGBA with 8 bits in the colours it has; for print or in greys, in sRGB."""
    if image.interpretation in ("cmyk", "b-w", "grey16") or image.bands < 3:
        return _in_srgb(image)
    if image.format == "ushort":
        return (image >> 8).cast("uchar").copy(interpretation="srgb")
    return image


def _in_srgb(image: pyvips.Image) -> pyvips.Image:
    if image.get_typeof("icc-profile-data"):
        return image.icc_transform("srgb", embedded=True)
    return image if image.interpretation == "srgb" else image.colourspace("srgb")


def _toned(image: pyvips.Image) -> pyvips.Image:
    colours = image.extract_band(0, n=3) if image.hasalpha() else image
    toned = colours.linear(list(_GAIN), list(_LIFT), uchar=True).copy(interpretation="srgb")
    return toned.bandjoin(image.extract_band(image.bands - 1)) if image.hasalpha() else toned


def _subject(path: Path) -> pyvips.Image:
    """Where the subject is, small: what no smooth way leads to from the edges; else the middle."""
    small = pyvips.Image.thumbnail(str(path), _MASK_SIDE, height=_MASK_SIDE)
    small = (small if small.interpretation == "srgb" else small.colourspace("srgb")).cast("uchar")
    if small.hasalpha():
        small = small.flatten(background=255)
    height, width = small.height, small.width
    mask = _enclosed(_steps(small.extract_band(0, n=3).gaussblur(0.7)))
    low, high = _USEFUL_SHARES
    if not low < float(mask.mean()) < high:
        mask = _middle(height, width)
    return _plane((mask * 255).astype(np.uint8)).gaussblur(0.8)


def _steps(small: pyvips.Image) -> pyvips.Image:
    """255 where a colour changes from one pixel to the next, a pixel wider on each side."""
    colours = _pixels(small).astype(np.float32)
    steps = np.zeros(colours.shape[:2], dtype=np.float32)
    steps[:, 1:-1] = np.abs(colours[:, 2:] - colours[:, :-2]).max(axis=2)
    steps[1:-1] = np.maximum(steps[1:-1], np.abs(colours[2:] - colours[:-2]).max(axis=2))
    return _plane(((steps > _LEAST_STEP) * 255).astype(np.uint8)).rank(3, 3, 8)


def _enclosed(steps: pyvips.Image) -> Plane:
    """0 in the smooth regions that touch an edge of the picture (the lower one aside), else 1."""
    regions = np.frombuffer(steps.labelregions().write_to_memory(), dtype=np.int32)
    regions = regions.reshape(steps.height, steps.width)
    high = steps.height * 7 // 8  # a figure may be cut by the lower edge
    at_edges = np.concatenate((regions[0], regions[:high, 0], regions[:high, -1]))
    is_smooth = _pixels(steps)[:, :, 0] == 0
    is_backdrop = np.isin(regions, at_edges) & is_smooth
    mask = _plane(((~is_backdrop) * 255).astype(np.uint8)).rank(3, 3, 0)
    return np.asarray(_pixels(mask)[:, :, 0] / 255, dtype=np.float32)


def _pixels(image: pyvips.Image) -> NDArray[np.uint8]:
    """(height, width, bands)"""
    values = np.frombuffer(image.write_to_memory(), dtype=np.uint8)
    return values.reshape(image.height, image.width, image.bands)


def _plane(values: NDArray[np.uint8]) -> pyvips.Image:
    height, width = values.shape
    return pyvips.Image.new_from_memory(values.tobytes(), width, height, 1, "uchar")


def _middle(height: int, width: int) -> Plane:
    """An oval with a soft edge."""
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    mask: Plane = np.clip((0.78 - np.sqrt((x / 0.85) ** 2 + y**2)) * 12, 0, 1)
    return mask
