"""Where to look next: a town by its name, or coordinates as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from facespace_desk.map.coordinates import parse_coordinates
from facespace_desk.widgets.labels import restyle

if TYPE_CHECKING:
    from facespace_desk.map.places import Place, PlaceFinder

OFFERED: Final = 8
WIDTH_PX: Final = 190
COORDINATES_ZOOM: Final = 11.0
# A town is looked at from nearer, the fewer people live there.
ZOOMS: Final = ((5_000_000, 9.5), (1_000_000, 10.5), (100_000, 11.5), (0, 12.5))


class GoToBar(QLineEdit):
    """Signals:

    place_wanted(float, float, float): latitude, longitude and zoom to look from.
    """

    place_wanted = Signal(float, float, float)

    def __init__(self) -> None:
        super().__init__()
        self._finder: PlaceFinder | None = None
        self._offered: list[Place] = []
        self.setPlaceholderText("Go to place or lat, lon")
        self.setAccessibleName("Go to a place or coordinates")
        self.setToolTip(
            "A town, or coordinates such as -39.49, 176.92 or 39°29′S 176°55′E (Ctrl+G)"
        )
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(110)
        self.setMaximumWidth(WIDTH_PX)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(OFFERED)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._enter)
        index_chosen = completer.activated[QModelIndex]  # type: ignore[index]  # a signal has overloads
        index_chosen.connect(lambda index: self._go(self._offered[index.row()]))

    def set_finder(self, finder: PlaceFinder) -> None:
        """Towns can be found from now on."""
        self._finder = finder

    def offered(self) -> list[str]:
        """What is offered for the text, best first."""
        return self._words.stringList()

    def _offer(self, text: str) -> None:
        restyle(self, "invalid", False)
        is_place = self._finder is not None and len(text.strip()) > 1
        is_place = is_place and parse_coordinates(text) is None
        self._offered = self._finder.find(text, OFFERED) if is_place and self._finder else []
        self._words.setStringList([_words(place) for place in self._offered])

    def _enter(self) -> None:
        text = self.text().strip()
        if not text:
            return
        place = parse_coordinates(text)
        if place is not None:
            self.place_wanted.emit(*place, COORDINATES_ZOOM)
            return
        if text not in self.offered():
            self._offer(text)
        names = self.offered()
        if self._offered:
            self._go(self._offered[names.index(text) if text in names else 0])
        else:
            restyle(self, "invalid", True)
            self.setToolTip("No town of this name, and no coordinates")

    def _go(self, place: Place) -> None:
        zoom = next(zoom for least, zoom in ZOOMS if place.population >= least)
        self.place_wanted.emit(place.lat, place.lon, zoom)


def _words(place: Place) -> str:
    return f"{place.name}, {place.country}"
