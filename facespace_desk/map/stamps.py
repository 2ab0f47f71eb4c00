"""Very many single points at once: marks stamped into one picture by numpy.

A sprite for each would cost a millisecond a thousand; this costs the same for ten points and for a
million, because a whole grid of pixels is grown at once.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from facespace_desk.map.frame import Frame
from facespace_desk.map.index import ACTIVE, INACTIVE, UNKNOWN
from facespace_desk.map.style import MapStyle

_RADIUS_PX = 2.4  # logical, without the outline
_OUTLINE_PX = 1.0
_ORDER = (UNKNOWN, ACTIVE, INACTIVE)  # what must be seen comes last


def stamped(
    frame: Frame,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    state: NDArray[np.uint8],
    style: MapStyle,
) -> QImage:
    """A transparent picture of the frame in device pixels. *x*, *y* are world coordinates."""
    column = np.round(x * frame.scale).astype(np.int64) - frame.left
    row = np.round(y * frame.scale).astype(np.int64) - frame.top
    inside = (column >= 0) & (column < frame.width) & (row >= 0) & (row < frame.height)
    column, row, state = column[inside], row[inside], state[inside]
    pixels = np.zeros((frame.height, frame.width), np.uint32)
    for number in _ORDER:
        chosen = np.minimum(state, UNKNOWN) == number
        if not chosen.any():
            continue
        points = np.zeros(pixels.shape, np.bool_)
        points[row[chosen], column[chosen]] = True
        radius = _RADIUS_PX * frame.dpr
        outline = _grown(points, radius + _OUTLINE_PX * frame.dpr)
        pixels[outline] = _value(style.outline)
        pixels[_grown(points, radius)] = _value(style.state(number))
    image = QImage(
        pixels.data,
        frame.width,
        frame.height,
        frame.width * 4,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    return image.copy()  # the array goes


def _grown(points: NDArray[np.bool_], radius: float) -> NDArray[np.bool_]:
    """Every point as a disc: rows of a disc are runs, and a run is a point smeared sideways."""
    result = np.zeros_like(points)
    height, width = points.shape
    smeared, reach = points.copy(), 0
    for down in range(int(radius), -1, -1):  # from the shortest run to the longest
        wanted = int(math.sqrt(radius * radius - down * down))
        while reach < wanted:
            reach += 1
            smeared[:, reach:] |= points[:, : width - reach]
            smeared[:, : width - reach] |= points[:, reach:]
        result[down:] |= smeared[: height - down]
        result[: height - down] |= smeared[down:]
    return result


def _value(colour: QColor) -> int:
    return int(colour.rgba())
