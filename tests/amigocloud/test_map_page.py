"""Moving objects in the window: map, list and replay bar share one selection and one truth."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.event_rows import new_event
from facespace_desk.amigocloud.model.fleet import AgeLimits
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.objects import Objects
from facespace_desk.amigocloud.model.replay import Replay, ReplayPhase
from facespace_desk.amigocloud.model.tape import ProfileRecording
from facespace_desk.amigocloud.model.trails import TrailSpan
from facespace_desk.amigocloud.view.map_page import MapPage
from facespace_desk.amigocloud.view.mover_layer import STAMPED_FROM, TrailsOf
from facespace_desk.amigocloud.view.objects_page import ObjectsPage
from facespace_desk.amigocloud.view.replay_bar import ReplayBar
from facespace_desk.amigocloud.view.sparkline import spark_points
from facespace_desk.map.menus import menu_at
from facespace_desk.modelkit.display import Display
from facespace_desk.store.store import Store
from facespace_desk.widgets.theme import ThemeSwitch
from tests.amigocloud.event_making import PROFILE, memory_store, realtime
from tests.amigocloud.mover_making import CITY, METRE, NOW_MS, Clock, key, report
from tests.widgets.conftest import look
from tests.window import button, column, press, texts

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["look"]

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """Map, list and replay bar of one set of movers, in a window."""

    def __init__(self, app_loop: LoopRunner, theme: ThemeSwitch, store: Store) -> None:
        self.app_loop = app_loop
        self.store = store
        self.clock = Clock()
        display = Display()
        self.movers = Movers(clock=self.clock)
        self.chosen = Chosen()
        self.objects = Objects(self.movers, display)
        self.replay = Replay(ProfileRecording(store.events, PROFILE), self.movers, display)
        self.map = MapPage(self.movers, self.chosen, display, theme)
        self.list = ObjectsPage(self.objects, self.chosen, display)
        self.list.opened.connect(self.map.go_to)
        self.bar = ReplayBar(self.replay, display)
        self.window = QWidget()
        within = QVBoxLayout(self.window)
        within.addWidget(self.map, 3)
        within.addWidget(self.list, 2)
        within.addWidget(self.bar)
        self.window.resize(1000, 800)
        self.window.show()

    def run(self, scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.app_loop.run(scenario(), timeout_s=180)

    async def until(self, holds: Callable[[], object]) -> None:
        await self.app_loop.until(holds)

    async def take(self, *reports: Any) -> None:
        """Let positions arrive, and wait until the list has them."""
        self.movers.take(reports)
        count = len(self.movers.fleet)
        await self.until(lambda: self.objects.table.rowCount() == count)

    def at(self, object_id: str) -> QPoint:
        """Where an object is drawn."""
        fleet, view = self.movers.fleet, self.map.view
        row = fleet.row(key(object_id))
        x, y = view.viewport.to_px(fleet.x[row], fleet.y[row])
        return QPoint(round(float(x)), round(float(y)))

    def is_in_sight(self, object_id: str) -> bool:
        return self.map.view.rect().contains(self.at(object_id))

    def selected(self) -> list[str]:
        return [each.report.object_id for each in self.list.page.table.selected_records()]

    async def close(self) -> None:
        for model in (self.replay, self.objects, self.movers):
            await model.close()
        await self.map.view.finish()
        self.window.hide()
        self.window.deleteLater()
        await self.store.close()


@pytest.fixture
def desk(app_loop: LoopRunner, look: ThemeSwitch) -> Iterator[Desk]:
    async def opened() -> Desk:
        store = await memory_store()
        await store.events.open(PROFILE)
        return Desk(app_loop, look, store)

    made = app_loop.run(opened())
    yield made
    app_loop.run(made.close())


def cluster(count: int, spread_m: float = 400.0) -> list[Any]:
    """Objects of which each is *spread_m* from its neighbours."""
    side = int(np.ceil(np.sqrt(count)))
    step = spread_m * METRE
    return [
        report(f"bus-{n}", latitude=CITY[0] + n // side * step, longitude=CITY[1] + n % side * step)
        for n in range(count)
    ]


def painted(desk: Desk) -> QImage:
    """The layer of the movers alone."""
    view = desk.map.view
    image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    view.layer.paint(painter, view.viewport)
    painter.end()
    return image


def ink(image: QImage) -> int:
    """How many pixels are painted."""
    return int(np.count_nonzero(np.frombuffer(image.constBits(), np.uint32)))


# -- the map


def test_the_map_looks_at_the_first_objects_by_itself(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(*cluster(9))
        await desk.until(lambda: all(desk.is_in_sight(f"bus-{n}") for n in range(9)))
        assert desk.map.view.viewport.zoom > 8

    desk.run(scenario)


def test_it_leaves_a_view_that_the_operator_chose_alone(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(*cluster(4))
        await desk.until(lambda: desk.is_in_sight("bus-0"))
        desk.map.view.go_to(0.0, 0.0, 5.0)
        before = desk.map.view.viewport
        await desk.take(*cluster(40))
        desk.map._tick()
        assert desk.map.view.viewport == before

    desk.run(scenario)


def test_a_click_chooses_the_object_everywhere(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(*cluster(9))
        await desk.until(lambda: desk.is_in_sight("bus-4"))
        QTest.mouseClick(desk.map.view, LEFT, pos=desk.at("bus-4"))
        assert desk.chosen.key == key("bus-4")
        assert desk.selected() == ["bus-4"]
        QTest.mouseClick(desk.map.view, LEFT, pos=QPoint(4, 4))
        assert desk.chosen.key is None
        assert desk.selected() == []

    desk.run(scenario)


def test_a_row_of_the_list_is_chosen_on_the_map_and_brought_into_sight(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(*cluster(9), report("far", latitude=-30.0, longitude=100.0))
        desk.map.view.go_to(*CITY, 12.0)
        assert not desk.is_in_sight("far")
        row = column(desk.list.page, "Object").index("far")
        desk.list.page.table.go_to_row(row)
        assert desk.chosen.key == key("far")
        assert desk.is_in_sight("far")

    desk.run(scenario)


def test_a_chosen_object_that_comes_later_is_selected_when_it_does(desk: Desk) -> None:
    async def scenario() -> None:
        desk.chosen.choose(key("late"))
        await desk.take(report("early"))
        assert desk.selected() == []
        await desk.take(report("late"))
        await desk.until(lambda: desk.selected() == ["late"])
        assert desk.chosen.key == key("late")

    desk.run(scenario)


def test_opening_a_row_looks_at_the_object_from_near(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(*cluster(9))
        table = desk.list.page.table
        table.go_to_row(3)
        QTest.keyClick(table, Qt.Key.Key_Return)
        assert desk.map.view.viewport.zoom >= 15
        middle = QPointF(desk.map.view.rect().center())
        assert (QPointF(desk.at(desk.selected()[0])) - middle).manhattanLength() < 4

    desk.run(scenario)


def test_a_followed_object_stays_in_sight(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(report("bus-1"))
        desk.chosen.choose(key("bus-1"))
        desk.map.go_to(key("bus-1"))
        press(desk.map, "Follow")
        for step in range(1, 30):
            desk.clock.go(1)
            north = CITY[0] + step * 200 * METRE
            desk.movers.take([report("bus-1", NOW_MS + step * 1000, latitude=north)])
            count = step + 1
            await desk.until(lambda count=count: desk.movers.fleet.count[0] == count)
        await desk.until(lambda: desk.is_in_sight("bus-1"))
        press(desk.map, "Follow")
        desk.movers.take([report("bus-1", NOW_MS + 60_000, latitude=60.0)])
        told = desk.map.view.viewport
        desk.map._tick()
        assert desk.map.view.viewport == told

    desk.run(scenario)


def test_the_card_tells_what_the_object_said_letter_by_letter(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(report("<b>bus</b>", speed=12.5, extra={"route": "M7", "deep": {"a": 1}}))
        lines = desk.map._card(0)
        assert lines[0] == "<b>bus</b>"
        assert lines[1] == "live  ·  heard now"
        assert "speed 12.5" in lines
        assert "route  M7" in lines
        desk.map.view.hover_mark(0)
        desk.map.view.settle()

    desk.run(scenario)


def test_how_many_are_live_stale_and_lost_is_told(desk: Desk) -> None:
    async def scenario() -> None:
        assert "No positions yet" in texts(desk.map)
        await desk.take(report("a"), report("b"))
        desk.clock.go(61)
        desk.movers.take([report("a", NOW_MS + 61_000)])
        desk.map._tick()
        assert "1 live  ·  1 stale" in texts(desk.map)

    desk.run(scenario)


def test_stale_and_lost_look_otherwise_than_live(desk: Desk) -> None:
    async def scenario() -> None:
        desk.map.names.setChecked(False)
        await desk.take(report("a", track=45.0))
        desk.map.view.go_to(*CITY, 14.0)
        pictures = []
        for seconds in (0, 61, 601):
            desk.clock.now_ms = NOW_MS + seconds * 1000
            desk.movers.grow_old()
            pictures.append(painted(desk))
        assert all(ink(each) for each in pictures)
        assert len({bytes(each.constBits()) for each in pictures}) == 3

    desk.run(scenario)


def test_an_arrow_points_where_the_object_goes(desk: Desk) -> None:
    async def scenario() -> None:
        desk.map.names.setChecked(False)
        desk.map.show_trails(TrailsOf.NOBODY)
        middles = []
        for place, track in enumerate((90.0, 270.0)):
            desk.movers.take([report("a", NOW_MS + place, track=track)])
            desk.map.view.go_to(*CITY, 14.0)
            image = painted(desk)
            pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
            middles.append(np.nonzero(pixels)[1].mean() - desk.at("a").x())
        assert middles[0] * middles[1] < 0  # the weight of the picture changed its side

    desk.run(scenario)


def test_objects_glide_between_reports_when_that_is_wanted(desk: Desk) -> None:
    async def scenario() -> None:
        assert not desk.map.glide.isChecked()
        assert "late" in desk.map.glide.toolTip()
        desk.map.names.setChecked(False)
        desk.map.show_trails(TrailsOf.NOBODY)
        desk.movers.take([report("a", NOW_MS)])
        desk.clock.go(2)
        desk.movers.take([report("a", NOW_MS + 2_000, latitude=CITY[0] + 400 * METRE)])
        desk.map.view.go_to(*CITY, 14.0)
        there = painted(desk)
        desk.map.glide.setChecked(True)
        assert "shown one report late" in texts(desk.map)
        heights = []
        for _ in range(4):
            image = painted(desk)
            pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
            heights.append(float(np.nonzero(pixels)[0].mean()))
            desk.clock.go(0.5)
        assert heights == sorted(heights, reverse=True)
        assert len(set(heights)) == 4
        desk.clock.go(0.5)
        assert painted(desk) == there
        await desk.until(lambda: not desk.map.glide_tick.is_running)
        desk.movers.take([report("a", desk.clock.now_ms, latitude=CITY[0])])
        await desk.until(lambda: desk.map.glide_tick.is_running)

    desk.run(scenario)


def test_trails_are_of_whom_they_are_wanted(desk: Desk) -> None:
    async def scenario() -> None:
        desk.map.names.setChecked(False)
        for second in range(60):
            desk.clock.go(1)
            north = CITY[0] + second * 20 * METRE
            desk.movers.take(
                [
                    report(name, NOW_MS + second * 1000, latitude=north, longitude=east)
                    for name, east in (("a", CITY[1]), ("b", CITY[1] + 300 * METRE))
                ]
            )
        desk.chosen.choose(key("a"))
        desk.map.view.go_to(*CITY, 14.0)
        amounts = []
        for whose in (TrailsOf.NOBODY, TrailsOf.CHOSEN, TrailsOf.ALL):
            desk.map.show_trails(whose)
            amounts.append(ink(painted(desk)))
        assert amounts[0] < amounts[1] < amounts[2]
        desk.movers.set_span(TrailSpan(None, None))
        assert ink(painted(desk)) <= amounts[0]

    desk.run(scenario)


def test_a_crowd_is_painted_too(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(*cluster(STAMPED_FROM + 100, spread_m=40.0))
        desk.map.view.fit_all()
        assert ink(painted(desk)) > 1_000
        desk.clock.go(100)
        desk.movers.grow_old()
        assert ink(painted(desk)) > 1_000

    desk.run(scenario)


def test_objects_on_both_sides_of_180_degrees_are_seen_together(desk: Desk) -> None:
    async def scenario() -> None:
        east = [report(f"e{n}", latitude=0.1 * n, longitude=179.9) for n in range(3)]
        west = [report(f"w{n}", latitude=0.1 * n, longitude=-179.9) for n in range(3)]
        await desk.take(*east, *west)
        desk.map.view.fit_all()
        assert all(desk.is_in_sight(name) for name in ("e0", "e2", "w0", "w2"))
        assert desk.map.view.viewport.zoom > 5

    desk.run(scenario)


def test_nothing_is_searched_for_on_this_map(desk: Desk) -> None:
    async def scenario() -> None:
        view = desk.map.view
        menu = menu_at(view, QPointF(50, 50))
        offered = [each.text() for each in (*menu.actions(), *view.actions())]
        menu.deleteLater()
        assert not [text for text in offered if "earch" in text]

    desk.run(scenario)


def test_settings_of_the_map_are_remembered(desk: Desk) -> None:
    async def scenario() -> None:
        told: list[bool] = []
        desk.map.look_changed.connect(lambda: told.append(True))
        desk.map.show_trails(TrailsOf.CHOSEN)
        desk.map.names.setChecked(False)
        desk.movers.set_span(TrailSpan(None, 2_000.0))
        desk.movers.set_limits(AgeLimits(15.0, 60.0))
        desk.map.glide.setChecked(True)
        assert len(told) == 5
        text = desk.map.look_text()
        desk.map.show_trails(TrailsOf.ALL)
        desk.movers.set_span(TrailSpan(60.0))
        desk.movers.set_limits(AgeLimits())
        desk.map.glide.setChecked(False)
        desk.map.restore_look(text)
        assert desk.map.glide.isChecked()
        assert desk.map.look_text() == text
        for odd in (
            "",
            "{}",
            "[]",
            '{"trails": "ALL", "span": [-1, 0], "ages": [5, 1], "names": 1}',
        ):
            desk.map.restore_look(odd)
        assert desk.map.look_text() == text

    desk.run(scenario)


def test_menus_choose_trails_and_ages(desk: Desk) -> None:
    async def scenario() -> None:
        trails, ages = desk.map.trails.menu(), desk.map.ages.menu()
        for menu, words in (
            (trails, "2 km"),
            (trails, "Chosen object"),
            (ages, "5 min, lost after 1 h"),
        ):
            choose(menu, words)
        assert desk.movers.span == TrailSpan(None, 2_000.0)
        assert desk.map.view.layer.trails_of is TrailsOf.CHOSEN
        assert desk.movers.limits == AgeLimits(300.0, 3600.0)

    desk.run(scenario)


def choose(menu: QMenu, words: str) -> None:
    """What a person does in a menu."""
    menu.aboutToShow.emit()
    [action] = [each for each in menu.actions() if each.text() == words]
    action.trigger()


# -- the list


def test_columns_of_the_payload_are_chosen_in_a_menu_and_keep_the_choice(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(report("a", extra={"battery": 80, "route": "M7"}), report("b"))
        await desk.until(lambda: desk.objects.fields == ("battery", "route"))
        desk.chosen.choose(key("b"))
        [menu] = [
            each.menu()
            for each in desk.list.page.findChildren(type(desk.list.pin))
            if each.toolTip() == "Columns from the payload"
        ]
        choose(menu, "battery")
        await desk.until(lambda: desk.objects.fields == ("route",))
        titles = [each.title for each in desk.list.page.model.columns]
        assert "route" in titles
        assert "battery" not in titles
        assert desk.selected() == ["b"]

    desk.run(scenario)


def test_an_object_is_pinned_from_the_tool_bar(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(report("a"), report("b"))
        assert not desk.list.pin.isEnabled()
        desk.chosen.choose(key("b"))
        desk.list.pin.click()
        assert desk.objects.pins == {key("b")}
        assert column(desk.list.page, "Pinned") == ["–", "yes"]

    desk.run(scenario)


def test_a_spark_line_spans_its_cell_and_breaks_where_nothing_was_said() -> None:
    area = QRectF(10, 5, 100, 20)
    points = spark_points(np.array([0, np.nan, 10, 5], np.float32), area)
    assert points[0].tolist() == [10, 25]
    assert points[2].tolist() == pytest.approx([10 + 200 / 3, 5])
    assert np.isnan(points[1, 1])
    assert points[3, 0] == 110
    assert spark_points(np.array([3, 3, 3], np.float32), area)[:, 1].tolist() == [15, 15, 15]
    assert not len(spark_points(np.array([3], np.float32), area))


# -- the replay


def test_a_recording_is_replayed_on_the_same_map_and_list(desk: Desk) -> None:
    async def scenario() -> None:
        events = [
            new_event(
                realtime("then", NOW_MS - 60_000 + n * 1000, latitude=str(CITY[0] + n * 50 * METRE))
            )
            for n in range(60)
        ]
        desk.store.events.add(PROFILE, events)
        await desk.take(report("now"))
        choose_range = desk.bar.start.menu()
        recorded = ProfileRecording(desk.store.events, PROFILE)
        span = None
        while span is None:
            span = await recorded.span()
        choose(choose_range, "All that was kept")
        await desk.until(lambda: desk.replay.state.phase is ReplayPhase.PAUSED)
        await desk.until(lambda: column(desk.list.page, "Object") == ["then"])
        desk.replay.set_speed(1000)
        desk.bar.play.click()
        await desk.until(lambda: desk.replay.state.phase is ReplayPhase.ENDED)
        assert desk.bar.slider.value() == desk.bar.slider.maximum()
        assert "At the end" in texts(desk.bar)
        assert desk.movers.fleet.count.tolist() == [60]
        press(desk.bar, "Back to live")
        await desk.until(lambda: column(desk.list.page, "Object") == ["now"])
        assert button(desk.bar, "Replay").isVisible()

    desk.run(scenario)


def test_the_slider_goes_to_a_moment(desk: Desk) -> None:
    async def scenario() -> None:
        first_ms = NOW_MS - 60_000
        events = [new_event(realtime("then", first_ms + n * 1000)) for n in range(61)]
        desk.store.events.add(PROFILE, events)
        recorded = ProfileRecording(desk.store.events, PROFILE)
        while await recorded.span() is None:
            pass
        desk.replay.begin()
        await desk.until(lambda: desk.replay.state.phase is ReplayPhase.PAUSED)
        desk.bar.slider.setValue(desk.bar.slider.maximum() // 2)
        await desk.until(lambda: desk.replay.state.at_ms == first_ms + 30_000)
        await desk.until(lambda: desk.replay.state.phase is ReplayPhase.PAUSED)
        assert desk.movers.fleet.count.tolist() == [31]

    desk.run(scenario)


def test_a_replay_of_nothing_says_so(desk: Desk) -> None:
    async def scenario() -> None:
        choose(desk.bar.start.menu(), "The last hour")
        await desk.until(lambda: "Nothing was recorded yet." in texts(desk.bar))

    desk.run(scenario)


def test_other_themes_are_worn_at_once(desk: Desk, look: ThemeSwitch, qapp: Any) -> None:
    async def scenario() -> None:
        await desk.take(*cluster(9))
        desk.map.view.go_to(*CITY, 13.0)
        dark = bytes(painted(desk).constBits())
        look.apply(qapp, "light")
        assert bytes(painted(desk).constBits()) != dark

    desk.run(scenario)
