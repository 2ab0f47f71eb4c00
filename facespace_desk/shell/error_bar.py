"""A bar for errors of the console itself. It blocks nothing, merges repeats, and can be copied
into a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk import __version__
from facespace_desk.language import tr, tr_n
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label

if TYPE_CHECKING:
    from facespace_desk.loop.reports import ErrorReport


class ErrorBar(QFrame):
    """Shows the newest error report; hidden until there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setProperty("tone", "bad")
        self._trace = ""
        self._headline = label(role="strong")
        self._what = ElidedLabel(role="muted")
        copy = button(tr("Copy details"), "quiet", icon_name="copy")
        close = tool_button("x", tr("Dismiss", "an error"))
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._what)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("circle-alert", "bad"))
        row.addLayout(words, 1)
        row.addWidget(copy)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        return f"{self._headline.text()} {self._what.text()}"

    def show_report(self, report: ErrorReport) -> None:
        """Show *report* in place of the last one."""
        headline = tr("Something went wrong in the console itself")
        if report.count > 1:
            headline = tr_n(
                "Something went wrong in the console itself ({n:,} times)",
                "Something went wrong in the console itself ({n:,} time)",
                report.count,
            )
        self._headline.setText(headline)
        self._what.setText(
            tr(
                "{where}: {what}. Your data is safe; work can go on.",
                where=report.where,
                what=report.what,
            )
        )
        self._trace = report.trace
        self.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(
            f"FaceSpace Desk {__version__}\n{self._headline.text()}\n{self._trace}"
        )
