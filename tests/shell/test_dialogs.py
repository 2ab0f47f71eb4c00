"""Settings, profiles, log, palette, keys, about: what an operator does in them."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from facespace_desk import __version__, assets
from facespace_desk import log as desk_log
from facespace_desk.credentials import Credentials, Secret
from facespace_desk.log import LogBuffer
from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.paths import Paths
from facespace_desk.profiles import DEMO, Profile, ProfileBook
from facespace_desk.settings import Settings, SettingsFile
from facespace_desk.shell.about import AboutDialog, environment_text
from facespace_desk.shell.choice import Choice
from facespace_desk.shell.dialogs import Dialogs
from facespace_desk.shell.log_viewer import LogViewer
from facespace_desk.shell.main_window import MainWindow
from facespace_desk.shell.palette import CommandPalette, PaletteEntry, best_matches
from facespace_desk.shell.profile_manager import ProfileManager
from facespace_desk.shell.service_choice import ServiceChoice
from facespace_desk.shell.services import SERVICES
from facespace_desk.shell.settings_dialog import SettingsDialog
from facespace_desk.shell.settings_pages import PAGES
from facespace_desk.shell.shortcut_sheet import ShortcutSheet, shortcuts_by_group
from facespace_desk.shell.sign_in import SignInDialog
from facespace_desk.widgets import theme
from facespace_desk.widgets.theme import LIGHT, ThemeSwitch
from tests.conftest import LoopRunner, MemoryKeyring
from tests.shell.conftest import Reported
from tests.widgets.conftest import Show

W = TypeVar("W", bound=QWidget)


def named(parent: QWidget, kind: type[W], name: str) -> W:
    return next(found for found in parent.findChildren(kind) if found.accessibleName() == name)


def button(parent: QWidget, text: str) -> QPushButton:
    return next(found for found in parent.findChildren(QPushButton) if found.text() == text)


# settings


@pytest.fixture
def dialog(
    settings: SettingsFile, look: ThemeSwitch, display: Display, show: Show
) -> SettingsDialog:
    made = SettingsDialog(settings, look, display)
    show(made)
    return made


def test_a_setting_applies_at_once_and_is_saved(
    dialog: SettingsDialog, settings: SettingsFile, display: Display
) -> None:
    changes: list[Settings] = []
    dialog.changed.connect(changes.append)
    box = named(dialog, QComboBox, "Theme")
    box.setCurrentIndex(box.findData("light"))
    assert theme.current() is LIGHT
    zone = named(dialog, QComboBox, "Times in")
    zone.setCurrentIndex(zone.findData("local"))
    assert display.zone is Zone.LOCAL
    assert [(change.theme, change.zone) for change in changes] == [
        ("light", "utc"),
        ("light", "local"),
    ]
    assert SettingsFile(settings._path).load().theme == "light"


def test_what_changes_elsewhere_is_shown_here(dialog: SettingsDialog, display: Display) -> None:
    box = named(dialog, QComboBox, "People's names")
    dialog._settings.update(name_mask="initials")
    display.set_mask(NameMask.INITIALS)
    assert box.currentData() == "initials"


def test_the_search_looks_through_all_pages(dialog: SettingsDialog) -> None:
    dialog.search("personal")
    assert dialog.visible_titles() == ["Delete after"]
    nav = named(dialog, QListWidget, "Pages")
    visible = [nav.item(row).text() for row in range(nav.count()) if not nav.item(row).isHidden()]
    assert visible == ["History on this desk"]
    assert nav.currentItem().text() == "History on this desk"
    dialog.search("zzz")
    assert dialog.visible_titles() == []
    dialog.search("")
    assert len(dialog.visible_titles()) == sum(len(page.rows) for page in PAGES)


def test_a_page_can_be_reset(dialog: SettingsDialog, settings: SettingsFile) -> None:
    nav = named(dialog, QListWidget, "Pages")
    nav.setCurrentRow(3)
    hours = named(dialog, QSpinBox, "Delete after")
    hours.setValue(24)
    dialog._settings.update(zone="local")
    assert settings.current.sightings_retention_h == 24
    button(dialog, "Reset this page").click()
    assert settings.current.sightings_retention_h == 72
    assert hours.value() == 72
    assert settings.current.zone == "local"


def test_every_row_is_a_setting_and_its_values_are_accepted() -> None:
    rows = [row for page in PAGES for row in page.rows]
    file = SettingsFile(None)
    for row in rows:
        assert hasattr(Settings(), row.name)
        for value, _text in getattr(row, "options", ()):
            file.update(**{row.name: value})


# profiles


@pytest.fixture
def manager(
    book: ProfileBook, credentials: Credentials, site: Profile, report: Reported, show: Show
) -> ProfileManager:
    made = ProfileManager(book, credentials, DEMO.id, report)
    show(made)
    return made


def names(manager: ProfileManager) -> list[str]:
    listed = named(manager, QListWidget, "Profiles")
    return [listed.item(row).text() for row in range(listed.count())]


def test_profiles_are_added_renamed_copied_and_coloured(
    manager: ProfileManager, book: ProfileBook
) -> None:
    changes: list[None] = []
    manager.changed.connect(lambda: changes.append(None))
    named(manager, QToolButton, "Add").click()
    assert names(manager) == ["Demo – open", "Harbour", "New profile"]
    field = named(manager, QLineEdit, "Name")
    field.setText("Airport")
    manager.rename()
    named(manager, QToolButton, "Violet").click()
    named(manager, QToolButton, "Duplicate").click()
    assert names(manager) == ["Demo – open", "Airport", "Airport copy", "Harbour"]
    assert {profile.name: profile.colour for profile in book.profiles()} == {
        "Airport": "violet",
        "Airport copy": "violet",
        "Harbour": "red",
    }
    assert len(changes) == 4


def test_a_name_that_is_taken_is_told_beside_the_field(manager: ProfileManager) -> None:
    manager.add()
    field = named(manager, QLineEdit, "Name")
    field.setText("harbour")
    manager.rename()
    assert field.accessibleDescription() == "Another profile has this name."


def test_the_demo_and_the_profile_in_use_cannot_be_removed(
    manager: ProfileManager, book: ProfileBook, site: Profile
) -> None:
    remove = named(manager, QToolButton, "Remove")
    assert not remove.isEnabled()
    manager.choose(site.id)
    assert remove.isEnabled()


def test_removing_asks_first_and_takes_the_keys_along(
    manager: ProfileManager,
    book: ProfileBook,
    credentials: Credentials,
    site: Profile,
    app_loop: LoopRunner,
    memory_keyring: MemoryKeyring,
) -> None:
    manager.choose(site.id)

    async def scenario() -> None:
        for name in ("api_key", "webhook_url"):  # the second one no profile names
            await credentials.save(site.id, "facespace", name, Secret("k"))
        removed: list[str] = []
        manager.removed.connect(removed.append)
        named(manager, QToolButton, "Remove").click()
        assert book.profiles() == [site]
        assert button(manager, "Remove").isVisible()
        button(manager, "Keep it").click()
        assert not button(manager, "Remove").isVisible()
        named(manager, QToolButton, "Remove").click()
        button(manager, "Remove").click()
        assert book.profiles() == []
        assert removed == [site.id]
        await app_loop.until(lambda: not manager._tasks.is_running(f"keys of {site.id}"))
        assert not memory_keyring.entries

    app_loop.run(scenario())
    assert names(manager) == ["Demo – open"]


def test_a_profile_is_opened_and_its_services_connected(
    manager: ProfileManager, site: Profile
) -> None:
    asked: list[tuple[str, ...]] = []
    manager.sign_in_requested.connect(lambda *ids: asked.append(ids))
    manager.profile_chosen.connect(lambda chosen: asked.append((chosen,)))
    manager.choose(site.id)
    button(manager, "Change…").click()
    button(manager, "Open").click()
    assert asked == [(site.id, "facespace"), (site.id,)]


# log


@pytest.fixture
def buffer() -> Iterator[LogBuffer]:
    yield desk_log.setup(None, debug=False)
    desk_log.close()


@pytest.fixture
def viewer(buffer: LogBuffer, display: Display, show: Show, tmp_path: Path) -> LogViewer:
    logging.getLogger("desk.net").info("FaceSpace answered")
    logging.getLogger("desk.store").info("opened")
    made = LogViewer(buffer, display, tmp_path, make_report=lambda: "the report")
    show(made)
    return made


def test_a_report_for_a_bug_is_copied(viewer: LogViewer) -> None:
    button(viewer, "Copy report").click()
    assert QGuiApplication.clipboard().text() == "the report"


def test_the_log_shows_what_was_logged_and_what_comes(
    viewer: LogViewer, app_loop: LoopRunner
) -> None:
    assert "desk.net: FaceSpace answered" in viewer.text
    thread = threading.Thread(target=logging.getLogger("desk.net").info, args=("from a thread",))
    thread.start()
    thread.join()
    app_loop.run(app_loop.until(lambda: "from a thread" in viewer.text))


def test_the_log_is_filtered_by_level_and_words(viewer: LogViewer) -> None:
    viewer.set_filter("INFO", "desk.store")
    assert "opened" in viewer.text
    assert "answered" not in viewer.text
    viewer.set_filter("WARNING", "")
    assert viewer.text == ""
    assert any(label.text().startswith("0 of 2 lines") for label in viewer.findChildren(QLabel))


def test_a_paused_log_counts_and_catches_up(viewer: LogViewer, app_loop: LoopRunner) -> None:
    button(viewer, "Pause").click()
    logging.getLogger("desk.net").info("while paused")

    def counted() -> bool:
        return any("1 new while paused" in label.text() for label in viewer.findChildren(QLabel))

    app_loop.run(app_loop.until(counted))
    assert "while paused" not in viewer.text
    button(viewer, "Resume").click()
    assert "while paused" in viewer.text


def test_a_closed_log_listens_no_more(viewer: LogViewer, buffer: LogBuffer) -> None:
    button(viewer, "Close").click()
    assert not buffer._listeners
    logging.getLogger("desk.net").info("after closing")


def test_the_log_s_colours_follow_the_theme(
    viewer: LogViewer, look: ThemeSwitch, qapp: QApplication
) -> None:
    logging.getLogger("desk.net").info("one more")
    viewer.reload()
    look.apply(qapp, "light", "normal")
    view = viewer.findChild(QPlainTextEdit)
    assert view is not None
    image = view.viewport().grab().toImage()
    darkest = min(image.pixelColor(x, y).lightness() for x in range(0, 300) for y in range(0, 40))
    assert darkest < 80


def test_the_log_can_be_copied(viewer: LogViewer) -> None:
    button(viewer, "Copy").click()
    assert QGuiApplication.clipboard().text() == viewer.text


# palette and keys


def test_the_palette_finds_by_a_few_letters_and_with_mistakes() -> None:
    titles = ("Settings", "Show or mask names", "Full screen", "Export rows", "Quit")
    entries = [PaletteEntry(title, lambda: None) for title in titles]
    assert [found.title for found in best_matches("", entries)] == list(titles)
    assert best_matches("mask", entries)[0].title == "Show or mask names"
    assert best_matches("setings", entries)[0].title == "Settings"
    assert best_matches("exprot", entries)[0].title == "Export rows"
    assert best_matches("xyzzy", entries) == []


def test_the_palette_is_used_by_keyboard_alone(window: MainWindow) -> None:
    done: list[str] = []
    entries = [
        PaletteEntry("First thing", lambda: done.append("first")),
        PaletteEntry("Second thing", lambda: done.append("second"), "Ctrl+2"),
    ]
    palette = CommandPalette(entries, window)
    palette.open_over(window)
    field = palette.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "thing")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert done == ["second"]
    assert not shiboken6.isValid(palette) or palette.isHidden()


def test_escape_closes_the_palette(window: MainWindow) -> None:
    palette = CommandPalette([PaletteEntry("Thing", lambda: None)], window)
    palette.open_over(window)
    field = palette.findChild(QLineEdit)
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not shiboken6.isValid(palette) or palette.isHidden()


def test_the_sheet_lists_every_key_once(window: MainWindow, show: Show) -> None:
    groups = shortcuts_by_group(window.all_actions())
    listed = dict(groups["Window"])
    assert listed["Settings"] == ["Ctrl+,"]
    assert listed["Go to a tab"] == ["Ctrl+1 … Ctrl+9"]
    assert not [title for title in listed if title.startswith("Go to tab ")]
    keys = [key for _title, found in groups["Window"] for key in found]
    assert len(keys) == len(set(keys))
    sheet = ShortcutSheet(window.all_actions())
    show(sheet)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Show or mask names", "Ctrl+Shift+H", "F1"} <= texts


# about


def test_about_names_versions_folders_and_licences(paths: Paths, show: Show) -> None:
    about = AboutDialog(paths)
    show(about)
    texts = " ".join(label.text() for label in about.findChildren(QLabel))
    for part in (__version__, str(paths.config), str(paths.data), str(paths.log)):
        assert part in texts
    licence = about.findChild(QPlainTextEdit)
    assert licence is not None
    shown = []
    for index in range(about._licence_tabs.count()):
        about._licence_tabs.setCurrentIndex(index)
        shown.append(licence.toPlainText())
    assert all(shown)
    assert len(set(shown)) == len(shown)
    assert "httpx" in shown[1]
    assert "SIL Open Font License" in shown[2]


def test_about_shows_the_licences_that_were_shipped(
    paths: Paths, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "facespace_desk" / "resources"
    shutil.copytree(assets.path(), shipped, ignore=shutil.ignore_patterns("screenshots", "map"))
    (shipped / "third-party").mkdir()
    (shipped / "third-party" / "list.txt").write_text("a-library 1.0: MIT")
    (shipped / "third-party" / "licences.txt").write_text("Permission is hereby granted")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assets._root.cache_clear()
    try:
        about = AboutDialog(paths)
        show(about)
        licence = about.findChild(QPlainTextEdit)
        assert licence is not None
        about._licence_tabs.setCurrentIndex(1)
        assert licence.toPlainText() == "a-library 1.0: MIT"
        about._licence_tabs.setCurrentIndex(2)
        assert licence.toPlainText() == "Permission is hereby granted"
    finally:
        assets._root.cache_clear()


def test_the_environment_can_be_copied_and_names_nobody(paths: Paths, show: Show) -> None:
    about = AboutDialog(paths)
    show(about)
    button(about, "Copy environment").click()
    assert QGuiApplication.clipboard().text() == environment_text()
    assert str(Path.home()) not in environment_text()


# all of them, from the window


@pytest.fixture
def dialogs(
    window: MainWindow,
    settings: SettingsFile,
    look: ThemeSwitch,
    display: Display,
    book: ProfileBook,
    credentials: Credentials,
    paths: Paths,
    buffer: LogBuffer,
    report: Reported,
) -> Iterator[Dialogs]:
    made = Dialogs(
        window,
        settings=settings,
        theme=look,
        display=display,
        book=book,
        credentials=credentials,
        paths=paths,
        log_buffer=buffer,
        report=report,
    )
    yield made
    for dialog in window.findChildren(QDialog):
        dialog.close()


@pytest.mark.parametrize(
    ("signal", "kind"),
    [
        ("settings_requested", SettingsDialog),
        ("profiles_requested", ProfileManager),
        ("log_requested", LogViewer),
        ("about_requested", AboutDialog),
        ("shortcuts_requested", ShortcutSheet),
        ("connect_chosen", ServiceChoice),
    ],
)
def test_each_dialog_opens_once(
    window: MainWindow, dialogs: Dialogs, signal: str, kind: type[QDialog]
) -> None:
    for _ in range(2):
        getattr(window, signal).emit()
    opened = window.findChildren(kind)
    assert len(opened) == 1
    assert opened[0].isVisible()


def test_whoever_connects_first_is_asked_which_service(
    window: MainWindow, dialogs: Dialogs
) -> None:
    window.connect_chosen.emit()
    choice = window.findChild(ServiceChoice)
    assert choice is not None
    offered = {button.accessibleName(): button for button in choice.findChildren(Choice)}
    assert list(offered) == [entry.title for entry in SERVICES]
    assert all(button.accessibleDescription() for button in offered.values())
    offered["CAM2"].click()
    assert choice.isHidden()
    form = window.findChild(SignInDialog)
    assert form is not None
    assert form.windowTitle() == "Connect to CAM2"


def test_the_palette_offers_tabs_and_actions(window: MainWindow, dialogs: Dialogs) -> None:
    window.add_tab("facespace", "FaceSpace", "scan-face", QLabel("x"))
    window.palette_requested.emit()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    titles = palette.titles()
    assert titles[0] == "Go to FaceSpace"
    assert {"Settings", "Profiles", "Quit"} <= set(titles)
    assert not [title for title in titles if title.startswith("Go to tab ")]
    palette.close()


def test_the_profile_menu_opens_a_profile(
    window: MainWindow, dialogs: Dialogs, site: Profile
) -> None:
    chosen: list[Profile] = []
    dialogs.profile_chosen.connect(chosen.append)
    dialogs.set_profile(DEMO)
    window.profile_requested.emit(site.id)
    window.profile_requested.emit("no-such")
    assert chosen == [site]


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_no_dialog_cuts_its_words(
    window: MainWindow, dialogs: Dialogs, look: ThemeSwitch, qapp: QApplication, mode: str
) -> None:
    look.apply(qapp, mode, "roomy")
    for signal in ("settings_requested", "profiles_requested", "about_requested", "connect_chosen"):
        getattr(window, signal).emit()
    QApplication.processEvents()
    for dialog in window.findChildren(QDialog):
        for part in dialog.findChildren(QPushButton):
            if part.isVisible():
                assert part.width() >= part.minimumSizeHint().width(), part.text()
        for label in dialog.findChildren(QLabel):
            if label.isVisible() and label.wordWrap() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
