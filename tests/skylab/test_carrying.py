"""Skylab's files in the transfer queue: nothing lost and nothing doubled, wherever it is killed."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facespace_desk.skylab.carry_downloads import SkylabDownloads
from facespace_desk.skylab.carry_uploads import SkylabUploads
from facespace_desk.skylab.carrying import SkylabTransfers
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.downloads import part_path
from facespace_desk.skylab.errors import StudioException, UploadRefused, ValidationException
from facespace_desk.skylab.records import Photo
from facespace_desk.store.transfers import NewTransfer
from facespace_desk.transfers.handler import Refused, Retry
from tests.limits import PATIENCE_S
from tests.skylab.carry_program import carry
from tests.skylab.studio import (
    EVERYTHING,
    EXTRACT,
    PLAIN,
    REPLACED,
    completed,
    entered,
    files_in,
    picture,
)
from tests.skylab_simulator import RunningSkylab
from tests.transfers.journal import KeptTransfer, journalled


class Journal(KeptTransfer):
    service = "skylab"


async def original(client: SkylabClient, photo: Photo, path: Path) -> bytes:
    found = await client.get_photo(photo.id)
    assert found.original_url is not None
    await client.storage.get_file(found.original_url, path)
    return path.read_bytes()


@pytest.mark.parametrize("owner", ["job", "profile"])
@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("at", range(1, 5))
async def test_an_upload_that_is_killed_anywhere_is_there_once(
    skylab: RunningSkylab, tmp_path: Path, at: int, is_kept: bool, owner: str
) -> None:
    path = picture(tmp_path / "IMG_1.jpg")
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        facts = {"job_id": job.id} if owner == "job" else {"profile_id": REPLACED}
        journal = Journal(path, **facts)
        was_killed = await journal.killed(SkylabUploads(client), at, is_kept=is_kept)
        assert was_killed == (at <= 3)  # creating, created, sent
        await journal.carried_by(SkylabUploads(client))  # a new console
        photos = (await client.get_job(job.id)).photos
        if owner == "profile":
            photos = (await client.get_profile(REPLACED)).backgrounds
        (photo,) = [each for each in photos if each.name == path.name]
        assert await original(client, photo, tmp_path / "back") == path.read_bytes()
    assert journal.facts["stage"] == "sent"
    assert len(skylab.control.requests("create_photo")) == 1


async def test_a_photo_of_the_same_name_that_was_there_before_is_left_alone(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    first, second = tmp_path / "1" / "a.jpg", tmp_path / "2" / "a.jpg"
    for path, width in ((first, 40), (second, 50)):
        path.parent.mkdir()
        picture(path, width, 30)
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        await client.upload_job_photo(job.id, first)
        (there,) = (await client.get_job(job.id)).photos
        journal = Journal(second, job_id=job.id)
        with pytest.raises(ValidationException):  # this service wants each name once
            await journal.carried_by(SkylabUploads(client))
        assert journal.facts["stage"] is None
        assert journal.facts["before"] == str(there.id)
        journal.transfer = msgspec.structs.replace(
            journal.transfer, facts={**journal.facts, "stage": "creating"}
        )
        with pytest.raises(ValidationException):
            await journal.carried_by(SkylabUploads(client))
        assert await original(client, there, tmp_path / "back") == first.read_bytes()


async def test_an_answer_that_was_lost_makes_no_second_record(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    path = picture(tmp_path / "a.jpg")
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        journal, handler = Journal(path, job_id=job.id), SkylabUploads(client)
        skylab.control.fault("hold", operation="create_photo")
        task = asyncio.create_task(journal.carried_by(handler))
        await skylab.control.arrived(operation="create_photo")
        task.cancel()  # the operator pauses
        await asyncio.to_thread(skylab.control.release)
        with pytest.raises(asyncio.CancelledError):
            await task
        assert journal.facts["stage"] == "created"
        await journal.carried_by(handler)
        assert len((await client.get_job(job.id)).photos) == 1
    assert len(skylab.control.requests("create_photo")) == 1


async def test_a_photo_that_is_gone_at_the_service_is_made_anew(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    path = picture(tmp_path / "a.jpg")
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        journal = Journal(path, job_id=job.id)
        await journal.killed(SkylabUploads(client), 2, is_kept=True)
        await client.delete_photo(journal.facts["photo_id"])
        await journal.carried_by(SkylabUploads(client))
        assert len((await client.get_job(job.id)).photos) == 1


async def test_trouble_on_the_way_keeps_the_record_and_a_refusal_takes_it_back(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        handler = SkylabUploads(client)
        journal = Journal(picture(tmp_path / "a.jpg"), job_id=job.id)
        skylab.control.fault("status", operation="put", status=503)
        with pytest.raises(StudioException) as caught:
            await journal.carried_by(handler)
        assert caught.value.retryable
        assert isinstance(journal.facts["photo_id"], int)
        skylab.control.fault("status", operation="put", times=2, status=403)
        with pytest.raises(StudioException) as caught:
            await journal.carried_by(handler)
        assert not caught.value.retryable
        assert journal.facts["photo_id"] is None
        assert (await client.get_job(job.id)).photos == ()
        skylab.control.fault("status", operation="put", status=400)
        with pytest.raises(Retry):
            await journal.carried_by(handler)
        await journal.carried_by(handler)
        assert len((await client.get_job(job.id)).photos) == 1


async def test_an_upload_address_that_ran_out_is_renewed(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("status", operation="put", status=403)
        journal = Journal(picture(tmp_path / "a.jpg"), job_id=job.id)
        await journal.carried_by(SkylabUploads(client))
    assert len(skylab.control.requests("upload_url")) == 2
    assert journal.told[-1] == (tmp_path / "a.jpg").stat().st_size


@pytest.mark.parametrize("at", [1, 2])
async def test_a_cancelled_upload_is_taken_back(
    skylab: RunningSkylab, tmp_path: Path, at: int
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        handler = SkylabUploads(client)
        journal = Journal(picture(tmp_path / "a.jpg"), job_id=job.id)
        await journal.killed(handler, 2, is_kept=at == 2)  # the record is made, perhaps unheard of
        await SkylabUploads(client).forget(journal.transfer)
        assert (await client.get_job(job.id)).photos == ()


async def test_a_cancelled_upload_that_has_arrived_stays(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        journal, handler = (
            Journal(picture(tmp_path / "a.jpg"), job_id=job.id),
            SkylabUploads(client),
        )
        await journal.carried_by(handler)
        await handler.forget(journal.transfer)
        assert len((await client.get_job(job.id)).photos) == 1


async def test_transfers_that_do_not_say_what_for_are_refused(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with entered(skylab) as client:
        handler = SkylabTransfers(client)
        for direction in ("upload", "download"):
            with pytest.raises(Refused):
                await Journal(picture(tmp_path / "a.jpg"), direction).carried_by(handler)
        (tmp_path / "b.jpg").write_bytes(b"text")
        with pytest.raises(UploadRefused):
            await Journal(tmp_path / "b.jpg", job_id=1).carried_by(handler)


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("at", range(1, 8))
async def test_a_download_that_is_killed_anywhere_is_there_once(
    skylab: RunningSkylab, tmp_path: Path, at: int, is_kept: bool
) -> None:
    out = tmp_path / "made" / "out"
    async with entered(skylab) as client:
        job = await completed(client, skylab, EVERYTHING, picture(tmp_path / "a.jpg"))
        journal = Journal(out / "a.png", "download", photo_id=job.photos[0].id)
        was_killed = await journal.killed(SkylabDownloads(client), at, is_kept=is_kept)
        assert was_killed == (at <= 6)  # etag, plan, and made and placed of two files
        await journal.carried_by(SkylabDownloads(client))
        assert files_in(out) == ["a.png", "a.webp"]
        before = {path.name: path.stat().st_ino for path in out.iterdir()}
        await journal.carried_by(SkylabDownloads(client))
    assert {path.name: path.stat().st_ino for path in out.iterdir()} == before


async def test_a_download_goes_on_where_it_broke_off(skylab: RunningSkylab, tmp_path: Path) -> None:
    out = tmp_path / "out"
    async with entered(skylab) as client:
        path = picture(tmp_path / "a.png", 1200, 900, compression=0)
        job = await completed(client, skylab, PLAIN, path)
        photo = job.photos[0]
        journal = Journal(out / "a.png", "download", photo_id=photo.id)
        skylab.control.set_switch(bytes_per_s=2_000_000)
        task = asyncio.create_task(journal.carried_by(SkylabDownloads(client)))
        part = part_path(out, photo)
        async with asyncio.timeout(PATIENCE_S):
            while not part.exists() or part.stat().st_size < 200_000:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        have = part.stat().st_size
        assert have >= 200_000
        skylab.control.set_switch(bytes_per_s=0)
        await journal.carried_by(SkylabDownloads(client))
        whole = await client.downloads.fetch(await client.get_photo(photo.id), tmp_path / "again")
    last = skylab.control.requests("get")[-2]
    assert last["headers"]["range"] == f"bytes={have}-"
    assert files_in(out) == ["a.png"]
    assert (out / "a.png").stat().st_size == whole.size
    assert (out / "a.png").read_bytes() == (tmp_path / "again").read_bytes()


async def test_a_picture_that_came_broken_is_fetched_anew(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    async with entered(skylab) as client:
        job = await completed(client, skylab, EXTRACT, picture(tmp_path / "a.jpg"))
        handler = SkylabDownloads(client)
        journal = Journal(out / "a.png", "download", photo_id=job.photos[0].id)
        for trouble in ("truncated", "cut", "html"):
            await asyncio.to_thread(skylab.control.set_pictures, {job.photos[0].id: trouble})
            with pytest.raises(StudioException) as caught:
                await journal.carried_by(handler)
            assert caught.value.retryable == (trouble != "html")
            assert "a.png" not in files_in(out)
        await asyncio.to_thread(skylab.control.set_pictures, {job.photos[0].id: "right"})
        await journal.carried_by(handler)
    assert files_in(out) == ["a.png"]


async def test_a_cancelled_download_leaves_no_part(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, EXTRACT, picture(tmp_path / "a.jpg"))
        journal = Journal(tmp_path / "out" / "a.png", "download", photo_id=job.photos[0].id)
        handler = SkylabTransfers(client)
        await journal.killed(handler, 3, is_kept=True)
        assert files_in(tmp_path / "out") != []
        await handler.forget(journal.transfer)
    assert files_in(tmp_path / "out") == []


async def killed_after(skylab: RunningSkylab, operation: str, count: int, database: Path) -> None:
    """A console of its own, killed when so many requests of *operation* have come."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.skylab.carry_program",
        *(skylab.origin, skylab.api_key, str(database)),
        stdout=asyncio.subprocess.DEVNULL,
    )
    await skylab.control.arrived(count, operation, timeout_s=PATIENCE_S)
    process.send_signal(signal.SIGKILL)
    assert await process.wait() == -signal.SIGKILL


def transfer(path: Path, direction: Any, **facts: Any) -> NewTransfer:
    return NewTransfer(
        service="skylab",
        batch="1",
        batch_title="Job",
        title=path.name,
        direction=direction,
        path=str(path),
        facts=facts,
    )


@pytest.mark.parametrize(("operation", "count"), [("create_photo", 3), ("put", 5)])
async def test_uploads_survive_a_real_kill(
    skylab: RunningSkylab, tmp_path: Path, operation: str, count: int
) -> None:
    paths = [picture(tmp_path / f"{number:02}.jpg", 200 + number, 90) for number in range(12)]
    database = tmp_path / "desk.db"
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        await journalled(database, [transfer(path, "upload", job_id=job.id) for path in paths])
        skylab.control.set_switch(latency_s=0.02)
        await killed_after(skylab, operation, count, database)
        await asyncio.sleep(0.1)  # what was on its way arrives
        states = await carry(skylab.origin, skylab.api_key, database)
        assert states == {"done": 12}
        photos = (await client.get_job(job.id)).photos
        assert Counter(photo.name for photo in photos) == Counter(path.name for path in paths)
        for photo in photos:
            content = await original(client, photo, tmp_path / "back")
            assert content == (tmp_path / photo.name).read_bytes()


async def test_downloads_survive_a_real_kill(skylab: RunningSkylab, tmp_path: Path) -> None:
    paths = [picture(tmp_path / f"{number:02}.jpg", 200 + number, 90) for number in range(12)]
    database, out = tmp_path / "desk.db", tmp_path / "out"
    out.mkdir()
    async with entered(skylab) as client:
        job = await completed(client, skylab, EXTRACT, *paths)
        names = {photo.id: Path(photo.name).stem + ".png" for photo in job.photos}
        await journalled(
            database,
            [transfer(out / name, "download", photo_id=number) for number, name in names.items()],
        )
        skylab.control.set_switch(latency_s=0.02)
        await killed_after(skylab, "get", 5, database)
        states = await carry(skylab.origin, skylab.api_key, database)
        assert states == {"done": 12}
        assert files_in(out) == sorted(names.values())
        for photo in job.photos:
            await client.downloads.fetch(await client.get_photo(photo.id), tmp_path / "again")
            assert (tmp_path / "again").read_bytes() == (out / names[photo.id]).read_bytes()


async def test_many_photos_of_a_job_are_asked_for_once(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    out, paths = tmp_path / "out", [picture(tmp_path / f"{n}.png", 40, 30) for n in range(6)]
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, *paths)
        handler = SkylabDownloads(client)
        journals = [
            Journal(out / each.name, "download", photo_id=each.id, job_id=job.id)
            for each in job.photos
        ]
        await asyncio.gather(*(journal.carried_by(handler) for journal in journals))
    assert files_in(out) == [path.name for path in paths]
    assert len(skylab.control.requests("job_photos")) == 1
    assert len(skylab.control.requests("get_profile")) == 1
    assert skylab.control.requests("get_photo") == []


async def test_a_photo_is_asked_for_by_itself_where_the_list_does_not_do(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.png", 40, 30))
        (photo,) = job.photos
        skylab.control.fault("status", operation="job_photos", status=404)
        first = Journal(out / "a.png", "download", photo_id=photo.id, job_id=job.id)
        await first.carried_by(SkylabDownloads(client))
        again = Journal(out / "a.png", "download", photo_id=photo.id, job_id=job.id)
        again.transfer = msgspec.structs.replace(again.transfer, attempts=1)  # the list may be old
        await again.carried_by(SkylabDownloads(client))
        skylab.control.fault("status", operation="job_photos", times=4, status=503)
        late = Journal(out / "a.png", "download", photo_id=photo.id, job_id=job.id)
        with pytest.raises(StudioException) as caught:
            await late.carried_by(SkylabDownloads(client))
        assert caught.value.retryable
    assert files_in(out) == ["a-2.png", "a.png"]
    assert len(skylab.control.requests("get_photo")) == 2


async def test_addresses_that_run_out_after_the_list_are_renewed(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    out, paths = tmp_path / "out", [picture(tmp_path / f"{n}.png", 40, 30) for n in range(3)]
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, *paths)
        handler = SkylabDownloads(client)
        for photo in job.photos:
            journal = Journal(out / photo.name, "download", photo_id=photo.id, job_id=job.id)
            await journal.carried_by(handler)
            await asyncio.to_thread(skylab.control.expire_urls)
    assert files_in(out) == [path.name for path in paths]
    assert len(skylab.control.requests("job_photos")) == 1
    assert len(skylab.control.requests("get_photo")) == 2
