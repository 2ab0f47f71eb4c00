"""Under which name something is kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form

WIDTH_PX: Final = 480


class NameDialog(DeskDialog):
    """`accepted` is the answer; *names* are taken, and what has one of them is replaced."""

    def __init__(
        self,
        title: str,
        sentence: str,
        names: Collection[str],
        parent: QWidget,
        *,
        longest: int,
    ) -> None:
        """*longest*: of a name, in characters."""
        super().__init__(title, parent, sentence=sentence)
        self._names = names
        self.name = QLineEdit()
        self.name.setMaxLength(longest)
        form = Form(label_width_px=80)
        self._row = form.add_row("Name", self.name)
        self.body.addWidget(form)
        self._cancel, self.go = button("Cancel"), button("Keep", "primary")
        self.add_button(self._cancel)
        self.add_button(self.go)
        self.go.setDefault(True)
        self._cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.name.textChanged.connect(self._check)
        self._check()
        self.fix_width(WIDTH_PX)

    def _check(self) -> None:
        name = self.name.text().strip()
        is_taken = name in self._names
        self._row.set_note(
            "There is one of this name; it is replaced." if is_taken else "", "warning"
        )
        self.go.setText("Replace" if is_taken else "Keep")
        self.go.setEnabled(bool(name) and name.isprintable())
