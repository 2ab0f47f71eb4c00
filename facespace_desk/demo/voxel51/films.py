"""Videos and pictures as files, by PyAV. Importing this loads it and numpy: do it in a thread."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from facespace_desk.demo.voxel51.drawing import Picture, picture
from facespace_desk.demo.voxel51.sketches import Sketch

_CODECS = ("libx264", "mpeg4")  # the first that the library has
_QUALITIES = (26, 34, 46)  # until the file is small enough
_MOST_FRAMES = 240  # that are looked at in an upload
_MOST_WIDTH = 480
_MOST_PIXELS = 64_000_000


def drawn(sketch: Sketch) -> bytes:
    """An MP4 file, or a JPEG when there is one frame; exactly `size` bytes."""
    if sketch.frames == 1:
        return picture_file(picture(sketch, 1)).ljust(sketch.size, b"\0")
    for quality in _QUALITIES:
        found = film_file(pictures(sketch), sketch.rate, quality)
        if len(found) + 8 <= sketch.size:
            break
    return _padded(found, sketch.size)


def pictures(sketch: Sketch) -> Iterator[Picture]:
    return (picture(sketch, frame) for frame in range(1, sketch.frames + 1))


def film_file(frames: Iterable[Picture], rate: Fraction | int, quality: int = 28) -> bytes:
    """An MP4 file; all *frames* are of one size, with even sides."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        stream: av.VideoStream | None = None
        for array in frames:
            if stream is None:
                stream = _stream(container, rate, quality)
                stream.height, stream.width = array.shape[:2]
            frame = av.VideoFrame.from_ndarray(array, format="rgb24")
            container.mux(stream.encode(frame))
        if stream is not None:
            container.mux(stream.encode())
    return target.getvalue()


def _stream(
    container: av.container.OutputContainer, rate: Fraction | int, quality: int
) -> av.VideoStream:
    codec = next(name for name in _CODECS if name in av.codecs_available)
    options = {"crf": str(quality), "preset": "veryfast", "threads": "1"}
    stream = container.add_stream(codec, rate=rate, options=options)
    assert isinstance(stream, av.VideoStream)
    stream.pix_fmt = "yuv420p"
    return stream


def picture_file(array: Picture) -> bytes:
    """A JPEG file."""
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.height, encoder.width = array.shape[:2]
    encoder.pix_fmt = "yuvj420p"
    encoder.time_base = Fraction(1, 1)
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(array), format="rgb24")
    packets = [*encoder.encode(frame.reformat(format="yuvj420p")), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in packets)


def is_film(path: Path) -> bool:
    """Whether a file holds a video or a picture that can be read."""
    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            if stream.width * stream.height > _MOST_PIXELS:
                return False
            return next(container.decode(stream), None) is not None
    except (av.FFmpegError, IndexError, ValueError):
        return False


def opened(path: Path) -> tuple[list[Picture], Fraction]:
    """The first frames of a film, made small, and its rate.

    Raises:
        ValueError: it is none.
    """
    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            rate = stream.average_rate or Fraction(25)
            share = min(1.0, _MOST_WIDTH / stream.width)
            width, height = (max(2, round(side * share / 2) * 2) for side in
                             (stream.width, stream.height))  # fmt: skip
            found = []
            for frame in container.decode(stream):
                small = frame.reformat(width=width, height=height, format="rgb24")
                found.append(small.to_ndarray().astype(np.uint8, copy=False))
                if len(found) == _MOST_FRAMES:
                    break
            if not found:
                raise ValueError("no frame can be read")
            return found, rate
    except (av.FFmpegError, IndexError) as error:
        raise ValueError(str(error)) from error


def _padded(film: bytes, size: int) -> bytes:
    """An MP4 file with a free box at its end, so that its size was known before it was made."""
    room = size - len(film)
    assert room >= 8, f"a film of {len(film)} bytes does not fit into {size}"
    return film + struct.pack(">I4s", room, b"free") + bytes(room - 8)
