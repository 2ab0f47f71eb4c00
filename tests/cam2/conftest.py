"""Fixtures: a faulty server, and a client of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from facespace_desk.cam2.client import Cam2Client
from tests.cam2.making import client_for
from tests.servers.faulty import FaultyServer


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    async with FaultyServer() as running:
        yield running


@pytest.fixture
async def client(server: FaultyServer) -> AsyncIterator[Cam2Client]:
    async with client_for(server.origin) as made:
        yield made
