"""The data or the jobs of all users of an application, asked for at the platform."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.everybodys import EverybodysModel, EverybodysRow
from facespace_desk.voxel51.query import Subject
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, set_role
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage

HIDDEN_AT_FIRST = ("owner", "id")  # the platform is not known to name owners


class EverybodysPane(QWidget):
    """Signals:

    user_chosen(str): act for whose this is.
    """

    user_chosen = Signal(str)

    def __init__(self, model: EverybodysModel, display: Display) -> None:
        super().__init__()
        self._model = model
        self._what = "data" if model.subject is Subject.DATA else "jobs"
        self._empty = EmptyPage("database" if model.subject is Subject.DATA else "list", "")
        self.page = TablePage(model.table, self._empty, display, frozen_key="name")
        for key in HIDDEN_AT_FIRST:
            self.page.table.header.set_column_visible(key, False)
        self.text = QLineEdit()
        self.text.setPlaceholderText(f"Look for {self._what} of all users at the platform")
        self.text.setAccessibleName(f"Look for {self._what}")
        self.text.setClearButtonEnabled(True)
        self.field = QComboBox()
        self.field.setAccessibleName("Field")
        self.field.addItem("Any field", None)
        for name in model.fields:
            self.field.addItem(name.replace("_", " ").capitalize(), name)
        self._ask = button("Ask", "primary", icon_name="search")
        self._syntax = ElidedLabel("", "caption")
        self._foot = QFrame()
        self._counts = ElidedLabel("", "caption")
        self._more = button("Read more", "link")
        self._banner = StateBanner()
        self._lay_out()
        self._connect()
        self._show_question()
        self._show_state(model.state)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("kind", "toolbar")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.field)
        row.addWidget(self._ask)
        inner = QVBoxLayout(head)
        inner.setContentsMargins(12, 6, 12, 6)
        inner.setSpacing(4)
        inner.addLayout(row)
        inner.addWidget(self._syntax)
        self._foot.setProperty("kind", "status")
        last = QHBoxLayout(self._foot)
        last.setContentsMargins(12, 2, 8, 2)
        last.addWidget(self._counts, 1)
        last.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self._banner):
            column.addWidget(part)
        column.addWidget(self.page, 1)
        column.addWidget(self._foot)
        self.setFocusProxy(self.text)

    def _connect(self) -> None:
        model = self._model
        self.text.returnPressed.connect(self._send)
        self._ask.clicked.connect(self._send)
        self.text.textChanged.connect(self._show_question)
        self.field.currentIndexChanged.connect(self._show_question)
        self._more.clicked.connect(model.ask_for_more)
        self._banner.retry.connect(model.ask_again)
        self.page.opened.connect(self._choose_user)
        model.refused.connect(self._refuse)
        model.state_changed.connect(self._show_state)

    def _choose_user(self, row: EverybodysRow) -> None:
        if row.owner:
            self.user_chosen.emit(row.owner)

    def _send(self) -> None:
        self._model.ask(self.text.text(), self.field.currentData())

    def _show_question(self) -> None:
        """What would be sent, in the service's syntax."""
        try:
            query = self._model.question(self.text.text(), self.field.currentData())
        except APIError as error:
            self._refuse(error.message)
            return
        set_role(self._syntax, "caption")
        lines = query.preview().splitlines()
        said = [each for each in lines if not each.startswith("fields:")]  # always the same
        self._syntax.setText(f"Sent: {'; '.join(said)}")
        self._ask.setEnabled(True)

    def _refuse(self, words: str) -> None:
        set_role(self._syntax, "error")
        self._syntax.setText(words)
        self._ask.setEnabled(False)

    def _show_state(self, state: LoadState) -> None:
        is_odd = state.phase is Phase.LIVE and bool(state.message)
        shown = LoadState.degraded(state.updated_ms, state.message) if is_odd else state
        self._banner.show_state(shown if is_odd or state.error is not None else LoadState.off())
        if state.error is not None:
            self._empty.set_sentence("The platform did not tell")
        elif state.phase is Phase.LIVE:
            asked = bool(self._model.query.search)
            words = f"No {self._what} match" if asked else f"No user has {self._what}"
            self._empty.set_sentence(words)
        else:
            self._empty.set_sentence("Asking…")
        count, total = self._model.table.held_count, self._model.total
        of = "" if total is None else f" of {total:,}"
        self._counts.setText(f"The first {count:,}{of} are here")
        self._foot.setVisible(self._model.has_more)
