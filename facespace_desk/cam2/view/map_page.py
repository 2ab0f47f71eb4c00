"""The map of the cameras, and the tools that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.cam2.model.areas import Box, Circle, box_of_most
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.columns import STATE_WORDS, activity, place_words, type_words
from facespace_desk.cam2.model.points import MapPoints
from facespace_desk.cam2.records import Camera
from facespace_desk.map.layers import PointLayer
from facespace_desk.map.tools import SearchCircle, Tool
from facespace_desk.map.view import MapView
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.theme import ThemeSwitch

VIEW_PAUSE_MS: Final = 150  # after the last move of the map, before the list follows
HERE_KM: Final = 10.0  # the circle of "search here"
LEAST_SHARE: Final = 0.1  # of the map's height, for a circle that can be seen and held
CLOSE_ZOOM: Final = 13.0  # a camera that is opened is looked at from here
STACK_SHOWN: Final = 200  # cameras of one place that the popup lists
POPUP_PX: Final = (320, 260)
ICONS: Final = ("camera", "power", "info")
TONES: Final = ("live", "stale", "muted")


class MapPage(QWidget):
    """Signals:

    area_wanted(Box): search what the map shows.
    circle_drawn(object): another Circle lies on the map, or None.
    circle_wanted: search the circle that was drawn last.
    view_settled(Box): the map shows another part of the world.
    place_picked(float, float): latitude and longitude, after `pick`.
    pick_ended: no place will come any more.
    trouble(str): what did not work, in words.
    """

    area_wanted = Signal(object)
    circle_drawn = Signal(object)
    circle_wanted = Signal()
    view_settled = Signal(object)
    place_picked = Signal(float, float)
    pick_ended = Signal()
    trouble = Signal(str)

    def __init__(self, cameras: CameraList, points: MapPoints, theme: ThemeSwitch) -> None:
        super().__init__()
        self._cameras = cameras
        self._points = points
        self._is_picking = False
        self.view = MapView(theme)
        self.search_area = tool_button(
            "search", "Search what the map shows (Ctrl+Enter)", text="Search this area"
        )
        self.circle = tool_button("radius", "Draw a search circle (C)", checkable=True)
        self.measure = tool_button("ruler", "Measure distances", checkable=True)
        self.heat = tool_button("flame", "Show density instead of points", checkable=True)
        self.clusters = tool_button("layers", "Gather points into clusters", checkable=True)
        self.clusters.setChecked(True)
        self.source = tool_button("map", "Choose the map under the cameras")
        for tool in self.tools:
            tool.setParent(self)  # until the tab's tool bar takes them, which may never be built
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(VIEW_PAUSE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._connect()
        self._show_points()

    @property
    def tools(self) -> tuple[QToolButton, ...]:
        """What belongs into the tool bar."""
        return (
            self.search_area,
            self.circle,
            self.measure,
            self.heat,
            self.clusters,
            self.source,
        )

    @property
    def box(self) -> Box:
        """What the map shows."""
        return Box(*self.view.bounds())

    def show_circle(self, circle: Circle | None) -> None:
        """Draw the circle of the form, and look at it."""
        if circle == _circle(self.view.circle):
            return
        self.view.set_circle(None if circle is None else SearchCircle(*circle))
        if circle is not None:
            self._look_at_circle(circle)

    def show_box(self, box: Box) -> None:
        """Look at *box*."""
        self.view.fit_bounds(box.south, box.west, box.north, box.east)

    def show_cameras(self, camera_ids: tuple[str, ...]) -> None:
        """Look at these cameras."""
        self._show_points()  # the last ones may wait for their turn
        self.view.fit_rows(self._points.rows(camera_ids))

    def show_most(self, cameras: Iterable[Camera]) -> None:
        """Look at where most of these cameras are."""
        box = box_of_most([camera.place for camera in cameras if camera.place is not None])
        if box is not None:
            self.show_box(box)

    def go_to(self, camera: Camera | None) -> None:
        """Look at one camera from near."""
        if camera is not None and camera.place is not None:
            self.view.go_to(*camera.place, zoom=max(CLOSE_ZOOM, self.view.viewport.zoom))

    def pick(self) -> None:
        """Let the operator point at a place."""
        self._is_picking = True
        self._set_tool(Tool.PICK)

    def _connect(self) -> None:
        view = self.view
        self._points.changed.connect(self._show_points)
        self._cameras.selection_changed.connect(self._show_selection)
        view.chosen.connect(self._choose)
        view.several_chosen.connect(self._choose_of_several)
        view.view_changed.connect(self._quiet.start)
        view.circle_settled.connect(self._tell_circle)
        view.circle_changed.connect(self._hear_of_circle)
        view.search_here.connect(self._search_here)
        view.place_picked.connect(self._take_place)
        view.tool_changed.connect(self._show_tool)
        view.trouble.connect(self.trouble)
        self._quiet.timeout.connect(lambda: self.view_settled.emit(self.box))
        self.search_area.clicked.connect(lambda: self.area_wanted.emit(self.box))
        self.circle.toggled.connect(lambda is_on: self._toggle_tool(Tool.CIRCLE, is_on))
        self.measure.toggled.connect(lambda is_on: self._toggle_tool(Tool.MEASURE, is_on))
        self.heat.toggled.connect(view.set_heat)
        self.clusters.toggled.connect(view.set_clusters)

    def _show_points(self) -> None:
        points = self._points.points()
        self.view.set_points(
            PointLayer(
                points.lon,
                points.lat,
                points.state,
                self._title,
                one="camera",
                many="cameras",
                state_words=STATE_WORDS,
            )
        )
        self._mark_selected(self._cameras.selected)

    def _title(self, row: int) -> str:
        for camera_id in self._points.camera_ids((row,)):
            camera = self._cameras.camera(camera_id)
            if camera is not None:
                return title_of(camera)
        return ""

    # selection

    def _choose(self, row: int) -> None:
        self._cameras.select(self._points.camera_ids((row,)) if row >= 0 else (), source=self)

    def _choose_of_several(self, rows: list[int]) -> None:
        popup = StackPopup(self._cameras, self._points.camera_ids(rows), self)
        popup.chosen.connect(lambda ids: self._cameras.select(ids, source=self))
        popup.open_at(QCursor.pos())

    def _show_selection(self, camera_ids: tuple[str, ...]) -> None:
        self._mark_selected(camera_ids)
        if self._cameras.selected_by is self or len(camera_ids) != 1:
            return
        camera = self._cameras.camera(camera_ids[0])
        if camera is not None and camera.place is not None and not self.box.holds(*camera.place):
            self.view.go_to(*camera.place)

    def _mark_selected(self, camera_ids: tuple[str, ...]) -> None:
        self.view.set_selected(self._points.rows(camera_ids))

    # tools

    def _toggle_tool(self, tool: Tool, is_on: bool) -> None:
        if is_on:
            self._set_tool(tool)
        elif self.view.tool is tool:
            self._set_tool(Tool.PAN)

    def _set_tool(self, tool: Tool) -> None:
        self.view.set_tool(tool)
        self.view.setFocus()

    def _show_tool(self, tool: Tool) -> None:
        """The map may leave a tool by itself, as with Esc."""
        self.circle.setChecked(tool is Tool.CIRCLE)
        self.measure.setChecked(tool is Tool.MEASURE)
        if self._is_picking and tool is not Tool.PICK:
            self._is_picking = False
            self.pick_ended.emit()

    def _tell_circle(self, circle: SearchCircle | None) -> None:
        if self.view.tool is Tool.CIRCLE:
            self._set_tool(Tool.PAN)
        self.circle_drawn.emit(_circle(circle))

    def _hear_of_circle(self, circle: SearchCircle | None) -> None:
        if circle is None:
            self.circle_drawn.emit(None)

    def _search_here(self, lat: float, lon: float) -> None:
        circle = Circle(lat, lon, HERE_KM)
        self.show_circle(circle)
        self.circle_drawn.emit(circle)
        self.circle_wanted.emit()

    def _look_at_circle(self, circle: Circle) -> None:
        box = self.box
        share = 2 * circle.km / _height_km(box)
        if box.holds(circle.lat, circle.lon) and LEAST_SHARE < share < 1:
            return
        around = circle.km / 111.2
        south, north = max(circle.lat - around, -85.0), min(circle.lat + around, 85.0)
        self.view.fit_bounds(south, circle.lon, north, circle.lon)

    def _take_place(self, lat: float, lon: float) -> None:
        self._is_picking = False
        self._set_tool(Tool.PAN)
        self.place_picked.emit(lat, lon)


class StackPopup(QFrame):
    """The cameras of one place, to choose from.

    Signals:
        chosen(tuple[str, ...]): one of them, or all.
    """

    chosen = Signal(object)

    def __init__(self, cameras: CameraList, camera_ids: list[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "popup")
        self.setFixedWidth(POPUP_PX[0])
        self._all = tuple(camera_ids)
        self._list = QListWidget()
        self._list.setAccessibleName("Cameras at this place")
        for camera_id in camera_ids[:STACK_SHOWN]:
            camera = cameras.camera(camera_id)
            if camera is not None:
                self._add(camera)
        self._list.itemClicked.connect(self._take)
        self._list.itemActivated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(label(f"{len(camera_ids):,} cameras at this place", "strong"))
        column.addWidget(self._list)
        everything = tool_button("list", "Select all of them in the list", text="Select all")
        everything.clicked.connect(self._take_all)
        column.addWidget(everything)
        if len(camera_ids) > STACK_SHOWN:
            column.addWidget(label(f"The first {STACK_SHOWN} are shown here.", "caption"))

    def open_at(self, at: QPoint) -> None:
        """Show it at a place of the screen."""
        self.resize(*POPUP_PX)
        self.move(at)
        self.show()
        self._list.setFocus()

    def titles(self) -> list[str]:
        """What is offered."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _add(self, camera: Camera) -> None:
        item = QListWidgetItem(f"{type_words(camera.type)}  ·  {camera.camera_id}")
        state = activity(camera)
        item.setIcon(icon(ICONS[state], TONES[state]))
        item.setData(Qt.ItemDataRole.UserRole, camera.camera_id)
        self._list.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.close()
        self.chosen.emit((item.data(Qt.ItemDataRole.UserRole),))

    def _take_all(self) -> None:
        self.close()
        self.chosen.emit(self._all)


def title_of(camera: Camera) -> str:
    """What the map says of a camera: a heading, and a line of facts."""
    heading = place_words(camera) or camera.camera_id
    facts = [type_words(camera.type), STATE_WORDS[activity(camera)], camera.source or ""]
    return f"{heading}\n{'  ·  '.join(fact for fact in facts if fact)}"


def _circle(drawn: SearchCircle | None) -> Circle | None:
    return None if drawn is None else Circle(drawn.lat, drawn.lon, drawn.km)


def _height_km(box: Box) -> float:
    return (box.north - box.south) * 111.2
