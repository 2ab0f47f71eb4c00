"""Opens the slice: terms, client, models, tab, and closes them in the opposite order."""

from __future__ import annotations

import asyncio
from typing import Final

from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.errors import SERVICE
from facespace_desk.cam2.model.administration import AdministrationModel
from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.model.geo_export import Notice
from facespace_desk.cam2.model.grid import GridModel
from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.model.lookup import LookupModel
from facespace_desk.cam2.model.player import PlayerModel
from facespace_desk.cam2.model.points import MapPoints
from facespace_desk.cam2.model.preview import PreviewModel
from facespace_desk.cam2.model.saved import SearchShelf
from facespace_desk.cam2.model.search import SearchModel, SearchRequest
from facespace_desk.cam2.model.statistics import StatisticsModel
from facespace_desk.cam2.model.terms import TermsModel
from facespace_desk.cam2.records import RadiusUnit
from facespace_desk.cam2.search import PAGE_CAP
from facespace_desk.cam2.stills import Stills
from facespace_desk.cam2.view.administration import Administration
from facespace_desk.cam2.view.place_export import place_formats, row_limit
from facespace_desk.cam2.view.tab import Cam2Tab
from facespace_desk.cam2.view.tab_parts import TabModels, tab_parts
from facespace_desk.cam2.view.terms import TermsGate
from facespace_desk.map.places import PlaceFinder
from facespace_desk.map.source_model import MapSourceModel
from facespace_desk.modelkit.export import ExportContext
from facespace_desk.modelkit.state import LoadState
from facespace_desk.net.address_range import Reach
from facespace_desk.net.outside import Outside
from facespace_desk.pictures.work import PictureWork
from facespace_desk.profiles import DEMO
from facespace_desk.store.records import StoreTrouble
from facespace_desk.widgets.service_slice import ServiceSlice
from facespace_desk.widgets.slice import ServiceContext
from facespace_desk.widgets.table_page import TablePage

ID: Final = "cam2"
FIRST_PAGES: Final = 10  # that a search at opening reads of a service that is not the demo's


def build(context: ServiceContext) -> Cam2Slice:
    """The slice of *context*'s profile; it opens itself while the window goes on."""
    return Cam2Slice(context)


class Cam2Slice(ServiceSlice[Cam2Tab]):
    """One profile's CAM2, running. See `facespace_desk.widgets.slice`."""

    def __init__(self, context: ServiceContext) -> None:
        self._models: TabModels | None = None
        self._client: Cam2Client | None = None
        self._terms: TermsModel | None = None
        self._outside: Outside | None = None
        self._pictures: PictureWork | None = None
        self._administration: AdministrationModel | None = None
        super().__init__(context, ID, SERVICE, shelves=("cameras",))

    def is_ready_for_screenshot(self) -> bool:
        """Whether cameras are listed and no search is under way."""
        models = self._models
        if models is None or models.search.is_running:
            return False
        return len(models.cameras) > 0

    def settle_for_screenshot(self) -> None:
        """Draw now what the map would draw in the background."""
        if self.tab is not None:
            self.tab.map.view.settle()

    async def _close_parts(self) -> None:
        if self.tab is not None:
            await self.tab.map.view.finish()
        if self._models is not None:
            models = self._models
            for part in (
                models.search,
                models.lookup,
                models.preview,
                models.grid,
                models.player,
                models.statistics,
                models.points,
                models.source,
                models.cameras.table,
                models.shelf,
                models.notes,
            ):
                await part.close()
        if self._administration is not None:
            await self._administration.close()
        if self._pictures is not None:
            await self._pictures.close()
        if self._outside is not None:
            await self._outside.close()
        if self._terms is not None:
            await self._terms.close()
        if self._client is not None:
            await self._client.close()

    async def _connect(self) -> None:
        """Nothing is sent yet."""
        unit: RadiusUnit = "m" if self._options.get("radius_unit") == "m" else "km"
        self._client = Cam2Client(
            self._base_url(),
            await self._secret("client_id"),
            await self._secret("client_secret"),
            radius_unit=unit,
            proxy=await self._proxy(),
        )

    async def _open(self) -> None:
        assert self._client is not None
        await self._wait_for_terms()
        models = self._models = await self._make_models(self._client)
        await self._read_store(models)
        tab = await self._show_tab(
            tab_parts(models, self._context.display, self._context.theme),
            lambda parts: Cam2Tab(models, parts, self._context.display),
        )
        self._wire(models, tab)
        self._search_first(models, tab)
        self._tasks.start(self._offer_places(tab), name="places")
        try:
            await models.source.load()  # now there is somebody to show it
        except StoreTrouble as error:
            self._context.report(error, "reading the choice of the map")

    async def _wait_for_terms(self) -> None:
        """Show the terms before anything is asked of the service, until somebody agrees."""
        context = self._context
        self._terms = TermsModel(
            context.store,
            context.profile.id,
            options=self._options,
            report=context.report,
            parent=self._stack,
        )
        try:
            await self._terms.load()
        except StoreTrouble as error:  # then they are asked anew
            context.report(error, "reading the terms")
        if self._terms.is_accepted:
            return
        gate = TermsGate(self._terms)
        agreed = asyncio.Event()
        gate.accepted.connect(agreed.set)
        self._stack.addWidget(gate)
        self._stack.setCurrentWidget(gate)
        self._show_state(LoadState.off("The terms wait for your agreement"))
        await agreed.wait()
        self._stack.removeWidget(gate)
        gate.hide()
        gate.deleteLater()
        self._show_state(LoadState.loading("Opening"))

    async def _make_models(self, client: Cam2Client) -> TabModels:
        assert self._terms is not None
        context, options, stack = self._context, self._options, self._stack
        report, profile = context.report, context.profile.id
        reach = Reach(options.get("camera_addresses", Reach.PUBLIC.value))
        notes = LocalNotes(context.store, profile, report=report, parent=stack)
        cameras = CameraList(context.display, notes, parent=stack)
        proxy = await self._proxy()
        self._outside = Outside(reach=reach, proxy=proxy)
        self._pictures = PictureWork()
        stills = Stills(self._outside, self._pictures)
        self._administration = AdministrationModel(
            client,
            cameras,
            context.store,
            credentials=context.credentials,
            profile=profile,
            display=context.display,
            report=report,
            parent=stack,
        )
        page_cap = int(options.get("page_cap", PAGE_CAP))
        return TabModels(
            cameras=cameras,
            points=MapPoints(cameras, report=report, parent=stack),
            search=SearchModel(client, cameras, page_cap=page_cap, report=report, parent=stack),
            lookup=LookupModel(client, cameras, report=report, parent=stack),
            shelf=SearchShelf(context.store, profile, report=report, parent=stack),
            notes=notes,
            preview=PreviewModel(stills, notes, report=report, parent=stack),
            grid=GridModel(stills, notes, report=report, parent=stack),
            player=PlayerModel(
                context.settings.current.stream_player,
                keep=lambda program: self._keep_settings(stream_player=program),
                reach=reach,
                report=report,
                parent=stack,
            ),
            statistics=StatisticsModel(lambda: cameras, report=report, parent=stack),
            source=MapSourceModel(
                context.store,
                profile,
                context.paths.cache,
                proxy=proxy,
                report=report,
                parent=stack,
            ),
            terms=self._terms,
        )

    async def _read_store(self, models: TabModels) -> None:
        """What the store knows; trouble with it costs memory, not sight."""
        assert self._administration is not None
        try:
            await models.notes.load()
            await models.shelf.load()
            await self._administration.load()
            for shelf in self._shelves.values():
                await shelf.load()
        except StoreTrouble as error:
            self._context.report(error, "reading the store")

    def _wire(self, models: TabModels, tab: Cam2Tab) -> None:
        assert self._administration is not None
        models.search.state_changed.connect(self._show_state)
        models.search.unit_told.connect(self._context.tell)
        models.player.told.connect(self._context.tell)
        models.source.lost.connect(lambda words: self._context.tell(words, "warn"))
        tab.told.connect(self._context.tell)
        tab.export_wanted.connect(self._export)
        administration = Administration(
            self._administration,
            self._context.display,
            tab,
            chosen=lambda: models.cameras.current,
            owner=str(self._options.get("owner", "")),
        )
        administration.told.connect(self._context.tell)
        administration.camera_wanted.connect(tab.show_camera)
        administration.export_wanted.connect(self._export)
        administration.pick_wanted.connect(tab.map.pick)
        tab.map.place_picked.connect(administration.take_place)
        tab.map.pick_ended.connect(administration.cancel_pick)
        tab.detail.edit_wanted.connect(lambda _camera_id: administration.edit())
        self._administration.capabilities_changed.connect(
            lambda found: tab.detail.set_may_edit(found.may_write is not False)
        )
        tab.set_administration(administration.menu)
        self._stack.addActions(administration.actions)  # for the command palette
        self._administration.look()

    def _search_first(self, models: TabModels, tab: Cam2Tab) -> None:
        """Begin where the operator left off, else with the first cameras there are. Nobody asked
        for it, so a few pages are enough, unless the service is our own."""
        recent = models.shelf.recent
        request = recent[0] if recent else SearchRequest()
        is_demo = self._context.profile.id == DEMO.id
        cap = models.search.page_cap
        tab.form.show_request(request)
        if request.box is not None:
            tab.map.show_box(request.box)
        models.search.ask(request, page_cap=cap if is_demo else min(cap, FIRST_PAGES))
        models.search.started.connect(models.shelf.note_asked)  # those that somebody asks for

    async def _offer_places(self, tab: Cam2Tab) -> None:
        """Towns for the go-to bar, from the built-in map."""
        from facespace_desk.map.loading import shared_basemap  # megabytes: on a thread

        try:
            finder = await asyncio.to_thread(lambda: PlaceFinder(shared_basemap().places))
        except (OSError, ValueError):
            return  # the map tells of it
        tab.go_to.set_finder(finder)

    def _export(self, name: str, page: TablePage) -> None:
        assert self._models is not None
        if self.tab is None or page is not self.tab.list:
            self._open_export(name, page)
            return
        notice, display = Notice(self._models.terms.purpose), self._context.display
        context = ExportContext(
            view=f"{ID} {name}", profile=self._context.profile.name, notes=notice.lines
        )
        self._open_export(
            name,
            page,
            notes=notice.lines,
            others=place_formats(page, notice, display, context),
            limit=row_limit(notice),
        )
