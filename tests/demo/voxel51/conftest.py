"""Callers of the simulator, as the account and as the application."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.demo.voxel51.calls import Calls, acting, entered
from tests.voxel_simulator import RunningVoxel


@pytest.fixture
async def me(voxel: RunningVoxel) -> AsyncIterator[Calls]:
    async with entered(voxel) as calls:
        yield calls


@pytest.fixture
async def app(voxel: RunningVoxel) -> AsyncIterator[Calls]:
    async with entered(voxel, acting(voxel, None)) as calls:
        yield calls


@pytest.fixture
async def ada(voxel: RunningVoxel) -> AsyncIterator[Calls]:
    async with entered(voxel, acting(voxel, "ada")) as calls:
        yield calls
