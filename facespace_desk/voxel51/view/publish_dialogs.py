"""Which file is uploaded as an analytic, or as an image of one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from facespace_desk.voxel51.records import Analytic
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form, FormRow

WIDTH_PX: Final = 540
KINDS: Final = (
    ("PLATFORM", "It looks at videos"),
    ("IMAGE_TO_VIDEO", "It looks at images; the platform lets it run over each frame"),
)
MACHINES: Final = (("CPU", "Machines without a graphics card"), ("GPU", "Machines with one"))


class _FileDialog(DeskDialog):
    """Asks for a file and a choice.

    Signals:
        chosen(Path, str): upload this file, as that.
    """

    chosen = Signal(object, str)

    def __init__(
        self,
        title: str,
        sentence: str,
        parent: QWidget,
        *,
        filters: str,
        help_text: str,
        choice: str,
        entries: tuple[tuple[str, str], ...],
    ) -> None:
        super().__init__(title, parent, sentence=sentence)
        self._filters = filters
        self.path = QLineEdit()
        self.path.setAccessibleName("File")
        self.choice = QComboBox()
        for key, words in entries:
            self.choice.addItem(words, key)
        browse = button("Browse…")
        browse.clicked.connect(self._browse)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        form = Form(label_width_px=84)
        self._row: FormRow = form.add_row("File", place, help_text)
        form.add_row(choice, self.choice)
        self.body.addWidget(form)
        cancel, self.verb = button("Cancel"), button("Upload", "primary")
        cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self._choose)
        self.add_button(cancel)
        self.add_button(self.verb)
        self.fix_width(WIDTH_PX)
        self.path.setFocus()

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.windowTitle(), "", self._filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _choose(self) -> None:
        path = Path(self.path.text().strip()).expanduser()
        if not self.path.text().strip() or not path.is_file():
            self._row.set_error("There is no such file.")
            return
        self.chosen.emit(path, self.choice.currentData())
        self.accept()


class UploadAnalyticDialog(_FileDialog):
    """Which document becomes an analytic."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "Upload an analytic",
            "It is pending, and no job can use it, until an image of it has come as well.",
            parent,
            filters="Documents (*.json)",
            help_text="The analytic’s document, as JSON.",
            choice="Kind",
            entries=KINDS,
        )


class ImageDialog(_FileDialog):
    """Which image is uploaded for an analytic."""

    def __init__(self, analytic: Analytic, parent: QWidget) -> None:
        super().__init__(
            "Add an image",
            f"The program of {analytic.name}, version {analytic.version or 'unknown'}, for one "
            "kind of machine.",
            parent,
            filters="Images (*.tar *.tar.gz *.tgz *.tar.bz *.tar.bz2)",
            help_text="An archive of the image: tar, tar.gz or tar.bz.",
            choice="For",
            entries=_machines_of(analytic),
        )


def _machines_of(analytic: Analytic) -> tuple[tuple[str, str], ...]:
    """The machines that it says it runs on; all, when it says nothing of use."""
    said = {"CPU": analytic.supports_cpu, "GPU": analytic.supports_gpu}
    found = tuple(entry for entry in MACHINES if said[entry[0]])
    return found or MACHINES
