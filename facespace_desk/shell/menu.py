"""What the window itself can do: one table for the menu, the palette, the keys and their sheet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from facespace_desk.language import tr
from facespace_desk.widgets.icons import icon

if TYPE_CHECKING:
    from facespace_desk.shell.main_window import MainWindow

GROUP = "deskGroup"  # property of an action: the heading under which the sheet of keys lists it
WINDOW_GROUP = tr("Window", "keys of the whole window")
TAB_KEY = "deskTabKey"  # object name of the actions that go to a tab by its number
HIGHEST_TAB_KEY = 9


@dataclass(frozen=True)
class _Entry:
    title: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str | None = None
    in_menu: bool = True
    ends_section: bool = False


def fill_menu(window: MainWindow, menu: QMenu) -> None:
    """Give *window* its actions and put those of the menu into *menu*."""
    for entry in _entries(window):
        action = _action(window, entry)
        window.addAction(action)
        if entry.in_menu:
            menu.addAction(action)
            if entry.ends_section:
                menu.addSeparator()
    for number in range(1, HIGHEST_TAB_KEY + 1):
        jump = _Entry(
            tr("Go to tab {number}", number=number),
            partial(window.show_tab_number, number),
            (f"Ctrl+{number}",),
        )
        action = _action(window, jump)
        action.setObjectName(TAB_KEY)
        window.addAction(action)


def _entries(window: MainWindow) -> tuple[_Entry, ...]:
    palette = ("Ctrl+K", "Ctrl+Shift+P")
    step = window.step_tab
    return (
        _Entry(tr("Find a command…"), window.palette_requested.emit, palette, "search"),
        _Entry(tr("Show or mask names"), window.toggle_mask, ("Ctrl+Shift+H",), "eye-off"),
        _Entry(
            tr("Full screen"),
            window.toggle_full_screen,
            ("F11",) if sys.platform != "darwin" else ("Meta+Ctrl+F",),
            "maximize",
            ends_section=True,
        ),
        _Entry(tr("Profiles…"), window.profiles_requested.emit, (), "users"),
        _Entry(
            tr("Settings…"),
            window.settings_requested.emit,
            ("Ctrl+,",),
            "settings",
            ends_section=True,
        ),
        _Entry(tr("Keyboard shortcuts"), window.shortcuts_requested.emit, ("F1", "?"), "keyboard"),
        _Entry(
            tr("Log", "what the console notes of itself"),
            window.log_requested.emit,
            (),
            "scroll-text",
        ),
        _Entry(
            tr("About FaceSpace Desk"), window.about_requested.emit, (), "info", ends_section=True
        ),
        _Entry(tr("Quit"), window.leave_requested.emit, ("Ctrl+Q",), "log-out"),
        _Entry(tr("Next tab"), partial(step, 1), ("Ctrl+Tab", "Ctrl+PgDown"), in_menu=False),
        _Entry(
            tr("Previous tab"), partial(step, -1), ("Ctrl+Shift+Tab", "Ctrl+PgUp"), in_menu=False
        ),
    )


def _action(window: MainWindow, entry: _Entry) -> QAction:
    action = QAction(entry.title, window)
    action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
    action.setProperty(GROUP, WINDOW_GROUP)
    if entry.icon is not None:
        action.setIcon(icon(entry.icon, "muted"))
    run = entry.run
    action.triggered.connect(lambda _checked=False: run())
    return action
