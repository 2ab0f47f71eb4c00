"""The callback listener: what it answers, and what it tells of, to real requests."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from facespace_desk.credentials import Secret
from facespace_desk.skylab.callbacks import BODY_BYTES, Finding, sign
from facespace_desk.skylab.listener import (
    AT_ONCE,
    PATH,
    CallbackListener,
    Heard,
    ListenerTrouble,
    job_id_of,
)
from tests.cam2.waiting import until
from tests.skylab_simulator import RunningSkylab

SECRET = Secret("listener-secret-41")
BODY = b'{"id":4711,"status":"completed"}'


class Listening:
    """A listener, and all it has told of."""

    def __init__(self, secret: Secret | None = SECRET, **options: float) -> None:
        self.heard: list[Heard] = []
        self.listener = CallbackListener(secret, self.heard.append, **options)  # type: ignore[arg-type]  # one option

    async def patch(self, body: bytes = BODY, **changes: str) -> int:
        """The status that a rightly signed callback gets, but for *changes* of its headers."""
        stamp = changes.pop("stamp", str(int(time.time())))
        signature = changes.pop("signature", sign(SECRET, stamp, body))
        headers = {"X-Skylab-Timestamp": stamp, "X-Skylab-Signature": signature, **changes}
        return await self.send("PATCH", body, headers)

    async def send(
        self, method: str, body: bytes = b"", headers: dict[str, str] | None = None, path: str = ""
    ) -> int:
        url = self.listener.url.removesuffix(PATH) + (path or PATH)
        async with httpx.AsyncClient(trust_env=False) as client:
            reply = await client.request(method, url, content=body, headers=headers)
        assert reply.content == b""
        return reply.status_code

    async def raw(self, *parts: bytes) -> bytes:
        """What is answered to these bytes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.listener.port)
        for part in parts:
            writer.write(part)
            await writer.drain()
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer


@pytest.fixture
async def listening() -> AsyncIterator[Listening]:
    made = Listening()
    await made.listener.start()
    yield made
    await made.listener.stop()


async def test_a_good_callback_is_answered_and_names_its_job(listening: Listening) -> None:
    assert await listening.patch() == 200
    heard = listening.heard[0]
    assert heard.is_proven
    assert heard.job_id == 4711
    assert "fresh" in heard.words


@pytest.mark.parametrize(
    ("flaw", "finding", "status"),
    [
        ("", Finding.GOOD, 200),
        ("signature", Finding.WRONG, 401),
        ("base64", Finding.MALFORMED, 400),
        ("old", Finding.OLD, 401),
        ("other body", Finding.WRONG, 401),
        ("unsigned", Finding.MALFORMED, 400),
    ],
)
async def test_callbacks_of_the_studio_are_judged(
    skylab: RunningSkylab, flaw: str, finding: Finding, status: int
) -> None:
    listening = Listening(Secret(skylab.callback_secret))
    await listening.listener.start()
    skylab.control.set_switch(callback_flaw=flaw)
    job_id = await _some_job(skylab)
    sent = await asyncio.to_thread(skylab.control.send_callback, job_id, listening.listener.url)
    await listening.listener.stop()
    assert [each["outcome"] for each in sent] == [status]
    assert [each.verdict.finding for each in listening.heard if each.verdict] == [finding]
    assert [each.job_id for each in listening.heard] == [job_id if status == 200 else None]


async def test_a_replay_is_refused_and_tells_of_no_job(skylab: RunningSkylab) -> None:
    listening = Listening(Secret(skylab.callback_secret))
    await listening.listener.start()
    skylab.control.set_switch(callback_flaw="replay")
    job_id = await _some_job(skylab)
    sent = await asyncio.to_thread(skylab.control.send_callback, job_id, listening.listener.url)
    await listening.listener.stop()
    assert [each["outcome"] for each in sent] == [200, 409]
    assert [each.job_id for each in listening.heard] == [job_id, None]


@pytest.mark.parametrize("stamp", ["s", "ms", "iso", "odd"])
async def test_every_spelling_of_the_moment_is_taken(skylab: RunningSkylab, stamp: str) -> None:
    listening = Listening(Secret(skylab.callback_secret))
    await listening.listener.start()
    skylab.control.set_switch(callback_stamp=stamp)
    job_id = await _some_job(skylab)
    sent = await asyncio.to_thread(skylab.control.send_callback, job_id, listening.listener.url)
    await listening.listener.stop()
    assert [each["outcome"] for each in sent] == [200]


async def test_without_a_secret_a_callback_is_only_a_hint() -> None:
    listening = Listening(None)
    await listening.listener.start()
    assert await listening.patch() == 200
    await listening.listener.stop()
    heard = listening.heard[0]
    assert not heard.is_proven
    assert heard.job_id == 4711


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
async def test_only_patch_is_taken(listening: Listening, method: str) -> None:
    assert await listening.send(method) == 405
    assert listening.heard[0].verdict is None


async def test_another_address_is_not_found(listening: Listening) -> None:
    assert await listening.send("PATCH", BODY, path="/other") == 404
    assert listening.heard[0].job_id is None


async def test_a_body_of_exactly_the_limit_is_taken_and_a_byte_more_is_not(
    listening: Listening,
) -> None:
    padded = BODY + b" " * (BODY_BYTES - len(BODY))
    assert await listening.patch(padded) == 200
    assert await listening.patch(padded + b" ") == 413
    assert [each.job_id for each in listening.heard] == [4711, None]


async def test_an_endless_body_is_cut_off(listening: Listening) -> None:
    head = f"PATCH {PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"40000\r\n" + bytes(0x40000) + b"\r\n"
    answer = await listening.raw(head, *[chunk] * 5)
    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_a_caller_who_waits_to_go_on_may_go_on(listening: Listening) -> None:
    stamp = str(int(time.time()))
    head = (
        f"PATCH {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(BODY)}\r\n"
        f"Expect: 100-continue\r\nX-Skylab-Timestamp: {stamp}\r\n"
        f"X-Skylab-Signature: {sign(SECRET, stamp, BODY)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", listening.listener.port)
    writer.write(head.encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 100")
    writer.write(BODY)
    rest = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert b"HTTP/1.1 200 OK" in rest


@pytest.mark.parametrize(
    "junk",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n",
        b"PATCH\r\n\r\n",
        b"PATCH " + PATH.encode() + b" HTTP/1.1\r\nContent-Length: -4\r\nHost: x\r\n\r\n",
        b"PATCH " + PATH.encode() + b" HTTP/1.1\r\nX: " + b"y" * 40_000 + b"\r\n\r\n",
    ],
)
async def test_junk_is_refused_and_the_next_caller_served(
    listening: Listening, junk: bytes
) -> None:
    answer = await listening.raw(junk)
    assert answer.startswith(b"HTTP/1.1 4")
    assert await listening.patch() == 200


async def test_callers_who_hang_up_or_say_nothing_are_let_go() -> None:
    listening = Listening(request_s=0.05)
    await listening.listener.start()
    _, gone = await asyncio.open_connection("127.0.0.1", listening.listener.port)
    gone.close()
    await gone.wait_closed()
    reader, silent = await asyncio.open_connection("127.0.0.1", listening.listener.port)
    silent.write(b"PATCH " + PATH.encode())
    with contextlib.suppress(ConnectionResetError):
        assert await reader.read() == b""
    silent.close()
    await listening.listener.stop()
    assert listening.heard == []


async def test_a_crowd_does_not_keep_the_listener_busy(listening: Listening) -> None:
    crowd = [
        await asyncio.open_connection("127.0.0.1", listening.listener.port) for _ in range(AT_ONCE)
    ]
    await until(lambda: len(listening.listener._open) == AT_ONCE)
    assert await listening.patch() == 503
    for _, writer in crowd:
        writer.close()
    await until(lambda: not listening.listener._open)
    assert await listening.patch() == 200


async def test_it_listens_on_this_computer_only_and_on_a_port_that_is_free() -> None:
    first, second = Listening(), Listening()
    port = await first.listener.start()
    assert first.listener.url == f"http://127.0.0.1:{port}{PATH}"
    server = first.listener._server
    assert server is not None
    assert [each.getsockname()[0] for each in server.sockets] == ["127.0.0.1"]
    for wrong in (port, 70_000):
        with pytest.raises(ListenerTrouble, match=str(wrong)):
            await second.listener.start(wrong)
    assert second.listener.port is None
    await first.listener.stop()
    await first.listener.stop()
    assert first.listener.url == ""
    assert await second.listener.start(port) == port
    await second.listener.stop()


async def test_the_end_cuts_what_is_under_way(listening: Listening) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", listening.listener.port)
    await until(lambda: listening.listener._open)
    await listening.listener.stop()
    with contextlib.suppress(ConnectionResetError):
        assert await reader.read() == b""
    writer.close()
    assert not listening.listener._open


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY, 4711),
        (b'{"id":"4711","photos":[{"retouchedUrl":"http://evil.example/"}]}', 4711),
        (b'{"id":-4}', None),
        (b'{"id":true}', None),
        (b'{"id":4.5}', None),
        (b"[4711]", None),
        (b"{}", None),
        (b"", None),
        (b"\xff\xfe", None),
        (b"[" * 100_000, None),
    ],
)
def test_nothing_but_the_number_of_the_job_is_read(body: bytes, expected: int | None) -> None:
    assert job_id_of(body) == expected


async def _some_job(skylab: RunningSkylab) -> int:
    headers = {"X-SLT-API-KEY": skylab.api_key}
    async with httpx.AsyncClient(trust_env=False, headers=headers) as client:
        reply = await client.get(f"{skylab.origin}/api/public/v1/jobs")
    return int(json.loads(reply.content)[0]["id"])
