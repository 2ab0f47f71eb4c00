"""Toasts: short notes in the corner that go by themselves, with at most one action such as Undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import IconLabel, label

SHOWN_MS = 6_000
_AT_MOST = 3
_EDGE_PX = 16
_ICONS = {
    "info": ("info", "accent"),
    "good": ("circle-check", "live"),
    "warn": ("triangle-alert", "warn"),
    "bad": ("circle-alert", "bad"),
}


class Toast(QFrame):
    """One note. It stays while the pointer rests on it."""

    def __init__(
        self, text: str, tone: str, action: tuple[str, Callable[[], None]] | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "toast")
        self.setAccessibleName(text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel(*_ICONS[tone]))
        words = label(text, wraps=True)
        words.setMinimumWidth(220)
        row.addWidget(words, 1)
        if action is not None:
            self._add_action(row, *action)
        close = tool_button("x", "Dismiss")
        close.clicked.connect(self.dismiss)
        row.addWidget(close)
        self._timer.start(SHOWN_MS)

    def dismiss(self) -> None:
        """Go away now."""
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(SHOWN_MS)

    def _add_action(self, row: QHBoxLayout, text: str, act: Callable[[], None]) -> None:
        action = button(text, "link")
        action.clicked.connect(act)
        action.clicked.connect(self.dismiss)
        row.addWidget(action)


class ToastStack(QWidget):
    """The corner of *host* in which toasts pile up, the newest lowest."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setFixedWidth(380)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        host.installEventFilter(self)
        self.hide()

    def show_toast(
        self, text: str, *, tone: str = "info", action: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        """Show *text* for some seconds. *tone* is info, good, warn or bad; *action* its verb and
        what it does."""
        for old in self.toasts()[: 1 - _AT_MOST or None]:
            old.dismiss()
        toast = Toast(text, tone, action, self)
        toast.destroyed.connect(self._settle)
        self._column.addWidget(toast)
        toast.show()
        self.show()
        self._settle()

    def toasts(self) -> list[Toast]:
        """Those on screen, the oldest first."""
        found = self.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [toast for toast in found if not toast.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        if not self.toasts():
            self.hide()
            return
        self.adjustSize()
        self.move(
            self._host.width() - self.width() - _EDGE_PX,
            self._host.height() - self.height() - _EDGE_PX - 28,  # above the status bar
        )
        self.raise_()
