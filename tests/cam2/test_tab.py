"""The CAM2 tab as an operator works in it."""

from __future__ import annotations

import asyncio
import json
import math
from pathlib import Path

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QTreeWidget

from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.geo_export import ROWS_WITHOUT_PURPOSE
from facespace_desk.cam2.model.search import Progress, SearchRequest
from facespace_desk.cam2.search import Query
from facespace_desk.cam2.view.lookup_dialog import LookupDialog
from facespace_desk.cam2.view.saved_list import NamePopup
from facespace_desk.cam2.view.tab import BOTH, LIST, MAP
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.widgets.export_dialog import ExportDialog
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from tests.cam2.tab_fixtures import (
    Bench,
    bench,
    button,
    cam2,
    dialogs,
    drawn,
    field,
    front,
    hit,
    look,
    make_bench,
    pick,
    press,
    running_cam2,
    texts,
    type_text,
)
from tests.limits import AT_ONCE_S

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]

EUROPE = Box(40.0, -10.0, 55.0, 20.0)
OTHERS = ("facespace", "skylab", "voxel51", "amigocloud", "recogni", "identify", "face")


def on_the_map(bench: Bench) -> set[str]:
    """Ids of the cameras that the map was given."""
    layer = bench.tab.map.view._points
    assert layer is not None
    rows = np.flatnonzero(~np.isnan(layer.lat))
    return set(bench.models.points.camera_ids(rows.tolist()))


def placed(bench: Bench) -> set[str]:
    return {camera.camera_id for camera in bench.models.cameras if camera.place}


async def searching(bench: Bench, request: SearchRequest) -> None:
    bench.tab.search(request)
    await bench.searched()


# one selection


def test_a_chosen_row_is_chosen_on_the_map_and_in_the_detail(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.list.table.go_to_row(5)
        chosen = bench.tab.list.model.record_at(5).camera
        await bench.until(lambda: bench.models.cameras.selected == (chosen.camera_id,))
        rows = bench.models.points.rows([chosen.camera_id])
        assert list(bench.tab.map.view._selected) == rows
        assert chosen.camera_id[:10] in texts(bench.tab.detail)

    bench.run(scenario)


def test_several_rows_are_chosen_with_the_current_one_first(bench: Bench) -> None:
    async def scenario() -> None:
        table = bench.tab.list.table
        table.go_to_row(3)
        flag = QItemSelectionModel.SelectionFlag
        for row in (7, 5):
            index = table.records.index(row, 0)
            table.selectionModel().setCurrentIndex(index, flag.Select | flag.Rows)
        wanted = [table.records.record_at(row).camera.camera_id for row in (5, 3, 7)]
        await bench.until(lambda: bench.models.cameras.selected == tuple(wanted))
        assert len(bench.tab.map.view._selected) == 3
        assert "3 cameras chosen" in texts(bench.tab.detail)

    bench.run(scenario)


def test_letting_go_in_the_table_lets_go_everywhere(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.list.table.go_to_row(5)
        await bench.until(lambda: bench.models.cameras.selected)
        hit(bench.tab.list.table, "Esc")
        await bench.until(lambda: not bench.models.cameras.selected)
        assert len(bench.tab.map.view._selected) == 0

    bench.run(scenario)


def test_a_choice_that_a_filter_hides_is_still_chosen(bench: Bench) -> None:
    async def scenario() -> None:
        table = bench.tab.list.table
        chosen = bench.camera(lambda camera: camera.city)
        bench.models.cameras.select((chosen.camera_id,))
        await bench.until(table.selected_rows)
        bench.tab.list.set_filter(Filter((Chip("city", Op.EQUALS, "No Such Town"),)))
        await bench.until(lambda: table.records.shown_count == 0)
        await drawn()
        assert bench.models.cameras.selected == (chosen.camera_id,)
        bench.tab.list.clear_filter()
        await bench.until(table.selected_rows)
        assert table.selected_records()[0].camera == chosen

    bench.run(scenario)


def test_a_choice_survives_a_new_search_that_finds_it(bench: Bench) -> None:
    async def scenario() -> None:
        chosen = bench.camera(lambda camera: camera.city and camera.place)
        bench.models.cameras.select((chosen.camera_id,))
        await searching(bench, SearchRequest(Query(city=chosen.city)))
        assert bench.models.cameras.selected == (chosen.camera_id,)
        await bench.until(bench.tab.list.table.selected_rows)
        assert chosen.camera_id[:10] in texts(bench.tab.detail)

    bench.run(scenario)


# filters for both


def test_chips_hold_back_on_the_map_too(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.until(lambda: on_the_map(bench) == placed(bench))
        bench.tab.list.filter_to("type", "Stream")
        streams = {
            camera.camera_id
            for camera in bench.models.cameras
            if camera.type == "stream" and camera.place
        }
        await bench.until(lambda: on_the_map(bench) == streams)
        bench.tab.list.clear_filter()
        await bench.until(lambda: on_the_map(bench) == placed(bench))

    bench.run(scenario)


def test_the_list_can_show_only_what_the_map_shows(bench: Bench) -> None:
    async def scenario() -> None:
        page, view = bench.tab.list, bench.tab.map.view
        view.fit_bounds(EUROPE.south, EUROPE.west, EUROPE.north, EUROPE.east)
        page.only_in_view.click()
        await bench.until(lambda: set(bench.listed()) == inside(bench))
        assert inside(bench)
        assert f"{len(inside(bench)):,} of" in texts(page)
        await bench.until(lambda: on_the_map(bench) == placed(bench))
        view.go_to(-39.49, 176.92, 7)
        await bench.until(lambda: set(bench.listed()) == inside(bench))
        view.go_to(0, -30, 7)
        await bench.until(lambda: isinstance(front(page), EmptyPage))
        assert "The map shows none of the cameras listed" in texts(page)
        press(page, "Clear filter")
        await bench.until(lambda: len(bench.listed()) == len(bench.models.cameras))
        assert not page.only_in_view.isChecked()

    bench.run(scenario)


def inside(bench: Bench) -> set[str]:
    """The cameras that the map shows now."""
    box = bench.tab.map.box
    return {
        camera.camera_id
        for camera in bench.models.cameras
        if camera.place and box.holds(*camera.place)
    }


# searching


def test_searching_the_area_lists_exactly_the_area(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.map.show_box(EUROPE)
        await drawn()
        expected = inside(bench)
        box = bench.tab.map.box
        press(bench.tab, "Search this area")
        await bench.searched()
        assert set(bench.listed()) == expected
        assert f"{len(expected):,} cameras found, that is all" in bench.tab.results.text
        assert "in the circle round the area left out" in bench.tab.results.text
        assert bench.tab.map.box == box
        assert bench.tab.map.view.circle is None

    bench.run(scenario)


def test_an_area_is_searched_with_the_fields_of_the_form(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.map.show_box(EUROPE)
        combo = field(bench.tab.form, "Type", QComboBox)
        combo.setCurrentIndex(combo.findText("Stream"))
        press(bench.tab, "Search this area")
        await bench.searched()
        assert {camera.type for camera in bench.models.cameras} == {"stream"}

    bench.run(scenario)


def test_a_search_can_be_stopped_and_gone_on_with(bench: Bench) -> None:
    async def scenario() -> None:
        def hold_the_next(progress: Progress) -> None:
            if progress.pages == 1:
                bench.control.fault("hold", operation="search", times=4)

        bench.models.search.progress_changed.connect(hold_the_next)
        press(bench.tab.form, "Search")
        await bench.until(lambda: len(bench.models.cameras) == 100)
        bench.models.search.progress_changed.disconnect(hold_the_next)
        assert "100 cameras so far, 1 page of at most 200" in bench.tab.results.text
        press(bench.tab.results, "Stop")
        await bench.until(lambda: not bench.models.search.is_running, AT_ONCE_S)
        assert "Stopped after 1 page: 100 cameras kept" in bench.tab.results.text
        bench.control.clear_faults()
        bench.control.release()
        press(bench.tab.results, "Go on")
        await bench.searched()
        assert "that is all" in bench.tab.results.text
        assert len(bench.models.cameras) > 400

    bench.run(scenario)


def test_a_capped_search_says_that_there_is_more(make_bench: Bench) -> None:
    bench = make_bench
    bench.options["page_cap"] = 2

    async def scenario() -> None:
        await bench.begin()
        assert len(bench.models.cameras) == 200
        assert "The first 200 cameras: more available" in bench.tab.results.text
        press(bench.tab.results, "Go on with 200 more")
        await bench.until(lambda: len(bench.models.cameras) == 400)

    bench.run(scenario)


def test_trouble_is_told_and_trying_again_goes_on(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.fault("status", operation="search", status=422)
        press(bench.tab.form, "Search")
        banner = bench.tab.findChild(StateBanner)
        assert banner is not None
        await bench.until(banner.isVisible)
        assert "CAM2" in banner.text
        assert "Broken off after 0 pages" in bench.tab.results.text
        assert len(bench.models.cameras) > 400  # old news beats a blank list
        hit(bench.tab.list.table, "F5")
        await bench.until(lambda: not banner.isVisible())
        await bench.searched()
        assert "that is all" in bench.tab.results.text

    bench.run(scenario)


def test_nothing_found_says_what_to_do(bench: Bench) -> None:
    async def scenario() -> None:
        type_text(field(bench.tab.form, "City"), "No Such Town")
        press(bench.tab.form, "Search")
        await bench.searched()
        await bench.until(lambda: isinstance(front(bench.tab.list), EmptyPage))
        assert "No camera found" in texts(bench.tab.list)
        assert on_the_map(bench) == set()

    bench.run(scenario)


def test_another_list_begins_at_its_top_without_being_news(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.list.table.go_to_row(40)
        await bench.until(lambda: bench.models.cameras.selected)
        await searching(bench, SearchRequest(Query(camera_type="stream")))
        await drawn()
        assert not bench.tab.list.pill.isVisible()
        assert bench.tab.list.table.verticalScrollBar().value() == 0

    bench.run(scenario)


# saved searches and favourites


def test_a_search_is_kept_and_asked_again(bench: Bench) -> None:
    async def scenario() -> None:
        city = bench.camera(lambda camera: camera.city and camera.place).city or ""
        type_text(field(bench.tab.form, "City"), city)
        bench.tab.saved._keep.click()
        popup = bench.tab.findChild(NamePopup)
        assert popup is not None
        assert city in texts(popup)
        type_text(field(popup, "Name of the search"), "Harbour town")
        press(popup, "Keep")
        assert bench.tab.saved.entries() == ["Harbour town"]
        bench.tab.form.clear()
        choose(bench, "Harbour town")
        await bench.searched()
        assert {camera.city for camera in bench.models.cameras} == {city}
        assert field(bench.tab.form, "City").text() == city
        assert bench.tab.saved.entries() == ["Harbour town", city]
        forget = bench.tab.saved.menu_of("Harbour town").actions()[0]
        forget.trigger()
        assert bench.tab.saved.entries() == [city]

    bench.run(scenario)


def choose(bench: Bench, words: str) -> None:
    """Click an entry at the side."""
    tree = bench.tab.saved.findChild(QTreeWidget)
    assert tree is not None
    for place in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(place)
        if item is not None and item.text(0) == words:
            tree.itemClicked.emit(item, 0)
            return
    raise AssertionError(f"no {words!r} at the side")


def test_an_area_that_was_searched_can_be_kept(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.map.show_box(EUROPE)
        press(bench.tab, "Search this area")
        await bench.searched()
        bench.tab.saved._keep.click()
        popup = bench.tab.findChild(NamePopup)
        assert popup is not None
        assert "area" in texts(popup)
        popup.close()

    bench.run(scenario)


def test_favourites_stand_at_the_side_and_are_looked_up(bench: Bench) -> None:
    async def scenario() -> None:
        camera = bench.camera(lambda camera: camera.type == "ip" and camera.place)
        bench.models.notes.set_favourite(camera, is_favourite=True)
        title = bench.models.notes.note(camera.camera_id).title
        assert bench.tab.saved.entries() == [title]
        await searching(bench, SearchRequest(Query(camera_type="stream")))
        assert camera.camera_id not in bench.models.cameras
        choose(bench, title)
        await bench.until(lambda: bench.models.cameras.selected == (camera.camera_id,))
        assert camera.place is not None
        assert bench.tab.map.box.holds(*camera.place)

    bench.run(scenario)


# lookup


def lookup_dialog(bench: Bench) -> LookupDialog:
    hit(bench.tab.list.table, "Ctrl+L")
    return dialogs(LookupDialog)[0]


def test_pasted_ids_are_answered_one_by_one(bench: Bench) -> None:
    async def scenario() -> None:
        known = bench.camera(lambda camera: camera.place)
        dialog = lookup_dialog(bench)
        ids = field(dialog, "IDs to look up", QPlainTextEdit)
        press(dialog, "Look up")
        assert "Paste at least one ID" in texts(dialog)
        ids.setPlainText(f"{known.camera_id}, {'f' * 24} 999999999 search")
        press(dialog, "Look up")
        await bench.until(lambda: not bench.models.lookup.is_running)
        words = "1 of 4 found  ·  2 not in the database  ·  1 could not be looked up"
        await bench.until(lambda: words in texts(dialog))
        assert bench.models.cameras.selected == (known.camera_id,)
        press(dialog, "Copy what is missing")
        copied = QGuiApplication.clipboard().text().splitlines()
        assert sorted(copied) == sorted(["f" * 24, "search", "999999999"])
        dialog.reject()

    bench.run(scenario)


def test_an_address_is_checked(bench: Bench) -> None:
    async def scenario() -> None:
        known = bench.camera(lambda camera: camera.type == "ip" and camera.ip)
        dialog = lookup_dialog(bench)
        dialog._modes.setCurrentIndex(1)
        press(dialog, "Check")
        assert "The check needs this." in texts(dialog)
        field(dialog, "Address").setText(known.ip or "")
        field(dialog, "Port").setText("8o")
        press(dialog, "Check")
        assert "A whole number." in texts(dialog)
        field(dialog, "Port").setText(str(known.port or 80))
        press(dialog, "Check")
        await bench.until(
            lambda: "has this address" in texts(dialog) or "have this" in texts(dialog)
        )
        press(dialog, "Show it on the map")
        assert known.camera_id in bench.models.cameras.selected
        bench.tab.open_lookup()
        dialog = dialogs(LookupDialog)[0]
        dialog._modes.setCurrentIndex(1)
        pick(dialog, "Type", "Stream")
        field(dialog, "Playlist address").setText("https://nobody.example/live.m3u8")
        press(dialog, "Check")
        await bench.until(lambda: "No camera with this address" in texts(dialog))
        dialog.reject()

    bench.run(scenario)


# export


def export_dialog(bench: Bench) -> ExportDialog:
    hit(bench.tab.list.table, "Ctrl+E")
    return dialogs(ExportDialog)[0]


def path_field(dialog: ExportDialog) -> QLineEdit:
    return next(each for each in dialog.findChildren(QLineEdit) if "desk_" in each.text())


def test_what_is_listed_is_exported_as_geojson(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        bench.tab.list.filter_to("type", "Stream")
        await bench.until(lambda: 0 < bench.tab.list.model.shown_count < 400)
        streams = {row.camera.camera_id for row in bench.tab.list.model.shown()}
        dialog = export_dialog(bench)
        pick(dialog, "Format", "GeoJSON, for maps")
        assert path_field(dialog).text().endswith(".geojson")
        path = tmp_path / "streams.geojson"
        path_field(dialog).setText(str(path))
        press(dialog, "Export")
        await bench.until(lambda: "written to" in texts(dialog))
        found = {each["id"] for each in json.loads(path.read_text())["features"]}
        assert found == streams & placed(bench)
        dialog.reject()

    bench.run(scenario)


def test_a_table_file_names_source_and_terms_in_its_manifest(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        dialog = export_dialog(bench)
        path = tmp_path / "cameras.csv"
        path_field(dialog).setText(str(path))
        press(dialog, "Export")
        await bench.until(lambda: "written to" in texts(dialog))
        manifest = json.loads(path.with_name("cameras.csv.manifest.json").read_text())
        assert any("CAM2" in note for note in manifest["notes"])
        assert any("Testing the console itself" in note for note in manifest["notes"])
        dialog.reject()

    bench.run(scenario)


def test_without_a_purpose_only_some_rows_leave(make_bench: Bench, tmp_path: Path) -> None:
    bench = make_bench
    del bench.options["terms_purpose"]

    async def scenario() -> None:
        await bench.begin()
        dialog = export_dialog(bench)
        folder = tmp_path / "out"
        folder.mkdir()
        path_field(dialog).setText(str(folder / "cameras.csv"))
        press(dialog, "Export")
        assert f"At most {ROWS_WITHOUT_PURPOSE} rows" in texts(dialog)
        assert list(folder.iterdir()) == []
        dialog.reject()

    bench.run(scenario)


# layout and keys


def test_map_or_list_can_have_all_the_room(bench: Bench) -> None:
    async def scenario() -> None:
        tab = bench.tab
        hit(tab.list.table, "Alt+2")
        assert tab.mode == MAP
        assert tab.map.isVisible()
        assert not tab.list.isVisible()
        hit(tab.map.view, "Alt+3")
        assert tab.mode == LIST
        assert not tab.map.isVisible()
        assert not tab.map.search_area.isVisible()
        hit(tab.list.table, "Alt+1")
        assert tab.mode == BOTH
        assert tab.map.isVisible()
        assert tab.list.isVisible()

    bench.run(scenario)


def test_the_layout_is_remembered(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(LIST)
        bench.tab.list.table.header.set_column_visible("source", True)
        await bench.reopen()
        assert bench.tab.mode == LIST
        assert "source" in bench.tab.list.table.header.visible_keys()

    bench.run(scenario)


def test_keys_lead_where_the_sheet_says(bench: Bench) -> None:
    async def scenario() -> None:
        tab = bench.tab
        hit(tab.list.table, "Ctrl+G")
        assert tab.go_to.hasFocus()
        hit(tab.map.view, "Ctrl+F")
        assert tab.list.filter_bar.text.hasFocus()
        hit(tab.list.table, "Alt+M")
        assert tab.list.only_in_view.isChecked()
        tab.list.table.go_to_row(0)
        await bench.until(lambda: bench.models.cameras.current is not None)
        camera = bench.models.cameras.current
        assert camera is not None
        hit(tab.list.table, "B")
        assert bench.models.notes.note(camera.camera_id).is_favourite

    bench.run(scenario)


def test_cameras_can_be_taken_out_of_the_list(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.list.table.go_to_row(2)
        gone = bench.tab.list.model.record_at(2).camera.camera_id
        await bench.until(lambda: bench.models.cameras.selected)
        menu = QMenu(bench.tab)
        bench.tab.list.table.menu_requested.emit(menu)
        action = next(each for each in menu.actions() if each.text() == "Take out of the list")
        action.trigger()
        assert gone not in bench.models.cameras
        await bench.until(lambda: gone not in on_the_map(bench))
        assert bench.models.cameras.selected == ()
        menu.deleteLater()

    bench.run(scenario)


def test_nothing_is_clipped_in_a_small_window(bench: Bench) -> None:
    async def scenario() -> None:
        bench.window.resize(1280, 640)
        await drawn()
        tab = bench.tab
        assert not tab.detail.isVisible()
        assert bench.window.width() == 1280
        for part in (tab.map, tab.list, tab.form, tab.results):
            assert part.isVisible()
            at = part.mapTo(bench.window, QPoint(part.width(), 0))
            assert at.x() <= bench.window.width()
        assert tab.map.height() > 200
        assert tab.list.table.height() > 60

    bench.run(scenario)


# administration and the terms


def test_administration_is_offered_as_the_credentials_allow(make_bench: Bench) -> None:
    bench = make_bench
    bench.sign_in("user")

    async def scenario() -> None:
        await bench.begin()
        menu = bench.tab.administration.menu()
        assert menu is not None
        await bench.until(lambda: not all(action.isEnabled() for action in menu.actions()))
        assert button(bench.tab, "Administration").isVisible()

    bench.run(scenario)


def test_the_restriction_stands_where_cameras_are_listed(bench: Bench) -> None:
    async def scenario() -> None:
        for mode in (BOTH, MAP, LIST):
            bench.tab.show_mode(mode)
            await drawn()
            assert "never to identify people" in texts(bench.tab)

    bench.run(scenario)


def test_no_action_leads_a_camera_to_another_service(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.list.table.go_to_row(0)
        await bench.until(lambda: bench.models.cameras.selected)
        menu = bench.tab.list.table.copier.menu()
        bench.tab.list.table.menu_requested.emit(menu)
        actions = [*bench.tab.findChildren(QAction), *bench.tab.actions(), *menu.actions()]
        words = {action.text().casefold() for action in actions}
        assert len(words) > 10
        found = {each for each in words for other in OTHERS if other in each}
        assert not found
        assert not bench.tab.map.view.acceptDrops()
        menu.deleteLater()
        await asyncio.sleep(0)

    bench.run(scenario)


def test_cameras_without_a_place_are_listed_but_not_on_the_map(bench: Bench) -> None:
    async def scenario() -> None:
        lost = bench.camera(lambda camera: camera.place is None)
        assert lost.camera_id in bench.listed()
        bench.models.cameras.select((lost.camera_id,))
        await drawn()
        assert lost.camera_id not in on_the_map(bench)
        assert not math.isnan(bench.tab.map.view.viewport.cx)

    bench.run(scenario)
