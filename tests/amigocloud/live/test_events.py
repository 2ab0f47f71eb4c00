"""Every event of a real server arrives, exact and in order, over each transport."""

from __future__ import annotations

from typing import Any

import pytest

from facespace_desk.amigocloud.live.records import LiveState
from tests.amigocloud.live.conftest import some_ways
from tests.amigocloud.live.listening import SLOW_S, listening_to
from tests.servers.socketio import RealServer, real_server

ODD_TEXT = "ñ 日本語 🚌 👨‍👩‍👧‍👦 \U00010348 \u2028 \x00\x1e\x7f : 12:4 \\ \" '"


async def test_events_arrive_exact_and_in_order(server: RealServer, transports: Any) -> None:
    async with listening_to(server, transports=transports) as heard:
        await server.emit("project:deleted", {"user_id": 77, "project_id": 5})
        await server.emit("never heard of", {ODD_TEXT: [ODD_TEXT, None, 1.5, {"a": []}]})
        await server.do("raw", text='2/amigosocket,["connect",{"reserved": true}]')
        await server.emit("🚌", {})
        await heard.until(lambda: len(heard.events) == 4)
        info = heard.feed.info

    assert [event.name for event in heard.events] == [
        "project:deleted",
        "never heard of",
        "connect",  # a word of the library's own
        "🚌",
    ]
    assert heard.events[0].data == {"user_id": 77, "project_id": 5}
    assert heard.events[1].data == {ODD_TEXT: [ODD_TEXT, None, 1.5, {"a": []}]}
    assert all(event.is_object for event in heard.events)
    assert heard.states == [
        LiveState.CONNECTING,
        LiveState.JOINED,
        LiveState.WAITING,
        LiveState.RECEIVING,
    ]
    assert f"Engine.IO {server.revision}" in info.dialect
    assert info.transport == ("polling" if transports == ("polling",) else "websocket")
    assert (info.events, info.unreadable, info.skipped, info.reconnects) == (4, 0, 0, 0)


async def test_a_burst_arrives_in_order(server: RealServer, transports: Any) -> None:
    """More than fits into one body, or into one buffer."""
    async with listening_to(server, transports=transports) as heard:
        await server.do("burst", start=0, count=1_000)
        await heard.until(lambda: len(heard.events) == 1_000)

    assert [event["n"] for event in heard.named("tick")] == list(range(1_000))
    assert {event["text"] for event in heard.named("tick")} == {"ñ日🚌"}
    assert LiveState.LOST not in heard.states


@some_ways
async def test_the_order_holds_among_events_of_all_kinds(
    server: RealServer, transports: Any
) -> None:
    """Those with attachments, without, to be acknowledged, and spoilt: they take different ways."""
    async with listening_to(server, transports=transports) as heard:
        await server.do("mixed", count=500)
        await heard.until(lambda: len(heard.events) == 500)

    assert [data["n"] for data in heard.named("mixed")] == list(range(500))
    assert heard.named("mixed")[5] == {"n": 5, "blob": b"bus"}
    assert heard.named("mixed")[6] == {"n": 6, "text": "a\ufffdb"}


@pytest.mark.parametrize("way", ["polling", "websocket"])
@pytest.mark.parametrize("version", ["1.7", "4.8"])
async def test_ten_thousand_at_once_arrive_in_order(version: str, way: str) -> None:
    async with (
        real_server(version) as server,
        listening_to(server, transports=(way,)) as heard,
    ):
        await server.do("burst", start=0, count=10_000)
        await heard.until(lambda: len(heard.events) == 10_000, SLOW_S)

    assert [event["n"] for event in heard.named("tick")] == list(range(10_000))
    assert LiveState.LOST not in heard.states


@some_ways
async def test_binary_events_arrive_whole(server: RealServer, transports: Any) -> None:
    async with listening_to(server, transports=transports) as heard:
        await server.do("blob")
        await heard.until(lambda: len(heard.events) == 2)

    assert heard.named("blob") == [{"one": b"\x00\x04\xff", "none": b"", "deep": [b"bus"]}]
    assert heard.events[0].more == ("after",)
    assert heard.named("text") == [{"after": True}]
    assert heard.unreadable == []


@some_ways
async def test_an_event_of_ten_megabytes_arrives(server: RealServer, transports: Any) -> None:
    # The encoder of 1.7's polling takes seconds for ten.
    size = 1_000_000 if (server.version, transports) == ("1.7", ("polling",)) else 10_000_000
    async with listening_to(server, transports=transports) as heard:
        await server.do("big", bytes=size)
        await server.emit("after", {})
        await heard.until(lambda: heard.named("after"), SLOW_S)

    assert [len(data["text"]) for data in heard.named("big")] == [size]
    assert heard.events[0].size > size


@some_ways
async def test_arguments_that_are_no_objects_are_shown(server: RealServer, transports: Any) -> None:
    async with listening_to(server, transports=transports) as heard:
        for arguments in ((), ("text",), (7,), ([1, {"a": 2}],), (None,), ({}, 1, "two")):
            await server.emit("odd", *arguments)
        await heard.until(lambda: len(heard.events) == 6)

    assert heard.named("odd") == [None, "text", 7, [1, {"a": 2}], None, {}]
    assert [event.is_object for event in heard.events] == [False] * 5 + [True]
    assert heard.events[5].more == (1, "two")


async def test_a_server_that_wants_acknowledgements_gets_them(server: RealServer) -> None:
    async with listening_to(server) as heard:
        await server.do("asked")
        await server.until(lambda: server.count("ack") == 1)

    assert heard.named("asked") == [{}]


@some_ways
async def test_half_a_character_is_replaced(server: RealServer, transports: Any) -> None:
    async with listening_to(server, transports=transports) as heard:
        await server.do("half")
        await heard.until(lambda: heard.events)

    assert heard.named("half") == [{"text": "a\ufffdb"}]


MALFORMED = (
    '2/amigosocket,["cut',
    '2/amigosocket,{"not": "a list"}',
    "2/amigosocket,[]",
    "2/amigosocket,[[1], 2]",
    "2/amigosocket,",
    "2",
    '2/amigosocket,["deep",' + "[" * 100_000,
    '2/amigosocket,["number",' + "9" * 10_000 + "]",
    "9/amigosocket,[]",
    "5/amigosocket,[]",
    '59999999999-/amigosocket,["x"]',
    "3/amigosocket,17",
    '{"not": "a packet"}',
    "null",
    "",
    "[]",
    '"',
    "\x1e",
    '0/amigosocket,["odd"]',
)


async def test_malformed_packets_spoil_nothing_else(server: RealServer, transports: Any) -> None:
    async with listening_to(server, transports=transports) as heard:
        for number, text in enumerate(MALFORMED):
            await server.do("raw", text=text)
            await server.emit("between", {"n": number})
        await heard.until(lambda: len(heard.events) == len(MALFORMED))
        info = heard.feed.info

    assert [data["n"] for data in heard.named("between")] == list(range(len(MALFORMED)))
    assert LiveState.LOST not in heard.states
    assert info.unreadable == len(heard.unreadable) >= 11
    assert info.unreadable + info.skipped >= 16
    assert all(each.why.startswith("A packet was skipped: ") for each in heard.unreadable)
    assert all(len(each.start) <= 200 and each.start.isprintable() for each in heard.unreadable)


async def test_missing_and_stray_attachments_spoil_nothing_else(server: RealServer) -> None:
    async with listening_to(server) as heard:
        await server.do("raw", text='52-/amigosocket,["x",{"_placeholder":true,"num":7}]')
        await server.do("bytes", text="one")
        await server.emit("in place of an attachment", {})
        await server.do("bytes", text="stray")
        await server.do("raw", text='51-/amigosocket,["x",{"_placeholder":true,"num":7}]')
        await server.do("bytes", text="not the seventh")
        await server.emit("after", {})
        await heard.until(lambda: heard.named("after"))

    assert len(heard.unreadable) == 3
    assert [event.name for event in heard.events] == ["after"]


async def test_nonsense_on_the_web_socket_is_counted(server: RealServer) -> None:
    async with listening_to(server, transports=("websocket",)) as heard:
        for text in ("x", "9", "\x1e", "7" * 1000, "5", "ñ"):
            await server.do("frame", text=text)
        await server.emit("after", {})
        await heard.until(lambda: heard.named("after"))
        info = heard.feed.info

    assert info.skipped == 6
    assert LiveState.LOST not in heard.states


@pytest.mark.parametrize("refusal", [{"transports": ["polling"]}, {"allowUpgrades": False}])
@pytest.mark.parametrize("version", ["1.7", "2.5", "4.8"])
async def test_a_refused_upgrade_leaves_polling(version: str, refusal: dict[str, Any]) -> None:
    async with real_server(version, **refusal) as server, listening_to(server) as heard:
        await server.emit("here", {})
        await heard.until(lambda: heard.named("here"))
        assert heard.feed.info.transport == "polling"
