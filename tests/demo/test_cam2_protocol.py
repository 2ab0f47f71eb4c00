"""The CAM2 simulator held against the wire specification; names cite section 11's points."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import httpx
import pytest

from tests.cam2_simulator import SMALL_WORLD, RunningCam2
from tests.limits import PATIENCE_S

NOBODY = "5ae0ecbd336359291be74c12"
IP_CAMERA = {
    "type": "ip",
    "is_active_image": "True",
    "is_active_video": "0",
    "retrieval": json.dumps({"ip": "192.0.2.17", "port": "8080", "image_path": "/jpg"}),
}


class Caller:
    """Speaks the protocol with a client's token; `get`, `post` and `put` give status and JSON."""

    def __init__(self, http: httpx.AsyncClient, credentials: tuple[str, str]) -> None:
        self.http = http
        self.credentials = credentials

    async def sign_in(self, path: str = "/auth") -> None:
        status, body = await self.auth(*self.credentials, path=path)
        assert status == 200, body
        self.http.headers["Authorization"] = f"Bearer {body['token']}"

    async def auth(self, client_id: str, secret: str, path: str = "/auth") -> tuple[int, Any]:
        """Ask for a token, as the only call without one."""
        self.http.headers.pop("Authorization", None)
        return await self.get(path, clientID=client_id, clientSecret=secret)

    async def get(self, path: str, **params: Any) -> tuple[int, Any]:
        reply = await self.http.get(path, params=params)
        return reply.status_code, reply.json()

    async def post(self, path: str, **form: Any) -> tuple[int, Any]:
        reply = await self.http.post(path, data=form)
        return reply.status_code, reply.json()

    async def put(self, path: str, **form: Any) -> tuple[int, Any]:
        reply = await self.http.put(path, data=form)
        return reply.status_code, reply.json()

    async def found(self, **params: Any) -> list[dict[str, Any]]:
        status, cameras = await self.get("/cameras/search", **params)
        assert status == 200, cameras
        return list(cameras)

    async def all_found(self, **params: Any) -> list[dict[str, Any]]:
        cameras: list[dict[str, Any]] = []
        while page := await self.found(offset=len(cameras), **params):
            cameras += page
        return cameras

    async def log(self, **params: Any) -> list[dict[str, Any]]:
        status, entries = await self.get("/apps/db-change", **params)
        assert status == 200, entries
        return list(entries)


async def caller(cam2: RunningCam2, level: str) -> AsyncIterator[Caller]:
    async with httpx.AsyncClient(
        base_url=cam2.base_url, trust_env=False, timeout=PATIENCE_S
    ) as http:
        made = Caller(http, cam2.clients[level])
        await made.sign_in()
        yield made


@pytest.fixture
async def user(cam2: RunningCam2) -> AsyncIterator[Caller]:
    async for made in caller(cam2, "user"):
        yield made


@pytest.fixture
async def web_ui(cam2: RunningCam2) -> AsyncIterator[Caller]:
    async for made in caller(cam2, "webUI"):
        yield made


@pytest.fixture
async def admin(cam2: RunningCam2) -> AsyncIterator[Caller]:
    async for made in caller(cam2, "admin"):
        yield made


def test_4_three_clients_have_ids_and_secrets_of_the_lengths_that_are_checked(
    cam2: RunningCam2,
) -> None:
    assert list(cam2.clients) == ["user", "webUI", "admin"]
    assert {len(client_id) for client_id, _ in cam2.clients.values()} == {96}
    assert min(len(secret) for _, secret in cam2.clients.values()) == 71


async def test_1_auth_answers_with_and_without_a_slash(user: Caller) -> None:
    await user.sign_in("/auth/")
    assert len(await user.found()) == 100


@pytest.mark.parametrize(
    ("client_id", "secret", "status", "words"),
    [
        ("f" * 96, "s" * 71, 404, "Cannot find client with that ClientID"),
        (None, "s" * 71, 401, "Bad client secret"),
    ],
)
async def test_2_unknown_id_is_404_and_wrong_secret_401(
    user: Caller, client_id: str | None, secret: str, status: int, words: str
) -> None:
    answer = await user.auth(client_id or user.credentials[0], secret)
    assert answer == (status, {"message": words})


async def test_2_credentials_of_a_wrong_length_are_a_fault_of_the_client(
    user: Caller, cam2: RunningCam2
) -> None:
    assert (await user.auth("short", "s" * 71))[0] == 404
    assert cam2.control.take_faults() == ["auth: credentials of a wrong length"]


async def test_3_tokens_end_with_words_that_a_switch_changes(
    user: Caller, cam2: RunningCam2
) -> None:
    cam2.control.expire_tokens()
    assert await user.get("/cameras/search") == (401, {"message": "Token expired."})
    cam2.control.set_switch(full_stop=False)
    assert await user.get("/cameras/search") == (401, {"message": "Token expired"})
    await user.sign_in()
    assert len(await user.found()) == 100


async def test_3_the_life_of_tokens_can_be_short(user: Caller, cam2: RunningCam2) -> None:
    cam2.control.set_switch(token_life_s=0.05)
    await user.sign_in()
    await asyncio.sleep(0.1)
    assert (await user.get("/cameras/search"))[0] == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Basic abc", "Bearer unknown"])
async def test_3_missing_and_unknown_tokens_get_other_words(user: Caller, header: str) -> None:
    user.http.headers["Authorization"] = header
    status, body = await user.get("/cameras/search")
    assert status == 401
    assert body["message"] in ("No token provided", "Failed to authenticate token")


@pytest.mark.parametrize(
    ("method", "path", "levels"),
    [
        ("GET", "/cameras/search", ("user", "webUI", "admin")),
        ("GET", "/cameras/exist?type=ip&ip=192.0.2.1", ("user", "webUI", "admin")),
        ("GET", "/apps/by-owner?owner=portal", ("webUI", "admin")),
        ("GET", "/apps/db-change", ("webUI", "admin")),
        ("POST", "/apps/register", ("webUI", "admin")),
        ("PUT", f"/apps/{'0' * 96}/secret", ("webUI", "admin")),
        ("PUT", f"/apps/{'0' * 96}", ("webUI", "admin")),
        ("GET", f"/apps/{'0' * 96}/usage?owner=x", ("webUI", "admin")),
        ("POST", "/cameras/create", ("admin",)),
        ("PUT", f"/cameras/{NOBODY}", ("admin",)),
    ],
)
async def test_4_a_level_too_low_is_403_before_anything_else_is_looked_at(
    user: Caller, web_ui: Caller, admin: Caller, method: str, path: str, levels: tuple[str, ...]
) -> None:
    for level, who in (("user", user), ("webUI", web_ui), ("admin", admin)):
        reply = await who.http.request(method, path)
        assert (reply.status_code == 403) == (level not in levels), (level, reply.text)
        assert reply.status_code == 200 or reply.json()["message"]


async def test_5_search_pages_by_100_and_each_camera_comes_once(user: Caller) -> None:
    cameras = await user.all_found()
    assert len(cameras) == len({camera["cameraID"] for camera in cameras}) == SMALL_WORLD
    assert {camera["type"] for camera in cameras} == {"ip", "non_ip", "stream"}


async def test_5_the_world_holds_every_trouble_that_real_catalogues_hold(user: Caller) -> None:
    cameras = await user.all_found()
    places = [(camera["latitude"], camera["longitude"]) for camera in cameras]
    assert any(isinstance(lat, str) and lat.lstrip("-")[0].isdigit() for lat, _ in places)
    assert (None, None) in places
    assert (0, 0) in places
    assert ("unknown", "") in places
    assert any(isinstance(lat, float) and lon is None for lat, lon in places)
    assert len(set(places)) < len(places) - 5, "some stand at the same place"
    ports = [camera["retrieval"].get("port") for camera in cameras]
    assert {type(port) for port in ports} >= {str, int, type(None)}
    offsets = [camera["utc_offset"] for camera in cameras]
    assert None in offsets
    assert any(offset and abs(offset) <= 14 for offset in offsets), "hours"
    assert any(offset and abs(offset) > 14 for offset in offsets), "seconds"
    urls = [camera["reference_url"] for camera in cameras]
    assert any(url and "://" not in url for url in urls)
    for field in ("source", "country", "state", "city", "resolution_width", "frame_rate"):
        assert any(camera[field] is None for camera in cameras), field
    assert {len(camera["country"]) for camera in cameras if camera["country"]} == {2, 3}


@pytest.mark.parametrize(
    "wanted",
    [
        {"type": "stream"},
        {"country": "US", "is_active_image": "TRUE"},
        {"source": "weather-eye", "is_active_video": "0"},
        {"resolution_width": "640", "resolution_height": "480"},
    ],
)
async def test_5_search_finds_what_matches_and_all_of_it(
    user: Caller, wanted: dict[str, str]
) -> None:
    def matches(camera: dict[str, Any]) -> bool:
        booleans = {"TRUE": True, "0": False}
        return all(
            camera[name] == booleans.get(value, value) or str(camera[name]) == value
            for name, value in wanted.items()
        )

    everything = await user.all_found()
    expected = [camera["cameraID"] for camera in everything if matches(camera)]
    assert expected
    assert [camera["cameraID"] for camera in await user.all_found(**wanted)] == expected


async def test_5_the_radius_is_in_the_unit_of_the_switch(user: Caller, cam2: RunningCam2) -> None:
    near_london = {"latitude": 51.5, "longitude": -0.13}
    in_km = await user.all_found(**near_london, radius=150)
    assert 0 < len(in_km) < SMALL_WORLD / 4
    for camera in in_km:
        assert abs(float(camera["latitude"]) - 51.5) < 1.4
    cam2.control.set_switch(radius_unit="m")
    assert await user.found(**near_london, radius=150) == []
    assert await user.all_found(**near_london, radius=150_000) == in_km


async def test_5_repeated_pages_bring_every_camera_and_never_end(
    user: Caller, cam2: RunningCam2
) -> None:
    cam2.control.set_switch(repeat_pages=True)
    ids: list[str] = []
    for page in range(10):
        cameras = await user.found(offset=100 * page)
        assert len(cameras) == 100
        ids += [camera["cameraID"] for camera in cameras]
    assert len(set(ids)) == SMALL_WORLD
    assert ids[90:100] == ids[100:110]


async def test_5_odd_shapes_are_answered_on_demand_only(user: Caller, cam2: RunningCam2) -> None:
    plain = await user.found()
    cam2.control.set_switch(odd_shapes=True)
    odd = await user.found()
    assert sum(one != other for one, other in zip(plain, odd, strict=True)) == 10
    assert any("retrieval" not in camera for camera in odd)
    assert any(camera.get("retrieval", 0) is None for camera in odd)
    assert any(isinstance(camera.get("retrieval"), str) for camera in odd)
    assert "panorama" in {camera["type"] for camera in odd}


async def test_5_hostile_texts_are_answered_on_demand(user: Caller, cam2: RunningCam2) -> None:
    cam2.control.set_switch(hostile_texts=True)
    assert any("onerror" in (camera["city"] or "") for camera in await user.found())


async def test_4_10_a_camera_is_found_by_either_id(user: Caller) -> None:
    camera = next(camera for camera in await user.found() if camera["legacy_cameraID"])
    assert len(camera["cameraID"]) == 24
    assert await user.get(f"/cameras/{camera['cameraID']}") == (200, camera)
    assert await user.get(f"/cameras/legacy/{camera['legacy_cameraID']}") == (200, camera)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/cameras/{NOBODY}", 404),
        ("/cameras/" + "x" * 24, 404),
        ("/cameras/a%2Fb", 404),
        ("/cameras/..%2Fauth", 404),
        ("/cameras/legacy/99999999", 404),
        ("/cameras/legacy/seven", 422),
    ],
)
async def test_7_unknown_ids_are_404(user: Caller, path: str, status: int) -> None:
    assert (await user.get(path))[0] == status


@pytest.mark.parametrize("path", ["/cameras/create", "/cameras/a/b", "/cameras/legacy/1/2"])
async def test_ids_that_reach_other_routes_are_a_fault_of_the_client(
    user: Caller, cam2: RunningCam2, path: str
) -> None:
    assert (await user.get(path))[0] == 422
    assert len(cam2.control.take_faults()) == 1


@pytest.mark.parametrize(
    "params",
    [
        {"latitude": 91, "longitude": 0, "radius": 1},
        {"latitude": 0, "longitude": -181, "radius": 1},
        {"latitude": 0, "longitude": 0, "radius": 0},
        {"latitude": 0, "longitude": 0},
        {"latitude": "nan", "longitude": 0, "radius": 1},
        {"radius": 5},
        {"offset": -1},
        {"offset": "ten"},
        {"type": "panorama"},
        {"is_active_image": "yes"},
        {"resolution_width": 0},
    ],
)
async def test_7_bad_searches_are_422_in_words(user: Caller, params: dict[str, Any]) -> None:
    status, body = await user.get("/cameras/search", **params)
    assert status == 422
    assert body["message"]


@pytest.mark.parametrize(
    "query", ["colour=red", "city=", "city=a&city=b", "access_token=x", "city=%ff"]
)
async def test_what_no_client_may_send_is_422_and_noted(
    user: Caller, cam2: RunningCam2, query: str
) -> None:
    assert (await user.http.get(f"/cameras/search?{query}")).status_code == 422
    assert cam2.control.take_faults()


async def test_7_1_existence_is_checked_by_retrieval(user: Caller) -> None:
    cameras = await user.all_found()
    for camera_type in ("ip", "non_ip", "stream"):
        camera = next(c for c in cameras[100:] if c["type"] == camera_type)
        retrieval = {name: value for name, value in camera["retrieval"].items() if value}
        wanted = {name: retrieval[name] for name in retrieval if name not in ("brand", "model")}
        status, found = await user.get("/cameras/exist", type=camera_type, **wanted)
        assert status == 200
        assert camera in found
    assert await user.get("/cameras/exist", type="ip", ip="192.0.2.1") == (200, [])


@pytest.mark.parametrize(
    "params", [{}, {"type": "panorama", "ip": "1"}, {"type": "ip"}, {"type": "stream", "ip": "1"}]
)
async def test_7_existence_needs_a_type_and_its_address(
    user: Caller, params: dict[str, str]
) -> None:
    assert (await user.get("/cameras/exist", **params))[0] == 422


async def test_6_an_added_camera_is_found_everywhere(admin: Caller) -> None:
    form = IP_CAMERA | {"legacy_cameraID": "900001", "city": "Napier", "latitude": "-39.5"}
    status, body = await admin.post("/cameras/create", **form, longitude="176.9")
    assert status == 201
    _, camera = await admin.get(f"/cameras/{body['cameraID']}")
    assert (camera["type"], camera["is_active_image"], camera["is_active_video"]) == (
        "ip",
        True,
        False,
    )
    assert camera["retrieval"]["port"] == "8080"
    assert camera["retrieval"]["brand"] is None
    assert camera["country"] is None
    assert (await admin.get("/cameras/legacy/900001"))[1] == camera
    wanted = {"latitude": -39.5, "longitude": 176.9, "radius": 1}
    assert camera in await admin.found(city="Napier", **wanted)
    _, found = await admin.get("/cameras/exist", type="ip", ip="192.0.2.17", port=8080)
    assert found == [camera]
    assert (await admin.log())[0]["cameraID"] == camera["cameraID"]


async def test_6_a_camera_without_a_port_counts_as_port_80(admin: Caller) -> None:
    retrieval = json.dumps({"ip": "192.0.2.18", "port": None})
    await admin.post("/cameras/create", **IP_CAMERA | {"retrieval": retrieval})
    for more in ({}, {"port": 80}):
        _, found = await admin.get("/cameras/exist", type="ip", ip="192.0.2.18", **more)
        assert len(found) == 1
    assert (await admin.get("/cameras/exist", type="ip", ip="192.0.2.18", port=81))[1] == []


@pytest.mark.parametrize(
    "change",
    [
        {"type": None},
        {"is_active_image": None},
        {"is_active_video": None},
        {"is_active_video": "maybe"},
        {"retrieval": None},
        {"retrieval": "{'ip': 1}"},
        {"retrieval": '["192.0.2.17"]'},
        {"retrieval": '{"ip": null}'},
        {"retrieval": '{"snapshot_url": "http://cam.example/"}'},
        {"retrieval": '{"ip": "192.0.2.17", "colour": "red"}'},
        {"type": "panorama"},
        {"latitude": "91"},
        {"longitude": "east"},
        {"frame_rate": "-1"},
        {"utc_offset": "3.5"},
        {"legacy_cameraID": "x"},
        {"ip": "192.0.2.17"},
    ],
)
async def test_7_bad_cameras_are_422_and_not_stored(
    admin: Caller, change: dict[str, str | None]
) -> None:
    form = {name: value for name, value in (IP_CAMERA | change).items() if value is not None}
    status, body = await admin.post("/cameras/create", **form)
    assert status == 422
    assert body["message"]
    assert len(await admin.all_found()) == SMALL_WORLD


async def test_7_a_taken_legacy_id_is_409(admin: Caller) -> None:
    first, second = [c for c in await admin.found() if c["legacy_cameraID"]][:2]
    taken = first["legacy_cameraID"]
    added = await admin.post("/cameras/create", **IP_CAMERA, legacy_cameraID=taken)
    changed = await admin.put(f"/cameras/{second['cameraID']}", legacy_cameraID=taken)
    assert (added[0], changed[0]) == (409, 409)
    own = await admin.put(f"/cameras/{first['cameraID']}", legacy_cameraID=taken)
    assert own == (200, {"cameraID": first["cameraID"]})


async def test_6_null_members_stay_or_are_erased_by_switch(
    admin: Caller, cam2: RunningCam2
) -> None:
    camera = next(c for c in await admin.found(type="ip") if c["retrieval"]["brand"])
    path = f"/cameras/{camera['cameraID']}"
    members = dict.fromkeys(camera["retrieval"]) | {"image_path": "/new.jpg"}
    form = {"type": "ip", "retrieval": json.dumps(members)}
    await admin.put(path, **form)
    _, kept = await admin.get(path)
    assert kept["retrieval"] == camera["retrieval"] | {"image_path": "/new.jpg"}
    cam2.control.set_switch(null_erases=True)
    await admin.put(path, **form)
    _, erased = await admin.get(path)
    assert erased["retrieval"] == members


async def test_6_an_update_keeps_what_it_does_not_name(admin: Caller) -> None:
    camera = (await admin.found())[0]
    path = f"/cameras/{camera['cameraID']}"
    assert (await admin.put(path, city="Lisboa", is_active_image="FALSE"))[0] == 200
    _, after = await admin.get(path)
    assert after == camera | {"city": "Lisboa", "is_active_image": False}
    assert camera["cameraID"] in {c["cameraID"] for c in await admin.all_found(city="Lisboa")}


async def test_6_retrieval_and_its_members_need_the_type(admin: Caller) -> None:
    camera = (await admin.found(type="ip"))[0]
    path = f"/cameras/{camera['cameraID']}"
    assert (await admin.put(path, retrieval='{"ip": "192.0.2.1"}'))[0] == 422
    assert (await admin.put(path, snapshot_url="http://cam.example/"))[0] == 422
    assert (await admin.put(path, type="stream"))[0] == 422, "a new type needs its address"
    retyped = await admin.put(path, type="stream", retrieval='{"m3u8_url": "http://cam.example/"}')
    assert retyped[0] == 200
    assert (await admin.get(path))[1]["retrieval"] == {"m3u8_url": "http://cam.example/"}


async def test_7_an_update_of_nothing_or_nobody_fails(admin: Caller) -> None:
    camera = (await admin.found())[0]
    assert (await admin.put(f"/cameras/{camera['cameraID']}"))[0] == 422
    assert (await admin.put(f"/cameras/{NOBODY}", city="Lisboa"))[0] == 404


async def test_a_body_of_json_is_a_fault_of_the_client(admin: Caller, cam2: RunningCam2) -> None:
    reply = await admin.http.post("/cameras/create", json={"type": "ip"})
    assert reply.status_code == 422
    assert "add: a body of application/json" in cam2.control.take_faults()


async def test_reset_takes_writes_back(admin: Caller, cam2: RunningCam2) -> None:
    before = await admin.all_found()
    await admin.put(f"/cameras/{before[0]['cameraID']}", city="Lisboa", latitude="1")
    await admin.post("/cameras/create", **IP_CAMERA)
    cam2.control.reset()
    await admin.sign_in()
    assert await admin.all_found() == before
    assert all(camera in before for camera in await admin.all_found(city="Lisboa"))


async def test_4_7_the_change_log_is_bounded_and_paged(web_ui: Caller, cam2: RunningCam2) -> None:
    newest = await web_ui.log()
    assert len(newest) == 100
    stamps = [entry["timestamp"] for entry in newest]
    assert stamps == sorted(stamps, reverse=True)
    assert (await web_ui.log(offset=10))[:90] == newest[10:]
    bounded = await web_ui.log(start=stamps[20], end=stamps[5])
    assert bounded == newest[5:21]
    plain = datetime.fromisoformat(stamps[0]).strftime("%Y-%m-%dT%H:%M:%S")
    assert len(await web_ui.log(start=plain)) >= 1
    cam2.control.set_switch(change_order="oldest", change_page=7)
    oldest = await web_ui.log()
    assert len(oldest) == 7
    assert oldest[0]["timestamp"] < stamps[-1]
    assert (await web_ui.get("/apps/db-change", start="yesterday"))[0] == 422


async def test_4_1_a_registered_client_can_do_what_its_level_may(
    web_ui: Caller, cam2: RunningCam2
) -> None:
    status, made = await web_ui.post("/apps/register", owner="bob")
    assert status == 200
    assert (len(made["clientID"]), len(made["clientSecret"])) == (96, 96)
    bob = Caller(
        httpx.AsyncClient(base_url=cam2.base_url, trust_env=False, timeout=PATIENCE_S),
        tuple(made.values()),
    )
    async with bob.http:
        await bob.sign_in()
        assert len(await bob.found()) == 100
        path = f"/apps/{made['clientID']}"
        assert await web_ui.get(f"{path}/usage", owner="bob") == (200, {"api_usage": 1})
        assert (await bob.get("/apps/db-change"))[0] == 403
        assert await web_ui.put(path, permissionLevel="webUI") == (200, {"message": "OK"})
        assert (await bob.get("/apps/db-change"))[0] == 200
        assert await web_ui.put(path, owner="eve") == (200, {"message": "OK"})
        assert await web_ui.get("/apps/by-owner", owner="bob") == (200, [])
        ids = [{"clientID": made["clientID"]}]
        assert await web_ui.get("/apps/by-owner", owner="eve") == (200, ids)
        _, new = await web_ui.put(f"{path}/secret")
        assert (await bob.auth(made["clientID"], made["clientSecret"]))[0] == 401
        assert (await bob.auth(made["clientID"], new["clientSecret"]))[0] == 200


async def test_4_6_usage_is_for_the_owner_only(web_ui: Caller) -> None:
    path = f"/apps/{web_ui.credentials[0]}/usage"
    assert (await web_ui.get(path, owner="portal"))[1]["api_usage"] > 88_310
    words = "Forbidden to view API usage of this client"
    assert await web_ui.get(path, owner="bob") == (403, {"message": words})
    assert await web_ui.get(path) == (422, {"message": "Must include the owner's username"})


@pytest.mark.parametrize("form", [{}, {"owner": "bob", "permissionLevel": "king"}])
async def test_7_bad_registrations_are_422(web_ui: Caller, form: dict[str, str]) -> None:
    assert (await web_ui.post("/apps/register", **form))[0] == 422


async def test_8_faults_speak_in_the_services_manner(user: Caller, cam2: RunningCam2) -> None:
    cam2.control.fault("status", status=429, retry_after="2", operation="search")
    reply = await user.http.get("/cameras/search")
    assert (reply.status_code, reply.headers["Retry-After"]) == (429, "2")
    assert reply.json() == {"message": "simulated status 429"}
    cam2.control.fault("html", status=500)
    assert "<html>" in (await user.http.get("/cameras/search")).text
    cam2.control.fault("huge", bytes=500_000)
    huge = await user.http.get("/cameras/search")
    assert len(huge.content) == 500_000
    assert {camera["type"] for camera in huge.json()} == {"non_ip"}
    cam2.control.fault("redirect", operation="search")
    assert (await user.http.get("/cameras/search")).is_redirect


async def test_8_headers_that_follow_a_redirect_are_noted(user: Caller, cam2: RunningCam2) -> None:
    cam2.control.fault("redirect", operation="search")
    async with httpx.AsyncClient(
        headers=user.http.headers, trust_env=False, timeout=PATIENCE_S
    ) as naive:
        trap = (await user.http.get("/cameras/search")).headers["Location"]
        await naive.get(trap)
    assert cam2.control.take_faults() == ["the header authorization reached another port"]


async def test_9_every_query_string_is_recorded(user: Caller, cam2: RunningCam2) -> None:
    client_id, secret = user.credentials
    await user.found(city="São Paulo")
    (auth,) = cam2.control.requests("auth")
    assert auth["query"] == f"clientID={client_id}&clientSecret={secret}"
    (search,) = cam2.control.requests("search")
    assert search["query"] in ("city=S%C3%A3o+Paulo", "city=S%C3%A3o%20Paulo")
