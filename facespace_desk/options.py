"""What a run was asked for. Read by all that start something, so it imports next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROGRAM = "facespace-desk"
SIMULATORS_ENTRY = "--run-simulators"  # how demo/launcher.py calls a frozen build
QT_CHECK_ENTRY = "--check-qt"  # how selftest.py calls itself: Qt may abort the process

THEMES = ("dark", "light")


@dataclass(frozen=True)
class Options:
    """What was asked for, checked."""

    demo: bool = False
    seed: int | None = None
    speed: float | None = None
    profile: Path | None = None
    screenshot: Path | None = None
    tabs: tuple[str, ...] = ()
    themes: tuple[str, ...] = THEMES
    size: tuple[int, int] = (1600, 1000)
    wait_s: float = 20.0
    selftest: bool = False
    smoke: bool = False
    temp_profile: bool = False
    language: str | None = None
    debug: bool = False
    log_filter: tuple[str, ...] = ()
    switches: frozenset[str] = frozenset()

    @property
    def is_throw_away(self) -> bool:
        """Whether nothing of the run is left; then it may stand beside any other."""
        return self.temp_profile or self.screenshot is not None or self.smoke

    @property
    def needs_no_display(self) -> bool:
        return self.screenshot is not None or self.smoke or "first-paint" in self.switches
