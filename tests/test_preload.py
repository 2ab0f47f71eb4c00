"""What is imported on a thread makes no object of Qt there, and the window goes on."""

from __future__ import annotations

import subprocess
import sys

SOURCE = """
import gc, threading, time
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from facespace_desk.preload import MODULES, import_all
from facespace_desk.shell.services import SERVICES
names = [*MODULES, *(name for entry in SERVICES for name in entry.rooms)]
app = QApplication([])
thread = threading.Thread(target=import_all, args=(names,))
last, longest = time.perf_counter(), 0.0
thread.start()
while thread.is_alive():
    app.processEvents()
    time.sleep(0.002)
    now = time.perf_counter()
    last, longest = now, max(longest, now - last)
import sys
missing = [name for name in names if name not in sys.modules]
strangers = [o for o in gc.get_objects() if isinstance(o, QObject) and o.thread() != app.thread()]
print(missing, strangers, longest < 0.5)
"""


def test_the_window_goes_on_while_rooms_are_imported() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SOURCE], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.strip() == "[] [] True"
