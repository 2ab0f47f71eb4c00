"""The page of the application: its users at the left, what all of them have in the middle."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.sessions import Sessions
from facespace_desk.voxel51.view.everybodys_pane import EverybodysPane
from facespace_desk.voxel51.view.users_panel import UsersPanel
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.table_page import TablePage

USERS_PX = 300


class ApplicationPage(QWidget):
    """Signals:

    told(str, str): something for a short note, and its tone.
    """

    told = Signal(str, str)

    def __init__(
        self,
        users: UsersPanel,
        data: EverybodysPane,
        jobs: EverybodysPane,
        sessions: Sessions,
    ) -> None:
        super().__init__()
        self._sessions = sessions
        self.users, self.data, self.jobs = users, data, jobs
        self.kinds = QTabBar()
        self._panes = QStackedWidget()
        self._lay_out()
        self.kinds.currentChanged.connect(self._panes.setCurrentIndex)
        self.users.told.connect(self.told)
        for pane in (self.data, self.jobs):
            pane.user_chosen.connect(self._act_as)

    @property
    def tables(self) -> dict[str, TablePage]:
        """Those whose columns are remembered."""
        return {
            "users": self.users.page,
            "all data": self.data.page,
            "all jobs": self.jobs.page,
        }

    def _lay_out(self) -> None:
        self.kinds.setProperty("kind", "segment")
        self.kinds.setDrawBase(False)
        self.kinds.setExpanding(False)
        self.kinds.setUsesScrollButtons(False)
        self.kinds.setAccessibleName("Of all users")
        for title, pane in (("Data", self.data), ("Jobs", self.jobs)):
            self.kinds.addTab(title)
            self._panes.addWidget(pane)
        head = QFrame()
        head.setProperty("kind", "toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(label("Of all users", "title"))
        row.addWidget(self.kinds)
        row.addStretch(1)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._panes, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.addWidget(self.users)
        parts.addWidget(main)
        parts.setStretchFactor(1, 1)
        parts.setSizes([USERS_PX, 900])
        self.users.setMinimumWidth(260)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)
        self.setFocusProxy(self.users)

    def _act_as(self, username: str) -> None:
        try:
            self._sessions.act_as(username)
        except APIError as error:
            self.told.emit(error.message, "bad")
