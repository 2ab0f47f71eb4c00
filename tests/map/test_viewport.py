"""What a view shows, and that pixels and places agree."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.map.viewport import MAX_ZOOM, Viewport
from tests.map.shapes import unhurried

sides = st.integers(1, 4000)
views = st.builds(
    Viewport,
    cx=st.floats(-3, 3),
    cy=st.floats(-1, 2),
    zoom=st.floats(-2, 24),
    width=sides,
    height=sides,
).map(Viewport.clamp)
shares = st.floats(0, 1)


def across(one: float, other: float) -> float:
    """Distance of two x on the round world."""
    return abs((one - other + 0.5) % 1.0 - 0.5)


@unhurried
@given(views)
def test_a_clamped_view_shows_the_world_only_and_nothing_twice(view: Viewport) -> None:
    x0, y0, x1, y1 = view.rect
    assert 0.0 <= view.cx < 1.0
    assert y0 >= -1e-9
    assert y1 <= 1.0 + 1e-9
    assert x1 - x0 <= 1.0 + 1e-9
    assert view.min_zoom <= view.zoom <= max(MAX_ZOOM, view.min_zoom)
    assert view.clamp() == view


@unhurried
@given(views, shares, shares)
def test_pixels_and_world_are_inverse(view: Viewport, right: float, down: float) -> None:
    px, py = right * view.width, down * view.height
    back = view.to_px(*view.to_world(px, py))
    assert (
        float(back[0]) % view.world_px == pytest.approx(px % view.world_px, abs=1e-3)
        or across(float(back[0]) / view.world_px, px / view.world_px) < 1e-6
    )
    assert float(back[1]) == pytest.approx(py, abs=1e-3)


@unhurried
@given(views, shares, shares, st.floats(0, 20))
def test_zooming_keeps_the_place_under_the_pointer(
    view: Viewport, right: float, down: float, zoom: float
) -> None:
    px, py = right * view.width, down * view.height
    x, y = view.to_world(px, py)
    after = view.zoom_at(px, py, zoom)
    new_x, new_y = after.to_world(px, py)
    assert across(float(x), float(new_x)) * after.world_px < 0.01
    half = after.height / after.world_px / 2
    if half + 1e-12 < after.cy < 1 - half - 1e-12:  # else the world's edge had its way
        assert abs(float(y) - float(new_y)) * after.world_px < 0.01


@unhurried
@given(views, st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_panning_moves_the_content_by_as_many_pixels(view: Viewport, dx: float, dy: float) -> None:
    after = view.pan(dx, dy)
    assert after.zoom == view.zoom
    assert across(after.cx, view.cx - dx / view.world_px) * view.world_px < 0.01
    half = view.height / view.world_px / 2
    if half + 1e-12 < after.cy < 1 - half - 1e-12:
        assert (view.cy - after.cy) * view.world_px == pytest.approx(dy, abs=0.01)


@unhurried
@given(views, st.floats(-89, 89), st.floats(-180, 179), st.floats(0, 30), st.floats(0, 90))
def test_a_fitted_box_is_seen_whole(
    view: Viewport, south: float, west: float, high: float, wide: float
) -> None:
    north, east = min(south + high, 90.0), (west + wide + 180) % 360 - 180
    after = view.fit(south, west, north, east, padding_px=0)
    if after.zoom > after.min_zoom:
        seen = after.bounds()
        assert seen[0] <= max(south, -85.05) + 1e-6
        assert seen[2] >= min(north, 85.05) - 1e-6
        seen_width = (seen[3] - seen[1]) % 360 or 360.0
        assert (west - seen[1]) % 360 <= seen_width + 1e-6 or (west - seen[1]) % 360 > 359.99
        assert (seen[3] - east) % 360 <= seen_width + 1e-6 or (seen[3] - east) % 360 > 359.99


def test_a_box_across_180_degrees_is_fitted_the_short_way() -> None:
    view = Viewport(width=800, height=600).fit(-20.0, 175.0, -15.0, -175.0)
    assert view.centre[1] == pytest.approx(-180.0)
    assert view.zoom > 4
    assert view.bounds()[1] > view.bounds()[3]  # west > east


def test_a_single_place_is_fitted_at_the_greatest_zoom_allowed() -> None:
    view = Viewport(width=800, height=600).fit(10.0, 20.0, 10.0, 20.0, max_zoom=13)
    assert view.zoom == 13
    assert view.centre == pytest.approx((10.0, 20.0))


def test_the_whole_world_fits_at_the_least_zoom() -> None:
    view = Viewport(width=1024, height=700).fit(-85.0, -180.0, 85.0, 180.0)
    assert view.zoom == view.min_zoom == 2.0


def test_going_to_a_place_puts_it_in_the_middle() -> None:
    view = Viewport(width=800, height=600).go_to(40.4237, -86.9212, 12)
    assert view.centre == pytest.approx((40.4237, -86.9212))
    assert view.place_at(400, 300) == pytest.approx((40.4237, -86.9212))
    assert [float(side) for side in view.to_px(view.cx, view.cy)] == [400, 300]


def test_a_point_beyond_180_degrees_is_drawn_on_the_near_side() -> None:
    view = Viewport(width=800, height=600).go_to(0.0, 179.9, 6)
    px, _py = view.to_px(0.001, 0.5)  # just east of 180 degrees
    assert 400 < px < 800
    far, _py = view.to_px(0.001, 0.5, nearest=False)
    assert far < 0


def test_a_pixel_is_as_long_as_web_maps_have_it() -> None:
    view = Viewport(width=800, height=600).go_to(0.0, 0.0, 10)
    assert view.metres_per_px == pytest.approx(152.874, rel=1e-5)
    north = view.go_to(60.0, 0.0)
    assert north.metres_per_px == pytest.approx(view.metres_per_px / 2, rel=1e-6)


def test_resizing_keeps_the_middle() -> None:
    view = Viewport(width=800, height=600).go_to(40.0, 10.0, 8)
    after = view.resized(1600, 900, 2.0)
    assert (after.cx, after.cy, after.zoom) == (view.cx, view.cy, view.zoom)
    assert (after.width, after.height, after.dpr) == (1600, 900, 2.0)


def test_a_larger_view_zooms_in_rather_than_show_the_world_twice() -> None:
    view = Viewport(width=256, height=256).resized(2048, 600)
    assert view.zoom == 3.0
    assert math.isclose(view.rect[2] - view.rect[0], 1.0)
