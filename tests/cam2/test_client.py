"""Every operation against the simulator, with each kind of credentials."""

import asyncio
import contextlib
import json

import pytest

from facespace_desk.cam2.access import Capabilities
from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.errors import (
    AuthenticationError,
    AuthorizationError,
    FormatError,
    InvalidClientIdError,
    InvalidClientSecretError,
    ResourceConflictError,
    ResourceNotFoundError,
)
from facespace_desk.cam2.search import Query, SearchEnd
from facespace_desk.credentials import Secret
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.http import BaseUrl
from tests.cam2.making import CLIENT_ID, CLIENT_SECRET, client_for, collected

DRAFT = {
    "type": "ip",
    "ip": "192.0.2.200",
    "port": 8080,
    "image_path": "/still.jpg",
    "has_image": True,
    "has_video": False,
    "city": "Testville",
    "latitude": 12.5,
    "longitude": -45.25,
    "width": 640,
}


@pytest.fixture
async def sign_in(cam2):
    """`sign_in("webUI")`: a client of the simulator with credentials of that level."""
    async with contextlib.AsyncExitStack() as stack:

        async def make(level="user", **options):
            client_id, secret = cam2.clients[level]
            made = client_for(cam2.base_url, client_id=client_id, client_secret=secret, **options)
            return await stack.enter_async_context(made)

        yield make


async def all_cameras(client):
    return await collected(client.search(Query()))


async def test_a_whole_catalogue_is_walked_once(sign_in, cam2):
    search = (await sign_in()).search(Query())
    cameras = await collected(search)
    assert search.end is SearchEnd.COMPLETE
    assert len({camera.camera_id for camera in cameras}) == len(cameras) >= 350
    assert {camera.type for camera in cameras} == {"ip", "non_ip", "stream"}
    assert len(cam2.control.requests("auth")) == 1


async def test_cameras_are_found_by_both_ids(sign_in):
    client = await sign_in()
    wanted = next(camera for camera in await all_cameras(client) if camera.legacy_id is not None)
    assert await client.camera(wanted.camera_id) == wanted
    assert await client.camera_by_legacy_id(wanted.legacy_id) == wanted
    assert await client.camera_by_legacy_id(f" {wanted.legacy_id} ") == wanted


async def test_a_search_by_city_and_type(sign_in):
    client = await sign_in()
    example = next(camera for camera in await all_cameras(client) if camera.city)
    query = Query(city=example.city, camera_type=example.type)
    found = await collected(client.search(query))
    assert example in found
    assert {(camera.city, camera.type) for camera in found} == {(example.city, example.type)}


async def test_a_search_in_a_circle_keeps_to_it(sign_in):
    client = await sign_in()
    example = next(camera for camera in await all_cameras(client) if camera.has_place)
    latitude, longitude = example.place
    search = client.search(Query(latitude=latitude, longitude=longitude, radius_km=20))
    found = await collected(search)
    assert example in found
    assert search.warnings == []


@pytest.mark.parametrize("unit", ["km", "m"])
async def test_the_unit_of_the_radius_is_found_out(sign_in, cam2, unit):
    cam2.control.set_switch(radius_unit=unit)
    client = await sign_in()
    assert await client.probe_radius_unit() == unit
    assert client.radius_unit == "km"


async def test_the_wrong_unit_is_warned_of(sign_in, cam2):
    cam2.control.set_switch(radius_unit="km")
    client = await sign_in(radius_unit="m")
    example = next(camera for camera in await all_cameras(client) if camera.has_place)
    latitude, longitude = example.place
    search = client.search(Query(latitude=latitude, longitude=longitude, radius_km=5))
    assert example in await collected(search)
    assert "larger unit than metres" in " ".join(search.warnings)


async def test_repeating_pages_are_noticed(sign_in, cam2):
    cam2.control.set_switch(repeat_pages=True)
    search = (await sign_in()).search(Query(), page_cap=60)
    cameras = await collected(search)
    assert len({camera.camera_id for camera in cameras}) == len(cameras)
    assert search.repeated
    assert search.warnings


async def test_odd_rows_cost_no_page(sign_in, cam2):
    cam2.control.set_switch(odd_shapes=True)
    search = (await sign_in()).search(Query())
    assert len(await collected(search)) >= 350
    assert search.end is SearchEnd.COMPLETE


async def test_a_list_of_ids_is_answered_one_by_one(sign_in):
    client = await sign_in()
    some = [camera for camera in await all_cameras(client) if camera.legacy_id is not None][:8]
    ids = [some[0].camera_id, "f" * 24, "search", "", some[1].camera_id]
    legacy_ids = [some[2].legacy_id, str(some[3].legacy_id), "x", 2_000_000_000]
    lookups = [lookup async for lookup in client.cameras_by_ids(ids, legacy_ids)]
    assert [lookup.asked for lookup in lookups] == [*ids, *map(str, legacy_ids)]
    assert [lookup.camera for lookup in lookups] == [
        some[0], None, None, None, some[1], some[2], some[3], None, None,
    ]  # fmt: skip
    assert [type(lookup.error) for lookup in lookups if lookup.camera is None] == [
        ResourceNotFoundError, FormatError, FormatError, FormatError, ResourceNotFoundError,
    ]  # fmt: skip


async def test_a_refused_sign_in_is_not_asked_for_each_id(cam2):
    client_id, _secret = cam2.clients["user"]
    async with client_for(cam2.base_url, client_id=client_id) as client:
        lookups = [lookup async for lookup in client.cameras_by_ids(["a"] * 50)]
    assert {type(lookup.error) for lookup in lookups} == {AuthenticationError}
    assert len(lookups) == 50
    assert len(cam2.control.requests("auth")) <= 4


async def test_existence_is_asked_by_retrieval_data(sign_in):
    client = await sign_in()
    cameras = await all_cameras(client)
    ip = next(camera for camera in cameras if camera.type == "ip" and camera.port)
    assert ip in await client.exists("ip", ip=ip.ip, port=ip.port, image_path=None)
    stream = next(camera for camera in cameras if camera.type == "stream")
    assert stream in await client.exists("stream", m3u8_url=stream.m3u8_url)
    assert await client.exists("ip", ip="192.0.2.254") == ()


@pytest.mark.parametrize(
    ("kind", "retrieval"),
    [
        ("webcam", {"ip": "192.0.2.1"}),
        ("ip", {}),
        ("ip", {"ip": None}),
        ("non_ip", {"ip": "192.0.2.1"}),
        ("stream", {"snapshot_url": "http://h.example"}),
        ("ip", {"ip": "192.0.2.1", "brand": "Axis"}),
        ("ip", {"ip": "192.0.2.1", "port": 0}),
        ("ip", {"ip": "192.0.2.1", "port": "http"}),
    ],
)
async def test_an_existence_check_is_looked_at_first(sign_in, cam2, kind, retrieval):
    client = await sign_in()
    with pytest.raises(FormatError):
        await client.exists(kind, **retrieval)
    assert cam2.control.requests() == []


async def test_a_camera_is_added_changed_and_put_back(sign_in):
    client = await sign_in("admin")
    camera_id = await client.write(client.plan_add(DRAFT))
    added = await client.camera(camera_id)
    assert {name: added.value(name) for name in DRAFT} == DRAFT
    changes = {"city": "Elsewhere", "port": 9090, "has_video": True, "state": "NSW"}
    plan = await client.plan_update(camera_id, changes, known=added)
    assert plan.conflicts == ()
    assert await client.write(plan) == camera_id
    assert await client.camera(camera_id) == plan.after
    undo = await client.plan_undo(plan)
    assert undo.not_cleared == ("state",)
    await client.write(undo)
    back = await client.camera(camera_id)
    assert {name: back.value(name) for name in DRAFT} == DRAFT
    assert back.state == "NSW"


async def test_an_update_erases_nothing_on_a_server_where_null_erases(sign_in, cam2):
    cam2.control.set_switch(null_erases=True)
    client = await sign_in("admin")
    camera_id = await client.write(client.plan_add(DRAFT))
    await client.write(await client.plan_update(camera_id, {"brand": "Axis"}))
    now = await client.camera(camera_id)
    assert (now.ip, now.port, now.image_path, now.brand) == (
        "192.0.2.200",
        8080,
        "/still.jpg",
        "Axis",
    )


async def test_two_operators_do_not_overwrite_each_other(sign_in):
    ann, ben = await sign_in("admin"), await sign_in("admin")
    camera_id = await ann.write(ann.plan_add(DRAFT))
    shown = await ann.camera(camera_id)
    planned_by_ann = await ann.plan_update(camera_id, {"city": "Ann's"}, known=shown)
    await ben.write(await ben.plan_update(camera_id, {"city": "Ben's"}))
    with pytest.raises(ResourceConflictError, match="city"):
        await ann.write(planned_by_ann)
    again = await ann.plan_update(camera_id, {"city": "Ann's"}, known=shown)
    assert [(change.before, change.after) for change in again.conflicts] == [("Testville", "Ben's")]


async def test_a_taken_legacy_id_is_a_conflict(sign_in):
    client = await sign_in("admin")
    taken = next(camera for camera in await all_cameras(client) if camera.legacy_id is not None)
    with pytest.raises(ResourceConflictError) as caught:
        await client.write(client.plan_add(DRAFT | {"legacy_id": taken.legacy_id}))
    assert caught.value.status == 409


@pytest.mark.parametrize(
    ("level", "allowed"),
    [("user", (False, False)), ("webUI", (True, False)), ("admin", (True, True))],
)
async def test_capabilities_are_found_without_changing_anything(sign_in, cam2, level, allowed):
    client = await sign_in(level)
    before = await all_cameras(client)
    found = await client.capabilities()
    assert (found.may_administer, found.may_write) == allowed
    assert found.level == level
    assert all(sentence.endswith(".") for sentence in found.how)
    assert await all_cameras(client) == before
    writes = [request for request in cam2.control.requests() if request["method"] != "GET"]
    assert [(request["path"], request["body"]) for request in writes] == [
        ("/cameras/" + "0" * 24, "")
    ]


def test_a_level_is_told_only_when_it_is_sure():
    assert Capabilities(None, None).level is None
    assert Capabilities(None, True).level == "admin"
    assert Capabilities(True, None).level == "webUI"
    assert Capabilities(False, False).level == "user"


@pytest.mark.parametrize("level", ["user", "webUI"])
async def test_writing_needs_its_level(sign_in, level):
    client = await sign_in(level)
    with pytest.raises(AuthorizationError) as caught:
        await client.write(client.plan_add(DRAFT))
    assert (caught.value.status, caught.value.is_uncertain) == (403, False)


async def test_the_change_log_is_walked_to_its_end(sign_in, cam2):
    cam2.control.set_switch(change_page=50)
    client = await sign_in("webUI")
    log = client.change_log()
    pages = [page async for page in log]
    assert log.end is SearchEnd.COMPLETE
    assert log.found == sum(len(page.changes) for page in pages) > 100
    assert all(change.at_ms is not None for page in pages for change in page.changes)
    for page in pages:
        moments = [change.at_ms for change in page.changes]
        assert moments == sorted(moments)


async def test_the_change_log_keeps_to_its_bounds(sign_in):
    client = await sign_in("webUI")
    whole = [change async for page in client.change_log() for change in page.changes]
    moments = sorted(change.at_ms for change in whole)
    middle = moments[len(moments) // 2]
    part = [change async for page in client.change_log(start_ms=middle) for change in page.changes]
    assert part
    assert all(change.at_ms >= middle for change in part)


@pytest.mark.parametrize("bounds", [(2, 1), (10**18, None), (None, -(10**18))])
async def test_bounds_that_cannot_be_are_refused(sign_in, cam2, bounds):
    client = await sign_in("webUI")
    with pytest.raises(FormatError):
        client.change_log(*bounds)
    assert cam2.control.requests() == []


async def test_the_life_of_a_client(sign_in, cam2):
    client = await sign_in("webUI")
    issued = await client.register("ann", "user")
    assert issued.secret.reveal() not in repr(issued)
    assert await client.client_ids("ann") == (issued.client_id,)
    async with client_for(
        cam2.base_url, client_id=issued.client_id, client_secret=issued.secret.reveal()
    ) as theirs:
        assert (await theirs.probe()).level == "user"
        await client.set_permission(issued.client_id, "admin")
        assert (await theirs.probe()).level == "admin"
        assert theirs.is_own(issued.client_id)
        assert not client.is_own(issued.client_id)
        fresh = await client.reset_secret(issued.client_id)
        assert fresh != issued.secret
        report = await theirs.probe()
        assert not report.is_good
        assert "secret" in report.explanation.happened
    assert await client.usage(issued.client_id, "ann") > 0
    await client.set_owner(issued.client_id, "ben")
    assert await client.client_ids("ann") == ()
    with pytest.raises(AuthorizationError, match="Forbidden to view"):
        await client.usage(issued.client_id, "ann")


async def test_administration_needs_its_level(sign_in):
    client = await sign_in("user")
    for call in (
        client.register("ann"),
        client.client_ids("ann"),
        client.usage("c" * 96, "ann"),
        client.reset_secret("c" * 96),
        anext(client.change_log()),
    ):
        with pytest.raises(AuthorizationError):
            await call


@pytest.mark.parametrize("level", ["user", "webUI", "admin"])
async def test_a_good_sign_in_tells_what_it_found(sign_in, level):
    report = await (await sign_in(level)).probe()
    assert report.is_good
    assert report.explanation is None
    assert report.level == level
    assert report.elapsed_s > 0
    assert abs(report.clock_skew_s) < 60


async def test_a_bad_sign_in_says_which_part_is_wrong(cam2):
    client_id, _secret = cam2.clients["user"]
    async with client_for(cam2.base_url) as client:
        report = await client.probe()
        assert report.explanation.happened == "CAM2 does not know this client ID."
        assert report.error.kind is ErrorKind.SIGNED_OUT
    async with client_for(cam2.base_url, client_id=client_id) as client:
        report = await client.probe()
        assert report.explanation.happened == "CAM2 did not accept the client secret."


@pytest.mark.parametrize(
    ("length", "error"), [(95, InvalidClientIdError), (97, InvalidClientIdError)]
)
async def test_a_client_id_has_96_characters(length, error):
    with pytest.raises(error):
        client_for("http://127.0.0.1:1", client_id="c" * length)


async def test_a_client_secret_has_71_characters_at_least():
    with pytest.raises(InvalidClientSecretError):
        client_for("http://127.0.0.1:1", client_secret="s" * 70)
    await client_for("http://127.0.0.1:1", client_secret=" " + "s" * 71).close()


@pytest.mark.parametrize("value", ["", " ", "é" * 96, "c" * 95 + "\n" + "c"])
def test_credentials_are_plain_characters(value):
    with pytest.raises(InvalidClientIdError) as caught:
        client_for("http://127.0.0.1:1", client_id=value)
    assert caught.value.kind is ErrorKind.SIGNED_OUT
    with pytest.raises(InvalidClientSecretError):
        client_for("http://127.0.0.1:1", client_secret=value)


async def test_a_client_comes_from_the_environment(cam2):
    client_id, secret = cam2.clients["user"]
    environ = {
        "CAM2_CLIENT_ID": client_id,
        "CAM2_CLIENT_SECRET": secret,
        "CAM2_BASE_URL": f"{cam2.base_url}/",
    }
    async with Cam2Client.from_environment(environ) as client:
        assert (await client.probe()).is_good


async def test_the_environment_may_be_wrong():
    with pytest.raises(InvalidClientIdError, match="missing"):
        Cam2Client.from_environment({})
    with pytest.raises(FormatError, match="CAM2_BASE_URL"):
        Cam2Client.from_environment({"CAM2_BASE_URL": "http://far.example"})
    good = {"CAM2_CLIENT_ID": CLIENT_ID, "CAM2_CLIENT_SECRET": CLIENT_SECRET}
    async with Cam2Client.from_environment(good) as client:
        assert client.base_url.text == "https://cam2-api.herokuapp.com"


async def test_tokens_may_live_for_a_second(sign_in, cam2):
    client = await sign_in()
    await client.probe()
    for full_stop in (True, False):
        cam2.control.set_switch(full_stop=full_stop)
        before = len(cam2.control.requests("auth"))
        cam2.control.expire_tokens()
        cameras = await asyncio.gather(*(client.exists("ip", ip="192.0.2.1") for _ in range(20)))
        assert cameras == [()] * 20
        assert len(cam2.control.requests("auth")) == before + 1


async def test_wire_shapes_of_all_requests(sign_in, cam2):
    client = await sign_in("admin")
    await client.write(client.plan_add(DRAFT))
    (added,) = [request for request in cam2.control.requests() if request["method"] == "POST"]
    assert added["headers"]["content-type"] == "application/x-www-form-urlencoded"
    assert "None" not in json.dumps(added)
    assert "True" not in added["body"]


def test_a_proxy_that_cannot_be_is_refused():
    url = BaseUrl.parse("http://127.0.0.1:1")
    with pytest.raises(ValueError, match="proxy"):
        Cam2Client(url, Secret(CLIENT_ID), Secret(CLIENT_SECRET), proxy="gopher://x")
