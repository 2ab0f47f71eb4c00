"""The form of one profile: every known option in a field, the others as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from facespace_desk.language import tr
from facespace_desk.skylab.model.profile_options import OPTIONS, OUTPUTS, Draft, notes_of
from facespace_desk.widgets.forms import Form, FormRow

OTHERS: Final = "others"
_OTHERS_HELP: Final = tr(
    "As the studio sent them, in JSON. This console does not know them; what "
    "you do not change is not sent."
)
_UNSAID: Final = tr("The studio does not say whether it is on.")


class ProfileForm(Form):
    """Signals:

    edited: something was typed or switched.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(label_width_px=170)
        self._rows: dict[str, FormRow] = {}
        self._fields: dict[str, QLineEdit | QCheckBox | QComboBox] = {}
        self._others = QPlainTextEdit()
        self._others.setProperty("role", "mono")
        self._others.setFixedHeight(96)
        self._others.setTabChangesFocus(True)
        self._unsaid: Sequence[str] = ()
        self._is_filling = False
        for option in OPTIONS.values():
            field = self._fields[option.name] = _field(option.kind)
            self._rows[option.name] = self.add_row(
                option.title, field, option.help_text, stretch=option.kind == "text"
            )
        self._rows[OTHERS] = self.add_row(tr("Other options"), self._others, _OTHERS_HELP)
        self._connect()

    def draft(self) -> Draft:
        """What stands in the fields."""
        values: dict[str, str | bool] = {}
        for name, field in self._fields.items():
            if isinstance(field, QCheckBox):
                values[name] = field.isChecked()
            elif isinstance(field, QComboBox):
                values[name] = str(field.currentData())
            else:
                values[name] = field.text()
        return Draft(values=values, others=self._others.toPlainText())

    def fill(self, draft: Draft, unsaid: Sequence[str] = ()) -> None:
        """Show *draft*; *unsaid* are switches of which the service says nothing."""
        self._is_filling = True
        self._unsaid = unsaid
        for name, value in draft.values.items():
            field = self._fields[name]
            if isinstance(field, QCheckBox):
                field.setChecked(bool(value))
            elif isinstance(field, QComboBox):
                _choose(field, str(value))
            else:
                field.setText(str(value))
        self._others.setPlainText(draft.others)
        self._is_filling = False
        self._note()

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say beside each field what is wrong with it."""
        self._note()
        for name, words in errors.items():
            self._rows[name].set_error(words)

    def go_to(self, name: str) -> QWidget:
        """Put the focus on this field, which is answered."""
        field = self._rows[name].field
        field.setFocus()
        return field

    def _connect(self) -> None:
        for field in self._fields.values():
            if isinstance(field, QCheckBox):
                field.toggled.connect(self._changed)
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._changed)
            else:
                field.textChanged.connect(self._changed)
        self._others.textChanged.connect(self._changed)

    def _changed(self) -> None:
        if not self._is_filling:
            self._note()
            self.edited.emit()

    def _note(self) -> None:
        """The help of each field, or why its option has no effect as things stand."""
        values = self.draft().values
        notes = notes_of(values)
        for name, row in self._rows.items():
            row.set_error("")
            if name in notes:
                row.set_note(notes[name], "warning")
            elif name in self._unsaid and not values[name]:
                row.set_note(f"{row.help_text} {_UNSAID}")


def _field(kind: str) -> QLineEdit | QCheckBox | QComboBox:
    if kind == "flag":
        return QCheckBox()
    if kind == "text":
        return QLineEdit()
    result = QComboBox()
    result.addItem(tr("not said"), "")
    for each in OUTPUTS:
        result.addItem(each, each)
    return result


def _choose(field: QComboBox, value: str) -> None:
    """Choose *value*, also one that is not offered."""
    if field.findData(value) < 0:
        field.addItem(value, value)
    field.setCurrentIndex(field.findData(value))
