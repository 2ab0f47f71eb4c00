"""Three lines inside a dialog: what happened, the likely cause, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.widgets.labels import IconLabel, label, restyle

if TYPE_CHECKING:
    from facespace_desk.net.errors import Explanation


class Verdict(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "verdict")
        self._icon = IconLabel("circle-alert", "bad")
        self._lines = (label(role="strong", wraps=True), *(label(wraps=True) for _ in range(2)))
        words = QVBoxLayout()
        words.setSpacing(2)
        for line in self._lines:
            words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        icon_column = QVBoxLayout()
        icon_column.addWidget(self._icon)
        icon_column.addStretch(1)
        row.addLayout(icon_column)
        row.addLayout(words, 1)
        self.hide()

    @property
    def text(self) -> str:
        return "\n".join(line.text() for line in self._lines if line.text())

    def clear(self) -> None:
        for line in self._lines:
            line.clear()
        self.hide()

    def show_explanation(self, explanation: Explanation) -> None:
        self._say("bad", explanation.happened, explanation.cause, explanation.remedy)

    def show_trouble(self, happened: str, cause: str) -> None:
        self._say("bad", happened, cause, "")

    def show_warning(self, happened: str, consequence: str) -> None:
        self._say("warn", happened, consequence, "")

    def _say(self, tone: str, *texts: str) -> None:
        self._icon.set_icon("circle-alert" if tone == "bad" else "triangle-alert", tone)
        restyle(self, "tone", tone)
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)
            line.setVisible(bool(text))
        self.setAccessibleDescription(self.text)
        self.show()
