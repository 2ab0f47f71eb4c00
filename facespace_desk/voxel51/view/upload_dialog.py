"""Before an upload: a verdict for each file, where all of it is from, and until when it is kept.

It stays open while one works on: what is dropped meanwhile is added.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QWidget,
)

from facespace_desk.modelkit.sizes import size_text
from facespace_desk.voxel51.model.provenance import CHOICES, Origin
from facespace_desk.voxel51.model.uploading import RESTARTS, UploadModel
from facespace_desk.voxel51.preflight import Fate
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.drop_zones import DropZones
from facespace_desk.widgets.fields import decimal_number
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import ElidedLabel, label, set_role
from facespace_desk.widgets.record_table import RecordTable

SIZE: Final = (1120, 640)
DAYS_MOST: Final = 365.0
FROM: Final = {
    Origin.OWN_CAMERA: "a camera of our own",
    Origin.CAM2: "CAM2: never sent to an analytic",
    Origin.UPLOAD: "elsewhere: a file",
}


class UploadDialog(DeskDialog):
    """Shows an UploadModel. `show()` it; to close it forgets the files.

    Signals:
        closed: it is gone.
    """

    closed = Signal()

    def __init__(self, model: UploadModel, username: str | None, parent: QWidget | None) -> None:
        """*username* is for whom the application would upload."""
        super().__init__("Upload data", parent)
        self._model = model
        self.table = RecordTable(model.table, frozen_key="name")
        self.origin = QComboBox()
        self.days = decimal_number(0.0, DAYS_MOST, "days", step=1.0)
        self.pauses = QCheckBox("Pause after each file")
        self.doubtful = QCheckBox("Send also what is doubtful")
        self._summary = label(role="strong")
        self._why = ElidedLabel(role="caption")
        self._files = button("Choose files…", icon_name="plus")
        self._folder = button("Choose a folder…", icon_name="folder-open")
        self.send = button("Upload", "primary", icon_name="upload")
        if username is not None:
            self.body.addWidget(label(f"Acting as {username}", "warning"))
        self._dress()
        self._lay_out()
        self._connect()
        self._show()
        self.resize(*SIZE)

    @property
    def text(self) -> str:
        """What is said of all files together, and why they cannot be sent."""
        return f"{self._summary.text()} {self._why.text()}".strip()

    def reject(self) -> None:
        """Closed without sending: the files are forgotten."""
        if not self._model.is_sending:
            self._model.dismiss()
        super().reject()

    def done(self, result: int) -> None:
        self.closed.emit()
        super().done(result)

    def _dress(self) -> None:
        wishes = self._model.wishes
        self.origin.setAccessibleName("From")
        self.origin.setPlaceholderText("Where are they from?")
        for origin in CHOICES:
            self.origin.addItem(FROM[origin], origin)
        self.origin.setCurrentIndex(self.origin.findData(wishes.origin))
        self.days.setSpecialValueText("as the platform sets")
        self.days.setValue(wishes.days or 0.0)
        self.days.setMinimumWidth(180)
        self.pauses.setChecked(wishes.pauses)
        self.pauses.setToolTip(
            "The list of transfers stops before each next file, until it is told"
        )
        self.doubtful.setChecked(wishes.with_doubtful)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setMinimumHeight(180)

    def _lay_out(self) -> None:
        left, right = Form(label_width_px=64), Form(label_width_px=64)
        left.add_row("From", self.origin, "It stays with the data: analytics may not see CAM2.")
        right.add_row("Kept", self.days, "From now on; it can be changed later.", stretch=False)
        fields = QHBoxLayout()
        fields.setSpacing(24)
        fields.addWidget(left, 1)
        fields.addWidget(right, 1)
        options = QHBoxLayout()
        options.setSpacing(16)
        options.addWidget(self._files)
        options.addWidget(self._folder)
        options.addStretch(1)
        options.addWidget(self.pauses)
        options.addWidget(self.doubtful)
        self.body.addLayout(fields)
        self.body.addLayout(options)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._summary)
        self.body.addWidget(label(RESTARTS, "muted", wraps=True))
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self._buttons.insertWidget(0, self._why, 1)
        self.add_button(cancel)
        self.add_button(self.send)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.sent.connect(self._sent)
        self.origin.currentIndexChanged.connect(self._wish)
        self.days.valueChanged.connect(self._wish)
        for box in (self.pauses, self.doubtful):
            box.toggled.connect(self._wish)
        self._files.clicked.connect(self._choose_files)
        self._folder.clicked.connect(self._choose_folder)
        self.send.clicked.connect(model.send)
        self.table.menu_requested.connect(self._add_remove)
        DropZones(self, lambda items: (f"Drop {items}: add to this upload",)).dropped.connect(
            lambda paths, _zone: model.drop(paths)
        )

    def _wish(self) -> None:
        wishes = msgspec.structs.replace(
            self._model.wishes,
            origin=self.origin.currentData(),
            days=self.days.value() or None,
            pauses=self.pauses.isChecked(),
            with_doubtful=self.doubtful.isChecked(),
        )
        self._model.wish(wishes)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, "Videos and other files to upload")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self._model.drop([Path(each) for each in paths]))
        dialog.open()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "A folder to upload")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self._model.drop([Path(path)]))
        dialog.open()

    def _add_remove(self, menu: QMenu) -> None:
        paths = [finding.path for finding in self.table.selected_records()]
        if paths:
            words = "Take it out of the list" if len(paths) == 1 else f"Take out {len(paths)}"
            menu.addSeparator()
            menu.addAction(words, lambda: self._model.remove(paths))

    def _sent(self) -> None:
        if not self._model.chosen and not self._model.is_looking:
            self._model.dismiss()
            self.accept()

    def _show(self) -> None:
        model = self._model
        looked, known = model.progress
        chosen = model.chosen
        if model.is_looking:
            words = f"Looking at {looked:,} of {known:,} files…" if known else "Looking…"
        else:
            words = f"{len(chosen):,} of {known:,} will be sent"
            words += f", {size_text(sum(each.size for each in chosen))}" if chosen else ""
            for fate in (Fate.DOUBTFUL, Fate.REFUSED):
                count = model.count(fate)
                words += f"; {count:,} {fate.value}" if count else ""
        self._summary.setText(words if known or model.is_looking else "No file yet")
        reason = model.why_not()
        self._why.setText(model.error or reason)
        set_role(self._why, "error" if model.error else "caption")
        self.send.setEnabled(not reason)
        count = len(chosen)
        self.send.setText("Upload" if count < 2 else f"Upload {count:,} files")
