"""What is done with zones at the map: draw one, look at all, hear of who enters and leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from facespace_desk.amigocloud.model.zones import Crossing, Zone, Zones, crossing_words
from facespace_desk.amigocloud.view.map_page import MapPage
from facespace_desk.amigocloud.view.zone_dialogs import ZoneDialog, ZonesDialog
from facespace_desk.amigocloud.view.zone_layer import ZoneLayer
from facespace_desk.language import tr
from facespace_desk.map.tools import SearchCircle, Tool
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.theme import ThemeSwitch

GATHER_MS: Final = 10_000  # crossings of so long are told in one note
FIRST_SHARE: Final = 0.2  # of the map's width: the radius of a zone that was not drawn


class ZoneTools(QObject):
    """Signals:

    told(str): somebody entered or left a zone, in words.
    """

    told = Signal(str)

    def __init__(self, page: MapPage, zones: Zones, display: Display, theme: ThemeSwitch) -> None:
        super().__init__(page)
        self._page = page
        self._zones = zones
        self._display = display
        self._untold: list[Crossing] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._tell)
        self.button = tool_button(
            "fence", tr("Zones: who enters them, and who leaves"), text=tr("Zones")
        )
        menu = QMenu(self.button)
        menu.addAction(tr("Draw a zone")).triggered.connect(self.draw)
        menu.addAction(tr("Zone in the middle of the map…")).triggered.connect(self.add_in_middle)
        menu.addSeparator()
        menu.addAction(tr("Zones and crossings…")).triggered.connect(self.show_all)
        self.button.setMenu(menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        page.add_tool(self.button)
        page.view.put_below(ZoneLayer(zones, theme))
        page.view.circle_settled.connect(self._drawn)
        zones.changed.connect(page.view.repaint_layers)
        zones.crossed.connect(self._crossed)

    def draw(self) -> None:
        """The next press on the map begins a zone."""
        self._page.view.set_tool(Tool.CIRCLE)
        self._page.view.setFocus()

    def add_in_middle(self) -> None:
        """Make a zone without drawing."""
        viewport = self._page.view.viewport
        km = viewport.metres_per_px * viewport.width * FIRST_SHARE / 1000
        self._name(SearchCircle(*viewport.centre, km))

    def show_all(self) -> None:
        """The zones, and who crossed their edges last."""
        dialog = ZonesDialog(self._zones, self._display, self._page)
        dialog.wanted.connect(self._go_to)
        dialog.show()

    def _drawn(self, circle: SearchCircle | None) -> None:
        if circle is not None:
            self._page.view.set_tool(Tool.PAN)
            self._name(circle)

    def _name(self, circle: SearchCircle) -> None:
        dialog = ZoneDialog(self._zones, circle, self._page)
        dialog.finished.connect(lambda _result: self._page.view.set_circle(None))
        dialog.open()

    def _go_to(self, zone: Zone) -> None:
        self._page.look_at(zone.latitude, zone.longitude, zone.km)

    def _crossed(self, crossings: Sequence[Crossing]) -> None:
        """The first is told at once, what follows soon after in one note."""
        self._untold += crossings
        if not self._gather.isActive():
            self._tell()

    def _tell(self) -> None:
        if self._untold:
            words = crossing_words(self._untold)
            self._untold.clear()
            self._gather.start()
            self.told.emit(words)
