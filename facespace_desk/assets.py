"""Finds `resources/`: beside the package in a checkout, inside it when installed or frozen."""

import functools
import sys
from pathlib import Path


@functools.cache
def _root() -> Path:
    package = Path(__file__).parent
    places = [package / "resources", package.parent / "resources"]
    if bundle := getattr(sys, "_MEIPASS", None):  # where PyInstaller puts the data of a bundle
        places.insert(0, Path(bundle) / "facespace_desk" / "resources")
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"this installation has no resources; looked in {places}")


def path(*parts: str) -> Path:
    """Where a resource lies, such as `path("icons", "camera.svg")`; it need not exist.

    Raises:
        FileNotFoundError: the installation has no resources at all.
    """
    return _root().joinpath(*parts)


def read_bytes(*parts: str) -> bytes:
    """Contents of a resource.

    Raises:
        FileNotFoundError: there is no such resource; the message names the file.
    """
    return path(*parts).read_bytes()


def read_text(*parts: str) -> str:
    """Contents of a resource in UTF-8.

    Raises:
        FileNotFoundError: as read_bytes.
    """
    return path(*parts).read_text(encoding="utf-8")
