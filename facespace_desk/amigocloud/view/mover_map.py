"""The map of moving objects: a map view whose marks are those of the mover layer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QSizeF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.view.mover_layer import MoverLayer
from facespace_desk.map import geo
from facespace_desk.map.hud import Card
from facespace_desk.map.layers import Layer
from facespace_desk.map.view import MapView
from facespace_desk.widgets.theme import ThemeSwitch

_MOST_SHARE = 0.5  # of the objects; where they lie is looked at first


class MoverMap(MapView):
    """Numbers of marks are rows of the fleet.

    Signals, besides those of every map:
        mover_chosen(object): the ObjectKey that was clicked; None: the empty map was.
    """

    mover_chosen = Signal(object)
    offers_search = False

    def __init__(
        self,
        movers: Movers,
        chosen: Chosen,
        theme: ThemeSwitch,
        words: Callable[[int], tuple[str, ...]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        """*words* tells the lines of the card of an object, by its row."""
        super().__init__(theme, parent=parent)
        self._movers = movers
        self._words = words
        self.layer = MoverLayer(movers, chosen, theme)
        self.add_layer(self.layer)

    def put_below(self, layer: Layer) -> None:
        """Paint a layer between the ground and the objects."""
        self.remove_layer(self.layer)
        self.add_layer(layer)
        self.add_layer(self.layer)

    def fit_all(self) -> None:
        """Show all objects; without any, the world."""
        fleet = self._movers.fleet
        bounds = geo.bounds_of(fleet.lat, fleet.lon) if len(fleet) else None
        if bounds is None:
            self.show_world()
        else:
            self.fit_bounds(*bounds)

    def fit_most(self) -> None:
        """Look at where most of the objects are: a few far away must not shrink them to a dot."""
        fleet = self._movers.fleet
        if not len(fleet):
            return
        lat, lon = np.median(fleet.lat), np.median(fleet.lon)
        away = geo.distance_km(lat, lon, fleet.lat, fleet.lon)
        near = away <= 2 * np.quantile(away, _MOST_SHARE)
        bounds = geo.bounds_of(fleet.lat[near], fleet.lon[near])
        if bounds is not None:
            self.fit_bounds(*bounds)

    # -- what the pointer asks of a map

    def mark_at(self, at: QPointF) -> int:
        return self.layer.hit(self.viewport, at.x(), at.y())

    def nearest_mark(self, at: QPointF, most_px: float) -> int:
        return self.layer.hit(self.viewport, at.x(), at.y(), most_px)

    def choose_mark(self, number: int) -> None:
        self.mover_chosen.emit(self.layer.key_at(number))

    def hover_mark(self, number: int) -> None:
        if number != self.layer.hovered:
            self.layer.hovered = number
            self.update()

    def paint_card(self, painter: QPainter) -> None:
        """What the pointer is at, in words beside it."""
        fleet, row = self._movers.fleet, self.layer.hovered
        if not 0 <= row < len(fleet):
            return
        shown = self._movers.shown
        x, y = self.viewport.to_px(shown.x[row], shown.y[row])
        card = Card(float(x), float(y), self._words(row))
        card.paint(painter, self.style_now, QSizeF(self.size()))
