"""What is found out about servers that are odd: their log, their radius, their permissions."""

import asyncio

import pytest

from facespace_desk.cam2.errors import AuthenticationError, InternalError
from facespace_desk.cam2.search import SearchEnd
from facespace_desk.net import probing
from facespace_desk.net.errors import ErrorKind
from tests.cam2.making import asked, entries, entry, in_turn, refusal, routed
from tests.limits import AT_ONCE_S
from tests.servers import faulty


def change(number, stamp="2018-07-04T19:52:52.337Z"):
    return {"cameraID": f"{number:024x}", "timestamp": stamp}


async def test_a_log_that_ignores_the_offset_is_left(server, client):
    server.play(routed(apps=faulty.ok([change(1), change(2)])))
    log = client.change_log()
    pages = [page async for page in log]
    assert [len(page.changes) for page in pages] == [2, 0]
    assert (log.end, log.repeated) == (SearchEnd.REPEATING, 2)


async def test_a_log_of_any_page_size_is_walked_by_what_came(server, client):
    sizes = (faulty.ok([change(1), change(2), "x"]), faulty.ok([change(3)]), faulty.ok([]))
    server.play(routed(apps=in_turn(*sizes)))
    log = client.change_log(start_ms=0, end_ms=86_400_000)
    found = [entry async for page in log for entry in page.changes]
    assert len(found) == log.found == 3
    assert (log.end, log.unread) == (SearchEnd.COMPLETE, 1)
    bounds = "start=1970-01-01T00%3A00%3A00.000Z&end=1970-01-02T00%3A00%3A00.000Z"
    assert [target.partition("?")[2] for target in asked(server)] == [
        bounds,
        f"{bounds}&offset=3",
        f"{bounds}&offset=4",
    ]


async def test_a_log_is_capped_and_says_so(server, client):
    pages = (faulty.ok([change(number)]) for number in range(5))
    server.play(routed(apps=in_turn(*pages)))
    log = client.change_log(page_cap=3)
    assert len([page async for page in log]) == 3
    assert log.end is SearchEnd.CAPPED


async def test_a_log_without_times_is_sorted_last(server, client):
    rows = [change(1, "soon"), change(2, "2018-07-05T00:00:00"), change(3, "2018-07-04T00:00:00")]
    server.play(routed(apps=in_turn(faulty.ok(rows), faulty.ok([]))))
    page = await anext(client.change_log())
    assert [int(found.camera_id, 16) for found in page.changes] == [3, 2, 1]


async def test_after_an_error_the_log_goes_on_where_it_stopped(server, client):
    answers = (faulty.ok([change(1)]), refusal(500), faulty.ok([change(2)]), faulty.ok([]))
    server.play(routed(apps=in_turn(*answers)))
    log = client.change_log()
    await anext(log)
    with pytest.raises(InternalError):
        await anext(log)
    assert [page.offset async for page in log] == [1, 2]


async def test_a_radius_that_no_camera_tells_of_stays_unknown(server, client):
    places = [entry(1, latitude=None), entry(2, city="a\0b"), entry(3, latitude=89.9)]
    server.play(routed(cameras=in_turn(faulty.ok(places), faulty.ok([]))))
    assert await client.probe_radius_unit() is None
    probes = asked(server)[1:]
    assert ["radius=1000" in target for target in probes] == [False, True]
    assert all("latitude=89.89" in target for target in probes)  # there is little north of it


async def test_the_radius_of_an_empty_catalogue_stays_unknown(server, client):
    server.play(routed(cameras=faulty.ok([])))
    assert await client.probe_radius_unit() is None
    assert len(asked(server)) == 1


async def test_trouble_tells_nothing_about_permissions(server, client):
    server.play(routed(cameras=refusal(500), apps=faulty.html(500)))
    found = await client.capabilities()
    assert (found.may_administer, found.may_write, found.level) == (None, None, None)
    assert all("told nothing" in sentence for sentence in found.how)


async def test_a_401_of_one_route_is_a_permission(server, client):
    server.play(routed(cameras=refusal(401, "Not for you"), apps=faulty.ok(entries(1, 1))))
    found = await client.capabilities()
    assert (found.may_administer, found.may_write, found.level) == (True, False, "webUI")


async def test_credentials_that_are_refused_are_no_permissions(server, client):
    server.play(refusal(401, "Bad client secret"))
    with pytest.raises(AuthenticationError):
        await client.capabilities()


async def test_a_sign_in_does_not_wait_for_ever(server, client, monkeypatch):
    monkeypatch.setattr(probing, "PROBE_LIMIT_S", 0.1)
    server.play(faulty.stall())
    async with asyncio.timeout(AT_ONCE_S):
        report = await client.probe()
    assert report.error.kind is ErrorKind.TIMED_OUT
    assert report.explanation.happened == "CAM2 did not answer in time."


async def test_a_sign_in_elsewhere_is_told_as_such(server, client):
    server.play(faulty.html(200))
    report = await client.probe()
    assert report.error.kind is ErrorKind.NOT_THIS_PROTOCOL
    assert not report.is_good
