"""Mouse, touchpad and keys: what they do to the view, and what the map tells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facespace_desk.map.menus import menu_at
from facespace_desk.map.tools import Tool
from facespace_desk.map.view import MapView
from facespace_desk.map.viewport import MAX_ZOOM
from tests.map.views import (
    HEIGHT,
    WIDTH,
    click,
    crowd,
    drag,
    hover,
    picture,
    points_at,
    px_of,
    spot,
)

MIDDLE = QPoint(WIDTH // 2, HEIGHT // 2)


def wheel(
    view: MapView,
    at: QPoint,
    *,
    notches: float = 0.0,
    pixels: QPoint | None = None,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Turn a wheel, or with *pixels* stroke a touchpad."""
    phase = Qt.ScrollPhase.ScrollUpdate if pixels is not None else Qt.ScrollPhase.NoScrollPhase
    angle = QPoint(0, round(notches * 120)) if pixels is None else pixels * 8
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        pixels or QPoint(),
        angle,
        Qt.MouseButton.NoButton,
        held,
        phase,
        False,
    )
    QApplication.sendEvent(view, event)


def key(view: MapView, which: Qt.Key) -> None:
    QTest.keyClick(view, which)


def test_dragging_carries_the_place_under_the_pointer(view: MapView) -> None:
    view.go_to(40, 10, 5)
    begin, end = QPoint(200, 200), QPoint(330, 260)
    place = view.viewport.place_at(begin.x(), begin.y())
    moves: list[int] = []
    view.view_changed.connect(lambda: moves.append(1))
    drag(view, begin, end)
    assert view.viewport.place_at(end.x(), end.y()) == pytest.approx(place, abs=1e-6)
    assert moves


def test_a_press_that_hardly_moves_is_a_click_and_pans_nothing(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0)]))
    view.go_to(40, 10, 5)
    picture(view)
    before = view.viewport
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    drag(view, MIDDLE, MIDDLE + QPoint(2, 1), steps=1)
    assert view.viewport == before
    assert chosen == [0]


def test_middle_button_pans_whatever_the_tool(view: MapView) -> None:
    view.set_tool(Tool.MEASURE)
    before = view.viewport
    begin, end = QPointF(300, 300), QPointF(340, 310)
    for kind, at, held in (
        (QEvent.Type.MouseButtonPress, begin, Qt.MouseButton.MiddleButton),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.MiddleButton),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        is_move = kind is QEvent.Type.MouseMove
        button = Qt.MouseButton.NoButton if is_move else Qt.MouseButton.MiddleButton
        event = QMouseEvent(kind, at, at, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)
    assert view.viewport.cx != before.cx
    assert view.measured_km == 0


def test_wheel_zooms_at_the_pointer_and_touchpad_pans(view: MapView) -> None:
    view.go_to(40, 10, 5)
    at = QPoint(150, 420)
    place = view.viewport.place_at(at.x(), at.y())
    wheel(view, at, notches=2)
    assert view.viewport.zoom == pytest.approx(6.0)
    assert view.viewport.place_at(at.x(), at.y()) == pytest.approx(place, abs=1e-6)
    wheel(view, at, notches=-4)
    assert view.viewport.zoom == pytest.approx(4.0)
    view.go_to(40, 10, 5)
    before = view.viewport
    wheel(view, at, pixels=QPoint(-30, 12))
    assert view.viewport == before.pan(-30, 12)
    wheel(view, at, pixels=QPoint(0, 30), held=Qt.KeyboardModifier.ControlModifier)
    assert view.viewport.zoom > 5


def pinch(view: MapView, at: QPoint, by: float, kind: Qt.NativeGestureType) -> None:
    """Move two fingers apart on a touchpad, so that all is *by* larger."""
    where, over = QPointF(at), QPointF(view.mapToGlobal(at))
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, where, where, over, by, QPointF())
    QApplication.sendEvent(view, event)


def test_a_pinch_zooms_where_the_fingers_are(view: MapView) -> None:
    view.go_to(40, 10, 5)
    at = QPoint(200, 150)
    held = view.viewport.place_at(at.x(), at.y())
    pinch(view, at, 1.0, Qt.NativeGestureType.ZoomNativeGesture)
    assert view.viewport.zoom == pytest.approx(6.0)
    assert view.viewport.place_at(at.x(), at.y()) == pytest.approx(held)
    pinch(view, at, -0.5, Qt.NativeGestureType.ZoomNativeGesture)
    assert view.viewport.zoom == pytest.approx(5.0)
    pinch(view, at, 0.0, Qt.NativeGestureType.SmartZoomNativeGesture)
    assert view.viewport.zoom == pytest.approx(6.0)
    pinch(view, at, 30.0, Qt.NativeGestureType.RotateNativeGesture)
    assert view.viewport.zoom == pytest.approx(6.0)  # the map is never turned


def test_double_click_comes_closer_there(view: MapView) -> None:
    view.go_to(40, 10, 5)
    at = QPoint(250, 150)
    place = view.viewport.place_at(at.x(), at.y())
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert view.viewport.zoom == pytest.approx(6)
    assert view.viewport.place_at(at.x(), at.y()) == pytest.approx(place, abs=1e-6)


def test_keys_pan_zoom_and_fit(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0), (50.0, 20.0)]))
    view.go_to(40, 10, 5)
    start = view.viewport
    key(view, Qt.Key.Key_Right)
    assert view.viewport == start.pan(-80, 0)
    key(view, Qt.Key.Key_Left)
    assert view.viewport.cx == pytest.approx(start.cx)
    key(view, Qt.Key.Key_Down)
    assert view.viewport.cy > start.cy
    key(view, Qt.Key.Key_Plus)
    assert view.viewport.zoom == pytest.approx(6)
    key(view, Qt.Key.Key_Minus)
    key(view, Qt.Key.Key_Minus)
    assert view.viewport.zoom == pytest.approx(4)
    key(view, Qt.Key.Key_0)
    assert view.viewport.zoom == pytest.approx(view.viewport.min_zoom)
    key(view, Qt.Key.Key_Home)
    for place in ((40.0, 10.0), (50.0, 20.0)):
        at = px_of(view, *place)
        assert 0 < at.x() < WIDTH
        assert 0 < at.y() < HEIGHT
    assert view.viewport.zoom > view.viewport.min_zoom + 1


def test_enter_chooses_what_is_in_the_middle(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0), (60.0, 10.0)]))
    view.go_to(40.05, 10.05, 8)
    picture(view)
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    key(view, Qt.Key.Key_Return)
    assert chosen == [0]


def test_buttons_on_the_map_do_what_their_keys_do(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0), (50.0, 20.0)]))
    view.go_to(40, 10, 5)
    closer, farther, all_points = view._buttons.buttons()
    closer.click()
    assert view.viewport.zoom == pytest.approx(6)
    farther.click()
    assert view.viewport.zoom == pytest.approx(5)
    all_points.click()
    assert view.viewport.zoom > 5
    assert all(button.accessibleName() for button in view._buttons.buttons())
    assert view.rect().contains(view._buttons.geometry())


def test_pointer_at_a_point_tells_its_row_and_title(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0), (45.0, 14.0)]))
    view.go_to(42, 12, 6)
    picture(view)
    rows: list[int] = []
    view.hovered.connect(rows.append)
    hover(view, spot(view, 45.0, 14.0))
    assert rows == [1]
    assert view._card is not None
    assert view._card.lines == ("Point 1", "second line")
    hover(view, QPoint(20, 20))
    assert rows == [1, -1]
    assert view._card is None


def test_text_of_a_title_is_never_markup_and_never_endless(view: MapView) -> None:
    layer = points_at([(40.0, 10.0)])
    evil = type(layer)(layer.lon, layer.lat, layer.state, lambda row: "<b>x</b>" + "y" * 10_000)
    view.set_points(evil)
    view.go_to(40, 10, 6)
    picture(view)
    hover(view, MIDDLE)
    assert view._card is not None
    assert view._card.lines[0].startswith("<b>x</b>")
    assert sum(map(len, view._card.lines)) <= 600
    view.repaint()
    assert view._card_area().width() < WIDTH


def test_hover_repaints_only_where_it_is(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0)]))
    view.go_to(40, 10, 6)
    picture(view)
    hover(view, MIDDLE)
    area = view._card_area()
    assert area.contains(MIDDLE)
    assert area.width() * area.height() < WIDTH * HEIGHT / 4


def test_card_of_a_disc_counts_and_goes_when_the_view_moves(view: MapView) -> None:
    places = [(40.0 + step / 100, 10.0) for step in range(30)]
    view.set_points(points_at(places, [1] * 4 + [0] * 26))
    view.go_to(40.15, 10, 5)
    picture(view)
    rows: list[int] = []
    view.hovered.connect(rows.append)
    hover(view, MIDDLE)
    assert view._card is not None
    assert view._card.lines == ("30 points", "4 inactive", "Click to come closer")
    assert rows == []  # no single point
    view.zoom_in()
    assert view._card is None


def test_click_on_a_disc_comes_closer_until_its_points_part(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0), (40.0, 10.1), (40.06, 10.05)]))
    view.go_to(40.02, 10.05, 5)
    picture(view)
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    click(view, MIDDLE)
    assert view.viewport.zoom >= 6
    picture(view)
    assert len(view._scene.marks) == 3  # type: ignore[union-attr]
    click(view, spot(view, 40.0, 10.1))
    assert chosen == [1]
    click(view, QPoint(30, 30))
    assert chosen == [1, -1]


def test_points_in_one_place_are_told_together(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0)] * 3 + [(48.0, 2.0)]))
    view.go_to(40, 10, 12)
    picture(view)
    told: list[list[int]] = []
    view.several_chosen.connect(told.append)
    click(view, MIDDLE)
    assert told == [[0, 1, 2]]
    assert view.viewport.zoom == 12


def test_no_zoom_parts_what_is_nearer_than_a_mark(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0), (40.0, 10.000001)]))
    view.go_to(40, 10, MAX_ZOOM)
    picture(view)
    told: list[list[int]] = []
    view.several_chosen.connect(told.append)
    click(view, MIDDLE)
    assert told == [[0, 1]]


def test_points_without_a_place_are_held_but_nowhere(view: MapView) -> None:
    nan = float("nan")
    view.set_points(points_at([(nan, nan), (40.0, 10.0), (nan, 10.0)]))
    view.fit_rows([0, 1, 2])
    picture(view)
    chosen: list[int] = []
    view.chosen.connect(chosen.append)
    click(view, spot(view, 40.0, 10.0))
    assert chosen == [1]
    view.set_selected([0, 2])
    view.repaint()
    before = view.viewport
    view.fit_rows([0])
    assert view.viewport == before


def test_selected_points_are_ringed_even_inside_a_disc(view: MapView) -> None:
    view.set_points(crowd(500))
    view.go_to(45, 10, 3)
    plain = picture(view)
    layer = view._points
    assert layer is not None
    row = next(
        row
        for row in range(500)
        if 100 < px_of(view, layer.lat[row], layer.lon[row]).x() < 600
        and 100 < px_of(view, layer.lat[row], layer.lon[row]).y() < 500
    )
    view.set_selected([row])
    assert view.selected == [row]
    ringed = picture(view)
    at = px_of(view, layer.lat[row], layer.lon[row])
    around = [at + QPointF(dx, dy) for dx, dy in ((9, 0), (-9, 0), (0, 9), (0, -9))]
    different = [
        ringed.pixel(round(one.x()), round(one.y())) != plain.pixel(round(one.x()), round(one.y()))
        for one in around
    ]
    assert all(different)
    view.set_points(None)
    assert view.selected == []


def test_coordinates_follow_the_pointer_and_change_notation_by_a_click(view: MapView) -> None:
    view.go_to(40, 10, 6)
    hover(view, MIDDLE)
    view.repaint()
    assert view._hud.coordinates.startswith("40.0")
    area = view._hud.coordinates_area
    assert not area.isEmpty()
    click(view, area.center().toPoint())
    assert "°" in view._hud.coordinates
    assert "′" in view._hud.coordinates
    view.repaint()
    click(view, view._hud.coordinates_area.center().toPoint())
    assert view._hud.coordinates.startswith("32T")
    view.repaint()
    click(view, view._hud.coordinates_area.center().toPoint())
    assert view._hud.coordinates.startswith("40.0")
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view._hud.coordinates == ""


def test_menu_copies_measures_and_searches(view: MapView) -> None:
    view.go_to(40, 10, 6)
    menu = menu_at(view, QPointF(MIDDLE))
    actions = {action.text(): action for action in menu.actions() if action.text()}
    words = list(actions)
    assert words[0].startswith("Copy 40.0000")
    actions[words[0]].trigger()
    assert QGuiApplication.clipboard().text().startswith("40.0000")
    here: list[tuple[float, float]] = []
    view.search_here.connect(lambda lat, lon: here.append((lat, lon)))
    actions["Search around here"].trigger()
    assert here == [pytest.approx((40.0, 10.0), abs=1e-6)]
    actions["Measure from here"].trigger()
    assert view.tool is Tool.MEASURE
    menu.close()
    menu.deleteLater()


def test_the_map_says_what_it_is_and_shows_that_it_has_the_keys(view: MapView) -> None:
    assert view.accessibleName() == "Map"
    assert "Arrow keys" in view.accessibleDescription()
    view.set_tool(Tool.PICK)
    assert "Esc" in view.accessibleDescription()
    assert view.focusPolicy() is Qt.FocusPolicy.StrongFocus
    plain = picture(view)
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()
    assert view.hasFocus()
    assert view.grab().toImage().pixelColor(1, 300) == view.style_now.accent
    assert plain.pixelColor(1, 300) != view.style_now.accent


def test_actions_for_menus_act_on_the_map(view: MapView) -> None:
    view.go_to(40, 10, 5)
    actions = {action.text(): action for action in view.actions()}
    actions["Zoom in"].trigger()
    assert view.viewport.zoom == pytest.approx(6)
    tools: list[Tool] = []
    view.tool_changed.connect(tools.append)
    actions["Measure a distance"].trigger()
    actions["Draw a search circle"].trigger()
    assert tools == [Tool.MEASURE, Tool.CIRCLE]
    actions["Copy the coordinates of the middle"].trigger()
    assert QGuiApplication.clipboard().text().startswith("40.0")
