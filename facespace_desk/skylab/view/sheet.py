"""The sheet before an upload: a verdict for each file, what is done about it, where all of it goes.

It stays open while one works on: what is dropped meanwhile is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.skylab.model.preflight import Summary, megabytes
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.model.uploading import Target, UploadModel, Wishes
from facespace_desk.skylab.view.drop_zones import JobDropZones
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import ElidedLabel, label, set_role
from facespace_desk.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from facespace_desk.skylab.model.jobs import JobsModel
    from facespace_desk.skylab.model.results import ResultsModel

SIZE: Final = (1060, 720)
_FIXES: Final = (  # field of Fixes, title, tool-tip
    (
        "strip",
        "Take out position and camera details",
        "Removes GPS position, camera, moment and names from the copy that is sent; orientation "
        "and colours stay. Your files are not touched.",
    ),
    ("convert", "Convert what the studio does not take", "HEIC, AVIF, TIFF and GIF to JPEG or PNG"),
    ("shrink", "Shrink what is too large", "To 6400 pixels a side, 27 million pixels, 27 MB"),
    ("rename", "Rename where a name is taken", "The copy is sent under another name"),
    ("skip_known", "Leave out the same picture", "By its content, whatever its name"),
)


class UploadSheet(DeskDialog):
    """Shows an UploadModel. `show()` it; to close it forgets the files.

    Signals:
        rules_wanted: choose where results go.
    """

    rules_wanted = Signal()

    def __init__(
        self,
        model: UploadModel,
        jobs: JobsModel,
        results: ResultsModel,
        parent: QWidget | None,
    ) -> None:
        super().__init__("Upload photos", parent)
        self._model = model
        self._jobs = jobs
        self._results = results
        self.job = QComboBox()
        self.name = QLineEdit(model.target.name)
        self.profile = QComboBox()
        self.fixes = {name: QCheckBox(title) for name, title, _ in _FIXES}
        self.table = RecordTable(model.table, frozen_key="name")
        self.queue = QCheckBox("Queue the job when all photos have arrived")
        self.callback = QLineEdit()
        self.fetch = QCheckBox("Fetch the results when the job is done")
        self._folder = ElidedLabel(role="caption")
        self._rules = button("Where…", "link")
        self._summary = label(role="strong")
        self._position = label(role="warning")
        self._why = label(role="caption", wraps=True)
        self.send = button("Upload", "primary", icon_name="upload")
        self._form = Form(label_width_px=84)
        self._lay_out()
        self._connect()
        self._fill_jobs()
        self._fill_profiles()
        self._show()
        self.resize(*SIZE)

    @property
    def text(self) -> str:
        """What the sheet says of all files together, and why they cannot be sent."""
        return f"{self._summary.text()} {self._position.text()} {self._why.text()}".strip()

    def reject(self) -> None:
        """Closed without sending: the files are forgotten."""
        if not self._model.is_sending:
            self._model.dismiss()
        super().reject()

    # building

    def _lay_out(self) -> None:
        self.name.setPlaceholderText("Name of the new job; no two may be alike")
        self.callback.setPlaceholderText(
            "https://… that the studio tells when it is done (optional)"
        )
        self.callback.setAccessibleName("Callback address")
        self._name_row = self._form.add_row("Name", self.name)
        target = Form(label_width_px=84)
        target.add_row("Into", self.job)
        self._profile_row = self._form.add_row("Profile", self.profile)
        fields = QHBoxLayout()
        fields.setSpacing(24)
        fields.addWidget(target, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._form, 1)
        self.body.addLayout(fields)
        self.body.addLayout(self._fix_line())
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setMinimumHeight(200)
        self.body.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self._summary)
        line.addSpacing(12)
        line.addWidget(self._position)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self._after())
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self.add_note(self._why)
        self.add_button(cancel)
        self.add_button(self.send)

    def _fix_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(16)
        for name, _title, tip in _FIXES:
            self.fixes[name].setToolTip(tip)
            self.fixes[name].setChecked(getattr(self._model.fixes, name))
            line.addWidget(self.fixes[name])
        line.addStretch(1)
        return line

    def _after(self) -> QFrame:
        """What happens by itself afterwards."""
        self.queue.setChecked(True)
        self.fetch.setChecked(self._results.rules.by_itself)
        frame = QFrame()
        frame.setProperty("kind", "panel")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        first = QHBoxLayout()
        first.addWidget(self.queue)
        first.addWidget(self.callback, 1)
        second = QHBoxLayout()
        second.addWidget(self.fetch)
        second.addWidget(self._folder, 1)
        second.addWidget(self._rules)
        column.addLayout(first)
        column.addLayout(second)
        return frame

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.sent.connect(self._sent)
        self._jobs.profiles_changed.connect(self._fill_profiles)
        self._results.rules_changed.connect(self._show_folder)
        self.job.currentIndexChanged.connect(self._take_target)
        self.profile.currentIndexChanged.connect(self._take_target)
        self.name.textChanged.connect(self._take_target)
        for box in self.fixes.values():
            box.toggled.connect(self._take_fixes)
        self.queue.toggled.connect(self.callback.setEnabled)
        self.fetch.toggled.connect(self._show_folder)
        self.send.clicked.connect(self._send)
        self._rules.clicked.connect(self.rules_wanted)
        self.table.menu_requested.connect(self._add_remove)
        JobDropZones(self).dropped_for.connect(lambda paths, _is_for_job: model.drop(paths))

    # what the operator chooses

    def _take_target(self) -> None:
        job_id = self.job.currentData()
        if job_id is None:
            profile_id = self.profile.currentData()
            target = Target(name=self.name.text(), profile_id=profile_id)
        else:
            target = Target(job_id=job_id)
        self._model.set_target(target)

    def _take_fixes(self) -> None:
        chosen = {name: box.isChecked() for name, box in self.fixes.items()}
        self._model.set_fixes(msgspec.structs.replace(self._model.fixes, **chosen))

    def _add_remove(self, menu: QMenu) -> None:
        paths = [verdict.finding.path for verdict in self.table.selected_records()]
        if paths:
            words = "Take it out of the list" if len(paths) == 1 else f"Take out {len(paths)}"
            menu.addSeparator()
            menu.addAction(words, lambda: self._model.remove(paths))

    def _send(self) -> None:
        callback_url = self.callback.text().strip() if self.queue.isChecked() else ""
        if callback_url and not callback_url.startswith(("https://", "http://")):
            self._why.setText("The callback address must begin with https://")
            set_role(self._why, "error")
            self.callback.setFocus()
            return
        self._model.send(
            Wishes(
                queue=self.queue.isChecked(),
                callback_url=callback_url,
                fetch=self.fetch.isChecked(),
            )
        )

    def _sent(self) -> None:
        if self._model.is_open:  # more came while these were sent
            self._fill_jobs()
            self._show()
        else:
            self.accept()

    # showing

    def _fill_jobs(self) -> None:
        """New, or one of those that take photos."""
        target = self._model.target
        with QSignalBlocker(self.job):
            self.job.clear()
            self.job.addItem("A new job", None)
            for row in self._jobs.rows():
                takes = row.stage in (Stage.DRAFT, Stage.UPLOADING)
                if takes or row.id == target.job_id:
                    self.job.addItem(f"{row.name}  ·  {row.stage.value}", row.id)
            self.job.setCurrentIndex(max(0, self.job.findData(target.job_id)))

    def _fill_profiles(self) -> None:
        chosen = self._model.target.profile_id or self.profile.currentData()
        with QSignalBlocker(self.profile):
            self.profile.clear()
            for profile in self._jobs.profiles:
                self.profile.addItem(profile.name or f"#{profile.id}", profile.id)
            self.profile.setCurrentIndex(max(0, self.profile.findData(chosen)))
        if self._model.target.job_id is None:
            self._take_target()

    def _show(self) -> None:
        model, is_new = self._model, self._model.target.job_id is None
        if self.job.findData(model.target.job_id) != self.job.currentIndex():
            self._fill_jobs()
        self._name_row.set_visible(is_new)
        self._profile_row.set_visible(is_new)
        summary = model.summary
        looked, files = model.progress
        if model.is_looking:
            self._summary.setText(f"Looking at the files … {looked} of {files}")
        else:
            self._summary.setText(summary_words(summary))
        has_position = bool(summary.with_position)
        self._position.setVisible(has_position)
        if has_position:
            self._position.setText(_position_words(summary, is_stripped=model.fixes.strip))
            set_role(self._position, "good" if model.fixes.strip else "warning")
        why = model.error or model.why_not()
        self._why.setText(why)
        set_role(self._why, "error" if model.error else "caption")
        self.send.setEnabled(not model.why_not())
        count = summary.sent
        self.send.setText("Upload 1 photo" if count == 1 else f"Upload {count} photos")
        self._show_folder()

    def _show_folder(self) -> None:
        rules = self._results.rules
        self._folder.setText(f"into {rules.base} / {rules.template}")
        self._folder.setEnabled(self.fetch.isChecked())


def summary_words(summary: Summary) -> str:
    """All verdicts in a line: "97 photos, 412.0 MB  ·  3 will be fixed"."""
    photos = "1 photo" if summary.sent == 1 else f"{summary.sent} photos"
    parts = [f"{photos}, {megabytes(summary.sent_bytes)}" if summary.sent else "Nothing to send"]
    for count, words in (
        (summary.fixed, "will be fixed"),
        (summary.left_out, "left out"),
        (summary.refused, "cannot be sent"),
    ):
        if count:
            parts.append(f"{count} {words}")
    return "  ·  ".join(parts)


def _position_words(summary: Summary, *, is_stripped: bool) -> str:
    count = summary.with_position
    tells = "1 tells where it was taken" if count == 1 else f"{count} tell where they were taken"
    return f"{tells}: it is taken out" if is_stripped else tells
