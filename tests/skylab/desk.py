"""The models of the Skylab tab on a real simulator, store and queue, without a window."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvips

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab.carrying import SkylabTransfers
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.model.carried import Carried
from facespace_desk.skylab.model.deeds import Deeds
from facespace_desk.skylab.model.followup import Followup
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.kept import JobShelf
from facespace_desk.skylab.model.photos import PhotosModel
from facespace_desk.skylab.model.results import ResultsModel
from facespace_desk.skylab.model.uploading import UploadModel
from facespace_desk.skylab.outgoing import PreparedTransfers
from facespace_desk.store.store import Store
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from tests.limits import PATIENCE_S
from tests.skylab_simulator import RunningSkylab

PROFILE = "test-profile"
POLL_S = 0.05


@dataclass
class Desk:
    """Everything between the service and the tab."""

    client: SkylabClient
    store: Store
    queue: ProfileQueue
    shelf: JobShelf
    carried: Carried
    jobs: JobsModel
    photos: PhotosModel
    results: ResultsModel
    deeds: Deeds
    upload: UploadModel
    followup: Followup
    told: list[tuple[str, str]]
    reported: list[tuple[BaseException, str]]

    def job(self, stage: str, *, photos: int = 1) -> int:
        """A job of the simulated account in this stage, with at least so many photos."""
        return next(
            row.id
            for row in self.jobs.rows()
            if row.stage.value == stage and (row.photo_count or 0) >= photos
        )


@contextlib.asynccontextmanager
async def desk_on(
    skylab: RunningSkylab, folder: Path, *, store: Store | None = None
) -> AsyncIterator[Desk]:
    """Models that ask often; *folder* takes copies and results. A *store* that is given outlives
    them."""
    own = store or await Store.open(None, Secret("0" * 64))
    reported: list[tuple[BaseException, str]] = []
    told: list[tuple[str, str]] = []

    def report(error: BaseException, where: str) -> None:
        reported.append((error, where))

    work, display = PictureWork(), Display()
    queue = ProfileQueue(own.transfers, PROFILE, limits=QueueLimits(reserve_bytes=0), report=report)
    await queue.load()
    client = SkylabClient(
        BaseUrl.parse(skylab.base_url), Secret(skylab.api_key), work=work, put_waits_s=(0.01, 0.01)
    )
    shelf = JobShelf(own, PROFILE, report=report)
    await shelf.load()
    carried = Carried(queue)
    jobs = JobsModel(client, shelf, carried, display, least_s=POLL_S, most_s=POLL_S, report=report)
    photos = PhotosModel(client, jobs, shelf, carried, display, report=report)
    results = ResultsModel(
        client,
        jobs,
        shelf,
        carried,
        store=own,
        profile=PROFILE,
        base=folder / "results",
        report=report,
    )
    await results.load()
    deeds = Deeds(client, jobs, photos, shelf, carried, report=report)
    upload = UploadModel(client, jobs, shelf, carried, work, report=report)
    followup = Followup(client, jobs, shelf, carried, results, report=report)
    for source in (results, deeds, upload, followup):
        source.told.connect(lambda words, tone: told.append((words, tone)))
    handler = PreparedTransfers(SkylabTransfers(client), work, folder / "outgoing")
    queue.register(handler)
    desk = Desk(
        client=client,
        store=own,
        queue=queue,
        shelf=shelf,
        carried=carried,
        jobs=jobs,
        photos=photos,
        results=results,
        deeds=deeds,
        upload=upload,
        followup=followup,
        told=told,
        reported=reported,
    )
    try:
        yield desk
    finally:
        await queue.unregister("skylab")
        for part in (upload, followup, deeds, results, photos, jobs):
            await part.close()
        carried.close()
        await shelf.close()
        await queue.close()
        await client.close()
        await work.close()
        if store is None:
            await own.close()
    assert not reported


@contextlib.asynccontextmanager
async def opened(skylab: RunningSkylab, folder: Path, **options: Any) -> AsyncIterator[Desk]:
    """As `desk_on`, asking already, with the jobs listed."""
    async with desk_on(skylab, folder, **options) as desk:
        desk.jobs.start()
        desk.followup.start()
        await until(lambda: desk.jobs.state.updated_ms)
        yield desk


async def until(holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Wait until *holds()*."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110  # for what has no event to wait on
            await asyncio.sleep(0.01)


def draw(path: Path, *, width: int = 80, height: int = 60, shade: int = 90, **save: Any) -> Path:
    """A plain picture, written in the format of its extension."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = pyvips.Image.black(width, height, bands=3).linear(1, [shade, 60, 30]).cast("uchar")
    image.copy(interpretation="srgb").write_to_file(str(path), **save)
    return path


def with_gps(path: Path, **size: Any) -> Path:
    """A JPEG that tells where it was taken, by which camera, and that it lies on its side."""
    draw(path, **size)
    image = pyvips.Image.new_from_file(str(path)).copy()
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Make", "Acme (Acme, ASCII, 5 components)")
    image.set_type(pyvips.GValue.gint_type, "orientation", 6)
    image.set_type(
        pyvips.GValue.gstr_type,
        "exif-ifd3-GPSLatitude",
        "39/1 29/1 0/1 (39, 29, 0, Rational, 3 components, 24 bytes)",
    )
    data = image.jpegsave_buffer()
    path.write_bytes(data)
    return path


def md5_of(path: Path) -> str:
    import hashlib

    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
