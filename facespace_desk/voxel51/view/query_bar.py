"""What the platform is asked for: text and field, or its own syntax; fields, order, saved queries;
and below, what is sent."""

from __future__ import annotations

from functools import partial
from typing import Final

import msgspec
from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout

from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.queries import (
    ANY,
    ESCAPES,
    NAME_LENGTH,
    SYNTAX,
    Asking,
    QueryShelf,
)
from facespace_desk.voxel51.query import FIELDS, SEARCHABLE, Query
from facespace_desk.voxel51.view.name_dialog import NameDialog
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, set_role

SEARCH_AFTER_MS: Final = 300  # after the last key
SYNTAX_TEXT: Final = "name:gate|yard,type:mp4"


class QueryBar(QFrame):
    """Signals:

    asked(Query): ask the platform for this.
    """

    asked = Signal(object)

    def __init__(self, shelf: QueryShelf, asking: Asking | None = None) -> None:
        """*asking* is what it begins with."""
        super().__init__()
        self._shelf = shelf
        self._subject = shelf.subject
        self._asking = asking or Asking()
        self.where, self.text, self.sort = QComboBox(), QLineEdit(), QComboBox()
        self.order = tool_button("arrow-up-down", "Largest and latest first, or last")
        self.fields = button("Fields", "quiet", tip="The fields that the platform is asked for")
        self.saved = button("Queries", "quiet", icon_name="bookmark", tip="Queries that are kept")
        self.said = ElidedLabel("", "caption")
        self._field_menu, self.saved_menu = QMenu(self), QMenu(self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(SEARCH_AFTER_MS)
        self._dress()
        self._lay_out()
        self._connect()
        self._show()

    @property
    def asking(self) -> Asking:
        """What stands in the bar."""
        return self._asking

    def show_asking(self, asking: Asking) -> None:
        """Put this into the bar, and ask it."""
        self.put(asking)
        self._ask()

    def put(self, asking: Asking) -> None:
        """Put this into the bar; it is asked already."""
        self._typed.stop()
        self._asking = asking
        self._show()

    # building

    def _dress(self) -> None:
        self.setProperty("kind", "toolbar")
        what = self._subject.value
        self.where.setAccessibleName("Look in")
        for name in SEARCHABLE[self._subject]:
            self.where.addItem(f"In {_title(name).lower()}", name)
        self.where.addItem("In any field", ANY)
        self.where.addItem("Platform’s syntax", SYNTAX)
        self.text.setAccessibleName(f"Look for {what}")
        self.text.setClearButtonEnabled(True)
        self.text.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.setMinimumWidth(140)
        self.sort.setAccessibleName("Sort at the platform by")
        for name in FIELDS[self._subject]:
            self.sort.addItem(f"By {_title(name).lower()}", name)
        self.fields.setMenu(self._field_menu)
        self.saved.setMenu(self.saved_menu)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.where)
        row.addWidget(self.text, 1)
        for part in (self.sort, self.order, self.fields, self.saved):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.said)
        self.setFocusProxy(self.text)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._text_changed)
        self.text.returnPressed.connect(self._ask)
        self.where.activated.connect(self._where_changed)
        self.sort.activated.connect(self._sort_changed)
        self.order.clicked.connect(self._turn)
        self._typed.timeout.connect(self._ask)
        self._field_menu.aboutToShow.connect(self._fill_fields)
        self.saved_menu.aboutToShow.connect(self.fill_saved)

    # what the operator says

    def _text_changed(self, text: str) -> None:
        self._say_this(text=text)
        self._typed.start()

    def _where_changed(self) -> None:
        self._say_this(where=self.where.currentData())
        self._show()
        if self._asking.text.strip():
            self._ask()

    def _sort_changed(self) -> None:
        self._say_this(sort=self.sort.currentData())
        self._ask()

    def _turn(self) -> None:
        self._say_this(descending=not self._asking.descending)
        self._ask()

    def _say_this(self, **changes: object) -> None:
        self._asking = msgspec.structs.replace(self._asking, **changes)
        self._say()

    def _query(self) -> Query | None:
        try:
            return self._asking.query(self._subject)
        except APIError:
            return None

    def _ask(self) -> None:
        self._typed.stop()
        self._say()
        query = self._query()
        if query is not None:
            self.asked.emit(query)

    # the menus

    def _fill_fields(self) -> None:
        menu = self._field_menu
        menu.clear()
        every = menu.addAction("All fields", lambda: self._choose_fields(()))
        every.setCheckable(True)
        every.setChecked(not self._asking.fields)
        menu.addSeparator()
        names = FIELDS[self._subject]
        chosen = self._asking.fields or names
        for name in names:
            action = menu.addAction(_title(name))
            action.setCheckable(True)
            action.setChecked(name in chosen)
            action.setEnabled(name != "id")  # without it, nothing could be done
            action.triggered.connect(partial(self._flip_field, name))

    def _flip_field(self, name: str, is_wanted: bool) -> None:
        names = FIELDS[self._subject]
        chosen = set(self._asking.fields or names) - {name} | ({name} if is_wanted else set())
        self._choose_fields(tuple(each for each in names if each in chosen))

    def _choose_fields(self, names: tuple[str, ...]) -> None:
        self._say_this(fields=() if len(names) == len(FIELDS[self._subject]) else names)
        self._ask()

    def fill_saved(self) -> None:
        """Offer what is kept."""
        menu = self.saved_menu
        menu.clear()
        found = self._shelf.saved
        for each in found:
            name = each.name.replace("&", "&&")
            menu.addAction(name, partial(self.show_asking, each.asking))
        if not found:
            menu.addAction("No query is kept").setEnabled(False)
        menu.addSeparator()
        keep = menu.addAction("Keep this query…", self.ask_name)
        keep.setEnabled(self._query() is not None)
        if found:
            gone = menu.addMenu("Remove a query")
            for each in found:
                gone.addAction(each.name.replace("&", "&&"), partial(self._shelf.forget, each.name))

    def ask_name(self) -> None:
        """Ask for a name, and keep what stands in the bar under it."""
        dialog = NameDialog(
            "Keep a query",
            "It is kept on this computer, encrypted, for this user.",
            [each.name for each in self._shelf.saved],
            self,
            longest=NAME_LENGTH,
        )
        asking = self._asking
        dialog.accepted.connect(lambda: self._shelf.keep(dialog.name.text().strip(), asking))
        dialog.open()

    # showing

    def _show(self) -> None:
        asking = self._asking
        with QSignalBlocker(self.text):
            if self.text.text() != asking.text:
                self.text.setText(asking.text)
        self.where.setCurrentIndex(max(0, self.where.findData(asking.where)))
        self.sort.setCurrentIndex(max(0, self.sort.findData(asking.sort)))
        is_syntax = asking.where == SYNTAX
        words = SYNTAX_TEXT if is_syntax else f"Find {self._subject.value} at the platform"
        self.text.setPlaceholderText(words)
        self.text.setToolTip(ESCAPES if is_syntax else "")
        self._say()

    def _say(self) -> None:
        """What would be sent, in the platform’s syntax, or why it cannot be."""
        asking = self._asking
        try:
            lines = asking.query(self._subject).preview().splitlines()
        except APIError as error:
            set_role(self.said, "error")
            self.said.setText(error.message)
            return
        set_role(self.said, "caption")
        shown = lines if asking.fields else [e for e in lines if not e.startswith("fields:")]
        sent = f"Sent: {'; '.join(shown)}"
        if asking.where == SYNTAX:
            sent += f".  {ESCAPES}"
        self.said.setText(sent)


def _title(name: str) -> str:
    return "ID" if name == "id" else name.replace("_", " ").capitalize()
