"""Live: who is where, row by row, as presences or as raw polls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from facespace_desk.facespace.model.live import LiveModel
from facespace_desk.facespace.model.rows import PollRow, PresenceRow
from facespace_desk.facespace.view.polling_button import PollingButton
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage


class LivePage(QWidget):
    """Signals:

    person_chosen(label, camera, first_ms): a row was chosen; first_ms is None for a raw poll.
    refresh_chosen(float): another refresh time in seconds, to be remembered.
    """

    person_chosen = Signal(str, str, object)
    refresh_chosen = Signal(float)

    def __init__(self, model: LiveModel, display: Display) -> None:
        super().__init__()
        self._model = model
        self.presences = TablePage(
            model.presences,
            nothing_yet(
                tr("Nobody has been reported yet"),
                hint=tr("Rows appear as soon as a camera reports somebody."),
            ),
            display,
            frozen_key="person",
        )
        self.polls = TablePage(
            model.polls,
            nothing_yet(
                tr("No picture has come yet"), hint=tr("Each label in each picture is a row.")
            ),
            display,
            frozen_key="person",
        )
        self._pages = (self.presences, self.polls)
        self._pauses: list[QPushButton] = []
        self._kinds: list[QTabBar] = []
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
            self._add_tools(page)
        self.presences.chosen.connect(self._choose_presence)
        self.polls.chosen.connect(self._choose_poll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        model.pause_changed.connect(self._show_pause)

    @property
    def page(self) -> TablePage:
        """The table in front: presences or polls."""
        return self._pages[self._stack.currentIndex()]

    def show_kind(self, number: int) -> None:
        """Show presences (0) or raw polls (1)."""
        self._stack.setCurrentIndex(number)
        for kinds in self._kinds:
            kinds.setCurrentIndex(number)

    def toggle_pause(self) -> None:
        """Hold the rows still, or let in what has waited."""
        if self._model.is_paused:
            self._model.resume()
        else:
            self._model.pause()

    def _add_tools(self, page: TablePage) -> None:
        kinds = QTabBar()
        kinds.setProperty("kind", "segment")
        kinds.setDrawBase(False)
        kinds.setExpanding(False)
        kinds.addTab(tr("People"))
        kinds.addTab(tr("Raw polls"))
        kinds.setAccessibleName(tr("Kind of rows"))
        kinds.currentChanged.connect(self.show_kind)
        pause = button(
            tr("Pause"), "primary", icon_name="pause", tip=tr("Hold the rows still (Space)")
        )
        pause.clicked.connect(self.toggle_pause)
        polling = PollingButton(self._model)
        polling.refresh_chosen.connect(self.refresh_chosen)
        page.add_tools(pause, kinds, polling)
        self._pauses.append(pause)
        self._kinds.append(kinds)

    def _show_pause(self, is_paused: bool, waiting: int) -> None:
        text, name = tr("Pause"), "pause"
        if is_paused:
            new = tr_n("Resume · {n:,} new", "Resume · {n:,} new", waiting)
            text, name = (new if waiting else tr("Resume")), "play"
        for pause in self._pauses:
            pause.setText(text)
            pause.setIcon(icon(name, "on_accent"))

    def _choose_presence(self, row: PresenceRow) -> None:
        self.person_chosen.emit(row.label, row.camera, row.first_ms)

    def _choose_poll(self, row: PollRow) -> None:
        self.person_chosen.emit(row.label, row.camera, None)
