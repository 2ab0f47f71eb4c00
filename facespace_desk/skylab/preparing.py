"""Makes of a file what may be uploaded: converted, made smaller, freed of what it tells.

The original is read and never touched; what is made lies in a folder of ours until it has arrived.
Blocks while it works: call it in a thread. Importing it is light; libvips comes with the first
picture that must be encoded anew. No Qt.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from facespace_desk.files import write_atomically
from facespace_desk.language import tr
from facespace_desk.pictures.raster import PictureLimits, PictureTrouble, TroubleKind
from facespace_desk.skylab.metadata import NotThisFormat, without_told
from facespace_desk.skylab.uploads import MOST_BYTES, MOST_PIXELS, MOST_SIDE

if TYPE_CHECKING:
    import pyvips

    from facespace_desk.pictures.raster import Raster

READ_LIMITS: Final = PictureLimits(bytes=512 * 1024 * 1024, pixels=250_000_000)
QUALITIES: Final = (95, 92, 88, 82, 75)  # of JPEG and WebP, until the file is small enough
SHRINK_STEP: Final = 0.85  # of each side, when no quality makes it small enough
_KINDS: Final = {".png": "png", ".webp": "webp"}

_FLAGS: Final = ("shrink", "strip")
_DEED_WORDS: Final = {
    "jpeg": tr("converted to JPEG"),
    "png": tr("converted to PNG"),
    "shrink": tr("made smaller"),
    "strip": tr("position and camera details taken out"),
}

Encoding = Literal["", "jpeg", "png"]


class Preparation(msgspec.Struct, frozen=True, kw_only=True):
    """What is done to a file before it is uploaded, under which name."""

    name: str
    strip: bool = True  # take position and camera details out
    encode: Encoding = ""  # anew in this format; empty: as it is
    shrink: bool = False  # until it is within the limits

    @property
    def is_anything(self) -> bool:
        """Whether the bytes may become others."""
        return self.strip or bool(self.encode) or self.shrink

    @property
    def deeds(self) -> str:
        """What is done, to be kept: "jpeg strip"; `deed_words` reads it."""
        return " ".join(
            [self.encode] * bool(self.encode) + [each for each in _FLAGS if getattr(self, each)]
        )

    def facts(self) -> dict[str, str | int | bool | None]:
        """For the journal; `of_facts` reads it."""
        return {f"prepare_{name}": value for name, value in msgspec.to_builtins(self).items()}

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> Preparation | None:
        """None when the journal knows of no preparation."""
        found = {
            name: facts[f"prepare_{name}"]
            for name in cls.__struct_fields__
            if f"prepare_{name}" in facts
        }
        return msgspec.convert(found, cls) if "name" in found else None


def deed_words(deeds: str) -> str:
    """For a person: "converted to JPEG, position and camera details taken out"."""
    return ", ".join(_DEED_WORDS.get(each, each) for each in deeds.split())


def prepared(original: Path, plan: Preparation, place: Path, *, md5: str = "") -> Path:
    """The file to upload: *original* itself when nothing has to be done to it, else a new file of
    the plan's name in the folder *place*, which is ours alone.

    *md5*, in hexadecimal, is what the original was when it was looked at.

    Raises:
        PictureTrouble: it cannot be made, or is another file by now.
        OSError: it cannot be read or written.
    """
    data = original.read_bytes()
    if md5 and hashlib.md5(data, usedforsecurity=False).hexdigest() != md5:
        words = tr("The file has changed since it was looked at; drop it again.")
        raise PictureTrouble(TroubleKind.UNREADABLE, words)
    if not plan.is_anything and original.name == plan.name:
        return original
    made = place / plan.name
    write_atomically(made, _content(data, plan), is_durable=False)
    return made


def discard(place: Path) -> None:
    """Take away a folder that `prepared` has filled, if it is there."""
    shutil.rmtree(place, ignore_errors=True)


def _content(data: bytes, plan: Preparation) -> bytes:
    if plan.encode or plan.shrink:
        return _encoded(data, plan)
    if not plan.strip:
        return data
    try:
        return without_told(data)
    except NotThisFormat:
        return _encoded(data, plan)  # a container that is odd, but whose picture can be read


def _encoded(data: bytes, plan: Preparation) -> bytes:
    """The picture encoded anew, within the limits; nothing but pixels is taken over."""
    from facespace_desk.pictures.decode import decode  # loads libvips

    raster = decode(data, box=(MOST_SIDE, MOST_SIDE), limits=READ_LIMITS)
    image = _image(raster)
    kind = _KINDS.get(Path(plan.name).suffix.lower(), "jpeg")
    while True:
        for content in _attempts(image, kind):
            if len(content) <= MOST_BYTES:
                return content
        image = image.resize(SHRINK_STEP)


def fitting(width: int, height: int) -> tuple[int, int]:
    """The largest size of this shape that is within the limits of side and pixels."""
    scale = min(1.0, MOST_SIDE / width, MOST_SIDE / height)
    scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _image(raster: Raster) -> pyvips.Image:
    import pyvips  # here, for a thread to wait for

    size = (raster.width, raster.height, raster.channels)
    image = pyvips.Image.new_from_memory(raster.data, *size, "uchar").copy(interpretation="srgb")
    width, _height = fitting(raster.width, raster.height)
    return image.resize(width / raster.width) if width < raster.width else image


def _attempts(image: pyvips.Image, kind: str) -> Iterator[bytes]:
    """The picture as a file, ever smaller."""
    if kind == "png":
        yield image.pngsave_buffer(compression=6, keep="none")
        return
    flat = image
    if kind == "jpeg" and image.hasalpha():
        flat = image.flatten(background=[255, 255, 255])
    for quality in QUALITIES:
        if kind == "webp":
            yield flat.webpsave_buffer(Q=quality, effort=2, keep="none")
        else:
            yield flat.jpegsave_buffer(Q=quality, keep="none")
