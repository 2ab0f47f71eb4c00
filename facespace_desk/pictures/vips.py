"""libvips, set up once for strangers' pictures. Importing this module loads it.

The settings hold for the whole process: only the decoders named here can be used at all, not even
by a mistake elsewhere; nothing is kept between two pictures; a picture is worked on by the one
thread that asked, and `PictureWork` decides how many of those there are.
"""

from __future__ import annotations

import logging
from functools import cache

import pyvips

from facespace_desk.pictures.signatures import Format

_LOADERS = {
    Format.JPEG: "VipsForeignLoadJpeg",
    Format.PNG: "VipsForeignLoadPng",
    Format.GIF: "VipsForeignLoadNsgif",
    Format.WEBP: "VipsForeignLoadWebp",
    Format.TIFF: "VipsForeignLoadTiff",
    Format.HEIF: "VipsForeignLoadHeif",
}


OLDEST = (8, 18)  # what comes along, as a wheel or in a bundle, is this or newer


def is_own() -> bool:
    """False when pyvips was built on, or has fallen back to, a libvips of the system."""
    return pyvips.API_mode and (pyvips.version(0), pyvips.version(1)) >= OLDEST


def version() -> str:
    """Version of the libvips that is loaded, as "8.18.7"."""
    return ".".join(str(pyvips.version(part)) for part in range(3))


@cache
def set_up() -> None:
    """Once for the process, before libvips is used."""
    pyvips.block_untrusted_set(True)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in _LOADERS.values():
        pyvips.operation_block_set(loader, False)
    pyvips.concurrency_set(1)
    pyvips.cache_set_max(0)
    # A strange picture is told of in words where it is shown, and must not fill the log.
    logging.getLogger("pyvips").setLevel(logging.ERROR)
