"""The door's whole targets and streamed answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.http import Door
from tests.servers import faulty
from tests.servers.faulty import Answer, FaultyServer

OpenDoor = Callable[..., Door]


async def test_a_target_travels_just_as_it_is(server: FaultyServer, door: Door) -> None:
    target = "/elsewhere//a%2Fb/?q=%20&q='x'&flag"
    await door.send("GET", target=target, operation="x")
    assert server.requests[0].target == target


@pytest.mark.parametrize(
    "target", ["", "me", "@evil.example/", "/a b", "/a\r\nX: y", "/a#b", "/a\\b", "/ä", "\ud800"]
)
async def test_a_target_that_cannot_travel_sends_nothing(
    server: FaultyServer, door: Door, target: str
) -> None:
    with pytest.raises(ServiceError) as caught:
        await door.send("GET", target=target, operation="x")
    assert caught.value.kind is ErrorKind.USAGE
    assert server.requests == []


async def test_a_redirection_that_is_allowed_says_where_it_leads(
    server: FaultyServer, door: Door
) -> None:
    server.play(faulty.redirect("/there?a=1"))
    reply = await door.send("GET", target="/here", operation="x", allow_status=(302,))
    assert (reply.status, reply.location) == (302, "/there?a=1")
    assert "there" not in repr(reply)
    async with door.stream(target="/here", operation="x", allow_status=(302,)) as answer:
        assert (answer.status, answer.location) == (302, "/there?a=1")


async def test_a_streamed_answer_comes_in_pieces(server: FaultyServer, door: Door) -> None:
    server.play(faulty.huge(1_000_000))
    async with door.stream(target="/big", operation="x") as answer:
        assert (answer.status, answer.size) == (200, 1_000_000)
        sizes = [len(piece) async for piece in answer.pieces()]
    assert sum(sizes) == 1_000_000
    assert len(sizes) > 1


async def test_a_compressed_one_is_expanded_and_its_size_unknown(
    server: FaultyServer, door: Door
) -> None:
    server.play(faulty.gzipped(b"abc" * 1000))
    async with door.stream(target="/zip", operation="x") as answer:
        assert answer.size is None
        assert b"".join([piece async for piece in answer.pieces()]) == b"abc" * 1000


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (faulty.fault(404, "no"), ErrorKind.NOT_FOUND),
        (faulty.redirect("https://x.test/?key=geheim"), ErrorKind.REDIRECTED),
        (faulty.reset(), ErrorKind.UNREACHABLE),
        (faulty.truncated(), ErrorKind.UNREACHABLE),
        (faulty.gzipped(b"abc" * 1000, cut=8), ErrorKind.UNREACHABLE),
        (faulty.not_http(), ErrorKind.NOT_THIS_PROTOCOL),
    ],
)
async def test_what_goes_wrong_is_an_error_of_ours(
    server: FaultyServer, door: Door, answer: Answer, kind: ErrorKind
) -> None:
    server.play(answer)

    async def read() -> None:
        async with door.stream(target="/x?key=geheim", operation="x") as found:
            async for _piece in found.pieces():
                pass

    with pytest.raises(ServiceError) as caught:
        await read()
    assert caught.value.kind is kind
    assert "geheim" not in repr(caught.value)


async def test_who_leaves_early_leaves_no_connection_behind(
    server: FaultyServer, door: Door
) -> None:
    server.play(faulty.huge(5_000_000))
    async with door.stream(target="/big", operation="x") as answer:
        pieces = answer.pieces()
        await anext(pieces)
        await pieces.aclose()
    server.play(faulty.ok({}))
    assert (await door.send("GET", target="/after", operation="x")).json() == {}


async def test_a_service_reads_its_own_error_bodies(
    server: FaultyServer, open_door: OpenDoor
) -> None:
    server.play(faulty.reply(400, b"its own words"))
    door = open_door(server.origin, message_in=lambda body: body.decode().upper())
    with pytest.raises(ServiceError) as caught:
        await door.send("GET", target="/x", operation="x")
    assert caught.value.message == "ITS OWN WORDS"
