"""The AmigoCloud tab: the live line at the left, map and lists in the middle, rate and replay
below."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.amigocloud.view.tab_parts import TabModels, TabParts
from facespace_desk.map.source_dialog import SourceDialog
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.tab_frame import Entry, TabFrame
from facespace_desk.widgets.table_page import TablePage

BOTH, MAP, OBJECTS = range(3)
TITLES: Final = ("Both", "Map", "Objects")
FOLDS: Final = {"side": "connection", "strip": "rate and replay"}
MAP_SHARE: Final = 0.6  # of the height, unless remembered otherwise
SIDE_LEAST_PX: Final = 230


class AmigoTab(TabFrame):
    """Signals, besides those of the frame:

    told(str, str): something for a short note, and its tone.
    """

    told = Signal(str, str)

    def __init__(self, models: TabModels, parts: TabParts) -> None:
        super().__init__("amigocloud", FOLDS)
        self._models = models
        self.bar, self.connection, self.subscriptions = (
            parts.bar,
            parts.connection,
            parts.subscriptions,
        )
        self.map, self.objects = parts.map, parts.objects
        self.rates, self.replay = parts.rates, parts.replay
        self.read_only = tool_button("lock", "The profile allows no changes", text="Read-only")
        self._banner = StateBanner()
        self._modes = QTabBar()
        self._middle = QSplitter(Qt.Orientation.Vertical)
        self._lists = QStackedWidget()
        self._is_middle_sized = False
        self._add_actions()
        self._lay_out()
        self._connect()
        self._show_state(models.link.state)

    @property
    def pages(self) -> dict[str, TablePage]:
        return {"objects": self.objects.page}

    @property
    def mode(self) -> int:
        """Which view is in front."""
        return self._modes.currentIndex()

    def show_mode(self, mode: int) -> None:
        """Bring a view to the front."""
        self._modes.setCurrentIndex(mode)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who gives the tab the focus means what is in front."""
        target: QWidget = self.objects if self.mode == OBJECTS else self.map
        target.setFocus(event.reason())

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        if not self._is_middle_sized:
            self._is_middle_sized = True
            self._size_middle()

    def layout_text(self) -> dict[str, str]:
        own = {
            "amigocloud.mode": str(self.mode),
            "amigocloud.map": self.map.look_text(),
            "amigocloud.more": str(int(self.connection.more.isChecked())),
        }
        if self.mode == BOTH:
            middle = bytes(self._middle.saveState().toBase64().data()).decode()
            own["amigocloud.middle"] = middle
        return super().layout_text() | own

    def restore_layout(self, texts: Mapping[str, str]) -> None:
        super().restore_layout(texts)
        mode = texts.get("amigocloud.mode", "")
        if mode.isdecimal() and int(mode) < len(TITLES):
            self.show_mode(int(mode))
        self.map.restore_look(texts.get("amigocloud.map", ""))
        self.connection.show_more(texts.get("amigocloud.more") == "1")

    def furnish(self) -> Generator[None, None, None]:
        self._middle.addWidget(self.map)
        yield
        self._lists.addWidget(self.objects)
        self._middle.addWidget(self._lists)
        self._show_mode()
        yield
        self.put_side(self._side(), SIDE_LEAST_PX)
        yield
        self.put_strip(self._strip(), keeps_height=True)
        yield

    def open_source(self) -> None:
        """Choose what lies under the objects."""
        SourceDialog(self._models.source, self).open()

    # building

    def _lay_out(self) -> None:
        self._modes.setProperty("kind", "segment")
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setAccessibleName("View")
        for title in TITLES:
            self._modes.addTab(title)
        self.read_only.setVisible(self._models.read_only)
        self.read_only.clicked.connect(self.sign_in)
        source = tool_button("layers", "Choose what lies under the objects", text="Basemap")
        source.clicked.connect(self.open_source)
        self.tools.addWidget(self._modes)
        self.tools.addStretch(1)
        self.tools.addWidget(self.read_only)
        self.tools.addWidget(source)
        self.above.addWidget(self.bar)
        self.above.addWidget(self._banner)
        self._middle.setChildrenCollapsible(False)
        self._middle.setHandleWidth(1)
        self.put_main(self._middle)

    def _side(self) -> QWidget:
        side = QSplitter(Qt.Orientation.Vertical)
        side.setChildrenCollapsible(False)
        side.setHandleWidth(1)
        side.addWidget(self.connection)
        side.addWidget(self.subscriptions)
        side.setStretchFactor(1, 1)
        return side

    def _strip(self) -> QWidget:
        strip = QFrame()
        strip.setProperty("kind", "status")
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(strip)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rates)
        column.addWidget(self.replay)
        return strip

    def _connect(self) -> None:
        models = self._models
        models.link.state_changed.connect(self._show_state)
        self._banner.retry.connect(models.link.reconnect)
        self._banner.sign_in.connect(self.sign_in)
        self._modes.currentChanged.connect(self._show_mode)
        self._middle.splitterMoved.connect(self.layout_changed)
        self.connection.more.toggled.connect(self.layout_changed)
        self.map.look_changed.connect(self.layout_changed)
        self.map.trouble.connect(lambda words: self.told.emit(words, "warn"))
        self.objects.opened.connect(self.map.go_to)
        self.objects.export_wanted.connect(self._want_export)
        self.objects.page_replaced.connect(self._take_objects)
        self.objects.page.table.layout_changed.connect(self.layout_changed)
        models.source.changed.connect(self.map.view.set_source)

    def _take_objects(self) -> None:
        """The table of objects is another one, with other columns."""
        page = self.objects.page
        page.table.layout_changed.connect(self.layout_changed)
        page.trouble.connect(lambda words: self.told.emit(words, "bad"))

    def _add_actions(self) -> None:
        link = self._models.link
        entries: tuple[Entry, ...] = (
            ("Show map and list", ("Alt+1",), lambda: self.show_mode(BOTH)),
            ("Show the map", ("Alt+2",), lambda: self.show_mode(MAP)),
            ("Show the objects", ("Alt+3",), lambda: self.show_mode(OBJECTS)),
            ("Connect to live events", (), link.connect_line),
            ("Disconnect from live events", (), link.disconnect_line),
            ("Reconnect now", ("F5", "Ctrl+R"), link.reconnect),
            ("Re-authenticate", (), link.reauthenticate),
            ("Look for live datasets", (), self._models.finder.look),
            ("Follow the chosen object", (), self.map.follow.toggle),
            ("Find in view", ("Ctrl+F",), self._find),
            ("Export the rows shown", ("Ctrl+E",), self._want_export),
            ("Choose the map…", (), self.open_source),
        )
        self.add_entries(entries)

    # what happens

    def _show_mode(self) -> None:
        self.map.setVisible(self.mode in (BOTH, MAP))
        self._lists.setVisible(self.mode != MAP)
        self.layout_changed.emit()

    def _size_middle(self) -> None:
        text = self._remembered.get("amigocloud.middle")
        if not text or not self._middle.restoreState(QByteArray.fromBase64(text.encode())):
            height = max(self._middle.height(), 1)
            self._middle.setSizes([round(MAP_SHARE * height), round((1 - MAP_SHARE) * height)])

    def _show_state(self, state: LoadState) -> None:
        is_calm = state.error is None and state.phase is not Phase.SIGNED_OUT
        self._banner.show_state(LoadState.off() if is_calm else state)

    def _find(self) -> None:
        if self.mode == MAP:
            self.show_mode(BOTH)
        self.objects.page.filter_bar.focus_text()

    def _want_export(self) -> None:
        self.export_wanted.emit("objects", self.objects.page)
