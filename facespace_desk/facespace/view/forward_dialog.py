"""Where what the feed brings is handed on: a web hook, a log file, and how both are doing."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from facespace_desk.facespace.forwarding import LEVELS, ForwarderStatus, TestResult
from facespace_desk.facespace.model.forward import (
    ForwardChoice,
    ForwardModel,
    ForwardSecrets,
    read_headers,
    write_headers,
)
from facespace_desk.language import tr, tr_n
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label, line, set_role


class ForwardDialog(DeskDialog):
    """Edits and tests the forwarders of one profile."""

    def __init__(self, model: ForwardModel, parent: QWidget | None) -> None:
        super().__init__(
            tr("Forwarders"),
            parent,
            sentence=tr("Hand on what the feed brings. The FaceSpace key never travels with it."),
        )
        self._model = model
        self._webhook_on = QCheckBox(tr("Post to a web hook"))
        self._url = QLineEdit()
        self._url.setPlaceholderText("https://receiver.example/sightings")
        self._realtime = QCheckBox(tr("Post each picture of the live feed"))
        self._ranges = QCheckBox(tr("Post ranges fetched from the history (can be large)"))
        self._headers = QPlainTextEdit()
        self._headers.setPlaceholderText("Authorization: Bearer ...")
        self._headers.setFixedHeight(64)
        self._headers.setTabChangesFocus(True)
        self._hmac = QLineEdit()
        self._hmac.setEchoMode(QLineEdit.EchoMode.Password)
        self._mask = QCheckBox(tr("Write pseudonyms instead of names, in posts and in the file"))
        self._log_on = QCheckBox(tr("Write to a log file"))
        self._level = QComboBox()
        self._level.addItems(list(LEVELS))
        self._webhook_status = _status_label()
        self._log_status = _status_label()
        self._verdict = _status_label()
        self._fill_body()
        self._test = button(tr("Send a test post"), "plain", icon_name="send")
        self._save = button(tr("Save"), "primary")
        cancel = button(tr("Cancel"), "plain")
        self.add_button(self._test, left=True)
        self.add_button(cancel)
        self.add_button(self._save)
        self._test.clicked.connect(self._run_test)
        self._save.clicked.connect(self._apply)
        cancel.clicked.connect(self.reject)
        for box in (self._webhook_on, self._log_on):
            box.toggled.connect(self._enable)
        model.tested.connect(self._show_test)
        model.refused.connect(self._show_refusal)
        model.applied.connect(self.accept)
        model.not_kept.connect(self._show_not_kept)
        model.status_changed.connect(self._show_status)
        self._show_choice(model.choice, model.secrets)
        self._show_status()
        self.resize(620, 640)

    def _fill_body(self) -> None:
        hook = Form()
        hook.add_wide(self._webhook_on)
        self._url_row = hook.add_row(
            tr("Address"), self._url, tr("https, or this computer itself.")
        )
        hook.add_row(tr("What", "is posted"), self._realtime)
        hook.add_row("", self._ranges)
        self._headers_row = hook.add_row(
            tr("Headers"), self._headers, tr("One a line: Name: value. Kept in the key store.")
        )
        hook.add_row(
            tr("Signing key"),
            self._hmac,
            tr("Optional. Posts then carry an HMAC-SHA256 signature."),
        )
        hook.add_row(tr("State"), self._webhook_status)
        self._verdict_row = hook.add_row("", self._verdict)
        self._verdict_row.set_visible(False)
        self.body.addWidget(hook)
        self.body.addWidget(line())
        log = Form()
        log.add_wide(self._log_on)
        log.add_row(tr("Level"), self._level, str(self._model.log_path))
        log.add_row(tr("State"), self._log_status)
        self.body.addWidget(log)
        self.body.addWidget(line())
        self.body.addWidget(self._mask)
        self.body.addStretch(1)

    def _show_choice(self, choice: ForwardChoice, secrets: ForwardSecrets) -> None:
        self._webhook_on.setChecked(choice.webhook_on)
        self._url.setText(secrets.url)
        self._realtime.setChecked(choice.post_realtime)
        self._ranges.setChecked(choice.post_logs)
        self._headers.setPlainText(write_headers(secrets.headers))
        self._hmac.setText(secrets.hmac_key)
        self._mask.setChecked(choice.mask_names)
        self._log_on.setChecked(choice.log_to_file)
        self._level.setCurrentText(choice.log_level)
        self._enable()

    def _choice(self) -> ForwardChoice:
        return ForwardChoice(
            webhook_on=self._webhook_on.isChecked(),
            post_realtime=self._realtime.isChecked(),
            post_logs=self._ranges.isChecked(),
            mask_names=self._mask.isChecked(),
            log_to_file=self._log_on.isChecked(),
            log_level=self._level.currentText(),
        )

    def _secrets(self) -> ForwardSecrets | None:
        """What the fields say; None when the headers cannot be read, which is told there."""
        for row in (self._url_row, self._headers_row):
            row.set_error("")
        try:
            headers = read_headers(self._headers.toPlainText())
        except ValueError as error:
            self._headers_row.set_error(str(error))
            return None
        return ForwardSecrets(self._url.text().strip(), headers, self._hmac.text())

    def _enable(self) -> None:
        for field in (self._url, self._realtime, self._ranges, self._headers, self._hmac):
            field.setEnabled(self._webhook_on.isChecked())
        self._level.setEnabled(self._log_on.isChecked())

    def _run_test(self) -> None:
        secrets = self._secrets()
        if secrets is not None:
            self._say(tr("Sending a post without names …"), "caption")
            self._test.setEnabled(False)
            self._model.test(secrets)

    def _apply(self) -> None:
        secrets = self._secrets()
        if secrets is not None:
            self._save.setEnabled(False)
            self._model.apply(self._choice(), secrets)

    def _show_test(self, result: TestResult) -> None:
        self._test.setEnabled(True)
        self._say(result.words, "good" if result.is_good else "error")

    def _show_refusal(self, words: str, is_header: bool) -> None:
        self._test.setEnabled(True)
        self._save.setEnabled(True)
        self._say("", "caption")
        row = self._headers_row if is_header else self._url_row
        row.set_error(words)

    def _show_not_kept(self, words: str) -> None:
        self._save.setEnabled(True)
        self._say(words, "error")

    def _say(self, words: str, role: str) -> None:
        self._verdict.setText(words)
        self._verdict_row.set_visible(bool(words))
        set_role(self._verdict, role)

    def _show_status(self) -> None:
        webhook, log = self._model.webhook_status, self._model.log_status
        posts = "" if webhook is None else tr_n("{n:,} posts sent", "{n:,} post sent", webhook.sent)
        lines = "" if log is None else tr_n("{n:,} lines written", "{n:,} line written", log.sent)
        self._webhook_status.setText(_status_words(webhook, posts))
        self._log_status.setText(_status_words(log, lines))


def _status_label() -> QLabel:
    result = label("", "caption", wraps=True)
    result.setContentsMargins(0, 7, 0, 0)  # on a line with its title
    return result


def _status_words(status: ForwarderStatus | None, sent: str) -> str:
    if status is None:
        return tr("Off.")
    words = tr(
        "{sent}, {queued:,} waiting, {failed:,} failed, {dropped:,} dropped.",
        sent=sent,
        queued=status.queued,
        failed=status.failed,
        dropped=status.dropped,
    )
    if not status.last_error:
        return words
    trouble = tr("Last trouble: {reason}", reason=status.last_error)
    return f"{words} {trouble}"
