"""Where to look next: a town by its name, or coordinates as people write and paste them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from facespace_desk.language import tr
from facespace_desk.map.coordinates import parse_coordinates
from facespace_desk.widgets.labels import plain_tip, restyle

if TYPE_CHECKING:
    from facespace_desk.map.places import Place, PlaceFinder

OFFERED = 8
WIDTH_PX = 190
COORDINATES_ZOOM = 11.0
# A town is looked at from nearer, the fewer people live there.
ZOOMS = ((5_000_000, 9.5), (1_000_000, 10.5), (100_000, 11.5), (0, 12.5))
HELP = tr("A town, or coordinates such as -39.49, 176.92 or 39°29′S 176°55′E")
_CUT = 40  # characters of the text that an answer repeats


class GoToBar(QLineEdit):
    """A field for places. Signals:

    place_wanted(float, float, float): latitude, longitude and zoom to look from.
    not_found(str): why there is nowhere to go, in words; the tool-tip says it too.
    """

    place_wanted = Signal(float, float, float)
    not_found = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder: PlaceFinder | None = None
        self._offered: list[Place] = []
        self.setPlaceholderText(tr("Go to place or lat, lon"))
        self.setAccessibleName(tr("Go to a place or coordinates"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(110)
        self.setMaximumWidth(WIDTH_PX)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(OFFERED)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._enter)
        row_chosen = completer.activated[QModelIndex]  # type: ignore[index]  # overloads of a signal
        row_chosen.connect(self._choose)
        self._say("")

    def set_finder(self, finder: PlaceFinder) -> None:
        """Towns can be found from now on."""
        self._finder = finder

    def offered(self) -> list[str]:
        """What is offered for the text, best first."""
        return self._names.stringList()

    def go_to(self, text: str) -> None:
        """As if *text* had been typed and entered."""
        self.setText(text)
        self._offer(text)
        self._enter()

    def _offer(self, text: str) -> None:
        self._say("")
        is_name = len(text.strip()) > 1 and parse_coordinates(text) is None
        found = self._finder.find(text, OFFERED) if self._finder is not None and is_name else []
        self._offered = found
        self._names.setStringList([f"{place.name}, {place.country}" for place in found])

    def _enter(self) -> None:
        text = self.text().strip()
        if not text:
            return
        place = parse_coordinates(text)
        if place is not None:
            self._say("")
            self.place_wanted.emit(*place, COORDINATES_ZOOM)
            return
        names = self.offered()
        if text not in names:
            self._offer(text)
            names = self.offered()
        if self._offered:
            self._go(self._offered[names.index(text) if text in names else 0])
        else:
            self._say(self._why_nothing(text))

    def _why_nothing(self, text: str) -> str:
        cut = text if len(text) <= _CUT else text[:_CUT] + "…"
        if self._finder is None:
            return tr("The list of towns is not read yet; coordinates work at once.")
        if not any(letter.isalpha() for letter in text):
            return tr(
                "“{text}” is no place on the earth: latitude is -90 to 90, longitude -180 to 180.",
                text=cut,
            )
        return tr("No town is called “{text}”, and these are no coordinates.", text=cut)

    def _choose(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self._go(self._offered[index.row()])

    def _go(self, place: Place) -> None:
        self._say("")
        zoom = next(zoom for least, zoom in ZOOMS if place.population >= least)
        self.place_wanted.emit(place.lat, place.lon, zoom)

    def _say(self, words: str) -> None:
        """Show that nothing was found, or with an empty text that all is well."""
        restyle(self, "invalid", bool(words))
        self.setToolTip(plain_tip(words or HELP))
        self.setAccessibleDescription(words or HELP)
        if words:
            self.not_found.emit(words)
