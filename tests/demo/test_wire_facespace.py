"""A strict reader of the FaceSpace wire specification, held against the simulator.

Each test names the point of section 10 (the simulator contract) that it shows; the grammar of
answers is section 3.1's and 3.3's.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from facespace_desk.demo import hostile
from tests.limits import PATIENCE_S
from tests.simulators import RunningSimulators

NOW = datetime(2026, 3, 4, 12, 30, 45, tzinfo=UTC)  # a Wednesday; day and month differ
ENTRY = re.compile(r"(?P<label>.+) @ (?P<stamp>\d\d:\d\d:\d\d \d\d/\d\d/\d\d)", re.DOTALL)


class StrictReader:
    """Reads answers as section 3 writes them, and nothing else."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def logs(self, **params: str) -> dict[str, list[tuple[str, datetime]]]:
        reply = await self.http.get("/logs", params=params)
        assert reply.status_code == 200, reply.text
        return {
            camera: [self.entry(text) for text in entries]
            for camera, entries in self.cameras(reply).items()
        }

    async def seen(self) -> dict[str, list[str]]:
        reply = await self.http.get("/recognition")
        assert reply.status_code == 200, reply.text
        return self.cameras(reply)

    async def refused(self, status: int, path: str = "/logs", **params: str) -> None:
        reply = await self.http.get(path, params=params)
        assert reply.status_code == status
        assert isinstance(reply.json()["error"], str)

    @staticmethod
    def cameras(reply: httpx.Response) -> dict[str, list[str]]:
        found = reply.json()
        assert isinstance(found, dict)
        for camera, texts in found.items():
            assert isinstance(camera, str)
            assert isinstance(texts, list)
            assert all(isinstance(text, str) for text in texts)
        return found

    @staticmethod
    def entry(text: str) -> tuple[str, datetime]:
        match = ENTRY.fullmatch(text)
        assert match is not None, text
        stamp = datetime.strptime(f"{match['stamp']} +0000", "%H:%M:%S %d/%m/%y %z")
        return match["label"], stamp


@pytest.fixture
async def reader(simulators: RunningSimulators) -> AsyncIterator[StrictReader]:
    simulators.control.fix_clock(NOW.timestamp())
    headers = {"x-api-key": simulators.api_key}
    async with httpx.AsyncClient(
        base_url=simulators.base_url, headers=headers, timeout=PATIENCE_S
    ) as http:
        yield StrictReader(http)


def moments(logs: dict[str, list[tuple[str, datetime]]]) -> list[datetime]:
    return sorted(moment for entries in logs.values() for _label, moment in entries)


@pytest.fixture
def control(simulators: RunningSimulators) -> Any:
    return simulators.control


async def test_1_both_operations_answer_in_the_layout_of_today(reader: StrictReader) -> None:
    logs = await reader.logs(start_time="04/03/26")
    assert moments(logs)
    assert set(await reader.seen()) == set(logs)


async def test_1_the_older_layout_answers_the_same(
    reader: StrictReader, simulators: RunningSimulators
) -> None:
    older = f"{simulators.origin}/api"
    for path in ("/logs?start_time=04%2F03%2F26", "/recognition"):
        new, old = await reader.http.get(path), await reader.http.get(older + path)
        assert old.json() == new.json()


@pytest.mark.parametrize("path", ["/logs", "/recognition"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"x-api-key": ""}, 401), ({"x-api-key": "another"}, 403)],
    ids=["missing", "empty", "wrong"],
)
async def test_2_a_missing_key_is_401_and_a_wrong_one_403(
    simulators: RunningSimulators, path: str, headers: dict[str, str], status: int
) -> None:
    async with httpx.AsyncClient(
        base_url=simulators.base_url, headers=headers, timeout=PATIENCE_S
    ) as http:
        await StrictReader(http).refused(status, path)


async def test_2_a_refusal_does_not_repeat_the_key(simulators: RunningSimulators) -> None:
    headers = {"x-api-key": "canary-key"}
    async with httpx.AsyncClient(
        base_url=simulators.base_url, headers=headers, timeout=PATIENCE_S
    ) as http:
        assert "canary" not in (await http.get("/logs")).text


@pytest.mark.parametrize(
    "text",
    [
        *("03/28/26", "31/02/26", "29/02/25", "2026-03-04", "04/03/2026", "4/3/26", "10:00", ""),
        *("24:00 04/03/26", "10:60 04/03/26", "10:00  04/03/26", " 04/03/26", "٠٤/٠٣/٢٦", "now"),
    ],
)
async def test_3_other_dates_are_400(reader: StrictReader, control: Any, text: str) -> None:
    await reader.refused(400, start_time=text)
    await reader.refused(400, end_time=text)
    faults = control.take_faults()
    assert bool(faults) == (text == ""), "an empty parameter is a client's fault, a bad date is not"


async def test_3_seconds_need_the_switch(reader: StrictReader, control: Any) -> None:
    bounds = {"start_time": "10:00:10 04/03/26", "end_time": "10:05:20 04/03/26"}
    await reader.refused(400, **bounds)
    control.set_switch(accept_seconds=True)
    found = moments(await reader.logs(**bounds))
    assert found
    assert found[0] >= NOW.replace(hour=10, minute=0, second=10)
    assert found[-1] <= NOW.replace(hour=10, minute=5, second=20)


async def test_3_dates_are_day_first(reader: StrictReader) -> None:
    found = moments(await reader.logs(start_time="02/03/26", end_time="02/03/26"))
    assert {moment.date() for moment in found} == {datetime(2026, 3, 2).date()}  # noqa: DTZ001


async def test_3_spaces_travel_as_plus_or_percent_20(reader: StrictReader) -> None:
    one = await reader.http.get("/logs?start_time=12%3A00+04%2F03%2F26")
    other = await reader.http.get("/logs?start_time=12%3A00%2004%2F03%2F26")
    assert one.json() == other.json()
    assert moments({"": [reader.entry(text) for texts in one.json().values() for text in texts]})


async def test_3_a_bare_day_twice_is_that_whole_day(reader: StrictReader) -> None:
    found = moments(await reader.logs(start_time="03/03/26", end_time="03/03/26"))
    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    assert midnight <= found[0] < midnight + timedelta(minutes=30)
    assert timedelta(hours=23, minutes=30) < found[-1] - midnight < timedelta(days=1)


async def test_3_without_bounds_the_complete_set_comes(reader: StrictReader) -> None:
    found = moments(await reader.logs())
    assert 150_000 < len(found) < 350_000
    assert timedelta(days=30) <= NOW - found[0] < timedelta(days=31)
    assert NOW - timedelta(minutes=5) < found[-1] <= NOW


async def test_3_each_bound_alone_splits_the_set(reader: StrictReader) -> None:
    everything = moments(await reader.logs())
    before = moments(await reader.logs(end_time="28/02/26"))
    after = moments(await reader.logs(start_time="01/03/26"))
    assert before + after == everything


async def test_3_a_camera_gets_only_its_own_entries(reader: StrictReader) -> None:
    everything = await reader.logs(start_time="04/03/26")
    assert await reader.logs(start_time="04/03/26", camera_id="lobby") == {
        "lobby": everything["lobby"]
    }


async def test_3_a_range_that_ends_before_it_starts_is_empty(reader: StrictReader) -> None:
    assert not moments(await reader.logs(start_time="04/03/26", end_time="03/03/26"))


async def test_3_entries_ascend_within_a_camera(reader: StrictReader) -> None:
    for entries in (await reader.logs()).values():
        stamps = [moment for _label, moment in entries]
        assert stamps == sorted(stamps)


async def test_4_the_end_minute_belongs_or_not(reader: StrictReader, control: Any) -> None:
    bounds = {"start_time": "12:00 04/03/26", "end_time": "12:20 04/03/26"}
    minute = NOW.replace(minute=20, second=0)
    inclusive = moments(await reader.logs(**bounds))
    control.set_switch(bounds="exclusive")
    exclusive = moments(await reader.logs(**bounds))
    assert exclusive == [moment for moment in inclusive if moment < minute]
    assert minute <= inclusive[-1] < minute + timedelta(minutes=1)


async def test_4_a_bare_end_day_is_whole_whatever_the_switch(
    reader: StrictReader, control: Any
) -> None:
    inclusive = await reader.logs(start_time="03/03/26", end_time="03/03/26")
    control.set_switch(bounds="exclusive")
    assert await reader.logs(start_time="03/03/26", end_time="03/03/26") == inclusive


async def test_5_an_unknown_camera_is_empty_or_404(reader: StrictReader, control: Any) -> None:
    assert await reader.logs(camera_id="no-such-gate") == {}
    control.set_switch(unknown_camera="404")
    await reader.refused(404, camera_id="no-such-gate")
    assert "lobby" in await reader.logs(camera_id="lobby")


async def test_5_cameras_without_entries_may_be_left_out(
    reader: StrictReader, control: Any
) -> None:
    assert [] in (await reader.seen()).values()
    control.set_switch(empty_cameras=False)
    assert [] not in (await reader.seen()).values()
    assert [] not in (await reader.logs(start_time="12:25 04/03/26")).values()


async def test_6_a_script_plays_picture_by_picture(reader: StrictReader, control: Any) -> None:
    pictures: list[dict[str, Any]] = [
        {"north-gate": ["Mira Holt"], "loading-dock": []},
        {"north-gate": [], "loading-dock": ["Mira Holt"]},
        {"stop": "No cameras active: all streams closed"},
    ]
    control.script(*pictures)
    played = [(await reader.http.get("/recognition")).json() for _ in range(4)]
    assert played == [*pictures, pictures[-1]]


async def test_6_a_script_may_repeat_or_return_to_the_world(
    reader: StrictReader, control: Any
) -> None:
    control.script({"a": []}, {"b": []}, then="repeat")
    assert [set(await reader.seen()) for _ in range(3)] == [{"a"}, {"b"}, {"a"}]
    control.script({"a": []}, then="live")
    assert set(await reader.seen()) == {"a"}
    assert "lobby" in await reader.seen()


@pytest.mark.parametrize(
    ("name", "stop"),
    [
        ("maintenance", "maintenance"),
        ("numeric stop", 7),
        ("no cameras", "No cameras active: all streams closed"),
        ("camera called stop", ["Mira Holt"]),
    ],
)
async def test_6_every_kind_of_stop_has_a_script(
    reader: StrictReader, control: Any, name: str, stop: Any
) -> None:
    control.play(name)
    played = [(await reader.http.get("/recognition")).json() for _ in range(3)]
    assert stop in [picture.get("stop") for picture in played]


@pytest.mark.parametrize("path", ["/logs", "/recognition"])
@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_7_statuses_last_for_n_calls(
    reader: StrictReader, control: Any, path: str, status: int
) -> None:
    control.fault("status", operation=path[1:], times=2, status=status, retry_after=3)
    for _ in range(2):
        reply = await reader.http.get(path)
        assert reply.status_code == status
        assert reply.headers["Retry-After"] == "3"
        assert isinstance(reply.json()["error"], str)
    assert (await reader.http.get(path)).status_code == 200


async def test_7_a_fault_of_one_operation_leaves_the_other(
    reader: StrictReader, control: Any
) -> None:
    control.fault("status", operation="recognition")
    await reader.logs(camera_id="lobby")
    await reader.refused(503, "/recognition")


async def test_7_bodies_can_be_html_or_empty_or_truncated(
    reader: StrictReader, control: Any
) -> None:
    control.fault("html")
    html = await reader.http.get("/recognition")
    assert (html.status_code, html.headers["content-type"][:9]) == (502, "text/html")
    control.fault("empty")
    empty = await reader.http.get("/recognition")
    assert (empty.status_code, empty.content) == (200, b"")
    control.fault("truncated")
    truncated = await reader.http.get("/recognition")
    assert truncated.status_code == 200
    with pytest.raises(ValueError, match=r"line 1"):
        truncated.json()


@pytest.mark.parametrize("kind", ["cut", "drop"])
@pytest.mark.parametrize("path", ["/logs", "/recognition"])
async def test_7_connections_can_break(
    reader: StrictReader, control: Any, path: str, kind: str
) -> None:
    control.fault(kind)
    with pytest.raises(httpx.TransportError):
        await reader.http.get(path)
    assert (await reader.http.get(path)).status_code == 200


async def test_7_a_slow_body_is_right_in_the_end(reader: StrictReader, control: Any) -> None:
    control.fault("slow", seconds=0.3)
    reply = await reader.http.get("/logs", params={"camera_id": "lobby"})
    assert reply.elapsed > timedelta(seconds=0.25)
    assert reply.json() == (await reader.http.get("/logs?camera_id=lobby")).json()


@pytest.mark.parametrize("options", [{}, {"declared": False}, {"gzip": True}])
async def test_7_a_huge_body_has_the_size_that_was_asked(
    reader: StrictReader, control: Any, options: dict[str, bool]
) -> None:
    control.fault("huge", bytes=3_000_001, **options)
    reply = await reader.http.get("/logs")
    assert len(reply.content) == 3_000_001
    assert ("content-length" in reply.headers) == (not options)
    assert set(reader.cameras(reply)) == {"north-gate"}


async def test_7_a_redirect_leads_to_another_port_which_tells_what_came(
    reader: StrictReader, control: Any
) -> None:
    control.fault("redirect")
    reply = await reader.http.get("/recognition")
    assert reply.is_redirect
    goal = httpx.URL(reply.headers["location"])
    assert goal.port != reader.http.base_url.port
    assert control.trapped() == []
    await reader.http.get(goal)
    assert [request["path"] for request in control.trapped()] == ["/facespace/recognition"]
    assert control.take_faults() == ["the header x-api-key reached another port"]


async def test_7_wrong_shapes_arrive_as_written(reader: StrictReader, control: Any) -> None:
    control.fault("shape", shape="list")
    assert isinstance((await reader.http.get("/recognition")).json(), list)
    control.fault("shape", shape="not utf-8")
    with pytest.raises(UnicodeDecodeError):
        (await reader.http.get("/recognition")).content.decode()


async def test_7_hostile_names_are_in_both_answers(reader: StrictReader, control: Any) -> None:
    control.set_switch(hostile_names=True, hostile_cameras=True)
    seen = await reader.seen()
    assert set(hostile.NAMES) <= set(seen["north-gate"])
    assert set(hostile.CAMERAS) <= set(seen)
    reply = await reader.http.get("/logs", params={"start_time": "12:00 04/03/26"})
    entries = reader.cameras(reply)["north-gate"]
    assert set(hostile.UNREADABLE_ENTRIES) <= set(entries)
    assert all(any(entry.startswith(name) for entry in entries) for name in hostile.NAMES)


async def test_8_the_webhook_sink_keeps_headers_and_bodies(
    simulators: RunningSimulators,
) -> None:
    async with httpx.AsyncClient(timeout=PATIENCE_S) as http:
        reply = await http.post(
            f"{simulators.webhook_url}/door", json={"a": ["ß"]}, headers={"X-Mine": "1"}
        )
        simulators.control.set_switch(webhook_status=204)
        bare = await http.post(simulators.webhook_url, json={})
    assert (reply.status_code, bare.status_code, bare.content) == (200, 204, b"")
    first, _second = simulators.control.webhook()
    assert first["path"] == "/_sim/webhook/door"
    assert first["headers"]["x-mine"] == "1"
    assert first["body"] == '{"a":["ß"]}'


async def test_8_a_key_at_the_webhook_is_a_fault(simulators: RunningSimulators) -> None:
    async with httpx.AsyncClient(timeout=PATIENCE_S) as http:
        await http.post(simulators.webhook_url, headers={"x-api-key": simulators.api_key})
    assert simulators.control.take_faults() == ["the header x-api-key reached the webhook"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/logs?page=2", 400),
        ("GET", "/logs?camera_id=", 400),
        ("GET", "/logs?camera_id=a&camera_id=b", 400),
        ("GET", "/logs?start_time=04/03/26", 400),
        ("GET", "/logs?camera_id=%zz", 400),
        ("GET", "/logs?camera_id=%ff", 400),
        ("GET", "/recognition?camera_id=lobby", 400),
        ("POST", "/logs", 405),
        ("GET", "/log", 404),
    ],
)
async def test_strict_what_no_client_may_send_is_a_fault(
    reader: StrictReader, control: Any, method: str, path: str, status: int
) -> None:
    reply = await reader.http.request(method, path)
    assert reply.status_code == status
    assert len(control.take_faults()) == 1


async def test_strict_a_body_on_a_get_is_a_fault(reader: StrictReader, control: Any) -> None:
    await reader.http.request("GET", "/recognition", json={})
    assert control.take_faults() == ["recognition: a body on a GET request"]


@pytest.mark.parametrize("path", ["/logs", "/recognition"])
async def test_answers_may_be_zipped_or_chunked(
    reader: StrictReader, control: Any, path: str
) -> None:
    plain = await reader.http.get(path)
    control.set_switch(gzip=True)
    zipped = await reader.http.get(path)
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.content == plain.content
    control.set_switch(gzip=False, chunked=True)
    assert (await reader.http.get(path)).content == plain.content


async def test_the_date_header_tells_the_simulated_time(reader: StrictReader, control: Any) -> None:
    reply = await reader.http.get("/recognition")
    assert reply.headers["date"] == "Wed, 04 Mar 2026 12:30:45 GMT"
    control.set_switch(date="none")
    assert "date" not in (await reader.http.get("/recognition")).headers
