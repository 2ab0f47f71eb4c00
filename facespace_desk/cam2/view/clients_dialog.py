"""The service's clients: found by owner, registered, changed, their secrets reset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.model.clients import ClientRow, ClientsModel
from facespace_desk.cam2.records import PERMISSION_LEVELS, NewClient
from facespace_desk.cam2.view.issued_dialog import IssuedDialog
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.net.errors import explain
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label, line, set_role
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage

CONFIRMED_BY: Final = 6  # last characters of the client ID, typed before its secret is reset


@dataclass(frozen=True)
class _Question:
    """One field, and a button that acts once it may."""

    verb: str
    sentence: str
    title: str
    field: QLineEdit | QComboBox
    may: Callable[[], bool] = lambda: True
    is_danger: bool = False


class ClientsDialog(DeskDialog):
    """Signals:

    export_wanted(TablePage): the clients shown shall become a file.
    """

    export_wanted = Signal(object)

    def __init__(
        self, model: ClientsModel, display: Display, parent: QWidget | None, owner: str = ""
    ) -> None:
        """*owner* is the one that the profile names."""
        super().__init__(tr("Clients"), parent)
        self._model = model
        self._owner = QLineEdit(owner)
        self._owner.setPlaceholderText(tr("user name of the owner"))
        self._find = button(tr("Find"), "primary")
        self._new_owner = QLineEdit(owner)
        self._level = QComboBox()
        self._level.addItems(list(PERMISSION_LEVELS))
        self._register = button(tr("Register a client"))
        self._words = label("", "caption", wraps=True)
        self._busy_words = ""
        self.page = TablePage(
            model.table,
            nothing_yet(
                tr("No clients shown"), hint=tr("Find those of an owner, or register one.")
            ),
            display,
        )
        self._of_one = (
            button(tr("Change the owner …")),
            button(tr("Change the permission …")),
            button(tr("Reset the secret …"), "danger"),
        )
        self._lay_out()
        self._connect()
        self._choose(None)
        self.resize(820, 600)

    def _lay_out(self) -> None:
        find = QHBoxLayout()
        find.setSpacing(8)
        find.addWidget(label(tr("Owner"), "muted"))
        find.addWidget(self._owner, 1)
        find.addWidget(self._find)
        self.body.addLayout(find)
        self.body.addWidget(self.page, 1)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for each in self._of_one:
            tools.addWidget(each)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(line())
        new = QHBoxLayout()
        new.setSpacing(8)
        new.addWidget(label(tr("New client for"), "muted"))
        new.addWidget(self._new_owner, 1)
        new.addWidget(label(tr("who is", "and then a permission level"), "muted"))
        new.addWidget(self._level)
        new.addWidget(self._register)
        self.body.addLayout(new)
        self.body.addWidget(self._words)
        close = button(tr("Close"), "plain")
        close.clicked.connect(self.reject)
        self.add_button(close)
        for field, name in (
            (self._owner, tr("Owner")),
            (self._new_owner, tr("Owner of the new client")),
        ):
            field.setAccessibleName(name)
        self._level.setAccessibleName(tr("Permission level of the new client"))

    def _connect(self) -> None:
        model = self._model
        self._find.clicked.connect(self._ask)
        self._owner.returnPressed.connect(self._ask)
        self._register.clicked.connect(self._ask_to_register)
        for each, act in zip(
            self._of_one, (self._ask_owner, self._ask_permission, self._ask_reset), strict=True
        ):
            each.clicked.connect(act)
        self.page.chosen.connect(self._choose)
        self.page.export_wanted.connect(lambda: self.export_wanted.emit(self.page))
        model.busy_changed.connect(self._show_busy)
        model.issued.connect(self._show_issued)
        model.done.connect(lambda words: self._say(words, "good"))
        model.not_kept.connect(lambda words: self._say(words, "error"))
        model.failed.connect(self._show_failure)

    def _ask(self) -> None:
        if self._owner.text().strip():
            self._model.find(self._owner.text().strip())
        else:
            self._owner.setFocus()

    def _ask_to_register(self) -> None:
        owner = self._new_owner.text().strip()
        if owner:
            self._model.register(owner, self._level.currentText())
        else:
            self._new_owner.setFocus()

    def _choose(self, _row: ClientRow | None) -> None:
        for each in self._of_one:
            each.setEnabled(self.page.current() is not None)

    def _ask_owner(self) -> None:
        row = self._row()
        field = QLineEdit(row.owner)
        self._ask_about(
            _Question(
                tr("Change the owner"),
                tr("Client {client} will belong to:", client=_short(row)),
                tr("Owner"),
                field,
                lambda: bool(field.text().strip()) and field.text().strip() != row.owner,
            ),
            lambda: self._model.set_owner(row.client_id, field.text().strip()),
        )

    def _ask_permission(self) -> None:
        row = self._row()
        field = QComboBox()
        field.addItems(list(PERMISSION_LEVELS))
        sentence = tr(
            "Each level allows what those before it do. "
            "The present one of client {client} cannot be asked for.",
            client=_short(row),
        )
        self._ask_about(
            _Question(tr("Change the permission"), sentence, tr("Level", "of permission"), field),
            lambda: self._model.set_permission(row.client_id, field.currentText()),
        )

    def _ask_reset(self) -> None:
        row = self._row()
        field = QLineEdit()
        last = row.client_id[-CONFIRMED_BY:]
        sentences = [
            tr(
                "The secret of client {client} is worthless at once, everywhere.",
                client=_short(row),
            ),
            tr(
                "Type the last {count} characters of its ID, {last}, to go on.",
                count=CONFIRMED_BY,
                last=last,
            ),
        ]
        if row.is_own:
            sentences.insert(1, tr("This console signs in with it."))
        self._ask_about(
            _Question(
                tr("Reset the secret"),
                " ".join(sentences),
                tr("Characters"),
                field,
                lambda: field.text().strip() == last,
                is_danger=True,
            ),
            lambda: self._model.reset_secret(row.client_id),
        )

    def _ask_about(self, question: _Question, act: Callable[[], None]) -> None:
        dialog = DeskDialog(question.verb, self, sentence=question.sentence)
        form = Form()
        form.add_row(question.title, question.field)
        dialog.body.addWidget(form)
        cancel = button(tr("Cancel"), "plain")
        go = button(question.verb, "danger" if question.is_danger else "primary")
        dialog.add_button(cancel)
        dialog.add_button(go)
        cancel.clicked.connect(dialog.reject)
        go.clicked.connect(act)
        go.clicked.connect(dialog.accept)
        go.setEnabled(question.may())
        field = question.field
        changed = field.currentIndexChanged if isinstance(field, QComboBox) else field.textChanged
        changed.connect(lambda _=None: go.setEnabled(question.may()))
        dialog.fix_width(460)
        dialog.open()

    def _row(self) -> ClientRow:
        row = self.page.current()
        assert isinstance(row, ClientRow)
        return row

    def _show_busy(self, words: str) -> None:
        for each in (self._find, self._register):
            each.setEnabled(not words)
        if words:
            self._busy_words = tr("{doing} …", doing=words)
            self._say(self._busy_words, "caption")
        elif self._words.text() == self._busy_words:
            self._say("", "caption")
        self._choose(None)

    def _show_issued(self, new: NewClient) -> None:
        IssuedDialog(new, self._model, self).open()

    def _show_failure(self, error: Cam2Error) -> None:
        told = explain(error)
        self._say(f"{told.happened} {told.cause} {told.remedy}", "error")

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        set_role(self._words, role)


def _short(row: ClientRow) -> str:
    return f"…{row.client_id[-12:]}"
