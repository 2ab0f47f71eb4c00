"""Pictures of the service: the user's, and what datasets look like. Asked for when they are shown,
held a while, and never in the way: one that cannot be had says why in its place."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.model.words import failure_words
from facespace_desk.amigocloud.records import Dataset
from facespace_desk.language import tr
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.pictures.raster import PictureTrouble, Raster
from facespace_desk.pictures.work import PictureWork, WorkDropped

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient

USER: Final = "user"
HELD: Final = 60  # pictures
BOX: Final = (480, 360)  # px
THUMBNAIL: Final = (96, 96)


@dataclass(frozen=True)
class Picture:
    """A picture, or why there is none; neither while it is fetched."""

    raster: Raster | None = None
    why_not: str = ""


class PicturesModel(QObject):
    """Signals:

    changed(str): the picture of this key has come, or cannot be had.
    """

    changed = Signal(str)

    def __init__(
        self,
        client: AmigoCloudClient,
        work: PictureWork,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._work = work
        self._tasks = TaskScope("AmigoCloud pictures", report)
        self._held: OrderedDict[str, Picture] = OrderedDict()

    @staticmethod
    def key(dataset: Dataset) -> str:
        """What the picture of a dataset is called here."""
        return f"dataset {dataset.id}"

    def user(self) -> Picture:
        """The user's picture; asked for the first time, it is fetched."""
        return self._picture(USER, self._client.thumbnail, THUMBNAIL)

    def dataset(self, dataset: Dataset) -> Picture:
        """What the dataset looks like; asked for the first time, it is fetched."""
        url = dataset.preview_image_url
        if not url:
            return Picture(why_not=tr("The service has no picture of it."))
        return self._picture(self.key(dataset), partial(self._client.picture, url), BOX)

    def forget(self, key: str) -> None:
        """Fetch it anew when it is asked for again."""
        self._held.pop(key, None)

    async def close(self) -> None:
        await self._tasks.close()

    def _picture(
        self, key: str, fetch: Callable[[], Awaitable[bytes]], box: tuple[int, int]
    ) -> Picture:
        held = self._held.get(key)
        if held is None:
            held = self._held[key] = Picture()
            self._tasks.start(self._fetch(key, fetch, box), name=key, replacing=key)
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return held

    async def _fetch(
        self, key: str, fetch: Callable[[], Awaitable[bytes]], box: tuple[int, int]
    ) -> None:
        try:
            content = await fetch()
            picture = Picture(await self._work.run(partial(_decoded, content, box)))
        except AmigoCloudError as error:
            picture = Picture(why_not=failure_words(error))
        except PictureTrouble as trouble:
            picture = Picture(why_not=trouble.words)
        except WorkDropped:
            return  # everything is being closed
        self._held[key] = picture
        self.changed.emit(key)


def _decoded(content: bytes, box: tuple[int, int]) -> Raster:
    """On a thread of the work. Raises PictureTrouble."""
    from facespace_desk.pictures.decode import decode  # loads libvips, not needed before

    return decode(content, box=box)
