"""The background pictures of profiles: fetched once for many photos, kept in files of ours."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.records import Photo

KEPT_S: Final = 600.0  # then one is fetched again
FAILED_S: Final = 5.0  # photos at the same time share a failure, too

Fetch = Callable[[Photo, Path], Awaitable[None]]


class Backgrounds:
    """Files by the id of the background picture. Belongs to one event loop."""

    def __init__(self, fetch: Fetch, *, clock: Callable[[], float] = time.monotonic) -> None:
        """*fetch* puts a background into a file, and raises a StudioException."""
        self._fetch = fetch
        self._clock = clock
        self._folder: Path | None = None
        self._count = 0
        self._locks: dict[int, asyncio.Lock] = {}
        self._found: dict[int, tuple[float, Path | StudioException]] = {}

    async def path(self, background: Photo) -> Path:
        """Where the picture is.

        Raises:
            StudioException: it cannot be had.
        """
        async with self._locks.setdefault(background.id, asyncio.Lock()):
            since, found = self._found.get(background.id, (-KEPT_S, None))
            kept_s = FAILED_S if isinstance(found, StudioException) else KEPT_S
            if found is None or self._clock() - since >= kept_s:
                found = await self._fetched(background)
                self._found[background.id] = self._clock(), found
        if isinstance(found, StudioException):
            raise found
        return found

    async def close(self) -> None:
        """Take the files away."""
        folder, self._folder = self._folder, None
        self._found.clear()
        if folder is not None:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _fetched(self, background: Photo) -> Path | StudioException:
        if self._folder is None:
            self._folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="desk-skylab-"))
        self._count += 1
        path = self._folder / f"background-{self._count}"
        try:
            await self._fetch(background, path)
        except StudioException as error:
            return error
        return path
