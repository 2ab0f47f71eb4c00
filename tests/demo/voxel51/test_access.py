"""Keys, users and their separate worlds; names cite the wire specification's sections."""

from __future__ import annotations

import pytest

from tests.demo.voxel51.calls import Calls, acting, entered
from tests.voxel_simulator import RunningVoxel

USER_ROUTES = ("analytics/list", "data/list", "jobs/list", "status/all")
APPLICATION_ROUTES = ("apps/analytics/list", "apps/data", "apps/jobs", "apps/users/list")


@pytest.mark.parametrize("key", [None, "", "Bearer wrong", "bare"])
async def test_11_2_a_missing_or_wrong_key_is_401(voxel: RunningVoxel, key: str | None) -> None:
    async with entered(voxel, {} if key is None else {"Authorization": key}) as calls:
        calls.http.headers.pop("Authorization", None) if key is None else None
        for path in USER_ROUTES:
            assert await calls.refused("GET", path) == 401


async def test_11_2_application_routes_want_the_application(voxel: RunningVoxel, me: Calls) -> None:
    for path in APPLICATION_ROUTES:
        assert await me.refused("GET", path) == 401
    async with entered(voxel, {"x-voxel51-application": "wrong"}) as calls:
        for path in (*APPLICATION_ROUTES, "data/list"):
            assert await calls.refused("GET", path) == 401


async def test_11_2_data_and_jobs_of_an_application_want_one_of_its_users(
    voxel: RunningVoxel, app: Calls
) -> None:
    for path in ("data/list", "jobs/list"):
        assert await app.refused("GET", path) == 400
        async with entered(voxel, acting(voxel, "nobody")) as stranger:
            assert await stranger.refused("GET", path) == 400


async def test_11_3_no_user_sees_what_another_has(
    voxel: RunningVoxel, me: Calls, ada: Calls
) -> None:
    data = await ada.uploaded(name="adas.bin")
    job = await ada.job()
    async with entered(voxel, acting(voxel, "bruno")) as bruno:
        for other in (bruno, me):
            assert "adas.bin" not in await other.names("data")
            for path in (f"data/{data['id']}", f"data/{data['id']}/download", f"jobs/{job['id']}"):
                assert await other.refused("GET", path) == 404
            assert await other.refused("DELETE", f"data/{data['id']}") == 404
            assert (await other.new_job(data_id=data["id"])).status_code == 400
            batch = {"action": "details", "ids": [job["id"]]}
            found = await other.done("POST", "jobs/batch", batch)
            assert found["responses"][job["id"]]["error"]["code"] == 404
    assert (await ada.done("GET", f"data/{data['id']}"))["data"]["name"] == "adas.bin"


async def test_6_an_application_asks_for_all_of_its_users_together(
    app: Calls, ada: Calls, me: Calls
) -> None:
    await ada.uploaded(name="adas.bin")
    await me.uploaded(name="mine.bin")
    found = await app.done("GET", "apps/data", fields="name", search="name:.bin")
    assert found == {"data": [{"name": "adas.bin"}], "total": 1}
    assert (await app.done("GET", "apps/jobs", limit=1))["total"] == 12


async def test_6_users_are_made_and_listed(voxel: RunningVoxel, app: Calls) -> None:
    assert (await app.done("GET", "apps/users/list"))["users"] == list(voxel.users)
    assert await app.done("POST", "apps/users", {"username": "zoe"}) is None
    assert "zoe" in (await app.done("GET", "apps/users/list"))["users"]
    for bad in ("zoe", "", "a\nb", 7, None):
        assert await app.refused("POST", "apps/users", {"username": bad}) == 400
    async with entered(voxel, acting(voxel, "zoe")) as zoe:
        assert (await zoe.done("GET", "data/list"))["data"] == []


async def test_8_breaches_of_the_protocol_are_noted(voxel: RunningVoxel) -> None:
    headers = acting(voxel, "ada") | {"Authorization": f"Bearer {voxel.token}", "Cookie": "a=b"}
    async with entered(voxel, headers) as calls:
        await calls.done("GET", "data/list")
        await calls.done("GET", "analytics/list")
        await calls.refused("GET", "data//list")
    noted = " ".join(voxel.control.take_faults())
    for words in ("keys of a user and of", "header cookie", "route of its own", "unknown path"):
        assert words in noted


async def test_3_5_the_status_says_what_the_switches_say(
    voxel: RunningVoxel, me: Calls, app: Calls
) -> None:
    voxel.control.set_switch(jobs_up=False)
    for calls, path in ((me, "status/all"), (app, "apps/status/all")):
        found = (await calls.done("GET", path))["statuses"]
        assert found["platform"] == {"operational": True, "message": "All systems up"}
        assert found["jobs"]["operational"] is False


async def test_the_control_says_what_is_going_on(voxel: RunningVoxel, me: Calls) -> None:
    before = voxel.control.call("GET", "state")
    assert (before["data"], before["users"]) == (24 + 3 * 3, 3)
    assert sum(before["jobs"].values()) == 30 + 3 * 4
    voxel.control.vanish((await me.videos())[0]["id"])
    assert voxel.control.call("GET", "state")["data"] == before["data"] - 1


async def test_the_storage_gives_nothing_but_files(voxel: RunningVoxel, me: Calls) -> None:
    del me.http.headers["Authorization"]
    for method, path, status in (("GET", "bucket/a", 404), ("PUT", "data/-/a", 404),
                                 ("GET", "data/-/a", 403)):  # fmt: skip
        reply = await me.http.request(method, f"{voxel.storage_origin}/{path}")
        assert (reply.status_code, reply.headers["Content-Type"]) == (status, "application/xml")
    assert len(voxel.control.take_faults()) == 2
    assert len(voxel.control.trapped()) == 2


@pytest.mark.parametrize("status", [429, 500])
async def test_11_10_faults_have_the_platforms_form(
    voxel: RunningVoxel, me: Calls, status: int
) -> None:
    voxel.control.fault("status", operation="list_jobs", status=status, retry_after=3, times=2)
    for _each in range(2):
        reply = await me.http.get("jobs/list")
        assert (reply.status_code, reply.headers["Retry-After"]) == (status, "3")
        assert reply.json()["error"]["code"] == status
    await me.done("GET", "jobs/list")
