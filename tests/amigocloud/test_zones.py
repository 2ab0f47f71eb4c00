"""Zones: who enters and leaves them, how that is told, and how they are drawn and kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.zones import (
    ZONES_MOST,
    Crossing,
    Zone,
    Zones,
    crossing_words,
)
from facespace_desk.amigocloud.view.map_page import MapPage
from facespace_desk.amigocloud.view.zone_dialogs import ZoneDialog, ZonesDialog
from facespace_desk.amigocloud.view.zone_layer import ZoneLayer
from facespace_desk.amigocloud.view.zone_tools import ZoneTools
from facespace_desk.map.tools import Tool
from facespace_desk.modelkit.display import Display
from facespace_desk.store.store import Store
from facespace_desk.widgets.theme import ThemeSwitch
from tests.amigocloud.event_making import PROFILE, memory_store, until
from tests.amigocloud.mover_making import CITY, METRE, NOW_MS, Clock, key, report
from tests.widgets.conftest import look
from tests.window import button, texts

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["look"]

SQUARE = Zone("Square", *CITY, 1.0)
LEFT = Qt.MouseButton.LeftButton


def north(metres: float, object_id: str = "bus-1") -> Any:
    """A report from so far north of the city's middle."""
    return report(object_id, latitude=CITY[0] + metres * METRE, longitude=CITY[1])


class Watched:
    """Movers and zones, and what was told of crossings."""

    def __init__(self, store: Store) -> None:
        self.clock = Clock()
        self.movers = Movers(clock=self.clock)
        self.zones = Zones(self.movers, store, PROFILE, clock=self.clock)
        self.told: list[Crossing] = []
        self.zones.crossed.connect(self.told.extend)

    async def take(self, *reports: Any) -> None:
        """Let positions arrive, and be told of."""
        heard = self.movers.fleet.reports + len(reports)
        turn = len(turns := [0])
        self.movers.changed.connect(turns.append)
        self.movers.take(reports)
        await until(lambda: self.movers.fleet.reports == heard and len(turns) > turn)
        self.movers.changed.disconnect(turns.append)

    async def close(self) -> None:
        await self.zones.close()
        await self.movers.close()


@asynccontextmanager
async def watched() -> AsyncIterator[Watched]:
    store = await memory_store()
    made = Watched(store)
    try:
        yield made
    finally:
        await made.close()
        await store.close()


async def test_who_goes_over_the_edge_is_told_once(qapp: object) -> None:
    async with watched() as desk:
        desk.zones.add(SQUARE)
        await desk.take(north(1500))
        await desk.take(north(900))
        await desk.take(north(800))
        await desk.take(north(1100))
        seen = [(each.key, each.is_inside, each.zone) for each in desk.told]
        assert seen == [(key("bus-1"), True, "Square"), (key("bus-1"), False, "Square")]
        assert [each.is_inside for each in desk.zones.crossings] == [False, True]
        assert desk.told[0].at_ms == NOW_MS


async def test_what_an_object_is_in_at_first_is_counted_but_no_news(qapp: object) -> None:
    async with watched() as desk:
        await desk.take(north(10, "early"))
        desk.zones.add(SQUARE)
        await desk.take(north(20, "late"))
        assert desk.zones.count_in("Square") == 2
        assert not desk.told


async def test_a_zone_can_be_watched_in_silence(qapp: object) -> None:
    async with watched() as desk:
        desk.zones.add(SQUARE)
        desk.zones.tell_of("Square", is_told=False)
        await desk.take(north(1500))
        await desk.take(north(0))
        assert not desk.told
        assert [each.is_inside for each in desk.zones.crossings] == [True]


async def test_a_replay_crosses_nothing_and_what_happened_meanwhile_is_told_after(
    qapp: object,
) -> None:
    async with watched() as desk:
        desk.zones.add(SQUARE)
        await desk.take(north(1500))
        desk.movers.begin_replay(NOW_MS - 1000)
        desk.movers.take_replayed([north(0), north(2, "other")], NOW_MS - 1000)
        desk.movers.take([north(5)])  # live, and not shown
        await until(lambda: len(desk.movers.fleet) == 2)
        assert not desk.told
        desk.movers.end_replay()
        assert [each.is_inside for each in desk.told] == [True]


async def test_objects_that_were_forgotten_do_not_cross(qapp: object) -> None:
    async with watched() as desk:
        desk.zones.add(SQUARE)
        await desk.take(north(0), north(1, "b"))
        desk.movers.clear()
        await desk.take(north(5000, "another"))
        assert not desk.told
        assert desk.zones.count_in("Square") == 0


async def test_zones_are_kept_with_the_profile(qapp: object) -> None:
    store = await memory_store()
    first = Watched(store)
    first.zones.add(SQUARE)
    first.zones.add(Zone("Pier", 40.7, -74.0, 0.3))
    first.zones.tell_of("Pier", is_told=False)
    first.zones.remove("Square")
    await first.close()
    second = Watched(store)
    await second.zones.load()
    assert second.zones.all == (Zone("Pier", 40.7, -74.0, 0.3, is_told=False),)
    await second.close()
    await store.close()


async def test_a_document_that_cannot_be_read_costs_the_zones_only(qapp: object) -> None:
    async with watched() as desk:
        await desk.zones._documents.put(PROFILE, "amigocloud.zones", "zones", '{"no": "list"}')
        await desk.zones.load()
        assert desk.zones.all == ()


async def test_names_are_needed_and_are_not_given_twice(qapp: object) -> None:
    async with watched() as desk:
        assert desk.zones.free_name() == "Zone 1"
        assert desk.zones.why_not("  ") == "A zone needs a name."
        for n in range(ZONES_MOST):
            desk.zones.add(Zone(f"Zone {n + 1}", *CITY, 1.0))
        assert desk.zones.why_not(" Zone 7 ") == "Another zone has this name."
        assert "already" in desk.zones.why_not("One more")


def test_many_crossings_are_told_as_numbers() -> None:
    crossings = [Crossing("Pier", key(f"b{n}"), n < 2, NOW_MS) for n in range(3)]
    crossings.append(Crossing("Yard", key("b9"), is_inside=False, at_ms=NOW_MS))
    assert crossing_words(crossings) == "Pier: 2 entered, 1 left; Yard: 1 left."
    assert crossing_words(crossings[:1]) == "b0 entered Pier."


# -- at the map


class Desk(Watched):
    """A map with its zone tools, in a window of its own."""

    def __init__(self, app_loop: LoopRunner, theme: ThemeSwitch, store: Store) -> None:
        super().__init__(store)
        self.app_loop, self.theme, self.store = app_loop, theme, store
        self.page = MapPage(self.movers, Chosen(), Display(), theme)
        self.tools = ZoneTools(self.page, self.zones, Display(), theme)
        self.notes: list[str] = []
        self.tools.told.connect(self.notes.append)
        self.page.resize(800, 600)
        self.page.show()

    def run(self, scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.app_loop.run(scenario())

    async def end(self) -> None:
        await self.page.view.finish()
        self.page.deleteLater()
        await self.close()
        await self.store.close()

    def ink(self) -> int:
        """How many pixels the layer of the zones paints."""
        view = self.page.view
        image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        ZoneLayer(self.zones, self.theme).paint(painter, view.viewport)
        painter.end()
        return int(np.count_nonzero(np.frombuffer(image.constBits(), np.uint32)))

    def dialog(self, kind: type[Any]) -> Any:
        [found] = self.page.findChildren(kind)
        return found


@pytest.fixture
def desk(app_loop: LoopRunner, look: ThemeSwitch) -> Iterator[Desk]:
    async def made() -> Desk:
        return Desk(app_loop, look, await memory_store())

    opened = app_loop.run(made())
    yield opened
    app_loop.run(opened.end())


def test_a_zone_is_drawn_with_the_hand_and_named(desk: Desk) -> None:
    async def scenario() -> None:
        view = desk.page.view
        view.go_to(*CITY, 13.0)
        desk.tools.draw()
        QTest.mousePress(view, LEFT, pos=QPoint(300, 200))
        QTest.mouseMove(view, QPoint(360, 200))
        QTest.mouseRelease(view, LEFT, pos=QPoint(360, 200))
        assert view.tool is Tool.PAN
        dialog = desk.dialog(ZoneDialog)
        dialog.name.setText("")
        assert not dialog.go.isEnabled()
        assert "A zone needs a name." in texts(dialog)
        dialog.name.setText("Market & Main")
        dialog.go.click()
        [zone] = desk.zones.all
        assert zone.name == "Market & Main"
        assert zone.km == pytest.approx(60 * view.viewport.metres_per_px / 1000, rel=0.1)
        await desk.app_loop.until(lambda: view.circle is None)
        assert desk.ink() > 1000

    desk.run(scenario)


def test_a_zone_that_is_given_up_leaves_no_circle(desk: Desk) -> None:
    async def scenario() -> None:
        desk.tools.add_in_middle()
        dialog = desk.dialog(ZoneDialog)
        button(dialog, "Cancel").click()
        assert desk.zones.all == ()
        assert desk.page.view.circle is None
        assert desk.ink() == 0

    desk.run(scenario)


def test_crossings_are_noted_at_once_and_then_gathered(desk: Desk) -> None:
    async def scenario() -> None:
        desk.zones.add(SQUARE)
        await desk.take(north(1500), north(1500, "b"))
        await desk.take(north(0))
        assert desk.notes == ["bus-1 entered Square."]
        await desk.take(north(0, "b"))
        await desk.take(north(1500))
        assert len(desk.notes) == 1
        desk.tools._gather.stop()
        desk.tools._tell()
        assert desk.notes[1:] == ["Square: 1 entered, 1 left."]

    desk.run(scenario)


def test_the_list_of_zones_shows_silences_removes_and_finds_them(desk: Desk) -> None:
    async def scenario() -> None:
        desk.zones.add(SQUARE)
        await desk.take(north(1500))
        await desk.take(north(0))
        desk.tools.show_all()
        dialog = desk.dialog(ZonesDialog)
        zones, crossings = dialog.zones.model(), dialog.crossings.model()
        assert [zones.index(0, column).data() for column in range(3)] == ["Square", "1 km", "1"]
        assert [crossings.index(0, place).data() for place in (1, 2)] == ["bus-1", "entered Square"]
        zones.setData(
            zones.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
        )
        assert not desk.zones.all[0].is_told
        desk.page.view.go_to(0.0, 0.0, 4.0)
        dialog.zones.setCurrentIndex(zones.index(0, 0))
        button(dialog, "Show on the map").click()
        south, west, north_, east = desk.page.view.bounds()
        assert south < CITY[0] < north_
        assert west < CITY[1] < east
        button(dialog, "Remove").click()
        assert desk.zones.all == ()
        assert not button(dialog, "Remove").isEnabled()
        dialog.reject()
        QApplication.processEvents()

    desk.run(scenario)


def test_all_objects_are_kept_in_view_until_the_operator_looks_elsewhere(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.take(north(0), north(100, "b"))
        desk.page.view.go_to(*CITY, 15.0)
        desk.page.follow.setChecked(True)
        desk.page.fit.setChecked(True)
        assert not desk.page.follow.isChecked()
        await desk.take(north(80_000, "far"))
        desk.page._tick()
        south, _west, north_, _east = desk.page.view.bounds()
        assert south < CITY[0] < CITY[0] + 80_000 * METRE < north_
        assert desk.page.fit.isChecked()
        desk.page.view.go_to(0.0, 0.0, 4.0)
        assert not desk.page.fit.isChecked()

    desk.run(scenario)
