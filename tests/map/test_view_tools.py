"""Circle, measuring and picking, by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from facespace_desk.map import geo
from facespace_desk.map.tools import Grip, MeasureTool, SearchCircle, Tool, rounded_km
from facespace_desk.map.view import MapView
from tests.map.views import click, crowd, drag, hover, picture, points_at, px_of, spot


class Told:
    """What the view said of its circle."""

    def __init__(self, view: MapView) -> None:
        self.moving: list[SearchCircle | None] = []
        self.settled: list[SearchCircle | None] = []
        view.circle_changed.connect(self.moving.append)
        view.circle_settled.connect(self.settled.append)


def test_drawing_a_circle_tells_its_centre_and_kilometres(view: MapView) -> None:
    view.go_to(47, 8, 6)
    view.set_tool(Tool.CIRCLE)
    told = Told(view)
    drag(view, spot(view, 47, 8), spot(view, 47, 10))
    (circle,) = told.settled
    assert circle is not None
    assert (circle.lat, circle.lon) == pytest.approx((47, 8), abs=0.02)
    assert circle.km == pytest.approx(float(geo.distance_km(47, 8, 47, 10)), rel=0.02)
    assert view.circle == circle
    assert len(told.moving) >= 3


def test_a_click_with_the_circle_tool_makes_one_that_can_be_seen(view: MapView) -> None:
    view.go_to(47, 8, 6)
    view.set_tool(Tool.CIRCLE)
    told = Told(view)
    click(view, QPoint(400, 300))
    (circle,) = told.settled
    assert circle is not None
    radius_px = circle.km * 1000 / view.viewport.metres_per_px
    assert 60 < radius_px < 120


def test_the_centre_moves_the_circle_and_its_edge_resizes_it(view: MapView) -> None:
    view.go_to(47, 8, 6)
    view.set_circle(SearchCircle(47.0, 8.0, 150.0))
    told = Told(view)
    drag(view, spot(view, 47, 8), spot(view, 48, 10))
    moved = told.settled[-1]
    assert moved is not None
    assert (moved.lat, moved.lon) == pytest.approx((48, 10), abs=0.03)
    assert moved.km == 150.0
    lat, lon = geo.destination(moved.lat, moved.lon, 90.0, 150.0)
    handle = px_of(view, float(lat), float(lon))
    wanted = handle + QPointF(40, 0)
    drag(view, handle.toPoint(), wanted.toPoint())
    resized = told.settled[-1]
    assert resized is not None
    there = view.viewport.place_at(wanted.x(), wanted.y())
    assert resized.km == pytest.approx(float(geo.distance_km(moved.lat, moved.lon, *there)), abs=3)
    assert (resized.lat, resized.lon) == (moved.lat, moved.lon)


def test_the_circle_is_held_at_any_part_of_its_edge_but_not_inside(view: MapView) -> None:
    view.go_to(47, 8, 6)
    view.set_circle(SearchCircle(47.0, 8.0, 150.0))
    for bearing in (0.0, 40.0, 200.0):
        lat, lon = geo.destination(47.0, 8.0, bearing, 150.0)
        at = px_of(view, float(lat), float(lon))
        assert view._circle.grip_at(view.viewport, at) is Grip.EDGE
    assert view._circle.grip_at(view.viewport, px_of(view, 47, 8)) is Grip.CENTRE
    assert view._circle.grip_at(view.viewport, px_of(view, 47.5, 8.4)) is None
    before = view.viewport
    drag(view, spot(view, 47.5, 8.4), spot(view, 47.8, 9))
    assert view.viewport != before  # inside, the map is dragged
    assert view.circle == SearchCircle(47.0, 8.0, 150.0)


def test_a_circle_set_by_somebody_is_not_told_back(view: MapView) -> None:
    told = Told(view)
    view.set_circle(SearchCircle(10, 10, 50))
    view.set_circle(None)
    assert told.moving == told.settled == []
    assert view.circle is None


def test_count_in_the_circle_is_by_great_circle(view: MapView) -> None:
    layer = crowd(5_000)
    view.set_points(layer)
    view.set_circle(SearchCircle(45.0, 10.0, 700.0))
    km = geo.distance_km(45.0, 10.0, layer.lat, layer.lon)
    assert view.count_in_circle() == int((km <= 700).sum())
    assert view._circle.words(layer.counted) == f"700 km · {int((km <= 700).sum()):,} cameras"
    view.set_points(None)
    assert view.count_in_circle() == 0


@pytest.mark.parametrize(
    ("circle", "inside"),
    [
        ((89.0, 10.0, 900.0), (84.0, 12.0)),
        ((0.0, 179.0, 500.0), (2.0, -178.5)),
        ((5.0, 5.0, 19_000.0), (-20.0, -60.0)),
    ],
)
def test_circles_round_a_pole_across_180_degrees_or_the_world_are_drawn(
    view: MapView, circle: tuple[float, float, float], inside: tuple[float, float]
) -> None:
    view.go_to(*inside, 2.5)
    at = px_of(view, *inside)
    plain = picture(view).pixelColor(at.toPoint())
    view.set_circle(SearchCircle(*circle))
    assert picture(view).pixelColor(at.toPoint()) != plain


def test_a_circle_a_thousand_screens_large_is_painted_at_once(view: MapView) -> None:
    view.set_circle(SearchCircle(47, 8, 5_000))
    view.go_to(47, 8, 18)
    picture(view)
    assert view._circle.grip_at(view.viewport, QPointF(400, 300)) is Grip.CENTRE


def test_kilometres_are_rounded_as_one_says_them() -> None:
    assert rounded_km(0.4567) == 0.46
    assert rounded_km(12.3456) == 12.3
    assert rounded_km(345.6) == 346
    assert rounded_km(0.0) == 0.05
    assert rounded_km(99_999) == pytest.approx(geo.HALF_AROUND_KM)


def test_measuring_sums_great_circles_and_a_double_click_ends_it(view: MapView) -> None:
    view.go_to(40, -95, 3.5)
    view.set_tool(Tool.MEASURE)
    places = [(40.7, -74.0), (41.9, -87.6), (34.1, -118.2)]
    for place in places:
        click(view, spot(view, *place))
    wanted = float(geo.distance_km(*places[0], *places[1]))
    wanted += float(geo.distance_km(*places[1], *places[2]))
    assert view.measured_km == pytest.approx(wanted, rel=0.02)
    picture(view)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=spot(view, *places[2]))
    hover(view, QPoint(100, 100))
    assert view._measure.pointer is None or not view._measure.is_open
    length = view.measured_km
    click(view, QPoint(100, 100))  # a new way begins
    assert view.measured_km == 0 < length


def test_backspace_takes_a_place_back_and_escape_leaves(view: MapView) -> None:
    tools: list[Tool] = []
    view.tool_changed.connect(tools.append)
    view.measure_from(40.0, 10.0)
    click(
        view,
        spot(view, 30.0, 20.0) if view.rect().contains(spot(view, 30.0, 20.0)) else QPoint(9, 9),
    )
    assert view.measured_km > 0
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.measured_km == 0
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.tool is Tool.PAN
    assert tools == [Tool.MEASURE, Tool.PAN]
    assert view._measure.places == []


def test_a_way_across_180_degrees_takes_the_short_side(view: MapView) -> None:
    view.go_to(0, 180, 3)
    view.set_tool(Tool.MEASURE)
    click(view, spot(view, 10.0, 175.0))
    click(view, spot(view, 10.0, -175.0))
    assert view.measured_km == pytest.approx(float(geo.distance_km(10, 175, 10, -175)), rel=0.05)
    image = picture(view)
    at = px_of(view, 10.0, 180.0)
    near = {image.pixelColor(round(at.x()), round(at.y()) + dy).name() for dy in range(-6, 7)}
    plate = {view.style_now.panel.name(), view.style_now.accent.name()}
    assert near & plate or len(near) > 1


def test_a_measured_way_needs_no_points() -> None:
    way = MeasureTool()
    assert way.total_km == 0
    way.drop_last()
    way.add(0, 0)
    way.add(0, 90)
    assert way.legs_km == [pytest.approx(geo.HALF_AROUND_KM / 2)]
    way.close()
    way.add(1, 1)
    assert way.places == [(1, 1)]


def test_picking_tells_the_place_and_chooses_no_point(view: MapView) -> None:
    view.set_points(points_at([(40.0, 10.0)]))
    view.go_to(40, 10, 6)
    picture(view)
    chosen: list[int] = []
    picked: list[tuple[float, float]] = []
    view.chosen.connect(chosen.append)
    view.place_picked.connect(lambda lat, lon: picked.append((lat, lon)))
    view.set_tool(Tool.PICK)
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor
    click(view, QPoint(400, 300))
    assert picked == [pytest.approx((40.0, 10.0), abs=1e-6)]
    assert chosen == []
    drag(view, QPoint(400, 300), QPoint(460, 320))
    assert len(picked) == 1  # a drag pans
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.tool is Tool.PAN
