"""Opens the slice: clients, handler of the queue, models, tab, and closes them in the opposite
order. Each user's models and pages come and go in between."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, cast

from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.rounds import LEAST_S
from facespace_desk.pictures.work import PictureWork
from facespace_desk.store.records import StoreTrouble
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.voxel51.application import ApplicationClient
from facespace_desk.voxel51.calls import QueryTransport
from facespace_desk.voxel51.carrying import VoxelTransfers
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.errors import SERVICE
from facespace_desk.voxel51.model.application import ApplicationModels
from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.provenance import OriginBook
from facespace_desk.voxel51.model.publishing import PublishingModel
from facespace_desk.voxel51.model.session import Around, Session
from facespace_desk.voxel51.model.sessions import Sessions
from facespace_desk.voxel51.model.status import EVERY_S, StatusModel
from facespace_desk.voxel51.model.user_transfers import UserTransfers
from facespace_desk.voxel51.records import SERVICE_ID, PlatformStatus
from facespace_desk.voxel51.view.session_parts import session_parts
from facespace_desk.voxel51.view.tab import VoxelTab
from facespace_desk.voxel51.view.tab_parts import TabModels, tab_parts
from facespace_desk.widgets.service_slice import ServiceSlice

ID: Final = SERVICE_ID


def build(context: CarryingContext) -> Voxel51Slice:
    """The slice of *context*'s profile; it opens itself while the window goes on."""
    return Voxel51Slice(context)


class Voxel51Slice(ServiceSlice[VoxelTab]):
    """One profile's Voxel51 Platform, running. See `facespace_desk.widgets.slice`."""

    _context: CarryingContext

    def __init__(self, context: CarryingContext) -> None:
        self._own: VoxelClient | None = None
        self._application: ApplicationClient | None = None
        self._work: PictureWork | None = None
        self._user_transfers = UserTransfers(context.transfers)
        self._origins: OriginBook | None = None
        self._models: TabModels | None = None
        super().__init__(context, ID, SERVICE, shelves=("analytics", "jobs", "data"))

    @property
    def models(self) -> TabModels | None:
        """What the tab shows; None before it is open."""
        return self._models

    def is_ready_for_screenshot(self) -> bool:
        """Whether the catalogue is read, and the pages of a user are there."""
        models, tab = self._models, self.tab
        if models is None or tab is None or tab.session is None:
            return False
        return models.catalogue.table.held_count > 0

    async def _close_parts(self) -> None:
        models = self._models
        if self._work is not None:
            await self._context.transfers.unregister(ID)
        if models is not None:
            await models.sessions.close()
            for part in (models.publishing, models.catalogue, models.application, models.status):
                if part is not None:
                    await part.close()
        if self._origins is not None:
            await self._origins.close()
        for client in (self._own, self._application):
            if client is not None:
                await client.close()
        if self._work is not None:
            await self._work.close()

    async def _connect(self) -> None:
        """Nothing is sent yet."""
        address, proxy = self._base_url(), await self._proxy()
        token, app_token = await self._secret("api_token"), await self._secret("app_token")
        transport = cast("QueryTransport", self._options.get("query_transport", "body"))
        if app_token is not None:
            self._application = ApplicationClient(
                address, app_token, query_transport=transport, proxy=proxy
            )
        if token is not None or app_token is None:  # without any, the client says so
            self._own = VoxelClient(address, token, query_transport=transport, proxy=proxy)

    async def _open(self) -> None:
        self._work = PictureWork()
        models = self._models = self._make_models()
        context = self._context
        origins = self._origins = OriginBook(
            context.store,
            context.profile.id,
            context.transfers,
            report=context.report,
            parent=self._stack,
        )
        try:
            for shelf in self._shelves.values():
                await shelf.load()
            await self._user_transfers.stop_all()
            await origins.load()
        except StoreTrouble as error:  # costs memory, not sight
            self._context.report(error, "reading the store")
        self._context.transfers.register(VoxelTransfers(self._own, self._application))
        models.status.changed.connect(self._status_changed)
        models.sessions.acting_changed.connect(self._acting_changed)
        models.sessions.begun.connect(self._session_begun)
        models.sessions.left.connect(self._session_left)
        models.status.start()  # while the tab is built
        tab = await self._show_tab(
            tab_parts(models, self._context.display),
            lambda parts: VoxelTab(models, parts),
        )
        tab.told.connect(self._context.tell)
        tab.export_wanted.connect(self._open_export)
        if self._options.get("mode") == "application" and models.sessions.has_application:
            models.sessions.be_application()
        else:
            models.sessions.be_self()
        if models.application is not None:
            models.application.start()

    def _make_models(self) -> TabModels:
        context, stack = self._context, self._stack
        report, display = context.report, context.display
        sessions = Sessions(
            self._make_session, self._own, self._application, report=report, parent=stack
        )
        catalogue = CatalogueModel(display, report=report, parent=stack)
        application: ApplicationModels | None = None
        if self._application is not None:
            application = ApplicationModels(
                self._application, sessions, catalogue, display, report=report, parent=stack
            )
        return TabModels(
            status=StatusModel(
                self._asker(),
                every_s=float(self._options.get("poll_interval_s", EVERY_S)),
                report=report,
                parent=stack,
            ),
            sessions=sessions,
            catalogue=catalogue,
            publishing=PublishingModel(report=report, parent=stack),
            application=application,
        )

    def _asker(self) -> Callable[[], Awaitable[PlatformStatus]]:
        """How the platform is asked how it is: by the user's token, else by the application's."""
        client = self._own or self._application
        assert client is not None
        return client.get_platform_status

    def _make_session(self, client: VoxelClient, username: str | None) -> Session:
        context = self._context
        assert self._work is not None
        assert self._origins is not None
        around = Around(
            store=context.store,
            profile=context.profile.id,
            display=context.display,
            transfers=context.transfers,
            user_transfers=self._user_transfers,
            origins=self._origins,
            work=self._work,
            cache=context.paths.cache_of(context.profile.id) / ID,
            report=context.report,
            jobs_every_s=float(self._options.get("poll_interval_s", LEAST_S)),
        )
        return Session(client, username, around, self._stack)

    # what happens

    def _status_changed(self) -> None:
        assert self._models is not None
        self._show_state(self._models.status.state)

    def _acting_changed(self) -> None:
        """The catalogue is that of the token in use; a user's and an application's differ."""
        assert self._models is not None
        source = self._application if self._models.sessions.is_application else self._own
        self._models.publishing.use(source)
        self._models.catalogue.use(source)

    def _session_begun(self, session: Session) -> None:
        self._tasks.start(self._show_session(session), name="session", replacing="session")

    def _session_left(self) -> None:
        self._tasks.cancel("session")
        if self.tab is not None:
            self.tab.take_session_away()

    async def _show_session(self, session: Session) -> None:
        assert self._models is not None
        made: list[QWidget] = []
        display, theme = self._context.display, self._context.theme
        steps = session_parts(session, self._models.catalogue, display, theme)
        try:
            parts = await self._step(steps, made)
        except BaseException:
            self._drop(made)
            raise
        assert self.tab is not None
        self.tab.show_session(parts)
        for name, page in parts.tables.items():
            self._take_page(name, page)
        session.start()
