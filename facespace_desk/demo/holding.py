"""One process at a time on a folder. The hold ends with the process, however that ends."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from facespace_desk.files import PRIVATE_FILE, make_private_directory

LOCK_NAME = "simulators.lock"
WAIT_S = 10.0  # simulators whose console was killed end within a second or two
_LOOK_S = 0.05


@asynccontextmanager
async def held(folder: Path, wait_s: float = WAIT_S) -> AsyncIterator[None]:
    """Hold *folder*, made if it is missing, for the time of the block.

    Raises:
        OSError: another process held it all the time, or it cannot be written.
    """
    make_private_directory(folder)
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        deadline = asyncio.get_running_loop().time() + wait_s
        while not _is_locked_by_us(descriptor):
            if asyncio.get_running_loop().time() > deadline:
                raise OSError(f"other simulators use the folder {folder}")
            await asyncio.sleep(_LOOK_S)
        yield
    finally:
        os.close(descriptor)  # the lock goes with it


if sys.platform == "win32":
    import msvcrt

    def _is_locked_by_us(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _is_locked_by_us(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
