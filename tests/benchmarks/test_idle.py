"""A console that nobody uses costs next to nothing while it polls and nothing happens.

Run with `python -m pytest -m benchmark tests/benchmarks/test_idle.py -s -p no:xdist`. Console and
simulators are programs of their own; the console's processor time is read from outside, over half
a minute each: with nobody before the cameras, with people who stand still, and hidden.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.programs import Home, control_of

MEASURED_S = 30.0
SETTLED_S = 6.0
SHARE_LIMIT = 0.01  # of a core: what a window may cost while nothing happens

CAMERAS = [f"camera-{number:02}" for number in range(12)]
NOBODY: dict[str, list[str]] = {camera: [] for camera in CAMERAS}
STANDING: dict[str, list[str]] = NOBODY | {
    "camera-00": ["Mira Holt"],
    "camera-03": ["Jon Ferro", "Unknown-12"],
}

# Hides its windows when a line comes in.
CONSOLE = """
import sys, threading
from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication

def hide_when_told():
    sys.stdin.readline()
    for window in QApplication.topLevelWidgets():
        QMetaObject.invokeMethod(window, "hide", Qt.ConnectionType.QueuedConnection)

threading.Thread(target=hide_when_told, daemon=True).start()
from facespace_desk.cli import main
sys.exit(main(sys.argv[1:]))
"""


def share_of_a_core(process: psutil.Process) -> float:
    """What *process* uses from now on."""
    time.sleep(SETTLED_S)
    before, begun = process.cpu_times(), time.monotonic()
    time.sleep(MEASURED_S)
    after = process.cpu_times()
    used_s = after.user + after.system - before.user - before.system
    return used_s / (time.monotonic() - begun)


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_an_idle_console_needs_less_than_a_hundredth_of_a_core(tmp_path: Path) -> None:
    home = Home(tmp_path)
    shares: dict[str, float] = {}
    with home.simulators() as profile:
        control = control_of(profile)
        control.script(NOBODY)
        program = [sys.executable, "-c", CONSOLE, "--temp-profile", "--profile", str(profile)]
        process = subprocess.Popen(program, env=home.environment, stdin=subprocess.PIPE)
        assert process.stdin is not None
        try:
            watched = psutil.Process(process.pid)
            control.call("GET", "wait", count=3, operation="recognition", timeout_s=30)
            shares["nobody"] = share_of_a_core(watched)
            control.script(STANDING)
            shares["people who stand"] = share_of_a_core(watched)
            process.stdin.write(b"hide\n")
            process.stdin.flush()
            shares["hidden"] = share_of_a_core(watched)
        finally:
            process.terminate()
            process.wait(10)
            process.stdin.close()
            control.close()
    print()
    for situation, share in shares.items():
        print(f"  {situation:20} {share:6.2%} of a core")
    assert shares["nobody"] < SHARE_LIMIT
    assert shares["hidden"] < SHARE_LIMIT
