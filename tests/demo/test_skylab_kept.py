"""The photo studio that keeps its world in a folder, and what another one finds there.

A copy of the folder, taken while the studio runs, is what a killed one leaves behind.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.skylab.keeping import PICTURES_NAME, WORLD_NAME
from facespace_desk.demo.skylab.protocol import API_KEY, CALLBACK_SECRET, Skylab
from tests.conftest import AllowLogs
from tests.demo.studio import EXTRACT, REPLACED, Studio, entered, md5_text
from tests.limits import PATIENCE_S
from tests.pictures.waiting import until
from tests.simulators import SEED, serving_in_thread
from tests.skylab_simulator import RunningSkylab, SkylabControl

DAY_S = 86_400.0
MOMENT_S = 1_900_000_000.0


class KeptStudio(Studio):
    """What a client and the control of a studio on a folder can do."""

    def __init__(self, plain: Studio, running: RunningSkylab) -> None:
        super().__init__(plain.api, plain.storage)
        self.control = running.control
        self.storage_origin = running.storage_origin

    async def got(self, url: str) -> bytes:
        reply = await self.storage.get(url)
        assert reply.status_code == 200, reply.text
        return reply.content

    async def bytes_of(self, photo: Any, which: str = "originalUrl") -> bytes:
        return await self.got((await self.done("GET", f"photos/{photo['id']}"))[which])

    async def status(self, job: Any) -> str:
        return str((await self.done("GET", f"jobs/{job['id']}"))["status"])

    async def has_job(self, name: str) -> bool:
        return (await self.call("GET", "jobs/find_by_name", {"name": name}))[0] == 200

    async def until_completed(self, job: Any) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while await self.status(job) != "completed":  # noqa: ASYNC110  # it has no event
                await asyncio.sleep(0.05)

    async def items_of(self, job: Any) -> Any:
        found = await self.done("GET", "photos/list_for_job", {"job_id": job["id"]})
        return [photo.items() for photo in found]

    async def everything(self) -> Any:
        """What a client can see, addresses apart."""
        jobs = await self.done("GET", "jobs")
        photos = {
            job["id"]: [
                {name: bool(value) if name.endswith("Url") else value for name, value in each}
                for each in await self.items_of(job)
            ]
            for job in jobs
        }
        profiles = [
            {**profile, "photos": [photo["name"] for photo in profile["photos"]]}
            for profile in await self.done("GET", "profiles")
        ]
        return {"jobs": jobs, "photos": photos, "profiles": profiles}


@asynccontextmanager
async def studio_on(
    folder: Path, clock: Callable[[], Clock] = Clock, seed: int = SEED
) -> AsyncIterator[KeptStudio]:
    """A studio on *folder*, in a thread; it ends politely with the block."""
    with serving_in_thread(lambda: Skylab(seed, clock(), folder=folder)) as simulator:
        running = RunningSkylab(
            origin=simulator.origin,
            storage_origin=f"http://127.0.0.1:{simulator.annex_port}",
            api_key=API_KEY,
            callback_secret=CALLBACK_SECRET,
            control=SkylabControl(simulator.origin),
        )
        try:
            async with entered(running) as plain:
                yield KeptStudio(plain, running)
        finally:
            running.control.close()


def killed(folder: Path) -> Path:
    """What is left of *folder* when its studio is killed now."""
    left = folder.with_name(f"{folder.name}-killed")
    shutil.copytree(folder, left)
    return left


def uploads(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / PICTURES_NAME).glob("upload-*"))


def still() -> Clock:
    """Nothing goes on while one looks."""
    return Clock(real=lambda: MOMENT_S)


def picture(number: int = 0) -> bytes:
    """A small picture, another for each number."""
    import pyvips

    image = pyvips.Image.black(64, 48, bands=3).linear(1, [40 + number, 90, 160])
    return bytes(image.cast("uchar").copy(interpretation="srgb").jpegsave_buffer())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "studio"


async def test_a_killed_studio_goes_on_with_all_that_it_had_answered(folder: Path) -> None:
    body = picture()
    async with studio_on(folder, still) as studio:
        profile = await studio.done("POST", "profiles", {"name": "Mine", "enable_extract": True})
        job = await studio.job("Dropped", profile["id"], note="kept too")
        photo = await studio.uploaded(body, "a.jpg", job_id=job["id"])
        await studio.photo("b.jpg", job_id=job["id"])  # its bytes have not come yet
        background = await studio.uploaded(picture(9), "sea.jpg", profile_id=REPLACED)
        gone = await studio.job("Deleted")
        await studio.uploaded(picture(5), "c.jpg", job_id=gone["id"])
        await studio.done("DELETE", f"jobs/{gone['id']}")
        before = await studio.everything()
        left = killed(folder)
    async with studio_on(left, still) as studio:
        assert await studio.everything() == before
        assert await studio.bytes_of(photo) == body
        assert await studio.bytes_of(background) == picture(9)
        assert len(uploads(left)) == 2
        again = await studio.job("Next")
        assert again["id"] > gone["id"]  # an id is never given twice
        await studio.uploaded(picture(1), "d.jpg", job_id=again["id"])
        assert await studio.bytes_of(photo) == body


async def test_a_killed_studio_finishes_its_jobs_with_the_same_outputs(folder: Path) -> None:
    async with studio_on(folder) as studio:
        done = await studio.job("Done", EXTRACT)
        photos = [
            await studio.uploaded(picture(number), f"{number}.jpg", job_id=done["id"])
            for number in range(3)
        ]
        control = studio.control
        control.set_switch(strangers=0, start_s=0, photo_s=0, processed_s=0)
        await studio.done("POST", f"jobs/{done['id']}/queue")
        outputs = [await studio.bytes_of(photo, "retouchedUrl") for photo in photos]
        control.set_switch(strangers=1, start_s=0, photo_s=0.3, processed_s=0)
        waiting = await studio.job("Waiting")
        late = await studio.uploaded(picture(7), "late.jpg", job_id=waiting["id"])
        await studio.done("POST", f"jobs/{waiting['id']}/queue")
        left = killed(folder)
    async with studio_on(left) as studio:
        assert [await studio.bytes_of(photo, "retouchedUrl") for photo in photos] == outputs
        await studio.until_completed(waiting)
        assert await studio.bytes_of(late, "retouchedUrl")


async def test_outputs_are_made_again_alike_after_a_polite_end(folder: Path) -> None:
    async with studio_on(folder) as studio:
        job = await studio.job("Done", EXTRACT)
        photo = await studio.uploaded(picture(), job_id=job["id"])
        studio.control.finish(job["id"])
        output = await studio.bytes_of(photo, "retouchedUrl")
    assert uploads(folder) == [path.name for path in (folder / PICTURES_NAME).iterdir()]
    async with studio_on(folder) as studio:
        assert await studio.bytes_of(photo, "retouchedUrl") == output


async def test_signed_addresses_are_good_after_a_kill_and_expired_ones_are_not(
    folder: Path,
) -> None:
    body = picture()
    async with studio_on(folder) as studio:
        job = await studio.job("Signed")
        photo = await studio.uploaded(body, job_id=job["id"])
        old = (await studio.done("GET", f"photos/{photo['id']}"))["originalUrl"]
        studio.control.expire_urls()
        good = (await studio.done("GET", f"photos/{photo['id']}"))["originalUrl"]
        waiting = await studio.photo("b.jpg", job_id=job["id"])
        put = await studio.upload_url(waiting["id"], body)
        left = killed(folder)
    async with studio_on(left) as studio:

        def here(url: str) -> str:
            return studio.storage_origin + url[url.index("/", len("http://")) :]

        assert await studio.got(here(good)) == body
        assert (await studio.storage.get(here(old))).status_code == 403
        assert (await studio.put(here(put), body)).status_code == 200
        assert await studio.bytes_of(waiting) == body


async def test_a_kill_in_the_middle_of_a_body_leaves_no_half_file(folder: Path) -> None:
    body = picture() + bytes(400_000)
    async with studio_on(folder) as studio:
        job = await studio.job("Half")
        photo = await studio.photo("a.jpg", job_id=job["id"])
        url = urlsplit(await studio.upload_url(photo["id"], body))
        head = (
            f"PUT {url.path}?{url.query} HTTP/1.1\r\nHost: {url.netloc}\r\n"
            f"Content-Length: {len(body)}\r\nContent-MD5: {md5_text(body)}\r\n"
            "X-Amz-Tagging: job=photo&api=true\r\n\r\n"
        )
        with socket.create_connection((url.hostname, url.port)) as line:
            line.sendall(head.encode() + body[:200_000])
            await until(lambda: uploads(folder))
            left = killed(folder)
    assert len(uploads(left)) == 1
    async with studio_on(left) as studio:
        assert uploads(left) == []
        found = await studio.done("GET", f"photos/{photo['id']}")
        assert found["originalUrl"] is None
        sent = await studio.put(await studio.upload_url(photo["id"], body), body)
        assert sent.status_code == 200
        assert await studio.bytes_of(photo) == body


async def test_a_callback_that_a_kill_came_before_is_sent_once(folder: Path) -> None:
    async with studio_on(folder) as studio:
        control = studio.control
        control.set_switch(strangers=1, start_s=0, photo_s=0, processed_s=0)
        jobs = [await studio.job(name) for name in ("Told", "Not yet")]
        sink = f"{control.origin}/_sim/webhook/skylab"
        for job in jobs:
            await studio.uploaded(picture(), job_id=job["id"])
        await studio.done("POST", f"jobs/{jobs[0]['id']}/queue", {"callback_url": sink})
        await until(control.callbacks)
        control.set_switch(strangers=3)
        dead_end = f"{control.origin}/_sim/webhook/later"
        await studio.done("POST", f"jobs/{jobs[1]['id']}/queue", {"callback_url": dead_end})
        left = killed(folder)
    async with studio_on(left) as studio:
        await until(lambda: len(studio.control.callbacks()) == 2)
        sent = studio.control.callbacks()
        assert [call["job_id"] for call in sent] == [job["id"] for job in jobs]
        left = killed(left)
    async with studio_on(left) as studio:
        assert len(studio.control.callbacks()) == 2


async def test_jobs_go_on_while_nobody_is_there_at_the_pace_of_the_clock(folder: Path) -> None:
    moment_s = [MOMENT_S]

    def slow_days() -> Clock:
        return Clock(60.0, real=lambda: moment_s[0])

    async with studio_on(folder, slow_days) as studio:
        control = studio.control
        control.set_switch(strangers=0, start_s=100, photo_s=0, processed_s=0)
        moment_s[0] += 600  # the simulated clock is ten hours ahead by now
        job = await studio.job("Long")
        await studio.uploaded(picture(), job_id=job["id"])
        await studio.done("POST", f"jobs/{job['id']}/queue")
        left = killed(folder)
    async with studio_on(left, slow_days) as studio:
        assert await studio.status(job) == "processing"  # not a job of the future
        moment_s[0] += 3
        assert await studio.status(job) == "completed"


async def test_a_turn_of_the_clock_is_kept(folder: Path) -> None:
    async with studio_on(folder) as studio:
        job = await studio.job("Tomorrow")
        await studio.uploaded(picture(), job_id=job["id"])
        await studio.done("POST", f"jobs/{job['id']}/queue")
        control = studio.control
        control.call("POST", "clock", {"set": control.call("GET", "clock")["now"] + DAY_S})
        assert await studio.status(job) == "completed"
        left = killed(folder)
    async with studio_on(left) as studio:
        assert await studio.status(job) == "completed"


async def test_a_reset_empties_the_folder(folder: Path) -> None:
    async with studio_on(folder) as studio:
        job = await studio.job("Mine")
        await studio.uploaded(picture(), job_id=job["id"])
        studio.control.reset()
        assert uploads(folder) == []
        left = killed(folder)
    async with studio_on(left) as studio:
        assert not await studio.has_job("Mine")
        assert sum(studio.control.jobs().values()) == 40


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda _text: "",
        lambda text: text.replace('"job_id":47', '"job_id":99', 1),
        lambda text: text.replace('"now_s":', '"now":', 1),
        lambda text: json.dumps(json.loads(text) | {"version": 0}),
    ],
    ids=["cut", "empty", "contradiction", "missing", "old version"],
)
async def test_a_damaged_world_is_set_aside_and_begins_anew(
    folder: Path,
    damage: Callable[[str], str],
    allow_logs: AllowLogs,
    caplog: pytest.LogCaptureFixture,
) -> None:
    allow_logs(r"desk\.demo: The photo studio begins anew")
    async with studio_on(folder) as studio:
        job = await studio.job("Mine")
        await studio.uploaded(picture(), job_id=job["id"])
    world = folder / WORLD_NAME
    damaged = damage(world.read_text())
    assert damaged != world.read_text()
    world.write_text(damaged)
    async with studio_on(folder) as studio:
        assert sum(studio.control.jobs().values()) == 40
        [aside] = folder.glob(f"{WORLD_NAME}.damaged-*")
        assert aside.read_text() == damaged
        assert str(aside) in caplog.text
        assert uploads(folder) == []


async def test_an_upload_whose_file_is_gone_was_never_made(folder: Path) -> None:
    async with studio_on(folder) as studio:
        job = await studio.job("Mine")
        photo = await studio.uploaded(picture(), job_id=job["id"])
    for name in uploads(folder):
        (folder / PICTURES_NAME / name).unlink()
    async with studio_on(folder) as studio:
        assert (await studio.done("GET", f"photos/{photo['id']}"))["originalUrl"] is None
        sent = await studio.put(await studio.upload_url(photo["id"], picture()), picture())
        assert sent.status_code == 200


async def test_another_seed_is_another_world(folder: Path, allow_logs: AllowLogs) -> None:
    allow_logs(r"desk\.demo: The photo studio begins anew")
    async with studio_on(folder) as studio:
        await studio.job("Mine")
    async with studio_on(folder, seed=SEED + 1) as studio:
        assert not await studio.has_job("Mine")
