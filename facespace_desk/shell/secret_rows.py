"""The secrets of a service in the sign-in form: typed anew, or kept as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from facespace_desk.credentials import Secret
from facespace_desk.widgets.forms import Form, FormRow
from facespace_desk.widgets.icons import icon

if TYPE_CHECKING:
    from facespace_desk.shell.service_entry import SecretField

_KEPT = "Saved. Leave it empty to keep it."


class SecretRows:
    """One row for each secret.

    What is saved is never put into a field; an empty field keeps it, but for the same server only:
    a key must not go to another one by oversight.
    """

    def __init__(
        self,
        form: Form,
        fields: Sequence[SecretField],
        one_of: Sequence[str] = (),
        take_address: Callable[[str], None] = lambda _address: None,
    ) -> None:
        """Of the optional ones that *one_of* names, at least one must be there. *take_address* is
        told the address for which a secret is that was read from a file."""
        self._one_of = one_of
        self._take_address = take_address
        self._fields = {field.name: field for field in fields}
        self._edits: dict[str, QLineEdit] = {}
        self._rows: dict[str, FormRow] = {}
        self._kept: frozenset[str] = frozenset()
        for field in fields:
            edit = _SecretEdit()
            if field.read_file is not None:
                edit.offer_file(partial(self._choose_file, field.name))
            self._edits[field.name] = edit
            self._rows[field.name] = form.add_row(field.title, edit, field.help_text)

    @property
    def rows(self) -> list[FormRow]:
        return list(self._rows.values())

    def keep(self, names: frozenset[str]) -> None:
        """Secrets that are saved and may stay as they are."""
        self._kept = names & self._fields.keys()
        for name, edit in self._edits.items():
            edit.setPlaceholderText(_KEPT if name in self._kept else "")

    def check(self) -> bool:
        """Whether all can be used; what is wrong stands below each."""
        reasons = {name: self._reason(name) for name in self._fields}
        if self._one_of and not any(
            name in self._kept or self._text(name) for name in self._one_of
        ):
            titles = [in_sentence(self._fields[name].title) for name in self._one_of]
            reasons[self._one_of[0]] = f"The {' or the '.join(titles)} is missing."
        for name, reason in reasons.items():
            self._rows[name].set_error(reason)
        return not any(reasons.values())

    def set_error(self, reason: str) -> None:
        """Say about the first what the client has against it."""
        next(iter(self._rows.values())).set_error(reason)

    def read_file(self, name: str, path: str) -> None:
        """Take the secret *name* from a file, and say below it for which address it is."""
        read, row = self._fields[name].read_file, self._rows[name]
        assert read is not None
        try:
            found = read(Path(path))
        except ValueError as error:
            row.set_error(str(error))
            return
        self._edits[name].setText(found.secret.reveal())
        row.set_error("")
        where = f" It is for {found.address}." if found.address else ""
        row.set_note(f"Read from {Path(path).name}.{where}", "good")
        self._take_address(found.address)

    def typed(self) -> dict[str, Secret]:
        """What was typed, without blanks around it; a field that is empty is left out."""
        texts = {name: edit.text().strip() for name, edit in self._edits.items()}
        return {name: Secret(text) for name, text in texts.items() if text}

    def kept(self) -> list[str]:
        """The names of those that stay as they are saved."""
        return [name for name in self._fields if name in self._kept and not self._text(name)]

    def clear(self) -> None:
        for edit in self._edits.values():
            edit.clear()

    def focus(self) -> None:
        next(iter(self._edits.values())).setFocus()

    def set_enabled(self, is_enabled: bool) -> None:
        for edit in self._edits.values():
            edit.setEnabled(is_enabled)

    def _choose_file(self, name: str) -> None:
        title = self._fields[name].title
        dialog = QFileDialog(self._edits[name], f"{title} from a file", "", "Tokens (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self.read_file, name))
        dialog.open()

    def _text(self, name: str) -> str:
        return self._edits[name].text().strip()

    def _reason(self, name: str) -> str:
        field, text = self._fields[name], self._text(name)
        if text:
            return "" if field.check is None else field.check(text)
        if field.is_optional or name in self._kept:
            return ""
        return f"The {in_sentence(field.title)} is missing."


SecretCheck = Callable[[str], str]
"""Says in a sentence why a text cannot be the secret; empty when it can."""


class _SecretEdit(QLineEdit):
    """A field whose text shows only while the eye is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._eye = self.addAction(icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setToolTip("Show or hide what was typed")
        self._eye.triggered.connect(self._toggle)

    def offer_file(self, choose: Callable[[], None]) -> None:
        """Let the secret be read from a file."""
        folder = icon("folder-open", "muted")
        action = self.addAction(folder, QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip("Read it from a file")
        action.triggered.connect(choose)

    def _toggle(self) -> None:
        is_hidden = self.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.setIcon(icon("eye-off" if is_hidden else "eye", "muted"))


def in_sentence(title: str) -> str:
    """*title* inside a sentence: "Client ID" becomes "client ID", "API key" stays."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
