from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from facespace_desk.credentials import Credentials
from facespace_desk.modelkit.display import Display
from facespace_desk.paths import Paths
from facespace_desk.profiles import Profile, ProfileBook, ServiceConfig
from facespace_desk.settings import SettingsFile
from facespace_desk.shell.main_window import MainWindow
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import MemoryKeyring
from tests.simulators import running_simulators, simulators
from tests.widgets.conftest import look, show

__all__ = ["look", "running_simulators", "show", "simulators"]


class Reported:
    """Errors that a part told to report; a test looks at them."""

    def __init__(self) -> None:
        self.errors: list[tuple[BaseException, str]] = []

    def __call__(self, error: BaseException, where: str) -> None:
        self.errors.append((error, where))


@pytest.fixture
def report() -> Iterator[Reported]:
    reported = Reported()
    yield reported
    assert not reported.errors


@pytest.fixture
def settings(paths: Paths) -> SettingsFile:
    made = SettingsFile(paths.settings_file)
    made.load()
    return made


@pytest.fixture
def display() -> Display:
    return Display()


@pytest.fixture
def book() -> ProfileBook:
    return ProfileBook(None)


@pytest.fixture
def credentials(memory_keyring: MemoryKeyring) -> Credentials:
    return Credentials(backend=memory_keyring)


@pytest.fixture
def site(book: ProfileBook) -> Profile:
    """A saved profile with FaceSpace."""
    config = ServiceConfig("https://faces.example/api", ("api_key",))
    return book.create("Harbour", {"facespace": config}, "red")


@pytest.fixture
def window(settings: SettingsFile, display: Display, look: ThemeSwitch) -> Iterator[MainWindow]:
    """The painted frame, without tabs."""
    made = MainWindow(settings, display, look)
    made.show()
    QApplication.processEvents()
    yield made
    made.may_close = True
    made.close()
    made.deleteLater()
