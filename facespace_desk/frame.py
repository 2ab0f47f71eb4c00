"""The window as it is painted first, with nothing behind it yet."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from facespace_desk import assets
from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.paths import Paths
from facespace_desk.settings import SettingsFile
from facespace_desk.shell.main_window import MainWindow
from facespace_desk.widgets.theme import ThemeSwitch

if TYPE_CHECKING:
    from facespace_desk.options import Options

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
        self.theme.setParent(self.window)  # it follows the system no longer than the window lives

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

    def show_icon(self) -> None:
        """Give the windows their icon, where the system does not know it from a menu entry."""
        self.app.setWindowIcon(QIcon(str(assets.path("app", "facespace-desk.svg"))))
