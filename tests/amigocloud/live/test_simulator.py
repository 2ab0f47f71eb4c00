"""The line to the simulator of the whole service, with tickets of its REST side."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import pytest

from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.live.records import LiveAddress, LiveState, StateChange, Transport
from facespace_desk.amigocloud.live.reports import Dropped, read_reports
from facespace_desk.credentials import Secret
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind
from tests.amigo_simulator import LIVE_PROJECT, VEHICLES, RunningAmigo
from tests.amigocloud.live.listening import Listener, listening
from tests.conftest import AllowLogs

MANNERS = {"1.x": "Engine.IO 3", "2.x": "Engine.IO 3", "3.x": "Engine.IO 4", "4.x": "Engine.IO 4"}
WAYS: dict[str, Sequence[Transport] | None] = {"upgrade": None, "polling": ("polling",)}


@pytest.fixture(autouse=True)
def _losses_are_logged(allow_logs: AllowLogs) -> None:
    allow_logs(r"WARNING desk\.amigocloud\.live: AmigoCloud: live events lost")


@contextlib.asynccontextmanager
async def joined(amigo: RunningAmigo, **options: Any) -> AsyncIterator[Listener]:
    """Listens to the user's events and to the vehicles."""
    base = BaseUrl.parse(amigo.base_url)
    async with AmigoCloudClient(base, Secret(amigo.token)) as client:

        async def tickets() -> Sequence[Mapping[str, object]]:
            user = await client.authentication()
            dataset = f"users/{amigo.user_id}/projects/{LIVE_PROJECT}/datasets/{VEHICLES}"
            found = await client.get(f"{dataset}/start_websocket_session")
            vehicles = {"userid": user["userid"], "datasetid": VEHICLES}
            return [user, vehicles | {"websocket_session": found["websocket_session"]}]

        async with listening(amigo.base_url, tickets=tickets, **options) as heard:  # type: ignore[arg-type]  # any function will do
            await heard.until_waiting()
            await amigo.control.subscribed(2)
            yield heard


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("way", WAYS)
async def test_each_manner_of_server_is_understood(
    amigo: RunningAmigo, manner: str, way: str
) -> None:
    amigo.control.set_switch(socket_server=manner)
    async with joined(amigo, transports=WAYS[way]) as heard:
        amigo.control.emit("project:deleted", {"project_id": 5, "name": "ñ🚌"})
        amigo.control.script_events("texts")
        await heard.until(lambda: len(heard.events) == 2)
        info = heard.feed.info
    verdicts = [each["verdict"] for each in amigo.control.authentications()]
    assert verdicts == ["good", "good"]
    assert heard.named("project:deleted") == [{"project_id": 5, "name": "ñ🚌"}]
    (report,) = read_reports(heard.named("realtime")[0]).taken
    assert report.object_id == "204-north"
    assert MANNERS[manner] in info.dialect
    assert info.transport == ("websocket" if way == "upgrade" else "polling")


@pytest.mark.parametrize("path", ["long", "short"])
async def test_either_path_will_do(amigo: RunningAmigo, path: str) -> None:
    amigo.control.set_switch(socket_paths=path)
    async with joined(amigo) as heard:
        found = heard.feed.info.socket_path
    assert found == {"long": "v2_socket.io/socket.io", "short": "v2_socket.io"}[path]


async def test_the_shorter_path_can_be_the_usual_one(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(socket_paths="long")
    address = LiveAddress(BaseUrl.parse(amigo.base_url), socket_path="v2_socket.io")
    async with joined(amigo, address=address) as heard:
        assert heard.feed.info.socket_path == "v2_socket.io/socket.io"


@pytest.mark.parametrize("transports", ["polling", "refused upgrade"])
async def test_polling_alone_will_do(amigo: RunningAmigo, transports: str) -> None:
    amigo.control.set_switch(transports=transports)
    async with joined(amigo) as heard:
        amigo.control.emit("here", {})
        await heard.until(lambda: heard.named("here"))
        assert heard.feed.info.transport == "polling"


async def test_every_odd_event_of_the_script_is_borne(amigo: RunningAmigo) -> None:
    steps = (
        *("unknown event", "text argument", "list argument", "null argument", "no argument"),
        *("two arguments", "malformed json", "not a list", "empty list", "number as name"),
        *("unknown packet", "empty message", "error packet", "unauthorized", "unicode", "huge"),
        *("numbers", "swapped", "unreadable place", "odd reports", "odd times", "no data"),
        *("data as object", "dataset as text", "deep"),
    )
    async with joined(amigo) as heard:
        amigo.control.script_events(*steps)
        amigo.control.emit("the end", {})
        await heard.until(lambda: heard.named("the end"))
        info = heard.feed.info
    assert LiveState.LOST not in heard.states
    assert len(heard.unreadable) == 4
    assert info.skipped == 2
    assert heard.named("error") == ["something went wrong"]
    assert heard.named("weather:changed")[0]["wind"] == "NW 5"
    read = [read_reports(data) for data in heard.named("realtime")]
    dropped = sum((each.dropped for each in read), start=type(read[0].dropped)())
    assert dropped[Dropped.OUT_OF_RANGE] == 1
    assert dropped[Dropped.UNREADABLE] == 6
    assert sum(len(each.taken) for each in read) >= 8


@pytest.mark.parametrize("how", ["abrupt", "clean", "leave", "restart"])
@pytest.mark.parametrize("manner", ["1.x", "4.x"])
async def test_a_dropped_line_comes_back_with_good_tickets(
    amigo: RunningAmigo, how: Any, manner: str
) -> None:
    amigo.control.set_switch(socket_server=manner)
    async with joined(amigo) as heard:
        amigo.control.drop(how)
        await heard.until_waiting(2)
        await amigo.control.subscribed(4)
        amigo.control.emit("back", {})
        await heard.until(lambda: heard.named("back"))
    assert [each["verdict"] for each in amigo.control.authentications()] == ["good"] * 4


async def test_an_expired_token_is_named_and_asks_for_the_operator(amigo: RunningAmigo) -> None:
    async with joined(amigo) as heard:
        amigo.control.fault("status", operation="ticket", status=401, error="token expired")
        amigo.control.drop("abrupt")
        await heard.until(lambda: any(each.retry_at_ms is None for each in losses(heard)))
        lost = losses(heard)[-1]
        assert lost.error is not None
        assert lost.error.kind is ErrorKind.SIGNED_OUT
        assert amigo.token.partition(":")[2] not in repr(heard.changes)
        heard.feed.reconnect()  # the operator has given another
        await amigo.control.subscribed(4)
        amigo.control.emit("back", {})
        await heard.until(lambda: heard.named("back"))


def losses(heard: Listener) -> list[StateChange]:
    return [each for each in heard.changes if each.state is LiveState.LOST]


@pytest.mark.parametrize("manner", ["1.x", "4.x"])
async def test_a_server_without_heartbeats_is_left(amigo: RunningAmigo, manner: str) -> None:
    amigo.control.set_switch(
        socket_server=manner, no_pong=True, mute=False, ping_interval_s=0.2, ping_timeout_s=0.3
    )
    async with joined(amigo) as heard:
        lost = await heard.until_lost()
    assert lost.error is not None
    assert lost.error.message == "The server gave no sign of life for 0.5 s."


async def test_five_thousand_reports_a_second_are_all_read(amigo: RunningAmigo) -> None:
    """As many as a slow machine brings: nothing that was sent is missing, in order."""
    async with joined(amigo) as heard:
        amigo.control.set_switch(reports_per_s=5_000)
        await amigo.control.until_sent(50, 60)
        amigo.control.set_switch(reports_per_s=0)
        sent = amigo.control.live()
        await heard.until(lambda: len(heard.named("realtime")) >= sent["events"])
    reports = [read_reports(data) for data in heard.named("realtime")]
    assert sum(len(each.taken) for each in reports) >= sent["reports"] > 0
    assert not any(each.dropped for each in reports)
