"""What arrives stands in the file once, wherever it is broken off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from facespace_desk.net import storage_landing
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.reply import Stream
from facespace_desk.net.storage_landing import Landing
from facespace_desk.net.storage_sending import BLOCK_BYTES

CALL = Call("Test", "get")


def landing(part: Path) -> Landing:
    return Landing(CALL, part, 2**30, begun=None, progress=None, throttle=None)


def stream(pieces: list[bytes], size: int | None) -> Stream:
    async def arriving() -> AsyncGenerator[bytes, None]:
        for piece in pieces:
            yield piece

    headers = {"content-type": "Video/MP4; x=1"}
    return Stream(status=200, headers=headers, location="", size=size, pieces=arriving)


async def test_a_block_under_way_when_it_is_cancelled_is_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_writing, may_go_on = threading.Event(), threading.Event()
    write = storage_landing._Sink.write

    def held(sink: storage_landing._Sink, block: bytes) -> None:
        if block:
            is_writing.set()
            assert may_go_on.wait(10)
        write(sink, block)

    monkeypatch.setattr(storage_landing._Sink, "write", held)
    first, second = b"a" * BLOCK_BYTES, b"b" * BLOCK_BYTES
    part = tmp_path / "part"
    taking = asyncio.create_task(landing(part).take_stream(stream([first, second], None)))
    await asyncio.to_thread(is_writing.wait, 10)
    taking.cancel()
    may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await taking
    assert part.read_bytes() == first


async def test_a_stream_of_a_service_is_whole_or_broken_off(tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.write_bytes(b"something longer from before")
    received = await landing(part).take_stream(stream([b"ab", b"cd"], 4))
    assert (received.size, received.content_type) == (4, "video/mp4")
    assert part.read_bytes() == b"abcd"
    with pytest.raises(ServiceError) as failure:
        await landing(part).take_stream(stream([b"ab"], 4))
    assert failure.value.kind is ErrorKind.BROKE_OFF
    small = Landing(CALL, part, 3, begun=None, progress=None, throttle=None)
    for size in (4, None):
        with pytest.raises(ServiceError) as failure:
            await small.take_stream(stream([b"ab", b"cd"], size))
        assert failure.value.kind is ErrorKind.TOO_LARGE
