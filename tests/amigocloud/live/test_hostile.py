"""Servers and networks that misbehave: words, no hang, nothing left, and the line comes back."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Sequence
from typing import Any

import pytest

from facespace_desk.amigocloud.live.feed import Clocks
from facespace_desk.amigocloud.live.records import LiveState, StateChange
from facespace_desk.amigocloud.live.way import LineLimits
from facespace_desk.net.errors import ErrorKind, explain
from tests.amigocloud.live.listening import listening
from tests.conftest import AllowLogs
from tests.servers import faulty
from tests.servers.faulty import CERTIFICATE, Answer, Exchange, FaultyServer
from tests.servers.socketio import RealServer

OPEN = {"sid": "abc", "upgrades": [], "pingInterval": 25_000, "pingTimeout": 20_000}
JOINED = '40/amigosocket,{"sid":"x"}'
LIMITS = LineLimits(answer_s=0.5, upgrade_s=0.5, packet_bytes=100_000)
HANDSHAKE_LIMITS = LineLimits(packet_bytes=100_000)


@pytest.fixture(autouse=True)
def _losses_are_logged(allow_logs: AllowLogs) -> None:
    allow_logs(r"WARNING desk\.amigocloud\.live: AmigoCloud: live events lost")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def polling(*polls: Answer, opened: dict[str, Any] | None = None) -> Answer:
    """A server of revision 4 that lets everybody join; then its polls get *polls*, then nothing.

    Each session begins anew.
    """
    left: list[Answer] = []

    async def answer(exchange: Exchange) -> None:
        target = exchange.request.target
        if exchange.request.method == "POST":
            await faulty.reply(200, b"ok")(exchange)
        elif "sid=" not in target:
            left[:] = [faulty.reply(200, JOINED.encode()), *polls]
            body = b"0" + json.dumps({**OPEN, **(opened or {})}).encode()
            await faulty.reply(200, body)(exchange)
        else:
            await (left.pop(0) if left else faulty.stall())(exchange)

    return answer


async def lost_by(answer: Answer, **options: Any) -> StateChange:
    """The first loss of a line to a server that plays *answer*; it was tried again, too."""
    options.setdefault("limits", LIMITS)
    async with FaultyServer() as server:
        server.play(answer)
        async with listening(server.origin, **options) as heard:
            lost = await heard.until_lost()
            await heard.until(lambda: heard.states.count(LiveState.CONNECTING) >= 2)
    assert lost.error is not None
    assert lost.retry_at_ms is not None
    words = " ".join((lost.error.message, *vars(explain(lost.error)).values()))
    assert "sid=" not in words
    assert "?" not in words
    return lost


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (faulty.html(200), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b""), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b"0{"), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b"0{}"), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b"5:0{"), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b"\x00\xff"), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b"0{" + b"[" * 50_000), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.html(502), ErrorKind.SERVER_TROUBLE),
        (faulty.reply(503, b""), ErrorKind.SERVER_TROUBLE),
        (faulty.reply(401, b""), ErrorKind.REFUSED),
        (faulty.reply(404, b""), ErrorKind.NOT_FOUND),
        (faulty.reply(429, b""), ErrorKind.RATE_LIMITED),
        (faulty.reply(799, b""), ErrorKind.SERVER_TROUBLE),
        (faulty.not_http(), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reset(), ErrorKind.BROKE_OFF),
        (faulty.truncated(b"0{"), ErrorKind.BROKE_OFF),
        (faulty.huge(1_000_000), ErrorKind.TOO_LARGE),
        (faulty.gzip_bomb(50_000_000), ErrorKind.TOO_LARGE),
    ],
)
async def test_an_answer_that_is_no_handshake_is_named(answer: Answer, kind: ErrorKind) -> None:
    lost = await lost_by(answer, limits=HANDSHAKE_LIMITS)
    assert lost.error is not None
    assert lost.error.kind is kind


async def test_a_handshake_that_never_comes_is_given_up() -> None:
    lost = await lost_by(faulty.stall())
    assert lost.error is not None
    assert lost.error.kind is ErrorKind.TIMED_OUT


async def test_nobody_at_home_is_named() -> None:
    with faulty.refusing_port() as port:
        async with listening(f"http://127.0.0.1:{port}") as heard:
            lost = await heard.until_lost()
    assert lost.error is not None
    assert lost.error.message == "The connection was refused."


@pytest.mark.parametrize(
    ("poll", "kind"),
    [
        (faulty.reply(200, b""), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.reply(200, b"b!!!"), ErrorKind.NOT_THIS_PROTOCOL),
        (faulty.html(502), ErrorKind.SERVER_TROUBLE),
        (faulty.reply(400, b'{"code":1}'), ErrorKind.BROKE_OFF),
        (faulty.reply(403, b""), ErrorKind.REFUSED),
        (faulty.reply(200, b"1"), ErrorKind.BROKE_OFF),
        (faulty.reset(), ErrorKind.BROKE_OFF),
        (faulty.truncated(b"4"), ErrorKind.BROKE_OFF),
        (faulty.huge(1_000_000), ErrorKind.TOO_LARGE),
        (faulty.reply(200, b"41/amigosocket"), ErrorKind.BROKE_OFF),
    ],
)
async def test_a_poll_that_fails_ends_the_line(poll: Answer, kind: ErrorKind) -> None:
    # Twice: a poll on a connection that was open already is repeated once, and may be.
    lost = await lost_by(polling(poll, poll), limits=HANDSHAKE_LIMITS)
    assert lost.error is not None
    assert lost.error.kind is kind


async def test_a_body_that_is_no_packet_spoils_nothing_else() -> None:
    good = '42/amigosocket,["here",{}]'
    bodies = [b"<html>", b"\xff\xfe", b"9", f"\x1e{good}\x1e4\x1e{good}".encode()]
    async with FaultyServer() as server:
        server.play(polling(*(faulty.reply(200, body) for body in bodies)))
        async with listening(server.origin) as heard:
            await heard.until(lambda: len(heard.events) == 2)
            info = heard.feed.info
    assert LiveState.LOST not in heard.states
    assert info.skipped >= 4


async def test_a_silent_server_in_polling_is_noticed() -> None:
    opened = {"pingInterval": 100, "pingTimeout": 200}
    lost = await lost_by(polling(opened=opened), limits=HANDSHAKE_LIMITS)
    assert lost.error is not None
    assert lost.error.message == "The server gave no sign of life for 0.3 s."


async def test_a_redirection_is_not_followed() -> None:
    async with FaultyServer() as elsewhere, FaultyServer() as server:
        server.play(faulty.redirect(f"{elsewhere.origin}/v2_socket.io/"))
        async with listening(server.origin) as heard:
            lost = await heard.until_lost()
        assert elsewhere.requests == []
    assert lost.error is not None
    assert lost.error.kind is ErrorKind.REDIRECTED


async def test_a_redirected_web_socket_is_not_followed() -> None:
    async with FaultyServer() as elsewhere, FaultyServer() as server:
        polled = polling(opened={"upgrades": ["websocket"]})
        away = faulty.redirect(f"{elsewhere.origin}/v2_socket.io/")

        async def answer(exchange: Exchange) -> None:
            is_socket = "transport=websocket" in exchange.request.target
            await (away if is_socket else polled)(exchange)

        server.play(answer)
        async with listening(server.origin) as heard:
            await heard.until_waiting()
            assert heard.feed.info.transport == "polling"
        assert elsewhere.requests == []


async def test_an_upgrade_that_is_never_answered_leaves_polling() -> None:
    async with FaultyServer() as server:
        polled = polling(opened={"upgrades": ["websocket"]})

        async def answer(exchange: Exchange) -> None:
            is_socket = "transport=websocket" in exchange.request.target
            await (faulty.stall() if is_socket else polled)(exchange)

        server.play(answer)
        limits = LineLimits(upgrade_s=0.2)
        async with listening(server.origin, limits=limits) as heard:
            await heard.until_waiting()
            assert heard.feed.info.transport == "polling"


async def test_a_session_id_stays_in_its_place_in_the_address() -> None:
    async with FaultyServer() as server:
        server.play(polling(opened={"sid": "a b&EIO=9#/../x"}))
        async with listening(server.origin) as heard:
            await heard.until_waiting()
        targets = [each.target for each in server.requests]
    assert all(target.startswith("/v2_socket.io/socket.io/?") for target in targets)
    assert all("EIO=9" not in target.split("&") for target in targets)
    assert all(each.method in ("GET", "POST") for each in server.requests)


async def test_a_certificate_is_always_checked() -> None:
    async with FaultyServer(tls=True) as server:
        server.play(polling())
        async with listening(server.origin) as heard:
            lost = await heard.until_lost()
        assert server.requests == []
    assert lost.error is not None
    assert lost.error.kind is ErrorKind.CERTIFICATE


async def test_a_trusted_certificate_is_taken() -> None:
    context = ssl.create_default_context(cafile=CERTIFICATE)
    async with FaultyServer(tls=True) as server:
        server.play(polling())
        async with listening(server.origin, ssl_context=context) as heard:
            await heard.until_waiting()


async def test_a_plain_server_behind_https_is_named() -> None:
    async with (
        FaultyServer() as server,
        listening(server.origin.replace("http:", "https:")) as heard,
    ):
        server.play(faulty.not_http())
        lost = await heard.until_lost()
    assert lost.error is not None
    assert lost.error.kind in (ErrorKind.UNREACHABLE, ErrorKind.BROKE_OFF)


async def test_a_named_proxy_is_used() -> None:
    async with FaultyServer() as proxy:
        proxy.play(polling())
        async with listening("http://127.0.0.1:9", proxy=proxy.origin) as heard:
            await heard.until_waiting()
        assert len(proxy.requests) >= 3
        assert all(each.target.startswith("http://127.0.0.1:9/v2_") for each in proxy.requests)


async def test_the_system_proxy_is_not_used_for_this_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    async with FaultyServer() as server:
        server.play(polling())
        async with listening(server.origin) as heard:
            await heard.until_waiting()


async def test_a_proxy_that_refuses_is_named() -> None:
    with faulty.refusing_port() as port:
        async with listening("http://127.0.0.1:9", proxy=f"http://127.0.0.1:{port}") as heard:
            lost = await heard.until_lost()
    assert lost.error is not None
    assert lost.error.message == "The proxy did not make the connection."


async def test_a_socks_proxy_is_refused_in_words() -> None:
    async with listening("http://127.0.0.1:9", proxy="socks5://127.0.0.1:9") as heard:
        lost = await heard.until_lost()
    assert lost.error is not None
    assert lost.error.message == "Live events pass HTTP proxies only, not SOCKS."
    assert lost.retry_at_ms is None


@pytest.mark.parametrize("moments", [range(0, 40, 3), range(40, 400, 40)])
async def test_cancelling_a_line_to_a_stalling_server_leaves_nothing(
    moments: Sequence[int],
) -> None:
    async with FaultyServer() as server:
        server.play(faulty.stall())
        for moment in moments:
            async with listening(server.origin, clocks=Clocks(wait_s=lambda _: 60.0)):
                for _ in range(moment):
                    await asyncio.sleep(0)


async def test_a_server_that_halts_in_the_middle_of_joining_is_waited_for(
    server: RealServer,
) -> None:
    async with listening(server.url, protocol=server.protocol) as heard:
        await heard.until(lambda: heard.states)
        server.freeze()
        await asyncio.sleep(0.05)
        server.thaw()
        await heard.until_waiting()
        assert LiveState.LOST not in heard.states
