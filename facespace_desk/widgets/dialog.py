"""The frame of every dialog: what it is about, its body, and buttons at the right, the primary
one last."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

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
        self._width_px: int | None = None
        self._foot = QFrame()
        self._foot.setProperty("kind", "status")
        self._buttons = QHBoxLayout(self._foot)
        self._buttons.setContentsMargins(20, 10, 20, 10)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._left = 0  # how many stand left of the stretch
        self._foot.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self.body, 1)
        self._column.addWidget(self._foot)
        if sentence:
            self.body.addWidget(label(sentence, "muted", wraps=True))

    def fix_width(self, width_px: int) -> None:
        """Keep this width, or that of the buttons where it is more, and always be as high as the
        contents need."""
        self._width_px = width_px
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def add_button(self, button: QAbstractButton, *, left: bool = False) -> None:
        """Put *button* at the right end of the foot, or after the others at its left end."""
        self._buttons.insertWidget(self._left if left else self._buttons.count(), button)
        self._left += left
        self._foot.show()

    def add_note(self, note: QWidget) -> None:
        """Put something that is no button at the left end of the foot."""
        self._buttons.insertWidget(0, note)
        self._left += 1
        self._foot.show()

    def _fit(self) -> None:
        if self._width_px is not None:
            self.setFixedWidth(max(self._width_px, self._foot.minimumSizeHint().width()))
            self.setFixedHeight(self._column.totalHeightForWidth(self.width()))
