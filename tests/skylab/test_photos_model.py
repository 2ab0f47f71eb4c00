"""The photos of a job: from the service, on their way, come back; and their pictures."""

from __future__ import annotations

import asyncio
from pathlib import Path

from facespace_desk.modelkit.state import Phase
from facespace_desk.pictures.raster import PictureTrouble, Raster
from facespace_desk.pictures.thumbnail_cache import ThumbnailCache
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState
from facespace_desk.skylab.model.pictures import PhotoPictures
from facespace_desk.skylab.previews import Previews
from tests.conftest import AllowLogs
from tests.skylab.desk import Desk, opened, until
from tests.skylab.test_uploading import STAY, looked_at, new_job, pictures
from tests.skylab_simulator import RunningSkylab


class Album:
    """Pictures of the photos of a desk."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.work = PictureWork()
        self.folder = folder
        self.pictures = PhotoPictures(
            self.work,
            lambda tell: Previews(
                desk.client, desk.client.storage, self.work, folder / "previews", tell
            ),
            ThumbnailCache(folder / "thumbnails"),
        )

    async def __aenter__(self) -> PhotoPictures:
        await self.pictures.load()
        return self.pictures

    async def __aexit__(self, *_: object) -> None:
        await self.pictures.close()
        await self.work.close()


async def shown(desk: Desk, job_id: int) -> list[PhotoRow]:
    """Choose a job, and wait for its photos."""
    desk.jobs.choose(job_id)
    await until(lambda: desk.photos.state.phase is Phase.LIVE)
    return desk.photos.rows()


async def test_photos_of_the_chosen_job_are_listed(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        rows = await shown(desk, desk.job("done", photos=3))
        assert len(rows) >= 3
        assert {row.state for row in rows} == {PhotoState.READY}
        drafts = await shown(desk, desk.job("draft", photos=1))
        assert {row.state for row in drafts} == {PhotoState.SENT}


async def test_another_choice_wins_over_a_slow_answer(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        first, second = desk.job("done", photos=3), desk.job("draft", photos=2)
        skylab.control.fault("hold", operation="job_photos", times=1)
        desk.jobs.choose(first)
        await skylab.control.arrived(1, "job_photos")
        rows = await shown(desk, second)
        skylab.control.release()
        assert rows
        assert desk.photos.job_id == second
        assert all(desk.photos.photo(row.photo_id or 0) for row in rows)


async def test_uploads_stand_among_the_photos_and_keep_their_row(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    skylab.control.set_switch(bytes_per_s=2000)
    async with opened(skylab, tmp_path) as desk:
        desk.upload.drop(pictures(tmp_path, 3))
        desk.upload.set_target(new_job(desk))
        await looked_at(desk, 3)
        desk.upload.send(STAY)
        await until(lambda: len(desk.photos.rows()) == 3)
        keys = {row.name: row.key for row in desk.photos.rows()}
        states: set[PhotoState] = set()
        desk.photos.rows_changed.connect(
            lambda: states.update(row.state for row in desk.photos.rows())
        )
        await until(lambda: PhotoState.UPLOADING in states)
        skylab.control.set_switch(bytes_per_s=0)
        await until(lambda: {row.state for row in desk.photos.rows()} == {PhotoState.SENT})
        assert {row.name: row.key for row in desk.photos.rows()} == keys
        desk.photos.refresh()
        await until(lambda: desk.photos.state.phase is Phase.LIVE)
        assert {row.name: row.key for row in desk.photos.rows()} == keys


async def test_results_on_this_computer_are_said_to_be_here(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        job_id = desk.job("done", photos=2)
        rows = await shown(desk, job_id)
        photo_id = rows[0].photo_id
        assert photo_id is not None
        desk.results.fetch(job_id, [photo_id])
        await until(lambda: desk.photos.rows()[0].state is PhotoState.HERE)
        assert Path(desk.photos.rows()[0].result).exists()


async def test_a_list_that_cannot_be_had_is_said_and_leaves_the_photos(
    skylab: RunningSkylab, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.net")
    async with opened(skylab, tmp_path) as desk:
        rows = await shown(desk, desk.job("done", photos=2))
        skylab.control.fault("status", status=400, operation="job_photos", times=1)
        desk.photos.refresh()
        await until(lambda: desk.photos.state.error is not None)
        assert len(desk.photos.rows()) == len(rows)


async def test_deleted_photos_leave(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        rows = await shown(desk, desk.job("draft", photos=2))
        first = rows[0].photo_id
        assert first is not None
        desk.deeds.delete_photos([first])
        await until(lambda: len(desk.photos.rows()) == len(rows) - 1)
        assert desk.told == [("1 photo deleted", "good")]


async def test_pictures_come_from_the_studio_in_small_and_are_kept(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        rows = (await shown(desk, desk.job("draft", photos=2)))[:2]
        async with Album(desk, tmp_path) as album:
            album.want(rows)
            await until(lambda: all(isinstance(album.get(row), Raster) for row in rows))
        fetched = len(skylab.control.requests("get"))
        async with Album(desk, tmp_path) as album:
            album.want(rows)
            await until(lambda: all(isinstance(album.get(row), Raster) for row in rows))
        assert len(skylab.control.requests("get")) == fetched
        assert not list((tmp_path / "previews").glob("*.part"))


async def test_pictures_of_this_computer_are_not_fetched(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        path = pictures(tmp_path, 1)[0]
        row = PhotoRow(
            key="p1", photo_id=1, name="a.jpg", state=PhotoState.SENT, original=str(path)
        )
        async with Album(desk, tmp_path) as album:
            album.want([row])
            await until(lambda: isinstance(album.get(row), Raster))
        assert not skylab.control.requests("get_photo")


async def test_why_there_is_no_picture_is_known(
    skylab: RunningSkylab, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.net")
    async with opened(skylab, tmp_path) as desk:
        rows = await shown(desk, desk.job("done", photos=1))
        skylab.control.set_switch(retouched="missing")
        async with Album(desk, tmp_path) as album:
            album.want(rows[:1])
            await until(lambda: isinstance(album.get(rows[0]), PictureTrouble))
            album.forget([rows[0].photo_id or 0])
            assert album.get(rows[0]) is None


async def test_what_is_out_of_sight_is_not_fetched(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        rows = await shown(desk, desk.job("done", photos=10))
        async with Album(desk, tmp_path) as album:
            skylab.control.fault("hold", operation="get_photo", times=100)
            album.want(rows)
            await skylab.control.arrived(1, "get_photo")
            album.want([])
            skylab.control.clear_faults()
            skylab.control.release()
            await until(lambda: not album._previews._under_way)
            await asyncio.sleep(0)
        assert len(skylab.control.requests("get_photo")) <= 3
