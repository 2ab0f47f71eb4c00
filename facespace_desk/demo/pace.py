"""The speed of a simulated line."""

from __future__ import annotations

import asyncio
import time

from facespace_desk.demo.control import Panel


class Pace:
    """Holds one body to the line's speed (switch `bytes_per_s`, 0: as fast as it goes)."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._bytes_per_s = panel.number("bytes_per_s")
        self._begun_s = time.monotonic()
        self._done = 0

    async def after(self, count: int) -> None:
        """Wait until *count* more bytes may have passed."""
        self._done += count
        if self._bytes_per_s > 0:
            due_s = self._begun_s + self._done / self._bytes_per_s
            await self._panel.pause(due_s - time.monotonic())
        else:
            await asyncio.sleep(0)  # others are served meanwhile
