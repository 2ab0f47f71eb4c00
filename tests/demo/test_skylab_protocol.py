"""The photo studio's simulator held against the wire specification; names cite its sections."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.demo.studio import API, EXTRACT, PLAIN, REPLACED, Studio, entered
from tests.skylab_simulator import RunningSkylab

BYTES = b"hello studio"


@pytest.fixture
async def studio(skylab: RunningSkylab) -> AsyncIterator[Studio]:
    async with entered(skylab) as made:
        yield made


@pytest.mark.parametrize("key", [None, "", "wrong"])
async def test_2_a_missing_or_wrong_key_is_403_with_a_message(
    studio: Studio, key: str | None
) -> None:
    del studio.api.headers["X-SLT-API-KEY"]
    if key is not None:
        studio.api.headers["X-SLT-API-KEY"] = key
    for method, path in (("GET", "jobs"), ("POST", "profiles"), ("DELETE", "photos/1")):
        assert await studio.call(method, path) == (403, {"message": "Invalid API key"})


@pytest.mark.parametrize("where", ["body", "query"])
async def test_3_0_parameters_of_get_come_in_body_or_query(studio: Studio, where: str) -> None:
    job = await studio.job("Wedding é")
    photo = await studio.photo("a.jpg", job_id=job["id"])
    asked: list[tuple[str, dict[str, Any]]] = [
        ("jobs/find_by_name", {"name": "Wedding é"}),
        ("photos/list_for_job", {"job_id": job["id"]}),
        ("photos/list_for_job", {"job_name": "Wedding é"}),
        ("photos/upload_url", {"photo_id": photo["id"], "content_md5": "KnUpqM0+zDHu33+iKLILWA=="}),
    ]
    for path, values in asked:
        if where == "body":
            await studio.done("GET", path, values)
        else:
            await studio.done("GET", path, **values)


async def test_3_0_the_query_wins_over_the_body(studio: Studio) -> None:
    await studio.job("One")
    await studio.job("Two")
    found = await studio.done("GET", "jobs/find_by_name", {"name": "One"}, name="Two")
    assert found["name"] == "Two"


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"[1]", 422), (b'"a"', 422)])
async def test_3_0_bodies_that_are_no_object_are_refused(
    studio: Studio, body: bytes, status: int
) -> None:
    reply = await studio.api.post(f"{API}/jobs", content=body)
    assert reply.status_code == status
    assert reply.json()["message"]


async def test_3_1_the_latest_30_of_40_jobs_are_listed_newest_first(studio: Studio) -> None:
    jobs = await studio.done("GET", "jobs")
    ids = [job["id"] for job in jobs]
    assert len(ids) == 30
    assert ids == sorted(ids, reverse=True)
    oldest = await studio.done("GET", f"jobs/{min(ids) - 10}")
    assert oldest["status"] == "completed"
    assert (await studio.call("GET", f"jobs/{min(ids) - 11}"))[0] == 404


async def test_3_1_a_job_has_every_field_that_clients_read(studio: Studio) -> None:
    made = await studio.job("Wedding", PLAIN)
    assert (
        made.items()
        >= {
            "name": "Wedding",
            "type": "regular",
            "status": "created",
            "profileId": PLAIN,
            "profile": {"id": PLAIN, "name": "Soft skin"},
            "photos": [],
        }.items()
    )
    photo = await studio.photo("a.jpg", job_id=made["id"])
    found = await studio.done("GET", f"jobs/{made['id']}")
    assert found["photos"] == [{"id": photo["id"], "name": "a.jpg"}]
    assert await studio.done("GET", f"jobs/{made['id']}/photo_ids") == [photo["id"]]


async def test_3_1_a_job_may_go_without_a_name_but_not_without_a_profile(studio: Studio) -> None:
    assert (await studio.done("POST", "jobs", {"profile_id": PLAIN}))["name"]
    assert (await studio.call("POST", "jobs", {"name": "a"}))[0] == 422
    assert (await studio.call("POST", "jobs", {"name": "a", "profile_id": 1}))[0] == 422


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
async def test_3_1_a_job_is_updated_by_patch_and_put(studio: Studio, method: str) -> None:
    job = await studio.job("Before")
    changes = {"name": "After", "profile_id": EXTRACT, "some_new_field": [1]}
    found = await studio.done(method, f"jobs/{job['id']}", changes)
    assert (found["name"], found["profileId"], found["someNewField"]) == ("After", EXTRACT, [1])
    assert await studio.done("GET", f"jobs/{job['id']}") == found


async def test_3_1_a_deleted_job_is_answered_and_gone_with_its_photos(
    studio: Studio, skylab: RunningSkylab
) -> None:
    job = await studio.job()
    photo = await studio.uploaded(BYTES, job_id=job["id"])
    assert (await studio.done("DELETE", f"jobs/{job['id']}"))["id"] == job["id"]
    assert (await studio.call("GET", f"jobs/{job['id']}"))[0] == 404
    assert (await studio.call("GET", f"photos/{photo['id']}"))[0] == 404
    job = await studio.job()
    skylab.control.set_switch(short_deletes=True)
    assert await studio.done("DELETE", f"jobs/{job['id']}") == {"id": job["id"]}


async def test_3_2_profiles_keep_what_they_are_given(studio: Studio) -> None:
    made = await studio.done(
        "POST", "profiles", {"name": "Mine", "enable_crop": True, "newest_option": {"a": 1}}
    )
    assert made["enableCrop"] is True
    assert made["enableExtract"] is False
    changed = await studio.done("PATCH", f"profiles/{made['id']}", {"description": "for me"})
    assert (changed["description"], changed["newestOption"]) == ("for me", {"a": 1})
    assert changed in await studio.done("GET", "profiles")


async def test_3_2_flags_can_come_as_texts(studio: Studio, skylab: RunningSkylab) -> None:
    skylab.control.set_switch(flags="texts")
    profile = await studio.done("GET", f"profiles/{EXTRACT}")
    assert (profile["enableExtract"], profile["replaceBackground"]) == ("true", "false")


async def test_3_2_photos_of_a_profile_are_its_backgrounds(studio: Studio) -> None:
    profile = await studio.done("GET", f"profiles/{REPLACED}")
    assert [photo["name"] for photo in profile["photos"]] == ["beach.jpg", "studio.jpg"]
    for photo in profile["photos"]:
        assert photo["jobId"] is None
        assert "job" not in photo
        found = await studio.done("GET", f"photos/{photo['id']}")
        assert "job" not in found
        picture = await studio.storage.get(photo["originalUrl"])
        assert picture.content.startswith(b"\xff\xd8")


async def test_3_3_a_photo_has_every_field_that_clients_read(studio: Studio) -> None:
    job = await studio.job()
    photo = await studio.uploaded(BYTES, job_id=job["id"])
    found = await studio.done("GET", f"photos/{photo['id']}")
    assert (found["name"], found["jobId"]) == ("a.jpg", job["id"])
    assert found["job"] == {"id": job["id"], "profileId": PLAIN}
    assert found["retouchedUrl"] is None
    assert (await studio.storage.get(found["originalUrl"])).content == BYTES
    (listed,) = await studio.done("GET", "photos/list_for_job", {"job_id": job["id"]})
    assert listed["id"] == photo["id"]


@pytest.mark.parametrize(("manner", "has_it"), [("null", True), ("absent", False), ("text", True)])
async def test_3_3_an_unfinished_output_is_said_in_three_ways(
    studio: Studio, skylab: RunningSkylab, manner: str, has_it: bool
) -> None:
    skylab.control.set_switch(unfinished=manner)
    job = await studio.job()
    photo = await studio.photo("a.jpg", job_id=job["id"])
    assert ("retouchedUrl" in photo) is has_it
    assert not str(photo.get("retouchedUrl")).startswith("http")


async def test_10_the_list_of_photos_can_be_wrapped(studio: Studio, skylab: RunningSkylab) -> None:
    job = await studio.seeded("completed")
    plain = await studio.done("GET", "photos/list_for_job", {"job_id": job["id"]})
    skylab.control.set_switch(photo_list="object")
    wrapped = await studio.done("GET", "photos/list_for_job", {"job_id": job["id"]})
    assert [photo["id"] for photo in wrapped["photos"]] == [photo["id"] for photo in plain]


async def test_11_4_names_are_unique_per_kind(studio: Studio) -> None:
    job, other = await studio.job("Twice"), await studio.job("Other")
    assert (await studio.call("POST", "jobs", {"name": "Twice", "profile_id": PLAIN}))[0] == 422
    assert (await studio.call("PATCH", f"jobs/{other['id']}", {"name": "Twice"}))[0] == 422
    assert (await studio.call("POST", "profiles", {"name": "Soft skin"}))[0] == 422
    await studio.photo("a.jpg", job_id=job["id"])
    await studio.photo("a.jpg", job_id=other["id"])
    again = {"job_id": job["id"], "name": "a.jpg"}
    status, body = await studio.call("POST", "photos", again)
    assert (status, body["message"]) == (422, "Photo name has already been taken")


async def test_11_4_backgrounds_need_both_flags(studio: Studio) -> None:
    for profile_id in (PLAIN, EXTRACT):
        wanted = {"profile_id": profile_id, "name": "beach.jpg"}
        assert (await studio.call("POST", "photos", wanted))[0] == 422
    await studio.photo("sea.jpg", profile_id=REPLACED)


@pytest.mark.parametrize(
    "body", [{"name": "a.jpg"}, {"name": "a.jpg", "job_id": 1, "profile_id": 1}, {"job_id": "x"}]
)
async def test_7_photos_without_a_clear_owner_are_422(studio: Studio, body: Any) -> None:
    assert (await studio.call("POST", "photos", body))[0] == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "jobs/1"),
        ("POST", "jobs/1/queue"),
        ("GET", "jobs/abc"),
        ("GET", "profiles/1"),
        ("PATCH", "profiles/1"),
        ("GET", "photos/1"),
        ("DELETE", "photos/1"),
    ],
)
async def test_7_what_does_not_exist_is_404_with_a_message(
    studio: Studio, method: str, path: str
) -> None:
    status, body = await studio.call(method, path)
    assert status == 404
    assert body["message"]


@pytest.mark.parametrize("md5", [None, "", "short", "2a7529a8cd3ecc31eedf7fa228b20b58", "!!!!"])
async def test_7_an_upload_needs_the_base64_of_an_md5(studio: Studio, md5: str | None) -> None:
    job = await studio.job()
    photo = await studio.photo("a.jpg", job_id=job["id"])
    wanted = {"photo_id": photo["id"], "content_md5": md5}
    assert (await studio.call("GET", "photos/upload_url", wanted))[0] == 422


@pytest.mark.parametrize(
    ("manner", "name"),
    [
        ("parent", "../evil.png"),
        ("drive", "C:\\evil.png"),
        ("absolute", "/etc/evil.png"),
        ("unknown", "x.unknown"),
    ],
)
async def test_11_8_photos_can_have_hostile_names(
    studio: Studio, skylab: RunningSkylab, manner: str, name: str
) -> None:
    skylab.control.set_switch(names=manner)
    job = await studio.seeded("completed")
    assert job["photos"][0]["name"] == name
    assert (await studio.done("GET", f"photos/{job['photos'][0]['id']}"))["name"] == name


async def test_11_8_names_can_be_all_the_same_or_strange(
    studio: Studio, skylab: RunningSkylab
) -> None:
    job = await studio.seeded("completed")
    skylab.control.set_switch(names="duplicate")
    same = await studio.done("GET", f"jobs/{job['id']}")
    assert len({photo["name"] for photo in same["photos"]}) == 1
    skylab.control.set_switch(names="hostile")
    strange = await studio.done("GET", f"jobs/{job['id']}")
    assert len({photo["name"] for photo in strange["photos"]}) > 1


async def test_11_10_other_paths_are_kept_as_telemetry(
    studio: Studio, skylab: RunningSkylab
) -> None:
    reply = await studio.api.post("/api/4507850876452864/envelope/", content=b"{}")
    await studio.storage.post(f"{skylab.storage_origin}/collect")
    assert reply.status_code == 404
    assert [call["path"] for call in skylab.control.trapped()] == [
        "/api/4507850876452864/envelope/",
        "/collect",
    ]
    assert len(skylab.control.take_faults()) == 2


async def test_a_careless_client_is_noted(studio: Studio, skylab: RunningSkylab) -> None:
    await studio.api.post(f"{API}/jobs?name=a", content=b"{}", headers={"Content-Type": "text/a"})
    assert skylab.control.take_faults() == [
        "create_job: a query on a POST request",
        "create_job: a body of text/a",
    ]


async def test_errors_that_are_injected_have_a_message(
    studio: Studio, skylab: RunningSkylab
) -> None:
    skylab.control.fault("status", operation="get_job", status=429, retry_after=3)
    reply = await studio.api.get(f"{API}/jobs/4711")
    assert (reply.status_code, reply.headers["Retry-After"]) == (429, "3")
    assert reply.json()["message"]


async def test_a_reset_brings_the_account_back(studio: Studio, skylab: RunningSkylab) -> None:
    before = await studio.done("GET", "profiles")
    job = await studio.job()
    await studio.uploaded(BYTES, job_id=job["id"])
    await studio.done("PATCH", f"profiles/{PLAIN}", {"name": "Changed"})
    skylab.control.reset()
    assert (await studio.call("GET", f"jobs/{job['id']}"))[0] == 404
    assert [profile["name"] for profile in await studio.done("GET", "profiles")] == [
        profile["name"] for profile in before
    ]
