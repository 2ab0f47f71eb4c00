"""The detail pane: follows the selection, tells all, opens nothing by itself."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QToolButton

from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.model.player import PlayerModel
from facespace_desk.cam2.model.preview import PreviewModel
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view.detail import DetailPane
from facespace_desk.cam2.view.grid import GridDialog
from facespace_desk.cam2.view.statistics import StatisticsDialog
from facespace_desk.modelkit.display import Display
from tests.cam2.picture_making import camera_at, darkroom, picture
from tests.cam2.tab_fixtures import (
    Bench,
    bench,
    button,
    cam2,
    dialogs,
    field,
    look,
    make_bench,
    running_cam2,
    texts,
    type_text,
)
from tests.servers.faulty import FaultyServer
from tests.widgets.conftest import Show, show

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2", "show"]

PAGE = "https://harbour.example/cams?id=7"


class DetailBench:
    """A pane with all that stands behind it."""

    def __init__(self, pane: DetailPane, cameras: CameraList, preview: PreviewModel) -> None:
        self.pane, self.cameras, self.preview = pane, cameras, preview
        self.opened: list[QUrl] = []
        self.told: list[str] = []
        self.notes: LocalNotes
        self.server: FaultyServer

    def choose(self, *cameras: Camera) -> None:
        """Hold these cameras and select them."""
        self.cameras.put(cameras)
        self.cameras.select([camera.camera_id for camera in cameras])

    def tool(self, name: str) -> QToolButton:
        """The visible tool button whose accessible name this is."""
        [found] = [
            each
            for each in self.pane.findChildren(QToolButton)
            if each.accessibleName() == name and each.isVisible()
        ]
        return found


@contextlib.asynccontextmanager
async def detail(show: Show) -> AsyncIterator[DetailBench]:
    async with FaultyServer() as server, darkroom() as room:
        server.play(picture())
        display = Display()
        cameras = CameraList(display, room.notes)
        preview = PreviewModel(room.stills, room.notes)
        player = PlayerModel()
        opened: list[QUrl] = []

        def open_url(url: QUrl) -> bool:
            opened.append(url)
            return True

        pane = DetailPane(cameras, preview, room.notes, player, display, open_url=open_url)
        made = DetailBench(pane, cameras, preview)
        made.opened, made.notes, made.server = opened, room.notes, server
        pane.told.connect(lambda words, _tone: made.told.append(words))
        pane.resize(320, 900)
        show(pane)
        try:
            yield made
        finally:
            pane.flush()
            await preview.close()
            await player.close()
            await cameras.table.close()


def test_pane_follows_the_selection_and_fetches_nothing(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            assert "Choose a camera" in texts(bench.pane)
            bench.choose(camera_at(bench.server, 1))
            assert "Napier, NZ" in texts(bench.pane)
            assert "IP camera" in texts(bench.pane)
            assert "unverified" in texts(bench.pane)
            bench.choose(camera_at(bench.server, 1), camera_at(bench.server, 2, city="Nelson"))
            assert "2 cameras chosen" in texts(bench.pane)
            assert "Nelson, NZ" in texts(bench.pane)
            assert bench.preview.state.camera is None
            bench.cameras.select([])
            assert "Choose a camera" in texts(bench.pane)
            assert not bench.server.requests

    app_loop.run(scenario())


def test_edited_camera_is_shown_anew_with_its_picture(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            bench.choose(camera_at(bench.server))
            bench.pane.fetch()
            await app_loop.until(lambda: bench.preview.state.still)
            bench.cameras.put([camera_at(bench.server, city="Nelson")])
            assert "Nelson, NZ" in texts(bench.pane)
            assert bench.preview.state.still is not None
            said = r"Checked by me (now|\d+ s ago): a picture came"
            assert re.search(said, texts(bench.pane))

    app_loop.run(scenario())


def test_texts_of_the_server_are_never_markup(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            bench.choose(Camera(camera_id="a", city="<b>Bold</b>", source="<img src=x>"))
            assert "<b>Bold</b>" in texts(bench.pane)
            assert "<img src=x>" in texts(bench.pane)

    app_loop.run(scenario())


def test_reference_page_opens_on_a_click_only(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            bench.choose(camera_at(bench.server, reference_url=PAGE))
            assert not bench.opened
            button(bench.pane, "Open harbour.example").click()
            assert [url.toString() for url in bench.opened] == [PAGE]

    app_loop.run(scenario())


def test_reference_that_is_no_web_address_stays_text(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            for number, written in enumerate(
                ("harbour.example/cams", "file:///etc/passwd", "javascript:alert(1)", "http://")
            ):
                bench.choose(camera_at(bench.server, number + 1, reference_url=written))
                assert written in texts(bench.pane)
                offered = [
                    each.text()
                    for each in bench.pane.findChildren(QAbstractButton)
                    if each.isVisible() and each.text().startswith("Open ")
                ]
                assert offered == ["Open stream …"]

    app_loop.run(scenario())


def test_ids_and_place_can_be_copied(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            clipboard = QGuiApplication.clipboard()
            bench.choose(camera_at(bench.server))
            bench.tool("Copy Camera ID").click()
            assert clipboard.text() == f"{1:024x}"
            button(bench.pane, "Copy place").click()
            assert clipboard.text() == "geo:-39.486700,176.919200"
            assert bench.told == ["Camera ID copied", "Place copied"]
            clipboard.clear()

    app_loop.run(scenario())


def test_favourite_tags_and_note_are_kept_for_the_camera_they_were_typed_for(
    app_loop: LoopRunner, show: Show
) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            first, second = camera_at(bench.server, 1), camera_at(bench.server, 2)
            bench.cameras.put([first, second])
            bench.choose(first)
            bench.pane.toggle_favourite()
            assert bench.tool("Favourite (B)").isChecked()
            type_text(field(bench.pane, "Tags", QLineEdit), "Harbour, pier")
            type_text(field(bench.pane, "Note on this camera", QPlainTextEdit), "first note")
            bench.choose(second)
            assert not bench.tool("Favourite (B)").isChecked()
            assert field(bench.pane, "Tags", QLineEdit).text() == ""
            note = bench.notes.note(first.camera_id)
            assert (note.is_favourite, note.tags, note.note) == (
                True,
                ("harbour", "pier"),
                "first note",
            )
            assert not bench.notes.note(second.camera_id).is_worth_keeping
            bench.choose(first)
            assert field(bench.pane, "Tags", QLineEdit).text() == "harbour, pier"

    app_loop.run(scenario())


def test_raw_record_is_written_on_request(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            bench.choose(camera_at(bench.server, extra=(("heading", "270"),)))
            raw = next(
                each
                for each in bench.pane.findChildren(QPlainTextEdit)
                if each.accessibleName() == "Raw record"
            )
            assert raw.toPlainText() == ""
            button(bench.pane, "Raw record").click()
            assert '"heading": 270' in raw.toPlainText()
            assert raw.isReadOnly()

    app_loop.run(scenario())


def test_wanted_things_are_told(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            wanted: list[object] = []
            for signal in (bench.pane.map_wanted, bench.pane.edit_wanted, bench.pane.grid_wanted):
                signal.connect(wanted.append)
            bench.choose(camera_at(bench.server))
            camera_id = f"{1:024x}"
            button(bench.pane, "On the map").click()
            button(bench.pane, "Large").click()
            assert wanted == [camera_id, (camera_id,)]
            edit = next(
                each for each in bench.pane.findChildren(QAbstractButton) if each.text() == "Edit …"
            )
            assert not edit.isVisible()
            bench.pane.set_may_edit(True)
            edit.click()
            assert wanted[-1] == camera_id
            many = [camera_at(bench.server, number) for number in range(1, 16)]
            bench.choose(*many)
            assert "the terms forbid" in texts(bench.pane)
            button(bench.pane, "Watch side by side").click()
            assert wanted[-1] == tuple(camera.camera_id for camera in many[:9])

    app_loop.run(scenario())


def test_camera_without_a_place_offers_no_map(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            bench.choose(camera_at(bench.server, latitude=None))
            assert not button(bench.pane, "On the map").isEnabled()
            assert not button(bench.pane, "Copy place").isEnabled()

    app_loop.run(scenario())


def test_tab_opens_the_grid_and_the_statistics(bench: Bench) -> None:
    async def scenario() -> None:
        models, tab = bench.models, bench.tab
        shown = [
            camera.camera_id
            for each in bench.control.cameras_of_kind("still", 20)
            if (camera := models.cameras.camera(each["cameraID"])) and camera.still_url
        ][:2]
        models.cameras.select(shown)
        button(tab.detail, "Watch side by side").click()
        [grid] = dialogs(GridDialog)
        await bench.until(lambda: all(state.still for state in models.grid.states))
        assert len(grid.pictures) == 2
        grid.reject()
        tab.open_statistics()
        [statistics] = dialogs(StatisticsDialog)
        await bench.until(lambda: f"{len(models.cameras):,} cameras in" in statistics.text)
        statistics.reject()

    bench.run(scenario)


def test_cameras_looked_at_last_can_be_shown_again_or_forgotten(
    app_loop: LoopRunner, show: Show
) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            wanted: list[str] = []
            bench.pane.camera_wanted.connect(wanted.append)
            assert "Recently" not in texts(bench.pane)
            bench.choose(camera_at(bench.server, 1, city="Nelson & Co"))
            bench.pane.fetch()
            await app_loop.until(lambda: bench.preview.state.still)
            bench.cameras.select([])
            assert "Recently looked at" in texts(bench.pane)
            button(bench.pane, "Nelson && Co, NZ").click()
            assert wanted == [f"{1:024x}"]
            button(bench.pane, "Forget these").click()
            assert "Recently" not in texts(bench.pane)

    app_loop.run(scenario())


def test_passing_by_is_not_looking(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        async with detail(show) as bench:
            bench.choose(camera_at(bench.server, 1))
            bench.choose(camera_at(bench.server, 2))
            assert bench.notes.recent == ()
            await app_loop.until(lambda: bench.notes.recent)
            assert bench.notes.recent == (f"{2:024x}",)

    app_loop.run(scenario())
