"""Credentials that the service shows only once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facespace_desk.cam2.model.clients import ClientsModel
from facespace_desk.cam2.records import NewClient
from facespace_desk.language import tr
from facespace_desk.widgets import fonts
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label, set_role

CLIPBOARD_MS: Final = 30_000  # a copied secret leaves the clipboard after this


class IssuedDialog(DeskDialog):
    """Shows a client ID and its secret, hidden until asked for; offers the key store."""

    def __init__(self, new: NewClient, model: ClientsModel, parent: QWidget | None) -> None:
        super().__init__(
            tr("New secret"),
            parent,
            sentence=tr(
                "The service shows this secret only now. Hand it on or keep it before "
                "you close this window."
            ),
        )
        self._new = new
        self._id = _read_only(new.client_id)
        self._secret = _read_only(new.secret.reveal())
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._words = label("", "caption", wraps=True)
        show = tool_button("eye", tr("Show the secret"), checkable=True)
        show.toggled.connect(self._show_secret)
        copy = button(tr("Copy the secret"), icon_name="copy")
        copy.clicked.connect(self._copy)
        self._keep = button(tr("Keep in the key store"), "primary", icon_name="key-round")
        self._keep.clicked.connect(lambda: model.keep(new))
        close = button(tr("Close"), "plain")
        close.clicked.connect(self.reject)
        form = Form()
        form.add_row(tr("Client ID"), self._id)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._secret, 1)
        row.addWidget(show)
        form.add_row(tr("Secret"), line)
        self.body.addWidget(form)
        self.body.addWidget(self._words)
        self.add_button(copy, left=True)
        self.add_button(close)
        self.add_button(self._keep)
        model.done.connect(self._show_kept)
        model.not_kept.connect(lambda words: self._say(words, "error"))
        self.fix_width(560)

    def _show_secret(self, is_shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self._secret.setEchoMode(modes.Normal if is_shown else modes.Password)

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        text = self._new.secret.reveal()
        clipboard.setText(text)
        words = tr("Copied; the clipboard forgets it in {seconds} s.", seconds=CLIPBOARD_MS // 1000)
        self._say(words, "caption")
        # The application, not this window, outlives the half minute.
        QTimer.singleShot(CLIPBOARD_MS, clipboard, lambda: _forget(clipboard, text))

    def _show_kept(self, words: str) -> None:
        self._keep.setEnabled(False)
        self._say(words, "good")

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        set_role(self._words, role)


def _forget(clipboard: QClipboard, text: str) -> None:
    if clipboard.text() == text:
        clipboard.clear()


def _read_only(text: str) -> QLineEdit:
    result = QLineEdit(text)
    result.setReadOnly(True)
    result.setFont(fonts.mono(fonts.BASE_PX))
    result.setCursorPosition(0)
    return result
