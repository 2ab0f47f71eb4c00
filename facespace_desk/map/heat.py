"""The heat layer: how densely points lie, as a soft wash of colour.

Counted into squares of four pixels, blurred by a Gaussian, coloured by a root of the density: 8 to
35 ms for a million points. The root shows the faintest edge of the blur, which therefore must be
round: repeated boxes are nearly a Gaussian, but leave squares around single points.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from facespace_desk.map.frame import Frame
from facespace_desk.map.style import MapStyle

SQUARE_PX = 4  # logical pixels
_SIGMA = 2.2  # squares
_REACH = 9  # squares; there the root of the Gaussian is a sixtieth of its height: nothing to see
_SHADES = 256
_FULL_PERCENT = 99.7  # the share of lit squares below full colour


def heat_picture(
    frame: Frame, x: NDArray[np.float64], y: NDArray[np.float64], style: MapStyle
) -> QImage:
    """A transparent picture of the frame in device pixels. *x*, *y* are world coordinates."""
    square = SQUARE_PX * frame.dpr
    margin = _REACH  # points just outside shine in
    columns = int(np.ceil(frame.width / square)) + 2 * margin
    rows = int(np.ceil(frame.height / square)) + 2 * margin
    column = np.floor((x * frame.scale - frame.left) / square).astype(np.int64) + margin
    row = np.floor((y * frame.scale - frame.top) / square).astype(np.int64) + margin
    inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    counts = np.bincount((row * columns + column)[inside], minlength=rows * columns)
    density = counts.reshape(rows, columns).astype(np.float32)
    density = _blurred(_blurred(density).T).T
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
    return _REACH * SQUARE_PX * frame.dpr / frame.scale


def _blurred(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The values spread along the first axis, without the margins at its ends."""
    steps = np.arange(-_REACH, _REACH + 1, dtype=np.float32)
    weights = np.exp(-(steps**2) / (2 * _SIGMA**2)).astype(np.float32)
    weights /= weights.sum()
    count = values.shape[0] - 2 * _REACH
    result = np.zeros((count, values.shape[1]), np.float32)
    for at, weight in enumerate(weights):
        result += values[at : at + count] * weight
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
