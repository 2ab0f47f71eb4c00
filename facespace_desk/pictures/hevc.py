"""HEIC pictures as telephones take them: their codec (HEVC) is not in libvips as it is shipped.

Blocks while it works. Importing this module loads libheif with its decoder.
"""

from __future__ import annotations

from typing import Final

import pi_heif
import pyvips

from facespace_desk.language import tr
from facespace_desk.pictures import vips
from facespace_desk.pictures.raster import RGB, PictureTrouble, TroubleKind
from facespace_desk.pictures.signatures import boxes_go_on

vips.set_up()
pi_heif.options.DECODE_THREADS = 1  # `PictureWork` decides how many pictures are worked on

_FAILURES: Final = (
    ValueError,
    RuntimeError,
    EOFError,
    LookupError,
    SyntaxError,
    OSError,
    MemoryError,
)


class HevcPicture:
    """The main picture of a file; its size is known before a pixel is decoded.

    Raises:
        PictureTrouble: there is none.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._file = pi_heif.open_heif(data, convert_hdr_to_8bit=True)
            self.count = len(self._file)
            self._main = self._file[self._file.primary_index]
        except _FAILURES as error:
            raise _trouble(data) from error
        self.width, self.height = self._main.size  # upright
        self.bands = len(self._main.mode)

    def decoded(self) -> pyvips.Image:
        """The picture, upright, 8 bits per colour, with its colour profile.

        Raises:
            PictureTrouble: the file is cut or damaged.
        """
        try:
            rows, stride = self._main.data, self._main.stride
        except _FAILURES as error:
            raise _trouble(self._data) from error
        row = self.width * self.bands
        if stride != row:
            seen = memoryview(rows)
            rows = b"".join(seen[at : at + row] for at in range(0, self.height * stride, stride))
        image = pyvips.Image.new_from_memory(rows, self.width, self.height, self.bands, "uchar")
        # The rows belong to the file, and go with it.
        image = image.copy(interpretation="b-w" if self.bands < RGB else "srgb").copy_memory()
        image.set_type(pyvips.GValue.gint_type, "n-pages", self.count)
        profile = self._main.info.get("icc_profile")
        if profile:
            image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
        return image


def _trouble(data: bytes) -> PictureTrouble:
    if boxes_go_on(data):
        words = tr(
            "The {format} picture ends too early: a part of the file is missing.", format="HEIF"
        )
        return PictureTrouble(TroubleKind.TRUNCATED, words)
    words = tr("The {format} picture is damaged.", format="HEIF")
    return PictureTrouble(TroubleKind.BROKEN, words)
