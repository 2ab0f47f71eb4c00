"""The token: fetched late, renewed early, by one call for all."""

import asyncio
import itertools

import pytest

from facespace_desk.cam2.errors import AuthenticationError, Cam2Error, InternalError
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.redaction import redact
from tests.cam2.making import (
    EXPIRED,
    asked,
    client_for,
    entry,
    in_turn,
    refusal,
    routed,
    token,
    tokens_asked,
)
from tests.servers import faulty


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


def many_tokens():
    """A new token for each request."""
    numbers = itertools.count(1)

    async def answer(exchange):
        await token(f"CANARYtoken-{next(numbers)}")(exchange)

    return answer


def knows(*good):
    """A camera for requests with one of these tokens, `Token expired.` for others."""

    async def answer(exchange):
        sent = exchange.request.headers["authorization"].removeprefix("Bearer ")
        await (faulty.ok(entry()) if sent in good else EXPIRED)(exchange)

    return answer


async def test_nothing_is_asked_before_the_first_call(server, client):
    assert server.connections == 0


async def test_the_token_goes_into_the_header_of_every_call(server, client):
    server.play(routed(cameras=faulty.ok(entry())))
    await client.camera("a")
    await client.camera("b")
    assert tokens_asked(server) == 1
    sent = [request.headers.get("authorization") for request in server.requests]
    assert sent == [None, "Bearer CANARYtoken-1", "Bearer CANARYtoken-1"]


async def test_a_token_is_renewed_after_four_and_a_half_minutes(server):
    clock = Clock()
    server.play(routed(auth=many_tokens(), cameras=faulty.ok(entry())))
    async with client_for(server.origin, clock=clock) as client:
        for at_s in (0, 269.9, 270.1):
            clock.now_s = 1000 + at_s
            await client.camera("a")
    sent = [request.headers.get("authorization") for request in server.requests]
    assert sent == [
        None,
        "Bearer CANARYtoken-1",
        "Bearer CANARYtoken-1",
        None,
        "Bearer CANARYtoken-2",
    ]


async def test_expiry_amid_twenty_calls_causes_one_renewal(server, client):
    server.play(routed(auth=many_tokens(), cameras=knows("CANARYtoken-1")))
    await client.camera("first")
    server.play(
        routed(auth=in_turn(token("CANARYtoken-2"), token("x")), cameras=knows("CANARYtoken-2"))
    )
    cameras = await asyncio.gather(*(client.camera(f"a{number}") for number in range(20)))
    assert len(cameras) == 20
    assert tokens_asked(server) == 2
    replayed = asked(server, "cameras")[1:]
    assert 20 < len(replayed) <= 24  # those that were open when the token died went twice


@pytest.mark.parametrize(
    "words",
    ["Token expired.", "Token expired", "token expired", "TOKEN EXPIRED.", " Token Expired. "],
)
async def test_expiry_is_told_in_many_ways(server, client, words):
    server.play(
        routed(auth=many_tokens(), cameras=in_turn(refusal(401, words), faulty.ok(entry())))
    )
    await client.camera("a")
    assert tokens_asked(server) == 2


@pytest.mark.parametrize("words", ["Bad token", "Token expired long ago", "", "expired"])
async def test_any_other_401_is_final(server, client, words):
    server.play(routed(cameras=refusal(401, words)))
    with pytest.raises(AuthenticationError):
        await client.camera("a")
    assert (tokens_asked(server), len(asked(server))) == (1, 1)


async def test_after_a_final_401_the_next_call_signs_in_anew(server, client):
    """A server that was started again knows none of its former tokens."""
    server.play(routed(auth=many_tokens(), cameras=refusal(401, "Failed to authenticate token")))
    with pytest.raises(AuthenticationError):
        await client.camera("a")
    server.play(routed(auth=token("CANARYtoken-9"), cameras=knows("CANARYtoken-9")))
    assert (await client.camera("a")).camera_id
    assert tokens_asked(server) == 2


async def test_a_call_is_replayed_twice_at_most(server, client):
    server.play(routed(auth=many_tokens(), cameras=EXPIRED))
    with pytest.raises(AuthenticationError) as caught:
        await client.camera("a")
    assert caught.value.kind is ErrorKind.SIGNED_OUT
    assert len(asked(server)) == 3
    assert tokens_asked(server) == 3


async def test_writes_are_replayed_too(server, client):
    created = faulty.reply(201, b'{"cameraID": "c"}')
    server.play(routed(auth=many_tokens(), cameras=in_turn(EXPIRED, created)))
    draft = {
        "type": "stream",
        "m3u8_url": "http://h.example/a",
        "has_image": True,
        "has_video": True,
    }
    assert await client.write(client.plan_add(draft)) == "c"
    bodies = [request.body for request in server.requests if request.method == "POST"]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]


async def test_a_refused_renewal_is_shared_by_all_that_wait(server, client):
    server.play(faulty.stall(then=refusal(401, "Bad client secret")))
    calls = [asyncio.ensure_future(client.camera(f"a{number}")) for number in range(10)]
    await server.arrived()
    server.release.set()
    errors = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(error) for error in errors] == [AuthenticationError] * 10
    assert len({id(error) for error in errors}) == 10
    assert all(error.message == "Bad client secret" for error in errors)
    assert len(server.requests) == 1


async def test_a_call_that_gives_up_leaves_the_renewal_to_the_others(server, client):
    server.play(routed(auth=faulty.stall(then=token()), cameras=faulty.ok(entry())))
    gives_up = asyncio.ensure_future(client.camera("a"))
    await server.arrived()
    waits = asyncio.ensure_future(client.camera("b"))
    gives_up.cancel()
    await asyncio.wait({gives_up})
    assert gives_up.cancelled()
    server.release.set()
    await waits
    assert tokens_asked(server) == 1


async def test_closing_ends_a_renewal(server, client):
    server.play(faulty.stall())
    waits = asyncio.ensure_future(client.camera("a"))
    await server.arrived()
    await client.close()
    with pytest.raises(RuntimeError, match="closed"):
        await waits


async def test_nothing_is_sent_after_closing(server, client):
    await client.close()
    with pytest.raises(RuntimeError, match="closed"):
        await client.camera("a")
    assert server.connections == 0


@pytest.mark.parametrize(
    "answer",
    [
        faulty.ok({}),
        faulty.ok([]),
        faulty.ok({"token": None}),
        faulty.ok({"token": ""}),
        faulty.ok({"token": "with\r\nHeader: x"}),
        faulty.ok({"token": "\ud800"}),
        faulty.ok({"token": "x" * 10_000}),
        faulty.html(200),
        faulty.truncated(),
        faulty.huge(8 * 2**20),
        faulty.redirect("http://evil.example/auth"),
    ],
)
async def test_a_token_that_cannot_be_used_ends_in_words(server, client, answer):
    server.play(answer)
    with pytest.raises(Cam2Error) as caught:
        await client.camera("a")
    assert type(caught.value) is InternalError
    assert caught.value.operation == "auth"
    assert not asked(server)


async def test_a_token_is_masked_until_the_client_closes(server, client):
    server.play(routed(cameras=faulty.ok(entry())))
    await client.camera("a")
    assert redact("it is CANARYtoken-1") == "it is [redacted]"
    await client.close()
    assert redact("it is CANARYtoken-1") == "it is CANARYtoken-1"
