"""The still pictures of cameras: fetched when somebody asks, decoded, held in memory, nothing else.

No picture is written anywhere, and none leaves this module but as a `Still`, which says where it
comes from and cannot be pickled. The way to a camera is not that to CAM2: no token, no cookie, and
no private address unless the profile allows it (wire/cam2.md 10, camera images).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NoReturn

from facespace_desk.cam2.records import Camera
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError
from facespace_desk.net.outside import Outside, OutsideLimits
from facespace_desk.pictures.raster import PictureLimits, PictureTrouble, Raster, TroubleKind
from facespace_desk.pictures.work import PictureWork

WHAT: Final = tr("The camera")  # the subject of every sentence
OPERATION: Final = "still picture"
FLOOR_S: Final = 2.0  # no address is asked more often; cameras belong to others
AT_ONCE: Final = 3
LIMITS: Final = OutsideLimits(connect_s=5.0, read_s=10.0, total_s=15.0, body_bytes=8 * 2**20)
PICTURE_LIMITS: Final = PictureLimits(bytes=LIMITS.body_bytes, pixels=40_000_000)
BOX: Final = (1280, 960)  # pixels; larger pictures are made smaller while they are decoded

_ADDRESSES_REMEMBERED: Final = 1_000


class StillTrouble(ServiceError):
    """There is no picture, and it is not the network's fault; words of its own."""

    def __init__(self, kind: ErrorKind, words: Explanation) -> None:
        super().__init__(words.happened, service=WHAT, operation=OPERATION, kind=kind)
        self._words = words

    def explanation(self) -> Explanation:
        return self._words


@dataclass(frozen=True)
class Still:
    """A picture of a camera, for looking at.

    `fetched_ms` is epoch ms UTC, `address` is fit to be shown. `is_stream`: it was the first
    picture of a stream. `origin` goes wherever the picture goes: none of these may reach anything
    that recognises people.
    """

    camera_id: str
    raster: Raster = field(repr=False)
    fetched_ms: int
    elapsed_s: float
    size_bytes: int
    address: str
    is_stream: bool = False
    origin: str = field(default="cam2", init=False)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a camera's picture stays in this process's memory")


class Stills:
    """Fetches stills: few at once, and each address only so often. It keeps none."""

    def __init__(
        self,
        outside: Outside,
        work: PictureWork,
        *,
        floor_s: float = FLOOR_S,
        at_once: int = AT_ONCE,
        limits: OutsideLimits = LIMITS,
    ) -> None:
        """*outside* and *work* are the caller's to close, after whoever asks for pictures."""
        self._outside = outside
        self._work = work
        self._floor_s = floor_s
        self._turns = asyncio.Semaphore(at_once)
        self._limits = limits
        self._begun: dict[str, float] = {}  # monotonic seconds, by address

    @property
    def floor_s(self) -> float:
        """The shortest time between two requests to one address, in seconds."""
        return self._floor_s

    async def fetch(self, camera: Camera) -> Still:
        """A picture of *camera* as it is now; waits until its address may be asked again.

        Raises:
            ServiceError: an OutsideError or a StillTrouble, whose words are for the operator.
        """
        url = camera.still_url
        if url is None:
            raise StillTrouble(ErrorKind.USAGE, _why_no_address(camera))
        async with self._turn(url):
            fetched = await self._outside.fetch(url, operation=OPERATION, limits=self._limits)
            fetched_ms = time.time_ns() // 1_000_000
        try:
            raster = await self._work.run(partial(_decoded, fetched.body))
        except PictureTrouble as trouble:
            kind, words = _WORDS[trouble.kind]
            raise StillTrouble(kind, words) from trouble
        return Still(
            camera.camera_id,
            raster,
            fetched_ms,
            fetched.elapsed_s,
            len(fetched.body),
            fetched.url_shown,
            fetched.is_stream,
        )

    @asynccontextmanager
    async def _turn(self, url: str) -> AsyncIterator[None]:
        """Wait for the floor and for a free place. Who waits has begun already, as others see it:
        two that ask at once go one after the other."""
        before = self._begun.pop(url, None)
        now = time.monotonic()
        begins = now if before is None else max(now, before + self._floor_s)
        self._begun[url] = begins
        try:
            await asyncio.sleep(begins - now)
        except asyncio.CancelledError:  # nothing was asked: the next need not wait for this one
            if before is not None and self._begun.get(url) == begins:
                self._begun[url] = before
            raise
        if len(self._begun) > _ADDRESSES_REMEMBERED:
            del self._begun[next(iter(self._begun))]
        async with self._turns:
            yield


def _decoded(body: bytes) -> Raster:
    """For a thread of the work: only here is libvips loaded."""
    from facespace_desk.pictures.decode import decode

    return decode(body, box=BOX, limits=PICTURE_LIMITS)


def _why_no_address(camera: Camera) -> Explanation:
    if camera.type == "stream":
        return Explanation(
            tr("This camera has no still picture."),
            tr("It is a stream."),
            tr("Open the stream in an external player."),
        )
    return Explanation(
        tr("This camera has no address for a still picture."),
        tr("The catalogue has none, or one that cannot be used."),
        tr("Look at the retrieval data below, or open its reference page."),
    )


_WORDS: Final = {
    TroubleKind.EMPTY: (
        ErrorKind.NOT_A_PICTURE,
        Explanation(
            tr("The camera sent nothing at all."),
            tr("It answers, but has no picture at the moment."),
            tr("Try again later."),
        ),
    ),
    TroubleKind.NOT_A_PICTURE: (
        ErrorKind.NOT_A_PICTURE,
        Explanation(
            tr("What the camera sent is not a picture."),
            tr("The picture has moved, or a page or a film is in its place."),
            tr("Open its reference page to see what is there."),
        ),
    ),
    TroubleKind.UNSUPPORTED: (
        ErrorKind.NOT_A_PICTURE,
        Explanation(
            tr("The camera sent a kind of picture that is not shown here."),
            tr("JPEG, PNG, GIF, WebP, TIFF and HEIF are."),
            tr("Open its reference page in a browser."),
        ),
    ),
    TroubleKind.TRUNCATED: (
        ErrorKind.BROKE_OFF,
        Explanation(
            tr("The picture ends in the middle."),
            tr("The camera or the connection stopped too early."),
            tr("Try again."),
        ),
    ),
    TroubleKind.TOO_LARGE: (
        ErrorKind.TOO_LARGE,
        Explanation(
            tr("The picture would be too large to unpack."),
            tr(
                "It has more than {millions} million points: no camera, but perhaps meant "
                "to fill this computer's memory.",
                millions=PICTURE_LIMITS.pixels // 1000000,
            ),
            tr("Nothing was unpacked. Tell whoever runs the catalogue."),
        ),
    ),
    TroubleKind.BROKEN: (
        ErrorKind.NOT_A_PICTURE,
        Explanation(
            tr("The picture is broken."),
            tr("It begins like a picture, but cannot be read to its end."),
            tr("Try again."),
        ),
    ),
    TroubleKind.UNREADABLE: (
        ErrorKind.NOT_A_PICTURE,
        Explanation(tr("The picture cannot be read."), tr("Nobody knows why."), tr("Try again.")),
    ),
}
