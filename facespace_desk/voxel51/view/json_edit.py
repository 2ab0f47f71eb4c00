"""The request of a job form as JSON, to be read and changed."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import label, set_role

HELP = "This is what is sent. What you change here is changed in the form, too."


class JsonEdit(QWidget):
    """Shows the request, and takes it as soon as it can be read."""

    def __init__(self, model: JobFormModel) -> None:
        super().__init__()
        self._model = model
        self.edit = QPlainTextEdit()
        self.edit.setProperty("role", "mono")
        self.edit.setAccessibleName("Request as JSON")
        self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.words = label(HELP, "caption", wraps=True)
        self.drop = button("Forget what cannot be read")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.edit, 1)
        column.addLayout(foot)
        self.edit.textChanged.connect(lambda: model.set_json(self.edit.toPlainText()))
        self.drop.clicked.connect(model.drop_json)
        model.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        model = self._model
        if self.edit.toPlainText() != model.json_text:
            with QSignalBlocker(self.edit):
                self.edit.setPlainText(model.json_text)
        self.edit.setReadOnly(model.draft is None or model.is_sending)
        self.words.setText(model.json_error or HELP)
        set_role(self.words, "error" if model.json_error else "caption")
        self.drop.setVisible(bool(model.json_error))
