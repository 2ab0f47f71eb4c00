"""The door when things go wrong: every fault gets its kind, its words and an end."""

import asyncio
import email.utils
import ssl
import time
from dataclasses import replace

import httpx
import pytest

from facespace_desk.net.errors import (
    BadPayload,
    ErrorKind,
    Refused,
    ServerTrouble,
    ServiceError,
    SignedOut,
    Unreachable,
)
from facespace_desk.net.http import Limits
from tests.limits import AT_ONCE_S
from tests.net.conftest import QUICK
from tests.servers import faulty
from tests.servers.faulty import FaultyServer


async def failure(door, **options) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        await door.get("logs", operation="logs", **options)
    assert caught.value.service == "FaceSpace"
    assert caught.value.operation == "logs"
    return caught.value


@pytest.mark.parametrize(
    ("status", "cls", "kind"),
    [
        (400, Refused, ErrorKind.REFUSED),
        (401, SignedOut, ErrorKind.SIGNED_OUT),
        (403, SignedOut, ErrorKind.SIGNED_OUT),
        (404, Refused, ErrorKind.NOT_FOUND),
        (410, Refused, ErrorKind.RETIRED),
        (418, Refused, ErrorKind.REFUSED),
        (429, ServerTrouble, ErrorKind.RATE_LIMITED),
        (500, ServerTrouble, ErrorKind.SERVER_TROUBLE),
        (599, ServerTrouble, ErrorKind.SERVER_TROUBLE),
    ],
)
async def test_each_status_has_its_kind(server, door, status, cls, kind):
    server.play(faulty.fault(status, "Because of this."))
    error = await failure(door)
    assert type(error) is cls
    assert error.kind is kind
    assert error.status == status
    assert error.message == "Because of this."


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error": "e", "message": "m", "detail": "d"}', "e"),
        (b'{"message": "m", "detail": "d"}', "m"),
        (b'{"detail": "d"}', "d"),
        (b'\xef\xbb\xbf{"error": "e"}', "e"),
        (b'{"error": {"message": "inner"}}', "inner"),
        (b'{"error": ""}', "Bad Request."),
        (b'{"error": 7}', "Bad Request."),
        (b'{"error": {"error": {"error": "deep"}}}', "Bad Request."),
        (b'{"error": "<b>bold</b>"}', "Bad Request."),
        (b'["error"]', "Bad Request."),
        (b"", "Bad Request."),
        (b"\xff\xfe", "Bad Request."),
        (b"<html><h1>Oops</h1></html>", "Bad Request."),
        (b"[" * 60_000, "Bad Request."),
        (b'{"error": "a\\u0000b\\r\\nc\\u202ed"}', "a b c d"),
    ],
)
async def test_the_message_is_the_servers_sentence_or_the_reason(server, door, body, message):
    server.play(faulty.reply(400, body))
    assert (await failure(door)).message == message


async def test_a_long_message_is_cut(server, door):
    server.play(faulty.fault(400, "x" * 30_000))
    assert len((await failure(door)).message) == 300


async def test_an_endless_error_page_is_not_read_to_its_end(server, door):
    async def endless(exchange):
        await exchange.write(b"HTTP/1.1 400 Bad\r\nContent-Length: 9999999999\r\n\r\n")
        while True:
            await exchange.write(b"<p>" * 10_000)

    server.play(endless)
    assert (await failure(door)).message == "Bad Request."


async def test_an_unknown_status_uses_the_servers_reason(server, door):
    server.play(faulty.reply(799, b"", reason="Out of luck"))
    assert (await failure(door)).message == "Out of luck."


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirections_are_not_followed(server, door, status):
    async with FaultyServer() as other:
        server.play(faulty.redirect(f"{other.origin}/logs?token=abcdef", status))
        error = await failure(door)
        assert other.requests == []
    assert error.kind is ErrorKind.REDIRECTED
    assert other.origin in error.message
    assert "token" not in error.message
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("location", "kind", "words"),
    [
        ("/elsewhere?key=1", ErrorKind.REDIRECTED, "another path"),
        ("//evil.example/x", ErrorKind.REDIRECTED, "http://evil.example."),
        ("https://me:pw@evil.example/x", ErrorKind.REDIRECTED, "https://evil.example."),
        ("javascript:alert(1)", ErrorKind.REDIRECTED, "unusable"),
        ("http://[::1", ErrorKind.REDIRECTED, "unusable"),
        ("", ErrorKind.NOT_THIS_PROTOCOL, "nowhere"),
    ],
)
async def test_a_redirection_names_the_origin_only(server, door, location, kind, words):
    server.play(faulty.redirect(location))
    error = await failure(door)
    assert error.kind is kind
    assert words in error.message


async def test_a_refused_connection_is_unreachable(open_door):
    with faulty.refusing_port() as port:
        error = await failure(open_door(f"http://127.0.0.1:{port}"))
    assert type(error) is Unreachable
    assert error.kind is ErrorKind.UNREACHABLE
    assert "refused" in error.message
    assert isinstance(error.__cause__, httpx.ConnectError)


async def test_an_unknown_host_is_told_from_a_refused_connection(open_door):
    error = await failure(open_door("https://no-such-host.invalid"), retry=False)
    assert error.kind is ErrorKind.HOST_NOT_FOUND


async def test_an_untrusted_certificate_is_told_apart(open_door):
    async with FaultyServer(tls=True) as server:
        error = await failure(open_door(server.origin))
        assert server.requests == []
    assert error.kind is ErrorKind.CERTIFICATE
    assert not error.retryable


async def test_a_trusted_certificate_is_accepted_for_its_name_only(open_door):
    trust = ssl.create_default_context(cafile=faulty.CERTIFICATE)
    async with FaultyServer(tls=True) as server:
        assert (await open_door(server.origin, ssl_context=trust).get("a", operation="a")).status
        elsewhere = open_door(f"https://localhost:{server.port}", ssl_context=trust)
        assert (await failure(elsewhere)).kind is ErrorKind.CERTIFICATE


async def test_a_server_without_tls_is_told_apart(server, open_door):
    server.play(faulty.fault(400))
    error = await failure(open_door(server.origin.replace("http:", "https:")))
    assert error.kind is ErrorKind.NOT_THIS_PROTOCOL
    assert "https" in error.message


async def test_a_silent_server_times_out_with_tls_too(open_door):
    trust = ssl.create_default_context(cafile=faulty.CERTIFICATE)
    async with FaultyServer(tls=True) as server:
        server.play(faulty.stall())
        door = open_door(server.origin, ssl_context=trust, limits=Limits(read_s=0.2))
        assert (await failure(door, retry=False)).kind is ErrorKind.TIMED_OUT
        server.play(faulty.truncated())
        error = await failure(open_door(server.origin, ssl_context=trust), retry=False)
        assert (error.kind, error.message) == (ErrorKind.UNREACHABLE, "The connection broke off.")


async def test_a_silent_handshake_times_out(server, open_door):
    server.play(faulty.stall())
    address = server.origin.replace("http:", "https:")
    door = open_door(address, limits=Limits(connect_s=0.2))
    assert (await failure(door, retry=False)).kind is ErrorKind.TIMED_OUT


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (faulty.reset(), ErrorKind.UNREACHABLE),
        (faulty.reset(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), ErrorKind.UNREACHABLE),
        (faulty.truncated(), ErrorKind.UNREACHABLE),
        (faulty.truncated(b""), ErrorKind.UNREACHABLE),
        (faulty.gzipped(b"x" * 10_000, cut=8), ErrorKind.UNREACHABLE),
        (faulty.not_http(), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.header_flood(), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b"junk", {"Content-Encoding": "gzip"}), ErrorKind.NOT_THIS_PROTOCOL),
        (
            faulty.reply(200, b"junk", {"Content-Encoding": "gzip, gzip"}),
            ErrorKind.NOT_THIS_PROTOCOL,
        ),
        (faulty.reply(200, b"junk", {"Content-Encoding": "br"}), ErrorKind.NOT_THIS_PROTOCOL),
    ],
)
async def test_broken_answers_have_their_kind(server, door, answer, kind):
    server.play(answer)
    assert (await failure(door)).kind is kind


@pytest.mark.parametrize("answer", [faulty.html(200), faulty.reply(200)])
async def test_an_answer_that_is_no_data_is_said_when_parsed(server, door, answer):
    server.play(answer)
    reply = await door.get("logs", operation="logs")
    with pytest.raises(BadPayload) as caught:
        reply.json()
    assert caught.value.operation == "logs"
    assert "<" not in caught.value.message


@pytest.mark.parametrize(
    "answer",
    [
        faulty.huge(2_000_000),
        faulty.huge(2_000_000, says_size=False),
        faulty.gzip_bomb(200 * 2**20),
        faulty.drip(b"x" * 1_000_001, pause_s=0, size=4096),
    ],
)
async def test_a_body_over_the_cap_is_given_up(server, door, answer):
    server.play(answer)
    error = await failure(door, body_bytes=1_000_000)
    assert error.kind is ErrorKind.TOO_LARGE
    assert len(server.requests) == 1


async def test_a_body_of_exactly_the_cap_is_read(server, door):
    server.play(faulty.huge(1_000_000, says_size=False))
    assert len((await door.get("a", operation="a", body_bytes=1_000_000)).body) == 1_000_000


class TestTime:
    async def test_a_silent_server_times_out(self, server, open_door):
        server.play(faulty.stall())
        door = open_door(server.origin, limits=Limits(read_s=0.1, first_wait_s=0.01, jitter_s=0))
        assert (await failure(door)).kind is ErrorKind.TIMED_OUT
        await server.arrived(4)
        assert len(server.requests) == 4

    async def test_a_silent_server_times_out_amid_the_body(self, server, open_door):
        server.play(faulty.stall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"))
        door = open_door(server.origin, limits=Limits(read_s=0.1))
        assert (await failure(door, retry=False)).kind is ErrorKind.TIMED_OUT

    async def test_the_total_includes_retries_and_drips(self, server, open_door):
        server.play(faulty.drip(b"x" * 1200, pause_s=0.05))  # for a minute
        async with asyncio.timeout(AT_ONCE_S):
            error = await failure(open_door(server.origin), total_s=0.3)
        assert error.kind is ErrorKind.TIMED_OUT

    @pytest.mark.parametrize(
        "answer",
        [
            faulty.stall(),
            faulty.stall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
            faulty.huge(2**40),
            faulty.fault(503, headers={"Retry-After": "20"}),
        ],
        ids=["before the answer", "amid the body", "while reading", "between retries"],
    )
    async def test_cancelling_is_prompt_and_frees_the_connection(self, server, open_door, answer):
        server.play(answer)
        door = open_door(server.origin, limits=Limits(connections=1, body_bytes=2**41))
        running = asyncio.ensure_future(door.get("a", operation="a"))
        await server.arrived()
        await asyncio.sleep(0.02)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            async with asyncio.timeout(AT_ONCE_S):
                await running
        server.play(faulty.ok({}))
        assert (await door.get("b", operation="b")).status == 200

    async def test_a_cancelled_request_is_hung_up_on(self, server, door):
        server.play(faulty.stall())
        running = asyncio.ensure_future(door.get("a", operation="a"))
        await server.arrived()
        running.cancel()
        await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)

    async def test_an_outer_time_limit_is_not_mistaken_for_ours(self, server, door):
        server.play(faulty.stall())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await door.get("a", operation="a", total_s=60)


class TestRetries:
    @pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
    async def test_passing_trouble_is_waited_out(self, server, door, status):
        server.play(*[faulty.fault(status)] * 3, faulty.ok({"a": 1}))
        assert (await door.get("a", operation="a")).json() == {"a": 1}
        assert len(server.requests) == 4

    @pytest.mark.parametrize("answer", [faulty.reset(), faulty.truncated(), faulty.stall()])
    async def test_broken_connections_are_made_again(self, server, open_door, answer):
        server.play(answer, faulty.ok({}))
        door = open_door(server.origin, limits=Limits(read_s=0.5, first_wait_s=0.01))
        assert (await door.get("a", operation="a")).status == 200

    async def test_after_three_retries_the_last_error_counts(self, server, door):
        server.play(*[faulty.fault(500)] * 3, faulty.fault(503, "still busy"))
        error = await failure(door)
        assert (error.status, error.message) == (503, "still busy")
        assert len(server.requests) == 4

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
    async def test_what_will_not_pass_is_not_repeated(self, server, door, status):
        server.play(faulty.fault(status))
        await failure(door)
        assert len(server.requests) == 1

    async def test_a_poll_is_not_repeated(self, server, door):
        server.play(faulty.fault(503))
        await failure(door, retry=False)
        assert len(server.requests) == 1

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    async def test_what_may_have_changed_something_is_not_repeated(self, server, door, method):
        server.play(faulty.reset())
        with pytest.raises(Unreachable):
            await door.send(method, "x", operation="x")
        assert len(server.requests) == 1

    async def test_retry_after_seconds_are_obeyed(self, server, door, waits):
        server.play(faulty.fault(429, headers={"Retry-After": "1"}), faulty.ok({}))
        started = time.monotonic()
        await door.get("a", operation="a")
        assert time.monotonic() - started >= 1
        assert waits == [pytest.approx(1, abs=0.01)]

    async def test_retry_after_as_a_date_is_obeyed(self, server, open_door, waits):
        now = 1_700_000_000.5
        date = email.utils.formatdate(now + 1, usegmt=True)
        server.play(faulty.fault(503, headers={"Retry-After": date}), faulty.ok({}))
        door = open_door(server.origin, clock=lambda: now)
        await door.get("a", operation="a")
        assert waits == [pytest.approx(1, abs=0.01)]  # in whole seconds

    @pytest.mark.parametrize("value", ["31", "99999999"])
    async def test_a_longer_wait_is_left_to_the_operator(self, server, door, value):
        server.play(faulty.fault(429, headers={"Retry-After": value}))
        error = await failure(door)
        assert error.retry_after_s == float(value)
        assert len(server.requests) == 1

    @pytest.mark.parametrize("value", ["-5", "soon", "1e3", "nan", "٣", "9" * 40])
    async def test_an_unreadable_retry_after_is_ignored(self, server, door, value):
        header = {"Retry-After": value.encode().decode("latin-1")}
        server.play(faulty.fault(429, headers=header), faulty.ok({}))
        assert (await door.get("a", operation="a")).status == 200

    async def test_waits_double(self, server, open_door, waits):
        server.play(faulty.fault(503))
        limits = Limits(first_wait_s=0.05, jitter_s=0)
        started = time.monotonic()
        await failure(open_door(server.origin, limits=limits))
        assert time.monotonic() - started >= 0.35
        assert waits == [pytest.approx(wait) for wait in (0.05, 0.1, 0.2)]

    def test_the_usual_waits_are_those_of_the_wire(self):
        limits = Limits()
        assert limits.attempts == 4
        assert [limits.first_wait_s * 2**n for n in range(3)] == [0.5, 1, 2]
        assert (limits.connect_s, limits.read_s, limits.retry_after_cap_s) == (10, 30, 30)


class TestClosing:
    async def test_a_closed_door_stays_closed(self, door):
        await door.get("a", operation="a")
        await door.close()
        await door.close()
        with pytest.raises(RuntimeError, match="closed"):
            await door.get("a", operation="a")

    async def test_closing_hangs_up(self, server, open_door):
        door = open_door(server.origin, limits=QUICK)
        await door.get("a", operation="a")
        assert server.is_open == 1
        await door.close()
        async with asyncio.timeout(AT_ONCE_S):
            while server.is_open:  # noqa: ASYNC110
                await asyncio.sleep(0.005)


@pytest.mark.parametrize("hang_up", [faulty.reset(), faulty.not_http(b"")])
async def test_a_kept_connection_that_the_server_closes_is_no_failure(server, open_door, hang_up):
    door = open_door(f"{server.origin}/facespace", limits=replace(QUICK, attempts=1))
    server.play(faulty.ok({}), hang_up, faulty.ok({"n": 1}))
    await door.get("logs", operation="logs")
    reply = await door.get("logs", operation="logs")
    assert reply.body == b'{"n": 1}'
    assert (len(server.requests), server.connections) == (3, 2)


async def test_a_change_is_not_sent_again_when_a_kept_connection_closes(server, door):
    server.play(faulty.ok({}), faulty.reset(), faulty.ok({"n": 1}))
    await door.get("logs", operation="logs")
    with pytest.raises(Unreachable):
        await door.send("POST", "logs", operation="logs")
    assert len(server.requests) == 2


async def test_a_new_connection_that_the_server_closes_is_a_failure(server, open_door):
    door = open_door(f"{server.origin}/facespace", limits=replace(QUICK, attempts=1))
    server.play(faulty.reset())
    assert (await failure(door)).kind is ErrorKind.UNREACHABLE
    assert len(server.requests) == 1
