"""Callbacks: one that was pasted is judged in words, and those that come are listened for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.skylab.callbacks import Finding, Verdict
from facespace_desk.skylab.model.callback_columns import LOOKS
from facespace_desk.skylab.model.callbacks import CallbacksModel, ListenChoice, why_not_public
from facespace_desk.skylab.model.pasted import Pasted, split_request
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.fields import whole_number
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import IconLabel, label, restyle
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage

HEADLINES: Final = {
    Finding.GOOD: tr("Genuine"),
    Finding.UNCHECKED: tr("Not checked"),
    Finding.TOO_LARGE: tr("Too large"),
    Finding.MALFORMED: tr("Malformed"),
    Finding.WRONG: tr("Not genuine"),
    Finding.OLD: tr("Genuine, but too old"),
    Finding.AHEAD: tr("Genuine, but ahead of its time"),
    Finding.REPLAYED: tr("Genuine, but a repetition"),
}
_TONES: Final = {"live": "accent", "warn": "warn", "bad": "bad", "muted": ""}
_LISTEN_WORDS: Final = tr(
    "Jobs are asked about anyway; a callback only makes the next look come "
    "sooner. What it says is not believed: its job is read through the API."
)


class CallbacksDialog(DeskDialog):
    """Signals:

    export_wanted(TablePage): the requests shown shall become a file.
    """

    export_wanted = Signal(object)

    def __init__(self, model: CallbacksModel, display: Display, parent: QWidget | None) -> None:
        super().__init__(tr("Callbacks"), parent)
        self.trial = CallbackTrial(model)
        self.listening = ListenPage(model, display)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.trial)
        self._pages.addWidget(self.listening)
        tabs = QTabBar()
        tabs.setProperty("kind", "segment")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        for title in (tr("Check one"), tr("Listen")):
            tabs.addTab(title)
        tabs.currentChanged.connect(self._pages.setCurrentIndex)
        head = QHBoxLayout()
        head.addWidget(tabs)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self._pages, 1)
        close = button(tr("Close"))
        close.clicked.connect(self.reject)
        self.add_button(close)
        self.listening.page.export_wanted.connect(
            lambda: self.export_wanted.emit(self.listening.page)
        )
        self.resize(820, 640)


class CallbackTrial(QWidget):
    """Paste body, timestamp and signature; the verdict stands below them."""

    def __init__(self, model: CallbacksModel) -> None:
        super().__init__()
        self._model = model
        self._body = QPlainTextEdit()
        self._body.setProperty("role", "mono")
        self._body.setMinimumHeight(140)
        self._body.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._body.setTabChangesFocus(True)
        self._body.setPlaceholderText('{"id":4711,"status":"completed", …}')
        self._timestamp = QLineEdit()
        self._timestamp.setPlaceholderText("1700000000")
        self._signature = QLineEdit()
        self._signature.setPlaceholderText(tr("44 letters of base64"))
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._keep = button(tr("Keep for this profile"))
        self._check = button(tr("Check"), "primary")
        self._verdict = _VerdictFrame()
        self._lay_out()
        for field in (self._timestamp, self._signature, self._secret):
            field.textChanged.connect(self._changed)
            field.returnPressed.connect(self.check)
        self._body.textChanged.connect(self._body_changed)
        self._check.clicked.connect(self.check)
        self._keep.clicked.connect(self._keep_secret)
        model.secret_changed.connect(self._show_secret)
        self._show_secret()
        self._changed()

    def check(self) -> None:
        """Judge what stands in the fields."""
        pasted = self._pasted()
        if pasted.missing:
            self._verdict.say(
                "state-ring", "muted", "", tr("Paste {missing} first.", missing=pasted.missing)
            )
            return
        self._verdict.show_verdict(self._model.test(pasted, self._secret.text()))

    def _lay_out(self) -> None:
        form = Form()
        form.add_row(
            tr("Body"),
            self._body,
            tr("Exactly as it came. A whole request with its headers works, too."),
        )
        form.add_row(tr("Timestamp"), self._timestamp, tr("The text of X-Skylab-Timestamp."))
        form.add_row(tr("Signature"), self._signature, tr("The text of X-Skylab-Signature."))
        secret = QWidget()
        row = QHBoxLayout(secret)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._secret, 1)
        row.addWidget(self._keep)
        self._secret.setAccessibleName(tr("Secret"))
        form.add_row(tr("Secret"), secret)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(form, 1)
        column.addLayout(foot)
        column.addWidget(self._verdict)

    def _pasted(self) -> Pasted:
        # As it was typed: Qt's plain text would make spaces of hard ones.
        body = self._body.document().toRawText().replace("\u2029", "\n")
        return Pasted(body, self._timestamp.text(), self._signature.text())

    def _body_changed(self) -> None:
        """Take apart a request that was pasted as a whole."""
        whole = split_request(self._body.toPlainText())
        if whole is not None:
            self._body.setPlainText(whole.body)
            self._timestamp.setText(whole.timestamp)
            self._signature.setText(whole.signature)
        self._changed()

    def _changed(self) -> None:
        self._keep.setEnabled(bool(self._secret.text()))
        self._verdict.clear()

    def _show_secret(self) -> None:
        has_one = self._model.has_secret
        self._secret.setPlaceholderText(
            tr("The one kept for this profile") if has_one else tr("None is kept for this profile")
        )
        self._changed()

    def _keep_secret(self) -> None:
        self._model.keep_secret(self._secret.text())
        self._secret.clear()


class _VerdictFrame(QFrame):
    """A verdict by icon, headline and words."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._icon = IconLabel("state-ring", "muted", 20)
        self._headline = label("", "strong")
        self._words = label("", wraps=True, selectable=True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._headline)
        texts.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(texts, 1)
        self.setMinimumHeight(60)

    def clear(self) -> None:
        self.say("state-ring", "muted", "", tr("The verdict comes here."))

    def show_verdict(self, verdict: Verdict) -> None:
        icon_name, tone = LOOKS[verdict.finding]
        words = verdict.words
        if verdict.age_s is not None and verdict.is_good:
            words = tr(
                "{verdict} It was signed {seconds:.0f} s ago.",
                verdict=words,
                seconds=abs(verdict.age_s),
            )
        self.say(icon_name, tone, HEADLINES[verdict.finding], words)

    def say(self, icon_name: str, tone: str, headline: str, words: str) -> None:
        self._icon.set_icon(icon_name, tone)
        self._headline.setText(headline)
        self._headline.setVisible(bool(headline))
        self._words.setText(words)
        restyle(self, "tone", _TONES[tone])
        self.setAccessibleName(f"{headline}. {words}".lstrip(". "))


class ListenPage(QWidget):
    """Whether and where callbacks are listened for, and those that came."""

    def __init__(self, model: CallbacksModel, display: Display) -> None:
        super().__init__()
        self._model = model
        self._is_on = QCheckBox(tr("Listen for callbacks"))
        self._port = whole_number(0, 65_535, "")
        self._port.setSpecialValueText(tr("any that is free"))
        self._who = QComboBox()
        self._who.addItem(tr("This computer"), False)
        self._who.addItem(tr("The whole network"), True)
        self._public = QLineEdit()
        self._public.setPlaceholderText("https://hooks.example/skylab")
        self._apply = button(tr("Apply"), "primary")
        self._words = label("", "caption", wraps=True)
        self._reach = label("", "caption", wraps=True)
        self._url = label("", "mono", selectable=True)
        self._copy = button(tr("Copy the address"), icon_name="copy")
        empty = nothing_yet(
            tr("No callback has come"), hint=tr("Each one is listed with its verdict.")
        )
        self.page = TablePage(model.table, empty, display)
        self._lay_out()
        self._apply.clicked.connect(self.apply)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(model.callback_url))
        self._who.currentIndexChanged.connect(self._check)
        self._public.textChanged.connect(self._check)
        model.listening_changed.connect(self._show)
        model.secret_changed.connect(self._check)
        self._fill(model.choice)
        self._show()

    def apply(self) -> None:
        """Listen as chosen, or no more."""
        self._model.listen(
            ListenChoice(
                is_on=self._is_on.isChecked(),
                port=self._port.value(),
                is_open=bool(self._who.currentData()),
                public_url=self._public.text().strip(),
            )
        )

    def _lay_out(self) -> None:
        form = Form()
        form.add_wide(self._is_on)
        form.add_row(tr("Port"), self._port, stretch=False)
        self._who_row = form.add_row(tr("Who may call"), self._who, stretch=False)
        self._public_row = form.add_row(
            tr("Public address"),
            self._public,
            tr("Where a tunnel of yours takes callbacks; it is what Skylab is given. Optional."),
        )
        state = QHBoxLayout()
        state.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._words)
        texts.addWidget(self._url)
        texts.addWidget(self._reach)
        state.addLayout(texts, 1)
        state.addWidget(self._copy)
        state.addWidget(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(_LISTEN_WORDS, "muted", wraps=True))
        column.addWidget(form)
        column.addLayout(state)
        column.addWidget(self.page, 1)

    def _fill(self, choice: ListenChoice) -> None:
        self._is_on.setChecked(choice.is_on)
        self._port.setValue(choice.port)
        self._who.setCurrentIndex(int(choice.is_open))
        self._public.setText(choice.public_url)
        self._check()

    def _check(self) -> None:
        """Say beside each field why it cannot be so."""
        is_open, has_secret = bool(self._who.currentData()), self._model.has_secret
        needs = (
            ""
            if has_secret or not is_open
            else tr("Only with the account's secret; keep it first.")
        )
        self._who_row.set_error(needs)
        wrong = why_not_public(self._public.text().strip())
        self._public_row.set_error(wrong)
        self._apply.setEnabled(not needs and not wrong)

    def _show(self) -> None:
        model = self._model
        self._words.setText(model.words)
        self._reach.setText(model.reach)
        self._url.setText(model.callback_url)
        self._url.setVisible(bool(model.callback_url))
        self._copy.setEnabled(bool(model.callback_url))
