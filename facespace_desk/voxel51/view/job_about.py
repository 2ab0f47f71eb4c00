"""What is said about a job besides its request: name, machine, start, and how long its output is
kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from facespace_desk.voxel51.model.job_draft import LONGEST_KEPT_DAYS
from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.voxel51.model.job_problems import NAME
from facespace_desk.widgets.fields import whole_number
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label, restyle

MODES: Final = {"BEST": "best there is", "CPU": "CPU", "GPU": "GPU"}


class JobAbout(QWidget):
    """Shows and changes it."""

    def __init__(self, model: JobFormModel, *, offers_fetch: bool) -> None:
        """*offers_fetch*: somebody fetches outputs when jobs are done."""
        super().__init__()
        self._model = model
        self._modes: list[str | None] = []
        self.name = QLineEdit()
        self.mode = QComboBox()
        self.mode.setMinimumContentsLength(8)
        self.mode.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.start = QCheckBox("Start it at once")
        self.keep: QSpinBox = whole_number(0, LONGEST_KEPT_DAYS, "days")
        self.keep.setSpecialValueText("as the platform sets")
        self.keep.setMinimumWidth(180)
        self.fetch = QCheckBox("Download the output when it is complete")
        self._lay_out(offers_fetch=offers_fetch)
        self.name.textEdited.connect(lambda text: model.set_about(name=text))
        self.mode.activated.connect(lambda at: model.set_compute_mode(self._modes[at]))
        self.start.toggled.connect(lambda is_on: model.set_about(auto_start=is_on))
        self.fetch.toggled.connect(lambda is_on: model.set_about(fetch_when_done=is_on))
        self.keep.valueChanged.connect(lambda days: model.set_about(keep_days=days))
        model.opened.connect(self._offer_modes)
        model.changed.connect(self._show)
        self._offer_modes()

    def _lay_out(self, *, offers_fetch: bool) -> None:
        form = Form(label_width_px=70)
        self._name_row = form.add_row("Name", self.name)
        self._mode_row = form.add_row("Runs on", self.mode)
        form.add_row("Output", self.keep, "How long the platform keeps it.", stretch=False)
        form.add_row("", self.start, "Otherwise it waits to be started.")
        self.start.setAccessibleName("Start it at once")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label("Job", "title"))
        column.addWidget(form)
        if offers_fetch:
            column.addWidget(self.fetch)
        column.addStretch(1)

    def _offer_modes(self) -> None:
        """What the analytic supports, and what the request says in any case."""
        document, draft = self._model.document, self._model.draft
        modes: list[str | None] = [None]
        modes += document.compute_modes if document is not None else MODES
        said = None if draft is None else draft.request.compute_mode
        if said not in modes:
            modes.append(said)
        self._modes = modes
        self.mode.clear()
        self.mode.addItems(
            ["as the platform likes" if mode is None else MODES.get(mode, mode) for mode in modes]
        )
        self._show()

    def _show(self) -> None:
        draft = self._model.draft
        self.setEnabled(draft is not None and not self._model.is_sending)
        if draft is None:
            return
        said = draft.request.compute_mode
        if said not in self._modes:
            self._offer_modes()
            return
        for widget in (self.start, self.fetch, self.keep):
            with QSignalBlocker(widget):
                if widget is self.start:
                    self.start.setChecked(draft.auto_start)
                elif widget is self.fetch:
                    self.fetch.setChecked(draft.fetch_when_done)
                else:
                    self.keep.setValue(draft.keep_days)
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self.mode.setCurrentIndex(self._modes.index(said))
        self._name_row.set_error(self._model.words(NAME))
        self._mode_row.set_error(self._model.words(("compute_mode", "")))
        restyle(self.name, "invalid", bool(self._model.words(NAME)))
