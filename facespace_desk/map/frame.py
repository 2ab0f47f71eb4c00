"""The view on the grid of the screen's pixels: everything that moves together is placed by it.

A frame counts device pixels from the world's top left corner. Tiles, discs and names are placed at
whole numbers of them, so that moving the view copies pictures and never blurs one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from facespace_desk.map.morton import Rect
from facespace_desk.map.viewport import Viewport


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the view lies in the world's device pixels.

    *scale* is the width of the world. *left* may be negative or beyond the world: it goes on
    counting when the view crosses 180°, so that nothing jumps there.
    """

    scale: float
    left: int
    top: int
    width: int
    height: int
    dpr: float

    @classmethod
    def of(cls, viewport: Viewport, near_x: float) -> Frame:
        """The frame of *viewport* in that copy of the world whose middle is nearest to *near_x*."""
        scale = viewport.world_px * viewport.dpr
        width = math.ceil(viewport.width * viewport.dpr)
        height = math.ceil(viewport.height * viewport.dpr)
        middle = viewport.cx + round(near_x - viewport.cx)
        return cls(
            scale,
            round(middle * scale - viewport.width * viewport.dpr / 2),
            round(viewport.cy * scale - viewport.height * viewport.dpr / 2),
            width,
            height,
            viewport.dpr,
        )

    @property
    def middle_x(self) -> float:
        """World x of the middle, in the frame's own copy of the world."""
        return (self.left + self.width / 2) / self.scale

    @property
    def rect(self) -> Rect:
        """World x0, y0, x1, y1."""
        return (
            self.left / self.scale,
            self.top / self.scale,
            (self.left + self.width) / self.scale,
            (self.top + self.height) / self.scale,
        )

    def grown(self, margin_px: int) -> Frame:
        """The frame with a margin (device pixels) on all sides."""
        return Frame(
            self.scale,
            self.left - margin_px,
            self.top - margin_px,
            self.width + 2 * margin_px,
            self.height + 2 * margin_px,
            self.dpr,
        )

    def holds(self, other: Frame) -> bool:
        """Whether *other* lies inside, at the same scale."""
        return (
            (self.scale, self.dpr) == (other.scale, other.dpr)
            and self.left <= other.left
            and self.top <= other.top
            and self.left + self.width >= other.left + other.width
            and self.top + self.height >= other.top + other.height
        )

    def offset(self, other: Frame) -> QPointF:
        """Where this frame's corner lies in *other*, in logical pixels."""
        return QPointF((self.left - other.left) / self.dpr, (self.top - other.top) / self.dpr)

    def area(self, x0: float, y0: float, x1: float, y1: float) -> QRectF:
        """A world rectangle in device pixels of this frame, its edges on whole ones."""
        left = round(x0 * self.scale) - self.left
        top = round(y0 * self.scale) - self.top
        right = round(x1 * self.scale) - self.left
        bottom = round(y1 * self.scale) - self.top
        return QRectF(left, top, right - left, bottom - top)
