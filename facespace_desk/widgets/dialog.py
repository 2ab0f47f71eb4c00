"""The frame of every dialog: what it is about, its body, and buttons at the right, the primary
one last."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facespace_desk.widgets.labels import label


class DeskDialog(QDialog):
    """A dialog of ours. Open it with `open()` or `show()`; it deletes itself when it is closed."""

    def __init__(self, title: str, parent: QWidget | None, *, sentence: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(20, 18, 20, 20)
        self.body.setSpacing(14)
        self._foot = QFrame()
        self._foot.setProperty("kind", "status")
        self._buttons = QHBoxLayout(self._foot)
        self._buttons.setContentsMargins(20, 10, 20, 10)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.body, 1)
        column.addWidget(self._foot)
        if sentence:
            self.body.addWidget(label(sentence, "muted", wraps=True))

    def add_button(self, button: QPushButton, *, left: bool = False) -> None:
        """Put *button* at the right end of the foot, or at its left end."""
        self._buttons.insertWidget(0 if left else self._buttons.count(), button)
        self._foot.show()
