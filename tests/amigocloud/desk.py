"""What the tests of the REST client share."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.amigocloud.calls import LIMITS
from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.records import GalleryEntry
from facespace_desk.amigocloud.uploads import Uploads
from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl
from tests.amigo_simulator import GALLERY, PROJECT, RunningAmigo
from tests.servers.faulty import FaultyServer

TOKEN = "A:test8Token4f1d90"
ROW = "80d9c6479c58f857c610f9cbb2046ada"  # of the gallery's dataset
PROJECT_PATH = f"/projects/{PROJECT}"
QUICK = replace(LIMITS, first_wait_s=0.01, jitter_s=0.0)


@asynccontextmanager
async def entered(
    service: RunningAmigo | FaultyServer, token: str | None = None, **options: Any
) -> AsyncIterator[AmigoCloudClient]:
    """A client that may change things and does not wait long between tries."""
    usual = service.token if isinstance(service, RunningAmigo) else TOKEN
    settings: dict[str, Any] = {"limits": QUICK, "read_only": False} | options
    url = BaseUrl.parse(service.origin)
    async with AmigoCloudClient(url, Secret(token or usual), **settings) as client:
        # As it is, but for the wait before a chunk is sent again.
        client.uploads = Uploads(client._calls, wait_s=0.01)
        yield client


async def refused(call: Awaitable[Any]) -> AmigoCloudError:
    """The error that *call* ends with."""
    with pytest.raises(AmigoCloudError) as caught:
        await call
    return caught.value


def everything_of(error: BaseException) -> str:
    """All that anybody can read of an error: texts, reprs, causes, tracebacks."""
    texts = [*traceback.format_exception(error)]
    item: BaseException | None = error
    seen: list[BaseException] = []
    while item is not None:
        assert item not in seen, "an error is its own cause"
        seen.append(item)
        texts += [str(item), repr(item), repr(item.args)]
        item = item.__cause__ or item.__context__
    return "\n".join(texts)


def data_file(path: Path, size: int) -> Path:
    """A CSV file of exactly *size* bytes, no two places of it alike."""
    lines = "name\n" + "".join(f"{number:09}\n" for number in range(size // 10 + 1))
    path.write_text(lines[:size])
    return path


async def photos_of(client: AmigoCloudClient, row: str = ROW) -> list[GalleryEntry]:
    return [entry async for entry in client.entries(GALLERY, row).entries()]


async def dataset_names(client: AmigoCloudClient) -> list[str]:
    return [each.name async for each in client.datasets(PROJECT_PATH).entries()]


def spans(amigo: RunningAmigo) -> list[str]:
    """What the chunks said that they are, in order."""
    return [each["headers"]["content-range"] for each in amigo.control.requests("chunk")]
