"""The line is noticed to be dead, comes back by itself, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from facespace_desk.amigocloud.live.feed import Clocks, EventFeed
from facespace_desk.amigocloud.live.records import (
    SOCKET_PATH,
    LiveAddress,
    LiveEvent,
    LiveState,
    StateChange,
)
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind, SignedOut, Unreachable
from tests.amigocloud.live.conftest import WAYS, some_ways
from tests.amigocloud.live.listening import (
    LIMIT_S,
    Listener,
    Tickets,
    eventually,
    listening,
    listening_to,
)
from tests.conftest import AllowLogs
from tests.servers.socketio import SERVERS, RealServer, real_server

TWO = ({"userid": 77}, {"userid": 77, "datasetid": 9})


@pytest.fixture(autouse=True)
def _losses_are_logged(allow_logs: AllowLogs) -> None:
    allow_logs(r"WARNING desk\.amigocloud\.live: AmigoCloud: live events lost")


@contextlib.asynccontextmanager
async def every_line(**intervals: int) -> AsyncIterator[dict[RealServer, list[Listener]]]:
    """All servers, and to each a line in every way, at the same time."""
    async with contextlib.AsyncExitStack() as stack:
        lines: dict[RealServer, list[Listener]] = {}
        for version in SERVERS:
            server = await stack.enter_async_context(real_server(version, **intervals))
            lines[server] = [
                await stack.enter_async_context(listening_to(server, transports=way))
                for way in WAYS.values()
            ]
        yield lines


async def test_a_silent_server_is_noticed_by_missing_pongs() -> None:
    async with every_line(pingInterval=300, pingTimeout=2_000) as lines:
        for server in lines:
            server.freeze()
        heard = [each for those in lines.values() for each in those]
        losses = [await each.until_lost() for each in heard]
        for server in lines:
            server.thaw()
        for each in heard:
            await each.until_waiting(2)

    assert len(losses) == 12
    for lost in losses:
        assert lost.error is not None
        assert lost.error.kind is ErrorKind.TIMED_OUT
        assert lost.error.message == "The server gave no sign of life for 2.3 s."


async def test_an_idle_line_stays() -> None:
    """Longer than pingInterval + pingTimeout, the time after which a mute client is dropped."""
    async with every_line(pingInterval=500, pingTimeout=3_000) as lines:
        began = time.monotonic()
        heard = [each for those in lines.values() for each in those]
        beats: dict[Listener, set[int | None]] = {each: set() for each in heard}

        def have_beaten() -> bool:
            for each, seen in beats.items():
                seen.add(each.feed.info.pong_ms)
            return all(len(seen - {None}) >= 5 for seen in beats.values())

        await eventually(lambda: time.monotonic() > began + 4.0 and have_beaten())
        for server, those in lines.items():
            await server.emit("still here", {})
            for each in those:
                await each.until(lambda each=each: each.named("still here"))  # type: ignore[misc]  # mypy cannot infer it
            infos = [each.feed.info for each in those]
            assert server.count("left") == 0
            assert all(info.heard_ms is not None for info in infos)
            if server.revision == 3:
                assert all((info.round_trip_ms or 1e9) < 10_000 for info in infos)

    assert not any(LiveState.LOST in each.states for each in heard)


@some_ways
async def test_a_line_that_the_server_ends_comes_back(server: RealServer, transports: Any) -> None:
    async with listening_to(server, transports=transports) as heard:
        # Between two polls a cut connection is no loss: the next one has a connection of its own.
        cut = () if transports == ("polling",) else ("abort",)
        for times, deed in enumerate(("leave", "hangup", "close", *cut), start=1):
            await server.do(deed)
            lost = await heard.until_lost(times)
            assert lost.error is not None
            assert lost.error.retryable
            await heard.until_waiting(times + 1)
            await server.emit(f"back after {deed}", {})
            await heard.until(lambda deed=deed: heard.named(f"back after {deed}"))

    assert len(set(heard.tickets.given)) == 4 + len(cut)


@pytest.mark.parametrize("version", ["1.7", "2.5", "4.8"])
async def test_connections_that_are_cut_in_polling_cost_no_event_after_them(version: str) -> None:
    async with (
        real_server(version) as server,
        listening_to(server, transports=("polling",)) as heard,
    ):
        for number in range(5):
            await server.do("abort")
            async with asyncio.timeout(LIMIT_S):
                while number not in [data["n"] for data in heard.named("back")]:
                    await server.emit("back", {"n": number})  # perhaps to nobody
                    await asyncio.sleep(0.02)


@some_ways
async def test_leaving_says_good_bye(server: RealServer, transports: Any) -> None:
    async with listening_to(server, transports=transports):
        assert server.count("left") == 0
    await server.until(lambda: server.count("left") == 1)
    reason = next(each["reason"] for each in server.told if each["on"] == "left")
    # In a body of polling the end of the session overtakes that of the namespace.
    assert reason in ("client namespace disconnect", "transport close")


@some_ways
async def test_cancelling_at_any_moment_leaves_nothing(server: RealServer, transports: Any) -> None:
    """From before the handshake to after it; what stays behind fails each test, see conftest."""
    before = asyncio.all_tasks()
    for turns in (0, 1, 2, 3, 5, 8, 13, 18, 25, 32, 50, 72, 98, 128, 162, 200, 242):
        async with listening(server.url, protocol=server.protocol, transports=transports):
            for _ in range(turns):
                await asyncio.sleep(0)
        assert asyncio.all_tasks() == before
    await server.do("until alone")


async def test_a_new_line_is_made_when_wanted(server: RealServer) -> None:
    async with listening_to(server) as heard:
        heard.feed.reconnect()
        await heard.until_waiting(2)

    lost = next(each for each in heard.changes if each.state is LiveState.LOST)
    assert lost.retry_at_ms is not None
    assert lost.retry_at_ms <= lost.at_ms  # at once


async def test_subscriptions_are_sent_again_when_wanted(server: RealServer) -> None:
    async with listening_to(server) as heard:
        await server.until(lambda: len(server.tickets()) == 1)
        heard.tickets.subscriptions = list(TWO)
        heard.feed.authenticate()
        await server.until(lambda: len(server.tickets()) == 3)
        info = heard.feed.info

    assert info.connections == 1
    assert len(set(heard.tickets.given)) == 3


async def test_a_newer_server_at_the_same_address_is_spoken_to() -> None:
    async with real_server("1.7") as old, listening(old.url) as heard:
        await heard.until_waiting()
        assert "Engine.IO 3" in heard.feed.info.dialect
        await old.kill()
        async with RealServerAt("4.8", old.port) as new:
            await heard.until_waiting(2)
            assert "Engine.IO 4" in heard.feed.info.dialect
            await new.emit("new", {})
            await heard.until(lambda: heard.named("new"))


class RealServerAt(RealServer):
    def __init__(self, version: str, port: int) -> None:
        super().__init__(version)
        self.port = port


@pytest.mark.parametrize("version", ["1.7", "2.5", "4.8"])
async def test_the_other_path_is_tried_once_and_remembered(version: str) -> None:
    # Older servers compare the beginning of the path only, and would take the longer one too.
    async with (
        real_server(version, path="/v2_socket.io") as server,
        listening(server.url, address=address_of(server, "v2_socket.io/socket.io")) as heard,
    ):
        await heard.until_waiting()
        assert heard.feed.info.socket_path.startswith("v2_socket.io")
        await server.restart()
        await heard.until_waiting(2)


async def test_a_path_of_their_own_is_not_guessed_at() -> None:
    async with (
        real_server("4.8") as server,
        listening(server.url, address=address_of(server, "elsewhere")) as heard,
    ):
        lost = await heard.until_lost()
    assert lost.error is not None
    assert lost.error.kind is ErrorKind.NOT_FOUND


async def test_a_base_url_with_a_path_leads_below_it() -> None:
    async with real_server("4.8", path="/cloud/v2_socket.io/socket.io") as server:
        address = LiveAddress(BaseUrl.parse(f"{server.url}/cloud/"))
        async with listening(server.url, address=address) as heard:
            await heard.until_waiting()
    assert heard.feed.info.socket_path == SOCKET_PATH


@some_ways
async def test_an_unknown_namespace_is_named(server: RealServer, transports: Any) -> None:
    base = BaseUrl.parse(server.url)
    address = LiveAddress(base, namespace="/nobody")
    options = {"protocol": server.protocol, "transports": transports, "address": address}
    async with listening(server.url, **options) as heard:
        lost = await heard.until_lost()
    assert lost.error is not None
    assert lost.error.kind is ErrorKind.REFUSED
    words = "The server refused the namespace /nobody: Invalid namespace"
    assert lost.error.message == words


async def test_the_wrong_revision_is_named() -> None:
    async with real_server("2.5") as server, listening(server.url, protocol=4) as heard:
        lost = await heard.until_lost()
    assert lost.error is not None
    words = "The server speaks Engine.IO 3; the profile asks for another."
    assert lost.error.message == words


async def test_a_refused_token_stops_until_asked_again(server: RealServer) -> None:
    tickets = Tickets()
    refused = SignedOut("No.", service="AmigoCloud", operation="ticket")
    asked = 0

    async def credentials() -> Any:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise refused
        return await tickets()

    async with listening(server.url, protocol=server.protocol, tickets=credentials) as heard:  # type: ignore[arg-type]  # any function will do
        lost = await heard.until_lost()
        assert (lost.error, lost.retry_at_ms) == (refused, None)
        assert heard.feed.info.authenticated == 0
        heard.feed.reconnect()
        await heard.until_waiting()
    assert asked == 2


async def test_a_ticket_that_fails_for_a_while_is_fetched_again() -> None:
    tickets, failures = Tickets(), 3

    async def credentials() -> Any:
        nonlocal failures
        if failures:
            failures -= 1
            raise Unreachable("Not now.", service="AmigoCloud", operation="ticket")
        return await tickets()

    async with (
        real_server("4.8") as server,
        listening(server.url, tickets=credentials) as heard,  # type: ignore[arg-type]  # as above
    ):
        await heard.until_waiting()
    assert heard.states.count(LiveState.LOST) == 3


async def test_tickets_that_never_come_do_not_hold_the_line() -> None:
    async def credentials() -> Any:
        await asyncio.get_running_loop().create_future()

    clocks = Clocks(wait_s=lambda _: 0.05, credentials_s=0.05)
    async with (
        real_server("4.8") as server,
        listening(server.url, tickets=credentials, clocks=clocks) as heard,  # type: ignore[arg-type]  # as above
    ):
        lost = await heard.until_lost(2)
    assert lost.error is not None
    assert lost.error.kind is ErrorKind.TIMED_OUT


async def test_a_fault_of_ours_is_logged_and_tried_again(allow_logs: AllowLogs) -> None:
    allow_logs(r"ERROR desk\.amigocloud\.live: AmigoCloud: the live line failed")

    async def credentials() -> Any:
        raise KeyError("a defect")

    async with (
        real_server("4.8") as server,
        listening(server.url, tickets=credentials) as heard,  # type: ignore[arg-type]  # as above
    ):
        lost = await heard.until_lost(2)
    assert lost.retry_at_ms is not None


async def test_waits_grow_until_the_line_has_proven_itself() -> None:
    waits: list[int] = []

    def wait_s(attempt: int) -> float:
        waits.append(attempt)
        return 0.01

    async with real_server("4.8") as server:
        async with listening(server.url, clocks=Clocks(wait_s=wait_s)) as heard:
            for number in range(1, 4):
                await heard.until_waiting(number)
                await server.do("hangup")
                await heard.until_lost(number)
            await heard.until_waiting(4)
            await server.emit("event", {})
            await heard.until(lambda: heard.events)
            await server.do("hangup")
            await heard.until_lost(4)
        assert waits == [1, 2, 3, 1]


async def test_a_computer_that_slept_makes_a_new_line_at_once() -> None:
    ahead = 0.0

    def wall() -> float:
        return 1_700_000_000.0 + ahead

    clocks = Clocks(wall=wall, monotonic=lambda: 0.0, wait_s=lambda _: 3600.0)
    async with real_server("4.8") as server, listening_to(server, clocks=clocks) as heard:
        ahead = 600.0
        await heard.until_waiting(2)
    lost = next(each for each in heard.changes if each.state is LiveState.LOST)
    assert lost.error is not None
    assert lost.error.message == "This computer slept; the line is made anew."


@some_ways
async def test_a_slow_reader_holds_the_server_back_and_loses_nothing(
    server: RealServer, transports: Any
) -> None:
    address = LiveAddress(BaseUrl.parse(server.url))
    feed = EventFeed(address, Tickets(), protocol=server.protocol, transports=transports)
    numbers: list[Any] = []
    events = feed.events(backlog=2_000)
    try:
        async with asyncio.timeout(60):
            async for item in events:
                if isinstance(item, StateChange) and item.state is LiveState.WAITING:
                    await server.do("burst", start=0, count=6_000)
                if isinstance(item, LiveEvent):
                    if not numbers:
                        await feed_is_held(feed)
                    numbers.append(item.data["n"])  # type: ignore[index]  # as burst sends it
                if len(numbers) == 6_000:
                    break
    finally:
        await events.aclose()
    assert numbers == list(range(6_000))


async def feed_is_held(feed: EventFeed) -> None:
    """Until nothing more arrives, although 6,000 events are on their way."""
    await eventually(lambda: feed.info.events >= 2_000)
    seen = 0
    while seen != feed.info.events:
        seen = feed.info.events
        await asyncio.sleep(0.3)
    assert 2_000 <= seen < 2_600


def address_of(server: RealServer, path: str) -> LiveAddress:
    return LiveAddress(BaseUrl.parse(server.url), socket_path=path)
