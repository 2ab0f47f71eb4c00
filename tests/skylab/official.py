"""The vendor's own Python client for Skylab.

In a new virtual environment install `pyvips[binary]`, `aiohttp` and `requests`, then with
`--no-deps` `skylab_studio==0.0.15` (which asks for a pyvips without libvips), and name its
interpreter in SKYLAB_STUDIO_PYTHON. Its telemetry is not needed: a stand-in takes its place.
Pictures are compared byte for byte, so its libvips should be the release that is used here.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Final

from tests.official import Official, OfficialError, official_program

__all__ = ["Official", "OfficialError", "official_client"]

VARIABLE: Final = "SKYLAB_STUDIO_PYTHON"


def official_client(origin: str, key: str) -> AbstractContextManager[Official]:
    """The official client of the service at *origin*; skips the test where it is not installed."""
    return official_program(VARIABLE, "skylab_program.py", origin, key)
