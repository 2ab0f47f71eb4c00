"""Where one looks at a picture: the same place of two pictures, whatever their sizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

STEP: Final = 1.25  # of the zoom, by one turn of the wheel
MOST_PX: Final = 8.0  # that one pixel of the picture may take


@dataclass(frozen=True)
class Eye:
    """`x` and `y` of the point in the middle, as shares of the picture; `zoom` 1 shows all of it,
    as large as it fits."""

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0

    def area(self, picture: QSizeF, pane: QRectF) -> QRectF:
        """Where the whole picture lies, in the pixels of *pane*."""
        scale = fit_scale(picture, pane) * self.zoom
        width, height = picture.width() * scale, picture.height() * scale
        middle = pane.center()
        return QRectF(middle.x() - self.x * width, middle.y() - self.y * height, width, height)

    def zoomed(self, by: float, at: QPointF, picture: QSizeF, pane: QRectF) -> Eye:
        """Nearer or farther, so that what is *at* this place stays there."""
        zoom = min(max(self.zoom * by, 1.0), most_zoom(picture, pane))
        area = self.area(picture, pane)
        x = (at.x() - area.x()) / area.width()
        y = (at.y() - area.y()) / area.height()
        grown = replace(self, zoom=zoom).area(picture, pane)
        middle = pane.center() - at
        return Eye(
            x + middle.x() / grown.width(), y + middle.y() / grown.height(), zoom
        ).kept_inside(picture, pane)

    def moved(self, by: QPointF, picture: QSizeF, pane: QRectF) -> Eye:
        """The picture drawn along by so many pixels."""
        area = self.area(picture, pane)
        x, y = self.x - by.x() / area.width(), self.y - by.y() / area.height()
        return Eye(x, y, self.zoom).kept_inside(picture, pane)

    def kept_inside(self, picture: QSizeF, pane: QRectF) -> Eye:
        """No empty edge where there could be picture."""
        area = self.area(picture, pane)
        half_x = min(0.5, pane.width() / 2 / area.width())
        half_y = min(0.5, pane.height() / 2 / area.height())
        return replace(
            self,
            x=min(max(self.x, half_x), 1 - half_x),
            y=min(max(self.y, half_y), 1 - half_y),
        )


def fit_scale(picture: QSizeF, pane: QRectF) -> float:
    """Pixels of *pane* for one of *picture* when all of it is shown."""
    return min(pane.width() / picture.width(), pane.height() / picture.height())


def most_zoom(picture: QSizeF, pane: QRectF) -> float:
    return max(1.0, MOST_PX / fit_scale(picture, pane))
