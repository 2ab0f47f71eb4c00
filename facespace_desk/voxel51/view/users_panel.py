"""The users of an application: a list, and whom to act for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.net.errors import explain
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.sessions import Sessions
from facespace_desk.voxel51.model.users import UserRow, UsersModel
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.table_page import TablePage

EMPTY: Final = "The application has no user yet"


class UsersPanel(QWidget):
    """Signals:

    told(str, str): something for a short note, and its tone.
    """

    told = Signal(str, str)

    def __init__(self, model: UsersModel, sessions: Sessions, display: Display) -> None:
        super().__init__()
        self._model = model
        self._sessions = sessions
        self._empty = EmptyPage("users", EMPTY, "New user")
        self.page = TablePage(model.table, self._empty, display, frozen_key="name")
        self._act = button("Act as this user", "primary", icon_name="user-check")
        self._self = button("Be the token’s own user", icon_name="key-round")
        self._new = button("New user…", icon_name="user-plus")
        self._again = tool_button("refresh-cw", "Read the users anew")
        self._trouble = label("", "error", wraps=True)
        self._trouble.setContentsMargins(12, 2, 12, 6)
        self._reason = label("", "warning", wraps=True)
        self._lay_out()
        self._connect()
        self._show_state(model.state)
        self._show_tools()

    @property
    def chosen(self) -> UserRow | None:
        """The user in the current row."""
        found = self.page.current()
        return found if isinstance(found, UserRow) else None

    def make_user(self) -> None:
        """Ask for the name of a new user."""
        NewUserDialog(self._model, self).open()

    def act(self) -> None:
        """Act for the chosen user from now on."""
        row = self.chosen
        if row is None or row.why_not:
            return
        try:
            self._sessions.act_as(row.name)
        except APIError as error:
            self.told.emit(error.message, "bad")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 4)
        head.addWidget(label("Users", "title"), 1)
        head.addWidget(self._new)
        head.addWidget(self._again)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.setSpacing(8)
        for part in (self._reason, self._act, self._self):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        self._self.setVisible(self._sessions.has_own)
        self.setFocusProxy(self.page.table)

    def _connect(self) -> None:
        self.page.chosen.connect(self._show_tools)
        self.page.opened.connect(lambda _row: self.act())
        self.page.table.selectionModel().selectionChanged.connect(self._show_tools)
        self._empty.pressed.connect(self.make_user)
        self._act.clicked.connect(self.act)
        self._self.clicked.connect(self._sessions.be_self)
        self._new.clicked.connect(self.make_user)
        self._again.clicked.connect(self._model.refresh)
        self._model.state_changed.connect(self._show_state)
        self._model.created.connect(
            lambda name: self.told.emit(f"The user {name} was made.", "good")
        )
        self._sessions.acting_changed.connect(self._show_tools)

    def _show_tools(self, *_news: object) -> None:
        row = self.chosen
        is_other = row is not None and row.name != self._sessions.username
        self._act.setEnabled(is_other and row is not None and not row.why_not)
        self._act.setText(f"Act as {row.name}" if row is not None and is_other else "Act as …")
        self._reason.setText(row.why_not if row is not None else "")
        self._reason.setVisible(bool(self._reason.text()))
        self._self.setEnabled(self._sessions.is_application)

    def _show_state(self, state: LoadState) -> None:
        self._trouble.setText("" if state.error is None else explain(state.error).happened)
        self._trouble.setVisible(state.error is not None)
        if state.phase is Phase.LIVE:
            self._empty.set_sentence(EMPTY)
        else:
            words = "The users could not be read" if state.error else "Reading the users…"
            self._empty.set_sentence(words)
        self._empty.show_button(state.phase is Phase.LIVE)


class NewUserDialog(DeskDialog):
    """Asks for the name of a user to be made; closes when the platform has made it."""

    def __init__(self, model: UsersModel, parent: QWidget) -> None:
        super().__init__(
            "New user",
            parent,
            sentence="A user has data and jobs of its own; nobody else’s can be seen with it.",
        )
        self._model = model
        self.name = QLineEdit()
        form = Form(label_width_px=64)
        self._row = form.add_row(
            "Name", self.name, "Letters from A to Z, digits and signs; it cannot be changed later."
        )
        self.body.addWidget(form)
        cancel, self.verb = button("Cancel"), button("Make the user", "primary")
        self.verb.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self._make)
        self.name.textChanged.connect(lambda _text: self._row.set_error(""))
        self.add_button(cancel)
        self.add_button(self.verb)
        self.fix_width(460)
        model.created.connect(self._created)
        model.refused.connect(self._refused)
        self.name.setFocus()

    def _make(self) -> None:
        reason = self._model.why_not_new(self.name.text())
        self._row.set_error(reason)
        if not reason:
            self.verb.setEnabled(False)
            self._model.create(self.name.text())

    def _created(self, _name: str) -> None:
        self.accept()

    def _refused(self, words: str) -> None:
        self.verb.setEnabled(True)
        self._row.set_error(words)
