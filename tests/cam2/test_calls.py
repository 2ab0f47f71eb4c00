"""One table of errors, retries for reading only, and what broken servers say."""

import asyncio
import time

import pytest

from facespace_desk.cam2.errors import (
    AuthenticationError,
    AuthorizationError,
    Cam2Error,
    FormatError,
    InternalError,
    ResourceConflictError,
    ResourceNotFoundError,
)
from facespace_desk.cam2.search import Query
from facespace_desk.net.errors import ErrorKind
from tests.cam2.making import HURRIED, asked, client_for, collected, entry, in_turn, refusal, routed
from tests.servers import faulty

TABLE = {
    400: FormatError,
    401: AuthenticationError,
    403: AuthorizationError,
    404: ResourceNotFoundError,
    409: ResourceConflictError,
    422: FormatError,
    429: InternalError,
    418: InternalError,
    500: InternalError,
    503: InternalError,
    599: InternalError,
}
DRAFT = {"type": "ip", "ip": "192.0.2.1", "has_image": True, "has_video": False}

OPERATIONS = {
    "camera": lambda client: client.camera("a"),
    "legacy": lambda client: client.camera_by_legacy_id(7),
    "exists": lambda client: client.exists("ip", ip="192.0.2.1"),
    "search": lambda client: collected(client.search(Query())),
    "add": lambda client: client.write(client.plan_add(DRAFT)),
    "change log": lambda client: anext(client.change_log()),
    "register": lambda client: client.register("ann"),
    "set owner": lambda client: client.set_owner("c" * 96, "ann"),
    "set permission": lambda client: client.set_permission("c" * 96, "webUI"),
    "reset secret": lambda client: client.reset_secret("c" * 96),
    "client ids": lambda client: client.client_ids("ann"),
    "usage": lambda client: client.usage("c" * 96, "ann"),
}


@pytest.mark.parametrize("status", TABLE)
@pytest.mark.parametrize("operation", OPERATIONS)
async def test_one_table_of_errors_for_every_operation(server, client, operation, status):
    server.play(routed(cameras=refusal(status, "Why not."), apps=refusal(status, "Why not.")))
    with pytest.raises(Cam2Error) as caught:
        await OPERATIONS[operation](client)
    error = caught.value
    assert type(error) is TABLE[status]
    assert error.status == status
    assert error.message.startswith("Why not.")
    assert error.operation


async def test_a_404_of_the_token_request_is_about_the_client(server, client):
    server.play(refusal(404, "Cannot find client with that ClientID"))
    with pytest.raises(ResourceNotFoundError) as caught:
        await client.camera("a")
    assert (caught.value.kind, caught.value.operation) == (ErrorKind.SIGNED_OUT, "auth")


async def test_a_404_page_in_place_of_the_token_is_another_server(server, client):
    server.play(faulty.html(404))
    with pytest.raises(ResourceNotFoundError) as caught:
        await client.camera("a")
    assert caught.value.kind is ErrorKind.NOT_FOUND


@pytest.mark.parametrize("status", [401, 403, 404, 422, 500])
async def test_html_in_place_of_a_message_ends_in_words(server, client, status):
    server.play(routed(cameras=faulty.html(status)))
    with pytest.raises(Cam2Error) as caught:
        await client.camera("a")
    assert type(caught.value) is TABLE[status]
    assert caught.value.message
    assert "<" not in caught.value.message


@pytest.mark.parametrize("status", [429, 502, 503, 504])
async def test_reading_is_tried_again(server, client, status):
    server.play(routed(cameras=in_turn(refusal(status), refusal(status), faulty.ok(entry()))))
    await client.camera("a")
    assert len(asked(server)) == 3


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 500, 501])
async def test_other_answers_are_final(server, client, status):
    server.play(routed(cameras=refusal(status)))
    with pytest.raises(Cam2Error):
        await client.camera("a")
    assert len(asked(server)) == 1


async def test_reading_is_tried_three_times_at_most(server, client):
    server.play(routed(cameras=refusal(503)))
    with pytest.raises(InternalError):
        await client.camera("a")
    assert len(asked(server)) == 3


@pytest.mark.parametrize(
    "operation", ["add", "register", "set owner", "set permission", "reset secret"]
)
async def test_writing_is_never_tried_again(server, client, operation):
    server.play(routed(cameras=refusal(503), apps=refusal(503)))
    with pytest.raises(InternalError) as caught:
        await OPERATIONS[operation](client)
    assert len(asked(server)) == 1
    assert caught.value.is_uncertain
    assert "not known whether" in caught.value.message


async def test_a_connection_that_breaks_is_made_again(server, client):
    server.play(routed(cameras=in_turn(faulty.reset(), faulty.ok(entry()))))
    await client.camera("a")
    assert len(asked(server)) == 2


async def test_nobody_there_ends_in_words():
    with faulty.refusing_port() as port:
        async with client_for(f"http://127.0.0.1:{port}") as client:
            with pytest.raises(InternalError) as caught:
                await client.camera("a")
    assert caught.value.kind is ErrorKind.UNREACHABLE
    assert caught.value.status is None
    assert caught.value.__cause__ is not None


async def test_retry_after_quiets_all_calls_of_the_client(server, client):
    slow_down = refusal(429, "Slow down.", {"Retry-After": "1"})
    server.play(routed(apps=slow_down, cameras=faulty.ok(entry())))
    with pytest.raises(InternalError):
        await client.set_owner("c" * 96, "ann")
    started = time.monotonic()
    await asyncio.gather(*(client.camera(f"a{number}") for number in range(3)))
    assert time.monotonic() - started > 0.9


async def test_a_long_retry_after_is_told_and_not_waited_for(server, client):
    server.play(routed(cameras=refusal(429, "Tomorrow.", {"Retry-After": "86400"})))
    with pytest.raises(InternalError) as caught:
        await client.camera("a")
    assert (caught.value.kind, caught.value.retry_after_s) == (ErrorKind.RATE_LIMITED, 86400)
    assert len(asked(server)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        faulty.truncated(b'{"cameraID": "a"'),
        faulty.reply(200, b'{"cameraID": "a"'),
        faulty.reply(200, b""),
        faulty.reply(204, b""),
        faulty.ok([]),
        faulty.ok({"message": "OK"}),
        faulty.huge(5 * 2**20),
        faulty.huge(5 * 2**20, says_size=False),
        faulty.gzip_bomb(64 * 2**20),
        faulty.reply(200, b"[" * 100_000),
        faulty.not_http(),
        faulty.redirect("http://evil.example/"),
    ],
)
async def test_an_answer_that_cannot_be_used_ends_in_words(server, client, answer):
    server.play(routed(cameras=answer))
    with pytest.raises(InternalError) as caught:
        await client.camera("a")
    assert caught.value.message


async def test_a_slow_answer_ends_in_words(server):
    server.play(routed(cameras=faulty.stall()))
    async with client_for(server.origin, limits=HURRIED) as client:
        with pytest.raises(InternalError) as caught:
            await client.camera("a")
    assert caught.value.kind is ErrorKind.TIMED_OUT
    assert len(asked(server)) == 1


async def test_four_requests_are_open_at_most(server, client):
    server.play(routed(cameras=faulty.stall(then=faulty.ok(entry()))))
    calls = [asyncio.ensure_future(client.camera(f"a{number}")) for number in range(12)]
    await server.arrived(5)  # the token and four
    assert len(asked(server)) == 4
    server.release.set()
    await asyncio.gather(*calls)
    assert len(asked(server)) == 12
    assert server.connections <= 4
