"""The Voxel51 tab of the real demo: the whole seeded account for its own user, and for a user of
the application only what is that user's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from facespace_desk.paths import Paths
from facespace_desk.voxel51.view import Voxel51Slice
from facespace_desk.voxel51.view.tab import APPLICATION, JOBS
from tests.programs import linux_only
from tests.system.demo_console import DemoConsole
from tests.window import column, press, texts

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

pytestmark = [linux_only, pytest.mark.timeout(300)]

ANALYTICS, USERS = 12, 8


@pytest.fixture
def demo(
    app_loop: LoopRunner, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DemoConsole]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    made = DemoConsole(app_loop, paths, "voxel51")
    yield made
    assert not made.reports.all()


def test_demo_shows_the_whole_account_and_another_user_only_theirs(demo: DemoConsole) -> None:
    async def scenario() -> None:
        async with demo.running():
            built = demo.built
            assert isinstance(built, Voxel51Slice)
            await demo.until(lambda: built.tab is not None and built.tab.session is not None, 60)
            tab, models = built.tab, built.models
            assert tab is not None
            assert models is not None
            assert models.application is not None
            assert tab.application is not None
            await demo.until(lambda: models.catalogue.state.word == "live", 60)
            models.catalogue.show_all_versions(True)
            assert models.catalogue.table.held_count + 1 >= ANALYTICS  # one is the application's
            session = models.sessions.current
            assert session is not None
            tab.show_mode(JOBS)
            await demo.until(lambda: session.jobs.board.total is not None, 60)
            await demo.until(lambda: built.state.word == "live", 60)
            own = {row.id for row in session.jobs.board.table.shown()}

            tab.show_mode(APPLICATION)
            users = tab.application.users
            await demo.until(lambda: len(column(users.page, "User")) == USERS, 60)
            users.page.table.go_to_row(0)
            name = column(users.page, "User")[0]
            press(users, f"Act as {name}")
            await demo.until(lambda: tab.session is not None, 60)
            assert f"Acting as {name}" in texts(tab)
            theirs = models.sessions.current
            assert theirs is not None
            await demo.until(lambda: theirs.jobs.board.table.held_count > 0, 60)
            assert not own & {row.id for row in theirs.jobs.board.table.shown()}

    demo.app_loop.run(scenario(), timeout_s=200)
