"""Draws originals and works them out in two threads, each once; what is ready is on the shelf."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from facespace_desk.demo.skylab.account import Photo
from facespace_desk.demo.skylab.shelf import Shelf

Work = Literal["retouch", "extract", "opaque"]  # the last: an extract without its alpha channel
AT_ONCE = 2
_KINDS = {".jpg": "jpg", ".jpeg": "jpg", ".png": "png", ".webp": "webp"}


class Unusable(Exception):
    """The studio could make nothing of the file of that name."""


class Darkroom:
    """Files of photos, made at need."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._free = asyncio.Semaphore(AT_ONCE)
        self._under_way: dict[str, asyncio.Task[Path]] = {}
        self._ahead: dict[int, asyncio.Task[None]] = {}  # by job

    async def original(self, photo: Photo) -> Path:
        """The file that was uploaded, or drawn in its place."""
        assert photo.original is not None
        sketch = photo.sketch
        if sketch is None:
            path = self._shelf.find(photo.original)
            assert path is not None
            return path

        def draw() -> bytes:
            from facespace_desk.demo.skylab.drawing import drawn  # numpy and libvips: in a thread

            return drawn(sketch)

        return await self._made(photo.original, draw)

    async def output(self, photo: Photo, work: Work) -> Path:
        """What the studio made of it. JPEG, PNG or WebP after the photo's name, extracts PNG.

        Raises:
            Unusable: it is damaged.
        """
        assert photo.original is not None
        kind = _KINDS.get(Path(photo.name).suffix.lower(), "jpg") if work == "retouch" else "png"
        name = f"{work}-{photo.original}.{kind}"
        if ready := self._shelf.find(name):
            return ready
        original = await self.original(photo)

        def develop() -> bytes:
            from facespace_desk.demo.skylab.studio import worked_out  # as above

            return worked_out(original, work, kind)

        return await self._made(name, develop)

    async def is_usable(self, path: Path) -> bool:
        """Whether the studio can work on a file."""

        def look() -> bool:
            from facespace_desk.demo.skylab.studio import is_usable  # as above

            return is_usable(path)

        return await asyncio.to_thread(look)

    def work_ahead(self, job_id: int, photos: Iterable[Photo], work: Work) -> None:
        """Make the outputs of a job, one after the other, before anybody asks."""
        usable = [photo for photo in photos if photo.original and photo.is_usable]

        async def all_of_them() -> None:
            for photo in usable:
                with contextlib.suppress(Unusable):  # whoever asks for it hears of it
                    await self.output(photo, work)

        self.stop(job_id)
        self._ahead[job_id] = asyncio.create_task(all_of_them(), name=f"studio job {job_id}")
        self._ahead[job_id].add_done_callback(lambda done: self._forget(job_id, done))

    def stop(self, job_id: int) -> None:
        if (working := self._ahead.pop(job_id, None)) is not None:
            working.cancel()

    def stop_all(self) -> None:
        for job_id in list(self._ahead):
            self.stop(job_id)

    async def _made(self, name: str, make: Callable[[], bytes]) -> Path:
        """The file of *name*; made once although many ask at a time."""
        if ready := self._shelf.find(name):
            return ready
        making = self._under_way.get(name)
        if making is None:
            making = asyncio.create_task(self._make(name, make), name=name)
            self._under_way[name] = making
            making.add_done_callback(lambda done: self._settled(name, done))
        return await asyncio.shield(making)

    def _settled(self, name: str, done: asyncio.Task[Path]) -> None:
        self._under_way.pop(name, None)
        if not done.cancelled():
            done.exception()  # whoever asked hears of it; after a reset there may be nobody left

    async def _make(self, name: str, make: Callable[[], bytes]) -> Path:
        async with self._free:
            return self._shelf.put(name, await asyncio.to_thread(make))

    def _forget(self, job_id: int, done: asyncio.Task[None]) -> None:
        if self._ahead.get(job_id) is done:
            del self._ahead[job_id]
