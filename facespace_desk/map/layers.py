"""What the map shows over its ground: points given by a model, and layers of others' own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from facespace_desk.language import tr_n
from facespace_desk.map.viewport import Viewport


def count_points(count: int) -> str:
    """A number of points in words: "1 point", "1,200 points"."""
    return tr_n("{n:,} points", "{n:,} point", count)


def count_inactive(count: int) -> str:
    """How many of them are inactive, in words."""
    return tr_n("{n:,} inactive", "{n:,} inactive", count)


@dataclass(frozen=True, eq=False)
class PointLayer:
    """Points to show; row numbers are positions in these arrays, of one length.

    NaN is no place. *state* is 0 active, 1 inactive, 2 unknown. *title* answers the text for a row:
    its first line is the heading. It is asked for one row at a time, when the pointer is there.
    *counted* and *counted_inactive* say a number of points in words.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    state: NDArray[np.uint8]
    title: Callable[[int], str]
    counted: Callable[[int], str] = count_points
    counted_inactive: Callable[[int], str] = count_inactive

    def __len__(self) -> int:
        return len(self.lon)


class Layer(Protocol):
    """Something of the caller's own on the map.

    A static layer is painted together with the points, when the view or the data changes; others
    at every repaint, over all else but the tools. Ask for repaints with `MapView.repaint_layers`.
    """

    static: bool

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw in logical pixels; `viewport.to_px` says where places are."""
