"""For whom everything in the tab is done, said so that nobody can miss it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label

if TYPE_CHECKING:
    from facespace_desk.voxel51.model.sessions import Sessions


class ActingBanner(QFrame):
    """Over the whole tab for as long as the application acts for one of its users."""

    def __init__(self, sessions: Sessions) -> None:
        super().__init__()
        self._sessions = sessions
        self.setProperty("kind", "acting")
        self._name = ElidedLabel("", "title")
        rest = "Data and jobs are this user’s; what you do is done in this user’s name."
        self._stop = button("Stop acting", tip="Let this user go (Alt+0)")
        self._stop.clicked.connect(sessions.stop_acting)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(label(rest, "strong", wraps=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel("user-check", "on_accent", 24))
        row.addLayout(words, 1)
        row.addWidget(self._stop)
        sessions.acting_changed.connect(self._show)
        self._show()

    @property
    def text(self) -> str:
        """What it says, or "" while nobody is acted for."""
        return "" if self.isHidden() else self._name.text()

    def _show(self) -> None:
        name = self._sessions.username
        self.setVisible(name is not None)
        self._name.setText(f"Acting as {name}" if name is not None else "")
        self.setAccessibleName(self._name.text())
