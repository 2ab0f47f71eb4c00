"""The checks in conftest.py catch what a test leaves behind, and name it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import PATIENCE_S

ROOT = Path(__file__).parent.parent

PREAMBLE = """
import asyncio, logging, threading, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
kept = []
"""

CASES = {
    "task on the window's loop": (
        """
def test_it(app_loop):
    async def scenario():
        kept.append(asyncio.create_task(asyncio.sleep(5), name="poll"))
    app_loop.run(scenario())
""",
        "task left behind: poll",
    ),
    "task on a plain loop": (
        """
async def test_it():
    kept.append(asyncio.create_task(asyncio.sleep(5), name="poll"))
""",
        "task left behind: poll",
    ),
    "window": (
        """
def test_it(qapp):
    window = QWidget()
    window.setObjectName("orphan")
    kept.append(window)
""",
        "left behind: window QWidget 'orphan'",
    ),
    "timer": (
        """
def test_it(qapp):
    timer = QTimer()
    timer.start(1234)
    kept.append(timer)
""",
        "left behind: timer of NoneType every 1234 ms",
    ),
    "thread": (
        """
def test_it():
    threading.Thread(target=threading.Event().wait, name="slow", daemon=True).start()
""",
        "left behind: thread slow",
    ),
    "warning": (
        """
def test_it():
    logging.getLogger("desk.net").warning("lost")
""",
        "WARNING desk.net: lost",
    ),
    "exception in a slot": (
        """
def test_it(qapp):
    timer = QTimer()
    timer.timeout.connect(lambda: 1 / 0)
    timer.start(0)
    qapp.processEvents()
    timer.stop()
""",
        "ZeroDivisionError",
    ),
    "escaped exception": (
        """
def test_it(app_loop):
    async def scenario():
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0.01)
    app_loop.run(scenario())
""",
        "escaped exception: ZeroDivisionError",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_leftover_fails_the_test_that_left_it(case: str, tmp_path: Path) -> None:
    source, words = CASES[case]
    file = tmp_path / "test_case.py"
    file.write_text(PREAMBLE + source)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-q"]
    ended = subprocess.run(
        [
            *command,
            f"--rootdir={tmp_path}",
            "-p",
            "no:cacheprovider",
            "-p",
            "tests.conftest",
            str(file),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 1, ended.stdout
    assert words in ended.stdout
