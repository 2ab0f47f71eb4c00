"""Questions before something that cannot be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label

WIDTH_PX: Final = 520


class Question(DeskDialog):
    """`accepted` is the answer yes. With *typed*, exactly that must be typed first: a name, or how
    many are meant."""

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        verb: str,
        parent: QWidget | None,
        *,
        names: Sequence[str] = (),
        typed: str = "",
        keep: str = "Keep",
        username: str | None = None,
    ) -> None:
        """*names* are what it is about; *username* is for whom the application would do it."""
        super().__init__(title, parent)
        self._typed = typed
        if username is not None:
            self.body.addWidget(label(f"Acting as {username}", "warning"))
        for name in names:
            self.body.addWidget(label(name, "strong", wraps=True))
        for line in lines:
            self.body.addWidget(label(line, wraps=True))
        self.edit = QLineEdit()
        if typed:
            self.edit.setPlaceholderText(typed)
            self.edit.setAccessibleName(f"Type {typed} to confirm")
            self.body.addWidget(label(f"Type {typed} to confirm:", "muted"))
            self.body.addWidget(self.edit)
        self.cancel, self.verb = button(keep), button(verb, "danger")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self.accept)
        self.edit.textChanged.connect(self._check)
        self.add_button(self.cancel)
        self.add_button(self.verb)
        self._check()
        self.fix_width(WIDTH_PX)
        (self.edit if typed else self.cancel).setFocus()

    def _check(self) -> None:
        self.verb.setEnabled(not self._typed or self.edit.text().strip() == self._typed)
