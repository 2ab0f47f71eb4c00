"""A large button for a question that has few answers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facespace_desk.widgets.labels import IconLabel, label


class Choice(QPushButton):
    """A large button with a drawing, a verb and what it means."""

    def __init__(
        self, icon_name: str, title: str, sentence: str, *, size_px: tuple[int, int] = (320, 190)
    ) -> None:
        super().__init__()
        self._size = QSize(*size_px)
        self.setProperty("kind", "choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addWidget(IconLabel(icon_name, "accent", 28))
        column.addSpacing(4)
        column.addWidget(label(title, "title"))
        column.addWidget(label(sentence, "muted", wraps=True))
        column.addStretch(1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self._size
