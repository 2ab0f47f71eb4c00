"""The heat layer: how densely points lie, as a soft wash of colour.

Counted into squares of four pixels, blurred by three boxes (which is nearly a Gaussian), coloured
by a root of the density: 3 to 10 ms for a million points.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from facespace_desk.map.frame import Frame
from facespace_desk.map.style import MapStyle

SQUARE_PX = 4  # logical pixels
_BLUR = 2  # squares on each side of a box
_PASSES = 3
_SHADES = 256
_FULL_PERCENT = 99.7  # the share of lit squares below full colour


def heat_picture(
    frame: Frame, x: NDArray[np.float64], y: NDArray[np.float64], style: MapStyle
) -> QImage:
    """A transparent picture of the frame in device pixels. *x*, *y* are world coordinates."""
    square = SQUARE_PX * frame.dpr
    margin = _BLUR * _PASSES  # points just outside shine in
    columns = int(np.ceil(frame.width / square)) + 2 * margin
    rows = int(np.ceil(frame.height / square)) + 2 * margin
    column = np.floor((x * frame.scale - frame.left) / square).astype(np.int64) + margin
    row = np.floor((y * frame.scale - frame.top) / square).astype(np.int64) + margin
    inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    counts = np.bincount((row * columns + column)[inside], minlength=rows * columns)
    density = counts.reshape(rows, columns).astype(np.float32)
    for _ in range(_PASSES):
        density = _box(_box(density, 0), 1)
    density = density[margin : rows - margin, margin : columns - margin]
    small = _coloured(density, style)
    width, height = round(small.width() * square), round(small.height() * square)
    return small.scaled(
        width,
        height,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def margin_world(frame: Frame) -> float:
    """How far outside the frame points still count, in world units."""
    return _BLUR * _PASSES * SQUARE_PX * frame.dpr / frame.scale


def _box(values: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """The mean over a box of 2 * _BLUR + 1 along an axis; outside is nothing."""
    wide = 2 * _BLUR + 1
    padding = [(0, 0), (0, 0)]
    padding[axis] = (_BLUR + 1, _BLUR)
    sums = np.cumsum(np.pad(values, padding), axis=axis, dtype=np.float64)
    ends = np.take(sums, range(wide, sums.shape[axis]), axis=axis)
    begins = np.take(sums, range(sums.shape[axis] - wide), axis=axis)
    result: NDArray[np.float32] = ((ends - begins) / wide).astype(np.float32)
    return result


def _coloured(density: NDArray[np.float32], style: MapStyle) -> QImage:
    most = float(density.max(initial=0.0))
    shades = np.zeros(density.shape, np.uint8)
    if most > 0:
        # A town must show beside a city, and the densest square must not make all else dark.
        full = max(float(np.percentile(density[density > 0], _FULL_PERCENT)), most / 8)
        lit = np.sqrt(density / full)
        shades = np.clip(lit * (_SHADES - 1), 0, _SHADES - 1).astype(np.uint8)
    pixels = np.ascontiguousarray(_table(style)[shades])
    rows, columns = density.shape
    made = QImage(
        pixels.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied
    )
    return made.copy()  # the array goes


def _table(style: MapStyle) -> NDArray[np.uint32]:
    """A colour for each shade, premultiplied."""
    shares = [share for share, _colour in style.heat]
    at = np.linspace(0.0, 1.0, _SHADES)
    channels = [
        np.interp(at, shares, [channel(colour) for _share, colour in style.heat])
        for channel in (QColor.red, QColor.green, QColor.blue, QColor.alpha)
    ]
    red, green, blue = ((band * channels[3] / 255).astype(np.uint32) for band in channels[:3])
    alpha = channels[3].astype(np.uint32)
    return np.asarray((alpha << 24) | (red << 16) | (green << 8) | blue, np.uint32)
