"""Imports what tabs need on a thread, so that the painted window does not stand still.

Classes of Qt may be made on any thread, objects may not be made nor destroyed there: a test holds
that these modules make none, and Python collects no garbage meanwhile. An import makes so many
objects that it would be this thread that collects, and the window's garbage with it, while the
window itself is being built. A module that cannot be imported is left to the room that needs it,
to say so.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import importlib
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

# What every session needs, in this order: half a second of work, most of it in libraries. What one
# service alone needs stands with it in shell/services.py.
MODULES = (
    "apsw",
    "keyring.core",
    "httpx",
    "anyio._backends._asyncio",  # httpx and numpy would load these two at first use
    "numpy.ma",
    "truststore",
    "stamina",
    "re2",
    "natsort",
    "pyqtgraph",
    "facespace_desk.shell.demo_menu",
)


_STEP = 16  # bytes between two addresses
# Before Python 3.12 a type has no room for what Shiboken knows of it; that is in a hash table, into
# which the window looks whenever Qt asks a widget for its class, without the interpreter's lock. A
# class that a thread makes is put in meanwhile: when the table grows just then, the window finds
# nothing, and crashes. So it grows once, before there is a thread.
TYPES_EXPECTED = 6_000  # the whole console has some 2,000, Qt's own included


class Preloader:
    """Imports on a thread while the loop goes on, until it is closed."""

    def __init__(self) -> None:
        self._is_closed = threading.Event()
        self._importing = threading.Lock()
        self._loads = 0
        self._may_use_thread = sys.version_info >= (3, 12) or make_room_for_types()

    async def load(self, modules: Sequence[str] = MODULES) -> None:
        """Import *modules*, in this order."""
        if all(name in sys.modules for name in modules):
            return
        if not self._may_use_thread:
            self.load_here(modules)
            return
        with self._no_collection():
            await asyncio.to_thread(self.load_here, modules)

    def load_here(self, modules: Sequence[str] = MODULES) -> None:
        """Import *modules* on this thread."""
        for name in modules:
            with self._importing:
                if self._is_closed.is_set():
                    return
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)

    async def close(self) -> None:
        """Begin no more imports, and wait for the one under way.

        A program that ends in the middle of an import aborts: libraries are half set up.
        """
        self._is_closed.set()
        await asyncio.to_thread(self._wait)

    @contextlib.contextmanager
    def _no_collection(self) -> Iterator[None]:
        """Until the last of several loads has ended, and then again on this thread."""
        self._loads += 1
        gc.disable()
        try:
            yield
        finally:
            self._loads -= 1
            if not self._loads:
                gc.enable()

    def _wait(self) -> None:
        with self._importing:
            pass


def make_room_for_types(count: int = TYPES_EXPECTED) -> bool:
    """Let Shiboken's table of types take *count* of them without growing; whether it does now.

    See `TYPES_EXPECTED`. That many are put in, under addresses that no object has, and taken out
    again: what has grown stays large.
    """
    import shiboken6

    files = Path(shiboken6.__file__).parent.glob("*shiboken6.abi3.*")
    library = next((file for file in files if file.suffix != ".lib"), None)
    functions = None if library is None else ctypes.PyDLL(str(library))
    put = getattr(functions, "PepType_SOTP", None)
    take = getattr(functions, "PepType_SOTP_delete", None)
    if put is None or take is None:
        return False
    put.argtypes, put.restype = (ctypes.c_void_p,), ctypes.c_void_p
    take.argtypes, take.restype = (ctypes.c_void_p,), None
    addresses = range(_STEP, _STEP * (count + 1), _STEP)
    for address in addresses:
        put(address)
    for address in addresses:
        take(address)
    return True
