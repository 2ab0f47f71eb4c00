"""A hundred pictures through the photo studio of the real demo: dropped, sent, worked on, back, and
compared; also when the console is killed on the way."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
import pyvips
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facespace_desk.desk import Desk
from facespace_desk.frame import Frame
from facespace_desk.log import LogBuffer
from facespace_desk.loop import Leave, Reports
from facespace_desk.modelkit.lifecycle import StepState
from facespace_desk.options import Options
from facespace_desk.paths import Paths
from facespace_desk.pictures.raster import Raster
from facespace_desk.profiles import DEMO
from facespace_desk.skylab.fullsize import Pyramid
from facespace_desk.skylab.model.compare import CompareModel
from facespace_desk.skylab.model.photo_columns import PhotoState
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.view.opened import SkylabSlice
from facespace_desk.skylab.view.tab import COMPARE, SkylabTab, TabModels
from facespace_desk.store.transfers import StoredTransfer
from tests.demo.studio import Studio
from tests.pictures.waiting import until
from tests.programs import linux_only
from tests.system.test_demo_kill import DEMO_RUN, gone, kill
from tests.system.test_demo_kill import Demo as KilledDemo
from tests.window import drop_files, texts

if TYPE_CHECKING:
    from tests.conftest import AllowLogs, LoopRunner

pytestmark = pytest.mark.timeout(600)

FILES = 100
SPEED = 8.0  # simulated seconds per second
NAME = "Summer fair"
SOME = 20  # files after which a console is killed
LATENCY_S = 0.1  # so that a kill comes in the middle
CARRY_LIMIT_S = 240.0
LEAVE_LIMIT_S = 6.0


def pictures(folder: Path) -> list[Path]:
    """A hundred different small ones, which say nothing that would be taken out."""
    folder.mkdir()
    for number in range(FILES):
        noise = pyvips.Image.gaussnoise(120, 90, mean=90 + number, sigma=20)
        image = noise.bandjoin([noise, noise]).cast("uchar").copy(interpretation="srgb")
        image.jpegsave(str(folder / f"DSC_{number:03}.jpg"), keep="none")
    return sorted(folder.iterdir())


class Demo:
    """A console that shows the demo, in this process; its simulators run in another."""

    def __init__(self, app_loop: LoopRunner, paths: Paths) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.reports = Reports()
        self.frame = Frame(app_loop.app, Options(demo=True, speed=SPEED), paths)
        self.desk: Desk

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        self.frame.show()
        self.frame.window.resize(1600, 1000)
        self.desk = Desk(self.frame, self.reports, LogBuffer())
        leave = Leave(self.app_loop.loop, LEAVE_LIMIT_S)
        task = asyncio.create_task(self.desk.main(leave), name="main")
        leave.watch(task)
        try:
            await self.until(lambda: self.slices.get("skylab") is not None, 30)
            self.frame.window.show_tab("skylab")
            await self.until(lambda: self.slice.tab is not None, 30)
            await self.until(lambda: self.models.photos.rows() and self.models.jobs.profiles, 30)
            yield
        finally:
            leave()
            await asyncio.wait({task})

    @property
    def slices(self) -> dict[str, Any]:
        tabs = getattr(self.desk, "_tabs", None)
        return {} if tabs is None else dict(tabs.slices)

    @property
    def slice(self) -> SkylabSlice:
        found = self.slices["skylab"]
        assert isinstance(found, SkylabSlice)
        return found

    @property
    def tab(self) -> SkylabTab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice.models is not None
        return self.slice.models

    def states(self) -> set[PhotoState]:
        return {row.state for row in self.models.photos.rows()}


@pytest.fixture
def demo(app_loop: LoopRunner, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    made = Demo(app_loop, paths)
    yield made
    assert not made.reports.all()


def test_a_hundred_pictures_are_dropped_and_come_back(
    demo: Demo, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.skylab: Skylab is lost")  # for a round, on a machine that has no time
    files = pictures(tmp_path / NAME)

    async def scenario() -> None:
        async with demo.running():
            rules = demo.models.results.rules
            demo.models.results.set_rules(
                msgspec.structs.replace(rules, base=str(tmp_path / "back"), template="{job}")
            )
            await a_folder_is_dropped(demo, tmp_path / NAME)
            job_id = await it_is_sent(demo)
            await it_is_worked_on(demo, job_id)
            await it_comes_back(demo, tmp_path / "back" / NAME, files)
            await before_and_after_are_compared(demo)

    demo.app_loop.run(scenario(), timeout_s=500)


async def a_folder_is_dropped(demo: Demo, folder: Path) -> None:
    drop_files(demo.tab, [folder])
    sheet = demo.tab.acts.sheet
    assert sheet is not None
    await demo.until(lambda: sheet.send.text() == f"Upload {FILES} photos", 60)
    await demo.until(sheet.send.isEnabled, 60)
    assert sheet.name.text() == NAME
    assert f"{FILES} photos" in sheet.text
    sheet.profile.setCurrentIndex(sheet.profile.findText("Soft skin"))
    sheet.send.click()
    await demo.until(lambda: demo.tab.acts.sheet is None, 30)


async def it_is_sent(demo: Demo) -> int:
    jobs = demo.models.jobs
    await demo.until(lambda: (row := jobs.row(jobs.chosen)) is not None and row.name == NAME, 30)
    job_id = jobs.chosen
    assert job_id is not None
    await demo.until(lambda: len(demo.models.photos.rows()) == FILES, 30)
    await demo.until(lambda: PhotoState.UPLOADING in demo.states(), CARRY_LIMIT_S)
    assert "files" in texts(demo.tab.dock)
    await demo.until(lambda: demo.models.transfers.totals.done == FILES, CARRY_LIMIT_S)
    return job_id


async def it_is_worked_on(demo: Demo, job_id: int) -> None:
    seen: list[str] = []

    def is_done() -> bool:
        now = [step.title for step in demo.tab.detail.strip.steps if step.state is StepState.NOW]
        if now and now[0] not in seen:
            seen.append(now[0])
        row = demo.models.jobs.row(job_id)
        return row is not None and row.stage is Stage.DONE

    await demo.until(is_done, CARRY_LIMIT_S)
    assert {"Queue", "Process"} & set(seen)  # each is short, and asked about in rounds
    kept = demo.models.shelf.get(job_id)
    assert kept.queued_ms is not None
    assert len(kept.sent) == FILES


async def it_comes_back(demo: Demo, folder: Path, files: list[Path]) -> None:
    await demo.until(lambda: demo.states() == {PhotoState.HERE}, CARRY_LIMIT_S)
    assert sorted(path.name for path in folder.iterdir()) == [path.name for path in files]
    grid = demo.tab.photos.grid
    shown = demo.models.pictures
    await demo.until(
        lambda: all(isinstance(shown.get(row), Raster) for row in grid.rows_in_sight()), 60
    )


async def before_and_after_are_compared(demo: Demo) -> None:
    demo.tab.photos.list.table.selectRow(FILES // 2)
    demo.tab.show_mode(COMPARE)
    compare = demo.models.compare
    for place in ((FILES // 2 + 1, FILES), (FILES // 2 + 2, FILES)):
        await demo.until(partial(is_at, compare, place), 10)
        await demo.until(
            lambda: isinstance(compare.before, Pyramid) and isinstance(compare.after, Pyramid), 30
        )
        assert isinstance(compare.before, Pyramid)
        assert isinstance(compare.after, Pyramid)
        assert compare.before.levels[0].width == compare.after.levels[0].width == 120
        assert compare.before.levels[0].data != compare.after.levels[0].data
        QTest.keyClick(demo.tab.compare.canvas, Qt.Key.Key_Right)


def is_at(compare: CompareModel, place: tuple[int, int]) -> bool:
    return compare.place == place


class KilledConsole(KilledDemo):
    """Consoles on the demo in one home, the first of them with somebody before it."""

    RUN = (*DEMO_RUN, "--speed", str(SPEED))

    @asynccontextmanager
    async def console(self, folder: Path | None = None) -> AsyncIterator[subprocess.Popen[bytes]]:
        """A console that has opened the demo; with a *folder*, this is dropped and sent."""
        self._starts += 1
        program = "facespace_desk" if folder is None else "tests.system.skylab_program"
        first = () if folder is None else (str(folder),)
        with self.home.console(*first, *self.RUN, program=program) as process:
            await asyncio.to_thread(self._until_opened)
            with closing(self.skylab.control) as control:
                control.set_switch(latency_s=LATENCY_S)
            yield process

    @property
    def back(self) -> list[Path]:
        """What lies in the folder of the results."""
        folders = list((self.home.folder / "Pictures" / "Skylab").glob(f"*{NAME}"))
        return sorted(folders[0].iterdir()) if folders else []


async def at_least(count: int, counted: Callable[[], Awaitable[int]]) -> int:
    """Wait until *counted* is *count* or more; how many it is."""
    async with asyncio.timeout(CARRY_LIMIT_S):
        while (now := await counted()) < count:  # noqa: ASYNC110  # of another process
            await asyncio.sleep(0.05)
    return now


async def sent_photos(studio: Studio) -> list[dict[str, Any]]:
    """The photos of our jobs that have arrived."""
    jobs = [job for job in await studio.done("GET", "jobs") if job["name"].startswith(NAME)]
    lists = [await studio.done("GET", "photos/list_for_job", {"job_id": job["id"]}) for job in jobs]
    return [photo for photos in lists for photo in photos if photo["originalUrl"]]


@linux_only
async def test_a_console_killed_on_the_way_there_and_back_loses_and_doubles_nothing(
    tmp_path: Path,
) -> None:
    files = pictures(tmp_path / NAME)
    names = [file.name for file in files]
    results = [f"{file.stem}.png" for file in files]  # the first profile cuts out
    demo = KilledConsole(tmp_path / "home")

    async def came_back() -> int:
        return sum(path.name in results for path in demo.back)

    async with demo.console(tmp_path / NAME) as process, demo.studio() as studio:

        async def arrived() -> int:
            return len(await sent_photos(studio))

        assert await at_least(SOME, arrived) < FILES, "the kill came too late to tell anything"
        kill(process)
    async with demo.console() as process:
        assert await at_least(SOME, came_back) < FILES, "the kill came too late to tell anything"
        kill(process)
    async with demo.console() as process, demo.studio() as studio:
        await at_least(FILES, came_back)
        photos = await sent_photos(studio)
        assert sorted(photo["name"] for photo in photos) == names
        for photo in photos:
            kept = await studio.storage.get(photo["originalUrl"])
            assert kept.content == (tmp_path / NAME / photo["name"]).read_bytes()
        await until(lambda: [path.name for path in demo.back] == results, timeout_s=30)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    for path in demo.back:
        assert pyvips.Image.new_from_file(str(path)).avg() > 0, path
    journal: list[StoredTransfer] = await demo.with_store(
        lambda store: store.transfers.list(DEMO.id)
    )
    assert Counter((each.direction, each.state) for each in journal) == {
        ("upload", "done"): FILES,
        ("download", "done"): FILES,
    }
    for pid in demo.simulators:
        await gone(pid)
