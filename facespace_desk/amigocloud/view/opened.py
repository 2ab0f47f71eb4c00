"""Opens the slice: client, models, tab, live line, and closes them in the opposite order."""

from __future__ import annotations

from typing import Final, Literal, cast

from facespace_desk.amigocloud.carrying import AmigoCloudTransfers
from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.errors import SERVICE
from facespace_desk.amigocloud.live.records import (
    SOCKET_PATH,
    LiveAddress,
    StateChange,
    Transport,
)
from facespace_desk.amigocloud.live.records import Protocol as Dialect
from facespace_desk.amigocloud.live.threaded import LiveBatch
from facespace_desk.amigocloud.model.chosen import Chosen
from facespace_desk.amigocloud.model.data import DataModels
from facespace_desk.amigocloud.model.event_detail import EventDetail
from facespace_desk.amigocloud.model.event_rows import duration_text
from facespace_desk.amigocloud.model.events import EventList
from facespace_desk.amigocloud.model.finder import FIRST_PROJECTS, Finder
from facespace_desk.amigocloud.model.gaps import LEFT, Gap
from facespace_desk.amigocloud.model.kept_access import KeptAccess
from facespace_desk.amigocloud.model.link import LineOptions, Link
from facespace_desk.amigocloud.model.movers import Movers
from facespace_desk.amigocloud.model.object_choices import ObjectChoices
from facespace_desk.amigocloud.model.objects import Objects
from facespace_desk.amigocloud.model.replay import Replay
from facespace_desk.amigocloud.model.sources import Source, Sources
from facespace_desk.amigocloud.model.tape import ProfileRecording
from facespace_desk.amigocloud.model.types import EventTypes
from facespace_desk.amigocloud.model.zones import Zones
from facespace_desk.amigocloud.urls import TokenTransport
from facespace_desk.amigocloud.view.tab import AmigoTab
from facespace_desk.amigocloud.view.tab_parts import TabModels, tab_parts
from facespace_desk.credentials import Secret
from facespace_desk.map.source_model import MapSourceModel
from facespace_desk.modelkit.export import ExportContext
from facespace_desk.pictures.work import PictureWork
from facespace_desk.profiles import DEMO
from facespace_desk.store.records import StoreTrouble
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.widgets.service_slice import ServiceSlice
from facespace_desk.widgets.table_page import TablePage

ID: Final = "amigocloud"
_DIALECTS: Final[dict[object, Dialect]] = {"3": 3, "4": 4}
_TRANSPORTS: Final[dict[object, tuple[Transport, ...]]] = {
    "websocket": ("websocket",),
    "polling": ("polling",),
}


def build(context: CarryingContext) -> AmigoSlice:
    """The slice of *context*'s profile; it opens itself while the window goes on."""
    return AmigoSlice(context)


class AmigoSlice(ServiceSlice[AmigoTab]):
    """One profile's AmigoCloud, running. See `facespace_desk.widgets.slice`."""

    _context: CarryingContext

    def __init__(self, context: CarryingContext) -> None:
        self._client: AmigoCloudClient | None = None
        self._token: Secret | None = None
        self._proxy_text: str | None = None
        self._work: PictureWork | None = None
        self._models: TabModels | None = None
        self._choices: ObjectChoices | None = None
        self._access: KeptAccess | None = None
        super().__init__(context, ID, SERVICE, shelves=("events",))

    @property
    def models(self) -> TabModels | None:
        """None before the slice is open."""
        return self._models

    def is_ready_for_screenshot(self) -> bool:
        """Whether something moves."""
        return self._models is not None and len(self._models.movers.fleet) > 0

    def settle_for_screenshot(self) -> None:
        """Draw now what the map would draw in the background."""
        if self.tab is not None:
            self.tab.map.view.settle()

    async def _close_parts(self) -> None:
        if self.tab is not None:
            await self.tab.map.view.finish()
        if self._work is not None:
            await self._context.transfers.unregister(ID)
        models = self._models
        if self._choices is not None:
            await self._choices.close()
        if self._access is not None:
            await self._access.close()
        if models is not None:
            for part in (
                models.link,
                models.data,
                models.finder,
                models.replay,
                models.objects,
                models.zones,
                models.movers,
                models.detail,
                models.types,
                models.events,
                models.source,
                models.sources,
            ):
                await part.close()
        if self._client is not None:
            await self._client.close()
        if self._work is not None:
            await self._work.close()

    async def _connect(self) -> None:
        """Nothing is sent yet."""
        self._token = await self._secret("token")
        self._proxy_text = await self._proxy()
        self._client = self._make_client()

    def _make_client(self) -> AmigoCloudClient:
        options = self._options
        return AmigoCloudClient(
            self._base_url(),
            self._token,
            project_url=str(options.get("project_url", "")) or None,
            read_only=bool(options.get("read_only", True)),
            token_transport=cast("TokenTransport", options.get("token_transport", "query")),
            proxy=self._proxy_text,
        )

    async def _open(self) -> None:
        assert self._client is not None
        self._access = KeptAccess(
            self._context.store,
            self._context.profile.id,
            profile_says=self._client.read_only,
            report=self._context.report,
        )
        models = self._models = self._make_models(self._client, self._access)
        self._choices = ObjectChoices(
            models.objects,
            self._context.store,
            self._context.profile.id,
            report=self._context.report,
        )
        await self._read_store(models)
        self._context.transfers.register(AmigoCloudTransfers(self._client))
        self._wire(models)
        self._listen(models)  # while the tab is built
        tab = await self._show_tab(
            tab_parts(models, self._context.display, self._context.theme),
            lambda parts: AmigoTab(models, parts),
        )
        tab.told.connect(self._context.tell)
        tab.export_wanted.connect(self._export)
        models.data.start()
        try:
            await models.source.load()  # now there is somebody to show it
        except StoreTrouble as error:
            self._context.report(error, "reading the choice of the map")

    def _make_models(self, client: AmigoCloudClient, access: KeptAccess) -> TabModels:
        context, stack = self._context, self._stack
        report, display, profile = context.report, context.display, context.profile.id
        sources = Sources(context.store, profile, report=report, parent=stack)
        events = EventList(
            context.store, profile, display, sources=sources, report=report, parent=stack
        )
        movers = Movers(report=report, parent=stack)
        recording = ProfileRecording(context.store.events, profile)
        return TabModels(
            link=Link(
                self._line_options(), self._make_client, sources, report=report, parent=stack
            ),
            sources=sources,
            finder=Finder(client, sources, report=report, parent=stack),
            chosen=Chosen(stack),
            events=events,
            types=EventTypes(context.store, profile, report=report, parent=stack),
            detail=EventDetail(events, report=report, parent=stack),
            movers=movers,
            objects=Objects(
                movers, display, dataset_name=sources.title, report=report, parent=stack
            ),
            replay=Replay(
                recording,
                movers,
                display,
                dataset_text=sources.text,
                report=report,
                parent=stack,
            ),
            source=MapSourceModel(
                context.store,
                profile,
                context.paths.cache,
                proxy=self._proxy_text,
                report=report,
                parent=stack,
            ),
            zones=Zones(movers, context.store, profile, report=report, parent=stack),
            data=self._data_models(client, access),
        )

    def _data_models(self, client: AmigoCloudClient, access: KeptAccess) -> DataModels:
        context = self._context
        self._work = PictureWork()
        return DataModels(
            client,
            context.transfers,
            self._work,
            store=context.store,
            profile=context.profile.id,
            display=context.display,
            sql_writes=bool(self._options.get("sql_writes", False)),
            keep_read_only=access.keep,
            report=context.report,
            parent=self._stack,
        )

    def _line_options(self) -> LineOptions:
        options = self._options
        path = str(options.get("socket_path", "")).strip("/") or SOCKET_PATH
        dialect: Dialect | Literal["auto"] = _DIALECTS.get(options.get("protocol"), "auto")
        return LineOptions(
            LiveAddress(self._base_url(), path),
            protocol=dialect,
            transports=_TRANSPORTS.get(options.get("transports")),
            proxy=self._proxy_text,
            why_none=self._why_no_line(),
        )

    def _why_no_line(self) -> str:
        """Tickets are a user's (wire/amigocloud.md 5.2)."""
        if self._client is None or self._client.addresses.project is None:
            return ""
        return "A project's token opens no live events"

    async def _read_store(self, models: TabModels) -> None:
        """What the store knows; trouble with it costs memory, not sight."""
        assert self._client is not None
        assert self._access is not None
        assert self._choices is not None
        try:
            self._client.read_only = await self._access.load()
            await models.sources.load()
            await models.events.open()
            await models.types.open()
            await models.zones.load()
            await self._choices.load()
            await models.data.load()
            for shelf in self._shelves.values():
                await shelf.load()
        except StoreTrouble as error:
            self._context.report(error, "reading the store")

    def _wire(self, models: TabModels) -> None:
        models.link.state_changed.connect(self._show_state)
        models.link.batch.connect(self._take)
        models.link.gap_changed.connect(self._take_gap)
        models.finder.found.connect(self._take_found)
        models.source.lost.connect(lambda words: self._context.tell(words, "warn"))
        models.events.kept.connect(models.types.take)
        models.types.muted_changed.connect(models.events.set_muted)
        models.events.set_muted(models.types.muted)

    def _listen(self, models: TabModels) -> None:
        """Begin where the operator left off; the first time, look for what could be listened to."""
        if models.link.why_none:
            self._show_state(models.link.state)
            return
        models.link.connect_line()
        if not models.sources.known:
            models.finder.look(FIRST_PROJECTS)

    def _export(self, name: str, page: TablePage) -> None:
        if self.tab is None or self._models is None or page is not self.tab.events:
            self._open_export(name, page)
            return
        from facespace_desk.amigocloud.view.event_export import event_formats  # wanted rarely
        from facespace_desk.widgets.export_dialog import ExportDialog

        display = self._context.display
        context = ExportContext(view=f"{ID} {name}", profile=self._context.profile.name)
        ExportDialog(
            page.table,
            display,
            context,
            self.tab,
            tasks=self._tasks,
            formats=(),
            others=event_formats(self._models.events, display, context),
        ).open()

    def _take(self, batch: LiveBatch) -> None:
        assert self._models is not None
        self._models.movers.take(batch.positions)
        self._models.events.take([i for i in batch.items if not isinstance(i, StateChange)])

    def _take_gap(self, gap: Gap) -> None:
        assert self._models is not None
        if gap.to_ms is None:
            self._models.events.lost(gap.from_ms, gap.cause)
        else:
            self._models.events.back(gap.to_ms)
            if gap.cause != LEFT:
                # The service keeps no live events, so there is nothing to fill a gap with.
                length = duration_text(gap.to_ms - gap.from_ms)
                words = "What was sent meanwhile cannot be had again."
                self._context.tell(f"AmigoCloud is back after {length}. {words}", "good")

    def _take_found(self, sources: list[Source]) -> None:
        """The demo is there to show something: it listens to what it finds."""
        assert self._models is not None
        if self._context.profile.id == DEMO.id and not self._models.sources.wanted.dataset_ids:
            self._models.sources.want(*sources)
