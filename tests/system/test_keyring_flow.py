"""From the first start to a live tab with the key in a real keyring, in none, in a stuck one."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget

from facespace_desk.credentials import NO_ANSWER, Credentials, Secret
from facespace_desk.desk import Desk
from facespace_desk.frame import Frame
from facespace_desk.log import LogBuffer
from facespace_desk.loop import Leave, Reports
from facespace_desk.options import Options
from facespace_desk.paths import Paths
from facespace_desk.shell.sign_in import SignInDialog
from facespace_desk.store import Store
from tests.conftest import LoopRunner
from tests.facespace.tab_fixtures import (
    MIRA,
    Bench,
    look,
    make_bench,
    running_simulators,
    simulators,
    texts,
)
from tests.keyring_daemon import Bus, leaves_sockets, stuck_service
from tests.limits import LIMITS, PATIENCE_S
from tests.programs import Home, linux_only
from tests.simulators import RunningSimulators, simulator_in_thread

__all__ = ["look", "make_bench", "running_simulators", "simulators"]

pytestmark = linux_only

KEY = "canarykey-31c0ffee77"


class Site:
    """A console in this process, from its first window to its end, on folders that stay."""

    def __init__(self, app_loop: LoopRunner, paths: Paths) -> None:
        self.until = app_loop.until
        self._app_loop = app_loop
        self._paths = paths
        self.reports = Reports()
        self.frame: Frame

    @asynccontextmanager
    async def running(self) -> AsyncIterator[QWidget]:
        """The console's window."""
        self.frame = Frame(self._app_loop.app, Options(), self._paths)
        self.frame.show()
        desk = Desk(self.frame, self.reports, LogBuffer())
        leave = Leave(self._app_loop.loop, PATIENCE_S)
        task = asyncio.create_task(desk.main(leave), name="main")
        leave.watch(task)
        try:
            yield self.frame.window
        finally:
            leave()
            await asyncio.wait({task})

    async def is_live(self) -> None:
        """Wait until the tab says so."""
        await self.until(lambda: "live" in texts(self.frame.window).splitlines())

    async def sign_in(self) -> SignInDialog:
        """Press what the first page offers, and wait for the form."""
        await self.until(lambda: choices(self.frame.window, "Connect to a server"))
        choices(self.frame.window, "Connect to a server")[0].click()
        await self.until(lambda: choices(self.frame.window, "FaceSpace"))
        choices(self.frame.window, "FaceSpace")[0].click()
        await self.until(lambda: self.frame.window.findChildren(SignInDialog))
        [dialog] = self.frame.window.findChildren(SignInDialog)
        return dialog


def choices(root: QWidget, name: str) -> list[QAbstractButton]:
    """The big button of the first page, or of the dialog that it opens."""
    return [
        found
        for found in root.findChildren(QAbstractButton)
        if found.isVisible() and found.accessibleName() == name
    ]


def buttons(root: QWidget, text: str) -> list[QPushButton]:
    return [
        found
        for found in root.findChildren(QPushButton)
        if found.isVisible() and found.isEnabled() and found.text().startswith(text)
    ]


def fill(dialog: SignInDialog, **texts_by_name: str) -> None:
    for name, text in texts_by_name.items():
        [field] = [
            found
            for found in dialog.findChildren(QLineEdit)
            if found.accessibleName() == name.replace("_", " ")
        ]
        field.setText(text)


def said(dialog: SignInDialog) -> str:
    return "\n".join(found.text() for found in dialog.findChildren(QLabel) if found.isVisible())


def files_with(text: str, paths: Paths) -> list[str]:
    root = paths.config.parent
    return [
        str(file.relative_to(root))
        for file in root.rglob("*")
        if file.is_file() and text.encode() in file.read_bytes()
    ]


@pytest.fixture
def service() -> Iterator[RunningSimulators]:
    with simulator_in_thread(KEY) as running:
        running.control.script(MIRA)
        yield running


@pytest.fixture
def site(app_loop: LoopRunner, paths: Paths) -> Iterator[Site]:
    made = Site(app_loop, paths)
    yield made
    assert made.reports.all() == []


async def secret_of(paths: Paths, profile_id: str) -> Secret | None:
    return await Credentials().load(profile_id, "facespace", "api_key")


def test_a_key_is_tried_then_kept_in_the_keyring_and_found_there_again(
    site: Site,
    app_loop: LoopRunner,
    paths: Paths,
    service: RunningSimulators,
    system_keyring: Bus,
) -> None:
    async def first_start() -> str:
        async with site.running():
            dialog = await site.sign_in()
            fill(dialog, Profile_name="Harbour", Server_address=service.base_url)
            fill(dialog, API_key="canary-but-wrong")
            buttons(dialog, "Connect")[0].click()
            await site.until(lambda: "FaceSpace refused this key." in said(dialog))
            assert not paths.profiles_file.exists()
            fill(dialog, API_key=KEY)
            buttons(dialog, "Try again")[0].click()
            await site.is_live()
            assert site.frame.window.windowTitle().startswith("Harbour")
            return str(site.frame.settings.current.last_profile)

    async def second_start(profile_id: str) -> None:
        assert await secret_of(paths, profile_id) == Secret(KEY)
        async with site.running() as window:
            await site.is_live()
            assert "Mira Holt" not in window.windowTitle()

    async def scenario() -> None:
        await second_start(await first_start())

    app_loop.run(scenario(), timeout_s=180)
    assert files_with(KEY, paths) == []
    assert files_with("Mira Holt", paths) == []
    assert paths.store_file.exists()
    assert files_with(service.base_url, paths) == ["config/profiles.json"]
    assert service.control.take_faults() == []


def test_without_a_keyring_the_key_lives_until_the_end_and_it_is_said(
    site: Site, app_loop: LoopRunner, paths: Paths, service: RunningSimulators, empty_bus: Bus
) -> None:
    async def scenario() -> None:
        async with site.running() as window:
            await site.until(lambda: "kept in memory only" in texts(window))
            dialog = await site.sign_in()
            fill(dialog, Server_address=service.base_url, API_key=KEY)
            buttons(dialog, "Connect")[0].click()
            await site.until(lambda: "the key is kept until you quit" in said(dialog))
            buttons(dialog, "Open")[0].click()
            await site.is_live()
        async with site.running() as window:
            await site.until(lambda: "FaceSpace is not connected in this profile" in texts(window))

    app_loop.run(scenario(), timeout_s=180)
    assert files_with(KEY, paths) == []
    assert not paths.store_file.exists()


@leaves_sockets
def test_a_stuck_keyring_is_said_while_the_window_lives(make_bench: Bench, empty_bus: Bus) -> None:
    bench = make_bench
    bench.credentials = Credentials(limit_s=2.0)

    async def scenario() -> None:
        bench.store = await Store.open(None, Secret("0" * 64))
        turns = 0
        bench.show_slice()
        while "did not answer in time" not in texts(bench.window):
            await asyncio.sleep(0.01)
            turns += 1
        assert NO_ANSWER in texts(bench.window)
        assert turns > 20  # in two seconds, less what a busy machine takes
        begun = time.monotonic()
        await bench.close()
        assert time.monotonic() - begun < LIMITS.quit_s

    with stuck_service(empty_bus):
        bench.run(scenario)


@leaves_sockets
def test_a_stuck_keyring_does_not_hold_the_end(
    tmp_path_factory: pytest.TempPathFactory, empty_bus: Bus
) -> None:
    home = Home(tmp_path_factory.mktemp("home"), {"DBUS_SESSION_BUS_ADDRESS": empty_bus.address})
    with stuck_service(empty_bus) as until_asked, home.console("--debug") as process:
        until_asked()
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(2 * PATIENCE_S) == 0, home.said
        assert time.monotonic() - begun < LIMITS.quit_s
