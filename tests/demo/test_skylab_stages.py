"""How the studio's jobs go on, and how their end is told (wire sections 3.1, 6, 11.3, 11.7)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from facespace_desk.demo.skylab.line import Line, Turn
from tests.demo.studio import PLAIN, Studio, entered
from tests.skylab_simulator import RunningSkylab

MOMENT_S = 1_900_000_000.0
BYTES = b"hello studio"


@pytest.fixture
async def studio(skylab: RunningSkylab) -> AsyncIterator[Studio]:
    async with entered(skylab) as made:
        yield made


async def full_job(studio: Studio, name: str = "Test") -> int:
    """A job with a photo; its id."""
    job = await studio.job(name)
    await studio.uploaded(BYTES, job_id=job["id"])
    return int(job["id"])


async def status(studio: Studio, job_id: int) -> str:
    return str((await studio.done("GET", f"jobs/{job_id}"))["status"])


async def in_front(studio: Studio, job_id: int) -> Any:
    return await studio.done("GET", f"jobs/{job_id}/jobs_in_front")


async def test_11_3_a_job_goes_through_its_stages(studio: Studio, skylab: RunningSkylab) -> None:
    skylab.control.set_switch(strangers=2, start_s=3, photo_s=7, processed_s=5)
    skylab.control.fix_clock(MOMENT_S)
    job_id = await full_job(studio)
    assert await status(studio, job_id) == "created"
    assert (await studio.done("POST", f"jobs/{job_id}/queue"))["status"] == "queued"
    found = []
    for later_s in (1.9, 2.1, 11.9, 12.1, 16.9, 17.1):
        skylab.control.fix_clock(MOMENT_S + later_s)
        found.append(await status(studio, job_id))
    assert found == [
        *("queued", "processing", "processing"),
        *("processed", "processed", "completed"),
    ]


async def test_11_3_the_clock_may_run_faster(studio: Studio, skylab: RunningSkylab) -> None:
    skylab.control.run_clock(10_000)
    job_id = await full_job(studio)
    await studio.done("POST", f"jobs/{job_id}/queue")
    for _look in range(1_000):
        if await status(studio, job_id) == "completed":
            return
    pytest.fail("it took too long")


async def test_11_3_jobs_in_front_fall_to_none(studio: Studio, skylab: RunningSkylab) -> None:
    skylab.control.set_switch(strangers=3, start_s=10)
    skylab.control.fix_clock(MOMENT_S)
    jobs = [await full_job(studio, name) for name in ("One", "Two")]
    assert await in_front(studio, jobs[0]) == {"jobsInFront": 0}
    for job_id in jobs:
        await studio.done("POST", f"jobs/{job_id}/queue")
    assert [await in_front(studio, job_id) for job_id in jobs] == [
        {"jobsInFront": 3},
        {"jobsInFront": 4},
    ]
    skylab.control.fix_clock(MOMENT_S + 3.5)
    assert [await in_front(studio, job_id) for job_id in jobs] == [
        {"jobsInFront": 0},
        {"jobsInFront": 1},
    ]


@pytest.mark.parametrize(
    ("shape", "answer"), [("integer", 2), ("count", {"count": 2}), ("text", "soon")]
)
async def test_11_3_jobs_in_front_has_other_shapes(
    studio: Studio, skylab: RunningSkylab, shape: str, answer: Any
) -> None:
    skylab.control.set_switch(jobs_in_front=shape)
    skylab.control.fix_clock(MOMENT_S)
    job_id = await full_job(studio)
    await studio.done("POST", f"jobs/{job_id}/queue")
    assert await in_front(studio, job_id) == answer


@pytest.mark.parametrize("word", ["Completed", "failed", "archived"])
async def test_10_the_end_may_have_another_word(
    studio: Studio, skylab: RunningSkylab, word: str
) -> None:
    skylab.control.set_switch(end_status=word)
    job_id = await full_job(studio)
    assert skylab.control.finish(job_id)["status"] == word


async def test_a_job_without_photos_or_queued_before_is_not_queued(studio: Studio) -> None:
    empty = await studio.job("Empty")
    await studio.photo("never-uploaded.jpg", job_id=empty["id"])
    assert (await studio.call("POST", f"jobs/{empty['id']}/queue"))[0] == 422
    job_id = await full_job(studio)
    await studio.done("POST", f"jobs/{job_id}/queue")
    assert (await studio.call("POST", f"jobs/{job_id}/queue"))[0] == 422


async def test_a_queued_job_takes_no_photos_and_no_other_profile(studio: Studio) -> None:
    job_id = await full_job(studio)
    await studio.done("POST", f"jobs/{job_id}/queue")
    late = {"job_id": job_id, "name": "late.jpg"}
    assert (await studio.call("POST", "photos", late))[0] == 422
    assert (await studio.call("PATCH", f"jobs/{job_id}", {"profile_id": PLAIN + 1}))[0] == 422
    await studio.done("PATCH", f"jobs/{job_id}", {"name": "Renamed"})


async def test_a_cancelled_job_stays_so_and_lets_others_move_up(
    studio: Studio, skylab: RunningSkylab
) -> None:
    skylab.control.set_switch(strangers=0, start_s=100)
    skylab.control.fix_clock(MOMENT_S)
    first, second = [await full_job(studio, name) for name in ("One", "Two")]
    for job_id in (first, second):
        await studio.done("POST", f"jobs/{job_id}/queue")
    skylab.control.fix_clock(MOMENT_S + 10)
    assert (await studio.done("POST", f"jobs/{first}/cancel"))["status"] == "cancelled"
    assert await status(studio, second) == "processing"
    assert (await studio.call("POST", f"jobs/{first}/cancel"))[0] == 422
    skylab.control.fix_clock(MOMENT_S + 1_000)
    assert await status(studio, first) == "cancelled"


async def test_a_finished_job_cannot_be_cancelled(studio: Studio) -> None:
    job = await studio.seeded("completed")
    assert (await studio.call("POST", f"jobs/{job['id']}/cancel"))[0] == 422


async def test_the_jobs_of_the_start_go_on(studio: Studio, skylab: RunningSkylab) -> None:
    before = skylab.control.jobs()
    assert before == {
        **{"completed": 24, "cancelled": 5, "created": 6},
        **{"processed": 1, "processing": 1, "queued": 3},
    }
    ahead = [
        (await in_front(studio, job["id"]))["jobsInFront"]
        for job in await studio.done("GET", "jobs")
        if job["status"] == "queued"
    ]
    assert sorted(ahead) == [1, 2, 3]
    skylab.control.call("POST", "clock", {"set": time.time() + 86_400})
    assert skylab.control.jobs() == {"completed": 29, "cancelled": 5, "created": 6}


# callbacks


def signature(secret: str, stamp: str, raw: str) -> str:
    digest = hmac.digest(secret.encode(), f"{stamp}:{raw}".encode(), hashlib.sha256)
    return base64.b64encode(digest).decode()


async def test_6_the_end_is_told_by_patch_with_a_signature_over_the_raw_body(
    studio: Studio, skylab: RunningSkylab
) -> None:
    skylab.control.run_clock(10_000)
    job_id = await full_job(studio, "Café ☕")
    await studio.done("POST", f"jobs/{job_id}/queue", {"callback_url": skylab.sink_url})
    await skylab.control.arrived(1, "webhook")
    (told,) = skylab.control.webhook()
    stamp, raw = told["headers"]["x-skylab-timestamp"], told["body"]
    assert told["method"] == "PATCH"
    assert told["headers"]["x-skylab-signature"] == signature(skylab.callback_secret, stamp, raw)
    assert abs(int(stamp) - time.time()) < 60
    body = json.loads(raw)
    assert (body["id"], body["name"], body["status"]) == (job_id, "Café ☕", "completed")
    assert "Café ☕" in raw


async def test_6_a_callback_has_the_addresses_of_the_outputs(
    studio: Studio, skylab: RunningSkylab
) -> None:
    job = await studio.seeded("completed")
    (sent,) = skylab.control.send_callback(job["id"], skylab.sink_url)
    assert sent["outcome"] == 200
    photos = json.loads(sent["body"])["photos"]
    assert len(photos) == len(job["photos"])
    assert all(photo["retouchedUrl"].startswith(skylab.storage_origin) for photo in photos)


@pytest.mark.parametrize("flaw", ["signature", "base64", "other body"])
async def test_11_7_a_callback_can_be_signed_wrongly(
    studio: Studio, skylab: RunningSkylab, flaw: str
) -> None:
    skylab.control.set_switch(callback_flaw=flaw)
    skylab.control.send_callback((await studio.seeded("completed"))["id"], skylab.sink_url)
    (told,) = skylab.control.webhook()
    stamp, found = (told["headers"][f"x-skylab-{name}"] for name in ("timestamp", "signature"))
    assert found != signature(skylab.callback_secret, stamp, told["body"])


async def test_11_7_a_callback_can_be_old_twice_or_unsigned(
    studio: Studio, skylab: RunningSkylab
) -> None:
    job_id = (await studio.seeded("completed"))["id"]
    for flaw in ("old", "replay", "unsigned"):
        skylab.control.set_switch(callback_flaw=flaw)
        skylab.control.send_callback(job_id, skylab.sink_url)
    old, first, second, unsigned = skylab.control.webhook()
    assert float(old["headers"]["x-skylab-timestamp"]) < time.time() - 600
    assert first["headers"] == second["headers"]
    assert first["body"] == second["body"]
    assert "x-skylab-signature" not in unsigned["headers"]


@pytest.mark.parametrize("stamp", ["ms", "iso", "odd"])
async def test_10_the_moment_of_a_callback_has_other_forms(
    studio: Studio, skylab: RunningSkylab, stamp: str
) -> None:
    skylab.control.set_switch(callback_stamp=stamp)
    (sent,) = skylab.control.send_callback(
        (await studio.seeded("completed"))["id"], skylab.sink_url
    )
    text = sent["headers"]["X-Skylab-Timestamp"]
    assert not (text.isdecimal() and len(text) == 10)
    assert sent["headers"]["X-Skylab-Signature"] == signature(
        skylab.callback_secret, text, sent["body"]
    )


async def test_nobody_but_this_machine_is_called(studio: Studio, skylab: RunningSkylab) -> None:
    job_id = (await studio.seeded("completed"))["id"]
    (sent,) = skylab.control.send_callback(job_id, "https://hooks.example.com/done")
    assert str(sent["outcome"]).startswith("not sent")


async def test_a_cancelled_job_calls_nobody(studio: Studio, skylab: RunningSkylab) -> None:
    skylab.control.fix_clock(MOMENT_S)
    job_id = await full_job(studio)
    await studio.done("POST", f"jobs/{job_id}/queue", {"callback_url": skylab.sink_url})
    await studio.done("POST", f"jobs/{job_id}/cancel")
    other = await full_job(studio, "Other")
    await studio.done("POST", f"jobs/{other}/queue", {"callback_url": skylab.sink_url})
    skylab.control.fix_clock(MOMENT_S + 1_000)
    await skylab.control.arrived(1, "webhook")
    assert [json.loads(told["body"])["id"] for told in skylab.control.webhook()] == [other]


# the line by itself


def turn(ready_s: float = 0, work_s: float = 10) -> Turn:
    return Turn("a", 0, ready_s, work_s, tail_s=1)


def test_a_lane_works_on_one_job_at_a_time() -> None:
    line, first, second = Line(), turn(), turn()
    line.join(first, 0)
    line.join(second, 1)
    assert (first.begins_s, second.begins_s) == (0, 10)
    late = turn()
    line.join(late, 30)
    assert late.begins_s == 30


def test_those_behind_move_up_but_never_into_the_past() -> None:
    line, first, second, third = Line(), turn(ready_s=20), turn(), turn()
    for one in (first, second, third):
        line.join(one, 0)
    assert third.begins_s == 40
    line.leave(first, 5)
    assert (second.begins_s, third.begins_s) == (5, 15)
    line.leave(second, 8)
    assert third.begins_s == 8


def test_leaving_after_the_end_changes_nothing() -> None:
    line, first, second = Line(), turn(), turn()
    line.join(first, 0)
    line.join(second, 0)
    line.leave(first, 12)
    assert (first.begins_s, second.begins_s) == (0, 10)
