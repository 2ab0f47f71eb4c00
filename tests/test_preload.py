"""What is imported on a thread makes no object of Qt there, and the window goes on."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from facespace_desk import preload
from facespace_desk.preload import Preloader
from tests.limits import PATIENCE_S

RACE = """
import sys, threading
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from facespace_desk.preload import make_room_for_types
app = QApplication([])
app.setStyleSheet("QWidget { color: red } QFrame[kind='x'] { border: 1px solid blue }")
if sys.version_info < (3, 12):
    assert make_room_for_types(60_000)
kinds = [type(f"Kind{number}", (QWidget,), {"changed": Signal()}) for number in range(300)]
root, top = QWidget(), QWidget()
column = QVBoxLayout(root)
for kind in kinds * 3:
    column.addWidget(kind())
hosts = [QVBoxLayout(QWidget(top)) for _ in range(2)]
for number, host in enumerate(hosts):
    host.parentWidget().setStyleSheet(f"QLabel {{ color: #00000{number} }}")
top.show()
app.processEvents()
made = []
def make():
    while len(made) < 20_000:
        made.append(type("Made", (QObject,), {"changed": Signal(object)}))
thread = threading.Thread(target=make)
thread.start()
while thread.is_alive():
    for host in hosts:
        host.addWidget(root)
thread.join()
print(len(made))
"""

SOURCE = """
import gc, threading, time
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from facespace_desk.preload import MODULES, Preloader
from facespace_desk.shell.services import SERVICES
names = [*MODULES, *(name for entry in SERVICES for name in entry.rooms)]
app = QApplication([])
thread = threading.Thread(target=Preloader().load_here, args=(names,))
begun = last = time.perf_counter()
longest = 0.0
thread.start()
while thread.is_alive():
    app.processEvents()
    time.sleep(0.002)
    now = time.perf_counter()
    last, longest = now, max(longest, now - last)
import sys
missing = [name for name in names if name not in sys.modules]
strangers = [o for o in gc.get_objects() if isinstance(o, QObject) and o.thread() != app.thread()]
print(missing, strangers, longest / (last - begun), sep="\\n")
"""


def test_the_window_goes_on_while_rooms_are_imported() -> None:
    def longest_share() -> float:
        ended = subprocess.run(
            [sys.executable, "-c", SOURCE],
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE_S,
            check=True,
        )
        missing, strangers, share = ended.stdout.splitlines()
        assert (missing, strangers) == ("[]", "[]")
        return float(share)

    assert any(longest_share() < 0.4 for _ in range(3))


def test_classes_of_qt_are_made_on_a_thread_while_the_window_is_built() -> None:
    """On Python 3.11 this crashed at once: see `TYPES_EXPECTED`."""
    ended = subprocess.run(
        [sys.executable, "-c", RACE],
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "20000\n"), ended.stderr


async def test_rooms_are_imported_on_the_windows_thread_where_another_is_not_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "careful_room.py").write_text("import threading\nthread = threading.get_ident()\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(preload, "sys", SimpleNamespace(version_info=(3, 11), modules=sys.modules))
    monkeypatch.setattr(preload, "make_room_for_types", lambda: False)
    await Preloader().load(["careful_room"])
    assert sys.modules.pop("careful_room").thread == threading.get_ident()


async def test_no_garbage_is_collected_where_rooms_are_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the window threw away would be destroyed there, beside the window's own thread."""
    for name in ("wasteful_room", "other_room"):
        (tmp_path / f"{name}.py").write_text("kept = [[] for _ in range(100_000)]\n")
    monkeypatch.syspath_prepend(tmp_path)
    collecting: list[int] = []

    def note(_phase: str, _info: dict[str, int]) -> None:
        collecting.append(threading.get_ident())

    preloader = Preloader()
    gc.callbacks.append(note)
    try:
        loads = (preloader.load(["wasteful_room"]), preloader.load(["other_room"]))
        await asyncio.wait_for(asyncio.gather(*loads), PATIENCE_S)
    finally:
        gc.callbacks.remove(note)
    assert {len(sys.modules.pop(name).kept) for name in ("wasteful_room", "other_room")} == {
        100_000
    }
    assert set(collecting) <= {threading.get_ident()}
    assert gc.isenabled()


async def test_closing_waits_for_the_import_under_way_and_begins_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow_room.py").write_text(
        "import preload_gates\n"
        "preload_gates.begun.set()\n"
        "assert preload_gates.go_on.wait(60)\n"
        "is_whole = True\n"
    )
    (tmp_path / "next_room.py").write_text("")
    gates = ModuleType("preload_gates")
    gates.begun, gates.go_on = threading.Event(), threading.Event()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "preload_gates", gates)
    monkeypatch.syspath_prepend(tmp_path)
    preloader = Preloader()
    loading = asyncio.create_task(preloader.load(["slow_room", "next_room"]))
    await asyncio.to_thread(gates.begun.wait, PATIENCE_S)
    closing = asyncio.create_task(preloader.close())
    loading.cancel()  # as the session's tasks are
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert not closing.done()
    gates.go_on.set()
    await asyncio.wait_for(closing, PATIENCE_S)
    assert sys.modules.pop("slow_room").is_whole
    assert "next_room" not in sys.modules


async def test_rooms_that_cannot_be_imported_are_left_to_those_who_need_them() -> None:
    await Preloader().load(["no_such_room", "facespace_desk.no_such_room"])
