"""The pill over a table that was scrolled away from its newest row: how many came, and back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QPushButton

from facespace_desk.language import tr, tr_n
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.record_table import RecordTable

_EDGE_PX: Final = 10


class NewestPill(QPushButton):
    """Shows itself while rows arrive out of sight; pressing it goes to the newest row."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self.setProperty("kind", "primary")
        self.setIcon(icon("arrow-up-to-line", "on_accent"))
        self.setIconSize(QSize(19, 16))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # End and Ctrl+End do the same
        self.setToolTip(tr("Go to the newest row (Ctrl+End)"))
        self.hide()
        self.clicked.connect(table.jump_to_live)
        table.unseen_changed.connect(self._show_unseen)
        table.follow_changed.connect(self._show_unseen_of_table)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _show_unseen_of_table(self) -> None:
        self._show_unseen(self._table.follower.unseen)

    def _show_unseen(self, count: int) -> None:
        self.setVisible(count > 0 and not self._table.is_following)
        if count:
            self.setText(tr_n("{n:,} new", "{n:,} new", count))
            self._place()

    def _place(self) -> None:
        """In the middle below the head, where the new rows are."""
        self.adjustSize()
        area = self._table.viewport().geometry()
        self.move(area.center().x() - self.width() // 2, area.top() + _EDGE_PX)
        self.raise_()
