"""The console and the simulators as programs of their own, for tests that watch from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from facespace_desk.paths import APP_NAME, Paths
from tests.limits import PATIENCE_S
from tests.simulators import Control

START_LIMIT_S = 2 * PATIENCE_S
END_LIMIT_S = PATIENCE_S
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals, XDG folders")


class Home:
    """A user's home in *folder*: a console that lives in it writes nowhere else.

    *keyring* is the environment that leads to a keyring; by default there is none.
    """

    def __init__(self, folder: Path, keyring: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.said_file = folder / "said.txt"
        xdg = {name: folder / name.lower() for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        self.paths = Paths(
            config=xdg["CONFIG"] / APP_NAME,
            data=xdg["DATA"] / APP_NAME,
            cache=xdg["CACHE"] / APP_NAME,
            log=xdg["STATE"] / APP_NAME / "log",
        )
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in NO_KEYRING},
            **(NO_KEYRING if keyring is None else keyring),
            **{f"XDG_{name}_HOME": str(path) for name, path in xdg.items()},
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
        }

    @property
    def said(self) -> str:
        """What the console wrote to standard output and error."""
        return self.said_file.read_text("utf-8", "replace") if self.said_file.exists() else ""

    @contextmanager
    def console(
        self, *arguments: str, program: str = "facespace_desk"
    ) -> Iterator[subprocess.Popen[bytes]]:
        """The console, or another *program* that runs it, ended with the block if it has not ended
        by itself."""
        command = [sys.executable, "-X", "dev", "-m", program, *arguments]
        with self.said_file.open("ab") as said, self._running(command, said) as process:
            yield process

    @contextmanager
    def simulators(self, *options: str) -> Iterator[Path]:
        """The simulators; the profile file that leads to them."""
        profile = self.folder / "simulators.json"
        command = [sys.executable, "-m", "facespace_desk.demo", "--profile-out", str(profile)]
        with self._running([*command, *options], None):
            deadline = time.monotonic() + START_LIMIT_S
            while not profile.exists():
                assert time.monotonic() < deadline, "the simulators did not start"
                time.sleep(0.05)
            yield profile

    def until_said(self, text: str, timeout_s: float = START_LIMIT_S) -> None:
        """Wait until the console has said *text*."""
        deadline = time.monotonic() + timeout_s
        while text not in self.said:
            assert time.monotonic() < deadline, f"{text!r} was not said:\n{self.said}"
            time.sleep(0.02)

    @contextmanager
    def _running(
        self, command: Sequence[str], said: IO[bytes] | None
    ) -> Iterator[subprocess.Popen[bytes]]:
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdout=said or subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(END_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def control_of(profile: Path) -> Control:
    """The control of the simulator that *profile* leads to."""
    base_url: str = json.loads(profile.read_text())["services"]["facespace"]["base_url"]
    return Control(base_url.removesuffix("/facespace"))
