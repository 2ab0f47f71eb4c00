"""The CAM2 tab: search at the left, map over list in the middle, one camera at the right."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QMenu, QSplitter, QTabBar, QToolButton, QVBoxLayout, QWidget

from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.lookup import read_ids
from facespace_desk.cam2.model.search import Progress, SearchRequest, empty_words
from facespace_desk.cam2.view.grid import GridDialog
from facespace_desk.cam2.view.lookup_dialog import LookupDialog
from facespace_desk.cam2.view.statistics import StatisticsDialog
from facespace_desk.cam2.view.tab_parts import TabModels, TabParts
from facespace_desk.cam2.view.terms import NoticeBar, TermsDialog
from facespace_desk.language import tr
from facespace_desk.map.goto import GoToBar
from facespace_desk.map.source_dialog import SourceDialog
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.tab_frame import TabFrame
from facespace_desk.widgets.table_page import TablePage

BOTH, MAP, LIST = range(3)
FOLDS: Final = {
    "side": tr("search", "a part of the tab"),
    "detail": tr("details", "a part of the tab"),
}
MAP_SHARE: Final = 0.62  # of the height, unless remembered otherwise
SIDE_LEAST_PX: Final = 220
SAVED_PX: Final = 140


class Cam2Tab(TabFrame):
    """Signals, besides those of the frame:

    told(str, str): something for a short note, and its tone.
    """

    told = Signal(str, str)

    def __init__(self, models: TabModels, parts: TabParts, display: Display) -> None:
        super().__init__("cam2", FOLDS)
        self._models = models
        self._display = display
        self.form, self.saved, self.map = parts.form, parts.saved, parts.map
        self.list, self.detail, self.results = parts.list, parts.detail, parts.results
        self._empty = parts.empty
        self.go_to = GoToBar()
        self.administration = tool_button(
            "settings", tr("What the credentials allow to change"), text=tr("Administration")
        )
        self.administration.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.administration.hide()
        self._banner = StateBanner()
        self._notice = NoticeBar()
        self._modes = QTabBar()
        self._middle = QSplitter(Qt.Orientation.Vertical)
        self._is_middle_sized = False
        self._goes_there = False  # whether the map is to look at what the search finds
        self._add_actions()
        self._lay_out()
        self._connect()
        self._show_state(models.search.state)

    @property
    def pages(self) -> dict[str, TablePage]:
        return {"cameras": self.list}

    @property
    def mode(self) -> int:
        """BOTH, MAP or LIST."""
        return self._modes.currentIndex()

    def show_mode(self, mode: int) -> None:
        """Show map and list, or one of them alone."""
        self._modes.setCurrentIndex(mode)

    def set_administration(self, menu: QMenu) -> None:
        """Offer what the credentials allow to change."""
        self.administration.setMenu(menu)
        self.administration.show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who gives the tab the focus means what is in front."""
        target = self.list.table if self.mode == LIST else self.map
        target.setFocus(event.reason())

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        if not self._is_middle_sized:
            self._is_middle_sized = True
            self._size_middle()

    def layout_text(self) -> dict[str, str]:
        middle = bytes(self._middle.saveState().toBase64().data()).decode()
        own = {"cam2.middle": middle, "cam2.mode": str(self.mode)}
        return super().layout_text() | (
            own if self.mode == BOTH else {"cam2.mode": own["cam2.mode"]}
        )

    def restore_layout(self, texts: Mapping[str, str]) -> None:
        super().restore_layout(texts)
        if texts.get("cam2.mode") in ("1", "2"):
            self.show_mode(int(texts["cam2.mode"]))

    def furnish(self) -> Generator[None, None, None]:
        self._middle.addWidget(self.map)
        yield
        self._middle.addWidget(self.list)
        self._show_mode()
        yield
        self.put_side(self._side(), SIDE_LEAST_PX)
        yield
        self.put_detail(self.detail, self.detail.least_px)
        yield

    def flush(self) -> None:
        """Keep what is being typed."""
        self.detail.flush()

    def search(self, request: SearchRequest) -> None:
        """Search for *request*, written into the form."""
        self.form.show_request(request)
        self._ask(request)

    def show_camera(self, camera_id: str) -> None:
        """Select a camera and look at it; one that is not held is looked up."""
        camera = self._models.cameras.camera(camera_id)
        if camera is None:
            self._models.lookup.look_up(read_ids(camera_id, "camera"))
            return
        self._models.cameras.select((camera_id,))
        self.map.go_to(camera)

    def open_lookup(self) -> None:
        """Look cameras up by ids or address."""
        dialog = LookupDialog(self._models.lookup, self)
        dialog.camera_wanted.connect(self.show_camera)
        dialog.show()

    def open_grid(self, camera_ids: Sequence[str]) -> None:
        """Watch these cameras side by side, as many as the grid takes."""
        held = [self._models.cameras.camera(camera_id) for camera_id in camera_ids]
        self._models.grid.show([camera for camera in held if camera is not None])
        GridDialog(self._models.grid, self._display, self).open()

    def open_statistics(self) -> None:
        """Count what is held by country, type and activity."""
        StatisticsDialog(self._models.statistics, self).open()

    def open_source(self) -> None:
        """Choose what lies under the cameras."""
        SourceDialog(self._models.source, self).open()

    def open_terms(self) -> None:
        """Read the terms again."""
        TermsDialog(self._models.terms, self).open()

    # building

    def _lay_out(self) -> None:
        self._modes.setProperty("kind", "segment")
        self._modes.setDrawBase(False)
        self._modes.setExpanding(False)
        self._modes.setAccessibleName(tr("View", "what is shown"))
        for title in (tr("Both", "the map and the list"), tr("Map"), tr("List")):
            self._modes.addTab(title)
        look_up = tool_button(
            "list-plus", tr("Look up IDs or an address (Ctrl+L)"), text=tr("Look up")
        )
        look_up.clicked.connect(self.open_lookup)
        self.tools.addWidget(self._modes)
        for tool in self.map.tools:
            self.tools.addWidget(tool)
        self.tools.addWidget(self.go_to, 1)
        self.tools.addStretch(0)
        self.tools.addWidget(look_up)
        self.tools.addWidget(self.administration)
        self.above.addWidget(self.results)
        self.above.addWidget(self._banner)
        self._middle.setChildrenCollapsible(False)
        self._middle.setHandleWidth(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._middle, 1)
        column.addWidget(self._notice)
        self.put_main(holder)

    def _side(self) -> QWidget:
        side = QSplitter(Qt.Orientation.Vertical)
        side.setChildrenCollapsible(False)
        side.setHandleWidth(1)
        side.addWidget(self.form)
        side.addWidget(self.saved)
        side.setStretchFactor(1, 1)
        side.setSizes([self.form.whole_height(), SAVED_PX])
        return side

    def _connect(self) -> None:
        models = self._models
        models.search.state_changed.connect(self._show_state)
        models.search.progress_changed.connect(self._show_progress)
        models.lookup.finished.connect(self._show_found)
        self._banner.retry.connect(self._retry)
        self._banner.sign_in.connect(self.sign_in)
        self._notice.terms_wanted.connect(self.open_terms)
        self._empty.pressed.connect(self.form.send)
        self._modes.currentChanged.connect(self._show_mode)
        self._middle.splitterMoved.connect(self.layout_changed)
        self.form.asked.connect(self._ask)
        self.form.circle_typed.connect(self.map.show_circle)
        self.saved.chosen.connect(self.search)
        self.saved.camera_chosen.connect(self.show_camera)
        self.saved.keep_wanted.connect(self._keep_search)
        self.map.area_wanted.connect(self._search_area)
        self.map.circle_drawn.connect(self.form.show_circle)
        self.map.circle_wanted.connect(self.form.send)
        self.map.view_settled.connect(self._limit_list)
        self.map.trouble.connect(lambda words: self.told.emit(words, "warn"))
        self.go_to.place_wanted.connect(self._go_to)
        self.list.limited.connect(lambda _is_on: self._limit_list(self.map.box))
        self.list.opened.connect(lambda row: self.map.go_to(row.camera))
        self.list.export_wanted.connect(self._want_export)
        self.list.table.layout_changed.connect(self.layout_changed)
        self.detail.map_wanted.connect(self.show_camera)
        self.detail.camera_wanted.connect(self.show_camera)
        self.detail.grid_wanted.connect(self.open_grid)
        self.detail.told.connect(self.told)
        self.list.coverage.clicked.connect(self.open_statistics)
        self.list.table.menu_requested.connect(self._extend_menu)
        self.map.source.clicked.connect(self.open_source)
        models.source.changed.connect(self.map.view.set_source)

    def _add_actions(self) -> None:
        entries: tuple[tuple[str, tuple[str, ...], Callable[[], object]], ...] = (
            (tr("Show map and list"), ("Alt+1",), lambda: self.show_mode(BOTH)),
            (tr("Show the map"), ("Alt+2",), lambda: self.show_mode(MAP)),
            (tr("Show the list"), ("Alt+3",), lambda: self.show_mode(LIST)),
            (tr("Search again"), ("F5", "Ctrl+R"), self._retry),
            (tr("Search this area"), ("Ctrl+Return",), lambda: self._search_area(self.map.box)),
            (tr("Stop searching"), (), self._models.search.cancel),
            (tr("Go on searching"), (), self._models.search.go_on),
            (tr("Look cameras up…"), ("Ctrl+L",), self.open_lookup),
            (tr("Go to a place"), ("Ctrl+G",), self._focus_go_to),
            (tr("Find in view"), ("Ctrl+F",), self.list.filter_bar.focus_text),
            (tr("List only what the map shows"), ("Alt+M",), self.list.only_in_view.toggle),
            (tr("Clear filter"), (), self.list.clear_filter),
            (tr("Export the rows shown"), ("Ctrl+E",), self._want_export),
            (tr("Favourite"), ("B",), self.detail.toggle_favourite),
            (tr("Show the picture of the camera"), ("Alt+P",), self.detail.fetch),
            (tr("Watch the chosen cameras side by side"), ("Alt+G",), self._watch_chosen),
            (tr("Coverage of the cameras held…"), (), self.open_statistics),
            (tr("Choose the map…"), (), self.open_source),
            (tr("Terms of CAM2…"), (), self.open_terms),
        )
        self.add_entries(entries, tables=[self.list.table])

    # what happens

    def _show_mode(self) -> None:
        self.map.setVisible(self.mode != LIST)
        self.list.setVisible(self.mode != MAP)
        for tool in self.map.tools:
            tool.setVisible(self.mode != LIST)
        self.go_to.setVisible(self.mode != LIST)
        self.layout_changed.emit()

    def _size_middle(self) -> None:
        text = self._remembered.get("cam2.middle")
        if not text or not self._middle.restoreState(QByteArray.fromBase64(text.encode())):
            height = max(self._middle.height(), 1)
            self._middle.setSizes([round(MAP_SHARE * height), round((1 - MAP_SHARE) * height)])

    def _ask(self, request: SearchRequest) -> None:
        try:
            self._models.search.ask(request)
        except Cam2Error as error:
            self.told.emit(error.message, "warn")
        else:
            self._goes_there = _names_a_place(request)

    def _search_area(self, box: Box) -> None:
        query = self.form.query_of_fields()
        if query is None:
            self.form.send()  # goes to the field that is wrong
            return
        self.form.show_circle(None)
        self.map.show_circle(None)
        self._ask(SearchRequest.of_box(box, query, adds=self.form.adds))

    def _retry(self) -> None:
        """Go on where trouble broke the search off, else search again."""
        progress = self._models.search.progress
        if progress is not None and progress.error is not None and progress.can_go_on:
            self._models.search.go_on()
        else:
            self._models.search.ask_again()

    def _keep_search(self) -> None:
        asked = self._models.search.request
        request = self.form.request()
        if asked is not None and asked.box is not None and not self._has_circle(request):
            request = asked  # an area cannot stand in the form
        if request is not None:
            self.saved.ask_name(request)

    def _has_circle(self, request: SearchRequest | None) -> bool:
        return request is not None and request.query.has_circle

    def _show_state(self, state: LoadState) -> None:
        is_calm = state.error is None and state.phase is not Phase.SIGNED_OUT
        self._banner.show_state(LoadState.off() if is_calm else state)

    def _show_progress(self, progress: Progress) -> None:
        if self._goes_there and progress.kept:
            self._goes_there = False  # at the first page; then the map is the operator's again
            self.map.show_most(self._models.cameras)
        self._empty.set_sentence(*empty_words(progress))

    def _show_found(self, camera_ids: tuple[str, ...]) -> None:
        self.map.show_cameras(camera_ids)

    def _limit_list(self, box: Box) -> None:
        self.list.show_box(box if self.list.only_in_view.isChecked() else None)

    def _go_to(self, lat: float, lon: float, zoom: float) -> None:
        self.map.view.go_to(lat, lon, zoom)
        self.map.view.setFocus()

    def _watch_chosen(self) -> None:
        chosen = self._models.cameras.selected
        if chosen:
            self.open_grid(chosen)

    def _focus_go_to(self) -> None:
        if self.mode == LIST:
            self.show_mode(BOTH)
        self.go_to.setFocus()
        self.go_to.selectAll()

    def _extend_menu(self, menu: QMenu) -> None:
        """What can be done with the cameras selected, before what every table offers."""
        chosen = self._models.cameras.selected
        first = menu.actions()[0] if menu.actions() else None
        entries: tuple[tuple[str, Callable[[], object]], ...] = (
            (tr("Show on the map"), lambda: self.map.show_cameras(chosen)),
            (tr("Watch side by side"), lambda: self.open_grid(chosen)),
            (tr("Take out of the list"), lambda: self._models.cameras.remove(chosen)),
        )
        for title, act in entries:
            action = QAction(title, menu)
            action.setEnabled(bool(chosen))
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.insertAction(first, action)  # type: ignore[arg-type]  # None appends
        if first is not None:
            menu.insertSeparator(first)

    def _want_export(self) -> None:
        self.export_wanted.emit("cameras", self.list)


def _names_a_place(request: SearchRequest) -> bool:
    """Whether one knows from the fields where to look; an area or a circle is looked at already."""
    query = request.query
    is_named = any((query.city, query.state, query.country))
    return is_named and request.box is None and not query.has_circle and not request.adds
