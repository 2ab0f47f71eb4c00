"""The console and the simulators as programs of their own, for tests that watch them from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.simulators import Control

START_LIMIT_S = 30.0
END_LIMIT_S = 10.0


def environment(folder: Path) -> dict[str, str]:
    """A home in *folder*, no keyring, no screen."""
    names = ("CONFIG", "DATA", "CACHE", "STATE")
    return {
        **os.environ,
        **{f"XDG_{name}_HOME": str(folder / name.lower()) for name in names},
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }


@contextmanager
def simulators(folder: Path, *options: str) -> Iterator[Path]:
    """The simulators in a process of their own; the profile file that leads to them."""
    profile = folder / "simulators.json"
    command = [sys.executable, "-m", "facespace_desk.demo", "--profile-out", str(profile), *options]
    with _running(command, folder):
        deadline = time.monotonic() + START_LIMIT_S
        while not profile.exists():
            assert time.monotonic() < deadline, "the simulators did not start"
            time.sleep(0.05)
        yield profile


@contextmanager
def console(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The console in a process of its own; what it says goes to console.txt in *folder*."""
    with (folder / "console.txt").open("wb") as said:
        command = [sys.executable, "-m", "facespace_desk", *arguments]
        with _running(command, folder, said) as process:
            yield process


def control_of(profile: Path) -> Control:
    """The control of the simulator that *profile* leads to."""
    base_url: str = json.loads(profile.read_text())["services"]["facespace"]["base_url"]
    return Control(base_url.removesuffix("/facespace"))


@contextmanager
def _running(
    command: Sequence[str], folder: Path, said: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env=environment(folder),
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
