"""An opened CAM2 slice in a window, on a real simulator and a real store.

`bench` is open when the test begins and closed after it. What is asked of it is what an operator
sees: texts of labels, cells of tables, buttons that can be pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view import Cam2Slice, build
from facespace_desk.cam2.view.tab import Cam2Tab
from facespace_desk.cam2.view.tab_parts import TabModels
from facespace_desk.credentials import Credentials, Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.paths import Paths
from facespace_desk.profiles import Profile, ServiceConfig
from facespace_desk.settings import SettingsFile
from facespace_desk.store.store import Store
from facespace_desk.widgets.slice import ServiceContext
from facespace_desk.widgets.theme import ThemeSwitch
from tests.cam2_simulator import RunningCam2, cam2, running_cam2
from tests.conftest import MemoryKeyring
from tests.facespace.tab_fixtures import (
    button,
    cells,
    column,
    dialogs,
    drawn,
    field,
    front,
    hit,
    pick,
    press,
    texts,
    type_keys,
    type_text,
)
from tests.widgets.conftest import look

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = [
    "Bench",
    "bench",
    "button",
    "cam2",
    "cells",
    "column",
    "dialogs",
    "drawn",
    "field",
    "front",
    "hit",
    "look",
    "make_bench",
    "pick",
    "press",
    "running_cam2",
    "texts",
    "type_keys",
    "type_text",
]

T = TypeVar("T")
PROFILE = "test-profile"
ACCEPTED = {"terms_accepted": "2026-01-31", "terms_purpose": "Testing the console itself"}


class Bench:
    """One slice after the other on the same store, settings and credentials."""

    def __init__(
        self, app_loop: LoopRunner, theme: ThemeSwitch, simulator: RunningCam2, paths: Paths
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
        self.sign_in("admin")
        self.options: dict[str, Any] = {**ACCEPTED, "camera_addresses": "loopback"}
        self.base_url = simulator.base_url
        self.reported: list[tuple[BaseException, str]] = []
        self.told: list[tuple[str, str]] = []
        self.store: Store
        self.slice: Cam2Slice
        self.window: QWidget
        self._is_open = False

    def sign_in(self, level: str) -> None:
        """Use the credentials of this level from the next slice on."""
        for name, value in zip(
            ("client_id", "client_secret"), self.simulator.clients[level], strict=True
        ):
            self.credentials.keep_for_session(PROFILE, "cam2", name, Secret(value))

    def report(self, error: BaseException, where: str) -> None:
        self.reported.append((error, where))

    def run(self, scenario: Callable[[], Coroutine[Any, Any, T]], timeout_s: float = 30) -> T:
        """Run the test's coroutine on the window's loop."""
        return self.app_loop.run(scenario(), timeout_s=timeout_s)

    def context(self) -> ServiceContext:
        config = ServiceConfig(self.base_url, ("client_id", "client_secret"), self.options)
        return ServiceContext(
            profile=Profile(id=PROFILE, name="Test", services={"cam2": config}),
            credentials=self.credentials,
            store=self.store,
            display=self.display,
            theme=self.theme,
            settings=self.settings,
            paths=self.paths,
            report=self.report,
            tell=lambda words, tone: self.told.append((words, tone)),
        )

    async def open_store(self) -> None:
        self.store = await Store.open(None, Secret("0" * 64))

    async def begin(self, size: tuple[int, int] = (1600, 900)) -> None:
        """Open the store, and the slice in a window; wait for the end of its first search."""
        await self.open_store()
        await self.open(size)

    async def open(self, size: tuple[int, int] = (1600, 900)) -> None:
        self.show_slice(size)
        await self.until(lambda: self.slice.tab is not None, 15)
        await self.searched()
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
            self.remove_window()

    def remove_window(self) -> None:
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
    def tab(self) -> Cam2Tab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice._models is not None
        return self.slice._models

    async def searched(self) -> None:
        """Wait until no search is under way, and the list shows what there is."""
        search = self.models.search
        await self.until(lambda: search.progress is not None and not search.is_running, 15)
        await self.until(lambda: not self.models.cameras.table.is_searching)

    def listed(self) -> list[str]:
        """Ids of the cameras in the table, from top to bottom."""
        return [row["Camera ID"] for row in cells(self.tab.list)]

    def camera(self, holds: Callable[[Camera], object]) -> Camera:
        """The first camera held of which this is true."""
        return next(camera for camera in self.models.cameras if holds(camera))


@pytest.fixture
def make_bench(
    app_loop: LoopRunner, look: ThemeSwitch, cam2: RunningCam2, paths: Paths
) -> Iterator[Bench]:
    """A bench on which nothing is open yet; `begin` it in the test."""
    made = Bench(app_loop, look, cam2, paths)
    yield made
    app_loop.run(made.end())
    assert not made.reported


@pytest.fixture
def bench(make_bench: Bench) -> Bench:
    """An open slice that lists every simulated camera."""
    make_bench.app_loop.run(make_bench.begin(), timeout_s=30)
    return make_bench
