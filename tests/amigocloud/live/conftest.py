"""Real servers and the ways to reach them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from facespace_desk.amigocloud.live.records import Transport
from tests.servers.socketio import SERVERS, RealServer, real_server

WAYS: dict[str, Sequence[Transport] | None] = {
    "polling": ("polling",),
    "websocket": ("websocket",),
    "upgrade": None,
}


# For what hardly depends on both: each server and each way at least twice.
some_ways = pytest.mark.parametrize(
    ("server", "transports"),
    [
        ("1.7", "polling"),
        ("1.7", "upgrade"),
        ("2.5", "polling"),
        ("2.5", "websocket"),
        ("4.8", "upgrade"),
        ("4.8 with 3", "websocket"),
    ],
    indirect=True,
)


@pytest.fixture(params=SERVERS)
async def server(request: pytest.FixtureRequest) -> AsyncIterator[RealServer]:
    async with real_server(request.param) as running:
        yield running


@pytest.fixture(params=WAYS)
def transports(request: pytest.FixtureRequest) -> Any:
    return WAYS[request.param]
