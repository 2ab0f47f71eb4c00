"""Imports what tabs need on a thread, so that the painted window does not stand still.

Classes of Qt may be made on any thread, objects may not: a test holds that these modules make
none. A module that cannot be imported is left to the room that needs it, to say so.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Sequence

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


async def preload(modules: Sequence[str] = MODULES) -> None:
    """Import them; the loop goes on meanwhile."""
    if any(name not in sys.modules for name in modules):
        await asyncio.to_thread(import_all, modules)


def import_all(modules: Sequence[str] = MODULES) -> None:
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
