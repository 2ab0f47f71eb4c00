"""The client asks as the service expects and tells the truth about the answers (wire 1 to 3, 7)."""

import asyncio
import json
import time
from urllib.parse import parse_qs

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.facespace.client import DEFAULT_BASE_URL, FaceSpaceClient
from facespace_desk.facespace.dates import from_ms, parse_moment, second_text
from facespace_desk.facespace.errors import (
    APIKeyError,
    DateParseError,
    FaceSpaceError,
    HTTPRequestError,
    InvalidUsageError,
)
from facespace_desk.facespace.records import Notice, Picture, Stop
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.http import BaseUrl, Limits
from tests.facespace.making import CANARY_KEY, QUICK, client_for, raw_server, reply_bytes
from tests.limits import AT_ONCE_S


@pytest.fixture
async def client(simulators):
    async with client_for(simulators.base_url, simulators.api_key) as made:
        yield made


def asked(simulators, operation="logs"):
    return [parse_qs(request["query"]) for request in simulators.control.requests(operation)]


def now_of(simulators, moment_s=1_709_539_200):
    simulators.control.fix_clock(moment_s)
    return moment_s * 1000


async def test_range_is_sent_widened_and_cut_to_the_exact_bounds(client, simulators):
    now_ms = now_of(simulators)
    start_ms, end_ms = now_ms - 3_600_000 + 59_000, now_ms - 1_800_000 + 30_000
    rows = await client.logs_between(start_ms, end_ms)
    sent = asked(simulators)[0]
    assert sent["start_time"] == [f"{from_ms(start_ms):%H:%M %d/%m/%y}"]
    assert sent["end_time"] == [f"{from_ms(end_ms + 60_000):%H:%M %d/%m/%y}"]
    assert rows
    assert all(start_ms <= row.at_ms <= end_ms for row in rows)
    assert [row.at_ms for row in rows] == sorted(row.at_ms for row in rows)


@pytest.mark.parametrize("bounds", ["inclusive", "exclusive"])
async def test_both_kinds_of_servers_give_the_same_rows(client, simulators, bounds):
    now_ms = now_of(simulators)
    wanted = await client.logs_between(now_ms - 7_200_000, now_ms)
    last_ms = wanted[-1].at_ms
    simulators.control.set_switch(bounds=bounds)
    rows = await client.logs_range(
        second_text(from_ms(now_ms - 7_200_000)), second_text(from_ms(last_ms))
    )
    assert rows == wanted


async def test_seconds_are_sent_where_the_server_takes_them(simulators):
    now_ms = now_of(simulators)
    simulators.control.set_switch(accept_seconds=True)
    text = second_text(from_ms(now_ms - 3_600_000 + 7000))
    async with client_for(simulators.base_url, simulators.api_key, send_seconds=True) as client:
        await client.logs_range(text)
    assert asked(simulators) == [{"start_time": [text]}]


async def test_one_camera_is_asked_for(client, simulators):
    now_ms = now_of(simulators)
    camera = (await client.logs_between(now_ms - 7_200_000))[0].camera
    rows = await client.logs_between(now_ms - 7_200_000, None, camera)
    assert {row.camera for row in rows} == {camera}
    assert asked(simulators)[-1]["camera_id"] == [camera]


@pytest.mark.parametrize("mode", ["empty", "404"])
async def test_unknown_camera_has_no_entries(client, simulators, mode):
    simulators.control.set_switch(unknown_camera=mode)
    assert await client.logs_range(camera="no such camera") == []


async def test_404_from_something_else_is_no_empty_answer(simulators):
    async with client_for(f"{simulators.origin}/wrong", simulators.api_key) as client:
        with pytest.raises(HTTPRequestError) as caught:
            await client.logs_range()
        assert caught.value.kind is ErrorKind.NOT_FOUND
    assert simulators.control.take_faults() == ["unknown path /wrong/logs"]
    html = reply_bytes(b"<h1>Not Found</h1>", "404 Not Found")
    async with raw_server(lambda head: html) as base_url, client_for(base_url) as client:
        with pytest.raises(HTTPRequestError) as caught:
            await client.logs_range(camera="gate")
        assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_whole_day_gives_the_same_date_twice(client, simulators):
    now_ms = now_of(simulators)
    day = f"{from_ms(now_ms - 86_400_000):%d/%m/%y}"
    rows = await client.whole_day(day)
    assert asked(simulators) == [{"start_time": [day], "end_time": [day]}]
    assert rows[0].at_ms >= parse_moment(day)
    assert rows[-1].at_ms <= parse_moment(day, is_end=True)
    assert rows[-1].at_ms - rows[0].at_ms > 3_600_000
    with pytest.raises(InvalidUsageError):
        await client.whole_day("10:00 05/06/23")


async def test_complete_set_asks_without_parameters_and_reports_progress(client, simulators):
    seen: list[tuple[int, int | None]] = []
    rows = await client.complete_set(progress=lambda done, total: seen.append((done, total)))
    assert asked(simulators) == [{}]
    assert len(rows) > 100_000
    assert seen[-1][0] == rows.body_bytes == seen[-1][1]


async def test_older_layout_is_reached_by_base_url_alone(simulators):
    async with client_for(f"{simulators.origin}/api/", simulators.api_key) as client:
        assert isinstance(await client.recognition(), Picture)


async def test_empty_texts_are_absent(client, simulators):
    await client.logs_range("", "", "no such camera")
    assert asked(simulators) == [{"camera_id": ["no such camera"]}]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("12/13/23", None), DateParseError),
        ((None, "2023-10-23"), DateParseError),
        (("06/06/23", "05/06/23"), InvalidUsageError),
        ((7, None), InvalidUsageError),
        ((None, None, 7), InvalidUsageError),
        ((None, None, "\ud800"), InvalidUsageError),
    ],
)
async def test_bad_arguments_send_nothing(client, simulators, arguments, error):
    with pytest.raises(error):
        await client.logs_range(*arguments)
    assert asked(simulators) == []


async def test_body_is_kept_for_forwarders_only_when_asked(client, simulators):
    now_ms = now_of(simulators)
    kept = await client.logs_between(now_ms - 3_600_000, keep_body=True)
    assert sum(map(len, json.loads(kept.body).values())) >= len(kept)
    assert (await client.logs_between(now_ms - 3_600_000)).body == b""


async def test_hostile_names_and_entries_arrive_unharmed(client, simulators):
    simulators.control.set_switch(hostile_names=True, hostile_cameras=True)
    now_ms = now_of(simulators)
    rows = await client.logs_between(now_ms - 600_000)
    assert rows.unreadable > 0
    assert all(row.raw is not None for row in rows if row.at_ms is None)
    assert isinstance(await client.recognition(), Picture)


@pytest.mark.parametrize(
    "shape",
    [
        "string values",
        "number entries",
        "object entries",
        "nan",
        "not utf-8",
        "lone surrogate",
        "byte order mark",
        "deep",
        "two documents",
        "list",
        "null",
    ],
)
async def test_odd_shapes_give_rows_or_a_clean_error(client, simulators, shape):
    for call in (client.logs_range, client.recognition):
        simulators.control.fault("shape", shape=shape)
        try:
            await call()
        except HTTPRequestError as error:
            assert error.kind is ErrorKind.NOT_THIS_PROTOCOL  # noqa: PT017 - either way is right
        simulators.control.clear_faults()


async def test_picture_and_control_messages(client, simulators):
    simulators.control.script({"gate": ["Mira Holt"]}, {"stop": "maintenance"}, {"stop": ["Ole"]})
    picture = await client.recognition()
    assert isinstance(picture, Picture)
    assert picture.cameras == {"gate": ("Mira Holt",)}
    assert json.loads(picture.body) == {"gate": ["Mira Holt"]}
    assert abs(picture.received_ms - time.time() * 1000) < 60_000
    assert isinstance(await client.recognition(), Notice)
    assert isinstance(await client.recognition(), Picture)
    simulators.control.play("no cameras")
    assert isinstance(await client.recognition(), Stop)


async def test_other_success_than_200_is_none_for_recognition(client, simulators):
    simulators.control.fault("body", body='{"gate": []}', status=203)
    with pytest.raises(HTTPRequestError) as caught:
        await client.recognition()
    assert caught.value.status == 203


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (401, APIKeyError, ErrorKind.SIGNED_OUT),
        (403, APIKeyError, ErrorKind.SIGNED_OUT),
        (400, HTTPRequestError, ErrorKind.REFUSED),
        (404, HTTPRequestError, ErrorKind.NOT_FOUND),
        (410, HTTPRequestError, ErrorKind.RETIRED),
        (429, HTTPRequestError, ErrorKind.RATE_LIMITED),
        (500, HTTPRequestError, ErrorKind.SERVER_TROUBLE),
        (503, HTTPRequestError, ErrorKind.SERVER_TROUBLE),
    ],
)
async def test_status_becomes_the_error_that_belongs_to_it(client, simulators, status, error, kind):
    for call, operation in ((client.logs_range, "logs"), (client.recognition, "recognition")):
        simulators.control.fault("status", status=status, error="because of test", times=4)
        with pytest.raises(error) as caught:
            await call()
        simulators.control.clear_faults()
        assert isinstance(caught.value, FaceSpaceError | ServiceError)
        assert (caught.value.kind, caught.value.status) == (kind, status)
        assert caught.value.operation == operation
        assert "because of test" in caught.value.message
        assert isinstance(caught.value.__cause__, ServiceError)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_both_calls_try_again_three_times(client, simulators, status):
    for call, operation in ((client.logs_range, "logs"), (client.recognition, "recognition")):
        simulators.control.fault("status", status=status, times=3)
        await call()
        assert len(simulators.control.requests(operation)) == 4


async def test_answer_above_the_cap_is_refused(simulators):
    limits = Limits(body_bytes=1000, attempts=1)
    async with client_for(simulators.base_url, simulators.api_key, limits=limits) as client:
        with pytest.raises(HTTPRequestError) as caught:
            await client.complete_set()
        assert caught.value.kind is ErrorKind.TOO_LARGE


async def test_cancelling_a_long_fetch_takes_effect_at_once(client, simulators):
    simulators.control.fault("hold", operation="logs")
    fetching = asyncio.create_task(client.complete_set())
    await simulators.control.arrived(operation="logs")
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        async with asyncio.timeout(AT_ONCE_S):
            await fetching
    simulators.control.release()


def test_missing_key_is_told_before_any_request():
    base_url = BaseUrl.parse("https://example.org/facespace")
    for key in (None, Secret(""), Secret("  ")):
        with pytest.raises(APIKeyError):
            FaceSpaceClient(base_url, key)


@pytest.mark.parametrize("key", ["a\nb", "a\x00b", "schlüssel", "a\x7f", "emoji🔑"])
def test_key_that_no_header_can_carry_is_refused_without_being_shown(key):
    with pytest.raises(APIKeyError) as caught:
        FaceSpaceClient(BaseUrl.parse("https://example.org"), Secret(key))
    assert key not in f"{caught.value} {caught.value!r}"


async def test_key_is_trimmed(simulators):
    async with client_for(simulators.base_url, f" {simulators.api_key}\n") as client:
        assert isinstance(await client.recognition(), Picture)


async def test_environment_names_key_and_server(simulators):
    environ = {"FACESPACE_API_KEY": simulators.api_key, "FACESPACE_BASE_URL": simulators.base_url}
    async with FaceSpaceClient.from_environment(environ) as client:
        assert isinstance(await client.recognition(), Picture)
    with pytest.raises(APIKeyError):
        FaceSpaceClient.from_environment({"FACESPACE_API_KEY": ""})
    async with FaceSpaceClient.from_environment({"FACESPACE_API_KEY": "k"}) as client:
        assert client.base_url.text == DEFAULT_BASE_URL
    with pytest.raises(InvalidUsageError):
        FaceSpaceClient.from_environment(
            {"FACESPACE_API_KEY": "k", "FACESPACE_BASE_URL": "http://example.org"}
        )


async def test_probe_finds_a_good_server_and_its_clock(client, simulators):
    simulators.control.fix_clock(time.time() + 3600)
    started = time.monotonic()
    report = await client.probe()
    took_s = time.monotonic() - started
    assert report.is_good
    assert (report.reachable, report.accepted, report.speaks_protocol) == (True, True, True)
    assert report.clock_skew_s == pytest.approx(3600, abs=60)
    assert 0 < report.elapsed_s <= took_s
    assert report.explanation is None


async def test_probe_tells_a_wrong_key(simulators):
    async with client_for(simulators.base_url) as client:
        report = await client.probe()
    assert (report.reachable, report.accepted) == (True, False)
    assert report.explanation is not None
    assert report.explanation.happened == "FaceSpace refused this key."


@pytest.mark.parametrize(
    "answer",
    [
        reply_bytes(b"<html>Welcome</html>"),
        reply_bytes(b"[]"),
        reply_bytes(b'{"status": "ok"}'),
        reply_bytes(b"", "404 Not Found"),
        reply_bytes(b"", "302 Found", "Location: https://login.example.org/"),
    ],
)
async def test_probe_tells_that_this_is_not_facespace(answer):
    async with raw_server(lambda head: answer) as base_url, client_for(base_url) as client:
        report = await client.probe()
    assert (report.reachable, report.accepted, report.speaks_protocol) == (True, None, False)
    assert not report.retired


async def test_probe_tells_that_nobody_is_there(unused_tcp_port):
    async with client_for(f"http://127.0.0.1:{unused_tcp_port}") as client:
        report = await client.probe()
    assert (report.reachable, report.accepted, report.speaks_protocol) == (False, None, None)


async def test_probe_tells_a_host_that_does_not_exist():
    async with client_for("https://no-such-host.invalid", limits=QUICK, proxy="none") as client:
        report = await client.probe()
    assert report.error is not None
    assert report.error.kind is ErrorKind.HOST_NOT_FOUND


async def test_probe_tells_a_retired_service():
    gone = reply_bytes(b"", "410 Gone")
    async with raw_server(lambda head: gone) as base_url, client_for(base_url) as client:
        report = await client.probe()
    assert (report.retired, report.reachable) == (True, True)


async def test_vendors_own_host_counts_as_retired(unused_tcp_port):
    proxy = f"http://127.0.0.1:{unused_tcp_port}"  # nobody there: nothing leaves this computer
    async with client_for(DEFAULT_BASE_URL, proxy=proxy) as client:
        report = await client.probe()
    assert (report.retired, report.reachable) == (True, False)
    assert report.explanation is not None
    assert "switched off" in report.explanation.happened


def test_key_is_in_no_repr():
    client = client_for("https://example.org")
    assert CANARY_KEY not in f"{client!r} {vars(client)!r}"
