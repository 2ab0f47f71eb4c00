"""What a session with everything in it leaves: report, log, files, and what was on the screen."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from facespace_desk import log as desk_log
from facespace_desk.diagnostics import ServiceFacts, report
from facespace_desk.paths import Paths
from facespace_desk.profiles import ProfileBook, ServiceConfig
from tests.slice_bench import SliceBench
from tests.system.test_canary import places_of
from tests.window import texts


@dataclass(frozen=True)
class Traces:
    """*kept* is the folder of all that the console writes, *asked* of what was asked for."""

    report: str
    lines: Sequence[str]
    seen: Sequence[str]
    kept: Path
    asked: Path

    @property
    def logged(self) -> str:
        return "\n".join(self.lines)

    def of(self, secret: str) -> list[str]:
        """Where *secret* is found; it should be nowhere."""
        said = [("report", self.report), ("log", self.logged)]
        said += [("screen", words) for words in self.seen]
        found = [name for name, words in said if secret in words]
        return [*found, *places_of(secret, self.kept), *places_of(secret, self.asked)]


def traces_of(
    scenario: Callable[[], Coroutine[Any, Any, None]],
    bench: SliceBench[Any],
    paths: Paths,
    asked: Path,
    seen: list[str],
) -> Traces:
    """Run the session of a slice, with the libraries' lines in the log, and see to all files."""
    buffer = desk_log.setup(paths.log, debug=True)
    try:
        bench.run(scenario, timeout_s=240)
        report_text = report(
            qt={"theme": "dark"},
            settings=msgspec.to_builtins(bench.settings.current),
            services=[ServiceFacts(bench.service, "offline", cause="SERVER_TROUBLE", status=500)],
            log=buffer.lines(),
        )
    finally:
        desk_log.close()
    bench.settings.save(bench.settings.current)
    config = ServiceConfig(bench.base_url, bench.secret_names, bench.options)
    ProfileBook(paths.profiles_file).create("Harbour", {bench.service: config})
    kept = paths.config.parent
    written = {path for path in kept.rglob("*") if path.is_file()}
    assert {paths.profiles_file, paths.settings_file, paths.store_file} <= written
    return Traces(report_text, [line.text for line in buffer.lines()], seen, kept, asked)


def all_words(root: QWidget) -> str:
    """What is shown, the tooltips, and what a screen reader would say."""
    said = [(each.toolTip(), each.accessibleDescription()) for each in root.findChildren(QWidget)]
    return "\n".join([texts(root), *("\n".join(pair) for pair in said)])
