"""The FaceSpace tab: truth bar above, cameras at the left, tables in the middle, detail, strip."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

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
from facespace_desk.facespace.view.table_page import TablePage
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.truth_bar import TruthBar

LIVE, BOARD, HISTORY = range(3)
NARROW_PX: Final = 1320  # below this the detail pane folds by itself
SHORT_PX: Final = 620
SIDE_PX, DETAIL_PX = 248, 300
STRIP_SHARE: Final = 0.28  # of the height
LETTERS: Final = frozenset({"Space", "P", "B"})


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
) -> Generator[None, None, TabParts]:
    """The parts, made one a step: all of them at once would hold the window up for 0.1 s."""
    live = LivePage(models.live, display)
    yield
    board = BoardPage(models.day, display)
    yield
    history = HistoryPage(models.history, models.day, display)
    yield
    detail = DetailPane(models.day, models.book, models.marks, display)
    yield
    strip = ActivityStrip(models.day, models.history, display, theme)
    yield
    return TabParts(live, board, history, CameraSide(models.day, theme), detail, strip)


class FaceSpaceTab(QWidget):
    """Signals:

    sign_in: the operator wants to enter another key.
    export_wanted(str, TablePage): the rows of this table shall become a file.
    refresh_chosen(float): another refresh time in seconds, to be remembered.
    layout_changed: columns, splitters or folds are other ones.
    """

    sign_in = Signal()
    export_wanted = Signal(str, object)
    refresh_chosen = Signal(float)
    layout_changed = Signal()

    def __init__(self, models: TabModels, parts: TabParts, display: Display) -> None:
        super().__init__()
        self._models = models
        self._display = display
        self.live, self.board, self.history = parts.live, parts.board, parts.history
        self.side, self.detail, self.strip = parts.side, parts.detail, parts.strip
        self._truth = TruthBar()
        self._banner = StateBanner()
        self._pages = QStackedWidget()
        self._modes = QTabBar()
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._folds: dict[str, QWidget] = {
            "side": self.side,
            "detail": self.detail,
            "strip": self.strip,
        }
        self._wanted = dict.fromkeys(self._folds, True)
        self._folded_for_room: set[str] = set()  # these come back when there is room
        self._had_room: dict[str, bool] = {}
        self._fold_actions: dict[str, QAction] = {}
        self._remembered: dict[str, str] = {}
        self._is_sized = False
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

    def layout_text(self) -> dict[str, str]:
        """What to remember of the splitters and folds, by name."""
        folded = ",".join(
            name
            for name, is_wanted in self._wanted.items()
            if not is_wanted and name not in self._folded_for_room
        )
        return {
            "facespace.columns": bytes(self._columns.saveState().toBase64().data()).decode(),
            "facespace.rows": bytes(self._rows.saveState().toBase64().data()).decode(),
            "facespace.folded": folded,
        }

    def restore_layout(self, texts: dict[str, str]) -> None:
        """Take up what was remembered; what cannot be read is left as it is."""
        self._remembered = dict(texts)
        for name in texts.get("facespace.folded", "").split(","):
            if name in self._fold_actions:
                self._show_part(name, is_shown=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys of a list are for the table in front."""
        self.page.table.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QEvent) -> None:
        self._models.live.set_watched(True)
        if not self._is_sized:
            self._is_sized = True
            self._size_splitters()

    def hideEvent(self, event: QEvent) -> None:
        self._models.live.set_watched(False)
        self.detail.flush()

    def _size_splitters(self) -> None:
        """As remembered, else side and detail as wide as they need, the rest to the tables."""
        self._columns.setSizes([SIDE_PX, self.width() - SIDE_PX - DETAIL_PX, DETAIL_PX])
        strip_px = round(STRIP_SHARE * self.height())
        self._rows.setSizes([self.height() - strip_px, strip_px])
        for splitter, name in (
            (self._columns, "facespace.columns"),
            (self._rows, "facespace.rows"),
        ):
            if self._remembered.get(name):
                splitter.restoreState(QByteArray.fromBase64(self._remembered[name].encode()))

    def _lay_out(self) -> None:
        self._modes.setProperty("kind", "segment")
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setAccessibleName("View")
        for title in ("Live", "Board", "History"):
            self._modes.addTab(title)
        head = QFrame()
        head.setProperty("kind", "toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._modes)
        row.addStretch(1)
        forward = tool_button("send", "Hand on what comes in", text="Forwarders")
        forward.clicked.connect(self.open_forwarders)
        row.addWidget(forward)
        for name, icon_name in (
            ("side", "panel-left"),
            ("strip", "panel-bottom"),
            ("detail", "panel-right"),
        ):
            fold = tool_button(icon_name, self._fold_actions[name].toolTip(), checkable=True)
            fold.setChecked(True)
            fold.toggled.connect(self._fold_actions[name].setChecked)
            self._fold_actions[name].toggled.connect(fold.setChecked)
            row.addWidget(fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (head, self._truth, self._banner):
            column.addWidget(widget)
        column.addWidget(self._rows, 1)
        self._rows.addWidget(self._columns)
        self._columns.addWidget(self._pages)
        for splitter in (self._columns, self._rows):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        self.side.setMinimumWidth(170)
        self.detail.setMinimumWidth(260)

    def furnish(self) -> Generator[None, None, None]:
        """Put the parts in, one a step, once the tab itself is in the window: a part is dressed
        anew whenever something above it changes its place, and that takes 10 ms a part."""
        for page in (self.live, self.board, self.history):
            self._pages.addWidget(page)
            yield
        self._columns.insertWidget(0, self.side)
        yield
        self._columns.addWidget(self.detail)
        self._columns.setStretchFactor(1, 1)
        yield
        self._rows.addWidget(self.strip)
        self._rows.setStretchFactor(0, 1)

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
        for splitter in (self._columns, self._rows):
            splitter.splitterMoved.connect(self.layout_changed)

    def _add_actions(self) -> None:
        entries: tuple[tuple[str, tuple[str, ...], Callable[[], object]], ...] = (
            ("Pause or resume the rows", ("Space", "P"), self.live.toggle_pause),
            ("Refresh now", ("F5", "Ctrl+R"), self._refresh),
            ("Show live", ("Alt+1",), lambda: self.show_mode(LIVE)),
            ("Show board", ("Alt+2",), lambda: self.show_mode(BOARD)),
            ("Show history", ("Alt+3",), lambda: self.show_mode(HISTORY)),
            ("Find in view", ("Ctrl+F",), self._find),
            ("Export the rows shown", ("Ctrl+E",), self._want_export),
            ("Bookmark", ("B",), self.detail.toggle_mark),
            ("Clear filter", (), self._clear_filter),
            ("Jump to live", ("Ctrl+End",), self._jump_to_live),
            ("Forwarders…", (), self.open_forwarders),
            ("Start or stop asking", (), self._toggle_feed),
        )
        for title, keys, act in entries:
            action = QAction(title, self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.addAction(action)
            self._limit_keys(action, keys)
        for name, title, key in (
            ("side", "Show cameras", "F7"),
            ("strip", "Show timeline", "F8"),
            ("detail", "Show details", "F9"),
        ):
            action = QAction(title, self, checkable=True, checked=True)
            action.setShortcut(QKeySequence(key))
            action.setToolTip(f"{title} ({key})")
            action.toggled.connect(lambda is_on, name=name: self._set_wanted(name, is_on))
            self.addAction(action)
            self._fold_actions[name] = action

    def _limit_keys(self, action: QAction, keys: tuple[str, ...]) -> None:
        """Letters and the space bar act only in a table: elsewhere one types or presses with them
        (WCAG 2.1.4)."""
        if LETTERS.isdisjoint(keys):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            return
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for page in self.pages.values():
            page.table.addAction(action)

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

    def _set_wanted(self, name: str, is_wanted: bool) -> None:
        self._folded_for_room.discard(name)
        self._folds[name].setVisible(is_wanted)
        self._wanted[name] = is_wanted
        self.layout_changed.emit()

    def _fold(self) -> None:
        """Too little room folds the detail, then the strip, until there is room or one asks."""
        has_room = {"detail": self.width() >= NARROW_PX, "strip": self.height() >= SHORT_PX}
        for name, has_now in has_room.items():
            if has_now == self._had_room.get(name, True):
                continue
            if has_now and name in self._folded_for_room:
                self._show_part(name, is_shown=True)
            elif not has_now and self._wanted[name]:
                self._show_part(name, is_shown=False)
                self._folded_for_room.add(name)
        self._had_room = has_room

    def _show_part(self, name: str, *, is_shown: bool) -> None:
        self._fold_actions[name].setChecked(is_shown)
        self._folded_for_room.discard(name)
