"""Rules that a nested Qt loop would break, kept by looking at the source (async.md B3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import facespace_desk

PACKAGE = Path(facespace_desk.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN = {
    "a nested loop": r"\.exec_?\(",
    "a static dialog": r"\b(QMessageBox|QFileDialog|QInputDialog|QColorDialog|QFontDialog)"
    r"\.(get|information|question|warning|critical|about)\w*\(",
    "turning the loop by hand": r"\bprocessEvents\(",
    "a task that nobody owns": r"\basyncSlot\b|\basyncClose\b|\basyncWrap\b",
    "a sleeping thread": r"\btime\.sleep\(",
}
ALLOWED = {
    ("frame.py", "turning the loop by hand"),  # the first paint, before asyncio's loop runs
}


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_source_breaks_the_rule(rule: str) -> None:
    pattern = re.compile(FORBIDDEN[rule])
    broken = [
        f"{name}:{number}: {line.strip()}"
        for path in SOURCES
        for name in [path.relative_to(PACKAGE).as_posix()]
        if (name, rule) not in ALLOWED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line.partition("#")[0]) and not line.lstrip().startswith('"""')
    ]
    assert broken == []
