"""The list of events, the tree of types and the detail, as an operator uses them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QSplitter

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.event_detail import FIRST, GONE, NO_OBJECT, EventDetail
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.amigocloud.model.types import EventTypes
from facespace_desk.amigocloud.view.event_detail import EventDetailPane
from facespace_desk.amigocloud.view.event_export import event_formats
from facespace_desk.amigocloud.view.events_page import EventsPage
from facespace_desk.amigocloud.view.type_tree import TypeTree
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.export import ExportContext
from facespace_desk.modelkit.json_tree import AT_ONCE, JsonTree
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.store.event_records import EventCaps
from facespace_desk.store.store import Store
from facespace_desk.widgets.export_dialog import ExportDialog
from facespace_desk.widgets.theme import ThemeSwitch
from tests.amigocloud.event_making import NOW_MS, PROFILE, live, memory_store, realtime, reports
from tests.conftest import LoopRunner
from tests.limits import PATIENCE_S
from tests.widgets.conftest import look
from tests.window import button, column, drawn, field, hit, press, texts

__all__ = ["look"]

Run = Callable[[Callable[["Desk"], Coroutine[Any, Any, None]]], None]


class Desk:
    """The three views on one list, in one window."""

    def __init__(self, store: Store, app_loop: LoopRunner) -> None:
        self.store = store
        self.display = Display()
        self.events = EventList(store, PROFILE, self.display)
        self.types = EventTypes(store, PROFILE)
        self.detail = EventDetail(self.events)
        self.chosen = Chosen()
        self.events.kept.connect(self.types.take)
        self.types.muted_changed.connect(self.events.set_muted)
        self.page = EventsPage(self.events, self.detail, self.chosen, self.display)
        self.pane = EventDetailPane(self.detail, self.display)
        self.tree = TypeTree(self.types)
        self.window = QSplitter()
        for part in (self.tree, self.page, self.pane):
            self.window.addWidget(part)
        self.window.resize(1500, 800)
        self._app_loop = app_loop

    async def until(self, holds: Callable[[], object]) -> None:
        await self._app_loop.until(holds, PATIENCE_S)

    async def choose(self, row: int) -> None:
        """Choose a row, and wait until the detail shows it."""
        self.page.table.go_to_row(row)
        await self.until(
            lambda: (
                self.detail.row is not None
                and self.detail.row.number == self.events.row_id(row)
                and not self.detail.is_reading
            )
        )

    def values(self) -> dict[str, str]:
        """What the tree of values shows, by path."""
        model = self.pane.values.model
        found: dict[str, str] = {}

        def walk(parent: QModelIndex) -> None:
            for row in range(model.rowCount(parent)):
                index = model.index(row, 0, parent)
                found[index.data(JsonTree.PathRole)] = index.siblingAtColumn(1).data()
                if self.pane.values.tree.isExpanded(index):
                    walk(index)

        walk(QModelIndex())
        return found

    def marked(self) -> list[str]:
        """Paths of the values that are shown as changed."""
        model = self.pane.values.model
        matches = model.match(
            model.index(0, 0), JsonTree.ChangedRole, True, -1,
            Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
        )  # fmt: skip
        return [index.data(JsonTree.PathRole) for index in matches]

    def changes(self) -> list[list[str]]:
        model = self.pane.changes.model
        return [
            [model.item(row, place).text() for place in range(4)] for row in range(model.rowCount())
        ]


@asynccontextmanager
async def opened_desk(app_loop: LoopRunner) -> AsyncIterator[Desk]:
    store = await memory_store()
    desk = Desk(store, app_loop)
    await desk.events.open()
    await desk.types.open()
    desk.window.show()
    await drawn()
    try:
        yield desk
    finally:
        desk.window.hide()
        desk.window.deleteLater()
        for part in (desk.detail, desk.events, desk.types):
            await part.close()
        await store.close()
        await drawn()


@pytest.fixture
def run(app_loop: LoopRunner, look: ThemeSwitch) -> Run:
    """Runs a scenario with an open desk."""

    def run_it(scenario: Callable[[Desk], Coroutine[Any, Any, None]]) -> None:
        async def whole() -> None:
            async with opened_desk(app_loop) as desk:
                await scenario(desk)

        app_loop.run(whole(), timeout_s=6 * PATIENCE_S)

    return run_it


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_before_the_first_event_the_page_says_how_they_come(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        assert "No event has come yet" in texts(desk.page)
        assert "No event is chosen" in texts(desk.pane)
        desk.events.take([realtime("bus-1")])
        await drawn()
        assert "No event has come yet" not in texts(desk.page)

    run(scenario)


def test_pause_counts_what_waits_and_resume_lets_it_in(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take(reports(2))
        press(desk.page, "Pause")
        desk.events.take(reports(1_200, 2))
        assert button(desk.page, "Resume").text() == "Resume · 1,200 new"
        assert desk.page.model.rowCount() == 2
        press(desk.page, "Resume")
        assert desk.page.model.rowCount() == 1_202
        assert button(desk.page, "Pause").text() == "Pause"

    run(scenario)


def test_chosen_event_shows_its_values_and_marks_what_changed(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take([realtime("bus-1", speed="12.5", route="M1")])
        desk.events.take([realtime("bus-2", NOW_MS + 500)])
        desk.events.take([realtime("bus-1", NOW_MS + 1_000, speed="13.1", doors="open")])
        await desk.choose(0)
        assert desk.values()["data[0].speed"] == '"13.1"'
        assert desk.values()["dataset_id"] == "9"
        assert set(desk.marked()) == {"data[0].speed", "data[0].doors", "data[0].timestamp"}
        desk.pane.show_page(1)
        await drawn()
        assert "4 values changed since the report before of bus-1, 1.0 s earlier." in texts(
            desk.pane
        )
        assert ["speed", "12.5", "13.1", "+0.6"] in desk.changes()
        assert ["doors", "new", "open", ""] in desk.changes()
        assert ["route", "M1", "gone", ""] in desk.changes()
        assert desk.chosen.key == ObjectKey(9, "bus-1")
        await desk.choose(1)
        await drawn()
        assert FIRST in texts(desk.pane)

    run(scenario)


def test_event_of_several_objects_is_compared_for_each(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take([realtime("a", speed="1"), realtime("b", speed="1")])
        both = [{"object_id": "a", "speed": "1"}, {"object_id": "b", "speed": "2"}]
        desk.events.take([live("realtime", {"dataset_id": 9, "data": both})])
        await desk.choose(0)
        objects = field(desk.pane, "Object to compare", QComboBox)
        assert [objects.itemText(place) for place in range(objects.count())] == ["a", "b"]
        objects.textActivated.emit("b")
        await desk.until(lambda: desk.detail.object_id == "b" and not desk.detail.is_reading)
        assert "data[1].speed" in desk.marked()
        assert "data[0].speed" not in desk.marked()

    run(scenario)


def test_path_and_value_are_copied_letter_by_letter(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take([live("odd", {"a b": ["<b>x</b>", 2]})])
        await desk.choose(0)
        model, tree = desk.pane.values.model, desk.pane.values.tree
        holder = model.index(0, 0)
        tree.expand(holder)
        tree.setCurrentIndex(model.index(0, 0, holder))
        hit(tree, "Ctrl+C")
        assert clipboard() == "<b>x</b>"
        hit(tree, "Ctrl+Shift+C")
        assert clipboard() == '["a b"][0]'
        tree.setCurrentIndex(holder)
        press(desk.pane, "Value")
        assert clipboard() == '["<b>x</b>",2]'
        press(desk.pane, "Path")
        assert clipboard() == '["a b"]'

    run(scenario)


def test_raw_text_is_what_came_or_indented(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take([live("odd", {"a": [1, "é"]}, more=(5,))])
        desk.events.take([live("odd", {"a": [1, "é"]})])
        await desk.choose(0)
        raw = desk.pane.raw
        assert raw.text.toPlainText() == json.dumps({"a": [1, "é"]}, ensure_ascii=False, indent=2)
        raw.indented.setChecked(False)
        assert raw.text.toPlainText() == '{"a":[1,"é"]}'
        await desk.choose(1)
        assert raw.text.toPlainText() == '{"a":[1,"é"]}\n[5]'
        assert desk.values()["[1]"] == "5"
        assert desk.detail.note == NO_OBJECT

    run(scenario)


@pytest.mark.parametrize("data", [None, "text", 5, [], {}, True])
def test_data_without_parts_is_one_value(run: Run, data: object) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take([live("odd", data)])
        await desk.choose(0)
        assert len(desk.values()) == 1
        assert desk.pane.raw.text.toPlainText() == json.dumps(data, indent=2)

    run(scenario)


def test_event_of_ten_megabytes_is_shown_in_parts(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        large = {"rows": [{"text": "x" * 90, "n": number} for number in range(100_000)]}
        desk.events.take([live("large", large)])
        await desk.choose(0)
        model, tree = desk.pane.values.model, desk.pane.values.tree
        holder = model.index(0, 0)
        tree.expand(holder)
        await drawn()
        assert holder.siblingAtColumn(1).data() == "[100,000 entries]"
        assert 0 < model.rowCount(holder) <= 4 * AT_ONCE
        desk.pane.show_page(2)
        await drawn()
        assert "Only the beginning" in texts(desk.pane)

    run(scenario)


def test_event_that_went_meanwhile_says_so(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take(reports(2))
        row = desk.events.record_at(0)
        await desk.store.flush()
        await desk.store.events.cap(PROFILE, EventCaps(count=0), NOW_MS)
        desk.detail.show(row)
        await desk.until(lambda: desk.detail.trouble == GONE)
        await drawn()
        assert GONE in texts(desk.pane)

    run(scenario)


def test_one_object_alone_follows_the_choice(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take([realtime("a"), realtime("b"), realtime("a", NOW_MS + 1)])
        assert not desk.page.only.isEnabled()
        desk.chosen.choose(ObjectKey(9, "a"))
        desk.page.only.click()
        assert desk.page.only.text() == "a"
        await desk.until(lambda: column(desk.page, "Object") == ["a", "a"])
        desk.chosen.choose(ObjectKey(9, "b"))
        await desk.until(lambda: column(desk.page, "Object") == ["b"])
        desk.chosen.choose(None)
        await desk.until(lambda: column(desk.page, "Object") == ["a", "b", "a"])

    run(scenario)


def test_of_many_reports_the_compared_one_is_in_sight(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        for second in range(2):
            entries = [{"object_id": f"bus-{n}", "speed": n + second} for n in range(40)]
            data = {"dataset_id": 9, "data": entries}
            desk.events.take([live("realtime", data, NOW_MS + second)])
        desk.chosen.choose(ObjectKey(9, "bus-35"))
        desk.detail.show_latest(ObjectKey(9, "bus-35"))
        await desk.until(lambda: desk.detail.difference is not None)
        await drawn()
        tree, model = desk.pane.values.tree, desk.pane.values.model
        [speed] = [
            index
            for holder in model.changed_indexes()[-1:]
            for row in range(model.rowCount(holder))
            if (index := model.index(row, 0, holder)).data() == "speed"
        ]
        assert model.path(speed) == "data[35].speed"
        assert tree.viewport().rect().contains(tree.visualRect(speed))

    run(scenario)


def test_filter_that_shows_nothing_offers_to_clear_it(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take(reports(3))
        desk.page.filter_to("object", "nowhere")
        await desk.until(lambda: "No row matches the filter" in texts(desk.page))
        press(desk.page, "Clear filter")
        await desk.until(lambda: len(column(desk.page, "Object")) == 3)

    run(scenario)


def test_unticked_type_leaves_the_list(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take([realtime("a"), live("project:deleted", {})])
        desk.types.tick()
        index = desk.types.index(1, 0)
        assert index.data() == "realtime"
        desk.types.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        await desk.until(lambda: column(desk.page, "Type") == ["project:deleted"])
        assert "1 not listed" in desk.tree.summary.text()
        desk.tree.show_all.click()
        await desk.until(lambda: len(column(desk.page, "Type")) == 2)

    run(scenario)


def test_row_out_of_memory_is_shown_in_the_detail_when_it_came(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take(reports(2_000))
        await desk.events.close()
        again = EventList(desk.store, PROFILE, desk.display)
        detail = EventDetail(again)
        page = EventsPage(again, detail, desk.chosen, desk.display)
        desk.window.addWidget(page)
        await again.open()
        page.table.go_to_row(again.rowCount() - 1)
        await desk.until(lambda: detail.row is not None and detail.row.number == 0)
        await detail.close()
        await again.close()

    run(scenario)


def test_head_of_another_column_does_not_pretend_to_sort(run: Run) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take(reports(3))
        header = desk.page.table.header
        desk.page.table.toggle_sort(3)
        assert header.sortIndicatorSection() == -1
        desk.page.table.toggle_sort(0)
        desk.page.table.toggle_sort(0)
        assert header.sortIndicatorSection() == 0
        assert column(desk.page, "Object") == ["bus-000", "bus-001", "bus-002"]

    run(scenario)


def test_export_dialog_writes_the_formats_of_events(run: Run, tmp_path: Path) -> None:
    async def scenario(desk: Desk) -> None:
        desk.events.take(reports(5))
        tasks = TaskScope("test")
        context = ExportContext("events", "Test")
        dialog = ExportDialog(
            desk.page.table,
            desk.display,
            context,
            desk.window,
            tasks=tasks,
            formats=(),
            others=event_formats(desk.events, desk.display, context),
        )
        dialog.open()
        formats = dialog.findChild(QComboBox)
        assert formats is not None
        titles = [formats.itemText(place) for place in range(formats.count())]
        assert [title.split(",")[0] for title in titles] == ["NDJSON", "CSV", "GeoJSON", "GPX"]
        formats.setCurrentIndex(3)
        path = tmp_path / "tracks.gpx"
        dialog._path.setText(str(path))
        press(dialog, "Export")
        await desk.until(lambda: "5 rows, " in texts(dialog) and "written to" in texts(dialog))
        assert path.read_text("utf-8").count("<trk>") == 5
        dialog.reject()
        await tasks.close()
        await asyncio.sleep(0)
        QApplication.processEvents()

    run(scenario)
