"""Choosing what the map is drawn on: the built-in map, a tile server, or a file of tiles."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from facespace_desk.language import tr
from facespace_desk.map.source_model import MapSourceModel, SourceChoice
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label

Kind = Literal["built-in", "server", "file"]

KINDS: Final[tuple[tuple[str, Kind], ...]] = (
    (tr("Built-in map, without any network"), "built-in"),
    (tr("Tile server"), "server"),
    (tr("File of tiles (MBTiles, PMTiles)"), "file"),
)
POLICY: Final = tr(
    "Tiles are asked for only as you look at them, never ahead, two at a "
    "time, and kept as long as the server says. The server sees which part "
    "of the world you look at. Use one that allows it."
)
FILES: Final = tr("Tiles") + " (*.mbtiles *.pmtiles);;" + tr("All files") + " (*)"


class SourceDialog(DeskDialog):
    """Closes itself once the choice is shown; says at once why it cannot be."""

    def __init__(self, model: MapSourceModel, parent: QWidget | None) -> None:
        super().__init__(
            tr("Map"),
            parent,
            sentence=tr(
                "The built-in map is always there. Another source lies over it, and "
                "where it has nothing the built-in map is seen."
            ),
        )
        self._model = model
        self._kind = QComboBox()
        for title, kind in KINDS:
            self._kind.addItem(title, kind)
        self._address = QLineEdit(model.choice.address)
        self._address.setPlaceholderText("https://tiles.example.org/{z}/{x}/{y}.png")
        self._attribution = QLineEdit(model.choice.attribution)
        self._attribution.setPlaceholderText("© OpenStreetMap contributors")
        self._path = QLineEdit(model.choice.path)
        self._reason = label("", "error", wraps=True)
        self._use = button(tr("Use this map"), "primary", icon_name="map")
        cancel = button(tr("Cancel"), "plain")
        self._lay_out()
        self.add_button(cancel)
        self.add_button(self._use)
        cancel.clicked.connect(self.reject)
        self._use.clicked.connect(self._choose)
        self._kind.currentIndexChanged.connect(self._show_kind)
        model.changed.connect(self.accept)
        model.refused.connect(self._show_refusal)
        self._kind.setCurrentIndex(self._kind.findData(model.choice.kind))
        self._show_kind()
        self.resize(600, 420)

    def _lay_out(self) -> None:
        form = Form()
        form.add_row(tr("Source"), self._kind)
        self._server_rows = (
            form.add_row(
                tr("Address"),
                self._address,
                POLICY,
            ),
            form.add_row(tr("Attribution"), self._attribution, tr("Always shown on the map.")),
        )
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._path, 1)
        browse = button(tr("Choose…"), "plain", icon_name="folder-open")
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        self._path.setAccessibleName(tr("File of tiles"))
        self._file_row = form.add_row(tr("File"), holder)
        self.body.addWidget(form)
        self.body.addWidget(self._reason)
        self.body.addStretch(1)
        self._reason.hide()

    def _show_kind(self) -> None:
        kind: Kind = self._kind.currentData()
        for row in self._server_rows:
            row.set_visible(kind == "server")
        self._file_row.set_visible(kind == "file")
        self._say("")

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("File of tiles"), self._path.text(), FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    def _choose(self) -> None:
        self._use.setEnabled(False)
        self._say("")
        self._model.choose(
            SourceChoice(
                self._kind.currentData(),
                self._address.text().strip(),
                self._attribution.text().strip(),
                self._path.text().strip(),
            )
        )

    def _show_refusal(self, words: str) -> None:
        self._use.setEnabled(True)
        self._say(words)

    def _say(self, words: str) -> None:
        self._reason.setText(words)
        self._reason.setVisible(bool(words))
