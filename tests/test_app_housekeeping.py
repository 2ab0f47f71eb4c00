"""In the whole console: the Demo menu drives its simulators, and kept sightings go in time."""

from __future__ import annotations

from pathlib import Path

import httpx
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from facespace_desk.modelkit.state import wall_ms
from facespace_desk.shell.demo_menu import DemoMenu
from facespace_desk.shell.tab_strip import TabStrip
from facespace_desk.store import StoredSighting
from facespace_desk.widgets.toast import Toast
from tests.limits import PATIENCE_S
from tests.test_app import Bench, bench, profile_file

__all__ = ["bench", "profile_file"]

HOUR_MS = 3_600_000


def demo_menu(bench: Bench) -> DemoMenu | None:
    return bench.frame.window.findChild(DemoMenu)


def main_menu_texts(bench: Bench) -> list[str]:
    strip = bench.frame.window.findChild(TabStrip)
    assert strip is not None
    return [action.text() for action in strip.main_menu.actions() if action.isVisible()]


def choice(menu: DemoMenu, text: str) -> QAction:
    """A situation of FaceSpace's."""
    [part] = [part for part in menu.findChildren(QMenu) if part.title() == "FaceSpace"]
    [found] = [action for action in part.actions() if action.text() == text]
    return found


def test_demo_menu_drives_the_simulators_of_the_demo(bench: Bench) -> None:
    async def scenario() -> None:
        async with bench.running(demo=True):
            until = bench.app_loop.until
            await until(lambda: bench.slices)
            context = bench.slices[0].context
            menu = demo_menu(bench)
            assert menu is not None
            assert [text for text in main_menu_texts(bench) if text][-2:] == ["Demo", "Quit"]
            await until(lambda: choice(menu, "Everything works").isChecked())
            choice(menu, "Key refused (401)").trigger()
            await until(lambda: choice(menu, "Everything works").isChecked() is False)
            await until(lambda: choice(menu, "Key refused (401)").isEnabled())
            key = await context.credentials.load("demo", "facespace", "api_key")
            assert key is not None
            async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as http:
                reply = await http.get(
                    f"{context.profile.services['facespace'].base_url}/recognition",
                    headers={"x-api-key": key.reveal()},
                )
            assert reply.status_code == 401
            [note] = bench.frame.window.findChildren(Toast)[-1:]
            assert note.accessibleName() == "Demo: FaceSpace. The server no longer accepts the key."

    bench.run(scenario)


def test_other_profiles_have_no_demo_menu(bench: Bench, profile_file: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file):
            await bench.app_loop.until(lambda: bench.slices)
            assert "Demo" not in main_menu_texts(bench)

    bench.run(scenario)


def test_shorter_retention_acts_while_the_console_runs(bench: Bench, profile_file: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file):
            await bench.app_loop.until(lambda: bench.slices)
            store = bench.slices[0].context.store
            ages_h = (1, 30, 100)
            moments = [wall_ms() - age_h * HOUR_MS for age_h in ages_h]
            store.sightings.add(
                "p", [StoredSighting("lobby", "Mira", at, at, 1, "desk") for at in moments]
            )
            await store.flush()
            settings = bench.frame.settings.update(sightings_retention_h=24)
            bench.desk._dialogs.settings_changed.emit(settings)
            while await store.sightings.count("p") != 1:
                pass
            [kept] = await store.sightings.between("p", 0, wall_ms())
            assert kept.first_ms == moments[0]

    bench.run(scenario)


def test_a_removed_profile_leaves_no_sightings(bench: Bench, profile_file: Path) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file):
            await bench.app_loop.until(lambda: bench.slices)
            store = bench.slices[0].context.store
            for profile in ("gone", "stays"):
                store.sightings.add(profile, [StoredSighting("gate", "Mira", 1, 2, 1, "desk")])
            await store.flush()
            bench.desk._dialogs.profile_removed.emit("gone")
            await bench.app_loop.until(lambda: not bench.desk._tasks.is_running("forget a profile"))
            assert await store.sightings.count("gone") == 0
            assert await store.sightings.count("stays") == 1

    bench.run(scenario)
