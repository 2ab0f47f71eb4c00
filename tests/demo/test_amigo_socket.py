"""The AmigoCloud simulator's socket held against wire sections 5 and 10.6 to 10.10."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facespace_desk.demo.amigocloud.framing import from_body, to_body
from facespace_desk.demo.amigocloud.scripts import STEPS
from tests.amigo_simulator import SHIPS, VEHICLES, RunningAmigo, amigo_in_thread
from tests.demo.amigo_calls import (
    LONG,
    NAMESPACE,
    SHORT,
    WITHIN_S,
    Socket,
    polling,
    rest_of,
    socket,
    subscribed,
    ticket,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
# Packets have a type, so they never begin as binary ones do.
PACKETS = st.one_of(TEXTS.map(lambda text: f"4{text}"), st.binary())


# polling


@pytest.mark.parametrize("path", [LONG, SHORT])
async def test_5_3_the_handshake_is_binary_and_greets_the_default_namespace(
    amigo: RunningAmigo, path: str
) -> None:
    async with polling(amigo, path) as client:
        hello = await client.open()
        assert client.reply is not None
        assert client.reply.headers["content-type"] == "application/octet-stream"
        assert client.reply.content[:1] == b"\0"
        assert client.rest == ["40"]
        assert (hello["upgrades"], hello["pingInterval"]) == (["websocket"], 25000)
        assert hello["pingTimeout"] == 60000


@pytest.mark.parametrize("manner", ["b64", "2.x"])
async def test_5_3_bodies_are_text_when_asked_for_or_by_switch(
    amigo: RunningAmigo, manner: str
) -> None:
    more = {"b64": "1"} if manner == "b64" else {}
    if manner == "2.x":
        amigo.control.set_switch(socket_server="2.x")
    async with polling(amigo) as client:
        await client.open(**more)
        assert client.reply is not None
        assert client.reply.headers["content-type"].startswith("text/plain")
        assert client.reply.text.endswith("2:40")


async def test_5_3_joining_leaving_and_heartbeats_by_polling(amigo: RunningAmigo) -> None:
    async with polling(amigo) as client:
        await client.open()
        await client.send("2")
        assert await client.until("3") == ["3"]
        await client.send(NAMESPACE, "2")
        assert set(await client.until("40/amigosocket")) <= {"40/amigosocket", "3"}
        await client.send("41/amigosocket", "41", "1")
        reply = await client.http.get(LONG, params=client.params)
        assert (reply.status_code, reply.json()["code"]) == (400, 1)
        assert amigo.control.live()["sessions"] == []


async def test_5_3_an_unknown_namespace_is_refused(amigo: RunningAmigo) -> None:
    async with polling(amigo) as client:
        await client.open()
        await client.send("40/elsewhere")
        assert '44/elsewhere,"Invalid namespace"' in await client.until("44/")


async def test_events_wait_for_the_next_poll(amigo: RunningAmigo) -> None:
    async with polling(amigo) as client:
        await client.open()
        await client.send(NAMESPACE)
        await client.until("40/amigosocket")
        data = {"userid": amigo.user_id, "websocket_session": await ticket(amigo)}
        await client.send("42/amigosocket," + json.dumps(["authenticate", data]))
        await amigo.control.subscribed()
        assert amigo.control.emit("project:deleted", {"name": "Muelle ñ 🚌"}) == 1
        assert amigo.control.emit("project:deleted", {"name": "again"}) == 1
        found = await client.until('42/amigosocket,["project:deleted",{"name":"again"')
        assert '42/amigosocket,["project:deleted",{"name":"Muelle ñ 🚌"}]' in found


async def test_two_polls_at_once_end_the_session_and_are_a_fault(amigo: RunningAmigo) -> None:
    async with polling(amigo) as client:
        await client.open()
        first = asyncio.create_task(client.poll())
        await amigo.control.arrived(1, "poll")
        reply = await client.http.get(LONG, params=client.params)
        assert reply.status_code == 400
        assert await first == ["1"]
        assert amigo.control.take_faults() == ["poll: two at once on one session"]


@pytest.mark.parametrize("body", [b"", b"x", b"\0\1\xff", b"\0\xff4", b"9:4", b"5:", b"b4:b4!!"])
async def test_a_damaged_body_is_400_and_a_fault(amigo: RunningAmigo, body: bytes) -> None:
    async with polling(amigo) as client:
        await client.open()
        reply = await client.http.post(LONG, params=client.params, content=body)
        assert reply.status_code == 400
        assert len(amigo.control.take_faults()) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("EIO=3&transport=polling&sid=unknown", 1),
        ("EIO=3&transport=carrier-pigeon", 0),
        ("EIO=3", 0),
    ],
)
async def test_requests_that_make_no_sense_are_400(
    amigo: RunningAmigo, query: str, code: int
) -> None:
    async with httpx.AsyncClient() as http:
        reply = await http.get(f"{amigo.origin}{LONG}?{query}")
    assert (reply.status_code, reply.json()["code"]) == (400, code)


@settings(deadline=None)
@given(st.lists(PACKETS, min_size=1), st.sampled_from([(3, True), (3, False), (4, False)]))
def test_bodies_are_read_as_they_were_written(
    packets: list[str | bytes], form: tuple[int, bool]
) -> None:
    protocol, is_binary = form
    if protocol == 4:
        packets = [one for one in packets if isinstance(one, bytes) or "\x1e" not in one] or ["2"]
    body, _sort = to_body(packets, protocol, is_binary=is_binary)
    assert from_body(body, protocol) == packets


@settings(deadline=None)
@given(st.binary(max_size=60), st.sampled_from([3, 4]))
def test_damaged_bodies_are_a_value_error_and_nothing_else(body: bytes, protocol: int) -> None:
    try:
        from_body(body, protocol)
    except ValueError:
        return


def test_the_frame_of_the_specification_is_binary() -> None:
    body, _sort = to_body(["40/amigosocket,"], 3, is_binary=True)
    assert body == b"\x00\x01\x05\xff40/amigosocket,"


# web sockets


async def test_5_3_a_web_socket_may_be_the_start(amigo: RunningAmigo) -> None:
    async with socket(amigo, SHORT) as client:
        hello = await client.next()
        assert hello.startswith('0{"sid":')
        assert await client.next() == "40"
        await client.send("2")
        assert await client.next() == "3"
        await client.join()
        assert amigo.control.live()["sessions"][0]["transport"] == "websocket"


async def test_5_3_polling_becomes_a_web_socket(amigo: RunningAmigo) -> None:
    async with polling(amigo) as old:
        sid = (await old.open())["sid"]
        waiting = asyncio.create_task(old.poll())
        await amigo.control.arrived(1, "poll")
        async with socket(amigo, sid=sid) as client:
            await client.send("2probe")
            assert await client.next() == "3probe"
            assert await waiting == ["6"]
            await client.send("5", "2")
            assert await client.next() == "3"
            await client.join()
            await subscribed(client, amigo)
            amigo.control.emit("project:deleted", {"project_id": 5})
            assert await client.event("project:deleted") == [{"project_id": 5}]
            reply = await old.http.get(LONG, params=old.params)
            assert (reply.status_code, reply.json()["code"]) == (400, 3)


async def test_two_connection_lines_are_an_upgrade_all_the_same(amigo: RunningAmigo) -> None:
    host, port = amigo.origin.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"GET {LONG}?EIO=3&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nConnection: keep-alive\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    async with asyncio.timeout(WITHIN_S):
        assert (await reader.readline()).startswith(b"HTTP/1.1 101 ")
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    ("transports", "upgrades"), [("polling", []), ("refused upgrade", ["websocket"])]
)
async def test_10_9_the_upgrade_is_refused_and_polling_goes_on(
    amigo: RunningAmigo, transports: str, upgrades: list[str]
) -> None:
    amigo.control.set_switch(transports=transports)
    async with polling(amigo) as client:
        hello = await client.open()
        assert hello["upgrades"] == upgrades
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            async with socket(amigo, sid=hello["sid"]):
                pass
        assert refused.value.status == 400
        await client.send("2")
        assert await client.until("3") == ["3"]


async def test_polling_is_refused_where_there_are_web_sockets_only(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(transports="websocket")
    async with httpx.AsyncClient() as http:
        reply = await http.get(f"{amigo.origin}{LONG}?EIO=3&transport=polling")
    assert reply.status_code == 400
    async with socket(amigo) as client:
        await client.join()


@pytest.mark.parametrize(("paths", "missing"), [("long", SHORT), ("short", LONG)])
async def test_5_1_one_of_the_paths_may_be_missing(
    amigo: RunningAmigo, paths: str, missing: str
) -> None:
    amigo.control.set_switch(socket_paths=paths)
    async with httpx.AsyncClient() as http:
        for path in (LONG, SHORT):
            reply = await http.get(f"{amigo.origin}{path}?EIO=3&transport=polling")
            assert reply.status_code == (404 if path == missing else 200)


async def test_the_socket_answers_with_a_status_by_switch(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(socket_status=503)
    async with httpx.AsyncClient() as http:
        reply = await http.get(f"{amigo.origin}{LONG}?EIO=3&transport=polling")
    assert reply.status_code == 503


# protocol 4


@pytest.mark.parametrize("server", ["3.x", "4.x"])
async def test_protocol_4_by_switch(amigo: RunningAmigo, server: str) -> None:
    amigo.control.set_switch(socket_server=server, ping_interval_s=0.2)
    async with polling(amigo, protocol=4) as client:
        await client.open()
        assert client.rest == []
        assert "2" in await client.until("2")
        await client.send("3", NAMESPACE)
        [joined] = [
            str(one) for one in await client.until("40/amigosocket,{") if str(one).startswith("40/")
        ]
        assert json.loads(joined.partition(",")[2])["sid"]
        await client.send("40/elsewhere,")
        assert '44/elsewhere,{"message": "Invalid namespace"}' in await client.until("44/")


async def test_an_old_client_is_refused_where_only_protocol_4_is_spoken(
    amigo: RunningAmigo,
) -> None:
    amigo.control.set_switch(socket_server="4.x")
    async with httpx.AsyncClient() as http:
        reply = await http.get(f"{amigo.origin}{LONG}?EIO=3&transport=polling")
    assert (reply.status_code, reply.json()["code"]) == (400, 5)


async def test_old_servers_speak_protocol_3_to_everybody(amigo: RunningAmigo) -> None:
    async with httpx.AsyncClient() as http:
        reply = await http.get(f"{amigo.origin}{LONG}?EIO=4&transport=polling")
    assert reply.content[:1] == b"\0"


# tickets


async def test_10_7_a_ticket_is_good_once_and_a_bad_one_is_met_with_silence(
    amigo: RunningAmigo,
) -> None:
    async with socket(amigo) as client:
        await client.join()
        good = await ticket(amigo)
        await client.authenticate(amigo, good)
        await client.authenticate(amigo, good)
        await client.authenticate(amigo, "made up")
        await client.authenticate(amigo, await ticket(amigo), datasetid=VEHICLES)
        await amigo.control.subscribed(4)
        verdicts = [one["verdict"] for one in amigo.control.authentications()]
        assert verdicts == ["good", "used ticket", "unknown ticket", "ticket for something else"]
        await client.send("2")
        assert await client.next() == "3"


@pytest.mark.parametrize("way", ["void", "expired", "restart"])
async def test_10_9_tickets_become_void(amigo: RunningAmigo, way: str) -> None:
    amigo.control.set_switch(ticket_life_s=0 if way == "expired" else 60)
    given = await ticket(amigo)
    if way == "void":
        amigo.control.void_tickets()
    elif way == "restart":
        amigo.control.drop("restart")
    async with socket(amigo) as client:
        await client.join()
        await client.authenticate(amigo, given)
        await amigo.control.subscribed()
    assert amigo.control.authentications()[0]["verdict"] != "good"


async def test_10_7_authenticate_is_answered_by_switch(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(ticket_reply="both", ticket_uses=2)
    async with socket(amigo) as client:
        await client.join()
        given = await ticket(amigo)
        await client.authenticate(amigo, given)
        assert (await client.event("authenticated"))[0]["userid"] == amigo.user_id
        await client.authenticate(amigo, given)
        await client.event("authenticated")
        await client.authenticate(amigo, given)
        assert await client.event("unauthorized") == [{"detail": "used ticket"}]


async def test_a_project_token_gets_no_ticket(amigo: RunningAmigo) -> None:
    async with rest_of(amigo, amigo.project_token) as rest:
        assert (await rest.refused("GET", "me/start_websocket_session"))[0] == 404
        path = f"{amigo.project_url}/datasets/22/start_websocket_session"
        assert (await rest.refused("GET", path))[0] == 403


# events


async def test_5_4_only_who_subscribed_hears(amigo: RunningAmigo) -> None:
    async with socket(amigo) as mine, socket(amigo) as other:
        for client, dataset in ((mine, VEHICLES), (other, None)):
            await client.join()
            await subscribed(client, amigo, dataset)
        assert amigo.control.emit("realtime", {"dataset_id": VEHICLES}, dataset=VEHICLES) == 1
        assert amigo.control.emit("realtime", {"dataset_id": SHIPS}, dataset=SHIPS) == 0
        assert amigo.control.emit("project:deleted", {"project_id": 1}) == 1
        assert await mine.event("realtime") == [{"dataset_id": VEHICLES}]
        assert await other.event("project:deleted") == [{"project_id": 1}]
        for client in (mine, other):
            await client.send("2")
            assert await client.next() == "3"


async def test_9_a_new_subscription_can_end_the_one_before(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(single_subscription=True)
    async with socket(amigo) as client:
        await client.join()
        await subscribed(client, amigo, VEHICLES)
        await subscribed(client, amigo, SHIPS)
        assert amigo.control.emit("realtime", {}, dataset=VEHICLES) == 0
        assert amigo.control.emit("realtime", {}, dataset=SHIPS) == 1


async def listening(client: Socket, amigo: RunningAmigo) -> None:
    await client.join()
    await subscribed(client, amigo)
    await subscribed(client, amigo, VEHICLES)


@pytest.mark.parametrize("name", sorted(STEPS))
async def test_10_8_every_step_of_the_script_arrives(amigo: RunningAmigo, name: str) -> None:
    async with socket(amigo) as client:
        await client.send("2")
        await client.until("3")
        await listening(client, amigo)
        amigo.control.script_events(name)
        came = await client.next()
        step = STEPS[name](VEHICLES)
        if step.packet:
            assert came == step.packet
        else:
            found = json.loads(came.removeprefix("42/amigosocket,"))
            assert found == json.loads(json.dumps([step.event, *step.args]))


async def test_3_2_what_trackers_post_reaches_those_who_listen(amigo: RunningAmigo) -> None:
    path = f"projects/101/datasets/{VEHICLES}/realtime"
    async with socket(amigo) as client, rest_of(amigo, amigo.tokens["CREATE"]) as rest:
        await listening(client, amigo)
        text = "<o><object_id>b-1</object_id><lat>45.5</lat><lon>-73.5</lon></o>"
        await rest.post(path, content=text)
        report = {"object_id": "b-1", "latitude": "45.5", "longitude": "-73.5"}
        assert await client.event("realtime") == [{"dataset_id": VEHICLES, "data": [report]}]
        for content in ("", "[]", "[7]", "<o/>", "{}"):
            assert (await rest.refused("POST", path, content=content))[0] == 400


async def test_uploads_and_new_projects_are_told(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(job_s=0.05)
    async with socket(amigo) as client, rest_of(amigo) as rest:
        await listening(client, amigo)
        made = await rest.post("me/projects", {"name": "Quays"})
        about = {"user_id": amigo.user_id, "project_id": made["id"]}
        assert await client.event("project:creation_succeeded") == [about | {"job": made["job"]}]
        files = {"datafile": ("a.csv", b"a\n1\n")}
        path = f"projects/{made['id']}/datasets/upload"
        job = (await rest.post(path, files=files))["job"]
        for name in ("project:process_file_started", "project:process_file_finished"):
            assert await client.event(name) == [about | {"filename": "a.csv", "job": job}]
        dataset = (await client.event("dataset:creation_succeeded"))[0]["dataset_id"]
        assert (await rest.get(f"projects/{made['id']}/datasets/{dataset}"))["feature_count"] == 1


# faults


@pytest.mark.parametrize("is_socket", [True, False])
async def test_10_9_no_pong_means_no_pong(amigo: RunningAmigo, is_socket: bool) -> None:
    amigo.control.set_switch(no_pong=True)
    if is_socket:
        async with socket(amigo) as client:
            await client.send("2", NAMESPACE)
            assert "3" not in await client.until("40/amigosocket")
    else:
        async with polling(amigo) as poller:
            await poller.open()
            await poller.send("2", NAMESPACE)
            assert "3" not in await poller.until("40/amigosocket")


async def test_10_9_a_clean_and_an_abrupt_close(amigo: RunningAmigo) -> None:
    async with socket(amigo) as client:
        await client.join()
        assert amigo.control.drop("clean") == 1
        assert await client.next() is None
        assert client.socket.close_code == 1000
    async with socket(amigo) as client:
        await client.join()
        assert amigo.control.drop("abrupt") == 1
        assert await client.next() is None
        assert client.socket.close_code != 1000
    async with polling(amigo) as poller:
        await poller.open()
        amigo.control.drop("clean")
        assert await poller.poll() == ["1"]
    async with polling(amigo) as poller:
        await poller.open()
        waiting = asyncio.create_task(poller.poll())
        await amigo.control.arrived(2, "poll")
        amigo.control.drop("abrupt")
        with pytest.raises(httpx.TransportError):
            await waiting


async def test_10_9_thrown_out_of_the_namespace_only(amigo: RunningAmigo) -> None:
    async with socket(amigo) as client:
        await listening(client, amigo)
        assert amigo.control.drop("leave") == 1
        assert (await client.until("41/"))[-1].startswith("41/amigosocket")
        await client.send("2")
        assert await client.next() == "3"


@pytest.mark.parametrize("is_socket", [True, False])
async def test_a_client_that_falls_silent_is_forgotten(
    amigo: RunningAmigo, is_socket: bool
) -> None:
    amigo.control.set_switch(ping_interval_s=0.2, ping_timeout_s=0.2)
    if is_socket:
        async with socket(amigo) as client:
            await client.until("40")
            assert await client.next() is None
    else:
        async with polling(amigo) as poller:
            await poller.open()
            assert await poller.poll() == ["1"]
    assert amigo.control.live()["sessions"] == []


async def test_10_10_frames_are_recorded_both_ways(amigo: RunningAmigo) -> None:
    async with socket(amigo) as client:
        await client.join()
        given = await ticket(amigo)
        await client.authenticate(amigo, given)
        await amigo.control.subscribed()
    came = [frame["packet"] for frame in amigo.control.frames(">")]
    assert came[0] == NAMESPACE
    assert given in came[1]
    went = amigo.control.frames("<")
    assert [frame["packet"] for frame in went][1:] == ["40", "40/amigosocket"]
    assert {(frame["transport"], frame["protocol"]) for frame in went} == {("websocket", 3)}


# the feed


@pytest.mark.parametrize(("most", "values"), [(0, "texts"), (1, "numbers"), (3, "swapped")])
async def test_reports_come_at_the_rate_of_the_switch(
    amigo: RunningAmigo, most: int, values: str
) -> None:
    amigo.control.set_switch(
        reports_per_s=2000, reports_per_event=most, report_values=values, user_events_per_min=600
    )
    async with socket(amigo) as client:
        await listening(client, amigo)
        await subscribed(client, amigo, SHIPS)
        objects: set[str] = set()
        datasets: set[int] = set()
        async with asyncio.timeout(WITHIN_S):
            while len(objects) < 368:
                event = (await client.event("realtime"))[0]
                assert not most or len(event["data"]) <= most
                datasets.add(event["dataset_id"])
                for report in event["data"]:
                    objects.add(report["object_id"])
                    latitude = report["longitude" if values == "swapped" else "latitude"]
                    assert isinstance(latitude, float if values == "numbers" else str)
                    assert 38 < float(latitude) < 42
        assert datasets == {VEHICLES, SHIPS}
        user_event = await client.until('42/amigosocket,["')
        assert user_event


async def test_reports_end_with_the_last_subscription() -> None:
    with amigo_in_thread(reports_per_s=500) as amigo:
        async with socket(amigo) as client:
            await listening(client, amigo)
            await client.event("realtime")
        async with asyncio.timeout(WITHIN_S):
            while amigo.control.live()["subscriptions"]:  # noqa: ASYNC110  # asked over HTTP
                await asyncio.sleep(0.01)
        sent = amigo.control.live()["events"]
        async with socket(amigo) as client:
            await client.join()
            assert amigo.control.live()["events"] <= sent + 2
