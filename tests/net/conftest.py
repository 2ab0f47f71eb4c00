"""A faulty server, and doors to it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
import stamina.instrumentation

from facespace_desk.net.http import BaseUrl, Door, Limits
from tests.servers.faulty import FaultyServer

QUICK = Limits(connect_s=20, read_s=20, first_wait_s=0.01, jitter_s=0.005)
KEY = "CANARY-key-5f0e2b"


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    async with FaultyServer() as running:
        yield running


OpenDoor = Callable[..., Door]


@pytest.fixture
async def open_door() -> AsyncIterator[OpenDoor]:
    """`open_door(address, **options)`: a door with quick limits and the canary key."""
    doors = []

    def make(address: str, **options: Any) -> Door:
        options = {"limits": QUICK, "headers": lambda: {"x-api-key": KEY}, **options}
        doors.append(Door("FaceSpace", BaseUrl.parse(address, allow_plain_http=True), **options))
        return doors[-1]

    yield make
    for door in doors:
        await door.close()


@pytest.fixture
def door(server: FaultyServer, open_door: OpenDoor) -> Door:
    return open_door(f"{server.origin}/facespace")


@pytest.fixture
def waits() -> Iterator[list[float]]:
    """How long the door waits before each retry, in seconds, as it says so itself."""
    told: list[float] = []
    before = stamina.instrumentation.get_on_retry_hooks()
    stamina.instrumentation.set_on_retry_hooks([lambda retry: told.append(retry.wait_for)])
    yield told
    stamina.instrumentation.set_on_retry_hooks(before)


@pytest.fixture
def all_logs(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any library logs."""
    for name in ("desk", "httpx", "httpcore", "stamina", "asyncio"):
        caplog.set_level(logging.DEBUG, name)
    caplog.set_level(logging.DEBUG)
    return caplog
