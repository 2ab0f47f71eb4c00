"""The console on its demo, with an operator who drops a folder onto the photo studio's tab, presses
"Upload", and goes away.

Run: `python -m tests.system.skylab_program FOLDER [ARGUMENT ...]`; the arguments are the console's.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from facespace_desk import cli, desk
from facespace_desk.loop import Leave
from facespace_desk.skylab.view import SkylabSlice
from tests.window import drop_files


class OperatedDesk(desk.Desk):
    """Somebody sits before it."""

    folder: Path

    async def main(self, leave: Leave) -> int:
        operator = asyncio.create_task(self._operate(), name="operator")
        try:
            return await super().main(leave)
        finally:
            operator.cancel()
            await asyncio.wait([operator])

    async def _operate(self) -> None:
        await until(lambda: isinstance(self._skylab, SkylabSlice))
        self._window.show_tab("skylab")
        studio = self._skylab
        assert studio is not None
        await until(lambda: studio.tab is not None and studio.models is not None)
        assert studio.tab is not None
        assert studio.models is not None
        upload, acts = studio.models.upload, studio.tab.acts
        await until(lambda: studio.models is not None and studio.models.jobs.profiles)
        await until(studio.tab.photos.isVisible)
        drop_files(studio.tab, [self.folder])
        await until(lambda: acts.sheet is not None and acts.sheet.send.isEnabled())
        assert acts.sheet is not None
        print(acts.sheet.send.text(), flush=True)
        acts.sheet.send.click()
        await until(lambda: not upload.is_open)
        print("dropped", flush=True)

    @property
    def _skylab(self) -> SkylabSlice | None:
        tabs = getattr(self, "_tabs", None)  # made when the session opens
        found = None if tabs is None else tabs.slices.get("skylab")
        return found if isinstance(found, SkylabSlice) else None


async def until(holds: Callable[[], object]) -> None:
    while not holds():  # noqa: ASYNC110  # it is ended with the console
        await asyncio.sleep(0.02)


def main(arguments: list[str]) -> int:
    OperatedDesk.folder = Path(arguments[0])
    desk.Desk = OperatedDesk  # type: ignore[misc]  # the console, with somebody before it
    return cli.main(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
