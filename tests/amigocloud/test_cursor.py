"""Lists: every page once, no page of another server, and an end whatever the server does."""

from __future__ import annotations

import pytest

from facespace_desk.amigocloud.cursor import CursorEnd
from facespace_desk.amigocloud.errors import ForeignAddress
from facespace_desk.net.errors import ErrorKind
from tests.amigo_simulator import RunningAmigo
from tests.amigocloud.desk import entered, refused
from tests.servers.faulty import FaultyServer, ok

PROJECTS = 47  # of the simulator


async def test_a_list_comes_whole_and_in_order(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        cursor = client.projects()
        pages = [page async for page in cursor]
    assert [len(page.entries) for page in pages] == [20, 20, 7]
    assert [page.number for page in pages] == [1, 2, 3]
    assert pages[0].count == PROJECTS
    assert (cursor.end, cursor.pages, cursor.found) == (CursorEnd.COMPLETE, 3, PROJECTS)
    ids = [entry.id for page in pages for entry in page.entries]
    assert ids == sorted(set(ids))
    queries = [each["query"] for each in amigo.control.requests("projects")]
    assert [query.count("token=") for query in queries] == [1, 1, 1]


async def test_a_search_goes_with_every_page_once(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        found = [each.name async for each in client.projects("harbour", visible=True).entries()]
    assert found
    assert all("harbour" in name.casefold() for name in found)
    asked = amigo.control.requests("projects")[0]
    assert asked["path"].endswith("/visible_projects")
    assert asked["query"].count("search=") == 1


async def test_a_next_that_stands_still_ends_the_list(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(loop_next=True)
    async with entered(amigo) as client:
        cursor = client.projects()
        pages = [page async for page in cursor]
    assert cursor.end is CursorEnd.REPEATING
    assert len(pages) <= 2
    assert len(amigo.control.requests("projects")) == len(pages)


async def test_so_many_pages_are_read_and_no_more(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        cursor = client.projects(page_limit=2)
        assert sum([len(page.entries) async for page in cursor]) == 40
    assert cursor.end is CursorEnd.CAPPED
    assert len(amigo.control.requests("projects")) == 2


async def test_a_next_of_another_server_is_not_followed(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(foreign_links=True)
    async with entered(amigo) as client:
        cursor = client.projects()
        first = await anext(cursor)
        assert len(first.entries) == 20  # what came is none the worse
        for _ in range(2):
            error = await refused(anext(cursor))
            assert isinstance(error, ForeignAddress)
        assert amigo.foreign_origin in error.message
    assert cursor.end is CursorEnd.LED_AWAY
    assert amigo.control.trapped() == []


async def test_an_error_on_the_way_is_an_error_and_the_list_goes_on_there(
    amigo: RunningAmigo,
) -> None:
    async with entered(amigo) as client:
        cursor = client.projects()
        await anext(cursor)
        amigo.control.fault("status", operation="projects", status=403, error="not today")
        error = await refused(anext(cursor))
        assert (error.status, error.message) == (403, "not today")
        rest = [page async for page in cursor]
    assert [len(page.entries) for page in rest] == [20, 7]


async def test_entries_that_cannot_be_read_are_counted_not_fatal() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(
            ok({"count": 4, "next": None, "results": [{"id": 1}, 7, {"name": "x"}, {"id": "4"}]})
        )
        page = await anext(client.projects())
    assert [entry.id for entry in page.entries] == [1, 4]
    assert page.unread == 2


async def test_results_come_before_data_and_other_members_can_be_asked_for() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(ok({"results": [{"id": 1}], "data": [{"id": 2}], "limit": 20}))
        cursor = client.projects()
        assert [entry.id for entry in (await anext(cursor)).entries] == [1]
        assert cursor.get("limit") == 20
        for name in ("offset", "next"):
            with pytest.raises(ValueError, match=name):
                cursor.get(name)


async def test_an_answer_that_is_no_list_is_one_entry() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(ok({"id": 5, "name": "Alone"}))
        cursor = client.projects()
        pages = [page async for page in cursor]
    assert [[entry.name for entry in page.entries] for page in pages] == [["Alone"]]


async def test_relative_and_unusable_nexts() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(ok({"results": [], "next": "/me/projects?offset=20&token=other"}), ok({}))
        cursor = client.projects()
        assert [page.number async for page in cursor] == [1, 2]
        assert server.requests[1].target.startswith("/api/v1/me/projects?offset=20&token=A%3A")
        assert server.requests[1].target.count("token") == 1
        server.play(ok({"results": [], "next": "javascript://x/%0aalert(1)"}))
        cursor = client.projects()
        await anext(cursor)
        error = await refused(anext(cursor))
    assert error.kind is ErrorKind.USAGE
    assert len(server.requests) == 3
