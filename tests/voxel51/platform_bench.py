"""What the tests of the client share: clients that do not wait long, and the fixtures' pieces."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl
from facespace_desk.voxel51.application import ApplicationClient
from facespace_desk.voxel51.calls import LIMITS
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.records import DataItem, Job
from facespace_desk.voxel51.request import JobRequest
from tests.servers.faulty import FaultyServer
from tests.voxel_simulator import RunningVoxel

KEY = "test-key-7c2f90d1"
QUICK = replace(LIMITS, first_wait_s=0.01, jitter_s=0.0)


@asynccontextmanager
async def entered(place: RunningVoxel | FaultyServer, **options: Any) -> AsyncIterator[VoxelClient]:
    """A user's client."""
    url, key = _place(place, is_application=False)
    async with VoxelClient(url, Secret(key), **({"limits": QUICK} | options)) as client:
        yield client


@asynccontextmanager
async def applied(
    place: RunningVoxel | FaultyServer, **options: Any
) -> AsyncIterator[ApplicationClient]:
    """An application's client."""
    url, key = _place(place, is_application=True)
    async with ApplicationClient(url, Secret(key), **({"limits": QUICK} | options)) as client:
        yield client


def _place(place: RunningVoxel | FaultyServer, *, is_application: bool) -> tuple[BaseUrl, str]:
    if isinstance(place, FaultyServer):
        return BaseUrl.parse(place.origin), KEY
    return BaseUrl.parse(place.base_url), place.app_token if is_application else place.token


def plain_file(path: Path, size: int = 300_000) -> Path:
    """A file that is no video; the platform does not look inside."""
    pattern = bytes(range(256)) * 256
    path.write_bytes((pattern * (size // len(pattern) + 1))[:size])
    return path


async def any_request(client: VoxelClient, data: DataItem) -> JobRequest:
    """What the first analytic with one input can do with *data*."""
    for analytic in (await client.list_analytics()).items:
        document = await client.get_analytic_doc(analytic.id)
        needed = [each for each in document.inputs if each.required]
        is_simple = not any(each.required for each in document.parameters)
        if len(needed) == 1 and is_simple:
            return JobRequest(analytic=analytic.name).with_input(needed[0].name, data.id)
    raise AssertionError("no analytic takes one input")


async def waiting_job(client: VoxelClient, folder: Path, name: str = "a job") -> Job:
    """A new job that was not started, on a file of its own."""
    data = await client.upload_data(plain_file(folder / f"{name}.mp4", 5_000))
    return await client.upload_job_request(await any_request(client, data), name)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
