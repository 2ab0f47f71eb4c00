"""The fields of a job form, one class for each way of saying a value. A field shows what the draft
says and tells what was typed or chosen; it judges nothing."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from facespace_desk.voxel51.document import Field, FieldKind
from facespace_desk.voxel51.model.data_choices import DataChoices
from facespace_desk.voxel51.model.job_draft import (
    Key,
    Unread,
    Value,
    is_data,
    is_json,
    same,
    shown_text,
    step_of,
    stepped,
    value_text,
)
from facespace_desk.voxel51.request import DataReference
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import restyle

NUMBER_WIDTH_PX: Final = 130
SLIDER_WIDTH_PX: Final = 240
JSON_HEIGHT_PX: Final = 58
SLIDER_STEPS: Final = 1_000  # at most; finer ones cannot be hit
_BOOLEANS: Final = ((True, "yes"), (False, "no"))
_SHAPES: Final = {
    FieldKind.ARRAY: "a list in JSON, such as [1, 2]",
    FieldKind.OBJECT: 'an object in JSON, such as {"a": 1}',
    FieldKind.ANY: 'a value in JSON, such as 1.5 or "text"',
}
_LONGEST_SHOWN: Final = 60  # characters of a default or a choice


class FormField(QWidget):
    """Signals:

    typed(str): this text stands in the field now.
    chosen(object): this value was chosen; UNSET for none.
    """

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._is_typing = False
        self._said: tuple[Value, Unread | None] | None = None  # by what was typed last
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def show_value(self, value: Value, unread: Unread | None) -> None:
        """Show what the draft says; what was typed stays as it was typed while it says that."""
        if self._is_typing:
            self._said = (value, unread)
            return
        said, self._said = self._said, None
        if said is not None and same(said[0], value) and said[1] == unread:
            self._said = said
            return
        self.write(value, unread)

    def write(self, value: Value, unread: Unread | None) -> None:
        """Put this into the field."""
        raise NotImplementedError

    def tell_typed(self, text: str) -> None:
        """Tell what stands in the field."""
        self._is_typing = True
        self.typed.emit(text)
        self._is_typing = False

    def show_trouble(self, is_wrong: bool) -> None:
        """Mark the field as one with something wrong in it."""

    def put_in(self, inner: QWidget, stretch: int = 0) -> None:
        """Put the widget that has the focus for this field into its row."""
        self.row.addWidget(inner, stretch)
        self.setFocusProxy(inner)


class TextField(FormField):
    """A line of text."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(hint_of(field))
        self.edit.textEdited.connect(self.tell_typed)
        self.put_in(self.edit, 1)

    def write(self, value: Value, unread: Unread | None) -> None:
        self.edit.setText(unread.text if unread is not None else shown_text(self.field, value))

    def show_trouble(self, is_wrong: bool) -> None:
        restyle(self.edit, "invalid", is_wrong)


class NumberEdit(QLineEdit):
    """A number; the arrow keys make it larger and smaller."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field
        self.setFixedWidth(NUMBER_WIDTH_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10}
        steps[Qt.Key.Key_PageDown] = -10
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.setText(stepped(self._field, self.text(), step))
        self.textEdited.emit(self.text())


class NumberField(TextField):
    """A number, with a slider where the document gives both ends."""

    def __init__(self, field: Field) -> None:
        FormField.__init__(self, field)
        self.edit: QLineEdit = NumberEdit(field)
        self.edit.setPlaceholderText(hint_of(field))
        self.edit.textEdited.connect(self.tell_typed)
        self.put_in(self.edit)
        self.slider = self._slider()
        if self.slider is not None:
            self.row.addWidget(self.slider)
        self.row.addStretch(1)

    def show_value(self, value: Value, unread: Unread | None) -> None:
        super().show_value(value, unread)
        slider, low = self.slider, self.field.minimum
        if slider is None or low is None:
            return
        shown = self.field.default if value is msgspec.UNSET else value
        number = shown if isinstance(shown, int | float) else low
        with QSignalBlocker(slider):
            slider.setValue(round((number - low) / self._step))

    def _slider(self) -> QSlider | None:
        low, high = self.field.minimum, self.field.maximum
        if low is None or high is None or high <= low:
            return None
        self._step = max(step_of(self.field), (high - low) / SLIDER_STEPS)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, round((high - low) / self._step))
        slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys in the field do the same
        slider.setFixedWidth(SLIDER_WIDTH_PX)
        slider.setAccessibleName(self.field.name)
        slider.valueChanged.connect(lambda at: self._slid(low + at * self._step))
        return slider

    def _slid(self, number: float) -> None:
        whole = self.field.kind is FieldKind.INTEGER
        text = str(round(number)) if whole else f"{round(number, 10):g}"
        self.edit.setText(text)
        self.tell_typed(text)


class ChoiceField(FormField):
    """One of some values, or nothing said."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QComboBox()
        self.box.setMinimumWidth(220)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._values: list[Value] = []
        self._add("not set" if not field.has_default else hint_of(field), msgspec.UNSET)
        for value in field.choices:
            self._add(cut(value_text(value)), value)
        if not field.choices:
            for value, word in _BOOLEANS:
                self._add(word, value)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.activated.connect(lambda at: self.chosen.emit(self._values[at]))
        self.put_in(self.box)
        self.row.addStretch(1)

    def write(self, value: Value, unread: Unread | None) -> None:
        at = next((at for at, each in enumerate(self._values) if same(each, value)), -1)
        if at < 0:  # it came as JSON, and is kept
            at = len(self._values)
            self._add(cut(value_text(value)), value)
        self.box.setCurrentIndex(at)

    def _add(self, text: str, value: Value) -> None:
        self._values.append(value)
        self.box.addItem(text)


class JsonLines(QPlainTextEdit):
    """Some lines of JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "mono")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)


class JsonField(FormField):
    """A list, an object, or a value of a type that this console does not know."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.edit = JsonLines()
        self.edit.setFixedHeight(JSON_HEIGHT_PX)
        self.edit.setPlaceholderText(hint_of(field))
        self.edit.textChanged.connect(lambda: self.tell_typed(self.edit.toPlainText()))
        self.put_in(self.edit, 1)

    def write(self, value: Value, unread: Unread | None) -> None:
        text = unread.text if unread is not None else shown_text(self.field, value)
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(text)


class DataField(FormField):
    """Data at the platform, by its name.

    Signals:
        wanted: the operator wants to choose.
    """

    wanted = Signal()

    def __init__(self, field: Field, choices: DataChoices) -> None:
        super().__init__(field)
        self._choices = choices
        self.edit = QLineEdit()
        self.edit.setReadOnly(True)
        self.edit.setPlaceholderText("nothing chosen")
        self.choose = button("Choose…", icon_name="search")
        self.clear = tool_button("x", f"Leave {field.name} out")
        self.choose.clicked.connect(self.wanted)
        self.clear.clicked.connect(lambda: self.chosen.emit(msgspec.UNSET))
        self.edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.row.addWidget(self.edit, 1)
        self.row.addWidget(self.clear)
        self.put_in(self.choose)

    def write(self, value: Value, unread: Unread | None) -> None:
        data_id = value.data_id if isinstance(value, DataReference) else ""
        item = self._choices.get(data_id)
        self.edit.setText(item.name or data_id if item is not None else data_id)
        self.edit.setToolTip(data_id)
        self.edit.setCursorPosition(0)
        self.clear.setVisible(bool(data_id))

    def show_trouble(self, is_wrong: bool) -> None:
        restyle(self.edit, "invalid", is_wrong)


def field_widget(key: Key, field: Field, choices: DataChoices) -> FormField:
    """The field for this input or parameter."""
    if is_data(key, field):
        return DataField(field, choices)
    if field.choices or field.kind is FieldKind.BOOLEAN:
        return ChoiceField(field)
    if is_json(field):
        return JsonField(field)
    if field.kind in {FieldKind.NUMBER, FieldKind.INTEGER}:
        return NumberField(field)
    return TextField(field)


def help_of(field: Field) -> str:
    """What stands below a field: what it is for, what it takes, and what is used without it."""
    parts = [field.description.strip()]
    if field.minimum is not None and field.maximum is not None:
        parts.append(f"From {field.minimum:g} to {field.maximum:g}.")
    elif field.minimum is not None:
        parts.append(f"At least {field.minimum:g}.")
    elif field.maximum is not None:
        parts.append(f"At most {field.maximum:g}.")
    return "  ".join(_ended(part) for part in parts if part)


def hint_of(field: Field) -> str:
    """What stands in an empty field: what is used without it, or what it looks like."""
    if field.has_default and field.default not in (None, "", [], {}):
        words = next((word for flag, word in _BOOLEANS if flag is field.default), "")
        return f"{cut(words or value_text(field.default))} if not set"
    return field.placeholder or _SHAPES.get(field.kind, "")


def cut(text: str) -> str:
    """*text* on one line, and not without end."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
