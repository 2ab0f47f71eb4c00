"""Choosing what the map is drawn on: the built-in map, a tile server, or a file of tiles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.map.xyz import XyzTemplate
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form

MOST_ATTRIBUTION = 200  # characters
_WIDTH_PX = 560
_POLICY = (
    "Tiles are asked for only as you look at them, never ahead, two at a time, and kept as long as "
    "the server says. The server sees which part of the world you look at. Use one that allows it."
)


class SourceKind(Enum):
    """What the map is drawn on."""

    BUILT_IN = "built in"
    XYZ = "xyz"
    MBTILES = "mbtiles"


@dataclass(frozen=True)
class SourceChoice:
    """A choice that can be used: *template* and *attribution* of a server, or *path* of a file."""

    kind: SourceKind = SourceKind.BUILT_IN
    template: str = ""
    attribution: str = ""
    path: str = ""


class SourceDialog(DeskDialog):
    """Asks for a source and remembers nothing itself. Signals:

    source_chosen(object): the SourceChoice, checked as far as it can be without asking anybody.
    """

    source_chosen = Signal(object)

    def __init__(self, now: SourceChoice, parent: QWidget | None = None) -> None:
        super().__init__(
            "Map source",
            parent,
            sentence="The built-in map needs no network. Another source lies over it, and where it "
            "has nothing the built-in map is seen.",
        )
        self._group = QButtonGroup(self)
        kinds = QVBoxLayout()
        kinds.setSpacing(4)
        for number, (kind, text) in enumerate(_TITLES.items()):
            choice = QRadioButton(text)
            choice.setChecked(kind is now.kind)
            self._group.addButton(choice, number)
            kinds.addWidget(choice)
        self.body.addLayout(kinds)
        form = Form()
        self._template = QLineEdit(now.template)
        self._template.setPlaceholderText("https://tiles.example.org/{z}/{x}/{y}.png")
        self._template_row = form.add_row("Address", self._template, _POLICY)
        self._attribution = QLineEdit(now.attribution)
        self._attribution.setMaxLength(MOST_ATTRIBUTION)
        self._attribution_row = form.add_row(
            "Attribution", self._attribution, "Always shown on the map; most owners ask for it."
        )
        self._path = QLineEdit(now.path)
        self._path_row = form.add_row(
            "File", self._with_browse(), "An .mbtiles file with raster tiles; it is only read."
        )
        self._path.setAccessibleName("File")
        self.body.addWidget(form)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        use = button("Use this source", "primary")
        use.clicked.connect(self._use)
        self.add_button(cancel)
        self.add_button(use)
        self._group.idToggled.connect(self._show_fields)
        self._show_fields()
        self.fix_width(_WIDTH_PX)

    @property
    def kind(self) -> SourceKind:
        """What is marked."""
        return list(_TITLES)[self._group.checkedId()]

    def _with_browse(self) -> QWidget:
        field = QWidget()
        row = QHBoxLayout(field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._path, 1)
        browse = button("Choose…", icon_name="folder-open")
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        return field

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Map file", self._path.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Map tiles (*.mbtiles)", "All files (*)"])
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    def _show_fields(self) -> None:
        self._template_row.set_visible(self.kind is SourceKind.XYZ)
        self._attribution_row.set_visible(self.kind is SourceKind.XYZ)
        self._path_row.set_visible(self.kind is SourceKind.MBTILES)

    def _use(self) -> None:
        choice = self._choice()
        if choice is not None:
            self.accept()
            self.source_chosen.emit(choice)

    def _choice(self) -> SourceChoice | None:
        """What was filled in; None when a line next to a field says what is wrong."""
        kind = self.kind
        if kind is SourceKind.XYZ:
            return self._server()
        if kind is SourceKind.MBTILES:
            path = Path(self._path.text().strip()).expanduser()
            is_file = path.is_file()
            self._path_row.set_error("" if is_file else "There is no such file.")
            return SourceChoice(kind, path=str(path)) if is_file else None
        return SourceChoice()

    def _server(self) -> SourceChoice | None:
        attribution = " ".join(self._attribution.text().split())
        self._template_row.set_error("")
        self._attribution_row.set_error("" if attribution else "Write whose tiles these are.")
        try:
            template = XyzTemplate.parse(self._template.text())
        except ValueError as error:
            self._template_row.set_error(str(error))
            return None
        if not attribution:
            return None
        return SourceChoice(SourceKind.XYZ, template.text, attribution)


_TITLES = {
    SourceKind.BUILT_IN: "Built-in map (Natural Earth, GeoNames)",
    SourceKind.XYZ: "Tile server",
    SourceKind.MBTILES: "MBTiles file",
}
