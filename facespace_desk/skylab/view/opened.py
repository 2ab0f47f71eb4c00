"""Opens the slice: client, handler of the queue, models, tab, and closes them in the opposite
order."""

from __future__ import annotations

from typing import Final

from facespace_desk.modelkit.rounds import LEAST_S
from facespace_desk.pictures.thumbnail_cache import ThumbnailCache
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab.carrying import SkylabTransfers
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.errors import SERVICE
from facespace_desk.skylab.fullsize import FullPictures
from facespace_desk.skylab.model.carried import Carried
from facespace_desk.skylab.model.compare import CompareModel
from facespace_desk.skylab.model.deeds import Deeds
from facespace_desk.skylab.model.followup import Followup
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.kept import JobShelf
from facespace_desk.skylab.model.photos import PhotosModel
from facespace_desk.skylab.model.pictures import PhotoPictures
from facespace_desk.skylab.model.results import ResultsModel
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.model.uploading import UploadModel
from facespace_desk.skylab.outgoing import PreparedTransfers
from facespace_desk.skylab.previews import Previews
from facespace_desk.skylab.view.studio import Studio
from facespace_desk.skylab.view.tab import SkylabTab, TabModels, tab_parts
from facespace_desk.store.records import StoreTrouble
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.transfers.model import TransferModel
from facespace_desk.transfers.queue import OPEN
from facespace_desk.widgets.service_slice import ServiceSlice

ID: Final = "skylab"


def build(context: CarryingContext) -> SkylabSlice:
    """The slice of *context*'s profile; it opens itself while the window goes on."""
    return SkylabSlice(context)


class SkylabSlice(ServiceSlice[SkylabTab]):
    """One profile's Skylab, running. See `facespace_desk.widgets.slice`."""

    _context: CarryingContext

    def __init__(self, context: CarryingContext) -> None:
        self._client: SkylabClient | None = None
        self._work: PictureWork | None = None
        self._carried: Carried | None = None
        self._models: TabModels | None = None
        self._studio: Studio | None = None
        super().__init__(context, ID, SERVICE, shelves=("photos", "jobs"))

    @property
    def models(self) -> TabModels | None:
        """What the tab shows; None before it is open."""
        return self._models

    def is_ready_for_screenshot(self) -> bool:
        """Whether the photos of a job are listed, and the pictures in sight are there."""
        models, tab = self._models, self.tab
        if models is None or tab is None or not models.photos.rows():
            return False
        return all(models.pictures.get(row) is not None for row in tab.photos.grid.rows_in_sight())

    @property
    def studio(self) -> Studio | None:
        """The windows besides the tab; None before it is open."""
        return self._studio

    async def close(self) -> None:
        if self._studio is not None:
            self._studio.leave()
        await super().close()

    async def _close_parts(self) -> None:
        if self._client is not None:
            await self._context.transfers.unregister(ID)
        if self._studio is not None:
            await self._studio.close()
        models = self._models
        if models is not None:
            for part in (
                models.upload,
                models.followup,
                models.deeds,
                models.results,
                models.photos,
                models.jobs,
                models.compare,
                models.pictures,
                models.transfers,
            ):
                await part.close()
        if self._carried is not None:
            self._carried.close()
        if models is not None:
            await models.shelf.close()
        if self._client is not None:
            await self._client.close()
        if self._work is not None:
            await self._work.close()

    async def _connect(self) -> None:
        """Nothing is sent yet."""
        self._work = PictureWork()
        self._client = SkylabClient(
            self._base_url(),
            await self._secret("api_key"),
            proxy=await self._proxy(),
            work=self._work,
        )

    async def _open(self) -> None:
        assert self._client is not None
        assert self._work is not None
        models = self._models = self._make_models(self._client)
        studio = self._studio = Studio(
            self._context, self._client, self._work, models.jobs, self._stack
        )
        await self._read_store(models)
        await self._take_up_transfers(self._client)
        tab = await self._show_tab(
            tab_parts(models, self._context.display, self._context.theme),
            lambda parts: SkylabTab(models, parts, self._context.display),
        )
        self._wire(models, tab)
        studio.wire(tab, self._open_export)
        models.jobs.start()
        models.followup.start()
        await studio.load()

    def _make_models(self, client: SkylabClient) -> TabModels:
        context, stack, work = self._context, self._stack, self._work
        assert work is not None
        report, display, profile = context.report, context.display, context.profile.id
        cache = context.paths.cache_of(profile) / ID
        shelf = JobShelf(context.store, profile, report=report, parent=stack)
        carried = self._carried = Carried(context.transfers, parent=stack)
        least_s = float(self._options.get("poll_interval_s", LEAST_S))
        jobs = JobsModel(
            client, shelf, carried, display, least_s=least_s, report=report, parent=stack
        )
        photos = PhotosModel(client, jobs, shelf, carried, display, report=report, parent=stack)
        results = ResultsModel(
            client,
            jobs,
            shelf,
            carried,
            store=context.store,
            profile=profile,
            report=report,
            parent=stack,
        )
        pictures = PhotoPictures(
            work,
            lambda tell: Previews(
                client, client.storage, work, cache / "previews", tell, report=report
            ),
            ThumbnailCache(cache / "thumbnails"),
            parent=stack,
        )
        full = FullPictures(client, client.storage, work, cache / "whole")
        return TabModels(
            jobs=jobs,
            photos=photos,
            shelf=shelf,
            pictures=pictures,
            upload=UploadModel(client, jobs, shelf, carried, work, report=report, parent=stack),
            results=results,
            deeds=Deeds(client, jobs, photos, shelf, carried, report=report, parent=stack),
            followup=Followup(client, jobs, shelf, carried, results, report=report, parent=stack),
            compare=CompareModel(photos, shelf, full, report=report, parent=stack),
            transfers=TransferModel(
                context.transfers, display, service=ID, report=report, parent=stack
            ),
        )

    async def _read_store(self, models: TabModels) -> None:
        """What the store knows; trouble with it costs memory, not sight."""
        try:
            await models.shelf.load()
            await models.results.load()
            for shelf in self._shelves.values():
                await shelf.load()
        except StoreTrouble as error:
            self._context.report(error, "reading the store")
        await models.pictures.load()

    async def _take_up_transfers(self, client: SkylabClient) -> None:
        """Carry files from now on, those of the last time first."""
        assert self._work is not None
        queue = self._context.transfers
        handler = PreparedTransfers(
            SkylabTransfers(client),
            self._work,
            self._context.paths.data_of(self._context.profile.id) / ID / "outgoing",
        )
        open_ids = {each.id for each in queue.transfers if each.state in OPEN}
        await handler.sweep(open_ids)
        queue.register(handler)

    def _wire(self, models: TabModels, tab: SkylabTab) -> None:
        models.jobs.state_changed.connect(self._show_state)
        models.jobs.job_changed.connect(self._choose_first)
        models.jobs.stage_changed.connect(self._forget_pictures)
        tab.told.connect(self._context.tell)
        tab.export_wanted.connect(self._open_export)

    def _forget_pictures(self, job_id: int, _before: Stage, after: Stage) -> None:
        """A job that is done, perhaps once more, has other results than those that are kept."""
        assert self._models is not None
        job = self._models.jobs.detail(job_id)
        if after is Stage.DONE and job is not None:
            self._models.pictures.forget([photo.id for photo in job.photos])

    def _choose_first(self, _job_id: int) -> None:
        """The job that most is to be seen of, until somebody chooses another."""
        assert self._models is not None
        jobs = self._models.jobs
        if jobs.chosen is not None:
            return
        by_stage = {row.stage: row.id for row in sorted(jobs.rows(), key=lambda row: row.id)}
        for stage in (Stage.UPLOADING, Stage.PROCESSING, Stage.DONE):
            if stage in by_stage:
                jobs.choose(by_stage[stage])
                return
