"""Uploads and downloads: streamed, stopped at once, and never half."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path

import pytest

from facespace_desk.net.errors import ErrorKind
from facespace_desk.voxel51.calls import Arrival
from facespace_desk.voxel51.downloads import Wanted, safe_name
from facespace_desk.voxel51.errors import APIError
from tests.limits import AT_ONCE_S
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.voxel51.platform_bench import entered, files_in, plain_file
from tests.voxel_simulator import RunningVoxel

LARGE = 24 * 2**20


async def test_an_upload_arrives_as_it_is_with_the_file_first(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    path = plain_file(tmp_path / 'quote" and\nline.mp4', LARGE)
    voxel.control.set_switch(keep_uploads=False)
    async with entered(voxel) as client:
        data = await client.upload_data(path, filename='new "name".avi')
    told = voxel.control.uploads()[data.id]
    assert told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told["size"] == LARGE
    assert told["type"] == "video/x-msvideo"


async def test_the_form_is_as_the_wire_has_it(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"bytes of the file")
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.ok({"data": {"data_id": "d"}}))
        assert (await client.upload_data(path)).id == "d"
        (request,) = server.requests
    boundary = request.headers["content-type"].partition("boundary=")[2].encode()
    head, body = request.body.split(b"\r\n\r\n", 1)
    assert head.startswith(b"--" + boundary)
    assert b'name="file"; filename="a.mp4"\r\nContent-Type: video/mp4' in head
    assert body == b"bytes of the file\r\n--" + boundary + b"--\r\n"
    assert int(request.headers["content-length"]) == len(request.body)
    assert "transfer-encoding" not in request.headers


async def test_an_upload_stops_at_once_when_it_is_cancelled(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    voxel.control.set_switch(bytes_per_s=400_000.0)  # it would take a minute
    begun = asyncio.Event()
    async with entered(voxel) as client:
        sending = asyncio.create_task(
            client.upload_data(
                plain_file(tmp_path / "a.mp4", LARGE), progress=lambda *_each: begun.set()
            )
        )
        await begun.wait()
        sending.cancel()
        async with asyncio.timeout(AT_ONCE_S):
            (ended,) = await asyncio.gather(sending, return_exceptions=True)
        assert isinstance(ended, asyncio.CancelledError)
        names = [each.name for each in (await client.list_data()).items]
    assert "a.mp4" not in names
    voxel.control.take_faults()  # that the upload ended early is one to the simulator


async def test_a_download_stops_at_once_and_leaves_nothing(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    voxel.control.set_switch(bytes_per_s=400_000.0, download_bytes=LARGE)
    begun = asyncio.Event()
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        fetching = asyncio.create_task(
            client.download_data(data.id, tmp_path, progress=lambda *_each: begun.set())
        )
        await begun.wait()
        fetching.cancel()
        async with asyncio.timeout(AT_ONCE_S):
            (ended,) = await asyncio.gather(fetching, return_exceptions=True)
        assert isinstance(ended, asyncio.CancelledError)
    assert files_in(tmp_path) == []


async def test_a_file_that_cannot_be_sent_is_refused_before_anything_is(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    (tmp_path / "empty.mp4").touch()
    async with entered(voxel) as client:
        for path in (tmp_path, tmp_path / "missing.mp4", tmp_path / "empty.mp4"):
            with pytest.raises(APIError) as failure:
                await client.upload_data(path)
            assert failure.value.kind is ErrorKind.USAGE
            assert not failure.value.is_uncertain
    assert voxel.control.requests("upload_data") == []


@pytest.mark.parametrize("grows", [True, False])
async def test_a_file_that_changes_while_it_is_sent_is_noticed(tmp_path: Path, grows: bool) -> None:
    path = plain_file(tmp_path / "a.mp4", LARGE)

    def change(_sent: int, _size: int | None) -> None:
        with path.open("r+b") as file:
            file.truncate(LARGE + 9 if grows else 1_000)

    async with FaultyServer() as server, entered(server) as client:
        with pytest.raises(APIError, match="has changed") as failure:
            await client.upload_data(path, progress=change)
    assert failure.value.kind is ErrorKind.USAGE


async def test_a_server_that_hangs_up_on_an_upload_leaves_doubt_and_says_so(
    tmp_path: Path,
) -> None:
    path = plain_file(tmp_path / "a.mp4", 1_000)
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reset())
        with pytest.raises(APIError, match="not known whether it was done") as failure:
            await client.upload_data(path)
        assert failure.value.is_uncertain
        assert len(server.requests) == 1  # a new file is never sent twice
        server.play(faulty.reply(413, json.dumps({"error": {"message": "Too big"}}).encode()))
        with pytest.raises(APIError, match="Too big") as failure:
            await client.upload_data(path)
        assert not failure.value.is_uncertain


async def test_a_download_goes_on_at_the_storage_where_it_broke_off(tmp_path: Path) -> None:
    """The platform itself has no ranges; what its storage has not changed needs not come again."""
    part = tmp_path / "part"
    part.write_bytes(b"abcd")
    rest = {"Content-Range": "bytes 4-7/8", "ETag": '"1"'}
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.redirect("/f"), faulty.reply(206, b"efgh", rest))
        received = await client.files.fetch(Wanted("data", "d"), Arrival(part, etag='"1"'))
        assert (received.size, part.read_bytes()) == (8, b"abcdefgh")
        assert server.requests[1].headers["range"] == "bytes=4-"
        assert server.requests[1].headers["if-range"] == '"1"'
        server.play(faulty.reply(200, b"new"))
        await client.files.fetch(Wanted("data", "d"), Arrival(part, etag='"1"'))
        assert part.read_bytes() == b"new"  # from its beginning
        assert "range" not in server.requests[2].headers


async def test_a_folder_that_is_not_there_is_named(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        with pytest.raises(APIError, match="no such folder"):
            await client.download_data(data.id, tmp_path / "missing")


async def test_what_the_storage_refuses_is_not_about_the_token(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    voxel.control.set_switch(downloads="redirect")
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        voxel.control.fault("status", operation="storage", status=404)
        with pytest.raises(APIError, match="no such file") as failure:
            await client.download_data(data.id, tmp_path)
        assert type(failure.value) is APIError
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    "to",
    ["http://10.0.0.1/x", "ftp://127.0.0.1/x", "", "//10.1.2.3/x", "http://u:p@127.0.0.1/", "x/y"],
)
async def test_a_redirect_to_where_no_file_may_lie_is_refused(tmp_path: Path, to: str) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.redirect(to))
        with pytest.raises(APIError) as failure:
            await client.download_data("d", tmp_path, filename="a")
    assert failure.value.kind in (ErrorKind.BLOCKED, ErrorKind.USAGE)
    assert len(server.requests) == 1
    assert files_in(tmp_path) == []


async def test_a_redirect_within_the_platform_gets_no_credentials_either(tmp_path: Path) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.redirect("/files/1?signature=abc"), faulty.reply(200, b"the file"))
        found = await client.download_data("d", tmp_path, filename="a")
        assert found.path.read_bytes() == b"the file"
        assert server.requests[1].target == "/files/1?signature=abc"
        assert "authorization" not in server.requests[1].headers


def test_a_name_is_made_of_what_is_left() -> None:
    wanted = Wanted("output", "../7")
    assert safe_name("a/b\\c.zip", wanted) == "c.zip"
    assert safe_name("", wanted) == safe_name(None, wanted) == "7"
    assert safe_name("..", Wanted("log", "j")) == "log-j"
