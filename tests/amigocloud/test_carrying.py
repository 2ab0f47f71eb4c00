"""AmigoCloud's files in the transfer queue: none lost, none doubled, wherever it is killed."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.amigocloud import carrying
from facespace_desk.amigocloud.carrying import AmigoCloudTransfers, data_facts, photo_facts
from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.uploads import CHUNK_BYTES, Uploads
from facespace_desk.net.errors import ErrorKind
from facespace_desk.store.transfers import NewTransfer
from facespace_desk.transfers.handler import Refused, Retry
from tests.amigo_simulator import GALLERY, PROJECT, RunningAmigo
from tests.amigocloud.carry_program import carry
from tests.amigocloud.desk import ROW, data_file, dataset_names, entered, photos_of, spans
from tests.limits import PATIENCE_S
from tests.transfers.journal import KeptTransfer, journalled

SIZE = 250_001  # three chunks


class Journal(KeptTransfer):
    service = "amigocloud"


def in_chunks(client: AmigoCloudClient) -> AmigoCloudTransfers:
    """A handler whose chunks stay small."""
    client.uploads = Uploads(client._calls, largest_chunk=CHUNK_BYTES, wait_s=0.01)
    return AmigoCloudTransfers(client)


async def made(client: AmigoCloudClient, name: str) -> int:
    """How many datasets there are of that name, when there is at least one."""
    async with asyncio.timeout(PATIENCE_S):
        while name not in (names := await dataset_names(client)):  # noqa: ASYNC110  # a job's end
            await asyncio.sleep(0.02)
    return names.count(name)


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("at", range(1, 7))
async def test_a_data_file_that_is_killed_anywhere_is_there_once(
    amigo: RunningAmigo, tmp_path: Path, at: int, is_kept: bool
) -> None:
    amigo.control.set_switch(job_s=0.02)
    path = data_file(tmp_path / "killed.csv", SIZE)
    async with entered(amigo) as client:
        journal = Journal(path, **data_facts(await client.project(PROJECT)))
        was_killed = await journal.killed(in_chunks(client), at, is_kept=is_kept)
        assert was_killed == (at <= 5)  # three chunks, completing, sent
        await journal.carried_by(in_chunks(client))  # a new console
        assert journal.facts["stage"] == "sent"
        assert journal.told[-1] == SIZE
        assert await made(client, "killed") == 1
    # What was there is not sent again, but for the last chunk that nobody had heard of.
    assert len(spans(amigo)) <= 3 + (at <= 3 and not is_kept) + (at == 1 and not is_kept)


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("at", range(1, 7))
async def test_a_photo_that_is_killed_anywhere_is_there_once(
    amigo: RunningAmigo, tmp_path: Path, at: int, is_kept: bool
) -> None:
    path = data_file(tmp_path / "IMG_1.jpg", SIZE)
    async with entered(amigo) as client:
        await client.upload_photo(GALLERY, ROW, path, filename="pier.jpg")  # one of this name
        journal = Journal(path, **photo_facts(GALLERY, ROW, "pier.jpg"))
        await journal.killed(in_chunks(client), at, is_kept=is_kept)
        await journal.carried_by(in_chunks(client))
        photos = await photos_of(client)
        assert [photo.filename for photo in photos] == ["pier.jpg", "pier.jpg"]
        assert journal.facts["amigo_id"] == photos[1].amigo_id


async def test_a_photo_whose_upload_is_forgotten_is_looked_for(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "IMG_1.jpg", SIZE)
    async with entered(amigo) as client:
        journal = Journal(path, **photo_facts(GALLERY, ROW, "pier.jpg"))
        await journal.killed(in_chunks(client), 5, is_kept=False)  # it arrived, nobody heard of it
        await asyncio.to_thread(amigo.control.expire_uploads)
        await journal.carried_by(in_chunks(client))
        (photo,) = await photos_of(client)
        assert journal.facts["amigo_id"] == photo.amigo_id
        other = Journal(path, **photo_facts(GALLERY, ROW, "other.jpg"))
        await other.killed(in_chunks(client), 4, is_kept=True)  # about to complete
        await asyncio.to_thread(amigo.control.expire_uploads)
        with pytest.raises(Retry):
            await other.carried_by(in_chunks(client))
        await other.carried_by(in_chunks(client))
        assert Counter(each.filename for each in await photos_of(client)) == {
            "pier.jpg": 1,
            "other.jpg": 1,
        }


async def test_a_data_file_of_which_nobody_knows_is_left_to_the_operator(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", SIZE)
    async with entered(amigo) as client:
        facts = data_facts(await client.project(PROJECT))
        journal = Journal(path, **facts)
        await journal.killed(in_chunks(client), 5, is_kept=False)
        await asyncio.to_thread(amigo.control.expire_uploads)
        with pytest.raises(Refused, match="Look at the project's datasets"):
            await journal.carried_by(in_chunks(client))
        journal = Journal(path, **facts)
        await journal.killed(in_chunks(client), 5, is_kept=False)
        data_file(path, 1_000)
        with pytest.raises(Refused, match="has changed"):
            await journal.carried_by(in_chunks(client))


async def test_a_data_file_of_which_no_dataset_can_be_made_says_why_and_can_be_tried_again(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    amigo.control.set_switch(job_s=0.02)
    path = tmp_path / "ferries.geojson"
    path.write_text('{"features": null}')
    async with entered(amigo) as client:
        journal = Journal(path, **data_facts(await client.project(PROJECT)))
        with pytest.raises(Refused, match=r"not make a dataset of it\. the file has no features"):
            await journal.carried_by(in_chunks(client))
        assert journal.facts["stage"] is None
        data_file(path, 500)  # the operator has seen to it, and tries again
        await journal.carried_by(in_chunks(client))
        assert journal.facts["stage"] == "sent"
        assert await made(client, "ferries") == 1


async def test_a_long_job_is_waited_for_without_a_place_in_the_queue(
    amigo: RunningAmigo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "JOB_LOOK_S", 0.0)
    amigo.control.set_switch(job_s=600.0)
    path = data_file(tmp_path / "long.csv", 500)
    async with entered(amigo) as client:
        journal = Journal(path, **data_facts(await client.project(PROJECT)))
        for _ in range(2):  # the second time perhaps after a restart
            with pytest.raises(Retry, match="is making a dataset") as caught:
                await journal.carried_by(in_chunks(client))
            assert caught.value.is_free
            assert caught.value.after_s == carrying.JOB_AGAIN_S
        assert journal.facts["stage"] == "sent"
    assert len(spans(amigo)) == 1


async def test_an_upload_that_expired_on_the_way_is_begun_anew(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "late.csv", SIZE)
    async with entered(amigo) as client:
        journal = Journal(path, **data_facts(await client.project(PROJECT)))
        await journal.killed(in_chunks(client), 2, is_kept=True)
        await asyncio.to_thread(amigo.control.expire_uploads)
        with pytest.raises(Retry):
            await journal.carried_by(in_chunks(client))
        assert journal.facts["stage"] is None
        await journal.carried_by(in_chunks(client))
        assert await made(client, "late") == 1


async def test_a_file_that_changed_between_two_tries_goes_from_the_beginning(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "changed.csv", SIZE)
    async with entered(amigo) as client:
        journal = Journal(path, **data_facts(await client.project(PROJECT)))
        await journal.killed(in_chunks(client), 2, is_kept=True)
        data_file(path, 150_000)
        await journal.carried_by(in_chunks(client))
        assert await made(client, "changed") == 1
    assert spans(amigo)[-2:] == ["bytes 0-99999/150000", "bytes 100000-149999/150000"]


async def test_a_pause_keeps_what_is_there_and_a_cancelled_one_needs_no_tidying(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "paused.csv", SIZE)
    async with entered(amigo) as client:
        journal, handler = (
            Journal(path, **data_facts(await client.project(PROJECT))),
            in_chunks(client),
        )
        amigo.control.fault("hold", operation="complete")
        task = asyncio.ensure_future(journal.carried_by(handler))
        await amigo.control.arrived(operation="complete", timeout_s=PATIENCE_S)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.to_thread(amigo.control.release)
        assert journal.facts["stage"] == "completing"
        await handler.forget(journal.transfer)
        await journal.carried_by(in_chunks(client))
        assert await made(client, "paused") == 1
    assert len(spans(amigo)) == 3


async def test_transfers_that_do_not_say_what_for_are_refused(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", 100)
    async with entered(amigo) as client:
        handler = AmigoCloudTransfers(client)
        for facts in ({}, {"gallery": GALLERY}, {"gallery": "7", "source_amigo_id": ROW}):
            with pytest.raises(Refused):
                await Journal(path, **facts).carried_by(handler)
        with pytest.raises(Refused):
            await Journal(path, "download", project="/projects/1").carried_by(handler)
        (tmp_path / "empty.csv").touch()
        with pytest.raises(AmigoCloudError) as caught:
            await Journal(tmp_path / "empty.csv", project="/projects/1").carried_by(handler)
    assert caught.value.kind is ErrorKind.USAGE
    assert amigo.control.requests() == []


async def test_nothing_is_carried_while_the_profile_is_read_only(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    async with entered(amigo, read_only=True) as client:
        journal = Journal(data_file(tmp_path / "a.csv", 100), project=f"/projects/{PROJECT}")
        with pytest.raises(AmigoCloudError, match="read-only"):
            await journal.carried_by(AmigoCloudTransfers(client))
    assert amigo.control.requests() == []


def transfer(path: Path, **facts: Any) -> NewTransfer:
    return NewTransfer(
        service="amigocloud",
        batch="1",
        batch_title="Project",
        title=path.name,
        direction="upload",
        path=str(path),
        facts=facts,
    )


@pytest.mark.parametrize(("operation", "count"), [("chunk", 5), ("complete", 3)])
async def test_uploads_survive_a_real_kill(
    amigo: RunningAmigo, tmp_path: Path, operation: str, count: int
) -> None:
    amigo.control.set_switch(latency_s=0.02, job_s=0.02)
    photos = [data_file(tmp_path / f"{number:02}.jpg", SIZE + number) for number in range(6)]
    tables = [data_file(tmp_path / f"table {number}.csv", SIZE) for number in range(3)]
    database = tmp_path / "desk.db"
    async with entered(amigo) as client:
        project = data_facts(await client.project(PROJECT))
        await journalled(
            database,
            [
                *(transfer(path, **photo_facts(GALLERY, ROW, path.name)) for path in photos),
                *(transfer(path, **project) for path in tables),
            ],
        )
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.amigocloud.carry_program",
            *(amigo.origin, amigo.token, str(database)),
            stdout=asyncio.subprocess.DEVNULL,
        )
        await amigo.control.arrived(count, operation, timeout_s=PATIENCE_S)
        process.send_signal(signal.SIGKILL)
        assert await process.wait() == -signal.SIGKILL
        states = await carry(amigo.origin, amigo.token, database)
        assert states == {"done": 9}
        arrived = Counter(photo.filename for photo in await photos_of(client))
        assert arrived == Counter(path.name for path in photos)
        for path in tables:
            assert await made(client, path.stem) == 1
