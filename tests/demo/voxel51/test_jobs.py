"""Jobs and analytics: their life and their rules; names cite the wire specification's sections."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.demo.voxel51.films import drawn
from facespace_desk.demo.voxel51.sketches import Sketch
from tests.demo.voxel51.calls import COUNT, DAY_S, DOCK, MOMENT_S, VEHICLES, Calls
from tests.voxel_simulator import RunningVoxel, video

STILLS = "northgate/still-labels"
STATES = {"READY", "QUEUED", "SCHEDULED", "RUNNING", "COMPLETE", "FAILED"}
ACTIONS = ("start", "archive", "unarchive", "kill")


@pytest.fixture
def still(voxel: RunningVoxel) -> RunningVoxel:
    """Its clock stands; all data of the start has expired."""
    voxel.control.fix_clock(MOMENT_S)
    return voxel


@cache
def film() -> bytes:
    return drawn(Sketch(7, 4, 40_000))


async def begun(me: Calls, analytic: str = VEHICLES, **more: Any) -> str:
    """The id of a job that was just started, on a film of its own unless *more* says else."""
    data_id = more.pop("data_id", "") or (await me.uploaded(film(), "a.mp4"))["id"]
    job = await me.job(analytic, data_id, **more)
    await me.done("PUT", f"jobs/{job['id']}/start")
    return str(job["id"])


async def test_11_there_is_a_job_in_every_state_and_of_every_failure(me: Calls) -> None:
    jobs = (await me.done("GET", "jobs", {}))["jobs"]
    assert {job["state"] for job in jobs} == STATES
    failures = {job["failure_type"] for job in jobs if job["state"] == "FAILED"}
    assert failures == {"USER", "ANALYTIC", "PLATFORM"}


async def test_11_4_a_job_lives_through_its_states(me: Calls, still: RunningVoxel) -> None:
    still.control.set_switch(queued_s=10, scheduled_s=20, running_s=30)
    job = await me.job(data_id=(await me.uploaded(film(), "a.mp4"))["id"])
    path = f"jobs/{job['id']}"
    assert job["state"] == "READY"
    assert await me.refused("GET", f"{path}/status") == 404
    await me.done("PUT", f"{path}/start")
    seen = []
    for after_s in (0, 9, 10, 29, 30, 59, 60):
        still.control.fix_clock(MOMENT_S + after_s)
        seen.append(await me.state(job["id"]))
        if after_s < 60:
            assert await me.refused("GET", f"{path}/output") == 404
    assert seen == ["QUEUED", "QUEUED", "SCHEDULED", "SCHEDULED", "RUNNING", "RUNNING", "COMPLETE"]
    details = (await me.done("GET", path))["job"]
    assert details["start_date"] == "2027-01-15T08:00:00.000Z"
    assert details["completion_date"] == "2027-01-15T08:01:00.000Z"
    assert (details["failure_type"], details["output_filename"]) == ("NONE", "output.zip")
    assert await me.refused("PUT", f"{path}/start") == 400


@pytest.mark.parametrize("failure", ["USER", "ANALYTIC", "PLATFORM"])
async def test_11_4_a_job_fails_as_switched(me: Calls, still: RunningVoxel, failure: str) -> None:
    still.control.set_switch(outcome=failure)
    job_id = await begun(me, DOCK)
    still.control.fix_clock(MOMENT_S + 60)
    details = (await me.done("GET", f"jobs/{job_id}"))["job"]
    assert (details["state"], details["failure_type"]) == ("FAILED", failure)
    assert details["fail_date"]
    assert await me.refused("GET", f"jobs/{job_id}/output") == 404
    assert (await me.done("GET", f"jobs/{job_id}/status"))["failure_type"] == failure
    assert "ERROR" in (await me.http.get(f"jobs/{job_id}/log")).text


async def test_11_4_what_is_no_film_fails_as_the_users(me: Calls, still: RunningVoxel) -> None:
    data = await me.uploaded(b"no video", "a.mp4", "video/mp4")
    job_id = await begun(me, data_id=data["id"])
    still.control.fix_clock(MOMENT_S + 60)
    assert (await me.done("GET", f"jobs/{job_id}"))["job"]["failure_type"] == "USER"


async def test_11_4_rules_of_kill_and_delete(me: Calls, still: RunningVoxel) -> None:
    data_id = (await me.uploaded(film()))["id"]
    ready = (await me.job(data_id=data_id))["id"]
    assert await me.refused("PUT", f"jobs/{ready}/kill") == 400
    started = await begun(me)
    assert await me.refused("DELETE", f"jobs/{started}") == 400
    assert await me.done("PUT", f"jobs/{started}/kill") is None
    assert await me.state(started) == "FAILED"
    running = await begun(me)
    still.control.fix_clock(MOMENT_S + 3)
    assert await me.refused("PUT", f"jobs/{running}/kill") == 400
    assert await me.done("DELETE", f"jobs/{ready}") is None
    assert await me.refused("GET", f"jobs/{ready}") == 404


@pytest.mark.parametrize(("left", "status"), [("READY", 200), ("gone", 404), ("FAILED", 200)])
async def test_9_what_is_left_of_a_killed_job_is_switched(
    voxel: RunningVoxel, me: Calls, left: str, status: int
) -> None:
    voxel.control.set_switch(killed=left)
    job_id = await begun(me)
    await me.done("PUT", f"jobs/{job_id}/kill")
    found, answer = await me.call("GET", f"jobs/{job_id}")
    assert found == status
    assert status == 404 or answer["job"]["state"] == left


async def test_3_3_jobs_go_into_the_archive_and_out(me: Calls) -> None:
    job_id = (await me.job())["id"]
    await me.done("PUT", f"jobs/{job_id}/archive")
    assert job_id not in [job["id"] for job in (await me.done("GET", "jobs/list"))["jobs"]]
    assert await me.refused("PUT", f"jobs/{job_id}/start") == 400
    await me.done("PUT", f"jobs/{job_id}/unarchive")
    assert job_id in [job["id"] for job in (await me.done("GET", "jobs/list"))["jobs"]]


async def test_5_1_the_request_comes_back_as_it_was_sent(me: Calls) -> None:
    data_id = (await me.videos())[0]["id"]
    parameters = {"confidence": 0.8, "labels": ["car"], "x": None, "mask": {"data-id": data_id}}
    job = await me.job(version="1.0", compute_mode="GPU", parameters=parameters)
    assert job["compute_mode"] == "GPU"
    assert await me.done("GET", f"jobs/{job['id']}/request") == {
        "analytic": VEHICLES,
        "version": "1.0",
        "compute_mode": "GPU",
        "inputs": {"video": {"data-id": data_id}},
        "parameters": parameters,
    }


@pytest.mark.parametrize(
    "more",
    [
        {"analytic": "voxel51/nothing"},
        {"version": "9"},
        {"analytic": DOCK, "version": "0.4"},
        {"analytic": COUNT, "compute_mode": "GPU"},
        {"compute_mode": "TPU"},
        {"inputs": {}},
        {"inputs": {"film": {"data-id": "d"}}},
        {"inputs": {"video": "d"}},
        {"inputs": {"video": {"data-id": "d"}}},
        {"parameters": {"mask": {"data-id": "d"}}},
        {"parameters": []},
        {"auto_start": "perhaps"},
        {"ttl": "soon"},
    ],
)
async def test_5_1_requests_that_cannot_be_run_are_refused(me: Calls, more: dict[str, Any]) -> None:
    reply = await me.new_job(**more)
    assert reply.status_code == 400
    assert reply.json()["error"]["message"]


@pytest.mark.parametrize("text", ["True", "true", "TRUE"])
async def test_5_2_jobs_start_by_themselves(me: Calls, text: str) -> None:
    job = await me.job(auto_start=text, ttl="2099-01-01T00:00:00Z")
    assert (job["state"], job["auto_start"]) == ("QUEUED", True)
    assert job["expiration_date"] == "2099-01-01T00:00:00.000Z"


async def test_11_6_an_output_expires_and_the_job_stays(me: Calls, still: RunningVoxel) -> None:
    job_id = await begun(me)
    path = f"jobs/{job_id}"
    still.control.fix_clock(MOMENT_S + 3 * DAY_S - 1)
    assert (await me.http.get(f"{path}/output")).status_code == 200
    still.control.fix_clock(MOMENT_S + 3 * DAY_S)
    assert (await me.done("GET", path))["job"]["expired"] is True
    assert await me.refused("GET", f"{path}/output") == 404
    assert await me.ttl(path, days="1") == 400


async def test_11_6_a_life_that_ends_in_the_past_deletes_the_output(me: Calls) -> None:
    job = next(job for job in (await me.done("GET", "jobs/list"))["jobs"]
               if job["state"] == "COMPLETE" and not job["expired"])  # fmt: skip
    assert await me.ttl(f"jobs/{job['id']}", days="-400") == 204
    assert (await me.done("GET", f"jobs/{job['id']}"))["job"]["expired"] is True
    assert await me.refused("GET", f"jobs/{job['id']}/output-url") == 404


async def test_11_8_log_files_are_for_private_analytics(me: Calls, still: RunningVoxel) -> None:
    public, private = await begun(me), await begun(me, DOCK)
    assert await me.refused("GET", f"jobs/{private}/log") == 404
    still.control.fix_clock(MOMENT_S + 60)
    for path in ("log", "log-url"):
        assert await me.refused("GET", f"jobs/{public}/{path}") == 403
    reply = await me.http.get(f"jobs/{private}/log")
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert "Task complete" in reply.text
    url = (await me.done("GET", f"jobs/{private}/log-url"))["url"]
    assert url.startswith(still.storage_origin)


async def test_5_4_the_status_grows_as_the_job_runs(me: Calls, still: RunningVoxel) -> None:
    still.control.set_switch(queued_s=0, scheduled_s=10, running_s=100)
    job_id = await begun(me)
    first = await me.done("GET", f"jobs/{job_id}/status")
    assert (first["state"], first["start_time"], first["messages"]) == ("SCHEDULED", None, [])
    still.control.fix_clock(MOMENT_S + 35)
    second = await me.done("GET", f"jobs/{job_id}/status")
    assert second["start_time"] == "2027-01-15T08:00:10.000000"
    assert second["messages"][-1]["message"] == "Processing: 25 % of the frames"
    still.control.fix_clock(MOMENT_S + 110)
    last = await me.done("GET", f"jobs/{job_id}/status")
    assert (last["state"], last["complete_time"]) == ("COMPLETE", "2027-01-15T08:01:50.000000")


async def test_11_9_every_action_has_a_batch_with_a_result_for_each(me: Calls) -> None:
    ready, other = (await me.job())["id"], (await me.job())["id"]
    await me.done("PUT", f"jobs/{other}/start")
    results = {}
    for action in ACTIONS:
        body = {"action": action, "ids": [ready, other, "nothing"]}
        found = (await me.done("POST", "jobs/batch", body))["responses"]
        results[action] = [found[each]["success"] for each in body["ids"]]
    assert results == {
        "start": [True, False, False],
        "archive": [True, True, False],
        "unarchive": [True, True, False],
        "kill": [True, True, False],
    }
    body = {"action": "ttl", "ids": [ready, "nothing"], "expiration_date": "2099-01-01T00:00:00Z"}
    found = (await me.done("POST", "jobs/batch", body))["responses"]
    assert found[ready] == {"success": True}
    body = {"action": "details", "ids": [ready, "nothing"]}
    found = (await me.done("POST", "jobs/batch", body))["responses"]
    assert found[ready]["response"]["expiration_date"] == "2099-01-01T00:00:00.000Z"
    assert found["nothing"]["error"] == {"code": 404, "message": "No such job"}


async def test_a_job_can_disappear_and_be_ended_from_outside(
    voxel: RunningVoxel, me: Calls
) -> None:
    first, second = await begun(me), await begun(me)
    voxel.control.vanish(first)
    assert await me.refused("GET", f"jobs/{first}") == 404
    assert voxel.control.finish(second, "PLATFORM")["failure_type"] == "PLATFORM"
    assert voxel.control.finish(second)["state"] == "COMPLETE"


# analytics


def document(name: str = "mine", **more: Any) -> bytes:
    info = {"name": name, "version": "1.0", "supports_cpu": True, "supports_gpu": False}
    video_in = {"name": "video", "type": "types.Video", "required": True}
    parts: dict[str, Any] = {"info": info, "inputs": [video_in], "parameters": [], "outputs": []}
    return json.dumps(parts | more).encode()


async def test_11_8_an_analytic_is_pending_until_an_image_has_arrived(
    me: Calls, app: Calls
) -> None:
    files: Any = {"file": ("doc.json", document(), "application/json"),
                  "analytic_type": (None, "IMAGE_TO_VIDEO")}  # fmt: skip
    made = (await me.http.post("analytics", files=files)).json()["analytic"]
    assert (made["name"], made["pending"]) == ("northgate/mine", True)
    assert made["is_image_to_video"] is True
    assert (await me.new_job("northgate/mine")).status_code == 400
    path = f"analytics/{made['id']}/images"
    image = {"file": ("image.tar.gz", bytes(100_000), "application/gzip")}
    for kind, name in (("GPU", "image.tar.gz"), ("CPU", "image.zip"), ("", "image.tar.gz")):
        wrong = {"file": (name, b"x", "application/gzip")}
        assert (await me.http.post(path, params={"type": kind}, files=wrong)).status_code == 400
    assert (await me.http.post(path, params={"type": "cpu"}, files=image)).status_code == 204
    assert (await me.done("GET", f"analytics/{made['id']}"))["analytic"]["pending"] is False
    assert (await me.new_job("northgate/mine")).status_code == 200
    assert await app.refused("GET", f"apps/analytics/{made['id']}") == 404
    assert await me.done("DELETE", f"analytics/{made['id']}") is None
    assert await me.refused("GET", f"analytics/{made['id']}/doc") == 404


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", document(name=""), document(inputs=None)])
async def test_3_1_documents_that_are_none_are_refused(me: Calls, body: bytes) -> None:
    files = {"file": ("doc.json", body, "application/json")}
    assert (await me.http.post("analytics", files=files)).status_code == 400


async def test_3_1_analytics_of_others_stay(me: Calls, app: Calls) -> None:
    mine = (await me.done("GET", "analytics/list"))["analytics"]
    others = (await app.done("GET", "apps/analytics/list"))["analytics"]
    assert {each["name"] for each in mine if each not in others} == {DOCK, STILLS}
    assert {each["name"] for each in others if each not in mine} == {"portal/yard-count"}
    assert await me.refused("DELETE", f"analytics/{mine[0]['id']}") == 403
    assert await app.refused("DELETE", f"apps/analytics/{mine[0]['id']}") == 403


async def test_documents_use_every_type(me: Calls) -> None:
    listed = (await me.done("GET", "analytics", {"all_versions": True}))["analytics"]
    documents = [await me.done("GET", f"analytics/{each['id']}/doc") for each in listed]
    types = {part["type"] for doc in documents for part in (*doc["inputs"], *doc["parameters"])}
    assert {"types.Video", "types.Image", "types.Number", "types.Boolean", "types.String",
            "types.Array", "types.Object", "types.JSONFile"} <= types  # fmt: skip
    for each, doc in zip(listed, documents, strict=True):
        assert each["name"].endswith(doc["info"]["name"])
        assert each["version"] == doc["info"]["version"]


async def test_an_uploaded_film_runs_to_its_end(
    voxel: RunningVoxel, me: Calls, tmp_path: Path
) -> None:
    body = video(tmp_path / "a.mp4", frames=8).read_bytes()
    data = await me.uploaded(body, "a.mp4", "video/mp4")
    job_id = await begun(me, data_id=data["id"])
    assert voxel.control.finish(job_id)["state"] == "COMPLETE"
    reply = await me.http.get(f"jobs/{job_id}/output")
    assert reply.content.startswith(b"PK")
