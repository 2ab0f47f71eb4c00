"""Plays a film with its labels: one frame at a time, decoded in a thread, in bounded memory.

What is shown is the frame whose turn it is by the clock; a computer that is too slow leaves frames
out and keeps the time.
"""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.pictures.raster import Raster
from facespace_desk.pictures.work import PictureWork, WorkDropped
from facespace_desk.voxel51.archive import OutputTrouble
from facespace_desk.voxel51.film import SET_RATE, Film
from facespace_desk.voxel51.labels import LabelFrame, Labels, SeenObject

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from facespace_desk.voxel51.model.label_index import LabelIndex

SPEEDS: Final = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
CACHE_BYTES: Final = 96 * 2**20
NO_LABELS: Final = Labels({}, 0)


class FramePlayer(QObject):
    """Owns what is played, and where it is.

    Signals:
        loaded: another film, other labels, or none.
        frame_changed: it is another frame's turn; its picture may come later.
        picture_changed: the picture of this frame is here, or it is known why not.
        playing_changed: it plays, or stands, or plays at another speed.
        filter_changed: other labels are shown.
    """

    loaded = Signal()
    frame_changed = Signal()
    picture_changed = Signal()
    playing_changed = Signal()
    filter_changed = Signal()

    def __init__(
        self,
        work: PictureWork,
        *,
        clock: Callable[[], float] = time.monotonic,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._clock = clock
        self._tasks = TaskScope("Voxel51 frames", report)
        self._film: Film | None = None
        self._times: Sequence[float] = ()
        self._labels = NO_LABELS
        self._index: LabelIndex | None = None
        self._number = 0
        self._picture: Raster | None = None
        self._pictured = 0  # the frame that the picture is of
        self._trouble = ""
        self._cache: OrderedDict[int, Raster] = OrderedDict()
        self._cached_bytes = 0
        self._fetching: asyncio.Task[None] | None = None  # of the frame whose turn it is
        self._speed = 1.0
        self._is_playing = False
        self._began_s = self._began_at_s = 0.0  # when it began to play, and at which moment of it
        self._least = 0.0
        self._hidden: frozenset[str] = frozenset()

    # what there is

    @property
    def has_film(self) -> bool:
        """Whether there are pictures; labels can be looked at without."""
        return self._film is not None

    @property
    def count(self) -> int:
        """How many frames there are; a label beyond the last picture counts."""
        return max(len(self._times), self._labels.last)

    @property
    def number(self) -> int:
        """The frame whose turn it is, from 1; 0 when there is none."""
        return self._number

    @property
    def rate(self) -> float:
        """Frames a second."""
        return self._film.rate if self._film is not None else SET_RATE

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the film and the labels."""
        notes = self._film.notes if self._film is not None else ()
        if self._labels.unread:
            notes += (f"{self._labels.unread:,} labels could not be understood.",)
        beyond = self._labels.last - len(self._times)
        if self._film is not None and beyond > 0:
            notes += (f"The labels go on for {beyond:,} frames after the last picture.",)
        return notes

    @property
    def picture(self) -> Raster | None:
        """Of the frame whose turn it is, or while that is not there, of the one before."""
        return self._picture

    @property
    def trouble(self) -> str:
        """Why there is no picture of this frame."""
        return self._trouble

    @property
    def labels(self) -> Labels:
        return self._labels

    @property
    def label_counts(self) -> dict[str, int]:
        """How many objects there are of each label in the whole film."""
        return {} if self._index is None else self._index.counts()

    @property
    def frame(self) -> LabelFrame:
        """The labels of the frame that is in sight: those of the picture, if there are pictures."""
        return self._labels.at(self._pictured if self._picture is not None else self._number)

    @property
    def objects(self) -> tuple[SeenObject, ...]:
        """Of the frame in sight, those that the filter shows."""
        return tuple(each for each in self.frame.objects if self.is_shown(each))

    @property
    def is_playing(self) -> bool:
        return self._is_playing

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def least(self) -> float:
        """The confidence below which an object is not shown."""
        return self._least

    @property
    def hidden(self) -> frozenset[str]:
        """Labels that are not shown."""
        return self._hidden

    def time_s(self, number: int) -> float:
        """When frame *number* is shown, in seconds from the first."""
        if 0 < number <= len(self._times):
            return self._times[number - 1]
        last = self._times[-1] if self._times else 0.0
        return last + max(0, number - max(1, len(self._times))) / self.rate

    def is_shown(self, seen: SeenObject) -> bool:
        """Whether the filter lets an object through; one without a confidence always."""
        is_sure = seen.confidence is None or seen.confidence >= self._least - 1e-6
        return is_sure and seen.label not in self._hidden

    def density(self) -> NDArray[np.int64] | None:
        """How many objects are shown in each frame."""
        if self._index is None or not self.count:
            return None
        return self._index.density(self.count, self._least, self._hidden)

    # what the operator does

    def load(self, film: Film | None, labels: Labels | None, index: LabelIndex | None) -> None:
        """Play this from its first frame; the film is closed when another one comes."""
        self.unload()
        self._film = film
        self._times = film.times if film is not None else ()
        self._labels, self._index = labels or NO_LABELS, index
        self._number = min(1, self.count)
        self.loaded.emit()
        self.frame_changed.emit()
        self._want()

    def unload(self) -> None:
        """Let go of everything."""
        self.pause()
        self._tasks.cancel("picture")
        film, self._film = self._film, None
        if film is not None:
            self._work.submit(film.close)
        self._times, self._labels, self._index = (), NO_LABELS, None
        self._cache.clear()
        self._cached_bytes = 0
        self._picture, self._pictured, self._number, self._trouble = None, 0, 0, ""
        self._hidden = frozenset()

    def seek(self, number: int) -> None:
        """Show frame *number*, or the nearest that there is."""
        number = min(max(1, number), self.count)
        if number == self._number or not self.count:
            return
        if self._is_playing:
            self._begin_from(number)
        self._turn_to(number)

    def step(self, by: int) -> None:
        """*by* frames on, and stand there."""
        self.pause()
        self.seek(self._number + by)

    def seek_seen(self, step: int) -> None:
        """To the next frame (1), or the one before (-1), that shows an object."""
        self.pause()
        if self._index is not None:
            found = self._index.next_frame(self._number, step, self._least, self._hidden)
            if found is not None:
                self.seek(found)

    def play(self) -> None:
        """Play on; from the beginning, if it is at the end."""
        if self._is_playing or self.count < 2:
            return
        self._is_playing = True
        self._begin_from(1 if self._number >= self.count else self._number)
        self._tasks.start(self._play(), name="play", replacing="play")
        self.playing_changed.emit()

    def pause(self) -> None:
        """Stand still."""
        if self._is_playing:
            self._is_playing = False
            self._tasks.cancel("play")
            self.playing_changed.emit()

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast as it was filmed."""
        self._speed = speed
        if self._is_playing:
            self._begin_from(self._number)
        self.playing_changed.emit()

    def set_least(self, least: float) -> None:
        """Show objects from this confidence on."""
        self._least = min(max(least, 0.0), 1.0)
        self.filter_changed.emit()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Do not show objects of these labels."""
        self._hidden = hidden
        self.filter_changed.emit()

    async def close(self) -> None:
        """Let go of the film; nothing is decoded afterwards."""
        film, self._film = self._film, None
        await self._tasks.close()
        if film is not None:
            await asyncio.to_thread(film.close)
        self._cache.clear()

    # playing

    def _begin_from(self, number: int) -> None:
        """Count the time from this frame on."""
        self._began_s = self._clock()
        self._began_at_s = self.time_s(number)

    async def _play(self) -> None:
        while True:
            passed_s = (self._clock() - self._began_s) * self._speed
            due = self._due(self._began_at_s + passed_s)
            if due != self._number:
                self._turn_to(due)
                await self._arrived()
            if self._number >= self.count:
                break
            next_s = self.time_s(self._number + 1) - self._began_at_s
            wait_s = next_s / self._speed - (self._clock() - self._began_s)
            await asyncio.sleep(max(0.001, wait_s))
        self._is_playing = False
        self.playing_changed.emit()

    def _due(self, moment_s: float) -> int:
        """The frame whose turn it is at this moment of the film."""
        if self._times and moment_s <= self._times[-1]:
            return max(1, bisect_right(self._times, moment_s + 1e-6))
        beyond = (moment_s - self.time_s(max(1, len(self._times)))) * self.rate
        return min(self.count, max(1, len(self._times)) + int(beyond + 1e-6))

    async def _arrived(self) -> None:
        """Wait for the picture of this frame, so that what is decoded is also seen."""
        task = self._fetching
        if task is not None:
            await asyncio.wait({task})

    def _turn_to(self, number: int) -> None:
        self._number = number
        self.frame_changed.emit()
        self._want()

    # pictures

    def _want(self) -> None:
        """Get the picture of the frame whose turn it is; of many that are asked for, the last."""
        self._fetching = None
        held = self._cache.get(self._number)
        if held is not None:
            self._cache.move_to_end(self._number)
            self._tasks.cancel("picture")
            self._show(self._number, held)
        elif self._film is None or self._number > len(self._times):
            self._tasks.cancel("picture")
            self._picture, self._pictured = None, self._number
            self._trouble = "There is no picture of this frame." if self._film else ""
            self.picture_changed.emit()
        else:
            fetch = self._fetch(self._film, self._number)
            self._fetching = self._tasks.start(fetch, name="picture", replacing="picture")

    async def _fetch(self, film: Film, number: int) -> None:
        try:
            raster = await self._work.run(lambda: film.frame(number), key=("frames", id(self)))
        except OutputTrouble as trouble:
            self._picture, self._pictured, self._trouble = None, number, str(trouble)
            self.picture_changed.emit()
            return
        except WorkDropped:
            return
        self._keep(number, raster)
        self._show(number, raster)

    def _show(self, number: int, raster: Raster) -> None:
        self._picture, self._pictured, self._trouble = raster, number, ""
        self.picture_changed.emit()

    def _keep(self, number: int, raster: Raster) -> None:
        self._cache[number] = raster
        self._cached_bytes += len(raster.data)
        while self._cached_bytes > CACHE_BYTES and len(self._cache) > 1:
            _, oldest = self._cache.popitem(last=False)
            self._cached_bytes -= len(oldest.data)
