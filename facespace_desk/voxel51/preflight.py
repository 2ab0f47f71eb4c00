"""Looks at files before they are uploaded: container, codec, length and frame size of a video, and
whether all of it is there. Blocks: call it in a thread. Importing it loads nothing heavy."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    import av

TITLES: Final = {
    "mov,mp4,m4a,3gp,3g2,mj2": "MP4",
    "matroska,webm": "Matroska",
    "avi": "AVI",
    "mpegts": "MPEG-TS",
    "mpeg": "MPEG",
    "asf": "WMV",
    "flv": "FLV",
}
PICTURES: Final = frozenset({"image2", "gif", "webp"})
PLAIN: Final = {".json": "JSON", ".csv": "CSV"}
TAIL_S: Final = 2.0  # before the end, from where the rest is read
MISSING_S: Final = 1.0  # less than this at the end is no damage
PACKETS_MOST: Final = 20_000  # that are read there


class Fate(Enum):
    """What becomes of a file; the value is the word that the operator reads."""

    READY = "ready"
    DOUBTFUL = "doubtful"
    REFUSED = "cannot be sent"


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one file is. `reason` says what is wrong with it, or what it is when it is no video."""

    path: str
    size: int = 0  # bytes
    fate: Fate = Fate.READY
    reason: str = ""
    container: str = ""
    codec: str = ""
    duration_s: float | None = None
    width: int = 0
    height: int = 0

    @property
    def name(self) -> str:
        return Path(self.path).name


def look(path: Path) -> Finding:
    """Read what tells what *path* is. Whatever is wrong is in the answer; nothing is raised."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for whoever writes to it
            return _refused(path, "It is not an ordinary file.")
        if found.st_size == 0:
            return _refused(path, "The file is empty.")
        path.name.encode()
        with path.open("rb"):
            pass
    except UnicodeEncodeError:
        return _refused(path, "Its name is not readable text; rename it first.")
    except OSError as error:
        return _refused(path, f"It cannot be read: {error.strerror or type(error).__name__}.")
    known = Finding(path=str(path), size=found.st_size)
    plain = PLAIN.get(path.suffix.lower())
    if plain is not None:
        return msgspec.structs.replace(known, container=plain, reason=f"{plain}, no video.")
    return _seen(path, known)


def duration_text(duration_s: float | None) -> str:
    """As a player shows it: "1:02:03", "0:07"; "" when it is not known."""
    if duration_s is None:
        return ""
    minutes, seconds = divmod(round(duration_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _refused(path: Path, words: str) -> Finding:
    text = str(path).encode("utf-8", "replace").decode()
    return Finding(path=text, fate=Fate.REFUSED, reason=words)


def _seen(path: Path, known: Finding) -> Finding:
    import av  # loads FFmpeg

    try:
        with av.open(str(path), metadata_errors="replace") as container:
            return _told(container, known, av.FFmpegError)
    except (av.FFmpegError, OSError, ValueError):
        words = "It is not a video, or its beginning or its index is damaged."
        return _doubtful(known, words)


def _told(
    container: av.container.InputContainer, known: Finding, trouble: type[Exception]
) -> Finding:
    name = container.format.name
    title = TITLES.get(name, name.partition(",")[0].removesuffix("_pipe").upper())
    known = msgspec.structs.replace(known, container=title)
    if not container.streams.video:
        return _doubtful(known, "There is sound in it, but no picture.")
    stream = container.streams.video[0]
    known = msgspec.structs.replace(
        known,
        codec=str(stream.codec_context.name),
        width=stream.codec_context.width,
        height=stream.codec_context.height,
    )
    if name in PICTURES or name.endswith("_pipe"):
        return msgspec.structs.replace(known, reason="A picture, no video.")
    length_s = _length_s(container, stream)
    known = msgspec.structs.replace(known, duration_s=length_s)
    try:
        if next(_frames(container, stream), None) is None:
            return _doubtful(known, "There is no frame in it.")
        last_s = _last_s(container, stream, length_s)
    except trouble:
        return _doubtful(known, "It is damaged: some of it cannot be read.")
    if length_s is not None and last_s is not None and last_s < length_s - MISSING_S:
        words = f"It is cut off: {duration_text(last_s)} of {duration_text(length_s)} are there."
        return _doubtful(known, words)
    return known


def _frames(
    container: av.container.InputContainer, stream: av.VideoStream
) -> Iterator[av.VideoFrame]:
    yield from container.decode(stream)


def _length_s(container: av.container.InputContainer, stream: av.VideoStream) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return None if container.duration is None else container.duration / 1_000_000


def _last_s(
    container: av.container.InputContainer, stream: av.VideoStream, length_s: float | None
) -> float | None:
    """Where the last frame ends, as far as one can tell without reading all of the file."""
    base = stream.time_base
    if base is None or length_s is None:
        return None
    first = stream.start_time or 0
    target = first + int(max(0.0, length_s - TAIL_S) / base)
    container.seek(target, stream=stream, backward=True)
    last: int | None = None
    for count, packet in enumerate(container.demux(stream)):
        if packet.pts is not None and packet.size:
            last = max(last or 0, packet.pts + (packet.duration or 0))
        if count >= PACKETS_MOST:
            return None
    return 0.0 if last is None else float((last - first) * base)


def _doubtful(known: Finding, words: str) -> Finding:
    return msgspec.structs.replace(known, fate=Fate.DOUBTFUL, reason=words)
