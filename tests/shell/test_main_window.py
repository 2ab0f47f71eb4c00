from __future__ import annotations

import re
import subprocess
import sys

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTabBar, QWidget

from facespace_desk.loop.reports import ErrorReport
from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.state import LoadState
from facespace_desk.profiles import DEMO, Profile
from facespace_desk.settings import SettingsFile
from facespace_desk.shell.error_bar import ErrorBar
from facespace_desk.shell.first_run import FirstRunPage
from facespace_desk.shell.geometry import is_reachable
from facespace_desk.shell.main_window import DEFAULT_SIZE, SMALLEST_SIZE, MainWindow
from facespace_desk.shell.status_bar import StatusBar
from facespace_desk.widgets.theme import DARK, ThemeSwitch
from facespace_desk.widgets.toast import ToastStack
from tests.limits import PATIENCE_S

HEAVY = {
    "apsw",
    "asyncio",
    "httpx",
    "keyring",
    "numpy",
    "pyqtgraph",
    "qasync",
    "rapidfuzz",
    "starlette",
    "uvicorn",
    "PySide6.QtNetwork",
}


def fill(window: MainWindow, *service_ids: str) -> None:
    for service_id in service_ids:
        window.add_tab(service_id, service_id.upper(), "scan-face", QLabel(service_id))


def bar(window: MainWindow) -> StatusBar:
    found = window.findChild(StatusBar)
    assert found is not None
    return found


def press(window: MainWindow, text: str) -> None:
    QTest.keySequence(window, text)


def test_the_frame_loads_nothing_heavy_before_it_is_painted() -> None:
    code = "import sys, facespace_desk.shell.main_window; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    assert not HEAVY & set(done.stdout.split())


def test_a_tab_shows_its_page_and_its_state(window: MainWindow) -> None:
    fill(window, "facespace", "cam2")
    window.set_service_state("facespace", LoadState.live())
    tabs = window.findChild(QTabBar)
    assert tabs is not None
    assert [tabs.tabText(index) for index in range(tabs.count())] == ["FACESPACE", "CAM2"]
    assert tabs.accessibleTabName(0) == "FACESPACE, live"
    text = bar(window).light("facespace").text
    assert re.fullmatch(r"FACESPACE live \d+(\.\d)? s ago", text)
    assert bar(window).light("cam2").text == "CAM2 off"
    assert window.tab_widget("facespace").isVisible()
    assert not window.tab_widget("cam2").isVisible()


def test_keys_go_to_tabs(window: MainWindow) -> None:
    fill(window, "facespace", "cam2", "skylab")
    press(window, "Ctrl+2")
    assert window.current_tab() == "cam2"
    press(window, "Ctrl+Tab")
    assert window.current_tab() == "skylab"
    press(window, "Ctrl+Tab")
    assert window.current_tab() == "facespace"
    press(window, "Ctrl+Shift+Tab")
    assert window.current_tab() == "skylab"
    press(window, "Ctrl+9")
    assert window.current_tab() == "skylab"
    assert window.tab_widget("skylab").isVisible()


def test_a_light_leads_to_its_tab(window: MainWindow) -> None:
    fill(window, "facespace", "cam2")
    QTest.mouseClick(bar(window).light("cam2"), Qt.MouseButton.LeftButton)
    assert window.current_tab() == "cam2"


def test_a_service_that_is_not_connected_explains_how(window: MainWindow) -> None:
    asked: list[str] = []
    window.sign_in_requested.connect(asked.append)
    window.add_unconnected_tab("facespace", "FaceSpace", "scan-face", needs="an API key")
    (button,) = [
        found
        for found in window.tab_widget("facespace").findChildren(QPushButton)
        if found.isVisible()
    ]
    assert button.text() == "Connect FaceSpace"
    button.click()
    assert asked == ["facespace"]


def test_a_tab_that_is_there_takes_the_new_page(window: MainWindow) -> None:
    window.add_unconnected_tab("facespace", "FaceSpace", "scan-face", needs="an API key")
    page = QLabel("live")
    window.add_tab("facespace", "FaceSpace", "scan-face", page)
    assert window.service_ids() == ["facespace"]
    assert page.isVisible()


def test_another_profile_starts_without_the_old_tabs(window: MainWindow) -> None:
    fill(window, "facespace", "cam2")
    window.clear_tabs()
    assert window.service_ids() == []
    fill(window, "cam2")
    assert window.current_tab() == "cam2"
    assert window.tab_widget("cam2").isVisible()


def test_the_first_run_page_has_two_choices_and_nothing_else(window: MainWindow) -> None:
    chosen: list[str] = []
    window.demo_chosen.connect(lambda: chosen.append("demo"))
    window.connect_chosen.connect(lambda: chosen.append("connect"))
    window.show_first_run()
    page = window.findChild(FirstRunPage)
    assert page is not None
    choices = page.findChildren(QPushButton)
    assert [choice.accessibleName() for choice in choices] == [
        "Try the demo",
        "Connect to a server",
    ]
    for choice in choices:
        QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert chosen == ["demo", "connect"]
    fill(window, "facespace")
    assert window.tab_widget("facespace").isVisible()


def test_the_first_choice_can_be_made_by_keyboard(window: MainWindow) -> None:
    chosen: list[str] = []
    window.demo_chosen.connect(lambda: chosen.append("demo"))
    window.show_first_run()
    page = window.findChild(FirstRunPage)
    assert page is not None
    focused = QApplication.focusWidget()
    assert focused is page.findChildren(QPushButton)[0]
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert chosen == ["demo"]


def test_the_profile_gives_its_name_and_its_colour(window: MainWindow) -> None:
    window.set_profile(Profile(id="a", name="Harbour & docks", colour="red"))
    QApplication.processEvents()
    assert window.windowTitle() == "Harbour & docks – FaceSpace Desk"
    assert window.grab().toImage().pixelColor(200, 1) == QColor(DARK.red)


def test_the_profile_menu_offers_the_others(window: MainWindow) -> None:
    site = Profile(id="a", name="Harbour", colour="red")
    window.set_profile(DEMO)
    window.set_profiles([DEMO, site])
    asked: list[str] = []
    window.profile_requested.connect(asked.append)
    menu = window._strip.profile_menu
    menu.aboutToShow.emit()
    texts = {action.text(): action for action in menu.actions() if action.text()}
    assert list(texts) == ["Demo – open", "Harbour", "Manage profiles…"]
    assert not texts["Demo – open"].isEnabled()
    texts["Harbour"].trigger()
    assert asked == ["a"]


def test_one_key_masks_names_and_shows_them_again(
    window: MainWindow, display: Display, settings: SettingsFile
) -> None:
    press(window, "Ctrl+Shift+H")
    assert display.mask is NameMask.INITIALS
    assert bar(window).names_text == "Names as initials"
    assert settings.current.name_mask == "initials"
    press(window, "Ctrl+Shift+H")
    assert display.mask is NameMask.FULL
    assert bar(window).names_text == "Names shown"


def test_the_key_brings_back_the_mask_that_was_chosen(window: MainWindow, display: Display) -> None:
    display.set_mask(NameMask.HIDDEN)
    press(window, "Ctrl+Shift+H")
    press(window, "Ctrl+Shift+H")
    assert display.mask is NameMask.HIDDEN


def test_a_click_on_the_clock_switches_the_zone_for_good(
    window: MainWindow, display: Display, settings: SettingsFile
) -> None:
    assert bar(window).clock_text.startswith("UTC ")
    clock = next(
        found for found in bar(window).findChildren(QPushButton) if found.text().startswith("UTC")
    )
    clock.click()
    assert display.zone is Zone.LOCAL
    assert bar(window).clock_text.startswith("This PC ")
    assert SettingsFile(settings._path).load().zone == "local"


def test_sizes_in_words() -> None:
    sizes = [0, 999, 1_000, 312_000, 1_250_000, 1_200_000_000]
    assert [size_text(size) for size in sizes] == [
        "0 B",
        "999 B",
        "1.0 kB",
        "312 kB",
        "1.2 MB",
        "1.2 GB",
    ]


def test_closing_asks_first(window: MainWindow) -> None:
    asked: list[None] = []
    window.leave_requested.connect(lambda: asked.append(None))
    window.close()
    assert window.isVisible()
    press(window, "Ctrl+Q")
    assert len(asked) == 2
    window.may_close = True
    window.close()
    assert not window.isVisible()


def test_place_and_tab_come_back(
    window: MainWindow, settings: SettingsFile, display: Display, look: ThemeSwitch
) -> None:
    fill(window, "facespace", "cam2")
    window.show_tab("cam2")
    window.resize(960, 633)  # the offscreen screen is narrower
    window.move(30, 40)
    QApplication.processEvents()
    window.remember()
    again = SettingsFile(settings._path)
    again.load()
    twin = MainWindow(again, display, look)
    fill(twin, "facespace", "cam2")
    assert twin.size() == QSize(960, 633)
    assert twin.current_tab() == "cam2"
    twin.deleteLater()


@pytest.mark.parametrize("text", ["", "garbage!", "AAAA"])
def test_a_damaged_place_is_no_trouble(
    text: str, settings: SettingsFile, display: Display, look: ThemeSwitch
) -> None:
    settings.update(geometry={"main": text})
    made = MainWindow(settings, display, look)
    screen = QApplication.primaryScreen().availableGeometry()
    assert made.size() == DEFAULT_SIZE.boundedTo(screen.size()).expandedTo(made.minimumSize())
    made.deleteLater()


def test_a_window_whose_title_no_screen_shows_is_not_reachable() -> None:
    screens = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 720)]
    assert is_reachable(QRect(100, 100, 800, 600), screens)
    assert is_reachable(QRect(2000, 10, 800, 600), screens)
    assert not is_reachable(QRect(5000, 100, 800, 600), screens)
    assert not is_reachable(QRect(100, -500, 800, 600), screens)
    assert not is_reachable(QRect(1900, 1075, 800, 600), screens)
    assert not is_reachable(QRect(-790, 100, 800, 600), screens)


def test_settings_that_cannot_be_saved_are_said_and_hold(
    window: MainWindow, settings: SettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = settings._path
    assert blocked is not None
    settings._path = blocked / "under-a-file"
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("{}")
    window.save_settings(zone="local")
    stack = window.findChild(ToastStack)
    assert stack is not None
    (toast,) = stack.toasts()
    assert toast.accessibleName().startswith("The settings could not be saved")
    assert settings.current.zone == "local"
    toast.dismiss()


def test_an_error_of_ours_is_shown_merged_and_can_be_dismissed(window: MainWindow) -> None:
    window.show_error(ErrorReport("a slot", "TypeError", "Traceback …", 1, 0.0, 0.0))
    window.show_error(ErrorReport("a slot", "TypeError", "Traceback …", 3, 0.0, 0.0))
    errors = window.findChild(ErrorBar)
    assert errors is not None
    assert errors.isVisible()
    assert "(3 times)" in errors.text
    errors.hide()
    assert window.isVisible()


def test_the_tab_in_front_adds_its_actions(window: MainWindow) -> None:
    page = QWidget()
    action = QAction("Pause the feed", page)
    page.addAction(action)
    window.add_tab("facespace", "FaceSpace", "scan-face", page)
    assert action in window.all_actions()
    fill(window, "cam2")
    window.show_tab("cam2")
    assert action not in window.all_actions()


@pytest.mark.parametrize("size", [QSize(960, 560), QSize(1280, 720), QSize(1920, 1080)])
def test_nothing_is_cut_in_the_frame(window: MainWindow, size: QSize) -> None:
    fill(window, "facespace", "cam2", "skylab", "voxel51", "amigocloud")
    window.set_profile(Profile(id="a", name="Harbour", colour="red"))
    for service_id in window.service_ids():
        window.set_service_state(service_id, LoadState.live())
    window.show_store_size(1_234_567_890)
    window.resize(size)
    QApplication.processEvents()
    for part in bar(window).findChildren(QPushButton):
        assert part.width() >= part.minimumSizeHint().width()
    if size.width() >= 1280:
        for service_id in window.service_ids():
            light = bar(window).light(service_id)
            assert bar(window).rect().contains(light.geometry())
    tabs = window.findChild(QTabBar)
    assert tabs is not None
    assert tabs.width() >= tabs.sizeHint().width()


def test_actions_of_an_added_menu_count_while_it_is_shown(window: MainWindow) -> None:
    menu = QMenu("Demo", window)
    inner = menu.addMenu("CAM2")
    deep = inner.addAction("Pages repeat")
    menu.addSeparator()
    plain = menu.addAction("Everything as at the start")
    window.add_menu(menu)
    assert [action for action in window.all_actions() if action in (deep, plain)] == [deep, plain]
    inner.menuAction().setVisible(False)
    assert deep not in window.all_actions()
    menu.menuAction().setVisible(False)
    assert plain not in window.all_actions()


def test_five_lights_leave_their_ages_out_where_there_is_no_room(window: MainWindow) -> None:
    ids = ["facespace", "cam2", "skylab", "voxel51", "amigocloud"]
    fill(window, *ids)
    window.show_store_size(1_200_000_000)
    for service_id in ids:
        window.set_service_state(service_id, LoadState.live())
    lights = [bar(window).light(service_id) for service_id in ids]
    window.resize(1600, 700)
    QApplication.processEvents()
    assert all(light.shown_text == light.text for light in lights)
    window.resize(SMALLEST_SIZE)
    QApplication.processEvents()
    assert window.width() == SMALLEST_SIZE.width()
    for service_id, light in zip(ids, lights, strict=True):
        assert light.width() >= light.minimumSizeHint().width()
        assert light.shown_text in (f"{service_id.upper()} live", service_id.upper())
