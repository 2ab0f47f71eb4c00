"""The studio's work on one picture: a change of tone, or the subject cut out. Sizes are kept.

Importing this loads libvips and numpy: do it in a thread.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyvips
from numpy.typing import NDArray

from facespace_desk.demo.skylab.darkroom import Work

pyvips.concurrency_set(1)  # the darkroom decides how many pictures are worked on at once
pyvips.cache_set_max(0)

Plane = NDArray[np.float32]

MOST_PIXELS = 27_000_000  # wire section 4.1
MOST_SIDE = 6_400
_GAIN, _LIFT = (1.14, 1.08, 0.98), (10.0, 6.0, -4.0)  # warmer, lighter, more contrast
_MASK_SIDE = 256
_LEAST_DISTANCE = 14.0  # of a colour from the backdrop's, 0 to 441
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
        pyvips.Error: it cannot be decoded.
    """
    image = pyvips.Image.new_from_file(str(path), access="sequential")
    if work == "retouch":
        return encoded(_toned(_eight_bits(image)), kind)
    upright = _toned(_in_srgb(image.autorot()))
    if upright.hasalpha():
        alpha, upright = upright.extract_band(upright.bands - 1), upright.extract_band(0, n=3)
    else:
        alpha = _subject(path).thumbnail_image(upright.width, height=upright.height, size="force")
    return encoded(upright if work == "opaque" else upright.bandjoin(alpha), kind)


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
    """Where the subject is, small: what differs from the backdrop at the edges; else the middle."""
    small = pyvips.Image.thumbnail(str(path), _MASK_SIDE, height=_MASK_SIDE)
    small = (small if small.interpretation == "srgb" else small.colourspace("srgb")).cast("uchar")
    if small.hasalpha():
        small = small.flatten(background=255)
    pixels = np.frombuffer(small.write_to_memory(), dtype=np.uint8)
    colours = pixels.reshape(small.height, small.width, -1)[:, :, :3].astype(np.float32)
    mask = _unlike_backdrop(colours)
    low, high = _USEFUL_SHARES
    if not low < float(mask.mean()) < high:
        mask = _middle(small.height, small.width)
    values = (mask * 255).astype(np.uint8)
    plane = pyvips.Image.new_from_memory(values.tobytes(), small.width, small.height, 1, "uchar")
    return plane.median(5).gaussblur(1.2)


def _unlike_backdrop(colours: Plane) -> Plane:
    """0 to 1. The backdrop's colour is taken row by row, between the two edges."""
    width = colours.shape[1]
    edge = max(2, width // 24)
    left = np.median(colours[:, :edge], axis=1)[:, None, :]
    right = np.median(colours[:, -edge:], axis=1)[:, None, :]
    share = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    distance = np.linalg.norm(colours - (left * (1 - share) + right * share), axis=2)
    limit = max(_LEAST_DISTANCE, float(np.percentile(distance, 97)) * 0.3)
    mask: Plane = np.clip((distance - limit * 0.5) / (limit * 0.7), 0, 1).astype(np.float32)
    return mask


def _middle(height: int, width: int) -> Plane:
    """An oval with a soft edge."""
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    mask: Plane = np.clip((0.78 - np.sqrt((x / 0.85) ** 2 + y**2)) * 12, 0, 1)
    return mask
