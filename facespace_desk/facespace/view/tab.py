"""The FaceSpace tab: truth bar above, cameras at the left, tables in the middle, detail, strip."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from facespace_desk.facespace.model.cameras import CameraBook
from facespace_desk.facespace.model.day import DayModel
from facespace_desk.facespace.model.forward import ForwardModel
from facespace_desk.facespace.model.history import HistoryModel
from facespace_desk.facespace.model.live import LiveModel
from facespace_desk.facespace.model.marks import MarkBook
from facespace_desk.facespace.view.board_page import BoardPage
from facespace_desk.facespace.view.camera_side import CameraSide
from facespace_desk.facespace.view.detail import DetailPane
from facespace_desk.facespace.view.forward_dialog import ForwardDialog
from facespace_desk.facespace.view.history_page import HistoryPage
from facespace_desk.facespace.view.live_page import LivePage
from facespace_desk.facespace.view.strip import ActivityStrip
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.tab_frame import TabFrame
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.truth_bar import TruthBar

LIVE, BOARD, HISTORY = range(3)
FOLDS: Final = {
    "side": tr("cameras", "what a pane shows"),
    "strip": tr("timeline", "what a pane shows"),
    "detail": tr("details", "what a pane shows"),
}


@dataclass(frozen=True)
class TabModels:
    """What the tab shows."""

    live: LiveModel
    day: DayModel
    history: HistoryModel
    marks: MarkBook
    book: CameraBook
    forward: ForwardModel


@dataclass(frozen=True)
class TabParts:
    """What the tab is put together of."""

    live: LivePage
    board: BoardPage
    history: HistoryPage
    side: CameraSide
    detail: DetailPane
    strip: ActivityStrip


def tab_parts(
    models: TabModels, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, TabParts]:
    """The parts, one a step: all of them at once would hold the window up for 0.1 s."""
    yield (live := LivePage(models.live, display))
    yield (board := BoardPage(models.day, display))
    yield (history := HistoryPage(models.history, models.day, display))
    yield (side := CameraSide(models.day, theme))
    yield (detail := DetailPane(models.day, models.book, models.marks, display))
    yield (strip := ActivityStrip(models.day, models.history, display, theme))
    return TabParts(live, board, history, side, detail, strip)


class FaceSpaceTab(TabFrame):
    """Signals, besides those of the frame:

    refresh_chosen(float): another refresh time in seconds, to be remembered.
    """

    refresh_chosen = Signal(float)

    def __init__(self, models: TabModels, parts: TabParts, display: Display) -> None:
        super().__init__("facespace", FOLDS)
        self._models = models
        self._display = display
        self.live, self.board, self.history = parts.live, parts.board, parts.history
        self.side, self.detail, self.strip = parts.side, parts.detail, parts.strip
        self._truth = TruthBar()
        self._banner = StateBanner()
        self._pages = QStackedWidget()
        self._modes = QTabBar()
        self._add_actions()
        self._lay_out()
        self._connect()
        self._show_truth(models.live.truth)

    @property
    def page(self) -> TablePage:
        """The table in front."""
        return (self.live.page, self.board.page, self.history.page)[self._modes.currentIndex()]

    @property
    def pages(self) -> dict[str, TablePage]:
        """All tables, by the names under which their columns are remembered."""
        return {
            "live": self.live.presences,
            "polls": self.live.polls,
            "board": self.board.page,
            "history": self.history.page,
        }

    def show_mode(self, mode: int) -> None:
        """Show LIVE, BOARD or HISTORY."""
        self._modes.setCurrentIndex(mode)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys of a list are for the table in front."""
        self.page.table.setFocus(event.reason())

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        self._models.live.set_watched(True)

    def hideEvent(self, event: QEvent) -> None:
        super().hideEvent(event)
        self._models.live.set_watched(False)

    def flush(self) -> None:
        """Keep the note that is being typed."""
        self.detail.flush()

    def furnish(self) -> Generator[None, None, None]:
        for page in (self.live, self.board, self.history):
            self._pages.addWidget(page)
            yield
        self.put_side(self.side)
        yield
        self.put_detail(self.detail)
        yield
        self.put_strip(self.strip)

    def _lay_out(self) -> None:
        self._modes.setProperty("kind", "segment")
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setAccessibleName(tr("View", "live, board or history"))
        for title in (tr("Live"), tr("Board"), tr("History")):
            self._modes.addTab(title)
        forward = tool_button("send", tr("Hand on what comes in"), text=tr("Forwarders"))
        forward.clicked.connect(self.open_forwarders)
        self.tools.addWidget(self._modes)
        self.tools.addStretch(1)
        self.tools.addWidget(forward)
        self.above.addWidget(self._truth)
        self.above.addWidget(self._banner)
        self.put_main(self._pages)

    def _connect(self) -> None:
        models = self._models
        models.live.truth_changed.connect(self._show_truth)
        self._banner.retry.connect(models.live.refresh_now)
        for banner_or_page in (self._banner, self.history):
            banner_or_page.sign_in.connect(self.sign_in)
        self._modes.currentChanged.connect(self._show_mode)
        for page in (self.live, self.board, self.history):
            page.person_chosen.connect(self._choose_person)
        for table_page in self.pages.values():
            table_page.export_wanted.connect(self._want_export)
            table_page.table.layout_changed.connect(self.layout_changed)
        self.live.refresh_chosen.connect(self.refresh_chosen)
        self.side.camera_chosen.connect(self.detail.show_camera)
        self.side.filter_wanted.connect(self._filter_to_camera)
        self.detail.history_wanted.connect(self._look_into_camera)
        self.strip.range_chosen.connect(self._look_into_range)

    def _add_actions(self) -> None:
        self.add_entries(
            (
                (tr("Pause or resume the rows"), ("Space", "P"), self.live.toggle_pause),
                (tr("Refresh now"), ("F5", "Ctrl+R"), self._refresh),
                (tr("Show live"), ("Alt+1",), lambda: self.show_mode(LIVE)),
                (tr("Show board"), ("Alt+2",), lambda: self.show_mode(BOARD)),
                (tr("Show history"), ("Alt+3",), lambda: self.show_mode(HISTORY)),
                (tr("Find in view"), ("Ctrl+F",), self._find),
                (tr("Export the rows shown"), ("Ctrl+E",), self._want_export),
                (tr("Bookmark"), ("B",), self.detail.toggle_mark),
                (tr("Clear filter"), (), self._clear_filter),
                (tr("Jump to live"), ("Ctrl+End",), self._jump_to_live),
                (tr("Forwarders…"), (), self.open_forwarders),
                (tr("Start or stop asking"), (), self._toggle_feed),
            ),
            tables=[page.table for page in self.pages.values()],
        )

    def open_forwarders(self) -> None:
        """Edit where what comes in is handed on."""
        ForwardDialog(self._models.forward, self).open()

    def _show_mode(self, mode: int) -> None:
        self._pages.setCurrentIndex(mode)
        self.strip.show_past(mode == HISTORY)
        self.page.tell_selected()
        if not self._modes.hasFocus():
            self.setFocus()

    def _show_truth(self, truth: FeedTruth) -> None:
        self._truth.show_truth(truth)
        state = truth.state
        is_calm = state.phase in (Phase.LIVE, Phase.LOADING, Phase.SLOW, Phase.DEGRADED)
        self._banner.show_state(LoadState.off() if is_calm else state)

    def _choose_person(self, label: str, camera: str, at_ms: int | None) -> None:
        key = None if at_ms is None else (camera, label, at_ms)
        self.detail.show_person(label, key)

    def _filter_to_camera(self, camera: str) -> None:
        self.page.filter_to("camera", camera)

    def _look_into_camera(self, camera: str) -> None:
        self.show_mode(HISTORY)
        self.history.form.show_cameras(self._models.day.cameras)
        self.history.form.ask_camera(camera)

    def _look_into_range(self, from_ms: int, to_ms: int) -> None:
        self.show_mode(HISTORY)
        self.history.form.ask_range(from_ms, to_ms)

    def _refresh(self) -> None:
        if self._modes.currentIndex() == HISTORY:
            self._models.history.ask_again()
        else:
            self._models.live.refresh_now()

    def _find(self) -> None:
        self.page.filter_bar.focus_text()

    def _clear_filter(self) -> None:
        self.page.clear_filter()

    def _jump_to_live(self) -> None:
        self.page.table.jump_to_live()

    def _toggle_feed(self) -> None:
        live = self._models.live
        if live.is_running:
            live.stop()
        else:
            live.start()

    def _want_export(self) -> None:
        name = next(name for name, page in self.pages.items() if page is self.page)
        self.export_wanted.emit(name, self.page)
