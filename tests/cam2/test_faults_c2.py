"""The official client's thirteen faults, each shown absent on a real server (wire 10)."""

import asyncio
import copy
import json
import logging
import traceback
from urllib.parse import parse_qs, urlsplit

import pytest

from facespace_desk import log
from facespace_desk.cam2.errors import (
    AuthenticationError,
    AuthorizationError,
    Cam2Error,
    FormatError,
    InternalError,
    ResourceNotFoundError,
)
from facespace_desk.cam2.reading import read_camera
from facespace_desk.cam2.search import Query
from facespace_desk.net.errors import ErrorKind
from tests.cam2.making import (
    CLIENT_ID,
    CLIENT_SECRET,
    HURRIED,
    TOKEN,
    asked,
    client_for,
    collected,
    entry,
    in_turn,
    listen_to_everything,
    refusal,
    routed,
    token,
)
from tests.limits import AT_ONCE_S
from tests.servers import faulty
from tests.servers.faulty import FaultyServer

DRAFT = {"type": "ip", "ip": "192.0.2.1", "has_image": True, "has_video": False}
ISSUED = "CANARYissued" + "2" * 84


async def echo_of_the_request(exchange):
    """Answers with all that came, as careless servers do in their error texts."""
    request = exchange.request
    words = f"{request.target} {request.headers.get('authorization', '')} was wrong"
    await refusal(400, words)(exchange)


async def broken_header_with_the_address(exchange):
    await exchange.write(
        b"HTTP/1.1 200 OK\r\nBad " + exchange.request.target.encode() + b"\r\n\r\n"
    )
    exchange.writer.close()


TROUBLES = {
    "well": token(),
    "refused": refusal(401, "Bad client secret"),
    "echoed": echo_of_the_request,
    "echoed in a header": broken_header_with_the_address,
    "redirected": faulty.redirect(f"https://evil.example/?clientSecret={CLIENT_SECRET}"),
    "html": faulty.html(401),
    "reset": faulty.reset(),
    "truncated": faulty.truncated(CLIENT_SECRET.encode()),
    "not http": faulty.not_http(),
    "token in pieces": faulty.reply(200, json.dumps({"token": f"{TOKEN}\r\n"}).encode()),
    "trouble": refusal(503),
}


def everything_printable(error: BaseException) -> str:
    """All that a crash report may print of *error*, its causes and their attributes."""
    texts, seen, waiting = ["".join(traceback.format_exception(error))], set(), [error]
    while waiting:
        item = waiting.pop()
        if item is None or id(item) in seen:
            continue
        seen.add(id(item))
        texts += [repr(item), str(item), repr(vars(item))]
        request = vars(item).get("_request")
        if request is not None:
            texts += [str(request.url), repr(request.headers.raw)]
        waiting += [item.__cause__, item.__context__]
    return "\n".join(texts)


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_c2_01_secrets_reach_no_log_and_no_exception(server, trouble, caplog, tmp_path):
    listen_to_everything(caplog)
    buffer = log.setup(tmp_path / "log", debug=True)
    try:
        server.play(routed(auth=trouble, cameras=echo_of_the_request))
        async with client_for(server.origin) as client:
            with pytest.raises(Cam2Error) as caught:
                await client.camera("a")
            told = [everything_printable(caught.value), repr(client), repr(vars(client))]
    finally:
        log.close()
    assert "CANARY" in server.requests[0].target  # there is no other way on the wire
    assert any(record.name == "httpx" or "httpcore" in record.name for record in caplog.records)
    for record in caplog.records:
        told += [record.getMessage(), repr(record.args), logging.Formatter().format(record)]
    told += [line.text for line in buffer.lines()]
    told += [path.read_text() for path in (tmp_path / "log").iterdir()]
    for text in told:
        assert "CANARY" not in text


async def test_c2_01_nothing_logs_the_address_of_the_token_request(server, client, caplog):
    listen_to_everything(caplog)
    server.play(routed(cameras=faulty.ok(entry())))
    await client.camera("a")
    lines = [record.getMessage() for record in caplog.records if record.name == "httpx"]
    assert any("/auth" in line for line in lines)
    assert not any("clientSecret" in line for line in lines)


async def test_c2_02_one_base_url_for_everything(server):
    async with FaultyServer() as other:
        server.play(faulty.redirect(f"{other.origin}/auth", 307))
        async with client_for(f"{server.origin}/api/v9") as client:
            with pytest.raises(InternalError) as caught:
                await client.camera("a")
            assert caught.value.kind is ErrorKind.REDIRECTED
            server.play(token(), faulty.redirect(f"{other.origin}/cameras/a"))
            with pytest.raises(InternalError):
                await client.camera("a")
        assert other.connections == 0
    assert all(request.target.startswith("/api/v9/") for request in server.requests)


async def test_c2_03_absent_lists_are_empty_and_a_missing_camera_is_one_result(server, client):
    missing = refusal(404, "No camera exists with given cameraID")
    server.play(routed(cameras=in_turn(missing, faulty.ok(entry(2)), missing)))
    assert [lookup async for lookup in client.cameras_by_ids()] == []
    assert [lookup async for lookup in client.cameras_by_ids(None, None)] == []
    assert not asked(server)
    results = [lookup async for lookup in client.cameras_by_ids(["a"], None)]
    results += [lookup async for lookup in client.cameras_by_ids(None, [2])]
    results += [lookup async for lookup in client.cameras_by_ids(["c"])]
    assert [lookup.camera is not None for lookup in results] == [False, True, False]
    assert all(
        isinstance(lookup.error, ResourceNotFoundError) for lookup in results if not lookup.camera
    )


async def test_c2_04_a_legacy_id_may_be_a_number_or_a_text(server, client):
    server.play(routed(cameras=faulty.ok(entry())))
    for legacy_id in (9021, "9021", " 9021 ", "09021"):
        await client.camera_by_legacy_id(legacy_id)
    assert asked(server) == ["/cameras/legacy/9021"] * 4
    for nonsense in ("", "9021/..", "-1", -1, "1.5", 1.5, True, "٣", None, "9" * 40):
        with pytest.raises(FormatError):
            await client.camera_by_legacy_id(nonsense)
    assert len(asked(server)) == 4


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, AuthenticationError),
        (403, AuthorizationError),
        (404, ResourceNotFoundError),
        (429, InternalError),
    ],
)
async def test_c2_05_one_mapping_that_keeps_the_servers_words(server, client, status, error):
    server.play(routed(cameras=refusal(status, "The reason.")))
    for call in (
        collected(client.search(Query())),
        client.write(client.plan_add(DRAFT)),
        client.camera("a"),
    ):
        with pytest.raises(Cam2Error) as caught:
            await call
        assert type(caught.value) is error
        assert (caught.value.status, caught.value.message) == (status, "The reason.")


def test_c2_06_retrieval_data_overwrites_nothing():
    hostile = {"cameraID": "other", "type": "stream", "camera_type": "x", "city": "Oz", "ip": "1"}
    camera = read_camera(entry(1, retrieval=hostile))
    assert (camera.camera_id, camera.type, camera.city) == (f"{1:024x}", "ip", "Napier")
    beside = read_camera(entry(1, ip="192.0.2.99"))
    assert beside.ip == "192.0.2.99"


@pytest.mark.parametrize("kind", ["drone", "", None, 7, ...])
def test_c2_06_an_unknown_type_is_a_camera_all_the_same(kind):
    camera = read_camera(entry(1, type=kind, retrieval=...))
    assert camera.camera_id == f"{1:024x}"
    assert isinstance(camera.type, str)
    assert camera.flat()["camera_type"] == camera.type


@pytest.mark.parametrize(
    "camera_id",
    [
        *("", " ", ".", "..", "create", "search", "exist", "legacy", "register", "by-owner"),
        *("db-change", "SEARCH", "a\0b", "\ud800", "x" * 500, None, 7),
    ],
)
async def test_c2_07_an_id_that_is_another_route_is_refused(server, client, camera_id):
    with pytest.raises(FormatError):
        await client.camera(camera_id)
    with pytest.raises(FormatError):
        await client.usage(camera_id, "ann")
    with pytest.raises(FormatError):
        await client.reset_secret(camera_id)
    assert server.connections == 0


async def test_c2_07_an_id_is_one_segment_of_the_path(server, client):
    server.play(routed(cameras=faulty.ok(entry())))
    for camera_id in ("../auth", "a/b", "a?b=c", "a#b", "a%2Fb", "ü", "a b"):
        await client.camera(camera_id)
    assert asked(server) == [
        "/cameras/..%2Fauth",
        "/cameras/a%2Fb",
        "/cameras/a%3Fb%3Dc",
        "/cameras/a%23b",
        "/cameras/a%252Fb",
        "/cameras/%C3%BC",
        "/cameras/a%20b",
    ]


async def walk(client, query):
    return await collected(client.search(query))


async def plan(client, draft):
    return client.plan_add(draft)


async def list_changes(client, *bounds):
    return client.change_log(*bounds)


async def test_c2_08_ranges_and_combinations_are_checked_first(server, client):
    for call in (
        walk(client, Query(radius_km=5)),
        walk(client, Query(latitude=200, longitude=0, radius_km=5)),
        walk(client, Query(camera_type="webcam")),
        plan(client, {"type": "ip", "has_image": True, "has_video": True}),
        list_changes(client, 2, 1),
        client.exists("ip"),
        client.register(" "),
    ):
        with pytest.raises(FormatError) as caught:
            await call
        assert caught.value.kind is ErrorKind.USAGE
        assert caught.value.status is None
    assert server.connections == 0


async def test_c2_09_an_update_sends_the_whole_retrieval_data(server, client):
    server.play(
        routed(
            cameras=in_turn(faulty.ok(entry(1)), faulty.ok(entry(1)), faulty.ok({"cameraID": "a"}))
        )
    )
    await client.write(await client.plan_update("a", {"brand": "Other"}))
    (form,) = [parse_qs(request.body.decode()) for request in server.requests if request.body]
    assert json.loads(form["retrieval"][0]) == {
        "ip": "192.0.2.17",
        "port": 80,
        "brand": "Other",
        "model": None,
        "image_path": "/jpg/image.jpg",
        "video_path": "/mjpg/video.mjpg",
    }
    assert form["type"] == ["ip"]


@pytest.mark.parametrize(
    "answer",
    [
        faulty.html(401),
        faulty.reply(401, b""),
        faulty.reply(401, b"{}"),
        faulty.reply(401, b"[]"),
        faulty.reply(401, b"null"),
        faulty.reply(401, b'"Token expired."'),
        faulty.reply(401, b'{"message": null}'),
        faulty.reply(401, b'{"message": ["Token expired."]}'),
        faulty.reply(401, b"\xff\xfe"),
        faulty.reply(401, b"[" * 5000),
    ],
)
async def test_c2_10_a_401_of_any_shape_is_an_answer(server, client, answer):
    server.play(routed(cameras=answer))
    with pytest.raises(AuthenticationError) as caught:
        await client.camera("a")
    assert caught.value.status == 401
    assert len(asked(server)) == 1


async def test_c2_11_nobody_waits_for_ever(server):
    server.play(routed(cameras=faulty.stall()))
    async with asyncio.timeout(AT_ONCE_S), client_for(server.origin, limits=HURRIED) as client:
        with pytest.raises(InternalError) as caught:
            await client.camera("a")
    assert caught.value.kind is ErrorKind.TIMED_OUT


async def test_c2_11_what_the_caller_gave_is_not_changed(server, client):
    server.play(routed(cameras=in_turn(faulty.ok(entry()), faulty.ok([]))))
    draft, retrieval, ids = dict(DRAFT), {"ip": "192.0.2.1", "port": None}, ["a"]
    given = copy.deepcopy((draft, retrieval, ids))
    client.plan_add(draft)
    await client.plan_update("a", draft)
    await client.exists("ip", **retrieval)
    assert [lookup.asked async for lookup in client.cameras_by_ids(ids)] == ["a"]
    assert (draft, retrieval, ids) == given


async def test_c2_12_issued_secrets_show_themselves_only_when_asked(server, client, caplog):
    listen_to_everything(caplog)
    issued = faulty.ok({"clientID": "c" * 96, "clientSecret": ISSUED})
    server.play(routed(apps=issued))
    new = await client.register("ann")
    reset = await client.reset_secret("c" * 96)
    assert new.secret.reveal() == reset.reveal() == ISSUED
    assert "CANARY" not in f"{new} {new!r} {reset} {reset!r}"
    logging.getLogger("httpx").debug("what the server said: %s", ISSUED)
    assert not any("CANARY" in record.getMessage() for record in caplog.records)


async def test_c2_12_an_answer_without_a_secret_keeps_what_it_held_to_itself(server, client):
    server.play(routed(apps=faulty.ok({"secret": ISSUED, "clientID": "c" * 96})))
    with pytest.raises(InternalError) as caught:
        await client.register("ann")
    assert "CANARY" not in everything_printable(caught.value)
    assert caught.value.is_uncertain


async def test_c2_13_the_radius_is_kilometres_whatever_the_server_reads(server):
    near, far = entry(1, latitude=0.04, longitude=0.0), entry(2, latitude=3.0, longitude=0.0)
    for unit, sent in (("km", "5"), ("m", "5000")):
        server.requests.clear()
        server.play(routed(cameras=faulty.ok([near, far])))
        async with client_for(server.origin, radius_unit=unit) as client:
            search = client.search(Query(latitude=0.0, longitude=0.0, radius_km=5))
            found = await collected(search)
        assert [camera.legacy_id for camera in found] == [1]
        assert len(search.warnings) == 1
        (target,) = asked(server)
        assert parse_qs(urlsplit(target).query)["radius"] == [sent]


def test_the_canaries_are_credentials():
    assert len(CLIENT_ID) == 96
    assert len(CLIENT_SECRET) >= 71
