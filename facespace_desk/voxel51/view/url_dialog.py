"""Data that lies elsewhere. The signed address is a secret: what is typed is not shown, and nothing
of it is left when the dialog is closed (VX-15)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facespace_desk.voxel51.model.by_url import ByUrlModel, Posting, name_in, type_of, url_problem
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.records import SignedUrl
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.fields import decimal_number
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label

WIDTH_PX: Final = 600
DAYS: Final = 3.0  # as the platform keeps what is uploaded (wire/voxel51.md 3.2)
DAYS_MOST: Final = 365.0
FROM: Final = {
    Origin.URL: "elsewhere",
    Origin.OWN_CAMERA: "a camera of our own",
    Origin.CAM2: "CAM2: never sent to an analytic",
}
_TYPE: Final = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


class UrlDialog(DeskDialog):
    """Closes when the platform has taken it."""

    def __init__(
        self,
        model: ByUrlModel,
        username: str | None,
        parent: QWidget | None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """*username* is for whom the application would do it."""
        sentence = "The platform reads the file where it lies, whenever a job uses it."
        super().__init__("Add data by URL", parent, sentence=sentence)
        self._model = model
        self._now = now
        self._offered = ""  # the name that was taken from the address
        model.begin()
        self.url, self.name, self.type = QLineEdit(), QLineEdit(), QLineEdit()
        self.length = QLineEdit()
        self.days = decimal_number(0.1, DAYS_MOST, "days", step=1.0)
        self.origin = QComboBox()
        self._trouble = label(role="error", wraps=True)
        self.verb = button("Add", "primary")
        if username is not None:
            self.body.addWidget(label(f"Acting as {username}", "warning"))
        self._lay_out()
        model.changed.connect(self._show)
        model.done.connect(self.accept)
        self._show()
        self.fix_width(WIDTH_PX)
        self.url.setFocus()

    def done(self, result: int) -> None:
        self.url.clear()
        super().done(result)

    def _lay_out(self) -> None:
        self.url.setEchoMode(QLineEdit.EchoMode.Password)
        self.url.textChanged.connect(self._url_changed)
        self.name.textChanged.connect(self._name_changed)
        self.days.setValue(DAYS)
        for origin, place in FROM.items():
            self.origin.addItem(place, origin)
        form = Form(label_width_px=96)
        words = "Whoever has it can read the file: it is not shown, kept or logged."
        self._url_row = form.add_row("Signed URL", self.url, words)
        self._name_row = form.add_row("Name", self.name)
        self._type_row = form.add_row("Media type", self.type)
        self._size_row = form.add_row("Size", self.length, "In bytes, for example 10485760.")
        end = "The end of data by URL cannot be changed later."
        form.add_row("Kept", self.days, end, stretch=False)
        self.origin.setPlaceholderText("Where is it from?")
        self.origin.setCurrentIndex(-1)  # nobody has said it yet
        words = "It stays with the data: analytics may not see CAM2."
        self._origin_row = form.add_row("From", self.origin, words)
        self.origin.currentIndexChanged.connect(lambda _place: self._origin_row.set_error(""))
        self.body.addWidget(form)
        self.body.addWidget(self._trouble)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self._add)
        self.add_button(cancel)
        self.add_button(self.verb)

    def _url_changed(self, text: str) -> None:
        """Offer the name that the address ends with, until somebody types another."""
        self._url_row.set_error("")
        if self.name.text() == self._offered:
            self._offered = name_in(text)
            self.name.setText(self._offered)

    def _name_changed(self, name: str) -> None:
        self._name_row.set_error("")
        if name:
            self.type.setText(type_of(name))

    def _problems(self) -> bool:
        """Say what is wrong, each beside its field; whether anything is."""
        name, size = self.name.text().strip(), self._size()
        type_ = self.type.text().strip()
        found = (
            (self._url_row, url_problem(self.url.text())),
            (self._name_row, "" if name and name.isprintable() else "It needs a name."),
            (self._type_row, "" if _TYPE.fullmatch(type_) else "Write it as video/mp4."),
            (self._size_row, "" if size else "Write the size as a whole number of bytes."),
            (self._origin_row, "" if self.origin.currentData() else "Say where it is from."),
        )
        for row, reason in found:
            row.set_error(reason)
        return any(reason for _row, reason in found)

    def _size(self) -> int:
        """In bytes; 0 when it cannot be read."""
        text = re.sub(r"[ ,_']", "", self.length.text().strip())
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0

    def _add(self) -> None:
        if self._problems():
            return
        self._model.add(
            Posting(
                url=SignedUrl(self.url.text().strip()),
                name=self.name.text().strip(),
                type=self.type.text().strip(),
                size=self._size(),
                ends=self._now() + timedelta(days=self.days.value()),
                origin=self.origin.currentData(),
            )
        )

    def _show(self) -> None:
        self._trouble.setText(self._model.error)
        self._trouble.setVisible(bool(self._model.error))
        self.verb.setEnabled(not self._model.is_sending)
        self.verb.setText("Adding…" if self._model.is_sending else "Add")
