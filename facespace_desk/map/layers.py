"""What the map shows over its ground: points given by a model, and layers of others' own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from facespace_desk.map.viewport import Viewport

STATE_WORDS = ("active", "inactive", "unknown")


@dataclass(frozen=True, eq=False)
class PointLayer:
    """Points to show; row numbers are positions in these arrays, of one length.

    NaN is no place. *state* is 0 active, 1 inactive, 2 unknown. *title* answers the text for a row:
    its first line is the heading. It is asked for one row at a time, when the pointer is there.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    state: NDArray[np.uint8]
    title: Callable[[int], str]
    one: str = "point"
    many: str = "points"
    state_words: tuple[str, str, str] = STATE_WORDS

    def __len__(self) -> int:
        return len(self.lon)

    def counted(self, count: int) -> str:
        """A number of them in words: "1 point", "1,200 points"."""
        return f"{count:,} {self.one if count == 1 else self.many}"


class Layer(Protocol):
    """Something of the caller's own on the map.

    A static layer is painted together with the points, when the view or the data changes; others
    at every repaint, over all else but the tools. Ask for repaints with `MapView.repaint_layers`.
    """

    static: bool

    def paint(self, painter: QPainter, viewport: Viewport) -> None:
        """Draw in logical pixels; `viewport.to_px` says where places are."""
