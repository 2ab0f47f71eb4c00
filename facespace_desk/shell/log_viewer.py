"""The log inside the console: what was logged so far and what comes, filtered, already masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from facespace_desk.language import tr, tr_n
from facespace_desk.log import RING_LINES, LogBuffer, LogLine
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets import theme
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label

_SIZE_PX = (980, 600)
_GATHER_MS = 100
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_TOKENS = {"DEBUG": "muted", "WARNING": "warn", "ERROR": "bad", "CRITICAL": "bad"}


class _Arrivals(QObject):
    """Carries lines from the thread that logs to the window's.

    Signals:
        arrived: one LogLine.
    """

    arrived = Signal(object)


class LogViewer(DeskDialog):
    """A window of its own beside the main one; it does not block."""

    def __init__(
        self,
        buffer: LogBuffer,
        display: Display,
        folder: Path | None,
        parent: QWidget | None = None,
        make_report: Callable[[], str] | None = None,
    ) -> None:
        """*make_report* gives the text that can go with a bug report."""
        super().__init__(tr("Log", "what the console notes of itself"), parent)
        self._buffer = buffer
        self._display = display
        self._folder = folder
        self._make_report = make_report
        self._waiting: list[LogLine] = []
        self._missed = 0
        self._is_ready = False
        self._arrivals = _Arrivals()
        self._arrivals.arrived.connect(self._gather)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._flush)
        self._make_widgets()
        self.resize(*_SIZE_PX)
        self._unsubscribe: Callable[[], None] | None = buffer.subscribe(self._arrivals.arrived.emit)
        display.changed.connect(self.reload)
        self.reload()
        self._is_ready = True

    @property
    def text(self) -> str:
        """What is shown."""
        return self._view.toPlainText()

    def reload(self) -> None:
        """Show all lines that are held and pass the filter."""
        self._view.clear()
        self._waiting.clear()
        self._missed = 0
        self._append(self._buffer.lines())

    def set_filter(self, level: str, words: str) -> None:
        """Show lines of *level* and worse that have all *words* in logger or text."""
        self._level.setCurrentText(level)
        self._words.setText(words)

    def copy(self) -> None:
        """Put what is shown on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)

    def copy_report(self) -> None:
        """The report for a bug, to the clipboard."""
        if self._make_report is not None:
            QGuiApplication.clipboard().setText(self._make_report())

    def changeEvent(self, event: QEvent) -> None:
        """The colours of lines belong to the text; another theme needs them written anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._is_ready:
            self.reload()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _make_widgets(self) -> None:
        self._level = QComboBox()
        self._level.addItems(_LEVELS)
        self._level.setCurrentText("INFO")
        self._level.setAccessibleName(tr("Least level"))
        self._words = QLineEdit()
        self._words.setPlaceholderText(tr("Filter by logger or text, such as desk.net"))
        self._words.setClearButtonEnabled(True)
        self._words.addAction(icon("funnel", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = button(tr("Pause"), icon_name="pause")
        self._pause.setCheckable(True)
        self._pause.toggled.connect(self._set_paused)
        self._view = QPlainTextEdit()
        self._view.setReadOnly(True)
        self._view.setProperty("role", "mono")
        self._view.setMaximumBlockCount(RING_LINES)
        self._view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._view.setAccessibleName(tr("Log lines"))
        self._count = label(role="caption")
        self._level.currentTextChanged.connect(self.reload)
        self._words.textChanged.connect(self.reload)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(label(tr("Level", "of log lines"), "muted"))
        bar.addWidget(self._level)
        bar.addWidget(self._words, 1)
        bar.addWidget(self._pause)
        self.body.addLayout(bar)
        self.body.addWidget(self._view, 1)
        copy = button(tr("Copy"), icon_name="copy")
        copy.clicked.connect(self.copy)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(copy)
        if self._make_report is not None:
            tip = tr("Versions, settings, states and recent lines; no names, keys or addresses")
            report = button(tr("Copy report"), icon_name="copy", tip=tip)
            report.clicked.connect(self.copy_report)
            self.add_button(report)
        if self._folder is not None:
            folder = button(tr("Open folder"), icon_name="folder-open")
            folder.clicked.connect(self._open_folder)
            self.add_button(folder)
        self.add_button(close)
        self.add_note(self._count)

    def _gather(self, line: LogLine) -> None:
        if self._pause.isChecked():
            self._missed += 1
            self._show_count()
            return
        self._waiting.append(line)
        if not self._timer.isActive():
            self._timer.start()

    def _flush(self) -> None:
        lines, self._waiting = self._waiting, []
        self._append(lines)

    def _append(self, lines: Iterable[LogLine]) -> None:
        bar = self._view.verticalScrollBar()
        was_at_end = bar.value() >= bar.maximum() - 4
        cursor = QTextCursor(self._view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for line in filter(self._passes, lines):
            if not self._view.document().isEmpty():
                cursor.insertBlock()
            cursor.insertText(self._line_text(line), _format(line.level))
        cursor.endEditBlock()
        if was_at_end:
            bar.setValue(bar.maximum())
        self._show_count()

    def _passes(self, line: LogLine) -> bool:
        level = line.level if line.level in _LEVELS else "INFO"
        if _LEVELS.index(level) < _LEVELS.index(self._level.currentText()):
            return False
        content = f"{line.logger} {line.text}".casefold()
        return all(word in content for word in self._words.text().casefold().split())

    def _line_text(self, line: LogLine) -> str:
        at = self._display.time_text(round(line.at.timestamp() * 1000))
        return f"{at}  {line.level:<8} {line.logger}: {line.text}"

    def _show_count(self) -> None:
        document = self._view.document()
        shown = 0 if document.isEmpty() else document.blockCount()
        held = len(self._buffer.lines())
        words = tr("{shown:,} of {held:,} lines", shown=shown, held=held)
        if self._missed:
            new = tr_n("{n:,} new while paused", "{n:,} new while paused", self._missed)
            words = f"{words} · {new}"
        self._count.setText(words)

    def _set_paused(self, is_paused: bool) -> None:
        self._pause.setText(tr("Resume") if is_paused else tr("Pause"))
        self._pause.setIcon(icon("play" if is_paused else "pause", "text"))
        if not is_paused:
            self.reload()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _stop(self) -> None:
        self._timer.stop()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None


def _format(level: str) -> QTextCharFormat:
    result = QTextCharFormat()
    if level in _TOKENS:
        result.setForeground(theme.current().colour(_TOKENS[level]))
    return result
