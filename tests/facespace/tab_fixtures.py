"""An opened FaceSpace slice in a window, on a real simulator and a real store.

`bench` is open when the test begins and closed after it. What is asked of it is what an operator
sees: texts of labels, cells of tables, buttons that can be pressed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.credentials import Credentials, Secret
from facespace_desk.facespace.view import FaceSpaceSlice, build
from facespace_desk.facespace.view.tab import FaceSpaceTab, TabModels
from facespace_desk.modelkit.display import Display
from facespace_desk.paths import Paths
from facespace_desk.profiles import Profile, ServiceConfig
from facespace_desk.settings import SettingsFile
from facespace_desk.store.store import Store
from facespace_desk.widgets.slice import ServiceContext
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import MemoryKeyring
from tests.simulators import running_simulators, simulators
from tests.widgets.conftest import look

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
PROFILE = "test-profile"
MIRA: dict[str, list[str]] = {"gate": ["Mira Holt"], "dock": []}
MIRA_AND_JON: dict[str, list[str]] = {"gate": ["Mira Holt"], "dock": ["Jon Ferro"]}
NOBODY: dict[str, list[str]] = {"gate": [], "dock": []}


class Bench:
    """One slice after the other on the same store, settings and credentials."""

    def __init__(
        self, app_loop: LoopRunner, look: ThemeSwitch, simulators: Any, paths: Paths
    ) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.emitted = app_loop.emitted
        self.simulators = simulators
        self.control = simulators.control
        self.paths = paths
        self.theme = look
        self.display = Display()
        self.settings = SettingsFile(paths.settings_file)
        self.settings.load()
        self.settings.update(poll_interval_s=0.1)
        self.credentials = Credentials(backend=MemoryKeyring())
        self.credentials.keep_for_session(
            PROFILE, "facespace", "api_key", Secret(simulators.api_key)
        )
        self.options: dict[str, Any] = {}
        self.base_url = simulators.base_url
        self.reported: list[tuple[BaseException, str]] = []
        self.told: list[tuple[str, str]] = []
        self.store: Store
        self.slice: FaceSpaceSlice
        self.window: QWidget
        self._is_open = False

    def report(self, error: BaseException, where: str) -> None:
        self.reported.append((error, where))

    def run(self, scenario: Callable[[], Coroutine[Any, Any, T]], timeout_s: float = 20) -> T:
        """Run the test's coroutine on the window's loop."""
        return self.app_loop.run(scenario(), timeout_s=timeout_s)

    def context(self) -> ServiceContext:
        config = ServiceConfig(self.base_url, ("api_key",), self.options)
        return ServiceContext(
            profile=Profile(id=PROFILE, name="Test", services={"facespace": config}),
            credentials=self.credentials,
            store=self.store,
            display=self.display,
            theme=self.theme,
            settings=self.settings,
            paths=self.paths,
            report=self.report,
            tell=lambda words, tone: self.told.append((words, tone)),
        )

    async def begin(self, *, has_past: bool = False, size: tuple[int, int] = (1600, 900)) -> None:
        """Open the store, and the slice in a window. Without *has_past* the server refuses to
        tell of the last 24 hours."""
        self.store = await Store.open(None, Secret("0" * 64))
        await self.open(has_past=has_past, size=size)

    async def open(self, *, has_past: bool = False, size: tuple[int, int] = (1600, 900)) -> None:
        """Open a slice and wait for its tab."""
        if not has_past:
            self.control.fault("status", status=400, operation="logs")
        asked = len(self.control.requests("logs"))
        self.show_slice(size)
        await self.until(lambda: self.slice.tab is not None)
        await self.control.arrived(asked + 1, "logs")
        if not has_past:
            self.control.clear_faults()
        QApplication.processEvents()

    def show_slice(self, size: tuple[int, int] = (1600, 900)) -> None:
        """Build the slice and show it, without waiting for it to open."""
        self.slice = build(self.context())
        self.window = QWidget()
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.slice.widget)
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
        await self.store.close()

    @property
    def tab(self) -> FaceSpaceTab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice._models is not None
        return self.slice._models

    async def polled(self, pictures: int = 1) -> None:
        """Wait for so many more pictures."""
        for _ in range(pictures):
            await self.emitted(self.models.live.looked)

    async def shows(self, *people: str) -> None:
        """Wait until exactly these people stand in the live table, in any order."""
        page = self.tab.live.presences
        await self.until(lambda: sorted(column(page, "Reported as")) == sorted(people))


def cells(page: TablePage) -> list[dict[str, str]]:
    """The rows as they read, by the titles of the columns (without the zone); gaps as {"gap"}."""
    model = page.model
    rows: list[dict[str, str]] = []
    for row in range(model.rowCount()):
        texts = [str(model.index(row, place).data()) for place in range(model.columnCount())]
        if model.is_gap(model.row_id(row)):
            rows.append({"gap": texts[0]})
        else:
            rows.append(dict(zip((each.title for each in model.columns), texts, strict=True)))
    return rows


def column(page: TablePage, title: str) -> list[str]:
    """What stands in one column, from top to bottom, without gaps."""
    return [row[title] for row in cells(page) if "gap" not in row]


def gaps(page: TablePage) -> list[str]:
    return [row["gap"] for row in cells(page) if "gap" in row]


def row_of(page: TablePage, person: str) -> int:
    """The row in which *person* stands."""
    titles = [each.title for each in page.model.columns]
    place = titles.index("Reported as")
    for row in range(page.model.rowCount()):
        if page.model.index(row, place).data() == person:
            return row
    raise AssertionError(f"{person} is not in the table")


def choose(page: TablePage, person: str) -> None:
    """Click the row of *person*."""
    page.table.go_to_row(row_of(page, person))


def texts(root: QWidget) -> str:
    """All that labels in sight say, a line each."""
    found = [each.text() for each in root.findChildren(QLabel) if each.isVisible() and each.text()]
    return "\n".join(found)


def press(root: QWidget, text: str) -> None:
    """Press the button in sight whose text begins with *text*."""
    button(root, text).click()


def button(root: QWidget, text: str) -> QAbstractButton:
    for each in root.findChildren(QAbstractButton):
        if each.isVisible() and each.text().startswith(text):
            return each
    raise AssertionError(f"no button {text!r} in sight")


def field(root: QWidget, name: str, kind: type[W] = QLineEdit) -> W:  # type: ignore[assignment]
    """The field with this accessible name."""
    for each in root.findChildren(kind):
        if each.accessibleName() == name:
            return each
    raise AssertionError(f"no field {name!r}")


def pick(root: QWidget, name: str, text: str) -> None:
    """Choose an entry of the combo box with this accessible name, as a person does."""
    combo = field(root, name, QComboBox)
    place = combo.findText(text)
    assert place >= 0, f"{name} does not offer {text}"
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def front(page: TablePage) -> QWidget:
    """What stands where the rows are: the table, or the page in its place."""
    stack = page.findChild(QStackedWidget)
    assert stack is not None
    return stack.currentWidget()


def hit(widget: QWidget, keys: str) -> None:
    """Press keys, such as "Ctrl+F", with the focus on *widget*."""
    widget.setFocus()
    type_keys(keys)


def type_keys(keys: str) -> None:
    """Press keys wherever the focus is."""
    combination = QKeySequence(keys)[0]
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def type_text(edit: QWidget, text: str) -> None:
    """Replace what stands in the field, letter by letter."""
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)


def dialogs(kind: type[W]) -> list[W]:
    """The dialogs of this kind that are open."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and shiboken6.isValid(each) and each.isVisible()
    ]


@pytest.fixture
def make_bench(
    app_loop: LoopRunner, look: ThemeSwitch, simulators: Any, paths: Paths, allow_logs: Any
) -> Iterator[Bench]:
    """A bench on which nothing is open yet; `begin` it in the test."""
    allow_logs(r"desk\.facespace: FaceSpace is lost")  # said once when a test takes the server away
    made = Bench(app_loop, look, simulators, paths)
    yield made
    app_loop.run(made.end())
    assert not made.reported


@pytest.fixture
def bench(make_bench: Bench) -> Bench:
    """An open slice: Mira Holt is at the gate."""
    make_bench.control.script(MIRA)
    make_bench.app_loop.run(make_bench.begin(), timeout_s=20)
    return make_bench


async def drawn() -> None:
    """Let Qt lay out and paint."""
    for _ in range(3):
        await asyncio.sleep(0)
        QApplication.processEvents()
