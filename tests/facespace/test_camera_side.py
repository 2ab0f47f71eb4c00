"""The list of cameras: groups, counts, silence, and what a choice there does."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QTreeView

from facespace_desk.facespace.model.cameras import CameraNote
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.pages import EmptyPage
from tests.facespace.tab_fixtures import (
    MIRA_AND_JON,
    Bench,
    bench,
    column,
    field,
    front,
    look,
    make_bench,
    press,
    running_simulators,
    simulators,
    texts,
    type_text,
)

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]


def tree(bench: Bench) -> QTreeView:
    return field(bench.tab.side, "Cameras", QTreeView)


def shown(bench: Bench) -> dict[str, list[tuple[str, str]]]:
    """Cameras by group: title and count."""
    model = tree(bench).model()
    found = {}
    for group in range(model.rowCount()):
        parent = model.index(group, 0)
        found[parent.data()] = [
            (model.index(row, 0, parent).data(), model.index(row, 1, parent).data())
            for row in range(model.rowCount(parent))
        ]
    return found


def index_of(bench: Bench, title: str) -> QModelIndex:
    model = tree(bench).model()
    for group in range(model.rowCount()):
        parent = model.index(group, 0)
        for row in range(model.rowCount(parent)):
            if model.index(row, 0, parent).data() == title:
                return model.index(row, 0, parent)
    raise AssertionError(title)


def click(bench: Bench, title: str) -> None:
    tree(bench).setCurrentIndex(index_of(bench, title))


def test_cameras_are_counted_and_in_natural_order(make_bench: Bench) -> None:
    bench = make_bench
    bench.options = {"groups": "Lisbon: gate 2, gate 10"}
    bench.control.script({"gate 10": ["Mira"], "gate 2": [], "Dock": ["Jon", "Ada"]})

    async def scenario() -> None:
        await bench.begin()
        await bench.polled()
        bench.tab.side.refresh()
        assert shown(bench) == {
            "Cameras": [("Dock", "2 here")],
            "Lisbon": [("gate 2", "over 24 h"), ("gate 10", "1 here")],
        }
        bench.models.book.set_entry("Dock", CameraNote(alias="gate 5", group="Lisbon"))
        bench.tab.side.refresh()
        assert [title for title, _ in shown(bench)["Lisbon"]] == ["gate 2", "gate 5", "gate 10"]
        assert "Cameras" not in shown(bench)

    bench.run(scenario)


def test_silent_camera_says_for_how_long(bench: Bench) -> None:
    async def scenario() -> None:
        from facespace_desk.facespace.daylog import Stay

        long_ago_ms = wall_ms() - 3 * 3_600_000
        bench.models.day.add_past([Stay("attic", "Ada", long_ago_ms, long_ago_ms)])
        bench.tab.side.refresh()
        assert ("attic", "silent 3 h") in shown(bench)["Cameras"]
        assert "silent" in texts(bench.tab.side)
        bench.models.book.set_entry("attic", CameraNote(silent_after_min=600))
        bench.tab.side.refresh()
        assert ("attic", "3 h") in shown(bench)["Cameras"]

    bench.run(scenario)


def test_double_click_shows_only_that_camera_and_no_match_blames_the_chip(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.script(MIRA_AND_JON)
        await bench.shows("Mira Holt", "Jon Ferro")
        bench.tab.side.refresh()
        page = bench.tab.live.presences
        tree(bench).doubleClicked.emit(index_of(bench, "dock"))
        assert column(page, "Reported as") == ["Jon Ferro"]
        tree(bench).doubleClicked.emit(index_of(bench, "gate"))
        assert column(page, "Reported as") == ["Mira Holt"]
        assert len(page.filter_bar.chip_views) == 1
        type_text(page.filter_bar.text, "nobody")
        await bench.until(lambda: isinstance(front(page), EmptyPage))
        assert 'This alone holds everything back: any column contains "nobody"' in texts(page)
        front(page).pressed.emit()  # type: ignore[attr-defined]
        assert sorted(column(page, "Reported as")) == ["Jon Ferro", "Mira Holt"]
        assert page.filter_bar.text.text() == ""

    bench.run(scenario)


def test_alias_and_group_reach_side_and_tables_and_the_choice_stays(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.script(MIRA_AND_JON)
        await bench.shows("Mira Holt", "Jon Ferro")
        bench.tab.side.refresh()
        click(bench, "gate")
        assert "Camera" in texts(bench.tab.detail)
        type_text(field(bench.tab.detail, "Alias", QLineEdit), "North gate")
        type_text(field(bench.tab.detail, "Group", QLineEdit), "Lisbon")
        bench.tab.detail.flush()
        bench.tab.side.refresh()
        assert shown(bench)["Lisbon"] == [("North gate", "1 here")]
        assert shown(bench)["Cameras"] == [("dock", "1 here")]
        assert tree(bench).currentIndex().data() == "North gate"
        assert "North gate" in texts(bench.tab.detail)
        assert field(bench.tab.detail, "Alias", QLineEdit).text() == "North gate"
        assert "North gate" in column(bench.tab.live.presences, "Camera")
        assert "North gate" in column(bench.tab.board.page, "Here now")
        await bench.reopen()
        await bench.until(lambda: "North gate" in column(bench.tab.live.presences, "Camera"))
        assert bench.models.book.entry("gate").group == "Lisbon"

    bench.run(scenario)


def test_history_of_a_camera_is_one_button_away(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.tab.side.refresh()
        click(bench, "gate")
        asked = len(bench.control.requests("logs"))
        press(bench.tab.detail, "History of this camera")
        assert bench.tab.page is bench.tab.history.page
        await bench.emitted(bench.models.history.answered)
        [request] = bench.control.requests("logs")[asked:]
        assert "camera_id=gate" in request["query"]

    bench.run(scenario)
