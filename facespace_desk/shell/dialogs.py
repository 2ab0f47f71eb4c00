"""Opens the dialogs that the window asks for. Loaded after the window was painted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from facespace_desk.credentials import Credentials
from facespace_desk.language import tr
from facespace_desk.log import LogBuffer
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.tasks import Report
from facespace_desk.paths import Paths
from facespace_desk.profiles import DEMO, Profile, ProfileBook
from facespace_desk.settings import SettingsFile
from facespace_desk.shell.main_window import MainWindow
from facespace_desk.shell.menu import TAB_KEY
from facespace_desk.shell.services import SERVICES, service
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.theme import ThemeSwitch

D = TypeVar("D", bound=QDialog)


class Dialogs(QObject):
    """One dialog of each kind at a time; asking again brings it to the front.

    Signals:
        profile_chosen: Profile (as object) to open, for instance after signing in.
        settings_changed: Settings (as object), already saved.
        profile_removed: the id of a profile that is gone; the store shall forget it.
    """

    profile_chosen = Signal(object)
    settings_changed = Signal(object)
    profile_removed = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        *,
        settings: SettingsFile,
        theme: ThemeSwitch,
        display: Display,
        book: ProfileBook,
        credentials: Credentials,
        paths: Paths,
        log_buffer: LogBuffer,
        report: Report,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._theme = theme
        self._display = display
        self._book = book
        self._credentials = credentials
        self._paths = paths
        self._log_buffer = log_buffer
        self._report = report
        self._profile: Profile = DEMO
        window.settings_requested.connect(self.open_settings)
        window.profiles_requested.connect(self.open_profiles)
        window.log_requested.connect(self.open_log)
        window.about_requested.connect(self.open_about)
        window.shortcuts_requested.connect(self.open_shortcuts)
        window.palette_requested.connect(self.open_palette)
        window.sign_in_requested.connect(self.open_sign_in)
        window.connect_chosen.connect(self.connect_first)
        window.profile_requested.connect(self._choose)

    def set_profile(self, profile: Profile) -> None:
        """The profile in use, which signing in extends."""
        self._profile = profile
        self._window.set_profiles([DEMO, *self._book.profiles()])

    def connect_first(self) -> None:
        """From the first-run page: a new profile with one service, asked for if there are more."""
        if len(SERVICES) == 1:
            self._open_sign_in(SERVICES[0].id, None)
            return
        from facespace_desk.shell.service_choice import ServiceChoice

        def make() -> ServiceChoice:
            dialog = ServiceChoice(SERVICES, self._window)
            dialog.chosen.connect(lambda service_id: self._open_sign_in(service_id, None))
            return dialog

        self._one(ServiceChoice, make)

    def open_sign_in(self, service_id: str) -> None:
        """Connect a service of the profile in use."""
        self._open_sign_in(service_id, self._profile)

    def open_settings(self) -> None:
        from facespace_desk.shell.settings_dialog import SettingsDialog

        dialog = self._one(
            SettingsDialog,
            lambda: SettingsDialog(self._settings, self._theme, self._display, self._window),
        )
        dialog.changed.connect(self.settings_changed)

    def open_profiles(self) -> None:
        from facespace_desk.shell.profile_manager import ProfileManager

        def make() -> ProfileManager:
            manager = ProfileManager(
                self._book, self._credentials, self._profile.id, self._report, self._window
            )
            manager.profile_chosen.connect(self._choose)
            manager.sign_in_requested.connect(self._sign_in_from_manager)
            manager.changed.connect(self._list_profiles)
            manager.removed.connect(self.profile_removed)
            return manager

        self._one(ProfileManager, make)

    def open_log(self) -> None:
        from facespace_desk.shell.log_viewer import LogViewer

        self._one(
            LogViewer,
            lambda: LogViewer(
                self._log_buffer, self._display, self._paths.log, self._window, self._bug_report
            ),
            modal=False,
        )

    def _bug_report(self) -> str:
        """Versions, settings, states and recent lines, masked, for a bug report."""
        import msgspec

        from facespace_desk.diagnostics import ServiceFacts, report

        screen = self._window.screen()
        qt = {"version": qVersion(), "platform": QGuiApplication.platformName()}
        facts = [
            ServiceFacts(
                name=service_id,
                phase=state.phase.value,
                cause=state.error.kind.name if state.error else "",
                status=state.error.status if state.error else None,
            )
            for service_id, state in self._window.service_states().items()
        ]
        return report(
            qt=qt | {"scale": screen.devicePixelRatio(), "theme": self._theme.current().name},
            settings=msgspec.to_builtins(self._settings.current),
            services=facts,
            log=self._log_buffer.lines(),
        )

    def open_about(self) -> None:
        from facespace_desk.shell.about import AboutDialog

        self._one(AboutDialog, lambda: AboutDialog(self._paths, self._window))

    def open_shortcuts(self) -> None:
        from facespace_desk.shell.shortcut_sheet import ShortcutSheet

        self._one(ShortcutSheet, lambda: ShortcutSheet(self._window.all_actions(), self._window))

    def open_palette(self) -> None:
        from facespace_desk.shell.palette import CommandPalette, PaletteEntry

        entries = [
            PaletteEntry(
                tr("Go to {tab}", tab=self._window.tab_title(service_id)),
                partial(self._window.show_tab, service_id),
                icon=icon("arrow-right", "muted"),
            )
            for service_id in self._window.service_ids()
        ]
        actions = [
            action
            for action in self._window.all_actions()
            if action.isEnabled() and action.text() and action.objectName() != TAB_KEY
        ]
        entries += [PaletteEntry.of(action) for action in reversed(actions)]
        CommandPalette(entries, self._window).open_over(self._window)

    def _open_sign_in(self, service_id: str, profile: Profile | None) -> None:
        from facespace_desk.shell.sign_in import SignInDialog

        def make() -> SignInDialog:
            dialog = SignInDialog(
                service(service_id),
                profile,
                book=self._book,
                credentials=self._credentials,
                report=self._report,
                parent=self._window,
            )
            dialog.connected.connect(self._connected)
            return dialog

        self._one(SignInDialog, make)

    def _one(self, kind: type[D], make: Callable[[], D], *, modal: bool = True) -> D:
        for found in self._window.findChildren(kind):
            if found.isVisible():
                found.raise_()
                found.activateWindow()
                return found
        dialog = make()
        if modal:
            dialog.open()
        else:
            dialog.show()
        return dialog

    def _choose(self, profile_id: str) -> None:
        profile = self._book.get(profile_id)
        if profile is not None:
            self.profile_chosen.emit(profile)

    def _sign_in_from_manager(self, profile_id: str, service_id: str) -> None:
        self._open_sign_in(service_id, self._book.get(profile_id))

    def _connected(self, profile: object) -> None:
        assert isinstance(profile, Profile)
        self._list_profiles()
        for manager in self._managers():
            manager.close()
        self.profile_chosen.emit(profile)

    def _list_profiles(self) -> None:
        self._window.set_profiles([DEMO, *self._book.profiles()])

    def _managers(self) -> list[QWidget]:
        from facespace_desk.shell.profile_manager import ProfileManager

        return list(self._window.findChildren(ProfileManager))
