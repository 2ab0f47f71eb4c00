"""Walking a search: order, width, ends, and what is said about it."""

import asyncio

import pytest

from facespace_desk.cam2.errors import FormatError, InternalError
from facespace_desk.cam2.search import Query, SearchEnd
from tests.cam2.making import (
    asked,
    by_query,
    client_for,
    collected,
    entries,
    entry,
    in_turn,
    paged,
    refusal,
    routed,
)
from tests.limits import AT_ONCE_S
from tests.servers import faulty

CIRCLE = Query(latitude=0.0, longitude=0.0, radius_km=100)


def at(number, km_north, **values):
    return entry(number, latitude=km_north / 111.195, longitude=0.0, **values)


def offsets(server):
    return [int(target.partition("offset=")[2] or 0) for target in asked(server, "cameras/search")]


async def test_all_pages_come_in_order(server, client):
    server.play(routed(cameras=paged(entries(1, 730))))
    search = client.search(Query())
    pages = [page async for page in search]
    assert [page.offset for page in pages] == [0, 100, 200, 300, 400, 500, 600, 700]
    found = [camera.legacy_id for page in pages for camera in page.cameras]
    assert found == list(range(1, 731))
    assert search.end is SearchEnd.COMPLETE
    assert (search.pages, search.found, search.received, search.repeated) == (8, 730, 730, 0)
    assert search.warnings == []


async def test_a_search_that_fits_one_page_asks_once(server, client):
    server.play(routed(cameras=paged(entries(1, 99))))
    assert len(await collected(client.search(Query()))) == 99
    assert offsets(server) == [0]


async def test_a_full_last_page_is_followed_by_an_empty_one(server, client):
    server.play(routed(cameras=paged(entries(1, 100))))
    search = client.search(Query())
    assert [page.received async for page in search] == [100, 0]
    assert search.end is SearchEnd.COMPLETE


async def test_nothing_found_is_one_empty_page(server, client):
    server.play(routed(cameras=faulty.ok([])))
    search = client.search(Query(city="Nowhere"))
    assert [page.received async for page in search] == [0]
    assert (search.end, search.found) == (SearchEnd.COMPLETE, 0)


async def test_four_pages_are_open_at_most(server, client):
    open_now, most = 0, 0
    whole, four_are = paged(entries(1, 2000)), asyncio.Event()

    async def slowly(exchange):
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        if most >= 4:
            four_are.set()
        if "offset" in exchange.request.target:
            await four_are.wait()
            await asyncio.sleep(0.01)  # time enough for a fifth, if it were let through
        open_now -= 1
        await whole(exchange)

    server.play(routed(cameras=slowly))
    assert len(await collected(client.search(Query()))) == 2000
    assert most == 4
    assert server.connections <= 4


async def test_a_slow_page_holds_up_the_order_and_not_the_others(server, client):
    def page(query):
        offset = int(query.get("offset", "0"))
        answer = faulty.ok(entries(offset + 1, 100 if offset < 400 else 50))
        return faulty.stall(then=answer) if offset == 100 else answer

    server.play(routed(cameras=by_query(page)))
    search = client.search(Query())
    await anext(search)
    second = asyncio.ensure_future(anext(search))
    await server.arrived(6)  # the token and five pages
    assert not second.done()
    server.release.set()
    assert (await second).offset == 100
    assert [page.offset async for page in search] == [200, 300, 400]


async def test_the_cap_is_kept_and_said(server, client):
    server.play(routed(cameras=paged(entries(1, 5000))))
    search = client.search(Query(), page_cap=3)
    assert len(await collected(search)) == 300
    assert search.end is SearchEnd.CAPPED
    assert sorted(offsets(server)) == [0, 100, 200]


async def test_a_server_that_repeats_itself_is_left(server, client):
    server.play(routed(cameras=faulty.ok(entries(1, 100))))
    search = client.search(Query())
    assert len(await collected(search)) == 100
    assert search.end is SearchEnd.REPEATING
    assert (search.pages, search.repeated) == (2, 100)
    assert "repeats itself" in " ".join(search.warnings)


async def test_repeats_within_and_between_pages_are_left_out(server, client):
    first = entries(1, 99) + entries(1, 1)
    second = entries(90, 50) + entries(200, 30)
    server.play(routed(cameras=in_turn(faulty.ok(first), faulty.ok(second), faulty.ok([]))))
    search = client.search(Query())
    pages = [page async for page in search]
    assert [(len(page.cameras), page.repeated) for page in pages] == [(99, 1), (70, 10)]
    assert "11 cameras again" in " ".join(search.warnings)


async def test_rows_without_an_id_are_counted_and_said(server, client):
    server.play(routed(cameras=faulty.ok([entry(1), {"city": "Napier"}, None])))
    search = client.search(Query())
    assert len(await collected(search)) == 1
    assert search.unread == 2
    assert "2 entries" in " ".join(search.warnings)


async def test_swapped_and_string_coordinates_cost_no_page(server, client):
    strange = [
        entry(1, latitude="-39.4", longitude="176.9"),
        entry(2, latitude=176.9, longitude=-39.4),
        entry(3, latitude={"deg": 1}),
    ]
    server.play(routed(cameras=faulty.ok(strange)))
    first, second, third = await collected(client.search(Query()))
    assert first.place == (-39.4, 176.9)
    assert (second.has_place, second.looks_swapped) == (False, True)
    assert (third.has_place, third.unread) == (False, ("latitude",))


async def test_what_lies_outside_the_circle_is_left_out(server, client):
    rows = [at(1, 10), at(2, 150), entry(3, latitude=None), at(4, 99)]
    server.play(routed(cameras=faulty.ok(rows)))
    search = client.search(CIRCLE)
    assert [camera.legacy_id for camera in await collected(search)] == [1, 4]
    assert search.outside == 2
    assert search.warnings == []


async def test_far_cameras_are_a_sign_of_another_unit(server, client):
    server.play(routed(cameras=faulty.ok([at(1, 10), at(2, 201)])))
    search = client.search(CIRCLE)
    await collected(search)
    assert "larger unit than kilometres" in " ".join(search.warnings)


async def test_an_empty_circle_is_a_sign_of_another_unit(server, client):
    server.play(routed(cameras=faulty.ok([])))
    search = client.search(CIRCLE)
    await collected(search)
    assert "smaller unit than kilometres" in " ".join(search.warnings)


async def test_pages_outside_the_circle_do_not_end_the_search(server, client):
    far = [at(number, 150) for number in range(1, 101)]
    server.play(routed(cameras=paged([*far, at(101, 1)])))
    assert [camera.legacy_id for camera in await collected(client.search(CIRCLE))] == [101]


@pytest.mark.parametrize(("unit", "sent"), [("km", "2.5"), ("m", "2500")])
async def test_the_radius_is_sent_in_the_unit_of_the_server(server, unit, sent):
    server.play(routed(cameras=faulty.ok([])))
    async with client_for(server.origin, radius_unit=unit) as client:
        await collected(client.search(Query(latitude=-39.5, longitude=1e-5, radius_km=2.5)))
    (target,) = asked(server)
    assert f"latitude=-39.5&longitude=0.00001&radius={sent}" in target


async def test_every_parameter_goes_by_its_wire_name(server, client):
    query = Query(
        camera_type="non_ip", source="s", country="NZ", state="a b", city="ü", width=800,
        height=600, has_image=True, has_video=False,
    )  # fmt: skip
    server.play(routed(cameras=faulty.ok([])))
    await collected(client.search(query))
    (target,) = asked(server)
    assert target == (
        "/cameras/search?type=non_ip&source=s&country=NZ&state=a+b&city=%C3%BC"
        "&resolution_width=800&resolution_height=600&is_active_image=true&is_active_video=false"
    )


@pytest.mark.parametrize(
    "values",
    [
        {"radius_km": 5},
        {"latitude": 1, "longitude": 2},
        {"latitude": 200, "longitude": 2, "radius_km": 1},
        {"latitude": 1, "longitude": -180.1, "radius_km": 1},
        {"latitude": float("nan"), "longitude": 1, "radius_km": 1},
        {"latitude": "1", "longitude": 1, "radius_km": 1},
        {"latitude": 1, "longitude": 1, "radius_km": 0},
        {"latitude": 1, "longitude": 1, "radius_km": -1},
        {"latitude": 1, "longitude": 1, "radius_km": float("inf")},
        {"latitude": 1, "longitude": 1, "radius_km": True},
        {"camera_type": "webcam"},
        {"source": "  "},
        {"city": "a\0b"},
        {"city": "\ud800"},
        {"city": 5},
        {"width": 0},
        {"height": 600.5},
        {"width": True},
        {"has_image": 1},
    ],
)
async def test_what_cannot_be_asked_is_not_asked(server, client, values):
    with pytest.raises(FormatError) as caught:
        client.search(Query(**values))
    assert caught.value.message.endswith(".")
    assert server.connections == 0


async def test_after_an_error_the_search_goes_on_where_it_stopped(server, client):
    catalogue = entries(1, 450)
    is_broken = True

    def page(query):
        offset = int(query.get("offset", "0"))
        if offset == 200 and is_broken:
            return refusal(500, "Out of order.")
        return faulty.ok(catalogue[offset : offset + 100])

    server.play(routed(cameras=by_query(page)))
    search = client.search(Query())
    seen = [await anext(search), await anext(search)]
    for _ in range(2):
        with pytest.raises(InternalError, match="Out of order"):
            await anext(search)
    is_broken = False
    seen += [page async for page in search]
    assert [page.offset for page in seen] == [0, 100, 200, 300, 400]
    assert search.found == 450


async def test_a_search_can_be_left_early(server, client):
    whole, gate = paged(entries(1, 5000)), asyncio.Event()

    async def first_only(exchange):
        if "offset" in exchange.request.target:
            await gate.wait()
        await whole(exchange)

    server.play(routed(cameras=first_only))
    async with client.search(Query()) as search:
        await anext(search)
        await server.arrived(6)
    assert search.end is None
    assert [page async for page in search] == []
    gate.set()
    await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)  # the open requests were given up


async def test_closing_the_client_ends_its_searches(server, client):
    server.play(routed(cameras=faulty.stall()))
    waiting = asyncio.ensure_future(collected(client.search(Query())))
    await server.arrived(2)
    await client.close()
    assert await waiting == []


async def test_a_cancelled_search_leaves_nothing_behind(server, client):
    server.play(routed(cameras=faulty.stall()))
    search = client.search(Query())
    waiting = asyncio.ensure_future(anext(search))
    await server.arrived(2)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    server.play(routed(cameras=faulty.ok(entries(1, 5))))
    assert len(await collected(search)) == 5


async def test_a_page_beyond_all_measure_ends_in_words(server, client):
    server.play(routed(cameras=faulty.ok(entries(1, 1500))))
    with pytest.raises(InternalError, match="1,500 entries"):
        await anext(client.search(Query()))
