"""The main window: tabs, status bar, menu, keys. It is painted before anything else is loaded.

It knows services only as tabs with a title and a state; who builds them, and what dialogs do, is
wired by the application.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.display import Display, NameMask
from facespace_desk.modelkit.state import LoadState
from facespace_desk.shell.error_bar import ErrorBar
from facespace_desk.shell.first_run import FirstRunPage
from facespace_desk.shell.geometry import geometry_text, restore_geometry
from facespace_desk.shell.menu import fill_menu
from facespace_desk.shell.status_bar import StatusBar
from facespace_desk.shell.tab_strip import TabStrip
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label, restyle
from facespace_desk.widgets.pages import not_connected
from facespace_desk.widgets.theme import ThemeSwitch
from facespace_desk.widgets.toast import ToastStack

if TYPE_CHECKING:
    from facespace_desk.loop.reports import ErrorReport
    from facespace_desk.profiles import Profile
    from facespace_desk.settings import SettingsFile

TITLE = "FaceSpace Desk"
DEFAULT_SIZE = QSize(1440, 900)
SMALLEST_SIZE = QSize(960, 560)
_GEOMETRY, _TAB = "main", "main.tab"  # names in the settings


class MainWindow(QMainWindow):
    """The frame.

    Signals:
        leave_requested: the operator wants to quit; set `may_close` and close when all is saved.
        demo_chosen, connect_chosen: on the first-run page.
        profile_requested: profile id (str) to switch to.
        settings_requested, profiles_requested, log_requested, about_requested, shortcuts_requested,
        palette_requested: a dialog is wanted.
        tab_shown: service id (str) of the tab that came to the front.
        sign_in_requested: service id (str) to connect.
    """

    leave_requested = Signal()
    demo_chosen = Signal()
    connect_chosen = Signal()
    profile_requested = Signal(str)
    sign_in_requested = Signal(str)
    settings_requested = Signal()
    profiles_requested = Signal()
    log_requested = Signal()
    about_requested = Signal()
    shortcuts_requested = Signal()
    palette_requested = Signal()
    tab_shown = Signal(str)

    def __init__(self, settings: SettingsFile, display: Display, theme: ThemeSwitch) -> None:
        super().__init__()
        self.may_close = False
        self._settings = settings
        self._display = display
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self._states: dict[str, LoadState] = {}
        self._menus: list[QMenu] = []
        self._first_run: FirstRunPage | None = None
        self._colour = QFrame()
        self._colour.setProperty("kind", "profile-line")
        self._strip = TabStrip()
        self._errors = ErrorBar()
        self._stack = QStackedWidget()
        self._status = StatusBar(display)
        self._toasts = ToastStack(self)
        self._profiles: Sequence[Profile] = ()
        self._profile_id = ""
        self._mask_when_on = NameMask.INITIALS
        self.setWindowTitle(TITLE)
        self.setMinimumSize(SMALLEST_SIZE)
        self._lay_out()
        fill_menu(self, self._strip.main_menu)
        self._strip.profile_menu.aboutToShow.connect(self._fill_profile_menu)
        self._strip.tab_chosen.connect(self._bring_to_front)
        self._strip.find_pressed.connect(self.palette_requested)
        self._status.service_chosen.connect(self.show_tab)
        self._status.mask_pressed.connect(self.toggle_mask)
        display.changed.connect(self._remember_display)
        restore_geometry(self, settings.current.geometry.get(_GEOMETRY), DEFAULT_SIZE)

    def add_tab(self, service_id: str, title: str, icon_name: str, widget: QWidget) -> None:
        """Show *widget* as the tab of a service; one that is there already takes the new widget.

        *icon_name* is for the palette; on the tab itself stands the shape of the service's state.
        """
        self._end_first_run()
        if service_id in self._pages:
            self._replace_page(service_id, widget)
            return
        widget.setProperty("deskIcon", icon_name)
        self._pages[service_id] = widget
        self._stack.addWidget(widget)
        self._status.add_service(service_id, title)
        self._strip.add_tab(service_id, title)
        if len(self._pages) == 1:
            widget.setFocus()
        if self.remembered_tab() == service_id:
            self._strip.choose(service_id)

    def add_opening_tab(self, service_id: str, title: str, icon_name: str) -> None:
        """A tab for a service that is still to be built."""
        page = label(f"Opening {title}…", "muted")
        page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add_tab(service_id, title, icon_name, page)
        self.set_service_state(service_id, LoadState.loading("Opening"))

    def add_unconnected_tab(
        self, service_id: str, title: str, icon_name: str, *, needs: str, sentence: str = ""
    ) -> None:
        """A tab for a service that the profile lacks; its page explains how to connect it.

        *needs* is what signing in takes, *sentence* what the service is for.
        """
        page = not_connected(title, needs, sentence)
        page.pressed.connect(lambda: self.sign_in_requested.emit(service_id))
        self.add_tab(service_id, title, icon_name, page)
        self.set_service_state(service_id, LoadState.off())

    def remove_tab(self, service_id: str) -> None:
        """Take a service's tab away; its widget is deleted."""
        page = self._pages.pop(service_id)
        self._strip.remove_tab(service_id)
        self._status.remove_service(service_id)
        self._stack.removeWidget(page)
        page.deleteLater()

    def clear_tabs(self) -> None:
        """Take all tabs away, as for another profile."""
        for service_id in self.service_ids():
            self.remove_tab(service_id)

    def service_ids(self) -> list[str]:
        """Those that have a tab, from left to right."""
        return self._strip.service_ids()

    def tab_title(self, service_id: str) -> str:
        return self._strip.title(service_id)

    def tab_widget(self, service_id: str) -> QWidget:
        return self._pages[service_id]

    def show_tab(self, service_id: str) -> None:
        """Bring a service's tab to the front."""
        self._strip.choose(service_id)

    def show_tab_number(self, number: int) -> None:
        """Bring the tab to the front that is the *number*-th from the left, if there is one."""
        ids = self.service_ids()
        if number <= len(ids):
            self._strip.choose(ids[number - 1])

    def step_tab(self, by: int) -> None:
        """Go *by* tabs to the right, round the corner."""
        self._strip.step(by)

    def current_tab(self) -> str | None:
        """The service in front; None on the first-run page."""
        return self._strip.current()

    def remembered_tab(self) -> str | None:
        """The service that was in front when the window was last closed."""
        return self._settings.current.geometry.get(_TAB)

    def set_service_state(self, service_id: str, state: LoadState) -> None:
        """Show how a service is doing, on its tab and in the status bar."""
        self._states[service_id] = state
        self._strip.show_state(service_id, state)
        self._status.show_state(service_id, state)

    def service_states(self) -> dict[str, LoadState]:
        """How the services that have a tab were last doing."""
        return {name: self._states[name] for name in self.service_ids() if name in self._states}

    def show_first_run(self) -> None:
        """Fill the window with the two choices."""
        if self._first_run is None:
            self._first_run = FirstRunPage()
            self._first_run.demo_chosen.connect(self.demo_chosen)
            self._first_run.connect_chosen.connect(self.connect_chosen)
            self._stack.addWidget(self._first_run)
        self._stack.setCurrentWidget(self._first_run)
        self._strip.set_buttons_visible(False)
        self._status.hide()
        self._first_run.setFocus()

    def set_profile(self, profile: Profile) -> None:
        """Name the profile in use and put its colour round the window."""
        self._profile_id = profile.id
        self._strip.set_profile(profile.name, profile.colour)
        restyle(self._colour, "tone", profile.colour)
        self.setWindowTitle(f"{profile.name} – {TITLE}")

    def set_profiles(self, profiles: Sequence[Profile]) -> None:
        """The profiles that the profile menu offers, the demo included."""
        self._profiles = profiles

    def add_menu(self, menu: QMenu) -> None:
        """Put *menu* into the main menu, above its last entry."""
        main_menu = self._strip.main_menu
        last = main_menu.actions()[-1]
        main_menu.insertMenu(last, menu)
        main_menu.insertSeparator(last)
        self._menus.append(menu)

    def put_status_entry(self, entry: QWidget) -> None:
        """Show *entry* in the status bar, until it is deleted."""
        self._status.put_entry(entry)

    def show_activity(self, text: str) -> None:
        """What is going on, in a few words in the status bar."""
        self._status.show_activity(text)

    def show_store_size(self, size_bytes: int | None) -> None:
        self._status.show_store_size(size_bytes)

    def show_toast(self, text: str, *, tone: str = "info") -> None:
        """A short note in the corner. *tone* is info, good, warn or bad."""
        self._toasts.show_toast(text, tone=tone)

    def show_error(self, report: ErrorReport) -> None:
        """An error of the console itself."""
        self._errors.show_report(report)

    def toggle_mask(self) -> None:
        """Mask names, or show them again; the mask is the one that was last in use."""
        if self._display.is_masked:
            self._mask_when_on = self._display.mask
            self._display.set_mask(NameMask.FULL)
        else:
            self._display.set_mask(self._mask_when_on)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def all_actions(self) -> list[QAction]:
        """What can be done now: what added menus hold, the window's actions, then those of the
        tab in front."""
        page = self._stack.currentWidget()
        added = [action for menu in self._menus for action in _shown_actions(menu)]
        return [*added, *self.actions(), *(page.actions() if page is not None else [])]

    def remember(self) -> None:
        """Write place and tab into the settings."""
        geometry = {**self._settings.current.geometry, _GEOMETRY: geometry_text(self)}
        tab = self.current_tab()
        if tab is not None:
            geometry[_TAB] = tab
        self.save_settings(geometry=geometry)

    def save_settings(self, **changes: object) -> None:
        """Change settings; a file that cannot be written is said, and the change holds for now."""
        try:
            self._settings.update(**changes)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.show_toast(f"The settings could not be saved: {reason}", tone="warn")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never close by ourselves: first everything is saved, then the application closes us."""
        if self.may_close:
            event.accept()
            return
        event.ignore()
        self.leave_requested.emit()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._colour, self._strip, self._errors):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(self._status)
        self.setCentralWidget(middle)

    def _replace_page(self, service_id: str, widget: QWidget) -> None:
        old = self._pages[service_id]
        was_in_front = self._stack.currentWidget() is old
        widget.setProperty("deskIcon", old.property("deskIcon"))
        self._pages[service_id] = widget
        self._stack.addWidget(widget)
        if was_in_front:
            self._stack.setCurrentWidget(widget)
            widget.setFocus()
        self._stack.removeWidget(old)
        old.deleteLater()

    def _bring_to_front(self, service_id: str) -> None:
        if service_id in self._pages:
            self._stack.setCurrentWidget(self._pages[service_id])
            self._toasts.settle()
            self.tab_shown.emit(service_id)

    def _end_first_run(self) -> None:
        if self._first_run is not None:
            self._stack.removeWidget(self._first_run)
            self._first_run.deleteLater()
            self._first_run = None
            self._strip.set_buttons_visible(True)
            self._status.show()

    def _fill_profile_menu(self) -> None:
        menu = self._strip.profile_menu
        menu.clear()
        for profile in self._profiles:
            is_open = profile.id == self._profile_id
            title = profile.name.replace("&", "&&") + (" – open" if is_open else "")
            action = menu.addAction(icon("state-disc", profile.colour), title)
            action.setEnabled(not is_open)
            action.setData(profile.id)
            action.triggered.connect(self._ask_for_profile)
        menu.addSeparator()
        menu.addAction("Manage profiles…", self.profiles_requested.emit)

    def _ask_for_profile(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.profile_requested.emit(str(action.data()))

    def _remember_display(self) -> None:
        display = self._display
        if display.is_masked:
            self._mask_when_on = display.mask
        self.save_settings(zone=display.zone.value, name_mask=display.mask.value)


def _shown_actions(menu: QMenu) -> list[QAction]:
    """What *menu* and the menus in it hold, but for what is hidden."""
    if not menu.menuAction().isVisible():
        return []
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += _shown_actions(inner)
        elif action.isVisible() and not action.isSeparator():
            found.append(action)
    return found
