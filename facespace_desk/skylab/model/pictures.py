"""What the grid paints: thumbnails of photos, from files of this computer where there are any, else
from small copies that are fetched from the studio."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.pictures.raster import PictureTrouble, Raster, TroubleKind
from facespace_desk.pictures.thumbnail_cache import ThumbnailCache
from facespace_desk.pictures.thumbnails import Thumbnails
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState
from facespace_desk.skylab.previews import Previews, Wanted, Which

BOX: Final = (384, 384)  # of a thumbnail in the grid at its largest, on a screen of two to one
_COMING: Final = (PhotoState.WAITING, PhotoState.UPLOADING)

MakePreviews = Callable[[Callable[[Wanted], None]], Previews]


class PhotoPictures(QObject):
    """Makes what is on screen; `close` it.

    Signals:
        changed: pictures have come, or it is known why they do not.
    """

    changed = Signal()

    def __init__(
        self,
        work: PictureWork,
        previews: MakePreviews,
        cache: ThumbnailCache | None,
        *,
        parent: QObject | None = None,
    ) -> None:
        """*previews* makes the room of small copies, given whom to tell of news."""
        super().__init__(parent)
        self._cache = cache
        self._previews = previews(self._preview_came)
        self._thumbnails = Thumbnails(work, self._thumbnails_came, box=BOX, cache=cache)
        self._which: Which = "result"
        self._wanted: tuple[PhotoRow, ...] = ()
        self._loop = asyncio.get_running_loop()
        self._feeding: asyncio.Handle | None = None
        self._is_closed = False

    @property
    def which(self) -> Which:
        """Which of the two pictures of a photo is shown, if there is a result."""
        return self._which

    def show_which(self, which: Which) -> None:
        """Show originals, or results where there are any."""
        if which != self._which:
            self._which = which
            self.want(self._wanted)
            self.changed.emit()

    async def load(self) -> None:
        """See which small copies are kept, and let those go that nobody has used for long."""
        await self._previews.load()
        if self._cache is not None:
            await asyncio.to_thread(self._cache.purge)

    def want(self, rows: Sequence[PhotoRow]) -> None:
        """These photos are on screen, in this order. Asked several times in a turn of the loop,
        the last one holds."""
        self._wanted = tuple(rows)
        if self._feeding is None and not self._is_closed:
            self._feeding = self._loop.call_soon(self._feed)

    def _feed(self) -> None:
        self._feeding = None
        paths: list[Path] = []
        previews: list[Wanted] = []
        for row in self._wanted:
            path, preview = self._source(row)
            if path is not None:
                paths.append(path)
            elif preview is not None:
                previews.append(preview)
        self._thumbnails.want(paths)
        self._previews.want(previews)

    def get(self, row: PhotoRow) -> Raster | PictureTrouble | None:
        """The picture, or why there is none; None while it is not known."""
        path, preview = self._source(row)
        if path is not None:
            return self._thumbnails.get(path)
        return _NOWHERE if preview is None else self._previews.trouble(preview)

    def forget(self, photo_ids: Sequence[int]) -> None:
        """The pictures of these photos are other ones by now."""
        self._previews.forget(photo_ids)
        self.want(self._wanted)

    async def close(self) -> None:
        self._is_closed = True
        if self._feeding is not None:
            self._feeding.cancel()
        self._thumbnails.close()
        await self._previews.close()

    def _source(self, row: PhotoRow) -> tuple[Path | None, Wanted | None]:
        """The file to show, or else what to fetch."""
        if self._which == "result":
            if row.result and not self._is_missing(Path(row.result)):
                return Path(row.result), None
            if row.is_ready and row.photo_id is not None:
                return self._kept_or_wanted((row.photo_id, "result"))
        if row.original and not self._is_missing(Path(row.original)):
            return Path(row.original), None
        if row.photo_id is not None and row.state not in _COMING:
            return self._kept_or_wanted((row.photo_id, "original"))
        return (Path(row.original), None) if row.original else (None, None)

    def _kept_or_wanted(self, wanted: Wanted) -> tuple[Path | None, Wanted | None]:
        path = self._previews.path(wanted)
        return (path, None) if path is not None else (None, wanted)

    def _is_missing(self, path: Path) -> bool:
        """Whether somebody has moved or deleted the file, as far as that was noticed."""
        found = self._thumbnails.get(path)
        return isinstance(found, PictureTrouble) and found.kind is TroubleKind.UNREADABLE

    def _preview_came(self, _wanted: Wanted) -> None:
        self.want(self._wanted)
        self.changed.emit()

    def _thumbnails_came(self, paths: list[Path]) -> None:
        if any(self._is_missing(path) for path in paths):
            self.want(self._wanted)
        self.changed.emit()


_NOWHERE: Final = PictureTrouble(TroubleKind.UNREADABLE, tr("The picture is not on this computer."))
