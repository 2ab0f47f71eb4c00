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
import gc
import importlib
import sys
import threading
from collections.abc import Iterator, Sequence

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


class Preloader:
    """Imports on a thread while the loop goes on, until it is closed."""

    def __init__(self) -> None:
        self._is_closed = threading.Event()
        self._importing = threading.Lock()
        self._loads = 0

    async def load(self, modules: Sequence[str] = MODULES) -> None:
        """Import *modules*, in this order."""
        if all(name in sys.modules for name in modules):
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
