"""The switch that keeps everything at the service as it is (E12)."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from facespace_desk.amigocloud.model.access import Access
from facespace_desk.language import tr
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.icons import icon

ON = tr("Nothing is sent that changes something at AmigoCloud. Press to allow changes.")
OFF = tr("Changes may be sent to AmigoCloud. Press to send none.")


class AccessSwitch(QWidget):
    """Pressed in: read-only."""

    def __init__(self, access: Access) -> None:
        super().__init__()
        self._access = access
        self.button: QToolButton = tool_button("lock", ON, text=tr("Read-only"), checkable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        self.button.clicked.connect(access.set_read_only)
        access.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        is_on = self._access.is_read_only
        self.button.setChecked(is_on)
        self.button.setText(tr("Read-only") if is_on else tr("Changes allowed"))
        self.button.setIcon(icon("lock" if is_on else "pencil", "text" if is_on else "warn"))
        letter = self._access.token_letter
        tips = [ON if is_on else OFF]
        if letter:
            words = tr(
                "The token begins with {letter}; the service decides what it may do.", letter=letter
            )
            tips.append(words)
        self.button.setToolTip("\n".join(tips))
