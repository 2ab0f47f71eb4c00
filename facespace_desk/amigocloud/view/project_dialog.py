"""A new project: a name, a description, and why it could not be made beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from facespace_desk.amigocloud.model.access import Access
from facespace_desk.amigocloud.model.projects import ProjectsModel
from facespace_desk.language import tr
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label

NAME_LENGTH = 200


class ProjectDialog(DeskDialog):
    """Closes when the project is made; until then nothing typed is lost."""

    def __init__(self, projects: ProjectsModel, access: Access, parent: QWidget | None) -> None:
        super().__init__(tr("New project"), parent)
        self._projects = projects
        self._access = access
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LENGTH)
        self.about = QPlainTextEdit()
        self.about.setTabChangesFocus(True)
        self.about.setMaximumHeight(84)
        form = Form()
        form.add_row(tr("Name"), self.name)
        form.add_row(tr("Description"), self.about, tr("Optional."))
        self._words = label("", "error", wraps=True, selectable=True)
        self.body.addWidget(form)
        self.body.addWidget(self._words)
        cancel, self.go = button(tr("Cancel")), button(tr("Create project"), "primary")
        self.add_button(cancel)
        self.add_button(self.go)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._create)
        self.name.returnPressed.connect(self.go.click)
        self.name.textChanged.connect(self._show)
        projects.creating_changed.connect(self._show)
        projects.created.connect(self.accept)
        access.changed.connect(self._show)
        projects.create_error = ""  # of an earlier try
        self.fix_width(520)
        self._show()

    def _create(self) -> None:
        self._projects.create(self.name.text(), self.about.toPlainText())

    def _show(self) -> None:
        is_busy = self._projects.is_creating
        why = self._access.why_no_change()
        words = self._projects.create_error or why
        self._words.setText(words)
        self._words.setVisible(bool(words) and not is_busy)
        self.name.setEnabled(not is_busy)
        self.about.setEnabled(not is_busy)
        self.go.setEnabled(not is_busy and not why and bool(self.name.text().strip()))
        self.go.setText(tr("Creating…") if is_busy else tr("Create project"))
