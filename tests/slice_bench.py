"""An opened slice in a window, on a real store: what the benches of all services share."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facespace_desk.credentials import Credentials, Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.paths import Paths
from facespace_desk.profiles import Profile, ServiceConfig
from facespace_desk.settings import SettingsFile
from facespace_desk.store.store import Store
from facespace_desk.widgets.service_slice import ServiceSlice
from facespace_desk.widgets.slice import ServiceContext
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import MemoryKeyring

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

T = TypeVar("T")
S = TypeVar("S", bound=ServiceSlice[Any])
PROFILE = "test-profile"
SIZE = (1600, 900)


class SliceBench(Generic[S]):
    """One slice after the other on the same store, settings and credentials."""

    service: ClassVar[str]
    build: ClassVar[Callable[[ServiceContext], Any]]

    def __init__(
        self,
        app_loop: LoopRunner,
        look: ThemeSwitch,
        paths: Paths,
        *,
        base_url: str,
        secrets: dict[str, str],
        control: Any,
    ) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.emitted = app_loop.emitted
        self.control = control
        self.paths = paths
        self.theme = look
        self.display = Display()
        self.settings = SettingsFile(paths.settings_file)
        self.settings.load()
        self.credentials = Credentials(backend=MemoryKeyring())
        for name, value in secrets.items():
            self.credentials.keep_for_session(PROFILE, self.service, name, Secret(value))
        self.secret_names = tuple(secrets)
        self.options: dict[str, Any] = {}
        self.profile_id = PROFILE
        self.base_url = base_url
        self.reported: list[tuple[BaseException, str]] = []
        self.told: list[tuple[str, str]] = []
        self.store: Store
        self.slice: S
        self.window: QWidget
        self._is_open = False

    def report(self, error: BaseException, where: str) -> None:
        self.reported.append((error, where))

    def run(self, scenario: Callable[[], Coroutine[Any, Any, T]], timeout_s: float = 180) -> T:
        """Run the test's coroutine on the window's loop."""
        return self.app_loop.run(scenario(), timeout_s=timeout_s)

    def context(self) -> ServiceContext:
        config = ServiceConfig(self.base_url, self.secret_names, self.options)
        return ServiceContext(
            profile=Profile(id=self.profile_id, name="Test", services={self.service: config}),
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

    async def open(self) -> None:
        """Open a slice and wait for what its tests begin with."""
        raise NotImplementedError

    def show_slice(self, size: tuple[int, int] = SIZE) -> None:
        """Build the slice and show it, without waiting for it to open."""
        self.slice = type(self).build(self.context())
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


def alive(slice_room: str) -> Counter[str]:
    """How many of each kind there are of a slice's models and views."""
    gc.collect()
    rooms = tuple(f"facespace_desk.{slice_room}.{room}" for room in ("model", "view"))
    kinds = (type(thing) for thing in gc.get_objects() if isinstance(thing, QObject))
    return Counter(kind.__qualname__ for kind in kinds if kind.__module__.startswith(rooms))
