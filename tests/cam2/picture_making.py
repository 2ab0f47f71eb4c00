"""Pictures, cameras that show them, and what fetches these: on loopback, with a real store."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pyvips

from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.stills import LIMITS, Stills
from facespace_desk.credentials import Secret
from facespace_desk.net.address_range import Reach
from facespace_desk.net.outside import Outside, OutsideLimits
from facespace_desk.pictures.work import PictureWork
from facespace_desk.store.store import Store
from tests.servers.faulty import Answer, FaultyServer, reply

PROFILE = "test-profile"
FLOOR_S = 0.01
UNHURRIED = dataclasses.replace(LIMITS, connect_s=60, read_s=60, total_s=90)


@functools.cache
def jpeg(width: int = 64, height: int = 48, shade: int = 90) -> bytes:
    """A plain picture."""
    image = pyvips.Image.black(width, height, bands=3).linear(1, [shade, 60, 30])
    return bytes(image.cast("uchar").jpegsave_buffer())


def picture(width: int = 64, height: int = 48, shade: int = 90) -> Answer:
    """A camera that shows a plain picture."""
    return reply(200, jpeg(width, height, shade), {"Content-Type": "image/jpeg"})


def stream(*pictures: bytes) -> Answer:
    """A camera that pushes one picture after another and never ends."""

    async def answer(exchange: Any) -> None:
        await exchange.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=next\r\n\r\n"
        )
        for each in pictures:
            head = b"--next\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(each)
            await exchange.write(head + each + b"\r\n")
        await exchange.server.release.wait()

    return answer


def camera_at(server: FaultyServer, number: int = 1, **values: Any) -> Camera:
    """An IP camera whose still and stream are at *server*."""
    whole: dict[str, Any] = {
        "camera_id": f"{number:024x}",
        "type": "ip",
        "city": "Napier",
        "country": "NZ",
        "latitude": -39.4867,
        "longitude": 176.9192,
        "ip": "127.0.0.1",
        "port": server.port,
        "image_path": f"/camera/{number}.jpg",
        "video_path": f"/camera/{number}.mjpg",
    }
    return Camera(**(whole | values))


@dataclass
class Darkroom:
    """What fetches and decodes stills, and what is noted of them."""

    stills: Stills
    notes: LocalNotes
    store: Store


@contextlib.asynccontextmanager
async def darkroom(
    *,
    reach: Reach = Reach.LOOPBACK,
    floor_s: float = FLOOR_S,
    limits: OutsideLimits = UNHURRIED,
    at_once: int = 3,
) -> AsyncIterator[Darkroom]:
    """Open it; close models before it ends."""
    store = await Store.open(None, Secret("0" * 64))
    outside, work = Outside(reach=reach), PictureWork()
    notes = LocalNotes(store, PROFILE)
    stills = Stills(outside, work, floor_s=floor_s, limits=limits, at_once=at_once)
    try:
        yield Darkroom(stills, notes, store)
    finally:
        await notes.close()
        await work.close()
        await outside.close()
        await store.close()
