"""The official client's sixteen faults, each shown absent on a real server (wire 8)."""

import asyncio
import gc
import io
import json
import logging
import signal
import stat
import sys
import threading
from urllib.parse import parse_qs

import pytest

from facespace_desk import log
from facespace_desk.credentials import Secret
from facespace_desk.facespace.client import FaceSpaceClient
from facespace_desk.facespace.dates import from_ms, second_text
from facespace_desk.facespace.errors import (
    APIKeyError,
    DateParseError,
    FaceSpaceError,
    HTTPRequestError,
    InvalidUsageError,
)
from facespace_desk.facespace.forwarding import (
    LEVELS,
    ForwarderStatus,
    LogFileForwarder,
    WebhookForwarder,
    WebhookTarget,
)
from facespace_desk.facespace.realtime import Miss
from facespace_desk.facespace.records import EndReason, Picture
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.http import BaseUrl, Limits
from tests.facespace.making import (
    CANARY_KEY,
    CANARY_NAME,
    client_for,
    listening_socket,
    raw_server,
    reply_bytes,
)
from tests.limits import AT_ONCE_S, PATIENCE_S


@pytest.fixture
async def client(simulators):
    async with client_for(simulators.base_url, simulators.api_key) as made:
        yield made


def queries(simulators):
    return [parse_qs(request["query"]) for request in simulators.control.requests("logs")]


class Posting:
    """A webhook forwarder that can be waited for."""

    def __init__(self, target: WebhookTarget, **options):
        self._changes: asyncio.Queue[ForwarderStatus] = asyncio.Queue()
        self.forwarder = WebhookForwarder(target, on_change=self._changes.put_nowait, **options)

    async def finish(self) -> ForwarderStatus:
        """Send what is queued, and close."""
        running = asyncio.ensure_future(self.forwarder.run())
        async with asyncio.timeout(PATIENCE_S):
            while (status := await self._changes.get()).queued or not status.sent:
                pass
        running.cancel()
        await asyncio.wait({running})
        await self.forwarder.close()
        return status


@pytest.fixture
def desk_log(tmp_path, capfd):
    """The console's own log at its most talkative; calling it gives all that anybody can read."""
    buffer = log.setup(tmp_path / "log", debug=True)
    told = io.StringIO()

    def everything() -> str:
        captured = capfd.readouterr()
        told.write(f"{captured.out}\n{captured.err}\n{(tmp_path / 'log' / 'desk.log').read_text()}")
        told.write("\n".join(line.text for line in buffer.lines()))
        return told.getvalue()

    yield everything
    log.setup(None, debug=False)
    log.close()


async def test_fs01_dates_are_sent_day_first(client, simulators):
    await client.logs_range("05/06/23", "10:00 05/06/23")
    assert queries(simulators) == [{"start_time": ["05/06/23"], "end_time": ["10:01 05/06/23"]}]


async def test_fs02_seconds_lose_no_entries(client, simulators):
    simulators.control.fix_clock(1_709_539_200)
    everything = await client.logs_between(1_709_539_200_000 - 7_200_000)
    wanted = next(row for row in everything if row.at_ms % 60_000 >= 30_000)
    text = second_text(from_ms(wanted.at_ms))
    assert wanted in await client.logs_range(text, text)
    others = await client.logs_range(text, text)
    assert {row.at_ms for row in others} == {wanted.at_ms}


@pytest.mark.parametrize(
    "text",
    ["12/13/23", "2023", "10:00", "2023-10-23T10:00:00", "9" * 400, "tomorrow", "05/06/2023"],
)
async def test_fs03_nonsense_is_no_date(client, simulators, text):
    for bounds in ((text, None), (None, text)):
        with pytest.raises(DateParseError):
            await client.logs_range(*bounds)
    assert queries(simulators) == []


async def test_fs04_key_never_reaches_the_webhook(simulators):
    target = WebhookTarget(
        simulators.webhook_url, {"X-Room": "control"}, Secret(simulators.api_key)
    )
    posting = Posting(target, post_logs=True)
    async with client_for(simulators.base_url, simulators.api_key) as client:
        picture = await client.recognition()
        assert isinstance(picture, Picture)
        posting.forwarder.picture(picture)
        nothing = await client.logs_range(camera="no such camera", keep_body=True)
        posting.forwarder.logs(nothing)
        await posting.finish()
    posts = simulators.control.webhook()
    assert len(posts) == 2
    for post in posts:
        assert "x-api-key" not in {name.lower() for name in post["headers"]}
        assert simulators.api_key not in json.dumps(post)


async def test_fs05_webhook_headers_never_reach_the_service(simulators):
    target = WebhookTarget(simulators.webhook_url, {"X-Room": "control", "x-api-key": "theirs"})
    posting = Posting(target)
    async with client_for(simulators.base_url, simulators.api_key) as client:
        posting.forwarder.picture(await client.recognition())
        await posting.finish()
        await client.recognition()
    for request in simulators.control.requests("recognition"):
        headers = {name.lower(): value for name, value in request["headers"].items()}
        assert "x-room" not in headers
        assert headers["x-api-key"] != "theirs"
    simulators.control.take_faults()  # the sink objects to any x-api-key, also the receiver's own


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_fs06_redirect_to_another_port_gets_no_key_and_no_request(client, simulators, status):
    for call in (client.logs_range, client.recognition):
        simulators.control.fault("redirect", status=status)
        with pytest.raises(HTTPRequestError) as caught:
            await call()
        assert caught.value.kind is ErrorKind.REDIRECTED
    assert simulators.control.trapped() == []


async def test_fs07_silent_servers_hang_nobody_and_a_slow_webhook_stalls_no_poll(simulators):
    with listening_socket() as url:
        limits = Limits(connect_s=0.2, read_s=0.2, attempts=1)
        async with client_for(url, limits=limits) as client:
            for call in (client.logs_range, client.recognition):
                with pytest.raises(HTTPRequestError) as caught:
                    await call()
                assert caught.value.kind is ErrorKind.TIMED_OUT
        slow = WebhookForwarder(WebhookTarget(url), timeout_s=60)
        posting = asyncio.ensure_future(slow.run())
        async with client_for(simulators.base_url, simulators.api_key) as client:
            async with asyncio.timeout(AT_ONCE_S):
                async for update in client.realtime(0.1, limit=5):
                    slow.picture(update)
        assert slow.status.queued == 5
        posting.cancel()
        await asyncio.wait({posting})
        await slow.close()


async def test_fs08_stop_signal_ends_the_loop_quietly_and_an_odd_stop_crashes_nothing(
    client, simulators
):
    simulators.control.play("end")
    feed = client.realtime(0.1)
    assert len([update async for update in feed]) == 2
    assert feed.end_reason is EndReason.NO_CAMERAS
    simulators.control.play("numeric stop")
    updates = [update async for update in client.realtime(0.1, limit=3)]
    assert [type(update) for update in updates] == [Picture, Picture, Miss, Picture]
    simulators.control.play("camera called stop")
    (picture,) = [update async for update in client.realtime(0.1, limit=1)]
    assert picture.cameras["stop"] == ("Mira Holt",)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "html", "status": 502},
        {"kind": "html", "status": 400},
        {"kind": "empty", "status": 500},
        {"kind": "empty", "status": 200},
        {"kind": "body", "status": 400, "body": "{"},
        {"kind": "body", "status": 400, "body": "[]"},
        {"kind": "body", "status": 400, "body": '{"error": 7}'},
    ],
)
async def test_fs09_error_without_json_stays_inside_the_hierarchy(client, simulators, fault):
    for call in (client.logs_range, client.recognition):
        simulators.control.fault(times=4, **fault)
        with pytest.raises(FaceSpaceError) as caught:
            await call()
        simulators.control.clear_faults()
        assert caught.value.message
        assert "<" not in caught.value.message


@pytest.mark.parametrize("status", [401, 403])
async def test_fs10_refused_key_is_a_key_error(client, simulators, status):
    for call in (client.logs_range, client.recognition):
        simulators.control.fault("status", status=status)
        with pytest.raises(APIKeyError) as caught:
            await call()
        assert caught.value.status == status


async def test_fs11_signal_handlers_stay_as_they_are(simulators):
    before = [signal.getsignal(number) for number in sorted(signal.valid_signals())]
    async with client_for(simulators.base_url, simulators.api_key) as client:
        await client.recognition()
        async for _update in client.realtime(0.1, limit=1):
            pass
    assert [signal.getsignal(number) for number in sorted(signal.valid_signals())] == before
    made: list[object] = []
    thread = threading.Thread(target=lambda: made.append(client_for("https://example.org")))
    thread.start()
    thread.join(PATIENCE_S)
    assert isinstance(made[0], FaceSpaceClient)


async def test_fs12_no_log_handlers_pile_up_and_no_history_is_kept(client):
    def handlers() -> int:
        loggers = [logging.getLogger(), *logging.Logger.manager.loggerDict.values()]
        return sum(len(one.handlers) for one in loggers if isinstance(one, logging.Logger))

    await client.recognition()
    before = handlers()
    for _ in range(5):
        client_for("https://example.org")
    assert handlers() == before

    def pictures() -> int:
        gc.collect()
        return sum(isinstance(kept, Picture) for kept in gc.get_objects())

    others = pictures()  # what earlier tests of this process still hold
    held = 0
    async for _update in client.realtime(0.1, limit=4):
        held = pictures() - others
    assert held <= 2  # the one in hand, and at most the one before


async def test_fs13_feed_works_outside_a_for_loop(client):
    feed = client.realtime(0.1)
    assert isinstance(await anext(feed), Picture)
    assert isinstance(await feed.__anext__(), Picture)
    collected = [update async for update in client.realtime(0.1, limit=2)]
    assert len(collected) == 2


def test_fs14_standard_level_names_are_accepted_and_others_named(tmp_path):
    for name in (*LEVELS, "DEBUG", "Heartbeat"):
        LogFileForwarder(tmp_path / "a.log", level=name)
    with pytest.raises(InvalidUsageError, match="debug"):
        LogFileForwarder(tmp_path / "a.log", level="loud")


@pytest.mark.parametrize(
    "answer",
    [
        reply_bytes(b"", "204 No Content"),
        reply_bytes(b"OK"),
        reply_bytes(b"<html></html>"),
        reply_bytes(b"", "202 Accepted"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut",
    ],
)
async def test_fs15_webhook_is_judged_by_its_status_only(answer):
    async with raw_server(lambda head: answer) as url:
        posting = Posting(WebhookTarget(url))
        posting.forwarder.picture(Picture(0, 1.0, {}, body=b"{}"))
        status = await posting.finish()
    assert (status.sent, status.last_error) == (1, "")


def chain_of(error: BaseException | None) -> str:
    """All that an error and its causes could show."""
    told = ""
    while error is not None:
        told += f"{error} {error!r} {vars(error)!r}\n"
        error = error.__cause__ or error.__context__
    return told


async def test_fs16_pictures_leave_no_name_and_no_key_behind(simulators, desk_log, tmp_path):
    simulators.control.script({"gate": [CANARY_NAME]})
    log_file = LogFileForwarder(tmp_path / "facespace.log")
    posting = Posting(WebhookTarget(simulators.webhook_url))
    async with client_for(simulators.base_url, simulators.api_key) as client:
        picture = await client.recognition()
        logging.getLogger("desk.facespace").info("%s %r", picture, picture)
        log_file.picture(picture)
        posting.forwarder.picture(picture)
        await posting.finish()
    await log_file.close()
    assert CANARY_NAME in log_file.path.read_text()
    if sys.platform != "win32":
        assert stat.S_IMODE(log_file.path.stat().st_mode) == 0o600
    said = desk_log()
    assert "recognition" in said
    assert CANARY_NAME not in said
    assert simulators.api_key not in said


@pytest.mark.parametrize(
    "answer",
    [
        reply_bytes(json.dumps({"gate": [CANARY_NAME, {"deep": CANARY_NAME}]})[:-3].encode()),
        reply_bytes(json.dumps({"error": f"bad key {CANARY_KEY}"}).encode(), "403 Forbidden"),
        reply_bytes(b"", "302 Found", f"Location: https://other.example/?k={CANARY_KEY}"),
        f"HTTP/1.1 200 {CANARY_KEY}\r\nX: {CANARY_KEY}\x00\r\n\r\n".encode(),
    ],
)
async def test_fs16_errors_show_no_name_and_no_key(desk_log, answer):
    shown = ""
    async with raw_server(lambda head: answer) as url, client_for(url) as client:
        for call in (client.recognition, lambda: client.logs_range(camera=CANARY_NAME)):
            with pytest.raises(FaceSpaceError) as caught:
                await call()
            logging.getLogger("desk.facespace").info("failed", exc_info=caught.value)
            shown += chain_of(caught.value)
    said = shown + desk_log()
    assert "FaceSpace" in said
    assert CANARY_KEY not in said
    assert CANARY_NAME not in said
    assert CANARY_NAME.replace(" ", "+") not in said


def test_fs16_client_and_target_show_no_secret():
    client = FaceSpaceClient(BaseUrl.parse("https://example.org"), Secret(CANARY_KEY))
    target = WebhookTarget(f"https://example.org/hook/{CANARY_KEY}", {"X-Key": CANARY_KEY})
    assert CANARY_KEY not in f"{client!r} {vars(client)!r} {target!r} {target}"


async def test_fs16_webhook_address_and_headers_are_in_no_log(desk_log):
    async with raw_server(lambda head: reply_bytes(b"", "204 No Content")) as url:
        secret_url = f"{url}/hook/{CANARY_KEY}?sign={CANARY_KEY}"
        posting = Posting(WebhookTarget(secret_url, {"X-Key": f"{CANARY_KEY}-header"}))
        posting.forwarder.picture(Picture(0, 1.0, {}, body=b"{}"))
        await posting.finish()
    said = desk_log()
    assert "httpcore" in said
    assert CANARY_KEY not in said
