"""The request console: method, address, parameters, headers and body; the answer below (E11)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
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

from facespace_desk.amigocloud.console import METHODS
from facespace_desk.amigocloud.model.console import AskedRequest, Draft
from facespace_desk.amigocloud.model.data import DataModels
from facespace_desk.amigocloud.view.access_switch import AccessSwitch
from facespace_desk.amigocloud.view.history_list import HistoryList, beside_history
from facespace_desk.amigocloud.view.statement_dialog import StatementDialog
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label, set_role

PARAMS, HEADERS, BODY = range(3)
REPLACED = tr("The token is replaced by a variable")


class ConsolePage(QWidget):
    """Signals:

    told(str, str): something for a short note, and its tone.
    """

    told = Signal(str, str)

    def __init__(self, models: DataModels, display: Display) -> None:
        super().__init__()
        self._models = models
        self._model = models.console
        self._is_showing = False  # fields change by our hand, not by the operator's
        self.method = QComboBox()
        self.method.addItems(list(METHODS))
        self.method.setAccessibleName(tr("Method"))
        self.address = QLineEdit()
        self.address.setAccessibleName(tr("Address"))
        self.address.setPlaceholderText(tr("me/projects, or a full address of this server"))
        self.params = _editor(tr("Parameters"), "limit=5\nsearch=pier")
        self.headers = _editor(tr("Headers"), "Accept: text/csv")
        self.body = _editor(tr("Body"), '{"name": "…"}')
        self.content_type = QLineEdit()
        self.content_type.setAccessibleName(tr("Content type"))
        self._send = button(
            tr("Send"), "primary", icon_name="send", tip=tr("Send it (Ctrl+Return)")
        )
        self._stop = button(tr("Stop"), icon_name="circle-stop")
        self._curl = button(tr("Copy as cURL"), "quiet", icon_name="copy", tip=REPLACED)
        self._python = button(
            tr("Copy as Python"), "quiet", icon_name="copy", tip=tr("Secrets are replaced")
        )
        self._words = label("", "error", wraps=True, selectable=True)
        self._note = ElidedLabel("", "caption")
        self.kinds = QTabBar()
        self._typed = QStackedWidget()
        self._outcome = label("", "strong")
        self._shown_url = ElidedLabel("", "caption")
        self.answers = QTabBar()
        self._copy_answer = button(
            tr("Copy"), "quiet", icon_name="copy", tip=tr("Copy what is shown")
        )
        self.answer = _editor(tr("Answer"), "")
        self.answer.setReadOnly(True)
        self.history = HistoryList(self._model.history, _title, display, tr("Requests of before"))
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("kind", "toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self.method.setFixedWidth(112)
        row.addWidget(self.method)
        row.addWidget(self.address, 1)
        row.addWidget(self._send)
        row.addWidget(self._stop)
        row.addWidget(AccessSwitch(self._models.access))
        halves = (self._request_half(), self._answer_half())
        self.parts = beside_history(self.history, bar, halves, (2, 5))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)

    def _request_half(self) -> QWidget:
        half = QWidget()
        for title in (tr("Parameters"), tr("Headers"), tr("Body")):
            self.kinds.addTab(title)
        self.kinds.setProperty("kind", "segment")
        self.kinds.setExpanding(False)
        self.kinds.setAccessibleName(tr("Part of the request"))
        for editor in (self.params, self.headers, self._body_page()):
            self._typed.addWidget(editor)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.kinds)
        head.addWidget(self._note, 1)
        head.addWidget(self._curl)
        head.addWidget(self._python)
        column = QVBoxLayout(half)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._typed, 1)
        column.addWidget(self._words)
        half.setMinimumHeight(140)
        return half

    def _body_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout()
        row.addWidget(label(tr("Content type"), "muted"))
        row.addWidget(self.content_type)
        row.addStretch(1)
        self.content_type.setFixedWidth(240)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.body, 1)
        return page

    def _answer_half(self) -> QWidget:
        half = QWidget()
        self.answers.addTab(tr("Answer"))
        self.answers.addTab(tr("Its headers"))
        self.answers.setProperty("kind", "segment")
        self.answers.setExpanding(False)
        self.answers.setAccessibleName(tr("Part of the answer"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.answers)
        head.addWidget(self._outcome)
        head.addWidget(self._shown_url, 1)
        head.addWidget(self._copy_answer)
        column = QVBoxLayout(half)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.answer, 1)
        return half

    def _connect(self) -> None:
        model = self._model
        self.method.currentTextChanged.connect(self._type)
        for field in (self.address, self.content_type):
            field.textChanged.connect(self._type)
        for editor in (self.params, self.headers, self.body):
            editor.textChanged.connect(self._type)
        self.address.returnPressed.connect(model.send)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(model.send)
        self._send.clicked.connect(model.send)
        self._stop.clicked.connect(model.stop)
        self._curl.clicked.connect(lambda: self._copy(model.as_curl(), "cURL"))
        self._python.clicked.connect(lambda: self._copy(model.as_python(), "Python"))
        self._copy_answer.clicked.connect(self._copy_shown)
        self.kinds.currentChanged.connect(self._typed.setCurrentIndex)
        self.answers.currentChanged.connect(self._show_answer)
        self.history.taken.connect(model.take_up)
        model.changed.connect(self._show)
        model.confirm_wanted.connect(self._ask)
        model.history.trouble.connect(lambda words: self.told.emit(words, "bad"))
        self._models.access.changed.connect(self._show)

    # what the operator does

    def _type(self) -> None:
        if self._is_showing:
            return
        self._model.type(
            Draft(
                method=self.method.currentText(),
                address=self.address.text(),
                params=self.params.toPlainText(),
                headers=self.headers.toPlainText(),
                body=self.body.toPlainText(),
                content_type=self.content_type.text(),
            )
        )

    def _ask(self, shown: str) -> None:
        dialog = StatementDialog(
            tr("Send a request that may change something?"),
            tr("This request would be sent to {origin}.", origin=self._model.origin),
            shown,
            tr("Send it"),
            self,
        )
        dialog.accepted.connect(self._model.confirm)
        dialog.rejected.connect(self._model.decline)
        dialog.open()

    def _copy(self, text: str, name: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self.told.emit(
                tr("Copied as {name}; set AMIGOCLOUD_TOKEN where you run it", name=name), "good"
            )

    def _copy_shown(self) -> None:
        QGuiApplication.clipboard().setText(self.answer.toPlainText())

    # showing

    def _show(self) -> None:
        model = self._model
        self._is_showing = True
        self._fill(model.draft)
        self._is_showing = False
        self._words.setText(model.error)
        self._words.setVisible(bool(model.error))
        if model.error_field:
            self.kinds.setCurrentIndex(PARAMS if model.error_field == "params" else HEADERS)
        why = self._models.access.why_no_change()
        self._note.setText(
            tr("Read-only: only GET, HEAD and OPTIONS are sent.")
            if why
            else tr(
                "Goes to {origin} and nowhere else; the token is added there.", origin=model.origin
            )
        )
        self._send.setVisible(not model.is_sending)
        self._stop.setVisible(model.is_sending)
        self._show_answer()

    def _fill(self, draft: Draft) -> None:
        """Write what differs; the cursor stays where nothing does."""
        self.method.setCurrentText(draft.method.upper())
        for field, text in ((self.address, draft.address), (self.content_type, draft.content_type)):
            if field.text() != text:
                field.setText(text)
        for editor, text in (
            (self.params, draft.params),
            (self.headers, draft.headers),
            (self.body, draft.body),
        ):
            if editor.toPlainText() != text:
                editor.setPlainText(text)
        titles = (
            (tr("Parameters"), draft.params),
            (tr("Headers"), draft.headers),
            (tr("Body"), draft.body),
        )
        for place, (title, text) in enumerate(titles):
            self.kinds.setTabText(place, f"{title} •" if text.strip() else title)

    def _show_answer(self) -> None:
        model, answer = self._model, self._model.answer
        if model.is_sending:
            self._outcome.setText(tr("Waiting for an answer…"))
        elif answer is None:
            self._outcome.setText(tr("No answer yet"))
        else:
            took = tr_n(
                "{milliseconds:,.0f} ms, {n:,} bytes",
                "{milliseconds:,.0f} ms, {n:,} byte",
                len(answer.body),
                milliseconds=answer.elapsed_s * 1000,
            )
            self._outcome.setText(f"{answer.status} {answer.reason} · {took}")
        is_good = answer is None or model.is_sending or answer.status < 400
        set_role(self._outcome, "strong" if is_good else "error")
        self._shown_url.setText("" if answer is None else answer.shown_url)
        text = model.body
        if self.answers.currentIndex() == 1:
            pairs = () if answer is None else answer.shown_headers
            text = "\n".join(f"{name}: {value}" for name, value in pairs)
        if self.answer.toPlainText() != text:
            self.answer.setPlainText(text)
        self._copy_answer.setEnabled(bool(text))


def _editor(name: str, example: str) -> QPlainTextEdit:
    editor = QPlainTextEdit()
    editor.setProperty("role", "mono")
    editor.setAccessibleName(name)
    editor.setPlaceholderText(example)
    editor.setTabChangesFocus(True)
    editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return editor


def _title(entry: AskedRequest) -> str:
    return f"{entry.draft.method} {entry.draft.address}"
