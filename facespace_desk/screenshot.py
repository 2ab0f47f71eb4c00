"""`--screenshot`: a picture of each tab in each theme, taken once the tab shows live data."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from facespace_desk.modelkit.state import Phase

if TYPE_CHECKING:
    from facespace_desk.frame import Frame
    from facespace_desk.service_tabs import ServiceTabs
    from facespace_desk.widgets.slice import Slice

POLL_S = 0.05
SETTLE_S = 1.5  # new rows are tinted for a second, fades take 0.15 s


async def take_pictures(frame: Frame, services: ServiceTabs) -> int:
    """Save NAME-THEME.png of the tabs that were asked for; 0, or 1 when one was not ready."""
    known = services.connected()
    folder, tabs = frame.options.screenshot, frame.options.tabs or known
    assert folder is not None
    unknown = [name for name in tabs if name not in known]
    if unknown:
        return _fail(f"there is no tab {unknown[0]}; there is {', '.join(known)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in tabs:
            frame.window.show_tab(name)
            if not await _is_live(services.slices, name, frame.options.wait_s):
                state = frame.window.service_states()[name]
                return _fail(f"{name} was not ready: {state.word}. {state.message}".rstrip(" ."))
            await asyncio.sleep(SETTLE_S)
            await _take(frame, name, services.slices[name])
    except OSError as error:
        return _fail(f"a picture could not be saved: {error.strerror}")
    return 0


async def _is_live(slices: Mapping[str, Slice], name: str, wait_s: float) -> bool:
    """Whether the slice, which may still have to be built, has live data within *wait_s*."""
    deadline = time.monotonic() + wait_s
    while not _is_ready(slices.get(name)) and time.monotonic() < deadline:  # noqa: ASYNC110  # states, plural
        await asyncio.sleep(POLL_S)
    return _is_ready(slices.get(name))


def _is_ready(built: Slice | None) -> bool:
    if built is None or built.state.phase is not Phase.LIVE:
        return False
    ready = getattr(built, "is_ready_for_screenshot", None)  # it may want more than live data
    return ready is None or bool(ready())


async def _take(frame: Frame, name: str, built: Slice) -> None:
    folder = frame.options.screenshot
    assert folder is not None
    for theme in frame.options.themes:
        frame.theme.apply(frame.app, theme, frame.theme.density)
        frame.window.resize(*frame.options.size)
        await asyncio.sleep(POLL_S)  # layouts and style sheets take a turn of the loop
        settle = getattr(built, "settle_for_screenshot", None)  # it may draw in the background
        if settle is not None:
            settle()
        path = folder / f"{name}-{theme}.png"
        if not frame.window.grab().save(str(path)):
            raise OSError(0, f"{path.name} cannot be written there")


def _fail(words: str) -> int:
    print(f"facespace-desk: {words}", file=sys.stderr)  # noqa: T201
    return 1
