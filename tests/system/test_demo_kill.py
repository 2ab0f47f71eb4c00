"""A demo that is killed goes on at the next start: the same world at the same addresses, and each
file that was being carried there once. No process is left behind."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from facespace_desk.credentials import Secret
from facespace_desk.paths import APP_NAME, Paths
from facespace_desk.profiles import DEMO
from facespace_desk.store import Store
from facespace_desk.store.transfers import NewTransfer, StoredTransfer
from tests.demo.studio import Studio, entered
from tests.limits import PATIENCE_S
from tests.pictures.waiting import until
from tests.programs import START_LIMIT_S, Home, linux_only
from tests.skylab_simulator import RunningSkylab, SkylabControl

pytestmark = [linux_only, pytest.mark.timeout(900)]

FILES = 40
LATENCY_S = 0.2  # of each answer of the studio, so that a kill comes in the middle
CARRY_LIMIT_S = 200.0
DEMO_RUN = ("--demo", "--debug", "--log-filter", "app,demo")
OPENED = "opened a demo profile"


class Demo:
    """Consoles on the demo, in one home."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder)
        self.paths = Paths.under(self.home.paths.data / "demo", "demo")
        self._starts = 0

    @asynccontextmanager
    async def console(self) -> AsyncIterator[subprocess.Popen[bytes]]:
        """A console that has opened the demo; ended with the block."""
        self._starts += 1
        with self.home.console(*DEMO_RUN) as process:
            await asyncio.to_thread(self._until_opened)
            yield process

    def _until_opened(self) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        while self.home.said.count(OPENED) < self._starts:
            assert time.monotonic() < deadline, self.home.said
            time.sleep(0.02)

    @property
    def simulators(self) -> list[int]:
        """Process ids, the latest last."""
        return [int(pid) for pid in re.findall(r"simulators run as process (\d+)", self.home.said)]

    @property
    def skylab(self) -> RunningSkylab:
        service = json.loads((self.paths.cache / "simulators.json").read_text())["services"]
        ports = json.loads((self.paths.demo_world / "ports.json").read_text())
        return RunningSkylab(
            origin=service["skylab"]["base_url"],
            storage_origin=f"http://127.0.0.1:{ports['skylab'][1]}",
            api_key=service["skylab"]["api_key"],
            callback_secret=service["skylab"]["callback_secret"],
            control=SkylabControl(service["skylab"]["base_url"]),
        )

    @asynccontextmanager
    async def studio(self) -> AsyncIterator[Studio]:
        skylab = self.skylab
        try:
            async with entered(skylab) as studio:
                yield studio
        finally:
            skylab.control.close()

    async def with_store(self, use: Callable[[Store], Any]) -> Any:
        """What *use* makes of the console's store, while no console runs."""
        key = (self.paths.data / "store.key").read_text()
        store = await Store.open(self.paths.store_file, Secret(key))
        try:
            assert store.notices == []
            return await use(store)
        finally:
            await store.close()


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    return Demo(tmp_path / "home")


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    assert process.wait(PATIENCE_S) == -signal.SIGKILL


async def gone(pid: int) -> None:
    await until(lambda: not psutil.pid_exists(pid), timeout_s=PATIENCE_S)


async def own_jobs(studio: Studio) -> Any:
    """The jobs that were made since the start, with their photos."""
    jobs = [job for job in await studio.done("GET", "jobs") if job["name"].startswith("My ")]
    return [
        (job, await studio.done("GET", "photos/list_for_job", {"job_id": job["id"]}))
        for job in jobs
    ]


async def sent(studio: Studio, enough: int) -> Any:
    """The photos of the one job of ours that have arrived, once they are *enough*."""
    async with asyncio.timeout(CARRY_LIMIT_S):
        while True:
            [(_job, photos)] = await own_jobs(studio)
            arrived = [photo for photo in photos if photo["originalUrl"]]
            if len(arrived) >= enough:
                return arrived
            await asyncio.sleep(0.2)


def picture(number: int) -> bytes:
    """Another for each number, and large enough to take its time on the demo's line."""
    import pyvips

    image = pyvips.Image.black(160, 120, bands=3).linear(1, [40 + number, 90, 160])
    head = bytes(image.cast("uchar").copy(interpretation="srgb").jpegsave_buffer())
    return head + number.to_bytes(4) * 50_000


async def test_a_killed_demo_goes_on_at_the_same_addresses(demo: Demo) -> None:
    body = bytes(range(256)) * 4000
    async with demo.console() as process:
        before = demo.skylab
        async with demo.studio() as studio:
            job = await studio.job("My holiday")
            photo = await studio.uploaded(body, job_id=job["id"])
            waiting = await studio.photo("b.jpg", job_id=job["id"])
            put = await studio.upload_url(waiting["id"], body)
            photo = await studio.done("GET", f"photos/{photo['id']}")
        kill(process)
    async with demo.console() as process:  # at once: the first one's simulators may be there yet
        first, second = demo.simulators
        await gone(first)
        after = demo.skylab
        assert (after.origin, after.storage_origin) == (before.origin, before.storage_origin)
        async with demo.studio() as studio:
            [(found, photos)] = await own_jobs(studio)
            assert (found["id"], found["status"]) == (job["id"], "created")
            assert [each["name"] for each in photos] == ["a.jpg", "b.jpg"]
            assert (await studio.storage.get(photo["originalUrl"])).content == body
            assert (await studio.put(put, body)).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    assert not psutil.pid_exists(second)
    assert not list(demo.home.folder.glob(f"{APP_NAME}-*"))


async def test_a_demo_killed_while_it_carries_many_files_carries_each_once(
    demo: Demo, tmp_path: Path
) -> None:
    async with demo.console() as process:
        async with demo.studio() as studio:
            job = await studio.job("My many")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    files = [tmp_path / f"{number:03}.jpg" for number in range(FILES)]
    for number, file in enumerate(files):
        file.write_bytes(picture(number))
    dropped = [
        NewTransfer(
            service="skylab",
            batch=str(job["id"]),
            batch_title=job["name"],
            title=file.name,
            direction="upload",
            path=str(file),
            size=file.stat().st_size,
            facts={"job_id": job["id"]},
        )
        for file in files
    ]
    await demo.with_store(lambda store: store.transfers.add(DEMO.id, dropped))

    arrived = 0
    for enough in (5, 20):
        async with demo.console() as process, demo.studio() as studio:
            with closing(demo.skylab.control) as control:
                control.set_switch(latency_s=LATENCY_S)
            arrived = len(await sent(studio, enough))
            kill(process)
    assert arrived < FILES, "the kills came too late to tell anything"
    async with demo.console() as process:
        async with demo.studio() as studio:
            await sent(studio, FILES)
            [(_job, photos)] = await own_jobs(studio)
            assert sorted(photo["name"] for photo in photos) == [file.name for file in files]
            for photo in photos:
                kept = await studio.storage.get(photo["originalUrl"])
                assert kept.content == (tmp_path / photo["name"]).read_bytes()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    journal: list[StoredTransfer] = await demo.with_store(
        lambda store: store.transfers.list(DEMO.id)
    )
    assert [each.title for each in journal] == [file.name for file in files]
    for pid in demo.simulators:
        await gone(pid)


async def test_a_second_demo_beside_the_first_has_a_world_of_its_own(demo: Demo) -> None:
    async with demo.console():
        async with demo.studio() as studio:
            await studio.job("My first")
        [first] = demo.simulators
        async with demo.console() as process:
            [folder] = demo.home.folder.glob(f"{APP_NAME}-*")
            profile = json.loads((folder / "cache" / "simulators.json").read_text())
            second = profile["services"]["skylab"]
            assert second["base_url"] != demo.skylab.origin
            async with httpx.AsyncClient(headers={"X-SLT-API-KEY": second["api_key"]}) as http:
                jobs = await http.get(f"{second['base_url']}/api/public/v1/jobs")
            assert all(not job["name"].startswith("My ") for job in jobs.json())
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0
        assert not list(demo.home.folder.glob(f"{APP_NAME}-*"))
        assert psutil.pid_exists(first)
        async with demo.studio() as studio:
            assert len(await own_jobs(studio)) == 1


async def test_half_a_body_is_nothing_when_both_are_killed_in_the_middle_of_it(
    demo: Demo,
) -> None:
    body = bytes(20_000_000)  # three seconds at the speed of the demo's line
    pictures = demo.paths.demo_world / "skylab" / "pictures"
    async with demo.console() as process, demo.studio() as studio:
        job = await studio.job("My large one")
        photo = await studio.photo("a.jpg", job_id=job["id"])
        url = await studio.upload_url(photo["id"], body)
        sending = asyncio.create_task(studio.put(url, body))
        await until(lambda: list(pictures.glob("upload-*")), timeout_s=PATIENCE_S)
        psutil.Process(demo.simulators[0]).kill()
        kill(process)
        await asyncio.wait([sending])
        assert isinstance(sending.exception(), httpx.TransportError)
    assert len(list(pictures.glob("upload-*"))) == 1
    async with demo.console(), demo.studio() as studio:
        assert list(pictures.glob("upload-*")) == []
        [(_job, [found])] = await own_jobs(studio)
        assert found["originalUrl"] is None
