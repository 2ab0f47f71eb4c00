"""The options of a service in the sign-in form: a field of the right kind for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from facespace_desk.net.proxy import ProxyChoice
from facespace_desk.service_options import Option, OptionValue
from facespace_desk.widgets.fields import whole_number
from facespace_desk.widgets.forms import Form, FormRow

if TYPE_CHECKING:
    from facespace_desk.shell.service_entry import OptionField


class OptionRows:
    """One row for each option; one that has its usual value is not written into the profile."""

    def __init__(
        self, form: Form, fields: Sequence[OptionField], known: Mapping[str, Option]
    ) -> None:
        self._fields = {field.name: field for field in fields}
        self._known = known
        self._widgets = {field.name: _widget(field, known[field.name]) for field in fields}
        self._rows: dict[str, FormRow] = {}
        for field in fields:
            widget = self._widgets[field.name]
            title = "" if isinstance(widget, QCheckBox) else field.title
            is_wide = isinstance(widget, QLineEdit | QCheckBox)
            self._rows[field.name] = form.add_row(title, widget, field.help_text, stretch=is_wide)

    @property
    def rows(self) -> list[FormRow]:
        return list(self._rows.values())

    def fill(self, options: Mapping[str, OptionValue]) -> bool:
        """Show *options*; whether one of them differs from what is usual."""
        for name, field in self._fields.items():
            _set(self._widgets[name], options.get(name, field.default))
        return any(options.get(name, field.default) != field.default
                   for name, field in self._fields.items())  # fmt: skip

    def check(self) -> bool:
        """Whether all can be used; what is wrong stands below each."""
        reasons = {name: self._reason(name) for name in self._fields}
        for name, reason in reasons.items():
            self._rows[name].set_error(reason)
        return not any(reasons.values())

    def merged(self, options: Mapping[str, OptionValue]) -> dict[str, OptionValue]:
        """*options* with what stands in the rows in place of theirs."""
        others = {name: value for name, value in options.items() if name not in self._fields}
        ours = {name: _value(widget) for name, widget in self._widgets.items()}
        return others | {
            name: value for name, value in ours.items() if value != self._fields[name].default
        }

    def set_enabled(self, is_enabled: bool) -> None:
        for widget in self._widgets.values():
            widget.setEnabled(is_enabled)

    def _reason(self, name: str) -> str:
        value = _value(self._widgets[name])
        if value == self._fields[name].default:
            return ""
        try:
            self._known[name].checked(value)
            if name == "proxy":
                ProxyChoice.parse(str(value))
        except ValueError as error:
            words = str(error)
            return words if words.endswith(".") else f"{self._fields[name].title}: {words}."
        return ""


def _widget(field: OptionField, option: Option) -> QWidget:
    if option.kind is bool:
        return QCheckBox(field.title)
    if option.choices:
        box = QComboBox()
        for choice in option.choices:
            box.addItem(field.words.get(choice, choice), choice)
        return box
    if option.kind is int:
        assert option.low is not None
        assert option.high is not None
        return whole_number(int(option.low), int(option.high), field.unit)
    return QLineEdit()


def _set(widget: QWidget, value: OptionValue) -> None:
    if isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findData(value)))
    elif isinstance(widget, QSpinBox):
        widget.setValue(int(value))
    elif isinstance(widget, QLineEdit):
        widget.setText(str(value))


def _value(widget: QWidget) -> OptionValue:
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QComboBox):
        return str(widget.currentData())
    if isinstance(widget, QSpinBox):
        return widget.value()
    assert isinstance(widget, QLineEdit)
    return widget.text().strip()
