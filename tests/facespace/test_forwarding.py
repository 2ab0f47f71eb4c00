"""Forwarders pass on what arrived, tell how they fare, and give nothing away (wire 5, 6; L19)."""

import asyncio
import hashlib
import hmac
import json
import stat

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.facespace.errors import HTTPRequestError, InvalidUsageError
from facespace_desk.facespace.forwarding import (
    LogFileForwarder,
    WebhookForwarder,
    WebhookTarget,
    level_of,
)
from facespace_desk.facespace.outbox import ForwarderStatus, Outbox
from facespace_desk.facespace.records import LogAnswer, Notice, Picture
from tests.facespace.making import (
    CANARY_KEY,
    CANARY_NAME,
    client_for,
    listening_socket,
    raw_server,
    reply_bytes,
)
from tests.limits import PATIENCE_S

BODY = b'{"north-gate": ["Mira Holt"],\n "dock":[]}'


def picture_of(body: bytes = BODY) -> Picture:
    cameras = {camera: tuple(labels) for camera, labels in json.loads(body).items()}
    return Picture(0, 13.0, cameras, body=body)


def answer_of(body: bytes) -> LogAnswer:
    answer = LogAnswer()
    answer.body = body
    return answer


class Worker:
    """Runs a forwarder until everything queued is accounted for."""

    def __init__(self, forwarder):
        self.forwarder = forwarder

    async def __aenter__(self):
        self.task = asyncio.ensure_future(self.forwarder.run())
        return self.forwarder

    async def __aexit__(self, *_error):
        self.task.cancel()
        await asyncio.wait({self.task})
        await self.forwarder.close()


async def settled(statuses: asyncio.Queue[ForwarderStatus]) -> ForwarderStatus:
    """The first status with nothing queued."""
    async with asyncio.timeout(PATIENCE_S):
        while (status := await statuses.get()).queued:
            pass
    return status


class Waits:
    """A sleep that writes down how long it would have been."""

    def __init__(self):
        self.seconds: list[float] = []

    async def __call__(self, seconds):
        self.seconds.append(seconds)


def hook(url, statuses=None, *, headers=None, service_key=None, **options):
    target = WebhookTarget(url, headers or {}, service_key)
    on_change = statuses.put_nowait if statuses is not None else None
    return WebhookForwarder(target, on_change=on_change, **({"sleep": Waits()} | options))


@pytest.fixture
def statuses():
    return asyncio.Queue()


async def test_picture_is_posted_exactly_as_it_came(simulators, statuses):
    async with Worker(hook(simulators.webhook_url, statuses)) as forwarder:
        forwarder.picture(picture_of())
        status = await settled(statuses)
    (post,) = simulators.control.webhook()
    assert post["body"].encode() == BODY
    assert (status.sent, status.failed, status.dropped, status.last_error) == (1, 0, 0, "")


async def test_only_content_type_and_own_headers_travel(simulators, statuses):
    own = {"X-Room": "control", "X-Receiver-Key": "receivers-own"}
    async with Worker(hook(simulators.webhook_url, statuses, headers=own)) as forwarder:
        forwarder.picture(picture_of())
        await settled(statuses)
    (post,) = simulators.control.webhook()
    headers = {name.lower(): value for name, value in post["headers"].items()}
    assert headers.pop("host")
    assert headers == {
        "content-type": "application/json",
        "content-length": str(len(BODY)),
        "x-room": "control",
        "x-receiver-key": "receivers-own",
    }


async def test_ranges_are_posted_only_when_wanted(simulators, statuses):
    forwarder = hook(simulators.webhook_url, statuses)
    forwarder.logs(answer_of(b"{}"))
    assert forwarder.status.queued == 0
    async with Worker(hook(simulators.webhook_url, statuses, post_logs=True)) as willing:
        willing.logs(answer_of(b'{"a": []}'))
        await settled(statuses)
    assert [post["body"] for post in simulators.control.webhook()] == ['{"a": []}']


async def test_pictures_are_posted_only_when_wanted(simulators):
    forwarder = hook(simulators.webhook_url, post_realtime=False)
    forwarder.picture(picture_of())
    assert forwarder.status.queued == 0


async def test_signature_can_be_checked_by_the_receiver(simulators, statuses):
    forwarder = hook(
        simulators.webhook_url, statuses, hmac_key=Secret("shared"), now_s=lambda: 1_709_539_143.5
    )
    async with Worker(forwarder):
        forwarder.picture(picture_of())
        await settled(statuses)
    (post,) = simulators.control.webhook()
    headers = {name.lower(): value for name, value in post["headers"].items()}
    assert headers["x-facespace-desk-timestamp"] == "1709539143"
    expected = hmac.new(b"shared", b"1709539143." + BODY, hashlib.sha256).hexdigest()
    assert headers["x-facespace-desk-signature"] == f"sha256={expected}"


@pytest.mark.parametrize("status", [200, 204, 302])
async def test_any_status_below_400_counts_as_sent(simulators, statuses, status):
    simulators.control.set_switch(webhook_status=status)
    async with Worker(hook(simulators.webhook_url, statuses)) as forwarder:
        forwarder.picture(picture_of())
        final = await settled(statuses)
    assert final.sent == 1
    assert ("points to another address" in final.last_error) == (status == 302)


@pytest.mark.parametrize(("status", "attempts"), [(400, 1), (401, 1), (404, 1), (429, 3), (503, 3)])
async def test_only_passing_trouble_is_tried_again(simulators, statuses, status, attempts):
    simulators.control.set_switch(webhook_status=status)
    waits = Waits()
    async with Worker(hook(simulators.webhook_url, statuses, sleep=waits)) as forwarder:
        forwarder.picture(picture_of())
        final = await settled(statuses)
    assert (final.sent, final.failed) == (0, 1)
    assert str(status) in final.last_error
    assert len(simulators.control.webhook()) == attempts
    assert waits.seconds == [1.0, 4.0][: attempts - 1]


async def test_receiver_that_comes_back_gets_the_post(simulators, statuses):
    simulators.control.set_switch(webhook_status=503)

    async def repaired(_seconds):
        simulators.control.set_switch(webhook_status=200)

    async with Worker(hook(simulators.webhook_url, statuses, sleep=repaired)) as forwarder:
        forwarder.picture(picture_of())
        final = await settled(statuses)
    assert (final.sent, final.failed, final.last_error) == (1, 0, "")


async def test_retry_after_is_obeyed_up_to_half_a_minute(statuses):
    for asked, waited in (("7", 7.0), ("600", 30.0)):
        waits = Waits()
        busy = reply_bytes(b"", "429 Too Many Requests", f"Retry-After: {asked}")
        async with (
            raw_server(lambda head, busy=busy: busy) as url,
            Worker(hook(url, statuses, sleep=waits)) as forwarder,
        ):
            forwarder.picture(picture_of())
            await settled(statuses)
        assert waits.seconds == [waited, waited]


async def test_redirect_is_not_followed(simulators, statuses):
    there = f"Location: {simulators.webhook_url}"
    moved = reply_bytes(b"", "307 Temporary Redirect", there)
    async with raw_server(lambda head: moved) as url, Worker(hook(url, statuses)) as forwarder:
        forwarder.picture(picture_of())
        await settled(statuses)
    assert simulators.control.webhook() == []


async def test_silent_receiver_fails_in_words_and_holds_nothing_up(statuses):
    with listening_socket() as url:
        async with Worker(hook(url, statuses, timeout_s=0.05)) as forwarder:
            forwarder.picture(picture_of())
            final = await settled(statuses)
    assert final.failed == 1
    assert final.last_error == "The webhook did not answer within 0.05 s."


async def test_answer_without_end_is_judged_by_its_status(statuses):
    endless = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_000_000
    async with raw_server(lambda head: endless) as url, Worker(hook(url, statuses)) as forwarder:
        forwarder.picture(picture_of())
        final = await settled(statuses)
    assert (final.sent, final.failed) == (1, 0)


async def test_nobody_there_is_told(unused_tcp_port, statuses):
    async with Worker(hook(f"http://127.0.0.1:{unused_tcp_port}/", statuses)) as forwarder:
        forwarder.picture(picture_of())
        final = await settled(statuses)
    assert (final.failed, final.last_error) == (1, "The connection was refused.")


def test_full_queue_drops_the_oldest_and_counts(unused_tcp_port):
    forwarder = hook(f"http://127.0.0.1:{unused_tcp_port}/")
    for _ in range(130):
        forwarder.picture(picture_of())
    assert (forwarder.status.queued, forwarder.status.dropped) == (100, 30)
    assert forwarder.clear() == 100
    assert forwarder.status.queued == 0


def test_queue_is_bounded_in_bytes_too_and_keeps_the_newest():
    outbox: Outbox[str] = Outbox(max_bytes=100)
    outbox.put("a", 60)
    outbox.put("b", 60)
    outbox.put("c", 500)
    assert outbox.take_now(9) == ["c"]
    assert outbox.status == ForwarderStatus(queued=1, dropped=2)


async def test_stopping_in_the_middle_of_a_post_counts_it_as_dropped(simulators):
    simulators.control.set_switch(webhook_delay_s=5)
    forwarder = hook(simulators.webhook_url)
    async with Worker(forwarder):
        forwarder.picture(picture_of())
        await simulators.control.arrived(operation="webhook")
    assert (forwarder.status.queued, forwarder.status.dropped) == (0, 1)


async def test_names_can_be_masked_on_the_way_out(simulators, statuses):
    forwarder = hook(simulators.webhook_url, statuses, post_logs=True, mask=lambda name: name[:1])
    entry = f"{CANARY_NAME} @ 07:59:03 04/03/24"
    async with Worker(forwarder):
        forwarder.picture(picture_of(json.dumps({"a": [CANARY_NAME]}).encode()))
        forwarder.logs(answer_of(json.dumps({"a": [entry, CANARY_NAME]}).encode()))
        await settled(statuses)
    bodies = [json.loads(post["body"]) for post in simulators.control.webhook()]
    assert bodies == [{"a": ["C"]}, {"a": ["C @ 07:59:03 04/03/24", "C"]}]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example.org",
        "http://hooks.example.org/in",
        "https://user:hunter2@example.org/in",
        "https://example.org/in#part",
        "https://example.org/in out",
        "https://exa\nmple.org/in",
        "ftp://example.org",
        f"https://example.org/?k={CANARY_KEY}",
    ],
)
def test_address_that_may_not_be_used_is_refused_without_being_repeated(url):
    with pytest.raises(InvalidUsageError) as caught:
        WebhookTarget(url, service_key=Secret(CANARY_KEY))
    assert "hunter2" not in caught.value.message
    assert CANARY_KEY not in repr(caught.value)


@pytest.mark.parametrize(
    ("url", "sent_to"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org?room=1", "https://example.org/?room=1"),
        ("https://example.org/a/?b=%20&c", "https://example.org/a/?b=%20&c"),
        ("http://localhost:8080/in", "http://localhost:8080/in"),
        ("http://[::1]:8080/in", "http://[::1]:8080/in"),
    ],
)
def test_address_is_kept_as_it_was_typed(url, sent_to):
    target = WebhookTarget(url)
    assert target.url == sent_to
    assert sent_to == target.origin + "/" or sent_to not in repr(target)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-A", "a\r\nX-B: b"),
        ("X-A\r\nX-B", "a"),
        ("X A", "a"),
        ("", "a"),
        ("X-A", "ä"),
        ("Transfer-Encoding", "chunked"),
        ("connection", "close"),
        ("Host", "other"),
        ("Content-Length", "1"),
        ("Content-Type", "text/plain"),
        ("x-facespace-desk-signature", "forged"),
        ("x-api-key", CANARY_KEY),
        ("Authorization", f"Bearer {CANARY_KEY}"),
    ],
)
def test_header_that_may_not_travel_is_refused_without_its_value(name, value):
    with pytest.raises(InvalidUsageError) as caught:
        WebhookTarget("https://example.org", {name: value}, Secret(CANARY_KEY))
    assert CANARY_KEY not in repr(caught.value)


async def test_sample_post_has_no_names_and_is_told_in_words(simulators):
    forwarder = hook(simulators.webhook_url)
    result = await forwarder.test()
    assert result.is_good
    assert result.words.startswith("The webhook answered 200 OK in ")
    (post,) = simulators.control.webhook()
    assert json.loads(post["body"]) == {"test-camera": []}
    simulators.control.set_switch(webhook_status=404)
    result = await forwarder.test()
    assert not result.is_good
    assert "The address is not one that takes posts." in result.words
    assert forwarder.status == ForwarderStatus()
    await forwarder.close()


async def test_sample_post_to_nobody_is_told_in_words(unused_tcp_port):
    forwarder = hook(f"http://127.0.0.1:{unused_tcp_port}/")
    result = await forwarder.test()
    assert (result.is_good, result.words, result.status) == (
        False,
        "The connection was refused.",
        None,
    )
    await forwarder.close()


async def test_sample_post_to_a_web_server_of_another_kind(statuses):
    async with raw_server(lambda head: b"220 mail ready\r\n\r\n" * 9) as url:
        forwarder = hook(url)
        assert not (await forwarder.test()).is_good
        await forwarder.close()


async def written(path, *records, **options):
    """What a log file forwarder makes of *records*: (method, argument)."""
    forwarder = LogFileForwarder(path, now_s=lambda: 1_709_539_143.123, **options)
    for method, argument in records:
        getattr(forwarder, method)(argument)
    await forwarder.close()
    return path.read_text("utf-8").splitlines() if path.exists() else []


TROUBLE = HTTPRequestError("The connection was refused.", operation="recognition")


async def test_log_file_has_a_line_for_each_thing(tmp_path):
    lines = await written(
        tmp_path / "facespace.log",
        ("picture", picture_of()),
        ("notice", Notice("maintenance", 0)),
        ("logs", LogAnswer()),
        ("failure", TROUBLE),
    )
    stamp = "2024-03-04T07:59:03.123Z"
    assert lines == [
        f"{stamp} HEARTBEAT poll: 2 cameras, 1 labels, 13 ms",
        f'{stamp} LOG "north-gate": "Mira Holt"',
        f'{stamp} LOG notice: "maintenance"',
        f"{stamp} LOG range: 0 sightings, 0 problems",
        f'{stamp} ERROR recognition: "The connection was refused."',
    ]


@pytest.mark.parametrize(
    ("level", "count"),
    [("heartbeat", 3), ("DEBUG", 3), ("log", 2), ("info", 2), ("error", 1), ("critical", 0)],
)
async def test_level_decides_what_is_written(tmp_path, level, count):
    lines = await written(
        tmp_path / "a.log", ("picture", picture_of()), ("failure", TROUBLE), level=level
    )
    assert len(lines) == count


@pytest.mark.parametrize("name", ["loud", "", None, 10])
def test_unknown_level_is_refused_with_the_known_ones(name):
    with pytest.raises(InvalidUsageError, match="heartbeat, log, error, debug"):
        level_of(name)


async def test_log_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "facespace.log"
    await written(path, ("picture", picture_of()))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    await written(path, ("picture", picture_of()))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_log_file_rotates_and_keeps_a_few(tmp_path):
    path = tmp_path / "a.log"
    for _ in range(8):
        await written(path, ("picture", picture_of()), file_bytes=150, backups=2)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.log", "a.log.1", "a.log.2"]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in tmp_path.iterdir())


async def test_hostile_label_stays_on_its_line(tmp_path):
    label = 'a"\n2024 ERROR forged\x1b[31m\u2028\u202e\x85'
    body = json.dumps({"gate\r\n": [label]}).encode()
    lines = await written(tmp_path / "a.log", ("picture", picture_of(body)), level="log")
    assert len(lines) == 1
    assert lines[0].isprintable()


async def test_names_can_be_masked_in_the_file(tmp_path):
    body = json.dumps({"gate": [CANARY_NAME]}).encode()
    lines = await written(
        tmp_path / "a.log", ("picture", picture_of(body)), mask=lambda name: "person"
    )
    assert CANARY_NAME not in "\n".join(lines)


async def test_running_forwarder_writes_soon_and_tells(tmp_path, statuses):
    forwarder = LogFileForwarder(tmp_path / "a.log", on_change=statuses.put_nowait)
    async with Worker(forwarder):
        forwarder.picture(picture_of())
        status = await settled(statuses)
    assert (status.sent, status.failed) == (2, 0)
    assert len((tmp_path / "a.log").read_text().splitlines()) == 2


async def test_file_that_cannot_be_written_is_told_and_does_not_end_the_worker(tmp_path, statuses):
    path = tmp_path / "a.log"
    path.mkdir()
    forwarder = LogFileForwarder(path, on_change=statuses.put_nowait)
    async with Worker(forwarder):
        forwarder.notice(Notice("one", 0))
        status = await settled(statuses)
        assert status.failed == 1
        assert status.last_error.startswith("The log file cannot be written: ")
        path.rmdir()
        forwarder.notice(Notice("two", 0))
        assert (await settled(statuses)).sent == 1


async def test_feed_and_forwarder_together(simulators, statuses):
    simulators.control.play("end")
    async with (
        client_for(simulators.base_url, simulators.api_key) as client,
        Worker(hook(simulators.webhook_url, statuses)) as forwarder,
    ):
        async for update in client.realtime(0.1):
            forwarder.picture(update)
        await settled(statuses)
    posts = [json.loads(post["body"]) for post in simulators.control.webhook()]
    assert len(posts) == 2
    assert not any("stop" in post for post in posts)
