"""Draws a sketch: its scene small, then enlarged, with grain, turned and stored as it says.

Importing this loads libvips and numpy: do it in a thread.
"""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyvips

from facespace_desk.demo.skylab.scenes import Canvas, scene
from facespace_desk.demo.skylab.sketches import Sketch
from facespace_desk.demo.skylab.studio import encoded

_DRAWN_SIDE = 1_200  # what is larger is enlarged from this
_GRAIN, _GRAIN_SIDE = 2.2, 512
_QUALITY = 88
_STORED = {  # how an upright picture lies in a file of that EXIF orientation
    1: lambda image: image,
    2: lambda image: image.fliphor(),
    3: lambda image: image.rot180(),
    4: lambda image: image.flipver(),
    5: lambda image: image.rot90().fliphor(),
    6: lambda image: image.rot270(),
    7: lambda image: image.rot270().fliphor(),
    8: lambda image: image.rot90(),
}


def drawn(sketch: Sketch) -> bytes:
    """The file."""
    share = min(1.0, _DRAWN_SIDE / max(sketch.width, sketch.height))
    canvas = scene(
        sketch.subject,
        sketch.seed * 100_000 + sketch.number,
        round(sketch.width * share),
        round(sketch.height * share),
    )
    image = _enlarged(canvas, sketch)
    image = _STORED[sketch.orientation](_in_colours(image, sketch.colours))
    image = image.copy()
    _describe(image, sketch)
    profile = {"p3": "p3", "srgb": "srgb", "cmyk": "cmyk"}.get(sketch.colours)
    options: dict[str, object] = {"profile": profile} if profile else {}
    if sketch.kind == "jpg":
        options["Q"] = _QUALITY
    return encoded(image, sketch.kind, **options)


def _enlarged(canvas: Canvas, sketch: Sketch) -> pyvips.Image:
    """RGB, or RGBA when the sketch has alpha; 8 bits, in its full size."""
    height, width = canvas.subject.shape
    pixels = (np.clip(canvas.picture, 0, 1) * 255).astype(np.uint8)
    image = pyvips.Image.new_from_memory(pixels.tobytes(), width, height, 3, "uchar")
    size = {"height": sketch.height, "size": "force"}
    image = image.copy(interpretation="srgb").thumbnail_image(sketch.width, **size)
    image = (image + _grain(sketch)).cast("uchar").copy(interpretation="srgb")
    if sketch.colours != "alpha":
        return image
    mask = (np.clip(canvas.subject, 0, 1) * 255).astype(np.uint8)
    alpha = pyvips.Image.new_from_memory(mask.tobytes(), width, height, 1, "uchar")
    return image.bandjoin(alpha.thumbnail_image(sketch.width, **size))


def _grain(sketch: Sketch) -> pyvips.Image:
    """As large as the picture; one square of noise, repeated: noise takes longer than the rest."""
    side = _GRAIN_SIDE
    square = pyvips.Image.gaussnoise(side, side, sigma=_GRAIN, mean=0, seed=sketch.number)
    square = square.cast("short").copy_memory()
    across, down = -(-sketch.width // side), -(-sketch.height // side)
    return square.replicate(across, down).crop(0, 0, sketch.width, sketch.height)


def _in_colours(image: pyvips.Image, colours: str) -> pyvips.Image:
    if colours in ("p3", "cmyk"):
        return image.icc_transform(colours, input_profile="srgb")
    if colours == "grey":
        return image.colourspace("b-w")
    if colours == "16 bit":
        return (image.cast("ushort") * 257).cast("ushort").copy(interpretation="rgb16")
    return image


def _describe(image: pyvips.Image, sketch: Sketch) -> None:
    """Put camera, date, place and orientation into the picture's EXIF."""
    if sketch.kind == "png":
        return
    taken = datetime.fromtimestamp(sketch.taken_s, UTC).strftime("%Y:%m:%d %H:%M:%S")
    fields = {
        "ifd0-Make": sketch.camera[0],
        "ifd0-Model": sketch.camera[1],
        "ifd0-DateTime": taken,
        "ifd2-DateTimeOriginal": taken,
        "ifd2-ExposureTime": "1/125",
        "ifd2-FNumber": "28/10",
        "ifd2-ISOSpeedRatings": str(100 * 2 ** (sketch.number % 5)),
    }
    if sketch.place is not None:
        lat, lon = sketch.place
        fields |= {
            "ifd3-GPSLatitudeRef": "N" if lat >= 0 else "S",
            "ifd3-GPSLatitude": _degrees(lat),
            "ifd3-GPSLongitudeRef": "E" if lon >= 0 else "W",
            "ifd3-GPSLongitude": _degrees(lon),
        }
    for name, value in fields.items():
        image.set_type(pyvips.GValue.gstr_type, f"exif-{name}", value)
    if sketch.orientation != 1:
        image.set_type(pyvips.GValue.gint_type, "orientation", sketch.orientation)


def _degrees(angle: float) -> str:
    """Degrees, minutes and seconds as EXIF's three fractions."""
    minutes, seconds = divmod(abs(angle) * 3600, 60)
    degrees, minutes = divmod(minutes, 60)
    return f"{int(degrees)}/1 {int(minutes)}/1 {int(seconds * 100)}/100"
