"""The official client's faults (wire section 8) on the live line, each shown to be absent here."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import pytest

from facespace_desk import log
from facespace_desk.amigocloud.live.feed import EventFeed
from facespace_desk.amigocloud.live.records import Item, LiveAddress, LiveEvent, LiveState
from facespace_desk.amigocloud.live.threaded import LiveBatch, LiveThread
from facespace_desk.net.base_url import BaseUrl
from tests.amigocloud.live.conftest import some_ways
from tests.amigocloud.live.listening import QUICK, Tickets, eventually, listening, listening_to
from tests.conftest import AllowLogs
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.servers.socketio import RealServer, real_server

TWO = ({"userid": 77}, {"userid": 77, "datasetid": 9})


@pytest.fixture(autouse=True)
def _losses_are_logged(allow_logs: AllowLogs) -> None:
    allow_logs(r"WARNING desk\.amigocloud\.live: AmigoCloud: live events lost")


class _Everything(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.levelname} {record.getMessage()}")


@some_ways
async def test_ac_8_a_restarted_server_gets_every_subscription_again(
    server: RealServer, transports: Any
) -> None:
    async with listening_to(server, transports=transports, tickets=Tickets(TWO)) as heard:
        await server.until(lambda: len(server.tickets()) == 2)
        await server.restart()
        await heard.until_waiting(2)
        await server.until(lambda: len(server.tickets()) == 4)
        await server.emit("back", {})
        await heard.until(lambda: heard.named("back"))
        info = heard.feed.info

    tickets = server.tickets()
    sent = [ticket.pop("websocket_session") for ticket in tickets]
    assert tickets == [*TWO, *TWO]
    assert sent == heard.tickets.given
    assert len(set(sent)) == 4
    assert info.reconnects == 1
    lost = next(each for each in heard.changes if each.state is LiveState.LOST)
    assert lost.retry_at_ms is not None
    assert lost.retry_at_ms >= lost.at_ms


async def test_ac_8_the_state_is_told_while_a_server_does_not_answer() -> None:
    """Nothing is held up by it, and leaving does not wait for it."""
    async with FaultyServer() as server:
        server.play(faulty.stall())
        async with listening(server.origin) as heard:
            await server.arrived()
            assert heard.states == [LiveState.CONNECTING]
            left_at = time.monotonic()
        assert time.monotonic() - left_at < 15.0  # a handshake may take 20 s
        thread = LiveThread(lambda: _feed(server.origin), lambda _batch: None)
        thread.start()
        await server.arrived(2)
        assert thread.info is not None
        assert thread.info.state is LiveState.CONNECTING
        assert await thread.stop(15.0)
        assert server.connections == 2  # leaving makes no further one


async def test_ac_11_tickets_and_payloads_are_in_no_log(
    server: RealServer,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Nor in what is printed, nor in any repr, message or state; at no setting."""
    everything = _Everything()
    buffer = log.setup(None, debug=True)
    logging.getLogger().addHandler(everything)
    try:
        async with listening_to(server) as heard:
            await server.emit("secret-event", {"name": "secret-payload"})
            await heard.until(lambda: heard.events)
            await server.do("abort")
            await heard.until_waiting(2)
            shown = repr(heard.feed.info) + repr(heard.changes)
    finally:
        logging.getLogger().removeHandler(everything)
        log.close()
    printed = capfd.readouterr()
    texts = [*everything.lines, *(line.text for line in buffer.lines()), shown, *printed]
    assert len(heard.tickets.given) == 2
    assert any("live events lost" in text for text in texts)
    for secret in (*heard.tickets.given, "secret-payload", 'authenticate"'):
        assert not any(secret in text for text in texts)


@some_ways
async def test_ac_16_a_listener_that_raises_misses_nothing_after_it(
    server: RealServer, transports: Any, allow_logs: AllowLogs
) -> None:
    """Whatever it raises at: a state, an event, a packet that is none."""
    allow_logs(r"ERROR desk\.amigocloud\.live: AmigoCloud: a live event was not taken")
    address = LiveAddress(BaseUrl.parse(server.url))
    feed = EventFeed(
        address, Tickets(), protocol=server.protocol, transports=transports, clocks=QUICK
    )
    told: list[Item] = []

    def listener(item: Item) -> None:
        told.append(item)
        raise RuntimeError("a defect of the listener")

    running = asyncio.create_task(feed.run(listener))
    try:
        await server.until(server.tickets)
        await server.emit("first", {})
        await server.do("raw", text='2/amigosocket,["cut')
        await server.emit("second", {})
        await eventually(lambda: names(told) == ["first", "second"])
        await server.do("hangup")
        await server.until(lambda: len(server.tickets()) == 2)
        await server.emit("after a new line", {})
        await eventually(lambda: names(told) == ["first", "second", "after a new line"])
        assert not running.done()
    finally:
        running.cancel()
        await asyncio.wait([running])
    assert feed.info.unreadable == 1


async def test_ac_16_a_window_that_raises_gets_the_next_batch(allow_logs: AllowLogs) -> None:
    allow_logs(r"ERROR desk\.amigocloud\.live: AmigoCloud: a batch of live events was not taken")
    told: list[Item] = []
    failures = ["first"]

    def deliver(batch: LiveBatch) -> None:
        if any(name in failures for name in names(batch.items)):
            failures.clear()
            raise RuntimeError("the window is gone")
        told.extend(batch.items)
        thread.taken()

    async with real_server("4.8") as server:
        thread = LiveThread(lambda: _feed(server.url), deliver)
        thread.start()
        try:
            await server.until(server.tickets)
            await server.emit("first", {})
            await eventually(lambda: not failures)
            await server.emit("second", {})
            await eventually(lambda: names(told) == ["second"])
        finally:
            assert await thread.stop(30)


def names(items: Any) -> list[str]:
    return [item.name for item in items if isinstance(item, LiveEvent)]


def _feed(url: str) -> EventFeed:
    return EventFeed(LiveAddress(BaseUrl.parse(url)), Tickets(), clocks=QUICK)
