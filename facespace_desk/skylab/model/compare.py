"""Original and result of one photo, as large as they are, and what the operator thinks of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ServiceError
from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.pictures.work import WorkDropped
from facespace_desk.skylab.fullsize import FullPictures, Pyramid, Source
from facespace_desk.skylab.model.kept import JobShelf
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState
from facespace_desk.skylab.model.photos import PhotosModel

ACCEPTED: Final = "accepted"
FLAGGED: Final = "flagged"

Side = Pyramid | str | None
"""A picture, why there is none, or None while it is on its way."""


class CompareModel(QObject):
    """Follows the order of the list of photos. It reads and holds pictures only between `open` and
    `leave`.

    Signals:
        changed: another photo, other pictures, another verdict.
    """

    changed = Signal()

    def __init__(
        self,
        photos: PhotosModel,
        shelf: JobShelf,
        pictures: FullPictures,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._photos = photos
        self._shelf = shelf
        self._pictures = pictures
        self._tasks = TaskScope("Skylab compare", report)
        self._is_open = False
        self._key = ""
        self._sources: tuple[Source | None, Source | None] = (None, None)
        self._chosen = ""  # which of several results; empty is the last
        self._before: Side = None
        self._after: Side = None
        photos.rows_changed.connect(self._follow)

    # what there is

    @property
    def row(self) -> PhotoRow | None:
        """The photo that is looked at."""
        return next((row for row in self._photos.rows() if row.key == self._key), None)

    @property
    def before(self) -> Side:
        """The original."""
        return self._before

    @property
    def after(self) -> Side:
        """The result."""
        return self._after

    @property
    def results(self) -> Sequence[Path]:
        """The files of this photo that came back; there may be several, or none yet."""
        row, job_id = self.row, self._photos.job_id
        if row is None or job_id is None:
            return ()
        received = self._shelf.get(job_id).received
        return [Path(each.path) for each in received if each.photo_id == row.photo_id]

    @property
    def result(self) -> Path | None:
        """Which of these is shown; None when it is what the studio has."""
        source = self._sources[1]
        return source if isinstance(source, Path) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which of the photos that can be looked at this is, from 1, and how many there are."""
        rows = self._rows()
        keys = [row.key for row in rows]
        return (keys.index(self._key) + 1 if self._key in keys else 0), len(rows)

    # what the operator does

    def open(self, row: PhotoRow | None = None) -> None:
        """Look at this photo, or at the first that can be looked at."""
        self._is_open = True
        if row is not None and row.can_compare:
            self._show(row)
        else:
            self._follow()

    def leave(self) -> None:
        """Look at nothing any more."""
        self._is_open = False
        self._tasks.cancel("load")
        self._key, self._sources = "", (None, None)
        self._before = self._after = None
        self._pictures.let_go()

    def step(self, by: int) -> None:
        """Go to the next photo, or to the one before (-1); at the end it stays."""
        rows = self._rows()
        keys = [row.key for row in rows]
        if self._key in keys:
            place = min(max(keys.index(self._key) + by, 0), len(rows) - 1)
            self._show(rows[place])

    def choose_result(self, path: Path) -> None:
        """Look at this one of several results."""
        self._chosen = str(path)
        self._take_sources()

    def judge(self, verdict: str) -> None:
        """Accept or flag the photo; the same again takes the verdict back."""
        row, job_id = self.row, self._photos.job_id
        if row is None or row.photo_id is None or job_id is None:
            return
        wanted = "" if row.verdict == verdict else verdict
        self._shelf.keep(self._shelf.get(job_id).with_verdict([row.photo_id], wanted))

    def load_again(self) -> None:
        """Try again what did not come."""
        self._tasks.start(self._load(), name="load", replacing="load")

    async def close(self) -> None:
        self.leave()
        await self._tasks.close()

    # following

    def _rows(self) -> list[PhotoRow]:
        return [row for row in self._photos.table.shown() if row.can_compare]

    def _follow(self) -> None:
        """Other rows: the same photo, if it is still there, else the first."""
        if not self._is_open:
            return
        row = self.row
        if row is None or not row.can_compare:
            row = next(iter(self._rows()), None)
        if row is None:
            self._key, self._sources = "", (None, None)
            self._before = self._after = None
            self._tasks.cancel("load")
            self.changed.emit()
        else:
            self._show(row)

    def _show(self, row: PhotoRow) -> None:
        if row.key != self._key:
            self._key, self._chosen = row.key, ""
        self._take_sources()

    def _take_sources(self) -> None:
        row = self.row
        assert row is not None
        sources = (_original_of(row), self._result_of(row))
        if sources != self._sources:
            self._sources = sources
            self._before = self._after = None
            self.load_again()
        self.changed.emit()

    def _result_of(self, row: PhotoRow) -> Source | None:
        path = self._chosen or row.result
        if path and (Path(path).is_file() or not row.is_ready):
            return Path(path)
        return None if row.photo_id is None else (row.photo_id, "result")

    # loading

    async def _load(self) -> None:
        before, after = self._sources
        await asyncio.gather(self._load_before(before), self._load_after(after))

    async def _load_before(self, source: Source | None) -> None:
        self._before = await self._side(source)
        self.changed.emit()

    async def _load_after(self, source: Source | None) -> None:
        self._after = await self._side(source)
        self.changed.emit()

    async def _side(self, source: Source | None) -> Side:
        if source is None:
            return tr("The picture is neither here nor at the studio.")
        try:
            return await self._pictures.get(source)
        except PictureTrouble as trouble:
            return trouble.words
        except ServiceError as error:
            return error.message
        except OSError as error:
            why = error.strerror or tr("the disk does not say why")
            return tr("It cannot be kept: {why}.", why=why)
        except WorkDropped:
            return None


def _original_of(row: PhotoRow) -> Source | None:
    """The file here, as long as it is the one that was sent; else what the studio keeps."""
    if row.original and Path(row.original).is_file():
        return Path(row.original)
    if row.photo_id is not None and row.state is not PhotoState.WAITING:
        return (row.photo_id, "original")
    return None
