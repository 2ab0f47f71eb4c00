"""Imports what the first tab needs on a thread, so that the painted window does not stand still.

Classes of Qt may be made on any thread, objects may not: a test holds that these modules make
none. A module that cannot be imported is left to the room that needs it, to say so.
"""

from __future__ import annotations

import asyncio
import importlib

# In the order in which they are needed: half a second of work, most of it in libraries.
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
    "facespace_desk.facespace.view",
)


async def preload() -> None:
    """Import all of them; the loop goes on meanwhile."""
    await asyncio.to_thread(import_all)


def import_all() -> None:
    for name in MODULES:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
