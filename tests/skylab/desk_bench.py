"""A client, a store and a window on the simulator, for parts of the tab that stand alone."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facespace_desk.credentials import Credentials, Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.paths import Paths
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.store.store import Store
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import MemoryKeyring
from tests.facespace.tab_fixtures import button, dialogs, drawn, field, pick, press, texts
from tests.limits import PATIENCE_S
from tests.skylab.studio import QUICK, QUICK_PUT_S
from tests.skylab_simulator import RunningSkylab
from tests.widgets.conftest import look

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["Desk", "button", "desk", "dialogs", "drawn", "field", "look", "pick", "press", "texts"]

T = TypeVar("T")
PROFILE = "test-profile"


class Desk:
    """What the parts are built from; `begin` it in the test."""

    def __init__(
        self, app_loop: LoopRunner, theme: ThemeSwitch, skylab: RunningSkylab, paths: Paths
    ) -> None:
        self.app_loop = app_loop
        self.theme = theme
        self.skylab = skylab
        self.control = skylab.control
        self.paths = paths
        self.display = Display()
        self.credentials = Credentials(backend=MemoryKeyring())
        self.told: list[tuple[str, str]] = []
        self.closing: list[Callable[[], Coroutine[Any, Any, object]]] = []
        self.client: SkylabClient
        self.store: Store
        self.work: PictureWork
        self.window: QWidget

    def run(
        self, scenario: Callable[[], Coroutine[Any, Any, T]], timeout_s: float = 3 * PATIENCE_S
    ) -> T:
        return self.app_loop.run(scenario(), timeout_s=timeout_s)

    async def until(self, holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
        """Wait until *holds()*; a slow machine gets its time."""
        await self.app_loop.until(holds, timeout_s)

    def tell(self, words: str, tone: str) -> None:
        self.told.append((words, tone))

    async def begin(self) -> None:
        self.client = SkylabClient(
            BaseUrl.parse(self.skylab.origin),
            Secret(self.skylab.api_key),
            limits=QUICK,
            put_waits_s=QUICK_PUT_S,
        )
        self.store = await Store.open(None, Secret("0" * 64))
        self.work = PictureWork()
        self.window = QWidget()
        QVBoxLayout(self.window).setContentsMargins(0, 0, 0, 0)

    def show(self, widget: QWidget, size: tuple[int, int] = (1200, 800)) -> None:
        """Show *widget* in the window."""
        layout = self.window.layout()
        assert layout is not None
        layout.addWidget(widget)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    async def end(self) -> None:
        if not hasattr(self, "window"):
            return
        for dialog in dialogs(DeskDialog):
            dialog.reject()
        for close in reversed(self.closing):
            await close()
        await self.work.close()
        await self.client.close()
        await self.store.close()
        self.window.hide()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk(
    app_loop: LoopRunner, look: ThemeSwitch, skylab: RunningSkylab, paths: Paths
) -> Iterator[Desk]:
    made = Desk(app_loop, look, skylab, paths)
    yield made
    app_loop.run(made.end())
