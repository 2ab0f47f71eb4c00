"""The official client's faults (wire section 9, SK-1 to SK-16), each shown to be absent here."""

from __future__ import annotations

import asyncio
import hmac
import logging
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from facespace_desk import placing
from facespace_desk.credentials import Secret
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.http import BaseUrl
from facespace_desk.net.storage import Storage
from facespace_desk.skylab import composing, uploads
from facespace_desk.skylab.callbacks import Finding, Replays, sign, validate_callback
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.errors import StudioException, ValidationException
from tests.servers import faulty
from tests.servers.faulty import FaultyServer, refusing_port
from tests.skylab.studio import (
    EXTRACT,
    KEY,
    PLAIN,
    REPLACED,
    completed,
    entered,
    files_in,
    picture,
)
from tests.skylab_simulator import RunningSkylab


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


async def test_sk_1_nobody_else_is_called_and_the_host_program_is_left_alone(
    skylab: RunningSkylab, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = (sys.excepthook, threading.excepthook, sys.getprofile(), logging.root.handlers[:])
    resolved: list[str] = []
    original = socket.getaddrinfo

    def noting(host: Any, *args: Any, **options: Any) -> Any:
        resolved.append(str(host))
        return original(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", noting)
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.jpg"))
        await client.download_photo(job.photos[0].id, out)
    after = (sys.excepthook, threading.excepthook, sys.getprofile(), logging.root.handlers[:])
    assert after == hooks
    assert set(resolved) <= {"127.0.0.1"}
    assert skylab.control.trapped() == []


async def test_sk_2_no_log_and_no_repr_shows_the_key_or_a_signature(
    skylab: RunningSkylab, tmp_path: Path, out: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("", "desk", "httpx", "httpcore"):  # whatever other tests asked of them
        caplog.set_level(logging.DEBUG, logger=name)
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.jpg"))
        await client.download_photo(job.photos[0].id, out)
        photo = await client.get_photo(job.photos[0].id)
        shown = f"{client!r} {client.__dict__!r} {photo!r} {job!r} {job.profile!r}"
    assert "httpcore" in {each.name.partition(".")[0] for each in caplog.records}
    ours = [each for each in caplog.records if not each.name.startswith("uvicorn")]  # the server's
    text = "".join(each.getMessage() for each in ours) + shown
    assert skylab.api_key not in text
    assert photo.retouched_url is not None
    assert "Sim-Signature" in photo.retouched_url
    assert "Sim-Signature" not in text  # of no address, that of the upload included


def test_sk_3_signatures_are_compared_in_constant_time_with_age_and_replay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []
    original = hmac.compare_digest

    def noting(one: bytes, other: bytes) -> bool:
        compared.append(len(one))
        return original(one, other)

    monkeypatch.setattr("facespace_desk.skylab.callbacks.hmac.compare_digest", noting)
    secret, now = Secret("demo-secret"), str(int(time.time()))
    good = sign(secret, now, b"{}")
    wrong = ("A" if good[0] != "A" else "B") + good[1:]
    replays = Replays()
    findings = [
        validate_callback(secret, now, b"{}", signature, replays=replays).finding
        for signature in (wrong, good, good)
    ]
    old = sign(secret, "1700000000", b"{}")
    findings.append(validate_callback(secret, "1700000000", b"{}", old).finding)
    assert findings == [Finding.WRONG, Finding.GOOD, Finding.REPLAYED, Finding.OLD]
    assert compared == [32] * 4  # the decoded bytes, always all of them


@pytest.mark.parametrize(
    "names",
    ["parent", "backslash", "drive", "absolute", "unknown", "duplicate", "device", "hostile"],
)
async def test_sk_4_no_name_of_the_server_leaves_the_folder_or_overwrites(
    skylab: RunningSkylab, tmp_path: Path, out: Path, names: str
) -> None:
    (tmp_path / "evil.png").write_bytes(b"mine")
    (out / "evil.png").write_bytes(b"mine, too")
    paths = [picture(tmp_path / f"{number}.png", 40, 30) for number in range(4)]
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, *paths)
        await asyncio.to_thread(skylab.control.set_switch, names=names)
        result = await client.download_all_photos([photo.id for photo in job.photos], PLAIN, out)
    written = [each.path for photo in result.photos for each in photo.files]
    assert result.errored_photos == []
    assert len(set(written)) == 4
    assert {path.parent for path in written} == {out}
    assert {path.suffix.lower() for path in written} <= {".jpg", ".jpeg", ".png", ".webp"}
    assert (tmp_path / "evil.png").read_bytes() == b"mine"
    assert (out / "evil.png").read_bytes() == b"mine, too"
    expected = {"out", "evil.png", *(path.name for path in paths)}
    assert {path.name for path in tmp_path.iterdir()} == expected
    assert sorted(files_in(out)) == sorted(["evil.png", *(path.name for path in written)])


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        ("missing", ErrorKind.NOT_FOUND),  # a 404 whose body is an error page
        ("html", ErrorKind.NOT_A_PICTURE),
        ("huge", ErrorKind.TOO_LARGE),  # says so
        ("endless", ErrorKind.TOO_LARGE),  # does not
        ("bomb", ErrorKind.TOO_LARGE),  # in pixels
    ],
)
async def test_sk_5_what_is_fetched_is_checked_before_it_is_decoded(
    skylab: RunningSkylab, tmp_path: Path, out: Path, trouble: str, kind: ErrorKind
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.png"))
        await asyncio.to_thread(skylab.control.set_pictures, {job.photos[0].id: trouble})
        result = await client.download_photo(job.photos[0].id, out)
    assert result.error is not None
    assert result.error.kind is kind
    assert files_in(out) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.216.34/a.png",
        "https://10.0.0.7/a.png",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a.png",
        "http://127.0.0.1:9/a.png",
        "https://100.64.0.1/a.png",
        "httpx://studio.example/a.png",
        "https://user:pass@studio.example/a.png",
        "file:///etc/passwd",
        "http",
    ],
)
async def test_sk_5_no_private_target_no_plain_http_no_other_scheme(
    tmp_path: Path, url: str
) -> None:
    storage = Storage()  # the service is somewhere on the internet
    with pytest.raises(Exception, match=r"\w") as caught:
        await storage.get_file(url, tmp_path / "a")
    await storage.close()
    assert caught.value.kind in (ErrorKind.BLOCKED, ErrorKind.USAGE)  # type: ignore[attr-defined]
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("held", ["get_job", "create_photo", "upload_url", "put"])
async def test_sk_6_the_loop_goes_on_while_an_upload_waits(
    skylab: RunningSkylab, tmp_path: Path, held: str
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("hold", operation=held)
        task = asyncio.create_task(client.upload_job_photo(job.id, picture(tmp_path / "a.png")))
        await skylab.control.arrived(operation=held)  # a blocking call would let nobody wait
        assert not task.done()
        await asyncio.to_thread(skylab.control.release)
        await task


@pytest.mark.parametrize("held", ["get_photo", "get_profile", "get"])
async def test_sk_6_the_loop_goes_on_while_a_download_waits(
    skylab: RunningSkylab, tmp_path: Path, out: Path, held: str
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.png"))
        seen = len(skylab.control.requests(held))
        skylab.control.fault("hold", operation=held)
        task = asyncio.create_task(client.download_photo(job.photos[0].id, out))
        await skylab.control.arrived(seen + 1, operation=held)
        assert not task.done()
        await asyncio.to_thread(skylab.control.release)
        assert (await task).is_success


async def test_sk_6_files_and_pictures_are_worked_on_in_other_threads(
    skylab: RunningSkylab, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, set[str]] = {}

    def note(module: Any, name: str) -> None:
        original = getattr(module, name)

        def noting(*args: Any, **options: Any) -> Any:
            seen.setdefault(name, set()).add(threading.current_thread().name)
            return original(*args, **options)

        monkeypatch.setattr(module, name, noting)

    for module, name in (
        (uploads, "checked_file"),
        (composing, "inspect"),
        (composing, "compose"),
        (placing, "finish"),
        (placing, "place"),
    ):
        note(module, name)
    async with entered(skylab) as client:
        job = await completed(client, skylab, REPLACED, picture(tmp_path / "a.jpg"))
        await client.download_photo(job.photos[0].id, out)
    here = threading.current_thread().name
    assert {name: here in threads for name, threads in seen.items()} == {
        "checked_file": False,
        "inspect": False,
        "compose": False,
        "finish": False,
        "place": False,
    }


async def test_sk_7_an_error_is_raised_and_never_looks_like_a_job() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reply(400, b'{"message": "No.", "status": "completed", "id": 7}'))
        with pytest.raises(StudioException, match="No") as caught:
            await client.get_job(7)
    assert caught.value.status_code == 400


@pytest.mark.parametrize(
    "answer",
    [faulty.html(500), faulty.fault(500), faulty.reply(502, b"\xff\xfe"), faulty.reply(500, b"[]")],
)
async def test_sk_8_an_error_that_is_not_json_is_an_error_of_ours(answer: Any) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(answer)
        with pytest.raises(StudioException) as caught:
            await client.get_job(7)
    assert caught.value.status_code in (500, 502)


async def test_sk_8_a_network_failure_is_an_error_of_ours() -> None:
    with refusing_port() as port:
        url = BaseUrl.parse(f"http://127.0.0.1:{port}")
        async with SkylabClient(url, Secret(KEY)) as client:
            with pytest.raises(StudioException) as caught:
                await client.update_job(1, {"name": "a"})
    assert caught.value.kind is ErrorKind.UNREACHABLE
    assert caught.value.__cause__ is not None


async def test_sk_8_an_empty_success_is_no_error() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reply(204))
        assert await client.delete_job(7) == {}
        assert await client.delete_photo(7) == {}
        assert await client.fetch_jobs_in_front(7) is None


@pytest.mark.parametrize("times", [1, 4])
async def test_sk_9_no_record_is_left_when_there_is_no_upload_address(
    skylab: RunningSkylab, tmp_path: Path, times: int
) -> None:
    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        skylab.control.fault("status", operation="upload_url", times=times, status=500)
        with pytest.raises(StudioException):
            await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))
        assert (await client.get_job(job.id)).photos == ()


async def test_sk_10_sk_11_missing_photos_neither_block_nor_abort_the_batch(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    paths = [picture(tmp_path / f"{number}.png", 40, 30) for number in range(3)]
    async with entered(skylab, max_concurrent_downloads=2) as client:
        job = await completed(client, skylab, PLAIN, *paths)
        missing = list(range(1, 21))  # ten times as many as may go on at a time
        ids = [*missing, *(photo.id for photo in job.photos)]
        async with asyncio.timeout(20):
            result = await client.download_all_photos(ids, PLAIN, out)
    assert len(result.errored_photos) == 20
    assert sorted(result.success_photos) == [path.name for path in paths]
    assert files_in(out) == [path.name for path in paths]


async def test_sk_12_a_failed_composite_is_no_success(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with entered(skylab) as client:
        job = await completed(client, skylab, REPLACED, picture(tmp_path / "a.jpg"))
        await asyncio.to_thread(skylab.control.set_pictures, {job.photos[0].id: "opaque"})
        result = await client.download_all_photos([job.photos[0].id], REPLACED, out)
    assert result.success_photos == []
    assert result.errored_photos == ["a.jpg"]
    error = result.photos[0].error
    assert error is not None
    assert "no cut-out" in error.message
    assert files_in(out) == []


async def test_sk_13_photos_of_one_name_do_not_overwrite_each_other(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    paths = [picture(tmp_path / f"{n}.png", 40 + n, 30) for n in range(3)]
    async with entered(skylab) as client:
        job = await completed(client, skylab, EXTRACT, *paths)
        await asyncio.to_thread(skylab.control.set_switch, names="duplicate")
        result = await client.download_all_photos([photo.id for photo in job.photos], EXTRACT, out)
    assert len(result.success_photos) == 3
    widths = {composing.inspect(path).width for path in out.iterdir()}
    assert widths == {40, 41, 42}
    assert len({each.path for photo in result.photos for each in photo.files}) == 3


async def test_sk_14_files_are_streamed_and_silence_has_an_end(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    path = picture(tmp_path / "a.png", 2000, 1500, compression=0)  # 9 MB
    seen: list[int] = []

    async def note(count: int) -> None:
        seen.append(count)

    async with entered(skylab) as client:
        job = await client.create_job("Wedding", PLAIN)
        photo = await client.create_photo("a.png", job_id=job.id)
        file = await client.uploads.check(path)
        url = await client.upload_url(photo.id, file.content_md5)
        await client.uploads.put(file, url, is_tagged=True, throttle=note)
        assert sum(seen) == path.stat().st_size
        assert max(seen) <= 256 * 1024
        seen.clear()
        there = (await client.get_photo(photo.id)).original_url
        assert there is not None
        await client.storage.get_file(there, tmp_path / "back", throttle=note)
        assert sum(seen) == path.stat().st_size
        assert max(seen) <= 256 * 1024
    from facespace_desk.net.storage import StorageLimits
    from facespace_desk.skylab.calls import LIMITS

    assert (LIMITS.connect_s, LIMITS.read_s) == (10, 60)
    limits = StorageLimits()
    assert (limits.connect_s, limits.read_s, limits.write_s) == (10, 60, 120)
    async with FaultyServer() as server:
        server.play(faulty.stall())
        storage = Storage(allow_loopback=True, limits=StorageLimits(read_s=0.1))
        with pytest.raises(Exception, match="time limit") as caught:
            await storage.get_file(f"{server.origin}/a", tmp_path / "b")
        await storage.close()
    assert caught.value.kind is ErrorKind.TIMED_OUT  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", ["1/../../jobs", "7?x=1", -1, 0, True, 1.5, None])
async def test_sk_15_an_id_is_a_number_and_nothing_else(skylab: RunningSkylab, number: Any) -> None:
    async with entered(skylab) as client:
        for call in (client.get_job, client.delete_photo, client.get_profile, client.queue_job):
            with pytest.raises(ValidationException):
                await call(number)
    assert skylab.control.requests() == []


async def test_sk_16_the_key_does_not_follow_a_redirection(
    skylab: RunningSkylab, tmp_path: Path, out: Path
) -> None:
    async with FaultyServer() as other, FaultyServer() as server, entered(server) as client:
        server.play(faulty.redirect(f"{other.origin}/api/public/v1/jobs"))
        with pytest.raises(StudioException) as caught:
            await client.list_jobs()
        assert caught.value.kind is ErrorKind.REDIRECTED
        assert other.requests == []
    async with entered(skylab) as client:
        job = await completed(client, skylab, PLAIN, picture(tmp_path / "a.jpg"))
        await client.download_photo(job.photos[0].id, out)
    for request in [*skylab.control.requests("put"), *skylab.control.requests("get")]:
        assert not {"x-slt-api-key", "x-slt-api-client", "cookie"} & request["headers"].keys()


def test_the_client_starts_without_libvips() -> None:
    words = "import sys, facespace_desk.skylab.client; print('pyvips' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"
