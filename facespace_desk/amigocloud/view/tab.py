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

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.event_rows import name_text
from facespace_desk.amigocloud.view.access_switch import AccessSwitch
from facespace_desk.amigocloud.view.link_words import empty_words
from facespace_desk.amigocloud.view.tab_parts import TabModels, TabParts
from facespace_desk.language import tr
from facespace_desk.map.source_dialog import SourceDialog
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.tab_frame import Entry, TabFrame
from facespace_desk.widgets.table_page import TablePage

BOTH, MAP, LIST, DATA, SQL, CONSOLE = range(6)
TITLES: Final = (
    tr("Both", "map and list"),
    tr("Map"),
    tr("List"),
    tr("Data"),
    "SQL",
    tr("Console"),
)
EVENTS, OBJECTS = range(2)  # what the list is of
FOLDS: Final = {
    "side": tr("connection"),
    "strip": tr("rate and replay"),
    "detail": tr("the event"),
}
MAP_SHARE: Final = 0.6  # of the height, unless remembered otherwise
SIDE_LEAST_PX: Final = 230
SIDE_LIST_PX: Final = 130  # of subscriptions, and of types, at least


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
        self.types, self.detail = parts.types, parts.detail
        self.map, self.objects = parts.map, parts.objects
        self.events, self.replayed = parts.events, parts.replayed
        self.rates, self.replay, self.zones = parts.rates, parts.replay, parts.zones
        self.data, self.sql, self.console = parts.data, parts.sql, parts.console
        self.access = AccessSwitch(models.data.access)
        self._basemap = tool_button(
            "layers", tr("Choose what lies under the objects"), text=tr("Basemap")
        )
        self._banner = StateBanner()
        self._modes = QTabBar()
        self._kinds = QTabBar()
        self._middle = QSplitter(Qt.Orientation.Vertical)
        self._lists = QStackedWidget()
        self._main = QStackedWidget()
        self._is_middle_sized = False
        self._add_actions()
        self._lay_out()
        self._connect()
        self._show_state(models.link.state)

    @property
    def pages(self) -> dict[str, TablePage]:
        return {
            "events": self.events,
            "replay": self.replayed,
            "objects": self.objects.page,
            "columns": self.data.columns,
            "photos": self.data.photos,
        }

    @property
    def mode(self) -> int:
        """Which view is in front."""
        return self._modes.currentIndex()

    def show_mode(self, mode: int) -> None:
        """Bring a view to the front."""
        self._modes.setCurrentIndex(mode)

    @property
    def kind(self) -> int:
        """What the list is of: EVENTS or OBJECTS."""
        return self._kinds.currentIndex()

    def show_kind(self, kind: int) -> None:
        """List events or objects."""
        self._kinds.setCurrentIndex(kind)
        if self.mode not in (BOTH, LIST):
            self.show_mode(BOTH)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who gives the tab the focus means what is in front."""
        rest: dict[int, QWidget] = {DATA: self.data, SQL: self.sql, CONSOLE: self.console}
        target = rest.get(self.mode, self.map)
        if self.mode == LIST:
            target = self.objects if self.kind == OBJECTS else self._event_page.table
        target.setFocus(event.reason())

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        if not self._is_middle_sized:
            self._is_middle_sized = True
            self._size_middle()
            self._size_side()

    def layout_text(self) -> dict[str, str]:
        own = {
            "amigocloud.mode": str(self.mode),
            "amigocloud.kind": str(self.kind),
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
        if texts.get("amigocloud.kind") == str(OBJECTS):
            self._kinds.setCurrentIndex(OBJECTS)
        self.map.restore_look(texts.get("amigocloud.map", ""))
        self.connection.show_more(texts.get("amigocloud.more") == "1")

    def furnish(self) -> Generator[None, None, None]:
        self._middle.addWidget(self.map)
        yield
        self._lists.addWidget(self.events)
        yield
        self._lists.addWidget(self.replayed)
        self._lists.addWidget(self.objects)
        yield
        self._middle.addWidget(self._lists)
        for page in (self.data, self.sql, self.console):
            self._main.addWidget(page)
            yield
        self.put_side(self._side(), SIDE_LEAST_PX)
        yield
        self.put_detail(self.detail)
        yield
        self.put_strip(self._strip(), keeps_height=True)
        self._show_mode()
        yield

    def open_source(self) -> None:
        """Choose what lies under the objects."""
        SourceDialog(self._models.source, self).open()

    # building

    def _lay_out(self) -> None:
        for bar, name, titles in (
            (self._modes, tr("View"), TITLES),
            (self._kinds, tr("List of"), (tr("Events"), tr("Objects"))),
        ):
            bar.setProperty("kind", "segment")
            bar.setDrawBase(False)
            bar.setExpanding(False)
            bar.setAccessibleName(name)
            for title in titles:
                bar.addTab(title)
        self._basemap.clicked.connect(self.open_source)
        self.tools.addWidget(self._modes)
        self.tools.addWidget(self._kinds)
        self.tools.addStretch(1)
        self.tools.addWidget(self.access)
        self.tools.addWidget(self._basemap)
        self.above.addWidget(self.bar)
        self.above.addWidget(self._banner)
        self._middle.setChildrenCollapsible(False)
        self._middle.setHandleWidth(1)
        self._main.addWidget(self._middle)
        self.put_main(self._main)

    def _side(self) -> QWidget:
        side = self._sides = QSplitter(Qt.Orientation.Vertical)
        side.setChildrenCollapsible(False)
        side.setHandleWidth(1)
        side.addWidget(self.connection)
        side.addWidget(self.subscriptions)
        side.addWidget(self.types)
        side.setStretchFactor(0, 0)
        side.setStretchFactor(1, 1)
        side.setStretchFactor(2, 1)
        self.connection.size_changed.connect(self._size_side)
        return side

    def _size_side(self) -> None:
        """The connection as high as it needs, as far as the others keep some room."""
        height = self._sides.height()
        first = min(self.connection.whole_height, height - 2 * SIDE_LIST_PX)
        rest = max(height - first, 2) // 2
        self._sides.setSizes([first, rest, rest])

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
        models.sources.changed.connect(self._explain_none)
        self._banner.retry.connect(models.link.reconnect)
        self._banner.sign_in.connect(self.sign_in)
        self._modes.currentChanged.connect(self._show_mode)
        self._kinds.currentChanged.connect(self._show_mode)
        self._middle.splitterMoved.connect(self.layout_changed)
        self.connection.more.toggled.connect(self.layout_changed)
        self.map.look_changed.connect(self.layout_changed)
        self.map.trouble.connect(lambda words: self.told.emit(words, "warn"))
        self.zones.told.connect(lambda words: self.told.emit(words, "info"))
        self.types.type_wanted.connect(self._show_type)
        self.events.opened.connect(lambda _row: self.show_part("detail", is_shown=True))
        self.replayed.chosen.connect(models.detail.show)
        models.chosen.changed.connect(self._show_chosen)
        models.replay.state_changed.connect(self._show_list)
        for name, page in (("events", self.events), ("replay", self.replayed)):
            page.export_wanted.connect(
                lambda name=name, page=page: self.export_wanted.emit(name, page)
            )
            page.table.layout_changed.connect(self.layout_changed)
        self.objects.opened.connect(self.map.go_to)
        self.objects.export_wanted.connect(self._want_export)
        self.objects.page_replaced.connect(self._take_objects)
        self.objects.page.table.layout_changed.connect(self.layout_changed)
        models.source.changed.connect(self.map.view.set_source)
        self._connect_data()

    def _connect_data(self) -> None:
        self.data.told.connect(self.told)
        self.console.told.connect(self.told)
        self.sql.trouble.connect(lambda words: self.told.emit(words, "bad"))
        self.data.sql_wanted.connect(self._ask_about)
        self.data.export_wanted.connect(lambda page: self.export_wanted.emit("data", page))
        self.sql.export_wanted.connect(lambda page: self.export_wanted.emit("sql", page))

    def _take_objects(self) -> None:
        """The table of objects is another one, with other columns."""
        page = self.objects.page
        page.table.layout_changed.connect(self.layout_changed)
        page.trouble.connect(lambda words: self.told.emit(words, "bad"))

    def _add_actions(self) -> None:
        link = self._models.link
        entries: tuple[Entry, ...] = (
            (tr("Show map and list"), ("Alt+1",), lambda: self.show_mode(BOTH)),
            (tr("Show the map"), ("Alt+2",), lambda: self.show_mode(MAP)),
            (tr("Show the list"), ("Alt+3",), lambda: self.show_mode(LIST)),
            (tr("Show projects and datasets"), ("Alt+4",), lambda: self.show_mode(DATA)),
            (tr("Ask with SQL"), ("Alt+5",), lambda: self.show_mode(SQL)),
            (tr("Show the request console"), ("Alt+6",), lambda: self.show_mode(CONSOLE)),
            (tr("New project…"), (), self._make_project),
            (tr("Upload data files…"), (), self._upload),
            (tr("List events"), ("Alt+E",), lambda: self.show_kind(EVENTS)),
            (tr("List objects"), ("Alt+O",), lambda: self.show_kind(OBJECTS)),
            (tr("Pause or resume the list of events"), ("Space",), self.events.toggle_pause),
            (tr("Connect to live events"), (), link.connect_line),
            (tr("Disconnect from live events"), (), link.disconnect_line),
            (tr("Reconnect now"), ("F5", "Ctrl+R"), link.reconnect),
            (tr("Re-authenticate"), (), link.reauthenticate),
            (tr("Look for live datasets"), (), self._models.finder.look),
            (tr("Follow the chosen object"), (), self.map.follow.toggle),
            (tr("Keep all objects in view"), (), self.map.fit.toggle),
            (tr("Draw a zone"), (), self._draw_zone),
            (tr("Zones and crossings…"), (), self.zones.show_all),
            (tr("Find in view"), ("Ctrl+F",), self._find),
            (tr("Export the rows shown"), ("Ctrl+E",), self._want_export),
            (tr("Choose the map…"), (), self.open_source),
        )
        self.add_entries(entries, tables=[self.events.table])

    # what happens

    def _show_mode(self) -> None:
        rest: dict[int, QWidget] = {DATA: self.data, SQL: self.sql, CONSOLE: self.console}
        is_live = self.mode not in rest
        self._main.setCurrentWidget(rest.get(self.mode, self._middle))
        self.show_main_alone(not is_live)
        self.map.setVisible(self.mode in (BOTH, MAP))
        self._lists.setVisible(self.mode in (BOTH, LIST))
        self._kinds.setVisible(self.mode in (BOTH, LIST))
        self._basemap.setVisible(is_live)
        self.access.setVisible(is_live)  # the other pages have their own
        self._show_list()
        self.layout_changed.emit()

    @property
    def _event_page(self) -> TablePage:
        """While a recording is replayed, its events stand where the live ones do."""
        return self.replayed if self._models.replay.is_on else self.events

    def _show_list(self, _state: object = None) -> None:
        page = self.objects if self.kind == OBJECTS else self._event_page
        if page is not self._lists.currentWidget():
            self._lists.setCurrentWidget(page)

    def _show_chosen(self, key: ObjectKey | None) -> None:
        """Who chooses an object on the map or in the table sees what it said last."""
        is_row = self._models.chosen.chosen_by is self.events
        if key is not None and not is_row and not self._models.replay.is_on:
            self._models.detail.show_latest(key)

    def _show_type(self, name: str) -> None:
        self.show_kind(EVENTS)
        self.events.filter_to("name", name_text(name))

    def _size_middle(self) -> None:
        text = self._remembered.get("amigocloud.middle")
        if not text or not self._middle.restoreState(QByteArray.fromBase64(text.encode())):
            height = max(self._middle.height(), 1)
            self._middle.setSizes([round(MAP_SHARE * height), round((1 - MAP_SHARE) * height)])

    def _show_state(self, state: LoadState) -> None:
        is_calm = state.error is None and state.phase is not Phase.SIGNED_OUT
        self._banner.show_state(LoadState.off() if is_calm else state)
        self._explain_none()

    def _explain_none(self) -> None:
        is_wanted = bool(self._models.sources.wanted)
        words = empty_words(self._models.link, is_anything_wanted=is_wanted)
        self.events.explain_none(*words)

    @property
    def _list_in_front(self) -> tuple[str, TablePage]:
        """The name of the table in front, and its page."""
        if self.kind == OBJECTS:
            return "objects", self.objects.page
        page = self._event_page
        return ("events" if page is self.events else "replay"), page

    def _ask_about(self, query: str) -> None:
        self.sql.ask_about(query)
        self.show_mode(SQL)

    def _draw_zone(self) -> None:
        if self.mode not in (BOTH, MAP):
            self.show_mode(MAP)
        self.zones.draw()

    def _make_project(self) -> None:
        self.show_mode(DATA)
        self.data.make_project()

    def _upload(self) -> None:
        self.show_mode(DATA)
        self.data.upload()

    def _find(self) -> None:
        if self.mode not in (BOTH, LIST):
            self.show_mode(BOTH)
        self._list_in_front[1].filter_bar.focus_text()

    def _want_export(self) -> None:
        self.export_wanted.emit(*self._list_in_front)
