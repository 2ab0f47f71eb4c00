"""The fields of a request, made of the document of its analytic; and what the request says besides,
which no field can show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.modelkit.sizes import size_text
from facespace_desk.voxel51.document import Field
from facespace_desk.voxel51.model.data_choices import DataChoices, data_size, left_words
from facespace_desk.voxel51.model.job_draft import Key, fields_of, strangers, value_text
from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.voxel51.request import DataReference
from facespace_desk.voxel51.view.form_fields import (
    DataField,
    FormField,
    cut,
    field_widget,
    help_of,
)
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.forms import Form, FormRow
from facespace_desk.widgets.labels import label

FIELDS_AT_ONCE: Final = 6
MOST_FIELDS: Final = 120  # others are set as JSON
LABEL_WIDTH_PX: Final = 150
TITLES: Final = {"inputs": "Inputs", "parameters": "Parameters"}
NONE_WORDS: Final = {"inputs": "It takes no data.", "parameters": "There is nothing to set."}
REQUIRED_WORDS: Final = "An asterisk marks what has to be filled."


class RequestFields(QWidget):
    """Signals:

    data_wanted(Key): the operator wants to choose the data of this field.
    """

    data_wanted = Signal(object)

    def __init__(self, model: JobFormModel, choices: DataChoices) -> None:
        super().__init__()
        self._model = model
        self._choices = choices
        self._fields: dict[Key, tuple[FormField, FormRow]] = {}
        self._strangers = Strangers(model)
        self._forms: dict[str, Form] = {}
        document = model.document
        fields = [] if document is None else list(fields_of(document))[:MOST_FIELDS]
        self._unbuilt = iter(fields)
        self._later = QTimer(self)
        self._later.timeout.connect(self._build_some)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._lay_out(column)
        column.addWidget(self._strangers)
        column.addStretch(1)
        self._build_some()
        self._later.start()
        model.changed.connect(self.show_draft)
        choices.known_changed.connect(self.show_draft)
        self.show_draft()

    def widget(self, key: Key) -> FormField | None:
        """The field of this input or parameter, if it has one."""
        while key not in self._fields and self._later.isActive():
            self._build_some()
        found = self._fields.get(key)
        return None if found is None else found[0]

    def go_to(self, key: Key) -> QWidget | None:
        """Put the focus on a field, which is answered."""
        field = self.widget(key)
        if field is not None:
            field.setFocus()
        return field

    def show_draft(self) -> None:
        """Show what the form holds, and what is wrong with it."""
        model = self._model
        if model.draft is None:
            return
        for key in self._fields:
            self._show_one(key)
        self._choices.find_out(model.draft.request.data_ids)
        self._strangers.show_draft()

    def _lay_out(self, column: QVBoxLayout) -> None:
        document = self._model.document
        if document is None:
            words = "The document could not be read, so there are no fields: see JSON."
            column.addWidget(label(words, "muted", wraps=True))
            return
        column.addWidget(label(REQUIRED_WORDS, "caption"))
        parts: dict[str, Sequence[Field]] = {
            "inputs": document.inputs,
            "parameters": document.parameters,
        }
        for part, fields in parts.items():
            column.addWidget(label(TITLES[part], "title"))
            self._forms[part] = Form(label_width_px=LABEL_WIDTH_PX)
            column.addWidget(
                self._forms[part] if fields else label(NONE_WORDS[part], "muted"),
            )
            column.addSpacing(10)
        rest = sum(map(len, parts.values())) - MOST_FIELDS
        if rest > 0:
            column.addWidget(label(f"{rest:,} more can be set as JSON.", "muted"))

    def _build_some(self) -> None:
        """Some more fields: all of a large document at once would keep the window waiting."""
        some = list(islice(self._unbuilt, FIELDS_AT_ONCE))
        for key, field in some:
            self._add(self._forms[key[0]], key, field)
            self._show_one(key)
        if len(some) < FIELDS_AT_ONCE:
            self._later.stop()

    def _show_one(self, key: Key) -> None:
        field, row = self._fields[key]
        value, words = self._model.value(key), self._model.words(key)
        field.show_value(value, self._model.unread(key))
        field.show_trouble(bool(words))
        if words:
            row.set_error(words)
        elif isinstance(value, DataReference):
            row.set_note(*self._about(value.data_id))
        else:
            row.set_error("")

    def _add(self, form: Form, key: Key, field: Field) -> None:
        widget = field_widget(key, field, self._choices)
        title = cut(field.name) + (" *" if field.required else "")
        row = form.add_row(title, widget, help_of(field))
        widget.setAccessibleName(field.name + (", required" if field.required else ""))
        widget.typed.connect(lambda text: self._model.set_text(key, text))
        widget.chosen.connect(lambda value: self._model.set_value(key, value))
        if isinstance(widget, DataField):
            widget.wanted.connect(lambda: self.data_wanted.emit(key))
        self._fields[key] = (widget, row)

    def _about(self, data_id: str) -> tuple[str, str]:
        """What is known of this data, and in which role it is said."""
        if self._choices.is_gone(data_id):
            return "There is no such data at the platform any more.", "error"
        item = self._choices.get(data_id)
        if item is None:
            return "", "caption"  # the field shows the id
        size = data_size(item)
        words = [item.type or "", "size not known" if size is None else size_text(size)]
        left = left_words(item, self._model.now())
        words.append(left if left == "expired" else f"expires in {left}")
        return " · ".join(filter(None, words)), "error" if left == "expired" else "caption"


class Strangers(QWidget):
    """What the request says and the document does not know: kept until the operator takes it
    out."""

    def __init__(self, model: JobFormModel) -> None:
        super().__init__()
        self._model = model
        self._shown: tuple[tuple[Key, str], ...] = ()
        self._rows = QWidget()
        words = "The document does not know this. It is kept until you take it out."
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(label("Besides", "title"))
        self._column.addWidget(label(words, "caption", wraps=True))
        self._column.addWidget(self._rows)
        self.hide()

    def show_draft(self) -> None:
        """Show them as they are now."""
        draft, document = self._model.draft, self._model.document
        if draft is None or document is None:
            return
        keys = strangers(draft.request, document)
        found = tuple((key, cut(value_text(draft.value(key)))) for key in keys)
        if found == self._shown:
            return
        self._shown = found
        old, self._rows = self._rows, QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        for key, text in found:
            column.addLayout(self._row(key, text))
        self._column.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self.setVisible(bool(found))

    def _row(self, key: Key, text: str) -> QHBoxLayout:
        title = label(cut(key[1]), "muted")
        title.setFixedWidth(LABEL_WIDTH_PX)
        gone = tool_button("x", f"Take {cut(key[1])} out")
        gone.clicked.connect(lambda: self._model.set_value(key, msgspec.UNSET))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(title)
        row.addWidget(label(text, "mono"), 1)
        row.addWidget(gone)
        return row
