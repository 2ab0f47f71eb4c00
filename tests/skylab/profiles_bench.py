"""The window of profiles on the simulator, with the queue that carries background pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from facespace_desk.paths import Paths
from facespace_desk.skylab.carrying import SkylabTransfers
from facespace_desk.skylab.model.backgrounds import BackgroundsModel
from facespace_desk.skylab.model.pictures import PhotoPictures
from facespace_desk.skylab.model.profiles import ProfilesModel
from facespace_desk.skylab.outgoing import PreparedTransfers
from facespace_desk.skylab.previews import Previews
from facespace_desk.skylab.records import Profile
from facespace_desk.skylab.view.profiles import ProfilesDialog
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.widgets.theme import ThemeSwitch
from tests.skylab.desk_bench import PROFILE, Desk, dialogs, drawn
from tests.skylab_simulator import RunningSkylab

if TYPE_CHECKING:
    from tests.conftest import LoopRunner


class ProfilesBench(Desk):
    """`open` it in the test; `window_of` profiles is `dialog`."""

    profiles: ProfilesModel
    backgrounds: BackgroundsModel
    pictures: PhotoPictures
    queue: ProfileQueue
    dialog: ProfilesDialog

    async def begin(self) -> None:
        await super().begin()
        self.queue = ProfileQueue(
            self.store.transfers, PROFILE, limits=QueueLimits(reserve_bytes=0)
        )
        await self.queue.load()
        folder = self.paths.data / "outgoing"
        self.queue.register(PreparedTransfers(SkylabTransfers(self.client), self.work, folder))
        self.profiles = ProfilesModel(self.client)
        self.backgrounds = BackgroundsModel(self.client, self.profiles, self.queue, self.display)
        cache = self.paths.cache / "backgrounds"
        self.pictures = PhotoPictures(
            self.work,
            lambda tell: Previews(self.client, self.client.storage, self.work, cache, tell),
            None,
        )
        await self.pictures.load()
        models = (self.pictures, self.profiles, self.backgrounds)
        self.closing += [self.queue.close, *(each.close for each in models)]

    async def open(self, name: str = "") -> ProfilesDialog:
        """Open the window, and choose the profile with this name once it is listed."""
        await self.begin()
        self.show_dialog()
        await self.until(lambda: self.profiles.profiles)
        if name:
            self.dialog.choose(self.named(name).id)
            await drawn()
        return self.dialog

    def show_dialog(self) -> None:
        self.window.resize(1280, 720)
        self.window.show()
        ProfilesDialog(
            self.profiles, self.backgrounds, self.pictures, self.display, self.window
        ).show()
        (self.dialog,) = dialogs(ProfilesDialog)

    def named(self, name: str) -> Profile:
        """The profile with this name, as the model knows it."""
        return next(each for each in self.profiles.profiles if each.name == name)

    @property
    def words(self) -> str:
        """All that can be read in the window."""
        found = [each.text() for each in self.dialog.findChildren(QLabel) if each.isVisible()]
        buttons = (*self.dialog.findChildren(QPushButton), *self.dialog.findChildren(QToolButton))
        return "\n".join([*found, *(each.text() for each in buttons if each.isVisible())])


@pytest.fixture
def bench(
    app_loop: LoopRunner, look: ThemeSwitch, skylab: RunningSkylab, paths: Paths
) -> Iterator[ProfilesBench]:
    made = ProfilesBench(app_loop, look, skylab, paths)
    yield made
    for dialog in dialogs(ProfilesDialog):
        dialog.leave()
    app_loop.run(made.end())
