"""An opened Skylab slice in a window, on a real simulator, store and queue.

`bench` is open when the test begins and closed after it. What is asked of it is what an operator
sees: texts of labels, cells of tables, buttons that can be pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facespace_desk.credentials import Credentials, Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.paths import Paths
from facespace_desk.profiles import Profile, ServiceConfig
from facespace_desk.settings import SettingsFile
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.view import SkylabSlice, build
from facespace_desk.skylab.view.tab import SkylabTab, TabModels
from facespace_desk.store.store import Store
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import MemoryKeyring
from tests.limits import PATIENCE_S
from tests.skylab.desk import draw
from tests.skylab_simulator import RunningSkylab, running_skylab, skylab
from tests.widgets.conftest import look
from tests.window import (
    button,
    cells,
    column,
    dialogs,
    drawn,
    drop_files,
    field,
    hit,
    press,
    texts,
    type_text,
)

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = [
    "Bench",
    "bench",
    "button",
    "cells",
    "column",
    "dialogs",
    "drawn",
    "drop_files",
    "field",
    "hit",
    "look",
    "make_bench",
    "press",
    "running_skylab",
    "skylab",
    "texts",
    "type_text",
]

T = TypeVar("T")
PROFILE = "test-profile"


class Bench:
    """One slice after the other on the same store, settings and credentials."""

    def __init__(
        self, app_loop: LoopRunner, theme: ThemeSwitch, simulator: RunningSkylab, paths: Paths
    ) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.emitted = app_loop.emitted
        self.simulator = simulator
        self.control = simulator.control
        self.paths = paths
        self.theme = theme
        self.display = Display()
        self.settings = SettingsFile(paths.settings_file)
        self.settings.load()
        self.credentials = Credentials(backend=MemoryKeyring())
        self.sign_in(simulator.api_key)
        self.options: dict[str, Any] = {"poll_interval_s": 0.1}
        self.reported: list[tuple[BaseException, str]] = []
        self.told: list[tuple[str, str]] = []
        self.store: Store
        self.queue: ProfileQueue
        self.slice: SkylabSlice
        self.window: QWidget
        self._is_open = False

    def sign_in(self, key: str) -> None:
        """Use this key from the next slice on."""
        self.credentials.keep_for_session(PROFILE, "skylab", "api_key", Secret(key))

    def report(self, error: BaseException, where: str) -> None:
        self.reported.append((error, where))

    def run(
        self, scenario: Callable[[], Coroutine[Any, Any, T]], timeout_s: float = 3 * PATIENCE_S
    ) -> T:
        """Run the test's coroutine on the window's loop."""
        return self.app_loop.run(scenario(), timeout_s=timeout_s)

    def context(self) -> CarryingContext:
        config = ServiceConfig(self.simulator.base_url, ("api_key",), self.options)
        return CarryingContext(
            profile=Profile(id=PROFILE, name="Test", services={"skylab": config}),
            credentials=self.credentials,
            store=self.store,
            transfers=self.queue,
            display=self.display,
            theme=self.theme,
            settings=self.settings,
            paths=self.paths,
            report=self.report,
            tell=lambda words, tone: self.told.append((words, tone)),
        )

    async def begin(self, size: tuple[int, int] = (1600, 900)) -> None:
        """Open the store, and the slice in a window; wait for its jobs and photos."""
        self.store = await Store.open(None, Secret("0" * 64))
        await self.open(size)

    async def open(self, size: tuple[int, int] = (1600, 900)) -> None:
        self.queue = ProfileQueue(
            self.store.transfers,
            PROFILE,
            limits=QueueLimits(reserve_bytes=0),
            report=self.report,
        )
        await self.queue.load()
        self.show_slice(size)
        await self.until(lambda: self.slice.tab is not None)
        await self.until(self.models.photos.rows)
        self.models.results.set_rules(self.models.results.rules)
        QApplication.processEvents()

    def show_slice(self, size: tuple[int, int] = (1600, 900)) -> None:
        """Build the slice and show it, without waiting for it to open."""
        self.slice = build(self.context())
        self.window = QWidget()
        within = QVBoxLayout(self.window)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.slice.widget)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self._is_open = True

    async def close(self) -> None:
        """Close the slice and take its window away."""
        if self._is_open:
            self._is_open = False
            self.control.release()
            await self.slice.close()
            await self.queue.close()
            self.window.hide()
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    async def reopen(self) -> None:
        """Close the slice, and open another on the same store and settings."""
        await self.close()
        await self.store.flush()
        await self.open()

    async def end(self) -> None:
        await self.close()
        if hasattr(self, "store"):
            await self.store.close()

    @property
    def tab(self) -> SkylabTab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice.models is not None
        return self.slice.models

    def job(self, stage: str, *, photos: int = 1) -> int:
        """The smallest job of the simulated account in this stage that has so many photos."""
        fits = [
            (row.photo_count or 0, row.id)
            for row in self.models.jobs.rows()
            if row.stage.value == stage and (row.photo_count or 0) >= photos
        ]
        return min(fits)[1]

    def stage(self, job_id: int) -> Stage:
        """How far this job is."""
        row = self.models.jobs.row(job_id)
        assert row is not None
        return row.stage

    @property
    def chosen_name(self) -> str:
        """Of the shown job; empty when there is none."""
        row = self.models.jobs.row(self.models.jobs.chosen)
        return "" if row is None else row.name

    async def choose(self, stage: str, *, photos: int = 1) -> int:
        """Choose such a job, and wait for its photos."""
        job_id = self.job(stage, photos=photos)
        self.models.jobs.choose(job_id)
        await self.until(lambda: self.models.photos.state.updated_ms and self.models.photos.rows())
        await drawn()
        return job_id

    def pictures(self, count: int) -> list[Path]:
        """So many different pictures on this computer."""
        folder = self.paths.data / "in"
        return [draw(folder / f"IMG_{n}.jpg", shade=20 + 7 * n) for n in range(count)]


@pytest.fixture
def make_bench(
    app_loop: LoopRunner, look: ThemeSwitch, skylab: RunningSkylab, paths: Paths
) -> Iterator[Bench]:
    """A bench on which nothing is open yet; `begin` it in the test."""
    made = Bench(app_loop, look, skylab, paths)
    yield made
    app_loop.run(made.end())
    assert not made.reported


@pytest.fixture
def bench(make_bench: Bench) -> Bench:
    """An open slice that lists the jobs of the simulated account."""
    make_bench.app_loop.run(make_bench.begin(), timeout_s=30)
    return make_bench
