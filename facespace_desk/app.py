"""The composition root: the frame first, then everything that takes longer.

    arguments ─▶ frame painted ─▶ loop ─▶ log, store, profile ─▶ slices, one tab each
                    (no asyncio, no network, no database is imported before this arrow)

What was opened is closed in the opposite order, by one `Closing`, whoever asked for the end.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.paths import Paths, temporary_paths
from facespace_desk.settings import SettingsFile
from facespace_desk.shell.main_window import MainWindow
from facespace_desk.single_instance import SingleInstance
from facespace_desk.widgets.theme import ThemeSwitch

if TYPE_CHECKING:
    from facespace_desk.cli import Options

APP_NAME, APP_TITLE = "facespace-desk", "FaceSpace Desk"
FIRST_PAINT_LIMIT_S = 0.5  # a window system that shows nothing must not hold up the start


class Frame:
    """The painted window and what it was made with."""

    def __init__(self, app: QApplication, options: Options, paths: Paths) -> None:
        self.app = app
        self.options = options
        self.paths = paths
        self.settings = SettingsFile(paths.settings_file)
        settings = self.settings.load()
        self.theme = ThemeSwitch()
        first_theme = options.themes[0] if options.screenshot else settings.theme
        self.theme.apply(app, first_theme, settings.density)
        self.display = Display(Zone(settings.zone), NameMask(settings.name_mask))
        self.window = MainWindow(self.settings, self.display, self.theme)

    def show(self) -> None:
        """Show the window and wait, briefly, until it is painted."""
        window = self.window
        if self.options.screenshot is not None:
            window.resize(*self.options.size)
        window.show()
        deadline = time.monotonic() + FIRST_PAINT_LIMIT_S
        while not window.windowHandle().isExposed() and time.monotonic() < deadline:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        self.app.processEvents()  # what is exposed is painted here


def run_app(options: Options) -> int:
    """Run the console until it is left; the exit status."""
    with ExitStack() as stack:
        is_throw_away = options.is_exempt_from_single_instance
        paths = stack.enter_context(temporary_paths()) if is_throw_away else Paths.standard()
        try:
            paths.make()
        except OSError as error:
            return _refuse(f"the folder {error.filename} cannot be made: {error.strerror}")
        app = _make_application()
        instance = None
        if not is_throw_away:
            instance = SingleInstance(paths.data)
            if not instance.acquire():
                return _hand_over(instance)
            stack.callback(instance.release)
        frame = Frame(app, options, paths)
        frame.show()
        if "first-paint" in options.switches:
            print(f"first paint at {time.monotonic():.6f}", flush=True)  # noqa: T201
            return 0
        # From here on start-up time no longer shows.
        from facespace_desk.desk import run_desk

        return run_desk(frame, instance)


def _make_application() -> QApplication:
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication([APP_NAME])
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName(APP_TITLE)
    app.setDesktopFileName(APP_NAME)
    return app


def _hand_over(instance: SingleInstance) -> int:
    if instance.raise_other():
        return 0
    return _refuse("it is running already, and does not answer")


def _refuse(words: str) -> int:
    print(f"{APP_NAME}: {words}", file=sys.stderr)  # noqa: T201
    return 1
