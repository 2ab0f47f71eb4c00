"""A new zone, and the list of all zones with who crossed their edges."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeView, QWidget

from facespace_desk.amigocloud.model.zones import NAME_LENGTH, Zone, Zones
from facespace_desk.language import number, tr
from facespace_desk.map.coordinates import dd_text
from facespace_desk.map.hud import distance_words
from facespace_desk.map.tools import LEAST_KM, SearchCircle
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.fields import decimal_number
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.ticker import VisibleTick

MOST_KM: Final = 1_000.0
CROSSINGS_SHOWN: Final = 100


class ZoneDialog(DeskDialog):
    """Names a circle, which becomes a zone."""

    def __init__(self, zones: Zones, circle: SearchCircle, parent: QWidget | None) -> None:
        super().__init__(
            tr("New zone"),
            parent,
            sentence=tr("You are told of every object that enters or leaves it."),
        )
        self._zones = zones
        self._circle = circle
        self.name = QLineEdit(zones.free_name())
        self.name.setMaxLength(NAME_LENGTH)
        self.name.selectAll()
        self.radius = decimal_number(LEAST_KM, MOST_KM, "km", decimals=2)
        self.radius.setValue(min(max(circle.km, LEAST_KM), MOST_KM))
        form = Form(label_width_px=80)
        self._row = form.add_row(tr("Name"), self.name)
        form.add_row(
            tr("Radius"), self.radius, tr("Around {place}.", place=dd_text(circle.lat, circle.lon))
        )
        self.body.addWidget(form)
        cancel, self.go = button(tr("Cancel")), button(tr("Add zone"), "primary")
        self.add_button(cancel)
        self.add_button(self.go)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._add)
        self.name.returnPressed.connect(self.go.click)
        self.name.textChanged.connect(self._show)
        self.fix_width(420)
        self._show()

    def _add(self) -> None:
        circle, name = self._circle, self.name.text().strip()
        self._zones.add(Zone(name, circle.lat, circle.lon, self.radius.value()))
        self.accept()

    def _show(self) -> None:
        why = self._zones.why_not(self.name.text())
        self._row.set_error(why)
        self.go.setEnabled(not why)


class ZonesDialog(DeskDialog):
    """Signals:

    wanted(Zone): the map shall show this zone.
    """

    wanted = Signal(object)

    def __init__(self, zones: Zones, display: Display, parent: QWidget | None) -> None:
        super().__init__(
            tr("Zones"), parent, sentence=tr("A ticked zone tells who enters and leaves it.")
        )
        self._zones = zones
        self._display = display
        self._is_ours = False
        self._last: tuple[object, ...] = ()
        self.zones = _tree(
            tr("Zones"), ((tr("Zone"), 90), (tr("Radius"), 90), (tr("Inside"), 90)), stretched=0
        )
        self.crossings = _tree(
            tr("Crossings"),
            ((tr("Time"), 170), (tr("Object"), 130), (tr("What", "happened"), 90)),
            stretched=2,
        )
        self._none = label("", "muted")
        self.body.addWidget(self.zones, 2)
        self.body.addWidget(label(tr("Crossings since the tab was opened"), "section"))
        self.body.addWidget(self._none)
        self.body.addWidget(self.crossings, 3)
        self.remove, self.look = (
            button(tr("Remove"), icon_name="trash-2"),
            button(tr("Show on the map")),
        )
        close = button(tr("Close"), "primary")
        self.add_button(self.remove, left=True)
        self.add_button(self.look, left=True)
        self.add_button(close)
        close.clicked.connect(self.accept)
        self.remove.clicked.connect(self._remove)
        self.look.clicked.connect(self._look)
        self.zones.doubleClicked.connect(self._look)
        self.zones.selectionModel().currentChanged.connect(self._show_buttons)
        _model(self.zones).itemChanged.connect(self._ticked)
        zones.changed.connect(self.refresh)
        VisibleTick(self, self.refresh)
        self.resize(520, 480)
        self.refresh()

    def refresh(self) -> None:
        """Draw what the model knows, when it is news."""
        zones, crossings = self._zones.all, self._zones.crossings[:CROSSINGS_SHOWN]
        counts = tuple(self._zones.count_in(zone.name) for zone in zones)
        if (zones, crossings, counts) != self._last:
            self._last = zones, crossings, counts
            self._fill_zones(zones, counts)
            self._fill_crossings()
        self._show_buttons()

    def _fill_zones(self, zones: tuple[Zone, ...], counts: tuple[int, ...]) -> None:
        model, current = _model(self.zones), self._current()
        self._is_ours = True
        model.setRowCount(0)
        for zone, count in zip(zones, counts, strict=True):
            name = _item(zone.name)
            name.setCheckable(True)
            name.setCheckState(Qt.CheckState.Checked if zone.is_told else Qt.CheckState.Unchecked)
            model.appendRow([name, _item(distance_words(zone.km)), _item(number(count))])
            if current is not None and zone.name == current.name:
                self.zones.setCurrentIndex(name.index())
        self._is_ours = False

    def _fill_crossings(self) -> None:
        model = _model(self.crossings)
        model.setRowCount(0)
        for each in self._zones.crossings[:CROSSINGS_SHOWN]:
            deed = tr("left {zone}", zone=each.zone)
            if each.is_inside:
                deed = tr("entered {zone}", zone=each.zone)
            texts = (self._display.time_text(each.at_ms), each.key.object_id, deed)
            model.appendRow([_item(text) for text in texts])
        words = (
            tr("Nobody has crossed an edge yet.")
            if self._zones.all
            else tr("No zone was drawn yet.")
        )
        self._none.setText(words)
        self._none.setVisible(not model.rowCount())

    def _current(self) -> Zone | None:
        row = self.zones.currentIndex().row()
        known = {zone.name: zone for zone in self._zones.all}
        return known.get(_model(self.zones).item(row, 0).text()) if row >= 0 else None

    def _show_buttons(self) -> None:
        for each in (self.remove, self.look):
            each.setEnabled(self._current() is not None)

    def _ticked(self, item: QStandardItem) -> None:
        if not self._is_ours and item.isCheckable():
            is_told = item.checkState() is Qt.CheckState.Checked
            self._zones.tell_of(item.text(), is_told=is_told)

    def _remove(self) -> None:
        if (zone := self._current()) is not None:
            self._zones.remove(zone.name)

    def _look(self) -> None:
        if (zone := self._current()) is not None:
            self.wanted.emit(zone)


def _tree(name: str, columns: tuple[tuple[str, int], ...], *, stretched: int) -> QTreeView:
    """*columns* are titles, and widths in pixels."""
    tree = QTreeView()
    model = QStandardItemModel(0, len(columns), tree)
    model.setHorizontalHeaderLabels([title for title, _width in columns])
    tree.setModel(model)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
    tree.setAccessibleName(name)
    tree.header().setStretchLastSection(False)
    for section, (_title, width) in enumerate(columns):
        tree.header().resizeSection(section, width)
    tree.header().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return tree


def _model(tree: QTreeView) -> QStandardItemModel:
    model = tree.model()
    assert isinstance(model, QStandardItemModel)
    return model


def _item(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    item.setToolTip(text)
    return item
