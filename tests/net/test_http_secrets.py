"""A canary key that must be found nowhere but at the service."""

import asyncio
import logging
import traceback

import pytest

from facespace_desk import log
from facespace_desk.net.errors import ServiceError
from facespace_desk.net.redaction import redact
from tests.net.conftest import KEY
from tests.servers import faulty
from tests.servers.faulty import FaultyServer

CANARY_TEXTS = (KEY, "CANARY")


async def echo_in_a_broken_header(exchange):
    await exchange.write(b"HTTP/1.1 200 OK\r\nBad header " + KEY.encode() + b"\r\n\r\n")
    exchange.writer.close()


ANSWERS = {
    "echoed in an error": faulty.fault(401, f"the key {KEY} is wrong"),
    "echoed in a nested error": faulty.reply(400, b'{"error": {"message": "%b"}}' % KEY.encode()),
    "echoed in a reason": faulty.reply(799, b"", reason=f"No {KEY}"),
    "echoed in a broken header": echo_in_a_broken_header,
    "redirected with the key": faulty.redirect(f"https://evil.example/{KEY}?x-api-key={KEY}"),
    "html": faulty.html(),
    "reset": faulty.reset(),
    "truncated": faulty.truncated(KEY.encode()),
    "too large": faulty.huge(2**20),
    "not http": faulty.not_http(f"{KEY}\r\n\r\n".encode()),
    "stall": faulty.stall(),
}


def everything_printable(error: BaseException) -> str:
    """All that a crash report may print of *error* and its causes, with their attributes."""
    texts, seen = ["".join(traceback.format_exception(error))], set()
    waiting = [error]
    while waiting:
        item = waiting.pop()
        if item is None or id(item) in seen:
            continue
        seen.add(id(item))
        texts += [repr(item), str(item), repr(vars(item))]
        request = vars(item).get("_request")
        if request is not None:
            texts += [repr(request), repr(request.headers.raw), str(request.url)]
        waiting += [item.__cause__, item.__context__]
    return "\n".join(texts)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
async def test_no_exception_shows_the_key(server, door, answer):
    server.play(answer)
    with pytest.raises(ServiceError) as caught:
        await door.send(
            "GET",
            "logs",
            params={"token": KEY},
            operation="logs",
            retry=False,
            body_bytes=1000,
            total_s=1,
        )
    assert not any(canary in everything_printable(caught.value) for canary in CANARY_TEXTS)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
async def test_no_log_line_shows_the_key(server, door, answer, tmp_path, all_logs):
    buffer = log.setup(tmp_path / "log", debug=True)
    try:
        server.play(answer)
        try:
            await door.get(
                "logs",
                params={"token": KEY},
                operation="logs",
                retry=False,
                body_bytes=1000,
                total_s=1,
            )
        except ServiceError:
            logging.getLogger("desk.net").info("lost: %r", {"x-api-key": KEY}, exc_info=True)
    finally:
        log.close()
    lines = "\n".join(line.text for line in buffer.lines())
    assert "httpcore" in {line.logger.partition(".")[0] for line in buffer.lines()}
    assert "redacted" in lines
    assert "CANARY" not in lines
    assert b"CANARY" not in (tmp_path / "log" / "desk.log").read_bytes()


async def test_retries_log_no_key_and_no_query(server, door, all_logs):
    server.play(faulty.fault(503), faulty.fault(429, KEY), faulty.ok({}))
    await door.get("logs", params={"camera_id": "north-gate"}, operation="logs")
    own = [record.getMessage() for record in all_logs.records if record.name.startswith("desk")]
    assert any("again" in line for line in own)
    assert not any("north-gate" in line or "CANARY" in line for line in own)
    assert not [record for record in all_logs.records if record.name.startswith("stamina")]


async def test_the_key_goes_to_its_own_origin_only(server, door):
    async with FaultyServer() as other:
        for status in (301, 302, 303, 307, 308):
            server.play(faulty.redirect(f"{other.origin}/facespace/logs", status))
            with pytest.raises(ServiceError):
                await door.get("logs", operation="logs")
        assert other.connections == 0
    assert all(request.headers["x-api-key"] == KEY for request in server.requests)


async def test_the_key_is_masked_while_the_door_is_open(server, door):
    assert KEY in redact(f"it is {KEY}")
    await door.get("logs", operation="logs")
    assert KEY not in redact(f"it is {KEY}")
    await door.close()
    assert KEY in redact(f"it is {KEY}")


async def test_public_headers_are_no_secrets(server, open_door):
    door = open_door(server.origin, headers=lambda: {"Accept-Language": "en-GB,en"})
    await door.get("logs", operation="logs")
    assert redact("we say en-GB,en here") == "we say en-GB,en here"


async def test_reprs_show_no_body_and_no_key(server, door):
    server.play(faulty.ok({"north-gate": ["Mira Holt"]}, {"Set-Cookie": f"a={KEY}"}))
    reply = await door.get("logs", operation="logs")
    assert "Mira" not in repr(reply)
    assert "CANARY" not in repr(reply) + repr(door) + repr(door.base_url)


async def test_a_cancelled_request_shows_no_key(server, door):
    server.play(faulty.stall())
    running = asyncio.ensure_future(door.get("logs", operation="logs"))
    await server.arrived()
    running.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:
        await running
    assert "CANARY" not in "".join(traceback.format_exception(caught.value))
