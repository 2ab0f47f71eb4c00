"""The console as a whole: starts, shows, switches, ends."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from facespace_desk.credentials import Secret
from facespace_desk.desk import Desk
from facespace_desk.frame import Frame
from facespace_desk.log import LogBuffer
from facespace_desk.loop import Leave, Reports
from facespace_desk.modelkit.state import LoadState
from facespace_desk.options import Options
from facespace_desk.paths import Paths
from facespace_desk.profiles import ServiceConfig
from facespace_desk.shell.service_entry import ServiceEntry
from facespace_desk.widgets.slice import ServiceContext
from tests.limits import AT_ONCE_S, LIMITS, PATIENCE_S

if TYPE_CHECKING:
    from tests.conftest import AllowLogs, LoopRunner


class TestSlice(QObject):
    """A service whose state the test decides."""

    __test__ = False
    state_changed = Signal(object)
    sign_in = Signal()

    def __init__(self, context: ServiceContext, service: str) -> None:
        super().__init__()
        self.context = context
        self.service = service
        self.widget = QLabel(f"the tab of {service}")
        self.state = LoadState.loading()
        self.is_closed = False
        self.close_takes_s = 0.0

    def become(self, state: LoadState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def apply_settings(self) -> None:
        pass

    async def close(self) -> None:
        await asyncio.sleep(self.close_takes_s)
        self.is_closed = True


class Bench:
    """A console in this process, on the window's loop, with services of the test's own."""

    def __init__(self, app_loop: LoopRunner, paths: Paths) -> None:
        self.app_loop = app_loop
        self.paths = paths
        self.slices: list[TestSlice] = []
        self.reports = Reports()
        self.build_error: Exception | None = None
        self.services = ("facespace",)
        self.frame: Frame
        self.desk: Desk

    def build(self, service: str, context: ServiceContext) -> TestSlice:
        if self.build_error is not None and service == "facespace":
            raise self.build_error
        self.slices.append(TestSlice(context, service))
        return self.slices[-1]

    @property
    def built(self) -> list[str]:
        """The services in the order in which they were built."""
        return [built.service for built in self.slices]

    @contextlib.asynccontextmanager
    async def running(self, **options: Any) -> AsyncIterator[asyncio.Task[int]]:
        """The task of the main coroutine; it is left at the end."""

        async def no_probe(config: ServiceConfig, secrets: Mapping[str, Secret]) -> Any:
            raise AssertionError

        entries = [
            ServiceEntry(
                name,
                name,
                "scan-face",
                partial(self.build, name),
                no_probe,
                "https://a.example",
                (),
            )
            for name in self.services
        ]
        self.frame = Frame(self.app_loop.app, Options(**options), self.paths)
        self.frame.show()
        self.desk = Desk(self.frame, self.reports, LogBuffer(), services=entries)
        self.leave = Leave(self.app_loop.loop, PATIENCE_S)
        task = asyncio.create_task(self.desk.main(self.leave), name="main")
        self.leave.watch(task)
        try:
            yield task
        finally:
            self.leave()
            await asyncio.wait({task})

    def run(self, scenario: Callable[[], Any]) -> Any:
        return self.app_loop.run(scenario())


@pytest.fixture
def bench(
    app_loop: LoopRunner, paths: Paths, monkeypatch: pytest.MonkeyPatch, unhurried: None
) -> Iterator[Bench]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    bench = Bench(app_loop, paths)
    yield bench
    assert bench.reports.all() == [] or bench.build_error is not None


@pytest.fixture
def profile_file(tmp_path: Path) -> Path:
    file = tmp_path / "profile.json"
    service = {"base_url": "http://127.0.0.1:1/facespace", "api_key": "canary-key-2718281828"}
    file.write_text(json.dumps({"name": "Site", "services": {"facespace": service}}))
    return file


def test_the_first_start_shows_the_two_choices(bench: Bench) -> None:
    async def scenario() -> None:
        async with bench.running():
            window = bench.frame.window
            await bench.app_loop.until(lambda: window._first_run is not None)
            assert window.service_ids() == []
            assert window.isVisible()

    bench.run(scenario)


def test_a_profile_file_opens_its_services_with_its_secrets(
    bench: Bench, profile_file: Path
) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file):
            await bench.app_loop.until(lambda: bench.slices)
            [opened] = bench.slices
            context = opened.context
            key = await context.credentials.load(context.profile.id, "facespace", "api_key")
            assert key == Secret("canary-key-2718281828")
            assert bench.frame.window.service_ids() == ["facespace"]
        assert opened.is_closed

    bench.run(scenario)
    texts = [path.read_bytes() for path in bench.paths.config.parent.rglob("*") if path.is_file()]
    assert not any(b"canary-key" in text for text in texts)


def test_a_service_that_the_profile_lacks_says_how_to_connect_it(
    bench: Bench, tmp_path: Path
) -> None:
    file = tmp_path / "empty.json"
    file.write_text('{"services": {}}')

    async def scenario() -> None:
        async with bench.running(profile=file):
            await bench.app_loop.until(bench.frame.window.service_ids)
            assert bench.slices == []

    bench.run(scenario)


def test_a_wrong_profile_file_is_said_and_ends_with_1(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text('{"services": {"facespace": {"base_url": "ftp://x", "api_key": "k"}}}')

    async def scenario() -> int:
        async with bench.running(profile=file) as task:
            return await task

    assert bench.run(scenario) == 1
    assert "services.facespace.base_url" in capsys.readouterr().err


def test_another_profile_closes_the_first_before_it_opens(bench: Bench, profile_file: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file):
            await bench.app_loop.until(lambda: bench.slices)
            first = bench.slices[0]
            profile = msgspec.structs.replace(first.context.profile, id="other", name="Other")
            bench.desk.open_profile(profile)
            await bench.app_loop.until(lambda: len(bench.slices) == 2)
            assert first.is_closed
            assert bench.frame.window.windowTitle().startswith("Other")
            assert bench.frame.window.service_ids() == ["facespace"]

    bench.run(scenario)


def test_a_broken_service_leaves_the_window_standing(
    bench: Bench, profile_file: Path, allow_logs: AllowLogs
) -> None:
    allow_logs("ERROR desk.loop: opening facespace: RuntimeError")
    bench.build_error = RuntimeError("as planned")

    async def scenario() -> None:
        async with bench.running(profile=profile_file):
            await bench.app_loop.until(bench.frame.window.service_ids)
            await bench.app_loop.until(lambda: "as planned" in bench.frame.window._errors.text)

    bench.run(scenario)


def test_a_service_that_does_not_close_is_left_behind(
    bench: Bench, profile_file: Path, allow_logs: AllowLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facespace_desk.service_tabs.CLOSE_LIMIT_S", 0.5)
    allow_logs("facespace did not close within 0.5 s and was left behind")

    async def scenario() -> None:
        async with bench.running(profile=profile_file) as task:
            await bench.app_loop.until(lambda: bench.slices)
            bench.slices[0].close_takes_s = 600
            bench.leave()
            ended, _ = await asyncio.wait({task}, timeout=AT_ONCE_S)
            assert ended

    bench.run(scenario)


def test_closing_the_window_ends_the_console_and_remembers_its_place(
    bench: Bench, profile_file: Path
) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file) as task:
            await bench.app_loop.until(lambda: bench.slices)
            bench.frame.window.close()
            await asyncio.wait({task}, timeout=PATIENCE_S)
            assert task.cancelled()

    bench.run(scenario)
    assert "geometry" in bench.paths.settings_file.read_text()


def test_without_a_keyring_the_store_is_in_memory_and_said(
    bench: Bench, profile_file: Path
) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file):
            await bench.app_loop.until(lambda: bench.slices)
            store = bench.slices[0].context.store
            assert not store.is_persistent
            assert "no keyring" in store.notices[0]

    bench.run(scenario)
    assert not bench.paths.store_file.exists()


def test_pictures_are_taken_when_the_data_is_live(
    bench: Bench, profile_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    async def scenario() -> int:
        options = {"profile": profile_file, "screenshot": out, "size": (1200, 700)}
        async with bench.running(**options) as task:
            await bench.app_loop.until(lambda: bench.slices)
            assert not out.exists() or not list(out.iterdir())
            bench.slices[0].become(LoadState.live())
            return await task

    assert bench.run(scenario) == 0
    pictures = {path.name: QImage(str(path)) for path in out.iterdir()}
    assert set(pictures) == {"facespace-dark.png", "facespace-light.png"}
    assert all(picture.size() == QSize(1200, 700) for picture in pictures.values())
    dark, light = pictures["facespace-dark.png"], pictures["facespace-light.png"]
    assert dark.pixelColor(600, 500).lightness() < 80 < 180 < light.pixelColor(600, 500).lightness()


def test_a_tab_without_live_data_is_named_and_ends_with_1(
    bench: Bench, profile_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def scenario() -> int:
        options = {"profile": profile_file, "screenshot": tmp_path / "out", "wait_s": 0.2}
        async with bench.running(**options) as task:
            return await task

    assert bench.run(scenario) == 1
    assert "facespace was not ready: loading" in capsys.readouterr().err


def test_an_unknown_tab_is_named(
    bench: Bench, profile_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def scenario() -> int:
        options = {"profile": profile_file, "screenshot": tmp_path, "tabs": ("nosuch",)}
        async with bench.running(**options) as task:
            return await task

    assert bench.run(scenario) == 1
    assert "there is no tab nosuch; there is facespace" in capsys.readouterr().err


SECRETS = {
    "facespace": {"api_key": "a"},
    "cam2": {"client_id": "a", "client_secret": "b"},
    "skylab": {"api_key": "a"},
}


@pytest.fixture
def three(bench: Bench, tmp_path: Path) -> Path:
    """A profile file with three services, and a bench that has them."""
    bench.services = tuple(SECRETS)
    services = {
        name: {"base_url": "http://127.0.0.1:1", **secrets} for name, secrets in SECRETS.items()
    }
    file = tmp_path / "three.json"
    file.write_text(json.dumps({"services": services}))
    return file


def test_the_tab_in_front_is_built_first_and_the_next_when_it_is_live(
    bench: Bench, three: Path
) -> None:
    async def scenario() -> None:
        async with bench.running(profile=three):
            window = bench.frame.window
            await bench.app_loop.until(lambda: bench.built)
            assert window.service_ids() == list(SECRETS)
            assert bench.built == ["facespace"]
            assert window.service_states()["cam2"].message == "Opening"
            bench.slices[0].become(LoadState.live())
            await bench.app_loop.until(lambda: len(bench.built) == 2)
            assert bench.built == ["facespace", "cam2"]
            bench.slices[1].become(LoadState.signed_out())
            await bench.app_loop.until(lambda: len(bench.built) == 3)
            assert window.current_tab() == "facespace"
            assert window.tab_widget("skylab") is bench.slices[2].widget
        assert all(built.is_closed for built in bench.slices)

    bench.run(scenario)


def test_the_tab_that_the_operator_turns_to_is_built_at_once(bench: Bench, three: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=three):
            await bench.app_loop.until(lambda: bench.built)
            bench.frame.window.show_tab("skylab")
            await bench.app_loop.until(lambda: len(bench.built) == 2)
            assert bench.built == ["facespace", "skylab"]
            assert bench.frame.window.tab_widget("skylab").isVisible()

    bench.run(scenario)


def test_the_tab_that_was_in_front_last_time_is_built_first(bench: Bench, three: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=three):
            await bench.app_loop.until(lambda: bench.built)
            bench.frame.window.show_tab("cam2")
        bench.slices.clear()
        async with bench.running(profile=three):
            await bench.app_loop.until(lambda: bench.built)
            assert bench.built == ["cam2"]

    bench.run(scenario)


def test_a_service_that_stays_silent_does_not_hold_up_the_others(bench: Bench, three: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=three):
            await bench.app_loop.until(lambda: len(bench.built) == 3)
            assert bench.built == list(SECRETS)

    bench.run(scenario)


def test_a_profile_that_is_left_early_builds_nothing_more(bench: Bench, three: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=three):
            await bench.app_loop.until(lambda: bench.built)
            profile = msgspec.structs.replace(bench.slices[0].context.profile, services={})
            bench.desk.open_profile(profile)
            window = bench.frame.window
            await bench.app_loop.until(lambda: bench.slices[0].is_closed)
            await bench.app_loop.until(lambda: len(window.service_ids()) == 3)
            assert bench.built == ["facespace"]
            assert {state.word for state in window.service_states().values()} == {"off"}

    bench.run(scenario)


def test_a_service_that_cannot_be_built_leaves_the_others_alone(
    bench: Bench, three: Path, allow_logs: AllowLogs
) -> None:
    allow_logs("ERROR desk.loop: opening facespace: RuntimeError")
    bench.build_error = RuntimeError("as planned")

    async def scenario() -> None:
        async with bench.running(profile=three):
            window = bench.frame.window
            await bench.app_loop.until(lambda: "as planned" in window._errors.text)
            await bench.app_loop.until(lambda: bench.built)
            assert bench.built == ["cam2"]
            assert window.service_states()["facespace"].word == "off"

    bench.run(scenario)


@pytest.mark.parametrize("tabs", [(), ("skylab",), ("cam2", "facespace")])
def test_pictures_of_all_tabs_or_of_those_named(
    bench: Bench, three: Path, tmp_path: Path, tabs: tuple[str, ...]
) -> None:
    out = tmp_path / "out"

    async def scenario() -> int:
        options = {"profile": three, "screenshot": out, "tabs": tabs, "themes": ("dark",)}
        async with bench.running(**options) as task:
            while not task.done():
                for built in bench.slices:
                    built.become(LoadState.live())
                await asyncio.sleep(0.02)
            return await task

    assert bench.run(scenario) == 0
    assert {path.name for path in out.iterdir()} == {f"{name}-dark.png" for name in tabs or SECRETS}


class Program:
    """The console as a process of its own, with folders of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        names = ("CONFIG", "DATA", "CACHE", "STATE")
        folders = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in names}
        self.process = subprocess.Popen(
            [sys.executable, "-X", "dev", "-m", "facespace_desk", *arguments],
            env={
                **os.environ,
                **folders,
                "HOME": str(folder),
                "TMPDIR": str(folder),
                "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._news = threading.Event()
        self._reader.start()

    def wait_for(self, text: str, timeout_s: float = PATIENCE_S) -> None:
        """Until the log on stderr says *text*."""
        deadline = time.monotonic() + timeout_s
        while text not in self.said:
            assert time.monotonic() < deadline, f"{text!r} was not said:\n{self.said}"
            assert self._reader.is_alive() or text in self.said, self.said
            self._news.wait(0.2)
            self._news.clear()

    def end(self, timeout_s: float = PATIENCE_S) -> int:
        code = self.process.wait(timeout_s)
        self._reader.join(PATIENCE_S)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            for line in lines:
                self.said += line
                self._news.set()


linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals, XDG folders")


@linux_only
def test_smoke_shows_the_window_and_ends_with_0(tmp_path: Path) -> None:
    program = Program(tmp_path, "--smoke")
    assert program.end() == 0
    assert program.said == ""
    assert not list(tmp_path.glob("facespace-desk-*"))


@linux_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_console_soon(tmp_path: Path, number: signal.Signals) -> None:
    program = Program(tmp_path, "--debug", "--log-filter", "app")
    program.wait_for("the store is in memory")
    begun = time.monotonic()
    program.process.send_signal(number)
    assert program.end() == 0, program.said
    assert time.monotonic() - begun < LIMITS.quit_s
    assert "Traceback" not in program.said
    assert "was destroyed" not in program.said


@linux_only
def test_a_second_start_raises_the_first_and_ends_with_0(tmp_path: Path) -> None:
    first = Program(tmp_path, "--debug", "--log-filter", "app")
    first.wait_for("the store is in memory")
    second = Program(tmp_path)
    assert second.end() == 0
    first.wait_for("another start asked for the window")
    first.process.send_signal(signal.SIGTERM)
    assert first.end() == 0, first.said


@linux_only
def test_the_demo_starts_its_simulators_and_ends_them(tmp_path: Path) -> None:
    program = Program(tmp_path, "--demo", "--debug", "--log-filter", "app,demo")
    program.wait_for("opened a demo profile")
    said = program.said
    pid = int(said.partition("simulators run as process ")[2].split()[0])
    assert Path(f"/proc/{pid}").exists()
    program.process.send_signal(signal.SIGTERM)
    assert program.end() == 0, program.said
    assert not Path(f"/proc/{pid}").exists()
    assert not list(tmp_path.glob("facespace-desk-*"))


@linux_only
def test_the_log_file_is_private_and_holds_the_start(tmp_path: Path) -> None:
    program = Program(tmp_path, "--debug", "--log-filter", "app")
    program.wait_for("the store is in memory")
    program.process.send_signal(signal.SIGTERM)
    program.end()
    [file] = tmp_path.rglob("desk.log")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "desk.app" in file.read_text()
