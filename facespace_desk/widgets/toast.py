"""Toasts: short notes that go by themselves, with at most one action such as Undo.

They stand in the lower right corner, or as near to it as they cover nothing that can be pressed.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import IconLabel, label

SHOWN_MS = 6_000
_AT_MOST = 3
_LOOK_MS = 500  # between two looks at whether something to press has come up below
_EDGE_PX = 16
_STEP_PX = 8  # between two places that are tried
_CONTROL_MOST_PX = 64  # what is higher is a page, of which a note may cover a part
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
    """The place over *host* at which toasts pile up, the newest lowest."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setFixedWidth(380)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self.settle)
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
        toast.destroyed.connect(self.settle)
        self._column.addWidget(toast)
        toast.show()
        self.show()
        self._looking.start()
        self.settle()

    def toasts(self) -> list[Toast]:
        """Those on screen, the oldest first."""
        found = self.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [toast for toast in found if not toast.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.settle()
        return False

    def settle(self) -> None:
        """Look for the place anew: the host has other parts."""
        if not self.toasts():
            self._looking.stop()
            self.hide()
            return
        self.adjustSize()
        self.move(self._free_place())
        self.raise_()

    def _free_place(self) -> QPoint:
        """The lowest place in the lower half that covers no control: at the right, else in the
        middle, else at the left. The corner, if there is none."""
        right = self._host.width() - self.width() - _EDGE_PX
        lowest = self._host.height() - self.height() - _EDGE_PX - 28  # above the status bar
        taken = self._controls()
        for x in (right, right // 2, _EDGE_PX):
            for y in range(lowest, self._host.height() // 2 - self.height(), -_STEP_PX):
                place = QRect(QPoint(x, y), self.size())
                if not any(place.intersects(control) for control in taken):
                    return place.topLeft()
        return QPoint(right, lowest)

    def _controls(self) -> list[QRect]:
        """Where in the host something can be pressed, chosen or typed."""
        return [
            QRect(each.mapTo(self._host, QPoint(0, 0)), each.size())
            for each in self._host.findChildren(QWidget)
            if _is_control(each) and each.isVisibleTo(self._host) and not self.isAncestorOf(each)
        ]


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, (QAbstractButton, QHeaderView)):
        return True
    takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    is_low = widget.height() <= _CONTROL_MOST_PX
    return takes_focus and is_low and not isinstance(widget, QLabel)
