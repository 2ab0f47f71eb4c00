"""What decoding a picture yields: pixels, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

RGB, RGBA = 3, 4


class TroubleKind(Enum):
    """Why there is no picture; each kind has a placeholder of its own in a view."""

    EMPTY = "empty"
    NOT_A_PICTURE = "not a picture"  # a web page, a text, a film
    UNSUPPORTED = "unsupported"  # a picture of a kind that is not read here
    TRUNCATED = "truncated"  # it ends too early
    TOO_LARGE = "too large"  # for the limits, in bytes or in pixels
    BROKEN = "broken"
    UNREADABLE = "unreadable"  # the file is gone or may not be read


class PictureTrouble(Exception):
    """There is no picture; the text says why in one sentence for a person."""

    def __init__(self, kind: TroubleKind, words: str) -> None:
        super().__init__(words)
        self.kind = kind
        self.words = words

    def bare(self) -> PictureTrouble:
        """The same without its stack, which holds the picture's bytes: this one can be kept."""
        return PictureTrouble(self.kind, self.words)


@dataclass(frozen=True)
class PictureLimits:
    """What is refused before any pixel is decoded."""

    bytes: int = 256 * 1024 * 1024
    pixels: int = 100_000_000
    side: int = 65_535  # the largest that JPEG can say
    whole_bytes: int = 512 * 1024 * 1024  # decoded, where a picture cannot be read line by line


@dataclass(frozen=True)
class Raster:
    """Pixels: (height, width, channels) uint8, sRGB, upright, straight alpha, rows without gaps."""

    width: int
    height: int
    data: bytes = field(repr=False)
    channels: int  # RGB or RGBA
    full_width: int  # of the picture as it is shown upright, before it was made smaller
    full_height: int
    format: str  # a format of `signatures`, "JPEG"
    notes: tuple[str, ...] = ()  # what a person may want to know: "first of 12 frames"

    @property
    def has_alpha(self) -> bool:
        return self.channels == RGBA

    @property
    def stride(self) -> int:
        """Bytes from one row to the next."""
        return self.width * self.channels
