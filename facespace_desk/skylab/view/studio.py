"""The windows besides the tab: the profiles and the callbacks of the studio, one of each at most,
and the models that they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from facespace_desk.credentials import KeyringTrouble
from facespace_desk.language import tr
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab.carrying import SERVICE_ID
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.model.backgrounds import BackgroundsModel
from facespace_desk.skylab.model.callbacks import CallbacksModel
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.pictures import PhotoPictures
from facespace_desk.skylab.model.profiles import ProfilesModel
from facespace_desk.skylab.previews import Previews
from facespace_desk.skylab.view.callbacks import CallbacksDialog
from facespace_desk.skylab.view.profiles import ProfilesDialog
from facespace_desk.skylab.view.tab import SkylabTab
from facespace_desk.store.records import StoreTrouble
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.widgets.table_page import TablePage

_FOLDER: Final = "backgrounds"  # of small copies, in the cache

Export = Callable[[str, TablePage], None]
"""Asks how the rows of a page shall become a file, under this name."""


class Studio:
    """Belongs to an open slice; `close` it before the client."""

    def __init__(
        self,
        context: CarryingContext,
        client: SkylabClient,
        work: PictureWork,
        jobs: JobsModel,
        parent: QObject,
    ) -> None:
        self._context = context
        self._jobs = jobs
        self._tab: SkylabTab | None = None
        self._export: Export | None = None
        self._profiles_window: ProfilesDialog | None = None
        self._callbacks_window: CallbacksDialog | None = None
        report, profile = context.report, context.profile.id
        self.profiles = ProfilesModel(
            client, after_write=jobs.load_profiles, report=report, parent=parent
        )
        self.backgrounds = BackgroundsModel(
            client, self.profiles, context.transfers, context.display, report=report, parent=parent
        )
        folder = context.paths.cache_of(profile) / SERVICE_ID / _FOLDER
        self.pictures = PhotoPictures(
            work,
            lambda tell: Previews(client, client.storage, work, folder, tell, report=report),
            None,
            parent=parent,
        )
        self.callbacks = CallbacksModel(
            client,
            context.credentials,
            context.store,
            profile,
            context.display,
            report=report,
            parent=parent,
        )
        self.callbacks.job_seen.connect(jobs.take)
        self.callbacks.poll_wanted.connect(jobs.refresh)
        self.callbacks.told.connect(context.tell)

    async def load(self) -> None:
        """Read what is kept, and listen for callbacks if that was chosen."""
        await self.pictures.load()
        try:
            await self.callbacks.load()
        except StoreTrouble as error:
            self._context.report(error, "reading the store")
        except KeyringTrouble as trouble:
            self._context.tell(
                tr("The callback secret could not be read. {why}", why=trouble), "warn"
            )

    def wire(self, tab: SkylabTab, export: Export) -> None:
        """Open the windows from *tab*."""
        self._tab, self._export = tab, export
        tab.profiles_wanted.connect(self.show_profiles)
        tab.callbacks_wanted.connect(self.show_callbacks)

    def show_profiles(self) -> None:
        """Show the profiles, that of the chosen job first."""
        window = self._profiles_window
        if window is None:
            window = self._profiles_window = ProfilesDialog(
                self.profiles, self.backgrounds, self.pictures, self._context.display, self._tab
            )
            window.export_wanted.connect(lambda page: self._want_export("profiles", page))
            window.finished.connect(self._profiles_closed)
            if self._tab is not None:
                window.sign_in.connect(self._tab.sign_in)
            job = self._jobs.row(self._jobs.chosen)
            window.choose(None if job is None else job.profile_id)
        _bring_up(window)

    def show_callbacks(self) -> None:
        """Show the callbacks."""
        window = self._callbacks_window
        if window is None:
            window = self._callbacks_window = CallbacksDialog(
                self.callbacks, self._context.display, self._tab
            )
            window.export_wanted.connect(lambda page: self._want_export("callbacks", page))
            window.finished.connect(self._callbacks_closed)
        _bring_up(window)

    def leave(self) -> None:
        """The tab is closed, whatever was typed."""
        if self._profiles_window is not None:
            self._profiles_window.leave()

    async def close(self) -> None:
        """Write nothing and listen no more."""
        for part in (self.callbacks, self.backgrounds, self.profiles, self.pictures):
            await part.close()

    def _want_export(self, name: str, page: TablePage) -> None:
        assert self._export is not None
        self._export(name, page)

    def _profiles_closed(self) -> None:
        self._profiles_window = None

    def _callbacks_closed(self) -> None:
        self._callbacks_window = None


def _bring_up(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
