"""Uploads: what is checked before, the presigned PUT, the three tries, and what is left behind."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from facespace_desk.net.errors import ErrorKind
from facespace_desk.skylab.errors import (
    JobNotFoundException,
    StudioException,
    UploadRefused,
    ValidationException,
)
from facespace_desk.skylab.records import UploadUrl
from facespace_desk.skylab.uploads import MOST_BYTES, PUT_WAITS_S, checked_file
from tests.servers import faulty
from tests.servers.faulty import Exchange, FaultyServer
from tests.skylab.studio import PLAIN, REPLACED, entered, picture
from tests.skylab_simulator import RunningSkylab


def test_the_vector_of_the_wire_page(tmp_path: Path) -> None:
    digest = hashlib.md5(b"hello studio").digest()
    assert digest.hex() == "2a7529a8cd3ecc31eedf7fa228b20b58"
    assert base64.b64encode(digest).decode() == "KnUpqM0+zDHu33+iKLILWA=="
    path = picture(tmp_path / "a.png")
    expected = base64.b64encode(hashlib.md5(path.read_bytes()).digest()).decode()
    assert checked_file(path).content_md5 == expected


@pytest.mark.parametrize("name", ["a.jpg", "a.JPEG", "a.Png", "a.webp"])
def test_the_four_extensions_are_taken(tmp_path: Path, name: str) -> None:
    made = picture(tmp_path / f"x{Path(name).suffix.lower()}", 30, 20).rename(tmp_path / name)
    found = checked_file(made)
    assert (found.name, found.width, found.height) == (name, 30, 20)
    assert found.size == made.stat().st_size


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.gif", b"GIF89a", "Only .jpg"),
        ("a", b"\xff\xd8\xff", "Only .jpg"),
        ("a.jpg.txt", b"\xff\xd8\xff", "Only .jpg"),
        ("a.jpg", b"", "empty"),
        ("a.jpg", b"\x89PNG\r\n\x1a\n", "is a PNG"),
        ("a.png", b"<html>", "web page"),
        ("a.webp", b"RIFF1234WAVE", "not a picture"),
    ],
)
def test_what_must_not_be_uploaded(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UploadRefused, match=words) as caught:
        checked_file(path)
    assert caught.value.kind is ErrorKind.USAGE


def test_exactly_27_mib_are_allowed_and_a_byte_more_is_not(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg")
    os.truncate(path, MOST_BYTES)
    assert checked_file(path).size == 28_311_552
    os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(UploadRefused, match="27 MiB"):
        checked_file(path)


@pytest.mark.parametrize(
    ("width", "height", "is_allowed"),
    [
        (6400, 10, True),
        (6401, 10, False),
        (10, 6401, False),
        (6000, 4500, True),
        (6001, 4500, False),
    ],
)
def test_the_limits_of_pixels(tmp_path: Path, width: int, height: int, is_allowed: bool) -> None:
    path = picture(tmp_path / "a.jpg", width, height)
    if is_allowed:
        assert checked_file(path).width == width
    else:
        with pytest.raises(UploadRefused, match="pixels"):
            checked_file(path)


def test_a_header_that_does_not_tell_is_left_to_the_server(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 and then nonsense")
    assert checked_file(path).width is None


def test_folders_and_files_that_are_gone_are_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").mkdir()
    with pytest.raises(UploadRefused, match="not an ordinary file"):
        checked_file(tmp_path / "a.jpg")
    with pytest.raises(UploadRefused, match="No such file"):
        checked_file(tmp_path / "b.jpg")
    half = tmp_path / os.fsdecode(b"half\xff.jpg")
    half.write_bytes(b"\xff\xd8\xff")
    with pytest.raises(UploadRefused, match="readable text"):
        checked_file(half)


async def test_nothing_is_sent_for_a_file_that_is_refused(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no")
    async with entered(skylab) as client:
        with pytest.raises(UploadRefused):
            await client.upload_job_photo(1, tmp_path / "a.jpg")
    assert skylab.control.requests() == []


@pytest.mark.parametrize("kind", ["regular", "sample"])
async def test_a_job_photo_arrives_with_exactly_the_headers_that_are_signed(
    skylab: RunningSkylab, tmp_path: Path, kind: str
) -> None:
    path = picture(tmp_path / "IMG 0042 é.jpg")
    told: list[tuple[int, int | None]] = []
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN, {"type": kind})
        done = await client.upload_job_photo(
            job.id, path, progress=lambda count, total: told.append((count, total))
        )
        assert done.upload_response == 200
        assert [photo.name for photo in (await client.get_job(job.id)).photos] == [path.name]
    (put,) = skylab.control.requests("put")
    expected = {"host", "content-length", "content-md5"}
    assert put["headers"].keys() == expected | ({"x-amz-tagging"} if kind == "regular" else set())
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


async def test_a_profile_photo_has_no_tag_and_a_refusal_says_the_usual_cause(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    path = picture(tmp_path / "forest.jpg")
    async with entered(skylab) as client:
        await client.upload_profile_photo(REPLACED, path)
        names = [photo.name for photo in (await client.get_profile(REPLACED)).backgrounds]
        with pytest.raises(ValidationException, match="enable_extract and replace_background"):
            await client.upload_profile_photo(PLAIN, path)
    assert "forest.jpg" in names
    (put,) = skylab.control.requests("put")
    assert "x-amz-tagging" not in put["headers"]
    assert skylab.control.requests("get_job") == []


async def test_a_job_without_a_type_is_no_job() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.ok({"id": 7}))
        with pytest.raises(JobNotFoundException):
            await client.uploads.is_tagged(7)


@pytest.mark.parametrize(
    "fault",
    [{"kind": "status", "status": 500}, {"kind": "drop"}, {"kind": "status", "status": 429}],
)
async def test_a_put_may_fail_twice(
    skylab: RunningSkylab, tmp_path: Path, fault: dict[str, object]
) -> None:
    path = picture(tmp_path / "a.png", 900, 900)
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault(operation="put", times=2, **fault)  # type: ignore[arg-type]
        await client.upload_job_photo(job.id, path)
        assert len((await client.get_job(job.id)).photos) == 1
    assert len(skylab.control.requests("put")) == 3
    assert len(skylab.control.requests("upload_url")) == 1


async def test_after_three_failures_the_record_is_taken_back(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("status", operation="put", times=3, status=500)
        with pytest.raises(StudioException, match="trouble of its own") as caught:
            await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))
        assert caught.value.left_photo_id is None
        assert (await client.get_job(job.id)).photos == ()
    assert len(skylab.control.requests("put")) == 3


async def test_the_waits_are_two_and_three_seconds() -> None:
    assert PUT_WAITS_S == (2.0, 3.0)


async def test_a_403_asks_for_a_fresh_address(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("status", operation="put", times=2, status=403)
        await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))
    assert len(skylab.control.requests("upload_url")) == 3


async def test_an_address_that_has_run_out_is_renewed(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    skylab.control.set_switch(url_life_s=-1)
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        with pytest.raises(StudioException, match="run out") as caught:
            await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))
        assert caught.value.status == 403
        assert not isinstance(caught.value, ValidationException)
        assert (await client.get_job(job.id)).photos == ()
    assert len(skylab.control.requests("upload_url")) == 3


async def test_another_4xx_is_final(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("status", operation="put", times=1, status=400)
        with pytest.raises(StudioException):
            await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))
        assert (await client.get_job(job.id)).photos == ()
    assert len(skylab.control.requests("put")) == 1


@pytest.mark.parametrize("status", [404, 500, 503])
async def test_without_an_upload_address_the_record_is_taken_back(
    skylab: RunningSkylab, tmp_path: Path, status: int
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("status", operation="upload_url", times=4, status=status)
        with pytest.raises(StudioException):
            await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))
        assert (await client.get_job(job.id)).photos == ()


@pytest.mark.parametrize("held", ["create_photo", "upload_url", "put"])
async def test_a_cancelled_upload_leaves_no_record(
    skylab: RunningSkylab, tmp_path: Path, held: str
) -> None:
    path = picture(tmp_path / "a.jpg")
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("hold", operation=held)
        task = asyncio.create_task(client.upload_job_photo(job.id, path))
        await skylab.control.arrived(operation=held)
        task.cancel()
        if held == "create_photo":  # nobody knows its id before the answer is there
            await asyncio.sleep(0)
            assert not task.done()
        await asyncio.to_thread(skylab.control.release)
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await client.get_job(job.id)).photos == ()
    assert len(skylab.control.requests("delete_photo")) == 1


async def test_a_second_cancellation_does_not_stop_the_clean_up(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("hold", operation="put")
        skylab.control.fault("slow", operation="delete_photo", seconds=0.2)
        task = asyncio.create_task(client.upload_job_photo(job.id, picture(tmp_path / "a.jpg")))
        await skylab.control.arrived(operation="put")
        task.cancel()
        await skylab.control.arrived(operation="delete_photo")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        skylab.control.release()
        assert (await client.get_job(job.id)).photos == ()


async def test_a_record_that_cannot_be_taken_back_is_named(
    skylab: RunningSkylab, tmp_path: Path, allow_logs: Callable[..., None]
) -> None:
    allow_logs("desk.skylab: the record of photo")
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("status", operation="put", status=400)
        skylab.control.fault("status", operation="delete_photo", status=500)
        with pytest.raises(StudioException) as caught:
            await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))
        (left,) = (await client.get_job(job.id)).photos
    assert caught.value.left_photo_id == left.id


async def test_a_file_that_changes_on_the_way_is_told(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    path = picture(tmp_path / "a.jpg")
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        photo = await client.create_photo("a.jpg", job_id=job.id)
        file = await client.uploads.check(path)
        url = await client.upload_url(photo.id, file.content_md5)
        path.write_bytes(path.read_bytes() + b"more")
        with pytest.raises(StudioException, match="changed since") as caught:
            await client.uploads.put(file, url, is_tagged=True)
    assert caught.value.kind is ErrorKind.USAGE


async def test_the_address_travels_byte_for_byte(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg")
    target = "/b/%7Euser/a//b/../c%2f%2F?X-Amz-Date=2024&Sig=a+b/c==%2B~'(x)*!&empty=&[1]={2}|"
    async with FaultyServer() as server, entered(server) as client:
        file = await client.uploads.check(path)
        await client.uploads.put(file, UploadUrl(server.origin + target), is_tagged=True)
        (request,) = server.requests
    assert request.target == target
    assert request.body == path.read_bytes()
    assert request.headers["x-amz-tagging"] == "job=photo&api=true"


async def test_the_query_of_an_address_is_in_no_error_and_no_repr(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg")

    async def refuse(exchange: Exchange) -> None:
        await faulty.fault(403)(exchange)

    async with FaultyServer() as server, entered(server) as client:
        server.play(refuse)
        file = await client.uploads.check(path)
        url = UploadUrl(f"{server.origin}/x?X-Amz-Signature=SECRET42")
        with pytest.raises(StudioException) as caught:
            await client.uploads.put(file, url, is_tagged=False)
    assert "SECRET42" not in repr(caught.value) + str(caught.value) + repr(url) + repr(
        caught.value.__cause__
    )
