"""What would be changed at the service, word for word, before anybody agrees to it."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facespace_desk.language import tr
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label


class StatementDialog(DeskDialog):
    """`accepted` is the agreement to send exactly what is shown; anything else sends nothing."""

    def __init__(
        self, title: str, sentence: str, statement: str, verb: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent, sentence=sentence)
        shown = QPlainTextEdit()
        shown.setProperty("role", "mono")
        shown.setPlainText(statement)
        shown.setReadOnly(True)
        shown.setAccessibleName(tr("What would be sent"))
        shown.setTabChangesFocus(True)
        self.body.addWidget(shown, 1)
        self.body.addWidget(label(tr("The service cannot take it back."), "warning"))
        cancel, self.go = button(tr("Cancel")), button(verb, "danger")
        self.add_button(cancel)
        self.add_button(self.go)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        cancel.setFocus()  # Enter, pressed once too often, sends nothing
        self.resize(620, 380)
