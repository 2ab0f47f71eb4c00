"""Very many single points at once: marks stamped into one picture by numpy.

A sprite for each would cost a millisecond a thousand; here all marks are written pixel by pixel of
the mark, not point by point.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from facespace_desk.map.frame import Frame
from facespace_desk.map.index import UNKNOWN
from facespace_desk.map.style import MapStyle

_RADIUS_PX = 2.3  # logical, without the outline
_OUTLINE_PX = 1.0


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
    # Points of one pixel are one mark, the last of them; near ones overlap as they come, so that
    # no state hides the others and a crowd keeps its colour.
    _pixels, first = np.unique(row * frame.width + column, return_index=True)
    first.sort()
    column, row, state = column[first], row[first], np.minimum(state[first], UNKNOWN)
    points = np.zeros((frame.height, frame.width), np.bool_)
    points[row, column] = True
    radius = _RADIUS_PX * frame.dpr
    pixels = np.where(_grown(points, radius + _OUTLINE_PX * frame.dpr), _value(style.outline), 0)
    pixels = pixels.astype(np.uint32)
    values = np.array([_value(style.state(number)) for number in range(3)], np.uint32)[state]
    reach = int(radius)
    for down in range(-reach, reach + 1):
        half = int(math.sqrt(radius * radius - down * down))
        for across in range(-half, half + 1):
            low, right = row + down, column + across
            seen = (low >= 0) & (low < frame.height) & (right >= 0) & (right < frame.width)
            pixels[low[seen], right[seen]] = values[seen]
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
