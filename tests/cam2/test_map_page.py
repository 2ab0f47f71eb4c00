"""The map in the tab: choosing, circles, tools, places, and what lies under it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from facespace_desk.cam2.model.areas import Circle, box_of_most
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view.map_page import StackPopup, title_of
from facespace_desk.map import geo
from facespace_desk.map.source_dialog import SourceDialog
from facespace_desk.map.source_model import SourceChoice
from facespace_desk.map.tools import SearchCircle, Tool
from tests.cam2.tab_fixtures import (
    Bench,
    bench,
    cam2,
    dialogs,
    drawn,
    field,
    hit,
    look,
    make_bench,
    pick,
    press,
    running_cam2,
    texts,
    type_text,
)
from tests.map.test_pmtiles import directory, made

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]

LEFT = Qt.MouseButton.LeftButton


def alone(bench: Bench) -> Camera:
    """A camera with no other one near it."""
    placed = [camera for camera in bench.models.cameras if camera.place]
    lats = [camera.place[0] for camera in placed if camera.place]
    lons = [camera.place[1] for camera in placed if camera.place]
    for camera in placed:
        assert camera.place is not None
        away = geo.distance_km(*camera.place, lats, lons)
        if abs(camera.place[0]) < 80 and (away < 1).sum() == 1:
            return camera
    raise AssertionError("every camera has a neighbour")


def place_of(bench: Bench, camera: Camera) -> QPoint:
    """Where the camera is drawn."""
    view = bench.tab.map.view
    assert camera.place is not None
    x, y = view.viewport.to_px(*geo.to_world(camera.place[1], camera.place[0]))
    return QPoint(round(float(x)), round(float(y)))


async def look_at(bench: Bench, camera: Camera) -> None:
    bench.tab.map.go_to(camera)
    bench.tab.map.view.settle()
    await drawn()


def test_a_click_on_a_point_chooses_the_camera_everywhere(bench: Bench) -> None:
    async def scenario() -> None:
        camera = alone(bench)
        await look_at(bench, camera)
        QTest.mouseClick(bench.tab.map.view, LEFT, pos=place_of(bench, camera))
        assert bench.models.cameras.selected == (camera.camera_id,)
        table = bench.tab.list.table
        await bench.until(lambda: len(table.selected_records()) == 1)
        assert table.selected_records()[0].camera == camera
        assert camera.camera_id[:10] in texts(bench.tab.detail)

    bench.run(scenario)


def test_a_click_beside_every_point_chooses_none(bench: Bench) -> None:
    async def scenario() -> None:
        camera = alone(bench)
        await look_at(bench, camera)
        QTest.mouseClick(bench.tab.map.view, LEFT, pos=place_of(bench, camera))
        QTest.mouseClick(bench.tab.map.view, LEFT, pos=place_of(bench, camera) + QPoint(90, 60))
        assert bench.models.cameras.selected == ()
        await bench.until(lambda: not bench.tab.list.table.selected_rows())

    bench.run(scenario)


def test_cameras_at_one_place_are_offered_as_a_list(bench: Bench) -> None:
    async def scenario() -> None:
        chosen = [camera.camera_id for camera in bench.models.cameras][:3]
        rows = bench.models.points.rows(chosen)
        bench.tab.map.view.several_chosen.emit(rows)
        popup = dialogs(StackPopup)[0]
        assert len(popup.titles()) == 3
        assert all(any(each in title for title in popup.titles()) for each in chosen)
        assert "3 cameras at this place" in texts(popup)
        press(popup, "Select all")
        assert set(bench.models.cameras.selected) == set(chosen)
        bench.tab.map.view.several_chosen.emit(rows)
        popup = dialogs(StackPopup)[0]
        popup._list.itemClicked.emit(popup._list.item(1))
        assert bench.models.cameras.selected == (chosen[1],)
        await drawn()

    bench.run(scenario)


def test_a_choice_out_of_sight_is_brought_into_it(bench: Bench) -> None:
    async def scenario() -> None:
        here = alone(bench)
        await look_at(bench, here)
        there = bench.camera(
            lambda camera: camera.place and not bench.tab.map.box.holds(*camera.place)
        )
        zoom = bench.tab.map.view.viewport.zoom
        bench.models.cameras.select((there.camera_id,), source="table")
        assert there.place is not None
        assert bench.tab.map.box.holds(*there.place)
        assert bench.tab.map.view.viewport.zoom == zoom

    bench.run(scenario)


def test_a_dragged_circle_is_written_into_the_form(bench: Bench) -> None:
    async def scenario() -> None:
        view = bench.tab.map.view
        view.go_to(48.85, 2.35, 6)
        await drawn()
        bench.tab.map.circle.click()
        assert view.tool is Tool.CIRCLE
        middle = QPoint(view.width() // 2, view.height() // 2)
        QTest.mousePress(view, LEFT, pos=middle)
        QTest.mouseMove(view, middle + QPoint(60, 0))
        QTest.mouseRelease(view, LEFT, pos=middle + QPoint(60, 0))
        assert view.tool is Tool.PAN
        assert not bench.tab.map.circle.isChecked()
        request = bench.tab.form.request()
        assert request is not None
        assert view.circle is not None
        assert request.query.radius_km == view.circle.km
        assert request.query.latitude == pytest.approx(48.85, abs=0.1)
        press(bench.tab.form, "No circle")
        assert view.circle is None

    bench.run(scenario)


def test_a_typed_circle_is_drawn_and_looked_at(bench: Bench) -> None:
    async def scenario() -> None:
        view = bench.tab.map.view
        view.go_to(0, 0, 8)
        type_text(field(bench.tab.form, "Centre of a circle"), "-39.49, 176.92")
        type_text(field(bench.tab.form, "Radius, km"), "25")
        await bench.until(lambda: view.circle is not None)
        assert view.circle == SearchCircle(-39.49, 176.92, 25)
        assert bench.tab.map.box.holds(-39.49, 176.92)

    bench.run(scenario)


@pytest.mark.parametrize(("km", "zoom"), [("40", 13.0), ("0.5", 5.0)])
def test_a_typed_circle_is_seen_whole_and_not_as_a_dot(bench: Bench, km: str, zoom: float) -> None:
    async def scenario() -> None:
        view = bench.tab.map.view
        view.go_to(-39.49, 176.92, zoom)
        type_text(field(bench.tab.form, "Centre of a circle"), "-39.49, 176.92")
        type_text(field(bench.tab.form, "Radius, km"), km)
        await bench.until(lambda: view.circle is not None)
        south, west, north, east = view.bounds()
        share = 2 * float(km) / ((north - south) * 111.2)
        assert 0.1 < share <= 1.0
        type_text(field(bench.tab.form, "Radius, km"), str(float(km) * 0.8))
        await bench.until(lambda: view.circle == SearchCircle(-39.49, 176.92, float(km) * 0.8))
        assert view.bounds() == (south, west, north, east)  # seen well, so nothing moves

    bench.run(scenario)


def test_search_here_searches_a_circle(bench: Bench) -> None:
    async def scenario() -> None:
        camera = alone(bench)
        assert camera.place is not None
        bench.tab.map.view.search_here.emit(*camera.place)
        await bench.searched()
        assert camera.camera_id in bench.models.cameras
        assert bench.models.search.request is not None
        assert bench.models.search.request.query.radius_km == 10
        assert _shown_circle(bench) == Circle(*camera.place, 10)

    bench.run(scenario)


def _shown_circle(bench: Bench) -> Circle | None:
    circle = bench.tab.map.view.circle
    return None if circle is None else Circle(circle.lat, circle.lon, circle.km)


def test_tools_exclude_one_another_and_escape_leaves_them(bench: Bench) -> None:
    async def scenario() -> None:
        page = bench.tab.map
        page.circle.click()
        page.measure.click()
        assert page.view.tool is Tool.MEASURE
        assert not page.circle.isChecked()
        hit(page.view, "Esc")
        assert page.view.tool is Tool.PAN
        assert not page.measure.isChecked()
        page.circle.click()
        page.circle.click()
        assert page.view.tool is Tool.PAN

    bench.run(scenario)


def test_a_place_can_be_picked_or_not(bench: Bench) -> None:
    async def scenario() -> None:
        page = bench.tab.map
        picked: list[tuple[float, float]] = []
        ended: list[bool] = []
        page.place_picked.connect(lambda lat, lon: picked.append((lat, lon)))
        page.pick_ended.connect(lambda: ended.append(True))
        page.view.go_to(48.85, 2.35, 10)
        page.pick()
        middle = QPoint(page.view.width() // 2, page.view.height() // 2)
        QTest.mouseClick(page.view, LEFT, pos=middle)
        assert picked == [pytest.approx((48.85, 2.35), abs=0.01)]
        assert ended == []
        page.pick()
        hit(page.view, "Esc")
        assert ended == [True]
        assert len(picked) == 1

    bench.run(scenario)


def test_heat_and_clusters_are_switched(bench: Bench) -> None:
    async def scenario() -> None:
        page = bench.tab.map
        assert page.view.has_clusters
        page.heat.click()
        assert page.view.has_heat
        page.clusters.click()
        assert not page.view.has_clusters

    bench.run(scenario)


def test_hover_says_what_a_camera_is() -> None:
    camera = Camera(camera_id="a" * 24, type="ip", city="Napier", country="NZ", has_image=True)
    assert title_of(camera) == "Napier, NZ\nIP camera  ·  active"
    assert title_of(Camera(camera_id="b" * 24)).startswith("b" * 24)


def test_go_to_knows_towns_and_coordinates(bench: Bench) -> None:
    async def scenario() -> None:
        bar, view = bench.tab.go_to, bench.tab.map.view
        await bench.until(lambda: bar._finder is not None)
        type_text(bar, "reykjav")
        assert any("Reykjav" in words for words in bar.offered())
        hit(bar, "Return")
        assert view.viewport.centre == pytest.approx((64.15, -21.94), abs=0.2)
        bar.setText("39°29′S 176°55′E")
        hit(bar, "Return")
        assert view.viewport.centre == pytest.approx((-39.48, 176.92), abs=0.05)
        before = view.viewport
        type_text(bar, "nowhere at all")
        hit(bar, "Return")
        assert bar.property("invalid")
        assert view.viewport == before

    bench.run(scenario)


def test_the_first_offer_can_be_chosen_from_the_list(bench: Bench) -> None:
    async def scenario() -> None:
        bar, view = bench.tab.go_to, bench.tab.map.view
        await bench.until(lambda: bar._finder is not None)
        type_text(bar, "Oslo")
        completer = bar.completer()
        index_chosen = completer.activated[QModelIndex]  # type: ignore[index]
        index_chosen.emit(completer.completionModel().index(0, 0))
        assert view.viewport.centre == pytest.approx((59.91, 10.75), abs=0.2)

    bench.run(scenario)


def tiles_file(path: Path) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)"
        )
        facts = {"format": "png", "attribution": "Somebody's tiles", "minzoom": "0"}
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", [*facts.items()])
        connection.execute("INSERT INTO tiles VALUES (0, 0, 0, ?)", (b"\x89PNG",))
    connection.close()
    return path


def archive_file(path: Path) -> Path:
    info = {"attribution": "Somebody's tiles"}
    return made(path, directory([(0, 1, 4, 0)]), b"\x89PNG", info=info)


def source_dialog(bench: Bench) -> SourceDialog:
    bench.tab.open_source()
    return dialogs(SourceDialog)[0]


@pytest.mark.parametrize("make", [tiles_file, archive_file])
def test_a_file_of_tiles_lies_under_the_cameras_and_is_remembered(
    bench: Bench, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    async def scenario() -> None:
        path = make(tmp_path / "world.tiles")
        dialog = source_dialog(bench)
        pick(dialog, "Source", "File of tiles (MBTiles, PMTiles)")
        field(dialog, "File of tiles").setText(str(path))
        press(dialog, "Use this map")
        await bench.until(lambda: bench.tab.map.view.source is not None)
        assert "Somebody's tiles" in bench.tab.map.view.attribution
        await bench.until(lambda: not dialogs(SourceDialog))
        await bench.reopen()
        await bench.until(lambda: bench.tab.map.view.source is not None)
        dialog = source_dialog(bench)
        pick(dialog, "Source", "Built-in map, without any network")
        press(dialog, "Use this map")
        await bench.until(lambda: bench.tab.map.view.source is None)

    bench.run(scenario)


@pytest.mark.parametrize(
    ("kind", "name", "text", "reason"),
    [
        ("Tile server", "Address", "ftp://host/{z}/{x}/{y}.png", "must look like"),
        ("Tile server", "Address", "https://tiles.example.org/{z}/{x}/{y}.png", "attribution"),
        (
            "File of tiles (MBTiles, PMTiles)",
            "File of tiles",
            "/nowhere/at/all.mbtiles",
            "all.mbtiles",
        ),
        ("File of tiles (MBTiles, PMTiles)", "File of tiles", "", "Name the file"),
    ],
)
def test_a_map_that_cannot_be_used_is_refused_in_words(
    bench: Bench, kind: str, name: str, text: str, reason: str
) -> None:
    async def scenario() -> None:
        dialog = source_dialog(bench)
        pick(dialog, "Source", kind)
        field(dialog, name, QLineEdit).setText(text)
        press(dialog, "Use this map")
        await bench.until(lambda: reason in texts(dialog))
        assert bench.tab.map.view.source is None
        dialog.reject()

    bench.run(scenario)


def test_a_map_that_is_gone_is_said_and_the_built_in_one_stays(
    bench: Bench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        path = tiles_file(tmp_path / "world.mbtiles")
        bench.models.source.choose(SourceChoice("file", path=str(path)))
        await bench.until(lambda: bench.tab.map.view.source is not None)
        await bench.close()
        path.unlink()
        await bench.open()
        await bench.until(lambda: any("built-in map" in words for words, _tone in bench.told))
        assert bench.tab.map.view.source is None

    bench.run(scenario)


def test_a_tile_server_is_named_on_the_map(bench: Bench) -> None:
    async def scenario() -> None:
        choice = SourceChoice(
            "server", f"{bench.simulator.camera_origin}/{{z}}/{{x}}/{{y}}.png", "Testers"
        )
        bench.models.source.choose(choice)
        await bench.until(lambda: bench.tab.map.view.source is not None)
        assert bench.tab.map.view.attribution.startswith("Testers")
        QApplication.processEvents()

    bench.run(scenario)


def test_a_search_for_a_town_is_looked_at_and_then_left_to_the_operator(bench: Bench) -> None:
    async def scenario() -> None:
        city = bench.camera(lambda camera: camera.city and camera.place).city
        bench.tab.map.view.fit_bounds(-80, -170, -70, -160)
        type_text(field(bench.tab.form, "City"), city or "")
        press(bench.tab.form, "Search")
        await bench.searched()
        places = [camera.place for camera in bench.models.cameras if camera.place]
        inside = [place for place in places if bench.tab.map.box.holds(*place)]
        assert len(inside) > len(places) / 2
        zoom = bench.tab.map.view.viewport.zoom
        assert zoom > 4
        bench.tab.form.clear()
        press(bench.tab.form, "Search")
        await bench.searched()
        assert bench.tab.map.view.viewport.zoom == zoom  # no place was named

    bench.run(scenario)


@pytest.mark.parametrize(
    ("places", "corners"),
    [
        ([(-39.5, 176.9)], (-39.5, 176.9, -39.5, 176.9)),
        ([(-39.5, 176.9)] * 20 + [(0.0, 0.0)], (-39.5, 176.9, -39.5, 176.9)),
        ([(-17.0, 179.5), (-16.0, -179.5)] * 10, (-17.0, 179.5, -16.0, -179.5)),
    ],
)
def test_a_few_strays_do_not_widen_the_view(
    places: list[tuple[float, float]], corners: tuple[float, ...]
) -> None:
    box = box_of_most(places)
    assert box is not None
    assert (box.south, box.west, box.north, box.east) == pytest.approx(corners)


def test_no_place_is_no_box() -> None:
    assert box_of_most([]) is None
