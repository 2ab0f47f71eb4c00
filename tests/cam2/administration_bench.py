"""Administration in a window, on the simulator and a real store."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.model.administration import AdministrationModel
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.search import Query
from facespace_desk.cam2.view.administration import Administration
from facespace_desk.credentials import Credentials, Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.net.http import BaseUrl
from facespace_desk.store.store import Store
from facespace_desk.widgets.dialog import DeskDialog
from tests.cam2_simulator import RunningCam2
from tests.conftest import MemoryKeyring

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

T = TypeVar("T")
D = TypeVar("D", bound=DeskDialog)
PROFILE = "test-profile"


class AdministrationBench:
    """What an operator with one of the seeded credentials can do."""

    def __init__(self, app_loop: LoopRunner, cam2: RunningCam2) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.cam2 = cam2
        self.display = Display()
        self.keyring = MemoryKeyring()
        self.credentials = Credentials(backend=self.keyring)
        self.chosen: Camera | None = None
        self.wanted: list[str] = []
        self.told: list[str] = []
        self.picks = 0

    def run(self, scenario: Callable[[], Coroutine[Any, Any, T]], timeout_s: float = 180) -> T:
        return self.app_loop.run(scenario(), timeout_s=timeout_s)

    async def begin(self, level: str = "admin") -> None:
        client_id, secret = self.cam2.clients[level]
        self.client = Cam2Client(
            BaseUrl.parse(self.cam2.base_url, allow_plain_http=True),
            Secret(client_id),
            Secret(secret),
        )
        self.store = await Store.open(None, Secret("0" * 64))
        self.window = QWidget()
        self.cameras = CameraList(self.display, parent=self.window)
        self.model = self._model()
        await self.model.load()
        self.view = self._view()
        self.window.resize(1200, 800)
        self.window.show()

    async def end(self) -> None:
        if hasattr(self, "store"):
            for dialog in dialogs(DeskDialog):
                dialog.reject()
            await self.model.close()
            await self.cameras.table.close()
            await self.client.close()
            await self.store.close()
            self.window.hide()
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    async def again(self) -> None:
        """As after a restart: another model on the same store."""
        await self.model.close()
        self.model = self._model()
        await self.model.load()
        self.view = self._view()

    async def a_camera(self, **query: Any) -> Camera:
        """The first camera with a city that a search finds, held and chosen."""
        async for page in self.client.search(Query(**query), page_cap=1):
            self.cameras.put(page.cameras)
            for camera in page.cameras:
                if camera.city is not None:
                    self.chosen = camera
                    return camera
        raise AssertionError("the simulator has no such camera")

    def _model(self) -> AdministrationModel:
        return AdministrationModel(
            self.client,
            self.cameras,
            self.store,
            credentials=self.credentials,
            profile=PROFILE,
            display=self.display,
            parent=self.window,
        )

    def _view(self) -> Administration:
        view = Administration(
            self.model,
            self.display,
            self.window,
            chosen=lambda: self.chosen,
            owner="harbour-office",
        )
        view.camera_wanted.connect(self.wanted.append)
        view.told.connect(lambda words, _tone: self.told.append(words))
        view.pick_wanted.connect(self._note_pick)
        return view

    def _note_pick(self) -> None:
        self.picks += 1


@pytest.fixture
def desk(app_loop: LoopRunner, cam2: RunningCam2) -> Iterator[AdministrationBench]:
    bench = AdministrationBench(app_loop, cam2)
    yield bench
    app_loop.run(bench.end())


def dialogs(kind: type[D]) -> list[D]:
    """The dialogs of a kind that are in sight."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and each.isVisible()
    ]


def press(root: QWidget, text: str) -> None:
    """Press the button in sight whose text begins with *text*."""
    for each in root.findChildren(QAbstractButton):
        if each.isVisible() and each.text().startswith(text):
            assert each.isEnabled(), f"{text!r} cannot be pressed"
            each.click()
            return
    raise AssertionError(f"no button {text!r} in sight")


def words_of(root: QWidget) -> str:
    """All that labels in sight say, a line each."""
    return "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())
