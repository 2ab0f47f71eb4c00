"""Skylab's files in the queue when something goes wrong: words, nothing lost, nothing doubled, and
nothing outside the folder."""

from __future__ import annotations

import asyncio
import io
import json
import shlex
import shutil
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.skylab.carrying import SkylabTransfers
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.store.store import Store
from facespace_desk.store.transfers import NewTransfer, StoredTransfer
from facespace_desk.transfers import queue as queue_module
from facespace_desk.transfers.queue import ATTEMPTS, QueueLimits, TransferQueue
from tests.limits import PATIENCE_S
from tests.skylab.studio import PLAIN, REPLACED, completed, entered, files_in, picture
from tests.skylab_simulator import RunningSkylab
from tests.transfers.journal import DATABASE_KEY, PROFILE

LONG_S = 3_600.0  # nothing is tried again before the operator says so
FULL = Path("/dev/full")
ROOM = 600_000  # bytes
DISK_BYTES = 8 * 2**20


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FIRST_WAIT_S", "LONGEST_WAIT_S", "ROOM_LOOK_S"):
        monkeypatch.setattr(queue_module, name, LONG_S)


class Desk:
    """One transfer in a real queue. `step` lets it be tried once."""

    def __init__(self, skylab: RunningSkylab, client: SkylabClient, queue: TransferQueue) -> None:
        self.skylab = skylab
        self.client = client
        self.queue = queue

    async def add(self, path: Path, direction: Any, **facts: Any) -> StoredTransfer:
        """As it is after its first try."""
        new = NewTransfer(
            service="skylab",
            batch="1",
            batch_title="Job",
            title=path.name,
            direction=direction,
            path=str(path),
            facts=facts,
        )
        await self.queue.add([new])
        return await self._settled()

    async def step(self) -> StoredTransfer:
        """The operator lets it go on; as it is afterwards."""
        await self.queue.resume()
        return await self._settled()

    async def retry(self) -> StoredTransfer:
        await self.queue.retry()
        return await self._settled()

    async def _settled(self) -> StoredTransfer:
        async with asyncio.timeout(PATIENCE_S):
            while self.queue.transfers[-1].state in ("queued", "running"):  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        return self.queue.transfers[-1]

    async def holds_once(self, job_id: int, path: Path) -> bool:
        """Whether the job has this picture, byte for byte, and nothing else."""
        (photo,) = (await self.client.get_job(job_id)).photos
        found = await self.client.get_photo(photo.id)
        back = path.with_suffix(".back")
        assert found.original_url is not None
        await self.client.storage.get_file(found.original_url, back)
        return photo.name == path.name and back.read_bytes() == path.read_bytes()


@pytest.fixture
async def desk(skylab: RunningSkylab) -> AsyncIterator[Desk]:
    store = await Store.open(None, DATABASE_KEY)
    async with entered(skylab) as client:
        queue = TransferQueue(store.transfers, PROFILE, limits=QueueLimits(reserve_bytes=0))
        queue.register(SkylabTransfers(client))
        yield Desk(skylab, client, queue)
        await queue.close()
    await store.close()


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "status", "status": 500}, "has trouble of its own (500)"),
        ({"kind": "status", "status": 429, "retry_after": 30}, "asked too often (429)"),
        ({"kind": "drop"}, "connection"),  # in the middle of the body
    ],
)
async def test_a_put_that_fails_waits_with_its_reason_and_arrives_once(
    desk: Desk, tmp_path: Path, fault: dict[str, Any], words: str, times: int
) -> None:
    path = picture(tmp_path / "a.png", 900, 700, compression=0)
    job = await desk.client.create_job("Wedding", PLAIN)
    desk.skylab.control.fault(operation="put", times=times, **fault)
    transfer = await desk.add(path, "upload", job_id=job.id)
    for attempt in range(1, times + 1):
        assert (transfer.state, transfer.attempts) == ("waiting", attempt)
        assert words in transfer.reason
        transfer = await desk.step()
    assert (transfer.state, transfer.reason) == ("done", "")
    assert await desk.holds_once(job.id, path)
    assert len(desk.skylab.control.requests("create_photo")) == 1


async def test_patience_ends_with_a_count_and_a_retry_uses_the_same_record(
    desk: Desk, tmp_path: Path
) -> None:
    path = picture(tmp_path / "a.jpg")
    job = await desk.client.create_job("Wedding", PLAIN)
    desk.skylab.control.fault("status", operation="put", times=ATTEMPTS, status=503)
    transfer = await desk.add(path, "upload", job_id=job.id)
    while transfer.state == "waiting":
        transfer = await desk.step()
    assert transfer.state == "failed"
    assert transfer.reason.endswith(f"has trouble of its own (503). Tried {ATTEMPTS} times.")
    transfer = await desk.retry()
    assert (transfer.state, transfer.reason) == ("done", "")
    assert await desk.holds_once(job.id, path)
    assert len(desk.skylab.control.requests("create_photo")) == 1


async def test_upload_addresses_that_are_always_too_old_are_said_and_leave_no_record(
    desk: Desk, tmp_path: Path
) -> None:
    path = picture(tmp_path / "a.jpg")
    job = await desk.client.create_job("Wedding", PLAIN)
    desk.skylab.control.set_switch(url_life_s=-1)
    transfer = await desk.add(path, "upload", job_id=job.id)
    assert transfer.state == "failed"
    assert "does not accept the address: it has run out" in transfer.reason
    assert len(desk.skylab.control.requests("upload_url")) == 2  # a fresh one was tried
    desk.skylab.control.set_switch(url_life_s=900)
    assert (await desk.client.get_job(job.id)).photos == ()
    assert (await desk.retry()).state == "done"
    assert await desk.holds_once(job.id, path)


async def test_download_addresses_that_are_always_too_old_are_said_and_leave_no_file(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    job = await completed(desk.client, desk.skylab, PLAIN, picture(tmp_path / "a.png"))
    desk.skylab.control.set_switch(retouched="expired")
    facts = {"photo_id": job.photos[0].id, "job_id": job.id}
    transfer = await desk.add(out / "a.png", "download", **facts)
    assert transfer.state == "failed"
    assert "does not accept the address: it has run out" in transfer.reason
    assert files_in(out) == []
    desk.skylab.control.set_switch(retouched="right")
    assert (await desk.retry()).state == "done"
    assert files_in(out) == ["a.png"]


async def test_a_download_that_is_reset_in_the_middle_is_finished_from_there(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    path = picture(tmp_path / "a.png", 1200, 900, compression=0)
    job = await completed(desk.client, desk.skylab, PLAIN, path)
    photo = job.photos[0]
    await asyncio.to_thread(desk.skylab.control.set_pictures, {photo.id: "cut"})
    facts = {"photo_id": photo.id, "job_id": job.id}
    transfer = await desk.add(out / "a.png", "download", **facts)
    assert (transfer.state, transfer.reason) == ("waiting", "The file ends in the middle.")
    (part,) = out.iterdir()
    assert part.suffix == ".part"
    await asyncio.to_thread(desk.skylab.control.set_pictures, {photo.id: "right"})
    assert (await desk.step()).state == "done"
    assert files_in(out) == ["a.png"]
    await desk.client.downloads.fetch(await desk.client.get_photo(photo.id), tmp_path / "again")
    assert (out / "a.png").read_bytes() == (tmp_path / "again").read_bytes()


@pytest.mark.parametrize("operation", ["create_photo", "upload_url", "get_job"])
async def test_a_service_that_asks_to_wait_is_given_the_time(
    desk: Desk, tmp_path: Path, operation: str
) -> None:
    path = picture(tmp_path / "a.jpg")
    job = await desk.client.create_job("Wedding", PLAIN)
    fault = {"status": 429, "retry_after": 120, "error": "Slow down, please."}
    desk.skylab.control.fault("status", operation=operation, **fault)
    asked_s = asyncio.get_running_loop().time()
    transfer = await desk.add(path, "upload", job_id=job.id)
    assert transfer.state == "waiting"
    assert "Slow down, please." in transfer.reason
    assert 100 < desk.queue._due_s[transfer.id] - asked_s < 180
    assert (await desk.step()).state == "done"
    assert await desk.holds_once(job.id, path)


async def test_a_storage_that_asks_to_wait_is_given_the_time(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    job = await completed(desk.client, desk.skylab, PLAIN, picture(tmp_path / "a.png"))
    desk.skylab.control.fault("status", operation="get", status=429, retry_after=120)
    asked_s = asyncio.get_running_loop().time()
    transfer = await desk.add(out / "a.png", "download", photo_id=job.photos[0].id)
    assert transfer.state == "waiting"
    assert "asked too often (429)" in transfer.reason
    assert 100 < desk.queue._due_s[transfer.id] - asked_s < 180
    assert (await desk.step()).state == "done"
    assert files_in(out) == ["a.png"]


async def test_an_upload_to_a_job_that_is_gone_fails_in_words(desk: Desk, tmp_path: Path) -> None:
    job = await desk.client.create_job("Wedding", PLAIN)
    await desk.client.delete_job(job.id)
    transfer = await desk.add(picture(tmp_path / "a.jpg"), "upload", job_id=job.id)
    assert transfer.state == "failed"
    assert "job" in transfer.reason.lower()
    assert desk.skylab.control.requests("create_photo") == []


async def test_a_job_that_goes_during_the_upload_ends_it_in_words(
    desk: Desk, tmp_path: Path
) -> None:
    job = await desk.client.create_job("Wedding", PLAIN)
    desk.skylab.control.fault("status", operation="put", status=503)
    transfer = await desk.add(picture(tmp_path / "a.jpg"), "upload", job_id=job.id)
    assert transfer.state == "waiting"
    await desk.client.delete_job(job.id)
    while transfer.state == "waiting":
        transfer = await desk.step()
    assert transfer.state == "failed"
    assert "job" in transfer.reason.lower()
    assert (tmp_path / "a.jpg").exists()


async def test_a_download_of_a_job_that_is_gone_fails_in_words(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    job = await completed(desk.client, desk.skylab, PLAIN, picture(tmp_path / "a.png"))
    await desk.client.delete_job(job.id)
    facts = {"photo_id": job.photos[0].id, "job_id": job.id}
    transfer = await desk.add(out / "a.png", "download", **facts)
    assert transfer.state == "failed"
    assert "photo" in transfer.reason.lower()
    assert files_in(out) == []


@pytest.mark.parametrize("names", ["parent", "backslash", "drive", "absolute", "hostile"])
async def test_hostile_names_stay_in_the_folder(desk: Desk, tmp_path: Path, names: str) -> None:
    out = tmp_path / "deep" / "out"
    paths = [picture(tmp_path / f"{number}.png", 40, 30) for number in range(3)]
    job = await completed(desk.client, desk.skylab, PLAIN, *paths)
    before = sorted(tmp_path.iterdir())
    await asyncio.to_thread(desk.skylab.control.set_switch, names=names)
    for photo in job.photos:
        facts = {"photo_id": photo.id, "job_id": job.id}
        assert (await desk.add(out / "x.png", "download", **facts)).state == "done"
    assert len(files_in(out)) == 3
    assert all(path.is_file() and path.suffix == ".png" for path in out.iterdir())
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "deep"])
    assert files_in(tmp_path / "deep") == ["out"]


@pytest.fixture
def is_full(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """While it is set, files that arrive get no further than `ROOM`: the system itself says why."""
    if not FULL.exists():
        pytest.skip(f"there is no {FULL} here, which is always full")
    full, original = threading.Event(), Path.open

    class Filling(io.FileIO):
        def write(self, block: Any) -> int:
            if self.tell() + len(block) <= ROOM:
                return super().write(block) or 0
            with FULL.open("wb", buffering=0) as nowhere:
                return nowhere.write(block)

    def opened(path: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
        if full.is_set() and path.suffix == ".part" and mode in ("wb", "r+b"):
            return Filling(path, mode)
        return original(path, mode, *args, **options)

    monkeypatch.setattr(Path, "open", opened)
    return full


async def test_a_full_disk_is_said_and_the_rest_comes_when_there_is_room(
    desk: Desk, tmp_path: Path, is_full: threading.Event
) -> None:
    out = tmp_path / "out"
    path = picture(tmp_path / "a.png", 1200, 900, compression=0)
    job = await completed(desk.client, desk.skylab, PLAIN, path)
    is_full.set()
    transfer = await desk.add(out / "a.png", "download", photo_id=job.photos[0].id)
    assert (transfer.state, transfer.reason) == ("waiting", "The disk is full.")
    assert transfer.attempts == 0  # it is not the file's fault
    (part,) = out.iterdir()
    assert 0 < part.stat().st_size <= ROOM
    have = part.stat().st_size
    is_full.clear()
    assert (await desk.step()).state == "done"
    assert desk.skylab.control.requests("get")[-1]["headers"]["range"] == f"bytes={have}-"
    assert files_in(out) == ["a.png"]
    again = await desk.client.get_photo(job.photos[0].id)
    await desk.client.downloads.fetch(again, tmp_path / "again")
    assert (out / "a.png").read_bytes() == (tmp_path / "again").read_bytes()


async def test_the_client_says_that_the_disk_is_full_and_leaves_nothing(
    desk: Desk, tmp_path: Path, is_full: threading.Event
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    path = picture(tmp_path / "a.png", 1200, 900, compression=0)
    job = await completed(desk.client, desk.skylab, PLAIN, path)
    is_full.set()
    result = await desk.client.download_photo(job.photos[0].id, out)
    assert result.error is not None
    assert result.error.message == "The file cannot be used: No space left on device."
    assert files_in(out) == []


@pytest.mark.parametrize("full_at", ["arriving", "composing"])
async def test_a_small_disk_of_its_own_fills_up_and_is_filled_again(
    desk: Desk, tmp_path: Path, full_at: str
) -> None:
    """On a real file system, in a name space where anybody may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    script = f"mount -t tmpfs -o size={DISK_BYTES} none {shlex.quote(str(disk))} && "
    if not shutil.which(mount[0]) or (await _run(*mount, script + "true"))[0]:
        pytest.skip("nobody may mount a file system in a name space of its own here")
    path = picture(tmp_path / "a.png", 900, 700, compression=0)
    job = await completed(desk.client, desk.skylab, REPLACED, path)
    photo = await desk.client.get_photo(job.photos[0].id)
    size = (await desk.client.downloads.fetch(photo, tmp_path / "whole")).size
    free = size // 2 if full_at == "arriving" else size + 3 * 4096
    program = (sys.executable, "-m", "tests.skylab.full_disk_program")
    known = (desk.skylab.origin, desk.skylab.api_key, str(photo.id), str(disk), str(free))
    code, said = await _run(*mount, script + f"exec {shlex.join([*program, *known])}")
    assert code == 0
    told = json.loads(said)
    assert told["full"] == ["waiting", "The disk is full."]
    (part,) = told["files_when_full"].items()
    assert part[0].endswith(".part")
    assert (part[1] == size) == (full_at == "composing")
    assert told["room"] == ["done", ""]
    assert sorted(told["files"]) == ["a (2).jpg", "a.jpg"]
    assert told["same"]


async def _run(*command: str) -> tuple[int, bytes]:
    """The exit code of *command*, and what it prints."""
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode is not None
    return process.returncode, said
