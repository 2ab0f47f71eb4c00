"""The map as the rest of the console uses it: points to choose from, a circle, tools, signals.

It knows no service. A model gives it points by rows, and it answers by rows.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from facespace_desk.language import tr
from facespace_desk.map.buttons import MapButtons
from facespace_desk.map.canvas import WORLD_MIDDLE
from facespace_desk.map.coordinates import NOTATIONS
from facespace_desk.map.counting import CircleCounter
from facespace_desk.map.graticule import paint_graticule
from facespace_desk.map.hud import EDGE_PX, PILL_PX, Hud, pill, pill_width
from facespace_desk.map.index import PointIndex
from facespace_desk.map.layers import PointLayer, count_points
from facespace_desk.map.menus import add_actions, menu_at
from facespace_desk.map.pointer import Pointer
from facespace_desk.map.points import PointCanvas
from facespace_desk.map.sources import TileSource
from facespace_desk.map.style import hud_font
from facespace_desk.map.tools import CircleTool, Grip, MeasureTool, SearchCircle, Tool
from facespace_desk.widgets.theme import ThemeSwitch

ATTRIBUTION = ("Natural Earth", "GeoNames")
COUNT_PAUSE_MS = 40  # between two counts of a circle in the hand
MIDDLE_PX = 60.0  # Enter chooses what is at most so far from the middle
_HINTS = {
    Tool.MEASURE: tr("Click to measure · double click ends · Esc leaves"),
    Tool.CIRCLE: tr("Drag a circle from its centre · Esc leaves"),
    Tool.PICK: tr("Click the place · Esc cancels"),
}


class MapView(PointCanvas):
    """A map of points. Signals, besides those of its canvases (view_changed, hovered, chosen,
    several_chosen, trouble):

    circle_changed(object): the SearchCircle in the hand; None when it was taken away.
    circle_settled(object): the circle that was let go, or None.
    place_picked(float, float): latitude and longitude, with the pick tool.
    search_here(float, float): latitude and longitude, asked for in the context menu.
    tool_changed(object): the Tool now in use.
    """

    circle_changed = Signal(object)
    circle_settled = Signal(object)
    place_picked = Signal(float, float)
    search_here = Signal(float, float)
    tool_changed = Signal(object)
    offers_search = True  # whether a circle on it means something

    def __init__(self, theme: ThemeSwitch, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.tool = Tool.PAN
        self._circle = CircleTool()
        self._counter: CircleCounter | None = None
        self._measure = MeasureTool()
        self._pointer = Pointer(self)
        self._hud = Hud()
        self._hud.attribution = ATTRIBUTION
        self._notation = 0  # of NOTATIONS
        self.has_graticule = False
        self._at: tuple[float, float] | None = None  # latitude, longitude under the pointer
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(COUNT_PAUSE_MS)
        self._count_timer.timeout.connect(self._count_now)
        self._buttons = MapButtons(self)
        self._buttons.closer.clicked.connect(self.zoom_in)
        self._buttons.farther.clicked.connect(self.zoom_out)
        self._buttons.all_points.clicked.connect(self.fit_all)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # east is right everywhere
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Map"))
        add_actions(self)
        self._describe()

    # -- the view

    def zoom_in(self) -> None:
        self._pointer.zoom_by(1.0)

    def zoom_out(self) -> None:
        self._pointer.zoom_by(-1.0)

    def show_world(self) -> None:
        """All of it, or where the view is not high enough, where people live."""
        self.go_to(*WORLD_MIDDLE, zoom=0.0)

    def fit_all(self) -> None:
        """Show all points; without any, the world."""
        if self._points is not None and self._index is not None and len(self._index):
            self.fit_rows(range(len(self._points)))
        else:
            self.show_world()

    # -- circle

    @property
    def circle(self) -> SearchCircle | None:
        return self._circle.circle

    def set_circle(self, circle: SearchCircle | None) -> None:
        """Show a circle that can be held, or none; tells nobody."""
        self._circle.circle = circle
        self._circle.grip = None
        self._count_now()
        self.repaint_map()

    def count_in_circle(self) -> int:
        """How many points lie in the circle."""
        circle = self._circle.circle
        if circle is None or self._index is None or self._points is None:
            return 0
        if self._counter is None:
            self._counter = CircleCounter(self._index, self._points.lat, self._points.lon)
        return self._counter.count(circle.lat, circle.lon, circle.km)

    def take_index(self, layer: PointLayer | None, index: PointIndex | None) -> None:
        self._counter = None
        super().take_index(layer, index)
        self._count_now()

    def _count_now(self) -> None:
        has_points = self._circle.circle is not None and self._index is not None
        self._circle.count = self.count_in_circle() if has_points else None
        self.update()

    # -- source

    def set_source(self, source: TileSource | None) -> None:
        """Show the raster tiles of *source* over the built-in map; the caller closes it after."""
        own = (source.attribution,) if source is not None and source.attribution else ()
        self._hud.attribution = own + ATTRIBUTION
        self._pointer.zooms_by_steps = source is not None
        self._raster.set_source(source)
        self.forget_scene()

    @property
    def source(self) -> TileSource | None:
        return self._raster.source

    @property
    def attribution(self) -> str:
        """What stands at the lower right edge, always."""
        return " · ".join(self._hud.attribution)

    async def finish(self) -> None:
        """End all that runs for the map, before it goes."""
        self._tiles.close()
        await self._raster.close()

    # -- tools

    def set_tool(self, tool: Tool) -> None:
        """What a press of the left button does from now on."""
        if tool is not Tool.MEASURE:
            self._measure.clear()
        self.update()
        if tool is self.tool:
            return
        self.tool = tool
        self.leave_mark()
        self.show_hand(is_closed=False)
        self._describe()
        self.tool_changed.emit(tool)

    @property
    def measured_km(self) -> float:
        """Length of the measured way."""
        return self._measure.total_km

    def measure_from(self, lat: float, lon: float) -> None:
        """Begin a measured way at a place."""
        self.set_tool(Tool.MEASURE)
        self._measure.clear()
        self._measure.add(lat, lon)

    def switch_notation(self) -> None:
        """Degrees with decimals; degrees, minutes and seconds; squares of the MGRS."""
        self._notation = (self._notation + 1) % len(NOTATIONS)
        self._read_out()

    def switch_graticule(self) -> None:
        """Show meridians and parallels, or hide them."""
        self.has_graticule = not self.has_graticule
        self.repaint_map()

    # -- the hand: what Pointer asks for

    def point_at(self, at: QPointF) -> None:
        """The pointer moves over the map."""
        self._at = self.viewport.place_at(at.x(), at.y())
        self._read_out()
        if self.tool is Tool.MEASURE:
            self._measure.pointer = self._at
            self.update()
        elif self.tool is not Tool.PICK:
            grip = self._circle.grip_at(self.viewport, at)
            number = -1 if grip is not None or self.tool is not Tool.PAN else self.mark_at(at)
            self.hover_mark(number)
            self._choose_cursor(grip, is_link=number >= 0 or self._hud.is_on_coordinates(at))

    def click(self, at: QPointF) -> None:
        """A press and a release at one place."""
        lat, lon = self.viewport.place_at(at.x(), at.y())
        if self._hud.is_on_coordinates(at):
            self.switch_notation()
        elif self.tool is Tool.PICK:
            self.place_picked.emit(lat, lon)
        elif self.tool is Tool.MEASURE:
            self._measure.add(lat, lon)
            self.update()
        elif self.tool is Tool.PAN:
            self.choose_mark(self.mark_at(at))

    def finish_tool(self) -> None:
        """The measured way ends where it is."""
        self._measure.close()
        self.update()

    def grab_circle(self, at: QPointF) -> bool:
        """Whether a press there holds the circle, or begins one."""
        if self.tool in (Tool.PAN, Tool.CIRCLE):
            self._circle.grip = self._circle.grip_at(self.viewport, at)
        if self._circle.grip is None and self.tool is Tool.CIRCLE:
            self._circle.begin(self.viewport, at)
        if self._circle.grip is not None:
            self.leave_mark()
        return self._circle.grip is not None

    def drag_circle(self, at: QPointF) -> None:
        before = self._circle.circle
        self._circle.drag(self.viewport, at)
        self._at = self.viewport.place_at(at.x(), at.y())
        self._read_out()
        if self._circle.circle != before:
            if not self._count_timer.isActive():
                self._count_timer.start()
            self.repaint_map()
            self.circle_changed.emit(self._circle.circle)

    def drop_circle(self) -> None:
        self._circle.drop(self.viewport)
        self._count_timer.stop()
        self._count_now()
        self.repaint_map()
        self.circle_settled.emit(self._circle.circle)

    def show_hand(self, *, is_closed: bool) -> None:
        open_hand = Qt.CursorShape.ArrowCursor
        if self.tool is not Tool.PAN:
            open_hand = Qt.CursorShape.CrossCursor
        self.setCursor(Qt.CursorShape.ClosedHandCursor if is_closed else open_hand)

    def press_key(self, key: Qt.Key) -> bool:
        """Keys that do not only move the view; whether the key was one."""
        if key is Qt.Key.Key_0:
            self.show_world()
        elif key is Qt.Key.Key_Home:
            self.fit_all()
        elif key is Qt.Key.Key_Backspace and self.tool is Tool.MEASURE:
            self._measure.drop_last()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_middle()
        elif key is Qt.Key.Key_Escape and self.tool is not Tool.PAN:
            self.set_tool(Tool.PAN)
        else:
            return False
        return True

    def _press_middle(self) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self.tool is Tool.PAN:
            self.choose_mark(self.nearest_mark(middle, MIDDLE_PX))
        else:
            self.click(middle)

    def _choose_cursor(self, grip: Grip | None, *, is_link: bool) -> None:
        if grip is not None:
            is_centre = grip is Grip.CENTRE
            self.setCursor(
                Qt.CursorShape.SizeAllCursor if is_centre else Qt.CursorShape.SizeHorCursor
            )
        elif is_link:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.show_hand(is_closed=False)

    # -- words

    def _read_out(self) -> None:
        before = self._hud.coordinates
        write = NOTATIONS[self._notation]
        self._hud.coordinates = "" if self._at is None else write(*self._at)
        if self._hud.coordinates != before:
            top = self.height() - EDGE_PX - PILL_PX - 2
            self.update(0, int(top), self.width(), int(self.height() - top))

    def _describe(self) -> None:
        hint = _HINTS.get(
            self.tool, tr("Arrow keys move, plus and minus zoom, Home shows all points")
        )
        self.setAccessibleDescription(hint)

    # -- painting

    def plates(self) -> list[QRectF]:
        return [*self._hud.plates, QRectF(self._buttons.geometry())]

    def paint_under(self, painter: QPainter) -> None:
        super().paint_under(painter)
        if self.has_graticule:
            paint_graticule(painter, self.viewport, self.style_now)
        self._circle.paint_fill(painter, self.viewport, self.style_now)

    def paint_over(self, painter: QPainter) -> None:
        super().paint_over(painter)
        view, style = self.viewport, self.style_now
        counted = count_points if self._points is None else self._points.counted
        self._circle.paint(painter, view, style, counted)
        self._measure.paint(painter, view, style)
        self._hud.paint(painter, style, QSizeF(self.size()), view.metres_per_px)
        if self.tool in _HINTS:
            wide = pill_width(_HINTS[self.tool], hud_font())
            area = QRectF(round((self.width() - wide) / 2), EDGE_PX, wide, PILL_PX)
            pill(painter, area, _HINTS[self.tool], style)
        self.paint_card(painter)

    # -- Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._pointer.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pointer.key(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._pointer.pinch(event):
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._at = self._measure.pointer = None
        self._read_out()
        self.leave_mark()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._buttons.place(self.width())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu_at(self, QPointF(event.pos())).popup(event.globalPos())
