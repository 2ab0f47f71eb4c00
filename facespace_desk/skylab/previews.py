"""Small copies of pictures that lie at the studio, so that a photo is recognised on any computer.

A picture is fetched once, made small on a thread, and kept in a folder of the cache under the
photo's id; the large file goes at once. Only what is asked for is fetched, a few at a time, the
newest request first. No Qt; libvips is loaded with the first picture.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from facespace_desk.files import make_private_directory, write_atomically
from facespace_desk.language import tr
from facespace_desk.net.errors import ServiceError
from facespace_desk.pictures.raster import PictureTrouble, TroubleKind
from facespace_desk.pictures.work import PictureWork, WorkDropped
from facespace_desk.skylab.errors import SERVICE, PhotoNotReady

if TYPE_CHECKING:
    from facespace_desk.modelkit.tasks import Report
    from facespace_desk.net.storage import Storage
    from facespace_desk.skylab.client import SkylabClient

Which = Literal["original", "result"]
Wanted = tuple[int, Which]  # the id of a photo, and which of its pictures

AT_ONCE: Final = 3
BOX: Final = (640, 640)
MOST_FILES: Final = 4_000  # kept; the longest unused go first
MOST_BYTES: Final = 200 * 2**20  # of a picture that is fetched (wire 9, SK-5)
_QUALITY: Final = 85


class Previews:
    """Fetches what is wanted, and tells of each that has come or cannot come. `close` it."""

    def __init__(
        self,
        client: SkylabClient,
        storage: Storage,
        work: PictureWork,
        folder: Path,
        on_news: Callable[[Wanted], None],
        *,
        report: Report | None = None,
    ) -> None:
        self._client = client
        self._storage = storage
        self._work = work
        self._folder = folder
        self._on_news = on_news
        self._report = report
        self._known: set[Wanted] | None = None  # on the disk; None before the first look
        self._troubles: dict[Wanted, PictureTrouble] = {}
        self._waiting: dict[Wanted, None] = {}
        self._under_way: dict[Wanted, asyncio.Task[None]] = {}
        self._is_closed = False

    def path(self, wanted: Wanted) -> Path | None:
        """Where the small copy lies; None while there is none."""
        return self._path(wanted) if wanted in (self._known or ()) else None

    def trouble(self, wanted: Wanted) -> PictureTrouble | None:
        """Why there will be none, until `forget`."""
        return self._troubles.get(wanted)

    async def load(self) -> None:
        """See what is kept, and let go of what is too much."""
        self._known = await asyncio.to_thread(self._look)

    def want(self, wanted: Iterable[Wanted]) -> None:
        """These are on screen, to be fetched in this order; others that wait are dropped."""
        self._waiting = {
            each: None
            for each in wanted
            if each not in (self._known or ())
            and each not in self._troubles
            and each not in self._under_way
        }
        self._feed()

    def forget(self, photo_ids: Iterable[int]) -> None:
        """Try these again when they are wanted next: their pictures are other ones."""
        gone = set(photo_ids)
        for each in [each for each in self._troubles if each[0] in gone]:
            del self._troubles[each]
        for each in [each for each in self._known or () if each[0] in gone]:
            assert self._known is not None
            self._known.discard(each)

    async def close(self) -> None:
        """Fetch nothing any more."""
        self._is_closed = True
        self._waiting.clear()
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _feed(self) -> None:
        while not self._is_closed and self._waiting and len(self._under_way) < AT_ONCE:
            wanted = next(iter(self._waiting))
            del self._waiting[wanted]
            task = asyncio.create_task(self._fetch(wanted), name=f"preview {wanted[0]}")
            self._under_way[wanted] = task
            task.add_done_callback(partial(self._ended, wanted))

    def _ended(self, wanted: Wanted, task: asyncio.Task[None]) -> None:
        self._under_way.pop(wanted, None)
        error = None if task.cancelled() else task.exception()
        if error is not None and self._report is not None:
            self._report(error, "Skylab preview")
        if not task.cancelled() and not self._is_closed:
            self._on_news(wanted)
        self._feed()

    async def _fetch(self, wanted: Wanted) -> None:
        try:
            await self._make(wanted)
        except WorkDropped:
            return
        except PictureTrouble as trouble:
            self._troubles[wanted] = trouble.bare()
        except ServiceError as error:
            self._troubles[wanted] = PictureTrouble(TroubleKind.UNREADABLE, error.message)
        except OSError as error:
            why = error.strerror or tr("the disk does not say why")
            words = tr("It cannot be kept: {why}.", why=why)
            self._troubles[wanted] = PictureTrouble(TroubleKind.UNREADABLE, words)
        else:
            assert self._known is not None
            self._known.add(wanted)

    async def _make(self, wanted: Wanted) -> None:
        if self._known is None:
            await self.load()
        url = await address_of(self._client, wanted)
        path = self._path(wanted)
        part = path.with_suffix(".part")
        await asyncio.to_thread(make_private_directory, self._folder)
        try:
            await self._storage.get_file(url, part, cap_bytes=MOST_BYTES, operation="preview")
            await self._work.run(lambda: _small(part, path))
        finally:
            await asyncio.to_thread(part.unlink, missing_ok=True)

    def _path(self, wanted: Wanted) -> Path:
        return self._folder / f"{wanted[0]}-{wanted[1]}.webp"

    def _look(self) -> set[Wanted]:
        """Blocks. What is on the disk, the longest unused beyond the limit removed."""
        found: list[tuple[float, Wanted]] = []
        for path in self._folder.glob("*-*.webp"):
            number, _, which = path.stem.partition("-")
            if number.isdecimal() and which in ("original", "result"):
                with contextlib.suppress(OSError):
                    found.append((path.stat().st_mtime, (int(number), which)))  # type: ignore[arg-type]  # one of both
        found.sort(reverse=True)
        for _, wanted in found[MOST_FILES:]:
            self._path(wanted).unlink(missing_ok=True)
        return {wanted for _, wanted in found[:MOST_FILES]}


async def address_of(client: SkylabClient, wanted: Wanted) -> str:
    """Where a picture lies just now.

    Raises:
        ServiceError: the studio does not say.
    """
    photo = await client.get_photo(wanted[0])
    url = photo.original_url if wanted[1] == "original" else photo.retouched_url
    if not url or (wanted[1] == "result" and not photo.is_ready):
        words = tr("There is no finished picture yet.")
        if wanted[1] == "original":
            words = tr("The studio does not say where the picture is.")
        raise PhotoNotReady(words, operation="preview", service=SERVICE)
    return url


def _small(part: Path, path: Path) -> None:
    """Blocks. Write a small copy of the picture in *part*. Raises PictureTrouble, OSError."""
    import pyvips  # here, for a thread to wait for

    from facespace_desk.pictures.decode import decode

    raster = decode(part, box=BOX)
    size = (raster.width, raster.height, raster.channels)
    image = pyvips.Image.new_from_memory(raster.data, *size, "uchar").copy(interpretation="srgb")
    content = image.webpsave_buffer(Q=_QUALITY, effort=2, keep="none")
    write_atomically(path, content, is_durable=False)
