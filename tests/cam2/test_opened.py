"""Opening and closing the slice: terms before anything, and nothing left, whatever is under way."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.search import SearchRequest
from facespace_desk.cam2.search import Query, SearchEnd
from facespace_desk.cam2.view.opened import FIRST_PAGES
from facespace_desk.cam2.view.terms import TermsGate
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.state import Phase
from tests.cam2.tab_fixtures import (
    Bench,
    bench,
    cam2,
    drawn,
    field,
    look,
    make_bench,
    press,
    running_cam2,
    texts,
)
from tests.limits import LIMITS

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]


async def close_quickly(bench: Bench) -> None:
    """Close the slice without letting the server answer."""
    before = asyncio.current_task()
    async with asyncio.timeout(LIMITS.close_s):
        await bench.slice.close()
    left = {task for task in asyncio.all_tasks() if task is not before and not task.done()}
    assert [task.get_name() for task in left if "Task-" not in task.get_name()] == []
    bench.remove_window()
    bench._is_open = False
    bench.control.release()


def gate(bench: Bench) -> TermsGate | None:
    return bench.slice.widget.findChild(TermsGate)


def test_the_first_cameras_are_listed_and_drawn(bench: Bench) -> None:
    async def scenario() -> None:
        assert len(bench.models.cameras) > 400
        assert bench.slice.state.phase is Phase.LIVE
        assert bench.slice.is_ready_for_screenshot()
        layer = bench.tab.map.view._points
        assert layer is not None
        await bench.until(lambda: len(bench.tab.map.view._points or ()) > 400)

    bench.run(scenario)


def test_nothing_is_asked_before_the_terms_are_agreed_to(make_bench: Bench) -> None:
    bench = make_bench
    for name in ("terms_accepted", "terms_purpose"):
        del bench.options[name]

    async def scenario() -> None:
        await bench.open_store()
        bench.show_slice()
        await bench.until(lambda: gate(bench) is not None)
        await drawn()
        assert bench.slice.tab is None
        assert bench.slice.state.phase is Phase.OFF
        assert bench.control.requests() == []
        page = gate(bench)
        assert page is not None
        field(page, "Purpose", QPlainTextEdit).setPlainText("Traffic counts for a thesis")
        page.findChild(QCheckBox).setChecked(True)  # type: ignore[union-attr]
        press(page, "Agree and open CAM2")
        await bench.until(lambda: bench.slice.tab is not None)
        await bench.searched()
        assert bench.models.terms.purpose == "Traffic counts for a thesis"
        assert "Before you use CAM2" not in texts(bench.slice.widget)
        await bench.reopen()
        assert gate(bench) is None

    bench.run(scenario)


def test_closing_at_the_terms(make_bench: Bench) -> None:
    bench = make_bench
    del bench.options["terms_accepted"]

    async def scenario() -> None:
        await bench.open_store()
        bench.show_slice()
        await bench.until(lambda: gate(bench) is not None)
        await close_quickly(bench)
        assert bench.control.requests() == []

    bench.run(scenario)


@pytest.mark.parametrize("steps", [0, 1, 3, 10, 40, 100])
def test_closing_before_it_has_opened(make_bench: Bench, steps: int) -> None:
    bench = make_bench

    async def scenario() -> None:
        await bench.open_store()
        bench.show_slice()
        for _ in range(steps):
            await asyncio.sleep(0)
        await close_quickly(bench)

    bench.run(scenario)


def test_closing_while_a_search_and_a_lookup_are_held(bench: Bench) -> None:
    async def scenario() -> None:
        asked = len(bench.control.requests())
        bench.control.fault("hold", operation="*", times=40)
        press(bench.tab.form, "Search")
        bench.tab.show_camera("f" * 24)
        await bench.control.arrived(asked + 2)
        await close_quickly(bench)

    bench.run(scenario)


def test_closing_while_dialogs_are_open(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.open_lookup()
        bench.tab.open_source()
        bench.tab.open_statistics()
        bench.tab.open_terms()
        bench.tab.list.export_wanted.emit()
        await drawn()
        await close_quickly(bench)

    bench.run(scenario)


def test_the_last_search_is_asked_again_at_opening(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.search(SearchRequest(Query(camera_type="stream")))
        await bench.searched()
        await bench.reopen()
        assert {camera.type for camera in bench.models.cameras} == {"stream"}
        assert bench.tab.form.request() == SearchRequest(Query(camera_type="stream"))

    bench.run(scenario)


def test_the_last_area_is_looked_at_again(bench: Bench) -> None:
    async def scenario() -> None:
        box = Box(40.0, -10.0, 55.0, 20.0)
        bench.tab.search(SearchRequest.of_box(box))
        await bench.searched()
        await bench.reopen()
        assert bench.models.search.request is not None
        assert bench.models.search.request.box == box
        lat, lon = bench.tab.map.view.viewport.centre
        assert box.holds(lat, lon)
        assert bench.tab.map.view.viewport.zoom > 2

    bench.run(scenario)


def test_what_nobody_asked_for_is_short_and_not_remembered(make_bench: Bench) -> None:
    bench = make_bench
    bench.options["page_cap"] = FIRST_PAGES + 20

    async def scenario() -> None:
        await bench.begin()
        progress = bench.models.search.progress
        assert progress is not None
        assert progress.cap == FIRST_PAGES
        assert bench.tab.saved.entries() == []
        press(bench.tab.form, "Search")
        await bench.searched()
        progress = bench.models.search.progress
        assert progress is not None
        assert progress.cap == FIRST_PAGES + 20
        assert progress.end is SearchEnd.COMPLETE
        assert bench.tab.saved.entries() == ["The whole world"]

    bench.run(scenario)


def test_without_credentials_the_page_says_how_to_connect(make_bench: Bench) -> None:
    bench = make_bench

    async def scenario() -> None:
        await bench.open_store()
        bench.credentials = type(bench.credentials)(backend=bench.credentials._backend)
        bench.show_slice()
        await bench.until(lambda: "not connected" in texts(bench.slice.widget))
        assert "client ID" in texts(bench.slice.widget)
        assert bench.control.requests() == []

    bench.run(scenario)


def test_an_address_that_cannot_be_used_is_said(make_bench: Bench) -> None:
    bench = make_bench
    bench.base_url = "http://cam2.example"

    async def scenario() -> None:
        await bench.open_store()
        bench.show_slice()
        await bench.until(lambda: "not connected" in texts(bench.slice.widget))
        assert "https" in texts(bench.slice.widget)

    bench.run(scenario)


def test_saved_filters_and_notes_come_back(bench: Bench) -> None:
    async def scenario() -> None:
        spec = Filter((Chip("type", Op.EQUALS, "Stream"),))
        bench.tab.list.filter_bar.save_wanted.emit("streams", spec)
        camera = bench.camera(lambda camera: camera.place)
        bench.models.notes.set_note(camera, "The one at the pier")
        await bench.reopen()
        assert [named.name for named in bench.slice._shelves["cameras"].filters] == ["streams"]
        row_id = bench.models.cameras.row_id(camera.camera_id)
        assert row_id is not None
        row = bench.tab.list.model.record(row_id)
        assert row is not None
        assert row.note == "The one at the pier"

    bench.run(scenario)


def test_a_radius_in_metres_is_the_profiles_choice(make_bench: Bench) -> None:
    bench = make_bench
    bench.options["radius_unit"] = "m"
    bench.control.set_switch(radius_unit="m")

    async def scenario() -> None:
        await bench.begin()
        near = bench.camera(lambda camera: camera.place and camera.place != (0.0, 0.0))
        assert near.place is not None
        lat, lon = near.place
        bench.tab.search(SearchRequest(Query(latitude=lat, longitude=lon, radius_km=5)))
        await bench.searched()
        assert near.camera_id in bench.models.cameras
        query = next(
            each["query"] for each in bench.control.requests("search") if "radius" in each["query"]
        )
        assert "radius=5000" in query

    bench.run(scenario)


def test_opening_never_holds_the_window_up(make_bench: Bench) -> None:
    bench = make_bench

    async def scenario() -> None:
        await bench.begin()

    bench.run(scenario)
    assert bench.app_loop.longest_stall_ms() < LIMITS.stall_ms
