"""Stills of the simulated cameras as JPEG: drawn in two threads, once a camera and second."""

from __future__ import annotations

import asyncio
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from facespace_desk import assets
from facespace_desk.demo.cam2.scenes import Picture, scene, sun_height_deg

if TYPE_CHECKING:
    import pyvips

KEPT = 64
AT_ONCE = 2
LARGEST = (1280, 720)
_QUALITY = 82
_FONT = ("JetBrainsMono-Regular.ttf", "JetBrains Mono")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")  # that the font can write


@dataclass(frozen=True)
class Shot:
    """Which camera at which second, and what its picture says."""

    number: int
    city: str
    country: str
    name: str
    lat: float
    lon: float
    utc_offset_s: int
    moment_s: int
    size: tuple[int, int]


class Stills:
    """Draws shots. The same shot, asked for again while it is drawn or later, is drawn once."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._drawn: OrderedDict[tuple[int, int], asyncio.Task[bytes]] = OrderedDict()

    async def jpeg(self, shot: Shot) -> bytes:
        key = shot.number, shot.moment_s
        drawing = self._drawn.get(key)
        if drawing is None:
            drawing = asyncio.create_task(self._draw(shot), name=f"still {key}")
            self._drawn[key] = drawing
            if len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
        return await asyncio.shield(drawing)  # others may wait for it

    async def _draw(self, shot: Shot) -> bytes:
        async with self._free:
            return await asyncio.to_thread(draw, shot)


def draw(shot: Shot) -> bytes:
    """The JPEG of *shot*."""
    import pyvips  # half of what a start may take; only pictures need it

    width, height = (min(side, limit) for side, limit in zip(shot.size, LARGEST, strict=True))
    sun_deg = sun_height_deg(shot.moment_s, shot.lat, shot.lon)
    picture = scene(shot.number, shot.moment_s, sun_deg, width, height)
    for text, is_top in ((_title(shot), True), (_clock(shot), False)):
        _write(picture, text, is_top)
    pixels = (np.clip(picture, 0, 1) * 255).astype(np.uint8)
    image = pyvips.Image.new_from_memory(pixels.tobytes(), width, height, 3, "uchar")
    return bytes(image.copy(interpretation="srgb").jpegsave_buffer(Q=_QUALITY))


def _title(shot: Shot) -> str:
    city = f"{shot.city}, " if _is_written(shot.city) else ""
    return f"{city}{shot.country}  CAM {shot.name}"


def _clock(shot: Shot) -> str:
    local = datetime.fromtimestamp(shot.moment_s, UTC) + timedelta(seconds=shot.utc_offset_s)
    hours, minutes = divmod(abs(shot.utc_offset_s) // 60, 60)
    sign = "-" if shot.utc_offset_s < 0 else "+"
    return f"{local:%Y-%m-%d %H:%M:%S} UTC{sign}{hours:02d}:{minutes:02d}"


def _is_written(text: str) -> bool:
    return all(
        unicodedata.name(letter, "").startswith(_SCRIPTS) for letter in text if letter.isalpha()
    )


def _write(picture: Picture, text: str, is_top: bool) -> None:
    """White letters on a darkened bar at the top or the bottom."""
    height, width = picture.shape[:2]
    letters = _letters(text, max(12, height // 34))[:height, : width - 16]
    tall, wide = letters.shape
    bar = picture[: tall + 12] if is_top else picture[height - tall - 12 :]
    bar *= np.float32(0.45)
    spot = bar[6 : 6 + tall, 8 : 8 + wide]
    spot += (1 - spot) * letters[:, :, None]


def _letters(text: str, size_px: int) -> NDArray[np.float32]:
    """(height, width), 0 to 1."""
    import pyvips  # as above

    file, family = _FONT
    mask: pyvips.Image = pyvips.Image.text(
        text.replace("&", "&amp;").replace("<", "&lt;"),  # it reads Pango's markup
        font=f"{family} {size_px}",
        fontfile=str(assets.path("fonts", file)),
        dpi=72,
    )
    values = np.frombuffer(mask.write_to_memory(), dtype=np.uint8)
    return values.reshape(mask.height, mask.width).astype(np.float32) / np.float32(255)
