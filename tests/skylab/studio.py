"""What the tests of the client share: clients, pictures, and the official client's image steps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyvips

from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl
from facespace_desk.skylab.calls import LIMITS
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.records import Job, Photo
from tests.servers.faulty import FaultyServer
from tests.skylab_simulator import RunningSkylab

KEY = "test-key-4f1d90"
PLAIN, EXTRACT, DUAL, REPLACED, STRIPPED, EVERYTHING = range(81, 87)  # profiles of the simulator
QUICK = replace(LIMITS, first_wait_s=0.01, jitter_s=0.0)
QUICK_PUT_S = (0.01, 0.02)


@asynccontextmanager
async def entered(
    skylab: RunningSkylab | FaultyServer, **options: Any
) -> AsyncIterator[SkylabClient]:
    """A client that does not wait long between tries."""
    key = skylab.api_key if isinstance(skylab, RunningSkylab) else KEY
    quick: dict[str, Any] = {"limits": QUICK, "put_waits_s": QUICK_PUT_S}
    url = BaseUrl.parse(skylab.origin)
    async with SkylabClient(url, Secret(key), **(quick | options)) as client:
        yield client


def picture(path: Path, width: int = 320, height: int = 240, **options: Any) -> Path:
    """Writes a colourful picture; the format is that of the extension."""
    image = gradient(width, height)
    if (orientation := options.pop("orientation", None)) is not None:
        image = image.copy()
        image.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    if (told := options.pop("told", None)) is not None:
        image = image.copy()
        image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Make", f"{told} (x, ASCII, 2, 2 bytes)")
        image.set_type(pyvips.GValue.gstr_type, "png-comment-0-Author", told)
    image.write_to_file(str(path), **options)
    return path


def gradient(width: int, height: int) -> Any:
    across = pyvips.Image.xyz(width, height)
    bands = [across[1] * 255 / height, (across[0] + across[1]) % 256]
    return (across[0] * 255 / width).bandjoin(bands).cast("uchar").copy(interpretation="srgb")


def cutout(path: Path, width: int = 320, height: int = 240) -> Path:
    """Writes a PNG with a soft round alpha."""
    at = pyvips.Image.xyz(width, height)
    far = (at[0] - width / 2) ** 2 + (at[1] - height / 2) ** 2
    alpha = (far < (height / 3) ** 2).ifthenelse(255, 0).gaussblur(4).cast("uchar")
    gradient(width, height).bandjoin(alpha).write_to_file(str(path))
    return path


def pixels(path: Path) -> Any:
    return pyvips.Image.new_from_file(str(path)).numpy()


async def completed(
    client: SkylabClient, skylab: RunningSkylab, profile_id: int, *paths: Path, name: str = "Job"
) -> Job:
    """A new job with these pictures, done."""
    job = await client.create_job(name, profile_id)
    for path in paths:
        await client.upload_job_photo(job.id, path)
    await client.queue_job(job.id)
    await asyncio.to_thread(skylab.control.finish, job.id)
    return await client.get_job(job.id)


async def received(client: SkylabClient, photo: Photo, path: Path) -> bytes:
    """The bytes that the service has for a finished photo."""
    found = await client.get_photo(photo.id)
    await client.downloads.fetch(found, path)
    return path.read_bytes()


def official_composite(cut: bytes, background: bytes, target: Path) -> None:
    """What the official client writes for one background (version 0.0.15)."""
    image = pyvips.Image.new_from_buffer(cut, "")
    behind = pyvips.Image.new_from_buffer(background, "")
    laid = image[0:3].bandjoin(image[3])
    covering = behind.thumbnail_image(image.width, height=image.height, crop="centre")
    covering.composite2(laid, "over").write_to_file(str(target))


def official_conversion(found: bytes, target: Path) -> None:
    pyvips.Image.new_from_buffer(found, "").write_to_file(str(target))


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
