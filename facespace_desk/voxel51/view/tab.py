"""The Voxel51 tab: the platform's state above, one page at a time, transfers below."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar

from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.transfers.tally import Totals
from facespace_desk.voxel51.records import Analytic
from facespace_desk.voxel51.view.session_parts import SessionParts
from facespace_desk.voxel51.view.tab_parts import TabModels, TabParts
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.tab_frame import Entry, TabFrame
from facespace_desk.widgets.table_page import TablePage

ANALYTICS, JOBS, DATA, APPLICATION = range(4)
TITLES: Final = ("Analytics", "Jobs", "Data", "Application")
FOLDS: Final = {"strip": "transfers"}
NOBODY: Final = "Choose whom to act for"
NO_JOB: Final = "Choose a user to act for first: jobs belong to a user."
NOBODY_HINT: Final = "Data and jobs belong to a user. The application acts for nobody yet."


class VoxelTab(TabFrame):
    """Signals, besides those of the frame:

    told(str, str): something for a short note, and its tone.
    """

    told = Signal(str, str)

    def __init__(self, models: TabModels, parts: TabParts) -> None:
        super().__init__("voxel51", FOLDS)
        self._models = models
        self.acting, self.line = parts.acting, parts.line
        self.analytics, self.application = parts.analytics, parts.application
        self.session: SessionParts | None = None
        self._banner = StateBanner()
        self._modes = QTabBar()
        self._main = QStackedWidget()
        self._hosts = {JOBS: QStackedWidget(), DATA: QStackedWidget()}
        self._nobody = {mode: EmptyPage("users", NOBODY, "Users") for mode in self._hosts}
        self._docks = QStackedWidget()
        self._has_transfers = True
        self._add_actions()
        self._lay_out()
        self._connect()
        self._show_nobody()
        self._show_state()

    @property
    def pages(self) -> dict[str, TablePage]:
        tables = {"analytics": self.analytics.page}
        if self.application is not None:
            tables |= self.application.tables
        return tables if self.session is None else tables | dict(self.session.tables)

    @property
    def mode(self) -> int:
        """Which page is in front."""
        return self._modes.currentIndex()

    def show_mode(self, mode: int) -> None:
        """Bring a page to the front."""
        self._modes.setCurrentIndex(mode)

    def show_session(self, parts: SessionParts) -> None:
        """Put the pages of a session into their places."""
        self.session = parts
        for mode, page in ((JOBS, parts.jobs), (DATA, parts.data)):
            self._hosts[mode].addWidget(page)
            self._hosts[mode].setCurrentWidget(page)
        self._connect_session(parts)
        self._show_nobody()

    def take_session_away(self) -> None:
        """Show nothing of the session that was, from this moment on."""
        parts, self.session = self.session, None
        self._show_nobody()
        if parts is None:
            return
        for page in (parts.jobs, parts.data, parts.dock):
            for dialog in page.findChildren(DeskDialog):
                dialog.reject()
            page.hide()  # without a parent, it would be dressed and laid out once more
            page.deleteLater()
        self._show_strip(Totals())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who gives the tab the focus means what is in front."""
        page = self._main.currentWidget()
        if page is not None:
            page.setFocus(event.reason())

    def layout_text(self) -> dict[str, str]:
        return super().layout_text() | {"voxel51.mode": str(self.mode)}

    def restore_layout(self, texts: Mapping[str, str]) -> None:
        super().restore_layout(texts)
        mode = texts.get("voxel51.mode", "")
        if mode.isdecimal() and int(mode) < self._modes.count():
            self.show_mode(int(mode))

    def furnish(self) -> Generator[None, None, None]:
        rest = [self.application] if self.application is not None else []
        for page in (self.analytics, self._hosts[JOBS], self._hosts[DATA], *rest):
            self._main.addWidget(page)
            yield
        self.put_strip(self._docks)
        self._show_strip(Totals())
        self._show_mode()
        yield

    # building

    def _lay_out(self) -> None:
        self._modes.setProperty("kind", "segment")
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setAccessibleName("View")
        for title in TITLES[: None if self.application is not None else APPLICATION]:
            self._modes.addTab(title)
        self.tools.addWidget(self._modes)
        self.tools.addStretch(1)
        self.above.addWidget(self.acting)
        self.above.addWidget(self.line)
        self.above.addWidget(self._banner)
        for mode, host in self._hosts.items():
            host.addWidget(self._nobody[mode])
        self.put_main(self._main)

    def _connect(self) -> None:
        models = self._models
        models.status.changed.connect(self._show_state)
        self._banner.retry.connect(models.status.look_again)
        self._banner.sign_in.connect(self.sign_in)
        self._modes.currentChanged.connect(self._show_mode)
        for nobody in self._nobody.values():
            nobody.pressed.connect(lambda: self.show_mode(APPLICATION))
        models.sessions.acting_changed.connect(self._show_nobody)
        self.analytics.told.connect(self.told)
        self.analytics.use_wanted.connect(self.begin_job)
        if self.application is not None:
            self.application.told.connect(self.told)
        for name, page in self.pages.items():
            self._connect_table(name, page)

    def begin_job(self, analytic: Analytic) -> None:
        """Begin a job with *analytic* for the user whose turn it is."""
        if self.session is not None:
            self.show_mode(JOBS)
            self.session.jobs.begin(analytic)

    def _connect_session(self, parts: SessionParts) -> None:
        self._docks.addWidget(parts.dock)
        self._docks.setCurrentWidget(parts.dock)
        parts.jobs.told.connect(self.told)
        parts.jobs.analytic_wanted.connect(lambda: self.show_mode(ANALYTICS))
        parts.jobs.form_wanted.connect(lambda: self.show_mode(JOBS))
        parts.board.new_wanted.connect(lambda: self.show_mode(ANALYTICS))
        parts.dock.trouble.connect(lambda words: self.told.emit(words, "bad"))
        parts.transfers.totals_changed.connect(self._show_strip)
        self._show_strip(parts.transfers.totals)
        for name, page in parts.tables.items():
            self._connect_table(name, page)

    def _connect_table(self, name: str, page: TablePage) -> None:
        page.export_wanted.connect(lambda: self.export_wanted.emit(name, page))
        page.table.layout_changed.connect(self.layout_changed)

    def _add_actions(self) -> None:
        entries: list[Entry] = [
            ("Show analytics", ("Alt+1",), lambda: self.show_mode(ANALYTICS)),
            ("Show jobs", ("Alt+2",), lambda: self.show_mode(JOBS)),
            ("Show data", ("Alt+3",), lambda: self.show_mode(DATA)),
            ("Ask how the platform is", (), self._models.status.look_again),
        ]
        if self.application is not None:
            sessions = self._models.sessions
            entries.append(("Show the application", ("Alt+4",), self._show_application))
            entries.append(("Stop acting for a user", ("Alt+0",), sessions.stop_acting))
        if self.application is not None and self._models.sessions.has_own:
            entries.append(("Be the token’s own user", (), self._models.sessions.be_self))
        self.add_entries(entries)

    # what happens

    def _show_application(self) -> None:
        self.show_mode(APPLICATION)

    def _show_mode(self) -> None:
        self._main.setCurrentIndex(self.mode)
        self.layout_changed.emit()

    def _show_nobody(self) -> None:
        """What stands where the pages of a user would: who that could be, or that it begins."""
        sessions = self._models.sessions
        is_nobody = sessions.is_application and sessions.username is None
        for mode, page in self._nobody.items():
            if is_nobody:
                page.set_sentence(NOBODY, NOBODY_HINT)
            else:
                page.set_sentence("Opening…")
            page.show_button(is_nobody)
            if self.session is None:
                self._hosts[mode].setCurrentWidget(page)
        why_not = NO_JOB if is_nobody else "Opening…"
        self.analytics.document.set_why_no_job("" if self.session is not None else why_not)

    def _show_state(self) -> None:
        """Only what needs a hand; the line tells the rest, and each page what it could not read."""
        state = self._models.status.state
        is_out = state.phase is Phase.SIGNED_OUT
        self._banner.show_state(state if is_out else LoadState.off())

    def _show_strip(self, totals: Totals) -> None:
        """The transfers come into sight when there are any, and go when the list is cleared; in
        between they are the operator's to fold."""
        has_some = bool(totals.states)
        if has_some != self._has_transfers:
            self._has_transfers = has_some
            self.show_part("strip", is_shown=has_some)
