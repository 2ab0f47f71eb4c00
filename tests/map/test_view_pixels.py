"""What the map shows, looked at pixel by pixel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from facespace_desk.map.frame import Frame
from facespace_desk.map.labels import size_of
from facespace_desk.map.layers import count_points
from facespace_desk.map.loading import shared_basemap
from facespace_desk.map.paint import Ground, PathStore, painted
from facespace_desk.map.style import style_for
from facespace_desk.map.tools import SearchCircle
from facespace_desk.map.view import MapView
from facespace_desk.map.viewport import Viewport
from facespace_desk.widgets.theme import DARK, LIGHT, ThemeSwitch
from tests.map.conftest import MakeView
from tests.map.views import HEIGHT, WIDTH, crowd, is_near, picture, pixel, points_at, px_of

SEA = (45.0, -35.0)
LAND = (23.5, 14.0)  # the Sahara, far from any border at these zooms


def test_land_and_sea_have_their_colours_at_every_level_of_detail(view: MapView) -> None:
    style = view.style_now
    for zoom in (2.0, 4.5, 6.5, 11.0, 15.5):
        for (lat, lon), colour in ((SEA, style.water), (LAND, style.land)):
            view.go_to(lat, lon, zoom)
            shown = pixel(picture(view), QPointF(WIDTH / 2 - 20, HEIGHT / 2 + 13))
            assert is_near(shown, colour), (zoom, lat, shown.name())


def test_tiles_meet_without_a_seam() -> None:
    """A picture equals four of its quarters: where those meet nothing may show."""
    store, style = PathStore(shared_basemap()), style_for(DARK)
    for zoom, x, y in ((3.3, 0.51, 0.3), (5.4, 0.53, 0.33), (7.1, 0.52, 0.35)):
        scale = 256 * 2.0**zoom
        left, top = round(x * scale), round(y * scale)
        whole = painted(store, Ground(scale, left, top, zoom, 256), style)
        joined = QImage(256, 256, whole.format())
        painter = QPainter(joined)
        for dx, dy in ((0, 0), (128, 0), (0, 128), (128, 128)):
            quarter = Ground(scale, left + dx, top + dy, zoom, 128)
            painter.drawImage(dx, dy, painted(store, quarter, style))
        painter.end()
        # A line's soft edge is rounded anew in each picture; a seam would differ by its colours.
        for at in range(256):
            for place in ((127, at), (128, at), (at, 127), (at, 128)):
                one, other = joined.pixelColor(*place), whole.pixelColor(*place)
                assert is_near(one, other, 10), (zoom, place, one.name(), other.name())


@pytest.mark.timeout(60)
def test_a_jump_out_of_a_street_asks_nothing_of_its_tiles(view: MapView) -> None:
    """One tile of the whole world is as wide as hundreds of thousands of the street's."""
    view.go_to(*LAND, 19)
    picture(view)
    view.go_to(*LAND, 2)
    QApplication.processEvents()  # paints at once, from what there is
    assert is_near(pixel(picture(view), px_of(view, *SEA)), view.style_now.water)


def test_two_maps_that_show_the_same_are_the_same_picture(make_view: MakeView) -> None:
    """However they came there."""
    one, other = make_view(), make_view()
    for view in (one, other):
        view.set_points(crowd(3_000))
    one.go_to(48, 8, 5)
    other.go_to(20, -60, 3)
    picture(other)
    for zoom in (9, 4, 5):
        other.go_to(48, 8.4, zoom)
        QApplication.processEvents()
    other.go_to(48, 8, 5)
    assert picture(one) == picture(other)


def test_discs_stand_for_all_points_and_tell_their_share(view: MapView) -> None:
    view.set_points(points_at([(50.0, 10.0 + step / 1000) for step in range(40)], [0, 1] * 20))
    view.go_to(50, 10, 5)
    image = picture(view)
    marks = view._scene.marks  # type: ignore[union-attr]
    assert marks.count.tolist() == [40]
    assert marks.inactive.tolist() == [20]
    middle = px_of(view, 50.0, 10.02)
    assert is_near(pixel(image, middle + QPointF(0, 12)), view.style_now.discs[1])
    ring = view.style_now.ring
    band = [QPointF(away, 0) for away in range(15, 22)]
    # The ring begins at the top and goes clockwise.
    assert any(is_near(pixel(image, middle + away), ring, 30) for away in band)
    assert not any(is_near(pixel(image, middle - away), ring, 60) for away in band)


def test_discs_of_a_view_sum_to_the_points_in_it(view: MapView) -> None:
    layer = crowd(20_000)
    view.set_points(layer)
    for zoom in (0.0, 3.0):
        view.go_to(40, 10, zoom)
        view.settle()
        marks = view._scene.marks  # type: ignore[union-attr]
        south, west, north, east = view.bounds()
        inside = (layer.lat > south) & (layer.lat < north)
        inside &= (layer.lon > west) & (layer.lon < east)
        assert marks.count.sum() >= inside.sum()
        assert marks.inactive.sum() >= (layer.state[inside] == 1).sum()
    assert len(layer) == 20_000


def test_single_points_show_their_state_by_colour_and_shape(view: MapView) -> None:
    places = [(50.0, 4.0), (50.0, 10.0), (50.0, 16.0)]
    view.set_points(points_at(places, [0, 1, 2]))
    view.go_to(50, 10, 6)
    image = picture(view)
    style = view.style_now
    for place, colour in zip(places, style.states, strict=True):
        assert is_near(pixel(image, px_of(view, *place)), colour)
    corner = QPointF(2, 2)  # inside a square; a rhombus has its outline there
    assert is_near(pixel(image, px_of(view, *places[1]) + corner), style.states[1], 40)
    assert not is_near(pixel(image, px_of(view, *places[2]) + corner), style.states[2], 40)


def test_without_clusters_every_point_is_shown(view: MapView) -> None:
    layer = crowd(5_000)
    view.set_points(layer)
    view.set_clusters(False)
    view.go_to(45, 10, 4)
    image = picture(view)
    colours = view.style_now.states
    for row in range(0, 5_000, 97):
        at = px_of(view, float(layer.lat[row]), float(layer.lon[row]))
        if 20 < at.x() < WIDTH - 60 and 20 < at.y() < HEIGHT - 60:
            shown = pixel(image, at)
            names = [view.style_now.text, view.style_now.place, view.style_now.country]
            is_point = any(is_near(shown, colour, 30) for colour in colours)
            assert is_point or any(is_near(shown, name, 120) for name in names), row
    assert len(view._scene.marks) > 500  # type: ignore[union-attr]


def test_heat_shines_where_points_lie_and_gives_way_to_points_from_close_by(view: MapView) -> None:
    view.set_points(points_at([(48.0, 11.0 + step / 500) for step in range(300)]))
    view.go_to(48, 11, 5)
    plain = picture(view)
    view.set_heat(True)
    hot = picture(view)
    far, near = QPointF(120, 120), px_of(view, 48.0, 11.3)
    assert pixel(plain, far) == pixel(hot, far)
    assert pixel(hot, near).lightness() > view.style_now.land.lightness() + 40
    assert not view._scene.has_marks  # type: ignore[union-attr]
    view.go_to(48, 11, 13)
    view.settle()
    assert view._scene.has_marks  # type: ignore[union-attr]
    assert len(view._scene.marks)  # type: ignore[union-attr]


def test_names_are_whole_and_touch_nothing(view: MapView) -> None:
    view.set_points(crowd(2_000))
    view.go_to(48, 10, 5.2)
    view.settle()
    scene = view._scene
    assert scene is not None
    areas = []
    for label in scene.labels:
        wide, high = size_of(label.text, label.rank)
        areas.append(QRectF(label.x - wide / 2, label.y - high / 2, wide, high))
    assert len(areas) > 5
    assert all(QRectF(0, 0, WIDTH, HEIGHT).contains(area) for area in areas)
    for number, area in enumerate(areas):
        assert not any(area.intersects(other) for other in areas[number + 1 :])
        for x, y, row in zip(scene.marks.x, scene.marks.y, scene.marks.row, strict=True):
            assert row >= 0 or not area.contains(QPointF(float(x), float(y)))


def test_names_stay_while_the_view_moves_a_little(view: MapView) -> None:
    view.set_points(crowd(2_000))
    view.go_to(48, 10, 5.2)
    view.settle()
    before = {label.number: label.choice for label in view._scene.labels}  # type: ignore[union-attr]
    view.set_viewport(view.viewport.pan(-40, 0))
    view.repaint()
    after = {label.number: label.choice for label in view._scene.labels}  # type: ignore[union-attr]
    kept = before.keys() & after.keys()
    assert len(kept) > len(before) * 0.7
    assert sum(before[one] == after[one] for one in kept) > len(kept) * 0.9


def test_attribution_scale_and_north_are_always_there(view: MapView) -> None:
    assert view.attribution == "Natural Earth · GeoNames"
    image = picture(view)
    for x, y in ((WIDTH - 60, HEIGHT - 24), (20, HEIGHT - 24)):
        assert is_near(pixel(image, QPointF(x, HEIGHT - 15)), view.style_now.panel, 20), (x, y)
    texts = view._hud.plates
    assert len(texts) == 2
    narrow = view
    narrow.resize(260, 200)
    QApplication.processEvents()
    narrow.settle()
    assert narrow._hud.plates[1].width() <= 260
    assert narrow._hud.plates[1].height() > 24  # two lines, nothing left out


def test_both_sides_of_180_degrees_are_one_map(view: MapView) -> None:
    places = [(-17.5, 179.5), (-17.5, -179.5), (-17.5, 177.0), (-17.5, -177.0)]
    view.set_points(points_at(places))
    for middle in (179.9, -179.9):
        view.go_to(-17.5, middle, 7)
        image = picture(view)
        for place in places:
            at = px_of(view, *place)
            assert 0 < at.x() < WIDTH
            assert is_near(pixel(image, at), view.style_now.states[0]), (middle, place)
    before = view._tiles._wanted
    view.set_viewport(view.viewport.pan(-30, 0))
    view.repaint()
    assert set(before) & set(view._tiles._wanted)  # tiles are kept across the seam


def test_another_theme_repaints_everything_and_drops_pictures_of_before(
    view: MapView, look: ThemeSwitch
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    view.go_to(*LAND, 5)
    dark = picture(view)
    at = QPointF(WIDTH / 2, HEIGHT / 2)
    assert is_near(pixel(dark, at), style_for(DARK).land)
    view.go_to(LAND[0] + 3, LAND[1] + 3, 5.5)
    view.repaint()  # dark tiles are under way
    epoch = view._tiles.epoch
    look.apply(app, "light")
    assert view._tiles.epoch > epoch
    light = picture(view)
    assert is_near(pixel(light, at), style_for(LIGHT).land)
    dark_land = style_for(DARK).land
    dark_pixels = sum(
        is_near(light.pixelColor(x, y), dark_land, 3)
        for x in range(0, WIDTH, 9)
        for y in range(60, HEIGHT - 60, 9)
    )
    assert dark_pixels == 0


def test_a_screen_of_twice_the_pixels_gets_sharper_pictures() -> None:
    style, store = style_for(DARK), PathStore(shared_basemap())
    for dpr in (1.0, 1.25, 2.0):
        viewport = Viewport(width=400, height=300, dpr=dpr).go_to(50, 10, 5)
        frame = Frame.of(viewport, 0.5)
        assert (frame.width, frame.height) == (round(400 * dpr), round(300 * dpr))
        assert frame.scale == pytest.approx(viewport.world_px * dpr)
    scale = 256 * 2.0**5
    small = painted(store, Ground(scale, 4000, 2600, 5, 128), style)
    large = painted(store, Ground(scale * 2, 8000, 5200, 5, 256), style)
    halved = large.scaled(
        128, 128, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    different = sum(
        not is_near(halved.pixelColor(x, y), small.pixelColor(x, y), 24)
        for x in range(128)
        for y in range(128)
    )
    assert different < 128 * 128 * 0.03


def test_layers_of_others_are_painted_over_the_map(view: MapView) -> None:
    class Square:
        def __init__(self, colour: str, static: bool) -> None:
            self.colour, self.static, self.painted = colour, static, 0

        def paint(self, painter: QPainter, viewport: Viewport) -> None:
            self.painted += 1
            painter.fillRect(100, 100 if self.static else 200, 40, 40, QColor(self.colour))

    still, moving = Square("#ff00ff", True), Square("#00ffff", False)
    view.add_layer(still)
    view.add_layer(moving)
    image = picture(view)
    assert pixel(image, QPointF(120, 120)).name() == "#ff00ff"
    assert pixel(image, QPointF(120, 220)).name() == "#00ffff"
    times = still.painted
    view.repaint_layers()
    view.repaint()
    assert still.painted == times  # a mover's repaint copies the static picture
    view.remove_layer(still)
    view.remove_layer(moving)
    assert pixel(picture(view), QPointF(120, 120)).name() != "#ff00ff"


def test_circle_lies_under_the_points_and_its_words_over_them(view: MapView) -> None:
    view.set_points(points_at([(50.0, 10.0), (50.0, 10.3), (60.0, 30.0)]))
    view.go_to(50, 10, 6)
    plain = picture(view)
    view.set_circle(SearchCircle(50.0, 10.15, 150.0))
    image = picture(view)
    inside = px_of(view, 50.6, 10.15)
    assert pixel(image, inside) != pixel(plain, inside)
    assert view._circle.words(count_points) == "150 km · 2 points"
    assert view.count_in_circle() == 2
    assert QSizeF(image.size()) == QSizeF(WIDTH, HEIGHT)


def test_the_map_of_nothing_is_the_world(view: MapView) -> None:
    view.set_points(None)
    view.fit_all()
    assert view.viewport.zoom == pytest.approx(view.viewport.min_zoom)
    image: QImage = picture(view)
    colours = {image.pixelColor(x, y).name() for x in range(0, WIDTH, 7) for y in range(0, 500, 7)}
    assert {view.style_now.water.name(), view.style_now.land.name()} <= colours
