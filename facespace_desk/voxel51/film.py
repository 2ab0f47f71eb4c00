"""Frames of a film, by number: of a video on the disk, or of a set of pictures in an output. It
blocks, and knows no Qt; importing it loads nothing heavy.

A video is read through once, without decoding it, to know where each frame is; a frame is then
decoded from the key frame before it, or from where the last one was.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from facespace_desk.pictures.raster import RGB, PictureTrouble, Raster
from facespace_desk.voxel51.archive import Entry, OutputTrouble
from facespace_desk.voxel51.outputs import Output

if TYPE_CHECKING:
    import av

BOX: Final = (1920, 1080)  # pixels; larger frames are made smaller
FRAMES_MOST: Final = 2_000_000  # 18 hours of 30 frames a second
PIXELS_MOST: Final = 64_000_000  # of a frame
SET_RATE: Final = 25.0  # frames a second, of a set of pictures: nothing says it
_SIDE_LEAST: Final = 2


class Film(Protocol):
    """Frames are counted from 1; `times` are their moments in seconds, ascending from 0."""

    @property
    def times(self) -> list[float]: ...

    @property
    def rate(self) -> float: ...

    @property
    def notes(self) -> tuple[str, ...]: ...

    def frame(self, number: int) -> Raster:
        """Raises OutputTrouble: it cannot be had."""
        ...

    def close(self) -> None: ...


class VideoFilm:
    """A video on the disk. One frame at a time, whoever asks."""

    def __init__(self, path: Path) -> None:
        """Raises OutputTrouble: it is no video that can be shown."""
        import av  # loads FFmpeg

        self._lock = threading.Lock()
        self._is_closed = False
        try:
            self._container = av.open(str(path), metadata_errors="replace")
        except (av.FFmpegError, OSError, ValueError) as error:
            raise OutputTrouble("The video cannot be read: it is broken, or none.") from error
        try:
            self._stream = self._video_of(self._container)
            self._read_index(av.FFmpegError)
        except BaseException:
            self._container.close()
            raise
        self._decoder: Iterator[av.VideoFrame] | None = None
        self._at = 0  # the frame that was decoded last

    @property
    def times(self) -> list[float]:
        return self._times

    @property
    def rate(self) -> float:
        """Frames a second, on the average."""
        rate = self._stream.average_rate or self._stream.guessed_rate
        return float(rate) if rate else SET_RATE

    @property
    def codec(self) -> str:
        return str(self._stream.codec_context.name)

    @property
    def notes(self) -> tuple[str, ...]:
        return self._notes

    def frame(self, number: int) -> Raster:
        """Raises OutputTrouble: it cannot be decoded."""
        import av

        with self._lock:
            if self._is_closed:
                raise OutputTrouble("The video was closed.")
            try:
                return _raster(self._decoded(number))
            except (av.FFmpegError, ValueError, MemoryError) as error:
                self._decoder = None
                raise OutputTrouble(f"Frame {number:,} cannot be decoded.") from error

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            self._decoder = None
            self._container.close()

    @staticmethod
    def _video_of(container: av.container.InputContainer) -> av.VideoStream:
        if not container.streams.video:
            raise OutputTrouble("There is no picture in the video.")
        stream = container.streams.video[0]
        width, height = stream.codec_context.width, stream.codec_context.height
        if width < _SIDE_LEAST or height < _SIDE_LEAST or width * height > PIXELS_MOST:
            raise OutputTrouble(f"Frames of {width:,} by {height:,} pixels are not shown.")
        return stream

    def _read_index(self, trouble: type[Exception]) -> None:
        """Where the frames are, in the order in which they are shown."""
        found: list[tuple[int, bool]] = []
        notes: list[str] = []
        try:
            for packet in self._container.demux(self._stream):
                moment = packet.pts if packet.pts is not None else packet.dts
                if moment is not None and packet.size:
                    found.append((moment, packet.is_keyframe))
                if len(found) >= FRAMES_MOST:
                    notes.append(f"Only the first {FRAMES_MOST:,} frames are shown.")
                    break
        except trouble:
            notes.append("The video ends too early, or is damaged.")
        if not found:
            raise OutputTrouble("There is no frame in the video.")
        found.sort()
        self._moments = [moment for moment, _ in found]
        self._keys = [number for number, (_, is_key) in enumerate(found, 1) if is_key] or [1]
        base = self._stream.time_base or Fraction(1, round(SET_RATE))
        first = self._moments[0]
        self._times = [float((moment - first) * base) for moment in self._moments]
        self._notes = tuple(notes)

    def _decoded(self, number: int) -> av.VideoFrame:
        wanted = self._moments[number - 1]
        key = self._keys[max(0, bisect_right(self._keys, number) - 1)]
        if self._decoder is None or not key <= self._at + 1 <= number:
            self._container.seek(self._moments[key - 1], stream=self._stream, backward=True)
            self._decoder = self._container.decode(self._stream)
        for frame in self._decoder:
            moment = frame.pts if frame.pts is not None else frame.dts
            if moment is None or moment < wanted:
                continue
            self._at = bisect_right(self._moments, moment)
            return frame
        self._decoder = None
        raise ValueError("the film ends before")


class PictureFilm:
    """A set of pictures in an output, by number; one that is missing cannot be had."""

    def __init__(self, output: Output, entries: Mapping[int, Entry]) -> None:
        if not entries:
            raise OutputTrouble("There is no frame in the output.")
        self._output = output
        self._entries = entries
        self._times = [number / SET_RATE for number in range(max(entries))]

    @property
    def times(self) -> list[float]:
        return self._times

    @property
    def rate(self) -> float:
        return SET_RATE

    @property
    def notes(self) -> tuple[str, ...]:
        return (f"Pictures say nothing of time; {SET_RATE:g} a second are taken for granted.",)

    def frame(self, number: int) -> Raster:
        """Raises OutputTrouble: there is none of this number, or it cannot be read."""
        entry = self._entries.get(number)
        if entry is None:
            raise OutputTrouble(f"There is no picture of frame {number:,}.")
        try:
            return self._output.picture(entry, BOX)
        except PictureTrouble as trouble:
            raise OutputTrouble(trouble.words) from trouble

    def close(self) -> None:
        """Nothing is held open."""


def _raster(frame: av.VideoFrame) -> Raster:
    share = min(1.0, BOX[0] / frame.width, BOX[1] / frame.height)
    width, height = (max(_SIDE_LEAST, round(side * share)) for side in (frame.width, frame.height))
    array: Any = frame.to_ndarray(format="rgb24", width=width, height=height)
    return Raster(width, height, array.tobytes(), RGB, frame.width, frame.height, "video")
