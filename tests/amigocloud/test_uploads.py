"""Files to the service, whole and in chunks: the same bytes, once, whatever happens on the way."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.errors import AmigoCloudError, ForeignAddress, ReadOnly
from facespace_desk.amigocloud.uploads import (
    CHUNK_BYTES,
    SIMPLE_BELOW,
    Point,
    UploadLost,
    Uploads,
)
from facespace_desk.net.errors import ErrorKind
from tests.amigo_simulator import GALLERY, RunningAmigo
from tests.amigocloud.desk import (
    PROJECT_PATH,
    ROW,
    data_file,
    dataset_names,
    entered,
    photos_of,
    refused,
    spans,
)
from tests.limits import PATIENCE_S
from tests.servers.faulty import FaultyServer, ok, reply

# The answer to a chunk of which everything was taken.
TAKEN = {"upload_id": "u1", "offset": 100_000}


async def imported(client: AmigoCloudClient, job_id: str | None) -> int:
    """How many rows the dataset has that an upload has made."""
    assert job_id is not None
    status = await client.wait_job(job_id)
    assert status.has_succeeded
    (dataset_id,) = status.dataset_ids
    found = await client.dataset(f"{PROJECT_PATH}/datasets/{dataset_id}")
    assert found.feature_count is not None
    return found.feature_count


def official(client: AmigoCloudClient) -> None:
    """Chunks of the official client's size, all of them."""
    client.uploads = Uploads(client._calls, largest_chunk=CHUNK_BYTES, wait_s=0.01)


async def test_a_small_file_goes_whole(amigo: RunningAmigo, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    path = data_file(tmp_path / "piers.csv", 2005)
    async with entered(amigo) as client:
        receipt = await client.upload_datafile(
            PROJECT_PATH, path, progress=lambda done, size: told.append((done, size))
        )
        assert await imported(client, receipt.job_id) == 200
        assert "piers" in await dataset_names(client)
    (asked,) = amigo.control.requests("upload")
    assert asked["path"] == "/api/v1/projects/102/datasets/upload"
    assert told == [(2005, 2005)]
    assert spans(amigo) == []


async def test_chunks_are_those_of_the_official_client(amigo: RunningAmigo, tmp_path: Path) -> None:
    told: list[int] = []
    path = data_file(tmp_path / "piers.csv", 250_001)
    async with entered(amigo) as client:
        official(client)
        receipt = await client.upload_datafile(
            PROJECT_PATH,
            path,
            force_chunked=True,
            progress=lambda done, _size: told.append(done),
        )
        assert await imported(client, receipt.job_id) == 25_000
        assert "piers" in await dataset_names(client)
    assert spans(amigo) == [
        "bytes 0-99999/250001",
        "bytes 100000-199999/250001",
        "bytes 200000-250000/250001",
    ]
    assert told == [100_000, 200_000, 250_001]
    (end,) = amigo.control.requests("complete")
    assert end["headers"]["content-type"] == "application/json"
    assert json.loads(end["body"])["md5"] == hashlib.md5(path.read_bytes()).hexdigest()


async def test_chunks_grow_while_they_are_taken(amigo: RunningAmigo, tmp_path: Path) -> None:
    path = data_file(tmp_path / "big.csv", SIMPLE_BELOW)  # exactly that size goes in chunks
    async with entered(amigo) as client:
        receipt = await client.upload_datafile(PROJECT_PATH, path)
        assert await imported(client, receipt.job_id) == 50_000  # the simulator reads no more
    sizes = [int(last) + 1 - int(first) for first, last in map(limits, spans(amigo))]
    assert sizes == [100_000, 200_000, 400_000, 800_000, *[1_600_000] * 4, 100_000]


async def test_a_service_that_wants_small_chunks_gets_them(tmp_path: Path) -> None:
    path = data_file(tmp_path / "a.csv", 350_000)
    async with FaultyServer() as server, entered(server) as client:
        server.play(
            ok(TAKEN),
            reply(413),
            ok({"upload_id": "u1", "offset": 200_000}),
            ok({"upload_id": "u1", "offset": 300_000}),
            ok({"upload_id": "u1", "offset": 350_000}),
            ok({"job": "7"}),
        )
        receipt = await client.upload_datafile("projects/1", path, force_chunked=True)
    assert receipt.job_id == "7"
    seen = [each.headers["content-range"] for each in server.requests[:-1]]
    assert [span.partition("/")[0] for span in seen] == [
        "bytes 0-99999",
        "bytes 100000-299999",
        "bytes 100000-199999",
        "bytes 200000-299999",
        "bytes 300000-349999",
    ]


@pytest.mark.parametrize("force_chunked", [False, True])
async def test_a_photo_arrives_with_what_belongs_to_it(
    amigo: RunningAmigo, tmp_path: Path, force_chunked: bool
) -> None:
    path = tmp_path / "IMG 1.jpg"
    path.write_bytes(os.urandom(150_000))
    async with entered(amigo) as client:
        receipt = await client.upload_photo(
            GALLERY,
            ROW,
            path,
            filename="Pier ä.jpg",
            metadata={"note": "x"},
            force_chunked=force_chunked,
        )
        (photo,) = await photos_of(client)
        assert (photo.amigo_id, photo.filename) == (receipt.amigo_id, "Pier ä.jpg")
        for row, name in (("", "a.jpg"), (ROW, "")):
            with pytest.raises(AmigoCloudError):
                client.routes.photo_place(GALLERY, row, name)
    (end,) = amigo.control.requests("complete" if force_chunked else "upload")
    assert "note" in end["body"] or "<" in end["body"]  # large bodies are not kept


async def test_a_service_that_takes_a_part_of_each_chunk_gets_the_rest(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    amigo.control.set_switch(short_chunks=70_000)
    path = data_file(tmp_path / "a.csv", 250_001)
    async with entered(amigo) as client:
        receipt = await client.upload_datafile(PROJECT_PATH, path, force_chunked=True)
        assert await imported(client, receipt.job_id) == 25_000
    assert [int(limits(span)[0]) for span in spans(amigo)] == [0, 70_000, 140_000, 210_000]


@pytest.mark.parametrize("fault", ["drop", "cut", "status"])
async def test_a_chunk_that_failed_is_sent_once_more(
    amigo: RunningAmigo, tmp_path: Path, fault: str
) -> None:
    path = data_file(tmp_path / "a.csv", 350_000)
    async with entered(amigo) as client:
        official(client)
        task = asyncio.ensure_future(
            client.upload_datafile(
                PROJECT_PATH,
                path,
                force_chunked=True,
                progress=lambda done, _size: (
                    amigo.control.fault(fault, operation="chunk") if done == 200_000 else None
                ),
            )
        )
        assert await imported(client, (await task).job_id) == 35_000
    assert len(spans(amigo)) == 5


async def test_two_failures_of_a_chunk_are_a_failure_and_it_goes_on_from_there(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", 350_000)
    points: list[Point] = []

    async def checkpoint(point: Point) -> None:
        points.append(point)
        if point.offset == 200_000:
            amigo.control.fault("status", operation="chunk", times=2, status=503)

    async with entered(amigo) as client:
        official(client)
        upload = client.upload_datafile(
            PROJECT_PATH, path, force_chunked=True, checkpoint=checkpoint
        )
        error = await refused(upload)
        assert (error.status, error.retryable) == (503, True)
        before = len(spans(amigo))
        receipt = await client.upload_datafile(PROJECT_PATH, path, resume=points[0])
        assert await imported(client, receipt.job_id) == 35_000
    # The first is refused: the service has more than the first point knew of.
    begins = [int(limits(span)[0]) for span in spans(amigo)[before:]]
    assert begins == [100_000, 200_000, 300_000]


async def test_a_wait_that_is_asked_for_between_chunks_is_kept(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", 150_000)
    async with entered(amigo) as client:
        amigo.control.fault("status", operation="chunk", status=429, retry_after="1")
        started = asyncio.get_running_loop().time()
        await client.upload_datafile(PROJECT_PATH, path, force_chunked=True)
        assert asyncio.get_running_loop().time() - started >= 1
        amigo.control.fault("status", operation="chunk", status=429, retry_after="900")
        error = await refused(client.upload_datafile(PROJECT_PATH, path, force_chunked=True))
    assert (error.kind, error.retry_after_s) == (ErrorKind.RATE_LIMITED, 900)


async def test_an_upload_that_expired_is_begun_anew_once(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", 250_001)
    expired = 0

    async def checkpoint(point: Point) -> None:
        nonlocal expired
        if point.offset == 200_000 and expired < limit:
            expired += 1
            await asyncio.to_thread(amigo.control.expire_uploads)

    async with entered(amigo) as client:
        official(client)
        limit = 1
        receipt = await client.upload_datafile(
            PROJECT_PATH, path, force_chunked=True, checkpoint=checkpoint
        )
        assert await imported(client, receipt.job_id) == 25_000
        expired, limit = 0, 2
        upload = client.upload_datafile(
            PROJECT_PATH, path, force_chunked=True, checkpoint=checkpoint
        )
        error = await refused(upload)
    assert isinstance(error, UploadLost)
    assert (error.status, error.message) == (410, "Upload has expired")


async def test_an_answer_to_the_last_step_that_was_lost_doubles_nothing(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "twice.csv", 1_000)
    async with entered(amigo) as client:
        amigo.control.fault("cut", operation="complete")
        receipt = await client.upload_datafile(PROJECT_PATH, path, force_chunked=True)
        assert receipt.job_id is None  # it was in the answer that was lost
        async with asyncio.timeout(PATIENCE_S):
            while "twice" not in await dataset_names(client):  # noqa: ASYNC110  # its job is lost
                await asyncio.sleep(0.05)
        assert (await dataset_names(client)).count("twice") == 1
    assert len(amigo.control.requests("complete")) == 2


@pytest.mark.parametrize("offsets", [[0, 0, 0, 0], [100_000, 50_000, 100_000, 50_000], [900_000]])
async def test_a_service_whose_offsets_make_no_sense_ends_the_upload(
    tmp_path: Path, offsets: list[int]
) -> None:
    path = data_file(tmp_path / "a.csv", 350_000)
    async with FaultyServer() as server, entered(server) as client:
        server.play(*(ok({"upload_id": "u1", "offset": offset}) for offset in offsets))
        error = await refused(client.upload_datafile("projects/1", path, force_chunked=True))
    assert error.kind is ErrorKind.NOT_THIS_PROTOCOL
    assert "order" in error.message
    assert len(server.requests) <= 6


async def test_an_answer_without_an_offset_or_an_id(tmp_path: Path) -> None:
    path = data_file(tmp_path / "a.csv", 250_000)
    async with FaultyServer() as server, entered(server) as client:
        server.play(ok({"upload_id": "u1"}), ok({}), ok({"job_id": "j"}))
        receipt = await client.upload_datafile("projects/1", path, force_chunked=True)
        assert receipt.job_id == "j"
        server.play(ok({}))
        error = await refused(client.upload_datafile("projects/1", path, force_chunked=True))
        assert "id of the upload" in error.message


async def test_an_empty_file_and_what_is_none_are_refused_before_anything_is_sent(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "folder").mkdir()
    names = ["empty.csv", "folder", "missing.csv"]
    async with entered(amigo) as client:
        errors = [await refused(client.upload_datafile(1, tmp_path / name)) for name in names]
        errors.append(await refused(client.upload_photo(GALLERY, ROW, tmp_path / "empty.csv")))
    assert {error.kind for error in errors} == {ErrorKind.USAGE}
    assert errors[0].message == "The file is empty; there is nothing to upload."
    assert str(tmp_path) not in " ".join(error.message for error in errors)
    assert amigo.control.requests() == []


@pytest.mark.parametrize("change", ["shrinks", "grows", "other", "goes"])
async def test_a_file_that_changes_on_the_way_ends_its_upload(
    amigo: RunningAmigo, tmp_path: Path, change: str
) -> None:
    path = data_file(tmp_path / "a.csv", 350_000)

    async def checkpoint(point: Point) -> None:
        if point.offset != 100_000:
            return
        if change == "goes":
            path.unlink()
        elif change == "other":
            path.write_text("x" * 350_000)
            os.utime(path, ns=(1, 1))
        else:
            data_file(path, {"shrinks": 150_000, "grows": 500_000}[change])

    async with entered(amigo) as client:
        error = await refused(
            client.upload_datafile(PROJECT_PATH, path, force_chunked=True, checkpoint=checkpoint)
        )
    assert error.kind is ErrorKind.USAGE
    assert amigo.control.requests("complete") == []
    assert len(spans(amigo)) == 1


async def test_other_bytes_at_the_service_are_noticed_there(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", 250_001)
    points: list[Point] = []

    async def checkpoint(point: Point) -> None:
        points.append(point)

    async with entered(amigo) as client:
        official(client)
        place = client.routes.data_place(PROJECT_PATH)
        file = await client.uploads.check(path)
        await client.uploads.chunks(place, file, checkpoint=checkpoint)
        data_file(path, 250_001)
        path.write_text(path.read_text().replace("0", "1"))
        receipt = await client.upload_datafile(PROJECT_PATH, path, resume=points[1])
        assert await imported(client, receipt.job_id) == 25_000
    begins = [int(limits(span)[0]) for span in spans(amigo)]
    assert begins == [0, 100_000, 200_000, 200_000, 0, 100_000, 200_000]
    assert len(amigo.control.requests("complete")) == 2  # MD5 of the first did not match


async def test_a_token_that_may_not_upload_is_told_so(amigo: RunningAmigo, tmp_path: Path) -> None:
    path = data_file(tmp_path / "a.csv", 1_000)
    async with entered(amigo, amigo.tokens["READ"]) as client:
        for force_chunked in (False, True):
            upload = client.upload_datafile(PROJECT_PATH, path, force_chunked=force_chunked)
            error = await refused(upload)
            assert (error.status, error.kind) == (403, ErrorKind.REFUSED)
            assert "CREATE" in error.message
    async with entered(amigo, read_only=True) as client:
        for force_chunked in (False, True):
            upload = client.upload_datafile(PROJECT_PATH, path, force_chunked=force_chunked)
            assert isinstance(await refused(upload), ReadOnly)
    assert len(amigo.control.requests()) == 2


async def test_an_upload_address_of_another_server_gets_nothing(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", 1_000)
    elsewhere = f"{amigo.foreign_origin}/upload"
    project = {"id": 1, "upload_datasets": elsewhere, "chunked_upload_datasets": elsewhere}
    async with entered(amigo) as client:
        amigo.control.fault("body", operation="project", body=json.dumps(project))
        found = await client.project(1)
        assert isinstance(await refused(client.upload_datafile(found, path)), ForeignAddress)
    assert amigo.control.trapped() == []


async def test_answers_to_chunks_that_cannot_be_read_have_words(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    path = data_file(tmp_path / "a.csv", 150_000)
    cases: list[tuple[str, dict[str, Any]]] = [
        ("html", {"status": 200}),
        ("html", {"status": 400}),
        ("truncated", {}),
        ("huge", {"bytes": 2**20, "declared": False}),
    ]
    async with entered(amigo) as client:
        for fault, options in cases:
            amigo.control.fault(fault, operation="chunk", times=2, **options)
            error = await refused(client.upload_datafile(PROJECT_PATH, path, force_chunked=True))
            assert error.message
            assert "<" not in error.message
            amigo.control.clear_faults()


def limits(span: str) -> tuple[str, str]:
    """First and last byte of "bytes 0-99/100"."""
    first, _, last = span.removeprefix("bytes ").partition("/")[0].partition("-")
    return first, last
