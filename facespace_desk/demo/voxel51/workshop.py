"""Draws data and makes outputs, two at a time in threads and each once; the shelf keeps them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from facespace_desk.demo.skylab.shelf import Shelf
from facespace_desk.demo.voxel51.account import Data, Job
from facespace_desk.demo.voxel51.sketches import Sketch

AT_ONCE = 2
_LOST = Sketch(51, 48, 0)  # is looked at in place of an input that is gone, or is no film


class Workshop:
    """Files of data and of jobs."""

    def __init__(self, kept: Path | None) -> None:
        """*kept*: where files stay, which has to be taken up first."""
        self.shelf = Shelf(kept=kept)
        self._free = asyncio.Semaphore(AT_ONCE)
        self._making: dict[str, asyncio.Task[Path]] = {}
        self._ahead: set[asyncio.Task[Path]] = set()

    async def data(self, data: Data) -> Path | None:
        """None when nothing of an upload was kept."""
        if data.file is not None:
            return self.shelf.find(data.file)
        sketch = data.sketch
        if sketch is None:
            return None

        def draw() -> bytes:
            from facespace_desk.demo.voxel51.films import drawn  # numpy and PyAV: in a thread

            return drawn(sketch)

        return await self._made(f"sketch-{sketch.seed}-{sketch.size}", draw)

    async def output(self, job: Job, trouble: str = "right") -> Path:
        """What a complete job has made; with *trouble* a kind of `trouble.TROUBLES`."""
        if trouble != "right":
            return await self._troubled(job, trouble)
        source = job.sources[0] if job.sources else None
        sketch = (source.sketch if source else None) or _LOST
        upload = self.shelf.find(source.file) if source and source.file else None
        files, is_zipped = job.analytic.files, job.analytic.output_name == "output.zip"

        def make() -> bytes:
            from facespace_desk.demo.voxel51.outputs import made  # as above
            from facespace_desk.demo.voxel51.watching import watched

            return made(files, is_zipped, watched(upload, sketch))

        seen = upload.name if upload else f"sketch-{sketch.seed}"
        return await self._made(f"{seen}-{job.analytic.id}", make)

    def work_ahead(self, job: Job) -> None:
        """Make the output of an upload while that is there; sketches can be looked at later."""
        if any(source.file and source.is_film for source in job.sources[:1]):
            working = asyncio.create_task(self.output(job), name=f"output of {job.id}")
            self._ahead.add(working)
            working.add_done_callback(self._ahead.discard)

    async def is_film(self, name: str) -> bool:
        """Whether the file of that name holds a video or a picture."""
        path = self.shelf.find(name)

        def look() -> bool:
            from facespace_desk.demo.voxel51.films import is_film  # as above

            return path is not None and is_film(path)

        return await asyncio.to_thread(look)

    def reset(self) -> None:
        self._stop()
        self.shelf.drop_uploads()
        self.shelf.sweep()

    def close(self) -> None:
        self._stop()
        self.shelf.close()

    async def _troubled(self, job: Job, trouble: str) -> Path:
        right = await self.output(job)

        def make() -> bytes:
            from facespace_desk.demo.voxel51.trouble import troubled  # numpy and PyAV

            return troubled(trouble, right.read_bytes())

        return await self._made(f"{trouble}-{right.name}", make)

    async def _made(self, name: str, make: Callable[[], bytes]) -> Path:
        """The file of *name*; made once although many ask at a time."""
        if ready := self.shelf.find(name):
            return ready
        if name not in self._making:
            making = asyncio.create_task(self._make(name, make), name=name)
            self._making[name] = making
            making.add_done_callback(lambda _done: self._making.pop(name, None))
        return await asyncio.shield(self._making[name])

    async def _make(self, name: str, make: Callable[[], bytes]) -> Path:
        async with self._free:
            return self.shelf.put(name, await asyncio.to_thread(make))

    def _stop(self) -> None:
        for working in self._ahead:
            working.cancel()
